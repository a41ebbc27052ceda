"""Closing the console in the middle of a call on a serial modem: the call behind it is real."""

from typing import Any

import pytest

from tests.drivers.serial_desk import holding, write_profile
from tests.partners.fixtures import Partners
from tests.partners.switch import SippSwitch
from tests.partners.voice_modem import VoiceModem

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "baresip", "sipp", "sox"),
    pytest.mark.timeout(180),
]


@pytest.fixture
def switch(partner: Partners, tmp_path: Any) -> SippSwitch:
    return partner(SippSwitch(tmp_path, ring_s=1.2))


@pytest.fixture
def modem(partner: Partners, tmp_path: Any, switch: SippSwitch) -> VoiceModem:
    return partner(holding(VoiceModem(tmp_path, switch.uri, ring_s=0.5)))


@pytest.fixture
def console(open_console: Any, line: Any, tmp_path: Any, modem: VoiceModem) -> Any:
    write_profile(tmp_path / "phones", "voice-modem-zyxel")
    settings = tmp_path / "settings.toml"
    settings.write_text(f'phones_folder = "phones"\nphone = "serial:desk:{modem.device}"\n')
    opened = open_console("--settings", str(settings), "--feed", f"serial:{line.device}")
    opened.window()
    return opened


def test_closing_the_console_leaves_caller_and_agency_on_the_line(
    console: Any, line: Any, a_slip: Any, switch: SippSwitch, modem: VoiceModem
) -> None:
    """D093: the tandem number after a busy agency; then the console is closed, and nothing is hung up."""
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call in the journal")
    console.press("F7")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "busy", "busy")
    console.press("alt+2")
    leg = console.until(
        lambda calls: len(calls[0]["legs"]) == 2 and calls[0]["legs"][1]["outcome"] == "answered", "the tandem number"
    )[0]["legs"][1]
    assert leg["digits"] == "7138147"
    assert modem.did.count("flash 300 ms") == 2
    assert console.close() == (0, "")
    assert switch.received("BYE") == []
    assert "ESTABLISHED" in modem.line.calls()

"""A key of the keyboard reaches an agency through a modem: real keys, a real serial line, a real call behind it."""

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


def test_oshawa_fire_is_flashed_dialled_and_left_with_the_caller(
    console: Any, line: Any, a_slip: Any, modem: VoiceModem, switch: SippSwitch
) -> None:
    """D081-D091, D096: one key, ring by ring, an answer that is deduced, and release leaves the line."""
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call in the journal")
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    console.press("F11")
    leg = console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")[0]["legs"][0]
    assert (leg["digits"], leg["rings"], leg["outcome"]) == ("*23", 3, "answered")
    assert [each for each in modem.did if each] == ["flash 300 ms", "dial tone", "*23"]
    console.press("F12")
    released = console.until(lambda calls: calls[0]["how_ended"], "the release")[0]
    assert released["how_ended"] == "released"
    switch.until_received("BYE")
    assert console.close() == (0, "")


def test_a_busy_agency_is_tried_again_by_its_tandem_number(
    console: Any, line: Any, a_slip: Any, switch: SippSwitch, modem: VoiceModem
) -> None:
    """D093: at once, on a key of its own."""
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
    assert switch.received("BYE") == []  # closing the console leaves caller and agency where they are

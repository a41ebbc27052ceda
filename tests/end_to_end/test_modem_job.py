"""The star code leaves through a serial modem whose line is a real SIP call (issue 3, done-when: the modem profile).

The modem's own switch (SIPp) answers for the agencies. Here nobody can prove that caller and agency stay together after
release: that bridge is the telephone company's; what is proved is that the modem leaves the line when told.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.partners.switch import SippSwitch
from tests.partners.voice_modem import VoiceModem

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import", "baresip", "sipp", "sox"),
    pytest.mark.timeout(180),
]

PROFILE = """based_on = "voice-modem-zyxel"
[times]
ring_cycle = 0.9
ring_gap = 0.2
answer_silence = 1.0
flash = 0.3
digit = 0.05
"""


@pytest.fixture
def modem(partner: Any, tmp_path: Path) -> Callable[..., VoiceModem]:
    switch = partner(SippSwitch(tmp_path / "switch", ring_s=2.5))

    def made(**more: Any) -> VoiceModem:
        started: VoiceModem = partner(VoiceModem(tmp_path / "modem", switch.uri, ring_s=1.0, **more))
        return started

    return made


def settings(folder: Path, modem: VoiceModem) -> Path:
    phones = folder / "phones"
    phones.mkdir()
    (phones / "desk.toml").write_text(PROFILE)
    file = folder / "settings.toml"
    file.write_text(f'feed = "emulated"\nphones_folder = "phones"\nphone = "serial:desk:{modem.device}"\n')
    return file


def test_f8_flashes_and_dials_and_the_answer_is_shown_as_deduced(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path, modem: Any
) -> None:
    """D081-D086, D090, D096: flash, dial tone, *23, ring by ring; an answer that is only deduced says so."""
    device = modem()
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, device)))
    console.window()
    console.waits_for_field("Telephone", "ready")
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call")
    console.press("F8")
    leg = console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")[
        0
    ]["legs"][0]
    assert (leg["digits"], leg["outcome"]) == ("*23", "answered")
    assert leg["rings"] >= 1
    certain = [event["body"]["certainty"] for event in console.events() if event["kind"] == "answered"]
    assert certain == ["deduced"]
    console.press("ctrl+p")
    console.waits_for_field("The telephone's line", "answer only deduced from silence: confirm by ear")
    console.press("F11")
    console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")
    console.press("F12")
    console.until(lambda calls: calls[0]["how_ended"] == "released", "the release")
    assert device.did[-1] == "hang up"
    assert any(each.startswith("flash") for each in device.did)
    assert console.close()[0] == 0


def test_a_busy_that_may_be_the_circuits_is_shown_as_such_and_the_tandem_number_reaches_the_agency(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path, modem: Any
) -> None:
    """D089, D093."""
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, modem())))
    console.window()
    console.waits_for_field("Telephone", "ready")
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call")
    console.press("F7")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "busy", "busy")
    console.press("alt+2")
    legs = console.until(
        lambda calls: len(calls[0]["legs"]) == 2 and calls[0]["legs"][1]["outcome"] == "answered", "the tandem number"
    )[0]["legs"]
    assert [leg["digits"] for leg in legs] == ["*22", "7138147"]


def test_a_modem_that_dies_while_it_dials_is_told_and_the_set_takes_over(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path, modem: Any
) -> None:
    """LINE LOST mid-dial; the caller stays, and the keys are told to be pressed by hand."""
    device = modem(dies_at_ring=1)
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(settings(tmp_path, device)))
    console.window()
    console.waits_for_field("Telephone", "ready")
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the call")
    console.press("F8")
    console.waits_for_field("Telephone", "TELEPHONE LINE LOST")
    console.until(lambda calls: calls[0]["legs"][0]["outcome"] == "line_lost", "the attempt's end")
    console.press("alt+h")
    console.waits_for_field("Telephone", "WORKED BY HAND")
    console.press("F8")
    console.waits_for_field("Next step", "press 9-1-1 FEATURE on the set")
    assert console.fields()["Number"] == "(905) 326-1224"


def test_a_modem_that_says_ok_to_what_it_does_not_do_is_refused_in_a_sentence(
    open_console: Any, tmp_path: Path, modem: Any
) -> None:
    console = open_console("--feed", "emulated", "--settings", str(settings(tmp_path, modem(lying=True))))
    console.window()
    console.waits_for_field("Telephone", "TELEPHONE LINE LOST")
    assert "OK" in console.fields()["Telephone"] or "accept" in console.fields()["Telephone"]


def test_the_commissioning_list_measures_the_line_and_keeps_its_times(
    open_console: Any, line: Any, tmp_path: Path, modem: Any
) -> None:
    """Issue 3 section 5: carried out with the program, journalled, and the times become the profile's."""
    file = settings(tmp_path, modem())
    console = open_console("--feed", f"serial:{line.device}", "--settings", str(file))
    console.window()
    console.waits_for_field("Telephone", "ready")
    console.press("ctrl+k", "alt+s", "alt+y")
    console.waits_for_field("The telephone's line", "dial tone after")
    console.press("alt+y", *["alt+s"] * 9)
    console.waits_for_field("Next step", "Check 12 of 12, keep")
    console.press("alt+y")
    console.waits_for_field("Next step", "every check is done")
    done = {
        event["body"]["check"]: event["body"]["verdict"] for event in console.events() if event["kind"] == "check_done"
    }
    assert (done["flash 300 ms"], done["flash 400 ms"], done["keep"]) == ("skipped", "yes", "yes")
    assert console.close()[0] == 0
    kept = (tmp_path / "phones" / "desk-site.toml").read_text()
    assert "flash = 0.4" in kept
    told = console.command("check", "phone", "desk-site", "--settings", str(file))
    assert told.returncode == 0, told.stderr

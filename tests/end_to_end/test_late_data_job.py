"""Data that come late, or are corrected, in the middle of a procedure, with real keys and over kill -9."""

import signal
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.test_procedures_job import BROCK, Desk

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(240),
]


def test_fire_that_was_left_out_for_brock_is_told_once_the_place_is_corrected_also_after_kill_9(
    open_console: Any, line: Any, tmp_path: Path
) -> None:
    """D101, D104: the record says Brock at first, and Oshawa once the console was started again."""
    arguments = ("--feed", f"serial:{line.device}", "--phone", "virtual?*21=answer:1&*23=answer:1&cadence=0.3")

    def opened() -> Desk:
        console = open_console(*arguments)
        console.window()
        console.waits_for_field("Telephone", "ready")
        return Desk(console, tmp_path)

    def reaches(key: str, legs: int) -> None:
        desk.console.press(key)
        answered = "answered"
        desk.console.until(
            lambda calls: [leg["outcome"] for leg in calls[0]["legs"]].count(answered) == legs, f"answer {legs}"
        )
        desk.console.press("F11")

    desk = opened()
    in_brock = BROCK.format(number="555-0111", call="00600")
    line.send(in_brock.encode())
    desk.step("Do you require")
    desk.begin("v")
    desk.step("you cannot speak")
    desk.console.press("alt+z", "alt+z")
    desk.step("Press Ambulance")
    reaches("F5", 1)
    desk.step("Send Durham police")
    desk.console.press("alt+z")
    desk.fill(who_took_it="Sgt Miller")
    desk.step("until an agency is at the door")
    desk.console.close(signal.SIGKILL)

    desk = opened()
    desk.step("until an agency is at the door")
    line.send(in_brock.replace("BROCK, BROCK", "OSHAWA, OSHAWA").replace("RES BRO", "RES OSH").encode())
    desk.step("The place is now 12 LAKE RD, OSHAWA")
    desk.console.press("alt+z")
    desk.fill(**{"who told them, and how": "Ann"})
    desk.step("Press the Fire key")
    desk.console.press("F12")
    desk.step("Press the Fire key")
    reaches("F8", 2)
    desk.step("until an agency is at the door")
    told = [result for procedure, _step, result in desk.steps() if procedure == "no-voice" and result]
    assert told[-1] == "new place told, 12 LAKE RD: Ann"
    assert desk.console.command("verify", "--journal", str(desk.console.journal)).returncode == 0
    assert desk.console.close() == (0, "")

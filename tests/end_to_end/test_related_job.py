"""Two callers of one incident, over a restart of the console: found, looked at, linked, released - with real parts."""

from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "python3-pyatspi", "at-spi2-core", "import"),
    pytest.mark.timeout(180),
]


def test_the_second_caller_of_an_incident_is_linked_and_released_by_one_press(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Any
) -> None:
    """D095, F14, U15: real keys, read by another program, written, and whole to both verifiers."""
    words = ("--feed", f"serial:{line.device}", "--phone", "virtual?*23=answer:1&*21=busy&cadence=0.3")
    console = open_console(*words)
    console.window()
    line.send(a_slip())
    console.until(lambda calls: len(calls) == 1, "the first call")
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["answered_at"], "Oshawa Fire")
    console.press("F11", "F12")
    console.until(lambda calls: calls[0]["how_ended"], "the release")
    console.waits_for_field("Related calls", "no related call")
    assert console.close() == (0, "")

    console = open_console(*words)
    console.window()
    line.send(a_slip(553, "555-0142", name="NEIGHBOUR, ANN"))
    console.until(lambda calls: len(calls) == 2, "the second call")
    console.waits_for_field("Related calls", "same address")
    console.picture(tmp_path / "related.png")
    console.press("ctrl+e")
    console.waits_for_field("Name", "PALMER, ROBERT")
    console.press("Escape")
    console.waits_for_field("Name", "NEIGHBOUR, ANN")
    console.press("F5")
    console.until(lambda calls: calls[1]["legs"] and calls[1]["legs"][0]["outcome"] == "busy", "busy")
    console.press("alt+l")
    console.until(lambda calls: calls[1]["linked_to"] == 1, "the link")
    console.waits_for_field("Next step", "You may tell the caller: we have the information")
    console.waits_for_field("Related calls", "same incident as call 1")
    console.picture(tmp_path / "linked.png")
    console.press("F12")  # once, though the ambulance was not reached
    calls = console.until(lambda calls: calls[1]["how_ended"], "the release")
    assert [(call["how_ended"], call["linked_to"]) for call in calls] == [("released", None), ("released", 1)]
    assert [event["kind"] for event in console.events()].count("related_found") == 1
    assert console.close() == (0, "")
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0

"""A caller who hung up is not shown as one on the line when the console comes up again."""

import signal
from typing import Any

import pytest

pytestmark = pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import")


def test_a_caller_who_hung_up_is_gone_after_kill_9_and_a_restart_too(open_console: Any, line: Any, a_slip: Any) -> None:
    """U5: the call comes back as it stood."""
    arguments = ("--feed", f"serial:{line.device}", "--phone", "manual")
    console = open_console(*arguments)
    console.window()
    line.send(a_slip(name="DUPONT, ANNE"))
    console.until(lambda calls: len(calls) == 1, "the call")
    console.press("ctrl+7")
    console.waits_for_field("Who is on the line", "the caller hung up")
    console.close(signal.SIGKILL)

    console = open_console(*arguments)
    console.window()
    console.waits_for_field("Who is on the line", "the caller hung up")
    assert "The caller hung up" in console.fields()["Next step"]
    console.press("F12", "F12")
    (call,) = console.until(lambda calls: calls[0]["how_ended"], "the end of the call")
    assert call["how_ended"] == "caller_gone"
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert console.close() == (0, "")


def test_an_agency_brought_in_before_kill_9_stays_in_the_record(open_console: Any, line: Any, a_slip: Any) -> None:
    """What was dialled before is not overwritten by what is dialled after; what became of it is not made up."""
    arguments = ("--feed", f"serial:{line.device}", "--phone", "virtual?*23=answer:2&*22=answer:2&cadence=0.2")
    console = open_console(*arguments)
    console.window()
    line.send(a_slip(name="DUPONT, ANNE"))
    console.until(lambda calls: len(calls) == 1, "the call")
    console.press("F8")
    console.until(lambda calls: calls[0]["legs"] and calls[0]["legs"][0]["outcome"] == "answered", "the answer")
    console.press("F11")
    console.until(lambda calls: calls[0]["legs"][0]["contact_at"], "voice contact")
    console.close(signal.SIGKILL)

    console = open_console(*arguments)
    console.window()
    console.waits_for_field("Who is on the line", "caller")
    console.press("F7")
    (call,) = console.until(lambda calls: len(calls[0]["legs"]) == 2, "a leg of its own")
    first, _second = call["legs"]
    assert (first["digits"], first["outcome"], bool(first["contact_at"])) == ("*23", "answered", True)
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert console.close()[0] == 0

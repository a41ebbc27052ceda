"""A caller who hung up is not shown as one on the line when the console comes up again."""

import signal
from typing import Any


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

"""An agency that was not reached is still owed the information when the console comes up again."""

import signal
from typing import Any

import pytest

pytestmark = pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import")


def test_a_task_stands_after_kill_9_and_a_restart_until_the_agency_has_the_information(
    open_console: Any, line: Any, a_slip: Any
) -> None:
    """D096: relay stays open as a task until the call-taker says who took it."""
    arguments = ("--feed", f"serial:{line.device}", "--phone", "virtual?*23=busy&cadence=0.3")
    console = open_console(*arguments)
    console.window()
    console.waits_for_field("Telephone", "ready")
    line.send(a_slip(name="DUPONT, ANNE"))
    console.until(lambda calls: len(calls) == 1, "the call")
    console.press("F8")
    console.until(lambda calls: bool(calls[0]["legs"]) and calls[0]["legs"][0]["outcome"] == "busy", "the busy line")
    console.waits_for_field("Open tasks", "Oshawa Fire (busy) does not have call 1")
    owed = console.fields()["Open tasks"]
    console.close(signal.SIGKILL)

    console = open_console(*arguments)
    console.window()
    console.waits_for_field("Open tasks", owed)
    console.press("alt+d")
    console.waits_for_field("Next step", "who took it")
    console.press(*"Lee", "Return")
    console.waits_for_field("Open tasks", "no open tasks")
    assert console.close() == (0, "")

    console = open_console(*arguments)
    console.window()
    console.waits_for_field("Telephone", "ready")
    assert console.fields()["Open tasks"] == "no open tasks"
    assert [each["body"]["who"] for each in console.events() if each["kind"] == "matter_task_done"] == ["Lee"]
    kinds = [each["kind"] for each in console.events()]
    assert [kinds.count(each) for each in ("matter_task_left", "task_found", "matter_task_done")] == [1, 1, 1]
    assert console.command("verify", "--journal", str(console.journal)).returncode == 0
    assert console.close() == (0, "")

"""The line is watched beside a live caller, searched and saved, with real keys; a storm is worked while it is open."""

from pathlib import Path
from typing import Any

import pytest

pytestmark = [
    pytest.mark.needs("Xvfb", "xdotool", "socat", "dbus-daemon", "import"),
    pytest.mark.timeout(180),
]

STORM = 200


def test_what_comes_over_the_line_is_watched_beside_a_caller_searched_and_saved(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path
) -> None:
    """Pseudo-terminal, X server, real keys; the fields as another program reads them."""
    console = open_console("--feed", f"serial:{line.device}", "--phone", "virtual")
    console.window()
    console.waits_for_field("Next step", "Ready for the next call")
    console.press("ctrl+shift+m")
    console.waits_for_field("State of the line monitor", "following the line")
    line.send(b"\x00\x01\x05" + a_slip())
    console.until(lambda calls: len(calls) == 1, "the call in the journal")
    console.waits_for_field("Line monitor", "└ bell-printer: 9053261224 RES")
    console.waits_for_field("Counted on the line", "garbled 1")
    assert console.fields()["Number"] == "(905) 326-1224"
    console.press("g", "a", "r", "b")
    console.waits_for_field("Line monitor", "▶✗ GARBLED: 3 of 3 bytes are control")
    console.waits_for_field("State of the line monitor", "PAUSED")
    console.picture(tmp_path / "found.png")
    console.press("ctrl+s")
    console.waits_for_field("Counted on the line", "bytes saved into ")
    (saved,) = console.journal.parent.glob("line-*.rec")
    told = console.command("decode", str(saved))
    assert (told.returncode, told.stdout.count('"kind": "spill"'), told.stdout.count('"kind": "garbled"')) == (1, 1, 1)
    console.press("Escape", "F8")
    console.until(lambda calls: calls[0]["legs"], "Oshawa Fire by its key, as ever")
    assert console.close() == (0, "")


def test_every_caller_of_a_storm_is_journalled_while_the_line_is_watched(
    open_console: Any, line: Any, a_slip: Any, tmp_path: Path
) -> None:
    console = open_console("--feed", f"serial:{line.device}", "--phone", "virtual")
    console.window()
    console.waits_for_field("Next step", "Ready for the next call")
    console.press("ctrl+shift+m")
    console.waits_for_field("State of the line monitor", "following the line")
    for call in range(1, STORM + 1):
        line.send(a_slip(call, f"326-{call:04d}"))
    calls = console.until(lambda calls: len(calls) == STORM, "every call in the journal")
    assert [call["call_number"] for call in calls] == [f"{call:05d}" for call in range(1, STORM + 1)]
    console.waits_for_field("Counted on the line", f"spills {STORM},")
    console.picture(tmp_path / "storm.png")
    assert console.close() == (0, "")

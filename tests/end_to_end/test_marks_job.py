"""A recording is marked on the command line; a console and a lesson begin at the mark, in the real program."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.ports import Chunk
from app.spill.recording import write_chunk, write_header

pytestmark = [pytest.mark.needs("Xvfb", "xdotool", "dbus-daemon", "pyatspi", "at-spi2-core")]

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
TRAINER = "Trainer - Answerpoint"


@pytest.fixture
def marked(tmp_path: Path, a_slip: Callable[..., bytes]) -> Path:
    """Three callers an hour apart, the second and the third marked."""
    text = write_header("serial:/dev/ttyUSB0", NOON)
    for number, name in enumerate(("FIRST, ANNE", "SECOND, BEN", "THIRD, CLEO"), 1):
        slip = a_slip(call=number, number=f"555-010{number}", name=name)
        text += write_chunk(Chunk(NOON + timedelta(hours=number), slip, 3600.0))
    (tmp_path / "day.rec").write_text(text)
    source, once, twice = (str(tmp_path / name) for name in ("day.rec", "once.rec", "twice.rec"))
    assert main(["recording", "mark", source, once, "no voice", "--at", "spill:2"]) == 0
    assert main(["recording", "mark", once, twice, "a & b", "--at", "spill:3"]) == 0
    return tmp_path / "twice.rec"


def test_a_console_plays_a_recording_from_its_mark_on(open_console: Callable[..., Any], marked: Path) -> None:
    console = open_console("--feed", f"replay:{marked}?from=no voice&speed=1000")
    console.until(lambda calls: len(calls) == 2, "the callers from the mark on")
    assert [each["name"] for each in console.calls()] == ["SECOND, BEN", "THIRD, CLEO"]
    assert console.close() == (0, "")
    console = open_console("--feed", f"replay:{marked}?from=smoke")
    assert console.process.wait(30) == 2
    assert console.close()[1].endswith("expected a mark of the recording ('no voice', 'a & b'), got 'smoke'")


def test_a_lesson_begins_at_a_mark_and_the_trainer_goes_to_another(
    open_console: Callable[..., Any], marked: Path
) -> None:
    console = open_console("--from", "no voice", command=("lesson", str(marked)))
    console.waits_for_field("Number", "(905) 555-0102")
    console.press("m", "m", "Return", named=TRAINER)
    console.waits_for_field("Number", "(905) 555-0103")
    console.waits_for_field("Told", "call 3 comes now")
    assert [each["name"] for each in console.calls()] == ["SECOND, BEN", "THIRD, CLEO"]
    assert console.close() == (0, "")

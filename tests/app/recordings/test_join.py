"""Several recordings as one."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from app.errors import FeedError
from app.ports import Chunk
from app.recordings.join import Piece, feed_of_all, joined, marks_of_all, plan
from app.spill.mark import Mark

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
Chunks = Callable[..., list[Chunk]]


def piece(name: str, begin: int, end: int, feed: str = "serial:/dev/ttyS0", marks: int = 0) -> Piece:
    first = NOON + timedelta(seconds=begin)
    return Piece(name, feed, first, NOON + timedelta(seconds=end), tuple(Mark(first, f"{n}") for n in range(marks)))


def test_with_times_kept_the_order_is_that_of_the_times_and_the_quiet_between_is_real() -> None:
    joints = plan([piece("late", 100, 110), piece("early", 0, 40)], None)
    assert [(each.piece.name, each.gap, each.shift.total_seconds()) for each in joints] == [
        ("early", 0.0, 0.0),
        ("late", 60.0, 0.0),
    ]


def test_times_that_run_into_one_another_are_refused_in_words() -> None:
    with pytest.raises(FeedError, match=r"begins after the one before has ended, got b, .* --pause"):
        plan([piece("a", 0, 40), piece("b", 30, 50)], None)


def test_with_a_pause_they_follow_in_the_order_given(cut: Chunks) -> None:
    joints = plan([piece("late", 100, 110, marks=1), piece("early", 0, 40)], 5.0)
    assert [each.piece.name for each in joints] == ["late", "early"]
    moved = list(joined(joints[1], cut(b"abcdef", (3,), 0.25)))
    assert [(each.at - NOON).total_seconds() for each in moved] == [115.0, 116.0]
    assert [each.gap for each in moved] == [5.0, 0.25]
    assert marks_of_all(joints) == [Mark(NOON + timedelta(seconds=100), "0")]


def test_a_whole_with_one_real_caller_is_not_called_emulated() -> None:
    both = plan([piece("a", 0, 1, "emulated:default"), piece("b", 2, 3, "serial:/dev/ttyS0")], None)
    assert feed_of_all(both) == "serial:/dev/ttyS0"
    assert feed_of_all(both[:1]) == "emulated:default"


def test_more_marks_than_a_header_holds_and_times_past_the_calendar_are_refused() -> None:
    with pytest.raises(FeedError, match="expected at most 90 marks in all, got 120"):
        plan([piece("a", 0, 1, marks=60), piece("b", 2, 3, marks=60)], None)
    with pytest.raises(FeedError, match="before the year 10000"):
        plan([piece("a", 0, 1), piece("b", 2, 3), piece("c", 3, 4)], 3e11)

"""The thread of a feed: what it tells, once, and how it ends."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.ports import Chunk, FeedState, FeedStateChanged
from drivers.feed_thread import FeedThread

if TYPE_CHECKING:
    from tests.drivers.conftest import Ear

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMIT_S = 20.0
CLOSED, OPENING, UP, SILENT, LOST = FeedState


class StillClock:
    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


def run(ear: "Ear", work: Callable[[FeedThread], None]) -> FeedThread:
    thread = FeedThread("test", StillClock(), lambda: work(thread))
    thread.open(ear.deliver)
    return thread


def test_a_state_is_told_once_and_again_only_in_other_words(ear: "Ear") -> None:
    def work(thread: FeedThread) -> None:
        thread.tell(LOST, "no such device")
        thread.tell(LOST, "no such device")
        thread.tell(LOST, "another program has it open")

    run(ear, work).close()
    ear.rest()

    assert ear.events == [
        FeedStateChanged(NOON, LOST, "no such device"),
        FeedStateChanged(NOON, LOST, "another program has it open"),
        FeedStateChanged(NOON, CLOSED),
    ]


def test_work_that_said_how_it_ended_is_not_closed_a_second_time(ear: "Ear") -> None:
    thread = run(ear, lambda thread: thread.tell(CLOSED, "recording ended"))
    ear.until(CLOSED)
    thread.close()

    assert ear.events == [FeedStateChanged(NOON, CLOSED, "recording ended")]
    assert ear.rest() == []


def test_waiting_ends_at_once_when_the_feed_is_closed(ear: "Ear") -> None:
    waited: list[bool] = []

    def work(thread: FeedThread) -> None:
        thread.tell(UP)
        waited.append(thread.wait(1e12))

    thread = run(ear, work)
    ear.until(UP)
    thread.close()

    assert waited == [True]


def test_bytes_are_dated_when_they_are_given(ear: "Ear") -> None:
    run(ear, lambda thread: thread.give(b"905", 1.5)).close()

    assert ear.rest()[0] == Chunk(NOON, b"905", 1.5)


def test_a_fault_of_the_work_is_logged_whole_and_told(ear: "Ear", expected_log: Callable[[str], None]) -> None:
    expected_log("the feed test stopped through a fault of this program")

    def work(thread: FeedThread) -> None:
        raise ZeroDivisionError

    run(ear, work)

    assert "fault of this program" in ear.until(CLOSED).detail


def test_a_feed_is_opened_once(ear: "Ear") -> None:
    thread = run(ear, lambda thread: None)
    with pytest.raises(RuntimeError, match="opened before"):
        thread.open(ear.deliver)
    thread.close()
    with pytest.raises(RuntimeError, match="opened before"):
        thread.open(ear.deliver)


def test_a_thread_that_hangs_is_left_behind_and_can_deliver_nothing(
    ear: "Ear", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.feed_thread.CLOSE_SECONDS", 0.05)
    answered = threading.Event()

    def work(thread: FeedThread) -> None:
        answered.wait(LIMIT_S)  # a name server that does not answer
        thread.give(b"too late", 0.0)

    thread = run(ear, work)
    thread.close()
    assert thread.closing
    answered.set()
    monkeypatch.undo()
    thread.close()  # now it ends

    assert ear.rest() == []

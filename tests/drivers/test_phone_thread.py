"""The thread of a telephone in memory: order of things, waking, closing."""

import queue
import threading
from datetime import UTC, datetime

import pytest

from app.ports import AttemptEnded, Dial, Hold, LineUp, Mute, Muted, Outcome, PhoneEvent, PhoneOrder
from drivers.phone_thread import PhoneThread

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
LIMIT_S = 10.0


class StillClock:
    """A clock that stands still: the thread must wait in real seconds all the same."""

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return 0.0


class EchoLine:
    """Answers every order with Muted(on=False), and ends attempt 1 as soon as time passes, once a Dial came."""

    def __init__(self) -> None:
        self.planned: float | None = None

    def take(self, order: PhoneOrder, now: float, at: datetime) -> list[PhoneEvent]:
        if isinstance(order, Dial):
            self.planned = now + 0.01
        return [Muted(at, on=False)]

    def due(self) -> float | None:
        return self.planned

    def tick(self, now: float, at: datetime) -> list[PhoneEvent]:
        if self.planned is None or self.planned > now:
            return []
        self.planned = None
        return [AttemptEnded(at, 1, Outcome.BUSY)]


def test_what_is_due_comes_by_itself_dated_by_the_clock() -> None:
    events: queue.Queue[PhoneEvent] = queue.Queue()
    thread = PhoneThread(EchoLine(), StillClock(), "echo")
    thread.open(events.put)
    thread.do(Dial(1, "*23"))
    assert [events.get(timeout=LIMIT_S) for _ in range(3)] == [
        LineUp(NOON),
        Muted(NOON, on=False),
        AttemptEnded(NOON, 1, Outcome.BUSY),
    ]
    thread.close()


def test_the_receiver_may_give_orders_and_close_from_within_deliver() -> None:
    closed = threading.Event()
    events: list[PhoneEvent] = []
    thread = PhoneThread(EchoLine(), StillClock(), "echo")

    def deliver(event: PhoneEvent) -> None:
        events.append(event)
        if isinstance(event, LineUp):
            thread.do(Hold())
            thread.do(Mute(on=True))
        else:
            thread.close()
            closed.set()

    thread.open(deliver)
    assert closed.wait(LIMIT_S)
    thread.close()
    assert events == [LineUp(NOON), Muted(NOON, on=False)]


def test_closing_waits_for_the_event_that_is_being_delivered() -> None:
    arrived, go_on, finished = threading.Event(), threading.Event(), threading.Event()

    def deliver(event: PhoneEvent) -> None:
        arrived.set()
        go_on.wait(LIMIT_S)
        finished.set()

    thread = PhoneThread(EchoLine(), StillClock(), "echo")
    thread.open(deliver)
    assert arrived.wait(LIMIT_S)
    closer = threading.Thread(target=thread.close)
    closer.start()
    assert not finished.is_set()
    go_on.set()
    closer.join(LIMIT_S)
    assert not closer.is_alive()
    assert finished.is_set()


def test_it_is_opened_once() -> None:
    thread = PhoneThread(EchoLine(), StillClock(), "echo")
    thread.open(lambda event: None)
    with pytest.raises(RuntimeError, match="opened before"):
        thread.open(lambda event: None)
    thread.close()


def test_closing_before_opening_leaves_nothing() -> None:
    thread = PhoneThread(EchoLine(), StillClock(), "echo")
    before = threading.active_count()
    thread.do(Hold())
    thread.close()
    with pytest.raises(RuntimeError):
        thread.open(lambda event: None)
    assert threading.active_count() == before

"""The thread of a telephone that lives in memory: takes orders, waits for what is due, delivers events.

The virtual and the manual telephone are each a `Line` without thread or waiting; this is what makes a driver of one.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from app.clock import Clock
from app.ports import LineUp, PhoneEvent, PhoneOrder


class Line(Protocol):
    """What decides the events: told orders and the time, as `drivers.virtual_switch` describes."""

    def take(self, order: PhoneOrder, now: float, at: datetime) -> list[PhoneEvent]:
        """Return what follows at once from `order`."""

    def due(self) -> float | None:
        """Return when something happens next (seconds, as `now`), or None."""

    def tick(self, now: float, at: datetime) -> list[PhoneEvent]:
        """Return what has happened by `now`."""


class PhoneThread:
    """One thread that runs a `Line`. It can be opened once; orders before opening and after closing are ignored.

    Waiting is done in real seconds; `clock` only dates the events, so a clock that is set by hand does not hold the
    line up. Events are delivered outside the lock: the receiver may give orders, or close, from within `deliver`.
    """

    def __init__(self, line: Line, clock: Clock, name: str) -> None:
        self._line = line
        self._clock = clock
        self._name = name
        self._orders: deque[PhoneOrder] = deque()  # keys pressed by a person: never many
        self._wake = threading.Condition()
        self._thread: threading.Thread | None = None
        self._closed = False

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        """Start the thread; its first event is `LineUp`."""
        with self._wake:
            if self._thread is not None or self._closed:
                raise RuntimeError(f"the {self._name} telephone was opened before")
            self._thread = threading.Thread(target=self._run, args=(deliver,), name=f"phone-{self._name}", daemon=True)
            self._thread.start()

    def do(self, order: PhoneOrder) -> None:
        """Put an order in the queue."""
        with self._wake:
            if self._thread is not None and not self._closed:
                self._orders.append(order)
                self._wake.notify()

    def close(self) -> None:
        """End the thread and wait for it, unless it is the thread itself that closes."""
        with self._wake:
            self._closed = True
            self._orders.clear()
            self._wake.notify()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    def _run(self, deliver: Callable[[PhoneEvent], None]) -> None:
        events: list[PhoneEvent] = [LineUp(self._clock.now())]
        while True:
            for event in events:
                if self._closed:
                    return
                deliver(event)
            with self._wake:
                while not self._closed and not self._orders and not self._is_due():
                    self._wake.wait(self._time_to_wait())
                if self._closed:
                    return
                now, at = time.monotonic(), self._clock.now()
                # what was due before an order came goes first: the switch did not know of the order yet
                events = self._line.tick(now, at)
                while self._orders:
                    events += self._line.take(self._orders.popleft(), now, at)

    def _is_due(self) -> bool:
        due = self._line.due()
        return due is not None and due <= time.monotonic()

    def _time_to_wait(self) -> float | None:
        due = self._line.due()
        return None if due is None else max(0.0, due - time.monotonic())

"""What has come over the tap and waits for its turn: callers first, the monitor behind them.

Every turn takes what waited at the turn before, and only while the position has nothing to do: what a chunk brought has
then been decided, shown and painted. In a storm, when it never rests, one turn in BUSY_TURNS is taken all the same. A
turn is bounded: it takes what can be shown; only a monitor that is far behind takes more, and counts that only.
"""

from collections import deque
from datetime import datetime

from app.monitor.monitor import Monitor
from app.ports import Chunk, FeedEvent

WAITING = 4_000
"""Events that may wait; at a serial line's pace these are minutes. What comes then is lost to the monitor, and told."""

SHOWN_BYTES = 2_048
"""Bytes of which rows are made in one turn: some seventy lines, more than a person reads, in about a millisecond."""

LATE_BYTES = 64 * 1024
"""Bytes that wait while everything is still shown, within some three seconds: more than a line at 115200 baud sends."""

TURN_BYTES = 8_192
"""Bytes read in one turn when more than that waits, most of them only counted: some two milliseconds."""

BUSY_TURNS = 10
"""Turns let go by while the position is at work; with ten turns a second, a second."""


class Intake:
    """Takes from any thread (`put`), gives to the monitor on the loop (`turn`)."""

    def __init__(self) -> None:
        self._waiting: deque[tuple[str, FeedEvent | int]] = deque()
        self._lost: dict[str, int] = {}  # by link, written by the thread of that link alone
        self._ready = 0  # of those that wait, how many did at the turn before
        self._let_go_by = 0

    def put(self, event: FeedEvent, link: str = "") -> None:
        """Take an event of a link, from its thread. Never waits."""
        lost = self._lost.get(link, 0)
        if len(self._waiting) >= WAITING:
            self._lost[link] = lost + (len(event.data) if isinstance(event, Chunk) else 0)
            return
        if lost:
            self._lost[link] = 0
            self._waiting.append((link, lost))
        self._waiting.append((link, event))

    def clear(self) -> None:
        """Forget what waits."""
        self._waiting.clear()
        self._lost.clear()
        self._ready = self._let_go_by = 0

    def turn(self, monitor: Monitor, now: datetime, at_rest: bool) -> bool:
        """Give the monitor what its turn allows; return False if the turn was let go by."""
        if not at_rest and self._let_go_by < BUSY_TURNS - 1:
            self._let_go_by += 1
            self._ready = len(self._waiting)
            return False
        self._let_go_by = 0
        batch = self._batch()
        taken = sum(_size(event) for _link, event in batch)
        hidden = taken - SHOWN_BYTES if taken >= TURN_BYTES else 0
        for link, event in batch:
            if isinstance(event, int):
                monitor.lose(now, event, link)
            else:
                monitor.take(event, link, show=hidden <= 0)
                hidden -= _size(event)
        if not self._waiting:
            monitor.look(now)
        self._ready = len(self._waiting)
        return True

    def _batch(self) -> list[tuple[str, FeedEvent | int]]:
        batch: list[tuple[str, FeedEvent | int]] = []
        waiting = tuple(self._waiting)  # in one step: other threads put while this one counts
        late = sum(_size(event) for _link, event in waiting) > LATE_BYTES
        room = TURN_BYTES if late else SHOWN_BYTES
        while self._ready and room > 0:
            self._ready -= 1
            batch.append(self._waiting.popleft())
            room -= _size(batch[-1][1])
        return batch


def _size(event: FeedEvent | int) -> int:
    return len(event.data) if isinstance(event, Chunk) else 0

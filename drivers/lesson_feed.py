"""The feed of a lesson: bytes that the lesson sends, paced on the lesson's clock.

It is the line alone. Who calls and when is the lesson's to say (`app.training.course`); what is sent stands in a queue
and leaves piece by piece, so that a pause may fall into the middle of a record and the rest comes after it.
"""

from collections import deque
from collections.abc import Callable, Iterable

from app.clock import Clock, Timer, Timers
from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged
from app.words import say

NEAR = 1e-3
"""Seconds; a timer may call that much before its time."""

Piece = tuple[float, bytes]
"""Seconds of the line's time, quiet or sending, and the bytes that have come when they are over."""


class LessonFeed:
    """A `Feed` named `lesson:NAME`; `emulated` is False for the recording of real callers."""

    def __init__(self, name: str, clock: Clock, timers: Timers, *, emulated: bool = True) -> None:
        self._name = f"lesson:{name}"
        self._emulated = emulated
        self._clock = clock
        self._timers = timers
        self._deliver: Callable[[FeedEvent], None] | None = None
        self._queue: deque[tuple[float, bytes, Callable[[], object] | None]] = deque()
        self._timer: Timer | None = None
        self._last = 0.0  # seconds of the lesson at the last byte
        self._lost_until = 0.0

    @property
    def name(self) -> str:
        """`lesson:` and its name."""
        return self._name

    @property
    def emulated(self) -> bool:
        """True if the callers are invented."""
        return self._emulated

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start; nothing comes before it is sent."""
        self._deliver = deliver
        self._last = self._clock.monotonic()
        self._tell(FeedState.UP)

    def close(self) -> None:
        """Stop, in the middle of a record if need be."""
        self.drop()
        self._tell(FeedState.CLOSED)
        self._deliver = None

    def send(self, pieces: Iterable[Piece], then: Callable[[], object] | None = None) -> None:
        """Send these behind what is still being sent; `then` is called when the last has come."""
        for seconds, data in pieces:
            self._queue.append((seconds, data, None))
        if then is not None:
            self._queue.append((0.0, b"", then))
        if self._timer is None:
            self._next()

    def drop(self) -> None:
        """Send nothing of what still waits."""
        self._queue.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def lose(self, seconds: float) -> None:
        """Let the line be gone for so many seconds: what is sent meanwhile is lost."""
        self._lost_until = self._clock.monotonic() + seconds
        self._tell(FeedState.LOST, say("taken away by the trainer"))
        self._timers.call_later(seconds, self._back)

    def _back(self) -> None:
        if not self._is_lost():
            self._tell(FeedState.UP)

    def _is_lost(self) -> bool:
        return self._clock.monotonic() < self._lost_until - NEAR

    def _next(self) -> None:
        if self._queue:
            self._timer = self._timers.call_later(self._queue[0][0], self._came)

    def _came(self) -> None:
        self._timer = None
        _seconds, data, then = self._queue.popleft()
        if data and self._deliver is not None and not self._is_lost():
            gap, self._last = self._clock.monotonic() - self._last, self._clock.monotonic()
            self._deliver(Chunk(self._clock.now(), data, gap))
        if then is not None:
            then()
        if self._timer is None:  # else `then` has sent more
            self._next()

    def _tell(self, state: FeedState, detail: str = "") -> None:
        if self._deliver is not None:
            self._deliver(FeedStateChanged(self._clock.now(), state, detail))

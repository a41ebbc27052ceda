"""The feed of a lesson: bytes that the lesson sends, paced on the lesson's clock.

It is the line alone. Who calls and when is the lesson's to say (`app.training.course`); what is sent stands in a queue
and leaves piece by piece, so that a pause may fall into the middle of a record and the rest comes after it. Heartbeats
come of themselves, as on a real line, behind what is being sent.
"""

import threading
from collections import deque
from collections.abc import Callable, Iterable

from app.clock import Clock, Timer, Timers
from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged
from drivers.lesson_beats import LessonBeats

NEAR = 1e-3
"""Seconds; a timer may call that much before its time."""

FOR_EVER = float("inf")

Piece = tuple[float, bytes]
"""Seconds of the line's time, quiet or sending, and the bytes that have come when they are over."""


class LessonFeed:
    """A `Feed` named `lesson:NAME`; `emulated` is False for the recording of real callers.

    `silent_after` is the seconds without a byte after which it tells that it is silent, None for never.
    """

    def __init__(
        self,
        name: str,
        clock: Clock,
        timers: Timers,
        *,
        emulated: bool = True,
        beats: LessonBeats | None = None,
        silent_after: float | None = None,
    ) -> None:
        self._name = f"lesson:{name}"
        self._emulated = emulated
        self._clock = clock
        self._timers = timers
        self._beats = beats
        self._silent_after = silent_after
        self._gate = threading.RLock()  # whoever closes it does so from another thread
        self._deliver: Callable[[FeedEvent], None] | None = None
        self._queue: deque[tuple[float, bytes, Callable[[], object] | None]] = deque()
        self._timer: Timer | None = None
        self._next_beat: Timer | None = None
        self._next_look: Timer | None = None
        self._state = FeedState.CLOSED
        self._last = 0.0  # seconds of the lesson at the last byte
        self._up_since = 0.0
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
        """Start; nothing comes before it is sent, but for heartbeats."""
        self._deliver = deliver
        self._last = self._up_since = self._clock.monotonic()
        self._tell(FeedState.UP)
        if self._beats is not None:
            self._next_beat = self._timers.call_later(self._beats.every, self._beat, self._beats)
        if self._silent_after is not None:
            self._look_for_silence(self._silent_after)

    def close(self) -> None:
        """Stop, in the middle of a record if need be; from any thread, as ports are closed."""
        for each in (self._timer, self._next_beat, self._next_look):
            if each is not None:
                each.cancel()
        with self._gate:
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

    def when_free(self, then: Callable[[], object]) -> None:
        """Call `then` at once, or as soon as what is being sent has come."""
        if self._timer is None and not self._queue:
            then()
        else:
            self.send((), then)

    def lose(self, seconds: float = FOR_EVER) -> None:
        """Let the line be gone for so many seconds: what is sent meanwhile is lost."""
        self._lost_until = max(self._lost_until, self._clock.monotonic() + seconds)
        self._tell(FeedState.LOST, "the far end is gone")
        if seconds < FOR_EVER:
            self._timers.call_later(seconds, self._back)

    def strike_beats(self, name: str, amount: int) -> None:
        """Let heartbeats be missing or repeated (`drivers.lesson_beats`); nothing where there are none."""
        if self._beats is not None:
            self._beats.strike(name, amount)

    def _back(self) -> None:
        if self._state is FeedState.LOST and not self._is_lost():
            self._up_since = self._clock.monotonic()
            self._tell(FeedState.UP)

    def _is_lost(self) -> bool:
        return self._clock.monotonic() < self._lost_until - NEAR

    def _next(self) -> None:
        if self._queue:
            self._timer = self._timers.call_later(self._queue[0][0], self._came)

    def _came(self) -> None:
        self._timer = None
        _seconds, data, then = self._queue.popleft()
        if self._deliver is None:
            return
        if data and not self._is_lost():
            if self._state is FeedState.SILENT:
                self._tell(FeedState.UP, "bytes come again")
            gap, self._last = self._clock.monotonic() - self._last, self._clock.monotonic()
            self._give(Chunk(self._clock.now(), data, gap))
        if then is not None:
            then()
        if self._timer is None:  # else `then` has sent more
            self._next()

    def _beat(self, beats: LessonBeats) -> None:
        if self._deliver is None:
            return
        self._next_beat = self._timers.call_later(beats.every, self._beat, beats)
        data = beats.due()
        if data:
            self.send([(0.0, data)])

    def _look_for_silence(self, limit: float) -> None:
        if self._deliver is None:
            return
        left = max(self._last, self._up_since) + limit - self._clock.monotonic()
        if left <= NEAR:
            left = limit
            if self._state is FeedState.UP:
                self._tell(FeedState.SILENT, f"no byte came for {limit:g} s")
        self._next_look = self._timers.call_later(left, self._look_for_silence, limit)

    def _tell(self, state: FeedState, detail: str = "") -> None:
        self._state = state
        self._give(FeedStateChanged(self._clock.now(), state, detail))

    def _give(self, event: FeedEvent) -> None:
        with self._gate:
            if self._deliver is not None:
                self._deliver(event)

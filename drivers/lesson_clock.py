"""The clock of a lesson: it can be stopped, and run quicker or slower than the world's.

It begins at the instant the lesson begins. While it is stopped nothing of the lesson goes on, neither feed nor
telephone nor a time limit of a procedure: all of them take their time from it (`drivers.lesson_timers`).
"""

from datetime import datetime, timedelta

from app.clock import Clock

SLOWEST, FASTEST = 0.25, 20.0
"""Bounds of a lesson's speed: a caller can still be followed, and twenty rings a second cannot."""


class LessonClock:
    """A `Clock` whose time passes `speed` times as fast as that of `real`, and not at all while it is `paused`."""

    def __init__(self, real: Clock, speed: float = 1.0) -> None:
        self._real = real
        self._began = real.now()
        self._speed = speed
        # the lesson's seconds at a real instant, and its rate since: one value, since threads read it
        self._state = (0.0, real.monotonic(), speed)

    @property
    def paused(self) -> bool:
        """True while it stands."""
        return self._state[2] == 0.0

    @property
    def speed(self) -> float:
        """How many times as fast as the world's clock it goes when it goes."""
        return self._speed

    def now(self) -> datetime:
        """Return this instant of the lesson as an aware UTC datetime."""
        return self._began + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Return the seconds of the lesson that have passed."""
        passed, since, rate = self._state
        return passed + (self._real.monotonic() - since) * rate if rate else passed

    def pause(self) -> None:
        """Stop the clock."""
        self._go_at(0.0)

    def resume(self) -> None:
        """Let it go on."""
        self._go_at(self._speed)

    def go_at(self, speed: float) -> None:
        """Take another speed, within the bounds; a clock that stands goes on standing."""
        self._speed = min(FASTEST, max(SLOWEST, speed))
        if not self.paused:
            self._go_at(self._speed)

    def real_seconds(self, seconds: float) -> float | None:
        """Return how long these seconds of the lesson last, None for ever."""
        rate = self._state[2]
        return seconds / rate if rate else None

    def _go_at(self, rate: float) -> None:
        self._state = (self.monotonic(), self._real.monotonic(), rate)

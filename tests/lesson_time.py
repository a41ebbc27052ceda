"""Time that a test moves itself, for what runs on a lesson's clock: no loop, no waiting."""

import heapq
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import count

from drivers.lesson_clock import LessonClock
from drivers.lesson_timers import LessonTimer

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class HandClock:
    """The computer's clock, set by hand."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


class HandTimers:
    """`drivers.lesson_timers.LessonTimers` without a loop: `go` lets seconds of the world pass."""

    def __init__(self) -> None:
        self.world = HandClock()
        self.clock = LessonClock(self.world)
        self._waiting: list[tuple[float, int, LessonTimer]] = []
        self._number = count()

    def call_later(self, delay: float, callback: Callable[..., object], *args: object) -> LessonTimer:
        timer = LessonTimer(callback, args)
        heapq.heappush(self._waiting, (self.clock.monotonic() + delay, next(self._number), timer))
        return timer

    def pause(self) -> None:
        self.clock.pause()

    def resume(self) -> None:
        self.clock.resume()

    def go_at(self, speed: float) -> None:
        self.clock.go_at(speed)

    def go(self, seconds: float) -> None:
        """Let seconds of the world pass, calling what comes due in its order."""
        until = self.world.seconds + seconds
        while not self.clock.paused and self._waiting:
            wait = (self._waiting[0][0] - self.clock.monotonic()) / self.clock.speed
            if self.world.seconds + wait > until + 1e-9:
                break
            self.world.seconds += max(0.0, wait)
            timer = heapq.heappop(self._waiting)[2]
            if not timer.cancelled:
                timer.callback(*timer.args)
        self.world.seconds = until

"""Timers on a lesson's clock: what waits in a lesson waits here, and stands while the clock stands.

One real timer of the event loop waits for the earliest of them; it is set anew whenever the clock changes.
"""

import asyncio
import heapq
from collections.abc import Callable
from itertools import count

from drivers.lesson_clock import LessonClock

NEAR = 1e-6
"""Seconds before its time at which a timer is called all the same: the loop may wake that much too early."""


class LessonTimer:
    """One callback that waits."""

    __slots__ = ("args", "callback", "cancelled")

    def __init__(self, callback: Callable[..., object], args: tuple[object, ...]) -> None:
        self.callback = callback
        self.args = args
        self.cancelled = False

    def cancel(self) -> None:
        """Do not call it."""
        self.cancelled = True


class LessonTimers:
    """`app.clock.Timers` on a lesson's clock, and the place from which that clock is worked.

    For the event loop's own thread alone.
    """

    def __init__(self, clock: LessonClock) -> None:
        self.clock = clock
        self._waiting: list[tuple[float, int, LessonTimer]] = []
        self._number = count()
        self._real: asyncio.TimerHandle | None = None

    def call_later(self, delay: float, callback: Callable[..., object], *args: object) -> LessonTimer:
        """Call `callback(*args)` when the lesson has gone on by `delay` seconds."""
        timer = LessonTimer(callback, args)
        heapq.heappush(self._waiting, (self.clock.monotonic() + max(0.0, delay), next(self._number), timer))
        self._set()
        return timer

    def pause(self) -> None:
        """Stop the lesson's clock."""
        self.clock.pause()
        self._set()

    def resume(self) -> None:
        """Let it go on."""
        self.clock.resume()
        self._set()

    def go_at(self, speed: float) -> None:
        """Take another speed."""
        self.clock.go_at(speed)
        self._set()

    def stop(self) -> None:
        """Call nothing any more."""
        self._waiting.clear()
        self._set()

    def _set(self) -> None:
        """Wait for the earliest."""
        if self._real is not None:
            self._real.cancel()
            self._real = None
        while self._waiting and self._waiting[0][2].cancelled:
            heapq.heappop(self._waiting)
        if not self._waiting:
            return
        seconds = self.clock.real_seconds(max(0.0, self._waiting[0][0] - self.clock.monotonic()))
        if seconds is not None:
            self._real = asyncio.get_running_loop().call_later(seconds, self._call_due)

    def _call_due(self) -> None:
        self._real = None
        until = self.clock.monotonic() + NEAR
        try:
            while self._waiting and self._waiting[0][0] <= until and not self.clock.paused:
                timer = heapq.heappop(self._waiting)[2]
                if not timer.cancelled:
                    timer.callback(*timer.args)
        finally:
            self._set()

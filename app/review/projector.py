"""The projector of a film: which frame stands at which moment. It goes with a clock, or step by step."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.clock import Clock
from app.review.film import Frame

SPEEDS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 60.0)


class Projector:
    """Shows the frames of a film, of which there is one at least; `clock` is the world's.

    `index` is the frame that stands. It begins at the first, paused.
    """

    def __init__(self, frames: Sequence[Frame], clock: Clock, speed: float = 1.0) -> None:
        self._frames = frames
        self._ats = _rising([frame.at for frame in frames])
        self._clock = clock
        self._at = self._ats[0]
        self._since: float | None = None  # the world's seconds since which it plays
        self.speed = speed
        self.index = 0

    @property
    def playing(self) -> bool:
        """True while time passes."""
        return self._since is not None

    @property
    def frame(self) -> Frame:
        """The frame that stands."""
        return self._frames[self.index]

    def now(self) -> datetime:
        """Return the moment that is shown."""
        if self._since is None:
            return self._at
        return min(self._at + timedelta(seconds=(self._clock.monotonic() - self._since) * self.speed), self._ats[-1])

    def advance(self) -> bool:
        """Go on with the clock; return True if another frame stands. It pauses at the last."""
        if self._since is None:
            return False
        before, now = self.index, self.now()
        self.index = max(0, bisect_right(self._ats, now) - 1)
        if now >= self._ats[-1]:
            self._stand(now)
        return self.index != before

    def play_or_pause(self) -> None:
        """Let time pass, or stop it; at the end it begins again."""
        if self._since is not None:
            self._stand(self.now())
            return
        if self.index == len(self._frames) - 1:
            self.go_to(0)
        self._since = self._clock.monotonic()

    def quicker(self, steps: int) -> None:
        """Take the next higher speed, or for -1 the next lower."""
        others = [speed for speed in SPEEDS if (speed > self.speed if steps > 0 else speed < self.speed)]
        if others:
            at, playing = self.now(), self.playing
            self._stand(at)
            self.speed = min(others) if steps > 0 else max(others)
            if playing:
                self._since = self._clock.monotonic()

    def go_to(self, index: int) -> None:
        """Show this frame, or the first or last where there is no such one, and pause."""
        self.index = min(max(0, index), len(self._frames) - 1)
        self._stand(self._ats[self.index])

    def jump(self, at: datetime) -> None:
        """Show what stood at that moment, and pause."""
        at = min(max(at, self._ats[0]), self._ats[-1])
        self.index = max(0, bisect_right(self._ats, at) - 1)
        self._stand(at)

    def _stand(self, at: datetime) -> None:
        self._at = at
        self._since = None


def _rising(ats: Sequence[datetime]) -> list[datetime]:
    """Return the instants so that none is before the one before it: a clock may have been set back."""
    rising: list[datetime] = []
    for at in ats:
        rising.append(max(at, rising[-1]) if rising else at)
    return rising

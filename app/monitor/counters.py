"""What is counted of a line, and how fast it runs: told by the times that the events bear."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime

from app.words import say

RATE_SECONDS = 10
"""Bytes a second are those of the last so many whole seconds."""

MINUTE = 60
"""Spills a minute are those of the last so many seconds."""


@dataclass(slots=True)
class Counters:
    """Counts since `since`. `hidden` are lines that were counted and not shown, `lost` bytes not even read."""

    since: datetime
    spills: int = 0
    not_decoded: int = 0
    garbled: int = 0
    heartbeats: int = 0
    bytes: int = 0
    hidden: int = 0
    lost: int = 0
    last_byte_at: datetime | None = None
    _lately: deque[tuple[int, int, int]] = field(default_factory=deque)  # second since `since`, its bytes, its spills

    def bytes_came(self, at: datetime, count: int) -> None:
        """Count bytes."""
        self.bytes += count
        self.last_byte_at = at
        self._note(at, count, 0)

    def spill_came(self, at: datetime) -> None:
        """Count a spill that a table decoded."""
        self.spills += 1
        self._note(at, 0, 1)

    def silent_seconds(self, now: datetime) -> float:
        """Return the seconds since the last byte, or since the monitor was opened."""
        return max(0.0, (now - (self.last_byte_at or self.since)).total_seconds())

    def bytes_a_second(self, now: datetime) -> float:
        """Return the bytes a second, of the last RATE_SECONDS, or of the seconds there have been."""
        return self._sum(now, RATE_SECONDS, 1) / min(RATE_SECONDS, self._age(now))

    def spills_a_minute(self, now: datetime) -> int:
        """Return the spills of the last minute."""
        return self._sum(now, MINUTE, 2)

    def words(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Return what is counted, label and figure, in the order in which a technician asks."""
        silent = say("{seconds} s", seconds=f"{self.silent_seconds(now):.0f}")
        if self.last_byte_at is None:
            silent = say("{seconds}, no byte yet", seconds=silent)
        lately, speed = f"{self.spills_a_minute(now):,}", f"{self.bytes_a_second(now):.0f}"
        facts = [
            (say("silent"), silent),
            (say("spills"), say("{n}, {lately} in the last minute", n=f"{self.spills:,}", lately=lately)),
            (say("not decoded"), f"{self.not_decoded:,}"),
            (say("garbled"), f"{self.garbled:,}"),
            (say("heartbeats"), f"{self.heartbeats:,}"),
            (say("bytes"), say("{n}, {speed} a second", n=f"{self.bytes:,}", speed=speed)),
        ]
        if self.hidden:
            facts.append((say("not shown"), say("{n} lines, counted only", n=f"{self.hidden:,}")))
        if self.lost:
            facts.append((say("not read"), say("{n} bytes lost", n=f"{self.lost:,}")))
        return tuple(facts)

    def _note(self, at: datetime, count: int, spills: int) -> None:
        second = self._second(at)
        if self._lately and self._lately[-1][0] >= second:  # a clock that was set back counts in the second it was
            last, before, spilled = self._lately.pop()
            self._lately.append((last, before + count, spilled + spills))
        else:
            self._lately.append((second, count, spills))
            while self._lately[0][0] <= second - MINUTE:
                self._lately.popleft()

    def _sum(self, now: datetime, seconds: int, which: int) -> int:
        after = self._second(now) - seconds
        return sum(each[which] for each in self._lately if each[0] > after)

    def _second(self, at: datetime) -> int:
        return int((at - self.since).total_seconds())

    def _age(self, now: datetime) -> int:
        return max(1, self._second(now) + 1)

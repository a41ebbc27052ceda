"""A moment of a recording as a person names it, and the byte at which it is.

chunk:12       a chunk, counted from 1            spill:3        a spill, counted from 1
mark:no voice  a mark, by its name                12.5, 2:05, 1:02:05   seconds of playing, from the first chunk
2026-03-01T14:05:11Z   a time, with its zone
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from app.clock import from_text
from app.errors import FeedError
from app.ports import Chunk
from app.recordings.trace import Traced, Tracer
from app.spill.mark import Mark, mark_named
from app.spill.model import Spill
from app.spill.reader import SpillReader

FORMS = "chunk:N, spill:N, mark:NAME, seconds (12.5, 2:05, 1:02:05) or a time with its zone (2026-03-01T14:05:11Z)"

_SECONDS = re.compile(r"(?:(?:([0-9]{1,4}):)?([0-9]{1,2}):)?([0-9]{1,9}(?:\.[0-9]{1,6})?)", re.ASCII)
_COUNTED = re.compile(r"(chunk|spill):([0-9]{1,12})", re.ASCII)


class By(Enum):
    """What a moment is named by."""

    CHUNK = auto()
    SPILL = auto()
    SECONDS = auto()
    TIME = auto()


@dataclass(frozen=True, slots=True)
class Where:
    """A moment: `number` of a chunk or spill, `seconds` of playing, or a time `at`; `text` is how it was named."""

    text: str
    by: By
    number: int = 0
    seconds: float = 0.0
    at: datetime | None = None


def parse_where(text: str, marks: Sequence[Mark]) -> Where:
    """Read a moment; `marks` are those of the recording. Raises FeedError for one that is none."""
    counted = _COUNTED.fullmatch(text)
    if counted is not None and int(counted[2]) > 0:
        return Where(text, By.CHUNK if counted[1] == "chunk" else By.SPILL, number=int(counted[2]))
    if text.startswith("mark:"):
        return Where(text, By.TIME, at=mark_named(marks, text.removeprefix("mark:")).at)
    spell = _SECONDS.fullmatch(text)
    if spell is not None:
        hours, minutes, seconds = spell.groups(default="0")
        return Where(text, By.SECONDS, seconds=int(hours) * 3600 + int(minutes) * 60 + float(seconds))
    try:
        return Where(text, By.TIME, at=from_text(text))
    except (ValueError, OverflowError) as error:
        raise FeedError(f"expected {FORMS}, got {text[:80]!r}") from error


@dataclass(frozen=True, slots=True)
class Found:
    """A moment that was found: the first place that is of it, the place after the last one, and its chunk's time.

    `reached` is False for one past the end.
    """

    start: int
    end: int
    at: datetime
    reached: bool = True


def find(wheres: Sequence[Where], chunks: Iterable[Chunk], reader: SpillReader) -> list[Found]:
    """Find each moment in one reading of the recording.

    A time or seconds past the end is found at the end, as a start which nothing follows. Raises FeedError for a chunk
    or spill that is not there, and for a recording without a chunk.
    """
    search = _Search(wheres, reader)
    for chunk in chunks:
        search.take(chunk)
    return search.found()


class _Search:
    def __init__(self, wheres: Sequence[Where], reader: SpillReader) -> None:
        self._wheres = wheres
        self._tracer = Tracer(reader) if any(each.by is By.SPILL for each in wheres) else None
        self._starts: dict[int, tuple[int, datetime]] = {}
        self._ends: dict[int, int] = {}
        self._recent: list[tuple[int, datetime]] = []  # places at which chunks begin, for the time of a spill
        self._chunks = self._spills = self._place = 0
        self._played = 0.0
        self._last: datetime | None = None

    def take(self, chunk: Chunk) -> None:
        start, end = self._place, self._place + len(chunk.data)
        if self._chunks:
            self._played += chunk.gap
        self._chunks += 1
        for number, where in enumerate(self._wheres):
            if where.by is By.CHUNK and where.number == self._chunks:
                self._starts[number], self._ends[number] = (start, chunk.at), end
            elif where.by is By.SECONDS or where.by is By.TIME:
                reached, passed = self._reached(where, chunk)
                if reached:
                    self._starts.setdefault(number, (start, chunk.at))
                if passed:
                    self._ends.setdefault(number, start)
        if self._tracer is not None:
            self._recent.append((start, chunk.at))
            self._take_spills(self._tracer.feed(chunk), self._tracer.settled)
        self._place, self._last = end, chunk.at

    def _reached(self, where: Where, chunk: Chunk) -> tuple[bool, bool]:
        if where.at is not None:
            return chunk.at >= where.at, chunk.at > where.at
        return self._played >= where.seconds, self._played > where.seconds

    def _take_spills(self, traced: Sequence[Traced], settled: int) -> None:
        for each in traced:
            if not isinstance(each.event, Spill):
                continue
            self._spills += 1
            for number, where in enumerate(self._wheres):
                if where.by is By.SPILL and where.number == self._spills and each.pieces:
                    at = [at for start, at in self._recent if start <= each.start][-1]
                    self._starts[number], self._ends[number] = (each.start, at), each.end
        while len(self._recent) > 1 and self._recent[1][0] <= settled:
            del self._recent[0]

    def found(self) -> list[Found]:
        if self._last is None:
            raise FeedError("expected a recording with chunks, got none")
        if self._tracer is not None:
            self._take_spills(self._tracer.end(self._last), self._tracer.settled)
        found = []
        for number, where in enumerate(self._wheres):
            if number not in self._starts and where.by in (By.CHUNK, By.SPILL):
                what, count = ("chunk", self._chunks) if where.by is By.CHUNK else ("spill", self._spills)
                raise FeedError(f"expected a {what} from 1 to {count}, got {where.text}")
            start, at = self._starts.get(number, (self._place, self._last))
            found.append(Found(start, self._ends.get(number, self._place), at, number in self._starts))
        return found

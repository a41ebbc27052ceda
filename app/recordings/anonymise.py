"""Anonymises a recording, in three readings of it: learn, rewrite, and look whether it still reads the same.

`learn` takes every chunk and remembers what must not be found again. `rewritten` gives the chunks anew: each with its
time, its gap and as many bytes. `unlike` reads both as a console would and tells which events came out otherwise (an
invented word made a first line of noise); these are invented anew in the next `rewritten`.

What cannot be told apart for certain is replaced: only what a format table knows as not personal stays.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import reduce
from operator import xor
from typing import Any

from app.errors import FeedError
from app.ports import Chunk
from app.recordings.invention import Invention, tokens
from app.recordings.personal import Part, Personal, Role, parts_of_bytes
from app.recordings.trace import Traced, Tracer
from app.spill.envelope import ETX
from app.spill.events import Garbled, Heartbeat
from app.spill.formats import FormatTable
from app.spill.framing import Check, FramingKind
from app.spill.locality import Localities
from app.spill.mark import Mark
from app.spill.model import Spill
from app.spill.reader import SpillEvent, SpillReader
from app.spill.service_class import ServiceClasses

MOST_TOKENS = 500_000
"""Words and numbers remembered: a year of callers, some 60 MB. What has more is noise, or is to be trimmed first."""


class Anonymiser:
    """Anonymises one recording under `key`, by the tables in force."""

    def __init__(
        self,
        tables: Sequence[FormatTable],
        classes: Mapping[str, ServiceClasses],
        localities: Localities,
        key: bytes,
    ) -> None:
        self._tables = {table.name: table for table in tables}
        self._personal = Personal(tables, localities)
        self._reader: Callable[[], SpillReader] = lambda: SpillReader(tables, classes, localities)
        self._key = key
        self._tokens: set[str] = set()
        self._salts: dict[int, int] = {}

    def learn(self, chunks: Iterable[Chunk]) -> None:
        """Remember all that is personal. Raises FeedError for more than can be remembered."""
        for traced in self._traced(Tracer(self._reader()), chunks):
            if isinstance(traced.event, Spill):
                self._personal.hear(traced.event)
            for part in self._parts(traced.event):
                if part.role is not Role.KEPT:
                    self._tokens |= tokens(part.text, part.octets)
            if len(self._tokens) > MOST_TOKENS:
                raise FeedError(f"expected at most {MOST_TOKENS} different words and numbers, got more: trim it first")

    def rewritten(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Yield the chunks anew, a little behind those that are taken."""
        rewriting = _Rewriting(Invention(self._key, self._tokens))
        tracer = Tracer(self._reader())
        last: datetime | None = None
        number = 0
        for chunk in chunks:
            last = chunk.at
            rewriting.take(chunk)
            number = self._rewrite(rewriting, tracer.feed(chunk), number)
            yield from rewriting.settle(tracer.settled)
        if last is not None:
            self._rewrite(rewriting, tracer.end(last), number)
            yield from rewriting.settle(tracer.settled)

    def unlike(self, before: Iterable[Chunk], after: Iterable[Chunk]) -> int:
        """Compare what both read as; return how many events came out otherwise, which are then invented anew."""
        one, other = self._reader(), self._reader()
        number = unlike = 0
        last: datetime | None = None
        for old, new in zip(before, after, strict=True):
            last = old.at
            found = one.feed(old)
            unlike += self._compare(found, other.feed(new), number)
            number += len(found)
        if last is not None:
            unlike += self._compare(one.end(last), other.end(last), number)
        return unlike

    def _traced(self, tracer: Tracer, chunks: Iterable[Chunk]) -> Iterator[Traced]:
        last: datetime | None = None
        for chunk in chunks:
            last = chunk.at
            yield from tracer.feed(chunk)
        if last is not None:
            yield from tracer.end(last)

    def _parts(self, event: SpillEvent) -> list[Part]:
        if isinstance(event, Spill):
            return self._personal.parts(event)
        return parts_of_bytes(event.data) if isinstance(event, Garbled) else []

    def _rewrite(self, rewriting: "_Rewriting", found: Sequence[Traced], number: int) -> int:
        for traced in found:
            data = bytearray(traced.data)
            for part in self._parts(traced.event):
                rewriting.put(data, part, self._salts.get(number, 0))
            if isinstance(traced.event, Spill) and traced.event.format is not None:
                _seal(data, self._tables[traced.event.format])
            rewriting.replace(traced.pieces, bytes(data))
            number += 1
        return number

    def _compare(self, found: Sequence[SpillEvent], made: Sequence[SpillEvent], number: int) -> int:
        """Count the events that differ, and let those of `found` be invented anew."""
        looks = [self._look(event) for event in found]
        others = [self._look(event) for event in made]
        unlike = [place for place, look in enumerate(looks) if place >= len(others) or look != others[place]]
        if len(others) > len(looks):
            unlike.append(len(looks))
        for place in unlike:
            self._salts[number + place] = self._salts.get(number + place, 0) + 1
        return len(unlike)

    def _look(self, event: SpillEvent) -> tuple[Any, ...]:
        """Return what must be the same of an event."""
        if isinstance(event, Garbled):
            return "garbled", len(event.data)
        if isinstance(event, Heartbeat):
            return "heartbeat", event.table, event.data
        return (
            event.format,
            len(event.raw),
            event.number_status,
            event.service_class,
            event.borough,
            event.esn,
            event.call_number,
            event.position,
            event.sent_at,
            event.province,
            tuple(event.places.items()),
            len(event.problems),
        )


class _Rewriting:
    """The bytes of the stream that are not yet given on, and their chunks."""

    def __init__(self, invention: Invention) -> None:
        self._invention = invention
        self._bytes = bytearray()
        self._base = 0
        self._chunks: deque[Chunk] = deque()
        self._done: list[tuple[int, int]] = []
        self._settled = 0

    def take(self, chunk: Chunk) -> None:
        self._bytes += chunk.data
        self._chunks.append(chunk)

    def put(self, data: bytearray, part: Part, salt: int) -> None:
        """Write what is invented for a part of a record into its bytes."""
        match part.role:
            case Role.KEPT:
                return
            case Role.NUMBER if not part.octets:
                made = self._invention.number(part.text)
            case Role.POSTAL if not part.octets:
                made = self._invention.postal(part.text)
            case _:
                made = self._invention.text(part.text, part.octets, salt)
        for place, new in zip(part.places, part.encoded(made), strict=True):
            data[place : place + len(new)] = new

    def replace(self, pieces: Sequence[tuple[int, int]], data: bytes) -> None:
        """Put a record's new bytes where the old ones stand."""
        at = 0
        for start, end in pieces:
            self._bytes[start - self._base : end - self._base] = data[at : at + end - start]
            at += end - start
            self._done.append((start, end))

    def settle(self, settled: int) -> Iterator[Chunk]:
        """Replace what no event has named below `settled`, and give on the chunks that are whole below it."""
        self._done.sort()
        at = self._settled
        for start, end in [*self._done, (settled, settled)]:
            if at < min(start, settled):
                self._replace_unknown(at, min(start, settled))
            at = max(at, min(end, settled))
        self._done = [each for each in self._done if each[1] > settled]
        self._settled = max(self._settled, settled)
        while self._chunks and self._base + len(self._chunks[0].data) <= self._settled:
            chunk = self._chunks.popleft()
            size = len(chunk.data)
            yield replace(chunk, data=bytes(self._bytes[:size]))
            del self._bytes[:size]
            self._base += size

    def _replace_unknown(self, start: int, end: int) -> None:
        data = bytearray(self._bytes[start - self._base : end - self._base])
        for part in parts_of_bytes(bytes(data)):
            self.put(data, part, 0)
        self._bytes[start - self._base : end - self._base] = data


def _seal(data: bytearray, table: FormatTable) -> None:
    """Put the check byte right that follows a record's ETX."""
    framing = table.framing
    if framing.kind is FramingKind.STX_ETX and framing.check is Check.XOR and data[-2:-1] == ETX:
        data[-1] = reduce(xor, data[1:-1])


def marks_anonymised(marks: Sequence[Mark]) -> list[Mark]:
    """Return marks without the words that somebody gave them: a name may stand in one."""
    return [Mark(mark.at, f"mark {number}") for number, mark in enumerate(sorted(marks), 1)]

"""What a recording holds, counted in one reading."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.clock import as_text
from app.ports import Chunk
from app.spill.events import Garbled, Heartbeat
from app.spill.mark import Mark
from app.spill.model import Spill
from app.spill.reader import SpillEvent, SpillReader


@dataclass(slots=True)
class Contents:
    """What was counted; `played` is the seconds it plays, `backwards` how often a chunk's time is before the last's."""

    chunks: int = 0
    size: int = 0
    first: datetime | None = None
    last: datetime | None = None
    played: float = 0.0
    longest_gap: float = 0.0
    backwards: int = 0
    spills: Counter[str] = field(default_factory=Counter)
    not_decoded: int = 0
    garbled: int = 0
    garbled_bytes: int = 0
    heartbeats: int = 0


@dataclass(frozen=True, slots=True)
class SpillSeen:
    """A spill with its number, from 1, and the chunk (from 1) with which it was whole."""

    number: int
    chunk: int
    at: datetime
    spill: Spill

    def line(self) -> str:
        """Return it as one line of the list."""
        spill = self.spill
        parts = (
            f"spill:{self.number}",
            f"chunk:{self.chunk}",
            as_text(self.at),
            spill.format or "NOT DECODED",
            spill.service_class or "-",
            f"#{spill.call_number or '-'}",
            f"position {spill.position or '-'}",
        )
        return "  ".join(parts)

    def plain(self) -> dict[str, Any]:
        """Return it as plain data for JSON; no personal field is among it."""
        return {
            "spill": self.number,
            "chunk": self.chunk,
            "at": as_text(self.at),
            "format": self.spill.format,
            "service_class": self.spill.service_class,
            "call_number": self.spill.call_number,
            "position": self.spill.position,
        }


class Counting:
    """Counts what a recording holds: `take` every chunk, then `end`; both yield the spills as they are found."""

    def __init__(self, reader: SpillReader) -> None:
        self._reader = reader
        self.contents = Contents()

    def take(self, chunk: Chunk) -> Iterator[SpillSeen]:
        """Count one chunk."""
        counted = self.contents
        if counted.last is None:
            counted.first = chunk.at
        else:
            counted.played += chunk.gap
            counted.longest_gap = max(counted.longest_gap, chunk.gap)
            counted.backwards += chunk.at < counted.last
        counted.last = chunk.at
        counted.chunks += 1
        counted.size += len(chunk.data)
        yield from self._count(self._reader.feed(chunk), chunk.at)

    def end(self) -> Iterator[SpillSeen]:
        """Count what the end of the recording ends."""
        if self.contents.last is not None:
            yield from self._count(self._reader.end(self.contents.last), self.contents.last)

    def _count(self, events: list[SpillEvent], at: datetime) -> Iterator[SpillSeen]:
        counted = self.contents
        for event in events:
            if isinstance(event, Garbled):
                counted.garbled += 1
                counted.garbled_bytes += len(event.data)
            elif isinstance(event, Heartbeat):
                counted.heartbeats += 1
            else:
                counted.spills[event.format or ""] += 1
                counted.not_decoded += event.format is None
                yield SpillSeen(counted.spills.total(), counted.chunks, at, event)


def lines_of(header: dict[str, str], marks: tuple[Mark, ...], contents: Contents, unfinished: bool) -> list[str]:
    """Return what is to be told of a recording, as lines."""
    counted = contents
    lines = [f"{key}: {value}" for key, value in header.items() if not key.startswith("mark-")]
    lines.append(f"chunks: {counted.chunks}, {counted.size} bytes")
    if counted.first is not None and counted.last is not None:
        lines.append(f"span: {as_text(counted.first)} to {as_text(counted.last)}")
        lines.append(f"plays: {counted.played:.3f} s; the longest quiet is {counted.longest_gap:.3f} s")
    if counted.backwards:
        lines.append(f"note: times go backwards {counted.backwards} times, as when a clock was set")
    by_format = ", ".join(f"{count} {name}" for name, count in sorted(counted.spills.items()) if name)
    lines.append(f"spills: {counted.spills.total()}" + (f" ({by_format})" if by_format else ""))
    lines.append(f"not decoded: {counted.not_decoded}")
    lines.append(f"garbled: {counted.garbled}, {counted.garbled_bytes} bytes")
    lines.append(f"heartbeats: {counted.heartbeats}")
    lines += [f"mark: {as_text(mark.at)}  {mark.name}" for mark in marks]
    if unfinished:
        lines.append("note: the last line was cut off, as by a power cut; all before it is whole")
    return lines


def plain_of(header: dict[str, str], marks: tuple[Mark, ...], contents: Contents, unfinished: bool) -> dict[str, Any]:
    """Return the same as plain data for JSON."""
    counted = contents
    return {
        "header": {key: value for key, value in header.items() if not key.startswith("mark-")},
        "chunks": counted.chunks,
        "bytes": counted.size,
        "first": as_text(counted.first) if counted.first else None,
        "last": as_text(counted.last) if counted.last else None,
        "plays_seconds": round(counted.played, 6),
        "longest_gap_seconds": counted.longest_gap,
        "times_backwards": counted.backwards,
        "spills": counted.spills.total(),
        "by_format": {name: count for name, count in sorted(counted.spills.items()) if name},
        "not_decoded": counted.not_decoded,
        "garbled": counted.garbled,
        "garbled_bytes": counted.garbled_bytes,
        "heartbeats": counted.heartbeats,
        "marks": [{"at": as_text(mark.at), "name": mark.name} for mark in marks],
        "last_line_cut_off": unfinished,
    }

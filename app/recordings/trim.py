"""Trims a recording: what stands between two places of its stream, and the marks within."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from app.ports import Chunk
from app.spill.mark import Mark


def trimmed(chunks: Iterable[Chunk], start: int, end: int) -> Iterator[Chunk]:
    """Yield the chunks from place `start` to `end` (past the last), cut where they cross one.

    The first one has no gap: what was quiet before it is not part of what was kept.
    """
    place = 0
    first = True
    for chunk in chunks:
        begin, place = place, place + len(chunk.data)
        if begin >= end and chunk.data:
            return
        data = chunk.data[max(0, start - begin) : max(0, end - begin)]
        if data:
            yield replace(chunk, data=data, gap=0.0 if first else chunk.gap if begin >= start else 0.0)
            first = False


def marks_within(marks: Sequence[Mark], first: datetime, last: datetime) -> tuple[Mark, ...]:
    """Return the marks that still stand for a chunk of those from the time `first` to `last`."""
    return tuple(mark for mark in marks if first <= mark.at <= last)

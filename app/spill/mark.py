"""Marks: named moments of a recording, to which a lesson or a technician goes.

A mark stands in the header of the recording, as `mark-1: 2026-03-01T14:05:11.250000Z "no voice"`: the time of a chunk,
and the name as a JSON string, which is ASCII. So it needs no new version: a reader that knows no marks passes over
such a line, as it does over every `key: value` that it does not know.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from app.clock import as_text, from_text
from app.errors import FeedError

MOST_MARKS = 90
"""Marks of one recording: a reader takes at most a hundred lines of header."""

MOST_NAME = 60
"""Characters of a name."""

_KEY = re.compile(r"mark-[0-9]{1,3}")
_VALUE = re.compile(r'(\d{4}-\S{1,40}) (".*")')


class Mark(NamedTuple):
    """A named moment; it stands for the first chunk that is not before it."""

    at: datetime
    name: str


def unknown(names: Iterable[str], name: str) -> str:
    """Say that there is no mark of this name, and which there are."""
    there = ", ".join(map(repr, names)) or "none"
    return f"expected a mark of the recording ({there}), got {name[: MOST_NAME + 20]!r}"


def mark_named(marks: Sequence[Mark], name: str) -> Mark:
    """Return the mark of this name. Raises FeedError, which names those there are."""
    for mark in marks:
        if mark.name == name:
            return mark
    raise FeedError(unknown((mark.name for mark in marks), name))


def name_fault(name: str) -> str:
    """Say what is wrong with a name, "" if nothing is."""
    if name.strip() and name.isprintable() and len(name) <= MOST_NAME:
        return ""
    return f"expected a name of 1 to {MOST_NAME} printable characters, got {name[: MOST_NAME + 10]!r}"


def header_of(marks: Iterable[Mark]) -> list[str]:
    """Return the header lines of marks, by their times; those past MOST_MARKS are left out."""
    ordered = sorted(marks)[:MOST_MARKS]
    return [
        f"mark-{number}: {as_text(mark.at.astimezone(UTC))} {json.dumps(mark.name)}"
        for number, mark in enumerate(ordered, 1)
    ]


def marks_of(header: Mapping[str, str]) -> tuple[Mark, ...]:
    """Return the marks of a header, by their times; a line that is no mark is passed over, as old readers do."""
    found = []
    for key, value in header.items():
        parts = _VALUE.fullmatch(value) if _KEY.fullmatch(key) else None
        if parts is None:
            continue
        try:
            mark = Mark(from_text(parts[1]), json.loads(parts[2]))
        except (ValueError, OverflowError):
            continue
        if not name_fault(mark.name):
            found.append(mark)
    return tuple(sorted(found))

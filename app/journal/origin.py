"""Where something begins in a journal: the first event of a kind, the first since an instant. Nothing is walked."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.clock import as_text, from_text
from app.errors import JournalError
from app.journal.read import Snapshot

CLOCK_SET = "2020"  # a computer without a battery begins in 1970 or so, until it is told the time
LOOKED_AT = 1_000  # events from the first: a console's first words stand at the very beginning

_FIRST = (
    "SELECT id, body FROM (SELECT id, kind, body FROM events ORDER BY id LIMIT ?) WHERE kind = ? ORDER BY id LIMIT 1"
)

_LAST = "SELECT coalesce(max(id), 0) FROM events"
_IN_ORDER = "SELECT id, at FROM events WHERE id >= ? AND id < ? AND at >= ? ORDER BY id LIMIT 1"


def first_since(snapshot: Snapshot, instant: str) -> int:
    """Return the id of the first event at that instant, as the journal writes it, or later; one past the last if none.

    Found by halves, so that a journal of years opens as quickly. Events of a clock that was not set yet are passed
    over: halving would take them for a sign that all before them is as old.
    """
    low, high = 1, int(snapshot.all(_LAST, ())[0][0]) + 1
    found = high
    floor = CLOCK_SET if instant >= CLOCK_SET else ""
    while low < high:
        middle = (low + high) // 2
        rows = snapshot.all(_IN_ORDER, (middle, high, floor))
        if rows and str(rows[0][1]) < instant:
            low = int(rows[0][0]) + 1
            floor = max(floor, str(rows[0][1]))
            continue
        high = middle
        if rows:
            found = int(rows[0][0])
    return found


def moved(instant: str, hours: int) -> str:
    """Return an instant so many hours later, or earlier; itself where there is no such instant."""
    try:
        return as_text(from_text(instant) + timedelta(hours=hours))
    except (ValueError, OverflowError):
        return instant


def first_body(path: Path, kind: str) -> dict[str, Any] | None:
    """Return the body of the first event of this kind, None if there is none at the beginning. Raises JournalError."""
    while True:
        with Snapshot(path) as snapshot:
            rows = snapshot.all(_FIRST, (LOOKED_AT, kind))
            if not snapshot.moved():
                break
    if not rows:
        return None
    try:
        body = json.loads(rows[0][1])
        if not isinstance(body, dict):
            raise ValueError("a body is an object")
    except (TypeError, ValueError, RecursionError) as error:
        raise JournalError(f"{path}: event {rows[0][0]} cannot be read; `answerpoint verify` tells more") from error
    return body

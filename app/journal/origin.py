"""Where something begins in a journal: the first event of a kind, the first since an instant. Nothing is walked."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from app.clock import as_text, from_text
from app.errors import JournalError
from app.journal.read import Snapshot

LOOKED_AT = 1_000  # events from the first: a console's first words stand at the very beginning

_FIRST = (
    "SELECT id, body FROM (SELECT id, kind, body FROM events ORDER BY id LIMIT ?) WHERE kind = ? ORDER BY id LIMIT 1"
)

_LAST = "SELECT coalesce(max(id), 0) FROM events"
_AT = "SELECT at FROM events WHERE id >= ? ORDER BY id LIMIT 1"


def first_since(snapshot: Snapshot, instant: str) -> int:
    """Return the id of the first event at that instant, as the journal writes it, or later; one past the last if none.

    Found by halves, so that a journal of years opens as quickly.
    """
    low, high = 1, int(snapshot.all(_LAST, ())[0][0]) + 1
    while low < high:
        middle = (low + high) // 2
        if str(snapshot.all(_AT, (middle,))[0][0]) >= instant:
            high = middle
        else:
            low = middle + 1
    return low


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

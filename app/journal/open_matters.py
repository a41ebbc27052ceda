"""What earlier runs left open: the events of a few kinds, read by their index and not by walking the journal."""

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from app.clock import from_text
from app.errors import JournalError
from app.journal.read import Snapshot

MOST_READ = 20_000  # events, the newest: some years of a busy register

# `kind GLOB` names the index (`schema`); the plus keeps SQLite from walking the table by its ids instead.
_EVENTS = (
    "SELECT events.id, at, kind, body, raw FROM events LEFT JOIN spills ON spills.id = events.spill "
    "WHERE kind GLOB 'matter_*' AND kind IN ({}) ORDER BY +events.id DESC LIMIT ?"
)


class Kept(NamedTuple):
    """One event: its number in the journal, and its bytes if any came with it."""

    id: int
    at: datetime
    kind: str
    body: dict[str, Any]
    data: bytes | None


def events_of(path: Path, kinds: Sequence[str], most: int = MOST_READ) -> list[Kept]:
    """Return the newest `most` events of these kinds, oldest first; each kind's name begins with "matter_".

    Raises JournalError for a journal, or an event of it, that cannot be read.
    """
    marks = ", ".join("?" * len(kinds))
    while True:
        with Snapshot(path) as snapshot:
            rows = snapshot.all(_EVENTS.format(marks), (*kinds, most))
            if not snapshot.moved():
                break
    try:
        return [Kept(id_, from_text(at), kind, json.loads(body), raw) for id_, at, kind, body, raw in reversed(rows)]
    except (TypeError, ValueError, RecursionError) as error:
        raise JournalError(f"{path}: a matter cannot be read; `answerpoint verify` tells more") from error

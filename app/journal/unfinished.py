"""Procedures that were not over when the console stopped: the last step each took, read from the journal."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.clock import as_text
from app.errors import JournalError
from app.journal.origin import first_since
from app.journal.read import Snapshot

MOST_STEPS = 20_000  # of some days at one position, with room
_STEPS = "SELECT call, body FROM events WHERE kind = 'step_taken' AND id >= ? ORDER BY id DESC LIMIT ?"
_END = "end"


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A procedure with the step it stood at; `call` is 0 if it was for none."""

    procedure: str
    step: str
    marks: tuple[str, ...]
    typed: dict[str, str]
    call: int


def unfinished(path: Path, instant: datetime) -> list[Unfinished]:
    """Return the procedures whose last step at `instant` or later was not their end, oldest first.

    Raises JournalError.
    """
    while True:
        with Snapshot(path) as snapshot:
            rows = snapshot.all(_STEPS, (first_since(snapshot, as_text(instant)), MOST_STEPS))
            if not snapshot.moved():
                break
    last: dict[tuple[int, str], Unfinished] = {}
    for call, body in rows:
        try:
            found = _unfinished(call, json.loads(body))
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
            raise JournalError(f"{path}: a step of a procedure on call {call} cannot be read") from error
        last.setdefault((found.call, found.procedure), found)
    return [each for each in reversed(last.values()) if each.step != _END]


def _unfinished(call: Any, body: Any) -> Unfinished:
    marks, typed = tuple(str(each) for each in body["marks"]), body["typed"]
    return Unfinished(
        str(body["procedure"]), str(body["step"]), marks, {str(name): str(typed[name]) for name in typed}, call or 0
    )

"""A call of an earlier run, with what its last spill said: to be looked at again, or to go on with."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.clock import from_text
from app.errors import JournalError
from app.journal.read import Snapshot

_CALL = "SELECT arrived_at, released_at, how_ended, linked_to FROM calls WHERE id = ?"
_LINKED_SINCE = 3  # the version of the journal that has the column
_SPILL = "SELECT body FROM events WHERE call = ? AND kind = 'spill_arrived' ORDER BY id DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class PastCall:
    """Times as the journal writes them, "" if there is none; `spill` is the spill as plain data, None if none came.

    `linked_to` is the call that is the same incident, None if none was named.
    """

    call: int
    arrived_at: str
    released_at: str
    how_ended: str
    spill: dict[str, Any] | None
    linked_to: int | None = None


def past_call(path: Path, call: int) -> PastCall | None:
    """Return a call, None if there is no such call. Raises JournalError."""
    while True:
        with Snapshot(path) as snapshot:
            linked = snapshot.version >= _LINKED_SINCE
            rows = snapshot.all(_CALL if linked else _CALL.replace("linked_to", "NULL"), (call,))
            bodies = snapshot.all(_SPILL, (call,))
            if not snapshot.moved():
                break
    if not rows:
        return None
    arrived_at, released_at, how_ended, linked_to = rows[0]
    try:
        spill = json.loads(bodies[0][0])["spill"] if bodies else None
        if not isinstance(spill, dict | None):
            raise ValueError("a spill is not of its kind")
        for time in (arrived_at, released_at):
            if time is not None:
                from_text(time)
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        raise JournalError(f"{path}: call {call} or its spill cannot be read") from error
    return PastCall(call, arrived_at or "", released_at or "", how_ended or "", spill, linked_to)

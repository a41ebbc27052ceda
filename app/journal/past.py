"""A call of an earlier run, with what its last spill said: to be looked at again, or to go on with."""

import json
from pathlib import Path
from typing import Any

from app.clock import from_text
from app.errors import JournalError
from app.journal.read import Snapshot
from app.journal.records import PastCall

_CALL = "SELECT arrived_at, released_at, how_ended, linked_to FROM calls WHERE id = ?"
_LINKED_SINCE = 3  # the version of the journal that has the column
_SPILL = "SELECT body FROM events WHERE call = ? AND kind = 'spill_arrived' ORDER BY id DESC LIMIT 1"
_AWAY = "SELECT body FROM events WHERE call = ? AND kind = 'caller_away' ORDER BY id LIMIT 1"


def past_call(path: Path, call: int) -> PastCall | None:
    """Return a call, None if there is no such call. Raises JournalError."""
    while True:
        with Snapshot(path) as snapshot:
            linked = snapshot.version >= _LINKED_SINCE
            rows = snapshot.all(_CALL if linked else _CALL.replace("linked_to", "NULL"), (call,))
            bodies = snapshot.all(_SPILL, (call,))
            away = snapshot.all(_AWAY, (call,)) if rows and not bodies else []
            if not snapshot.moved():
                break
    if not rows:
        return None
    arrived_at, released_at, how_ended, linked_to = rows[0]
    try:
        spill = json.loads(bodies[0][0])["spill"] if bodies else None
        before = _taken_up_from(away[0][0]) if away else 0
        if not isinstance(spill, dict | None):
            raise ValueError("a spill is not of its kind")
        for time in (arrived_at, released_at):
            if time is not None:
                from_text(time)
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        raise JournalError(f"{path}: call {call} or its spill cannot be read") from error
    if 0 < before < call:  # it went on with a call that was over, and has the details of that one (D068)
        taken_up = past_call(path, before)
        spill = taken_up.spill if taken_up is not None else None
    return PastCall(call, arrived_at or "", released_at or "", how_ended or "", spill, linked_to)


def _taken_up_from(body: Any) -> int:
    """Return the call that was gone on with; what cannot be read of that keeps no call from being found."""
    try:
        before = json.loads(body)["taken_up_from"]
    except (TypeError, ValueError, KeyError, RecursionError):
        return 0
    return before if type(before) is int else 0

"""A call of an earlier run, with what its spills said: to be looked at again, or to go on with."""

import json
from pathlib import Path
from typing import Any

from app.clock import from_text
from app.errors import JournalError
from app.journal.origin import first_since, moved
from app.journal.read import Snapshot
from app.journal.records import PastCall

MOST_SPILLS = 50  # of one call, the newest: more than any feed sends of one that is well
HOURS = 24  # about a call in which its events are looked for: a clock may have been set meanwhile

_CALL = (
    "SELECT arrived_at, released_at, how_ended, linked_to, coalesce(service_class, call_number, name, address) "
    "FROM calls WHERE id = ?"
)
_LINKED_SINCE = 3  # the version of the journal that has the column
# What changed nothing is the copy that a second link brought, which may be damaged.
_SPILLS = (
    "SELECT body FROM events WHERE id >= ? AND id < ? AND call = ? AND kind = 'spill_arrived' AND changes <> '[]' "
    "ORDER BY id DESC LIMIT ?"
)
_AWAY = "SELECT body FROM events WHERE id >= ? AND id < ? AND call = ? AND kind = 'caller_away' ORDER BY id LIMIT 1"
_ALL = (0, 2**62)


def past_call(path: Path, call: int) -> PastCall | None:
    """Return a call, None if there is no such call. Raises JournalError."""
    while True:
        with Snapshot(path) as snapshot:
            linked = snapshot.version >= _LINKED_SINCE
            rows = snapshot.all(_CALL if linked else _CALL.replace("linked_to", "NULL"), (call,))
            span = _span(snapshot, *rows[0][:2]) if rows else _ALL
            bodies = snapshot.all(_SPILLS, (*span, call, MOST_SPILLS)) if rows else []
            if rows and not bodies and rows[0][-1] is not None:  # the clock was set by days meanwhile
                bodies = snapshot.all(_SPILLS, (*_ALL, call, MOST_SPILLS))
            away = snapshot.all(_AWAY, (*span, call)) if rows and not bodies else []
            if not snapshot.moved():
                break
    if not rows:
        return None
    arrived_at, released_at, how_ended, linked_to, _told = rows[0]
    try:
        spills = tuple(json.loads(body)["spill"] for (body,) in reversed(bodies))
        before = _taken_up_from(away[0][0]) if away else 0
        if not all(isinstance(spill, dict) for spill in spills):
            raise ValueError("a spill is not of its kind")
        for time in (arrived_at, released_at):
            if time is not None:
                from_text(time)
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        raise JournalError(f"{path}: call {call} or its spill cannot be read") from error
    if 0 < before < call:  # it went on with a call that was over, and has the details of that one (D068)
        taken_up = past_call(path, before)
        spills = taken_up.spills if taken_up is not None else ()
    return PastCall(call, arrived_at or "", released_at or "", how_ended or "", spills, linked_to)


def _span(snapshot: Snapshot, arrived_at: Any, released_at: Any) -> tuple[int, int]:
    """Return the ids of events between which a call lies: from the first on, and before the second."""
    begin = first_since(snapshot, moved(arrived_at, -HOURS)) if isinstance(arrived_at, str) else 0
    end = first_since(snapshot, moved(released_at, HOURS)) if isinstance(released_at, str) else _ALL[1]
    return begin, end


def _taken_up_from(body: Any) -> int:
    """Return the call that was gone on with; what cannot be read of that keeps no call from being found."""
    try:
        before = json.loads(body)["taken_up_from"]
    except (TypeError, ValueError, KeyError, RecursionError):
        return 0
    return before if type(before) is int else 0

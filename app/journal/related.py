"""The calls of a journal that may be of one incident with a call: those of the last minutes, and the number's history.

No index is kept for it, so that the arrival of a call pays nothing: calls are numbered as they arrive, and those of the
last minutes are the last of them, few enough to be looked at one by one. The history of a number has the index
`past_calls_by_number`, which holds calls that are over.
"""

import json
from pathlib import Path
from typing import Any

from app.errors import JournalError
from app.journal.read import Snapshot
from app.journal.records import HISTORY, FoundCall, Wanted

FOUND = 100  # calls of the last minutes that are returned, the newest
_WITH_PLACES = 3  # the version of the journal that has the columns

_COLUMNS = "id, arrived_at, number, service_class, address, place, street, how_ended, linked_to, legs"
_RECENT = (
    f"SELECT {_COLUMNS} FROM calls WHERE id < ?1 AND id >= ?1 - ?7 AND id <> ?3 "
    "AND (substr(number, -7) = ?4 OR place = ?5 OR street = ?6) AND arrived_at >= ?2 "
    f"ORDER BY id DESC LIMIT {FOUND}"
)
_BEFORE = (
    f"SELECT {_COLUMNS} FROM calls WHERE number = ?1 AND released_at IS NOT NULL AND id < ?2 AND id <> ?3 "
    f"ORDER BY id DESC LIMIT {HISTORY}"
)


def related_calls(path: Path, wanted: Wanted) -> tuple[FoundCall, ...]:
    """Return the calls that may be related, newest first; what is the same is for the position to say.

    Raises JournalError. A journal of a version before 3 knows no places, and gives none.
    """
    number, place, street = wanted.number or None, wanted.place or None, wanted.street or None
    recent = (wanted.below, wanted.since, wanted.call, (number or "")[-7:] or None, place, street, wanted.last)
    while True:
        with Snapshot(path) as snapshot:
            if snapshot.version < _WITH_PLACES:
                return ()
            rows = {row[0]: row for row in snapshot.all(_RECENT, recent)}
            if number is not None:
                rows |= {row[0]: row for row in snapshot.all(_BEFORE, (number, wanted.below, wanted.call))}
            if not snapshot.moved():
                break
    return tuple(_found(path, rows[call]) for call in sorted(rows, reverse=True))


def _found(path: Path, row: tuple[Any, ...]) -> FoundCall:
    call, *texts, linked_to, legs_text = row
    try:
        if any(type(text) is not str and text is not None for text in texts):
            raise ValueError("a column is neither text nor null")
        # two values of each leg and no look at the others: a third of what `fold.legs_from_text` takes
        legs = tuple((str(leg["agency"] or ""), str(leg["outcome"] or "")) for leg in json.loads(legs_text))
    except (TypeError, ValueError, KeyError, RecursionError) as error:
        raise JournalError(f"{path}: call {call} cannot be read; `answerpoint verify` tells more") from error
    arrived_at, number, service_class, address, place, street, how_ended = (text or "" for text in texts)
    return FoundCall(call, arrived_at, number, service_class, address, place, street, how_ended, linked_to, legs)

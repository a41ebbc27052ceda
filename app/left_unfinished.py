"""The procedures that earlier runs left unfinished, as the events that take them up again."""

from datetime import datetime, timedelta
from pathlib import Path

from app.journal.past import past_call
from app.journal.unfinished import unfinished
from app.position.events import ProcedureFound

DAYS = 3  # since its last step; what is older than that nobody waits for


def left_unfinished(journal: Path, now: datetime) -> list[ProcedureFound]:
    """Return them with their calls, oldest first; one whose call is not in the journal is left. Raises JournalError."""
    found = []
    for left in unfinished(journal, now - timedelta(days=DAYS)):
        past = past_call(journal, left.call) if left.call else None
        if left.call and past is None:
            continue
        found.append(
            ProcedureFound(
                at=now,
                procedure=left.procedure,
                step=left.step,
                marks=left.marks,
                typed=left.typed,
                call=left.call,
                arrived_at=past.arrived_at if past else "",
                released_at=past.released_at if past else "",
                how_ended=past.how_ended if past else "",
                spill=past.spill if past else None,
            )
        )
    return found

"""The procedures and tasks that earlier runs left unfinished, as the events that take them up again."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.errors import JournalError
from app.journal.open_matters import events_of
from app.journal.past import past_call
from app.journal.records import PastCall
from app.journal.unfinished import unfinished
from app.position.events import ProcedureFound
from app.position.found import together
from app.position.task_events import TaskFound
from app.position.tasks import KINDS, still_open

DAYS = 3  # since its last step; what is older than that nobody waits for


def left_unfinished(journal: Path, now: datetime) -> list[ProcedureFound]:
    """Return them with their calls, oldest first; one whose call is not in the journal is left. Raises JournalError."""
    found = []
    for left in unfinished(journal, now - timedelta(days=DAYS)):
        past = past_call(journal, left.call) if left.call else None
        if left.call and past is None:
            continue
        of_call = {"call": left.call, **_of_call(past)}
        found.append(ProcedureFound(now, left.procedure, left.step, left.marks, left.typed, **of_call))
    return found


def left_to_do(journal: Path, now: datetime) -> list[TaskFound]:
    """Return the tasks that are not done, with their calls, oldest first. Raises JournalError.

    One whose call is not in the journal is left out: there is nothing that the agency could be told.
    """
    told = ((each.kind, each.body) for each in events_of(journal, KINDS))
    try:
        tasks = still_open(told, now - timedelta(days=DAYS))
        pasts = [(task, past_call(journal, task["call"])) for task in tasks]
        return [TaskFound(now, **{**task, **_of_call(past)}) for task, past in pasts if past is not None]
    except (KeyError, TypeError, ValueError) as error:
        raise JournalError(f"{journal}: a task cannot be read; `answerpoint verify` tells more") from error


def _of_call(past: PastCall | None) -> dict[str, Any]:
    if past is None:
        return {"arrived_at": "", "released_at": "", "how_ended": "", "spill": None}
    return {
        "arrived_at": past.arrived_at,
        "released_at": past.released_at,
        "how_ended": past.how_ended,
        "spill": together(past)[0],
    }

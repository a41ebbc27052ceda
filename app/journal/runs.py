"""Which part of a journal is to be run again to see a call as it was: the runs of the console in which it lies.

Nothing is walked here but the events about the time of the call.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from app.clock import as_text
from app.errors import JournalError
from app.journal.fold import LEG_COLUMNS, CallRow, changes_from_text, fold
from app.journal.origin import first_since, moved
from app.journal.read import CALLS_SHOWN, Snapshot

LATER_HOURS = 24  # after its end in which events of a call are looked for: tasks of it are closed within a shift or two
EARLIER_HOURS = 1  # before its beginning, for a clock that was set back meanwhile

_NOT_TOLD = ("place", "street")  # a call's JSON has not got them

_CALL = "SELECT arrived_at, coalesce(released_at, '9') FROM calls WHERE id = ?"
_OF_CALL = "SELECT min(id), max(id) FROM events WHERE call = ? AND id >= ? AND id < ?"
_STARTED = "SELECT id FROM events WHERE kind = 'console_started' AND id <= ? ORDER BY id DESC LIMIT 1"
_STARTS = "SELECT id FROM events WHERE kind = 'console_started' AND id > ? AND id <= ? ORDER BY id"
_CHANGES = "SELECT id, changes FROM events WHERE id >= ? AND id < ? AND changes <> '[]' ORDER BY id"


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the console: the ids of its `ConsoleStarted` and of the last event that is wanted of it."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Span:
    """A call in a journal: the ids of its first and last event, and the runs of the console from one to the other."""

    call: int
    first: int
    last: int
    runs: tuple[Run, ...]

    @property
    def events(self) -> int:
        """How many events have to be run again."""
        return sum(run.last - run.first + 1 for run in self.runs)


def span_of(path: Path, call: int) -> Span:
    """Return where a call lies. Raises JournalError for one that is not there, or whose run has no beginning."""
    while True:
        with Snapshot(path) as snapshot:
            rows = snapshot.all(_CALL, (call,))
            if not rows or not isinstance(rows[0][0], str):
                raise JournalError(f"{path}: expected a call's id, as `answerpoint calls` lists them, got {call}")
            first, last = _of_call(snapshot, call, *rows[0])
            starts = [each for (each,) in snapshot.all(_STARTED, (first or 0,))]
            starts += [each for (each,) in snapshot.all(_STARTS, (first or 0, last or 0))]
            if not snapshot.moved():
                break
    if first is None or last is None or not starts or starts[0] > first:
        raise JournalError(f"{path}: call {call}: expected the events of the console that had it, found none")
    ends = [*(start - 1 for start in starts[1:]), last]
    return Span(call, first, last, tuple(Run(*each) for each in zip(starts, ends, strict=True)))


def calls_before(path: Path, event: int, since: datetime) -> list[dict[str, Any]]:
    """Return the calls since then as they stood before an event, as `read.calls_since` would have given them then."""
    while True:
        with Snapshot(path) as snapshot:
            first = first_since(snapshot, as_text(since))
            rows = snapshot.all(_CHANGES, (first, event))
            if not snapshot.moved():
                break
    try:
        calls = fold(change for _id, text in rows for change in changes_from_text(text)).values()
    except ValueError as error:
        raise JournalError(f"{path}: changes before event {event} cannot be read") from error
    arrived = [each for each in calls if isinstance(each.values["arrived_at"], str)]
    arrived = [each for each in arrived if str(each.values["arrived_at"]) >= as_text(since)]
    arrived.sort(key=lambda each: (str(each.values["arrived_at"]), each.id))
    return [_plain(each) for each in arrived[-CALLS_SHOWN:]]


def _of_call(snapshot: Snapshot, call: int, arrived_at: str, ended_at: str) -> tuple[int | None, int | None]:
    """Return the ids of the first and the last event of a call."""
    begin = first_since(snapshot, moved(arrived_at, -EARLIER_HOURS))
    end = first_since(snapshot, moved(ended_at, LATER_HOURS)) if ended_at != "9" else 2**62
    found: tuple[int | None, int | None] = snapshot.all(_OF_CALL, (call, begin, end))[0]
    if found[0] is None:  # the clock was set by hours meanwhile: every event is looked at
        found = snapshot.all(_OF_CALL, (call, 0, 2**62))[0]
    return found


def _plain(row: CallRow) -> dict[str, Any]:
    legs = [{column: row.legs[number][column] for column in LEG_COLUMNS} for number in sorted(row.legs)]
    told = {column: value for column, value in row.values.items() if column not in _NOT_TOLD}
    return {"id": row.id, **told, "legs": legs}

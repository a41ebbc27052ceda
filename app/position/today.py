"""Today's calls: one row each, newest first, and the details to look at one again."""

from bisect import insort
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from app.call.attempt import Purpose
from app.call.call import HowEnded, Task
from app.clock import from_text
from app.ports import Outcome
from app.position.attempt_words import OUTCOME_WORDS
from app.position.card import HOW_ENDED, clock_text, grouped, place_of
from app.position.conference import PositionCall
from app.position.details import details_of
from app.position.events import PastCallFound, ProcedureFound
from app.position.links import Links
from app.position.screen import CallRow
from app.position.task_events import TaskFound
from app.spill.plain import from_plain
from app.words import joined, say

# More than a busy position takes in a day; older ones are in `answerpoint calls`. Bounds memory over weeks of running.
ROWS = 500
NO_NUMBER_SENT, LEFT_OPEN = say("no number"), say("open when the console stopped")
REPEATS_SHOWN = 4


def _agencies(call: PositionCall) -> str:
    words = []
    for attempt in call.attempts:
        if attempt.purpose is Purpose.RING_BACK:
            continue
        took = (attempt.answered_at - attempt.dialled_at).total_seconds() if attempt.answered_at is not None else -1.0
        if took >= 0:
            words.append(say("{agency} answered in {seconds} s", agency=attempt.short, seconds=int(took)))
        else:  # or the clock was set back meanwhile
            words.append(leg_words(attempt.short, attempt.outcome))
    return joined("; ", words) if words else ""


def leg_words(agency: str, outcome: Outcome) -> str:
    """Say how an attempt at an agency ended, or stands."""
    return joined(" ", (agency, OUTCOME_WORDS[outcome]))


def row_of(call: PositionCall, time: str, waiting: bool = False, incident: str = "") -> CallRow:
    """Return the call's row; `time` is the time of day it arrived, in words, `incident` as `Links.words` has it."""
    details = call.details
    number = grouped(details.get("number") if details else call.line_number)
    return CallRow(
        call=call.id,
        time=time,
        number=number or NO_NUMBER_SENT,
        service_class=details.get("service_class") if details else "",
        place=place_of(details),
        agencies=_agencies(call),
        state=_state(call, waiting),
        linked_to=call.linked_to,
        incident=incident,
    )


def _state(call: PositionCall, waiting: bool) -> str:
    if call.how_ended is not None:
        return HOW_ENDED[call.how_ended]
    if waiting:
        return say("WAITING") if call.caller_gone_at is None else say("HUNG UP")
    return say("open")


def row_of_journal(call: Mapping[str, Any], zone: tzinfo | None) -> CallRow:
    """Return the row of a call of an earlier run, from its JSON as `answerpoint calls` gives it."""
    legs = [leg_words(leg["agency"], Outcome(leg["outcome"])) for leg in call["legs"]]
    return CallRow(
        call=call["id"],
        time=clock_text(from_text(call["arrived_at"]), zone),
        number=grouped(call["number"] or "") or NO_NUMBER_SENT,
        service_class=call["service_class"] or "",
        place=call.get("address") or "",
        agencies=joined("; ", legs) if legs else "",
        state=HOW_ENDED[HowEnded(call["how_ended"])] if call["how_ended"] else LEFT_OPEN,
        linked_to=call.get("linked_to"),
    )


class Repeats(NamedTuple):
    """How many other calls of today came from a number, and the times of the newest REPEATS_SHOWN, the newest first."""

    calls: int
    times: tuple[str, ...]


NO_REPEATS = Repeats(0, ())


class Today:
    """The rows, newest first, at most ROWS; the calls of this run behind them; and which are linked to which."""

    def __init__(self, zone: tzinfo | None, earlier: tuple[CallRow, ...] = ()) -> None:
        self.zone = zone
        self.links = Links()
        for row in reversed(earlier):
            if row.linked_to is not None:
                self.links.join(row.call, row.linked_to)
        words = self.links.words
        self.rows: tuple[CallRow, ...] = tuple(row._replace(incident=words(row.call)) for row in earlier[:ROWS])
        self._by_call = {row.call: row for row in self.rows}
        self._by_number: dict[str, list[int]] = {}  # calls that have a row, in the order of their ids
        for row in self.rows:
            self._note_number(row)
        self._calls: dict[int, PositionCall] = {}

    def keep(self, call: PositionCall) -> None:
        """Keep a call to be looked at; its row comes with `put`, or is there already from an earlier run."""
        self._calls.setdefault(call.id, call)
        while len(self._calls) > ROWS:
            del self._calls[next(iter(self._calls))]

    def put(self, number: int, waiting: bool = False) -> None:
        """Set the row of a call that is kept, anew or as the newest."""
        call = self._calls.get(number)
        if call is None:
            return
        if number not in self._by_call:
            for left in self.rows[ROWS - 1 :]:
                self._by_call.pop(left.call, None)
                self._forget_number(left)
            row = row_of(call, clock_text(call.arrived_at, self.zone), waiting, self.links.words(number))
            self._by_call[number] = row
            self._note_number(row)
            self.rows = (row, *self.rows[: ROWS - 1])
            return
        for index, each in enumerate(self.rows):
            if each.call == number:
                self._set(index, row_of(call, each.time, waiting, self.links.words(number)))
                return

    def earlier_from(self, number: str, but: int) -> Repeats:
        """Return the calls from a number, as it is spoken, other than one; of no number none."""
        calls = self._by_number.get(number, ()) if number else ()
        own = self._by_call.get(but)
        count = len(calls) - (own is not None and own.number == number)
        if not count:
            return NO_REPEATS
        newest = [each for each in calls[-REPEATS_SHOWN - 1 :] if each != but]
        return Repeats(count, tuple([self._by_call[each].time for each in newest[::-1][:REPEATS_SHOWN]]))

    def put_incident(self, number: int) -> None:
        """Set the words of a row of which another call says that it is the same incident; nothing else of it."""
        for index, each in enumerate(self.rows):
            if each.call == number:
                self._set(index, each._replace(incident=self.links.words(number)))
                return

    def _set(self, index: int, row: CallRow) -> None:
        before = self.rows[index]
        if before != row:
            self._by_call[row.call] = row
            if before.number != row.number:
                self._forget_number(before)
                self._note_number(row)
            self.rows = (*self.rows[:index], row, *self.rows[index + 1 :])

    def _note_number(self, row: CallRow) -> None:
        insort(self._by_number.setdefault(row.number, []), row.call)

    def _forget_number(self, row: CallRow) -> None:
        calls = self._by_number[row.number]
        calls.remove(row.call)
        if not calls:
            del self._by_number[row.number]

    def row(self, number: int) -> CallRow | None:
        """Return the row of a call, while it has one."""
        return self._by_call.get(number)

    def call(self, number: int) -> PositionCall | None:
        """Return a call of this run by its id, while its row is kept."""
        return self._calls.get(number)


def call_of_past(found: PastCallFound | ProcedureFound | TaskFound) -> PositionCall:
    """Return a call of an earlier run, to be looked at or gone on with."""
    details = details_of(from_plain(found.spill, b"")) if found.spill else None
    if details is not None and isinstance(found, PastCallFound):
        details = replace(details, was=found.was)
    call = PositionCall(
        found.call,
        from_text(found.arrived_at),
        details,
        ended_at=_time(found.released_at),
        how_ended=HowEnded(found.how_ended) if found.how_ended else None,
    )
    if isinstance(found, PastCallFound):
        call.linked_to = found.linked_to
        call.line_number = found.number if call.details is None else ""
        call.goes_on = found.goes_on
        call.caller_gone_at, call.cut_off_at = _time(found.away), _time(found.cut_off)
        call.taken_up_from = found.taken_up_from
        call.marks, call.typed, call.begun = set(found.marks), dict(found.typed), found.begun
        call.told, call.information_taken = set(found.told), found.information_taken
    return call


def _time(text: str) -> datetime | None:
    return from_text(text) if text else None


def task_words(task: Task, call: PositionCall | None, zone: tzinfo | None) -> str:
    """Say what is left to do, for whom, and why."""
    details = call.details if call is not None else None
    number = grouped(details.get("number")) if details is not None else grouped(call.line_number) if call else ""
    parts = (say("call {call}", call=task.call), number, place_of(details) if details else "")
    return say(
        "{time} {agency} ({why}) does not have {caller} yet",
        time=clock_text(task.opened_at, zone),
        agency=task.short,
        why=task.why,
        caller=joined(", ", [part for part in parts if part]),
    )

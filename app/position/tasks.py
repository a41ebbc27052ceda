"""What is still owed to agencies: a failed attempt leaves a task until the caller's information is there (D094, D096).

A task outlives its call, and the console: each is journalled when it is left and when it is done, so that one that was
open when the console stopped is found again.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.agencies.agency import Agency
from app.call.call import Call, Task
from app.clock import as_text, from_text
from app.position.attempt_words import NOTHING_DIALLED, OWED_WORDS, THEN_GONE
from app.position.decision import Tell
from app.position.details import Details
from app.position.task_events import MatterTaskDone, MatterTaskLeft, TaskFound
from app.position.turn import Turn
from app.words import recognised

PositionCall = Call[Details]


class Tasks:
    """The open tasks of this position, the oldest first in `open`."""

    def __init__(self) -> None:
        self.open: list[Task] = []
        self._calls: dict[int, PositionCall] = {}  # the call of every open task

    def leave(self, call: PositionCall, turn: Turn, agency: str, short: str, why: str) -> None:
        """Leave a task for an agency that was tried in vain; it takes the place of an earlier one."""
        call.told.discard(agency)
        self._add(call, turn, Task(call.id, agency, short, why, turn.at))

    def owe(self, call: PositionCall, turn: Turn, agency: Agency, why: str) -> None:
        """Leave a task for an agency that could not even be dialled; one that is open already stays as it is."""
        if not any((task.call, task.agency) == (call.id, agency.id) for task in self.open):
            call.owed[agency.id] = agency.short
            self.leave(call, turn, agency.id, agency.short, why)

    def reached(self, call: PositionCall, turn: Turn, agency: str) -> None:
        """Close the task of an agency that is in voice contact."""
        for task in [each for each in self.open if (each.call, each.agency) == (call.id, agency)]:
            self._remove(task, turn)

    def delivered(self, task: Task, who: str, turn: Turn) -> None:
        """Close a task: the agency has the information; `who` took it there."""
        turn.call = task.call
        call = self._calls.get(task.call)
        if call is not None:
            call.told.add(task.agency)
        self._remove(task, turn, who)

    def go_on(self, ended: PositionCall, call: PositionCall, turn: Turn) -> None:
        """Let the tasks of a call that is over be those of the call it was taken up again as."""
        for task in [each for each in self.open if each.call == ended.id]:
            self._remove(task, turn)
            self._add(call, turn, replace(task, call=call.id))

    def found(self, event: TaskFound, call: PositionCall) -> None:
        """Take up a task of an earlier run, with its call."""
        why = recognised(event.why, (THEN_GONE, NOTHING_DIALLED, *OWED_WORDS.values()))
        task = Task(event.call, event.agency, event.short, why, from_text(event.since))
        self._put(call, task)
        if call.open:
            call.owed[task.agency] = task.short

    def _add(self, call: PositionCall, turn: Turn, task: Task) -> None:
        self._put(call, task)
        turn.do(Tell(MatterTaskLeft(turn.at, task.call, task.agency, task.short, task.why, as_text(task.opened_at))))

    def _put(self, call: PositionCall, task: Task) -> None:
        self._calls[call.id] = call
        others = [each for each in self.open if (each.call, each.agency) != (task.call, task.agency)]
        self.open = [*others, task]

    def _remove(self, task: Task, turn: Turn, who: str = "") -> None:
        self.open = [each for each in self.open if each is not task]
        if all(each.call != task.call for each in self.open):
            self._calls.pop(task.call, None)
        turn.do(Tell(MatterTaskDone(turn.at, task.call, task.agency, who)))


KINDS = ("matter_task_left", "matter_task_done")  # to be read from the journal (`app.journal.open_matters`)


def still_open(told: Iterable[tuple[str, Mapping[str, Any]]], since: datetime) -> list[Mapping[str, Any]]:
    """Return the bodies of the tasks left at `since` or later and not done, in the order in which they were left.

    `told` are kinds and bodies, oldest first. Raises KeyError, TypeError or ValueError for a body that is none.
    """
    tasks: dict[tuple[int, str], Mapping[str, Any]] = {}
    for kind, body in told:
        about = (body["call"], body["agency"])
        tasks.pop(about, None)
        if kind == KINDS[0] and from_text(body["since"]) >= since:
            tasks[about] = body
    return list(tasks.values())

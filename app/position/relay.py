"""A task is closed by saying who took the information (D094, D096): which task, and who.

The live call's come first, then the oldest: what was just relayed is most likely hers. The same key again goes on to
the next, so that none is closed for another.
"""

from collections.abc import Mapping, Sequence

from app.call.call import Task
from app.call.procedure import Branch, Option
from app.position.faces import DELIVERED, GIVE_UP
from app.position.forms import Forms
from app.position.running import LONGEST_TYPED
from app.position.screen import Form, NextStep
from app.position.tasks import PositionCall, Tasks
from app.position.turn import Turn
from app.words import joined, say

WHO = say("who took it")
_FORM = "relay"


def in_order(tasks: Sequence[Task], live: PositionCall | None) -> list[Task]:
    """Return the tasks in the order in which the key asks for them."""
    return sorted(tasks, key=lambda task: live is None or task.call != live.id)


def relay_step(form: Form | None, tasks: Sequence[Task], live: PositionCall | None) -> NextStep | None:
    """Return what is asked now, in words; None if nothing is, or if something of the live call comes first."""
    task = next((each for each in tasks if form is not None and form.id == _form_of(each)), None)
    if task is None or (live is not None and (live.being_brought_in or live.ringing or live.release_warned_at)):
        return None
    why = say("{key} leaves it open", key=GIVE_UP)
    if len(tasks) > 1:
        why = joined("; ", (say("{key} again: the next of {n} tasks", key=DELIVERED, n=len(tasks)), why))
    text = say("{agency} has the information of call {call}: who took it there?", agency=task.short, call=task.call)
    return NextStep(text, why, say("manual p. {page}", page="18"))


class Relay:
    """Asks for the name, and closes the task with it."""

    def __init__(self, tasks: Tasks, forms: Forms) -> None:
        self._tasks = tasks
        self._forms = forms

    @property
    def asked(self) -> bool:
        """True while it is asked who took it: no step's keys stand there then."""
        shown = self._forms.shown
        return shown is not None and shown.id.startswith(f"{_FORM} ")

    def press(self, live: PositionCall | None, turn: Turn) -> None:
        """Ask who took the information of the first task, or of the next one where one is asked for."""
        tasks = in_order(self._tasks.open, live)
        if not tasks:
            turn.refuse(DELIVERED, say("no open task"))
            return
        shown = self._forms.shown
        asked = next((index for index, each in enumerate(tasks) if shown and shown.id == _form_of(each)), -1)
        task = tasks[(asked + 1) % len(tasks)]
        turn.call = task.call
        title = say("{agency} has call {call}", agency=task.short, call=task.call)
        self._forms.ask(_form_of(task), title, Option(title, Branch(""), (WHO,)), _form_of(task))

    def filled(self, form: str, values: Mapping[str, str], turn: Turn) -> bool:
        """Close the task with the name that was typed; False if the form is none of ours."""
        if not form.startswith(f"{_FORM} "):
            return False
        task = next((each for each in self._tasks.open if form == _form_of(each)), None)
        if task is None:
            if self.asked:
                self._forms.leave()  # the agency came into voice contact meanwhile
            self._forms.forget(form)
        elif self._forms.filled(form, values) is not None:
            self._forms.forget(form)
            who = "".join(letter if letter.isprintable() else " " for letter in values[WHO])
            self._tasks.delivered(task, who.strip()[:LONGEST_TYPED], turn)
        return True

    def leave(self) -> None:
        """Ask no longer: another caller is here."""
        if self.asked:
            self._forms.leave()


def _form_of(task: Task) -> str:
    return f"{_FORM} {task.call} {task.agency}"

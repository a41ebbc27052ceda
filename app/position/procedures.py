"""The procedures that run at this position: on the caller's call, and on calls that are over but not closed.

A procedure begins on a sign, on its letter in the list (Ctrl+G), or from another one. It says the step that applies
now and offers its keys; the call-taker may always ignore it. Of those that run on the live call one leads, the others
wait in the list of tasks (Ctrl+J goes to the next). Every step is journalled (`StepTaken`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from app.agencies.agency import AgencyTable
from app.call.procedure import (
    END,
    LEAVES,
    UNASKED,
    Branch,
    Deed,
    Option,
    Procedure,
    Sign,
    Step,
    first_that_holds,
    worded,
)
from app.position.book import Book
from app.position.callers import Callers
from app.position.conference import PositionCall
from app.position.decision import LetSleep, Tell, WakeAt
from app.position.deeds import Deeds
from app.position.details import call_number, same_number
from app.position.events import ProcedureFound
from app.position.facts import CallFacts
from app.position.forms import Forms
from app.position.leading import CALLER_FIRST, LEAD_KEY, Shown, goes_first, lead, lead_next, may_stand, put_aside
from app.position.panes import MENU_KEY
from app.position.running import LONGEST_TYPED, OPTION_KEYS, OWN, WAKE, Running
from app.position.signs import Watched, sign_of_attempt
from app.position.turn import Turn
from app.words import say

NO_OTHER, NO_OTHER_HERE = say("no other procedure is open"), say("no other procedure is open for this call")
MOST_RUNNING = 60  # a shift's open ones; the oldest beyond it end, and the journal says so
_TYPING = timedelta(seconds=5)  # a limit that came while something was typed is looked at again so often
_MOST_AT_ONCE = 30  # steps taken by what is known, without a key; the tables allow no loop of them

_NOWHERE = Step("", "")  # before its first step


class Procedures:
    """Those that run. A deed that could not be done leaves the step; the key it was pressed with says why."""

    def __init__(
        self,
        tables: Sequence[Procedure],
        agencies: AgencyTable,
        callers: Callers,
        facts: CallFacts,
        forms: Forms,
        deeds: Deeds,
    ) -> None:
        self._book = Book(tables)
        self._agencies = agencies
        self._callers = callers
        self._facts = facts.of
        self._known = facts.known
        self._forms = forms
        self._deeds_of = deeds
        self._running: list[Running] = []  # the one that leads comes last
        self.shown = Shown(self._running, facts)
        self._count = 0
        self._watched = Watched()

    # --- what happens ---

    def observe(self, live: PositionCall | None, turn: Turn) -> None:
        """Take what the turn's event has made of the live call and of the attempts that procedures began."""
        for running in [each for each in self._running if each.leaving is not None and not each.call_leaves]:
            self._left(running, turn)
        for _ in range(_MOST_AT_ONCE):
            if not self._observed(live, turn):
                break
        leading = self.shown.leading(live) if self._forms.any_waits else None
        if leading is not None:
            self._stand_again(leading)

    def _observed(self, live: PositionCall | None, turn: Turn) -> bool:
        changed, ended, signs = self._watched.look(live)
        if ended is not None and self._running:
            self.sign(Sign.ENDED, ended, turn)
        if changed or CALLER_FIRST.intersection(signs):
            if live is not None:
                put_aside(self._running, live)
            self._forms.put_aside(each.form for each in may_stand(self._running, live))
        for sign in signs:
            self.sign(sign, live, turn)
        for running in [each for each in self._running if each.attempt and each.call is not None]:
            attempt = running.call.find(running.attempt) if running.call is not None else None
            said = sign_of_attempt(attempt) if attempt is not None else None
            if said is not None and said is not running.said:
                running.said = said
                signs.append(said)
                self.sign(said, running.call, turn, running.attempt)
        return bool(signs)

    def sign(self, sign: Sign, call: PositionCall | None, turn: Turn, attempt: int = 0) -> bool:
        """Take a sign of this call; return whether any procedure began, went on or refused on it."""
        if not self._running and sign not in self._book.begins:
            return False
        taken, key = False, self._agencies.features.ring_back if sign is Sign.RING_BACK_KEY else ""
        for running in [each for each in self._running if each.call is call]:
            branches = running.step.on.get(sign, ())
            if branches and (sign not in OWN or running.attempt == attempt):
                branch = self._first(running, branches)
                if branch is not None:
                    self._follow(running, branch, turn, str(sign), key)
                    taken = True
                    if key and running in self._running:
                        lead(self._running, running)  # what she asks for by its key stands before her
        if call is not None and sign is not Sign.ENDED:
            taken = self._begin_on(sign, call, turn, key) or taken
        if sign is Sign.ENDED:
            self._call_ended(call, turn)
        return taken

    def _begin_on(self, sign: Sign, call: PositionCall, turn: Turn, key: str) -> bool:
        began = False
        for procedure, branches in self._book.begins.get(sign, ()):
            branch = first_that_holds(branches, self._facts(call), procedure.places)
            if branch is None or (not branch.refuse and self._of(procedure, call) is not None):
                continue
            began = True
            if branch.refuse:
                turn.refuse(self._agencies.features.ring_back, worded(branch.refuse, self._facts(call)))
            else:
                self._begin(procedure, branch, call, turn, str(sign), key)
        return began

    def _call_ended(self, call: PositionCall | None, turn: Turn) -> None:
        for running in [each for each in self._running if each.call is call and call is not None]:
            if not running.procedure.outlives:
                self._end(running, turn, "call ended", "")

    def _left(self, running: Running, turn: Turn) -> None:
        """Go where a choice that releases the call leads, now that the call is over; if it is not, forget it."""
        choice, running.leaving = running.leaving, None
        if choice is not None and running.call is not None and not running.call.open:
            branch, by = choice
            self._follow(running, replace(branch, does=(), dials=""), turn, by, "")
        self._keep(running.call)

    def woke(self, name: str, turn: Turn) -> bool:
        """Take a time limit that has come, False if it is none of a procedure's; what is being typed lets it wait."""
        if not name.startswith(f"{WAKE} "):
            return False
        running = next((each for each in self._running if each.wake == name), None)
        if running is not None and running.step.limit is not None:
            form = self._forms.shown
            if form is not None and form.id == running.form:
                turn.do(WakeAt(running.wake, turn.at + _TYPING))
                return True
            branch = self._first(running, running.step.on.get(Sign.TIME, ()))
            if branch is not None:
                self._follow(running, branch, turn, "time", "")
        return True

    # --- what the call-taker does ---

    def press(self, key: str, live: PositionCall | None, turn: Turn) -> bool:
        """Press a key of the step that leads, or go to the next procedure; False if it is no such key."""
        if key == LEAD_KEY:
            if not lead_next(self._running, live):
                turn.refuse(key, NO_OTHER_HERE if live else NO_OTHER)
            self._forms.put_aside(each.form for each in may_stand(self._running, live)[-1:])
            return True
        if key not in OPTION_KEYS:
            return False
        running = self.shown.leading(live)
        options = running.options(self._known(running)) if running is not None else []
        index = OPTION_KEYS.index(key)
        if running is None or index >= len(options) or not (live is None or self.shown.may_lead(live)):
            return True  # nothing stands there now
        turn.call = running.call.id if running.call is not None else turn.call
        option = options[index]
        asked = self._forms.shown
        if option.asks:
            self._ask(running, option)
        else:
            self._follow(running, option.branch, turn, option.label, key)
        if asked is not None:
            self._forms.left_by_hand(asked.draft)
        return True

    def _stand_again(self, running: Running) -> None:
        for option in running.options(self._known(running)):
            if self._forms.waits(running.draft(option)):
                self._ask(running, option)

    def _ask(self, running: Running, option: Option) -> None:
        self._forms.ask(running.form, worded(option.label, self._known(running)), option, running.draft(option))

    def filled(self, form: str, option: Option, turn: Turn, values: Mapping[str, str] | None = None) -> None:
        """Go on with an option whose fields were typed: `values`, field -> words."""
        _option, number, step = form.split(" ", 2)
        running = next((each for each in self._running if str(each.number) == number), None)
        if running is not None and running.step.id == step:
            turn.call = running.call.id if running.call is not None else turn.call
            options = zip(OPTION_KEYS, running.options(self._known(running)), strict=False)
            key = next((key for key, each in options if each == option), "")
            running.keep(values or {}, option.asks)
            self._follow(running, option.branch, turn, option.label, key)
            if key not in turn.refused:
                self._forms.forget(running.draft(option))

    def letter(self, letter: str, live: PositionCall | None, turn: Turn) -> bool:
        """Begin the procedure with this letter, or let the one that runs lead; False if there is none."""
        procedure = self._book.by_letter.get(letter)
        if procedure is None:
            return False
        if live is None and not procedure.without_call:
            turn.refuse(MENU_KEY, say("{procedure}: no caller on the line", procedure=procedure.title))
            return True
        call = None if procedure.without_call else live
        running = self._of(procedure, call)
        if running is None:
            self._begin(procedure, Branch(procedure.first), call, turn, "chosen", MENU_KEY)
        else:
            lead(self._running, running)
        self._forms.put_aside(each.form for each in may_stand(self._running, live)[-1:])
        return True

    def locked(self, digits: str, live: PositionCall | None) -> str:
        """Say why these digits, the caller's own number, are not to be dialled now; "" if they may be."""
        if live is None or not same_number(digits, call_number(live)):
            return ""
        return self._book.locked(self._facts(live))

    def found(self, event: ProcedureFound, call: PositionCall | None, turn: Turn) -> None:
        """Take up again a procedure that was not over when the console stopped, at the step it stood at."""
        table = self._book.by_id.get(event.procedure)
        if table is None or self._of(table, call) is not None or not (table.outlives or (call and call.open)):
            return
        if call is not None:
            call.marks |= set(event.marks)
            call.typed |= event.typed
            call.begun = True
        self._count += 1
        running = Running(self._count, table, _NOWHERE, call, turn.at, own_typed=dict(event.typed))
        running.aside = call is None or not call.open  # a caller who was on the line then comes first
        self._running.append(running)
        self._follow(running, running.found_at(event.step, self._known(running)), turn, "taken up again", "")

    # --- from step to step ---

    def _of(self, procedure: Procedure, call: PositionCall | None) -> Running | None:
        return next((each for each in self._running if each.procedure is procedure and each.call is call), None)

    def _begin(
        self, procedure: Procedure, branch: Branch, call: PositionCall | None, turn: Turn, by: str, key: str = ""
    ) -> None:
        if len(self._running) >= MOST_RUNNING:
            self._end(goes_first(self._running), turn, "too many are open", "")
        if procedure.one_per_number and call is not None:
            self._end_older(procedure, call, turn)
        self._count += 1
        running = Running(self._count, procedure, _NOWHERE, call, turn.at)
        self._running.append(running)
        self._follow(running, branch, turn, by, key)
        if running.step is _NOWHERE and running in self._running:
            self._running.remove(running)  # its first deed could not be done, and the key says why

    def _end_older(self, procedure: Procedure, call: PositionCall, turn: Turn) -> None:
        """End this procedure for calls of the same number that are over: one entry for a number, not two (U12)."""
        number = call_number(call)
        for each in [each for each in self._running if each.procedure is procedure]:
            over = each.call is not None and not each.call.open
            if over and each.call is not None and same_number(number, call_number(each.call)):
                self._end(each, turn, "the number called again", f"goes on with call {call.id}")

    def _follow(self, running: Running, branch: Branch, turn: Turn, by: str, key: str) -> None:
        """Do what a branch says, and go where it goes; where a deed cannot be done, the step stays."""
        stood = running.step
        for _ in range(_MOST_AT_ONCE):
            if not self._deeds(running, branch, turn, key):
                if stood is not running.step and not running.step.text:  # a choice: it never stands on the screen
                    self._back(running, stood, turn, by)
                return
            if running.call_leaves and LEAVES & set(branch.does):
                running.leaving = (branch, by)  # nothing of it has happened before the telephone says so
                return
            if running.call is not None:
                running.call.marks |= set(branch.sets)
                running.call.marks -= set(branch.clears)
            if branch.begin in self._book.by_id:
                other = self._book.by_id[branch.begin]
                begun = self._of(other, running.call)
                if begun is None:
                    self._begin(other, Branch(other.first), running.call, turn, running.procedure.title, key)
                else:
                    lead(self._running, begun)
            if running not in self._running:
                return  # a deed has ended the call, and this with it
            if branch.go == END:
                self._end(running, turn, by, self._result(running, branch))
                return
            self._enter(running, branch.go, turn, by, self._result(running, branch))
            onward = self._first(running, running.step.on.get(Sign.AT_ONCE, ()))
            if onward is None:
                return
            branch, by = onward, "at once"

    def _back(self, running: Running, stood: Step, turn: Turn, by: str) -> None:
        """Let one whose choice led to a deed that cannot be done stand where it stood; end one that stood nowhere."""
        if stood is _NOWHERE:
            self._end(running, turn, by, "could not be done")
        else:
            self._enter(running, stood.id, turn, by, "could not be done")

    def _deeds(self, running: Running, branch: Branch, turn: Turn, key: str) -> bool:
        before = (running.call, running.last_attempt)
        for deed in branch.does:
            call = running.call
            if not key and deed not in UNASKED:
                return False  # nothing is dialled, held or released but by a press
            if deed is Deed.CLOSE:
                self._keep(call, but=running)  # its own step has said why; another's reason stands
            if not self._deeds_of.do(deed, call, turn, key):
                self._keep(call)
                return False
            if deed is Deed.TAKE_UP and call is not None and not call.open:
                self.go_on(call, self._callers.open, turn, running)
        number = running.procedure.numbers.get(branch.dials)
        if number is not None and not (key and self._deeds_of.dial(number, running.call, turn, key)):
            return False
        if Deed.LISTEN in branch.does or (running.call, running.last_attempt) != before:
            running.attempt, running.said = running.last_attempt, None
        return True

    def go_on(self, ended: PositionCall, call: PositionCall | None, turn: Turn, but: Running | None) -> None:
        """Let the procedures of a call that is over go on with the call it was taken up again as.

        Each is told at the step it stands at, so that it is found again; `but` the one that is about to go on itself.
        """
        for each in self._running:
            if each.call is ended and call is not None:
                self._tell(each, END, turn, "taken up again", f"goes on with call {call.id}")
                each.call, each.attempt, each.said = call, 0, None
                if each is not but:
                    self._tell(each, each.step.id, turn, "taken up again", "")
        self._keep(call)

    def _first(self, running: Running, branches: tuple[Branch, ...]) -> Branch | None:
        """Return the first branch whose conditions hold; facts are not asked for where there is no condition."""
        if not branches or not branches[0].conditions:
            return next(iter(branches), None)
        return first_that_holds(branches, self._known(running), running.procedure.places)

    def _result(self, running: Running, branch: Branch) -> str:
        if "{" not in branch.result:
            return branch.result
        return worded(branch.result, running.with_typed(self._facts(running.call), LONGEST_TYPED))

    def _enter(self, running: Running, step: str, turn: Turn, by: str, result: str) -> None:
        self._leave_step(running, turn)
        running.step = running.procedure.steps[step]
        running.since = turn.at
        if running.step.limit is not None:
            turn.do(WakeAt(running.wake, turn.at + running.step.limit))
        self._keep(running.call)
        self._tell(running, step, turn, by, result)

    def _leave_step(self, running: Running, turn: Turn) -> None:
        running.leaving = None
        if running.step.limit is not None:
            turn.do(LetSleep(running.wake))
        self._forms.put_aside(only=running.form)

    def _end(self, running: Running, turn: Turn, by: str, result: str) -> None:
        self._leave_step(running, turn)
        self._forms.forget(running.drafts)
        self._running.remove(running)
        self._keep(running.call)
        self._tell(running, END, turn, by, result)

    def _keep(self, call: PositionCall | None, but: Running | None = None) -> None:
        """Set on the call what its procedures' steps, but one, want of it: the screen kept, no release."""
        if call is None:
            return
        own = [each for each in self._running if each.call is call and each is not but and each.leaving is None]
        call.kept = call.open and any(each.step.keeps_screen for each in own)
        call.no_release = next((each.forbids(self._known(each)) for each in reversed(own) if each.step.no_release), "")
        if call.no_release:
            call.release_warned_at = None  # a second press would not release it either

    def _tell(self, running: Running, step: str, turn: Turn, by: str, result: str) -> None:
        turn.do(Tell(running.taken(turn.at, step, by, result, self._facts(running.call))))

    def menu(self) -> tuple[str, ...]:
        """Return the list of procedures that can be begun, a line each."""
        return self._book.menu()

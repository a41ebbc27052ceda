"""The procedures that run at this position: on the caller's call, and on calls that are over but not closed.

A procedure begins on a sign, on its letter in the list (Ctrl+G), or from another one. It says the step that applies
now and offers its keys; the call-taker may always ignore it. Of those that run on the live call one leads, the others
wait in the list of tasks (Ctrl+J goes to the next). Every step is journalled (`StepTaken`).
"""

from collections.abc import Callable, Sequence

from app.agencies.agency import AgencyTable
from app.call.procedure import (
    END,
    Branch,
    Deed,
    Facts,
    Option,
    Procedure,
    Sign,
    Step,
    first_that_holds,
    worded,
)
from app.position.callers import Callers
from app.position.conference import PositionCall
from app.position.decision import LetSleep, Tell, WakeAt
from app.position.events import StepTaken
from app.position.facts import facts_of
from app.position.forms import Forms
from app.position.leading import lead, lead_next, may_stand, put_aside
from app.position.panes import MENU_KEY
from app.position.running import OPTION_KEYS, WAKE, Running
from app.position.screen import KeyFace, NextStep
from app.position.signs import Moment, moment_of, sign_of_attempt, signs_between
from app.position.turn import Turn

LEAD_KEY = "Ctrl+J"
MOST_RUNNING = 60  # a shift's open ones; the oldest beyond it end, and the journal says so
_MOST_AT_ONCE = 30  # steps taken by what is known, without a key; the tables allow no loop of them

# The attempt a procedure began, as these deeds begin one.
_DIALS = frozenset({Deed.RING_BACK, Deed.CALL_BACK})
# Signs that are of the attempt a procedure began itself, and of no other.
_OWN = frozenset({Sign.RANG, Sign.ANSWERED, Sign.BUSY, Sign.NO_ANSWER, Sign.GIVEN_UP, Sign.FAILED})

_NO_FACTS = Facts()
_NOWHERE = Step("", "")  # before its first step

Do = Callable[[Deed, PositionCall | None, Turn, str], bool]


class Procedures:
    """`do` has a deed done for a call and returns False if it could not be; the key it is given then says why."""

    def __init__(
        self, tables: Sequence[Procedure], agencies: AgencyTable, callers: Callers, forms: Forms, do: Do
    ) -> None:
        self._tables = {each.id: each for each in tables}
        self._by_letter = {each.letter: each for each in tables if each.letter}
        self._agencies = agencies
        self._callers = callers
        self._forms = forms
        self._do = do
        self._running: list[Running] = []  # the one that leads comes last
        self._count = 0
        self._begins: dict[Sign, list[tuple[Procedure, tuple[Branch, ...]]]] = {}
        for table in tables:
            for sign, branches in table.begins.items():
                self._begins.setdefault(sign, []).append((table, branches))
        self._known: dict[int, Facts] = {}  # of calls, until something changes
        self.call_taker = ""
        self._watched: tuple[PositionCall | None, Moment | None] = (None, None)

    # --- what happens ---

    def observe(self, live: PositionCall | None, turn: Turn) -> None:
        """Take what the turn's event has made of the live call and of the attempts that procedures began."""
        for _ in range(_MOST_AT_ONCE):
            self._known.clear()
            if not self._observed(live, turn):
                return

    def _observed(self, live: PositionCall | None, turn: Turn) -> bool:
        signs: list[Sign] = []
        call, before = self._watched
        if live is not call:
            ended = call if call is not None and not call.open else None
            self._watched = (live, moment_of(live) if live is not None else None)
            if ended is not None and self._running:
                self.sign(Sign.ENDED, ended, turn)
            signs = [Sign.CALL_BEGAN] if live is not None else []
            for running in put_aside(self._running) if live is not None else ():
                self._forms.leave(f"option {running.number} {running.step.id}")
        elif live is not None and before is not None:
            after = moment_of(live)
            self._watched = (live, after)
            signs = signs_between(before, after)
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
        if not self._running and sign not in self._begins:
            return False
        self._known.clear()
        taken = False
        key = self._agencies.features.ring_back if sign is Sign.RING_BACK_KEY else ""
        for running in [each for each in self._running if each.call is call]:
            branches = running.step.on.get(sign, ())
            if branches and (sign not in _OWN or running.attempt == attempt):
                branch = first_that_holds(branches, self._facts(running.call), running.procedure.places)
                if branch is not None:
                    self._follow(running, branch, turn, str(sign), key)
                    taken = True
        if call is not None and sign is not Sign.ENDED:
            taken = self._begin_on(sign, call, turn) or taken
        if sign is Sign.ENDED:
            self._call_ended(call, turn)
        return taken

    def _begin_on(self, sign: Sign, call: PositionCall, turn: Turn) -> bool:
        began = False
        for procedure, branches in self._begins.get(sign, ()):
            if self._of(procedure, call) is not None:
                continue
            branch = first_that_holds(branches, self._facts(call), procedure.places)
            if branch is None:
                continue
            began = True
            if branch.refuse:
                turn.refuse(self._agencies.features.ring_back, worded(branch.refuse, self._facts(call)))
            else:
                key = self._agencies.features.ring_back if sign is Sign.RING_BACK_KEY else ""
                self._begin(procedure, branch, call, turn, str(sign), key)
        return began

    def _call_ended(self, call: PositionCall | None, turn: Turn) -> None:
        for running in [each for each in self._running if each.call is call and call is not None]:
            if not running.procedure.outlives:
                self._end(running, turn, "call ended", "")

    def woke(self, name: str, turn: Turn) -> bool:
        """Take a time limit that has come; False if it is none of a procedure's."""
        if not name.startswith(f"{WAKE} "):
            return False
        self._known.clear()
        running = next((each for each in self._running if each.wake == name), None)
        if running is not None and running.step.limit is not None:
            branch = first_that_holds(
                running.step.on.get(Sign.TIME, ()), self._facts(running.call), running.procedure.places
            )
            if branch is not None:
                self._follow(running, branch, turn, "time", "")
        return True

    # --- what the call-taker does ---

    def press(self, key: str, live: PositionCall | None, turn: Turn) -> bool:
        """Press a key of the step that leads, or go to the next procedure; False if it is no such key."""
        if key == LEAD_KEY:
            if not lead_next(self._running, live):
                turn.refuse(key, "no other procedure is open")
            return True
        if key not in OPTION_KEYS:
            return False
        self._known.clear()
        running = self.leading(live)
        options = running.options(self._facts(running.call)) if running is not None else []
        index = OPTION_KEYS.index(key)
        if running is None or index >= len(options) or not (live is None or self.may_lead(live)):
            return True  # nothing stands there now
        turn.call = running.call.id if running.call is not None else turn.call
        option = options[index]
        if option.asks:
            self._forms.ask(
                f"option {running.number} {running.step.id}",
                running.words(option.label, self._facts(running.call)),
                option,
            )
        else:
            self._follow(running, option.branch, turn, option.label, key)
        return True

    def filled(self, form: str, option: Option, turn: Turn) -> None:
        """Go on with an option whose fields were typed."""
        self._known.clear()
        _option, number, step = form.split(" ", 2)
        running = next((each for each in self._running if str(each.number) == number), None)
        if running is not None and running.step.id == step:
            turn.call = running.call.id if running.call is not None else turn.call
            key = next(
                (
                    key
                    for key, each in zip(OPTION_KEYS, running.options(self._facts(running.call)), strict=False)
                    if each == option
                ),
                "",
            )
            self._follow(running, option.branch, turn, option.label, key)

    def letter(self, letter: str, live: PositionCall | None, turn: Turn) -> bool:
        """Begin the procedure with this letter, or let the one that runs lead; False if there is none."""
        procedure = self._by_letter.get(letter)
        if procedure is None:
            return False
        self._known.clear()
        if live is None and not procedure.without_call:
            turn.refuse(MENU_KEY, f"{procedure.title}: no caller on the line")
            return True
        call = None if procedure.without_call else live
        running = self._of(procedure, call)
        if running is None:
            self._begin(procedure, Branch(procedure.first), call, turn, "chosen", MENU_KEY)
        else:
            lead(self._running, running)
        return True

    # --- from step to step ---

    def _of(self, procedure: Procedure, call: PositionCall | None) -> Running | None:
        return next((each for each in self._running if each.procedure is procedure and each.call is call), None)

    def _begin(
        self, procedure: Procedure, branch: Branch, call: PositionCall | None, turn: Turn, by: str, key: str = ""
    ) -> None:
        if len(self._running) >= MOST_RUNNING:
            self._end(self._running[0], turn, "too many are open", "")
        self._count += 1
        running = Running(self._count, procedure, _NOWHERE, call, turn.at)
        self._running.append(running)
        self._follow(running, branch, turn, by, key)
        if running.step is _NOWHERE and running in self._running:
            self._running.remove(running)  # its first deed could not be done, and the key says why

    def _follow(self, running: Running, branch: Branch, turn: Turn, by: str, key: str) -> None:
        """Do what a branch says, and go where it goes; where a deed cannot be done, the step stays."""
        for _ in range(_MOST_AT_ONCE):
            if not self._deeds(running, branch, turn, key):
                return
            self._known.clear()
            if running.call is not None:
                running.call.marks |= set(branch.sets)
                running.call.marks -= set(branch.clears)
            if branch.begin in self._tables:
                other = self._tables[branch.begin]
                if self._of(other, running.call) is None:
                    self._begin(other, Branch(other.first), running.call, turn, running.procedure.title)
            if running not in self._running:
                return  # a deed has ended the call, and this with it
            if branch.go == END:
                self._end(running, turn, by, worded(branch.result, self._facts(running.call)))
                return
            self._enter(running, branch.go, turn, by, branch.result)
            onward = first_that_holds(
                running.step.on.get(Sign.AT_ONCE, ()), self._facts(running.call), running.procedure.places
            )
            if onward is None:
                return
            branch, by = onward, "at once"

    def _deeds(self, running: Running, branch: Branch, turn: Turn, key: str) -> bool:
        for deed in branch.does:
            call = running.call
            if not key and deed is not Deed.GIVE_UP:
                return False  # nothing is dialled, held or released but by a press
            before = call.attempts[-1].number if call is not None and call.attempts else 0
            if not self._do(deed, call, turn, key):
                return False
            if deed in _DIALS and call is not None and call.attempts and call.attempts[-1].number != before:
                running.attempt, running.said = call.attempts[-1].number, None
        return True

    def _enter(self, running: Running, step: str, turn: Turn, by: str, result: str) -> None:
        self._leave_step(running, turn)
        running.step = running.procedure.steps[step]
        running.since = turn.at
        if running.step.limit is not None:
            turn.do(WakeAt(running.wake, turn.at + running.step.limit))
        self._keep(running.call)
        self._tell(running, step, turn, by, result)

    def _leave_step(self, running: Running, turn: Turn) -> None:
        if running.step.limit is not None:
            turn.do(LetSleep(running.wake))
        self._forms.leave(f"option {running.number} {running.step.id}")

    def _end(self, running: Running, turn: Turn, by: str, result: str) -> None:
        self._leave_step(running, turn)
        self._running.remove(running)
        self._keep(running.call)
        self._tell(running, END, turn, by, result)

    def _keep(self, call: PositionCall | None) -> None:
        """Set on the call what its procedures' steps want of it: the screen kept, no release."""
        if call is None:
            return
        own = [each for each in self._running if each.call is call]
        call.kept = call.open and any(each.step.keeps_screen for each in own)
        forbids = next((each for each in reversed(own) if each.step.no_release), None)
        facts = self._facts(call) if forbids is not None else Facts()
        call.no_release = (
            f"{forbids.procedure.title}: {forbids.words(forbids.step.no_release, facts)}" if forbids is not None else ""
        )

    def _tell(self, running: Running, step: str, turn: Turn, by: str, result: str) -> None:
        call = running.call.id if running.call is not None else 0
        turn.do(Tell(StepTaken(turn.at, call, running.procedure.id, step, by, result)))

    # --- what is shown ---

    def _facts(self, call: PositionCall | None) -> Facts:
        """Return the facts of a call, made once for all that asks between two changes."""
        if call is None:
            return _NO_FACTS
        known = self._known.get(call.id)
        if known is None:
            known = facts_of(call, self._agencies, bool(self._callers.waiting), self.call_taker)
            self._known[call.id] = known
        return known

    def leading(self, live: PositionCall | None) -> Running | None:
        """Return the procedure that leads, None if none runs."""
        shown = may_stand(self._running, live) if self._running else []
        return shown[-1] if shown else None

    def may_lead(self, live: PositionCall) -> bool:
        """Tell whether a procedure's step may stand in place of the conference's own now."""
        if live.release_warned_at is not None or live.ringing or live.releasing:
            return False
        attempt = live.being_brought_in or live.dial_tone
        return attempt is None or any(each.attempt == attempt.number for each in self._running)

    def next_step(self, live: PositionCall | None) -> NextStep | None:
        """Return the step that leads, in words; None if no procedure runs."""
        running = self.leading(live)
        return running.next_step(self._facts(running.call), live) if running is not None else None

    def option_faces(self, live: PositionCall | None) -> tuple[KeyFace, ...]:
        """Return the keys of the step that leads."""
        running = self.leading(live)
        return running.faces(self._facts(running.call)) if running is not None else ()

    def waiting_words(self, live: PositionCall | None) -> tuple[str, ...]:
        """Return one line for each procedure that runs and does not lead."""
        leading = self.leading(live)
        return tuple(
            f"{each.title}: {each.words(each.step.text, self._facts(each.call))} ({LEAD_KEY})"
            for each in self._running
            if each is not leading
        )

    def menu(self) -> tuple[str, ...]:
        """Return the list of procedures that can be begun, a line each."""
        return tuple(
            f"{letter}  {each.title}{f': {each.about}' if each.about else ''}"
            for letter, each in sorted(self._by_letter.items())
        )

    @property
    def letters(self) -> tuple[str, ...]:
        """The letters of that list."""
        return tuple(sorted(self._by_letter))

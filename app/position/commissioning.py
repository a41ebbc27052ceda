"""The commissioning checklist: what a technician measures on the site's own line before it is trusted with a caller.

Nothing of this can be known beforehand (telephone.md, last paragraph): how long a flash the line takes, when dial tone
comes, how rings are spaced, whether release leaves both parties together. Each check is begun with one key and judged
with another; what the telephone tells meanwhile is measured. A caller who comes ends it at once.

The page is carried out with nobody on the line but a test telephone. Its calls are attempts like any other, with
numbers of their own; they are legs of no call. Every verdict is journalled (`CheckDone`), and the measured times are
kept as the profile's own with the last check.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    KeepTimes,
    Outcome,
    PhoneCaps,
    Progress,
    Recall,
    Ringing,
    TimesKept,
    TimeTried,
    TryTime,
)
from app.position.attempt_words import OWED_WORDS
from app.position.commission_checks import Check, Kind, checks_for
from app.position.decision import Tell
from app.position.events import CheckDone
from app.position.screen import NextStep
from app.position.turn import Turn
from app.words import joined, recognised, say, say_count

YES_KEY, NO_KEY, SKIP_KEY = "Alt+Y", "Alt+N", "Alt+S"
YES, NO, SKIPPED = say("yes"), say("no"), say("skipped")
_MARKS = {YES: "✓", NO: "✗", SKIPPED: "-"}
_NAME_COLUMNS = 14
DIAL_TONE_ROOM = 2.0  # a limit is twice what was measured, so that a slow day is no failure
SHORTEST_DIAL_TONE = 1.0
BACK_TO_THE_PROFILE = 0.0  # seconds, as `TryTime` has it
FEWEST_RINGS = 3  # two gaps, to have a mean
RING_CYCLES = (2.0, 10.0)  # seconds; what is measured outside them is no ring cycle

AttemptEvent = DialTone | Dialled | Progress | Ringing | Answered | Conferenced | AttemptEnded


@dataclass(slots=True)
class _Trial:
    """What has been measured of the check in hand."""

    attempt: int
    begun: datetime
    dial_tone: float | None = None
    dialled: datetime | None = None
    rings: list[datetime] = field(default_factory=list)
    answered: datetime | None = None
    heard_answer: datetime | None = None
    ended: str = ""
    over: float | None = None  # seconds from the last digit to the end
    refused: str = ""
    lost: bool = False  # with the line

    def end(self, how: str, at: datetime) -> None:
        """The call is over."""
        self.ended = how
        self.over = _apart(self.dialled, at) if self.dialled else None

    def over_with_line(self, at: datetime) -> None:
        """The line is gone: whatever was tried on it is not proved."""
        if not self.ended:
            self.lost = True
            self.end(str(Outcome.LINE_LOST), at)

    def words(self) -> str:
        """Say what was measured so far."""
        parts = []
        if self.refused:
            parts.append(self.refused)
        if self.dial_tone is not None:
            parts.append(say("dial tone after {seconds:.2f} s", seconds=self.dial_tone))
        if self.rings and self.dialled is not None:
            parts.append(say("first ring after {seconds:.1f} s", seconds=_apart(self.dialled, self.rings[0])))
            parts.append(say_count("{n} ring", "{n} rings", len(self.rings)))
        cycle = self.ring_cycle()
        if cycle is not None:
            parts.append(say("{seconds:.2f} s apart", seconds=cycle))
        if self.answered is not None and self.dialled is not None:
            parts.append(say("answered after {seconds:.1f} s", seconds=_apart(self.dialled, self.answered)))
            if self.heard_answer is not None:
                apart = _apart(self.heard_answer, self.answered)
                parts.append(say("{seconds:+.1f} s from what was heard", seconds=apart))
        if self.ended:
            how = self.ended.replace("_", " ")
            how = recognised(how, OWED_WORDS.values())
            if self.over is None:
                parts.append(say("ended {how}", how=how))
            else:
                parts.append(say("ended {how} after {seconds:.1f} s", how=how, seconds=self.over))
        return joined(", ", parts) if parts else ""

    def ring_cycle(self) -> float | None:
        """The mean from one ring's start to the next, where enough were counted."""
        if len(self.rings) < FEWEST_RINGS:
            return None
        mean = _apart(self.rings[0], self.rings[-1]) / (len(self.rings) - 1)
        return mean if RING_CYCLES[0] <= mean <= RING_CYCLES[1] else None


def _apart(one: datetime, other: datetime) -> float:
    return (other - one).total_seconds()


class Commissioning:
    """One run of the checklist. `new_attempt` gives numbers that no other attempt of this run has.

    `rings` is how often an agency's line rings.
    """

    def __init__(self, new_attempt: Callable[[], int], rings: int) -> None:
        self._new_attempt = new_attempt
        self._rings = rings
        self.open = False
        self._list(PhoneCaps(), ())

    def _list(self, caps: PhoneCaps, checks: tuple[Check, ...]) -> None:
        """Begin a list anew."""
        self._caps = caps
        self._checks = checks
        self._at = 0
        self._done: dict[str, tuple[str, str]] = {}  # check -> verdict, words
        self._trial: _Trial | None = None
        self._digits = ""  # of the test call in hand
        self._flashes: list[float] = []
        self._dial_tones: list[float] = []
        self._cycles: list[float] = []
        self._kept = ""

    @property
    def wants_digits(self) -> bool:
        """True while a test number is to be typed."""
        check = self._check
        return self.open and check is not None and check.kind is Kind.DIAL and not check.digits and self._trial is None

    @property
    def times(self) -> tuple[tuple[str, float], ...]:
        """The times that were measured, by their names in a profile; seconds."""
        measured = []
        if self._flashes:
            measured.append(("flash", round(sorted(self._flashes)[(len(self._flashes) - 1) // 2], 2)))
        if self._dial_tones:
            measured.append(("dial_tone", round(max(SHORTEST_DIAL_TONE, DIAL_TONE_ROOM * max(self._dial_tones)), 1)))
        if self._cycles:
            measured.append(("ring_cycle", round(sum(self._cycles) / len(self._cycles), 2)))
        return tuple((what, seconds) for what, seconds in measured if what in self._caps.times)

    def begin(self, caps: PhoneCaps, ring_back_code: str) -> None:
        """Open the checklist anew, or go on with the one that was left for the same telephone."""
        if caps != self._caps or self._check is None:
            self._list(caps, checks_for(caps, ring_back_code, self._rings))
        self.open = True

    def leave(self, turn: Turn) -> None:
        """Close the page; a test call under way is given up."""
        self._give_up(turn)
        self.open = False

    def press(self, key: str, turn: Turn) -> bool:
        """Press a key of the page; False if it is none."""
        check = self._check
        if key not in (YES_KEY, NO_KEY, SKIP_KEY):
            return False
        if check is None:
            turn.refuse(key, say("every check is done"))
        elif key == SKIP_KEY:
            self._judge(check, SKIPPED, turn)
        elif key == YES_KEY and self._trial is None and check.kind is not Kind.ASK:
            self._start(check, turn, key)
        else:
            self._judge(check, YES if key == YES_KEY else NO, turn)
        return True

    def dial(self, digits: str, turn: Turn) -> None:
        """Dial a test number that was typed."""
        self._trial = _Trial(self._new_attempt(), turn.at)
        self._dial(digits, turn)

    def heard(self, event: AttemptEvent, turn: Turn) -> bool:
        """Take what the telephone says of the test call; False if it is not the one in hand."""
        trial = self._trial
        if trial is None or event.attempt != trial.attempt:
            return False
        match event:
            case DialTone():
                check = self._check
                flash = check.seconds if check is not None else 0.0
                trial.dial_tone = max(0.0, _apart(trial.begun, event.at) - flash)
                if self._digits:
                    turn.do(Dial(trial.attempt, self._digits))
            case Dialled():
                trial.dialled = event.at
            case Ringing():
                trial.rings.append(event.at)
            case Answered():
                trial.answered = event.at
            case AttemptEnded():
                trial.end(event.cause or str(event.outcome), event.at)
            case Progress() | Conferenced():
                pass
        return True

    def heard_by_ear(self, what: str, at: datetime) -> None:
        """Take what the technician heard at this moment (the keys that say so)."""
        if self._trial is None:
            return
        if what == "ringing" and self._caps.ring_count == "none":
            self._trial.rings.append(at)
        elif what == "answered":
            self._trial.heard_answer = at

    def time_tried(self, event: TimeTried, turn: Turn) -> None:
        """Take whether the device takes the time that is tried; only then is it used."""
        trial, check = self._trial, self._check
        if trial is None or check is None or check.kind is not Kind.FLASH or event.seconds != check.seconds:
            return
        if trial.refused or trial.ended:
            return  # the device has its own time again
        if event.why:
            trial.refused = event.why
        elif trial.dial_tone is None:
            trial.begun = turn.at
            turn.do(Recall(trial.attempt))

    def line_lost(self, turn: Turn) -> None:
        """The line is gone, and with it the test call in hand."""
        if self._trial is not None:
            self._trial.over_with_line(turn.at)

    def times_kept(self, event: TimesKept, turn: Turn) -> None:
        """Take where the times are kept, or why they are not."""
        self._kept = event.why or say("kept in {file}", file=event.file)
        check = self._check
        if check is not None and check.kind is Kind.KEEP:
            self._judge(check, NO if event.why else YES, turn)

    # --- the page ---

    def lines(self) -> tuple[str, ...]:
        """Return the checklist, a line each: done, in hand, to come."""
        lines = []
        for index, check in enumerate(self._checks):
            verdict, words = self._done.get(check.name, ("", ""))
            mark = _MARKS.get(verdict, "▶" if index == self._at else " ")
            if index == self._at and self._trial is not None:
                words = self._trial.words() or say("under way")
            told = [part for part in (verdict, words) if part]
            name = joined("", (check.name, " " * (_NAME_COLUMNS - len(check.name))))
            lines.append(joined(" ", (mark, name, joined(": ", told) if told else check.how)))
        return tuple(lines)

    def next_step(self) -> NextStep:
        """Return the check in hand as the step that applies now."""
        check = self._check
        if check is None:
            return NextStep(
                say("Commissioning: every check is done."), self._kept or say("the journal holds the results")
            )
        number = say("Check {at} of {n}, {check}", at=self._at + 1, n=len(self._checks), check=check.name)
        judge = say("{yes} yes, {no} no, {skip} skips", yes=YES_KEY, no=NO_KEY, skip=SKIP_KEY)
        if self._trial is not None or check.kind is Kind.ASK:
            return NextStep(joined(": ", (number, check.how)), judge)
        if self.wants_digits:
            return NextStep(say("{check}: type a test number, Enter dials.", check=number), check.how)
        return NextStep(
            say("{check}: {yes} begins, {skip} skips.", check=number, yes=YES_KEY, skip=SKIP_KEY), check.how
        )

    # --- within ---

    @property
    def _check(self) -> Check | None:
        return self._checks[self._at] if self._at < len(self._checks) else None

    def _start(self, check: Check, turn: Turn, key: str) -> None:
        if check.kind is Kind.KEEP:
            if self.times:
                turn.do(KeepTimes(self.times))
            else:
                turn.refuse(key, say("nothing was measured"))
        elif self.wants_digits:
            turn.refuse(key, say("type a test number first"))
        else:
            self._trial = _Trial(self._new_attempt(), turn.at)
            if check.kind is Kind.FLASH:
                self._digits = ""
                if check.seconds:
                    turn.do(TryTime("flash", check.seconds))  # the flash itself waits for the device to have taken it
                else:
                    turn.do(Recall(self._trial.attempt))
            else:
                self._dial(check.digits, turn)

    def _dial(self, digits: str, turn: Turn) -> None:
        trial = self._trial
        if trial is None:
            return
        self._digits = digits
        turn.do(Recall(trial.attempt, digits) if self._caps.flash else Dial(trial.attempt, digits))

    def _judge(self, check: Check, verdict: str, turn: Turn) -> None:
        trial = self._trial
        words = trial.words() if trial is not None else self._kept if check.kind is Kind.KEEP else ""
        if trial is not None and verdict == YES:
            if check.kind is Kind.FLASH and check.seconds and not (trial.refused or trial.lost):
                self._flashes.append(check.seconds)
            if trial.dial_tone is not None:
                self._dial_tones.append(trial.dial_tone)
            cycle = trial.ring_cycle()
            if cycle is not None:
                self._cycles.append(cycle)
        self._give_up(turn)
        self._done[check.name] = (verdict, words)
        self._at += 1
        turn.do(Tell(CheckDone(turn.at, check.name, verdict, words)))

    def _give_up(self, turn: Turn) -> None:
        trial, self._trial = self._trial, None
        check = self._check
        if trial is not None and not trial.ended:
            turn.do(DropAgency(trial.attempt) if trial.answered else Abort(trial.attempt))
        if trial is not None and check is not None and check.kind is Kind.FLASH and check.seconds:
            turn.do(TryTime("flash", BACK_TO_THE_PROFILE))  # what was tried must not be what the next caller gets

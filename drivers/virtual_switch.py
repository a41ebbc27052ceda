"""The switch of the virtual telephone: dial tone, digits, rings and ends, with the cadence of a real one.

No thread and no waiting stand here. The switch is told orders and the time, and says when it wants to be asked again:

    events = switch.take(order, now, at)     what follows at once from an order
    due    = switch.due()                    when something happens next, or None
    events = switch.tick(now, at)            what has happened by now

`now` is in seconds and never runs backwards; `at` dates the events. North American ringback is 2 s of tone and 4 s of
silence (telephone.md section 6); every other time is given for that cadence and scales with it.
"""

import heapq
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import Enum, auto

from app.ports import (
    LINE_RINGS,
    Abort,
    Answered,
    AttemptEnded,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    HeldOnLine,
    Hold,
    LineLost,
    LineUp,
    Mute,
    Muted,
    NotDone,
    Outcome,
    PhoneEvent,
    PhoneOrder,
    Recall,
    Release,
    Released,
    ReleaseRefused,
    Resume,
    Resumed,
    Ringing,
)
from app.words import say

CADENCE_S = 6.0
"""From one ring's start to the next: 2 s of tone, 4 s of silence (telephone.md section 6)."""

DIAL_TONE_S = 0.5
"""From recall to dial tone; the position gives a switch 3 s (telephone.md 8.2)."""

NO_DIAL_TONE_S = 2.4
"""From recall to the switch's word that no dial tone comes: inside the position's 3 s, so the switch speaks first."""

DIGIT_S = 0.1
"""One tone and its pause; 70 to 95 ms of each are common (telephone.md 2.1, S11)."""

POST_DIAL_S = 0.3
"""From the last digit to the first ring; well inside the position's 5 s (telephone.md 8.2)."""

FAILURE_S = 1.0
"""From the last digit to a busy tone, a fast busy tone or a refusal."""

LINE_BACK_S = 10.0
"""How long a lost line stays lost; the longest of the usual pauses between re-openings (telephone.md 8.2)."""

ANSWER_SHARE = 0.25
"""An answer comes a quarter of a cadence after a ring began: while the 2 s of tone are still heard."""

DEFAULT_RING = 2
"""Digits that the SPEC does not name answer on this ring."""

DIALLABLE = frozenset("0123456789*#")
"""The keys of a telephone."""

REMEMBERED_ENDS = 1000
"""So many ended attempts are remembered, so that a late order for one starts nothing; a shift has far fewer."""


class Fate(Enum):
    """What becomes of dialled digits; the words of the SPEC are in `FATES`."""

    ANSWER = auto()
    BUSY = auto()
    CIRCUITS_BUSY = auto()
    NO_ANSWER = auto()
    NO_DIAL_TONE = auto()
    BAD_CODE = auto()
    REFUSED = auto()
    NO_RESPONSE = auto()
    LINE_LOST = auto()
    UNKNOWN = auto()


FATES: Mapping[str, Fate] = {fate.name.lower(): fate for fate in Fate}

_FAILURES: Mapping[Fate, tuple[Outcome, str]] = {
    Fate.BUSY: (Outcome.BUSY, "busy tone"),
    Fate.CIRCUITS_BUSY: (Outcome.CIRCUITS_BUSY, "fast busy tone: no circuit free"),
    Fate.BAD_CODE: (Outcome.BAD_CODE, "the switch does not know these digits"),
    Fate.REFUSED: (Outcome.REFUSED, "the switch refused the call"),
    Fate.UNKNOWN: (Outcome.UNKNOWN, "the switch gave no reason"),
}


@dataclass(frozen=True, slots=True)
class Lot:
    """The fate of some digits; `ring` is the ring on which an ANSWER comes, if the switch rings so often."""

    fate: Fate
    ring: int = DEFAULT_RING


@dataclass(frozen=True, slots=True)
class SwitchPlan:
    """How the switch behaves: `lots` by dialled digits, and `cadence` in seconds from ring to ring."""

    lots: Mapping[str, Lot] = field(default_factory=dict)
    cadence: float = CADENCE_S


class _Stage(Enum):
    RECALLING = auto()
    DIAL_TONE = auto()
    DIALLING = auto()  # until an answer or an end
    ANSWERED = auto()


# What is due: given the instant, the events, having changed the switch's state on the way.
_Happening = Callable[[float, datetime], list[PhoneEvent]]


class VirtualSwitch:
    """A switch in memory; the caller's line is its only line.

    One attempt at a time is being recalled, dialled or rung; a second one is refused in words. Answered agencies stay
    until dropped, and do not hinder the next attempt. Release leaves the others together, so what still rings is no
    longer heard of: its last known state stands. Nothing about an attempt comes after its end. `rings` is how often it
    lets a line ring, as the switch of the agencies does.
    """

    def __init__(self, plan: SwitchPlan, rings: int = LINE_RINGS) -> None:
        self._plan = plan
        self._rings = rings
        self._scale = plan.cadence / CADENCE_S
        self._stages: dict[int, _Stage] = {}
        self._ended: deque[int] = deque(maxlen=REMEMBERED_ENDS)
        self._line_lost = False
        self._queue: list[tuple[float, int, int | None, _Happening]] = []  # due, order of entry, attempt, what
        self._entered = 0

    def change_lots(self, lots: Mapping[str, Lot]) -> None:
        """Let these digits have these fates from now on; what rings already goes on as it began."""
        self._plan = replace(self._plan, lots={**self._plan.lots, **lots})

    def lose_line(self, seconds: float, now: float, at: datetime) -> list[PhoneEvent]:
        """Drop the line, for so long from now, whether or not it is lost already."""
        self._drop_line(now + seconds)
        return [LineLost(at, say("the line was taken away"))]

    def due(self) -> float | None:
        """Return when something happens next, or None if nothing is under way."""
        return self._queue[0][0] if self._queue else None

    def tick(self, now: float, at: datetime) -> list[PhoneEvent]:
        """Return what has happened by `now`, in order."""
        events: list[PhoneEvent] = []
        while self._queue and self._queue[0][0] <= now:
            due, _, _, happening = heapq.heappop(self._queue)
            # from the due time, not from now: a late wake-up must not stretch the cadence
            events += happening(due, at)
        return events

    def take(self, order: PhoneOrder, now: float, at: datetime) -> list[PhoneEvent]:
        """Return what follows at once from `order`; an order that makes no sense now is ignored."""
        match order:
            case Recall(attempt=attempt, digits=digits):
                return self._recall(attempt, digits, now, at)
            case Dial(attempt=attempt, digits=digits):
                return self._dial(attempt, digits, now, at)
            case Abort(attempt=attempt) | DropAgency(attempt=attempt):
                # an agency that answers just as it is given up is dropped too: that is what was asked for
                if attempt in self._stages:
                    return [self._end(at, attempt, Outcome.ABORTED, "given up here")]
                return []
            case Release() | HangUp() if self._line_lost:
                return [ReleaseRefused(at, "the line is lost: the switch cannot be told")]
            case Release():
                self._forget_all()
                return [Released(at)]
            case HangUp():
                cut: list[PhoneEvent] = [
                    self._end(at, attempt, Outcome.ABORTED, "hung up here")
                    for attempt, stage in list(self._stages.items())
                    if stage is not _Stage.ANSWERED
                ]
                self._forget_all()
                return [*cut, Released(at, raw="hung up for everyone")]
            case Hold() | Resume() if self._line_lost:
                return [NotDone(at, say("the line is lost: the switch cannot be told"))]
            case Hold():
                return [HeldOnLine(at)]
            case Resume():
                return [Resumed(at)]
            case Mute(on=on):
                return [Muted(at, on)]
            case _:
                return []  # Heard and SendText are for other telephones

    def _recall(self, attempt: int, digits: str, now: float, at: datetime) -> list[PhoneEvent]:
        if attempt in self._stages or attempt in self._ended:
            return []
        if hindrance := self._hindrance(attempt, at):
            return [hindrance]
        self._stages[attempt] = _Stage.RECALLING
        if self._lot(digits).fate is Fate.NO_DIAL_TONE:
            self._plan_no_dial_tone(attempt, now)
        else:
            self._later(now + DIAL_TONE_S * self._scale, attempt, self._dial_tone(attempt))
        return []

    def _dial(self, attempt: int, digits: str, now: float, at: datetime) -> list[PhoneEvent]:
        if attempt in self._ended or self._stages.get(attempt) in (_Stage.DIALLING, _Stage.ANSWERED):
            return []
        if hindrance := self._hindrance(attempt, at):
            return [hindrance]
        if not digits or not set(digits) <= DIALLABLE:
            return [
                self._end(at, attempt, Outcome.BAD_CODE, f"cannot be dialled: expected 0-9, * and #, got {digits!r}")
            ]
        self._drop_plans(attempt)
        if self._lot(digits).fate is Fate.NO_DIAL_TONE:
            self._stages[attempt] = _Stage.RECALLING
            self._plan_no_dial_tone(attempt, now)
            return []
        self._stages[attempt] = _Stage.DIALLING
        self._later(now + DIGIT_S * self._scale * len(digits), attempt, self._dialled(attempt, digits))
        return []

    def _hindrance(self, attempt: int, at: datetime) -> AttemptEnded | None:
        """Return why `attempt` cannot begin now, as its end."""
        if self._line_lost:
            return self._end(at, attempt, Outcome.LINE_LOST, "the line is lost")
        for other, stage in self._stages.items():
            if other != attempt and stage is not _Stage.ANSWERED:
                return self._end(at, attempt, Outcome.REFUSED, "another agency is being called on this line")
        return None

    def _lot(self, digits: str) -> Lot:
        return self._plan.lots.get(digits, Lot(Fate.ANSWER))

    # What happens later. Each returns a happening, which plans the next one from its own due time.

    def _plan_no_dial_tone(self, attempt: int, now: float) -> None:
        self._later(now + NO_DIAL_TONE_S * self._scale, attempt, self._failed(attempt, Outcome.NO_DIAL_TONE, "silence"))

    def _dial_tone(self, attempt: int) -> _Happening:
        def happen(due: float, at: datetime) -> list[PhoneEvent]:
            self._stages[attempt] = _Stage.DIAL_TONE
            return [DialTone(at, attempt)]

        return happen

    def _dialled(self, attempt: int, digits: str) -> _Happening:
        def happen(due: float, at: datetime) -> list[PhoneEvent]:
            lot = self._lot(digits)
            if lot.fate in _FAILURES:
                outcome, cause = _FAILURES[lot.fate]
                self._later(due + FAILURE_S * self._scale, attempt, self._failed(attempt, outcome, cause))
            elif lot.fate is Fate.LINE_LOST:
                self._later(due + FAILURE_S * self._scale, attempt, self._lose_line)
            elif lot.fate in (Fate.ANSWER, Fate.NO_ANSWER):
                self._later(due + POST_DIAL_S * self._scale, attempt, self._ring(attempt, 1, lot))
            # NO_RESPONSE: silence for ever, until the attempt is given up
            return [Dialled(at, attempt, digits)]

        return happen

    def _ring(self, attempt: int, ring: int, lot: Lot) -> _Happening:
        def happen(due: float, at: datetime) -> list[PhoneEvent]:
            if lot.fate is Fate.ANSWER and ring == lot.ring:
                self._later(due + ANSWER_SHARE * self._plan.cadence, attempt, self._answer(attempt))
            elif ring < self._rings:
                self._later(due + self._plan.cadence, attempt, self._ring(attempt, ring + 1, lot))
            else:
                over = self._failed(attempt, Outcome.NO_ANSWER, f"no answer after {ring} rings")
                self._later(due + self._plan.cadence, attempt, over)
            return [Ringing(at, attempt, ring)]

        return happen

    def _answer(self, attempt: int) -> _Happening:
        def happen(due: float, at: datetime) -> list[PhoneEvent]:
            self._stages[attempt] = _Stage.ANSWERED
            return [Answered(at, attempt)]

        return happen

    def _failed(self, attempt: int, outcome: Outcome, cause: str) -> _Happening:
        def happen(due: float, at: datetime) -> list[PhoneEvent]:
            return [self._end(at, attempt, outcome, cause)]

        return happen

    def _lose_line(self, due: float, at: datetime) -> list[PhoneEvent]:
        self._drop_line(due + LINE_BACK_S * self._scale)
        return [LineLost(at, "the virtual switch dropped the line, as its SPEC says")]

    def _drop_line(self, back: float) -> None:
        self._line_lost = True
        self._forget_all()
        self._drop_plans(None)  # when it was to be back before
        self._later(back, None, self._line_back)

    def _line_back(self, due: float, at: datetime) -> list[PhoneEvent]:
        self._line_lost = False
        return [LineUp(at)]

    # Book-keeping.

    def _end(self, at: datetime, attempt: int, outcome: Outcome, cause: str) -> AttemptEnded:
        self._forget(attempt)
        return AttemptEnded(at, attempt, outcome, cause=cause)

    def _forget(self, attempt: int) -> None:
        self._stages.pop(attempt, None)
        self._ended.append(attempt)
        self._drop_plans(attempt)

    def _forget_all(self) -> None:
        for attempt in list(self._stages):
            self._forget(attempt)

    def _drop_plans(self, attempt: int | None) -> None:
        self._queue = [planned for planned in self._queue if planned[2] != attempt]
        heapq.heapify(self._queue)

    def _later(self, due: float, attempt: int | None, happening: _Happening) -> None:
        self._entered += 1
        heapq.heappush(self._queue, (due, self._entered, attempt, happening))

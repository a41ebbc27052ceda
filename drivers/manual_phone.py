"""The telephone worked by hand: the console says which keys to press, the call-taker says what she hears.

It is the honest fall-back and every site's degraded mode (telephone.md 8.1). Nothing is measured here, so nothing is
claimed: every event stands on her word, and no time runs out. The way of one attempt:

    Recall(*23)          -> Instruction "press 9-1-1 FEATURE ... then dial *23"
    Heard("dial_tone")   -> DialTone
    Dial(*23)            -> Instruction "dial *23 ...", Dialled
    Heard("ringing")     -> Ringing(1), and one more each time it is said
    Heard("answered")    -> Answered, certainty "heard"

`busy` and `circuits_busy` end it so. `nothing` ends it by where it stood: no dial tone, no response, or, once it rang,
no answer (the switch ends the ringing after six rings, D096). After an answer, each of the three tells that whoever
answered is gone again. Someone who dials at once and then says what she hears is
believed: the steps left out are reported as not seen.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.clock import Clock
from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    CallerGone,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    Heard,
    HeldOnLine,
    Hold,
    Instruction,
    Outcome,
    PhoneCaps,
    PhoneEvent,
    PhoneOrder,
    Recall,
    Release,
    Released,
    Resume,
    Resumed,
    Ringing,
)
from app.words import say
from drivers.phone_thread import PhoneThread

BY_EAR = "call-taker"
"""The source of every ring counted here (`app.ports.Ringing`)."""

REMEMBERED_ENDS = 1000
"""So many ended attempts are remembered, so that a late order for one starts nothing; a shift has far fewer."""

_HEARD_ENDS = {"busy": (Outcome.BUSY, "busy tone heard"), "circuits_busy": (Outcome.CIRCUITS_BUSY, "fast busy heard")}


@dataclass(slots=True)
class _Attempt:
    """The attempt under way; `digits` "" while it is not known what will be dialled."""

    number: int
    digits: str
    dial_tone: bool = False
    dialled: bool = False
    rings: int = 0


class HandWorkedSet:
    """What the console knows of a set worked by hand; no thread, no time of its own (`drivers.phone_thread.Line`)."""

    def __init__(self) -> None:
        self._attempt: _Attempt | None = None
        self._answered: set[int] = set()
        self._ended: deque[int] = deque(maxlen=REMEMBERED_ENDS)

    def due(self) -> None:
        """Nothing happens by itself."""
        return

    def tick(self, now: float, at: datetime) -> list[PhoneEvent]:
        """Nothing happens by itself."""
        return []

    def take(self, order: PhoneOrder, now: float, at: datetime) -> list[PhoneEvent]:
        """Return what to press and what is thereby so; an order that makes no sense now is ignored."""
        match order:
            case Recall(attempt=attempt, digits=digits):
                return self._recall(at, attempt, digits)
            case Dial(attempt=attempt, digits=digits):
                return self._dial(at, attempt, digits)
            case Abort(attempt=attempt) | DropAgency(attempt=attempt):
                return self._give_up(at, attempt)
            case Release():
                self._leave()
                return [Instruction(at, say("press RELEASE on the set")), Released(at)]
            case HangUp():
                cut = self._end(at, self._attempt, Outcome.ABORTED, "hung up here") if self._attempt else []
                self._leave()
                return [Instruction(at, say("hang up on the set: the call ends for everyone")), *cut, Released(at)]
            case Hold():
                return [Instruction(at, say("press HOLD on the set")), HeldOnLine(at)]
            case Resume():
                return [Instruction(at, say("take the line back from hold on the set")), Resumed(at)]
            case Heard(what="caller_gone"):
                return [CallerGone(at)]
            case Heard(what=what) if self._attempt is not None:
                return self._heard(at, self._attempt, what)
            case Heard(what="busy" | "circuits_busy" | "nothing") if self._answered:
                return self._gone_again(at, max(self._answered))
            case _:
                return []

    def _recall(self, at: datetime, attempt: int, digits: str) -> list[PhoneEvent]:
        if self._is_known(attempt):
            return []
        if self._attempt is not None:
            return self._refuse(at, attempt)
        self._attempt = _Attempt(attempt, digits)
        words = say("press 9-1-1 FEATURE on the set and wait for dial tone")
        if digits:
            words = say("press 9-1-1 FEATURE on the set and wait for dial tone, then dial {digits}", digits=digits)
        return [Instruction(at, words, attempt)]

    def _dial(self, at: datetime, attempt: int, digits: str) -> list[PhoneEvent]:
        if not self._is_known(attempt):
            if self._attempt is not None:
                return self._refuse(at, attempt)
            self._attempt = _Attempt(attempt, digits)  # she has dial tone already, or needs none
        current = self._attempt
        if current is None or current.number != attempt or current.dialled:
            return []
        current.digits, current.dialled = digits, True
        return [
            Instruction(at, say("dial {digits} on the set, then say what you hear", digits=digits), attempt),
            Dialled(at, attempt, digits),
        ]

    def _give_up(self, at: datetime, attempt: int) -> list[PhoneEvent]:
        if self._attempt is not None and self._attempt.number == attempt:
            return [
                Instruction(at, say("give up on the set what was dialled, and keep the caller"), attempt),
                *self._end(at, self._attempt, Outcome.ABORTED, "given up here"),
            ]
        if attempt in self._answered:
            self._answered.discard(attempt)
            self._ended.append(attempt)
            return [
                Instruction(at, say("drop the agency on the set and keep the caller"), attempt),
                AttemptEnded(at, attempt, Outcome.ABORTED, cause="dropped here"),
            ]
        return []

    def _heard(self, at: datetime, attempt: _Attempt, what: str) -> list[PhoneEvent]:
        match what:
            case "dial_tone" if not attempt.dial_tone and not attempt.dialled:
                attempt.dial_tone = True
                return [DialTone(at, attempt.number)]
            case "nothing":
                return self._heard_nothing(at, attempt)
            case "ringing":
                skipped = self._skipped(at, attempt)
                attempt.rings += 1
                return [*skipped, Ringing(at, attempt.number, attempt.rings, source=BY_EAR)]
            case "answered":
                skipped = self._skipped(at, attempt)
                self._attempt = None
                self._answered.add(attempt.number)
                return [*skipped, Answered(at, attempt.number, certainty="heard")]
            case "busy" | "circuits_busy":
                outcome, cause = _HEARD_ENDS[what]
                return [*self._skipped(at, attempt), *self._end(at, attempt, outcome, cause)]
            case _:
                return []

    def _heard_nothing(self, at: datetime, attempt: _Attempt) -> list[PhoneEvent]:
        """Silence means another thing at each step."""
        if attempt.rings:
            return self._end(at, attempt, Outcome.NO_ANSWER, "the ringing stopped unanswered")
        if attempt.dialled or attempt.dial_tone:
            return self._end(at, attempt, Outcome.NO_RESPONSE, "nothing heard after dialling")
        return self._end(at, attempt, Outcome.NO_DIAL_TONE, "no dial tone heard")

    def _gone_again(self, at: datetime, attempt: int) -> list[PhoneEvent]:
        """The one who answered last hung up before they spoke."""
        self._answered.discard(attempt)
        self._ended.append(attempt)
        return [AttemptEnded(at, attempt, Outcome.ANSWERED, cause="gone again")]

    def _skipped(self, at: datetime, attempt: _Attempt) -> list[PhoneEvent]:
        """Return the steps she did on the set without telling the console: they must have been, but were not seen.

        After 9-1-1 FEATURE alone nobody knows what she dialled, and no `Dialled` is made up.
        """
        events: list[PhoneEvent] = []
        if not attempt.dial_tone and not attempt.dialled:
            attempt.dial_tone = True
            events.append(DialTone(at, attempt.number, seen=False))
        if not attempt.dialled and attempt.digits:
            attempt.dialled = True
            events.append(Dialled(at, attempt.number, attempt.digits))
        return events

    def _is_known(self, attempt: int) -> bool:
        running = self._attempt is not None and self._attempt.number == attempt
        return running or attempt in self._answered or attempt in self._ended

    def _refuse(self, at: datetime, attempt: int) -> list[PhoneEvent]:
        self._ended.append(attempt)
        return [AttemptEnded(at, attempt, Outcome.REFUSED, cause="another agency is being called on this line")]

    def _end(self, at: datetime, attempt: _Attempt, outcome: Outcome, cause: str) -> list[PhoneEvent]:
        self._attempt = None
        self._ended.append(attempt.number)
        return [AttemptEnded(at, attempt.number, outcome, cause=cause)]

    def _leave(self) -> None:
        """The others stay together on the switch; what becomes of them is no longer heard here."""
        if self._attempt is not None:
            self._ended.append(self._attempt.number)
        self._ended.extend(sorted(self._answered))
        self._attempt = None
        self._answered.clear()


class ManualPhone:
    """A `PhoneLine` that is the call-taker's own set. The driver cannot see a key pressed there: what follows from an
    instruction (released, held) is reported when the instruction is given, on her word that she follows it.
    """

    def __init__(self, clock: Clock) -> None:
        self._thread = PhoneThread(HandWorkedSet(), clock, self.name)

    @property
    def name(self) -> str:
        """`manual`."""
        return "manual"

    @property
    def caps(self) -> PhoneCaps:
        """She hears everything; the driver sees nothing."""
        return PhoneCaps(dial_tone_seen=False, ring_count="none", answer_seen="none", by_hand=True)

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        """Start; `LineUp` follows: the set is there."""
        self._thread.open(deliver)

    def do(self, order: PhoneOrder) -> None:
        """Tell her what to press, or take what she heard; what follows comes as events."""
        self._thread.do(order)

    def close(self) -> None:
        """Stop; the set itself is untouched."""
        self._thread.close()

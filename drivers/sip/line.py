"""The line of a SIP telephone: what follows from orders, from the facts of the process, and from time.

No thread and no waiting stand here (as in `drivers.virtual_switch`):

    what = line.take(order, now, at)      what follows at once from an order of the console
    what = line.tell(fact, now, at)       ... from a fact that the process with the SIP library told
    what = line.tick(now, at)             ... from time; `line.due()` says when to ask again
    what = line.lost(why, now, at)        ... from the end of that process

`what` are port events to deliver, commands to send (`drivers.sip.messages`), and `Stuck` when the process must be ended.

Safety first: nothing here ends the caller's call but HangUp, and Release with nobody else on. A transfer that may have
happened is never followed by a BYE; where it failed both are taken back from hold and the call-taker is told.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.ports import (
    Abort,
    Answer,
    Answered,
    AttemptEnded,
    CallerGone,
    CallerHere,
    CallerRinging,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    HeldOnLine,
    Hold,
    LineTold,
    Mute,
    Muted,
    Outcome,
    PhoneEvent,
    PhoneOrder,
    Progress,
    Recall,
    Release,
    Released,
    ReleaseRefused,
    Resume,
    Resumed,
    Ringing,
    SendText,
    TtyHeard,
    TtyText,
)
from drivers.sip.account import SipAccount
from drivers.sip.health import Health
from drivers.sip.legs import Leg, Legs
from drivers.sip.messages import (
    AccountTold,
    Alive,
    AnswerCall,
    Closed,
    Command,
    DialCall,
    Done,
    EndCall,
    Established,
    Fact,
    FarEndRings,
    FarEndWorks,
    Fault,
    Finish,
    HoldCall,
    Incoming,
    Letters,
    Linger,
    Mix,
    RingHeard,
    SendLetters,
    SoundTold,
    Started,
    SwitchTold,
    Transfer,
    TransferEnded,
    TtyTones,
)
from drivers.sip.outcome import end_of_call

RING_CYCLE_S = 6.0
"""2 s of ringing, 4 s of silence (telephone.md section 6): how rings are counted where none is heard."""

LAST_RING = 6
"""The agency's limit (D096); a seventh ring is not told, so that the position's own limit stands."""

ABORT_S = 2.0
"""A CANCEL is confirmed in so long, or is called done: the far end may be gone (telephone.md 8.2)."""

COMMAND_S = 8.0
"""The library gives a command 5 s; a process that then says nothing is stuck."""

CLOSING_TRANSFER_S = 3.0
"""A console that closes waits no longer than this for a transfer."""

SETTLING_S = 2.0
"""After one leg went during a transfer the other's end, which makes it a transfer, is waited for so long."""

LEFTOVER_S = 5.0
"""After a transfer that was confirmed the far end ends our other leg; after this long we do."""

LONGEST_DIGITS = 32
"""The longest number anywhere is 15 digits (E.164), with codes before it; this is twice that."""

_LETTERS = 400  # characters of TTY text in one message; more than ten minutes of typing

DIALLABLE = frozenset("0123456789*#")


@dataclass(frozen=True, slots=True)
class Stuck:
    """The process must be ended: it did not answer. `why` in words."""

    why: str


What = PhoneEvent | Command | Stuck
_Then = Callable[[str, float, datetime], list[What]]  # given the error ("" if none)


@dataclass(slots=True)
class _Waiting:
    """A command that was not answered yet."""

    until: float
    what: str
    then: _Then


@dataclass(slots=True)
class _Leaving:
    """A release by transfer. `stage` 0 asks the caller's far end, 1 the agency's; `settle_at` once one leg is gone."""

    caller: Leg
    agency: Leg
    limit: float
    stage: int = 0
    id: int = 0
    why: str = ""
    caller_gone: str | None = None
    agency_gone: str | None = None
    settle_at: float | None = None
    taking_back: bool = False


class SipLine:
    """The calls of one position on its SIP line; see the module's text."""

    def __init__(self, account: SipAccount) -> None:
        self._account = account
        self._legs = Legs()
        self._health = Health(account)
        self._ids = 0
        self._waiting: dict[int, _Waiting] = {}
        self._limits: dict[int, float] = {}  # attempt given up -> when that is called done
        self._leftovers: dict[str, float] = {}
        self._parting: dict[str, None] = {}  # calls that are ended by us before `Released`
        self._parting_raw = ""
        self._leaving: _Leaving | None = None
        self._on_hold = False
        self._handset = True
        self._mute = False
        self._mixed = Mix(())
        self._closing = False
        self.parted = False
        """True once `close` has come to its end: the process was told to linger or to finish."""

    # --- time ---------------------------------------------------------------------------------------------------------

    def due(self) -> float | None:
        """Return when something happens next, or None."""
        times = [each.until for each in self._waiting.values()]
        times += self._limits.values()
        times += self._leftovers.values()
        times += [leg.ring_due for leg in self._legs if leg.ring_due is not None]
        if self._leaving is not None and self._leaving.settle_at is not None:
            times.append(self._leaving.settle_at)
        return min(times, default=None)

    def tick(self, now: float, at: datetime) -> list[What]:
        """Return what has happened by `now`."""
        what: list[What] = []
        for leg in self._legs:
            while leg.ring_due is not None and leg.ring_due <= now:
                leg.rings += 1
                leg.ring_due = leg.ring_due + RING_CYCLE_S if leg.rings < LAST_RING else None
                what.append(Ringing(at, leg.attempt, leg.rings, "clock"))
        for attempt in [attempt for attempt, until in self._limits.items() if until <= now]:
            del self._limits[attempt]
            given_up = self._legs.of_attempt(attempt)
            if given_up is not None:
                self._legs.remove(given_up)
                what.append(self._ended(at, attempt, Outcome.ABORTED, "", "the switch did not confirm it", ""))
        for call in [call for call, until in self._leftovers.items() if until <= now]:
            del self._leftovers[call]
            what.append(EndCall(self._id(), call))
        leaving = self._leaving
        if leaving is not None and leaving.settle_at is not None and leaving.settle_at <= now:
            leaving.settle_at = None
            what += self._take_back(leaving, now, at)
        for late in [each for each in self._waiting.values() if each.until <= now]:
            what.append(Stuck(f"the SIP library did not answer in {COMMAND_S:.0f} s: {late.what}"))
            break
        return what

    # --- orders -------------------------------------------------------------------------------------------------------

    def take(self, order: PhoneOrder, now: float, at: datetime) -> list[What]:
        """Return what follows at once from `order`; an order that makes no sense now is ignored."""
        match order:
            case Answer(line=line):
                return self._answer(line, now, at)
            case Recall(attempt=attempt):
                return self._recall(attempt, now, at)
            case Dial(attempt=attempt, digits=digits):
                return self._dial(attempt, digits, now, at)
            case Abort(attempt=attempt) | DropAgency(attempt=attempt):
                leg = self._legs.of_attempt(attempt)
                return [] if leg is None or leg.given_up else self._give_up(leg, now)
            case Release():
                return self._release(now, at)
            case HangUp():
                return self._hang_up(now, at)
            case Hold():
                return self._hold(now, at)
            case Resume():
                return self._resume(now, at)
            case Mute(on=on):
                self._mute = on
                return [*self._mix(), Muted(at, on)]
            case SendText(text=text):
                return [
                    SendLetters(leg.call, text[begin : begin + _LETTERS])
                    for leg in self._legs.callers_up[:1]
                    for begin in range(0, len(text), _LETTERS)
                ]
            case _:
                return []

    def _answer(self, line: int, now: float, at: datetime) -> list[What]:
        ringing = [leg for leg in self._legs if leg.is_caller and not leg.up and not leg.answering]
        wanted = [leg for leg in ringing if line in (leg.line, 0)]
        if not wanted or not self._health.started:
            return []
        leg = wanted[0]
        for other in self._legs:
            if other.is_caller and (other.up or other.answering):
                words = f"line {leg.line} was not answered: {other.who} must be released first"
                return [LineTold(at, "last result", words)]
        leg.answering = True

        def answered(error: str, now: float, at: datetime) -> list[What]:
            if not error:
                return []
            leg.answering = False
            return [LineTold(at, "last result", f"line {leg.line} could not be answered: {error}")]

        return [self._ask(lambda id: AnswerCall(id, leg.call), f"answer line {leg.line}", now, answered)]

    def _recall(self, attempt: int, now: float, at: datetime) -> list[What]:
        if self._legs.knows(attempt):
            return []
        if hindrance := self._hindrance(attempt, at):
            return hindrance
        if self._account.bridge == "console":
            return [DialTone(at, attempt, seen=False)]  # nothing is to be asked for: the next call needs no tone

        def held(error: str, now: float, at: datetime) -> list[What]:
            if error:
                return [self._ended(at, attempt, Outcome.NO_DIAL_TONE, "", f"the caller cannot be held: {error}", "")]
            return [DialTone(at, attempt, seen=False)]

        return self._set_hold([leg for leg in self._legs.callers_up if not leg.held], True, now, at, held)

    def _dial(self, attempt: int, digits: str, now: float, at: datetime) -> list[What]:
        if self._legs.knows(attempt):
            return []
        if hindrance := self._hindrance(attempt, at):
            return hindrance
        if not digits or len(digits) > LONGEST_DIGITS or not set(digits) <= DIALLABLE:
            words = f"cannot be dialled: expected up to {LONGEST_DIGITS} of 0-9, * and #, got {digits[:40]!r}"
            return [self._ended(at, attempt, Outcome.BAD_CODE, "", words, "")]
        leg = self._legs.agency(attempt, digits)

        def dialled(error: str, now: float, at: datetime) -> list[What]:
            if self._legs.find(leg.call) is not leg:
                return []
            if error:
                return self._closed(leg, error, now, at)
            return [] if leg.up or leg.rings else [Dialled(at, attempt, digits)]

        return [self._ask(lambda id: DialCall(id, leg.call, digits), f"dial {digits}", now, dialled), *self._mix()]

    def _hindrance(self, attempt: int, at: datetime) -> list[What]:
        """Return why an attempt cannot begin now, as its end."""
        if not self._health.started:
            return [self._ended(at, attempt, Outcome.LINE_LOST, "", "the line is lost", "")]
        if self._leaving is not None:
            return [self._ended(at, attempt, Outcome.REFUSED, "", "the call is being released", "")]
        if any(not leg.given_up for leg in self._legs.calling):
            return [
                self._ended(at, attempt, Outcome.REFUSED, "", "another agency is being called on this line", "")
            ]
        return []

    def _give_up(self, leg: Leg, now: float) -> list[What]:
        """End an agency's call: CANCEL while it rings, BYE once it answered."""
        leg.given_up = True
        leg.ring_due = None
        self._limits[leg.attempt] = now + ABORT_S
        return [self._ask(lambda id: EndCall(id, leg.call), f"give up {leg.number}", now, _nothing), *self._mix()]

    def _hang_up(self, now: float, at: datetime) -> list[What]:
        if not self._health.started:
            return [ReleaseRefused(at, "the line is lost: the switch cannot be told")]
        self._leaving = None
        cut: list[What] = [
            self._ended(at, leg.attempt, Outcome.ABORTED, "", "hung up here", "") for leg in self._legs.calling
        ]
        return cut + self._part("hung up for everyone", now, at)

    def _hold(self, now: float, at: datetime) -> list[What]:
        if not self._health.started:
            return []
        self._on_hold = True
        if self._account.bridge == "console" and self._legs.callers_up and self._legs.agencies_up:
            self._handset = False  # holding must not part the caller from the agency: only the handset leaves
            return [*self._mix(), HeldOnLine(at, raw="caller and agency stay together")]

        def held(error: str, now: float, at: datetime) -> list[What]:
            if error:
                return [LineTold(at, "last result", f"not held: {error}")]
            return [HeldOnLine(at)]

        return self._set_hold([leg for leg in self._legs if leg.up and not leg.held], True, now, at, held)

    def _resume(self, now: float, at: datetime) -> list[What]:
        if not self._health.started:
            return []
        self._on_hold, self._handset = False, True

        def resumed(error: str, now: float, at: datetime) -> list[What]:
            if error:
                return [LineTold(at, "last result", f"still on hold: {error}")]
            return [*self._mix(), Resumed(at)]

        return self._set_hold([leg for leg in self._legs if leg.held], False, now, at, resumed)

    # --- facts --------------------------------------------------------------------------------------------------------

    def tell(self, fact: Fact, now: float, at: datetime) -> list[What]:
        """Return what follows from a fact; one about a call that is over changes nothing."""
        match fact:
            case Started() | AccountTold() | SwitchTold():
                return [*self._health.hear(fact, self._legs, at)]
            case SoundTold():
                return [*self._health.hear_sound(fact, self._legs, at)]
            case Alive():
                return [*self._health.hear_alive(fact, self._legs, now, at)]
            case Done(id=id, error=error):
                waiting = self._waiting.pop(id, None)
                return waiting.then(error, now, at) if waiting else []
            case TransferEnded():
                return self._transfer_ended(fact, now, at)
            case Fault(text=text):
                return [Stuck(text)]
            case Incoming():
                return self._incoming(fact, now, at)
            case Letters():
                return [TtyText(at, fact.text, fact.alternate, fact.sent)]
            case TtyTones():
                return [TtyHeard(at)]
        leg = self._legs.find(fact.call)
        if leg is None:
            self._leftovers.pop(fact.call, None)
            return []
        match fact:
            case Established(raw=raw):
                return self._established(leg, raw, now, at)
            case Closed(raw=raw):
                return self._closed(leg, raw, now, at)
            case _ if leg.up or leg.given_up or leg.is_caller:
                return []
            case FarEndRings(raw=raw):
                if leg.rings:
                    return []
                leg.rings, leg.ring_due = 1, now + RING_CYCLE_S
                return [Ringing(at, leg.attempt, 1, "clock", raw)]
            case FarEndWorks(raw=raw):
                return [Progress(at, leg.attempt, raw)]
            case RingHeard(n=n):
                leg.by_ear, leg.ring_due = True, None
                if not leg.rings < n <= LAST_RING:
                    return []
                leg.rings = n
                return [Ringing(at, leg.attempt, n, "audio")]

    def _incoming(self, fact: Incoming, now: float, at: datetime) -> list[What]:
        leg = self._legs.caller(fact.call, fact.number)
        what: list[What] = [CallerRinging(at, leg.number, leg.line, fact.raw)]
        return what + self._answer_by_itself(now, at)

    def _answer_by_itself(self, now: float, at: datetime) -> list[What]:
        """Answer who rings longest, where that is set and nobody is on the line."""
        busy = any(leg.up or leg.answering or leg.attempt for leg in self._legs)
        return [] if busy or self._account.answer != "auto" or self._closing else self._answer(0, now, at)

    def _established(self, leg: Leg, raw: str, now: float, at: datetime) -> list[What]:
        if leg.up:
            return []
        leg.up_at, leg.ring_due, leg.answering = now, None, False
        if leg.is_caller:
            return [*self._mix(), CallerHere(at, leg.number, leg.line, raw)]
        if leg.given_up:  # it answered just as it was given up: that was asked for, so it is ended
            return [EndCall(self._id(), leg.call)]
        what: list[What] = [Answered(at, leg.attempt, "signalled", raw)]

        def back(error: str, now: float, at: datetime) -> list[What]:
            if error:
                return [*self._mix(), LineTold(at, "last result", f"the caller is still on hold: {error}")]
            return [*self._mix(), Conferenced(at, leg.attempt)]

        return what + self._take_caller_back(now, at, back)

    def _take_caller_back(self, now: float, at: datetime, then: _Then) -> list[What]:
        """Take the caller back from the hold that an attempt needed; one held by the call-taker is taken back too."""
        return self._set_hold([leg for leg in self._legs.callers_up if leg.held], False, now, at, then)

    def _closed(self, leg: Leg, raw: str, now: float, at: datetime) -> list[What]:
        leaving = self._leaving
        self._legs.remove(leg)
        self._limits.pop(leg.attempt, None)
        if leaving is not None and leg in (leaving.caller, leaving.agency) and not leaving.taking_back:
            if leg is leaving.caller:
                leaving.caller_gone = raw
            else:
                leaving.agency_gone = raw
            return []  # what it means is known when the transfer has its outcome
        what: list[What] = []
        if leg.call in self._parting:
            return [*self._parted(leg.call, at), *self._health.recheck(self._legs, at)]
        if leg.is_caller:
            what.append(CallerGone(at, leg.line, raw))
        elif leg.given_up:
            what.append(self._ended(at, leg.attempt, Outcome.ABORTED, "", "given up here", raw))
        elif leg.up:
            what.append(self._ended(at, leg.attempt, Outcome.ANSWERED, "", "the agency hung up", raw))
        else:
            end = end_of_call(raw)
            what.append(self._ended(at, leg.attempt, end.outcome, end.code, end.cause, raw))
            what.append(LineTold(at, "last result", f"{leg.number}: {raw}"))
        if leg.attempt and not self._on_hold:
            what += self._take_caller_back(now, at, lambda error, now, at: self._mix())
        return [*what, *self._mix(), *self._health.recheck(self._legs, at), *self._answer_by_itself(now, at)]

    def lost(self, why: str, now: float, at: datetime) -> list[What]:
        """The process is gone, and every call with it."""
        what: list[What] = []
        gone: list[What] = []
        for leg in self._legs:
            self._legs.remove(leg)
            if leg.attempt:
                what.append(self._ended(at, leg.attempt, Outcome.LINE_LOST, "", why, ""))
            else:
                gone.append(CallerGone(at, leg.line, raw=why))
        if self._leaving is not None:
            what.append(ReleaseRefused(at, f"{why}; caller and agency may be together all the same"))
        if self._parting:
            what.append(ReleaseRefused(at, why))
        self._leaving = None
        for each in (self._waiting, self._limits, self._leftovers, self._parting):
            each.clear()
        self._on_hold, self._handset, self._mixed = False, True, Mix(())
        return [*what, *self._health.gone(why, at), *gone]

    # --- leaving ------------------------------------------------------------------------------------------------------

    def _release(self, now: float, at: datetime) -> list[What]:
        if not self._health.started:
            return [ReleaseRefused(at, "the line is lost: the switch cannot be told")]
        if self._leaving is not None:
            return []
        callers, agencies = self._legs.callers_up, self._legs.agencies_up
        if callers and any(not leg.given_up for leg in self._legs.calling):
            words = "an agency is still being called: the caller would be alone; wait for it, or give it up"
            return [ReleaseRefused(at, words)]
        if not callers or not agencies or self._account.bridge == "switch":
            return self._part("", now, at)
        if len(agencies) > 1:
            words = "a transfer keeps one agency with the caller, and two are on; drop one, or stay until they are done"
            return [ReleaseRefused(at, words)]
        self._leaving = _Leaving(callers[0], agencies[0], self._account.transfer_limit)
        return self._try_transfer(self._leaving, now)

    def _part(self, raw: str, now: float, at: datetime) -> list[What]:
        """End every call that is on; those who ring here go on ringing."""
        self._on_hold, self._handset = False, True
        mine = [leg for leg in self._legs if leg.up or leg.attempt or leg.answering]
        if not mine:
            return [Released(at, raw)]
        self._parting_raw = raw
        what: list[What] = []
        for leg in mine:
            self._parting[leg.call] = None

            def ended(error: str, now: float, at: datetime, leg: Leg = leg) -> list[What]:
                self._legs.remove(leg)
                return self._parted(leg.call, at)

            what.append(self._ask(lambda id, leg=leg: EndCall(id, leg.call), f"end {leg.who}", now, ended))  # type: ignore[misc]
        return what

    def _parted(self, call: str, at: datetime) -> list[What]:
        if self._parting.pop(call, 0) == 0 or self._parting:
            return []
        return [*self._mix(), Released(at, self._parting_raw)]

    def _try_transfer(self, leaving: _Leaving, now: float) -> list[What]:
        first, second = (leaving.caller, leaving.agency)[:: 1 if leaving.stage == 0 else -1]
        limit = leaving.limit
        leaving.id = self._id()
        within = limit + 3 * self._account.hold_limit + COMMAND_S
        self._waiting[leaving.id] = _Waiting(now + within, "transfer", _nothing)
        return [Transfer(leaving.id, first.call, second.call, limit)]

    def _transfer_ended(self, fact: TransferEnded, now: float, at: datetime) -> list[What]:
        self._waiting.pop(fact.id, None)
        leaving = self._leaving
        if leaving is None or leaving.id != fact.id:
            return []
        both_gone = leaving.caller_gone is not None and leaving.agency_gone is not None
        one_gone = leaving.caller_gone is not None or leaving.agency_gone is not None
        if fact.ok or both_gone:
            return self._left(leaving, now, at, fact.why)
        leaving.why = f"{leaving.why}; {fact.why}" if leaving.why else fact.why
        if fact.sure and leaving.stage == 0 and not one_gone:
            leaving.stage = 1
            return self._try_transfer(leaving, now)
        if one_gone and not fact.sure:
            leaving.settle_at = now + SETTLING_S
            return []
        return self._take_back(leaving, now, at)

    def _left(self, leaving: _Leaving, now: float, at: datetime, raw: str) -> list[What]:
        self._leaving = None
        for leg in (leaving.caller, leaving.agency):
            if self._legs.find(leg.call) is leg:
                self._legs.remove(leg)
                self._leftovers[leg.call] = now + LEFTOVER_S
        self._on_hold, self._handset = False, True
        return [*self._mix(), Released(at, raw), *self._part_with_console(now)]

    def _take_back(self, leaving: _Leaving, now: float, at: datetime) -> list[What]:
        """The transfer failed: take back from hold who is still there, and say so."""
        if leaving.caller_gone is not None and leaving.agency_gone is not None:
            return self._left(leaving, now, at, "both left while the transfer was under way")
        leaving.taking_back = True
        what: list[What] = []
        if leaving.caller_gone is not None:
            what.append(CallerGone(at, leaving.caller.line, leaving.caller_gone))
        if leaving.agency_gone is not None:
            words = "the agency hung up"
            what.append(
                self._ended(at, leaving.agency.attempt, Outcome.ANSWERED, "", words, raw=leaving.agency_gone)
            )

        def back(error: str, now: float, at: datetime) -> list[What]:
            self._leaving = None
            why = leaving.why + (f"; still on hold: {error}" if error else "")
            return [*self._mix(), ReleaseRefused(at, why), *self._part_with_console(now)]

        still = [leg for leg in (leaving.caller, leaving.agency) if self._legs.find(leg.call) is leg]
        for leg in still:
            leg.held = True  # the library holds both before it asks
        return what + self._set_hold(still, False, now, at, back)

    # --- closing ------------------------------------------------------------------------------------------------------

    def close(self, now: float, at: datetime) -> list[What]:
        """The console closes: leave without dropping a live caller. `parted` is True when that is done."""
        self._closing = True
        what: list[What] = [
            self._ask(lambda id, leg=leg: EndCall(id, leg.call), f"end {leg.who}", now, _nothing)  # type: ignore[misc]
            for leg in self._legs
            if not leg.up and not leg.answering
        ]
        callers, agencies = self._legs.callers_up, self._legs.agencies_up
        if self._leaving is not None:
            return what
        if callers and len(agencies) == 1 and self._account.bridge == "console" and self._health.started:
            self._leaving = _Leaving(callers[0], agencies[0], CLOSING_TRANSFER_S, stage=0)
            return what + self._try_transfer(self._leaving, now)
        return what + self._part_with_console(now)

    def _part_with_console(self, now: float) -> list[What]:
        if not self._closing or self.parted:
            return []
        self.parted = True
        by_switch = self._account.bridge == "switch" and self._legs.agencies_up
        live = self._legs.callers_up or any(leg.answering for leg in self._legs)
        return [Linger()] if live and not by_switch else [Finish()]

    # --- small parts --------------------------------------------------------------------------------------------------

    def _set_hold(self, legs: list[Leg], on: bool, now: float, at: datetime, then: _Then) -> list[What]:
        """Hold these calls, or take them back; `then` comes when all have answered, with what went wrong."""
        if not legs:
            return then("", now, at)
        left = {leg.call for leg in legs}
        errors: list[str] = []
        what: list[What] = []
        for leg in legs:

            def done(error: str, now: float, at: datetime, leg: Leg = leg) -> list[What]:
                left.discard(leg.call)
                if error:
                    errors.append(f"{leg.who}: {error}")
                else:
                    leg.held = on
                    leg.up_at = now  # its sound has had no time to come back yet
                return [] if left else then("; ".join(errors), now, at)

            verb = "hold" if on else "take back"
            what.append(self._ask(lambda id, leg=leg: HoldCall(id, leg.call, on), f"{verb} {leg.who}", now, done))  # type: ignore[misc]
        return what

    def _ask(self, command: Callable[[int], Command], what: str, now: float, then: _Then) -> Command:
        id = self._id()
        self._waiting[id] = _Waiting(now + COMMAND_S, what, then)
        return command(id)

    def _id(self) -> int:
        self._ids += 1
        return self._ids

    def _ended(self, at: datetime, attempt: int, outcome: Outcome, code: str, cause: str, raw: str) -> AttemptEnded:
        leg = self._legs.of_attempt(attempt)
        if leg is None:
            self._legs.end(attempt)
        return AttemptEnded(at, attempt, outcome, code, cause, raw)

    def _mix(self) -> list[What]:
        """Tell the process who hears whom, where that has changed."""
        apart = self._account.bridge == "switch"
        mix = self._legs.mix(handset=self._handset, mute=self._mute, apart=apart)
        if mix == self._mixed:
            return []
        self._mixed = mix
        return [mix]


def _nothing(error: str, now: float, at: datetime) -> list[What]:
    """No more follows: what it led to comes as a fact of its own."""
    return []

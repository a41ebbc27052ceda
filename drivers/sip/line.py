"""The line of a SIP telephone: what follows from orders, from the facts of the process, and from time.

No thread and no waiting stand here (as in `drivers.virtual_switch`):

    what = line.take(order, now, at)      what follows at once from an order of the console
    what = line.tell(fact, now, at)       ... from a fact that the process with the SIP library told
    what = line.tick(now, at)             ... from time; `line.due()` says when to ask again
    what = line.lost(why, now, at)        ... from the end of that process

`what` are port events to deliver, commands to send (`drivers.sip.messages`), and `Stuck` where the process must go.

Safety first: nothing here ends the caller's call but HangUp, and Release with nobody else on. A transfer that may have
happened is never followed by a BYE; where it failed both are taken back from hold and the call-taker is told.
"""

from datetime import datetime

from app.ports import (
    Abort,
    Answer,
    Answered,
    AttemptEnded,
    CallerGone,
    CallerHere,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    Hold,
    LineTold,
    Mute,
    Muted,
    Outcome,
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
)
from drivers.sip.account import SipAccount
from drivers.sip.answering import answer, answer_by_itself, find, ring
from drivers.sip.conversation import Conversation, Stuck, What
from drivers.sip.holding import hold, resume, take_caller_back
from drivers.sip.leaving import Leaving
from drivers.sip.legs import Leg
from drivers.sip.messages import (
    AccountTold,
    Alive,
    BusyTone,
    CallFound,
    Closed,
    DialCall,
    Done,
    EndCall,
    Established,
    Fact,
    FarEndRings,
    FarEndWorks,
    Fault,
    Incoming,
    Letters,
    LettersLeftOut,
    RingTone,
    SoundTold,
    Started,
    SwitchTold,
    TransferEnded,
    TtyTones,
)
from drivers.sip.news import News
from drivers.sip.outcome import end_of_call
from drivers.sip.text import hear_text, send_text

RING_CYCLE_S = 6.0
"""2 s of ringing, 4 s of silence (telephone.md section 6): how rings are counted where none is heard."""

ABORT_S = 2.0
"""A CANCEL is confirmed in so long, or is called done: the far end may be gone (telephone.md 8.2)."""

LONGEST_DIGITS = 32
"""The longest number anywhere is 15 digits (E.164), with codes before it; this is twice that."""

DIALLABLE = frozenset("0123456789*#")


class SipLine:
    """The calls of one position on its SIP line; see the module's text, and `drivers.sip.legs` for `run`."""

    def __init__(self, account: SipAccount, run: str = "") -> None:
        self._on = Conversation(account, run)
        self._legs = self._on.legs
        self._health = self._on.health
        self._leaving = Leaving(self._on)
        self._recalled: int | None = None  # the attempt that has dial tone and was not dialled yet
        self._news = News(self._legs)
        self._limits: dict[int, float] = {}  # attempt given up -> when that is called done

    @property
    def parted(self) -> bool:
        """True once `close` has come to its end: the process was told to linger or to finish."""
        return self._leaving.parted

    # --- time ---------------------------------------------------------------------------------------------------------

    def due(self) -> float | None:
        """Return when something happens next, or None."""
        times = [*self._limits.values(), *(leg.ring_due for leg in self._legs if leg.ring_due is not None)]
        times += [due for due in (self._on.due(), self._leaving.due()) if due is not None]
        return min(times, default=None)

    def tick(self, now: float, at: datetime) -> list[What]:
        """Return what has happened by `now`."""
        what: list[What] = []
        for leg in self._legs:
            while leg.ring_due is not None and leg.ring_due <= now:
                leg.rings += 1
                leg.ring_due += RING_CYCLE_S
                what.append(Ringing(at, leg.attempt, leg.rings, "clock"))
        for attempt in [attempt for attempt, until in self._limits.items() if until <= now]:
            del self._limits[attempt]
            given_up = self._legs.of_attempt(attempt)
            if given_up is not None:
                self._legs.remove(given_up)
                what.append(self._on.ended(at, attempt, Outcome.ABORTED, "the switch did not confirm it"))
        return [*self._after([*what, *self._leaving.tick(now, at)], now, at), *self._on.late(now)]

    def _after(self, what: list[What], now: float, at: datetime) -> list[What]:
        """Return `what` with what follows whenever the line has changed, whatever changed it."""
        what = [*what, *self._news.after(what, at)]
        if any(isinstance(each, Released | CallerGone | AttemptEnded) for each in what):
            what = [*what, *answer_by_itself(self._on, now, at)]
        return what

    # --- orders -------------------------------------------------------------------------------------------------------

    def take(self, order: PhoneOrder, now: float, at: datetime) -> list[What]:
        """Return what follows at once from `order`; an order that makes no sense now is ignored."""
        return self._after(self._take(order, now, at), now, at)

    def _take(self, order: PhoneOrder, now: float, at: datetime) -> list[What]:
        match order:
            case Answer(line=line):
                return answer(self._on, line, now, at)
            case Recall(attempt=attempt):
                return self._recall(attempt, now, at)
            case Dial(attempt=attempt, digits=digits):
                return self._dial(attempt, digits, now, at)
            case Abort(attempt=attempt) | DropAgency(attempt=attempt):
                return self._abort(attempt, now, at)
            case Release() | HangUp():
                return self._leave(order, now, at)
            case Hold() | Resume() if self._leaving.under_way:
                return []  # a transfer holds both, and takes them back where it fails
            case Hold():
                return hold(self._on, now, at)
            case Resume():
                return resume(self._on, now, at)
            case Mute(on=on):
                self._on.mute = on
                return [*self._on.mix(), Muted(at, on)]
            case SendText(text=text):
                return send_text(self._on, text, at)
            case _:
                return []

    def _recall(self, attempt: int, now: float, at: datetime) -> list[What]:
        if self._legs.knows(attempt) or attempt == self._recalled:
            return []
        if hindrance := self._hindrance(attempt, at):
            return hindrance
        self._recalled = attempt
        if not self._on.joined_by_switch:
            return [DialTone(at, attempt, seen=False)]  # nothing is to be asked for: the next call needs no tone

        def held(error: str, now: float, at: datetime) -> list[What]:
            if self._recalled != attempt:  # given up meanwhile, and the caller is wanted back
                return [] if self._legs.of_attempt(attempt) else self._agency_gone(now, at)
            if error:
                self._recalled = None
                return [self._on.ended(at, attempt, Outcome.NO_DIAL_TONE, f"the caller cannot be held: {error}")]
            return [DialTone(at, attempt, seen=False)]

        return self._on.set_hold([leg for leg in self._legs.callers_up if not leg.held], True, now, at, held)

    def _dial(self, attempt: int, digits: str, now: float, at: datetime) -> list[What]:
        if self._legs.knows(attempt):
            return []
        if hindrance := self._hindrance(attempt, at):
            return hindrance
        self._recalled = None
        if not digits or len(digits) > LONGEST_DIGITS or not set(digits) <= DIALLABLE:
            words = f"cannot be dialled: expected up to {LONGEST_DIGITS} of 0-9, * and #, got {digits[:40]!r}"
            return [self._on.ended(at, attempt, Outcome.BAD_CODE, words)]
        leg = self._legs.agency(attempt, digits)

        def dialled(error: str, now: float, at: datetime) -> list[What]:
            if self._legs.find(leg.call) is not leg:
                return []
            if error:
                return self._closed(leg, error, now, at)
            return self._dialled(leg, at)

        dial = self._on.ask(lambda ask: DialCall(ask, leg.call, digits), f"dial {digits}", now, dialled)
        return [dial, *self._on.mix()]

    def _dialled(self, leg: Leg, at: datetime) -> list[What]:
        """Tell once that it was dialled: with the library's word, or the far end's where that is quicker."""
        if leg.dialled:
            return []
        leg.dialled = True
        return [Dialled(at, leg.attempt, leg.number)]

    def _hindrance(self, attempt: int, at: datetime) -> list[What]:
        """Return why an attempt cannot begin now, as its end."""
        if not self._health.started:
            return [self._on.ended(at, attempt, Outcome.LINE_LOST, "the line is lost")]
        if self._leaving.under_way:
            return [self._on.ended(at, attempt, Outcome.REFUSED, "the call is being released")]
        if answering := next((leg for leg in self._legs if leg.answering), None):  # who would be joined with it
            return [self._on.ended(at, attempt, Outcome.REFUSED, f"{answering.who} is being answered")]
        waits = self._on.joined_by_switch and self._recalled not in (None, attempt)  # here the tone holds nothing
        if any(not leg.given_up for leg in self._legs.calling) or waits:
            return [self._on.ended(at, attempt, Outcome.REFUSED, "another agency is being called on this line")]
        return []

    def _abort(self, attempt: int, now: float, at: datetime) -> list[What]:
        """End an agency's call: CANCEL while it rings, BYE once it answered."""
        if attempt == self._recalled:
            self._recalled = None
            return [self._on.ended(at, attempt, Outcome.ABORTED, "given up here"), *self._agency_gone(now, at)]
        leg = self._legs.of_attempt(attempt)
        if leg is None or leg.given_up or (leg.up and self._leaving.under_way):  # a transfer needs both calls
            return []
        leg.given_up = True
        leg.ring_due = None
        self._limits[leg.attempt] = now + ABORT_S
        return [self._on.end(leg, now), *self._on.mix()]

    def _leave(self, order: Release | HangUp, now: float, at: datetime) -> list[What]:
        if not self._health.started:
            return [ReleaseRefused(at, "the line is lost: the switch cannot be told")]
        left = self._leaving.release(now, at) if isinstance(order, Release) else self._leaving.hang_up(now, at)
        if any(isinstance(each, ReleaseRefused) for each in left):
            return left
        return [*self._forget_recall("the call was left", at), *left]

    def _forget_recall(self, cause: str, at: datetime) -> list[What]:
        """An attempt that waits to be dialled is over with its call."""
        attempt, self._recalled = self._recalled, None
        return [] if attempt is None else [self._on.ended(at, attempt, Outcome.ABORTED, cause)]

    # --- facts --------------------------------------------------------------------------------------------------------

    def tell(self, fact: Fact, now: float, at: datetime) -> list[What]:
        """Return what follows from a fact; one about a call that is over changes nothing."""
        return self._after(self._tell(fact, now, at), now, at)

    def _tell(self, fact: Fact, now: float, at: datetime) -> list[What]:
        match fact:
            case Started() | AccountTold() | SwitchTold():
                return [*self._health.hear(fact, self._legs, at)]
            case SoundTold():
                return [*self._health.hear_sound(fact, self._legs, at)]
            case Alive():
                return [*self._health.hear_alive(fact, self._legs, now, at)]
            case Done(ask=ask, error=error):
                return self._on.answered(ask, error, now, at)
            case TransferEnded():
                return self._leaving.transfer_ended(fact, now, at)
            case Fault(text=text):
                return [Stuck(text, speaks=True)]
            case Incoming():
                return ring(self._on, fact, now, at)
            case CallFound():
                return find(self._on, fact, now, at)
            case Letters() | LettersLeftOut() | TtyTones():
                return hear_text(fact, at)
        leg = self._legs.find(fact.call)
        if leg is None:
            self._leaving.forget(fact.call)
            stray = fact.call.startswith("out:") and isinstance(fact, FarEndRings | FarEndWorks | Established)
            return [EndCall(self._on.number(), fact.call)] if stray else []  # given up, and goes on all the same
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
                return [*self._dialled(leg, at), Ringing(at, leg.attempt, 1, "clock", raw)]
            case FarEndWorks(raw=raw):
                return [*self._dialled(leg, at), Progress(at, leg.attempt, raw)]
            case RingTone(n=n):
                leg.ring_due = None
                if n <= leg.rings:
                    return []
                leg.rings = n
                return [Ringing(at, leg.attempt, n, "audio")]
            case BusyTone(fast=fast):
                outcome = Outcome.CIRCUITS_BUSY if fast else Outcome.BUSY
                return self._heard_busy(leg, outcome, "fast busy tone heard" if fast else "busy tone heard", now, at)

    def _established(self, leg: Leg, raw: str, now: float, at: datetime) -> list[What]:
        if leg.up:
            return []
        leg.up_at, leg.ring_due, leg.answering = now, None, False
        if leg.is_caller:
            return [*self._on.mix(), CallerHere(at, leg.number, leg.line, raw)]
        if leg.given_up:  # it answered just as it was given up: that was asked for, so it is ended
            return [self._on.end(leg, now)]
        what: list[What] = [*self._dialled(leg, at), Answered(at, leg.attempt, "signalled", raw)]

        def back(at: datetime) -> list[What]:
            over = [Resumed(at)] if self._on.on_hold else []
            self._on.on_hold, self._on.handset = False, True
            return [*self._on.mix(), *over, Conferenced(at, leg.attempt)]

        return what + take_caller_back(self._on, now, at, back)

    def _heard_busy(self, leg: Leg, outcome: Outcome, cause: str, now: float, at: datetime) -> list[What]:
        """A switch may play a tone where it should refuse, and play it for ever: that ends the attempt as well."""
        self._legs.remove(leg)
        what: list[What] = [
            self._on.end(leg, now),
            self._on.ended(at, leg.attempt, outcome, cause),
            LineTold(at, "last result", f"{leg.number}: {cause}"),
        ]
        return what + self._agency_gone(now, at)

    def _agency_gone(self, now: float, at: datetime) -> list[What]:
        """A call to an agency is over: the caller, who was held for it where the switch joins, is taken back."""
        held = self._on.on_hold
        back = [] if held else take_caller_back(self._on, now, at, lambda at: self._on.mix())
        return [*back, *self._on.mix(), *self._health.recheck(self._legs, at)]

    def _closed(self, leg: Leg, raw: str, now: float, at: datetime) -> list[What]:
        self._legs.remove(leg)
        self._limits.pop(leg.attempt, None)
        left = self._leaving.closed(leg, raw, now, at)
        if left is not None:
            return [*left, *self._health.recheck(self._legs, at)]
        what: list[What] = []
        if leg.is_caller:
            what.append(CallerGone(at, leg.line, raw))
            if not self._legs.callers_up:
                what += self._forget_recall("the caller hung up", at)
        elif leg.given_up:
            what.append(self._on.ended(at, leg.attempt, Outcome.ABORTED, "given up here", raw=raw))
        elif leg.up:
            what.append(self._on.ended(at, leg.attempt, Outcome.ANSWERED, "the agency hung up", raw=raw))
            self._leaving.agency_left(now)
        else:
            end = end_of_call(raw)
            what.append(self._on.ended(at, leg.attempt, end.outcome, end.cause, end.code, raw))
            what.append(LineTold(at, "last result", f"{leg.number}: {raw}"))
        return [*what, *self._agency_gone(now, at)]

    # --- the end of the process, and of the console -------------------------------------------------------------------

    def lost(self, why: str, now: float, at: datetime) -> list[What]:
        """The process is gone, and every call with it."""
        ends: list[What] = []
        gone: list[What] = []
        for leg in self._legs:
            if leg.attempt:
                ends.append(self._on.ended(at, leg.attempt, Outcome.LINE_LOST, why))
            else:
                gone.append(CallerGone(at, leg.line, raw=why))
        self._on.lost()
        self._limits.clear()
        self._recalled = None
        return [*ends, *self._leaving.lost(why, at), *self._health.gone(why, at), *gone, *self._news.after([], at)]

    def close(self, now: float, at: datetime) -> list[What]:
        """The console closes: leave without dropping a live caller. `parted` is True when that is done."""
        return self._leaving.close(now, at)

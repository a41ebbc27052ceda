"""Bringing an agency in: the orders, the time limits and the tasks around the attempts of a call.

Limits are those of the design (telephone.md 8.2). None runs on a set worked by hand: there the call-taker is the clock.
"""

from datetime import timedelta

from app.agencies.agency import Agency
from app.call.attempt import UNHEARD_ENDS, Attempt, AttemptState, Cause, Purpose, advance, not_left, told_late
from app.call.call import Call
from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    Heard,
    Outcome,
    PhoneCaps,
    Progress,
    Recall,
    Ringing,
)
from app.position.attempt_words import (
    CALL_BACK,
    CONFIRMED,
    FEATURE_LABEL,
    NOTHING_IN_HAND,
    OWED_WORDS,
    RING_BACK_LABEL,
    THE_CALLER,
    THEN_GONE,
)
from app.position.decision import LetSleep, WakeAt
from app.position.details import Details
from app.position.limits import Limits
from app.position.presence import here, hung_up
from app.position.tasks import Tasks
from app.position.turn import Turn
from app.words import say

# Of telephones, not of a centre: the agencies' limit of rings is the centre's (`Limits.rings`).
RING_CYCLE = timedelta(seconds=6)  # 2 s on, 4 s off
RING_GUARD = timedelta(seconds=2)  # the switch is to end the ringing; this long after it should have, we do
ABORT_LIMIT = timedelta(seconds=2)

PositionCall = Call[Details]

_OVER = (AttemptState.ENDED, AttemptState.LEFT)

# What it means that a time limit has come, by the name of its wake.
_LIMITS: dict[str, tuple[Cause, str]] = {
    "dial tone": (Cause.NO_DIAL_TONE_IN_TIME, say("no dial tone in time")),
    "response": (Cause.NO_RESPONSE_IN_TIME, say("the switch said nothing in time")),
    "rings": (Cause.RINGS_OVER, say("the rings are over, the switch did not end it")),
    "abort": (Cause.ABORT_NOT_CONFIRMED, say("the line did not confirm it")),
}
_LONGEST_NUMBER = 10  # digits of an attempt's number in the name of its wake; no run comes near

_CAUSES: dict[type, Cause] = {
    DialTone: Cause.DIAL_TONE,
    Dialled: Cause.DIALLED,
    Progress: Cause.PROGRESS,
    Ringing: Cause.RANG,
    Answered: Cause.ANSWERED,
    AttemptEnded: Cause.ENDED,
}


# The source of a ring (`app.ports.Ringing`) that the call-taker counted, and of one that nobody heard.
BY_EAR, BY_CLOCK = "call-taker", "clock"
_HEARD_ENDS = {
    "busy": (Outcome.BUSY, say("busy tone heard")),
    "circuits_busy": (Outcome.CIRCUITS_BUSY, say("fast busy heard")),
    "nothing": (Outcome.NO_RESPONSE, say("nothing heard after dialling")),
}


def tells_nothing(caps: PhoneCaps) -> bool:
    """Tell whether this line dials and then says nothing more: rings, answer and end are for the call-taker's ear."""
    return caps.ring_count == "none" and caps.answer_seen == "none" and not caps.by_hand


class Conference:
    """Drives the attempts of this position's calls. `caps` is what the telephone can do and know."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.caps = PhoneCaps()
        self.tasks = Tasks()
        self._count = 0
        self._calls: dict[int, PositionCall] = {}  # the call of every attempt that is not over

    def new_number(self) -> int:
        """Return a number that no other attempt of this run has."""
        self._count += 1
        return self._count

    # --- the call-taker's side ---

    def begin(self, call: PositionCall, turn: Turn, agency: Agency, digits: str, key: str, how: str) -> None:
        """Bring an agency in by dialling `digits`; dial tone that already stands (F2) is used."""
        names = (agency.label, agency.short)
        self._start(call, turn, Purpose.AGENCY, agency.id, *names, digits, key, how, agency.stands_in)

    def ring_back(self, call: PositionCall, turn: Turn, digits: str, key: str) -> None:
        """Ring the caller back (D129-D131); eligibility and its further steps belong to the procedure."""
        self._start(call, turn, Purpose.RING_BACK, "", RING_BACK_LABEL, THE_CALLER, digits, key, "")

    def call_back(self, call: PositionCall, turn: Turn, digits: str, key: str) -> None:
        """Ring the caller at the number that was sent (D106); like ring back, an answer means that she is here."""
        self._start(call, turn, Purpose.RING_BACK, "", CALL_BACK, THE_CALLER, digits, key, "")

    def supervisor(self, call: PositionCall, turn: Turn, label: str, digits: str, key: str) -> None:
        """Ring the supervisor: no agency, so no task and no rungs of its own."""
        self._start(call, turn, Purpose.SUPERVISOR, "supervisor", label, label, digits, key, "")

    def typed(self, call: PositionCall, turn: Turn, digits: str, key: str, label: str = "") -> None:
        """Dial digits that the call-taker typed, or a number of the site's, `label`, that is no agency's (D093).

        A leg, but no task and no rungs.
        """
        words = label or say("dialled {digits}", digits=digits)
        self._start(call, turn, Purpose.TYPED, "", words, words, digits, key, "" if label else say("typed"))

    def feature(self, call: PositionCall, turn: Turn, key: str) -> None:
        """Get dial tone alone (D081)."""
        self._start(call, turn, Purpose.BY_HAND, "", FEATURE_LABEL, FEATURE_LABEL, "", key, "")

    def _start(
        self,
        call: PositionCall,
        turn: Turn,
        purpose: Purpose,
        agency: str,
        label: str,
        short: str,
        digits: str,
        key: str,
        how: str,
        stands_in: str = "",
    ) -> None:
        tone = call.dial_tone
        call.failed_tone = None
        call.joined_here = call.joined_here or self.caps.can_answer
        leg = 0 if purpose is Purpose.BY_HAND else len(call.attempts) + 1
        if tone is not None:
            # by hand the digits are told at once, whether or not she has said that she hears the tone
            number, state = tone.number, AttemptState.DIALLING if self.caps.by_hand else tone.state
        else:
            number = self.new_number()
            state = AttemptState.RECALLING if self.caps.flash or self.caps.by_hand else AttemptState.DIALLING
        names = (agency, label, short)
        rings = 0 if purpose is Purpose.RING_BACK else self.limits.rings
        attempt = Attempt(
            number, leg, purpose, *names, digits, key, how, turn.at, state, stands_in=stands_in, ring_limit=rings
        )
        self._calls[number] = call
        self._put(call, turn, attempt)
        if state is AttemptState.RECALLING and tone is None:
            turn.do(Recall(number, digits))
            self._wake(turn, "dial tone", number, timedelta(seconds=self.caps.dial_tone_s))
        elif digits and state is AttemptState.DIALLING:
            self._dial(turn, attempt)

    def contact(self, call: PositionCall, turn: Turn) -> str:
        """Take the call-taker's word that caller and agency are in voice contact; return why not, or ""."""
        attempt = call.being_brought_in or (call.dial_tone if call.dial_tone and not call.dial_tone.for_a_key else None)
        if attempt is None:
            return CONFIRMED if call.in_contact else say("no agency is being brought in")
        heard_before_told = attempt.state is not AttemptState.ANSWERED
        if attempt.state is AttemptState.ABORTING:
            return say("{agency} is being given up", agency=attempt.short)
        if heard_before_told and self.caps.answer_seen == "signalled":
            return say("{agency} has not answered yet", agency=attempt.short)
        if attempt.state is AttemptState.RECALLING and not self.caps.by_hand:
            return say("{agency} has not been dialled yet", agency=attempt.short)
        self._apply(call, turn, attempt, Cause.CONTACT)
        if heard_before_told:
            turn.do(Heard("answered"))  # so that the driver does not wait for this answer any longer, nor give up
        if attempt.purpose is Purpose.RING_BACK:
            here(call, turn)
        self._sleep(turn, attempt.number)
        self.tasks.reached(call, turn, attempt.agency)
        return ""

    def give_up(self, call: PositionCall, turn: Turn) -> str:
        """Give up the attempt in hand, or the dial tone; the caller stays. Return why not, or ""."""
        attempt = call.being_brought_in or call.dial_tone
        if attempt is None:
            return NOTHING_IN_HAND
        if not self.caps.abort:
            return say("this telephone cannot give up an attempt: use the set")
        answered = attempt.state is AttemptState.ANSWERED
        if not self._apply(call, turn, attempt, Cause.GIVEN_UP):
            return say("{agency} is being given up already", agency=attempt.short)
        call.release_warned_at = None  # the warning was of another state
        self._sleep(turn, attempt.number)
        turn.do(DropAgency(attempt.number) if answered else Abort(attempt.number))
        self._wake(turn, "abort", attempt.number, ABORT_LIMIT)
        return ""

    def nobody_there(self, call: PositionCall, turn: Turn) -> None:
        """Take the legs that rang the caller back off the line: she was not there after all, or is there no more."""
        for attempt in call.rung_back:
            if self.caps.abort and self._apply(call, turn, attempt, Cause.GIVEN_UP):
                turn.do(DropAgency(attempt.number))
                self._wake(turn, "abort", attempt.number, ABORT_LIMIT)

    def listening(self, call: PositionCall, turn: Turn, only: bool) -> None:
        """Set the legs in contact to listening only, or back to speaking (D098)."""
        for attempt in call.in_contact:
            self._apply(call, turn, attempt, Cause.LISTENING_ONLY if only else Cause.SPEAKING_AGAIN)

    def leave(self, call: PositionCall, turn: Turn, cause: Cause) -> None:
        """Take every leg that is not over through RELEASED or LINE_LOST; of none of them more is to be heard."""
        for attempt in (*call.attempts, *([call.dial_tone] if call.dial_tone else ())):
            if self._apply(call, turn, attempt, cause):
                self._sleep(turn, attempt.number)
            self._calls.pop(attempt.number, None)

    def not_left(self, ended: PositionCall, call: PositionCall, turn: Turn) -> None:
        """Let every leg that was left with a caller be one of `call`: the telephone says that it has left nobody."""
        for each in ended.attempts:
            attempt = not_left(each)
            if attempt is not None:
                self._calls[attempt.number] = call
                self._put(call, turn, attempt._replace(leg=len(call.attempts) + 1))

    def line_lost(self, turn: Turn) -> None:
        """The line is gone: every attempt that is not over ends with it."""
        for call in list(self._calls.values()):
            self.leave(call, turn, Cause.LINE_LOST)

    # --- the telephone's side ---

    def heard_by_ear(self, call: PositionCall, turn: Turn, what: str) -> str:
        """Take what the call-taker heard on a line that tells nothing itself; return why not, or ""."""
        attempt = call.being_brought_in
        if attempt is None or attempt.state in (AttemptState.RECALLING, AttemptState.ABORTING):
            return NOTHING_IN_HAND
        number = attempt.number
        if what == "ringing":
            self.heard(Ringing(turn.at, number, attempt.rings + 1, BY_EAR), turn)
        elif what == "answered":
            self.heard(Answered(turn.at, number, "heard"), turn)
        elif what in _HEARD_ENDS:
            outcome, cause = _HEARD_ENDS[what]
            if what == "nothing" and attempt.rings:
                outcome, cause = Outcome.NO_ANSWER, say("the ringing stopped unanswered")
            turn.do(Abort(number))
            self.heard(AttemptEnded(turn.at, number, outcome, cause=cause), turn)
        return ""

    def heard(
        self, event: DialTone | Dialled | Progress | Ringing | Answered | Conferenced | AttemptEnded, turn: Turn
    ) -> bool:
        """Take what the telephone says of an attempt; one whose end it told changes nothing any more.

        Return True if the call-taker need no longer be told what to press for it on a set worked by hand.
        """
        call = self._calls.get(event.attempt)
        attempt = call.find(event.attempt) if call else None
        if call is None or attempt is None:
            return False
        if isinstance(event, Conferenced):
            turn.call = call.id  # journalled; whether caller and agency speak is for an ear to say
            return False
        if isinstance(event, Ringing) and event.source == BY_CLOCK and attempt.rang_out:
            turn.call = call.id  # journalled; the clock counts on, whether or not the switch has ended the ringing
            return False
        if attempt.state is AttemptState.ENDED:
            turn.call = call.id
            after = told_late(attempt, _CAUSES[type(event)])
            if after is not None:
                self._put(call, turn, after)
            return False
        before = attempt.state
        changed = self._apply(
            call,
            turn,
            attempt,
            _CAUSES[type(event)],
            ring=event.n if isinstance(event, Ringing) else 0,
            source=event.source if isinstance(event, Ringing) else "",
            certainty=event.certainty if isinstance(event, Answered) else "",
            ended=event if isinstance(event, AttemptEnded) else None,
        )
        after = call.find(event.attempt) or attempt
        if after.caller_is_back:
            here(call, turn)
        elif attempt.caller_is_back and after.state is AttemptState.ENDED:
            hung_up(call, turn)  # the telephone that was rung back has hung up again
        if isinstance(event, DialTone) and before is AttemptState.RECALLING and after.state is AttemptState.DIALLING:
            self._let_sleep(turn, "dial tone", event.attempt)
            if after.digits:
                self._dial(turn, after)
        elif isinstance(event, Dialled) and after.state is AttemptState.DIALLING:
            self._wake(turn, "response", event.attempt, self._response_limit)
        elif isinstance(event, Ringing | Progress) and after.state is AttemptState.RINGING:
            for what in ("dial tone", "response"):
                self._let_sleep(turn, what, event.attempt)
            limit = after.ring_limit  # a ring beyond it puts nothing off
            if limit and not (isinstance(event, Ringing) and event.n > limit):
                left = max(0, limit - after.rings) + 1
                self._wake(turn, "rings", event.attempt, left * RING_CYCLE + RING_GUARD)
        elif after.state in (AttemptState.ANSWERED, *_OVER):
            self._sleep(turn, event.attempt)
        return changed and before is not AttemptState.ABORTING and not isinstance(event, Dialled)

    def woke(self, name: str, turn: Turn) -> None:
        """Take a time limit that has come; stale ones change nothing."""
        what, _, tail = name.rpartition(" ")
        number = int(tail) if tail.isdecimal() and len(tail) < _LONGEST_NUMBER else 0
        call = self._calls.get(number)
        attempt = call.find(number) if call else None
        if call is None or attempt is None or what not in _LIMITS:
            return
        cause, why = _LIMITS[what]
        if self._apply(call, turn, attempt, cause, why=why):
            self._sleep(turn, number)
            if cause is not Cause.ABORT_NOT_CONFIRMED:
                turn.do(Abort(number))

    # --- within ---

    def _apply(
        self,
        call: PositionCall,
        turn: Turn,
        attempt: Attempt,
        cause: Cause,
        *,
        ring: int = 0,
        source: str = "",
        certainty: str = "",
        why: str = "",
        ended: AttemptEnded | None = None,
    ) -> bool:
        after = advance(
            attempt,
            cause,
            turn.at,
            ring=ring,
            source=source,
            certainty=certainty,
            outcome=ended.outcome if ended else None,
            why=(ended.cause or ended.code) if ended else why,
        )
        if after is None:
            return False
        self._put(call, turn, after)
        if after.failed and after.purpose is Purpose.AGENCY and not call.reached(after.agency):
            gone = after.outcome is Outcome.ANSWERED
            why = THEN_GONE if gone else OWED_WORDS[after.outcome]
            self.tasks.leave(call, turn, after.agency, after.short, why)
            call.release_warned_at = None
        return True

    def _put(self, call: PositionCall, turn: Turn, attempt: Attempt) -> None:
        by_hand = attempt.purpose is Purpose.BY_HAND
        over = attempt.state in _OVER or (by_hand and attempt.in_contact)  # whom she dialled herself is hers to follow
        if over and (by_hand or attempt.ended_by not in UNHEARD_ENDS):
            self._calls.pop(attempt.number, None)
        turn.call = call.id
        if by_hand:
            call.dial_tone = None if over else attempt
            call.failed_tone = attempt if attempt.failed else None
            return
        if call.dial_tone is not None and call.dial_tone.number == attempt.number:
            call.dial_tone = None
        call.put(attempt)
        turn.leg(call.id, attempt)

    def _dial(self, turn: Turn, attempt: Attempt) -> None:
        turn.do(Dial(attempt.number, attempt.digits))
        self._wake(turn, "response", attempt.number, self._response_limit)

    def _wake(self, turn: Turn, what: str, number: int, limit: timedelta) -> None:
        if what == "response" and tells_nothing(self.caps):
            return  # silence is all there ever is
        if not self.caps.by_hand:
            turn.do(WakeAt(f"{what} {number}", turn.at + limit))

    @property
    def _response_limit(self) -> timedelta:
        return timedelta(seconds=self.caps.response_s)

    def _let_sleep(self, turn: Turn, what: str, number: int) -> None:
        if not self.caps.by_hand:
            turn.do(LetSleep(f"{what} {number}"))

    def _sleep(self, turn: Turn, number: int) -> None:
        for what in _LIMITS:
            self._let_sleep(turn, what, number)

"""One conference attempt: its states, its transition table, and what is known of it.

The chart is that of the design (telephone.md 8.3), drawn from the manual's steps (003:619-629, 698-747; D081-D098):

    RECALLING  dial tone asked for ("9-1-1 FEATURE")
    DIALLING   digits leaving, or left and nothing heard yet
    RINGING    the agency rings, ring n of `ring_limit`; or the switch says it is working on it (n = 0)
    ANSWERED   somebody answered: not yet voice contact
    CONTACT    the call-taker has heard caller and agency in voice contact
    MONITORING in contact, the call-taker listens only
    ABORTING   the call-taker gave it up; the line has not confirmed it yet
    ENDED      over without contact, or the agency left
    LEFT       the call-taker released; caller and agency are together

What comes from a telephone is believed only as an event; an event with no row for the present state changes nothing:
telephones repeat themselves and answer late.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from app.ports import Outcome
from app.words import say


class AttemptState(StrEnum):
    """Where an attempt stands; see the module's text."""

    RECALLING = "recalling"
    DIALLING = "dialling"
    RINGING = "ringing"
    ANSWERED = "answered"
    CONTACT = "contact"
    MONITORING = "monitoring"
    ABORTING = "aborting"
    ENDED = "ended"
    LEFT = "left"


class Cause(StrEnum):
    """What can happen to an attempt: first the telephone's facts, then the clock's, then the call-taker's."""

    DIAL_TONE = "dial tone"
    DIALLED = "dialled"
    PROGRESS = "progress"
    RANG = "rang"
    ANSWERED = "answered"
    ENDED = "ended"
    LINE_LOST = "line lost"
    RELEASED = "released"
    NO_DIAL_TONE_IN_TIME = "no dial tone in time"
    NO_RESPONSE_IN_TIME = "no response in time"
    RINGS_OVER = "rings over"
    ABORT_NOT_CONFIRMED = "abort not confirmed"
    CONTACT = "voice contact"
    GIVEN_UP = "given up"
    LISTENING_ONLY = "listening only"
    SPEAKING_AGAIN = "speaking again"


_S = AttemptState
_C = Cause

# Every change of state there is. A pair that is not here changes nothing.
TRANSITIONS: dict[tuple[AttemptState, Cause], AttemptState] = {
    (_S.RECALLING, _C.DIAL_TONE): _S.DIALLING,
    (_S.RECALLING, _C.DIALLED): _S.DIALLING,
    (_S.RECALLING, _C.PROGRESS): _S.RINGING,
    (_S.RECALLING, _C.RANG): _S.RINGING,
    (_S.RECALLING, _C.ANSWERED): _S.ANSWERED,
    (_S.RECALLING, _C.CONTACT): _S.CONTACT,
    (_S.RECALLING, _C.ENDED): _S.ENDED,
    (_S.RECALLING, _C.LINE_LOST): _S.ENDED,
    (_S.RECALLING, _C.NO_DIAL_TONE_IN_TIME): _S.ENDED,
    (_S.RECALLING, _C.GIVEN_UP): _S.ABORTING,
    (_S.RECALLING, _C.RELEASED): _S.LEFT,
    (_S.DIALLING, _C.DIALLED): _S.DIALLING,
    (_S.DIALLING, _C.PROGRESS): _S.RINGING,
    (_S.DIALLING, _C.RANG): _S.RINGING,
    (_S.DIALLING, _C.ANSWERED): _S.ANSWERED,
    (_S.DIALLING, _C.CONTACT): _S.CONTACT,
    (_S.DIALLING, _C.ENDED): _S.ENDED,
    (_S.DIALLING, _C.LINE_LOST): _S.ENDED,
    (_S.DIALLING, _C.NO_RESPONSE_IN_TIME): _S.ENDED,
    (_S.DIALLING, _C.GIVEN_UP): _S.ABORTING,
    (_S.DIALLING, _C.RELEASED): _S.LEFT,
    (_S.RINGING, _C.PROGRESS): _S.RINGING,
    (_S.RINGING, _C.RANG): _S.RINGING,
    (_S.RINGING, _C.ANSWERED): _S.ANSWERED,
    (_S.RINGING, _C.CONTACT): _S.CONTACT,
    (_S.RINGING, _C.ENDED): _S.ENDED,
    (_S.RINGING, _C.LINE_LOST): _S.ENDED,
    (_S.RINGING, _C.RINGS_OVER): _S.ENDED,
    (_S.RINGING, _C.GIVEN_UP): _S.ABORTING,
    (_S.RINGING, _C.RELEASED): _S.LEFT,
    (_S.ANSWERED, _C.CONTACT): _S.CONTACT,
    (_S.ANSWERED, _C.ENDED): _S.ENDED,
    (_S.ANSWERED, _C.LINE_LOST): _S.ENDED,
    (_S.ANSWERED, _C.GIVEN_UP): _S.ABORTING,
    (_S.ANSWERED, _C.RELEASED): _S.LEFT,
    (_S.CONTACT, _C.LISTENING_ONLY): _S.MONITORING,
    (_S.CONTACT, _C.ENDED): _S.ENDED,
    (_S.CONTACT, _C.LINE_LOST): _S.ENDED,
    (_S.CONTACT, _C.RELEASED): _S.LEFT,
    (_S.MONITORING, _C.SPEAKING_AGAIN): _S.CONTACT,
    (_S.MONITORING, _C.ENDED): _S.ENDED,
    (_S.MONITORING, _C.LINE_LOST): _S.ENDED,
    (_S.MONITORING, _C.RELEASED): _S.LEFT,
    (_S.ABORTING, _C.ENDED): _S.ENDED,
    (_S.ABORTING, _C.LINE_LOST): _S.ENDED,
    (_S.ABORTING, _C.ABORT_NOT_CONFIRMED): _S.ENDED,
    (_S.ABORTING, _C.RELEASED): _S.LEFT,
}

# How an attempt is written down when this cause ends it before anybody answered.
_OUTCOME_OF_CAUSE = {
    _C.LINE_LOST: Outcome.LINE_LOST,
    _C.NO_DIAL_TONE_IN_TIME: Outcome.NO_DIAL_TONE,
    _C.NO_RESPONSE_IN_TIME: Outcome.NO_RESPONSE,
    _C.RINGS_OVER: Outcome.NO_ANSWER,
    _C.ABORT_NOT_CONFIRMED: Outcome.ABORTED,
}

_OUTCOME_OF_STATE = {
    _S.RECALLING: Outcome.DIALLING,
    _S.DIALLING: Outcome.DIALLING,
    _S.RINGING: Outcome.RINGING,
    _S.ANSWERED: Outcome.ANSWERED,
    _S.CONTACT: Outcome.ANSWERED,
}

# Ends that the telephone did not tell: what it says of the attempt afterwards is still to be heard.
UNHEARD_ENDS = frozenset(
    {_C.NO_DIAL_TONE_IN_TIME, _C.NO_RESPONSE_IN_TIME, _C.RINGS_OVER, _C.ABORT_NOT_CONFIRMED},
)

# Being brought in: the caller must not be left, and no second attempt begins (D042, D084).
BEING_BROUGHT_IN = frozenset({_S.RECALLING, _S.DIALLING, _S.RINGING, _S.ANSWERED, _S.ABORTING})
IN_CONTACT = frozenset({_S.CONTACT, _S.MONITORING})


class Purpose(StrEnum):
    """Why digits are dialled."""

    AGENCY = "agency"
    RING_BACK = "ring back"
    SUPERVISOR = "supervisor"  # the last rung: told of a failure, does not take the caller over
    BY_HAND = "by hand"  # 9-1-1 FEATURE alone: dial tone for the call-taker's own fingers
    TYPED = "typed"  # digits of no agency's, typed by the call-taker or found in the directory


class Attempt(NamedTuple):
    """One attempt, as it stands.

    `number` counts attempts in a run (the telephone's word for it), `leg` counts them in the call from 1. `agency` is
    the agency's id in the table, `label` and `short` its names. `dialled_at` is the key press that asked for it, so
    that "key to answer" can be measured (D224). `how` names the route where it was not the key ("tandem number").
    `given_up` tells that the call-taker gave it up, whatever the telephone said of it then.
    """

    number: int
    leg: int
    purpose: Purpose
    agency: str
    label: str
    short: str
    digits: str
    key: str
    how: str
    dialled_at: datetime
    state: AttemptState = AttemptState.RECALLING
    outcome: Outcome = Outcome.DIALLING
    rings: int = 0
    ring_source: str = ""
    answered_at: datetime | None = None
    certainty: str = ""
    contact_at: datetime | None = None
    given_up: bool = False
    ended_by: Cause | None = None  # LINE_LOST also where the telephone said so of the attempt itself
    answered_late: bool = False  # after it was over here
    why: str = ""  # the switch's own cause, or ours, in words
    stands_in: str = ""  # who is dialled in place of an agency that is down, by name
    earlier: bool = False  # of before the console was started again: what became of it is not known
    ring_limit: int = 0  # rings after which nobody answers (D096); 0 for one that rings until it is answered (D132)

    @property
    def being_brought_in(self) -> bool:
        """True until voice contact or the end; a caller who was rung back and answered is not being brought in."""
        return self.state in BEING_BROUGHT_IN and not self.caller_is_back

    @property
    def caller_is_back(self) -> bool:
        """True if this rang the caller back, and the caller's telephone was answered."""
        return self.purpose is Purpose.RING_BACK and (self.state is _S.ANSWERED or self.in_contact)

    @property
    def for_a_key(self) -> bool:
        """True if dial tone is coming or stands and nothing rings yet, so that a key can dial on it."""
        return self.state in (_S.RECALLING, _S.DIALLING)

    @property
    def in_contact(self) -> bool:
        """True while caller and agency are known to speak."""
        return self.state in IN_CONTACT

    @property
    def rang_out(self) -> bool:
        """True if it has rung as often as it may."""
        return 0 < self.ring_limit <= self.rings

    @property
    def perhaps_on_line(self) -> str:
        """Say why an agency may be on the line although the attempt is over here; "" where it is not."""
        if self.state is not _S.ENDED or self.purpose is Purpose.RING_BACK:
            return ""
        if self.answered_late:
            return say("answered late")
        if self.answered_at is None:
            return ""
        if self.earlier:
            return say("before restart")
        if self.ended_by is Cause.ABORT_NOT_CONFIRMED:
            return say("giving up not confirmed")
        return say("line lost") if self.ended_by is Cause.LINE_LOST else ""

    @property
    def failed(self) -> bool:
        """True if it ended without voice contact, and not because the call-taker gave it up."""
        return self.state is _S.ENDED and self.contact_at is None and not self.given_up


def advance(
    attempt: Attempt,
    cause: Cause,
    at: datetime,
    *,
    ring: int = 0,
    source: str = "",
    outcome: Outcome | None = None,
    certainty: str = "",
    why: str = "",
) -> Attempt | None:
    """Return the attempt after `cause`, or None where the table has no row: nothing changes then.

    `ring` and `source` go with RANG, `certainty` with ANSWERED, `outcome` and `why` with ENDED.
    """
    state = TRANSITIONS.get((attempt.state, cause))
    if state is None:
        return None
    answered_at, contact_at, certainty_now = attempt.answered_at, attempt.contact_at, attempt.certainty
    if cause is _C.ANSWERED or (cause is _C.CONTACT and answered_at is None):
        answered_at = at
        certainty_now = certainty or ("heard" if cause is _C.CONTACT else "")
    if cause is _C.CONTACT:
        contact_at = at
    result = _OUTCOME_OF_STATE.get(state, attempt.outcome)
    if state is _S.ENDED and answered_at is None:
        given_up = attempt.state is _S.ABORTING and cause is _C.ENDED
        result = Outcome.ABORTED if given_up else _OUTCOME_OF_CAUSE.get(cause, outcome or Outcome.UNKNOWN)
    ended_by = (_C.LINE_LOST if outcome is Outcome.LINE_LOST else cause) if state is _S.ENDED else None
    return attempt._replace(
        state=state,
        outcome=result,
        rings=max(attempt.rings, ring),
        ring_source=source or attempt.ring_source,
        answered_at=answered_at,
        contact_at=contact_at,
        certainty=certainty_now,
        given_up=attempt.given_up or cause is _C.GIVEN_UP,
        ended_by=ended_by,
        why=why or attempt.why,
    )


def not_left(attempt: Attempt) -> Attempt | None:
    """Return an attempt that was left with the caller as one on the line still; None if it was not left, or given up.

    Where nobody had answered, the telephone is to say what becomes of it.
    """
    if attempt.state is not _S.LEFT or attempt.given_up:
        return None
    if attempt.contact_at is not None:
        return attempt._replace(state=_S.CONTACT)
    if attempt.answered_at is not None:
        return attempt._replace(state=_S.ANSWERED)
    return attempt._replace(state=_S.RINGING if attempt.rings else _S.DIALLING)


def told_late(attempt: Attempt, cause: Cause) -> Attempt | None:
    """Return an attempt that is over, after what the telephone said of it since; None where that changes nothing."""
    if attempt.state is not _S.ENDED or attempt.ended_by not in UNHEARD_ENDS:
        return None
    if cause is _C.ANSWERED:
        return attempt._replace(answered_late=True)
    return attempt._replace(ended_by=cause, answered_late=False) if cause is _C.ENDED else None

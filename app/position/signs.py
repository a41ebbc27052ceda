"""What has happened to a call between two moments, as the signs that procedures go by.

Told from the call's state and not from single events, so that it is the same whether the telephone said it, the
call-taker heard it on a set worked by hand, or a time limit came.
"""

from typing import NamedTuple

from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.procedure import Sign
from app.ports import Outcome
from app.position.conference import PositionCall

_MOST_LEFT = 60  # more than can wait


class Moment(NamedTuple):
    """A call as it stands at one moment."""

    details: int  # times a spill told of the caller
    moved: int  # times a later one told another place
    caller_gone: bool
    cut_off: bool
    on_line: bool
    tty: bool
    held: bool
    contacts: int  # each time that an agency spoke, also one that had spoken before
    tried: int
    unreached: int
    told: int


def moment_of(call: PositionCall) -> Moment:
    """Return how the call stands."""
    tried = contacts = 0
    for attempt in call.attempts:
        if attempt.purpose is Purpose.AGENCY:  # the supervisor is none
            tried += 1
            contacts += attempt.contact_at is not None
    return Moment(
        call.times_told + (call.details is not None),
        call.times_moved,
        call.caller_gone_at is not None,
        call.cut_off_at is not None,
        call.on_line,
        call.tty_heard,
        call.held,
        contacts,
        tried,
        len(call.unreached) if tried else 0,
        len(call.told),
    )


def first_signs(call: PositionCall | None) -> list[Sign]:
    """Return the signs of a call that has the screen for the first time; its caller may have hung up before."""
    if call is None or call.begun:
        return []
    call.begun = True
    return [Sign.CALL_BEGAN, *([Sign.CALLER_GONE] if call.caller_gone_at is not None else [])]


def _here(moment: Moment) -> int:
    """Return more for a caller who is known to be there than for one who is not known to be, or is gone."""
    return moment.on_line - moment.caller_gone


def signs_between(before: Moment, after: Moment) -> list[Sign]:
    """Return what happened from one moment to the next."""
    if before == after:
        return []
    grew = (
        (Sign.DETAILS, before.details, after.details),
        (Sign.MOVED, before.moved, after.moved),
        (Sign.CALLER_GONE, before.caller_gone, after.caller_gone),
        (Sign.CUT_OFF, before.cut_off, after.cut_off),
        (Sign.CALLER_HERE, _here(before), _here(after)),
        (Sign.TTY, before.tty, after.tty),
        (Sign.HELD, before.held, after.held),
        (Sign.RESUMED, after.held, before.held),
        (Sign.CONTACT, before.contacts, after.contacts),
        (Sign.AGENCY_TRIED, before.tried, after.tried),
        (Sign.AGENCY_FAILED, before.unreached, after.unreached),
        (Sign.DELIVERED, before.told, after.told),
    )
    return [sign for sign, was, now in grew if now > was]


class Watched:
    """The call on the screen, and how it stood when it was last looked at.

    One that left the screen open, to wait beside it, is told on its return of what happened to it meanwhile.
    """

    def __init__(self) -> None:
        self._call: PositionCall | None = None
        self._moment: Moment | None = None
        self._left: dict[int, Moment] = {}  # of calls that wait, by id

    def look(self, live: PositionCall | None) -> tuple[bool, PositionCall | None, list[Sign]]:
        """Return whether another call has the screen now, the one before if it has ended, and the signs of this one."""
        call, before = self._call, self._moment
        after = moment_of(live) if live is not None else None
        self._call, self._moment = live, after
        if live is call:
            return False, None, signs_between(before, after) if before is not None and after is not None else []
        if call is not None and call.open and before is not None:
            self._left[call.id] = before
            while len(self._left) > _MOST_LEFT:
                del self._left[next(iter(self._left))]
        left = self._left.pop(live.id, None) if live is not None else None
        meanwhile = signs_between(left, after) if left is not None and after is not None else []
        return True, call if call is not None and not call.open else None, [*first_signs(live), *meanwhile]


_ENDS = {
    Outcome.BUSY: Sign.BUSY,
    Outcome.NO_ANSWER: Sign.NO_ANSWER,
    Outcome.NO_RESPONSE: Sign.NO_ANSWER,
    Outcome.ABORTED: Sign.GIVEN_UP,
}


def sign_of_attempt(attempt: Attempt) -> Sign | None:
    """Return what an attempt that a procedure began now says; None while it only dials, or is being given up."""
    if attempt.given_up and attempt.state is AttemptState.ENDED:
        return Sign.GIVEN_UP
    if attempt.state is AttemptState.RINGING:
        return Sign.RANG if attempt.rings else None
    if attempt.state is AttemptState.ANSWERED or attempt.in_contact:
        return Sign.ANSWERED
    if attempt.state is AttemptState.ENDED and attempt.answered_at is None:
        return _ENDS.get(attempt.outcome, Sign.FAILED)
    left = attempt.state is AttemptState.ENDED and attempt.contact_at is None
    # a caller who was rung back and hangs up again is told as one who is gone
    return Sign.FAILED if left and attempt.purpose is not Purpose.RING_BACK else None

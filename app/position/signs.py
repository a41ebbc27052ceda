"""What has happened to a call between two moments, as the signs that procedures go by.

Told from the call's state and not from single events, so that it is the same whether the telephone said it, the
call-taker heard it on a set worked by hand, or a time limit came.
"""

from typing import NamedTuple

from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.procedure import Sign
from app.ports import Outcome
from app.position.conference import PositionCall


class Moment(NamedTuple):
    """A call as it stands at one moment."""

    has_details: bool
    caller_gone: bool
    on_line: bool
    tty: bool
    held: bool
    contacts: int
    tried: int
    unreached: int
    told: int


def moment_of(call: PositionCall) -> Moment:
    """Return how the call stands."""
    untouched = not call.attempts
    return Moment(
        call.details is not None,
        call.caller_gone_at is not None,
        call.on_line,
        call.tty_heard,
        call.held,
        0 if untouched else len({each.agency for each in call.attempts if each.contact_at and each.agency}),
        sum(1 for each in call.attempts if each.purpose is Purpose.AGENCY),
        0 if untouched else len(call.unreached),
        len(call.told),
    )


def first_signs(call: PositionCall | None) -> list[Sign]:
    """Return the signs of a call that has the screen for the first time; its caller may have hung up before."""
    if call is None or call.begun:
        return []
    call.begun = True
    return [Sign.CALL_BEGAN, *([Sign.CALLER_GONE] if call.caller_gone_at is not None else [])]


def signs_between(before: Moment, after: Moment) -> list[Sign]:
    """Return what happened from one moment to the next."""
    if before == after:
        return []
    grew = (
        (Sign.DETAILS, before.has_details, after.has_details),
        (Sign.CALLER_GONE, before.caller_gone, after.caller_gone),
        (Sign.CALLER_HERE, before.on_line, after.on_line),
        (Sign.TTY, before.tty, after.tty),
        (Sign.HELD, before.held, after.held),
        (Sign.RESUMED, after.held, before.held),
        (Sign.CONTACT, before.contacts, after.contacts),
        (Sign.AGENCY_TRIED, before.tried, after.tried),
        (Sign.AGENCY_FAILED, before.unreached, after.unreached),
        (Sign.DELIVERED, before.told, after.told),
    )
    return [sign for sign, was, now in grew if now > was]


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
    return None

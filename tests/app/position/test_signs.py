"""What has happened to a call between two moments."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.procedure import Sign
from app.ports import Outcome
from app.position.conference import PositionCall
from app.position.signs import Moment, moment_of, sign_of_attempt, signs_between

AT = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
CALM = moment_of(PositionCall(1, AT))


@pytest.mark.parametrize(
    ("changed", "sign"),
    [
        ({"details": 1}, Sign.DETAILS),
        ({"moved": 1}, Sign.MOVED),
        ({"caller_gone": True}, Sign.CALLER_GONE),
        ({"cut_off": True}, Sign.CUT_OFF),
        ({"on_line": True}, Sign.CALLER_HERE),
        ({"tty": True}, Sign.TTY),
        ({"held": True}, Sign.HELD),
        ({"contacts": 1}, Sign.CONTACT),
        ({"unreached": 1}, Sign.AGENCY_FAILED),
        ({"told": 1}, Sign.DELIVERED),
    ],
)
def test_each_change_is_a_sign_and_going_back_is_none_but_resuming_and_coming_back(
    changed: dict[str, Any], sign: Sign
) -> None:
    after = CALM._replace(**changed)
    back = {Sign.HELD: [Sign.RESUMED], Sign.CALLER_GONE: [Sign.CALLER_HERE]}
    assert signs_between(CALM, after) == [sign]
    assert signs_between(after, CALM) == back.get(sign, [])
    assert signs_between(after, after) == []


def test_a_caller_on_the_line_who_is_gone_and_is_rung_back_is_here_again() -> None:
    """Also where the telephone no longer counts her among its callers."""
    gone = CALM._replace(caller_gone=True)
    assert signs_between(CALM._replace(on_line=True), gone) == [Sign.CALLER_GONE]
    assert signs_between(gone, CALM) == [Sign.CALLER_HERE]


def test_an_agency_that_is_brought_in_again_is_in_contact_again() -> None:
    call = PositionCall(1, AT)
    leg = Attempt(1, 1, Purpose.AGENCY, "a", "A", "A", "*21", "F5", "", AT, AttemptState.CONTACT, contact_at=AT)
    call.attempts = [leg, leg]
    assert isinstance(moment_of(call), Moment)
    assert moment_of(call).contacts == 2


@pytest.mark.parametrize(
    ("state", "outcome", "sign"),
    [
        (AttemptState.RECALLING, Outcome.DIALLING, None),
        (AttemptState.DIALLING, Outcome.DIALLING, None),
        (AttemptState.RINGING, Outcome.RINGING, Sign.RANG),
        (AttemptState.ANSWERED, Outcome.ANSWERED, Sign.ANSWERED),
        (AttemptState.CONTACT, Outcome.ANSWERED, Sign.ANSWERED),
        (AttemptState.ABORTING, Outcome.RINGING, None),
        (AttemptState.ENDED, Outcome.BUSY, Sign.BUSY),
        (AttemptState.ENDED, Outcome.NO_ANSWER, Sign.NO_ANSWER),
        (AttemptState.ENDED, Outcome.NO_RESPONSE, Sign.NO_ANSWER),
        (AttemptState.ENDED, Outcome.ABORTED, Sign.GIVEN_UP),
        (AttemptState.ENDED, Outcome.CIRCUITS_BUSY, Sign.FAILED),
        (AttemptState.ENDED, Outcome.LINE_LOST, Sign.FAILED),
        (AttemptState.LEFT, Outcome.ANSWERED, None),
    ],
)
def test_what_an_attempt_of_a_procedure_says(state: AttemptState, outcome: Outcome, sign: Sign | None) -> None:
    attempt = Attempt(1, 1, Purpose.RING_BACK, "", "RING BACK", "the caller", "*99", "F3", "", AT, state, outcome, 1)
    assert sign_of_attempt(attempt) is sign


def test_an_attempt_that_was_given_up_says_so_whatever_the_telephone_called_its_end() -> None:
    attempt = Attempt(
        1, 1, Purpose.RING_BACK, "", "R", "r", "*99", "F3", "", AT, AttemptState.ENDED, Outcome.NO_ANSWER, given_up=True
    )
    assert sign_of_attempt(attempt) is Sign.GIVEN_UP

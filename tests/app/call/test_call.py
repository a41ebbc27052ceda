"""A call: who is being brought in, who was not reached, when it may be released (D042, D084, D094, D096)."""

from datetime import UTC, datetime

import pytest

from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.call import Call, HowEnded
from app.ports import Outcome

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def leg(
    number: int,
    state: AttemptState,
    agency: str = "oshawa-fire",
    outcome: Outcome = Outcome.DIALLING,
    purpose: Purpose = Purpose.AGENCY,
    contact: bool = False,
    given_up: bool = False,
) -> Attempt:
    return Attempt(
        number,
        number,
        purpose,
        agency,
        agency,
        agency,
        "*23",
        "F8",
        "",
        START,
        state,
        outcome,
        answered_at=START if contact else None,
        contact_at=START if contact else None,
        given_up=given_up,
    )


def a_call(*legs: Attempt) -> Call[str]:
    call: Call[str] = Call(1, START)
    for each in legs:
        call.put(each)
    return call


def busy(number: int, agency: str = "oshawa-fire") -> Attempt:
    return leg(number, AttemptState.ENDED, agency, Outcome.BUSY)


def in_contact(number: int, agency: str = "oshawa-fire") -> Attempt:
    return leg(number, AttemptState.CONTACT, agency, Outcome.ANSWERED, contact=True)


def test_a_call_is_open_until_it_is_said_how_it_ended() -> None:
    call = a_call()
    assert call.open
    call.how_ended = HowEnded.RELEASED
    assert not call.open


def test_an_attempt_is_put_in_its_own_leg() -> None:
    call = a_call(busy(1), leg(2, AttemptState.RECALLING))
    call.put(leg(2, AttemptState.RINGING))
    assert [each.state for each in call.attempts] == [AttemptState.ENDED, AttemptState.RINGING]


def test_an_attempt_is_found_by_the_telephones_number_dial_tone_included() -> None:
    call = a_call(busy(1))
    call.dial_tone = leg(7, AttemptState.DIALLING, purpose=Purpose.BY_HAND)
    assert call.find(1) is call.attempts[0]
    assert call.find(7) is call.dial_tone
    assert call.find(8) is None


@pytest.mark.parametrize(
    "state",
    [
        AttemptState.RECALLING,
        AttemptState.DIALLING,
        AttemptState.RINGING,
        AttemptState.ANSWERED,
        AttemptState.ABORTING,
    ],
)
def test_a_caller_is_being_worked_while_an_agency_is_brought_in(state: AttemptState) -> None:
    call = a_call(leg(1, state))
    assert call.being_brought_in is call.attempts[0]
    assert call.worked


@pytest.mark.parametrize("state", [AttemptState.CONTACT, AttemptState.ENDED, AttemptState.LEFT])
def test_a_caller_is_no_longer_being_worked_after_voice_contact_or_the_end(state: AttemptState) -> None:
    assert not a_call(leg(1, state)).worked


def test_a_caller_is_being_worked_while_dial_tone_stands_for_an_agency() -> None:
    """D081: between 9-1-1 FEATURE and the agency's key."""
    call = a_call()
    call.dial_tone = leg(1, AttemptState.DIALLING, purpose=Purpose.BY_HAND)
    assert call.worked
    assert call.being_brought_in is None


def test_a_caller_is_being_worked_until_the_release_is_confirmed() -> None:
    call = a_call(in_contact(1))
    call.releasing = True
    assert call.worked


def test_a_caller_who_was_rung_back_is_worked_but_blocks_no_agency_key() -> None:
    call = a_call(leg(1, AttemptState.ANSWERED, "", Outcome.ANSWERED, Purpose.RING_BACK))
    assert call.worked
    assert call.being_brought_in is None


def test_an_agency_not_reached_is_named_by_its_last_failure_oldest_agency_first() -> None:
    call = a_call(busy(1, "ambulance"), busy(2, "oshawa-fire"), busy(3, "ambulance"))
    assert [each.number for each in call.unreached] == [2, 3]


def test_a_new_try_does_not_hide_that_the_agency_was_not_reached() -> None:
    """D094: the information is taken while the tandem number rings."""
    assert a_call(busy(1), leg(2, AttemptState.RINGING)).unreached
    assert a_call(busy(1), leg(2, AttemptState.ENDED, outcome=Outcome.ABORTED, given_up=True)).unreached


def test_an_agency_in_voice_contact_was_reached() -> None:
    assert not a_call(busy(1), in_contact(2)).unreached


def test_neither_a_ring_back_nor_the_supervisor_is_an_agency_that_was_not_reached() -> None:
    for purpose in (Purpose.RING_BACK, Purpose.SUPERVISOR):
        assert not a_call(leg(1, AttemptState.ENDED, "", Outcome.BUSY, purpose)).unreached


def test_a_call_nobody_was_brought_into_may_be_released_at_once() -> None:
    """D008, D035."""
    assert a_call().release_warning() == ""


def test_release_while_an_agency_is_brought_in_is_warned_of() -> None:
    """D042, D084."""
    call = a_call(leg(1, AttemptState.RINGING))
    assert call.release_warning() == "no voice contact with oshawa-fire yet"


def test_after_voice_contact_with_any_agency_nothing_is_warned_of() -> None:
    """D085."""
    call = a_call(busy(1, "ambulance"), in_contact(2), leg(3, AttemptState.RINGING, "clarington-fire"))
    assert call.release_warning() == ""


def test_an_agency_not_reached_is_warned_of_until_the_information_is_taken() -> None:
    """D094, D096."""
    call = a_call(busy(1))
    assert "oshawa-fire was not reached" in call.release_warning()
    call.information_taken = True
    assert call.release_warning() == ""


def test_an_agency_not_reached_is_not_warned_of_where_the_incident_is_known() -> None:
    """D095: the information is there. What is being brought in still wants the second press (D042)."""
    call = a_call(busy(1))
    call.linked_to = 12
    assert call.release_warning() == ""
    call = a_call(busy(1), leg(2, AttemptState.RINGING, "clarington-fire"))
    call.linked_to = 12
    assert "no voice contact" in call.release_warning()


def test_speaking_to_the_supervisor_is_no_voice_contact_with_an_agency() -> None:
    call = a_call(busy(1), leg(2, AttemptState.CONTACT, "supervisor", Outcome.ANSWERED, Purpose.SUPERVISOR, True))
    assert "was not reached" in call.release_warning()


def test_ringing_back_is_not_warned_of() -> None:
    """D132: rings until answered or released."""
    assert a_call(leg(1, AttemptState.RINGING, "", purpose=Purpose.RING_BACK)).release_warning() == ""


def test_a_rung_back_caller_is_no_agency_in_contact() -> None:
    call = a_call(leg(1, AttemptState.CONTACT, "", Outcome.ANSWERED, Purpose.RING_BACK, True), in_contact(2))
    assert [each.number for each in call.in_contact] == [2]
    assert call.ever_in_contact

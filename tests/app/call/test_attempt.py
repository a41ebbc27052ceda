"""One conference attempt: the transition table, and what is known of it (D081-D098, telephone.md 8.3)."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.call.attempt import (
    BEING_BROUGHT_IN,
    TRANSITIONS,
    Attempt,
    AttemptState,
    Cause,
    Purpose,
    advance,
    not_left,
    told_late,
)
from app.ports import Outcome

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
FIRST_STATES = (AttemptState.RECALLING, AttemptState.DIALLING)  # the second where the telephone needs no recall

Step = Cause | tuple[Cause, dict[str, Any]]


def an_attempt(state: AttemptState = AttemptState.RECALLING, purpose: Purpose = Purpose.AGENCY) -> Attempt:
    return Attempt(1, 1, purpose, "oshawa-fire", "Oshawa Fire", "Oshawa Fire", "*23", "F8", "", START, state)


def played(*steps: Step, attempt: Attempt | None = None) -> Attempt:
    """Return the attempt after the steps, one second apart; a step that changes nothing is a fault of the test."""
    now = attempt or an_attempt()
    for second, step in enumerate(steps, 1):
        cause, given_with = step if isinstance(step, tuple) else (step, {})
        after = advance(now, cause, START + timedelta(seconds=second), **given_with)
        assert after is not None, f"{now.state} does not know {cause}"
        now = after
    return now


def ended(outcome: Outcome) -> Step:
    return (Cause.ENDED, {"outcome": outcome})


def ring(number: int) -> Step:
    return (Cause.RANG, {"ring": number, "source": "events"})


DIALLED = (Cause.DIAL_TONE, Cause.DIALLED)
ANSWERED = (*DIALLED, ring(1), ring(2), (Cause.ANSWERED, {"certainty": "signalled"}))


# --- the table -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("state", "cause"), list(product(AttemptState, Cause)))
def test_every_pair_of_state_and_cause_is_in_the_table_or_changes_nothing(state: AttemptState, cause: Cause) -> None:
    before = an_attempt(state)
    after = advance(before, cause, START)
    if (state, cause) in TRANSITIONS:
        assert after is not None
        assert after.state is TRANSITIONS[state, cause]
    else:
        assert after is None
    assert before == an_attempt(state)


def test_every_state_can_be_reached() -> None:
    reached, new = set(FIRST_STATES), set(FIRST_STATES)
    while new:
        new = {to for (state, _cause), to in TRANSITIONS.items() if state in new} - reached
        reached |= new
    assert reached == set(AttemptState)


def test_every_cause_means_something_somewhere() -> None:
    assert {cause for _state, cause in TRANSITIONS} == set(Cause)


@pytest.mark.parametrize("over", [AttemptState.ENDED, AttemptState.LEFT])
def test_what_is_over_stays_over_whatever_the_telephone_says_late(over: AttemptState) -> None:
    assert not [cause for state, cause in TRANSITIONS if state is over]


def test_whoever_is_being_brought_in_can_be_lost_with_the_line_ended_and_left() -> None:
    for state in BEING_BROUGHT_IN:
        for cause in (Cause.ENDED, Cause.LINE_LOST, Cause.RELEASED):
            assert (state, cause) in TRANSITIONS


def test_no_clock_ends_what_was_answered() -> None:
    """D042: from the answer on it is the call-taker who listens."""
    clocks = {Cause.NO_DIAL_TONE_IN_TIME, Cause.NO_RESPONSE_IN_TIME, Cause.RINGS_OVER}
    answered = {AttemptState.ANSWERED, AttemptState.CONTACT, AttemptState.MONITORING}
    assert not [pair for pair in TRANSITIONS if pair[0] in answered and pair[1] in clocks]


def test_voice_contact_is_never_the_telephones_to_say() -> None:
    """D083, D084."""
    into = {cause for (state, cause), to in TRANSITIONS.items() if to is AttemptState.CONTACT and state is not to}
    assert into == {Cause.CONTACT, Cause.SPEAKING_AGAIN}


# --- outcomes ------------------------------------------------------------------------------------------------------

SCRIPTS: dict[Outcome, tuple[Step, ...]] = {
    Outcome.DIALLING: DIALLED,
    Outcome.RINGING: (*DIALLED, ring(1)),
    Outcome.ANSWERED: ANSWERED,
    Outcome.BUSY: (*DIALLED, ended(Outcome.BUSY)),
    Outcome.CIRCUITS_BUSY: (*DIALLED, ended(Outcome.CIRCUITS_BUSY)),
    Outcome.NO_ANSWER: (*DIALLED, *(ring(number) for number in range(1, 7)), Cause.RINGS_OVER),
    Outcome.NO_DIAL_TONE: (Cause.NO_DIAL_TONE_IN_TIME,),
    Outcome.BAD_CODE: (*DIALLED, ended(Outcome.BAD_CODE)),
    Outcome.REFUSED: (ended(Outcome.REFUSED),),
    Outcome.NO_RESPONSE: (*DIALLED, Cause.NO_RESPONSE_IN_TIME),
    Outcome.ABORTED: (*DIALLED, ring(1), Cause.GIVEN_UP, ended(Outcome.ABORTED)),
    Outcome.LINE_LOST: (*DIALLED, ring(1), Cause.LINE_LOST),
    Outcome.UNKNOWN: (*DIALLED, (Cause.ENDED, {"outcome": None, "why": "487 something"})),
}


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_can_come_about(outcome: Outcome) -> None:
    assert played(*SCRIPTS[outcome]).outcome is outcome


@pytest.mark.parametrize(
    "after",
    [
        (Cause.CONTACT,),
        (Cause.CONTACT, Cause.RELEASED),
        (Cause.CONTACT, Cause.LISTENING_ONLY, Cause.RELEASED),
        (Cause.CONTACT, Cause.LISTENING_ONLY, Cause.SPEAKING_AGAIN, ended(Outcome.UNKNOWN)),
        (Cause.CONTACT, Cause.LINE_LOST),
        (Cause.RELEASED,),
        (ended(Outcome.LINE_LOST),),
        (Cause.GIVEN_UP, ended(Outcome.ABORTED)),
        (Cause.GIVEN_UP, Cause.ABORT_NOT_CONFIRMED),
    ],
)
def test_the_outcome_stays_answered_whatever_comes_after_the_answer(after: tuple[Step, ...]) -> None:
    attempt = played(*ANSWERED, *after)
    assert attempt.outcome is Outcome.ANSWERED
    assert attempt.answered_at == START + timedelta(seconds=5)


def test_whoever_is_left_ringing_stays_ringing_in_the_journal() -> None:
    """What became of it is not known here, and is not guessed."""
    assert played(*DIALLED, ring(3), Cause.RELEASED).outcome is Outcome.RINGING


def test_an_attempt_that_was_given_up_is_aborted_whatever_the_telephone_calls_it() -> None:
    assert played(*DIALLED, Cause.GIVEN_UP, ended(Outcome.NO_RESPONSE)).outcome is Outcome.ABORTED
    assert played(*DIALLED, Cause.GIVEN_UP, Cause.ABORT_NOT_CONFIRMED).outcome is Outcome.ABORTED


def test_an_answer_that_crosses_with_giving_up_changes_nothing() -> None:
    attempt = played(*DIALLED, ring(1), Cause.GIVEN_UP)
    assert advance(attempt, Cause.ANSWERED, START) is None


def test_voice_contact_without_a_signalled_answer_is_an_answer_that_was_heard() -> None:
    attempt = played(*DIALLED, Cause.CONTACT)
    assert attempt.outcome is Outcome.ANSWERED
    assert attempt.answered_at == attempt.contact_at == START + timedelta(seconds=3)
    assert attempt.certainty == "heard"


def test_voice_contact_does_not_change_when_it_was_answered_nor_how_sure_that_is() -> None:
    attempt = played(*ANSWERED, Cause.CONTACT)
    assert attempt.answered_at == START + timedelta(seconds=5)
    assert attempt.contact_at == START + timedelta(seconds=6)
    assert attempt.certainty == "signalled"


def test_a_ring_told_again_does_not_lower_the_count() -> None:
    """D096: telephones repeat themselves."""
    attempt = played(*DIALLED, ring(3), ring(2), Cause.PROGRESS)
    assert attempt.rings == 3
    assert attempt.ring_source == "events"


# --- what counts as failed, and as being brought in ----------------------------------------------------------------


@pytest.mark.parametrize(
    "outcome",
    [
        outcome
        for outcome in Outcome
        if outcome not in (Outcome.DIALLING, Outcome.RINGING, Outcome.ANSWERED, Outcome.ABORTED)
    ],
)
def test_an_attempt_that_ended_unanswered_has_failed(outcome: Outcome) -> None:
    assert played(*SCRIPTS[outcome]).failed


def test_an_agency_that_went_before_voice_contact_was_not_reached() -> None:
    """D042, D084: answered is not yet voice contact."""
    assert played(*ANSWERED, ended(Outcome.UNKNOWN)).failed
    assert not played(*ANSWERED, Cause.CONTACT, ended(Outcome.UNKNOWN)).failed


def test_what_the_call_taker_gave_up_has_not_failed() -> None:
    assert not played(*SCRIPTS[Outcome.ABORTED]).failed
    assert not played(*ANSWERED, Cause.GIVEN_UP, ended(Outcome.ABORTED)).failed
    assert not played(*DIALLED, Cause.GIVEN_UP, Cause.LINE_LOST).failed


def test_what_was_cut_off_by_the_telephone_without_her_wish_has_failed() -> None:
    assert played(*DIALLED, ring(1), ended(Outcome.ABORTED)).failed


def test_an_agency_is_being_brought_in_until_voice_contact() -> None:
    """D042."""
    assert played(*ANSWERED).being_brought_in
    assert not played(*ANSWERED, Cause.CONTACT).being_brought_in
    assert played(*ANSWERED, Cause.CONTACT).in_contact
    assert played(*ANSWERED, Cause.CONTACT, Cause.LISTENING_ONLY).in_contact


def test_a_caller_who_was_rung_back_and_answered_is_here_and_needs_no_confirming() -> None:
    """D132."""
    attempt = played(*ANSWERED, attempt=an_attempt(purpose=Purpose.RING_BACK))
    assert attempt.caller_is_back
    assert not attempt.being_brought_in
    assert played(*DIALLED, ring(2), attempt=an_attempt(purpose=Purpose.RING_BACK)).being_brought_in


# --- any sequence --------------------------------------------------------------------------------------------------

_steps = st.lists(
    st.tuples(st.sampled_from(list(Cause)), st.integers(0, 9), st.one_of(st.none(), st.sampled_from(list(Outcome)))),
    max_size=30,
)


@given(st.sampled_from(FIRST_STATES), st.sampled_from(list(Purpose)), _steps)
def test_any_sequence_of_causes_keeps_what_was_known(
    first: AttemptState, purpose: Purpose, steps: list[tuple[Cause, int, Outcome | None]]
) -> None:
    attempt = an_attempt(first, purpose)
    for second, (cause, rings, outcome) in enumerate(steps):
        at = START + timedelta(seconds=second)
        after = advance(attempt, cause, at, ring=rings, outcome=outcome) or attempt
        assert after.rings >= attempt.rings
        assert after.answered_at == attempt.answered_at or attempt.answered_at is None
        assert after.contact_at in (attempt.contact_at, at)
        assert (after.answered_at is not None) == (after.outcome is Outcome.ANSWERED) or after.state in (
            AttemptState.ENDED,  # a telephone may end an attempt with an outcome that is none
            AttemptState.LEFT,
        )
        assert after.contact_at is None or after.answered_at is not None
        assert not (after.being_brought_in and after.in_contact)
        attempt = after


def test_an_attempt_that_was_not_left_after_all_stands_where_it_stood() -> None:
    """D085."""
    answered = (Cause.DIAL_TONE, Cause.DIALLED, ring(1), Cause.ANSWERED)
    for steps in (answered[:2], answered[:3], answered, (*answered, Cause.CONTACT)):
        before = played(*steps)
        left = advance(before, Cause.RELEASED, START)
        assert left is not None
        assert not_left(left) == before


def test_one_that_was_not_left_or_was_given_up_does_not_come_back() -> None:
    """D085."""
    assert not_left(played(Cause.DIAL_TONE)) is None
    assert not_left(played(Cause.DIAL_TONE, Cause.GIVEN_UP, Cause.RELEASED)) is None


def test_an_end_that_the_telephone_told_is_the_last_word_on_an_attempt() -> None:
    """D083."""
    over = played(Cause.DIAL_TONE, Cause.DIALLED, ended(Outcome.BUSY))
    assert told_late(over, Cause.ANSWERED) is None
    assert over.perhaps_on_line == ""


def test_an_end_by_the_clock_is_not_for_the_telephone_may_still_have_it() -> None:
    """D083, D096."""
    over = played(Cause.DIAL_TONE, Cause.DIALLED, Cause.NO_RESPONSE_IN_TIME)
    assert told_late(over, Cause.RANG) is None
    late = told_late(over, Cause.ANSWERED)
    assert late is not None
    assert late.perhaps_on_line == "answered late"
    gone = told_late(late, Cause.ENDED)
    assert gone is not None
    assert gone.perhaps_on_line == ""
    assert told_late(gone, Cause.ANSWERED) is None

"""The stages of an attempt on a serial device."""

from app.ports import Outcome
from drivers.phone_profile import Meaning
from drivers.serial_call import ENDS, MOST_HEARD, NEXT, Call, Stage


def test_no_word_both_leads_on_and_ends() -> None:
    assert not NEXT.keys() & ENDS.keys()


def test_an_attempt_that_is_given_up_or_answered_is_told_nothing_more() -> None:
    assert not [stage for stage, _ in (*NEXT, *ENDS) if stage in (Stage.ABORTING, Stage.ANSWERED, Stage.TONE)]


def test_every_failure_of_the_design_has_its_outcome_d096() -> None:
    """telephone.md 8.2."""
    outcomes = {meaning: outcome for (stage, meaning), (outcome, _) in ENDS.items() if stage is Stage.RINGING}
    assert outcomes == {
        Meaning.BUSY: Outcome.BUSY,
        Meaning.REORDER: Outcome.CIRCUITS_BUSY,
        Meaning.NO_ANSWER: Outcome.NO_ANSWER,
        Meaning.NO_DIAL_TONE: Outcome.NO_DIAL_TONE,
        Meaning.REFUSED: Outcome.REFUSED,
        Meaning.BAD_CODE: Outcome.BAD_CODE,
        Meaning.ENDED: Outcome.UNKNOWN,
        Meaning.ERROR: Outcome.UNKNOWN,
    }


def test_only_the_first_words_nobody_knows_are_kept() -> None:
    call = Call(1, Stage.DIALLING)
    for number in range(100):
        call.hear(f"WORD {number}")
    assert call.heard == [f"WORD {number}" for number in range(MOST_HEARD)]

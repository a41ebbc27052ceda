from app.ports import Outcome
from app.position.attempt_words import OUTCOME_WORDS, OWED_WORDS


def test_every_outcome_has_words_of_its_own() -> None:
    assert set(OUTCOME_WORDS) == set(Outcome)
    assert len(set(OUTCOME_WORDS.values())) == len(Outcome)


def test_why_an_agency_is_owed_is_the_outcomes_own_word() -> None:
    """So that a task reads as the journal does."""
    assert {each: str(each).replace("_", " ") for each in Outcome} == OWED_WORDS

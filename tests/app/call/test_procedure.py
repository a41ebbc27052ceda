"""Conditions and words of procedures: what is unknown never holds, and says so."""

import pytest

from app.call.procedure import Branch, Facts, first_that_holds, worded

PLACES = {"north": frozenset({"BROCK", "SCUGOG"})}
BROCK = Facts({"data", "said"}, "CEL", "wireless", "BROCK", {"number": "(905) 555-0142"})


@pytest.mark.parametrize(
    "condition",
    ["data", "said", "class:CEL", "kind:wireless", "place:north", "not contact", "not class:RES", "not place:south"],
)
def test_a_condition_that_is_so_holds(condition: str) -> None:
    assert BROCK.holds((condition,), PLACES)
    assert not BROCK.holds((f"not {condition}".replace("not not ", ""),), PLACES)


def test_all_conditions_must_hold() -> None:
    assert BROCK.holds(("data", "place:north"), PLACES)
    assert not BROCK.holds(("data", "contact"), PLACES)


def test_of_an_unknown_caller_no_class_no_kind_and_no_place_holds() -> None:
    """Never guess: nothing is a landline, or in the north, because nobody said otherwise."""
    nobody = Facts()
    for condition in ("class:RES", "kind:wireline", "place:north", "landline"):
        assert not nobody.holds((condition,), PLACES)


def test_the_first_branch_that_holds_is_taken() -> None:
    branches = (Branch("a", ("contact",)), Branch("b", ("data",)), Branch("c"))
    assert first_that_holds(branches, BROCK, PLACES) is branches[1]
    assert first_that_holds(branches[:1], BROCK, PLACES) is None


def test_what_is_not_known_says_so_in_the_words_of_a_step() -> None:
    assert worded("Call {number} in {municipality}.", BROCK) == "Call (905) 555-0142 in (municipality not known)."
    assert worded("No braces.", BROCK) == "No braces."

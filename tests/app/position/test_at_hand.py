"""The calls at hand: each found by each of its traits, once it tells them, and the memory bounded."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.position.alike import NO_TRAITS, Traits, alike
from app.position.at_hand import KEPT, AtHand
from app.position.conference import PositionCall
from app.position.details import details_of
from app.spill.model import NumberStatus, Spill

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def call(number: int, telephone: str = "9053261224", **values: Any) -> PositionCall:
    given_: dict[str, Any] = {"address": "324 FIRST ST N", "municipality": "OSHAWA", **values}
    spill = Spill(raw=b"", format="f", lines=(), number=telephone, number_status=NumberStatus.COMPLETE, **given_)
    return PositionCall(number, AT, details_of(spill))


def test_a_call_is_found_by_each_of_its_traits_the_newest_first() -> None:
    """F14."""
    calls = AtHand(1)
    for number in (1, 2, 3):
        calls.note(call(number))
    assert list(calls.like(Traits("3261224"), 9)) == [3, 2, 1]
    assert list(calls.like(Traits(place="324 FIRST ST N, OSHAWA"), 2)) == [3, 2]
    assert list(calls.like(Traits(street="FIRST ST N, OSHAWA"), 9)) == [3, 2, 1]
    assert list(calls.like(Traits("9999999", "x", "y"), 9)) == []
    assert list(calls.like(NO_TRAITS, 9)) == []


def test_a_call_that_tells_something_else_is_found_by_that_alone() -> None:
    calls = AtHand(1)
    one = call(1)
    calls.note(one)
    changes = calls.changes
    calls.note(one)
    assert calls.changes == changes
    one.details = call(1, address="9 KING ST E").details
    assert calls.note(one).street == "KING ST E, OSHAWA"
    assert calls.changes == changes + 1
    assert list(calls.like(Traits(street="FIRST ST N, OSHAWA"), 9)) == []
    assert list(calls.like(Traits(street="KING ST E, OSHAWA"), 9)) == [1]


def test_a_number_told_by_the_telephone_is_noted() -> None:
    """U15."""
    calls = AtHand(1)
    bare = PositionCall(1, AT)
    assert calls.note(bare) == NO_TRAITS
    bare.line_number = "9053261224"
    assert calls.note(bare).number == "9053261224"


def test_of_very_many_calls_the_oldest_are_left_to_the_journal() -> None:
    calls = AtHand(40)
    for number in range(40, 40 + KEPT):
        calls.note(call(number))
    assert calls.below == 40
    calls.note(call(40 + KEPT))
    assert (calls.below, len(calls)) == (41, KEPT)
    assert calls.traits(40) == NO_TRAITS
    assert 40 not in list(calls.like(Traits("9053261224"), KEPT + 9))


def test_a_call_of_an_earlier_run_that_goes_on_does_not_hide_the_others_in_the_journal() -> None:
    calls = AtHand(40)
    calls.note(call(12))
    assert calls.below == 40


_changes = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from(["9053261224", "2893261224", "9055550142"]),
        st.sampled_from(["1 KING ST", "2 KING ST", "KING & QUEEN"]),
    ),
    max_size=20,
)


@given(_changes)
def test_whatever_calls_tell_those_that_are_alike_are_found(changes: list[tuple[int, str, str]]) -> None:
    """Looking up by traits finds every call that is alike when compared one by one."""
    calls, last = AtHand(1), dict[int, Traits]()
    for number, telephone, address in changes:
        last[number] = calls.note(call(number, telephone, address=address))
    for ours in last.values():
        assert {number for number, theirs in last.items() if alike(ours, theirs)} <= set(calls.like(ours, 99))

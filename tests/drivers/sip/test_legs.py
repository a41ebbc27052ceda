"""The calls of the line."""

from drivers.sip.legs import REMEMBERED_ENDS, Legs
from drivers.sip.messages import Mix


def test_callers_are_numbered_from_one_and_never_again() -> None:
    legs = Legs()
    first = legs.caller("in:1", "")
    legs.remove(first)
    assert (first.line, legs.caller("in:2", "").line) == (1, 2)


def test_who_is_answered_is_joined_and_who_rings_is_heard() -> None:
    legs = Legs()
    legs.caller("in:1", "").up_at = 1.0
    legs.caller("in:2", "")
    legs.agency(1, "*21").up_at = 2.0
    legs.agency(2, "*22")
    assert legs.mix(handset=True, mute=False, apart=False) == Mix(("in:1", "out:1"), heard=("out:2",))


def test_an_agency_that_is_given_up_is_neither_heard_nor_joined() -> None:
    legs = Legs()
    for attempt in (1, 2):
        legs.agency(attempt, "*21").given_up = True
    up = legs.of_attempt(1)
    assert up is not None
    up.up_at = 1.0
    assert legs.mix(handset=True, mute=False, apart=False) == Mix(())


def test_an_attempt_is_known_while_it_runs_and_after() -> None:
    legs = Legs()
    assert not legs.knows(1)
    leg = legs.agency(1, "*21")
    assert legs.knows(1)
    legs.remove(leg)
    assert legs.knows(1)
    assert legs.of_attempt(1) is None


def test_the_memory_of_ended_attempts_is_bounded() -> None:
    legs = Legs()
    for attempt in range(REMEMBERED_ENDS + 1):
        legs.end(attempt)
    assert not legs.knows(0)
    assert legs.knows(1)

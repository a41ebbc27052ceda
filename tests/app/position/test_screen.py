"""The screen is one frozen value, in words (screen.md)."""

from typing import Any, get_type_hints

import pytest

from app.position.matter_screen import MattersPane
from app.position.screen import CallerCard, CallRow, Datum, Edge, Health, KeyFace, Look, NextStep, Screen


@pytest.mark.parametrize("kind", [Screen, CallerCard, Datum, KeyFace, NextStep, CallRow, Edge, MattersPane])
def test_every_part_is_frozen_and_holds_nothing_that_can_change(kind: type) -> None:
    """A screen that was shown stays as it was shown: compared, recorded, drawn again."""
    assert issubclass(kind, tuple) or kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
    for hint in get_type_hints(kind, localns={"MattersPane": MattersPane}).values():
        assert getattr(hint, "__origin__", hint) not in (list, dict, set)


def test_two_screens_of_the_same_events_are_equal(make_desk: Any) -> None:
    one, other = make_desk(), make_desk()
    for desk in (one, other):
        desk.spill()
        desk.bring_in()
    assert one.screen == other.screen
    assert hash(one.screen) == hash(other.screen)
    other.press("F11")
    assert one.screen != other.screen


def test_a_screen_is_not_changed_by_what_comes_after_it(desk: Any) -> None:
    desk.spill()
    shown = desk.screen
    copy = Screen(*shown)
    desk.bring_in()
    desk.spill(address="OTHER ST")
    assert shown == copy
    assert shown.caller.address.text == "324 FIRST ST N"


def test_until_the_runner_says_so_nothing_is_claimed_of_the_journal(desk: Any) -> None:
    assert desk.screen.journal.health is Health.NOTICE
    assert desk.screen.last_byte_at is None


def test_nothing_is_marked_by_default() -> None:
    assert KeyFace("F8", "Oshawa Fire").look is Look.IDLE
    assert Edge("all well").health is Health.WELL
    assert not Datum("84 SMITH ST").absent

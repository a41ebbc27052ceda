"""A refusal stands on its key for as long as its reason may hold, and no longer."""

from datetime import UTC, datetime, timedelta

import pytest

from app.ports import CallerGone, Ringing
from app.position.events import KeyPressed, PositionEvent, TextTyped
from app.position.refusals import STANDS, Refusals

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
WHY = {"F8": "Oshawa Fire is ringing"}


@pytest.fixture
def refusals() -> Refusals:
    made = Refusals()
    made.turn_over(KeyPressed(NOW, "F8"), WHY, False)
    return made


def test_it_stands_while_the_telephone_tells_what_changes_nothing_of_it(refusals: Refusals) -> None:
    refusals.turn_over(Ringing(NOW + timedelta(seconds=2), 1, 1), {}, False)
    assert refusals.shown == WHY


@pytest.mark.parametrize(
    ("event", "another_call"),
    [
        (TextTyped(NOW, "GA", 1), False),
        (CallerGone(NOW, 0), False),
        (Ringing(NOW, 1, 1), True),
        (Ringing(NOW + STANDS, 1, 1), False),
        (Ringing(NOW - STANDS, 1, 1), False),
    ],
    ids=["another gesture", "its reason may be gone", "another call", "too old", "a clock set back"],
)
def test_it_goes(refusals: Refusals, event: PositionEvent, another_call: bool) -> None:
    refusals.turn_over(event, {}, another_call)
    assert refusals.shown == {}

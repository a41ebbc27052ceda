"""The rungs after an agency was not reached: for whom each is there (D093, D094, D116, D123)."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import Recall, Release
from app.position.faces import BACK_UP, BY_HAND, INFORMATION_TAKEN, SPEED_DIAL, SUPERVISOR, TANDEM
from tests.app.position.standing_desk import StandingDesk

RUNGS = (BY_HAND, TANDEM, SPEED_DIAL, BACK_UP)


@pytest.fixture
def down(make_desk: Callable[..., Any]) -> StandingDesk:
    return StandingDesk(make_desk())


@pytest.mark.parametrize("key", [*RUNGS, SUPERVISOR, INFORMATION_TAKEN])
def test_where_no_agency_has_failed_there_is_none(desk: Any, key: str) -> None:
    desk.spill()
    desk.press(key)
    assert desk.phoned == []
    assert desk.screen.offers == ()


def test_d123_where_nothing_can_be_dialled_for_an_agency_that_is_down_the_supervisor_is_rung(
    down: StandingDesk,
) -> None:
    """D123: she decides where its calls go; D122: the ambulance's back-up is a place without a number."""
    desk = down.desk
    down.mark("F5")
    desk.spill()
    desk.press("F5")
    assert [face.key for face in desk.screen.offers] == [INFORMATION_TAKEN, SUPERVISOR, "Alt+D"]
    desk.press(SUPERVISOR)
    assert desk.orders == [Recall(desk.attempt, "5791520")]


@pytest.mark.parametrize("key", RUNGS)
def test_d116_of_an_agency_that_is_down_and_was_not_dialled_there_is_no_other_rung(
    down: StandingDesk, key: str
) -> None:
    desk = down.desk
    down.mark("F5")
    desk.spill()
    desk.press("F5")
    desk.press(key)
    assert desk.phoned == []


def test_the_information_can_be_said_not_to_be_taken_after_all(desk: Any) -> None:
    """D094."""
    desk.spill()
    desk.fail("F8")
    desk.press(INFORMATION_TAKEN)
    desk.press(INFORMATION_TAKEN)
    desk.press("F12")
    assert Release() not in desk.orders

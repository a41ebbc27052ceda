"""A key whose agency is down stays where it is, under its own name, and says where it leads."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import Outcome
from app.position.routed_faces import routed_faces
from app.position.screen import Look
from tests.app.position.standing_desk import StandingDesk


@pytest.fixture
def down(make_desk: Callable[..., Any]) -> StandingDesk:
    return StandingDesk(make_desk())


def test_without_a_mark_the_faces_are_as_they_were(down: StandingDesk) -> None:
    faces = down.desk.screen.agency_keys
    assert routed_faces(faces, down.desk.table, {}, None, "") is faces


def test_only_the_key_of_the_agency_that_is_down_changes(down: StandingDesk) -> None:
    before = down.desk.screen.agency_keys
    down.mark("F9")
    after = down.desk.screen.agency_keys
    assert [face.key for face, was in zip(after, before, strict=True) if face != was] == ["F9"]
    assert [face.label for face in after] == [face.label for face in before]


def test_an_attempt_says_its_own_and_names_the_back_up(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    desk.spill()
    desk.press("F9")
    assert (desk.face("F9").state, desk.face("F9").look) == ("getting dial tone - back-up Ajax Fire *25", Look.ACTIVE)
    desk.ends(Outcome.BUSY)
    assert desk.face("F9").look is Look.FAILED


def test_a_leg_that_is_over_lets_the_mark_show_again(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    desk.spill()
    desk.press("F9")
    desk.dial_tone()
    desk.answers()
    desk.press("F11")
    assert desk.face("F9").look is Look.CONTACT
    desk.ends(Outcome.UNKNOWN)
    assert (desk.face("F9").state, desk.face("F9").look) == (
        "has left the line - back-up Ajax Fire *25",
        Look.DOWN,
    )


def test_a_refusal_is_said_before_the_mark(down: StandingDesk) -> None:
    desk = down.desk
    down.mark("F9")
    desk.press("F9")
    assert desk.face("F9").state.startswith("refused: no caller on the line")
    assert desk.face("F9").look is Look.DOWN

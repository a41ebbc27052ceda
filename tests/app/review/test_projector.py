"""Which frame stands at which moment."""

from datetime import timedelta

import pytest

from app.review.film import Frame
from app.review.projector import SPEEDS, Projector
from app.ui.starting import STARTING
from tests.lesson_time import NOON, HandClock

AT = (0.0, 2.0, 2.0, 10.0)


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def projector(clock: HandClock) -> Projector:
    frames = [Frame(7 + n, NOON + timedelta(seconds=at), f"event {n}", STARTING, True) for n, at in enumerate(AT)]
    return Projector(frames, clock)


def seconds(projector: Projector) -> float:
    return (projector.now() - NOON).total_seconds()


def test_it_begins_at_the_first_frame_and_stands(projector: Projector, clock: HandClock) -> None:
    clock.seconds = 50
    assert not projector.advance()
    assert (projector.index, projector.playing, seconds(projector)) == (0, False, 0)


def test_it_plays_with_the_clock_to_the_end_and_stands_there(projector: Projector, clock: HandClock) -> None:
    projector.play_or_pause()
    clock.seconds = 1.9
    assert not projector.advance()
    clock.seconds = 2.5
    assert projector.advance()
    assert (projector.index, seconds(projector)) == (2, 2.5)  # of two events in one instant the later one stands
    clock.seconds = 60
    assert projector.advance()
    assert (projector.index, projector.playing, seconds(projector)) == (3, False, 10)
    projector.play_or_pause()
    assert (projector.index, projector.playing) == (0, True)  # again from the beginning


def test_a_pause_keeps_the_moment(projector: Projector, clock: HandClock) -> None:
    projector.play_or_pause()
    clock.seconds = 1
    projector.play_or_pause()
    clock.seconds = 100
    assert (projector.advance(), seconds(projector)) == (False, 1)
    projector.play_or_pause()
    clock.seconds = 101.5
    assert (projector.advance(), projector.index) == (True, 2)


def test_another_speed_goes_on_from_the_moment_that_is_shown(projector: Projector, clock: HandClock) -> None:
    projector.play_or_pause()
    clock.seconds = 1
    projector.quicker(1)
    clock.seconds = 2
    assert (projector.speed, projector.playing, seconds(projector)) == (2, True, 3)
    for _ in range(20):
        projector.quicker(1)
    assert projector.speed == SPEEDS[-1]
    for _ in range(20):
        projector.quicker(-1)
    assert projector.speed == SPEEDS[0]


def test_steps_go_event_by_event_and_stay_within_the_film(projector: Projector) -> None:
    for index, expected in ((1, 1), (2, 2), (99, 3), (-5, 0)):
        projector.go_to(index)
        assert (projector.index, projector.playing) == (expected, False)
        assert seconds(projector) == AT[expected]


def test_a_moment_between_two_events_shows_what_stood_then(projector: Projector) -> None:
    projector.jump(NOON + timedelta(seconds=9))
    assert (projector.index, seconds(projector)) == (2, 9)
    projector.jump(NOON - timedelta(hours=1))
    assert (projector.index, seconds(projector)) == (0, 0)
    projector.jump(NOON + timedelta(hours=1))
    assert (projector.index, seconds(projector)) == (3, 10)


def test_a_clock_that_was_set_back_does_not_turn_the_film_round(clock: HandClock) -> None:
    ats = (0, 5, 3, 6)
    frames = [Frame(n, NOON + timedelta(seconds=at), "", STARTING, True) for n, at in enumerate(ats)]
    projector = Projector(frames, clock)
    projector.play_or_pause()
    clock.seconds = 5.5
    projector.advance()
    assert projector.index == 2

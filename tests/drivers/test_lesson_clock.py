"""The clock of a lesson."""

import pytest

from drivers.lesson_clock import FASTEST, SLOWEST, LessonClock
from tests.lesson_time import NOON, HandClock


@pytest.fixture
def world() -> HandClock:
    return HandClock()


def test_it_begins_at_the_worlds_instant_and_goes_with_it(world: HandClock) -> None:
    clock = LessonClock(world)
    assert clock.now() == NOON
    world.seconds = 12.5
    assert (clock.monotonic(), (clock.now() - NOON).total_seconds()) == (12.5, 12.5)
    assert clock.real_seconds(3) == 3


def test_while_it_stands_no_time_passes(world: HandClock) -> None:
    clock = LessonClock(world)
    world.seconds = 5
    clock.pause()
    world.seconds = 500
    assert (clock.paused, clock.monotonic(), clock.real_seconds(1)) == (True, 5, None)
    clock.resume()
    world.seconds = 501
    assert (clock.paused, clock.monotonic()) == (False, 6)


def test_another_speed_counts_from_now_on_and_waits_for_a_clock_that_stands(world: HandClock) -> None:
    clock = LessonClock(world)
    world.seconds = 10
    clock.go_at(4)
    world.seconds = 12
    assert (clock.monotonic(), clock.real_seconds(8)) == (18, 2)
    clock.pause()
    clock.go_at(2)
    world.seconds = 20
    assert (clock.monotonic(), clock.speed, clock.paused) == (18, 2, True)
    clock.resume()
    world.seconds = 21
    assert clock.monotonic() == 20


def test_a_speed_out_of_bounds_is_the_bound(world: HandClock) -> None:
    clock = LessonClock(world)
    clock.go_at(1e9)
    assert clock.speed == FASTEST
    clock.go_at(0)
    assert clock.speed == SLOWEST

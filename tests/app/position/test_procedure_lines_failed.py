"""The 9-1-1 lines into the centre fail (D124): the SMC re-routes all calls to York Region, or the building is left."""

from typing import Any

import pytest


@pytest.fixture
def failed(make_desk: Any) -> Any:
    desk = make_desk()
    desk.begin("L")
    return desk


def test_the_smc_re_routes_all_calls_to_york_region_until_the_lines_work_again_d124(failed: Any) -> None:
    assert failed.step == "The 9-1-1 lines into this centre have failed: tell the supervisor."
    failed.choose("Told")
    assert failed.step == "Call the Bell SMC, 1-800-263-7585: re-route all 9-1-1 calls to York Region 9-1-1 Centre."
    failed.choose("Asked: they re-route")
    failed.choose("York has them")
    assert failed.step == "All 9-1-1 calls go to York Region 9-1-1 Centre until the lines work again."
    failed.choose("The lines work again")
    assert failed.step == "Ask the Bell SMC to bring 9-1-1 calls here again: 1-800-263-7585."
    failed.choose("They come here again")
    assert [each[2] for each in failed.taken()] == [
        "",
        "the supervisor is told",
        "the SMC was asked to re-route to York Region",
        "York Region gets the calls",
        "the lines work again",
        "9-1-1 calls come here again",
    ]


@pytest.mark.parametrize(
    "ticks", [("Told",), ("Told", "Asked: they re-route"), ("Told", "Asked: they re-route", "York has them")]
)
def test_evacuation_may_be_the_best_course_at_any_time_d124(failed: Any, ticks: tuple[str, ...]) -> None:
    for label in ticks:
        failed.choose(label)
    step = failed.step
    failed.choose("Evacuate")
    assert ("evacuation", "decided", "") in failed.taken()
    assert any("1 of 6" in each for each in (failed.step, *failed.screen.tasks))
    assert any(step in each for each in (failed.step, *failed.screen.tasks))  # and the lines are not forgotten


def test_an_smc_that_is_not_reached_is_called_again_or_the_building_is_left_d124(failed: Any) -> None:
    failed.choose("Told")
    failed.choose("Not reached")
    failed.fill("busy three times")
    assert failed.options == ["Call again", "Evacuate"]
    failed.choose("Call again")
    failed.choose("Asked: they re-route")
    failed.choose("No: call again")
    assert failed.step.startswith("Call the Bell SMC")
    failed.choose("Not reached")
    failed.fill("busy")
    failed.choose("Evacuate")
    assert ("evacuation", "decided", "") in failed.taken()


def test_lines_that_work_after_all_end_it_d124(failed: Any) -> None:
    failed.choose("They work: leave it")
    assert failed.taken()[-1] == ("lines-failed", "end", "the lines work")

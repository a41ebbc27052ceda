"""The building is left (D120, D125-D127): a checklist in order, ticked with keys, each tick journalled."""

from typing import Any

import pytest


@pytest.fixture
def evacuating(make_desk: Any) -> Any:
    desk = make_desk()
    desk.begin("X")
    return desk


def until(desk: Any, step: str) -> None:
    """Tick what comes before a step."""
    desk.choose("Decided")
    desk.fill("S. Lee")
    for label in ("They are there", "Connected", "Started up", "It works", "It works"):
        if desk.step.startswith(step):
            return
        desk.choose(label)


def test_every_item_is_ticked_in_order_and_each_tick_is_journalled_d125(evacuating: Any) -> None:
    until(evacuating, "Calls are taken")
    evacuating.choose("Back in this building")
    assert evacuating.taken() == [
        ("evacuation", "decided", ""),
        ("evacuation", "staff", "it was decided"),
        ("evacuation", "connect", "staff are at the back-up site"),
        ("evacuation", "start", "the connection stands"),
        ("evacuation", "conference", "started up"),
        ("evacuation", "ring-back", "conference with ANI/ALI works"),
        ("evacuation", "there", "ring back works"),
        ("evacuation", "end", "back in this building"),
    ]
    assert evacuating.step == "Ready for the next call."


def test_who_decided_is_asked_first_d125(evacuating: Any) -> None:
    evacuating.choose("Decided")
    assert evacuating.screen.form.fields == ("who decided",)
    evacuating.fill("S. Lee")
    assert evacuating.events[-1].values == {"who decided": "S. Lee"}


def test_a_false_alarm_ends_it_d125(evacuating: Any) -> None:
    evacuating.choose("False alarm: leave it")
    assert evacuating.taken()[-1] == ("evacuation", "end", "false alarm")


def test_the_connection_is_established_only_once_staff_are_there_d125(evacuating: Any) -> None:
    until(evacuating, "2 of 6")
    assert evacuating.options == ["They are there", "Called off"]
    assert "once they are there" in evacuating.screen.next_step.why
    evacuating.choose("They are there")
    assert evacuating.step == "3 of 6: establish the connection to the back-up site at Whitby Fire Station."


def test_it_may_be_called_off_before_staff_are_there_d125(evacuating: Any) -> None:
    until(evacuating, "2 of 6")
    evacuating.choose("Called off")
    assert evacuating.taken()[-1] == ("evacuation", "end", "called off before staff were there")


def test_the_back_up_site_is_the_centres_own_d120(evacuating: Any) -> None:
    site = evacuating.table.centre.backup_site
    until(evacuating, "3 of 6")
    assert site in evacuating.step


def test_a_connection_that_fails_leads_to_the_supervisor_and_the_lines_own_procedure_d125(evacuating: Any) -> None:
    until(evacuating, "3 of 6")
    evacuating.choose("Not possible")
    evacuating.fill("no dial tone there")
    assert "tell the supervisor and the Bell SMC, 1-800-263-7585" in evacuating.step
    evacuating.choose("Try again")
    assert evacuating.step.startswith("3 of 6")
    evacuating.choose("Not possible")
    evacuating.fill("still none")
    evacuating.choose("9-1-1 lines failed")
    assert ("lines-failed", "tell", "") in evacuating.taken()


def test_what_was_not_started_is_typed_and_kept_d125(evacuating: Any) -> None:
    until(evacuating, "4 of 6")
    evacuating.choose("Not all of it")
    evacuating.fill("position 3")
    assert evacuating.taken()[-1] == ("evacuation", "conference", "not all was started")


@pytest.mark.parametrize(
    ("item", "words", "result"),
    [
        pytest.param("5 of 6", "ANI/ALI", "conference with ANI/ALI does not work", id="D126"),
        pytest.param("6 of 6", "ring back", "ring back does not work", id="D127"),
    ],
)
def test_what_must_still_work_there_is_checked_and_what_fails_is_typed(
    evacuating: Any, item: str, words: str, result: str
) -> None:
    """D126, D127."""
    until(evacuating, item)
    assert words in evacuating.step
    evacuating.choose("It does not")
    evacuating.fill("no details came")
    assert evacuating.taken()[-1][2] == result


def test_conference_and_ring_back_are_dialled_as_ever_meanwhile_d126_d127(evacuating: Any) -> None:
    until(evacuating, "5 of 6")
    evacuating.spill()
    evacuating.press("F8")
    assert [order.digits for order in evacuating.orders] == ["*23"]


def test_the_manuals_page_stands_on_every_item_d125(evacuating: Any) -> None:
    assert evacuating.screen.next_step.page == "manual p. 20"

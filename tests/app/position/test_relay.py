"""A task is closed by saying who took the information there (D094, D096): which task, and who."""

from typing import Any

import pytest

from app.ports import CallerRinging, PhoneCaps
from app.position.decision import Tell
from app.position.minutes import body_of, event_from
from app.position.relay import WHO, in_order, relay_step
from app.position.screen import Form
from app.position.task_events import MatterTaskDone

ASKED = "Oshawa Fire has the information of call 1: who took it there?"


def done(desk: Any) -> list[MatterTaskDone]:
    told = [order.event for each in desk.decisions for order in each.orders if isinstance(order, Tell)]
    return [each for each in told if isinstance(each, MatterTaskDone)]


def owed(desk: Any, *keys: str) -> None:
    """One caller for whom these agencies were tried in vain."""
    desk.spill()
    for key in keys:
        desk.fail(key)


def test_d094_d096_a_relay_stays_open_until_it_is_said_who_took_it(desk: Any) -> None:
    owed(desk, "F8")
    desk.press("Alt+D")
    assert desk.step == ASKED
    assert desk.screen.form.fields == (WHO,)
    assert len(desk.screen.tasks) == 1
    desk.fill("Capt. Lee")
    assert desk.screen.tasks == ()
    assert [(each.call, each.agency, each.who) for each in done(desk)] == [(1, "oshawa-fire", "Capt. Lee")]


def test_d096_nobody_named_is_nobody_who_has_it(desk: Any) -> None:
    owed(desk, "F8")
    desk.press("Alt+D")
    desk.fill("  ")
    assert desk.screen.next_step.why == "refused: who took it: expected some words, got none"
    desk.press("Esc")
    assert len(desk.screen.tasks) == 1
    assert done(desk) == []


def test_d096_the_live_callers_task_is_asked_for_before_an_earlier_callers(desk: Any) -> None:
    """What has just been relayed must not close what another caller is still owed."""
    owed(desk, "F8")
    desk.press("Alt+I")
    desk.press("F12")
    desk.releases()
    owed(desk, "F5")
    assert desk.face("Alt+D").label == "Ambulance has the information"
    desk.deliver()
    assert [(each.call, each.agency) for each in done(desk)] == [(2, "ambulance")]
    assert desk.face("Alt+D").state == "asks who took it, of call 1"


def test_d096_the_same_key_again_goes_on_to_the_next_task_and_round(desk: Any) -> None:
    owed(desk, "F8", "F5")
    asked = []
    for _ in range(3):
        desk.press("Alt+D")
        asked.append(desk.step.split(" has ")[0])
    assert asked == ["Oshawa Fire", "Ambulance", "Oshawa Fire"]
    assert desk.screen.next_step.why == "Alt+D again: the next of 2 tasks; Esc leaves it open"
    desk.press("Alt+D")
    desk.fill("Ann")
    assert [each.agency for each in done(desk)] == ["ambulance"]


def test_a_name_half_typed_when_a_caller_comes_stands_there_when_it_is_asked_for_again(desk: Any) -> None:
    owed(desk, "F8")
    desk.press("Alt+D")
    form = desk.screen.form
    assert not form.again
    desk.press("F12")
    desk.releases()
    desk.spill()
    assert desk.screen.form is None
    desk.press("Alt+D")
    assert desk.screen.form == form._replace(again=True)
    desk.fill("Capt. Lee")
    assert [each.who for each in done(desk)] == ["Capt. Lee"]


def test_d096_every_open_task_stands_in_the_list_in_the_order_of_the_key(desk: Any) -> None:
    """Of twelve only the newest eight stood there: the caller who had waited longest was out of sight."""
    for _ in range(12):
        owed(desk, "F8")
        desk.press("Alt+I")
        desk.press("F12")
        desk.releases()
    listed = [each.split(",")[0].rpartition(" ")[2] for each in desk.screen.tasks]
    assert listed == [str(call) for call in range(1, 13)]
    desk.press("Alt+D")
    assert desk.step == ASKED
    owed(desk, "F5")
    assert "Ambulance" in desk.screen.tasks[0], "the live caller's comes first, as with the key"


def test_d096_of_tasks_beyond_what_a_list_is_read_for_it_is_said_how_many_there_are(desk: Any) -> None:
    for _ in range(22):
        owed(desk, "F8")
        desk.press("Alt+I")
        desk.press("F12")
        desk.releases()
    assert len(desk.screen.tasks) == 21
    assert desk.screen.tasks[-1] == "and 2 more, after these"
    assert desk.screen.tasks_open == 22, "the line that says how many more there are is no task"


def test_without_a_task_the_key_says_so(desk: Any) -> None:
    desk.press("Alt+D")
    assert desk.screen.form is None


def test_the_keys_of_a_step_that_the_question_hides_do_nothing(desk: Any) -> None:
    owed(desk, "F8")
    desk.begin("A")
    desk.press("Alt+D")
    assert desk.options == []
    desk.press("Alt+Z")
    assert desk.phoned == []
    assert desk.step == ASKED


def test_an_agency_that_comes_into_voice_contact_meanwhile_needs_no_name(desk: Any) -> None:
    owed(desk, "F8")
    desk.press("Alt+D")
    desk.bring_in("F8")
    assert desk.step.startswith("Listen:"), "the agency that answers comes before the question"
    desk.press("F11")
    desk.fill("Ann")
    assert desk.screen.form is None
    assert [each.who for each in done(desk)] == [""]


def test_another_caller_ends_the_question(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    owed(desk, "F8")
    desk.press("Alt+I")
    desk.press("F12")
    desk.press("F12")
    desk.releases()
    desk.press("Alt+D")
    desk.tell(CallerRinging(desk.now, "9055550100", 1))
    assert desk.screen.form is None
    assert desk.step == "A caller rings: Alt+A answers."


def test_what_is_typed_is_kept_short_and_plain(desk: Any) -> None:
    owed(desk, "F8")
    desk.deliver("Ann\n" + "x" * 500)
    assert done(desk)[0].who == "Ann " + "x" * 196


def test_a_task_that_was_closed_by_a_console_of_before_names_nobody(desk: Any) -> None:
    body = body_of(MatterTaskDone(desk.now, 1, "ambulance", "Ann"))
    del body["who"]
    assert event_from("matter_task_done", desk.now, body, None) == MatterTaskDone(desk.now, 1, "ambulance")


@pytest.mark.parametrize("form", [None, Form("relay 9 ambulance", "", (WHO,)), Form("marking down", "", (WHO,))])
def test_nothing_is_asked_by_a_form_of_another(form: Form | None) -> None:
    assert relay_step(form, (), None) is None
    assert in_order((), None) == []

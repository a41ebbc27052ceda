"""A step that releases the call: what it leads to is written down when the call is over, and not before."""

from typing import Any

import pytest

from app.call.procedure_table import Known, load_procedure
from app.ports import Outcome, Release, ReleaseRefused

CLOSES = """\
id = "leave"
title = "Leave"
letter = "Q"
outlives = true
[[step]]
id = "first"
text = "Leave."
no_release = "not by the key"
keeps_screen = true
[[step.option]]
label = "Moved: leave"
does = ["close"]
sets = ["moved"]
clears = ["here"]
go = "over"
result = "moved"
[[step.option]]
label = "Kept"
go = "second"
[[step.on]]
sign = "caller gone"
go = "second"
result = "gone"
[[step]]
id = "second"
text = "Second."
[[step.option]]
label = "Done"
go = "end"
[[step]]
id = "over"
text = "Over."
[[step.option]]
label = "Done"
go = "end"
"""


@pytest.fixture
def leave(make_desk: Any) -> Any:
    desk = make_desk(procedures=[load_procedure(CLOSES, "x.toml", Known())])
    desk.spill()
    desk.begin("Q")
    return desk


def steps(desk: Any) -> list[tuple[str, str]]:
    return [(step, result) for procedure, step, result in desk.taken() if procedure == "leave"]


def test_nothing_is_said_to_have_happened_before_the_telephone_has_released(leave: Any) -> None:
    leave.choose("Moved: leave")
    assert leave.phoned == [Release]
    assert steps(leave) == [("first", "")]
    leave.releases()
    assert steps(leave) == [("first", ""), ("over", "moved")]
    assert leave.calls()[1]["how_ended"] == "released"
    assert leave.step == "Over."


def test_a_release_that_is_refused_leaves_the_step_and_all_that_it_wants(leave: Any) -> None:
    """The caller is still on the line, and the journal has not said that she was left."""
    leave.choose("Moved: leave")
    leave.tell(ReleaseRefused(leave.now, "the far end declined"))
    assert steps(leave) == [("first", "")]
    assert leave.step == "Leave."
    assert "NOT RELEASED" in leave.screen.notices[0].text
    leave.press("F12")
    assert leave.phoned == []
    assert "not by the key" in leave.face("F12").state


def test_after_a_refusal_another_end_of_the_call_is_not_taken_for_it(leave: Any) -> None:
    leave.choose("Moved: leave")
    leave.tell(ReleaseRefused(leave.now, "the far end declined"))
    leave.choose("Kept")
    leave.press("F12")
    leave.releases()
    assert steps(leave) == [("first", ""), ("second", "")]


def test_what_happens_meanwhile_counts_and_the_choice_does_not(leave: Any) -> None:
    leave.choose("Moved: leave")
    leave.caller_hangs_up()
    leave.releases()
    assert steps(leave) == [("first", ""), ("second", "gone")]


def test_a_release_that_is_not_confirmed_is_closed_on_the_second_press(leave: Any) -> None:
    leave.wake(leave.choose("Moved: leave"))
    assert steps(leave) == [("first", "")]
    leave.press("F12")
    assert steps(leave) == [("first", ""), ("over", "moved")]


def test_a_key_pressed_twice_says_nothing_twice(leave: Any) -> None:
    leave.choose("Moved: leave")
    leave.press("Alt+Z")
    leave.releases()
    assert steps(leave) == [("first", ""), ("over", "moved")]


def test_d107_a_call_back_is_closed_when_the_call_is(desk: Any, cellular: Any) -> None:
    desk.spill(service_class="CEL", service=cellular)
    desk.caller_hangs_up()
    desk.choose("Call back")
    desk.dial_tone()
    desk.dialled("9053261224")
    desk.ends(Outcome.BUSY)
    desk.choose("Close the call")
    desk.tell(ReleaseRefused(desk.now, "the far end declined"))
    assert desk.taken()[-1] == ("call-back", "locked", "called back once: busy")
    assert desk.step == "Called back once without contact: no further attempts."
    desk.choose("Close the call")
    desk.releases()
    assert desk.taken()[-1] == ("call-back", "end", "called back once, no contact")

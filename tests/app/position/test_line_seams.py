"""Between an order and the telephone's word, and when the line is lost: what keys do, what is asked and owed then."""

from typing import Any

import pytest

from app.ports import (
    Abort,
    CallerGone,
    CallerHere,
    CallerRinging,
    Dial,
    DropAgency,
    LineLost,
    LineUp,
    NotDone,
    Outcome,
    PhoneCaps,
)
from tests.app.position.conftest import CEL


def cut_off(make_desk: Any, **values: Any) -> Any:
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.press("Alt+A")
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.spill(**values)
    desk.tell(LineLost(desk.now, "cable out"))
    return desk


def test_nobody_is_asked_for_a_tone_of_a_line_that_was_lost(make_desk: Any) -> None:
    desk = cut_off(make_desk)
    assert "F3 rings back" in desk.step
    desk.tell(LineUp(desk.now))
    desk.press("F3")
    assert desk.step.startswith("Listen: the caller's telephone rings")
    assert desk.attempt


def test_ring_back_is_not_named_where_it_is_refused_d130(make_desk: Any) -> None:
    desk = cut_off(make_desk, service_class="CEL", service=CEL)
    assert desk.step == "The line was lost with the caller on it. Alt+H takes the set; Ctrl+G, B calls back."
    desk.tell(LineUp(desk.now))
    desk.begin("B")
    desk.choose("Call back")
    assert desk.attempt


def test_an_agency_that_was_reached_is_owed_nothing_when_it_is_tried_again_in_vain(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F8")
    desk.press("F11")
    desk.ends(Outcome.ANSWERED)  # it has left the line
    desk.fail("F8")
    assert desk.screen.tasks == ()
    assert not desk.step.startswith("Oshawa Fire was not reached")


def test_a_call_closed_on_a_lost_line_gives_up_what_the_line_may_do_once_it_is_back(make_desk: Any) -> None:
    """It flashed, and held its dial tone against every later key: another agency was said to be called."""
    desk = make_desk(caps=PhoneCaps())
    desk.spill()
    desk.tell(LineLost(desk.now, "the port is gone"))
    desk.press("F8")
    desk.press("F12")
    assert Abort(desk.attempt) in desk.press("F12").orders


@pytest.mark.parametrize("key", ["F8", "F2"])
def test_a_lost_line_gives_up_what_it_may_have_begun_since_it_is_back(desk: Any, key: str) -> None:
    """The key went to a line that was lost and back already, both not handled yet: the call it made was nobody's."""
    desk.spill()
    desk.press(key)
    assert Abort(desk.attempt) in desk.tell(LineLost(desk.now, "the port was gone for a moment")).orders


def test_a_lost_line_takes_nobody_off_who_answered(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.answers()
    orders = desk.tell(LineLost(desk.now, "the port was gone for a moment")).orders
    assert [each for each in orders if isinstance(each, Abort | DropAgency)] == []


# --- a caller who is being answered ---


def being_answered(make_desk: Any) -> Any:
    """The caller on the screen came by her spill alone; call 2 rings beside her, and Alt+A was pressed."""
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False))
    desk.spill()
    desk.tell(CallerRinging(desk.now, "9055550142", 1))
    desk.press("Alt+A")
    return desk


@pytest.mark.parametrize("key", ["F8", "F2", "F3", "F4"])
def test_nothing_is_dialled_while_a_caller_is_being_answered(make_desk: Any, key: str) -> None:
    """D083. The line joins its parties: the agency was joined with the caller just answered, who was left waiting."""
    desk = being_answered(make_desk)
    desk.press(key)
    assert desk.phoned == []
    assert desk.face(key).state == "refused: call 2 is being answered: wait a moment"
    desk.tell(CallerHere(desk.now, "9055550142", 1))
    assert [row.call for row in desk.screen.waiting] == [1]
    desk.press("F8")
    assert desk.phoned == [Dial]


@pytest.mark.parametrize("what", ["hangs up", "not done", "line lost", "nothing told"])
def test_keys_dial_once_the_answer_has_come_to_nothing(make_desk: Any, what: str) -> None:
    desk = being_answered(make_desk)
    if what == "hangs up":
        desk.tell(CallerGone(desk.now, 1))
    elif what == "not done":
        desk.tell(NotDone(desk.now, "line 1 could not be answered"))
    elif what == "line lost":
        desk.tell(LineLost(desk.now, "cable out"))
    else:
        desk.wait(10)
    desk.press("F8")
    assert desk.phoned == [Dial]

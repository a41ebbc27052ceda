"""How calls begin, and which spill and which telephone's caller are one call (issue 3, section 1; D200, D201)."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import (
    Answer,
    CallerGone,
    CallerHere,
    CallerRinging,
    HeldOnLine,
    LineLost,
    LineUp,
    PhoneCaps,
    Release,
    Released,
    Resume,
)
from app.position.arrivals import JOINED_WITHIN
from app.position.caller_events import CallerJoined
from app.position.decision import Tell
from app.position.events import CallLookedAt
from app.position.screen import CardState, Look
from app.spill.model import NumberStatus

SIP = PhoneCaps(flash=False, can_answer=True, can_mute=True, bridge_in_switch=False, tty="text")
PALMER, DOE = "9053261224", "9055550142"


def test_a_caller_who_had_hung_up_before_the_line_was_lost_rings_again_as_a_call_of_her_own(
    make_desk: Callable[..., Any],
) -> None:
    """D013, D200. She was joined with the call that she had ended: shown as gone, and closed by the next who rang."""
    desk = make_desk(caps=SIP)
    desk.tell(CallerRinging(desk.now, PALMER, 1))
    desk.tell(CallerGone(desk.now, 1))
    desk.tell(LineLost(desk.now, "the process ended"))
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, PALMER, 2))
    assert desk.screen.line == "one party on line: caller ringing"
    desk.tell(CallerRinging(desk.now, DOE, 3))
    assert desk.screen.line == "one party on line: caller ringing"
    assert [row.call for row in desk.screen.waiting] == [3]
    desk.tell(CallerHere(desk.now, PALMER, 2))
    assert desk.screen.line == "one party on line: caller"


@pytest.mark.parametrize("number", [PALMER, ""])
def test_who_rings_while_the_call_of_that_number_is_released_is_not_closed_with_it(
    make_desk: Callable[..., Any], number: str
) -> None:
    """D013, D085. She was joined with the call that was being left, and rang on with nothing on the screen."""
    desk = make_desk(caps=SIP)
    desk.spill()
    desk.press("F8")
    desk.answers()
    desk.press("F11")
    desk.press("F12")
    desk.tell(CallerRinging(desk.now, number, 1))
    desk.tell(Released(desk.now))
    assert desk.calls()[1]["how_ended"] == "released"
    assert desk.screen.line == "one party on line: caller ringing"


def test_an_ended_call_that_was_taken_up_is_not_the_call_of_a_caller_who_rings_again(
    make_desk: Callable[..., Any],
) -> None:
    """D068, D200."""
    desk = make_desk(caps=SIP)
    desk.tell(CallerRinging(desk.now, PALMER, 1))
    desk.tell(CallerGone(desk.now, 1))
    desk.press("F12")
    desk.tell(CallLookedAt(desk.now, 1))
    desk.press("Alt+R")
    assert "taken up again" in desk.screen.line
    desk.tell(CallerRinging(desk.now, PALMER, 2))
    assert desk.face("Alt+A").state == "rings"
    desk.press("Alt+A")
    assert desk.orders == [Answer(2)]
    desk.tell(CallerHere(desk.now, PALMER, 2))
    assert desk.screen.line == "one party on line: caller"


@pytest.fixture
def sip(make_desk: Callable[..., Any]) -> Any:
    return make_desk(caps=SIP)


def rings(desk: Any, number: str = PALMER, line: int = 1) -> Any:
    return desk.tell(CallerRinging(desk.now, number, line))


def joins(desk: Any) -> list[CallerJoined]:
    told = [order.event for order in desk.decisions[-1].orders if isinstance(order, Tell)]
    return [event for event in told if isinstance(event, CallerJoined)]


def test_a_caller_who_rings_stands_on_the_screen_with_the_key_that_answers(sip: Any) -> None:
    rings(sip)
    assert sip.screen.caller.number.text == "(905) 326-1224"
    assert sip.screen.caller.address.text == "address awaited"
    assert sip.face("Alt+A").look is Look.ATTENTION
    assert sip.screen.next_step.text == "A caller rings: Alt+A answers."
    sip.press("Alt+A")
    assert sip.orders == [Answer(1)]
    sip.tell(CallerHere(sip.now, PALMER, 1))
    assert sip.face("Alt+A").look is Look.IDLE
    assert sip.screen.line == "one party on line: caller"


def test_a_spill_after_the_ring_gives_the_same_call_its_details(sip: Any) -> None:
    rings(sip)
    sip.wait(3)
    sip.spill()
    assert joins(sip) == [CallerJoined(sip.now, 1, 1, "number", 3.0)]
    assert (sip.screen.caller.name.text, len(sip.screen.today)) == ("PALMER, ROBERT", 1)
    assert sip.calls()[1]["name"] == "PALMER, ROBERT"


def test_a_ring_after_the_spill_joins_its_call(sip: Any) -> None:
    sip.spill()
    sip.wait(2)
    rings(sip)
    assert joins(sip) == [CallerJoined(sip.now, 1, 1, "number", 2.0)]
    sip.press("Alt+A")
    assert sip.orders == [Answer(1)]
    assert len(sip.screen.today) == 1


def test_the_same_number_without_its_area_code_is_the_same_caller(sip: Any) -> None:
    sip.spill()
    rings(sip, "3261224")
    assert len(sip.screen.today) == 1


def test_another_number_is_another_caller_and_waits(sip: Any) -> None:
    sip.spill()
    rings(sip, DOE)
    assert joins(sip) == []
    assert [row.number for row in sip.screen.waiting] == ["(905) 555-0142"]
    assert sip.screen.caller.number.text == "(905) 326-1224"


def test_the_same_number_long_after_is_another_call(sip: Any) -> None:
    sip.spill()
    sip.wait(JOINED_WITHIN.total_seconds() + 1)
    rings(sip)
    assert len(sip.screen.today) == 2


def test_a_ring_without_a_number_is_joined_by_time_alone_and_the_screen_says_so(sip: Any) -> None:
    sip.spill()
    decision = rings(sip, "")
    assert joins(sip)[0].by == "time"
    (order,) = [order for order in decision.orders if isinstance(order, Tell)]
    sip.tell(order.event)
    assert "by time alone" in sip.screen.notices[0].text


def test_a_ring_without_a_number_is_never_joined_where_two_callers_could_be_meant(sip: Any) -> None:
    sip.spill()
    sip.spill(number=DOE)
    rings(sip, "")
    assert joins(sip) == []
    assert len(sip.screen.today) == 3


def test_a_number_that_many_telephones_share_joins_nothing(sip: Any) -> None:
    """D111."""
    sip.spill(number="9051111111", number_status=NumberStatus.NOT_DIALABLE)
    rings(sip, "9051111111")
    assert joins(sip) == []


def test_a_caller_on_the_line_is_not_hidden_by_the_next(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    sip.spill(number=DOE)
    rings(sip, DOE, 2)
    assert sip.screen.caller.number.text == "(905) 326-1224"
    assert len(sip.screen.waiting) == 1
    sip.press("Alt+A")
    assert sip.orders == []
    assert "release the caller" in sip.face("Alt+A").state


def test_a_caller_who_rings_beside_one_not_answered_is_answered_and_the_other_waits(sip: Any) -> None:
    """A spill whose ring has not come yet must hold nobody up, nor be hidden."""
    sip.spill()
    rings(sip, DOE, 2)
    sip.press("Alt+A")
    assert sip.orders == [Answer(2)]
    sip.tell(CallerHere(sip.now, DOE, 2))
    assert sip.screen.caller.number.text == "(905) 555-0142"
    assert [row.number for row in sip.screen.waiting] == ["(905) 326-1224"]


def test_a_caller_who_rings_cannot_be_released_by_a_slip_of_the_finger(sip: Any) -> None:
    rings(sip)
    sip.press("F12")
    assert Release() not in sip.orders
    assert "not answered yet" in sip.face("F12").state


def test_a_caller_who_stops_ringing_stays_to_be_rung_back(sip: Any) -> None:
    """U10: an abandoned call is a caller."""
    rings(sip)
    sip.tell(CallerGone(sip.now, 1))
    assert sip.screen.next_step.text.startswith("The caller hung up.")
    sip.spill(number=DOE)
    assert sip.screen.caller.number.text == "(905) 555-0142"
    assert sip.calls()[1]["how_ended"] == "caller_gone"


def test_a_waiting_caller_who_hangs_up_is_marked_and_the_live_one_is_not(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    rings(sip, DOE, 2)
    sip.tell(CallerGone(sip.now, 2))
    assert "hung up" not in sip.screen.line
    sip.press("F12")
    sip.tell(Released(sip.now))
    assert sip.screen.caller.number.text == "(905) 555-0142"
    assert "hung up" in sip.screen.next_step.text


def test_after_release_the_next_ringing_caller_has_the_screen_but_is_not_answered(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    rings(sip, DOE, 2)
    sip.press("F12")
    sip.tell(Released(sip.now))
    assert sip.screen.caller.state is CardState.LIVE
    assert sip.screen.next_step.text == "A caller rings: Alt+A answers."


def test_a_caller_whose_line_was_lost_is_joined_again_however_late(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    sip.tell(LineLost(sip.now, "the SIP program died"))
    sip.wait(600)
    rings(sip, PALMER, 1)
    assert joins(sip)[0].by == "number"
    assert len(sip.screen.today) == 1


def test_where_nobody_rings_the_key_says_so(sip: Any, desk: Any) -> None:
    sip.press("Alt+A")
    assert sip.face("Alt+A").state == "refused: nobody rings"
    desk.press("Alt+A")
    assert all(face.key != "Alt+A" for face in desk.screen.feature_keys)


def test_a_caller_she_says_is_on_the_line_has_the_screen_and_the_one_not_answered_waits(sip: Any) -> None:
    sip.spill()
    sip.press("Ctrl+N")
    assert sip.screen.line == "one party on line: caller"
    assert [row.number for row in sip.screen.waiting] == ["(905) 326-1224"]


def brought_in(desk: Any, number: str = PALMER, line: int = 1) -> None:
    """A caller on the line and Oshawa Fire in voice contact with her."""
    rings(desk, number, line)
    desk.tell(CallerHere(desk.now, number, line))
    desk.press("F8")
    desk.answers()
    desk.press("F11")


def test_the_next_caller_is_not_joined_with_the_last_ones_agency(sip: Any) -> None:
    """The caller hung up while Oshawa Fire is still on: whoever is answered now would be put together with it."""
    brought_in(sip)
    sip.tell(CallerGone(sip.now, 1))
    rings(sip, DOE, 2)
    assert [row.number for row in sip.screen.waiting] == ["(905) 555-0142"]
    sip.press("Alt+A")
    assert sip.orders == []
    sip.press("F12")
    assert sip.orders == [Release()]


def test_release_never_cuts_a_caller_who_is_just_being_answered(sip: Any) -> None:
    rings(sip, PALMER, 1)
    sip.tell(CallerGone(sip.now, 1))
    rings(sip, DOE, 2)
    sip.press("Alt+A")
    sip.press("F12")
    assert Release() not in sip.orders


def test_nothing_is_dialled_for_a_caller_who_only_rings(sip: Any) -> None:
    rings(sip)
    for key in ("F8", "F2", "F3", "F4"):
        sip.press(key)
        assert sip.orders == []
        assert "not answered yet: Alt+A answers" in sip.face(key).state


def test_a_call_of_which_the_telephone_knows_nothing_is_closed_on_her_word(sip: Any) -> None:
    sip.spill()
    sip.press("F12")
    assert sip.orders == []
    assert sip.calls()[1]["how_ended"] == "released"


def test_data_of_a_caller_who_hung_up_before_it_came_is_still_hers(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerGone(sip.now, 1))
    sip.wait(2)
    sip.spill()
    assert len(sip.screen.today) == 1
    assert "hung up" in sip.screen.next_step.text


def test_data_that_is_late_is_joined_by_its_number_all_the_same(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    sip.wait(JOINED_WITHIN.total_seconds() + 10)
    sip.spill()
    assert (len(sip.screen.today), sip.screen.caller.name.text) == (1, "PALMER, ROBERT")


def test_one_who_waits_and_hung_up_is_marked_and_comes_after_those_who_still_ring(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    rings(sip, DOE, 2)
    sip.tell(CallerGone(sip.now, 2))
    rings(sip, "9055550199", 3)
    assert [row.state for row in sip.screen.waiting] == ["WAITING", "HUNG UP"]
    sip.press("F12")
    sip.tell(Released(sip.now))
    assert sip.screen.caller.number.text == "(905) 555-0199"


def test_text_that_no_table_knows_does_not_stand_before_a_caller_who_waits(sip: Any) -> None:
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    sip.text("ALI REPORT 44")
    rings(sip, DOE, 2)
    assert sip.screen.waiting[-1].number == "(905) 555-0142"


def test_a_held_caller_is_not_hidden_by_the_next(desk: Any) -> None:
    desk.spill()
    desk.press("F4")
    desk.tell(HeldOnLine(desk.now))
    desk.spill(number=DOE)
    assert desk.screen.caller.number.text == "(905) 326-1224"
    desk.press("F4")
    assert desk.orders == [Resume()]


def test_a_caller_whose_line_was_lost_is_said_to_be_cut_off_until_she_is_back(sip: Any) -> None:
    """The line may be ready again at once; nobody is connected with her all the same."""
    rings(sip)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    sip.tell(LineLost(sip.now, "the SIP program died"))
    sip.tell(LineUp(sip.now))
    assert sip.screen.line == "nobody on line; the caller was CUT OFF"
    assert sip.screen.next_step.text.startswith("The line was lost with the caller on it. F3 rings back")
    assert sip.face("Alt+H").label == "BY HAND"
    rings(sip, PALMER, 1)
    sip.tell(CallerHere(sip.now, PALMER, 1))
    assert sip.screen.line == "one party on line: caller"

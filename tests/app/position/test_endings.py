"""How calls end; the rest of it is told in test_callers.py and test_position.py."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.ports import CallerHere, CallerRinging, Mute, Muted, PhoneCaps, Release, Released, ReleaseRefused
from app.position.decision import WakeAt


def test_a_call_ends_when_the_telephone_says_so_not_when_the_key_is_pressed(desk: Any) -> None:
    """D085."""
    desk.spill()
    desk.press("F12")
    assert desk.orders == [Release()]
    assert desk.calls()[1].get("how_ended") is None
    desk.tell(Released(desk.now))
    assert desk.calls()[1]["how_ended"] == "released"


def test_a_refused_release_leaves_the_call_taker_on_the_line_and_says_so(desk: Any) -> None:
    desk.spill()
    desk.press("F12")
    desk.tell(ReleaseRefused(desk.now, "the far end cannot take the caller over"))
    assert desk.calls()[1].get("how_ended") is None
    assert "NOT RELEASED: the far end cannot take the caller over" in desk.screen.notices[0].text


def test_a_call_closed_on_her_word_is_not_closed_twice_by_a_late_confirmation(desk: Any) -> None:
    desk.spill()
    desk.wake(desk.press("F12"))
    desk.press("F12")
    desk.spill(number="9055550142")
    desk.tell(Released(desk.now))
    assert desk.calls()[2].get("how_ended") is None


def test_the_next_caller_hears_her_though_the_last_did_not(desk: Any) -> None:
    desk.spill()
    desk.tell(Muted(desk.now, True))
    desk.spill(number="9055550142")
    assert Mute(False) in desk.orders


def test_a_release_that_is_a_transfer_has_the_time_a_transfer_takes(make_desk: Callable[..., Any]) -> None:
    """So that she is not told "not confirmed", and closes the call, while the far ends are being brought together."""
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    decision = desk.press("F12")
    (wake,) = [order for order in decision.orders if isinstance(order, WakeAt)]
    assert wake.at - desk.now > timedelta(seconds=10 + 3 - 1)


def test_a_late_confirmation_never_closes_the_caller_after_the_next(desk: Any) -> None:
    desk.spill()
    desk.wake(desk.press("F12"))
    desk.press("F12")
    desk.spill(number="9055550142")
    desk.press("F12")
    desk.tell(Released(desk.now))
    assert desk.calls()[2].get("how_ended") is None
    desk.tell(Released(desk.now))
    assert desk.calls()[2]["how_ended"] == "released"


def test_a_caller_closed_on_her_word_whom_the_telephone_could_not_leave_is_a_call_again(
    make_desk: Callable[..., Any],
) -> None:
    """Else nothing on the screen could ever release her, nor answer the next one."""
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.wake(desk.press("F12"))
    desk.press("F12")
    assert desk.screen.line == "nobody on the line"
    desk.tell(ReleaseRefused(desk.now, "both far ends refuse"))
    assert desk.screen.line == "one party on line: caller"
    assert desk.screen.caller.number.text == "(905) 326-1224"
    desk.press("F12")
    assert desk.orders == [Release()]

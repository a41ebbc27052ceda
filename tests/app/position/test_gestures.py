"""Which gesture is for whom; what each does is told in the tests of those parts."""

from typing import Any

from app.ports import CallerGone, CallerHere, CallerRinging, Dial, DialTone, LineUp, Outcome, PhoneCaps, Recall
from app.position.events import DigitsTyped


def test_digits_typed_are_dialled_for_the_live_call_as_a_leg_of_their_own(desk: Any) -> None:
    """D093: a number dialled by hand, shown before it is dialled."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    assert desk.screen.dial_asked
    desk.tell(DigitsTyped(desk.now, "5551234"))
    assert desk.orders == [Dial(1, "5551234")]
    assert desk.calls()[1]["legs"][1]["agency"] == "dialled 5551234"
    assert not desk.screen.dial_asked


def test_typed_digits_of_an_agency_are_that_agencys_attempt(desk: Any) -> None:
    """D093: the tandem number as printed in the table; a failure leaves its task and its rungs."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, "7138150"))
    assert desk.calls()[1]["legs"][1]["agency"] == "Oshawa/Whitby/Scugog/Uxbridge Fire"


def test_what_cannot_be_dialled_is_refused_in_words_and_nothing_is_dialled(desk: Any) -> None:
    desk.spill()
    for digits in ("", "ATDT5", "911;", "1" * 33, "ü"):
        desk.tell(DigitsTyped(desk.now, digits))
        assert desk.orders == []
        assert desk.face("F2").state.startswith("refused")


def test_a_spill_can_never_become_a_dialled_string_without_a_press(desk: Any) -> None:
    """Issue 3, safety: what the feed sends is shown, never dialled."""
    decision = desk.spill(number="9053261224", name="*23", address="ATDT*21", call_number="*99")
    assert not any(isinstance(order, Dial | Recall) for order in decision.orders)


def test_esc_takes_the_dial_field_away_and_the_caller_stays(desk: Any) -> None:
    desk.spill()
    desk.press("F2")
    desk.tell(DialTone(desk.now, 1))
    desk.press("Esc")
    assert not desk.screen.dial_asked
    assert desk.screen.line == "one party on line: caller"


def test_digits_without_a_caller_are_refused(desk: Any) -> None:
    desk.tell(DigitsTyped(desk.now, "*23"))
    assert desk.orders == []
    assert "no caller on the line" in desk.face("F2").state


def test_digits_typed_for_one_call_are_not_dialled_on_the_next(desk: Any) -> None:
    """The field is asked for with F2 on this call, or not at all."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.press("Esc")
    desk.spill(number="9055550142")
    desk.tell(DigitsTyped(desk.now, "7138147"))
    assert desk.orders == []


def test_the_ring_back_code_typed_rings_back(desk: Any) -> None:
    """D131, D132: taken as its key, with all that is asked before; rings until answered, with no limit of six."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.wait(2)
    desk.tell(DigitsTyped(desk.now, "*99"))
    desk.choose("Busy tone: hung up")
    assert Dial(desk.attempt, "*99") in desk.orders  # on the dial tone that stands
    assert desk.calls()[1]["legs"][1]["agency"] == "RING BACK"


def test_one_who_rings_while_a_call_without_caller_is_kept_open_is_refused_by_the_key_that_helps(
    make_desk: Any,
) -> None:
    """She rings back as the caller calls again: "release the caller on the line first" named nobody."""
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False))
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.press("Alt+A")
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.spill()
    desk.tell(CallerGone(desk.now, 1))
    desk.press("F3")
    desk.ends(Outcome.BAD_CODE)
    desk.tell(CallerRinging(desk.now, "9053261224", 2))
    for key in ("Alt+A", "Ctrl+N"):
        desk.press(key)
        assert desk.face(key).state == "refused: call 1 is still open: F12 closes it first"
    desk.press("F12")
    desk.releases()
    desk.press("Alt+A")
    desk.tell(CallerHere(desk.now, "9053261224", 2))
    assert desk.screen.line == "one party on line: caller"

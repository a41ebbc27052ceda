"""How calls end; the rest of it is told in test_callers.py and test_position.py."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from app.ports import (
    CallerHere,
    CallerRinging,
    LineLost,
    LineUp,
    Mute,
    Muted,
    Outcome,
    PhoneCaps,
    Release,
    Released,
    ReleaseRefused,
)
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


def test_a_release_of_which_nobody_knows_is_not_said_to_have_left_her_on_the_line(desk: Any) -> None:
    """A device that did not answer may have hung up all the same; her second press asks it again."""
    desk.spill()
    desk.press("F12")
    desk.tell(ReleaseRefused(desk.now, "the device did not answer", sure=False))
    assert desk.calls()[1].get("how_ended") is None
    assert desk.screen.notices[0].text.endswith("RELEASE NOT CONFIRMED: the device did not answer")
    desk.press("F12")
    assert desk.orders == [Release()]


def test_a_call_closed_on_her_word_stays_closed_where_nobody_knows_better(desk: Any) -> None:
    desk.spill()
    desk.wake(desk.press("F12"))
    desk.press("F12")
    desk.tell(ReleaseRefused(desk.now, "the process ended", sure=False))
    assert desk.calls()[1]["how_ended"] == "released"
    assert list(desk.calls()) == [1]


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


def closed_on_her_word(desk: Any) -> None:
    """The caller on the screen is released, the telephone says nothing, and she closes the call."""
    desk.wake(desk.press("F12"))
    desk.press("F12")


def test_a_refusal_that_comes_late_loses_nobody_who_came_meanwhile(desk: Any) -> None:
    """D085. The line is the first caller's still; the second one must not be closed as replaced by her."""
    desk.spill()
    closed_on_her_word(desk)
    desk.spill(number="9055550142", name="DOE, JOHN")
    desk.tell(ReleaseRefused(desk.now, "the device did not hang up"))
    assert desk.calls()[2].get("how_ended") is None
    assert desk.screen.caller.number.text == "(905) 326-1224"
    assert [row.call for row in desk.screen.waiting] == [2]
    desk.press("F12")
    desk.releases()
    assert desk.screen.caller.number.text == "(905) 555-0142"


def test_an_agency_that_was_not_left_is_on_the_line_of_the_call_that_is_begun_again(desk: Any) -> None:
    """D085, D097. Else the telephone has an agency on the line of which the screen says nothing."""
    desk.spill()
    desk.bring_in("F8")
    desk.press("F11")
    closed_on_her_word(desk)
    desk.tell(ReleaseRefused(desk.now, "the device did not hang up"))
    assert desk.screen.line == "two parties on line: caller, Oshawa Fire"
    assert desk.face("F8").state == "voice contact"
    desk.ends(Outcome.ANSWERED, "hung up")
    assert desk.screen.line == "one party on line: caller"


def test_of_an_agency_that_rang_as_the_line_was_not_left_the_telephone_says_what_became_of_it(desk: Any) -> None:
    """D085, D096."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.dialled()
    desk.rings(2)
    desk.press("F12")
    closed_on_her_word(desk)
    desk.tell(ReleaseRefused(desk.now, "the device did not hang up"))
    assert desk.screen.line == "two parties on line: caller, Oshawa Fire ringing"
    desk.answers()
    assert desk.screen.line == "two parties on line: caller, Oshawa Fire answered"


def test_an_agency_that_was_given_up_is_not_said_to_be_on_the_line_again(desk: Any) -> None:
    """D085."""
    desk.spill()
    desk.bring_in("F8")
    desk.press("Esc")
    desk.press("F12")
    closed_on_her_word(desk)
    desk.tell(ReleaseRefused(desk.now, "the device did not hang up"))
    assert desk.screen.line == "one party on line: caller"


JOINS = PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False)


def test_an_agency_is_left_by_release_also_where_the_caller_is_not_on_the_telephones_line(
    make_desk: Callable[..., Any],
) -> None:
    """D085. Of a caller of whom only the spill told, and of one taken up again: the key closed the call on the screen
    alone, and the next caller was joined with the agency that nobody had left.
    """
    desk = make_desk(caps=JOINS)
    desk.spill()
    desk.press("F8")
    desk.answers()
    desk.press("F11")
    desk.press("F12")
    assert desk.orders == [Release()]
    assert desk.screen.line == "two parties on line: caller, Oshawa Fire"
    desk.releases()
    assert desk.calls()[1]["how_ended"] == "released"


def test_nobody_is_answered_into_a_conference_that_was_not_left(make_desk: Callable[..., Any]) -> None:
    """D085, D097."""
    desk = make_desk(caps=JOINS)
    desk.spill()
    desk.press("F8")
    desk.answers()
    desk.press("F11")
    desk.wait(20)  # so that the ring is not this caller's
    desk.tell(CallerRinging(desk.now, "9055550142", 1))
    desk.press("Alt+A")
    assert not desk.orders
    assert desk.face("Alt+A").state == "refused: release the caller on the line first"


def test_what_was_to_be_released_when_the_line_was_lost_is_not_confirmed_by_the_next_release(desk: Any) -> None:
    """D085. Every release after it was said not to be confirmed, for the rest of the shift."""
    desk.tell(LineUp(desk.now))
    desk.spill()
    closed_on_her_word(desk)
    desk.tell(LineLost(desk.now, "the cable is out"))
    desk.tell(LineUp(desk.now))
    desk.spill(number="9055550142")
    desk.press("F12")
    desk.releases()
    assert desk.calls()[2]["how_ended"] == "released"


def test_a_release_that_the_loss_of_the_line_cuts_short_is_told_and_may_be_pressed_again(desk: Any) -> None:
    """D085."""
    desk.tell(LineUp(desk.now))
    desk.spill()
    desk.press("F12")
    desk.tell(LineLost(desk.now, "the cable is out"))
    assert "RELEASE NOT CONFIRMED: the line was lost" in desk.screen.notices[0].text
    desk.tell(LineUp(desk.now))
    assert desk.face("F12").state == ""
    desk.press("F12")
    assert desk.orders == [Release()]


def test_a_release_that_is_confirmed_twice_does_not_close_the_caller_who_waited(desk: Any) -> None:
    """D085."""
    desk.spill()
    desk.press("F12")
    desk.spill(number="9055550142")
    desk.releases()
    desk.wait(0.5)
    desk.releases()
    assert desk.calls()[1]["how_ended"] == "released"
    assert desk.calls()[2].get("how_ended") is None
    assert desk.screen.caller.number.text == "(905) 555-0142"


def test_a_caller_who_came_on_a_line_that_is_called_lost_is_released_there(make_desk: Callable[..., Any]) -> None:
    """D085. A switch that is not reached may ring here all the same: she stayed on the telephone's line, unseen."""
    desk = make_desk(caps=JOINS)
    desk.tell(LineLost(desk.now, "the switch does not answer"))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.press("F12")
    assert desk.orders == [Release()]


def test_a_late_release_no_longer_names_the_key_once_the_next_caller_is_here(desk: Any) -> None:
    """It stood there still, and the key would have closed the next caller's call."""
    desk.spill()
    desk.wake(desk.press("F12"))
    assert "F12 again closes the call here" in desk.screen.notices[0].text
    desk.press("F12")
    desk.spill(number="9055550142")
    assert [each.text[9:] for each in desk.screen.notices] == [
        "RELEASE NOT CONFIRMED by the telephone: call 1 is closed here all the same"
    ]
    desk.tell(Released(desk.now))  # of the first
    assert desk.screen.notices == ()


def test_a_late_release_that_is_confirmed_is_told_no_more(desk: Any) -> None:
    desk.spill()
    desk.wake(desk.press("F12"))
    desk.releases()
    assert desk.screen.notices == ()

"""Auto-dialers and recorded messages are disconnected at once (D149)."""

from typing import Any

from app.ports import Abort, Outcome, Release


def released(desk: Any) -> bool:
    return [type(order) for order in desk.orders if isinstance(order, Release)] == [Release]


def test_one_key_releases_without_a_second_press_and_says_why(desk: Any) -> None:
    """D149."""
    desk.spill()
    desk.begin("A")
    assert desk.step == "A recorded message: disconnect at once."
    desk.choose("Disconnect now")
    assert released(desk)
    desk.releases()
    assert desk.taken()[-1] == ("auto-dialer", "end", "auto-dialer or recorded message: disconnected")
    assert desk.calls()[1]["how_ended"] == "released"


def test_an_agency_that_was_not_reached_does_not_ask_for_a_second_press(desk: Any) -> None:
    """D149: there is no information to take from a tape."""
    desk.spill()
    desk.fail("F8", Outcome.BUSY)
    desk.begin("A")
    desk.choose("Disconnect now")
    assert released(desk)


def test_an_agency_being_brought_in_is_given_up_first(desk: Any) -> None:
    """D149: no agency is left with a tape."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    desk.begin("A")
    assert desk.options == ["Give up the agency first", "A person after all"]
    desk.choose("Give up the agency first")
    assert desk.phoned == [Abort]
    desk.ends(Outcome.ABORTED)
    assert desk.options == ["Disconnect now", "A person after all"]
    desk.choose("Disconnect now")
    assert released(desk)


def test_a_dial_tone_that_stands_refuses_it_in_words(desk: Any) -> None:
    """D149: whatever is in hand is given up first, also where the step offers it (a table of the site's)."""
    from app.call.procedure import Deed
    from app.position.turn import Turn

    desk.spill()
    desk.press("F8")
    turn = Turn(desk.now)
    assert not desk.position._procedures._deeds_of.do(Deed.CLOSE, desk.position._callers.open, turn, "Alt+Z")
    assert turn.refused == {"Alt+Z": "Oshawa Fire is being brought in: Esc gives it up first"}


def test_a_person_after_all_goes_on_as_any_call(desk: Any) -> None:
    """D149."""
    desk.spill()
    desk.begin("A")
    desk.choose("A person after all")
    assert desk.step == '"Do you require Police, Fire or Ambulance?"'
    assert desk.taken()[-1] == ("auto-dialer", "end", "a person after all")


def test_without_a_caller_there_is_nothing_to_disconnect(desk: Any) -> None:
    """D149."""
    desk.begin("A")
    assert desk.taken() == []
    assert desk.screen.next_step.why == "refused: Auto-dialer: no caller on the line"

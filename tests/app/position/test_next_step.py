"""The one step that applies now, in the manual's order, and who is on the line."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import CallerGone, Instruction, LineLost, Outcome, PhoneCaps, Release
from app.position.events import DigitsTyped
from app.position.screen import NextStep


def step(desk: Any) -> NextStep:
    found: NextStep = desk.screen.next_step
    return found


def test_between_calls_nothing_is_asked(desk: Any) -> None:
    assert step(desk).text == "Ready for the next call."
    desk.spill()
    desk.press("F12")
    desk.releases()
    assert step(desk).text == "Ready for the next call."


def test_a_new_caller_is_greeted_word_for_word(desk: Any) -> None:
    """D050."""
    desk.spill()
    assert step(desk).text == '"Do you require Police, Fire or Ambulance?"'
    assert step(desk).page == "manual p. 12"


def test_on_every_call_it_is_said_that_the_address_is_the_callers(desk: Any) -> None:
    """D056: on every call, whatever is being done on it."""
    words = "The address is the caller's, not necessarily the incident's"
    desk.spill()
    assert step(desk).why.startswith("The incident is not necessarily at the caller's address")
    assert desk.screen.caller.note == words
    desk.bring_in()
    assert desk.screen.caller.note == words


def test_the_steps_of_a_conference_follow_the_manual(desk: Any) -> None:
    """D053, D065, D082, D083, D084, D085, D097."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    assert step(desk).text == 'Tell the caller: "Stay on the line for Oshawa Fire."'
    desk.answers()
    assert step(desk).text == "Listen: are caller and Oshawa Fire speaking? Then F11."
    assert step(desk).urgent
    desk.press("F11")
    assert step(desk).text == "F12 leaves; caller and Oshawa Fire stay connected."
    assert step(desk).why == "only the agency talks to the caller now, and calls any other agency itself"
    desk.press("F12")
    assert step(desk).text == "Releasing: wait for the telephone."


def test_a_caller_whom_the_agency_has_left_is_not_greeted_as_a_new_one(desk: Any) -> None:
    desk.spill()
    desk.bring_in()
    desk.press("F11")
    desk.ends(Outcome.ANSWERED)
    assert step(desk).text == "Oshawa Fire has left the line: the caller is with you."
    desk.bring_in("F5")
    assert step(desk).text == "Listen: are caller and Ambulance speaking? Then F11."


def test_an_agency_that_is_perhaps_on_a_lost_line_has_not_left(desk: Any) -> None:
    desk.spill()
    desk.bring_in()
    desk.press("F11")
    desk.tell(LineLost(desk.now, "the device is gone"))
    assert "has left" not in step(desk).text


def test_dial_tone_alone_asks_for_an_agencys_key(desk: Any) -> None:
    """D081."""
    desk.spill()
    desk.press("F2")
    assert step(desk).text == "Wait for dial tone."
    desk.dial_tone()
    assert step(desk).text == "Dial tone: press an agency's key, or type."


def test_a_failure_asks_for_the_information(desk: Any) -> None:
    """D094, D096."""
    desk.spill()
    desk.fail("F8", Outcome.NO_ANSWER)
    assert step(desk).text == "Oshawa Fire was not reached: take the information and see that it gets there."
    assert step(desk).urgent


def test_a_release_warned_of_says_why_and_what_the_next_press_does(desk: Any) -> None:
    """D084."""
    desk.spill()
    desk.press("F8")
    warned = desk.press("F12")
    assert step(desk).text == "F12 again releases; F11 confirms voice contact."
    assert step(desk).why == "no voice contact with Oshawa Fire yet"
    desk.wake(warned)
    assert "again" not in step(desk).text
    assert desk.face("F12").state == ""


def test_a_warning_names_the_key_that_does_something_there(desk: Any) -> None:
    """D084, D094. Nobody is being brought in: VOICE CONTACT would only have been refused."""
    desk.spill()
    desk.fail("F8")
    desk.press("F12")
    assert step(desk).text == "F12 again releases; Alt+I marks the information as taken."
    desk.press("Alt+I")
    assert "again" not in step(desk).text
    desk.tell(LineLost(desk.now, "cable out"))
    desk.wait(31)
    desk.press("F12")
    assert step(desk).text == "F12 again closes the call here: release on the set."


@pytest.mark.parametrize("key", ["F11", "Esc"])
def test_a_warning_ends_with_the_state_that_was_warned_of(desk: Any, key: str) -> None:
    """D084. It still stood after voice contact; and given up after it, an agency was released without being told."""
    desk.spill()
    desk.bring_in("F8")
    desk.press("F12")
    desk.press(key)
    assert "again" not in step(desk).text
    assert desk.face("F12").state == ""
    if key == "Esc":
        desk.ends(Outcome.ABORTED)
        desk.press("F12")
        assert desk.face("F12").state.startswith("refused: F12 again releases; Oshawa Fire was given up")


def test_whom_she_dials_on_the_set_after_feature_is_not_dial_tone_any_more(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=PhoneCaps(by_hand=True, answer_seen="none", dial_tone_seen=False, ring_count="none"))
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.rings(1)
    assert step(desk).text == 'Tell the caller: "Stay on the line for the one I am calling."'
    desk.answers()
    assert step(desk).text == "Listen: are caller and the one you dialled speaking? Then F11."
    desk.press("F12")
    assert step(desk).why == "no voice contact with the one you dialled yet"
    assert step(desk).text == "F12 again releases; F11 confirms voice contact."
    desk.press("F11")
    desk.press("F12")
    assert desk.phoned == [Release]


def test_a_caller_who_hung_up_can_be_rung_back(desk: Any) -> None:
    """D129."""
    desk.spill()
    desk.tell(CallerGone(desk.now))
    assert step(desk).text == "The caller hung up. F3 rings back, F12 closes the call."
    desk.press("F3")
    assert step(desk).text == "Listen: the caller's telephone rings, steady or in two short rings, until answered."


def test_a_cellular_caller_who_hung_up_is_not_said_to_be_rung_back(desk: Any, cellular: Any) -> None:
    """D106, D130: once the call back is done or not needed, nothing but the release is left."""
    desk.spill(service_class="CEL", service=cellular)
    desk.tell(CallerGone(desk.now))
    desk.choose("The need is known")
    assert step(desk).text == "The caller hung up. F12 closes the call."
    assert "no ring back" in step(desk).why


def test_the_first_step_offers_what_is_done_where_nobody_speaks(desk: Any) -> None:
    """Q17, F17: offered, for the console cannot hear."""
    desk.spill()
    assert step(desk).why.endswith("silent: Ctrl+G, V")


def test_a_caller_who_hung_up_while_an_agency_rings_is_not_to_be_told_to_stay(desk: Any) -> None:
    desk.spill()
    desk.press("F8")
    desk.tell(CallerGone(desk.now))
    assert step(desk).text == "The caller hung up. Tell Oshawa Fire what you know; then F3 rings back."
    assert step(desk).urgent


def test_d130_a_cellular_caller_who_hangs_up_meanwhile_is_not_said_to_be_rung_back(desk: Any, cellular: Any) -> None:
    """D130, D106."""
    desk.spill(service_class="CEL", service=cellular)
    desk.press("F8")
    desk.caller_hangs_up()
    assert step(desk).text == "The caller hung up. Tell Oshawa Fire what you know; Ctrl+G, B calls back."


def test_what_the_set_wants_pressed_comes_first(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(by_hand=True, answer_seen="none"))
    desk.spill()
    desk.press("F4")
    desk.tell(Instruction(desk.now, "press HOLD on the set"))
    assert step(desk) == NextStep("press HOLD on the set", "on the telephone set", urgent=True)
    desk.press("F8")
    assert "HOLD" not in step(desk).text


def test_the_line_names_everybody_on_it(desk: Any) -> None:
    assert desk.screen.line == "nobody on the line"
    desk.spill()
    assert desk.screen.line == "one party on line: caller"
    desk.bring_in("F5")
    assert desk.screen.line == "two parties on line: caller, Ambulance answered"
    desk.press("F11")
    desk.press("F8")
    desk.dial_tone()
    desk.rings(1)
    assert desk.screen.line == "three parties on line: caller, Ambulance, Oshawa Fire ringing"
    desk.tell(CallerGone(desk.now))
    assert desk.screen.line == "two parties on line: Ambulance, Oshawa Fire ringing; the caller hung up"


def test_a_caller_who_hung_up_alone_leaves_nobody_on_the_line(desk: Any) -> None:
    desk.spill()
    desk.tell(CallerGone(desk.now))
    assert desk.screen.line == "nobody on line; the caller hung up"


def test_more_parties_than_words_are_counted_in_figures(desk: Any) -> None:
    desk.spill()
    for key in ("F5", "F6", "F7", "F8"):
        desk.bring_in(key, 1)
        desk.press("F11")
    assert desk.screen.line.startswith("5 parties on line: caller, Ambulance")


def test_typed_digits_are_no_name_to_be_told_to_a_caller(desk: Any) -> None:
    """D065: "stay on the line for ___" is said to her."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, "555-1234"))
    assert step(desk).text == 'Tell the caller: "Stay on the line for the one I am calling."'
    desk.answers()
    assert step(desk).text == "Listen: are caller and the one you dialled speaking? Then F11."
    desk.press("F11")
    assert step(desk).text == "F12 leaves; caller and the one you dialled stay connected."
    assert "dialled 5551234" in desk.screen.line


@pytest.mark.parametrize("key", ["F2", "F8"])
def test_esc_is_not_named_where_the_telephone_cannot_give_an_attempt_up(
    make_desk: Callable[..., Any], key: str
) -> None:
    desk = make_desk(caps=PhoneCaps(abort=False))
    desk.spill()
    desk.press(key)
    if key == "F2":
        assert step(desk).why == "the set gives it up; the caller stays on the line"
    desk.wait(2)
    desk.press("F7" if key == "F8" else "F3")
    words = [desk.face("F7").state if key == "F8" else "", step(desk).why]
    assert not any("Esc" in each for each in words)


def test_d096_the_rings_of_a_number_without_a_key_are_counted_on_the_line(desk: Any) -> None:
    """Of an agency they stand on its key; of what was typed they stood nowhere, though she tells of each by a key."""
    desk.spill()
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, "555-1234"))
    desk.rings(2)
    assert desk.screen.line == "two parties on line: caller, dialled 5551234 ringing (ring 2 of 6)"

"""Which step stands on the screen: the telephone's own come before a procedure's."""

from typing import Any

import pytest

from app.ports import Instruction


def test_a_warned_release_comes_before_a_procedures_step(desk: Any) -> None:
    """D084: the warning is what she must read."""
    desk.spill()
    desk.fail("F8")
    desk.press("F3")
    assert desk.step == "What do you hear on the caller's line?"
    desk.press("F12")
    assert desk.step == "F12 again releases; Alt+I marks the information as taken."
    assert desk.screen.options == ()


def test_what_is_to_be_pressed_on_the_set_comes_before_a_procedures_step(desk: Any) -> None:
    desk.spill()
    desk.press("F3")
    desk.tell(Instruction(desk.now, "press HOLD on the set"))
    assert desk.step == "press HOLD on the set"


def test_a_procedures_step_comes_before_the_calm_words_of_the_call(desk: Any) -> None:
    desk.spill()
    desk.caller_hangs_up()
    assert desk.step.startswith("The caller hung up.")
    desk.press("F3")
    assert desk.step.startswith("Listen: the caller's telephone rings")


def test_calm_keys_are_kept_from_one_caller_to_the_next(desk: Any) -> None:
    first = desk.spill().screen
    assert desk.spill().screen.agency_keys is first.agency_keys


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("Ctrl+K", "a call is open: release it first"),
        ("Ctrl+W", "nobody waits"),
        ("Alt+A", "this telephone is answered on the set"),
        ("Alt+D", "no open task"),
        ("Alt+H", "the line is not lost"),
        ("Alt+I", "no agency has failed on this call"),
        ("Alt+1", "no agency has failed on this call"),
        ("Alt+R", "look at an ended call of today first"),
    ],
)
def test_a_key_that_stands_nowhere_is_refused_in_words_beside_the_step(desk: Any, key: str, why: str) -> None:
    """Screen rule 5: it was pressed, and nothing at all was seen."""
    desk.spill()
    desk.press(key)
    assert desk.screen.next_step.why == f"refused: {why}"


def test_a_key_that_stands_there_says_itself_why_it_is_refused(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    why = desk.screen.next_step.why
    desk.press("Alt+3")
    assert desk.face("Alt+3").state.startswith("refused: ")
    assert desk.screen.next_step.why == why


def test_what_a_form_refused_before_does_not_hide_why_a_key_is_refused_now(desk: Any) -> None:
    desk.spill()
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("", "")
    assert "expected some words" in desk.screen.next_step.why
    desk.press("Ctrl+J")
    assert desk.screen.next_step.why == "refused: no other procedure is open for this call"

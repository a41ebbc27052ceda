"""Which step stands on the screen: the telephone's own come before a procedure's."""

from typing import Any

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

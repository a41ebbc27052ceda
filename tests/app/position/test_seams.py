"""Where procedures, the telephone, callers who wait and calls taken up again meet.

Nothing of one call leaks to another, no step stands that does not apply, and no key promises what it does not do.
"""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import (
    Answer,
    CallerGone,
    CallerHere,
    CallerRinging,
    HeldOnLine,
    Instruction,
    LineLost,
    LineUp,
    PhoneCaps,
    Release,
    ReleaseRefused,
)
from app.position.decision import Tell
from app.position.events import CallLookedAt, DigitsTyped, PhoneChanged, StepTaken
from app.position.screen import Pane
from app.spill.model import NumberStatus
from tests.app.position.conftest import CEL
from tests.app.position.standing_desk import StandingDesk

CELLULAR = {"service_class": "CEL", "service": CEL}
NUMBER = "9053261224"
CUT_OFF = "The line was lost with the caller on it. F3 rings back, Alt+H takes the set."
CALL_BACK_ONCE = "The caller is gone before the need was known: call back ONCE."


@pytest.fixture
def line(make_desk: Callable[..., Any]) -> Any:
    """A desk whose telephone answers, with a caller on the line and nothing sent of her yet."""
    desk = make_desk(caps=PhoneCaps(can_answer=True, can_hold=True))
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, NUMBER, 1))
    desk.press("Alt+A")
    desk.tell(CallerHere(desk.now, NUMBER, 1))
    return desk


def hangs_up(desk: Any) -> None:
    desk.tell(CallerGone(desk.now, 1))


def take_up(desk: Any, call: int = 1) -> None:
    desk.tell(CallLookedAt(desk.now, call))
    desk.press("Alt+R")


# --- what is asked of one caller is not asked of the next ---


def test_what_was_asked_of_one_caller_is_not_asked_of_the_next(desk: Any) -> None:
    desk.spill(**CELLULAR)
    desk.caller_hangs_up()
    desk.choose("Evidence of emergency")
    assert desk.screen.form is not None
    desk.spill(number="9055550000", name="SMITH, ANN")
    assert desk.screen.caller.name.text == "SMITH, ANN"
    assert desk.screen.form is None


@pytest.mark.parametrize("keys", [("Ctrl+J",), ("Ctrl+G", "E")])
def test_a_form_goes_with_the_step_it_was_asked_by(desk: Any, keys: tuple[str, ...]) -> None:
    desk.spill()
    desk.begin("P")
    desk.begin("O")
    desk.press("Ctrl+J")
    desk.choose("Type it here")
    for key in keys:
        desk.press(key)
    assert desk.screen.form is None


# --- a second press that does not release is not promised ---


def test_no_second_press_is_offered_where_a_procedure_forbids_release_d102(desk: Any) -> None:
    desk.spill()
    desk.begin("V")
    desk.begin("A")
    desk.choose("Disconnect now")
    assert "No voice" in desk.screen.next_step.why  # refused, and says by which
    assert "again releases" not in desk.step
    assert desk.face("F12").state != "press again"


def test_a_warning_goes_when_a_procedure_forbids_release_d101(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.press("F12")
    desk.begin("V")
    assert desk.step.startswith("Ask:")
    desk.press("F12")
    assert Release not in desk.phoned


# --- an agency that has the information is not asked for again ---


def test_what_an_agency_has_by_another_way_is_no_longer_asked_for_d094(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.deliver()
    assert desk.step == "Oshawa Fire has the information. Anything new still goes there; F12 leaves."
    desk.press("F12")
    assert desk.phoned == [Release]


def test_what_failed_again_after_that_is_owed_again_d094(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.deliver()
    desk.fail("F8")
    assert desk.step.startswith("Oshawa Fire was not reached")
    desk.press("F12")
    assert desk.phoned == []


def test_the_supervisor_is_no_agency(desk: Any) -> None:
    desk.spill()
    desk.begin("P")
    desk.choose("It is the O.P.P.'s")
    desk.fail("F10")
    desk.press("Alt+5")
    desk.dial_tone()
    desk.answers()
    desk.press("F11")
    assert desk.step.startswith("Ontario Provincial Police: press their key")
    assert not any("O.P.P." in result for _procedure, _step, result in desk.taken())


# --- a call that is taken up again goes on whole (D068) ---


def test_procedures_go_on_with_the_call_that_the_key_takes_up_again_d068(desk: Any) -> None:
    desk.spill()
    desk.begin("V")
    desk.releases()
    take_up(desk)
    assert "NOT ALL THREE ARE TOLD" in desk.step
    told = [order.event for order in desk.orders if isinstance(order, Tell) and isinstance(order.event, StepTaken)]
    assert [(each.call, each.step) for each in told] == [(1, "end"), (2, "listed-not-told")]  # found again so
    desk.choose("Take up again")
    assert desk.step.startswith("Press Ambulance")
    desk.press("F12")
    assert Release not in desk.phoned


def test_what_is_owed_of_a_call_is_owed_of_the_one_it_is_taken_up_again_as_d068(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    desk.press("F12")
    desk.press("F12")
    desk.releases()
    take_up(desk)
    assert "call 2" in desk.screen.tasks[0]
    desk.bring_in("F8")
    desk.press("F11")
    assert desk.screen.tasks == ()


def test_a_watch_taken_up_again_offers_no_ring_back_d102(desk: Any) -> None:
    desk.spill()
    desk.begin("V")
    desk.releases()
    desk.choose("All are told")
    desk.fill("Sgt Miller, by telephone")
    desk.choose("Take up again")
    assert desk.step == "All three are told. Release; the watch goes on in the list."
    assert "Ring back" not in desk.options
    desk.choose("Release")
    desk.releases()
    assert desk.step.endswith("has an agency reported from the door?")


def test_a_choice_that_cannot_be_made_never_leaves_an_empty_step(desk: Any) -> None:
    desk.spill()
    desk.releases()
    take_up(desk)
    desk.begin("R")
    assert desk.step
    assert ("ring-back", "end", "could not be done") in desk.taken()


# --- data that comes late ---


def test_data_alone_rings_nobody_back_and_leaves_no_empty_step_d129(line: Any) -> None:
    hangs_up(line)
    line.press("F3")
    assert line.step == "Which line did this call come on?"
    line.spill()
    assert line.step == "Data came: a 9-1-1 call, and the caller is gone. Ring back?"
    assert line.phoned == []
    line.press("F3")
    assert line.attempt


def test_a_wireless_caller_of_whom_data_comes_after_hanging_up_is_called_back_d106(line: Any) -> None:
    hangs_up(line)
    line.spill(**CELLULAR)
    assert line.step == CALL_BACK_ONCE
    assert line.phoned == []
    line.choose("The need is known")
    line.spill(call_number="00552", address="12 KING ST", **CELLULAR)
    assert line.step != CALL_BACK_ONCE  # it was said


def test_a_number_that_comes_with_a_later_spill_can_be_called_back_d111(desk: Any) -> None:
    desk.spill(number="", number_status=NumberStatus.ABSENT, call_number="00900", **CELLULAR)
    desk.caller_hangs_up()
    assert desk.step.startswith("This number cannot be called back")
    desk.spill(call_number="00900", **CELLULAR)
    assert desk.step == CALL_BACK_ONCE


def test_a_wireless_caller_who_hangs_up_while_waiting_is_called_back_d106(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, NUMBER, 1))
    desk.spill(**CELLULAR)
    desk.tell(CallerRinging(desk.now, "9055550000", 2))
    desk.press("Ctrl+W")  # the second has the screen, the first waits
    hangs_up(desk)
    desk.press("Alt+A")
    desk.tell(CallerHere(desk.now, "9055550000", 2))
    desk.press("F12")
    desk.releases()
    assert desk.step == CALL_BACK_ONCE


# --- the telephone's own step comes first, and its keys are no others ---


def test_a_lost_line_is_told_whatever_procedure_runs(line: Any) -> None:
    line.spill()
    line.begin("V")
    line.tell(LineLost(line.now, "cable out"))
    assert line.step == CUT_OFF
    assert line.options == []
    line.press("Alt+Z")  # a key of the step that does not stand there
    assert line.step == CUT_OFF
    line.tell(LineUp(line.now))
    assert line.step.startswith("Ask:")


def test_a_lost_line_comes_before_an_agency_that_was_lost_with_it(line: Any) -> None:
    line.spill()
    line.press("F8")
    line.tell(LineLost(line.now, "cable out"))
    assert line.step == CUT_OFF


def test_nobody_is_on_hold_on_a_lost_line(line: Any) -> None:
    line.spill()
    line.tell(HeldOnLine(line.now))
    line.tell(LineLost(line.now, "cable out"))
    assert "HOLD" not in line.screen.line


def test_a_key_of_a_step_that_the_set_s_instruction_covers_does_nothing_d132(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(by_hand=True, answer_seen="none", ring_count="none"))
    desk.spill()
    desk.caller_hangs_up()
    desk.press("F3")
    desk.tell(Instruction(desk.now, "press 9-1-1 FEATURE, then *99"))
    assert desk.options == []
    desk.press("Alt+Z")
    assert "caller hung up" in desk.screen.line
    assert desk.taken()[-1][:2] == ("ring-back", "hung-up")


# --- an agency that is down and has no number (D116) ---


def test_release_wants_a_second_press_where_nothing_could_be_dialled_d094_d116(desk: Any) -> None:
    desk.spill()
    StandingDesk(desk).mark("F7")
    desk.press("F7")
    site = "Oshawa/Hampton Works Yard for Clarington Fire"
    assert desk.step == f"{site} was not reached: take the information and see that it gets there."
    desk.press("F12")
    assert desk.phoned == []
    assert "not marked as taken" in desk.face("F12").state
    desk.press("Alt+I")
    assert desk.face("Alt+I").state == "taken"
    desk.press("F12")
    assert desk.phoned == [Release]


def test_once_it_has_the_information_one_press_releases_d094_d116(desk: Any) -> None:
    desk.spill()
    StandingDesk(desk).mark("F7")
    desk.press("F7")
    desk.deliver()
    assert desk.step.endswith("has the information. Anything new still goes there; F12 leaves.")
    desk.press("F12")
    assert desk.phoned == [Release]


# --- Esc, and words that lead nowhere ---


@pytest.mark.parametrize(("keys", "pane"), [(("Ctrl+D",), Pane.DIRECTORY), (("Ctrl+G",), Pane.PROCEDURES)])
def test_esc_closes_what_was_opened_over_a_form_and_the_form_only_then(
    desk: Any, keys: tuple[str, ...], pane: Pane
) -> None:
    desk.spill()
    desk.begin("P")
    desk.choose("Type it here")
    for key in keys:
        desk.press(key)
    assert desk.screen.pane is pane
    desk.press("Esc")
    assert desk.screen.pane is Pane.TODAY
    assert desk.screen.form is not None
    desk.press("Esc")
    assert desk.screen.form is None


def test_who_cannot_be_answered_yet_is_not_answered_with_a_key_that_is_refused(line: Any) -> None:
    line.spill()
    line.begin("V")
    line.tell(CallerRinging(line.now, "9055550000", 2))
    line.press("Alt+A")
    assert line.face("Alt+A").state.startswith("refused: No voice: not before it was asked")
    line.press("Ctrl+N")
    assert line.face("Ctrl+N").state.startswith("refused: No voice: not before it was asked")


def test_the_key_to_the_next_procedure_is_named_only_where_it_goes_there(desk: Any) -> None:
    desk.spill(**CELLULAR)
    desk.caller_hangs_up()
    desk.spill(number="9055550000")
    assert desk.screen.tasks == (f"Call back (call 1): {CALL_BACK_ONCE} (after this call)",)
    desk.press("Ctrl+J")
    assert desk.screen.next_step.why == "refused: no other procedure is open for this call"
    desk.press("F12")
    desk.releases()
    assert desk.step == CALL_BACK_ONCE


def test_a_caller_who_is_heard_to_speak_is_on_the_line_again(line: Any) -> None:
    line.spill()
    line.begin("V")
    hangs_up(line)
    assert "hung up" in line.screen.line
    line.choose("Somebody speaks")
    assert line.screen.line == "one party on line: caller"
    assert line.step.startswith('"Do you require')


def test_another_agencys_voice_contact_is_not_the_one_that_is_waited_for(desk: Any) -> None:
    desk.spill()
    desk.begin("P")
    desk.choose("It is the O.P.P.'s")
    desk.bring_in("F8")
    desk.press("F11")
    assert desk.step.startswith("Ontario Provincial Police")
    desk.bring_in("F10")
    desk.press("F11")
    assert desk.taken()[-1] == ("police", "end", "conferenced with the O.P.P.")


def test_the_key_that_closes_a_task_says_whose_where_it_is_another_callers_d094(desk: Any) -> None:
    desk.spill()
    desk.fail("F8")
    assert desk.face("Alt+D").state == "asks who took it"
    desk.spill(number="9055550000")
    assert desk.face("Alt+D").state == "asks who took it, of call 1"


def test_a_parked_caller_who_could_not_be_left_is_not_called_back(desk: Any) -> None:
    desk.spill()
    desk.begin("S")
    desk.choose("We call back: leave")
    desk.tell(ReleaseRefused(desk.now, "far end refused"))
    assert "Call back" not in desk.options
    assert desk.step.startswith("Move this caller")
    assert desk.taken() == [("parked", "which", ""), ("parked", "move", "")]


def test_a_parked_call_that_its_key_took_up_again_is_called_back_from_its_step_d068(desk: Any) -> None:
    desk.spill()
    desk.begin("S")
    desk.choose("We call back: leave")
    desk.releases()
    take_up(desk)
    desk.choose("Call back")
    assert desk.step.startswith("Listen:")


def test_an_agency_that_is_brought_in_a_second_time_is_what_a_step_waits_for_d008(desk: Any) -> None:
    """It spoke before the procedure began; the step asks for its key, and ends when it speaks again."""
    desk.spill()
    desk.bring_in("F10")
    desk.press("F11")
    desk.begin("P")
    desk.choose("It is the O.P.P.'s")
    desk.wait(5)
    desk.bring_in("F10")
    assert desk.taken()[-1][1] == "opp"
    desk.press("F11")
    assert desk.taken()[-1] == ("police", "end", "conferenced with the O.P.P.")


def test_a_second_press_of_voice_contact_says_that_it_is_confirmed(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F5")
    desk.press("F11")
    desk.press("F11")
    assert desk.face("F11").state == "refused: voice contact is confirmed already"
    assert desk.screen.line == "two parties on line: caller, Ambulance"


# --- a caller who rings ---


@pytest.mark.parametrize("letter", ["V", "T", "R"])
def test_a_caller_who_rings_is_answered_whatever_rule_was_begun_on_her_call_d054(make_desk: Any, letter: str) -> None:
    """The rule keeps her call on the screen: the key that answers was refused with "Alt+A answers"."""
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, NUMBER, 1))
    desk.begin(letter)
    desk.press("Alt+A")
    assert desk.orders == [Answer(1)]


def test_a_caller_who_rings_while_the_set_is_worked_by_hand_is_answered_on_the_line_d054(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(LineUp(desk.now))
    desk.tell(LineLost(desk.now, "cable out"))
    desk.tell(PhoneChanged(desk.now, "manual", PhoneCaps(by_hand=True, answer_seen="none"), True))
    desk.tell(LineUp(desk.now))
    desk.tell(CallerRinging(desk.now, NUMBER, 1))
    assert desk.step == "A caller rings on the line: Alt+H goes back to it, then Alt+A answers."


@pytest.mark.parametrize("typed", ["*99", "*9 9"])
def test_d130_the_ring_back_code_is_not_typed_for_a_call_taken_up_again(desk: Any, typed: str) -> None:
    """As its key: her caller is on no 9-1-1 line, and the switch would ring back another's."""
    desk.spill()
    desk.press("F12")
    desk.releases()
    take_up(desk)
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, typed))
    assert desk.phoned == []
    assert "its caller is on no 9-1-1 line" in desk.face("F2").state

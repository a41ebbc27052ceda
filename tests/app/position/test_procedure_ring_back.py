"""Ring back, step by step (D129-D139): who can be rung back, the two cases, and what comes in between."""

from collections.abc import Callable
from typing import Any

import pytest

from app.ports import (
    Abort,
    Answered,
    AttemptEnded,
    CallerGone,
    CallerHere,
    CallerRinging,
    Dial,
    DropAgency,
    Heard,
    LineLost,
    Outcome,
    PhoneCaps,
    Recall,
    Release,
    Ringing,
)
from app.position.events import DigitsTyped
from tests.app.position.conftest import CEL, PUB, VOI

NO_TONE, BUSY_TONE = "No tone: off the hook", "Busy tone: hung up"
HUNG_UP = "Listen: the caller's telephone rings, steady or in two short rings, until answered."
HOWLS = "Listen: ringing for six seconds, while the caller's telephone howls."
HOWLS_AGAIN = "Listen: the howler for the second time, six seconds."
HOWLED_ONCE = "Does anybody speak? If not, sound the howler once more."
HOWLED_TWICE = "No response to the second howler: hold for a Bell trace if necessary."
NO_ANSWER = "No answer. Send to the address, if one is shown, or hold for a Bell trace if necessary."
BACK = "The caller is back: ask which agency is needed."
DID_NOT_GO = "Ring back did not go through. This says nothing of the caller: try again."
BY_HAND = PhoneCaps(by_hand=True, answer_seen="none", dial_tone_seen=False, ring_count="none")
DEDUCED = PhoneCaps(answer_seen="deduced", ring_count="clock")


def case_1(desk: Any) -> Any:
    """The caller hung up, and her telephone is being rung."""
    desk.spill()
    desk.press("F3")
    desk.choose(BUSY_TONE)
    desk.dial_tone()
    desk.dialled("*99")
    return desk


def case_2(desk: Any) -> Any:
    """The telephone is off the hook, and the howler sounds for the first time."""
    desk.spill()
    desk.press("F3")
    desk.choose(NO_TONE)
    desk.dial_tone()
    desk.dialled("*99")
    return desk.tell(Ringing(desk.now, desk.attempt, 1))


def howler_over(desk: Any, began: Any) -> Any:
    """The six seconds are over, and the switch has ended the ringing."""
    desk.wake(began)
    return desk.ends(Outcome.NO_ANSWER)


def howled_twice(desk: Any) -> None:
    howler_over(desk, case_2(desk))
    desk.choose("Nobody: howl again")
    desk.dial_tone()
    desk.dialled("*99")
    howler_over(desk, desk.tell(Ringing(desk.now, desk.attempt, 1)))


def dials(desk: Any) -> list[str]:
    """Everything dialled so far."""
    return [order.digits for each in desk.decisions for order in each.orders if isinstance(order, Dial)]


# --- who can be rung back -------------------------------------------------------------------------------------------


def test_d130_a_cellular_caller_is_not_rung_back_and_the_key_says_why(desk: Any) -> None:
    desk.spill(service_class="CEL", service=CEL)
    desk.press("F3")
    assert "does not work on cellular calls; the number may be called back once" in desk.face("F3").state
    assert dials(desk) == []


def test_d130_from_the_list_too_and_the_step_offers_the_call_back(desk: Any) -> None:
    desk.spill(service_class="CEL", service=CEL)
    desk.begin("R")
    assert desk.step == "No ring back: it does not work on cellular calls."
    desk.press("F3")
    assert "refused" in desk.face("F3").state
    desk.choose("Call back")
    assert desk.step.endswith("call back ONCE.")


WITHOUT_CLASS = {"call_number": "00552", "service_class": None, "service": None}


@pytest.mark.parametrize("at", ["which tone", "no answer", "howled once", "did not go", "gone again"])
def test_d130_nor_one_whose_class_comes_after_the_procedure_has_begun(desk: Any, at: str) -> None:
    """D130: the number comes first, its class with the address."""
    desk.spill(**WITHOUT_CLASS)
    desk.press("F3")
    if at == "howled once":
        desk.choose(NO_TONE)
        desk.dial_tone()
        howler_over(desk, desk.tell(Ringing(desk.now, desk.attempt, 1)))
        desk.ends(Outcome.NO_ANSWER)
    elif at != "which tone":
        desk.choose(BUSY_TONE)
        desk.dial_tone()
        desk.ends(Outcome.CIRCUITS_BUSY if at == "did not go" else Outcome.NO_ANSWER)
    if at == "gone again":
        desk.choose("Ring back again")
        desk.dial_tone()
        desk.answers()
        desk.ends(Outcome.ANSWERED)
    gone = at not in ("which tone", "howled once")
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    if gone:
        assert desk.step == "The caller is gone before the need was known: call back ONCE."
    else:
        assert desk.step == "No ring back: it does not work on cellular calls."
    desk.press("F3")
    assert "cellular" in desk.face("F3").state
    assert desk.phoned == []


def test_d130_d106_a_class_that_comes_while_it_rings_is_gone_by_when_it_has_ended(desk: Any) -> None:
    """D106: nobody can be rung back there; the one call back is offered in its place."""
    desk.spill(**WITHOUT_CLASS)
    desk.press("F3")
    desk.choose(BUSY_TONE)
    desk.dial_tone()
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    desk.ends(Outcome.NO_ANSWER)
    desk.press("F3")
    assert "cellular" in desk.face("F3").state
    assert desk.phoned == []
    desk.press("Ctrl+J")
    assert desk.step == NO_ANSWER
    assert desk.options == ["Send to the address", "Hold for trace", "Leave it"]


@pytest.mark.parametrize("choice", [BUSY_TONE, NO_TONE, "", "again"])
def test_d130_nor_one_whose_class_comes_before_dial_tone(desk: Any, choice: str) -> None:
    """D130: *99 left all the same, once dial tone came."""
    desk.spill(**WITHOUT_CLASS)
    desk.press("F3")
    if choice == "again":
        desk.choose(NO_TONE)
        desk.dial_tone()
        howler_over(desk, desk.tell(Ringing(desk.now, desk.attempt, 1)))
        desk.choose("Nobody: howl again")
    elif choice:
        desk.choose(choice)
    else:
        desk.press("F3")
    before = dials(desk)
    desk.spill(call_number="00552", service_class="CEL", service=CEL)
    assert Abort in desk.phoned
    desk.dial_tone()
    assert dials(desk) == before
    desk.ends(Outcome.ABORTED)
    gone = choice == BUSY_TONE
    assert desk.step.startswith("The caller is gone before the need was known" if gone else "No ring back")


def test_d130_a_class_that_was_put_right_meanwhile_is_asked_about_as_any(desk: Any) -> None:
    desk.spill(call_number="00900", service_class="CEL", service=CEL)
    desk.begin("R")
    desk.spill(call_number="00900", service_class="VOI", service=VOI)
    desk.press("F3")
    assert dials(desk) == []
    assert desk.step == "VoIP: ring back is not fully tested and may not work."


def test_d130_nor_by_typing_the_code(desk: Any) -> None:
    desk.spill(service_class="CEL", service=CEL)
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, "*99"))
    assert dials(desk) == []
    assert "cellular" in desk.face("F3").state


@pytest.mark.parametrize(
    ("line", "why"), [("Seven-digit, police", "seven-digit line"), ("Bell operator", "Bell operator")]
)
def test_d130_a_call_without_data_is_asked_for_its_line_and_blocked_where_it_is_no_9_1_1_line(
    desk: Any, line: str, why: str
) -> None:
    desk.press("Ctrl+N")
    desk.press("F3")
    assert desk.step == "Which line did this call come on?"
    desk.choose(line)
    assert desk.step == "No ring back: it works on 9-1-1 lines only."
    desk.choose("Understood")
    desk.press("F3")
    assert why in desk.face("F3").state
    assert dials(desk) == []


@pytest.mark.parametrize("line", ["Seven-digit, police", "Bell operator"])
def test_d130_a_line_that_was_named_by_mistake_can_be_put_right(desk: Any, line: str) -> None:
    """D130: one wrong key must not leave a caller without ring back for the rest of the call."""
    desk.press("Ctrl+N")
    desk.press("F3")
    desk.choose(line)
    desk.choose("Understood")
    desk.begin("R")
    desk.choose("A 9-1-1 line after all")
    desk.choose(BUSY_TONE)
    desk.dial_tone()
    assert dials(desk) == ["*99"]


@pytest.mark.parametrize("gone", [False, True])
@pytest.mark.parametrize("open_still", [False, True])
def test_d130_d100_data_that_comes_shows_that_it_is_no_seven_digit_line(
    make_desk: Callable[..., Any], gone: bool, open_still: bool
) -> None:
    """D100: number and address come on 9-1-1 lines only, so what was said before them was wrong."""
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(CallerRinging(desk.now, "9053261224", 1))
    desk.tell(CallerHere(desk.now, "9053261224", 1))
    desk.press("F3")
    desk.choose("Seven-digit, police")
    if not open_still:
        desk.choose("Understood")
    if gone:
        desk.tell(CallerGone(desk.now, 1))
    desk.spill()
    if not open_still:
        desk.press("F3")
    elif gone:
        assert desk.step == "Data came: a 9-1-1 call, and the caller is gone. Ring back?"
        desk.choose("Ring back")
    if not gone:
        desk.choose(BUSY_TONE)
    desk.dial_tone()
    assert dials(desk) == ["*99"]


def test_d130_a_9_1_1_line_without_data_is_rung_back(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.press("F3")
    desk.choose("9-1-1 line")
    desk.choose(BUSY_TONE)
    desk.dial_tone()
    assert dials(desk) == ["*99"]


def test_d130_data_that_comes_late_answers_which_line(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.press("F3")
    desk.spill(service_class="CEL", service=CEL)
    desk.press("Ctrl+W")
    assert dials(desk) == []


@pytest.mark.parametrize(
    ("code", "service", "warned"),
    [
        ("VOI", VOI, "VoIP: ring back is not fully tested and may not work."),
        ("PUB", PUB, "Public pay phone: many take no incoming calls and cannot be rung back."),
    ],
)
def test_d130_voip_and_pay_phones_are_warned_of_and_rung_back_all_the_same(
    desk: Any, code: str, service: Any, warned: str
) -> None:
    desk.spill(service_class=code, service=service)
    desk.press("F3")
    assert desk.step == warned
    desk.choose("Ring back all the same")
    desk.choose(BUSY_TONE)
    desk.dial_tone()
    assert dials(desk) == ["*99"]


def test_d130_the_warning_may_be_heeded(desk: Any) -> None:
    desk.spill(service_class="PUB", service=PUB)
    desk.press("F3")
    desk.choose("Leave it")
    assert desk.taken()[-1] == ("ring-back", "end", "not rung back: pay phone")
    assert dials(desk) == []


# --- case 1: busy tone, the caller hung up ---------------------------------------------------------------------------


def test_d131_a_busy_tone_means_that_the_caller_hung_up(desk: Any) -> None:
    desk.spill()
    desk.press("F3")
    assert desk.step == "What do you hear on the caller's line?"
    desk.choose(BUSY_TONE)
    assert any(isinstance(order, Recall) for order in desk.orders)
    assert desk.step == HUNG_UP
    assert "hung up" in desk.screen.line


def test_d138_a_telephone_that_told_of_the_hang_up_is_not_asked_about_again(desk: Any) -> None:
    desk.spill()
    desk.caller_hangs_up()
    desk.press("F3")
    assert desk.step == HUNG_UP


def test_d138_the_disconnect_tone_is_told_by_her_where_the_telephone_does_not(desk: Any) -> None:
    desk.spill()
    desk.begin("H")
    assert "hung up" in desk.screen.line
    desk.press("F3")
    assert desk.step == HUNG_UP


def test_d132_it_rings_until_answered(desk: Any) -> None:
    case_1(desk)
    desk.rings(12)
    assert desk.step == HUNG_UP
    desk.answers()
    assert desk.step == BACK
    assert desk.taken()[-1] == ("ring-back", "caller-back", "case 1: the caller answered")


def test_d132_or_until_she_stops_it(desk: Any) -> None:
    case_1(desk)
    desk.rings(3)
    desk.choose("No answer: stop ringing")
    assert Abort(desk.attempt) in desk.orders
    desk.ends(Outcome.ABORTED)
    assert desk.step == NO_ANSWER


def test_d132_or_until_released(desk: Any) -> None:
    case_1(desk)
    desk.rings(3)
    desk.press("F12")
    assert Release() in desk.orders
    desk.releases()
    assert desk.taken()[-1] == ("ring-back", "end", "case 1: released while it rang")


def test_d133_no_answer_sends_to_the_address_shown(desk: Any) -> None:
    case_1(desk)
    desk.ends(Outcome.NO_ANSWER)
    assert desk.options == ["Send to the address", "Ring back again", "Hold for trace", "Leave it"]
    desk.choose("Send to the address")
    assert desk.screen.next_step.why == "Ring back: 324 FIRST ST N, OSHAWA"
    desk.bring_in()
    desk.press("F11")
    assert desk.taken()[-1] == ("ring-back", "end", "no answer: sent to the address shown")


@pytest.mark.parametrize(
    ("service", "again", "warning"),
    [
        (PUB, "Ring back again", "Public pay phone: many take"),
        (PUB, "F3", "Public pay phone: many take"),
        (VOI, "F3", "VoIP: ring back is not fully tested"),  # the key's own step leads, before that of the call back
    ],
)
def test_d077_d130_a_class_that_came_after_the_first_ring_back_is_warned_of_before_the_next(
    desk: Any, service: Any, again: str, warning: str
) -> None:
    desk.spill(call_number="00900", service_class=None, service=None)
    desk.caller_hangs_up()
    desk.press("F3")
    desk.dial_tone()
    desk.dialled("*99")
    desk.ends(Outcome.NO_ANSWER)
    assert desk.step == NO_ANSWER
    desk.spill(call_number="00900", service_class=service.code, service=service)
    if again == "F3":
        desk.press(again)
    else:
        desk.choose(again)
    assert desk.step.startswith(warning)
    desk.choose("Ring back all the same")
    desk.dial_tone()
    assert dials(desk) == ["*99", "*99"]


@pytest.mark.parametrize(
    ("service", "warning"), [(PUB, "Public pay phone: many take"), (VOI, "VoIP: ring back is not fully tested")]
)
def test_d077_d130_a_class_that_comes_while_it_is_asked_what_is_heard_is_warned_of(
    desk: Any, service: Any, warning: str
) -> None:
    desk.spill(call_number="00900", service_class=None, service=None)
    desk.press("F3")
    desk.spill(call_number="00900", service_class=service.code, service=service)
    assert desk.step.startswith(warning)
    desk.choose("Ring back all the same")
    desk.choose(BUSY_TONE)
    desk.dial_tone()
    assert dials(desk) == ["*99"]


def test_d133_without_an_address_there_is_only_the_trace(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.press("F3")
    desk.choose("9-1-1 line")
    desk.choose(BUSY_TONE)
    desk.dial_tone()
    desk.ends(Outcome.BUSY)
    assert desk.options == ["Ring back again", "Hold for trace", "Leave it"]
    desk.choose("Hold for trace")
    assert desk.taken()[-1] == ("ring-back", "end", "no answer: hold for trace")
    assert desk.screen.next_step.why.startswith("Hold for trace:")


def test_d133_an_agency_told_meanwhile_ends_it(desk: Any) -> None:
    case_1(desk)
    desk.ends(Outcome.NO_ANSWER)
    desk.bring_in()
    desk.press("F11")
    assert desk.taken()[-1] == ("ring-back", "end", "no answer: an agency was told")


# --- case 2: no tone, the telephone is off the hook ------------------------------------------------------------------


def test_d134_no_tone_means_that_the_telephone_is_off_the_hook(desk: Any) -> None:
    desk.spill()
    desk.press("F3")
    desk.choose(NO_TONE)
    assert "hung up" not in desk.screen.line
    desk.dial_tone()
    assert dials(desk) == ["*99"]


def test_d135_the_six_seconds_run_from_the_ringing_and_are_counted_down(desk: Any) -> None:
    desk.spill()
    desk.press("F3")
    desk.choose(NO_TONE)
    assert desk.screen.next_step.until is None
    desk.wait(4)
    desk.dial_tone()
    desk.dialled("*99")
    desk.tell(Ringing(desk.now, desk.attempt, 1))
    assert desk.step == HOWLS
    assert (desk.screen.next_step.until - desk.now).total_seconds() == 6


def test_d135_on_a_line_that_tells_of_no_ring_she_says_that_it_rings(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=PhoneCaps(ring_count="none", answer_seen="none"))
    desk.spill()
    desk.press("F3")
    desk.choose(NO_TONE)
    desk.dial_tone()
    desk.choose("It rings")
    assert desk.step == HOWLS


def test_d136_no_response_repeats_it_once(desk: Any) -> None:
    howler_over(desk, case_2(desk))
    assert desk.step == HOWLED_ONCE
    desk.choose("Nobody: howl again")
    desk.dial_tone()
    assert dials(desk) == ["*99", "*99"]
    desk.dialled("*99")
    desk.tell(Ringing(desk.now, desk.attempt, 1))
    assert desk.step == HOWLS_AGAIN


def test_d136_a_switch_that_goes_on_ringing_is_stopped_first(desk: Any) -> None:
    """Two presses: nothing is dialled but by one."""
    desk.wake(case_2(desk))
    assert desk.step == HOWLED_ONCE
    desk.choose("Nobody: stop the first")
    assert Abort(desk.attempt) in desk.orders
    desk.ends(Outcome.ABORTED)
    assert dials(desk) == ["*99"]
    desk.choose("Nobody: howl again")
    assert any(isinstance(order, Recall) for order in desk.orders)


def test_d136_an_answer_while_it_is_being_stopped_still_counts(desk: Any) -> None:
    desk.wake(case_2(desk))
    desk.choose("Nobody: stop the first")
    desk.choose("Somebody speaks")
    assert desk.step == BACK


def test_d136_the_switch_may_end_the_ringing_before_the_six_seconds(desk: Any) -> None:
    case_2(desk)
    desk.ends(Outcome.UNKNOWN)
    assert desk.step == HOWLED_ONCE


def test_d137_no_response_to_the_second_offers_the_trace(desk: Any) -> None:
    howled_twice(desk)
    assert desk.step == HOWLED_TWICE
    desk.choose("Hold for trace")
    assert ("trace", "asked", "") in desk.taken()
    assert ("ring-back", "end", "case 2: no response to the second howler, hold for trace") in desk.taken()


def test_d137_there_is_no_third_howler(desk: Any) -> None:
    howled_twice(desk)
    assert not any("howl" in label for label in desk.options)


def test_an_answer_that_comes_late_is_an_answer(desk: Any) -> None:
    desk.wake(case_2(desk))
    assert desk.step == HOWLED_ONCE
    desk.answers()
    assert desk.step == BACK


def test_somebody_who_speaks_ends_the_howler(desk: Any) -> None:
    case_2(desk)
    desk.choose("Somebody speaks")
    assert Abort(desk.attempt) in desk.orders
    assert desk.step == BACK
    desk.ends(Outcome.ABORTED)
    desk.press("F8")
    assert any(isinstance(order, Recall) for order in desk.orders)


def test_somebody_who_speaks_after_the_ringing_ended_needs_nothing_stopped(desk: Any) -> None:
    howler_over(desk, case_2(desk))
    desk.choose("Somebody speaks")
    assert desk.step == BACK
    assert not any(isinstance(order, Abort) for order in desk.orders)


# --- what comes in between -------------------------------------------------------------------------------------------


def test_the_key_pressed_twice_dials_and_asks_meanwhile(desk: Any) -> None:
    desk.spill()
    desk.press("F3")
    desk.press("F3")
    desk.dial_tone()
    assert dials(desk) == ["*99"]
    assert desk.options == ["Hung up", "Off the hook", "Somebody speaks"]
    desk.choose("Off the hook")
    assert desk.step == HOWLS


def test_a_switch_that_refuses_says_nothing_of_the_caller(desk: Any) -> None:
    case_1(desk)
    desk.ends(Outcome.CIRCUITS_BUSY)
    assert desk.step == DID_NOT_GO
    desk.choose("Ring back again")
    desk.dial_tone()
    assert dials(desk) == ["*99", "*99"]


def test_a_line_lost_in_the_middle_of_the_howler_is_no_howler(desk: Any) -> None:
    case_2(desk)
    desk.tell(LineLost(desk.now, "cable pulled"))
    assert desk.step == DID_NOT_GO


def test_an_agency_key_waits_until_the_ringing_is_stopped(desk: Any) -> None:
    case_1(desk)
    desk.rings(1)
    desk.press("F8")
    assert "Esc gives it up" in desk.face("F8").state
    assert desk.step == HUNG_UP


def test_an_agency_may_be_brought_in_between_and_the_step_comes_back(desk: Any) -> None:
    desk.spill()
    desk.press("F3")
    desk.press("F8")
    desk.dial_tone()
    assert "Stay on the line for Oshawa Fire" in desk.step
    desk.ends(Outcome.BUSY)
    assert desk.step == "What do you hear on the caller's line?"


def test_another_spill_waits_beside_the_screen_meanwhile(desk: Any) -> None:
    desk.spill(name="FIRST CALLER")
    desk.press("F3")
    desk.spill(name="SECOND CALLER")
    assert desk.screen.caller.name.text == "FIRST CALLER"
    assert len(desk.screen.waiting) == 1
    desk.press("F12")
    desk.releases()
    assert desk.screen.caller.name.text == "SECOND CALLER"


def test_a_caller_who_hangs_up_again_is_rung_back_again(desk: Any) -> None:
    case_1(desk)
    desk.answers()
    desk.caller_hangs_up()
    assert desk.step == "The caller hung up again: ring back once more."
    desk.choose("Ring back again")
    desk.dial_tone()
    assert dials(desk) == ["*99", "*99"]


def test_the_end_of_the_leg_that_was_answered_is_the_caller_gone_again(desk: Any) -> None:
    case_1(desk)
    desk.answers()
    desk.tell(AttemptEnded(desk.now, desk.attempt, Outcome.UNKNOWN))
    assert desk.step == "The caller hung up again: ring back once more."
    assert "hung up" in desk.screen.line


def test_on_a_set_worked_by_hand_she_tells_what_she_heard(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=BY_HAND)
    desk.spill()
    desk.press("F3")
    desk.choose(BUSY_TONE)
    desk.press("Ctrl+2")
    assert Heard("ringing") in desk.orders
    desk.tell(Ringing(desk.now, desk.attempt, 1, "call-taker"))
    assert desk.step == HUNG_UP
    desk.choose("Caller answers")
    assert desk.step == BACK
    assert desk.calls()[1]["legs"][1]["outcome"] == "answered"


def test_on_a_set_worked_by_hand_the_howler_runs_from_the_ring_she_heard(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=BY_HAND)
    desk.spill()
    desk.press("F3")
    desk.choose(NO_TONE)
    began = desk.tell(Ringing(desk.now, desk.attempt, 1, "call-taker"))
    desk.wake(began)
    assert desk.step == HOWLED_ONCE


def test_silence_taken_for_an_answer_is_asked_about_and_not_believed(make_desk: Callable[..., Any]) -> None:
    desk = case_1(make_desk(caps=DEDUCED))
    desk.tell(Answered(desk.now, desk.attempt, "deduced"))
    assert desk.step == "The ringing has stopped. Does the caller speak?"
    desk.choose("Nobody")
    assert desk.step == NO_ANSWER
    assert "hung up" in desk.screen.line


def test_d131_silence_that_was_nobody_is_taken_off_the_line_before_the_next_ring_back(
    make_desk: Callable[..., Any],
) -> None:
    """D131: the leg would stand open under the next one, and keep the next caller beside the screen."""
    desk = make_desk(caps=DEDUCED)
    case_1(desk)
    desk.answers()
    desk.choose("Nobody")
    assert desk.phoned == [DropAgency]
    assert desk.step == NO_ANSWER
    desk.ends(Outcome.ABORTED)
    desk.choose("Ring back again")
    assert desk.phoned == [Recall]


def test_d199_a_caller_who_was_not_there_keeps_nobody_waiting(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=DEDUCED)
    case_1(desk)
    desk.answers()
    desk.wake(desk.choose("Nobody"))  # the telephone does not even confirm that it took the leg off
    desk.choose("Leave it")
    desk.spill(number="9055550100")
    assert desk.screen.waiting == ()


def test_the_silence_after_the_howler_is_no_answer(make_desk: Callable[..., Any]) -> None:
    desk = make_desk(caps=DEDUCED)
    desk.wake(case_2(desk))
    desk.tell(Answered(desk.now, desk.attempt, "deduced"))
    assert desk.step == HOWLED_ONCE
    desk.choose("Nobody: howl again")
    assert any(isinstance(order, Recall) for order in desk.orders)


def test_d139_every_ring_back_is_a_leg_and_its_case_and_result_a_step(desk: Any) -> None:
    howled_twice(desk)
    desk.choose("Leave it")
    legs = desk.calls()[1]["legs"]
    assert [(legs[leg]["agency"], legs[leg]["digits"], legs[leg]["outcome"]) for leg in (1, 2)] == [
        ("RING BACK", "*99", "no_answer")
    ] * 2
    assert [step for step in desk.taken() if step[2]] == [
        ("ring-back", "howled-once", "case 2: first howler over"),
        ("ring-back", "howled-twice", "case 2: second howler over"),
        ("ring-back", "end", "case 2: no response to the second howler"),
    ]

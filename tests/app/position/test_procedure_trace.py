"""Hold for trace, step by step (D030, D140-D148, G13): when it may be done, what Bell is told, when the line may go."""

from typing import Any

import pytest

from app.ports import CallerHere, CallerRinging, HeldOnLine, Hold, LineLost, LineUp, Outcome, PhoneCaps, Release, Resume
from app.spill.model import NumberStatus
from tests.app.position.conftest import CEL

ASKED = "Does an agency think this call serious and ask for a trace?"
RING_BACK_FIRST = "Ring back first: a trace is done when ring back has failed."
HOLD = "Hold the line, or stay on it if you must for safety. Do not release."
DATA_CAME = "Data came: (905) 326-1224, 324 FIRST ST N. Send to it; a trace is done only without data."
KEEP = "Do not release until Bell gives the address and the agency is there."
COMPLETE = "Trace complete, and the agency is at the address: the line may go."
OVER = "The line is gone: tell Bell SMC (1-800-263-7585) and your supervisor."


def asked(desk: Any) -> Any:
    """An agency asks for a trace of a call without data; ring back was not tried."""
    desk.press("Ctrl+N")
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "a child choking")
    return desk


def may(desk: Any) -> Any:
    """Ring back has failed as well."""
    asked(desk)
    desk.choose("Ring back")
    desk.choose("9-1-1 line")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    desk.ends(Outcome.NO_ANSWER)
    desk.choose("Leave it")
    desk.choose("Ring back failed: go on")
    return desk


def held(desk: Any) -> Any:
    may(desk)
    desk.choose("Hold")
    desk.tell(HeldOnLine(desk.now))
    return desk


def told(desk: Any) -> Any:
    """Bell is searching."""
    held(desk)
    desk.choose("Line no.")
    desk.fill("0512")
    desk.choose("Another call-taker")
    desk.fill("Position 3", "905-579-1520")
    desk.choose("Bell told")
    desk.fill("Ms Roy")
    return desk


def results(desk: Any) -> list[str]:
    return [result for procedure, _step, result in desk.taken() if procedure == "trace" and result]


# --- may it be done --------------------------------------------------------------------------------------------------


def test_d030_only_when_an_agency_thinks_it_serious_who_and_why_are_recorded(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.begin("T")
    assert desk.step == ASKED
    desk.choose("An agency asks")
    assert desk.screen.form.fields == ("agency who asks", "why serious")
    desk.fill("Ambulance", "a child choking")
    assert results(desk) == ["asked for by Ambulance: a child choking"]


def test_d030_without_an_agency_that_asks_there_is_none(desk: Any) -> None:
    desk.press("Ctrl+N")
    desk.begin("T")
    desk.choose("Nobody asks")
    assert results(desk) == ["no trace: no agency asks for it"]


def test_d141_where_number_or_address_came_there_is_none_and_the_step_says_why(desk: Any) -> None:
    desk.spill()
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "serious")
    assert desk.step == "No trace: a number or an address came. Only a supervisor may have it traced."
    assert "(905) 326-1224; 324 FIRST ST N" in desk.screen.next_step.why
    desk.choose("Leave it")
    assert results(desk)[-1] == "no trace: number or address came"


def test_g13_a_supervisor_may_have_it_traced_all_the_same(desk: Any) -> None:
    """D141 and D145 pull apart: the SMC may be given the caller's number, though a trace is for calls without one."""
    desk.spill()
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "serious")
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "the address is a switchboard")
    assert results(desk)[-1] == "traced all the same, Lee: the address is a switchboard"
    assert desk.step == HOLD


def test_d141_ring_back_must_have_failed_first(desk: Any) -> None:
    asked(desk)
    assert desk.step.startswith("Ring back first:")
    assert "Ring back failed: go on" not in desk.options


def test_d141_then_it_goes_on(desk: Any) -> None:
    may(desk)
    assert desk.step == HOLD


def test_d141_ring_back_that_failed_before_leads_here(desk: Any) -> None:
    """D133, D137."""
    desk.press("Ctrl+N")
    desk.press("F3")
    desk.choose("9-1-1 line")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    desk.ends(Outcome.NO_ANSWER)
    desk.choose("Hold for trace")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "serious")
    assert desk.step == HOLD


def test_d141_where_ring_back_cannot_work_it_need_not_have_failed(desk: Any) -> None:
    desk.spill(service_class="CEL", service=CEL, number=None, address=None)
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "serious")
    assert desk.step == HOLD


def test_d141_a_supervisor_may_leave_ring_back_out(desk: Any) -> None:
    asked(desk)
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "no time")
    assert desk.step == HOLD


def test_d115_a_seven_digit_line_has_no_hold_for_trace(desk: Any) -> None:
    asked(desk)
    desk.choose("Ring back")
    desk.choose("Seven-digit, police")
    desk.choose("Understood")
    desk.choose("No 9-1-1 line: go on")
    assert desk.step == "No trace: this is a seven-digit line, and hold for trace works on 9-1-1 lines."
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "the set shows a tandem line")
    assert desk.step == HOLD


def test_d115_a_line_that_was_named_by_mistake_is_put_right_and_rung_back_first(desk: Any) -> None:
    asked(desk)
    desk.choose("Ring back")
    desk.choose("Seven-digit, police")
    desk.choose("Understood")
    desk.choose("No 9-1-1 line: go on")
    desk.choose("A 9-1-1 line after all")
    assert desk.step == RING_BACK_FIRST


def test_d100_an_ani_failure_is_on_a_9_1_1_line_whatever_was_said_of_the_line_before(make_desk: Any) -> None:
    """D100, D141: a record without a number still comes on 9-1-1 lines only."""
    desk = make_desk(caps=PhoneCaps(can_answer=True))
    desk.tell(CallerRinging(desk.now, "", 1))
    desk.tell(CallerHere(desk.now, "", 1))
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Oshawa Fire", "smoke")
    desk.choose("Ring back")
    desk.choose("Seven-digit, police")
    desk.choose("Understood")
    desk.choose("No 9-1-1 line: go on")
    desk.spill(number="0000000", number_status=NumberStatus.ANI_FAILURE, address=None, service_class=None, service=None)
    assert desk.step == RING_BACK_FIRST


def test_d130_a_call_from_the_bell_operator_cannot_be_rung_back_and_is_traced(desk: Any) -> None:
    asked(desk)
    desk.choose("Ring back")
    desk.choose("Bell operator")
    desk.choose("Understood")
    desk.choose("No ring back: go on")
    assert desk.step == HOLD


# --- the line is held ------------------------------------------------------------------------------------------------


def test_d140_the_circuit_is_held_by_the_telephone(desk: Any) -> None:
    may(desk)
    desk.choose("Hold")
    assert Hold() in desk.orders
    desk.tell(HeldOnLine(desk.now))
    assert desk.step == "Read the tandem line number from the telephone's display."


def test_d140_though_the_caller_hung_up(desk: Any) -> None:
    told(desk)
    desk.caller_hangs_up()
    assert desk.step == KEEP
    assert desk.screen.line.endswith("ON HOLD")


def test_d140_the_hold_key_does_it_too(desk: Any) -> None:
    may(desk)
    desk.press("F4")
    desk.tell(HeldOnLine(desk.now))
    assert desk.step == "Read the tandem line number from the telephone's display."


def test_d140_a_telephone_that_cannot_hold_is_held_on_the_set(make_desk: Any) -> None:
    desk = may(make_desk(caps=PhoneCaps(can_hold=False)))
    assert "Hold" not in desk.options
    desk.choose("Held on the set")
    assert results(desk)[-1] == "held on the set"


def test_d142_the_line_number_is_read_from_the_display_and_recorded(desk: Any) -> None:
    held(desk)
    desk.choose("Line no.")
    desk.fill("0512")
    assert results(desk)[-1] == "tandem line 0512"


def test_d142_a_line_number_that_was_sent_is_not_asked_for(desk: Any) -> None:
    desk.spill(number=None, address=None, extra={"DMS line #": "05-124-00 OSHAWAFIR"})
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "serious")
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "no time")
    desk.choose("Stay on the line")
    assert desk.screen.next_step.why == "Hold for trace: line 05-124-00 OSHAWAFIR; stay on it if you must for safety"


def test_d143_another_call_taker_rings_bell_and_is_named(desk: Any) -> None:
    may(desk)
    desk.choose("Stay on the line")
    desk.choose("Not shown")
    desk.choose("Another call-taker")
    desk.fill("Position 3", "905-579-1520")
    assert results(desk)[-1] == "Position 3 rings Bell"


def test_d144_or_the_call_is_held_on_a_dn_line(desk: Any) -> None:
    held(desk)
    desk.choose("Not shown")
    desk.choose("I do, from a DN line")
    assert desk.step.startswith("On the set: transfer to a DN line, pick up, press HOLD;")
    desk.choose("Done: ring Bell now")
    desk.fill("DN 4", "905-579-1520")
    assert results(desk)[-1] == "held on DN line DN 4"


def test_d145_what_bell_is_told_stands_in_the_step_and_in_the_journal(desk: Any) -> None:
    held(desk)
    desk.choose("Line no.")
    desk.fill("0512")
    desk.choose("Another call-taker")
    desk.fill("Position 3", "905-579-1520")
    assert desk.step == "Bell SMC 1-800-263-7585: line 0512, call you back at 905-579-1520."
    desk.choose("Bell told")
    desk.fill("Ms Roy")
    assert results(desk)[-1] == (
        "told to Ms Roy of Bell SMC: line 0512, call-back 905-579-1520, caller's number (number not known)"
    )


# --- until both are there --------------------------------------------------------------------------------------------


def refused(desk: Any) -> str:
    desk.press("F12")
    assert Release() not in desk.orders
    return str(desk.face("F12").state)


def test_d146_release_is_refused_until_both_are_there(desk: Any) -> None:
    told(desk)
    assert desk.step == KEEP
    assert "not until the trace is complete" in refused(desk)
    desk.choose("Trace done")
    desk.fill("12 Lake Rd, Brock")
    assert desk.step == "Send the agency to 12 Lake Rd, Brock. Keep the line until it is there."
    assert "the agency must be at the address" in refused(desk)
    desk.choose("Agency is there")
    desk.fill("Ambulance 5")
    assert desk.step == COMPLETE
    desk.choose("Release")
    assert Release() in desk.orders
    desk.releases()
    assert results(desk)[-3:] == [
        "trace complete: 12 Lake Rd, Brock",
        "at the address: Ambulance 5",
        "trace complete, agency at the address: released",
    ]


def test_d147_bell_says_when_the_trace_is_complete_whichever_comes_first(desk: Any) -> None:
    told(desk)
    desk.choose("Agency is there")
    desk.fill("Ambulance 5")
    assert desk.step == KEEP
    assert "Agency is there ..." not in desk.options
    desk.choose("Trace done")
    desk.fill("12 Lake Rd")
    assert desk.step == COMPLETE


def test_d146_the_line_may_be_taken_back(desk: Any) -> None:
    told(desk)
    desk.choose("Trace done")
    desk.fill("12 Lake Rd")
    desk.choose("Agency is there")
    desk.fill("Ambulance 5")
    desk.choose("Take the line back")
    assert Resume() in desk.orders


@pytest.mark.parametrize("when", [may, held, told])
def test_d146_a_supervisor_ends_it_by_name_and_reason(desk: Any, when: Any) -> None:
    when(desk)
    desk.choose("Ended by")
    desk.fill("Lee", "false call")
    assert results(desk)[-1] == "ended by Lee: false call"
    desk.press("F12")
    assert Release() in desk.orders


def test_d148_difficulty_goes_to_the_managers_of_bell(desk: Any) -> None:
    told(desk)
    desk.choose("Difficulty")
    assert desk.step == "Ring the Bell 9-1-1 SMC Manager, or the Bell 9-1-1 Service Manager."
    desk.choose("A manager is told")
    desk.fill("SMC Manager", "search goes on")
    assert results(desk)[-1] == "difficulty, told to SMC Manager: search goes on"
    assert desk.step == KEEP


def test_a_line_that_the_telephone_lets_go_is_a_fact_and_the_trace_stays_listed(desk: Any) -> None:
    told(desk)
    desk.releases()
    assert desk.step == OVER
    desk.spill(number="9055550142")
    assert desk.screen.tasks == (f"Hold for trace (call 1): {OVER} (Ctrl+J)",)
    desk.press("F12")
    desk.releases()
    desk.choose("Trace done")
    desk.fill("12 Lake Rd")
    desk.choose("Agency is there")
    desk.fill("Ambulance 5")
    assert desk.step == COMPLETE
    desk.choose("Close")
    assert desk.step == "Ready for the next call."


NO_ANI = {
    "call_number": "00552",
    "number": "9110000000",
    "number_status": NumberStatus.ANI_FAILURE,
    "address": None,
    "locality": "",
    "municipality": None,
    "service_class": None,
    "service": None,
}
WAYS = {
    HOLD: (),
    "Read the tandem line number from the telephone's display.": ("Stay on the line",),
    "Who rings Bell: another call-taker, or you from a DN line?": ("Stay on the line", "Not shown"),
    "On the set: transfer to a DN line, pick up, press HOLD; ring Bell on another.": (
        "Stay on the line",
        "Not shown",
        "I do, from a DN line",
    ),
    "Ring the Bell 9-1-1 SMC Manager, or the Bell 9-1-1 Service Manager.": (
        "Stay on the line",
        "Not shown",
        "Another call-taker",
        "Difficulty",
    ),
    KEEP: ("Stay on the line", "Not shown", "Another call-taker", "Bell told"),
}


def tracing(desk: Any, *way: str) -> Any:
    """A trace of a call whose number failed, so far along this way."""
    desk.spill(**NO_ANI)
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "a child choking")
    desk.choose("Ring back")
    desk.choose("Busy tone: hung up")
    desk.dial_tone()
    desk.ends(Outcome.NO_ANSWER)
    desk.choose("Leave it")
    desk.choose("Ring back failed: go on")
    for label in way:
        desk.choose(label)
        if desk.screen.form is not None:
            desk.fill(*("Ms Roy", "905-579-1520")[: len(desk.screen.form.fields)])
    return desk


@pytest.mark.parametrize("step", WAYS)
def test_d141_data_that_come_late_are_told_and_the_trace_is_a_supervisors_to_order_then(desk: Any, step: str) -> None:
    """D141: a live trace is done only where number and address are not there."""
    tracing(desk, *WAYS[step])
    assert desk.step == step
    desk.spill(call_number="00552")
    assert desk.step == DATA_CAME
    desk.press("F12")
    assert "say first whether the trace goes on" in desk.face("F12").state
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "the address is an old one")
    assert results(desk)[-1] == "traced all the same, Lee: the address is an old one"
    assert desk.step == (KEEP if step == KEEP else HOLD)
    desk.spill(call_number="00552", name="NEW NAME")
    assert desk.step != DATA_CAME


def test_d141_a_line_that_is_held_already_is_not_asked_to_be_held_again(desk: Any) -> None:
    tracing(desk, "Hold")
    desk.tell(HeldOnLine(desk.now))
    desk.spill(call_number="00552")
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "the address is an old one")
    assert desk.step == "Read the tandem line number from the telephone's display."


def test_d141_data_that_come_late_end_the_trace_and_release_is_free(desk: Any) -> None:
    tracing(desk, *WAYS[KEEP])
    desk.spill(call_number="00552")
    desk.choose("No trace needed")
    assert results(desk)[-1] == "no trace: number or address came meanwhile"
    desk.press("F12")
    assert Release() in desk.orders


def test_d141_a_record_without_number_and_address_does_not_disturb_the_trace(desk: Any) -> None:
    tracing(desk, *WAYS[KEEP])
    desk.spill(**{**NO_ANI, "borough": "BRK"})
    assert desk.step == KEEP


@pytest.mark.parametrize("at", ["hold", "held", "told", "complete"])
def test_d146_a_line_that_is_lost_is_no_circuit_that_is_held_and_bell_is_told(make_desk: Any, at: str) -> None:
    """D146: also once the telephone is ready again; what was asked of Bell goes on."""
    desk = make_desk(caps=PhoneCaps(can_answer=True, can_hold=True))
    desk.tell(CallerRinging(desk.now, "", 1))
    desk.tell(CallerHere(desk.now, "", 1))
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "a child choking")
    desk.choose("Supervisor wants it")
    desk.fill("Lee", "no time for ring back")
    if at != "hold":
        desk.choose("Hold")
        desk.tell(HeldOnLine(desk.now))
    if at in ("told", "complete"):
        desk.choose("Not shown")
        desk.choose("Another call-taker")
        desk.fill("Position 3", "905-579-1520")
        desk.choose("Bell told")
        desk.fill("Ms Roy")
    if at == "complete":
        desk.choose("Trace done")
        desk.fill("12 LAKE RD")
    desk.tell(LineLost(desk.now, "cable pulled"))
    desk.tell(LineUp(desk.now))
    assert desk.step == OVER
    assert results(desk)[-1] == "the telephone's line was lost before the trace was complete"
    if at != "complete":
        desk.choose("Trace done")
        desk.fill("12 LAKE RD")
        assert desk.step == OVER
    desk.choose("Agency is there")
    desk.fill("Ambulance")
    assert desk.step == COMPLETE


def test_another_caller_waits_beside_the_trace(desk: Any) -> None:
    told(desk)
    desk.spill(name="SECOND CALLER")
    assert len(desk.screen.waiting) == 1
    assert desk.step == KEEP


def test_d146_a_trace_that_is_asked_for_anew_is_not_complete_by_the_one_before(desk: Any) -> None:
    """D146: the line is kept until Bell and the agency are done with this one."""
    told(desk)
    for label, words in (("Trace done", ("9 ELM ST",)), ("Agency is there", ("Oshawa Fire",))):
        desk.choose(label)
        desk.fill(*words)
    assert desk.step == COMPLETE
    desk.choose("Close")
    desk.begin("T")
    desk.choose("An agency asks")
    desk.fill("Ambulance", "nobody found there")
    desk.choose("It is held")
    desk.choose("Line no.")
    desk.fill("0512")
    desk.choose("Another call-taker")
    desk.fill("Position 3", "905-579-1520")
    desk.choose("Bell told")
    desk.fill("Ms Roy")
    assert desk.step == KEEP
    desk.press("F12")
    assert Release() not in desk.orders

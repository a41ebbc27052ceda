"""A TDD/TTY calls (D150-D153, Q21)."""

from datetime import UTC
from typing import Any

import pytest

from app.call.procedure_table import Known, load_procedure
from app.ports import Abort, Outcome, PhoneCaps, Recall, TtyHeard, TtyText
from app.position.position import Position
from app.position.screen import Pane
from app.tables import shipped
from tests.app.position.conftest import STEPS


def on_the_machine(desk: Any) -> None:
    """A caller is transferred to the DEAF line, and the machine is started."""
    desk.spill()
    desk.begin("D")
    desk.choose("It is transferred")
    desk.choose("Picked up")
    desk.choose("On hold")
    desk.choose("Started")


def with_number(desk: Any) -> None:
    """The site has set the number of its DEAF line."""
    text = shipped("procedures")["tdd"].replace('number = ""', 'number = "579-1521"')
    desk.position = Position(desk.table, UTC, procedures=[load_procedure(text, "tdd.toml", Known())], steps=STEPS)


def test_the_call_taker_recognises_the_tones(desk: Any) -> None:
    """D150: on a telephone that hears none itself."""
    desk.spill()
    desk.begin("D")
    assert desk.step == "TDD/TTY tones: transfer the call to the DEAF line."
    assert desk.screen.next_step.urgent


def test_a_telephone_that_hears_the_tones_begins_it(make_desk: Any) -> None:
    """D150, on 9-1-1."""
    desk = make_desk(caps=PhoneCaps(tty="detect"))
    desk.spill()
    desk.tell(TtyHeard(desk.now))
    assert desk.step == "TDD/TTY tones: transfer the call to the DEAF line."
    assert desk.taken()[-1][:2] == ("tdd", "deaf-line")


def test_tones_on_the_position_itself_are_answered_the_same_way(desk: Any) -> None:
    """D150: a call on a line without data."""
    desk.press("Ctrl+N")
    desk.begin("D")
    assert desk.step == "TDD/TTY tones: transfer the call to the DEAF line."


def test_the_steps_of_the_deaf_line_come_in_the_manuals_order(desk: Any) -> None:
    """D151, D152: transfer, pick up, HOLD, start, type."""
    desk.spill()
    desk.begin("D")
    steps = [desk.step]
    for key in ("It is transferred", "Picked up", "On hold", "Started"):
        desk.choose(key)
        steps.append(desk.step)
    assert steps == [
        "TDD/TTY tones: transfer the call to the DEAF line.",
        "Pick up the receiver of the DEAF line.",
        "Put the DEAF line on HOLD.",
        "Start the TTY/TDD machine.",
        "Type with the caller on the TTY/TDD, and keep here what is said.",
    ]
    assert desk.screen.next_step.page == "manual p. 24"


def test_the_deaf_lines_number_is_the_sites_and_blank_dials_nothing(desk: Any) -> None:
    """D151."""
    desk.spill()
    desk.begin("D")
    desk.choose("Dial the DEAF line")
    assert desk.phoned == []
    assert desk.screen.next_step.why == "refused: DEAF line: no number set; F2, then type it"


def test_the_deaf_line_is_dialled_where_its_number_is_set(desk: Any) -> None:
    """D151."""
    with_number(desk)
    desk.spill()
    desk.begin("D")
    desk.choose("Dial the DEAF line")
    assert desk.phoned == [Recall]
    desk.dial_tone()
    assert desk.step == "The DEAF line is dialled: pick it up there."
    desk.answers()
    assert desk.step == "Put the DEAF line on HOLD."
    assert desk.screen.line == "two parties on line: caller, DEAF line answered"


def test_a_deaf_line_that_is_not_reached_can_be_tried_again(desk: Any) -> None:
    """D151: busy, and given up."""
    with_number(desk)
    desk.spill()
    desk.begin("D")
    desk.choose("Dial the DEAF line")
    desk.dial_tone()
    desk.ends(Outcome.BUSY)
    assert desk.taken()[-1] == ("tdd", "deaf-line", "DEAF line busy")
    desk.choose("Dial the DEAF line")
    desk.dial_tone()
    desk.choose("It did not go")
    assert desk.phoned == [Abort]
    assert desk.step == "TDD/TTY tones: transfer the call to the DEAF line."


def test_what_is_typed_on_the_machine_is_kept_with_the_call(desk: Any) -> None:
    """D153: line by line, whose it is, when; shown and journalled."""
    on_the_machine(desk)
    desk.choose("We typed")
    desk.fill("911 WHAT IS THE ADDRESS OF YOUR EMERGENCY Q GA")
    desk.wait(20)
    desk.choose("Caller typed")
    record = desk.fill("FIRE AT 324 FIRST ST N GA").record
    assert (record.kind, record.call) == ("form_filled", 1)
    assert record.body["values"] == {"caller typed": "FIRE AT 324 FIRST ST N GA"}
    tty = desk.screen.tty
    assert desk.screen.pane is Pane.TTY
    assert [(line.sent, line.text) for line in tty.lines] == [
        (True, "911 WHAT IS THE ADDRESS OF YOUR EMERGENCY Q"),
        (True, "GA"),
        (False, "FIRE AT 324 FIRST ST N GA"),
    ]
    assert tty.turn == "the caller said GA: the turn is with you"
    assert desk.step.startswith("Type with the caller")


def test_an_agency_can_be_brought_in_while_it_is_typed(desk: Any) -> None:
    """D153, D055: the record goes on while it rings."""
    on_the_machine(desk)
    desk.press("F8")
    desk.dial_tone()
    assert desk.step.startswith("Type with the caller")
    desk.choose("Caller typed")
    desk.fill("HURRY PLS")
    assert desk.screen.tty.lines[-1].text == "HURRY PLS"
    assert desk.face("F8").state == "dialling *23"


def test_the_record_goes_on_when_the_9_1_1_line_is_released(desk: Any) -> None:
    """D151, D153: the transferred caller is on the DEAF line."""
    on_the_machine(desk)
    desk.press("F12")
    desk.releases()
    desk.choose("Caller typed")
    assert desk.fill("THANK YOU SK").record.call == 1
    assert desk.screen.tty.lines[-1].text == "THANK YOU SK"
    desk.choose("Conversation over")
    assert desk.taken()[-1] == ("tdd", "end", "typed on the DEAF line")


def test_the_next_caller_is_not_shown_the_record_of_this_one(desk: Any) -> None:
    """D153; a caller on the line comes before the record of one on another."""
    on_the_machine(desk)
    desk.choose("Caller typed")
    desk.fill("FIRE")
    desk.press("F12")
    desk.releases()
    desk.spill(number="9055550100")
    assert desk.screen.pane is Pane.TODAY
    assert desk.step == '"Do you require Police, Fire or Ambulance?"'
    assert any("Type with the caller" in task for task in desk.screen.tasks)


def test_a_telephone_with_text_of_its_own_is_typed_on_here(make_desk: Any) -> None:
    """D153: the pane Alt+T; no transfer is asked for."""
    desk = make_desk(caps=PhoneCaps(tty="text"))
    desk.spill()
    desk.tell(TtyText(desk.now, "FIRE GA", "FIRE GA", False))
    assert desk.step == "TDD/TTY: type with the caller below (Alt+T shows it)."
    assert desk.screen.pane is Pane.TTY
    desk.choose("Conversation over")
    assert desk.taken()[-1] == ("tdd", "end", "typed here")


def test_a_telephone_with_text_may_still_go_to_the_deaf_line(make_desk: Any) -> None:
    """D151: exception."""
    desk = make_desk(caps=PhoneCaps(tty="text"))
    desk.spill()
    desk.begin("D")
    desk.choose("To the DEAF line")
    assert desk.step == "TDD/TTY tones: transfer the call to the DEAF line."


def test_tones_that_were_none_go_on_as_any_call(desk: Any) -> None:
    """D150."""
    desk.spill()
    desk.begin("D")
    desk.choose("No TDD after all")
    assert desk.step == '"Do you require Police, Fire or Ambulance?"'


def test_d129_a_tty_caller_who_hangs_up_is_not_hidden_by_the_text(make_desk: Any) -> None:
    desk = make_desk(caps=PhoneCaps(tty="text"))
    desk.spill()
    desk.tell(TtyHeard(desk.now, "TTY"))
    desk.caller_hangs_up()
    assert desk.step == "The caller hung up. F3 rings back, F12 closes the call."


def test_d151_a_deaf_line_given_up_with_esc_can_be_tried_again(desk: Any) -> None:
    with_number(desk)
    desk.spill()
    desk.begin("D")
    desk.choose("Dial the DEAF line")
    desk.dial_tone()
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    assert desk.step == "TDD/TTY tones: transfer the call to the DEAF line."


@pytest.mark.parametrize("keys", [(), ("Picked up",), ("Picked up", "On hold")])
def test_d152_a_tty_caller_who_is_gone_before_the_machine_stands_is_no_task_for_ever(
    desk: Any, keys: tuple[str, ...]
) -> None:
    desk.spill()
    desk.begin("D")
    desk.caller_hangs_up()
    desk.press("F12")
    desk.releases()
    assert desk.step == "Pick up the receiver of the DEAF line."  # the telephone may have transferred her
    for key in keys:
        desk.choose(key)
    desk.choose("Nobody there")
    assert desk.taken()[-1] == ("tdd", "end", "nobody there on the DEAF line")
    assert desk.screen.tasks == ()

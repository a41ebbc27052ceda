"""Callers of an overlap area, who are not in Durham (D165-D168)."""

from datetime import UTC
from typing import Any

import pytest

from app.call.procedure_table import Known, load_procedure
from app.ports import Dial, DropAgency, Outcome, Recall, Release
from app.position.position import Position
from app.tables import shipped
from tests.app.position.conftest import STEPS

SERVICES = ("Police", "Ambulance", "Fire")


def with_numbers(desk: Any) -> None:
    """The site has set every number: star codes *51 to *53, lines 905-555-0111 to 0133."""
    text = shipped("procedures")["overlap"]
    for index in range(6):
        service = index // 2 + 1
        number = f"*5{service}" if index % 2 == 0 else f"905-555-01{service}{service}"
        text = text.replace('number = ""', f'number = "{number}"', 1)
    desk.position = Position(desk.table, UTC, procedures=[load_procedure(text, "overlap.toml", Known())], steps=STEPS)


def test_nobody_is_obliged_and_the_call_is_passed_on(desk: Any) -> None:
    """D168."""
    desk.spill(municipality="GEORGINA")
    desk.begin("O")
    assert desk.step == "Caller outside Durham: which service there?"
    assert desk.screen.next_step.why == ("Overlap area: Durham need not serve non-residents; the call is passed on")


@pytest.mark.parametrize("service", SERVICES)
def test_three_ways_in_their_order_for_each_service(desk: Any, service: str) -> None:
    """D165, D166, D167."""
    desk.spill(municipality="GEORGINA")
    desk.begin("O")
    desk.choose(service)
    assert desk.step == "Star code first; else their 10-digit line, no hold; else take the details and relay."
    assert desk.options == ["Star code", "10-digit line", "Take the details ...", "Back"]
    assert desk.screen.next_step.why.endswith("the municipality sent is GEORGINA")


@pytest.mark.parametrize(("service", "star"), [("Police", "*51"), ("Ambulance", "*52"), ("Fire", "*53")])
def test_the_star_code_of_the_service_is_dialled(desk: Any, service: str, star: str) -> None:
    """D165, D166, D167: the first way."""
    with_numbers(desk)
    desk.spill()
    desk.begin("O")
    desk.choose(service)
    desk.choose("Star code")
    assert desk.phoned == [Recall]
    assert Dial(desk.attempt, star) in desk.dial_tone().orders
    desk.answers()
    assert desk.step == "Listen: are caller and their centre speaking? Then voice contact, and release."
    desk.press("F11")
    desk.press("F12")
    desk.releases()
    assert desk.taken()[-1] == ("overlap", "end", "conferenced")


def test_the_ten_digit_line_is_the_second_way(desk: Any) -> None:
    """D165: without hold, the caller stays on the line."""
    with_numbers(desk)
    desk.spill()
    desk.begin("O")
    desk.choose("Police")
    desk.choose("Star code")
    desk.dial_tone()
    desk.ends(Outcome.CIRCUITS_BUSY)
    assert desk.taken()[-1] == ("overlap", "ways", "not reached")
    desk.choose("10-digit line")
    assert Dial(desk.attempt, "9055550111") in desk.dial_tone().orders
    assert desk.screen.line.startswith("one party on line: caller")


def test_a_number_the_site_has_not_set_dials_nothing(desk: Any) -> None:
    """D165: "no number set"."""
    desk.spill()
    desk.begin("O")
    desk.choose("Fire")
    desk.choose("Star code")
    assert desk.phoned == []
    assert desk.screen.next_step.why == "refused: Fire, next area, star code: no number set; F2, then type it"


def test_details_taken_stay_a_task_until_they_are_relayed(desk: Any) -> None:
    """D165: the third way; it outlives the call."""
    desk.spill()
    desk.begin("O")
    desk.choose("Fire")
    desk.choose("Take the details")
    desk.fill("A. Smith 905 555 0199", "12 Lake Dr, Georgina", "barn fire")
    desk.press("F12")
    desk.releases()
    desk.spill(number="9055550100")
    assert desk.screen.tasks[0] == ("Overlap area (call 1): Relay it to their 10-digit line: barn fire. (Ctrl+J)")
    desk.press("F12")
    desk.releases()
    desk.choose("Relayed")
    desk.fill("Dispatcher 4")
    assert desk.taken()[-1] == ("overlap", "end", "relayed to Dispatcher 4")
    assert desk.screen.tasks == ()


def test_details_are_relayed_by_the_ten_digit_line_after_the_caller_left(desk: Any) -> None:
    """D165: the ended call is taken up again for it."""
    with_numbers(desk)
    desk.spill()
    desk.begin("O")
    desk.choose("Ambulance")
    desk.choose("Take the details")
    desk.fill("A. Smith", "12 Lake Dr", "fall")
    desk.press("F12")
    desk.releases()
    desk.choose("Dial their line")
    assert Dial(desk.attempt, "9055550122") in desk.dial_tone().orders
    desk.answers()
    assert desk.step == "Relay it to their 10-digit line: fall."


def test_a_relay_that_is_not_needed_is_closed_with_a_reason(desk: Any) -> None:
    """D165: exception."""
    desk.spill()
    desk.begin("O")
    desk.choose("Police")
    desk.choose("Take the details")
    desk.fill("A. Smith", "12 Lake Dr", "noise")
    desk.choose("Not needed")
    desk.fill("caller reached them herself")
    assert desk.taken()[-1] == ("overlap", "end", "not relayed: caller reached them herself")


def test_a_caller_in_durham_after_all_goes_on_as_any(desk: Any) -> None:
    """D165: exception."""
    desk.spill()
    desk.begin("O")
    desk.choose("In Durham after all")
    assert desk.step == '"Do you require Police, Fire or Ambulance?"'


def test_nothing_is_kept_of_one_who_left_before_her_details_were_taken(desk: Any) -> None:
    """D165: nothing to relay."""
    desk.spill()
    desk.begin("O")
    desk.choose("Fire")
    desk.press("F12")
    desk.releases()
    assert desk.screen.tasks == ()
    assert desk.step == "Ready for the next call."


def tried(desk: Any, outcome: Outcome | None = None) -> None:
    """The star code of the fire service there is rung, or was rung in vain."""
    with_numbers(desk)
    desk.spill(municipality="GEORGINA")
    desk.begin("O")
    desk.choose("Fire")
    desk.choose("Star code")
    desk.dial_tone()
    desk.dialled("*53")
    desk.rings(2)
    if outcome is not None:
        desk.ends(outcome)


@pytest.mark.parametrize("answered", [False, True])
def test_d084_d167_release_is_warned_of_until_caller_and_their_centre_speak(desk: Any, answered: bool) -> None:
    """D084: it is a conference like any other."""
    tried(desk)
    if answered:
        desk.answers()
    desk.press("F12")
    assert Release not in desk.phoned
    assert desk.face("F12").state.startswith("refused: no voice contact with the number dialled yet")
    if answered:
        desk.press("F11")
        desk.press("F12")
        assert Release in desk.phoned


@pytest.mark.parametrize("outcome", [None, Outcome.BUSY, Outcome.NO_ANSWER])
def test_d167_one_who_left_after_a_way_was_tried_in_vain_is_relayed_with_what_is_known(
    desk: Any, outcome: Outcome | None
) -> None:
    """D167: the third way is still there; the record told number and address."""
    tried(desk, outcome)
    desk.releases()
    assert desk.step == "Caller outside Durham, (905) 326-1224, 324 FIRST ST N: not passed on. Relay what is known."
    desk.choose("Dial their line")
    assert Dial(desk.attempt, "9055550133") in desk.dial_tone().orders
    desk.answers()
    desk.press("F11")
    desk.choose("Relayed")
    desk.fill("Georgina, Bob")
    assert desk.taken()[-1] == ("overlap", "end", "relayed to Georgina, Bob")


def test_d167_an_answer_behind_which_nobody_speaks_is_given_up_for_the_next_way(desk: Any) -> None:
    tried(desk)
    desk.answers()
    desk.choose("Nobody speaks")
    assert desk.phoned == [DropAgency]
    desk.ends(Outcome.ABORTED)
    desk.choose("10-digit line")
    assert Dial(desk.attempt, "9055550133") in desk.dial_tone().orders


def brought_in(desk: Any) -> None:
    with_numbers(desk)
    desk.spill()
    desk.begin("O")
    desk.choose("Fire")
    desk.choose("Star code")
    desk.dial_tone()


def test_d167_a_way_given_up_with_esc_leads_to_the_next_way(desk: Any) -> None:
    brought_in(desk)
    desk.rings(3)
    desk.press("Esc")
    desk.ends(Outcome.ABORTED)
    assert desk.step == "Star code first; else their 10-digit line, no hold; else take the details and relay."


def test_d167_a_centre_that_answers_and_hangs_up_before_they_speak_was_not_reached(desk: Any) -> None:
    brought_in(desk)
    desk.answers()
    desk.ends(Outcome.UNKNOWN)
    assert desk.step == "Star code first; else their 10-digit line, no hold; else take the details and relay."
    assert desk.taken()[-1] == ("overlap", "ways", "it hung up before they spoke")


def test_d167_a_centre_that_leaves_after_they_spoke_was_reached(desk: Any) -> None:
    brought_in(desk)
    desk.answers()
    desk.press("F11")
    desk.ends(Outcome.UNKNOWN)
    desk.press("F12")
    desk.releases()
    assert desk.taken()[-1] == ("overlap", "end", "conferenced")

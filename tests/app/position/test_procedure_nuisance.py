"""Nuisance and abuse calls (D154-D159)."""

from typing import Any

import pytest

from app.ports import Outcome, Release
from app.position.facts import repeat_words
from app.position.today import NO_REPEATS, Repeats
from app.spill.model import NumberStatus


def repeat(desk: Any, count: int) -> None:
    """The same number calls and is released, again and again."""
    for _ in range(count):
        desk.spill()
        desk.press("F12")
        desk.releases()
        desk.wait(60)


def test_the_list_of_repeats_counts_todays_calls_of_the_number(desk: Any) -> None:
    """D154."""
    repeat(desk, 2)
    desk.spill(number="9055550100")
    desk.press("F12")
    desk.releases()
    desk.spill()
    desk.begin("N")
    assert desk.screen.next_step.why == ("Nuisance call: 2 earlier calls from this number today (08:00, 08:01)")


def test_a_first_call_is_called_so(desk: Any) -> None:
    """D154."""
    desk.spill()
    desk.begin("N")
    assert desk.screen.next_step.why == "Nuisance call: first call of today from this number"


@pytest.mark.parametrize("status", [NumberStatus.ANI_FAILURE, NumberStatus.NOT_DIALABLE])
def test_a_number_that_many_telephones_share_repeats_nothing(desk: Any, status: NumberStatus) -> None:
    """D154, D111."""
    for _ in range(2):
        desk.spill(number="9051111111", number_status=status)
    desk.begin("N")
    assert "earlier" not in desk.screen.next_step.why


def test_without_a_number_nothing_is_claimed() -> None:
    """D154."""
    assert repeat_words(NO_REPEATS, known=False) == "no number: whether it called before is not known"


def test_of_many_calls_the_last_are_told_by_their_times() -> None:
    """D154."""
    newest = tuple(f"0{hour}:00:00" for hour in (9, 8, 7, 6))
    assert repeat_words(Repeats(6, newest), known=True) == (
        "6 earlier calls from this number today (06:00, 07:00, 08:00, 09:00, and 2 before)"
    )


def test_slurred_speech_may_be_medical_and_goes_to_the_ambulance(desk: Any) -> None:
    """D157: asked first, before anything is done against the caller."""
    desk.spill()
    desk.begin("N")
    assert desk.step == "Nuisance call: may the caller be ill? Slurred speech does not always mean alcohol."
    desk.choose("May be ill")
    assert desk.step == "A medical emergency is suspected: bring the ambulance in (F5)."
    desk.bring_in("F5")
    desk.press("F11")
    assert desk.taken()[-1] == ("nuisance", "end", "illness suspected: conferenced")


def test_illness_can_be_suspected_later_too(desk: Any) -> None:
    """D157: exception."""
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    desk.choose("Supervisor is told")
    desk.choose("May be ill")
    assert desk.step.startswith("A medical emergency is suspected")


def test_persistent_abuse_goes_to_the_supervisor(desk: Any) -> None:
    """D155."""
    repeat(desk, 1)
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    assert desk.step == "Persistent: tell the on-duty supervisor."
    assert desk.screen.next_step.urgent
    desk.choose("Supervisor is told")
    assert ("nuisance", "what", "supervisor told") in desk.taken()


def test_a_first_nuisance_is_not_called_persistent(desk: Any) -> None:
    """D155, D156: what is done is the supervisor's to say."""
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    assert desk.step == "Nuisance: what is done is for the supervisor of the receiving agency to say."


def test_police_may_be_sent_to_caution_or_charge(desk: Any) -> None:
    """D158."""
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    desk.choose("Police are sent")
    assert desk.taken()[-1] == ("nuisance", "what", "police sent to caution or charge")


def test_a_forced_disconnect_frees_the_line_and_keeps_its_reason(desk: Any) -> None:
    """D159."""
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    desk.choose("Disconnect")
    filled = desk.fill("swears, sixth time today")
    assert [order for order in filled.orders if isinstance(order, Release)]
    assert filled.record.body["values"] == {"reason": "swears, sixth time today"}
    desk.releases()
    assert desk.taken()[-1] == ("nuisance", "end", "nuisance, disconnected: swears, sixth time today")


def test_no_disconnect_without_a_reason(desk: Any) -> None:
    """D159."""
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    desk.choose("Disconnect")
    filled = desk.fill("  ")
    assert not [order for order in filled.orders if isinstance(order, Release)]
    assert desk.screen.form.refused == "reason: expected some words, got none"


def test_no_agency_is_left_with_a_nuisance(desk: Any) -> None:
    """D159: one being brought in is given up first."""
    desk.spill()
    desk.begin("N")
    desk.choose("Not ill")
    desk.press("F8")
    desk.dial_tone()
    assert "Disconnect ..." not in desk.options
    desk.choose("Give up the agency first")
    desk.ends(Outcome.ABORTED)
    assert "Disconnect ..." in desk.options


def test_d157_an_ambulance_that_is_told_by_relay_has_it(desk: Any) -> None:
    desk.spill()
    desk.begin("N")
    desk.choose("May be ill")
    desk.fail("F5")
    desk.deliver()
    assert desk.taken()[-1] == ("nuisance", "end", "illness suspected: told by relay")


@pytest.mark.parametrize("key", ["N", "A"])
def test_d138_a_caller_who_hangs_up_while_another_rule_stands_there_is_told_beside_it(desk: Any, key: str) -> None:
    """D138. Only the line of who is on the line said so."""
    desk.spill()
    desk.begin(key)
    why = desk.screen.next_step.why
    desk.wait(5)
    desk.caller_hangs_up()
    assert desk.screen.next_step.why == f"THE CALLER HUNG UP; {why}"

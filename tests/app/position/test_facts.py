"""What procedures can know of a call."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.call.procedure import FACTS, Facts
from app.position.conference import PositionCall
from app.position.details import call_number
from app.spill.model import NumberStatus
from app.spill.service_class import unknown_class


def facts(desk: Any) -> Facts:
    desk.position._facts.call_taker = "AB"
    known: Facts = desk.position._facts.of(desk.position._callers.live)
    return known


def test_a_caller_without_data_has_no_facts_but_that_it_is_a_call(desk: Any) -> None:
    desk.press("Ctrl+N")
    known = facts(desk)
    assert known.true == {"can hold"}
    assert (known.service_class, known.kind, known.municipality) == ("", "", "")
    assert known.values == {
        "call": "1",
        "initials": "AB",
        "ambulance_key": "F5",
        "repeats": "no number: whether it called before is not known",
    }


def test_a_residence_is_a_landline_with_a_number_and_an_address(desk: Any) -> None:
    desk.spill()
    known = facts(desk)
    assert known.true == {
        *("data", "number", "dialable", "address", "landline", "ring back works"),
        *("can hold", "fire known"),
    }
    assert (known.service_class, known.kind, known.municipality) == ("RES", "wireline", "OSHAWA")
    assert known.values["number"] == "(905) 326-1224"
    assert known.values["meaning"] == "Residential"


def test_a_cellular_telephone_is_no_landline_and_cannot_be_rung_back(desk: Any, cellular: Any) -> None:
    """D130."""
    desk.spill(service_class="CEL", service=cellular)
    assert "landline" not in facts(desk).true
    assert "ring back never" in facts(desk).true


def test_an_unknown_class_is_no_landline(desk: Any) -> None:
    """D080: never guessed."""
    desk.spill(service_class="ZZZ", service=unknown_class("ZZZ"))
    assert not {"landline", "ring back works", "ring back never"} & set(facts(desk).true)


def test_a_number_nobody_answers_is_a_number_but_not_dialable(desk: Any) -> None:
    """D111."""
    desk.spill(number="9051111111", number_status=NumberStatus.NOT_DIALABLE)
    assert "number" in facts(desk).true
    assert "dialable" not in facts(desk).true


@pytest.mark.parametrize("digits", ["9110142", "0000000"])
def test_digits_that_stand_for_an_ani_failure_are_no_number(desk: Any, digits: str) -> None:
    """D141: such a call may be traced, as no number came."""
    desk.spill(number=digits, number_status=NumberStatus.ANI_FAILURE)
    assert not {"number", "dialable"} & set(facts(desk).true)


def test_the_telephones_own_number_can_be_called_where_the_spill_gave_none() -> None:
    call: PositionCall = PositionCall(1, datetime(2026, 3, 1, tzinfo=UTC), line_number="9055550142")
    assert call_number(call) == "9055550142"


def test_an_agency_is_reached_by_voice_contact_or_by_relay(desk: Any) -> None:
    """D101: each of the three is recorded."""
    desk.spill()
    desk.bring_in("F5")
    assert "agency tried" in facts(desk).true
    assert "reached ambulance" not in facts(desk).true
    desk.press("F11")
    assert {"contact", "reached ambulance"} <= set(facts(desk).true)
    desk.fail("F8")
    assert "reached fire" not in facts(desk).true
    desk.deliver()
    assert "reached fire" in facts(desk).true


def test_every_fact_has_its_words(desk: Any) -> None:
    desk.spill()
    desk.bring_in("F5")
    desk.press("F11")
    desk.caller_hangs_up()
    assert set(facts(desk).true) <= set(FACTS)

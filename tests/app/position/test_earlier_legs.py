"""The legs of a call that goes on after a restart: what is known of each is shown, and nothing more."""

from typing import Any

import pytest

from app.ports import CallerGone, CallerHere, PhoneCaps, Release
from app.position.events import DigitsTyped, PastCallFound

AT, THEN = "2026-03-01T07:20:00.000000Z", "2026-03-01T07:21:30.000000Z"


def leg(agency: str, outcome: str, **columns: Any) -> dict[str, Any]:
    times = {"dialled_at": AT, "answered_at": None, "contact_at": None}
    return {"agency": agency, "digits": "*23", "outcome": outcome, "rings": 2, **times, **columns}


OSHAWA = "Oshawa/Whitby/Scugog/Uxbridge Fire"
CONTACT = leg(OSHAWA, "answered", answered_at=AT, contact_at=THEN)
ANSWERED = leg(OSHAWA, "answered", answered_at=AT)


RELEASE = Release()


def goes_on(desk: Any, *legs: dict[str, Any]) -> None:
    desk.tell(PastCallFound(desk.now, 7, AT, "", "", None, True, legs=list(legs)))


@pytest.mark.parametrize(
    ("earlier", "words"),
    [
        (CONTACT, "voice contact before the restart"),
        (ANSWERED, "answered before the restart, no voice contact noted"),
        (leg(OSHAWA, "ringing"), "dialled before the restart, its end is not known"),
        (leg(OSHAWA, "dialling", rings=0), "dialled before the restart, its end is not known"),
        (leg(OSHAWA, "circuits_busy"), "ALL CIRCUITS BUSY"),
        (leg(OSHAWA, "aborted"), "given up"),
    ],
)
def test_the_key_of_an_agency_says_what_is_known_of_it_from_before_the_restart(
    desk: Any, earlier: dict[str, Any], words: str
) -> None:
    goes_on(desk, earlier)
    assert desk.face("F8").state == words


def test_the_next_leg_comes_after_those_of_before_and_overwrites_none(desk: Any) -> None:
    goes_on(desk, leg("Ambulance", "busy"), leg(OSHAWA, "ringing"))
    assert desk.decisions[-1].record.changes[0].legs[2]["outcome"] == "unknown"
    desk.press("F7")
    (change,) = desk.decisions[-1].record.changes
    assert list(change.legs) == [3]


def test_what_had_ended_before_is_not_written_again(desk: Any) -> None:
    goes_on(desk, leg(OSHAWA, "busy"))
    assert not any(change.legs for change in desk.decisions[-1].record.changes)


def test_after_voice_contact_before_the_restart_one_press_releases(desk: Any) -> None:
    """D042: the caller was handed over before the console stopped."""
    goes_on(desk, CONTACT)
    assert RELEASE in desk.press("F12").orders


def test_an_agency_whose_end_is_not_known_is_one_that_may_not_have_the_information(desk: Any) -> None:
    """D094, D096."""
    goes_on(desk, leg(OSHAWA, "ringing"))
    desk.press("F12")
    assert "was not reached" in desk.face("F12").state


def test_who_was_on_the_line_before_the_restart_is_perhaps_on_it_until_dialled_again(desk: Any) -> None:
    goes_on(desk, CONTACT, leg("Ambulance", "busy"), leg("RING BACK", "answered", answered_at=AT))
    assert desk.screen.line == "one party on line: caller; perhaps Oshawa Fire (before restart)"
    desk.press("F8")
    assert "perhaps" not in desk.screen.line


@pytest.mark.parametrize("label", ["Ajax Fire (for Oshawa Fire)", "Ajax Fire (back-up for Oshawa Fire)"])
def test_who_stood_in_for_an_agency_that_was_down_was_brought_in_for_it(desk: Any, label: str) -> None:
    """D116: and its own name stays on the line."""
    goes_on(desk, leg(label, "answered", answered_at=AT, contact_at=THEN))
    assert f"perhaps {label}" in desk.screen.line
    assert desk.face("F8").state == "voice contact before the restart"
    assert RELEASE in desk.press("F12").orders


def test_another_number_that_is_typed_says_nothing_of_the_one_before_the_restart(desk: Any) -> None:
    """Neither is an agency of the table; one of them may be on the line."""
    goes_on(desk, leg("dialled 5551234", "answered", answered_at=AT))
    desk.press("F2")
    desk.dial_tone()
    desk.tell(DigitsTyped(desk.now, "5559876"))
    assert "perhaps dialled 5551234" in desk.screen.line


def test_a_leg_that_no_agency_of_the_table_has_is_no_agency(desk: Any) -> None:
    goes_on(
        desk, leg("RING BACK", "answered", answered_at=AT), leg("dialled 5551234", "busy"), leg("Gone Fire", "busy")
    )
    assert desk.decisions[-1].screen.line == "one party on line: caller"
    assert RELEASE in desk.press("F12").orders


def test_no_procedure_takes_a_leg_of_before_for_something_that_happened_now(desk: Any) -> None:
    bare = type(desk)()
    goes_on(bare)
    goes_on(desk, CONTACT, leg("Ambulance", "busy"))
    assert desk.decisions[-1].orders == bare.decisions[-1].orders
    assert "Ambulance was not reached" in desk.step  # what is known of it is used all the same


def test_an_agency_that_a_restart_found_on_the_line_is_left_by_release_though_the_caller_hung_up(
    make_desk: Any,
) -> None:
    """D085. Else nothing could ever leave it, and the next caller was joined with it."""
    desk = make_desk(caps=PhoneCaps(flash=False, can_answer=True, bridge_in_switch=False))
    goes_on(desk, CONTACT)
    desk.tell(CallerHere(desk.now, "", 1))
    desk.tell(CallerGone(desk.now, 1))
    assert RELEASE in desk.press("F12").orders

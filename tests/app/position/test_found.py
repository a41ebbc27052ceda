"""What a search of the journal found, judged: what is the same is said, and nothing is no event (D095, F14)."""

from datetime import UTC, datetime

import pytest

from app.errors import JournalError
from app.journal.records import FoundCall, PastCall, Wanted
from app.position.events import RelatedFound
from app.position.found import related_found, together

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
PLACE, STREET = "324 FIRST ST N, OSHAWA", "FIRST ST N, OSHAWA"
WANTED = Wanted(40, 40, 180, "2026-03-01T07:00:00.000000Z", "9053261224", PLACE, STREET)
THEN = "2026-03-01T07:42:00.000000Z"


def found(call: int = 12, at: str = THEN, number: str = "", place: str = "", street: str = "") -> FoundCall:
    return FoundCall(call, at, number, "RES", "324 First St", place, street, "", 9, (("Ambulance", "busy"),))


def test_a_related_call_becomes_plain_data_with_what_is_the_same() -> None:
    assert related_found(WANTED, (found(number="3261224", place=PLACE, street=STREET),), AT) == RelatedFound(
        AT,
        40,
        [
            {
                "call": 12,
                "same": ["same number (one without area code)", "same address"],
                "arrived_at": THEN,
                "number": "3261224",
                "place": PLACE,
                "how_ended": "",
                "linked_to": 9,
                "legs": [["Ambulance", "busy"]],
            }
        ],
    )


def test_nothing_in_common_is_no_event() -> None:
    """The journal's search is wide: a number by its last seven digits."""
    assert related_found(WANTED, (), AT) is None
    assert related_found(WANTED, (found(number="2893261224"),), AT) is None


def test_a_row_whose_time_cannot_be_read_is_left_out() -> None:
    assert related_found(WANTED, (found(at="yesterday", place=PLACE),), AT) is None


def test_a_call_without_a_place_is_shown_with_its_address() -> None:
    event = related_found(WANTED, (found(street=STREET),), AT)
    assert event is not None
    assert (event.calls[0]["place"], event.calls[0]["same"]) == ("324 First St", ["same street"])


def test_the_spills_of_a_call_are_put_together_as_they_stood_on_the_screen() -> None:
    """F9: what a later one did not send stays, and what it changed is known."""
    first = {"format": "bell", "number": "9053261224", "address": "324 FIRST ST N", "name": "PALMER"}
    later = {"format": "bell", "number": "9053261224", "name": "BELLWOOD"}
    rest = {"number_status": "complete", "lines": []}
    spill, was = together(PastCall(1, "", "", "", ({**first, **rest}, {**later, **rest})))
    assert spill is not None
    assert (spill["address"], spill["name"], was) == ("324 FIRST ST N", "BELLWOOD", {"name": "PALMER"})


def test_what_fits_no_table_gives_way_to_what_does() -> None:
    text = {"number_status": "absent", "lines": ["HALF A RECORD"], "unread": True}
    whole = {"format": "bell", "number": "9053261224", "number_status": "complete", "lines": []}
    assert together(PastCall(1, "", "", "", (text, whole))) == (whole, {})


def test_spills_that_cannot_be_read_are_a_sentence() -> None:
    with pytest.raises(JournalError, match="the spills of call 7 cannot be read"):
        together(PastCall(7, "", "", "", ({"x": 1}, {"x": 2})))

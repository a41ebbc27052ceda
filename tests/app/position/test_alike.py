"""What two calls have in common (D095, F14): conservative, pure, never more than was sent."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.position.alike import (
    CELL_SITE,
    LONGEST_PLACE,
    NO_TRAITS,
    Alike,
    Traits,
    alike,
    ending,
    folded,
    street_of,
    traits_of,
)
from app.position.conference import PositionCall
from app.position.details import details_of
from app.spill.model import NumberStatus, ServiceClass, ServiceKind, Spill, Trust

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
CEL = ServiceClass("CEL", "Cellular", ServiceKind.WIRELESS, Trust.NOT_SURE, Trust.NO, Trust.NO, "", "", "")
HOUSE: dict[str, Any] = {
    "number": "9053261224",
    "number_status": NumberStatus.COMPLETE,
    "address": "324 FIRST ST N",
    "municipality": "OSHAWA",
    "community": "OSHAWA",
}


def call(**values: Any) -> PositionCall:
    given: dict[str, Any] = {"raw": b"", "format": "bell-printer", "lines": (), **HOUSE, **values}
    return PositionCall(1, AT, details_of(Spill(**given)))


def same(**values: Any) -> tuple[Alike, ...]:
    """What a call with these values has in common with the house."""
    return alike(traits_of(call()), traits_of(call(**values)))


ELSEWHERE: dict[str, Any] = {"number": "9055550142"}


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("324 FIRST ST N", "FIRST ST N"),
        ("84 Smith St.", "SMITH ST"),
        ("84A SMITH ST", "SMITH ST"),
        ("6-324 First St N", "FIRST ST N"),
        ("12345-1/2 CONCESSION ROAD 14", "CONCESSION ROAD 14"),
        ("12 1/2 KING ST E", "KING ST E"),
        ("1171 HWY 12", "HWY 12"),
        ("12 5TH LINE", "5TH LINE"),
        ("12 O'BRIEN RD", "O'BRIEN RD"),
        ("33 RUE BÉLANGER", "RUE BÉLANGER"),
        ("  84   SMITH \t ST ", "SMITH ST"),
        ("100 BROADWAY", "BROADWAY"),
    ],
)
def test_the_street_is_the_address_without_its_house_number(address: str, street: str) -> None:
    """F14: same street."""
    assert street_of(folded(address)) == street


@pytest.mark.parametrize(
    "address",
    [
        "",
        "FIRST ST N",  # a street, or the name of a place: who can tell
        "OSHAWA CENTRE",
        "6 324 FIRST ST N",  # which one is the house
        "324 FIRST ST N APT 6",
        "324 FIRST ST N UNIT 3",
        "KING & SIMCOE",
        "100 KING ST E & SIMCOE ST N",
        "100 KING ST E AT SIMCOE ST N",
        "100 KING ST E / QUEEN",
        "RR 2",
        "RR 2 SITE 5",
        "2 R R 3",
        "PO BOX 12",
        "12 CON 5",
        "LOT 5 CON 3",
        "12 1 ST",
        "7 7",
        "10 A",
        "12-B KING ST",
        "1234567 KING ST",
        "12 KING ST #4",
        "1 " + "KING " * 100,
    ],
)
def test_where_a_street_cannot_be_told_for_certain_none_is_guessed(address: str) -> None:
    """F14; D095 asks for certainty: a wrong street is worse than none."""
    assert street_of(folded(address)) == ""


def test_the_same_number_is_known_with_and_without_its_area_code() -> None:
    """U15, U32; the doubt stands in the words."""
    assert same(address=None) == (Alike.NUMBER,)
    short = {"number": "3261224", "number_status": NumberStatus.NO_AREA_CODE, "address": None}
    assert same(**short) == (Alike.NUMBER_ENDING,)
    assert str(Alike.NUMBER_ENDING) == "same number (one without area code)"
    assert same(number="2893261224", address=None) == ()
    assert ending("9053261224") == ending("3261224") == "3261224"


@pytest.mark.parametrize("status", [NumberStatus.ANI_FAILURE, NumberStatus.NOT_DIALABLE, NumberStatus.ABSENT])
def test_a_number_that_many_telephones_share_is_nobodys(status: NumberStatus) -> None:
    """D111: two callers of whom the network gave 911-0TTT are not one."""
    shared = call(number="9110123", number_status=status, address=None)
    assert traits_of(shared) == NO_TRAITS
    shared.line_number = "9053261224"
    assert traits_of(shared).number == "9053261224"


def test_a_caller_whom_only_the_telephone_told_of_is_known_by_that_number() -> None:
    """U15."""
    told = PositionCall(1, AT, line_number="9053261224")
    assert traits_of(told) == Traits("9053261224")
    assert traits_of(PositionCall(1, AT, line_number="anonymous")) == NO_TRAITS
    assert traits_of(PositionCall(1, AT, line_number="911")) == NO_TRAITS


def test_the_same_address_is_that_of_one_municipality() -> None:
    """D095, F14: as sent, but for capitals and stops."""
    assert same(**ELSEWHERE) == (Alike.ADDRESS,)
    assert same(**ELSEWHERE, address="324 First St. N.", municipality="Oshawa", community=None) == (Alike.ADDRESS,)
    assert same(**ELSEWHERE, municipality="WHITBY", community="WHITBY") == ()
    assert same(**ELSEWHERE, address="324 FIRST ST") == ()
    assert same() == (Alike.NUMBER, Alike.ADDRESS)


def test_the_same_street_is_that_of_one_municipality_and_community() -> None:
    """F14; there is a King Street in Bowmanville, in Newcastle and in Orono, all of Clarington."""
    assert same(**ELSEWHERE, address="330 FIRST ST N") == (Alike.STREET,)
    assert same(**ELSEWHERE, address="330 FIRST ST S") == ()
    assert same(**ELSEWHERE, address="330 FIRST ST N", municipality="WHITBY", community="WHITBY") == ()
    assert same(**ELSEWHERE, address="330 FIRST ST N", community="ELSEWHERE") == ()


def test_without_a_municipality_no_street_is_the_same() -> None:
    """F14: nothing is guessed; a locality that could not be taken apart stands for both."""
    nowhere = {"municipality": None, "community": None}
    assert traits_of(call(**nowhere)).street == ""
    assert alike(traits_of(call(**nowhere)), traits_of(call(**nowhere, **ELSEWHERE))) == (Alike.ADDRESS,)
    assert traits_of(call(**nowhere, locality="Oshawa Oshawa")).street == "FIRST ST N, OSHAWA OSHAWA"


def test_the_same_tower_is_the_same_cell_site_address_of_two_wireless_calls() -> None:
    """F14, D070: the address of a wireless call is the tower's, so it is no house and no street."""
    mobile = traits_of(call(service=CEL, number="9055550111"))
    assert mobile == Traits("9055550111", f"{CELL_SITE}324 FIRST ST N, OSHAWA", "")
    assert alike(mobile, traits_of(call(service=CEL, **ELSEWHERE))) == (Alike.TOWER,)
    assert alike(mobile, traits_of(call(service=CEL, **ELSEWHERE, address="330 FIRST ST N"))) == ()
    assert alike(mobile, traits_of(call(**ELSEWHERE))) == ()
    assert not folded("@324 FIRST ST N").startswith(CELL_SITE)


def test_text_that_no_table_could_decode_is_like_nothing() -> None:
    assert traits_of(call(format=None)) == NO_TRAITS


def test_a_call_that_tells_nothing_is_like_no_other() -> None:
    assert alike(NO_TRAITS, NO_TRAITS) == ()


def test_a_place_too_long_to_be_one_is_none() -> None:
    assert traits_of(call(address="1 " + "KING " * LONGEST_PLACE)).place == ""


_traits = st.builds(
    Traits,
    st.sampled_from(["", "3261224", "9053261224", "2893261224"]),
    st.sampled_from(["", "1 KING ST, AJAX", "@1 KING ST, AJAX"]),
    st.sampled_from(["", "KING ST, AJAX"]),
)


@given(_traits, _traits)
def test_being_alike_goes_both_ways_and_the_strongest_comes_first(one: Traits, other: Traits) -> None:
    found = alike(one, other)
    assert alike(other, one) == found
    assert list(found) == sorted(found, key=list(Alike).index)


_any_text = st.text(st.characters(exclude_categories=()), max_size=60)
_address_like = st.lists(
    st.sampled_from(["324", "6-", "84A", "1/2", "FIRST", "St.", "n", "APT", "&", "É", "␉", "_", "5TH", " "]), max_size=9
).map(" ".join)


@given(_any_text | _address_like)
def test_any_text_has_a_street_or_none_and_is_folded_once(text: str) -> None:
    """Any text gives a street that stands in it, or none, and never an exception."""
    assert folded(folded(text)) == folded(text)
    street = street_of(folded(text))
    assert street == "" or folded(text).endswith(f" {street}")
    assert street == "" or not street[0].isspace()
    assert street_of(folded(text)) in ("", street)
    for number in ("", "9053261224"):
        made = traits_of(call(address=text, number=number))
        assert len(made.place) <= LONGEST_PLACE + 3
        assert not (made.street and made.place.startswith(CELL_SITE))


def test_the_address_of_a_line_by_radio_is_no_tower() -> None:
    """D095: of a set that is only linked by radio it is where the set should stand, as of any house."""
    by_radio = ServiceClass(
        "WRES", "Wireless POTS", ServiceKind.WIRELESS, Trust.YES, Trust.NOT_SURE, Trust.NOT_SURE, "", "", ""
    )
    assert same(**ELSEWHERE, service=by_radio) == (Alike.ADDRESS,)
    assert not traits_of(call(service=by_radio)).place.startswith(CELL_SITE)

"""The details of a call: kept, updated, never overwritten silently (F9, U33); and which spills are one call."""

from datetime import datetime
from typing import Any

import pytest

from app.position.details import (
    MOST_LABELS,
    Details,
    Quoted,
    content_of,
    details_of,
    differences,
    disagreed,
    extra_name,
    moved,
    same_call,
    same_position,
    updated,
)
from app.spill.model import AgencyNamed, NumberStatus, ServiceClass, ServiceKind, Spill, Trust

RES = ServiceClass("RES", "Residential", ServiceKind.WIRELINE, Trust.YES, Trust.YES, Trust.YES, "", "as listed", "")
COIN = ServiceClass("PUB", "Pay phone", ServiceKind.PAY_PHONE, Trust.YES, Trust.YES, Trust.NO, "outgoing only", "", "")


def a_spill(**values: Any) -> Spill:
    return Spill(
        **{
            "raw": b"436-0709 RES OSH",
            "format": "bell-display",
            "lines": ("436-0709 RES OSH",),
            "number": "4360709",
            "number_status": NumberStatus.NO_AREA_CODE,
            "number_words": "area code not sent",
            **values,
        }
    )


def first(**values: Any) -> Details:
    return details_of(a_spill(**values))


# --- updates -------------------------------------------------------------------------------------------------------


def test_what_changed_stands_with_what_it_was() -> None:
    details = updated(first(address="84 SMITH ST"), a_spill(address="48 SMITH ST"))
    assert details.get("address") == "48 SMITH ST"
    assert details.was["address"] == "84 SMITH ST"


def test_what_comes_later_says_that_it_was_not_sent_before() -> None:
    """Number first, address after."""
    assert updated(first(), a_spill(address="84 SMITH ST")).was["address"] == "not sent before"


def test_what_comes_after_half_a_record_was_not_known_before() -> None:
    half = first(unread=True)
    whole = updated(half, a_spill(address="84 SMITH ST"))
    assert (whole.was["address"], whole.spill.unread) == ("not known before", False)
    assert updated(whole, a_spill(unread=True)).spill.unread


def test_what_is_sent_again_unchanged_is_not_marked() -> None:
    assert updated(first(address="84 SMITH ST"), a_spill(address="84 SMITH ST")).was == {}


@pytest.mark.parametrize(
    ("values", "another"),
    [
        ({}, False),
        ({"name": "SOMEBODY ELSE", "number": "9055550100"}, False),
        ({"address": None}, False),
        ({"address": "9 OTHER ST"}, True),
        ({"location": "REAR"}, True),
        ({"locality": "WHITBY, WHITBY"}, True),
    ],
)
def test_it_is_another_place_where_address_location_or_locality_says_otherwise(
    values: dict[str, Any], another: bool
) -> None:
    """What is not sent again stays, and is no other place."""
    before = first()
    assert moved(before, updated(before, a_spill(**values))) is another


def test_a_mark_stays_when_a_third_spill_says_the_same_again() -> None:
    twice = updated(first(address="84 SMITH ST"), a_spill(address="48 SMITH ST"))
    assert updated(twice, a_spill(address="48 SMITH ST")).was["address"] == "84 SMITH ST"


def test_what_a_later_spill_does_not_send_stays_with_all_that_was_derived_from_it() -> None:
    details = updated(
        first(
            service_class="RES",
            service=RES,
            locality="WHITBY BROOKLIN",
            municipality="WHITBY",
            community="BROOKLIN",
            province="ON",
            agencies=(AgencyNamed("DUR REG POLICE", "9055791234"),),
            sent_at=datetime(2026, 3, 1, 5, 17),  # noqa: DTZ001  as sent: no zone
            extra={"FLOOR": "3"},
        ),
        a_spill(number=None, number_status=NumberStatus.ABSENT, number_words="no number sent"),
    )
    spill = details.spill
    assert (spill.service, spill.municipality, spill.community, spill.province) == (RES, "WHITBY", "BROOKLIN", "ON")
    assert (spill.number_status, spill.number_words) == (NumberStatus.NO_AREA_CODE, "area code not sent")
    assert spill.agencies == (AgencyNamed("DUR REG POLICE", "9055791234"),)
    assert spill.sent_at is not None
    assert spill.extra == {"FLOOR": "3"}
    assert details.get("number") == "4360709"
    assert details.was == {}


def test_a_town_that_a_table_has_apart_is_told_and_changes_like_any_other_value() -> None:
    """The worked example of the help page has a community and no line of the locality."""
    before = first(community="PORT PERRY", province="ON")
    assert before.get("locality") == "PORT PERRY"
    after = updated(before, a_spill(municipality="OSHAWA", community="OSHAWA", province="ON"))
    assert after.get("locality") == "OSHAWA"
    assert after.was["locality"] == "PORT PERRY"
    assert (after.spill.municipality, after.spill.community) == ("OSHAWA", "OSHAWA")
    kept = updated(after, a_spill())
    assert (kept.get("locality"), kept.spill.municipality, kept.spill.province) == ("OSHAWA", "OSHAWA", "ON")
    assert differences(before, a_spill(community="OSHAWA")) == {"locality": ("OSHAWA", "PORT PERRY")}


def test_a_class_that_changed_brings_its_own_meaning() -> None:
    details = updated(first(service_class="RES", service=RES), a_spill(service_class="PUB", service=COIN))
    assert details.spill.service is COIN
    assert details.was["service_class"] == "RES"


def test_agencies_and_labels_without_a_place_of_their_own_are_marked_too() -> None:
    details = updated(
        first(agencies=(AgencyNamed("DUR REG POLICE", None),), extra={"FLOOR": "3"}),
        a_spill(agencies=(AgencyNamed("OPP", "18883101122"),), extra={"FLOOR": "4"}),
    )
    assert details.was["agencies"] == "DUR REG POLICE"
    assert details.was[extra_name("FLOOR")] == "3"


def test_the_text_as_sent_is_the_latest_spills_own() -> None:
    details = updated(first(problems=("old",)), a_spill(raw=b"new", lines=("new",), problems=()))
    assert (details.spill.raw, details.spill.lines, details.spill.problems) == (b"new", ("new",), ())


def test_an_update_leaves_the_details_before_it_as_they_were() -> None:
    before = first(address="84 SMITH ST", extra={"FLOOR": "3"})
    updated(before, a_spill(address="48 SMITH ST", extra={"FLOOR": "4"}))
    assert before == first(address="84 SMITH ST", extra={"FLOOR": "3"})


# --- one call or two -----------------------------------------------------------------------------------------------


def test_the_call_number_decides_where_both_have_one() -> None:
    details = first(call_number="00552")
    assert same_call(details, a_spill(call_number="00552", number="9995550000"))
    assert not same_call(details, a_spill(call_number="00553"))


def test_zeros_of_a_call_number_count() -> None:
    assert not same_call(first(call_number="00552"), a_spill(call_number="552"))


def test_the_number_decides_where_a_call_number_is_missing_area_code_or_not() -> None:
    assert same_call(first(call_number="00552"), a_spill())
    assert same_call(first(), a_spill(number="9054360709", number_status=NumberStatus.COMPLETE))
    assert not same_call(first(), a_spill(number="4360708"))


@pytest.mark.parametrize("status", [NumberStatus.ANI_FAILURE, NumberStatus.NOT_DIALABLE, NumberStatus.ABSENT])
def test_a_number_that_many_share_makes_no_two_spills_one_call(status: NumberStatus) -> None:
    """D111."""
    shared = {"number": "9051111111", "number_status": status}
    assert not same_call(first(**shared), a_spill(**shared))


def test_a_few_digits_are_no_number_to_know_a_caller_by() -> None:
    assert not same_call(first(number="9"), a_spill(number="4360709"))
    assert not same_call(first(number=None), a_spill(number=None))


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        ("0218", "0218", True),
        ("218", "0218", True),
        ("218", "219", False),
        ("A2", "a2", True),
        ("A2", "A02", False),
        ("218", "218\u00b2", False),  # a superscript two is a digit to Python's isdigit, and no number
        ("218", "9" * 5000, False),
    ],
)
def test_position_ids_are_compared_as_numbers_where_both_are(ours: str, theirs: str, same: bool) -> None:
    assert same_position(ours, theirs) is same
    assert same_position(theirs, ours) is same


def test_a_feed_that_sends_one_call_for_ever_with_ever_new_labels_fills_no_memory() -> None:
    details = first(extra={"0": "a"})
    for number in range(3 * MOST_LABELS):
        details = updated(details, a_spill(extra={"0": str(number), str(number): "b"}))
    assert len(details.spill.extra) <= MOST_LABELS
    assert len(details.was) <= MOST_LABELS
    assert details.was[extra_name("0")] == str(3 * MOST_LABELS - 2)


# --- what two links say --------------------------------------------------------------------------------------------


def test_content_is_all_that_is_said_and_no_bytes() -> None:
    said = content_of(a_spill(address="84 SMITH ST", extra={"FLOOR": "3", "ZONE": "1"}))
    assert said == content_of(a_spill(raw=b"\x80", address="84 SMITH ST", extra={"ZONE": "1", "FLOOR": "3"}))
    assert said != content_of(a_spill(address="84 SMITH ST", extra={"FLOOR": "4", "ZONE": "1"}))
    assert said != content_of(a_spill(address="84 SMITH ST"))
    text = Spill(b"A\r\n B\n", None, ("A", " B", ""))
    assert content_of(text) == content_of(Spill(b"A\nB\n", None, ("A", "B")))
    assert content_of(text) != content_of(a_spill(lines=("A", "B")))


def test_differences_are_of_what_both_say() -> None:
    spill = a_spill(address="48 SMITH ST", name="DOE", extra={"FLOOR": "4", "ZONE": "1"})
    assert differences(first(address="84 SMITH ST", extra={"FLOOR": "3"}), spill) == {
        "address": ("48 SMITH ST", "84 SMITH ST"),
        "extra FLOOR": ("4", "3"),
    }


def test_what_stands_stays_and_the_other_link_is_quoted() -> None:
    """F9: never a silent overwrite, and nobody can tell which is right."""
    was, other = a_spill(address="84 SMITH ST"), a_spill(address="48 SMITH ST")
    details = disagreed(details_of(was), was, other, "second", "main")
    assert details.get("address") == "84 SMITH ST"
    assert (details.was, details.said) == ({}, {"address": Quoted("second", "48 SMITH ST")})


def test_a_copy_with_more_values_stands_and_the_first_is_quoted() -> None:
    """One lost a line: its address is the other's apartment."""
    was = a_spill(address="APT 6", extra={"FLOOR": "3"})
    other = a_spill(address="84 SMITH ST", location="APT 6", name="DOE", extra={"FLOOR": "4"})
    before = updated(first(address="1 OLD RD"), was)
    details = disagreed(before, was, other, "second", "main")
    assert (details.get("address"), details.get("location")) == ("84 SMITH ST", "APT 6")
    assert details.said == {"address": Quoted("main", "APT 6"), "extra FLOOR": Quoted("main", "3")}
    assert details.was == {"address": "1 OLD RD", "location": "not sent before", "name": "not sent before"}


def test_what_a_later_spill_told_meanwhile_is_not_doubted_by_an_old_copy() -> None:
    was, other = a_spill(address="84 SMITH ST"), a_spill(address="48 SMITH ST")
    moved = updated(details_of(was), a_spill(address="48 SMITH ST"))
    assert disagreed(moved, was, other, "second", "main").said == {}


def test_a_later_spill_settles_what_it_tells_and_nothing_else() -> None:
    was = a_spill(address="84 SMITH ST", name="DOE", extra={"FLOOR": "3"})
    other = a_spill(address="48 SMITH ST", name="ROE", extra={"FLOOR": "4"})
    doubted = disagreed(details_of(was), was, other, "second", "main")
    assert set(doubted.said) == {"address", "name", "extra FLOOR"}
    settled = updated(doubted, a_spill(address="84 SMITH ST", extra={"FLOOR": "3"}))
    assert set(settled.said) == {"name"}

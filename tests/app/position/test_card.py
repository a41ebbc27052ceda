"""The caller card: absent values say so, every doubt stands beside the thing doubted (screen.md rules 2 and 4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from app.call.call import HowEnded
from app.ports import Chunk
from app.position.card import (
    NO_DATA,
    about_the_address,
    card_of,
    clock_text,
    disagreement,
    ended_words,
    grouped,
    is_damaged,
    no_card,
    place_of,
    whose_card,
)
from app.position.details import Details, Quoted, details_of, updated
from app.position.screen import CallerCard, CardState, Datum
from app.spill import SHIPPED, SpillReader, load_localities, load_service_classes, load_table
from app.spill.model import AgencyNamed, NumberStatus, ServiceClass, ServiceKind, Spill, Trust
from app.spill.service_class import unknown_class

RESOURCES = Path(__file__).parents[3] / "resources"
TABLES = [load_table((RESOURCES / f"formats/{name}.toml").read_text("utf-8"), name) for name in SHIPPED]
DURHAM = load_localities((RESOURCES / "localities/durham.toml").read_text("utf-8"), "durham.toml")
BELL = load_service_classes((RESOURCES / "service_classes/bell.toml").read_text("utf-8"), "bell.toml")
START = datetime(2026, 3, 1, 13, 29, 4, tzinfo=UTC)


def a_class(**values: Any) -> ServiceClass:
    given = {"number": Trust.YES, "address": Trust.YES, "ring_back": Trust.YES, "ring_back_reason": "", **values}
    return ServiceClass(
        code="RES", meaning="Residential", kind=ServiceKind.WIRELINE, tell="as listed", source="", **given
    )


def details(**values: Any) -> Details:
    return details_of(a_spill(**values))


def a_spill(**values: Any) -> Spill:
    return Spill(**{"raw": b"x", "format": "bell-display", "lines": ("x",), **values})


def card(of: Details) -> CallerCard:
    return whose_card(card_of(of), CardState.LIVE, "CALLER", "", START, None)


def data(shown: CallerCard) -> dict[str, Datum]:
    return {name: value for name, value in shown._asdict().items() if isinstance(value, Datum)}


@pytest.mark.parametrize("shown", [no_card(), card(NO_DATA), card(details()), card(details(unread=True))])
def test_every_place_that_is_empty_says_so_in_words(shown: CallerCard) -> None:
    """Screen rule 2: places never move."""
    assert len(data(shown)) == 14
    for name, datum in data(shown).items():
        assert datum.text, name
        assert datum.absent, name


@pytest.mark.parametrize(
    ("digits", "spoken"),
    [
        ("9053261224", "(905) 326-1224"),
        ("4360709", "436-0709"),
        ("911", "911"),
        ("19053261224", "19053261224"),
        ("", ""),
    ],
)
def test_a_number_is_grouped_as_it_is_spoken(digits: str, spoken: str) -> None:
    assert grouped(digits) == spoken


def test_a_number_without_its_area_code_says_so() -> None:
    shown = card(details(number="4360709", number_status=NumberStatus.NO_AREA_CODE, number_words="area code not sent"))
    assert shown.number == Datum("436-0709", note="area code not sent")


def test_a_number_that_cannot_be_dialled_says_so() -> None:
    """D111."""
    words = "not dialable: an unregistered handset"
    shown = card(details(number="9051111111", number_status=NumberStatus.NOT_DIALABLE, number_words=words))
    assert words in shown.number.note


@pytest.mark.parametrize(("trust", "doubted"), [(Trust.YES, False), (Trust.NO, True), (Trust.NOT_SURE, True)])
def test_a_number_and_an_address_that_may_not_be_trusted_say_so(trust: Trust, doubted: bool) -> None:
    """D070, D071, D207."""
    shown = card(
        details(
            number="9053261224",
            number_status=NumberStatus.COMPLETE,
            address="KING ST TOWER",
            service_class="CEL",
            service=a_class(number=trust, address=trust),
        )
    )
    assert ("may not be the caller's own number" in shown.number.note) is doubted
    assert ("may not be where the caller is" in shown.address.note) is doubted


def test_a_705_number_was_directed_here_by_hand() -> None:
    """D013: which area codes are, stands in the table of agencies."""
    shown = card_of(details(number="7054321224", number_status=NumberStatus.COMPLETE), ("705",))
    assert "705" in shown.number.note
    assert "by hand" in shown.number.note
    assert card(details(number="9057054321", number_status=NumberStatus.COMPLETE)).number.note == ""


def test_the_address_is_awaited_once_the_number_is_here() -> None:
    """D199: ANI before ALI."""
    assert card(details(number="4360709")).address.text == "address awaited"
    assert card(details()).address.text == "no address sent"


def test_of_an_address_that_was_looked_up_in_vain_nothing_is_awaited() -> None:
    """D199: the class of the record itself says that there is none; the list of calls says what the card says."""
    none = ServiceClass(
        "UNKN", "Address not found", ServiceKind.UNKNOWN, Trust.NOT_SURE, Trust.NO, Trust.NOT_SURE, "", "", "TID08"
    )
    found_none = details(number="4360709", service_class="UNKN", service=none)
    assert card(found_none).address.text == place_of(found_none) == "no address sent"
    assert place_of(details()) == "no address sent", "without a number none is on its way either"
    new_code = details(number="4360709", service_class="NEW", service=unknown_class("NEW"))
    assert card(new_code).address.text == place_of(new_code) == "address awaited"


def test_of_half_a_record_nothing_is_said_not_to_have_been_sent() -> None:
    """Screen rule 2: what an empty place says is true; nobody knows what stood in the other half."""
    half = card(details(number="4360709", unread=True))
    texts = {name: datum.text for name, datum in data(half).items() if name not in ("number", "ring_back")}
    assert texts.pop("call_number") == "unread"  # its place is narrow
    assert all("not known" in text for text in texts.values()), texts
    assert texts["address"] == "address not known: the record is incomplete"
    assert texts["locality"] == "municipality not known: the record is incomplete"
    assert "not known" in card(details(unread=True)).number.text
    assert card(details(address="84 SMITH ST", unread=True)).address.text == "84 SMITH ST"


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ({"municipality": "WHITBY", "community": "BROOKLIN", "postal_code": "L1M 1A1"}, "BROOKLIN (WHITBY)  L1M 1A1"),
        ({"municipality": "OSHAWA", "community": "Oshawa", "postal_code": "L1G 4B7"}, "OSHAWA  L1G 4B7"),
        ({"locality": "SOMEWHERE ELSE"}, "SOMEWHERE ELSE"),
        ({"locality": "AJAX", "municipality": "AJAX", "province": "ON"}, "AJAX ON"),
        ({"community": "PORT PERRY", "province": "ON"}, "PORT PERRY ON"),
        ({"postal_code": "L1G 4B7"}, "L1G 4B7"),
    ],
)
def test_the_locality_is_shown_once_and_whole(values: dict[str, Any], text: str) -> None:
    assert card(details(**values)).locality.text == text


def test_a_municipality_and_postal_code_that_came_later_were_not_sent_before_once() -> None:
    """It stood there twice, and its second line in the box below."""
    came = updated(details(number="4360709"), a_spill(number="4360709", locality="AJAX", postal_code="L1S 1A1"))
    assert card(came).locality.was == "not sent before"


@pytest.mark.parametrize("status", [NumberStatus.NOT_DIALABLE, NumberStatus.ANI_FAILURE])
def test_of_a_number_that_is_none_it_is_not_said_too_that_it_may_not_be_the_callers(status: NumberStatus) -> None:
    """D111: three lines of doubt beside the number were scrolled, and the last said nothing new."""
    words = "not dialable: a handset without service sends such a number; nobody answers there"
    shown = card(
        details(number="9051111111", number_status=status, number_words=words, service=a_class(number=Trust.NO))
    )
    assert shown.number.note == words


def test_what_changed_keeps_the_old_value_in_reach_everywhere() -> None:
    """A later spill never overwrites silently (F9)."""
    old = details(
        number="4360709",
        address="84 SMITH ST",
        locality="OSHAWA",
        postal_code="L1G 4B7",
        service_class="RES",
        service=a_class(),
        agencies=(AgencyNamed("DUR REG POLICE", "9055791234"),),
        extra={"time": "13:30", "FLOOR": "3"},
    )
    shown = card(
        updated(
            old,
            a_spill(
                number="9054360709",
                address="48 SMITH ST",
                locality="AJAX",
                postal_code="L1S 1A1",
                service_class="PUB",
                service=a_class(),
                agencies=(AgencyNamed("OPP", None),),
                extra={"time": "13:31", "FLOOR": "4"},
            ),
        )
    )
    was = {name: datum.was for name, datum in data(shown).items() if datum.was}
    assert was == {
        "number": "436-0709",
        "address": "84 SMITH ST",
        "locality": "OSHAWA  L1G 4B7",
        "service": "RES",
        "agencies": "DUR REG POLICE 9055791234",
        "sent": "13:30",
    }
    assert ("FLOOR", "4") in shown.extra
    assert ("FLOOR before", "3") in shown.extra


def test_ring_back_says_yes_no_or_not_sure_and_why() -> None:
    shown = card(details(service_class="PUB", service=a_class(ring_back=Trust.NO, ring_back_reason="outgoing only")))
    assert shown.ring_back == Datum("Ring back: NO", note="outgoing only")
    assert card(details()).ring_back.absent


def test_a_class_code_without_a_meaning_is_shown_raw() -> None:
    """D080."""
    assert card(details(service_class="QQQ")).service == Datum("QQQ")


def test_a_time_without_a_date_says_that_none_was_sent() -> None:
    assert card(details(extra={"time": "13:30"})).sent.text == "sent 13:30, no date"


def test_text_that_was_not_decoded_is_shown_as_sent() -> None:
    shown = card(details(format=None, lines=("SOMETHING", "ELSE")))
    assert shown.not_decoded
    assert shown.text_lines == ("SOMETHING", "ELSE")


def test_of_a_record_that_was_not_decoded_nothing_is_said_not_to_have_been_sent() -> None:
    """Screen rule 2: its number may well stand in the lines below."""
    shown = card(details(format=None, lines=("ALI REPORT  9055550142",)))
    assert [shown.number.text, shown.number.note] == ["number not known", "look for it in the record below"]
    assert all("not known" in datum.text for name, datum in data(shown).items() if name != "call_number")
    assert shown.sent.text == "time sent not known"


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"service": None}, "The address is the caller's, not necessarily the incident's"),
        ({"service": a_class()}, "The address is the caller's, not necessarily the incident's"),
        ({"address": ""}, "No address is known yet: ask where help is needed"),
        ({"address": "", "service": a_class(address=Trust.NO)}, "No address is known yet: ask where help is needed"),
        ({"address": "", "unread": True}, "No address is known yet: ask where help is needed"),
        (
            {"problems": ("expected {name} before line 2",), "lines": ("x", "y")},
            "NOT ALL OF IT FITS: verify all of it (Ctrl+R: as sent)",
        ),
        ({"problems": ("cut",), "unread": True}, "NOT ALL OF IT FITS: verify all of it (Ctrl+R: as sent)"),
        ({"service": a_class(address=Trust.NO)}, "The address is not the caller's: ask where help is needed"),
        ({"service": a_class(address=Trust.NOT_SURE)}, "The address may not be the caller's: ask where help is needed"),
        ({"format": None}, "no table fits the record: ask for the number and the address"),
    ],
)
def test_whose_address_it_is_is_said_as_far_as_it_is_known(values: dict[str, Any], words: str) -> None:
    """D056, D070, D072: that of a cell tower is nobody's."""
    assert about_the_address(details(**{"address": "84 SMITH ST", **values})) == words


def test_an_address_of_a_record_that_did_not_fit_stays_doubtful_when_only_the_number_comes_again() -> None:
    doubted = details(address="84 SMITH ST", number="4360709", problems=("expected {name}",), lines=("x", "y"))
    number = a_spill(number="4360709", problems=("address awaited",))
    both = updated(updated(doubted, number), number)
    assert about_the_address(both) == "NOT ALL OF IT FITS: verify all of it (Ctrl+R: as sent)"
    whole = updated(both, a_spill(number="4360709", address="84 SMITH ST"))
    assert about_the_address(whole) == "The address is the caller's, not necessarily the incident's"


def test_an_address_without_a_house_number_says_so_beside_it() -> None:
    """Of a slip that lost a line the apartment stands there, or the name, and no line of it is without a place."""
    assert card(details(address="APT 6")).address.note == "begins with no house number: verify it"
    assert card(details(address="84 SMITH ST")).address.note == ""
    tower = card(details(address="TOWER 7", service=a_class(address=Trust.NO)))
    assert tower.address.note == "may not be where the caller is"


def test_a_locality_that_names_no_municipality_says_so_beside_it() -> None:
    assert card(details(locality="APT 6")).locality.note == "no municipality known here: verify it"
    assert card(details(locality="WHITBY BROOKLIN", municipality="WHITBY")).locality.note == ""
    assert card(details(municipality="WHITBY")).locality.note == ""


def test_an_address_that_came_first_is_still_told_of_when_a_later_spill_has_none() -> None:
    both = updated(details(address="84 SMITH ST", number="4360709"), a_spill(number="4360709"))
    assert about_the_address(both) == "The address is the caller's, not necessarily the incident's"


def test_labels_without_a_place_of_their_own_stand_in_the_order_sent() -> None:
    assert card(details(extra={"ZONE": "1", "APT": "2"})).extra == (("ZONE", "1"), ("APT", "2"))


def test_a_call_ended_at_a_time_of_the_desk_and_in_words() -> None:
    """D200."""
    eastern = timezone(timedelta(hours=-5))
    assert clock_text(START, eastern) == "08:29:04"
    assert ended_words(HowEnded.CALLER_GONE, START, eastern) == "ended 08:29:04, caller gone"
    assert ended_words(None, None, eastern) == "still open"


def test_the_one_line_that_says_where_is_never_empty() -> None:
    assert place_of(None) == "no data sent"
    assert place_of(details(number="4360709", municipality="AJAX")) == "address awaited, AJAX"
    assert place_of(details(address="84 SMITH ST", municipality="OSHAWA")) == "84 SMITH ST, OSHAWA"
    assert place_of(details(number="4360709", unread=True)) == "address not known"
    assert place_of(details(format=None, lines=("A", "B" * 200))).startswith("NOT DECODED: A / B")
    assert len(place_of(details(format=None, lines=("B" * 200,)))) < 100


def test_what_the_other_link_says_stands_beside_each_value() -> None:
    """Screen rule 4: every doubt beside the thing doubted, the doubts of before behind it."""
    of = details(
        number="9053261224",
        number_status=NumberStatus.COMPLETE,
        address="84 SMITH ST",
        postal_code="L1G 4B7",
        locality="OSHAWA",
        municipality="OSHAWA",
        service_class="RES",
        service=a_class(address=Trust.NO),
        extra={"FLOOR": "3"},
    )
    said = {
        "number": Quoted("second", "9053261234"),
        "address": Quoted("second", "48 SMITH ST"),
        "postal_code": Quoted("second", "L1G 4B1"),
        "service_class": Quoted("second", "BUS"),
        "extra FLOOR": Quoted("second", "4"),
    }
    shown = card(replace(of, said=said))
    assert shown.number.note == "the second link says (905) 326-1234"
    assert shown.address.note == "the second link says 48 SMITH ST; may not be where the caller is"
    assert shown.locality.note == "the second link says L1G 4B1"
    assert shown.service.note == "the second link says BUS"
    assert shown.extra == (("FLOOR", "3"), ("FLOOR, second link", "4"))
    assert disagreement(replace(of, said=dict(list(said.items())[-2:]))) == (
        "THE LINKS DISAGREE: service class: the second link says BUS; FLOOR: the second link says 4"
    )


@pytest.mark.parametrize(
    ("line", "damaged"),
    [
        ("PALMER, ROBERT␁324 FIRST ST N", True),
        ("PALMER\\x85 ROBERT", True),
        ("P␀LMER", True),
        ("␀␀PALMER, ROBERT␡", False),  # fill
        ("PALMER␉ROBÉRT", False),
    ],
)
def test_damage_is_told_from_fill_tabs_and_letters(line: str, damaged: bool) -> None:
    assert is_damaged(line) is damaged


def test_a_complete_number_that_may_be_wrong_says_so() -> None:
    values = {"number": "9052761224", "number_status": NumberStatus.COMPLETE, "number_words": "it may be wrong"}
    assert card(details(**values)).number.note == "it may be wrong"


def damaged_lines(lines: list[bytes]) -> Iterator[list[bytes]]:
    """Yield the record with each line lost, doubled, or run into the next, any two exchanged or lost, and cut short."""
    for at in range(len(lines)):
        yield [*lines[:at], *lines[at + 1 :]]
        yield [*lines[: at + 1], *lines[at:]]
        yield [*lines[:at], b"".join(lines[at : at + 2]), *lines[at + 2 :]]
        yield lines[: at + 1]
    for one, other in combinations(range(len(lines)), 2):
        yield [line for at, line in enumerate(lines) if at not in (one, other)]
        changed = [*lines]
        changed[one], changed[other] = lines[other], lines[one]
        yield changed


def cards_of(data: bytes) -> Iterator[tuple[bool, CallerCard]]:
    """Yield each caller that a feed of these bytes shows, and whether anything on the card says that it is doubtful."""
    reader = SpillReader(TABLES, {"bell": BELL}, DURHAM)
    for spill in [*reader.feed(Chunk(START, data, 0.0)), *reader.end(START)]:
        if isinstance(spill, Spill):
            shown = card_of(details_of(spill))
            whole = about_the_address(details_of(spill)).startswith("The address is the caller's")
            doubts = (shown.address.note, shown.locality.note, shown.location.note)
            yield not whole or any(doubts), shown


@pytest.mark.parametrize(
    ("table", "apartment"), [(0, b""), (0, b"APT 6"), (1, b"APT 6"), (1, b"-"), (2, b""), (2, b"APT 6")]
)
def test_no_line_lost_doubled_or_exchanged_shows_another_place_without_a_word(table: int, apartment: bytes) -> None:
    """D211, D204, D213: whatever stands in a place of the card that was another line says that it is to be verified."""
    lines = [line for line in TABLES[table].samples[0].rstrip().split(b"\r\n") if line != b"APT 6" or apartment == line]
    if apartment == b"APT 6" not in lines:
        lines.insert(3, apartment)
    ((doubted, whole),) = cards_of(b"\r\n".join(lines) + b"\r\n\r\n")
    assert not doubted
    for damaged in damaged_lines(lines):
        for doubted, shown in cards_of(b"\r\n".join(damaged) + b"\r\n\r\n"):
            if not doubted:
                assert shown.number == whole.number
                assert shown.address.text in (whole.address.text, whole.address.text + "APT 6"), damaged
                assert shown.locality.text in (whole.locality.text, "OSHAWA (APT 6OSHAWA)  L1G 4B7"), damaged

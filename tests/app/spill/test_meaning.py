from datetime import UTC, datetime

import pytest

from app.spill.decode import Decoder
from app.spill.formats import FormatTable, load_table
from app.spill.locality import localities
from app.spill.meaning import KEPT, Meaning
from app.spill.model import AgencyNamed, NumberStatus, Place, ServiceKind, Spill

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TABLE = """
name = "t"
title = "T"
[framing]
kind = "stx-etx"
[first]
separator = "|"
least = 2
fields = ["number", "area", "class", "cbn", "cbn_area", "locality", "municipality", "postal_code", "police",
    "police_tel", "fire", "date", "time", "odd_one", "house", "street", "latitude"]
[numbers]
when = [{ class = ["CEL"], callback = "cbn", area = "cbn_area", routing = "number", routing_area = "area" }]
[sent]
date = "YY/MM/DD"
time = "HH:MM"
[split]
latitude = "{degrees:9+}.{minutes:9+}"
[join]
address = ["house", "street"]
[[agencies]]
name = "police"
number = "police_tel"
[[agencies]]
name = "fire"
[extra]
odd_one = "odd"
"""


@pytest.fixture(scope="module")
def table() -> FormatTable:
    return load_table(TABLE, "t.toml")


def meant(table: FormatTable, **values: str) -> Spill:
    """Return the spill of these values, each on a line of its own."""
    meaning = Meaning(table, None, localities(["Whitby"]))
    found = {name.rstrip("_"): value for name, value in values.items()}
    places = {name: Place(line, 1, len(value)) for line, (name, value) in enumerate(found.items(), start=1)}
    return meaning.read(b"raw", ("lines",), found, places, {}, [], NOW)


def test_the_callback_number_and_its_area_code_are_joined(table: FormatTable) -> None:
    spill = meant(table, number="326-1224", area="905", class_="RES")
    assert (spill.number, spill.number_status, spill.routing_number) == ("9053261224", NumberStatus.COMPLETE, None)
    assert spill.extra == {}


def test_which_number_is_the_routing_number_may_hang_on_the_class(table: FormatTable) -> None:
    """D105; BIA-1g."""
    spill = meant(table, number="511-0077", area="905", class_="CEL", cbn="555-0188", cbn_area="416")
    assert (spill.number, spill.routing_number) == ("4165550188", "9055110077")
    assert spill.extra == {}


def test_a_number_that_is_not_used_is_in_extra(table: FormatTable) -> None:
    spill = meant(table, number="326-1224", class_="RES", cbn="555-0188", cbn_area="416")
    assert spill.number == "3261224"
    assert spill.extra == {"cbn": "555-0188", "cbn area": "416"}
    assert meant(table, area="905").extra == {"area": "905"}


def test_a_community_alone_that_is_a_municipality_is_both() -> None:
    """So that the keys of its agencies are marked; of any other community none is guessed."""
    table = load_table(TABLE.replace('"municipality"', '"community"'), "t.toml")
    for community, municipality in (("WHITBY", "WHITBY"), ("PORT PERRY", None), ("WHITBY BROOKLIN", None)):
        spill = meant(table, community=community)
        assert (spill.community, spill.municipality) == (community, municipality)


def test_without_a_number_it_is_absent(table: FormatTable) -> None:
    spill = meant(table, class_="RES")
    assert (spill.number, spill.number_status, spill.number_words) == (
        None,
        NumberStatus.ABSENT,
        "no number was sent",
    )


def test_a_number_that_is_none_is_a_problem(table: FormatTable) -> None:
    assert meant(table, number="12").problems == ("number: expected 7 or 10 digits, got 2 in '12'",)


def test_a_locality_is_split_unless_the_record_does_it(table: FormatTable) -> None:
    spill = meant(table, locality="WHITBY BROOKLIN")
    assert (spill.locality, spill.municipality, spill.community) == ("WHITBY BROOKLIN", "WHITBY", "BROOKLIN")
    spill = meant(table, locality="WHITBY BROOKLIN", municipality="TOWN OF WHITBY")
    assert (spill.municipality, spill.community) == ("TOWN OF WHITBY", "BROOKLIN")


@pytest.mark.parametrize(
    ("sent", "shown"),
    [("L1G-4B7", "L1G 4B7"), ("L1G 4B7", "L1G 4B7"), ("l1g4b7", "L1G 4B7"), ("90210-1234", "90210-1234")],
)
def test_a_postal_code_has_a_blank_in_the_middle(table: FormatTable, sent: str, shown: str) -> None:
    spill = meant(table, postal_code=sent)
    assert spill.postal_code == shown
    assert spill.values["postal_code"] == sent


def test_agencies_are_named_with_their_numbers(table: FormatTable) -> None:
    spill = meant(table, police="DUR REG", police_tel="905-579-1234", fire="OSHAWA")
    assert spill.agencies == (AgencyNamed("DUR REG", "9055791234"), AgencyNamed("OSHAWA", None))
    assert spill.extra == {}


def test_an_agencys_number_without_its_name_is_in_extra(table: FormatTable) -> None:
    spill = meant(table, police_tel="905-579-1234")
    assert spill.agencies == ()
    assert spill.extra == {"police tel": "905-579-1234"}


def test_the_time_sent_needs_a_date_and_is_else_in_extra(table: FormatTable) -> None:
    assert meant(table, date="99/06/21", time="05:17").sent_at == datetime.fromisoformat("1999-06-21T05:17:00")
    assert meant(table, date="99/06/21", time="05:17").extra == {}
    spill = meant(table, time="05:17")
    assert (spill.sent_at, spill.extra, spill.problems) == (None, {"time": "05:17"}, ())


def test_the_rest_is_in_extra_by_label_in_the_order_of_the_record(table: FormatTable) -> None:
    spill = meant(table, time="05:17", odd_one="x", cbn="555-0188")
    assert list(spill.extra.items()) == [("time", "05:17"), ("odd", "x"), ("cbn", "555-0188")]


def test_fields_are_put_together_and_stand_where_the_first_stands(table: FormatTable) -> None:
    spill = meant(table, house="12", street="LAKESHORE RD")
    assert (spill.address, spill.extra) == ("12 LAKESHORE RD", {})
    assert spill.places["address"] == Place(1, 1, 2)
    assert meant(table, street="LAKESHORE RD").address == "LAKESHORE RD"
    assert meant(table, number="326-1224").address is None


def test_a_field_read_again_gives_further_fields_or_stays_whole(table: FormatTable) -> None:
    spill = meant(table, latitude="43.89")
    assert spill.extra == {"degrees": "43", "minutes": "89"}
    assert spill.places["minutes"] == Place(1, 4, 2)
    assert meant(table, latitude="north").extra == {"latitude": "north"}


def test_without_a_class_table_every_code_is_unknown(table: FormatTable) -> None:
    """D080."""
    spill = meant(table, class_="RES")
    assert spill.service is not None
    assert (spill.service_class, spill.service.kind) == ("RES", ServiceKind.UNKNOWN)
    assert meant(table).service is None


def test_a_spill_is_as_good_as_any_other(table: FormatTable) -> None:
    spill = meant(table, number="326-1224", postal_code="L1G4B7")
    assert type(spill) is Spill
    same = Spill(**{name: getattr(spill, name) for name in Spill.__slots__})
    assert spill == same
    assert repr(spill) == repr(same)


def test_what_is_remembered_is_bounded_and_stays_right(table: FormatTable) -> None:
    meaning = Meaning(table, None, localities(["Whitby"]))
    for number in range(2 * KEPT):
        values = {"locality": f"WHITBY C{number}", "police": f"P{number}", "class": f"C{number}"}
        spill = meaning.read(b"", (), values, {}, {}, [], NOW)
        assert spill.community == f"C{number}"
        assert spill.agencies == (AgencyNamed(f"P{number}", None),)
        assert spill.service is not None
        assert spill.service.code == f"C{number}"


def test_half_a_postal_code_at_the_end_of_a_locality_is_told(decoder: Decoder, now: datetime, d211: bytes) -> None:
    for came, got in ((b"L1G-4?7", "L1G-4?7"), (b"L?G-4B7", "4B7"), (b"XL1G-4B7", "L1G-4B7")):
        spill = decoder.decode(d211.replace(b" L1G-4B7", b" " + came), ["bell-printer"], now)
        assert spill.postal_code is None
        assert spill.problems == (f"locality: expected a postal code (A9A 9A9) at its end, got {got!r}",)
    assert decoder.decode(d211.replace(b" L1G-4B7", b" RR 2"), ["bell-printer"], now).problems == ()


def test_an_agencys_number_that_is_none_is_told(decoder: Decoder, now: datetime, d211: bytes) -> None:
    spill = decoder.decode(d211.replace(b"905-579-1234", b"905-579-123"), ["bell-printer"], now)
    assert spill.agencies[0].number == "905579123"
    assert spill.problems == ("agency's number: expected 7 or 10 digits, got 9 in '905-579-123'",)

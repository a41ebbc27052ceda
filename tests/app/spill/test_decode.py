"""D056, D070, D080, D105, D111, D203-D214: the recorded spills of tests/data/spills, whole and broken."""

import tomllib
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.decode import RECORD_LENGTH, Decoder, not_decoded
from app.spill.formats import SHIPPED, FormatTable, load_table
from app.spill.locality import Localities, localities
from app.spill.model import Spill, spill_json

DATA = Path(__file__).parents[2] / "data"
SAMPLES = sorted((DATA / "spills").rglob("*.bin"))
BELL = ("bell-printer", "bell-printer-agency")


def expected(sample: Path) -> Mapping[str, Any]:
    return tomllib.loads(sample.with_suffix(".toml").read_text("utf-8"))


def sample(name: str) -> bytes:
    return (DATA / "spills" / name).with_suffix(".bin").read_bytes()


def said(spill: Spill) -> dict[str, Any]:
    """Return the spill's JSON but for its raw bytes, what is null left out."""
    found = {name: value for name, value in spill_json(spill).items() if value is not None and name != "raw"}
    found["agencies"] = [{name: value for name, value in each.items() if value} for each in found["agencies"]]
    return found


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_recorded_spill_decodes_as_expected(decoder: Decoder, now: datetime, path: Path) -> None:
    wanted = expected(path)
    spill = decoder.decode(path.read_bytes(), wanted["candidates"], now)
    assert said(spill) == wanted["expected"]
    assert {field: list(place) for field, place in spill.places.items()} == wanted["places"]
    assert spill.raw == path.read_bytes()


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_value_stands_where_its_place_says(decoder: Decoder, now: datetime, path: Path) -> None:
    spill = decoder.decode(path.read_bytes(), expected(path)["candidates"], now)
    for field, (line, column, width) in spill.places.items():
        assert spill.lines[line - 1][column - 1 : column - 1 + width] == spill.values[field]


def test_every_format_has_recorded_spills() -> None:
    assert {path.parent.name for path in SAMPLES} == set(SHIPPED)


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
@pytest.mark.parametrize("name", ["bell-printer/d211", "bell-printer-agency/d213", "bell-display/d204"])
def test_line_ends_make_no_difference_also_when_they_change_within_a_record(
    decoder: Decoder, now: datetime, name: str, end: bytes
) -> None:
    wanted = expected((DATA / "spills" / name).with_suffix(".bin"))
    one = sample(name).replace(b"\r\n", end)
    assert said(decoder.decode(one, wanted["candidates"], now)) == wanted["expected"]
    mixed = sample(name).replace(b"\r\n", b"\n", 1).replace(b"\r\n", b"\r", 1)
    assert said(decoder.decode(mixed, wanted["candidates"], now)) == wanted["expected"]


@pytest.mark.parametrize(
    "around", [(b"", b"\r\n"), (b"\r\n", b""), (b"\n", b"\r\n\r\n"), (b"", b"\x0c"), (b"\x0c", b"")]
)
def test_line_ends_and_form_feeds_around_a_record_are_no_part_of_it(
    decoder: Decoder, now: datetime, d211: bytes, around: tuple[bytes, bytes]
) -> None:
    spill = decoder.decode(around[0] + d211 + around[1], BELL, now)
    assert spill.lines == tuple(d211.decode().split("\r\n")[:-1])
    assert spill.problems == ()


def test_of_several_tables_the_one_that_fits_is_chosen(decoder: Decoder, now: datetime) -> None:
    """D210, D212: D211 and D213 have the same first line."""
    for name in BELL:
        data = sample(f"{name}/{'d211' if name == BELL[0] else 'd213'}")
        assert decoder.decode(data, BELL, now).format == name
        assert decoder.decode(data, BELL[::-1], now).format == name


def test_a_name_that_no_table_has_is_no_candidate(decoder: Decoder, now: datetime, d211: bytes) -> None:
    assert decoder.decode(d211, ("nobody", "bell-printer"), now).format == "bell-printer"
    assert decoder.decode(d211, ("nobody",), now).format is None
    assert decoder.decode(d211, (), now).format is None


def test_text_that_fits_no_table_is_shown_as_sent(decoder: Decoder, now: datetime) -> None:
    spill = decoder.decode(b"LINE TEST\r\n\x1b[2J 12\r\n", BELL, now)
    assert (spill.format, spill.number, spill.values) == (None, None, {})
    assert spill.lines == ("LINE TEST", "␛[2J 12")
    assert said(spill)["kind"] == "not_decoded"


def test_half_a_record_is_told_from_a_whole_one(decoder: Decoder, now: datetime, d211: bytes) -> None:
    whole = decoder.decode(d211, ["bell-printer"], now)
    half = decoder.decode(d211[: len(d211) // 2], ["bell-printer"], now)
    assert (whole.unread, half.unread, half.number) == (False, True, whole.number)


def test_not_decoded_keeps_empty_lines_within_and_drops_those_at_the_end() -> None:
    assert not_decoded(b"a\r\n\r\nb\r\n\r\n").lines == ("a", "", "b")
    assert not_decoded(b"\r\n").lines == ()


def test_the_flawless_and_the_careful_reading_come_to_the_same(decoder: Decoder, now: datetime, d211: bytes) -> None:
    """A blank line in it makes the same record one to be read line by line."""
    flawless = decoder.decode(d211, BELL, now)
    careful = decoder.decode(d211 + b"\r\n \r\n", BELL, now)
    assert said(careful) == said(flawless)
    assert dict(careful.places) == dict(flawless.places)
    assert list(careful.values) == list(flawless.values)


LINES = st.sampled_from(
    [
        "PALMER, ROBERT",
        "324 FIRST ST N",
        "APT 6",
        "UNIT 4B2",
        "OSHAWA, OSHAWA L1G-4B7",
        "WHITBY BROOKLIN",
        "L1G 4B7",
        "  Y  Z L1G4B7",
        "ESN#: 0047",
        "ESN#:",
        "DUR REG POLICE",
        "905-579-1234",
        "TEL 905-579-1234",
        "POS Number: 003 DURHAMREGPOL",
        "DMS line #: 05-124-00 OSHAWAFIR",
        "#: 0512 SPSAP answer: 10:40",
        "#: 0522 Time to conf.: 00:16",
    ]
)


@given(lines=st.lists(LINES, min_size=5, max_size=9), name=st.sampled_from(BELL))
def test_any_lines_without_a_flaw_are_read_the_same_line_by_line(
    decoder: Decoder, now: datetime, lines: list[str], name: str
) -> None:
    """A line of a blank after it makes the same record one to be read line by line."""
    first = "326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218"
    data = "\r\n".join([first, *lines]).encode()
    flawless = decoder.decode(data, (name,), now)
    if not flawless.problems:
        careful = decoder.decode(data + b"\r\n \r\n", (name,), now)
        assert dict(careful.values) == dict(flawless.values)
        assert dict(careful.places) == dict(flawless.places)


def test_a_record_too_long_for_one_expression_is_read_line_by_line(
    decoder: Decoder, now: datetime, d211: bytes
) -> None:
    name = b"A" * RECORD_LENGTH
    assert decoder.decode(d211.replace(b"PALMER, ROBERT", name), BELL, now).name == name.decode()
    longer = decoder.decode(d211.replace(b"PALMER, ROBERT", name + b"A"), BELL, now)
    assert (longer.name, longer.esn) == (name.decode(), "0047")
    assert longer.extra == {"line 2, from column 1025": "A"}
    assert longer.problems == ("line 2: expected at most 1024 characters, got 1025",)


LAKELAND = (DATA / "tables/lakeland.toml").read_text("utf-8")


def test_a_table_nobody_here_has_seen_is_read_by_its_layouts(now: datetime) -> None:
    table = load_table(LAKELAND, "lakeland.toml")
    decoder = Decoder([table], {}, localities([]))
    home, wireless = (decoder.decode(each, ("lakeland",), now) for each in table.samples)
    assert (home.number, home.routing_number, home.name) == ("9055550142", None, "REID, MARGARET")
    assert (home.address, home.location, home.community) == ("12 LAKESHORE RD", "UNIT 4", "PORT PERRY")
    assert home.places["address"] == (3, 8, 15)
    assert (wireless.number, wireless.routing_number, wireless.name) == ("4165550188", "9055110077", None)
    assert wireless.number_words == ""
    assert wireless.extra["cell sector"] == "TOWER 118 SECTOR B"
    for spill in (home, wireless):
        assert spill.problems == ()
        assert (spill.sent_at, spill.province, spill.esn) == (None, "ON", "0412")
        assert spill.extra["date"] == "07/24"
        assert sorted(spill.agencies) == [("SCUGOG FIRE", "9055550101"), ("SCUGOG POLICE", "9055550100")]


def test_a_flawless_record_of_several_layouts_is_read_by_the_one_that_is_chosen(now: datetime) -> None:
    text = """
name = "t"
title = "T"
[framing]
kind = "stx-etx"
[first]
pattern = "{number:999-9999} {class:class}"
[[layout]]
when = { class = ["CEL"] }
lines = [{ field = "sector" }]
[[layout]]
lines = [{ field = "name" }]
"""
    decoder = Decoder([load_table(text, "t.toml")], {}, localities([]))
    assert decoder.decode(b"\x02326-1224 CEL\r\nX\x03", ("t",), now).extra == {"sector": "X"}
    assert decoder.decode(b"\x02326-1224 RES\r\nX\x03", ("t",), now).name == "X"


def test_a_record_with_every_fault_takes_no_long_time(decoder: Decoder, now: datetime) -> None:
    """4096 bytes and 64 lines are the most that the framer lets through."""
    first = b"326-1224 (905) RES OSH 99/06/21 05:17:39 #00552 Pos:0218\r\n"
    for filler in (b"ESN#: 1 ", b"a ", b", ", b"905-579-1234 "):
        for width in (60, 1000):
            lines = (filler * 1024)[:width]
            data = first + (lines + b"\r\n") * (4000 // width)
            begun = perf_counter()
            assert decoder.decode(data, SHIPPED, now).number == "9053261224"
            assert perf_counter() - begun < 5


def test_the_tables_of_this_test_are_those_in_force(shipped: dict[str, FormatTable]) -> None:
    assert list(shipped) == list(SHIPPED)


@pytest.mark.parametrize("feed", [b"", b"\x0c"], ids=["no form feed", "form feed"])
def test_a_layout_is_chosen_by_the_class_on_another_line_than_the_first(now: datetime, feed: bytes) -> None:
    """Two pages, CR only: the class stands on the second line, and a form feed may stand before the second page."""
    table = load_table((DATA / "tables/two-pages.toml").read_text("utf-8"), "two-pages.toml")
    decoder = Decoder([table], {}, localities([]))
    page = b"CALL 00%d PAGE 1 OF 2 21JUN2001 01:05:17 PM\r905/555-0142/%b\r%b"
    two = feed + b"CALL 007 PAGE 2 OF 2\rP/F/A DRPS/SFD/DEMS\r"
    home = page % (7, b"RES", b"SECTOR, B.\r      12 LAKESHORE RD\rPORT PERRY\r") + two
    cell = page % (7, b"WL2", b"SECTOR B\r") + two
    spill = decoder.decode(home, ("two-pages",), now)
    assert (spill.problems, spill.name, spill.address) == ((), "SECTOR, B.", "12 LAKESHORE RD")
    assert (spill.number, spill.sent_at) == ("9055550142", datetime.fromisoformat("2001-06-21T13:05:17"))
    assert [each.name for each in spill.agencies] == ["DRPS", "SFD", "DEMS"]
    spill = decoder.decode(cell, ("two-pages",), now)
    assert (spill.problems, spill.name, spill.extra) == ((), None, {"cell sector": "B", "again": "007"})


def test_a_label_in_small_letters_is_that_label(decoder: Decoder, now: datetime, d211: bytes) -> None:
    """As `esn#:`, it was read as an agency."""
    spill = decoder.decode(d211.replace(b"ESN#:", b"esn#:"), BELL, now)
    assert spill.esn == "0047"
    assert spill.agencies[0].name == "DUR REG POLICE"
    assert spill.problems == ()


@pytest.mark.parametrize("bars", [b"||||||\r\n", b"|||||||\r\n"])
def test_a_bar_lost_or_added_in_a_telus_line_is_told(
    decoder: Decoder, shipped: dict[str, FormatTable], now: datetime, bars: bytes
) -> None:
    """What follows it stands in other fields: an ESN in the place of the address."""
    line = shipped["telus-log-2"].samples[0].replace(b"||||||\r\n", bars)
    whole = decoder.decode(line, ["telus-log-2"], now)
    assert not whole.doubtful
    assert not any("after" in label for label in whole.extra)
    for at in range(24, line.index(b"FIREPSAP")):
        more = line[:at] + b"|" + line[at:]
        less = line[:at] + line[at + 1 :] if line[at : at + 1] == b"|" else b""
        for damaged in filter(None, (more, less)):
            spill = decoder.decode(damaged, ["telus-log-2"], now)
            assert spill.doubtful or spill.format is None, damaged


NORTHGATE = """
name = "northgate"
title = "every line by columns"
[framing]
kind = "lines"
[first]
columns = [{ field = "area:999", at = 1, width = 3 }, { field = "number:999-9999", at = 5, width = 8 }]
[[layout]]
lines = [
    { columns = [{ field = "name", at = 1, width = 32 }] },
    { columns = [{ field = "house", at = 1, width = 8 }, { field = "street", at = 10, width = 32 }] },
    { columns = [{ field = "community", at = 1, width = 32 }, { field = "esn:9999", at = 37, width = 4 }] },
    { columns = [{ field = "location", at = 1, width = 20 }], optional = true },
]
[join]
address = ["house", "street"]
"""


@pytest.mark.parametrize("location", [None, "UNIT 4"])
def test_a_layout_of_columns_alone_is_read(durham: Localities, now: datetime, location: str | None) -> None:
    table = load_table(NORTHGATE, "northgate.toml")
    lines = ["905 555-0142", "REID, MARGARET", "    1234 LAKESHORE RD", "OSHAWA".ljust(36) + "0412", location or ""]
    spill = Decoder([table], {}, durham).decode("\r\n".join(lines).encode(), ["northgate"], now)
    assert spill.problems == ()
    assert (spill.name, spill.address, spill.location) == ("REID, MARGARET", "1234 LAKESHORE RD", location)
    assert (spill.municipality, spill.esn) == ("OSHAWA", "0412")

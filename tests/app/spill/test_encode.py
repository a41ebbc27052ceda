"""What is written by a table is read by it: the emulator's records come through the decoder as they were meant."""

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ports import Chunk
from app.spill.decode import Decoder
from app.spill.encode import encode
from app.spill.formats import SHIPPED, FormatTable, load_table
from app.spill.line_form import ColumnLine, LineForm, PatternLine, SeparatedLine
from app.spill.locality import localities
from app.spill.model import Spill
from app.spill.picture import Part, Slot, slots
from app.spill.reader import SpillReader

TABLES = Path(__file__).parents[2] / "data" / "tables"
LAKELAND = load_table((TABLES / "lakeland.toml").read_text("utf-8"), "lakeland.toml")
BAYVIEW = load_table((TABLES / "bayview.toml").read_text("utf-8"), "bayview.toml")
D211 = {
    "number": "326-1224",
    "area": "905",
    "class": "RES",
    "borough": "OSH",
    "date": "99/06/21",
    "time": "05:17:39",
    "call_number": "00552",
    "position": "0218",
    "name": "PALMER, ROBERT",
    "address": "324 FIRST ST N",
    "location": "APT 6",
    "locality": "OSHAWA, OSHAWA",
    "postal_code": "L1G-4B7",
    "esn": "0047",
    "agency": "DUR REG POLICE",
    "agency_number": "905-579-1234",
}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_sample_decoded_encoded_and_decoded_again_is_the_same(
    decoder: Decoder, shipped: dict[str, FormatTable], now: datetime, name: str
) -> None:
    table = shipped[name]
    for sample in table.samples:
        first = decoder.decode(sample, (name,), now)
        again = decoder.decode(encode(table, first.values), (name,), now)
        assert again.values == first.values
        assert again.problems == ()


def test_a_layout_with_columns_and_check_byte_comes_back_too(now: datetime) -> None:
    decoder = Decoder([LAKELAND], {}, localities([]))
    for sample in LAKELAND.samples:
        first = decoder.decode(sample, ("lakeland",), now)
        assert decoder.decode(encode(LAKELAND, first.values), ("lakeland",), now).values == first.values


def test_a_slip_is_written_byte_for_byte(shipped: dict[str, FormatTable], d211: bytes) -> None:
    """D210, D211."""
    assert encode(shipped["bell-printer"], D211) == d211 + b"\r\n"
    assert encode(shipped["bell-printer"], D211, b"\n") == d211.replace(b"\r\n", b"\n") + b"\n"


def test_a_line_without_values_is_left_out(shipped: dict[str, FormatTable]) -> None:
    values = {field: value for field, value in D211.items() if field not in ("location", "esn", "agency_number")}
    assert encode(shipped["bell-printer"], values).count(b"\r\n") == 6


def test_a_line_without_its_optional_part_is_written(shipped: dict[str, FormatTable]) -> None:
    values = {field: value for field, value in D211.items() if field not in ("area", "postal_code")}
    written = encode(shipped["bell-printer"], values)
    assert written.startswith(b"326-1224 RES OSH ")
    assert b"\r\nOSHAWA, OSHAWA\r\n" in written


def test_the_number_alone_is_a_record(shipped: dict[str, FormatTable]) -> None:
    values = {field: D211[field] for field in list(D211)[:8]}
    assert encode(shipped["bell-printer"], values).count(b"\r\n") == 2


def test_fields_that_the_table_does_not_have_are_ignored(shipped: dict[str, FormatTable]) -> None:
    assert encode(shipped["bell-printer"], D211 | {"colour": "red"}) == encode(shipped["bell-printer"], D211)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"number": None}, "expected a value for 'number'"),
        ({"number": "3261224"}, "reads back, got"),
        ({"esn": "47A"}, "expected values that ESN#: {esn} reads back"),
        ({"name": "TWO\nLINES"}, "reads back"),
        ({"name": " PALMER"}, "reads back"),
        ({"locality": None, "postal_code": "90210"}, "expected a value for 'locality'"),
    ],
)
def test_a_value_that_would_not_be_read_back_is_refused(
    shipped: dict[str, FormatTable], change: dict[str, str | None], says: str
) -> None:
    values = {field: value for field, value in (D211 | change).items() if value is not None}
    with pytest.raises(ValueError, match="expected") as raised:
        encode(shipped["bell-printer"], values)
    assert says in str(raised.value)


def test_a_value_too_wide_for_its_column_is_refused() -> None:
    values = {"position": "01", "area": "905", "number": "555-0142", "class": "RESD", "date": "07/24", "time": "13:05"}
    with pytest.raises(ValueError, match="at most 28 characters at column 11"):
        encode(LAKELAND, values | {"street": "X" * 29})


@given(
    name=st.from_regex(r"[A-Z][A-Z' .,é-]{0,28}[A-Z]", fullmatch=True),
    address=st.from_regex(r"[0-9]{1,5} [A-Z]{1,20}( ST| RD)?", fullmatch=True),
    number=st.from_regex(r"[0-9]{3}-[0-9]{4}", fullmatch=True),
    postal=st.from_regex(r"[A-Z][0-9][A-Z][ -]?[0-9][A-Z][0-9]", fullmatch=True),
)
def test_any_caller_comes_through(
    shipped: dict[str, FormatTable],
    decoder: Decoder,
    now: datetime,
    name: str,
    address: str,
    number: str,
    postal: str,
) -> None:
    values = D211 | {"name": name, "address": address, "number": number, "postal_code": postal}
    spill = decoder.decode(encode(shipped["bell-printer"], values), ("bell-printer",), now)
    assert spill.values == values


WORDS = st.from_regex(r"[A-Z][A-Z'.,é]{0,5}( [A-Z]{1,6})?", fullmatch=True)
LETTER = st.sampled_from("ABCEGHJKLMNPRSTVXY")


def of_kind(slot: Slot, width: int) -> st.SearchStrategy[str]:
    """What may stand in a field."""
    name = slot.kind.name
    match name:
        case "text" | "word":
            text = WORDS if name == "text" else WORDS.map(lambda words: words.replace(" ", ""))
            return text.map(lambda words: words[:width].strip()) if width else text
        case "digits":
            return st.from_regex(r"[0-9]{1,5}", fullmatch=True)
        case "postal":
            return st.from_regex(r"[A-Z][0-9][A-Z][ -]?[0-9][A-Z][0-9]", fullmatch=True)
        case "class":
            return st.from_regex(r"[A-Z]{2,4}", fullmatch=True)
        case "phone":
            return st.from_regex(r"[2-9][0-9]{2}[-. ][0-9]{3}-[0-9]{4}", fullmatch=True)
        case "province":
            return st.sampled_from(["ON", "QC"])
    signs = {"9": st.sampled_from("0123456789"), "A": LETTER, "X": LETTER}
    body = [signs.get(sign, st.just(sign)) for sign in name.removesuffix("+")]
    if name.endswith("+"):
        body *= 7
    return st.tuples(*body).map("".join)


def line_values(draw: st.DrawFn, form: LineForm) -> dict[str, str]:
    """Draw the values of a line by its first alternative, with or without its optional parts."""
    values: dict[str, str] = {}
    first = form.alternatives[0]
    match first:
        case PatternLine(tokens=tokens):
            parts = [token for token in tokens if isinstance(token, Slot)]
            for part in tokens:
                if isinstance(part, Part) and draw(st.booleans()):
                    parts += slots(part.tokens)
            wanted = [(slot, 0) for slot in parts]
        case SeparatedLine(cells=cells, least=least):
            there = [cell for place, cell in enumerate(cells) if cell and (place < least or draw(st.booleans()))]
            wanted = [(cell, 0) for cell in there]
        case ColumnLine(cells=columns):
            there_too = [cell for place, cell in enumerate(columns) if place == 0 or draw(st.booleans())]
            wanted = [(cell.slot, cell.width) for cell in there_too if cell.slot is not None]
    for slot, width in wanted:
        values[slot.field] = draw(of_kind(slot, width))
    return values


@st.composite
def record(draw: st.DrawFn, table: FormatTable) -> dict[str, str]:
    """Draw the values of one record: any of its layouts, with or without its optional lines."""
    layout = draw(st.sampled_from(table.layouts))
    values = line_values(draw, layout.first)
    for field, allowed in layout.when.items():
        values[field] = draw(st.sampled_from(sorted(allowed)))
    chosen = table.layout_of(values)
    for form in (form for step in chosen.steps for form in step):
        if not form.optional or draw(st.booleans()):
            values |= line_values(draw, form)
    return values


def all_tables() -> dict[str, FormatTable]:
    formats = files("resources") / "formats"
    shipped = [load_table((formats / f"{name}.toml").read_text("utf-8"), name) for name in SHIPPED]
    return {table.name: table for table in (*shipped, LAKELAND, BAYVIEW)}


@pytest.mark.parametrize("table", all_tables().values(), ids=all_tables())
@given(data=st.data())
def test_whatever_is_encoded_is_framed_and_decoded_to_the_same_values(table: FormatTable, data: st.DataObject) -> None:
    """Encode is the inverse of decode: of every shipped table, and of two of sites."""
    values = data.draw(record(table))
    reader = SpillReader([table], {}, localities([]))
    line_end = data.draw(st.sampled_from([b"\r\n", b"\r", b"\n"]))
    stream = encode(table, values, line_end)
    at = datetime(2026, 7, 1, tzinfo=UTC)
    found = reader.feed(Chunk(at, stream)) + reader.end(at)
    (spill,) = found
    assert isinstance(spill, Spill)
    assert spill.format == table.name
    made = {*table.joins, *(field for form in table.splits.values() for field in form.fields)}
    assert {field: value for field, value in spill.values.items() if field not in made} == values

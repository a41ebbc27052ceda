from datetime import datetime
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.spill.explain import explain
from app.spill.formats import FormatTable, load_table
from app.spill.locality import Localities, localities
from app.spill.service_class import ServiceClasses

LAKELAND = load_table((Path(__file__).parents[2] / "data/tables/lakeland.toml").read_text("utf-8"), "lakeland.toml")


def told(data: bytes, now: datetime) -> list[str]:
    return explain(LAKELAND, data, now, {}, localities([]))


def test_every_line_is_told_with_its_fields_and_what_they_mean(
    shipped: dict[str, FormatTable],
    classes: dict[str, ServiceClasses],
    durham: Localities,
    now: datetime,
    d211: bytes,
) -> None:
    """D211."""
    lines = explain(shipped["bell-printer"], d211, now, classes, durham)
    assert lines[0] == "bell-printer (Bell Canada service printer, P.P.S.A.P.): 8 lines"
    assert "    area: column 11, '905'" in lines
    assert "line 5: fits {locality} {postal_code:postal} or {postal_code:postal} or {locality}" in lines
    assert "line 6: fits ESN#: {esn}" in lines
    assert "    number: 9053261224" in lines
    assert "    municipality: OSHAWA" in lines
    assert "    the class: Residential" in lines
    assert lines[-1] == "no problem"


def test_where_the_first_line_stops_fitting_is_told_with_what_was_expected(now: datetime) -> None:
    lines = told(LAKELAND.samples[0].replace(b"555-0142", b"555-O142"), now)
    assert lines[1].startswith("line 1: fits nothing here: 'H 17 (905) 555-O142 RESD 07/24 13:05'")
    assert lines[2].endswith(": stops at column 16, expected a digit of number (999-9999), got 'O142 RESD 07/24 13:05'")
    assert lines[-1] == "NOT DECODED: the first line does not fit"


def test_where_another_line_stops_fitting_is_told_too(now: datetime) -> None:
    lines = told(LAKELAND.samples[0].replace(b"ESN 0412", b"ESN 04"), now)
    assert "before line 4: expected {community} {province:province} ESN {esn:9999}, got no such line" in lines
    assert "line 4: fits nothing here: 'PORT PERRY               ON ESN 04'" in lines
    assert any(
        each.endswith("stops at column 35, expected a digit of esn (9999), got the end of the line") for each in lines
    )
    assert lines[-1].startswith("problem: line 4: expected {community}")


def test_what_is_missing_and_what_is_too_much_is_told(now: datetime) -> None:
    cut = LAKELAND.samples[0].split(b"\r\n")[0] + b"\r\nREID\r\n"
    assert "at the end: expected {community} {province:province} ESN {esn:9999}, got no such line" in told(cut, now)
    more = LAKELAND.samples[0].replace(b"\r\nFIRE", b"\r\nMORE\r\nFIRE")
    assert "line 6: fits nothing here: 'MORE'" in told(more, now)


def test_a_value_that_its_picture_does_not_fit_is_told(
    shipped: dict[str, FormatTable], classes: dict[str, ServiceClasses], durham: Localities, now: datetime
) -> None:
    table = shipped["telus-log-2"]
    lines = explain(table, table.samples[0].replace(b"03001", b"O3001"), now, classes, durham)
    assert "    esn: column 46, 'O3001', which is not digits" in lines


def test_what_cannot_be_called_is_said_in_words(
    shipped: dict[str, FormatTable], classes: dict[str, ServiceClasses], durham: Localities, now: datetime
) -> None:
    """D111."""
    lines = explain(shipped["bell-display"], b"111-1111 CEL OSH", now, classes, durham)
    assert lines[0].endswith("1 line")
    assert any(each.startswith("    the number: not dialable") for each in lines)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_explained_without_a_control_character(data: bytes, now: datetime) -> None:
    lines = told(data, now)
    assert lines
    assert all(each.isprintable() for each in lines)

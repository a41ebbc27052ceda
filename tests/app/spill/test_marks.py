"""What a table makes of each line: where its fields stand, what is missing, where a line stops fitting."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.formats import FormatTable, load_table
from app.spill.locality import Localities, localities
from app.spill.marks import LineMarks, marks_of

LAKELAND = load_table((Path(__file__).parents[2] / "data/tables/lakeland.toml").read_text("utf-8"), "lakeland.toml")
SAMPLE = LAKELAND.samples[0]


def lines(data: bytes) -> tuple[LineMarks, ...]:
    return marks_of(LAKELAND, data, localities([]))[1]


def test_every_value_stands_on_its_line_where_its_mark_says(
    shipped: dict[str, FormatTable], durham: Localities, d211: bytes
) -> None:
    """D211: line 1 has the number, its area code, class, borough, date, time, call number and position."""
    decoded, found = marks_of(shipped["bell-printer"], d211, durham)
    assert decoded
    assert [mark.name for mark in found[0].marks][:4] == ["number", "area", "class", "borough"]
    for line in found:
        for mark in line.marks:
            assert line.text[mark.column - 1 :].startswith(mark.text)
    assert [line.number for line in found] == list(range(1, len(found) + 1))


def test_a_line_that_is_not_there_has_no_number_and_says_what_was_expected() -> None:
    short = SAMPLE.split(b"\r\n")[0] + b"\r\nREID\r\n"
    missing = [line for line in lines(short) if line.number == 0]
    assert missing
    assert all(not line.fits and "expected" in line.says for line in missing)


def test_a_line_that_fits_nothing_says_where_it_stops_fitting() -> None:
    stray = lines(SAMPLE.replace(b"ESN 0412", b"ESN 04"))
    assert any("stops at column 35" in note for line in stray for note in line.notes)


def test_where_the_first_line_does_not_fit_every_line_is_still_shown() -> None:
    decoded, found = marks_of(LAKELAND, SAMPLE.replace(b"555-0142", b"555-O142"), localities([]))
    assert not decoded
    assert [line.number for line in found] == list(range(1, len(found) + 1))
    assert not any(line.fits for line in found)
    assert "stops at column 16" in found[0].notes[0]


@given(st.binary(max_size=200) | st.sampled_from([SAMPLE[:n] for n in range(0, len(SAMPLE), 7)]))
def test_any_bytes_give_lines_without_control_characters(data: bytes) -> None:
    for line in lines(data):
        assert all(text.isprintable() for text in (line.text, line.says, *line.notes))


@pytest.mark.parametrize("data", [b"", b"\r\n", b"\x02\x03"])
def test_nothing_is_one_line_that_fits_nothing(data: bytes) -> None:
    assert [line.fits for line in lines(data)] == [False]


def test_where_a_line_stops_fitting_an_optional_form_is_told_too() -> None:
    text = """
name = "t"
title = "t"
[framing]
kind = "lines"
[first]
pattern = "CALL {number:999-9999}"
[[layout]]
lines = [{ pattern = "ESN {esn:digits}" }, { pattern = "LAT {latitude:X+} LON {longitude:word}", optional = true }]
"""
    _, found = marks_of(
        load_table(text, "t.toml"), b"CALL 326-1224\r\nESN 12\r\nLAT +39.7 LON -89.6\r\n", localities([])
    )
    assert found[-1].notes == (
        "LAT {latitude:X+} LON {longitude:word}: stops at column 5, expected a letter or digit of latitude (X+), "
        "got '+39.7 LON -89.6'",
    )


def test_a_line_that_would_fit_in_another_place_says_so() -> None:
    """Not that it stops at its end, where the end of the line was expected."""
    text = """
name = "t"
title = "t"
[framing]
kind = "lines"
[first]
pattern = "CALL {number:999-9999}"
[[layout]]
lines = [{ label = "ESN", field = "esn:digits" }, { label = "POS", field = "position:digits" }]
"""
    _, found = marks_of(load_table(text, "t.toml"), b"CALL 326-1224\r\nPOS 7\r\nESN 12\r\n", localities([]))
    unknown = next(each for each in found if each.says == "line 2: fits nothing here: 'POS 7'")
    assert unknown.notes == ("POS {position}: would fit, but not here, or it fits another line's label or picture",)

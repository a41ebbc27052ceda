import re

import pytest

from app.spill.kind import KINDS, parse_kind
from app.spill.line_form import Alternative, Cell, ColumnLine, PatternLine, SeparatedLine, fits, line_form
from app.spill.picture import RECORD, parse_field, parse_pattern


def pattern(text: str) -> PatternLine:
    return PatternLine(parse_pattern(text), text)


def separated(*fields: str, least: int = 0, separator: str = "|") -> SeparatedLine:
    cells = tuple(parse_field(field) if field else None for field in fields)
    return SeparatedLine(separator, cells, least or len(cells), "fields")


def columns(*cells: tuple[str, int, int]) -> ColumnLine:
    tiles, reached = [], 1
    for field, at, width in cells:
        if at > reached:
            tiles.append(Cell(None, reached, at - reached))
        tiles.append(Cell(parse_field(field), at, width))
        reached = at + width
    return ColumnLine(tuple(tiles), "columns")


def taken(line: Alternative, text: str) -> dict[str, tuple[str, int]] | None:
    """Return field or label -> text and column."""
    fit = line_form([line]).fit(text)
    return fit and {each.group.field or each.group.label: (each.text, each.column) for each in fit.taken}


def test_a_pattern_takes_fields_with_their_columns() -> None:
    assert taken(pattern("{a:9} {b}"), " 1   two") == {"a": ("1", 2), "b": ("two", 6)}


def test_separated_fields_are_trimmed_and_empty_ones_absent() -> None:
    assert taken(separated("a", "b:9+", "", "c"), " x ||| y") == {"a": ("x", 2), "c": ("y", 8)}


def test_a_separated_field_without_a_name_is_kept_by_its_number() -> None:
    assert taken(separated("a", "", "c"), "x|y|z|more|") == {
        "a": ("x", 1),
        "field 2": ("y", 3),
        "c": ("z", 5),
        "after field 3": ("|more|", 6),
    }


def test_with_least_the_last_fields_may_be_missing() -> None:
    line = separated("a", "b", "c", "d", least=2)
    assert taken(line, "x|y") == {"a": ("x", 1), "b": ("y", 3)}
    assert taken(line, "x|y|z") == {"a": ("x", 1), "b": ("y", 3), "c": ("z", 5)}
    assert taken(line, "x") is None


def test_a_picture_within_the_least_fields_must_fit_and_is_told_further_on() -> None:
    form = line_form([separated("a:9+", "b:9+", "c:9+", least=2)])
    assert form.fit("1|x|2") is None
    fit = form.fit("1|2|x")
    assert fit is not None
    assert [(each.text, each.fits) for each in fit.taken] == [("1", True), ("2", True), ("x", False)]


def test_a_tab_may_separate() -> None:
    line = separated("a:9+", "b", "c", separator="\t")
    assert taken(line, "1\t two \t3") == {"a": ("1", 1), "b": ("two", 4), "c": ("3", 9)}
    assert taken(line, "\t\tthree") == {"c": ("three", 3)}


def test_columns_are_trimmed_and_a_short_line_leaves_the_last_absent() -> None:
    line = columns(("a:999", 1, 3), ("b", 5, 6), ("c", 11, 4))
    assert taken(line, "123  two xyz") == {"a": ("123", 1), "b": ("two x", 6), "c": ("yz", 11)}
    assert taken(line, "123  tw") == {"a": ("123", 1), "b": ("tw", 6)}
    assert taken(line, "     two") == {"b": ("two", 6)}


def test_text_between_and_after_the_columns_is_kept() -> None:
    assert taken(columns(("a", 3, 2)), "x aby z") == {
        "columns 1 to 2": ("x", 1),
        "a": ("ab", 3),
        "columns from 5": ("y z", 5),
    }


def test_a_picture_as_wide_as_its_column_must_fit() -> None:
    line = columns(("a:999", 1, 3), ("b", 4, 9))
    assert taken(line, "12x two") is None
    assert taken(line, "   two") == {"b": ("two", 4)}


def test_a_narrower_picture_is_only_told() -> None:
    fit = line_form([columns(("a:99", 1, 4), ("b", 5, 3))]).fit("12x two")
    assert fit is not None
    assert [each.fits for each in fit.taken] == [False, True]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (pattern("{a}"), False),
        (pattern("#{a}"), True),
        (separated("a", "b"), True),
        (columns(("a", 1, 9)), False),
        (columns(("a:99", 1, 2)), True),
    ],
)
def test_a_line_knows_whether_it_is_told_from_free_text(line: Alternative, expected: bool) -> None:
    assert line.specific is expected
    assert (line_form([line]).telling is not None) is expected


def test_the_first_alternative_that_fits_is_taken() -> None:
    form = line_form([pattern("{a} {b:postal}"), pattern("{a}")])
    first, second = form.fit("OSHAWA L1J 6Y8"), form.fit("OSHAWA")
    assert first is not None
    assert second is not None
    assert (first.alternative, second.alternative) == (0, 1)
    assert form.words == "{a} {b:postal} or {a}"
    assert form.fields == {"a", "b"}


def test_on_octets_the_whole_line_is_asked_for_with_fill_around_it() -> None:
    octets = re.compile(line_form([pattern("#{a:99}"), pattern("*{a:99}")]).octets().encode("ascii"))
    assert octets.fullmatch(b"\x00#12 \x00")
    assert octets.fullmatch(b"*12")
    assert octets.fullmatch(b"#12x") is None
    bars = re.compile(line_form([separated("a:9+", "b", "c", "d", least=3)]).octets().encode("ascii"))
    assert bars.fullmatch(b"1|x\x1b|")
    assert bars.fullmatch(b"1|x|y|z|more")
    assert bars.fullmatch(b"x|x|y") is None


def test_lines_are_written_from_values() -> None:
    values = {"a": "12", "b": "two"}
    assert pattern("{a:99} {b}").write(values) == "12 two"
    assert separated("a", "", "b", "c").write(values) == "12||two|"
    assert columns(("a", 1, 4), ("b", 6, 4)).write(values) == "12   two"


def test_a_value_wider_than_its_column_is_not_written() -> None:
    with pytest.raises(ValueError, match="expected at most 2 characters at column 1, got 'two'"):
        columns(("b", 1, 2)).write({"b": "two"})


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        (pattern("#{a:99}"), "#1x", (2, "a digit of a (99)")),
        (separated("a:9+", "b", "c"), "x|y|z", (0, "a: 9+ (9 digit, A letter, X either)")),
        (separated("a:9+", "b", "c"), "1|y", (3, "at least 3 fields with '|' between")),
        (columns(("a:99", 3, 2)), "  1x", (2, "a: 99 (9 digit, A letter, X either)")),
        (columns(("a:99", 3, 2)), "  12", (4, "the end of the line")),
    ],
)
def test_where_a_line_stops_fitting_is_told(line: Alternative, text: str, expected: tuple[int, str]) -> None:
    assert line.expected_at(text) == expected


def test_free_kinds_fit_anything() -> None:
    assert fits(KINDS["text"], "x y")
    assert fits(parse_kind("99"), "12")
    assert not fits(parse_kind("99"), "1x")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_separator_beyond_plain_letters_is_found_however_it_is_encoded(encoding: str) -> None:
    """Some log printers set a broken bar between the fields."""
    line = line_form([separated("number:9999999", "class", "name", separator="¦")])
    first = re.compile(line.octets().encode("ascii"))
    assert first.fullmatch("4360709¦RES¦DOE".encode(encoding))
    assert not first.fullmatch("4360709¦RES".encode(encoding))


def test_a_short_line_of_columns_is_told_by_none_of_the_pictures_that_it_lacks() -> None:
    """Else a name alone were the line of community and ESN, and no line of free text could stand in such a record."""
    community = columns(("community", 1, 32), ("province:AA", 34, 2), ("esn:9999", 37, 4))
    told = line_form([community])
    assert told.telling is not None
    assert told.telling.fullmatch("OSHAWA".ljust(33) + "ON 0412")
    assert told.telling.fullmatch(" " * 36 + "0412")
    assert not told.telling.fullmatch("REID, MARGARET")
    assert told.fit("OSHAWA") is not None
    assert re.fullmatch(told.octets().encode(), b"OSHAWA".ljust(33) + b"ON 0412")
    assert not re.fullmatch(told.octets().encode(), b"REID, MARGARET")


def test_a_picture_narrower_or_wider_than_its_column_tells_no_line() -> None:
    assert not columns(("a:digits", 1, 9)).specific
    assert not columns(("a:99", 1, 4)).specific


def test_separators_and_columns_are_described_in_every_dialect() -> None:
    assert re.compile(separated("a", "b", "c", least=2).source(RECORD, None)).fullmatch("x|y|z|")
    assert re.compile(columns(("a", 1, 4)).source(RECORD, None)).fullmatch("x")


def test_with_most_a_line_of_more_fields_does_not_fit() -> None:
    cells = separated("a:9999", "b", "c").cells
    bounded = SeparatedLine("|", cells, 2, "fields", 4)
    form = line_form([bounded])
    assert form.fit("1234|x|y|") is not None
    assert form.fit("1234|x|y|z|more") is None
    octets = re.compile(form.octets().encode("ascii"))
    assert octets.fullmatch(b"1234|x|y|z")
    assert not octets.fullmatch(b"1234|x|y|z|more")
    assert bounded.expected_at("1234|x|y|z|more")[1] == "at most 4 fields with '|' between"

import re
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.kind import PatternError
from app.spill.picture import (
    LINE,
    OCTETS,
    OPTIONAL_PARTS,
    PATTERN_LENGTH,
    RECORD,
    expected_at,
    fixed_tails,
    parse_field,
    parse_pattern,
    slots,
    source,
    specific,
    specific_forms,
    write,
)


def read(pattern: str, line: str) -> dict[str, str] | None:
    """Return the fields of a line by a pattern, None if it does not fit."""
    names: list[str] = []
    tokens = parse_pattern(pattern)
    fitting = re.fullmatch(LINE.start + source(tokens, LINE, names), line)
    if fitting is None:
        return None
    return {name: value for name, value in zip(names, fitting.groups(), strict=True) if value is not None}


@pytest.mark.parametrize(
    ("pattern", "line", "fields"),
    [
        ("{number:999-9999} {class} {borough:AAA}", "436-0709 RES OSH", {"number": "436-0709", "class": "RES"}),
        ("{name}", "PALMER, ROBERT", {"name": "PALMER, ROBERT"}),
        ("ESN#: {esn:digits}", "ESN#:   0047", {"esn": "0047"}),
        ("{a}, {b}", "OSHAWA, OSHAWA, X", {"a": "OSHAWA", "b": "OSHAWA, X"}),
        ("{locality}[ {postal:postal}]", "OSHAWA OSHAWA L1J 6Y8", {"locality": "OSHAWA OSHAWA", "postal": "L1J 6Y8"}),
        ("{locality}[ {postal:postal}]", "OSHAWA OSHAWA", {"locality": "OSHAWA OSHAWA"}),
        ("{number:999-9999}[ ({area:999})] {c:class}", "326-1224 (905) RES", {"area": "905", "c": "RES"}),
        ("{number:999-9999}[ ({area:999})] {c:class}", "326-1224 RES", {"number": "326-1224", "c": "RES"}),
        ("{{{a:9}}} [[{b:9}]]", "{1} [2]", {"a": "1", "b": "2"}),
        ("{a:word},{b:word} x", "12,34 x", {"a": "12", "b": "34"}),
        ("ANI{p:99}{area:999}{n:9999999}", "ANI019055550142", {"p": "01", "area": "905", "n": "5550142"}),
        ("  {a:9}  ", "   7", {"a": "7"}),
        ("{a} {b} end", "one two three end", {"a": "one", "b": "two three"}),
        ("{a}\u2022{b:9}", "x y\u20221", {"a": "x y", "b": "1"}),
        ("{a:9} {b:9}", "1\t \t2", {"a": "1", "b": "2"}),
    ],
)
def test_a_pattern_takes_its_fields(pattern: str, line: str, fields: dict[str, str]) -> None:
    found = read(pattern, line)
    assert found is not None
    assert fields.items() <= found.items()


@pytest.mark.parametrize(
    ("pattern", "line"),
    [
        ("ESN#: {esn:digits}", "ESN#:0047"),
        ("ESN#: {esn:digits}", "ESN#: 004x"),
        ("{a} {b}", "one"),
        ("{a}, {b}", "OSHAWA OSHAWA"),
        ("{name}", ""),
        ("{name}", "ESC\x1b"),
    ],
)
def test_a_line_that_is_otherwise_does_not_fit(pattern: str, line: str) -> None:
    assert read(pattern, line) is None


@pytest.mark.parametrize(
    ("pattern", "says"),
    [
        ("", "expected something in a pattern"),
        ("   ", "expected something in a pattern"),
        ("{number", "expected a } after column 1"),
        ("number}", "expected a { before the } at column 7"),
        ("a [b [c]]", "expected no [ inside [ ] at column 6"),
        ("a [b", "expected a ] before the end"),
        ("a b]", "expected a [ and something in it before the ] at column 4"),
        ("a []", "expected a [ and something in it before the ]"),
        ("{Name}", "expected a field name (small letters, digits, _), got 'Name'"),
        ("{1st}", "expected a field name"),
        ("{}", "expected a field name"),
        ("{a:}", "expected a kind or a picture after 'a:', got nothing"),
        ("{a:99}{b}{c:9}", "expected something between 'b', which has no fixed end, and the next field"),
        ("{a:digits}{b:A}", "expected something between 'a'"),
        ("{a}[{b:9}]", "expected something between 'a'"),
        ("{a:9+}5", "expected no '5' directly after 'a', which takes it itself"),
        ("{a:9+}[0]", "expected no '0' directly after 'a'"),
        ("{a} {b} {c}", "expected at most 2 free texts in a line"),
        ("{a:9} {a:9}", "expected each field once in a line, got 'a' twice"),
        ("x" + "[y]" * (OPTIONAL_PARTS + 1), f"expected at most {OPTIONAL_PARTS} optional parts"),
        ("[x]", "expected something that is not optional"),
        ("x" * (PATTERN_LENGTH + 1), f"at most {PATTERN_LENGTH} characters"),
        ("a\tb", "expected printable characters"),
    ],
)
def test_a_pattern_that_cannot_be_told_apart_is_refused_in_words(pattern: str, says: str) -> None:
    with pytest.raises(PatternError) as raised:
        parse_pattern(pattern)
    assert says in str(raised.value)


def test_a_field_may_have_a_kind() -> None:
    assert parse_field("esn:digits").kind.name == "digits"
    assert parse_field("name").kind.name == "text"


def test_slots_are_named_from_left_to_right_with_those_of_optional_parts() -> None:
    assert [slot.field for slot in slots(parse_pattern("{a:9}[ {b:9}] {c}"))] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [("{a}", False), ("{a:AAA}", False), ("{a}[ {b:9}]", False), ("{a:9}", True), ("#{a}", True)],
)
def test_a_line_is_told_from_free_text_by_a_literal_or_a_digit(pattern: str, expected: bool) -> None:
    assert specific(parse_pattern(pattern)) is expected


def test_the_special_forms_of_a_pattern_are_itself_or_each_with_an_optional_part_in_its_place() -> None:
    assert len(specific_forms(parse_pattern("{a}[ {b:9}][ x]"))) == 2
    tokens = parse_pattern("#{a}")
    assert specific_forms(tokens) == [tokens]
    assert specific_forms(parse_pattern("{a}[ {b}]")) == []


@pytest.mark.parametrize(
    ("pattern", "tails"),
    [
        ("{a} {b:99}", [" [0-9]{2}"]),
        ("{a} x{b:9}", [" x[0-9]"]),
        ("{a} {b:9+}", []),
        ("{a} {b:9} {c:9}", []),
        ("{a:9} {b:9}", []),
        ("{a}", []),
    ],
)
def test_free_text_with_a_fixed_rest_is_told_by_its_tail(pattern: str, tails: list[str]) -> None:
    assert fixed_tails(parse_pattern(pattern)) == tails


def test_octets_know_letters_beyond_ascii_in_either_encoding() -> None:
    octets = re.compile((OCTETS.start + source(parse_pattern("Réf {a:9}"), OCTETS) + OCTETS.end).encode("ascii"))
    assert octets.fullmatch("Réf 1".encode())
    assert octets.fullmatch("Réf 1".encode("latin-1"))
    assert octets.fullmatch(b"\x00 R\xe9f  1\x00 ")
    assert octets.fullmatch(b"Ref 1") is None


@pytest.mark.parametrize(
    ("pattern", "values", "line"),
    [
        ("{n:999-9999}[ ({area:999})] X", {"n": "326-1224", "area": "905"}, "326-1224 (905) X"),
        ("{n:999-9999}[ ({area:999})] X", {"n": "326-1224"}, "326-1224 X"),
        ("A  {n}[!]", {"n": "1"}, "A 1"),
    ],
)
def test_a_line_is_written_from_values(pattern: str, values: dict[str, str], line: str) -> None:
    assert write(parse_pattern(pattern), values) == line


def test_a_value_that_is_needed_is_named() -> None:
    with pytest.raises(KeyError, match="esn"):
        write(parse_pattern("ESN {esn}"), {})


@pytest.mark.parametrize(
    ("pattern", "line", "reached", "expected"),
    [
        ("{n:999-9999} {c:class}", "326-12A4 RES", 6, "a digit of n (999-9999)"),
        ("{n:999-9999} {c:class}", "326-1224", 8, "a blank"),
        ("ESN#: {esn:digits}", "ESM#: 0047", 0, "'ESN#:'"),
        ("ESN#: {esn:digits}", "ESN#: X", 6, "esn: digits"),
        ("{a} {p:postal}", "OSHAWA X", 7, "p: a postal code (A9A 9A9)"),
        ("{a:9}[ x{b:9}] y", "1 z", 2, "'y'"),
        ("{a:9}", "1 z", 1, "the end of the line"),
    ],
)
def test_where_a_line_stops_fitting_is_told_with_what_was_expected(
    pattern: str, line: str, reached: int, expected: str
) -> None:
    assert expected_at(parse_pattern(pattern), line) == (reached, expected)


@pytest.mark.parametrize(
    "pattern",
    ["{a}, {b}; end", "{a} {b} end", "{a}[, {b}][ x][ y][ z] end", "{a}[ {b:9}][ {c:99}][ {d:999}][ {e:9999}] end"],
)
@pytest.mark.parametrize("dialect", [LINE, RECORD])
@pytest.mark.parametrize("unit", [", ", "a ", "a, ", "1 ", "x, 1 y "])
def test_no_line_takes_long(pattern: str, dialect: object, unit: str) -> None:
    """1024 characters at most; the work is at most quadratic."""
    compiled = re.compile(source(parse_pattern(pattern), LINE if dialect is LINE else RECORD))
    line = (unit * 1024)[:1024]
    begun = perf_counter()
    assert compiled.fullmatch(line) is None
    assert perf_counter() - begun < 2


@given(st.text(alphabet="{}[]abAX9:+-, .é", max_size=30), st.text(alphabet="abA9-, .é", max_size=20))
def test_any_pattern_is_refused_or_reads_any_line_in_every_dialect(pattern: str, line: str) -> None:
    try:
        tokens = parse_pattern(pattern)
    except PatternError:
        return
    for dialect in (LINE, RECORD):
        re.compile(source(tokens, dialect, [])).fullmatch(line)
    re.compile(source(tokens, OCTETS).encode("ascii")).fullmatch(line.encode())
    reached, expected = expected_at(tokens, line)
    assert 0 <= reached <= len(line)
    assert expected

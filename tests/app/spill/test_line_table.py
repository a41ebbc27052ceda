import re
import tomllib

import pytest

from app.errors import TableError
from app.spill.line_form import ColumnLine, LineForm, PatternLine, SeparatedLine
from app.spill.line_table import first_in_noise, read_line
from app.table_fields import Section
from app.table_text import Faults, TableText


def section(text: str) -> Section:
    return Section(tomllib.loads(text), ("line", 0), Faults(TableText("t.toml", {})))


def line(text: str) -> LineForm:
    described = section(text)
    form = read_line(described)
    described.faults.raise_if_any()
    return form


def fault(text: str, *, alone: bool = False) -> str:
    described = section(text)
    read_line(described, alone=alone)
    with pytest.raises(TableError) as raised:
        described.faults.raise_if_any()
    return str(raised.value)


def in_noise(text: str, wanted: object) -> re.Pattern[bytes] | None:
    described = section(text)
    form = line(text)
    found = first_in_noise(described, form, wanted)
    described.faults.raise_if_any()
    return re.compile(form.octets(found).encode("ascii")) if found else None


@pytest.mark.parametrize(
    ("text", "sort", "fields", "words"),
    [
        ('pattern = "ESN {esn:digits}"', PatternLine, {"esn"}, "ESN {esn:digits}"),
        ('patterns = ["{a} {b:9}", "{a}"]', PatternLine, {"a", "b"}, "{a} {b:9} or {a}"),
        ('field = "name"', PatternLine, {"name"}, "{name}"),
        ('field = "tel:phone"', PatternLine, {"tel"}, "{tel:phone}"),
        ('label = "POS Number:"\nfield = "pos"', PatternLine, {"pos"}, "POS Number: {pos}"),
        ('columns = [{field = "a", at = 1, width = 4}]', ColumnLine, {"a"}, "columns a"),
        ('separator = "|"\nfields = ["a", "", "b:9"]', SeparatedLine, {"a", "b"}, "fields with '|' between"),
    ],
)
def test_a_line_may_be_described_in_any_of_these_ways(text: str, sort: type, fields: set[str], words: str) -> None:
    form = line(text)
    assert all(isinstance(each, sort) for each in form.alternatives)
    assert form.fields == fields
    assert form.words == words
    assert not form.optional
    assert not form.any_order


def test_a_line_may_be_optional_and_in_any_order() -> None:
    form = line('field = "a"\noptional = true\norder = "any"')
    assert form.optional
    assert form.any_order


def test_the_field_after_a_label_may_be_missing_and_needs_no_blank() -> None:
    form = line('label = "ESN#:"\nfield = "esn:digits"')
    assert all(form.fit(each) for each in ("ESN#: 0047", "ESN#:0047", "ESN#:"))
    assert form.fit("ESN#: x") is None


def test_a_label_is_no_pattern() -> None:
    assert line('label = "[x] {y}"\nfield = "a:9"').fit("[x]  {y} 1")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "line 1: expected one of pattern, patterns, field, columns, separator to describe the line, got none"),
        ('pattern = "{a}"\nfield = "a"', "to describe the line, got pattern, field"),
        ('pattern = "{a"', "line 1, pattern: expected a } after column 1"),
        ("pattern = 3", "line 1, pattern: expected a text or a list of texts, got 3"),
        ("patterns = []", "line 1, patterns: expected 1 to 8 patterns, got 0"),
        ('patterns = ["a","b","c","d","e","f","g","h","i"]', "expected 1 to 8 patterns, got 9"),
        ('field = "a"\nlabel = "x\\u001b"', "expected a label of printable characters"),
        ('field = "A"', "line 1, field: expected a field name"),
        ('separator = "||"\nfields = ["a", "b"]', "line 1, separator: expected a separator of one sign, got '||'"),
        ('separator = " "\nfields = ["a", "b"]', "expected a separator of one sign, got ' '"),
        ('separator = "|"\nfields = ["a"]', "expected 2 to 100 fields, got 1"),
        ('separator = "|"\nfields = ["a", "a"]', "expected each field once in a line, got 'a' twice"),
        (
            'separator = "|"\nfields = ["a", "b"]\nleast = 3',
            "least: expected a whole number from 2 to 2, got 3",
        ),
        ("columns = []", "line 1, columns: expected 1 to 100 columns, got 0"),
        (
            'columns = [{field = "a", at = 0, width = 1}]',
            "at: expected a whole number from 1 to 1024, got 0",
        ),
        (
            'columns = [{field = "a", at = 1, width = 4}, {field = "b", at = 4, width = 1}]',
            "expected 'b' at column 5 or later, got 4",
        ),
        ('columns = [{field = "a:999", at = 1, width = 2}]', "expected a picture of at most 2 characters for 'a'"),
        ('columns = [{field = "a", at = 1024, width = 2}]', "expected columns up to 1024, got 'a' up to 1025"),
        (
            'columns = [{field = "a", at = 1, width = 1}, {field = "a", at = 2, width = 1}]',
            "expected each field once in a line, got 'a' twice",
        ),
        ('field = "a"\norder = "random"', "line 1, order: expected one of any, as written, got 'random'"),
        ('field = "a"\ncolour = "red"', "line 1, colour: unknown key; did you mean columns?"),
    ],
)
def test_a_fault_in_a_line_is_told_with_its_place(text: str, says: str) -> None:
    assert f"t.toml: {says}" in fault(text) or says in fault(text)


def test_a_line_that_stands_alone_is_neither_optional_nor_in_any_order() -> None:
    assert "optional: unknown key" in fault('field = "a"\noptional = true', alone=True)


NUMBER = 'pattern = "{number:999-9999} {class:class}"'


def test_a_first_line_that_begins_with_a_picture_is_found_in_noise() -> None:
    found = in_noise(NUMBER, None)
    assert found is not None
    begun = found.search(b"\xff#x436-0709 RES")
    assert begun is not None
    assert begun.start() == 3


def test_stricter_values_and_pictures_hold_in_noise() -> None:
    found = in_noise(NUMBER, {"class": ["RES", "COM"], "number": "999-0999"})
    assert found is not None
    assert found.search(b"xx436-0709 RES")
    assert found.search(b"xx436-0709 REX") is None
    assert found.search(b"xx436-1709 RES") is None


def test_stricter_fields_reach_optional_parts_and_separated_fields() -> None:
    found = in_noise('pattern = "#{a:9}[ {b:class}]"', {"b": ["RES"]})
    assert found is not None
    assert found.search(b"x#1 RES")
    assert found.search(b"x#1 COM") is None
    found = in_noise('separator = "|"\nfields = ["number:9+", "b", ""]', {"number": "99"})
    assert found is not None
    begun = found.search(b"x123|y|")
    assert begun is not None
    assert begun.start() == 2


def test_separated_fields_that_tell_the_line_are_not_empty_in_noise() -> None:
    """Else the bars at the end of a damaged line are a record of their own, which hides the caller."""
    found = in_noise('separator = "|"\nfields = ["number:9+", "b:99", ""]', {"b": "99"})
    assert found is not None
    assert found.search(b"R?S|||") is None
    assert found.search(b"1||") is None
    assert found.search(b"1|23|")


@pytest.mark.parametrize(
    "text",
    [
        'field = "name"',
        'pattern = "{name} {number:999-9999}"',
        'pattern = "#{a} x {b} y"',
        'columns = [{field = "a:999", at = 1, width = 3}]',
        'separator = "|"\nfields = ["name", "b"]',
    ],
)
def test_a_first_line_without_a_certain_beginning_is_known_only_at_a_lines_start(text: str) -> None:
    assert in_noise(text, None) is None
    described = section(text)
    assert not first_in_noise(described, line(text), True)
    with pytest.raises(TableError, match="begins with a picture or a label"):
        described.faults.raise_if_any()


def test_a_short_first_line_is_found_in_noise_only_when_asked_for() -> None:
    """Else a first line of three digits, as a position's, cuts every line that ends in three."""
    assert in_noise('pattern = "{position:999}"', None) is None
    assert in_noise('pattern = "{number:999-9999}"', None) is None
    asked = in_noise('pattern = "{position:999}"', True)
    assert asked is not None
    assert asked.search(b"ESN 319")


def test_it_can_be_forbidden() -> None:
    assert in_noise(NUMBER, False) is None


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        (3, "in_noise: expected true, false or fields"),
        ({"class": 3}, "in_noise.class: expected a picture or a list"),
        ({"class": []}, "in_noise.class: expected a picture or a list"),
        ({"class": ["é"]}, "in_noise.class: expected a picture or a list"),
        ({"class": "YY"}, "in_noise.class: expected text, word"),
        ({"colour": ["RED"]}, "in_noise: expected a field of the first line, got 'colour'"),
    ],
)
def test_a_fault_in_what_is_asked_for_in_noise_is_told(wanted: object, says: str) -> None:
    described = section(NUMBER)
    first_in_noise(described, line(NUMBER), wanted)
    with pytest.raises(TableError) as raised:
        described.faults.raise_if_any()
    assert says in str(raised.value)

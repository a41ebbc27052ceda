"""Each kind of value is taken from a table, or its fault noted in a sentence with its line."""

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.table_fields import MOST_WORDS, Section, read_section
from app.table_text import MOST_CHARACTERS, MOST_FAULTS, MOST_IN_A_LINE, Faults, TableText


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def faults_of(section: Section) -> str:
    """The sentences noted so far, "" if none."""
    try:
        section.faults.raise_if_any()
    except TableError as error:
        return str(error)
    return ""


def told(take: str, value: Any, *more: Any) -> str:
    """The sentence about this value under the key `it`."""
    section = Section({} if value is None else {"it": value}, (), Faults(TableText("t.toml", {})))
    getattr(section, take)("it", *more)
    return faults_of(section)


def test_values_are_taken_by_their_sort() -> None:
    table = read_section(
        'a = "x"\nb = ["y", "z"]\nc = 2.5\nd = 3\ne = true\nf = "one"\ng = {h = 1}\ni = " w "\nj = "red"\nk = 4\n',
        "t.toml",
    )
    assert table.text("a") == "x"
    assert (table.texts("b"), table.texts("a")) == (("y", "z"), ("x",))
    assert (table.number("c", 0, 9), table.whole("d", 0, 9), table.seconds("k", 9)) == (2.5, 3, 4.0)
    assert (table.flag("e"), table.choice("f", ("one", "two"))) == (True, "one")
    assert (table.text("i"), table.words("i", 5), table.word_list("i")) == (" w ", "w", (" w ",))
    assert table.one_of("j", Colour) is Colour.RED
    assert "g" in table
    table.done()  # what was only looked for is known too
    assert table.section("g").whole("h", 0, 1) == 1
    assert (table.section("g").at("h"), table.left()) == (("g", "h"), [])
    assert faults_of(table) == ""


def test_what_is_not_there_has_its_default() -> None:
    table = read_section("", "t.toml")
    assert (table.text("a", ""), table.words("a", 5), table.texts("b"), table.word_list("b")) == ("", "", (), ())
    assert (table.number("c", 0, 9, 5), table.whole("c", 0, 9, 5), table.seconds("c", 9)) == (5, 5, None)
    assert (table.flag("e"), table.flag("e", True)) == (False, True)
    assert (table.choice("f", ("one", "two"), "two"), table.one_of("f", Colour, Colour.BLUE)) == ("two", Colour.BLUE)
    assert (table.anything("g"), table.section("h").left(), table.sections("i")) == (None, [], [])
    table.done()
    assert faults_of(table) == ""


@pytest.mark.parametrize(
    ("take", "good", "bad", "more", "expected"),
    [
        ("text", "a\x07", 1, (), "a text"),
        ("text", "a", "  ", (), "a text"),
        ("texts", ["a", ""], [1], (), "a text or a list of texts"),
        ("section", {}, 1, (), "a section [it]"),
        ("sections", [{}], [1], (1,), "sections [[it]]"),
        ("sections", [{}], [{}, {}], (1,), "at most 1 of them"),
        ("words", "a", 1, (5,), "words of at most 5 characters"),
        ("words", "a", "abcdef", (5,), "words of at most 5 characters"),
        ("words", "a", "a\nb", (5,), "words of at most 5 characters"),
        ("word_list", ["a", "b"], [""], (), "words, or a list of words"),
        ("word_list", "a", {}, (), "words, or a list of words"),
        ("word_list", "a", ["a"] * 41, (40,), "words, or a list of words"),
        ("word_list", ["a"] * MOST_WORDS, ["a"] * (MOST_WORDS + 1), (), "words, or a list of words"),
        ("choice", "a", "c", (("a", "b"),), "one of a, b"),
        ("choice", "a", ["a"], (("a", "b"),), "one of a, b"),
        ("one_of", "red", "green", (Colour,), "one of red, blue"),
        ("flag", True, 1, (), "true or false"),
        ("seconds", 1.5, -1, (86_400,), "seconds from 0 to 86400"),
        ("seconds", 0, True, (86_400,), "seconds from 0 to 86400"),
        ("seconds", 0, float("nan"), (86_400,), "seconds from 0 to 86400"),
        ("whole", 9, 1.5, (0, 99_999_999), "a whole number from 0 to 99999999"),
        ("whole", 9, True, (0, 9), "a whole number from 0 to 9"),
        *(("number", 0.5, bad, (0, 9), "a number from 0 to 9") for bad in (-1, 10, float("inf"), True, "3", 10**20)),
    ],
)
def test_a_value_of_its_kind_is_taken_and_another_told(
    take: str, good: Any, bad: Any, more: tuple[Any, ...], expected: str
) -> None:
    assert told(take, good, *more) == ""
    assert told(take, bad, *more).startswith(f"t.toml: it: expected {expected}, got ")


def test_a_time_may_have_to_be_above_zero() -> None:
    section = Section({"it": 0}, (), Faults(TableText("t.toml", {})))
    assert section.seconds("it", 60, above_zero=True) is None
    assert faults_of(section) == "t.toml: it: expected seconds above 0, at most 60, got 0"


def test_what_is_no_member_of_a_kind_is_told_and_the_first_stands_in() -> None:
    section = Section({"it": "green"}, (), Faults(TableText("t.toml", {})))
    assert (section.one_of("it", Colour), section.choice("it", ("a",))) == (Colour.RED, "")


@pytest.mark.parametrize(
    ("take", "more", "expected"),
    [
        ("text", (), "a text"),
        ("number", (0, 9), "a number from 0 to 9"),
        ("whole", (0, 9), "a whole number from 0 to 9"),
        ("choice", (("a", "b"),), "one of a, b"),
    ],
)
def test_what_is_needed_is_missed(take: str, more: tuple[Any, ...], expected: str) -> None:
    assert told(take, None, *more) == f"t.toml: it: is missing; expected {expected}"


def test_words_that_are_needed_are_missed_and_are_not_blank() -> None:
    section = Section({"blank": "  "}, (), Faults(TableText("t.toml", {})))
    assert section.words("it", 5, needed=True) == section.words("blank", 5, needed=True) == ""
    assert faults_of(section).splitlines() == [
        "t.toml: it: is missing; expected words of at most 5 characters",
        "t.toml: blank: expected words of at most 5 characters, not blank, got '  '",
    ]


def test_an_unknown_key_is_told_with_the_one_that_may_be_meant() -> None:
    section = read_section("witin = 1\nwithin = 2\n", "t.toml")
    section.only(("within", "after"))
    assert faults_of(section) == "t.toml line 1: witin: unknown key; did you mean within?"
    section = read_section("witin = 1\nx = 1\n", "t.toml")
    section.seconds("within", 9)
    section.done()
    assert faults_of(section).splitlines() == [
        "t.toml line 1: witin: unknown key; did you mean within?",
        "t.toml line 2: x: unknown key; expected one of within",
    ]
    section = read_section("x = 1", "t.toml")
    section.done()
    assert faults_of(section) == "t.toml line 1: x: unknown key; expected none here"


def test_faults_in_sections_name_their_number() -> None:
    table = read_section("[[a]]\nb = 1\n[[a]]\nc = 1\n", "t.toml")
    for section in table.sections("a"):
        section.whole("b", 0, 9)
        section.done()
    assert faults_of(table).splitlines() == [
        "t.toml line 3: a 2, b: is missing; expected a whole number from 0 to 9",
        "t.toml line 4: a 2, c: unknown key; expected one of b",
    ]


def test_a_section_of_a_kind_of_its_own_has_sections_of_that_kind() -> None:
    class Own(Section):
        pass

    own = Own({"a": {}, "b": [{}]}, (), Faults(TableText("t.toml", {})))
    assert (type(own.section("a")), type(own.sections("b")[0])) == (Own, Own)


def test_no_more_faults_are_told_than_a_person_reads() -> None:
    table = read_section("\n".join(f"k{number} = 1" for number in range(MOST_FAULTS + 5)), "t.toml")
    table.done()
    assert faults_of(table).endswith("and 5 more faults")
    assert table.faults.count == MOST_FAULTS + 5


@pytest.mark.parametrize(
    "text",
    ["a =", "= 1", "[a", '"', "a = 1\na = 2", "a = " + "9" * 1900 + "_", "a = 1979-99-99", "\x00", "a = 1e400\nb ="],
)
def test_what_is_no_toml_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(TableError, match=r"\At.toml.*: expected TOML, got "):
        read_section(text, "t.toml")


def test_brackets_nested_too_deeply_are_told() -> None:
    with pytest.raises(TableError, match="nested too deep"):
        read_section("\n".join(["a = ["] + ["[" * 1_500] * 60), "t.toml")


def test_a_table_of_any_length_is_not_read() -> None:
    with pytest.raises(TableError, match=f"at most {MOST_CHARACTERS} characters, got {MOST_CHARACTERS + 1}"):
        read_section("\n" * (MOST_CHARACTERS + 1), "t.toml")
    with pytest.raises(TableError, match=f"line 1: expected at most {MOST_IN_A_LINE} characters"):
        read_section("a" + ".a" * 20_000 + " = 1", "t.toml")  # a key of very many parts takes tomllib minutes


def test_a_value_nested_deeply_can_be_told() -> None:
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    assert told("text", deep).startswith("t.toml: it: expected a text, got [")


@given(st.text())
def test_any_text_is_a_table_or_a_table_error(text: str) -> None:
    try:
        table = read_section(text, "t.toml")
        table.done()
        table.faults.raise_if_any()
    except TableError:
        pass

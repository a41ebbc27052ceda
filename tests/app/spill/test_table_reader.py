import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.spill.table_reader import FAULTS_TOLD, Section, read_toml
from app.table_text import MOST_CHARACTERS, MOST_IN_A_LINE


def told(text: str, *takes: str) -> str:
    """Return the faults after taking keys, each written as `method:key`."""
    table = read_toml(text, "t.toml")
    for take in takes:
        method, _, key = take.partition(":")
        getattr(table, method)(key)
    table.done()
    with pytest.raises(TableError) as raised:
        table.faults.check()
    return str(raised.value)


def test_values_are_taken_by_their_sort() -> None:
    table = read_toml('a = "x"\nb = ["y", "z"]\nc = 2.5\nd = 3\ne = true\nf = "one"\ng = {h = 1}\n', "t.toml")
    assert table.text("a") == "x"
    assert table.texts("b") == ("y", "z")
    assert table.number("c", 0, 9) == 2.5
    assert table.whole("d", 0, 9) == 3
    assert table.flag("e") is True
    assert table.choice("f", ("one", "two")) == "one"
    assert "g" in table
    assert table.left() == ["g"]
    assert table.section("g").whole("h", 0, 1) == 1
    table.done()
    table.faults.check()


def test_what_is_not_there_has_its_default() -> None:
    table = read_toml("", "t.toml")
    assert table.text("a", "") == ""
    assert table.texts("b") == ()
    assert table.number("c", 0, 9, 5) == 5
    assert table.flag("e") is False
    assert table.choice("f", ("one", "two"), "two") == "two"
    assert table.anything("g") is None
    assert table.section("h").left() == []
    assert table.sections("i") == []
    table.done()
    table.faults.check()


@pytest.mark.parametrize(
    ("text", "take", "says"),
    [
        ("", "text:a", "t.toml: a: expected a text, got nothing"),
        ("a = 1", "text:a", "t.toml: a: expected a text, got 1 (line 1)"),
        ('a = "  "', "text:a", "t.toml: a: expected a text, got '  ' (line 1)"),
        ("a = [1]", "texts:a", "t.toml: a: expected a text or a list of texts, got [1] (line 1)"),
        ('a = "yes"', "flag:a", "t.toml: a: expected true or false, got yes (line 1)"),
        ("a = 1", "section:a", "t.toml: a: expected a section [a], got 1 (line 1)"),
        ("a = [1]", "sections:a", "t.toml: a: expected a list of sections [[a]], got [1] (line 1)"),
        ("b = 1", "flag:a", "t.toml: b: expected no such key here, got 1 (line 1)"),
    ],
)
def test_a_fault_says_where_what_was_expected_and_got(text: str, take: str, says: str) -> None:
    assert told(text, take) == says


@pytest.mark.parametrize("value", ["-1", "10", "nan", "inf", "true", '"3"', "1979-05-27", "99999999999999999999"])
def test_a_number_outside_its_bounds_is_refused(value: str) -> None:
    table = read_toml(f"a = {value}", "t.toml")
    assert table.number("a", 0, 9, 5) == 5
    with pytest.raises(TableError, match="expected a number from 0 to 9, got"):
        table.faults.check()


def test_a_broken_number_is_not_whole() -> None:
    table = read_toml("a = 1.5", "t.toml")
    table.whole("a", 0, 9)
    with pytest.raises(TableError, match=r"expected a whole number, got 1\.5"):
        table.faults.check()


def test_faults_in_sections_name_their_number() -> None:
    table = read_toml("[[a]]\nb = 1\n[[a]]\nc = 1\n", "t.toml")
    for section in table.sections("a"):
        section.whole("b", 0, 9)
        section.done()
    with pytest.raises(TableError) as raised:
        table.faults.check()
    assert str(raised.value) == (
        "t.toml: a 2, b: expected a number, got nothing (line 3); "
        "t.toml: a 2, c: expected no such key here, got 1 (line 4)"
    )


def test_no_more_faults_are_told_than_a_person_reads() -> None:
    text = "\n".join(f"k{number} = 1" for number in range(FAULTS_TOLD + 5))
    assert told(text).endswith("; and 5 more")


@pytest.mark.parametrize(
    "text",
    ["a =", "= 1", "[a", '"', "a = 1\na = 2", "a = " + "9" * 1900 + "_", "a = 1979-99-99", "\x00", "a = 1e400\nb ="],
)
def test_what_is_no_toml_is_told_in_one_sentence(text: str) -> None:
    with pytest.raises(TableError, match=r"\At.toml.*: expected TOML, got "):
        read_toml(text, "t.toml")


def test_brackets_nested_too_deeply_are_told() -> None:
    with pytest.raises(TableError, match="nested too deep"):
        read_toml("\n".join(["a = ["] + ["[" * 1_500] * 60), "t.toml")


def test_a_table_of_any_length_is_not_read() -> None:
    with pytest.raises(TableError, match=f"at most {MOST_CHARACTERS} characters, got {MOST_CHARACTERS + 1}"):
        read_toml("\n" * (MOST_CHARACTERS + 1), "t.toml")
    with pytest.raises(TableError, match=f"line 1: expected at most {MOST_IN_A_LINE} characters"):
        read_toml("a" + ".a" * 20_000 + " = 1", "t.toml")  # a key of very many parts takes tomllib minutes


def test_a_value_nested_deeply_can_be_told() -> None:
    table = Section({"a": None}, (), read_toml("", "t.toml").faults)
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]
    table = Section({"a": deep}, (), table.faults)
    table.done()
    with pytest.raises(TableError, match="expected no such key here, got a list"):
        table.faults.check()


@given(st.text())
def test_any_text_is_a_table_or_a_table_error(text: str) -> None:
    try:
        table = read_toml(text, "t.toml")
        table.done()
        table.faults.check()
    except TableError:
        pass

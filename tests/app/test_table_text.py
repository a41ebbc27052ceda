import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.table_text import MOST_CHARACTERS, MOST_FAULTS, MOST_IN_A_LINE, Faults, TableText, named, read_table, shown

TABLE = '''
# a comment with = and [brackets]
top = "a # no comment"        # a comment
"quoted key" = 1
'single' = 2
dotted.part = 3
many = [
  "x = 1",
  { inline = 1 },
]
long = """
no = "key"
[no.header]
"""
quoted = """ends in a quote""""
raw = \'\'\'
no = 'key'
\'\'\'
after = 1

[section]
key = 1
[section . "sub one"]
key = 2
[[row]]
key = 3
[row.deep]
key = 4
[[row]]
key = 5
[[row.again]]
key = 6
[[row.again]]
key = 7
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("top",), 3),
        (("quoted key",), 4),
        (("single",), 5),
        (("dotted", "part"), 6),
        (("dotted",), 6),
        (("many",), 7),
        (("many", 1), 7),
        (("long",), 11),
        (("quoted",), 15),
        (("raw",), 16),
        (("after",), 19),
        (("section",), 21),
        (("section", "key"), 22),
        (("section", "sub one", "key"), 24),
        (("row", 0, "key"), 26),
        (("row", 0, "deep", "key"), 28),
        (("row", 1), 29),
        (("row", 1, "key"), 30),
        (("row", 1, "again", 0, "key"), 32),
        (("row", 1, "again", 1, "key"), 34),
        (("row", 1, "not there"), 29),
        (("not there",), 0),
    ],
)
def test_the_line_of_a_key_is_known(path: tuple[str | int, ...], line: int) -> None:
    assert read_table(TABLE, "t.toml").line(path) == line


def test_lines_are_the_same_whatever_ends_them() -> None:
    assert read_table(TABLE.replace("\n", "\r\n"), "t").lines == read_table(TABLE, "t").lines
    assert read_table(TABLE.replace("\n", "\r"), "t") == read_table(TABLE, "t")


def test_a_mark_before_the_text_is_no_part_of_it() -> None:
    assert read_table("\ufeffkey = 1", "t").values == {"key": 1}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("key\n", "t line 1: expected TOML, got a fault: expected '=' after a key in a key/value pair at column 4"),
        ("key = [" + "[" * 2000, "t line 1: expected at most 2000 characters, got 2007"),
        ("key = " + "[" * 1900, "t: expected TOML, got values nested too deep to read"),
        ('key = "', "t: expected TOML, got a fault: "),
        ("x = 1\n" * MOST_CHARACTERS, f"t: expected a table of at most {MOST_CHARACTERS} characters, got 1572864"),
    ],
)
def test_what_cannot_be_read_is_a_sentence(text: str, said: str) -> None:
    with pytest.raises(TableError) as caught:
        read_table(text, "t")
    assert str(caught.value).startswith(said)


def test_the_slowest_text_within_the_bounds_is_read_in_seconds() -> None:
    key = ".".join(["a"] * ((MOST_IN_A_LINE - 10) // 2))
    text = "\n".join(f"{key}.x{n} = 1" for n in range(MOST_CHARACTERS // MOST_IN_A_LINE - 1))
    began = time.monotonic()
    read_table(text, "t")
    assert time.monotonic() - began < 20


def test_faults_stand_in_the_order_of_the_table_and_the_rest_is_counted() -> None:
    faults = Faults(read_table("b = 1\na = 2", "t"))
    assert not faults
    faults.expected(("a",), "3", 2)
    faults.missing(("b", "c"), "anything")
    for number in range(MOST_FAULTS):
        faults.unknown((f"k{number}",), ("x", "y"))
    assert faults
    with pytest.raises(TableError) as caught:
        faults.raise_if_any()
    lines = str(caught.value).splitlines()
    assert lines[0] == "t: k0: unknown key; expected one of x, y"
    assert lines[-3:] == [
        "t line 1: b.c: is missing; expected anything",
        "t line 2: a: expected 3, got 2",
        "t: and 2 more faults",
    ]


def test_no_fault_raises_nothing() -> None:
    Faults(TableText("t", {})).raise_if_any()


def test_a_key_that_cannot_be_printed_is_named_all_the_same() -> None:
    assert named(("a\x1b", 0, "b")) == "'a\\x1b' 1, b: "
    assert named(()) == ""


def test_a_long_value_is_cut_short_in_a_sentence() -> None:
    assert len(shown("x" * 10_000)) < 100
    assert len(shown([["x" * 1000] * 1000] * 1000)) < 1_000


_pieces = st.lists(
    st.sampled_from(
        [
            *[
                "[",
                "[[",
                "]",
                "]]",
                ".",
                "=",
                '"',
                "'",
                "\\\\",
                "#",
                "{",
                "}",
                ",",
                "a",
                "b",
                '"a"',
                "'b'",
                "1",
                "true",
                "07:00:00",
            ],
            *('"""', "'''", "\n", " ", "\r\n", "\t", "\x00", "a=1\n", "[a]\n", "[[a]]\n", 'a="""'),
        ]
    )
).map("".join)


@given(st.one_of(st.text(), _pieces))
def test_any_text_is_a_table_with_a_line_for_every_key_or_a_sentence(text: str) -> None:
    try:
        table = read_table(text, "t")
    except TableError as error:
        assert str(error).startswith("t")
        return
    lines = text.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for key in table.values:
        assert 1 <= table.line((key,)) <= lines

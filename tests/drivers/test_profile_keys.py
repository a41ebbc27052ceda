"""The keys of a profile, and a table that is put over another."""

import pytest

from app.errors import TableError
from app.table_text import Faults, read_table
from drivers.profile_keys import Keys, Layered

BASE = """title = "base"
[line]
end = "\\r"
shielded = true
[commands]
flash = { send = "F", limit = 1.0 }
[[result]]
text = "OK"
means = "ok"
[[test]]
what = "one"
"""
OWN = """
title = "own"

[line]
shielded = false
[commands]
flash = "G"
[[result]]
text = "NO"
means = "busy"
"""


@pytest.fixture
def layered() -> Layered:
    return Layered.of(read_table(OWN, "own.toml"), read_table(BASE, "base.toml"))


def test_sections_are_put_together_key_by_key(layered: Layered) -> None:
    assert layered.values["title"] == "own"
    assert layered.values["line"] == {"end": "\r", "shielded": False}
    assert layered.values["commands"] == {"flash": "G"}
    assert layered.values["test"] == [{"what": "one"}]


def test_results_of_ones_own_come_first(layered: Layered) -> None:
    assert [each["text"] for each in layered.values["result"]] == ["NO", "OK"]


@pytest.mark.parametrize(
    ("path", "where"),
    [
        (("title",), "own.toml line 2"),
        (("line", "shielded"), "own.toml line 5"),
        (("line", "end"), "base.toml line 3"),
        (("commands", "flash"), "own.toml line 7"),
        (("result", 0, "means"), "own.toml line 10"),
        (("result", 1, "means"), "base.toml line 9"),
        (("test", 0, "what"), "base.toml line 11"),
        (("times", "flash"), "own.toml"),
        ((), "own.toml"),
    ],
)
def test_each_fault_is_told_where_it_stands(layered: Layered, path: tuple[str | int, ...], where: str) -> None:
    assert layered.where(path) == where


@pytest.mark.parametrize(
    ("text", "read", "sentence"),
    [
        ("a = 1", lambda keys: keys.text("a"), "x line 1: a: expected words of at most 200 characters, got 1"),
        ("", lambda keys: keys.text("a"), "x: a: is missing; expected words of at most 200 characters"),
        ('a = " "', lambda keys: keys.text("a"), "not blank, got ' '"),
        ('a = "\\u0000"', lambda keys: keys.text("a"), "x line 1: a: expected words"),
        ('a = "\\u2013"', lambda keys: keys.raw("a", ""), "expected at most 20 characters of one byte"),
        ("a = [1]", lambda keys: keys.texts("a", 2), "expected a text or a list of at most 2 texts"),
        ('a = ["b", "c", "d"]', lambda keys: keys.texts("a", 2), "expected a text or a list of at most 2 texts"),
        ("a = {}", lambda keys: keys.items("a", 2), "expected a list of at most 2, got {}"),
        ("a = true", lambda keys: keys.number("a", 1.0, 0.0, 2.0, "seconds"), "expected seconds from 0 to 2, got True"),
        ("a = nan", lambda keys: keys.number("a", 1.0, 0.0, 2.0, "seconds"), "expected seconds from 0 to 2, got nan"),
        ("a = 1", lambda keys: keys.flag("a", False), "expected true or false, got 1"),
        ('a = "z"', lambda keys: keys.choice("a", ("x", "y"), "x"), "expected one of x, y, got 'z'"),
        ("a = 1", lambda keys: keys.section("a", ()), "expected a section [a], got 1"),
        ("[a]\nb = 1", lambda keys: keys.section("a", ("c",)), "x line 2: a.b: unknown key"),
        ("a = 1", lambda keys: keys.sections("a", (), 2), "expected at most 2 sections [[a]], got 1"),
        ("[[a]]\n[[a]]\nb = 1", lambda keys: keys.sections("a", (), 2), "x line 3: a 2, b: unknown key"),
        ("a = 1", lambda keys: list(keys.named_sections("a", ())), "expected sections [a.NAME], got 1"),
        ("[a]\nb = 1", lambda keys: list(keys.named_sections("a", ())), "expected a section [a.b], got 1"),
    ],
)
def test_a_fault_is_a_sentence_with_its_place(text: str, read: object, sentence: str) -> None:
    table = read_table(text, "x")
    faults = Faults(table)
    assert callable(read)
    read(Keys(table.values, (), faults))
    with pytest.raises(TableError) as raised:
        faults.raise_if_any()
    assert sentence in str(raised.value)

"""Each kind of value is taken, or its fault noted in a sentence."""

from typing import Any

import pytest

from app.errors import TableError
from app.lessons.fields import Fields
from app.table_text import Faults, TableText


def told(take: str, value: Any, *more: Any) -> str:
    """The sentence about this value under the key `it`."""
    faults = Faults(TableText("t.toml", {}))
    getattr(Fields(faults), take)({"it": value}, (), "it", *more)
    try:
        faults.raise_if_any()
    except TableError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("take", "good", "bad", "more", "expected"),
    [
        ("section", {}, 1, (), "a section [it]"),
        ("sections", [{}], [1], (1,), "sections [[it]]"),
        ("sections", [{}], [{}, {}], (1,), "at most 1 of them"),
        ("text", "a", 1, (5,), "words of at most 5 characters"),
        ("text", "a", "abcdef", (5,), "words of at most 5 characters"),
        ("text", "a", "a\nb", (5,), "words of at most 5 characters"),
        ("strings", ["a", "b"], [""], (), "words, or a list of words"),
        ("strings", "a", {}, (), "words, or a list of words"),
        ("strings", "a", ["a"] * 41, (), "words, or a list of words"),
        ("choice", "a", "c", (("a", "b"),), "one of a, b"),
        ("choice", "a", ["a"], (("a", "b"),), "one of a, b"),
        ("flag", True, 1, (False,), "true or false"),
        ("seconds", 1.5, -1, (), "seconds from 0 to 86400"),
        ("seconds", 0, True, (), "seconds from 0 to 86400"),
        ("seconds", 0, float("nan"), (), "seconds from 0 to 86400"),
    ],
)
def test_a_value_of_its_kind_is_taken_and_another_told(
    take: str, good: Any, bad: Any, more: tuple[Any, ...], expected: str
) -> None:
    assert told(take, good, *more) == ""
    assert told(take, bad, *more).startswith(f"t.toml: it: expected {expected}, got ")


def test_a_text_that_is_needed_is_missed() -> None:
    faults = Faults(TableText("t.toml", {}))
    assert Fields(faults).text({}, (), "it", 5, needed=True) == ""
    with pytest.raises(TableError, match="it: is missing; expected words of at most 5 characters"):
        faults.raise_if_any()


def test_an_unknown_key_is_told_with_the_one_that_may_be_meant() -> None:
    faults = Faults(TableText("t.toml", {}))
    Fields(faults).only({"witin": 1}, (), ("within", "after"))
    with pytest.raises(TableError, match=r"witin: unknown key; did you mean within\?"):
        faults.raise_if_any()

"""A section is read key by key; a fault is noted, and reading goes on."""

from typing import Any

import pytest

from app.agencies.section import LONGEST_LABEL, MOST_MUNICIPALITIES, Section
from app.errors import TableError
from app.table_text import Faults, TableText


def faults_of(values: dict[str, Any], *reads: tuple[str, tuple[Any, ...]]) -> list[str]:
    """Read keys of a section and return the sentences of what is wrong."""
    faults = Faults(TableText("site.toml", {}))
    section = Section(values, ("entry", 0), faults)
    for read, arguments in reads:
        getattr(section, read)(*arguments)
    try:
        faults.raise_if_any()
    except TableError as error:
        return str(error).splitlines()
    return []


def test_every_fault_is_noted_and_the_reading_goes_on() -> None:
    said = faults_of({"label": 3, "number": "x"}, ("text", ("label", None)), ("number", ("number",)))
    assert [line.split(": ")[1] for line in said] == ["entry 1, label", "entry 1, number"]


@pytest.mark.parametrize(
    ("value", "good"),
    [("Ajax", True), (" Ajax ", True), ("", False), ("A" * (LONGEST_LABEL + 1), False), ("A\n", False)],
)
def test_words_are_short_printable_and_not_blank(value: str, good: bool) -> None:
    assert (faults_of({"label": value}, ("text", ("label", None))) == []) is good


def test_a_word_is_one_of_those_known() -> None:
    assert faults_of({"kind": "fire"}, ("one_of", ("kind", ("fire", "police")))) == []
    assert faults_of({}, ("one_of", ("kind", ("fire",), "fire"))) == []
    assert faults_of({}, ("one_of", ("kind", ("fire",)))) == [
        "site.toml: entry 1, kind: is missing; expected one of fire"
    ]
    (said,) = faults_of({"kind": ["fire"]}, ("one_of", ("kind", ("fire",))))
    assert "expected one of fire, got ['fire']" in said


def test_municipalities_are_names_each_once_in_capitals() -> None:
    faults = Faults(TableText("site.toml", {}))
    assert Section({"municipalities": ["Ajax", " brock "]}, (), faults).municipalities() == ("AJAX", "BROCK")
    assert Section({}, (), faults).municipalities() == ()
    assert not faults
    assert len(faults_of({"municipalities": ["AJAX", "ajax", 3, ""]}, ("municipalities", ()))) == 3
    assert faults_of({"municipalities": ["A"] * (MOST_MUNICIPALITIES + 1)}, ("municipalities", ()))


def test_a_key_that_nothing_reads_is_told() -> None:
    (said,) = faults_of({"nmae": "x"}, ("only", (("name",),)))
    assert "did you mean name?" in said

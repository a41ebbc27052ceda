"""A section is read key by key; a fault is noted, and reading goes on."""

from typing import Any

import pytest

from app.agencies.section import MOST_MUNICIPALITIES, AgencySection
from app.errors import TableError
from app.table_text import Faults, TableText


def faults_of(values: dict[str, Any], *reads: tuple[str, tuple[Any, ...]]) -> list[str]:
    """Read keys of a section and return the sentences of what is wrong."""
    faults = Faults(TableText("site.toml", {}))
    section = AgencySection(values, ("entry", 0), faults)
    for read, arguments in reads:
        getattr(section, read)(*arguments)
    try:
        faults.raise_if_any()
    except TableError as error:
        return str(error).splitlines()
    return []


def test_every_fault_is_noted_and_the_reading_goes_on() -> None:
    said = faults_of({"key": 3, "number": "x"}, ("key", ("key", None)), ("telephone", ("number",)))
    assert [line.split(": ")[1] for line in said] == ["entry 1, key", "entry 1, number"]


@pytest.mark.parametrize(
    ("value", "good"),
    [("713-8016", True), (" *21 ", True), ("", True), ("911", False), ("-", False), ("1" * 33, False), (21, False)],
)
def test_a_number_is_one_that_can_be_dialled(value: Any, good: bool) -> None:
    assert (faults_of({"number": value}, ("telephone", ("number",))) == []) is good


def test_municipalities_are_names_each_once_in_capitals() -> None:
    faults = Faults(TableText("site.toml", {}))
    assert AgencySection({"municipalities": ["Ajax", " brock "]}, (), faults).municipalities() == ("AJAX", "BROCK")
    assert AgencySection({}, (), faults).municipalities() == ()
    assert not faults
    assert len(faults_of({"municipalities": ["AJAX", "ajax", 3, ""]}, ("municipalities", ()))) == 3
    assert faults_of({"municipalities": ["A"] * (MOST_MUNICIPALITIES + 1)}, ("municipalities", ()))


def test_a_letter_that_only_looks_like_another_is_named() -> None:
    """A key that reads F5 and is none: nobody sees what is wrong with it."""
    (key,) = faults_of({"key": "F\uff15"}, ("key", ("key", None)))
    assert key.endswith("got 'F\uff15', with U+FF15 (FULLWIDTH DIGIT FIVE)")
    (number,) = faults_of({"number": "713\u20118016"}, ("telephone", ("number",)))
    assert number.endswith("with U+2011 (NON-BREAKING HYPHEN)")
    (kind,) = faults_of({"kind": "fir\u0435"}, ("choice", ("kind", ("fire",))))
    assert kind.endswith("with U+0435 (CYRILLIC SMALL LETTER IE)")
    (plain,) = faults_of({"kind": "fier"}, ("choice", ("kind", ("fire",))))
    assert plain.endswith("expected one of fire, got 'fier'")


def test_area_codes_have_three_digits() -> None:
    assert faults_of({"codes": ["705", "249"]}, ("area_codes", ("codes",))) == []
    assert len(faults_of({"codes": ["70", "7O5", "\u0667\u0660\u0665", "7055"]}, ("area_codes", ("codes",)))) == 4

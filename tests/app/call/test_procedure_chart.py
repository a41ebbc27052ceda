"""A chart as a whole: alone, beside the others in force, and as a picture."""

from dataclasses import replace

import pytest

from app.call.procedure import Procedure
from app.call.procedure_chart import RESERVED_LETTERS, chart_faults, check_together, diagram
from app.call.procedure_table import Known, load_procedure
from app.position.marking import MARK_LETTER
from app.position.matters import REPORT_LETTER
from app.settings import Settings
from app.tables import load_procedures


@pytest.fixture
def ask(table: str, known: Known) -> Procedure:
    return load_procedure(table, "site.toml", known)


def line(table: str, begins: str) -> int:
    """The number of the first line that begins so."""
    return next(number for number, each in enumerate(table.splitlines(), 1) if each.startswith(begins))


def test_a_good_chart_has_no_fault(ask: Procedure) -> None:
    assert chart_faults(ask) == []
    assert check_together([ask]) == []


def test_two_procedures_of_one_letter_are_told(ask: Procedure, table: str) -> None:
    other = replace(ask, id="other")
    assert check_together([ask, other]) == [
        f"site.toml line {line(table, 'letter')}: procedure other: expected a letter of its own, got Q of ask"
    ]


def test_two_procedures_of_one_id_are_told(ask: Procedure, table: str, known: Known) -> None:
    """A site's table in a file of another name does not stand in for the shipped one: both would begin."""
    copied = replace(load_procedure(table, "copied.toml", known), letter="")
    assert check_together([ask, copied]) == [
        f"copied.toml line {line(table, 'id')}: procedure ask: expected an id of its own, got that of site.toml; "
        "a table stands in for another where its file has the same name"
    ]


def test_the_consoles_own_letters_are_no_procedures(ask: Procedure, table: str) -> None:
    assert {MARK_LETTER, REPORT_LETTER} == set(RESERVED_LETTERS)
    for letter, what in RESERVED_LETTERS.items():
        own = replace(ask, letter=letter)
        where = f"site.toml line {line(table, 'letter')}: procedure ask"
        assert check_together([own]) == [f"{where}: expected a letter of its own, got {letter} of {what}"]


def test_a_mark_that_nobody_sets_is_told(table: str, known: Known) -> None:
    text = table.replace('if = ["said"]', 'if = ["siad"]')
    ask = load_procedure(text, "site.toml", known)
    (told,) = check_together([ask])
    asked = 'if = ["siad"]'
    where = f"site.toml line {line(text, asked)}: procedure ask"
    assert told.startswith(f"{where}: expected a mark that some procedure sets, or a fact (data, ")
    assert told.endswith("got 'siad'")
    other = load_procedure(table.replace('"ask"', '"other"').replace('"Q"', '"W"').replace("said", "siad"), "o", known)
    assert check_together([ask, other]) == []


def test_a_procedure_to_begin_must_be_there(table: str, known: Known) -> None:
    text = table.replace('sets = ["said"]', 'sets = ["said"]\nbegin = "trace"')
    where = f"site.toml line {line(text, 'begin = ')}: procedure ask"
    told = check_together([load_procedure(text, "site.toml", known)])
    assert told == [f"{where}: expected a procedure in force to begin, got 'trace'"]


def test_a_chart_is_drawn_with_its_conditions_and_limits(ask: Procedure) -> None:
    assert diagram(ask).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> first: caller gone (kind wireless, not place north)",
        "    [*] --> first: Ctrl+G, Q",
        "    first --> second: Said yes",
        "    first --> [*]: Said no",
        "    first --> second: 30 s",
        "    second --> first: Ask again",
        "    second --> [*]: voice contact (said)",
    ]


def test_the_shipped_procedures_are_in_order_and_all_can_be_drawn() -> None:
    procedures, faults = load_procedures(Settings(), Known())
    assert faults == ()
    assert {"ring-back", "call-back", "trace"} <= {each.id for each in procedures}
    for each in procedures:
        assert diagram(each).count("\n") > len(each.steps)

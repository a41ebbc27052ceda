"""The search for calls of one incident in a journal: exact, bounded, and without an index that every call would pay."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.clock import as_text
from app.errors import JournalError
from app.journal.records import HISTORY, CallChange, FoundCall, Record, Wanted
from app.journal.related import FOUND, related_calls

if TYPE_CHECKING:
    from tests.app.journal.conftest import OpenJournal, Tamper, Write

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
V2 = Path(__file__).parents[2] / "data" / "journals" / "v2.sql"
HOUSE: dict[str, Any] = {
    "number": "9053261224",
    "place": "324 FIRST ST N, OSHAWA",
    "street": "FIRST ST N, OSHAWA",
    "address": "324 First St. N",
}
Put = Callable[..., None]


@pytest.fixture
def put(path: Path, open_journal: "OpenJournal", write: "Write") -> Put:
    """Return a function that writes calls, each with its values, from call 1 on, a minute apart."""
    journal = open_journal()

    def put_calls(*calls: dict[str, Any], first: int = 1) -> None:
        records = []
        for number, values in enumerate(calls, first):
            at = AT + timedelta(minutes=number)
            ended = {"released_at": as_text(at), "how_ended": "released"}
            legs: dict[int, dict[str, str | int | None]] = {2: {"agency": "Ambulance", "outcome": "busy"}}
            change = CallChange(number, {"arrived_at": as_text(at), **ended, **values}, legs)
            records.append(Record(at, "spill_arrived", "", "", {}, number, (change,)))
        assert write(journal, records).state == "written"

    return put_calls


def wanted(call: int, below: int = 0, last: int = 180, minutes: int = 60, **values: str) -> Wanted:
    since = as_text(AT + timedelta(minutes=call - minutes))
    told = {"number": HOUSE["number"], "place": HOUSE["place"], "street": HOUSE["street"], **values}
    return Wanted(call, below or call, last, since, **told)


def test_each_trait_finds_its_calls_newest_first(put: Put, path: Path) -> None:
    """F14: number, address and street."""
    other = {"number": "9055550100", "place": "1 KING ST, AJAX", "street": "KING ST, AJAX"}
    put(
        {**other, "number": HOUSE["number"]},
        {**other, "place": HOUSE["place"]},
        {**other, "street": HOUSE["street"]},
        other,
        {},
        {**other, "number": "3261224"},
    )
    assert [each.call for each in related_calls(path, wanted(7))] == [6, 3, 2, 1]
    assert [each.call for each in related_calls(path, wanted(7, number="", place=""))] == [3]
    assert related_calls(path, wanted(7, number="", place="", street="")) == ()


def test_a_call_is_given_as_the_journal_has_it(put: Put, path: Path) -> None:
    put({**HOUSE, "linked_to": 9, "service_class": "RES"}, {"place": HOUSE["place"], "how_ended": None})
    assert related_calls(path, wanted(3)) == (
        FoundCall(
            *(2, as_text(AT + timedelta(minutes=2)), "", "", "", HOUSE["place"], "", "", None),
            legs=(("Ambulance", "busy"),),
        ),
        FoundCall(
            *(1, as_text(AT + timedelta(minutes=1)), HOUSE["number"], "RES", HOUSE["address"], HOUSE["place"]),
            *(HOUSE["street"], "released", 9),
            legs=(("Ambulance", "busy"),),
        ),
    )


def test_neither_the_call_itself_nor_those_that_are_at_hand_are_found(put: Put, path: Path) -> None:
    put(HOUSE, HOUSE, HOUSE, HOUSE)
    assert [each.call for each in related_calls(path, wanted(2, below=4))] == [3, 1]


def test_older_calls_are_found_by_the_number_alone_and_only_the_newest_few(put: Put, path: Path) -> None:
    """U32: repeat-caller history, bounded."""
    put(*[HOUSE] * 9)
    assert [each.call for each in related_calls(path, wanted(100))] == [9, 8, 7, 6, 5]
    assert len(related_calls(path, wanted(100))) == HISTORY
    assert related_calls(path, wanted(100, number="")) == ()
    assert [each.call for each in related_calls(path, wanted(62, minutes=60))] == [9, 8, 7, 6, 5, 4, 3, 2]


def test_a_call_that_was_never_ended_is_found_in_its_minutes(put: Put, path: Path) -> None:
    """The console was killed during it, and nobody came back to it."""
    put({**HOUSE, "released_at": None, "how_ended": None})
    assert [each.call for each in related_calls(path, wanted(2))] == [1]


def test_no_more_calls_are_looked_at_or_returned_than_allowed(put: Put, path: Path) -> None:
    put(*[{"street": HOUSE["street"]}] * (FOUND + 20))
    every = wanted(FOUND + 21, minutes=1000)
    assert len(related_calls(path, every)) == FOUND
    last = wanted(FOUND + 21, minutes=1000, last=3)
    assert [each.call for each in related_calls(path, last)] == [FOUND + 20, FOUND + 19, FOUND + 18]


def test_the_search_reads_what_was_written_a_moment_ago(put: Put, path: Path) -> None:
    put(HOUSE)
    assert len(related_calls(path, wanted(9))) == 1
    put(HOUSE, first=2)
    assert len(related_calls(path, wanted(9))) == 2


def test_no_row_of_calls_but_the_last_is_walked(put: Put, path: Path) -> None:
    """A million calls must cost no more than a few: the plans are searches, never a scan of the table."""
    put(HOUSE)
    from app.journal import related

    connection = sqlite3.connect(path)
    for statement, values in ((related._RECENT, (1, "", 1, "", "", "", 9)), (related._BEFORE, ("", 1, 1))):
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}", values)]
        assert len(plan) == 1
        assert plan[0].startswith("SEARCH calls USING IN")
    connection.close()


def test_a_journal_of_a_version_without_places_has_none(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(V2.read_text())
    connection.close()
    assert related_calls(path, wanted(9, minutes=10**6)) == ()


def test_a_row_that_cannot_be_read_is_told(put: Put, path: Path, tamper: "Tamper") -> None:
    put(HOUSE)
    tamper(path, "UPDATE calls SET legs = 'x' WHERE id = 1")
    with pytest.raises(JournalError, match="call 1 cannot be read"):
        related_calls(path, wanted(9))
    with pytest.raises(JournalError, match="expected a journal"):
        related_calls(path.with_name("none"), wanted(9))

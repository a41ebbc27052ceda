"""A call of an earlier run is found again with what its spills said."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import as_text
from app.errors import JournalError
from app.journal.past import MOST_SPILLS, past_call
from app.journal.records import CallChange, Record
from app.journal.store import Journal

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
AT_TEXT = as_text(AT)


def written(path: Path, *records: Record) -> Path:
    journal = Journal.open(path)
    journal.write(records, lambda _written: None)
    journal.close()
    return path


def record(kind: str, spill: str, **values: str) -> Record:
    raw = b"raw" if kind == "spill_arrived" else None
    return Record(AT, kind, "", "", {"spill": {"name": spill}}, 1, (CallChange(1, values),), raw)


def test_the_spills_of_the_call_are_given_in_their_order(tmp_path: Path) -> None:
    path = written(
        tmp_path / "journal.sqlite",
        record("spill_arrived", "FIRST", arrived_at="2026-03-01T08:00:00.000000Z"),
        record("spill_arrived", "LATER"),
        record("key_pressed", "NO SPILL", how_ended="released", released_at="2026-03-01T08:01:00.000000Z"),
    )
    found = past_call(path, 1)
    assert found is not None
    assert found.spills == ({"name": "FIRST"}, {"name": "LATER"})
    assert (found.arrived_at, found.released_at, found.how_ended) == (
        "2026-03-01T08:00:00.000000Z",
        "2026-03-01T08:01:00.000000Z",
        "released",
    )


def test_a_call_without_data_has_no_spill(tmp_path: Path) -> None:
    path = written(
        tmp_path / "journal.sqlite", record("key_pressed", "NO SPILL", arrived_at="2026-03-01T08:00:00.000000Z")
    )
    found = past_call(path, 1)
    assert found is not None
    assert found.spills == ()
    assert found.how_ended == ""


def test_a_call_that_is_not_there_is_none(tmp_path: Path) -> None:
    assert past_call(written(tmp_path / "journal.sqlite", record("spill_arrived", "X")), 99) is None


def test_what_is_no_journal_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "no").write_bytes(b"no journal")
    with pytest.raises(JournalError, match="expected a journal"):
        past_call(tmp_path / "no", 1)


def test_d068_a_call_that_went_on_with_an_ended_one_has_the_details_of_that_one(tmp_path: Path) -> None:
    away = {"call": 2, "hung_up": True, "cut_off": False, "taken_up_from": 1}
    arrived = CallChange(2, {"arrived_at": "2026-03-01T08:05:00.000000Z"})
    path = written(
        tmp_path / "journal.sqlite",
        record("spill_arrived", "FIRST", arrived_at="2026-03-01T08:00:00.000000Z"),
        Record(AT, "caller_away", "", "", away, 2, (arrived,)),
    )
    found = past_call(path, 2)
    assert found is not None
    assert found.spills == ({"name": "FIRST"},)


def test_a_copy_that_changed_nothing_is_not_among_the_spills_of_a_call(tmp_path: Path) -> None:
    """The second link may have brought it damaged."""
    path = written(
        tmp_path / "journal.sqlite",
        record("spill_arrived", "FIRST", arrived_at="2026-03-01T08:00:00.000000Z"),
        Record(AT, "spill_arrived", "", "", {"spill": {"name": "COPY"}, "link": "second"}, 1, (), b"raw"),
    )
    found = past_call(path, 1)
    assert found is not None
    assert found.spills == ({"name": "FIRST"},)


def test_the_spills_are_found_though_the_clock_was_set_by_days_meanwhile(tmp_path: Path) -> None:
    there = record("spill_arrived", "FIRST", arrived_at="2031-03-01T08:00:00.000000Z", service_class="RES")
    found = past_call(written(tmp_path / "journal.sqlite", there), 1)
    assert found is not None
    assert found.spills == ({"name": "FIRST"},)


def test_of_a_call_that_a_faulty_feed_tells_of_for_ever_only_the_newest_spills_are_given(tmp_path: Path) -> None:
    told = [record("spill_arrived", str(number), arrived_at=AT_TEXT) for number in range(MOST_SPILLS + 7)]
    found = past_call(written(tmp_path / "journal.sqlite", *told), 1)
    assert found is not None
    assert [each["name"] for each in found.spills] == [str(number) for number in range(7, MOST_SPILLS + 7)]


def test_a_call_without_data_is_looked_for_about_its_time_and_not_in_a_journal_of_years(tmp_path: Path) -> None:
    """A console that starts waits for it."""
    path = written(
        tmp_path / "journal.sqlite",
        *(Record(AT - timedelta(days=99), "woke", "", "", {}) for _ in range(2_000)),
        Record(AT, "key_pressed", "", "", {}, 1, (CallChange(1, {"arrived_at": AT_TEXT}),)),
    )
    steps = 0

    def step() -> int:
        nonlocal steps
        steps += 1
        return 0

    connect = sqlite3.connect

    def counted(*arguments: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = connect(*arguments, **options)
        connection.set_progress_handler(step, 100)
        return connection

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("sqlite3.connect", counted)
        assert past_call(path, 1) is not None
    assert steps < 100  # and 2,000 events are walked in 200 of them

"""A call of an earlier run is found again with what its last spill said."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import JournalError
from app.journal.past import past_call
from app.journal.records import CallChange, Record
from app.journal.store import Journal

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def written(path: Path, *records: Record) -> Path:
    journal = Journal.open(path)
    journal.write(records, lambda _written: None)
    journal.close()
    return path


def record(kind: str, spill: str, **values: str) -> Record:
    raw = b"raw" if kind == "spill_arrived" else None
    return Record(AT, kind, "", "", {"spill": {"name": spill}}, 1, (CallChange(1, values),), raw)


def test_the_last_spill_of_the_call_is_given(tmp_path: Path) -> None:
    path = written(
        tmp_path / "journal.sqlite",
        record("spill_arrived", "FIRST", arrived_at="2026-03-01T08:00:00.000000Z"),
        record("spill_arrived", "LATER"),
        record("key_pressed", "NO SPILL", how_ended="released", released_at="2026-03-01T08:01:00.000000Z"),
    )
    found = past_call(path, 1)
    assert found is not None
    assert found.spill == {"name": "LATER"}
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
    assert found.spill is None
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
    assert found.spill == {"name": "FIRST"}

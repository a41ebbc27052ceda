"""Where a call lies in a journal, and how the calls stood before an event."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import as_text
from app.errors import JournalError
from app.journal.read import calls_since
from app.journal.records import CallChange, Record
from app.journal.runs import Run, calls_before, span_of
from app.journal.store import Journal

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def record(kind: str, minutes: float, call: int | None = None, **values: str) -> Record:
    changes = (CallChange(call, values),) if call and values else ()
    return Record(AT + timedelta(minutes=minutes), kind, "", "", {}, call, changes)


def written(path: Path, *records: Record) -> Path:
    journal = Journal.open(path)
    for each in records:
        journal.write([each], lambda _written: None)
    assert journal.close() == ""
    return path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


def arrives(call: int, minutes: float) -> Record:
    return record("spill_arrived", minutes, call, arrived_at=as_text(AT + timedelta(minutes=minutes)), number=f"{call}")


def released(call: int, minutes: float) -> Record:
    at = as_text(AT + timedelta(minutes=minutes))
    return record("released", minutes, call, released_at=at, how_ended="released")


def test_a_call_lies_in_the_run_that_had_it_or_in_more_than_one(path: Path) -> None:
    written(
        path,
        *(record("console_started", 0), arrives(1, 1), released(1, 2), arrives(2, 3), record("console_stopped", 4)),
        *(record("console_started", 5), record("past_call_found", 5, 2), released(2, 6), arrives(3, 7)),
    )
    first, second = span_of(path, 1), span_of(path, 2)
    assert (first.first, first.last, first.runs, first.events) == (2, 3, (Run(1, 3),), 3)
    assert (second.first, second.last, second.runs) == (4, 8, (Run(1, 5), Run(6, 8)))


def test_a_clock_that_was_set_back_hides_no_call(path: Path) -> None:
    written(path, record("console_started", 0), arrives(1, 6000), record("key_pressed", -6000), released(1, -5999))
    assert span_of(path, 1).last == 4


def test_a_call_without_a_console_or_that_is_not_there_is_a_sentence(path: Path) -> None:
    written(path, arrives(1, 0))
    with pytest.raises(JournalError, match="expected the events of the console that had it"):
        span_of(path, 1)
    with pytest.raises(JournalError, match="expected a call's id"):
        span_of(path, 2)


def test_the_calls_before_an_event_are_those_that_the_list_held_then(path: Path) -> None:
    written(path, arrives(1, -600), arrives(2, 0), arrives(3, 1), released(3, 2))
    since = AT - timedelta(minutes=1)
    then = calls_since(path, since)
    written(path, record("console_started", 3), released(2, 4), arrives(4, 5))
    assert calls_before(path, 5, since) == then
    assert [call["id"] for call in then] == [2, 3]
    assert calls_before(path, 1, since) == []

"""What earlier runs left open."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import as_text
from app.console_journal import (
    GOES_ON_MINUTES,
    earlier_calls,
    expect_of_its_kind,
    left_open,
    open_calls,
    standing_found,
)
from app.errors import JournalError
from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.position.events import StandingFound, TroubleMet

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_only_calls_that_may_still_be_on_the_line_are_taken_up() -> Any:
    def call(number: Any, minutes: Any, how: Any = None) -> Any:
        return {"id": number, "arrived_at": as_text(NOW - timedelta(minutes=minutes)), "how_ended": how}

    old = GOES_ON_MINUTES + 1
    assert open_calls([call(1, old), call(2, 10), call(3, 5, "released"), call(4, 1)], NOW) == [2, 4]


def test_a_journal_without_matters_leaves_none_open(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    Journal.open(path).close()
    assert left_open(path) is None


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Return a function that writes records into a journal, closes it, and gives its path."""

    def write(*records: tuple[str, dict[str, Any]]) -> Path:
        journal = Journal.open(tmp_path / "journal.sqlite")
        for kind, body in records:
            journal.write([Record(NOW, kind, "", "", body)], lambda _written: None)
        assert journal.close() == ""
        return journal.path

    return write


def test_nothing_stands_in_a_new_journal(written: Any) -> None:
    assert standing_found(written(("key_pressed", {"key": "F9"})), NOW) is None


def test_what_stands_is_found_d116(written: Any) -> None:
    body = {"agency": "ajax-fire", "cause": "power", "reason": "hydro out"}
    path = written(
        ("matter_agency_down", body), ("matter_agency_down", {"agency": "x"}), ("matter_agency_up", {"agency": "x"})
    )
    at = "2026-03-01T12:00:00.000000Z"
    assert standing_found(path, NOW) == StandingFound(NOW, [{"at": at, "kind": "matter_agency_down", "body": body}])


def test_what_cannot_be_read_is_told_and_no_reason_not_to_start(written: Any, tmp_path: Path) -> None:
    for path in (written(("matter_agency_down", {})), tmp_path / "none.sqlite"):
        found = standing_found(path, NOW)
        assert isinstance(found, TroubleMet)
        assert "an agency that was marked down may not be shown as down" in found.words


def test_a_call_that_cannot_be_read_is_named_and_the_others_are_shown(tmp_path: Path) -> None:
    journal = Journal.open(tmp_path / "journal.sqlite")
    for number in (1, 2, 3):
        change = CallChange(number, {"arrived_at": as_text(NOW)})
        journal.write([Record(NOW, "x", "", "", {}, number, (change,))], lambda _written: None)
    assert journal.close() == ""
    connection = sqlite3.connect(journal.path)
    connection.execute("UPDATE calls SET legs = 'spoilt' WHERE id = 2")
    connection.execute("UPDATE calls SET arrived_at = '2026-03-01T99' WHERE id = 3")
    connection.commit()
    connection.close()
    calls, rows, unread = earlier_calls(journal, NOW - timedelta(days=1))
    assert ([call["id"] for call in calls], [row.call for row in rows]) == ([1], [1])
    assert [words.partition("call ")[2][:16] for words in unread] == ["2 cannot be read", "3 cannot be read"]
    journal.path.unlink()
    assert earlier_calls(journal, NOW)[2][0].startswith("earlier calls are not shown: ")


def test_a_lesson_is_not_written_behind_an_earlier_one(written: Any) -> None:
    path = written(("console_started", {"training": True}))
    with pytest.raises(JournalError, match="expected a new file, got the journal of an earlier lesson; without"):
        expect_of_its_kind(path, training=True)


def test_a_lesson_may_begin_in_a_journal_that_holds_nothing(written: Any) -> None:
    expect_of_its_kind(written(), training=True)


def test_a_lesson_and_a_console_never_write_one_journal(written: Any, tmp_path: Path) -> None:
    path = written(("console_started", {"training": True}))
    with pytest.raises(
        JournalError, match="expected the journal of a console or a new file, got the journal of a lesson"
    ):
        expect_of_its_kind(path, training=False)
    live = tmp_path / "live.sqlite"
    journal = Journal.open(live)
    journal.write([Record(NOW, "console_started", "", "", {"version": "0.1.0"})], lambda _written: None)
    assert journal.close() == ""
    expect_of_its_kind(live, training=False)
    with pytest.raises(JournalError, match="expected a new file, got the journal of a console"):
        expect_of_its_kind(live, training=True)
    for training in (False, True):
        expect_of_its_kind(tmp_path / "new.sqlite", training)


def test_what_is_no_journal_is_never_a_lessons_and_is_left_to_the_console_to_refuse(tmp_path: Path) -> None:
    expect_of_its_kind(tmp_path, training=False)
    with pytest.raises(JournalError, match="found a folder"):
        expect_of_its_kind(tmp_path, training=True)

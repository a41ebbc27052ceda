"""How a journal began."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import JournalError
from app.journal.origin import first_body
from app.journal.records import Record
from app.journal.store import Journal

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def written(path: Path, *bodies: dict[str, object]) -> Path:
    journal = Journal.open(path)
    for body in bodies:
        journal.write([Record(AT, "console_started", "", "", body)], lambda _written: None)
    assert journal.close() == ""
    return path


def test_the_first_event_of_a_kind_is_read_and_none_where_there_is_none(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.sqlite", {"training": True}, {"training": False})
    assert first_body(path, "console_started") == {"training": True}
    assert first_body(path, "console_stopped") is None
    assert [each.name for each in tmp_path.iterdir()] == ["journal.sqlite"]


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.sqlite", {})
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER events_no_update")
    connection.execute("UPDATE events SET body = '[1'")
    connection.commit()
    connection.close()
    with pytest.raises(JournalError, match="event 1 cannot be read"):
        first_body(path, "console_started")
    (tmp_path / "other").write_text("no journal")
    with pytest.raises(JournalError):
        first_body(tmp_path / "other", "console_started")

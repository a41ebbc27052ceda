"""What earlier runs left open is read by an index, newest first up to a limit, and given oldest first."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.errors import JournalError
from app.journal.open_matters import _EVENTS, events_of
from app.journal.records import Record
from app.journal.store import Journal

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
KINDS = ("matter_opened", "matter_went")


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    path = tmp_path / "journal.sqlite"
    opened = Journal.open(path)
    for number in range(1, 6):
        records = [
            Record(AT, "key_pressed", "", "", {"key": "F8"}),
            Record(AT, "matter_opened", "", "KM", {"matter": number}, None, (), bytes([number])),
            Record(AT, "matter_went", "", "KM", {"matter": number}),
            Record(AT, "matter_drafted", "", "KM", {"form": "x"}),
        ]
        opened.write(records, lambda _written: None)
    opened.close()
    return path


def test_events_of_these_kinds_are_given_with_their_bytes(journal: Path) -> None:
    found = events_of(journal, KINDS)
    assert [(each.kind, each.body["matter"]) for each in found] == [(kind, n) for n in range(1, 6) for kind in KINDS]
    assert [each.data for each in found][:2] == [b"\x01", None]
    assert found[0].at == AT


def test_no_more_than_the_newest_are_read(journal: Path) -> None:
    assert [each.body["matter"] for each in events_of(journal, KINDS, 3)] == [4, 5, 5]


def test_the_index_is_used_and_the_journal_is_not_walked(journal: Path) -> None:
    connection = sqlite3.connect(journal)
    plan = connection.execute(f"EXPLAIN QUERY PLAN {_EVENTS.format('?, ?')}", (*KINDS, 5)).fetchall()
    connection.close()
    assert any("USING INDEX events_of_matters" in row[3] for row in plan)
    assert not any(row[3].startswith("SCAN") for row in plan)


def test_what_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "no").write_bytes(b"no journal")
    with pytest.raises(JournalError):
        events_of(tmp_path / "no", KINDS)
    path = tmp_path / "journal.sqlite"
    opened = Journal.open(path)
    opened.write([Record(AT, "matter_went", "", "", {})], lambda _written: None)
    opened.close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER events_no_update")
    connection.execute("UPDATE events SET body = 'x'")
    connection.commit()
    connection.close()
    with pytest.raises(JournalError, match="a matter cannot be read"):
        events_of(path, KINDS)

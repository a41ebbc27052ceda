"""How a journal began."""

import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import as_text
from app.errors import JournalError
from app.journal.origin import first_body, first_since
from app.journal.read import Snapshot
from app.journal.records import Record
from app.journal.store import Journal

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def written(path: Path, *bodies: dict[str, object]) -> Path:
    journal = Journal.open(path)
    for body in bodies:
        journal.write([Record(AT, "console_started", "", "", body)], lambda _written: None)
    assert journal.close() == ""
    return path


def hours(path: Path, *hours: float | None) -> Path:
    """Write an event for each: so many hours after AT, None for a clock that was never set."""
    journal = Journal.open(path)
    for number, hour in enumerate(hours):
        unset = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=number)
        at = unset if hour is None else AT + timedelta(hours=hour)
        journal.write([Record(at, "key_pressed", "", "", {})], lambda _written: None)
    assert journal.close() == ""
    return path


@pytest.mark.parametrize(
    "written",
    [
        [0, 1, 2, 3, 4, 5, 6, 7],
        [0, 1, None, None, None, None, 2, 3],
        [None, None, None, None, None, 0, 1],
        [0, 1, 2, 3, None, None, None, None, None, None],
        [None, 0, 1, None, None, None, 2, None, None, 3, None],
        [None, None, None],
        [],
    ],
)
def test_the_first_event_since_an_instant_is_found_whatever_a_clock_that_was_not_set_wrote_between(
    tmp_path: Path, written: Sequence[float | None]
) -> None:
    path = hours(tmp_path / "journal.sqlite", *written)
    with Snapshot(path) as snapshot:
        for hour in (-1, 0, 0.5, 1, 1.5, 2, 3, 9):
            later = [id_ for id_, at in enumerate(written, 1) if at is not None and at >= hour]
            found = first_since(snapshot, as_text(AT + timedelta(hours=hour)))
            assert found == (later[0] if later else len(written) + 1)
        assert first_since(snapshot, "1970-01-01T00:00:00.000000Z") == 1


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

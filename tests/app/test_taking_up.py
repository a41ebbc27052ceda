"""What stood when the console stopped is taken up when it starts; a journal that cannot be read is told."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.journal.records import Record
from app.journal.store import Journal
from app.position.events import StandingFound, TroubleMet
from app.taking_up import standing_found

AT = datetime(2026, 3, 1, 13, 2, tzinfo=UTC)


@pytest.fixture
def written(tmp_path: Path) -> Any:
    """Return a function that writes records into a journal, closes it, and gives its path."""

    def write(*records: tuple[str, dict[str, Any]]) -> Path:
        journal = Journal.open(tmp_path / "journal.sqlite")
        for kind, body in records:
            journal.write([Record(AT, kind, "", "", body)], lambda _written: None)
        assert journal.close() == ""
        return journal.path

    return write


def test_nothing_stands_in_a_new_journal(written: Any) -> None:
    assert standing_found(written(("key_pressed", {"key": "F9"})), AT) is None


def test_what_stands_is_found_d116(written: Any) -> None:
    body = {"agency": "ajax-fire", "cause": "power", "reason": "hydro out"}
    path = written(
        ("matter_agency_down", body), ("matter_agency_down", {"agency": "x"}), ("matter_agency_up", {"agency": "x"})
    )
    at = "2026-03-01T13:02:00.000000Z"
    assert standing_found(path, AT) == StandingFound(AT, [{"at": at, "kind": "matter_agency_down", "body": body}])


def test_what_cannot_be_read_is_told_and_no_reason_not_to_start(written: Any, tmp_path: Path) -> None:
    for path in (written(("matter_agency_down", {})), tmp_path / "none.sqlite"):
        found = standing_found(path, AT)
        assert isinstance(found, TroubleMet)
        assert "an agency that was marked down may not be shown as down" in found.words

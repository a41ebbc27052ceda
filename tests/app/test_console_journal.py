"""What earlier runs left open."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.clock import as_text
from app.console_journal import GOES_ON_MINUTES, left_open, open_calls
from app.journal.store import Journal

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

"""What the journal last heard of a feed."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from app.errors import JournalError
from app.journal.last_heard import last_heard
from app.journal.records import Record
from app.journal.schema import CURRENT
from app.journal.store import Journal
from app.journal.turns import Written
from app.ports import Link
from tests.app.journal.conftest import BEGAN


def test_the_last_spills_come_newest_first_with_the_time_of_the_last_event(three_calls: Path) -> None:
    heard = last_heard(three_calls, 2)
    assert [raw[:8] for _, raw in heard.spills] == [b"326-0003", b"326-0002"]
    assert heard.spills[0][0] == BEGAN + timedelta(minutes=3)
    assert heard.newest == BEGAN + timedelta(minutes=5)
    assert (heard.version, heard.state, heard.detail) == (CURRENT, "", "")


def test_the_state_is_the_main_feed_s(
    open_journal: Callable[[], Journal], write: Callable[[Journal, list[Record]], Written], path: Path
) -> None:
    journal = open_journal()
    for body in (
        {"state": "lost", "detail": "gone"},
        {"state": "up", "detail": "", "link": "second"},
    ):
        write(journal, [Record(BEGAN, "feed_state_changed", "", "", body)])
    assert (last_heard(path, 5).state, last_heard(path, 5).detail) == ("lost", "gone")
    assert last_heard(path, 5, Link.SECOND).state == "up"
    assert last_heard(path, 5).spills == ()


def test_what_cannot_be_read_is_told(tmp_path: Path, three_calls: Path, tamper: Callable[..., None]) -> None:
    with pytest.raises(JournalError):
        last_heard(tmp_path / "none", 1)
    tamper(three_calls, "UPDATE events SET at = 'never' WHERE id = 15")
    with pytest.raises(JournalError, match="its last events cannot be read"):
        last_heard(three_calls, 1)

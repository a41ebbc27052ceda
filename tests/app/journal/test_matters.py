"""What stands is read from the journal by its last word, however long ago that was."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import JournalError
from app.journal.matters import _MATTERS, Matter, open_matters
from app.journal.read import Snapshot
from app.journal.records import Record
from app.journal.verify import verify

if TYPE_CHECKING:
    from tests.app.journal.conftest import ACall, OpenJournal, Tamper, Write

AT = datetime(2026, 11, 22, 13, 2, tzinfo=UTC)
CLOSING = ("up_again",)


def event(matter: str, kind: str = "went_down", minute: int = 0, **more: Any) -> Record:
    return Record(AT + timedelta(minutes=minute), kind, "02", "AB", {"matter": matter, **more})


def listed(*matters: Matter) -> Record:
    return Record(AT, "matters_found", "02", "AB", {"matters": [each.as_plain() for each in matters]})


def of(found: list[Matter]) -> list[tuple[str, Any]]:
    return [(each.body["matter"], each.body.get("why")) for each in found]


def test_a_matter_stands_until_an_event_of_a_closing_kind(
    path: Path, open_journal: "OpenJournal", write: "Write", a_call: "ACall"
) -> None:
    journal = open_journal()
    assert open_matters(path, CLOSING) == []
    write(journal, [event("a"), event("b", minute=1)])
    write(journal, a_call(1)[0])
    assert of(open_matters(path, CLOSING)) == [("a", None), ("b", None)]
    write(journal, [event("a", "up_again")])
    assert of(open_matters(path, CLOSING)) == [("b", None)]
    assert open_matters(path, CLOSING)[0].at == "2026-11-22T13:03:00.000000Z"
    write(journal, [event("a", minute=9)])
    assert of(open_matters(path, CLOSING)) == [("b", None), ("a", None)]


def test_the_last_event_of_a_matter_is_what_counts(path: Path, open_journal: "OpenJournal", write: "Write") -> None:
    journal = open_journal()
    write(journal, [event("a", why="power"), event("b"), event("a", why="telephone")])
    assert of(open_matters(path, CLOSING)) == [("a", "telephone"), ("b", None)]


def test_reading_goes_back_to_the_last_list_and_no_further(
    path: Path, open_journal: "OpenJournal", write: "Write"
) -> None:
    """A list tells all that stood when a console started; what came before it is told by it or stands no longer."""
    journal = open_journal()
    write(journal, [event("old"), event("a")])
    stands = [each for each in open_matters(path, CLOSING) if each.body["matter"] == "a"]
    write(journal, [listed(*stands)])
    assert open_matters(path, CLOSING) == stands
    write(journal, [event("b", minute=3)])
    assert of(open_matters(path, CLOSING)) == [("a", None), ("b", None)]
    write(journal, [event("a", "up_again")])
    assert of(open_matters(path, CLOSING)) == [("b", None)]


def test_more_matters_than_one_batch_are_read(path: Path, open_journal: "OpenJournal", write: "Write") -> None:
    journal = open_journal()
    names = [f"m{number:04}" for number in range(450)]
    write(journal, [event(name) for name in names])
    assert [each.body["matter"] for each in open_matters(path, CLOSING)] == names
    assert journal.close() == ""
    assert len(open_matters(path, CLOSING)) == 450
    assert verify(path).exit_code == 0


def test_what_stands_is_found_without_walking_the_events(
    path: Path, open_journal: "OpenJournal", write: "Write", a_call: "ACall"
) -> None:
    """The index holds events of matters alone, so that a call pays nothing for it and a long journal is not read."""
    journal = open_journal()
    write(journal, [event("a")])
    for call in range(1, 30):
        write(journal, a_call(call)[0])
    journal.close()
    with Snapshot(path) as snapshot:
        ((*_place, plan),) = snapshot.all(f"EXPLAIN QUERY PLAN {_MATTERS}", (9, 9))
        assert plan == "SEARCH events USING INDEX matters (id<?)"


@pytest.mark.parametrize(
    "body", ['{"matter":7}', '{"matter":"a"', '{"matters":[{"kind":"x"}]}', '{"matters":7}', '{"matters":[7]}']
)
def test_a_matter_that_cannot_be_read_is_a_sentence(
    path: Path, open_journal: "OpenJournal", write: "Write", tamper: "Tamper", body: str
) -> None:
    journal = open_journal()
    write(journal, [event("a")])
    journal.close()
    tamper(path, f"UPDATE events SET body = '{body}'")
    with pytest.raises(JournalError, match="event 1, of a matter that stands, cannot be read"):
        open_matters(path, CLOSING)


def test_what_is_no_journal_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"none\.sqlite"):
        open_matters(tmp_path / "none.sqlite", CLOSING)

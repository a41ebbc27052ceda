"""What earlier runs left unfinished comes back with its call."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.errors import JournalError
from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.left_unfinished import DAYS, left_to_do, left_unfinished

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def step(step: str, call: int | None, procedure: str = "no-voice") -> Record:
    told = {"procedure": procedure, "step": step, "by": "", "result": "", "marks": ["police told"], "typed": {}}
    arrived = {"arrived_at": "2026-03-01T07:58:00.000000Z", "how_ended": "released"}
    return Record(AT, "step_taken", "", "", told, call, (CallChange(call, arrived),) if call else ())


def journal_with(path: Path, *records: Record) -> Path:
    journal = Journal.open(path)
    journal.write(records, lambda _written: None)
    journal.close()
    return path


def test_a_procedure_comes_back_with_its_call_its_marks_and_its_step(tmp_path: Path) -> None:
    path = journal_with(tmp_path / "journal.sqlite", step("listed", 3), step("first", None, "other"))
    watch, other = left_unfinished(path, AT)
    assert (watch.procedure, watch.step, watch.call, watch.marks) == ("no-voice", "listed", 3, ("police told",))
    assert (watch.arrived_at, watch.how_ended) == ("2026-03-01T07:58:00.000000Z", "released")
    assert (other.call, other.arrived_at, other.spill) == (0, "", None)


def test_nobody_waits_for_what_is_older(tmp_path: Path) -> None:
    path = journal_with(tmp_path / "journal.sqlite", step("listed", 3))
    assert left_unfinished(path, AT + timedelta(days=DAYS, seconds=1)) == []


def task(call: int, **values: Any) -> Record:
    body = {"call": call, "agency": "oshawa-fire", "short": "Oshawa Fire", "why": "busy"}
    arrived = {"arrived_at": "2026-03-01T07:58:00.000000Z", "how_ended": "released"}
    body |= {"since": "2026-03-01T07:59:00.000000Z", **values}
    return Record(AT, "matter_task_left", "", "", body, call, (CallChange(call, arrived),))


def test_a_task_that_was_not_done_comes_back_with_its_call(tmp_path: Path) -> None:
    """D096: the relay stays open over a restart."""
    done = Record(AT, "matter_task_done", "", "", {"call": 3, "agency": "oshawa-fire"}, 3)
    path = journal_with(tmp_path / "journal.sqlite", task(3), done, task(4))
    (found,) = left_to_do(path, AT)
    assert (found.call, found.agency, found.why, found.how_ended) == (4, "oshawa-fire", "busy", "released")
    assert left_to_do(path, AT + timedelta(days=DAYS)) == []


def test_a_task_that_cannot_be_read_is_told_in_words(tmp_path: Path) -> None:
    path = journal_with(tmp_path / "journal.sqlite", task(3, since="yesterday"))
    with pytest.raises(JournalError, match="a task cannot be read"):
        left_to_do(path, AT)
    path = journal_with(tmp_path / "another.sqlite", task(3, colour="red"))
    with pytest.raises(JournalError, match="a task cannot be read"):
        left_to_do(path, AT)

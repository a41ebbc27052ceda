"""Procedures that were not over when the console stopped are found again at the step they stood at."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.errors import JournalError
from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.journal.unfinished import Unfinished, unfinished

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


def step(step: str, procedure: str = "no-voice", call: int | None = 1, at: datetime = AT, **body: Any) -> Record:
    told = {"procedure": procedure, "step": step, "by": "", "result": "", "marks": [], "typed": {}, **body}
    changes = (CallChange(call, {}),) if call else ()
    return Record(at, "step_taken", "", "", told, call, changes)


def written(path: Path, *records: Record) -> Path:
    journal = Journal.open(path)
    journal.write(records, lambda _written: None)
    journal.close()
    return path


def test_the_last_step_of_each_procedure_of_each_call_is_given_oldest_first(tmp_path: Path) -> None:
    path = written(
        tmp_path / "journal.sqlite",
        step("watch", marks=["police told"], typed={"supervisor": "Lee"}),
        step("due", "call-back", 2),
        step("listed", marks=["police told"], typed={"supervisor": "Lee"}),
    )
    assert unfinished(path, AT) == [
        Unfinished("call-back", "due", (), {}, 2),
        Unfinished("no-voice", "listed", ("police told",), {"supervisor": "Lee"}, 1),
    ]


def test_what_came_to_its_end_is_over_and_begun_again_is_not(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.sqlite", step("watch"), step("end"), step("due", "call-back"), step("voice"))
    assert [each.step for each in unfinished(path, AT)] == ["due", "voice"]
    ended = written(tmp_path / "other.sqlite", step("watch"), step("end"))
    assert unfinished(ended, AT) == []


def test_a_procedure_for_no_call_is_found(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.sqlite", step("first", "evacuation", None))
    assert unfinished(path, AT) == [Unfinished("evacuation", "first", (), {}, 0)]


def test_what_is_too_long_ago_is_left(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.sqlite", step("watch"))
    assert unfinished(path, AT + timedelta(seconds=1)) == []


def test_a_step_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.sqlite", Record(AT, "step_taken", "", "", {"step": 1}, 1, (CallChange(1, {}),)))
    with pytest.raises(JournalError, match="cannot be read"):
        unfinished(path, AT)

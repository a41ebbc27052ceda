"""What earlier runs left unfinished comes back with its call."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.left_unfinished import DAYS, left_unfinished

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

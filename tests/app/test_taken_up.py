"""What earlier runs left open comes back; what cannot be read keeps nobody waiting."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path

from app.clock import as_text
from app.console_journal import ConsoleJournal
from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.position.events import PastCallFound, PositionEvent, ProcedureFound, StandingFound
from app.position.task_events import TaskFound
from app.taken_up import take_up

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Noon:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


def taken_up(path: Path, *, of_now: bool) -> tuple[list[PositionEvent], list[str]]:
    put: list[PositionEvent] = []
    told: list[str] = []
    writes = ConsoleJournal(Journal.open(path))
    try:
        calls = [{"id": 1, "arrived_at": as_text(NOW), "how_ended": None}]
        asyncio.run(take_up(path, writes, calls, Noon(), put.append, told.append, of_now=of_now))
    finally:
        writes.close()
    return put, told


def journal_left_open(path: Path, *more: Record) -> Path:
    journal = Journal.open(path)
    step = {"procedure": "no-voice", "step": "listed", "by": "", "result": "", "marks": [], "typed": {}}
    down = {"agency": "ajax-fire", "cause": "power", "reason": "hydro out"}
    arrived = CallChange(1, {"arrived_at": as_text(NOW)})
    task = {"call": 1, "agency": "ajax-fire", "short": "Ajax Fire", "why": "busy", "since": as_text(NOW)}
    journal.write(
        [
            Record(NOW, "matter_agency_down", "", "", down),
            Record(NOW, "step_taken", "", "", step, 1, (arrived,)),
            Record(NOW, "matter_task_left", "", "", task, 1),
            *more,
        ],
        lambda _written: None,
    )
    assert journal.close() == ""
    return path


def test_marks_calls_procedures_and_tasks_come_back_in_this_order(tmp_path: Path) -> None:
    put, told = taken_up(journal_left_open(tmp_path / "journal.sqlite"), of_now=True)
    assert [type(each) for each in put] == [StandingFound, PastCallFound, ProcedureFound, TaskFound]
    assert told == []


def test_an_invented_caller_of_before_is_nobody_on_the_line(tmp_path: Path) -> None:
    put, told = taken_up(journal_left_open(tmp_path / "journal.sqlite"), of_now=False)
    assert [type(each) for each in put] == [StandingFound]
    assert told == []


def test_a_caller_who_hung_up_before_the_restart_is_found_as_gone(tmp_path: Path) -> None:
    away = {"call": 1, "hung_up": True, "cut_off": False, "taken_up_from": 0}
    path = journal_left_open(tmp_path / "journal.sqlite", Record(NOW, "caller_away", "", "", away, 1))
    put, told = taken_up(path, of_now=True)
    (call,) = [each for each in put if isinstance(each, PastCallFound)]
    assert call.away == as_text(NOW)
    assert told == []


def test_a_call_of_which_it_cannot_be_read_whether_the_caller_is_there_is_shown_and_that_is_told(
    tmp_path: Path,
) -> None:
    path = journal_left_open(tmp_path / "journal.sqlite", Record(NOW, "caller_away", "", "", {"x": 1}, 1))
    put, told = taken_up(path, of_now=True)
    (call,) = [each for each in put if isinstance(each, PastCallFound)]
    assert call.away == ""
    assert told[0].startswith("ask whether the caller is still there, it is not known: ")

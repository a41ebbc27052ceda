"""What earlier runs left open comes back; what cannot be read keeps nobody waiting."""

import asyncio
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.clock import as_text
from app.console_journal import GOES_ON_MINUTES, ConsoleJournal, earlier_calls
from app.journal.chain import FIRST_PREV, event_hash
from app.journal.fold import columns_of, encode
from app.journal.past import past_call
from app.journal.read import events
from app.journal.records import CallChange, Record
from app.journal.schema import CURRENT, VERSIONS, migrate
from app.journal.store import Journal
from app.journal.verify import verify
from app.new_position import EARLIER_HOURS, new_position
from app.ports import AttemptEnded, HeldOnLine, LineUp, Link, Outcome, PhoneCaps, Released, Resumed
from app.position.events import (
    CallLookedAt,
    ConsoleStarted,
    InitialsGiven,
    KeyPressed,
    MatterAgencyDown,
    MattersFound,
    PastCallFound,
    PositionEvent,
    ProcedureFound,
    SpillArrived,
    StandingFound,
)
from app.position.found import found_again
from app.position.screen import CallerCard, Screen
from app.position.task_events import TaskFound
from app.taken_up import take_up
from tests.app.review.live import NOON, TABLES, Live
from tests.app.review.test_film import spill

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


class At:
    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return 0.0


def taken_up(path: Path, *, of_now: bool) -> tuple[list[PositionEvent], list[str]]:
    put: list[PositionEvent] = []
    told: list[str] = []
    writes = ConsoleJournal(Journal.open(path))
    try:
        calls = [{"id": 1, "arrived_at": as_text(NOW), "how_ended": None}]
        asyncio.run(take_up(path, writes, calls, At(NOW), put.append, told.append, of_now=of_now))
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


# --- kill -9 in the middle of a call ---


def killed(
    path: Path, *events: PositionEvent | float, second_feed: bool = False, caps: PhoneCaps | None = None
) -> tuple[Screen, Screen]:
    """Return the screen that stood when a console was killed, and the first one of the next."""
    live = Live(path)
    live.run(*events, second_feed="tcp" if second_feed else "", caps=caps)
    before = live.screens[len(live.screens) - 1]  # the last is of the stop, which a killed console has not got
    live.now += timedelta(seconds=10)
    journal = Journal.open(path)
    writes = ConsoleJournal(journal)
    calls, rows, _unread = earlier_calls(journal, live.now - timedelta(hours=EARLIER_HOURS))
    position = new_position(TABLES, journal.next_call_id, rows)
    put: list[PositionEvent] = []
    told: list[str] = []
    clock = At(live.now)
    asyncio.run(take_up(path, writes, calls, clock, put.append, told.append, of_now=True))
    writes.close()
    assert told == []
    started = ConsoleStarted(live.now, "", "", "", False, False, "virtual", caps or PhoneCaps(), {})
    for event in (started, *put):
        after = position.handle(event).screen
    return before, after


def differing(before: CallerCard, after: CallerCard) -> set[str]:
    return {name for name in before._fields if getattr(before, name) != getattr(after, name)}


SAME_CARD = {"heading"}  # which says that it was taken up again


def test_what_an_earlier_spill_of_the_call_said_is_there_after_a_restart_too(tmp_path: Path) -> None:
    """F9: the last spill told less, and something else; the address is not lost, and what changed stays marked."""
    first = spill(552)
    later = replace(first.spill, address=None, location=None, locality=None, municipality=None, name="BELLWOOD, ADA")
    before, after = killed(tmp_path / "journal.sqlite", first, 1, SpillArrived(NOON, later))
    assert (before.caller.address.text, before.caller.name.was) == ("324 FIRST ST N", "PALMER, ROBERT")
    assert differing(before.caller, after.caller) == SAME_CARD


def test_a_damaged_copy_by_the_second_link_does_not_take_the_callers_place_after_a_restart(tmp_path: Path) -> None:
    first = spill(552)
    part = replace(first.spill, address=None, locality=None, municipality=None, community=None)
    text = replace(first.spill, format=None, number=None, lines=(*first.spill.lines[:2], "324 FIRST ST N"), unread=True)
    for copy in (part, text):
        path = tmp_path / f"{copy.format}.sqlite"
        before, after = killed(path, first, 0.5, SpillArrived(NOON, copy, Link.SECOND), second_feed=True)
        assert before.caller.address.text == "324 FIRST ST N"
        assert differing(before.caller, after.caller) == SAME_CARD


def test_the_caller_who_had_the_screen_has_it_after_a_restart_whoever_waits_longer(tmp_path: Path) -> None:
    """A caller being worked is never hidden; another's address must not stand in the place of hers."""
    text = replace(spill(1).spill, format=None, number=None, call_number=None, lines=("HALF A RECORD",), unread=True)
    before, after = killed(
        tmp_path / "text.sqlite",
        *(spill(551), KeyPressed(NOON, "F12"), SpillArrived(NOON, text), 1, SpillArrived(NOON, text), 1),
        *(LineUp(NOON), KeyPressed(NOON, "F12"), Released(NOON), Released(NOON), 5, spill(552)),
    )
    assert before.caller.call_number.text == after.caller.call_number.text == "00552"
    assert [row.call for row in after.waiting] == [row.call for row in before.waiting]

    other = replace(spill(600).spill, number="9055550142")
    before, after = killed(
        tmp_path / "chosen.sqlite",
        *(spill(551), KeyPressed(NOON, "F8"), 1, spill(552), 1, SpillArrived(NOON, other), 1),
        *(KeyPressed(NOON, "Ctrl+W"), KeyPressed(NOON, "Ctrl+W"), KeyPressed(NOON, "Esc"), 1),
        *(AttemptEnded(NOON, 1, Outcome.ABORTED), CallLookedAt(NOON, 3), KeyPressed(NOON, "Ctrl+W"), 2),
    )
    assert before.caller.number.text == after.caller.number.text == "(905) 555-0142"
    assert [row.call for row in after.waiting] == [row.call for row in before.waiting] == [2]


def test_the_rows_of_those_who_come_back_say_what_they_said(tmp_path: Path) -> None:
    """Text that no table knows is read in its row: nothing else tells what it is."""
    text = replace(spill(1).spill, format=None, number=None, call_number=None, lines=("HALF A RECORD",), unread=True)
    before, after = killed(tmp_path / "journal.sqlite", spill(551), 1, SpillArrived(NOON, text))
    assert before.waiting[0].place == "NOT DECODED: HALF A RECORD"
    assert (after.waiting, after.today) == (before.waiting, before.today)


def test_d094_that_the_information_is_taken_is_kept_over_a_restart(tmp_path: Path) -> None:
    no_answer = AttemptEnded(NOON, 1, Outcome.NO_ANSWER)
    taken: tuple[PositionEvent | float, ...] = (
        *(LineUp(NOON), spill(552), KeyPressed(NOON, "F8"), 1, no_answer, 1, KeyPressed(NOON, "Alt+I")),
    )
    for more, says in (((), "taken"), ((KeyPressed(NOON, "Alt+I"),), "not yet")):
        before, after = killed(tmp_path / f"{says}.sqlite", *taken, *more)
        assert [face.state for face in before.offers if face.key == "Alt+I"] == [says]
        assert [face.state for face in after.offers if face.key == "Alt+I"] == [says]


@pytest.mark.parametrize("in_switch", [True, False])
def test_a_caller_on_hold_in_the_switch_is_on_hold_after_a_restart(tmp_path: Path, in_switch: bool) -> None:
    """Pressed once more, the key takes her back; a line of the console's own went with it."""
    caps = PhoneCaps(bridge_in_switch=in_switch, can_answer=not in_switch)
    before, after = killed(tmp_path / "held.sqlite", LineUp(NOON), spill(552), HeldOnLine(NOON), 5, caps=caps)
    assert before.line.endswith("; ON HOLD")
    assert after.line.endswith("; ON HOLD") is in_switch
    before, after = killed(tmp_path / "back.sqlite", LineUp(NOON), spill(552), HeldOnLine(NOON), 5, Resumed(NOON))
    assert "HOLD" not in after.line


def test_d068_a_call_left_open_too_long_ago_to_come_back_by_itself_is_taken_up_by_its_key(tmp_path: Path) -> None:
    """The screen offered that key for it, and the key said that the call is open."""
    live = Live(tmp_path / "journal.sqlite")
    live.run(LineUp(NOON), spill(551), KeyPressed(NOON, "F8"), 5)
    live.now += timedelta(minutes=GOES_ON_MINUTES + 1)
    past = past_call(live.path, 1)
    assert past is not None
    live.run(LineUp(NOON), CallLookedAt(NOON, 1), found_again(past, NOON), 1, KeyPressed(NOON, "Alt+R"), 1)
    looked_at, taken = live.screens[len(live.screens) - 3], live.screens[len(live.screens)]
    assert looked_at.caller.note == "call 1, open when the console stopped; Alt+R takes it up again"
    assert (taken.caller.heading, taken.caller.address.text) == ("CALL 1, taken up again", "324 FIRST ST N")


@pytest.mark.parametrize("letter", ["P", "B", "N"])
def test_a_rule_begun_on_an_open_call_stands_again_at_its_step_though_it_ends_with_the_call(
    tmp_path: Path, letter: str
) -> None:
    """Only those that outlive their call came back: the step of a police call was gone."""
    keys = (KeyPressed(NOON, "Ctrl+G"), KeyPressed(NOON, letter), 1)
    before, after = killed(tmp_path / "journal.sqlite", LineUp(NOON), spill(552), 1, *keys)
    assert before.options
    assert (after.next_step.text, after.options) == (before.next_step.text, before.options)


# --- a journal of an older version ---


def as_of(version: int, now: Path, then: Path) -> None:
    """Make the journal that a program of that version would have left, of one of now."""
    with closing(sqlite3.connect(then, isolation_level=None)) as connection:
        migrate(connection, then, VERSIONS[:version])
        connection.execute("ATTACH ? AS now", (str(now),))
        connection.execute("INSERT INTO spills SELECT * FROM now.spills ORDER BY id")
        prev = FIRST_PREV
        for *row, changes, spill, digest, _prev, _hash in connection.execute("SELECT * FROM now.events ORDER BY id"):
            told = json.loads(changes)
            for change in told:
                change["values"] = {
                    name: change["values"][name] for name in change["values"] if name in columns_of(version)
                }
            event = (*row, encode(told), spill, digest, prev)
            prev = event_hash(event)
            connection.execute(f"INSERT INTO events VALUES ({', '.join('?' * 12)})", (*event, prev))
        columns = ", ".join(columns_of(version))
        connection.execute(f"INSERT INTO calls ({columns}) SELECT {columns} FROM now.calls")


@pytest.mark.parametrize("version", range(1, CURRENT))
def test_what_an_older_version_left_open_is_taken_up_as_what_this_one_left(tmp_path: Path, version: int) -> None:
    """Its calls, spills, procedures, tasks, matters and marks: the events are the same, the tables are brought up."""
    path, old = tmp_path / "journal.sqlite", tmp_path / "old.sqlite"
    no_answer = AttemptEnded(NOON, 1, Outcome.NO_ANSWER)
    Live(path).run(
        *(LineUp(NOON), InitialsGiven(NOON, "KM"), spill(551), KeyPressed(NOON, "F8"), 1, no_answer, 1, spill(552), 1),
        *(KeyPressed(NOON, "Ctrl+G"), KeyPressed(NOON, "V"), 1, MatterAgencyDown(NOON, "ajax-fire", "power", "hydro")),
        *(KeyPressed(NOON, "Ctrl+B"), 1, spill(553)),
    )
    as_of(version, path, old)
    assert verify(old).exit_code == 0
    was, told = taken_up(path, of_now=True)
    assert (taken_up(old, of_now=True), told) == ((was, told), [])
    kinds = {type(each) for each in was}
    assert {StandingFound, PastCallFound, ProcedureFound, TaskFound, MattersFound} <= kinds
    assert verify(old).exit_code == 0
    assert [each["body"] for each in events(old)] == [each["body"] for each in events(path)]

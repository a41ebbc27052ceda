import os
import queue
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from app.clock import from_text
from app.errors import JournalError
from app.journal import store as store_module
from app.journal import turns as turns_module
from app.journal import writer as writer_module
from app.journal.read import calls, events
from app.journal.records import Record
from app.journal.turns import State
from app.journal.verify import verify

if TYPE_CHECKING:
    from tests.app.journal.conftest import ACall, AsNobody, OpenJournal, Write


SECONDS = 20

WRITER = """
import pathlib, queue, sys
from datetime import UTC, datetime
from app.journal.records import CallChange, Record
from app.journal.store import Journal

journal = Journal.open(pathlib.Path(sys.argv[1]))
answers = queue.SimpleQueue()
at = datetime(2026, 11, 22, tzinfo=UTC)
call = journal.next_call_id
while True:
    change = CallChange(call, {"number": str(call)})
    spill = Record(at, "spill_arrived", "02", "AB", {}, call, (change,), b"spill %d" % call)
    journal.write([spill, Record(at, "call_began", "02", "AB", {}, call)], answers.put)
    print(call, answers.get(timeout=20).state, flush=True)
    call += 1
"""


def fails(*_: object) -> None:
    raise IndexError("a fault")


def wait_for(event: threading.Event) -> None:
    event.wait(SECONDS)


@pytest.fixture
def writing(path: Path) -> Iterator[Callable[[], subprocess.Popen[str]]]:
    """Return a function that starts a console in a process of its own, which writes call after call."""
    started: list[subprocess.Popen[str]] = []

    def start() -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def test_a_turn_is_written_and_told_from_the_worker(open_journal: "OpenJournal", a_call: "ACall", path: Path) -> None:
    journal = open_journal()
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
    journal.write(a_call(1)[0], lambda written: answers.put((written, threading.current_thread().name)))
    written, thread = answers.get(timeout=SECONDS)
    assert (written.state, written.detail, written.pending) == ("written", "", 0)
    assert thread == "journal"
    assert [call["number"] for call in calls(path)] == ["9053260001"]


def test_turns_are_written_in_the_order_they_came(open_journal: "OpenJournal", a_call: "ACall", path: Path) -> None:
    journal = open_journal()
    answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
    for call in range(1, 51):
        for turn in a_call(call):
            journal.write(turn, answers.put)
    assert journal.close() == ""
    assert answers.qsize() == 200
    assert [event["call"] for event in events(path)] == [call for call in range(1, 51) for _ in range(5)]
    assert verify(path).exit_code == 0


def test_closing_writes_what_is_queued_and_leaves_one_file(
    open_journal: "OpenJournal", a_call: "ACall", path: Path
) -> None:
    journal = open_journal()
    states: list[State] = []
    for turn in a_call(1):
        journal.write(turn, lambda written: states.append(written.state))
    names = {each.name for each in path.parent.iterdir()}
    assert names == {path.name, *(path.name + ending for ending in ("-wal", "-shm", ".lock", ".spool"))}
    assert {each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {0o600}
    assert journal.close() == journal.close() == ""
    assert states == ["written"] * 4
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_folder_of_the_default_place_is_made_for_this_user_alone(tmp_path: Path) -> None:
    store_module.Journal.open(tmp_path / "a" / "b" / "journal.sqlite", makes_folder=True).close()
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_named_and_is_not_there_is_a_sentence_and_is_not_made(
    open_journal: "OpenJournal", tmp_path: Path
) -> None:
    with pytest.raises(JournalError) as refused:
        open_journal(tmp_path / "typo" / "in" / "journal.sqlite")
    assert str(refused.value) == (
        f"{tmp_path}/typo/in/journal.sqlite: expected a journal in a folder that is there, "
        f"got no folder {tmp_path}/typo/in; make it, or name another"
    )
    assert list(tmp_path.iterdir()) == []


def test_the_next_call_goes_on_from_the_last(open_journal: "OpenJournal", three_calls: Path) -> None:
    assert open_journal(three_calls).next_call_id == 4


def test_a_journal_that_is_closed_takes_no_record(open_journal: "OpenJournal", a_call: "ACall") -> None:
    journal = open_journal()
    journal.close()
    with pytest.raises(RuntimeError, match="closed"):
        journal.write(a_call(1)[0], print)


def test_a_record_that_is_wrong_is_refused_before_it_is_queued(
    open_journal: "OpenJournal", a_call: "ACall", path: Path
) -> None:
    journal = open_journal()
    with pytest.raises(ValueError, match="numbered from 1"):
        journal.write([*a_call(1)[0], Record(from_text("2026-01-01T00:00:00Z"), "x", "", "", {}, -1)], print)
    journal.close()
    assert list(events(path)) == []


@pytest.mark.expected_log("telling how the journal is failed")
def test_a_receiver_that_raises_stops_nothing(open_journal: "OpenJournal", write: "Write", a_call: "ACall") -> None:
    journal = open_journal()
    journal.write(a_call(1)[0], fails)
    assert write(journal, a_call(2)[0]).state == "written"


def test_todays_calls_are_those_that_arrived_since(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall"
) -> None:
    journal = open_journal()
    for call in range(1, 6):
        write(journal, a_call(call)[0])
    third = from_text(journal.calls_since(from_text("2026-01-01T00:00:00Z"))[2]["arrived_at"])
    assert [call["id"] for call in journal.calls_since(third)] == [3, 4, 5]
    assert [call["id"] for call in journal.calls_since(third, limit=2)] == [4, 5]
    assert journal.calls_since(third + timedelta(days=1)) == []


# --- what goes wrong -----------------------------------------------------------------------------------------------


def test_a_second_console_is_refused_in_words_and_the_first_goes_on(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path
) -> None:
    journal = open_journal()
    with pytest.raises(JournalError, match=f"journal.sqlite: another console \\(process {os.getpid()}\\) writes"):
        open_journal()
    linked = path.with_name("link.sqlite")
    linked.symlink_to(path)
    with pytest.raises(JournalError, match="another console"):
        open_journal(linked)
    assert write(journal, a_call(1)[0]).state == "written"
    assert journal.close() == ""
    open_journal().close()


@pytest.mark.parametrize("make", ["folder", "pipe", "below_a_file", "letter", "loop"])
def test_a_place_where_no_journal_can_be_is_a_sentence(open_journal: "OpenJournal", tmp_path: Path, make: str) -> None:
    path = tmp_path / "j"
    if make == "folder":
        path.mkdir(mode=0o750)
    elif make == "pipe":
        os.mkfifo(path)
    elif make == "letter":
        path.write_text("Dear sir, " * 1000)
    elif make == "loop":
        path.symlink_to(path)
    else:
        path.touch()
        path = path / "below"
    before = path.lstat() if make != "below_a_file" else None
    with pytest.raises(JournalError, match=r"j.*: (expected a journal|no journal can be here)"):
        open_journal(path)
    if before is not None:
        after = path.lstat()
        assert (after.st_mode, after.st_size, after.st_mtime) == (before.st_mode, before.st_size, before.st_mtime)
    assert [each.name for each in tmp_path.iterdir()] == ["j"]


def test_a_folder_that_may_not_be_written_is_a_sentence(
    open_journal: "OpenJournal", as_nobody: "AsNobody", open_folder: Path
) -> None:
    open_folder.chmod(0o555)
    with as_nobody():
        with pytest.raises(JournalError, match=r"/j: its lock file cannot be made: permission denied"):
            open_journal(open_folder / "j")
        with pytest.raises(JournalError, match=r"sub/j: no journal can be here: permission denied"):
            store_module.Journal.open(open_folder / "sub" / "j", makes_folder=True)


def test_a_journal_that_may_not_be_read_is_told_as_that(
    open_journal: "OpenJournal", as_nobody: "AsNobody", open_folder: Path
) -> None:
    open_folder.chmod(0o777)
    (open_folder / "j").touch(mode=0o600)
    with as_nobody(), pytest.raises(JournalError, match=r"/j: the journal cannot be opened: permission denied"):
        open_journal(open_folder / "j")


@pytest.mark.expected_log("the journal cannot be written: another program holds the journal locked")
def test_the_worker_enters_what_was_set_aside_by_itself_and_tells(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "RETRY_SECONDS", 0.02)
    monkeypatch.setattr(writer_module, "BUSY_SECONDS", 0.02)
    told: queue.SimpleQueue[tuple[str, str, int]] = queue.SimpleQueue()
    journal = open_journal(on_state=lambda *how: told.put(how))
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    why = "another program holds the journal locked"
    for call in (1, 2):
        written = write(journal, a_call(call)[0])
        assert (written.state, written.detail, written.pending) == ("spooled", why, call * 2)
    assert told.get(timeout=SECONDS) == ("spooled", why, 2)
    assert (journal.state, journal.detail, journal.pending) == ("spooled", why, 4)
    other.execute("ROLLBACK")
    other.close()
    assert told.get(timeout=SECONDS) == ("written", "", 0)
    assert (journal.state, journal.detail, journal.pending) == ("written", "", 0)
    assert write(journal, a_call(3)[0]).state == "written"
    assert told.empty()
    assert journal.close() == ""
    assert [call["id"] for call in calls(path)] == [1, 2, 3]
    assert verify(path).exit_code == 0


@pytest.mark.expected_log("the journal cannot be written")
def test_what_waits_in_the_spool_is_noted_at_the_next_start(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "BUSY_SECONDS", 0.02)
    monkeypatch.setattr(turns_module, "READERS_SECONDS", 0.1)
    journal = open_journal()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    write(journal, a_call(1)[0])
    assert "2 records wait in journal.sqlite.spool for the next start" in journal.close()
    other.close()
    again = open_journal()
    assert again.notes == (f"{path}.spool: 2 records that had been set aside were entered",)
    assert again.next_call_id == 2
    assert again.close() == ""


def test_closing_does_not_wait_for_ever_for_a_disk_that_hangs(
    open_journal: "OpenJournal", a_call: "ACall", monkeypatch: pytest.MonkeyPatch, path: Path
) -> None:
    """The disk is played by a receiver that does not return: the worker stands as still."""
    monkeypatch.setattr(store_module, "CLOSE_SECONDS", 0.1)
    journal = open_journal()
    goes_on = threading.Event()
    journal.write(a_call(1)[0], lambda _written: wait_for(goes_on))
    journal.write(a_call(2)[0], lambda _written: None)
    assert journal.close().startswith(f"{path}: the disk has not answered for 0 s, so the last turn and 1 behind it")
    with pytest.raises(JournalError, match="another console"):
        open_journal()
    goes_on.set()
    monkeypatch.setattr(store_module, "CLOSE_SECONDS", SECONDS)
    assert journal.close() == ""
    assert len(list(calls(path))) == 2


# --- killed --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(4))
def test_after_kill_9_all_that_was_told_to_be_written_is_there_and_the_chain_is_whole(
    writing: Callable[[], subprocess.Popen[str]], path: Path, seed: int
) -> None:
    random = Random(seed)
    told: list[str] = []
    for _ in range(2):
        process = writing()
        assert process.stdout is not None
        assert process.stderr is not None
        told += [process.stdout.readline() for _ in range(random.randrange(1, 60))]
        process.send_signal(signal.SIGKILL)
        told += process.stdout.readlines()
        process.wait()
        assert process.stderr.read() == ""
        written = [int(line.split()[0]) for line in told if line.endswith(" written\n")]
        assert len(written) == len([line for line in told if line.endswith("\n")])
        there = [call["id"] for call in calls(path)]
        assert there[: len(written)] == written
        assert len(there) <= len(written) + 1  # the turn that was written and not told any more
        result = verify(path)
        assert result.exit_code == 0, result.sentence
        told = [f"{call} written\n" for call in there]


def test_after_kill_9_what_was_in_the_spool_is_entered_at_the_next_start(
    writing: Callable[[], subprocess.Popen[str]], open_journal: "OpenJournal", path: Path
) -> None:
    open_journal().close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    process = writing()
    assert process.stdout is not None
    told = [process.stdout.readline() for _ in range(20)]
    process.kill()
    told += process.stdout.readlines()
    other.close()
    spooled = [int(line.split()[0]) for line in told if line.endswith(" spooled\n")]
    assert spooled == list(range(1, len(told) + 1))
    journal = open_journal()
    assert "records that had been set aside were entered" in journal.notes[0]
    assert journal.next_call_id in (len(told) + 1, len(told) + 2)
    assert journal.close() == ""
    assert [call["id"] for call in calls(path)][: len(told)] == spooled
    assert verify(path).exit_code == 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_folder_that_is_closed_to_us_while_the_journal_is_opened_is_told_in_a_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(_path: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(store_module, "Turns", closed)
    with pytest.raises(JournalError, match=r"the journal cannot be opened: .*[Pp]ermission"):
        store_module.Journal.open(path)
    monkeypatch.undo()
    store_module.Journal.open(path).close()  # and its lock is free again

import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.errors import JournalError
from app.journal import turns as turns_module
from app.journal import writer as writer_module
from app.journal.entry import Entry, entries_of
from app.journal.read import Snapshot, calls, events
from app.journal.spool import ROOM, Spool, encode_line
from app.journal.turns import RECORDS_LOST, State, Turns
from app.journal.verify import verify
from app.journal.writer import Writer

if TYPE_CHECKING:
    from tests.app.journal.conftest import ACall, Mount, OpenJournal, Write


SMALL_DISK = 24 << 20  # bytes
MakeTurns = Callable[..., Turns]


@pytest.fixture
def make_turns(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeTurns]:
    """Return a function that opens the journal without a thread; another program is not waited for long."""
    monkeypatch.setattr(writer_module, "BUSY_SECONDS", 0.01)
    monkeypatch.setattr(turns_module, "READERS_SECONDS", 0.1)
    opened: list[Turns] = []

    def make(where: Path = path) -> Any:
        opened.append(Turns(where))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture
def other_program(path: Path) -> Iterator[Callable[[], sqlite3.Connection]]:
    """Return another program's connection, which takes the journal for itself with `BEGIN IMMEDIATE`."""
    connections: list[sqlite3.Connection] = []

    def take() -> sqlite3.Connection:
        connections.append(sqlite3.connect(path, isolation_level=None))
        connections[-1].execute("BEGIN IMMEDIATE")
        return connections[-1]

    yield take
    for each in connections:
        each.close()


@pytest.fixture
def small_disk(mount: "Mount") -> Path:
    """Return a folder that is a disk of its own, of SMALL_DISK bytes."""
    return mount(f"size={SMALL_DISK}")


@pytest.fixture
def entries(a_call: "ACall") -> Callable[[int], list[Entry]]:
    """Return a function that gives the entries of the first turn of a call."""
    return lambda call: entries_of(a_call(call)[0])


def fill(disk: Path, leaving: int = 0) -> Path:
    """Leave only so many bytes free on a disk; returns what to remove for room."""
    ballast = disk / "ballast"
    with ballast.open("ab", buffering=0) as file:
        try:
            while shutil.disk_usage(disk).free > leaving:
                file.write(bytes(4096))
        except OSError:
            pass
    return ballast


def fails(*_: object) -> None:
    raise IndexError("a fault")


def numbers(path: Path) -> list[int]:
    return [event["call"] for event in events(path) if event["kind"] == "spill_arrived"]


def test_what_can_be_written_is_written(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path
) -> None:
    turns = make_turns()
    written = turns.take(entries(1))
    assert (written.state, written.detail, written.pending) == ("written", "", 0)
    assert (turns.notes, turns.next_call) == ([], 1)
    assert turns.close() == ""
    assert make_turns().next_call == 2


@pytest.mark.expected_log("the journal cannot be written: another program holds the journal locked")
def test_a_journal_that_another_program_holds_is_spooled_and_entered_in_order_later(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
) -> None:
    turns = make_turns()
    turns.take(entries(1))
    other = other_program()
    for call in (2, 3):
        written = turns.take(entries(call))
        assert (written.state, written.pending) == ("spooled", (call - 1) * 2)
        assert written.detail == "another program holds the journal locked"
    turns.retry()
    assert turns.state is State.SPOOLED
    other.close()
    assert turns.take(entries(4)).state == "spooled"  # never before those that wait
    turns.retry()
    assert (turns.state, turns.pending, turns.detail) == (State.WRITTEN, 0, "")
    assert turns.take(entries(5)).state == "written"
    assert turns.close() == ""
    assert numbers(path) == [1, 2, 3, 4, 5]
    assert verify(path).exit_code == 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.expected_log("the journal cannot be written")
def test_what_is_in_the_spool_at_the_end_is_entered_at_the_next_start(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
) -> None:
    turns = make_turns()
    other = other_program()
    turns.take(entries(7))
    said = turns.close()
    assert said.startswith(f"{path}: 2 records wait in journal.sqlite.spool for the next start; another program")
    other.close()
    again = make_turns()
    assert again.notes == [f"{path}.spool: 2 records that had been set aside were entered"]
    assert again.next_call == 8
    assert again.close() == ""
    assert numbers(path) == [7]
    assert verify(path).exit_code == 0
    assert [each.name for each in path.parent.iterdir()] == [path.name]


@pytest.mark.expected_log("the journal cannot be written")
def test_a_spool_that_cannot_be_entered_at_the_start_is_told_and_its_calls_are_counted(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
) -> None:
    turns = make_turns()
    other = other_program()
    turns.take(entries(7))
    turns.close()
    again = make_turns()
    assert again.notes == [
        f"{path}.spool: 2 records still wait to be entered: another program holds the journal locked"
    ]
    assert (again.next_call, again.state, again.pending) == (8, State.SPOOLED, 2)
    assert again.take(entries(8)).state == "spooled"
    other.execute("ROLLBACK")
    again.retry()
    assert again.state is State.WRITTEN
    again.close()
    assert numbers(path) == [7, 8]
    assert verify(path).exit_code == 0


@pytest.mark.expected_log("the journal cannot be written")
def test_a_spool_entered_just_before_the_power_went_is_not_entered_twice(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
) -> None:
    turns = make_turns()
    turns.take(entries(1))
    other = other_program()
    for call in (2, 3):
        turns.take(entries(call))
    kept = path.with_name("kept")
    shutil.copy(turns._spool.path, kept)
    turns.take(entries(4))
    other.execute("ROLLBACK")
    turns.retry()
    turns.close()
    kept.rename(turns._spool.path)
    make_turns().close()
    assert numbers(path) == [1, 2, 3, 4]
    assert verify(path).exit_code == 0


def test_a_spool_whose_entering_broke_off_twice_is_not_entered_twice(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
) -> None:
    """The power goes while a spool is entered, the disk fails again at the next start, and then the power once more."""
    writer = Writer(path)
    spool = Spool(path)
    spool.open()
    for call in (1, 2, 3):
        spool.append(2 * call - 1, entries(call))
    spool.close()
    for call in (1, 2):
        writer.enter(entries(call))
    writer.close()

    other = other_program()
    turns = make_turns()
    turns.take(entries(4))
    assert [line.first for line in turns._spool.lines()] == [5, 7]
    kept = path.with_name("kept")
    shutil.copy(turns._spool.path, kept)
    other.execute("ROLLBACK")
    turns.retry()
    turns.close()
    kept.rename(turns._spool.path)
    make_turns().close()
    assert numbers(path) == [1, 2, 3, 4]
    assert verify(path).exit_code == 0


@pytest.mark.parametrize("damaged", [0, 1])
def test_a_spool_with_a_damaged_line_is_not_entered_twice_either(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path, damaged: int
) -> None:
    """What stands behind the damaged line is entered under earlier ids than it was to have; then the power goes."""
    make_turns().close()
    lines = [encode_line(2 * call - 1, entries(call), "") for call in (1, 2, 3, 4)]
    lines[damaged] = lines[damaged].replace(b"905", b"906")
    spool = path.with_name("journal.sqlite.spool")
    spool.write_bytes(b"".join(lines))
    make_turns().close()
    spool.write_bytes(b"".join(lines))
    make_turns().close()
    assert numbers(path) == [call for call in (1, 2, 3, 4) if call != damaged + 1]
    assert verify(path).exit_code == 0


@pytest.mark.expected_log("the journal cannot be written")
def test_a_long_spool_is_entered_in_groups(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns_module, "GROUP_TURNS", 3)
    turns = make_turns()
    other = other_program()
    for call in range(1, 9):
        turns.take(entries(call))
    other.execute("ROLLBACK")
    turns.retry()
    assert turns.pending == 0
    turns.close()
    assert numbers(path) == list(range(1, 9))


@pytest.mark.expected_log("the journal cannot be written: the disk is full")
@pytest.mark.parametrize("left_at_the_start", [SMALL_DISK, ROOM + (400 << 10)])
def test_a_full_disk_loses_nothing(
    small_disk: Path, make_turns: MakeTurns, entries: Callable[[int], list[Entry]], left_at_the_start: int
) -> None:
    """The journal's own room first, then the spool's, then memory; all in order once there is room again."""
    path = small_disk / "journal.sqlite"
    fill(small_disk, left_at_the_start)
    turns = make_turns(path)
    assert turns.notes == []
    states = [turns.take(entries(1)).state]
    ballast = fill(small_disk)
    for call in range(2, 3000):
        written = turns.take([each._replace(spill=each.spill and each.spill * 50) for each in entries(call)])
        turns.tidy()
        turns.retry()
        states.append(written.state)
        if written.state == "memory":
            assert written.detail == "the disk is full; the spool cannot be written: no space left on device"
            break
        if written.state == "spooled":
            assert written.detail == "the disk is full"
    assert set(states) == set(State)
    assert sorted(states, key=list(State).index) == states
    assert turns._spool.path.stat().st_size == ROOM
    ballast.unlink()
    turns.retry()
    assert (turns.state, turns.pending) == (State.WRITTEN, 0)
    assert turns.take(entries(call + 1)).state == "written"
    assert turns.close() == ""
    assert numbers(path) == list(range(1, call + 2))
    assert verify(path).exit_code == 0
    assert [each.name for each in small_disk.iterdir()] == [path.name]


@pytest.mark.parametrize("is_there", [False, True])
def test_a_journal_that_a_full_disk_has_no_room_for_is_a_sentence(
    small_disk: Path, make_turns: MakeTurns, is_there: bool
) -> None:
    if is_there:
        make_turns(small_disk / "journal.sqlite").close()
    fill(small_disk)
    with pytest.raises(JournalError, match=r"journal.sqlite: .*(the disk is full|no space left on device)"):
        make_turns(small_disk / "journal.sqlite")


@pytest.mark.expected_log("the journal cannot be written: the disk is full")
def test_a_console_that_is_closed_on_a_full_disk_leaves_all_for_the_next_start(
    small_disk: Path, make_turns: MakeTurns, entries: Callable[[int], list[Entry]]
) -> None:
    path = small_disk / "journal.sqlite"
    turns = make_turns(path)
    ballast = fill(small_disk)
    call = 0
    while turns.state is State.WRITTEN:
        call += 1
        turns.take(entries(call))
    assert "2 records wait in journal.sqlite.spool for the next start; the disk is full" in turns.close()
    fill(small_disk)
    again = make_turns(path)
    assert again.notes == [f"{path}.spool: 2 records still wait to be entered: the disk is full"]
    assert again.take(entries(call + 1)).state == "spooled"
    again.close()
    ballast.unlink()
    assert "4 records that had been set aside were entered" in make_turns(path).notes[0]
    assert numbers(path) == list(range(1, call + 2))
    assert verify(path).exit_code == 0


@pytest.mark.expected_log("the journal cannot be written")
def test_what_is_in_memory_goes_to_the_spool_as_soon_as_that_can_be_written(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
) -> None:
    turns = make_turns()
    other = other_program()
    spool = turns._spool.path
    spool.rename(spool.with_name("aside"))
    spool.mkdir()
    written = turns.take(entries(1))
    assert (written.state, written.pending) == ("memory", 2)
    assert written.detail.endswith("; the spool cannot be written: is a directory")
    assert turns.take(entries(2)).state == "memory"
    spool.rmdir()
    turns.retry()
    assert (turns.state, turns.pending, turns.detail) == (
        State.SPOOLED,
        4,
        "another program holds the journal locked",
    )
    other.execute("ROLLBACK")
    turns.retry()
    assert turns.state is State.WRITTEN
    turns.close()
    assert numbers(path) == [1, 2]


@pytest.mark.expected_log("the journal cannot be written")
def test_what_memory_cannot_hold_is_counted_and_the_journal_says_so(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turns_module, "MEMORY_TURNS", 2)
    path.with_name("journal.sqlite.spool").mkdir()
    turns = make_turns()
    assert turns.notes == [f"{path}.spool: the spool cannot be used: is a directory"]
    turns.take(entries(1))
    other = other_program()
    for call in (2, 3, 4, 5):
        written = turns.take(entries(call))
    assert (written.state, written.pending) == ("memory", 4)
    assert written.detail.endswith("; 4 records were dropped, the oldest first")
    other.execute("ROLLBACK")
    turns.retry()
    assert turns.detail == ""
    turns.close()
    assert numbers(path) == [1, 4, 5]
    lost = [event for event in events(path) if event["kind"] == RECORDS_LOST]
    assert [(event["id"], event["body"]["records"], event["at"]) for event in lost] == [
        (3, 4, "2026-11-22T12:03:00.000125Z")
    ]
    assert verify(path).exit_code == 0


@pytest.mark.expected_log("the journal cannot be written")
def test_closing_says_what_no_disk_took(
    make_turns: MakeTurns,
    entries: Callable[[int], list[Entry]],
    path: Path,
    other_program: Callable[[], sqlite3.Connection],
) -> None:
    path.with_name("journal.sqlite.spool").mkdir()
    turns = make_turns()
    other_program()
    turns.take(entries(1))
    said = turns.close()
    assert "2 records are lost, no disk took them" in said
    assert "the spool cannot be written" in said


@pytest.mark.expected_log("the journal cannot be written: Cannot operate on a closed database")
def test_a_connection_that_broke_is_opened_again(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path
) -> None:
    turns = make_turns()
    turns.take(entries(1))
    assert turns._writer is not None
    turns._writer._connection.close()
    assert turns.take(entries(2)).state == "spooled"
    turns.retry()
    assert turns.take(entries(3)).state == "written"
    turns.close()
    assert numbers(path) == [1, 2, 3]
    assert verify(path).exit_code == 0


@pytest.mark.expected_log("the journal's file is away: no such file or directory")
def test_a_turn_written_into_a_file_that_somebody_removed_is_not_lost(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path
) -> None:
    turns = make_turns()
    turns.take(entries(1))
    turns.rest()
    path.unlink()
    for call in (2, 3):
        assert turns.take(entries(call)).state == "written"
    turns.rest()
    assert (turns.state, turns.pending, turns.detail) == (State.SPOOLED, 4, "no such file or directory")
    assert turns.take(entries(4)).state == "spooled"
    turns.retry()
    assert "no such file or directory" in turns.detail
    assert "6 records wait" in turns.close()
    again = make_turns()
    assert again.close() == ""
    assert numbers(path) == [2, 3, 4]
    assert verify(path).exit_code == 0


@pytest.mark.expected_log("the journal's file is away: no such file or directory")
def test_a_folder_that_was_away_and_is_back_has_one_file_after_a_clean_end(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], tmp_path: Path
) -> None:
    folder, away = tmp_path / "disk", tmp_path / "away"
    folder.mkdir()
    turns = make_turns(folder / "journal.sqlite")
    turns.take(entries(1))
    folder.rename(away)
    turns.rest()
    assert turns.take(entries(2)).state is State.MEMORY
    away.rename(folder)
    turns.retry()
    assert turns.state is State.WRITTEN
    assert turns.close() == ""
    assert numbers(folder / "journal.sqlite") == [1, 2]
    assert [each.name for each in folder.iterdir()] == ["journal.sqlite"]


@pytest.mark.expected_log("the journal's file is away: no such file or directory")
def test_a_file_that_is_removed_is_noticed_in_the_busiest_hour_and_on_closing(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path
) -> None:
    turns = make_turns()
    path.unlink()
    for call in range(1, 30):
        turns.take(entries(call))
        turns.tidy()
    assert turns.pending == 58
    turns.close()
    turns = make_turns()
    turns.take(entries(30))
    path.unlink()
    assert "2 records wait" in turns.close()
    turns = make_turns()
    turns.close()
    assert numbers(path) == [30]


@pytest.mark.expected_log("a turn could not be entered", "a fault in this program")
def test_a_fault_of_our_own_loses_no_turn_either(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turns = make_turns()
    with monkeypatch.context() as patch:
        patch.setattr(writer_module, "event_hash", fails)
        written = turns.take(entries(1))
    assert (written.state, written.detail) == ("spooled", "a fault in this program (IndexError)")
    turns.retry()
    assert turns.state is State.WRITTEN
    turns.close()
    assert numbers(path) == [1]


def test_a_half_written_line_of_the_spool_is_told_and_kept(make_turns: MakeTurns, path: Path) -> None:
    path.with_name("journal.sqlite.spool").write_bytes(b'{"first":1,"records":[["2026-')
    turns = make_turns()
    assert turns.notes == [
        f"{path}.spool: 1 half-written or damaged lines cannot be entered, the file is kept as "
        "journal.sqlite.spool.damaged-1"
    ]
    assert turns.state is State.WRITTEN
    assert turns.close() == ""
    assert path.with_name("journal.sqlite.spool.damaged-1").exists()


@pytest.mark.expected_log("the journal cannot be written: another program holds the journal locked")
def test_the_spool_of_another_journal_is_left_alone_and_told(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path, tmp_path: Path
) -> None:
    """Both journals count their calls from 1: what is set aside in one would be written over the calls of the other."""
    other = tmp_path / "other.sqlite"
    turns = make_turns(other)
    turns.take(entries(9))
    holder = sqlite3.connect(other, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    turns.take(entries(1))
    strange = turns._spool.path.read_bytes().partition(b"\0")[0]
    holder.close()
    turns = make_turns()
    turns.take(entries(1)[:1])
    before = list(calls(path))
    assert turns.close() == ""

    path.with_name("journal.sqlite.spool").write_bytes(strange)
    turns = make_turns()
    assert turns.notes == [
        f"{path}.spool: 2 records of another journal were not entered, the file is kept as journal.sqlite.spool.other-1"
    ]
    assert (turns.state, turns.next_call) == (State.WRITTEN, 2)
    turns.take(entries(2))
    assert turns.close() == ""
    assert list(calls(path))[:1] == before
    assert numbers(path) == [1, 2]
    assert verify(path).exit_code == 0
    assert path.with_name("journal.sqlite.spool.other-1").read_bytes().partition(b"\0")[0] == strange


@pytest.mark.expected_log("the journal's file is away: the journal was replaced by another file")
def test_a_journal_put_in_the_place_of_ours_is_not_written(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path, tmp_path: Path
) -> None:
    other = Turns(tmp_path / "other.sqlite")
    other.take(entries(7))
    other.close()
    turns = make_turns()
    turns.take(entries(1))
    turns.rest()
    (tmp_path / "other.sqlite").replace(path)
    turns.take(entries(3))
    turns.rest()
    turns.retry()
    assert turns.detail == f"{path}: another journal was put in the place of this console's"
    assert "2 records wait" in turns.close()
    assert numbers(path) == [7]


def test_a_checkpoint_is_due_after_many_turns_or_some_when_idle(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns_module, "CHECKPOINT_TURNS", 4)
    monkeypatch.setattr(turns_module, "IDLE_TURNS", 2)
    turns = make_turns()
    sizes: list[int] = []
    for call in range(1, 5):
        turns.take(entries(call))
        assert turns.wants_rest
        turns.tidy()
        sizes.append(path.read_bytes().count(b"spill_arrived"))
    assert sizes == [0, 0, 0, 4]
    for call in (5, 6):
        turns.rest()
        assert not turns.wants_rest
        turns.take(entries(call))
    turns.rest()
    assert path.read_bytes().count(b"spill_arrived") == 6


def test_closing_waits_for_a_reader_so_that_one_file_is_left(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path
) -> None:
    journal = open_journal()
    write(journal, a_call(1)[0])
    with Snapshot(path):
        closing = threading.Thread(target=journal.close)
        closing.start()
        closing.join(0.2)
        assert closing.is_alive()
    closing.join()
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_reader_that_stays_is_not_waited_for_for_ever(
    make_turns: MakeTurns, entries: Callable[[int], list[Entry]], path: Path
) -> None:
    turns = make_turns()
    turns.take(entries(1))
    with Snapshot(path):
        assert turns.close() == ""
        assert path.with_name("journal.sqlite-wal").exists()
    assert len(list(calls(path))) == 1
    assert verify(path).exit_code == 0


def test_a_journal_whose_triggers_were_removed_is_told(make_turns: MakeTurns, path: Path) -> None:
    make_turns().close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER spills_no_delete")
    connection.close()
    assert make_turns().notes == [
        f"{path}: the trigger 'spills_no_delete' is missing, so `answerpoint verify` will call it broken"
    ]

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import JournalError
from app.journal import writer as writer_module
from app.journal.chain import FIRST_PREV
from app.journal.entry import Entry, entries_of
from app.journal.read import calls, events
from app.journal.verify import verify
from app.journal.writer import WAL_ROOM, Writer

if TYPE_CHECKING:
    from tests.app.journal.conftest import ACall, Rows, Tamper


@pytest.fixture
def writer(path: Path) -> Iterator[Writer]:
    one = Writer(path)
    yield one
    try:
        one.close()
    except sqlite3.Error:
        pass  # closed by the test


@pytest.fixture
def turns(a_call: "ACall") -> list[list[Entry]]:
    return [entries_of(turn) for call in (1, 2) for turn in a_call(call)]


def test_a_turn_is_chained_to_the_one_before(writer: Writer, turns: list[list[Entry]], path: Path) -> None:
    assert (writer.last_event, writer.last_hash, writer.last_spill) == (0, FIRST_PREV, 0)
    for turn in turns:
        writer.enter(turn)
    assert (writer.last_event, writer.last_spill, writer.last_call) == (10, 2, 2)
    result = verify(path)
    assert (result.exit_code, result.events, result.spills, result.calls) == (0, 10, 2, 2)
    assert result.last_hash == writer.last_hash


def test_a_turn_is_written_whole_or_not_at_all(
    writer: Writer, turns: list[list[Entry]], path: Path, rows: "Rows"
) -> None:
    writer.enter(turns[0])
    before = rows(path)
    bad = [*turns[1], turns[1][0]._replace(call="no number")]  # type: ignore[arg-type]
    with pytest.raises(sqlite3.IntegrityError):
        writer.enter(bad)
    assert rows(path) == before
    assert (writer.last_event, writer.last_spill) == (2, 1)
    for turn in turns[1:]:
        writer.enter(turn)
    assert verify(path).exit_code == 0


def test_the_connection_is_durable_and_leaves_readers_alone(writer: Writer) -> None:
    assert writer._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert writer._connection.execute("PRAGMA synchronous").fetchone() == (2,)


def test_the_next_console_goes_on_where_this_one_stopped(
    writer: Writer, turns: list[list[Entry]], path: Path, rows: "Rows"
) -> None:
    for turn in turns[:3]:
        writer.enter(turn)
    writer.close()
    next_one = Writer(path)
    assert (next_one.last_event, next_one.last_hash) == (writer.last_event, writer.last_hash)
    assert (next_one.last_spill, next_one.last_call) == (1, 1)
    for turn in turns[3:]:
        next_one.enter(turn)
    next_one.close()
    assert verify(path).exit_code == 0
    assert next(calls(path))["legs"][0]["outcome"] == "ringing"


def test_rows_of_calls_that_are_no_longer_at_hand_are_read_again(
    writer: Writer, a_call: "ACall", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer_module, "CALLS_KEPT", 2)
    every = [[entries_of(turn) for turn in a_call(call)] for call in range(1, 8)]
    for step in range(4):
        for turns in every:
            writer.enter(turns[step])
    assert len(writer._calls) == 2
    assert verify(path).exit_code == 0


def test_a_row_of_calls_that_somebody_spoilt_stops_no_turn(
    path: Path, turns: list[list[Entry]], tamper: "Tamper"
) -> None:
    writer = Writer(path)
    writer.enter(turns[0])
    writer.close()
    tamper(path, "UPDATE calls SET legs = 'spoilt'")
    writer = Writer(path)
    writer.enter(turns[1])
    writer.close()
    assert verify(path).sentence.endswith("call 1 was changed: number is not what its events make it")


def test_it_knows_what_it_has_already(writer: Writer, turns: list[list[Entry]]) -> None:
    for turn in turns[:2]:
        writer.enter(turn)
    assert writer.has(1, turns[0])
    assert writer.has(3, turns[1])
    assert not writer.has(2, turns[0])
    assert not writer.has(3, turns[2])
    assert not writer.has(3, [*turns[1], *turns[1]])


def test_files_are_private(writer: Writer, turns: list[list[Entry]], path: Path) -> None:
    writer.enter(turns[0])
    assert {each.name: each.stat().st_mode & 0o777 for each in path.parent.iterdir()} == {
        "journal.sqlite": 0o600,
        "journal.sqlite-wal": 0o600,
        "journal.sqlite-shm": 0o600,
    }


def test_a_journal_that_others_could_read_is_made_private(path: Path, turns: list[list[Entry]]) -> None:
    Writer(path).close()
    path.chmod(0o664)
    writer = Writer(path)
    writer.enter(turns[0])
    modes = {each.stat().st_mode & 0o777 for each in path.parent.iterdir()}
    writer.close()
    assert modes == {0o600}


def test_the_wal_has_its_room_and_is_used_again_after_a_checkpoint(
    writer: Writer, turns: list[list[Entry]], path: Path
) -> None:
    wal = path.with_name("journal.sqlite-wal")
    assert wal.stat().st_size == WAL_ROOM
    for turn in turns:
        writer.enter(turn)
    writer.checkpoint()
    assert path.stat().st_size > 4096
    assert wal.stat().st_size == WAL_ROOM
    writer.enter(turns[0])
    assert verify(path).exit_code == 0
    writer.close()
    assert [each.name for each in path.parent.iterdir()] == ["journal.sqlite"]
    assert verify(path).exit_code == 0


def test_a_file_that_was_removed_or_replaced_is_noticed(writer: Writer, path: Path) -> None:
    assert writer.away() == ""
    path.rename(path.with_name("aside"))
    assert writer.away() == "no such file or directory"
    path.touch()
    assert writer.away() == "the journal was replaced by another file"
    path.unlink()
    path.with_name("aside").rename(path)
    assert writer.away() == ""


def test_a_journal_that_is_gone_is_not_made_again_in_silence(path: Path) -> None:
    with pytest.raises(JournalError, match="no such file"):
        Writer(path, make=False)
    path.touch()
    with pytest.raises(JournalError, match="expected a journal of version 4, got version 0"):
        Writer(path, make=False)


def test_another_program_that_holds_the_file_is_waited_for_only_where_asked(
    writer: Writer, turns: list[list[Entry]], path: Path
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writer.wait_for_lock(False)
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        writer.enter(turns[0])
    other.execute("ROLLBACK")
    other.close()
    writer.wait_for_lock(True)
    assert writer._connection.execute("PRAGMA busy_timeout").fetchone() == (2000,)
    writer.enter(turns[0])


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"This is a letter, not a journal." * 200, "got: a file that is no SQLite database"),
        (b"SQLite format 3\0" + b"\xff" * 5000, "expected a journal, got: "),
        (b"\0" * 4096, "no SQLite database"),
    ],
)
def test_a_file_that_is_no_journal_is_refused_and_left_as_it_is(path: Path, content: bytes, words: str) -> None:
    path.write_bytes(content)
    path.chmod(0o640)
    with pytest.raises(JournalError, match=words):
        Writer(path)
    assert path.read_bytes() == content
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(path.parent.iterdir()) == [path]


def test_a_journal_whose_tables_were_changed_is_told_and_still_written(path: Path, turns: list[list[Entry]]) -> None:
    Writer(path).close()
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER events_no_update")
    connection.close()
    writer = Writer(path)
    assert writer.fault == "the trigger 'events_no_update' is missing"
    writer.enter(turns[0])
    writer.close()
    assert len(list(events(path))) == 2

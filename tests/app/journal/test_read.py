import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from app.clock import from_text
from app.errors import JournalError
from app.journal import read as read_module
from app.journal.read import NEWEST, Snapshot, calls, calls_since, events
from app.journal.store import Journal

if TYPE_CHECKING:
    from tests.app.journal.conftest import ACall, AsNobody, Mount, OpenJournal, Tamper, Write


SECONDS = 20
BYTES_TRIED = 200


@pytest.fixture
def read_only_folder(mount: "Mount") -> Callable[..., Path]:
    """Return a function that puts files into a folder on a disk that cannot be written."""

    def put(*files: Path) -> Path:
        disk = mount("size=16m")
        for file in files:
            shutil.copy(file, disk)
        return mount("remount,ro")

    return put


def state_of(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {each.name: (each.read_bytes(), each.stat().st_mtime_ns) for each in sorted(folder.iterdir())}


def kill_a_console(path: Path) -> None:
    """Write one more call in a process that is then killed: it leaves -wal, -shm, spool and lock."""
    program = (
        "import os, pathlib, sys, queue; from datetime import UTC, datetime;"
        "from app.journal.store import Journal; from app.journal.records import CallChange, Record;"
        "j = Journal.open(pathlib.Path(sys.argv[1])); q = queue.SimpleQueue(); n = j.next_call_id;"
        "j.write([Record(datetime.now(UTC), 'spill_arrived', '', '', {}, n, (CallChange(n),), b'x')], q.put);"
        "q.get(timeout=20); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", program, path], capture_output=True, timeout=SECONDS, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr


def test_a_call_is_given_as_its_json_is_printed(three_calls: Path) -> None:
    found = list(calls(three_calls))
    assert [call["id"] for call in found] == [1, 2, 3]
    assert list(found[0].items()) == [
        ("id", 1),
        ("number", "9053260001"),
        ("service_class", "RES"),
        ("call_number", None),
        ("position", "02"),
        ("arrived_at", "2026-11-22T12:01:00.000125Z"),
        ("released_at", "2026-11-22T12:03:00.000125Z"),
        ("how_ended", "released"),
        (
            "legs",
            [
                {
                    "agency": "oshawa-fire",
                    "digits": "*23",
                    "outcome": "ringing",
                    "rings": 2,
                    "dialled_at": None,
                    "answered_at": None,
                    "contact_at": None,
                }
            ],
        ),
        ("name", "BÉLANGER, A"),
        ("address", "1 KING ST"),
        ("linked_to", None),
    ]
    assert list(found[0]["legs"][0]) == [
        "agency",
        "digits",
        "outcome",
        "rings",
        "dialled_at",
        "answered_at",
        "contact_at",
    ]


def test_events_bring_back_what_was_written(three_calls: Path, a_call: "ACall") -> None:
    records = [record for call in (1, 2, 3) for turn in a_call(call) for record in turn]
    found = list(events(three_calls))
    assert [event["id"] for event in found] == list(range(1, 16))
    for event, record in zip(found, records, strict=True):
        assert from_text(event["at"]) == record.at
        assert (event["kind"], event["position"], event["call_taker"]) == (
            record.kind,
            record.position,
            record.call_taker,
        )
        assert (event["call"], event["body"], event["spill"]) == (record.call, record.body, record.spill)
        assert [change["call"] for change in event["changes"]] == [change.call for change in record.changes]


def test_reading_a_journal_that_was_closed_writes_nothing_and_leaves_nothing(three_calls: Path) -> None:
    before = state_of(three_calls.parent)
    assert len(list(calls(three_calls))) == 3
    assert len(list(events(three_calls))) == 15
    assert len(calls_since(three_calls, from_text("2026-01-01T00:00:00Z"))) == 3
    unfinished = calls(three_calls)
    next(unfinished)
    del unfinished
    assert state_of(three_calls.parent) == before


def test_reading_works_while_a_console_writes(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path
) -> None:
    journal = open_journal()
    for call in range(1, 21):
        write(journal, a_call(call)[0])
        assert [each["id"] for each in calls(path)] == list(range(1, call + 1))
    assert journal.close() == ""
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_reader_sees_one_state_while_the_console_goes_on(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_module, "BATCH", 2)
    journal = open_journal()
    for call in range(1, 6):
        write(journal, a_call(call)[0])
    reading = calls(path)
    first = next(reading)
    for call in range(6, 9):
        assert write(journal, a_call(call)[0]).state == "written"
    assert [first["id"], *(each["id"] for each in reading)] == [1, 2, 3, 4, 5]


def test_a_console_that_opens_while_a_closed_journal_is_read_is_no_harm(
    open_journal: "OpenJournal", write: "Write", a_call: "ACall", path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody writes is read without locks; once somebody does, reading goes on where it was, with them."""
    monkeypatch.setattr(read_module, "BATCH", 2)
    journal = open_journal()
    for call in range(1, 6):
        write(journal, a_call(call)[0])
    journal.close()
    reading = calls(path)
    found = [next(reading)["id"]]
    journal = open_journal()
    write(journal, a_call(6)[0])
    journal.close()
    assert found + [each["id"] for each in reading] == [1, 2, 3, 4, 5, 6]


def test_a_journal_left_by_a_killed_console_is_read_and_left_as_it_is(three_calls: Path) -> None:
    kill_a_console(three_calls)
    before = state_of(three_calls.parent)
    assert set(before) == {three_calls.name + ending for ending in ("", "-wal", "-shm", ".spool", ".lock")}
    assert [call["id"] for call in calls(three_calls)] == [1, 2, 3, 4]
    assert len(list(events(three_calls))) == 16
    assert state_of(three_calls.parent) == before


def test_a_journal_is_read_from_a_disk_that_cannot_be_written(
    three_calls: Path, read_only_folder: Callable[..., Path]
) -> None:
    copy = read_only_folder(three_calls) / three_calls.name
    assert len(list(calls(copy))) == 3


def test_a_journal_left_by_a_killed_console_is_read_from_a_disk_that_cannot_be_written(
    three_calls: Path, read_only_folder: Callable[..., Path]
) -> None:
    kill_a_console(three_calls)
    beside = [three_calls.with_name(three_calls.name + ending) for ending in ("", "-wal", "-shm")]
    copy = read_only_folder(*beside) / three_calls.name
    assert len(list(calls(copy))) == 4


def test_a_copy_without_the_index_of_its_wal_is_read_where_one_can_be_made_else_refused_in_words(
    three_calls: Path, read_only_folder: Callable[..., Path], tmp_path: Path
) -> None:
    kill_a_console(three_calls)
    files = [three_calls, three_calls.with_name(three_calls.name + "-wal")]
    folder = tmp_path / "copy"
    folder.mkdir()
    for file in files:
        shutil.copy(file, folder)
    assert len(list(calls(folder / three_calls.name))) == 4
    with pytest.raises(JournalError, match="expected a journal, got: the journal's files cannot be opened"):
        next(calls(read_only_folder(*files) / three_calls.name))


def test_a_journal_that_may_not_be_read_is_a_sentence(
    three_calls: Path, as_nobody: "AsNobody", open_folder: Path
) -> None:
    copy = open_folder / "j"
    shutil.copy(three_calls, copy)
    copy.chmod(0)
    with as_nobody(), pytest.raises(JournalError, match=r"/j: .*cannot be opened: permission denied"):
        next(calls(copy))


@pytest.mark.parametrize("content", [b"", b"a letter " * 1000, b"SQLite format 3\0" + bytes(range(256)) * 40])
@pytest.mark.parametrize("read", [calls, events])
def test_what_is_no_journal_is_refused_and_left_as_it_is(
    path: Path, content: bytes, read: Callable[[Path], Iterator[dict[str, Any]]]
) -> None:
    path.write_bytes(content)
    with pytest.raises(JournalError, match=r"journal.sqlite: expected a journal, "):
        next(read(path))
    assert state_of(path.parent).keys() == {path.name}
    assert path.read_bytes() == content


def test_no_file_at_all_is_a_sentence(path: Path) -> None:
    with pytest.raises(JournalError, match="expected a journal, got: no such file or directory"):
        next(calls(path))
    with pytest.raises(JournalError, match="no such file"):
        calls_since(path, from_text("2026-01-01T00:00:00Z"))


@pytest.mark.parametrize("text", ["spoilt", "[5]", "[" * 50_000, "{}"])
def test_a_row_that_cannot_be_read_is_named(three_calls: Path, tamper: "Tamper", text: str) -> None:
    tamper(three_calls, f"UPDATE calls SET legs = '{text}' WHERE id = 2", f"UPDATE events SET body = '{text[:-1]}'")
    reading = calls(three_calls)
    assert next(reading)["id"] == 1
    with pytest.raises(JournalError, match="call 2 cannot be read"):
        next(reading)
    if text[:-1]:
        with pytest.raises(JournalError, match="event 1 cannot be read"):
            next(events(three_calls))


@pytest.mark.parametrize(
    ("table", "column", "read", "words"),
    [("calls", "name", calls, "call 1 cannot be read"), ("events", "kind", events, "event 1 cannot be read")],
)
def test_a_column_that_is_not_of_its_kind_is_named(
    three_calls: Path, table: str, column: str, read: Callable[[Path], Iterator[dict[str, Any]]], words: str
) -> None:
    """STRICT tables would refuse it, so they are none for a moment: a bit that flips on the disk does not ask."""
    steps = (
        (f"DROP TRIGGER IF EXISTS {table}_no_update", "UPDATE sqlite_schema SET sql = replace(sql, ' STRICT', '')"),
        (f"UPDATE {table} SET {column} = x'41' WHERE id = 1",),
        ("UPDATE sqlite_schema SET sql = sql || ' STRICT' WHERE name IN ('events', 'spills', 'calls')",),
    )
    for statements in steps:
        connection = sqlite3.connect(three_calls, isolation_level=None)
        connection.execute("PRAGMA writable_schema = ON")
        for statement in statements:
            connection.execute(statement)
        connection.close()
    with pytest.raises(JournalError, match=words):
        next(read(three_calls))


def test_any_changed_byte_gives_rows_or_a_sentence(three_calls: Path) -> None:
    original = three_calls.read_bytes()
    random = Random(911)
    for place in random.sample([place for place, byte in enumerate(original) if byte], BYTES_TRIED):
        three_calls.write_bytes(
            original[:place] + bytes([original[place] ^ random.randrange(1, 256)]) + original[place + 1 :]
        )
        for read in (calls, events):
            try:
                for row in read(three_calls):
                    json.dumps(row, ensure_ascii=False, default=bytes.hex).encode()
            except JournalError as error:
                assert str(three_calls) in str(error)


def test_a_view_that_never_ends_is_not_taken_for_the_calls(three_calls: Path, tamper: "Tamper") -> None:
    tamper(three_calls, "DROP TABLE calls")
    connection = sqlite3.connect(three_calls)
    connection.execute(
        "CREATE VIEW calls AS WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n"
    )
    connection.close()
    with pytest.raises(JournalError, match="the table 'calls' is missing, so the journal cannot be read"):
        next(calls(three_calls))


def test_bytes_that_are_no_text_are_shown_as_replacement_characters(three_calls: Path, tamper: "Tamper") -> None:
    tamper(three_calls, "UPDATE calls SET name = CAST(x'41ff42' AS TEXT) WHERE id = 1")
    call = next(calls(three_calls))
    assert call["name"] == "A\ufffdB"
    json.dumps(call, ensure_ascii=False).encode()


def test_a_journal_whose_triggers_are_gone_can_still_be_listed(three_calls: Path) -> None:
    connection = sqlite3.connect(three_calls)
    connection.execute("DROP TRIGGER events_no_delete")
    connection.close()
    assert len(list(calls(three_calls))) == 3


def test_a_snapshot_tells_whether_the_file_was_written_since(three_calls: Path, open_journal: "OpenJournal") -> None:
    with Snapshot(three_calls) as snapshot:
        assert (snapshot.version, snapshot.fault, snapshot.moved()) == (4, "", False)
        open_journal(three_calls)
        assert snapshot.moved()
    with Snapshot(three_calls) as snapshot:
        assert not snapshot.moved()


READER = """
import pathlib, sys, threading
from app.errors import JournalError
from app.journal.read import calls

ended = threading.Event()
threading.Thread(target=lambda: (sys.stdin.read(), ended.set())).start()
print("reading", flush=True)
while not ended.is_set():
    try:
        ids = [call["id"] for call in calls(pathlib.Path(sys.argv[1]))]
        assert ids == list(range(1, len(ids) + 1)) and len(ids) >= 3, ids
    except JournalError as error:
        print(error)
    ended.wait(0.005)
"""


def test_readers_come_and_go_while_consoles_open_and_close(three_calls: Path, a_call: "ACall", write: "Write") -> None:
    """None of them fails, none stands in the console's way, and one file is left."""
    words = [sys.executable, "-c", READER, str(three_calls)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "reading\n"
        for call in range(4, 9):
            journal = Journal.open(three_calls)
            assert write(journal, a_call(call)[0]).state == "written"
            assert journal.close() == ""
            assert not three_calls.with_name(three_calls.name + "-wal").exists()
        said, _ = reader.communicate(timeout=SECONDS)
    assert (reader.returncode, said) == (0, "")
    assert [each.name for each in three_calls.parent.iterdir()] == [three_calls.name]
    assert len(list(calls(three_calls))) == 8


@pytest.mark.parametrize("endings", [["-wal"], ["-wal", "-shm"]])
def test_a_closing_console_waits_for_a_reader_that_is_about_to_open(
    three_calls: Path, endings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What such a reader saw is gone when it opens, and SQLite makes it anew: the console must look after that."""
    journal = Journal.open(three_calls)
    closing = threading.Thread(target=journal.close)

    def seen_then_gone(path: Path) -> str:
        monkeypatch.undo()
        closing.start()
        wal = path.with_name(path.name + "-wal")
        for _ in range(1000):
            if not wal.exists():
                break
            closing.join(0.005)
        closing.join(0.2)  # as long as a crowded machine may hold a reader up here
        return f"{path.as_uri()}?mode=ro" + ("&readonly_shm=1" if "-shm" in endings else "")

    monkeypatch.setattr(read_module, "read_only_uri", seen_then_gone)
    assert len(list(calls(three_calls))) == 3
    closing.join(SECONDS)
    assert [each.name for each in three_calls.parent.iterdir()] == [three_calls.name]


def test_readers_without_a_pause_between_them_do_not_keep_files_beside_a_journal(three_calls: Path) -> None:
    """A console that closes keeps the next ones out for an instant, so that those who read now come to their end."""
    ended = threading.Event()

    def read() -> None:
        while not ended.is_set():
            assert len(list(calls(three_calls))) == 3

    readers = [threading.Thread(target=read) for _ in range(3)]
    journal = Journal.open(three_calls)
    for reader in readers:
        reader.start()
    try:
        assert journal.close() == ""
        assert [each.name for each in three_calls.parent.iterdir()] == [three_calls.name]
    finally:
        ended.set()
        for reader in readers:
            reader.join()


def test_calls_since_an_instant_are_looked_for_among_the_newest_and_not_in_a_journal_of_years(
    path: Path, open_journal: "OpenJournal"
) -> None:
    """A console that starts waits for it."""
    assert open_journal().close() == ""
    with closing(sqlite3.connect(path)) as connection:
        arrived = "2026-11-22T12:00:00.000000Z"
        rows = ((call, arrived, "[]") for call in range(1, NEWEST + 8))
        connection.executemany("INSERT INTO calls (id, arrived_at, legs) VALUES (?, ?, ?)", rows)
        connection.commit()
    found = calls_since(path, from_text("2026-01-01T00:00:00Z"), limit=2 * NEWEST)
    assert (len(found), found[0]["id"]) == (NEWEST, 8)

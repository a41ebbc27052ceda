"""The one connection that writes: turns into the tables, chained, each in one transaction.

WAL with synchronous FULL: when `enter` returns, the turn is on the disk. Used by one thread, the store's worker. The
statements are always the same strings, so that SQLite's compiled ones are found again.
"""

import os
import sqlite3
from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from app.errors import JournalError
from app.journal.chain import EVENT_COLUMNS, FIRST_PREV, event_hash, spill_hash
from app.journal.entry import Entry
from app.journal.file import (
    PRIVATE,
    SQLITE_FAULTS,
    beside,
    expect_file,
    in_words,
    read_only_uri,
    why_not_opened,
)
from app.journal.fold import CALL_COLUMNS, CallRow, apply, row_from_columns
from app.journal.schema import CURRENT, fault_beside_tables, fault_in_tables, migrate, version_of

BUSY_SECONDS = 2.0  # no other program should ever write; one that holds the file longer sends the turn to the spool
CALLS_KEPT = 64  # rows of `calls` kept at hand: the open call and those that may still change
WAL_ROOM = 1 << 22  # bytes the -wal is given on opening: 200 turns that find their place on the disk made already
CHECKPOINT_PAGES = 4000  # SQLite's own checkpoint inside a commit, only if the store's (between turns) cannot run

_CALL_ROW = ("id", *CALL_COLUMNS, "legs")
_INSERT_SPILL = "INSERT INTO spills (id, raw) VALUES (?, ?)"
_INSERT_EVENT = f"INSERT INTO events ({', '.join(EVENT_COLUMNS)}) VALUES ({', '.join('?' * len(EVENT_COLUMNS))})"
_SELECT_CALL = f"SELECT {', '.join(_CALL_ROW)} FROM calls WHERE id = ?"
_PUT_CALL = (
    f"INSERT INTO calls ({', '.join(_CALL_ROW)}) VALUES ({', '.join('?' * len(_CALL_ROW))}) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _CALL_ROW[1:])}"
)
_SELECT_EVENTS = (
    "SELECT at, kind, position, call_taker, call, body, changes, spill_sha256 FROM events "
    "WHERE id BETWEEN ? AND ? ORDER BY id"
)


class Writer:
    """A journal open for writing; `last_event` and `last_hash` are the end of its chain.

    `first_hash` is the hash of its first event, by which a journal is told from every other; "" while there is none.

    Raises JournalError if the file is no journal, is of a newer version, or cannot be opened. `make` makes a file that
    is not there and migrates an older one; without it (opening again after a fault) the journal must be as it was.
    """

    def __init__(self, path: Path, make: bool = True) -> None:
        self._path = path
        self._calls: OrderedDict[int, CallRow] = OrderedDict()
        if make:
            _make_file(path)
        status = expect_file(path)
        _expect_journal(path)
        self._identity = (status.st_dev, status.st_ino)
        try:
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_SECONDS
            )
        except SQLITE_FAULTS as error:
            raise JournalError(f"{path}: the journal cannot be opened: {in_words(error)}") from error
        try:
            self._cursor = self._connection.cursor()  # one for all statements of a turn, to make no new ones
            self.fault = self._prepare(make)
            self.last_event, self.last_hash = self._tail()
            self.first_hash = self._first_hash()
            self.last_spill: int = self._max("spills")
            self.last_call: int = self._max("calls")
            if make:
                self._make_room()
        except SQLITE_FAULTS as error:
            self._connection.close()
            raise JournalError(f"{path}: the journal cannot be opened: {in_words(error)}") from error
        except JournalError:
            self._connection.close()
            raise

    def _prepare(self, make: bool) -> str:
        execute = self._connection.execute
        version = version_of(self._connection, self._path)
        if execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
            raise JournalError(f"{self._path}: its folder cannot hold a journal (no shared memory for SQLite's WAL)")
        execute("PRAGMA synchronous = FULL")
        execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
        if version < CURRENT:
            if not make:
                raise JournalError(f"{self._path}: expected a journal of version {CURRENT}, got version {version}")
            migrate(self._connection, self._path)
        return fault_in_tables(self._connection, CURRENT) or fault_beside_tables(self._connection, CURRENT)

    def _tail(self) -> tuple[int, str]:
        row = self._connection.execute("SELECT id, hash FROM events ORDER BY id DESC LIMIT 1").fetchone()
        return (0, FIRST_PREV) if row is None else (row[0], row[1])

    def _first_hash(self) -> str:
        row = self._connection.execute("SELECT hash FROM events ORDER BY id LIMIT 1").fetchone()
        return "" if row is None else str(row[0])

    def _max(self, table: str) -> int:
        row = self._connection.execute(f"SELECT max(id) FROM {table}").fetchone()
        return row[0] or 0

    def _make_room(self) -> None:
        """Fill the -wal with zeros, which SQLite takes for the end of what is written in it.

        A write into room that is there is on the disk in half the time of one that makes the file longer. A disk that
        is too full for it is no reason not to open.
        """
        try:
            with open(beside(self._path, "-wal"), "r+b") as wal:
                size = wal.seek(0, os.SEEK_END)
                try:
                    wal.write(bytes(max(WAL_ROOM - size, 0)))
                    wal.flush()
                    os.fsync(wal.fileno())
                except OSError:
                    wal.truncate(size)
        except OSError:
            pass  # its close tries to write once more what could not be written

    def enter(self, entries: Sequence[Entry]) -> None:
        """Write one turn, all of it or nothing. Raises sqlite3.Error."""
        execute = self._cursor.execute
        event, last_hash, spill = self.last_event, self.last_hash, self.last_spill
        changed: dict[int, CallRow] = {}
        try:
            execute("BEGIN IMMEDIATE")
            for entry in entries:
                event += 1
                spill_id = digest = None
                if entry.spill is not None:
                    spill += 1
                    spill_id, digest = spill, spill_hash(entry.spill)
                    execute(_INSERT_SPILL, (spill_id, entry.spill))
                row = _row(event, entry, spill_id, digest, last_hash)
                last_hash = event_hash(row)
                execute(_INSERT_EVENT, (*row, last_hash))
                for change in entry.changes:
                    before = changed.get(change.call) or self._call(change.call)
                    changed[change.call] = apply(before, change)
            for call in changed.values():
                execute(_PUT_CALL, call.columns())
            execute("COMMIT")
        except BaseException:
            self._roll_back()
            raise
        self.first_hash = self.first_hash or self._first_hash()
        self.last_event, self.last_hash, self.last_spill = event, last_hash, spill
        self._keep(changed)

    def has(self, first: int, entries: Sequence[Entry], within: int = 0) -> bool:
        """Tell whether these entries already stand in the journal from event `first` on, or `within` so many before."""
        rows = self._connection.execute(_SELECT_EVENTS, (first - within, first + len(entries) - 1)).fetchall()
        wanted = [
            (
                entry.at,
                entry.kind,
                entry.position,
                entry.call_taker,
                entry.call,
                entry.body,
                entry.changes_text,
                None if entry.spill is None else spill_hash(entry.spill),
            )
            for entry in entries
        ]
        return any(rows[at : at + len(wanted)] == wanted for at in range(len(rows) - len(wanted) + 1))

    def away(self) -> str:
        """Say in words if the file is no longer where it was opened, "" if it is: SQLite writes on to a removed one."""
        try:
            status = os.stat(self._path)
        except OSError as error:
            return in_words(error)
        same = (status.st_dev, status.st_ino) == self._identity
        return "" if same else "the journal was replaced by another file"

    def wait_for_lock(self, wait: bool) -> None:
        """Set whether a write waits BUSY_SECONDS for a program that holds the file, or fails at once."""
        self._connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000) if wait else 0}")

    def checkpoint(self) -> None:
        """Move what is in the -wal into the journal itself, without waiting for anybody; nothing if it cannot."""
        try:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        except sqlite3.Error:
            pass  # everything is safe in the -wal; the next checkpoint, or the next start, moves it

    def close(self) -> None:
        """Checkpoint and close. Raises sqlite3.Error if the -wal could not be moved into the journal."""
        self._cursor.close()  # SQLite keeps the file open while a statement that failed is held on to
        try:
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            self._connection.close()

    def _call(self, call: int) -> CallRow | None:
        kept = self._calls.get(call)
        if kept is not None:
            return kept
        if call > self.last_call:
            return None
        row = self._cursor.execute(_SELECT_CALL, (call,)).fetchone()
        try:
            return None if row is None else row_from_columns(row)
        except ValueError:
            return None  # somebody changed the row; the events go on, and `verify` tells it

    def _keep(self, changed: dict[int, CallRow]) -> None:
        for call, row in changed.items():
            self.last_call = max(self.last_call, call)
            self._calls[call] = row
            self._calls.move_to_end(call)
        while len(self._calls) > CALLS_KEPT:
            self._calls.popitem(last=False)

    def _roll_back(self) -> None:
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except sqlite3.Error:
            pass  # SQLite has rolled back by itself; what comes next is opened afresh


def _row(event: int, entry: Entry, spill: int | None, digest: str | None, prev: str) -> tuple[str | int | None, ...]:
    """Return what is hashed of an event: every column but its hash."""
    at, kind, position, call_taker, call, body, _changes, changes_text, _raw = entry
    return event, at, kind, position, call_taker, call, body, changes_text, spill, digest, prev


def _make_file(path: Path) -> None:
    """Make an empty file, for this user alone, where there is none."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, PRIVATE))
    except FileExistsError:
        pass
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise JournalError(f"{path}: the journal cannot be made: {in_words(error)}") from error


def _expect_journal(path: Path) -> None:
    """Look at a file without touching it, before anything is written to what may be another program's database."""
    try:
        connection = sqlite3.connect(read_only_uri(path), uri=True, isolation_level=None)
    except SQLITE_FAULTS as error:
        raise JournalError(f"{path}: the journal cannot be opened: {why_not_opened(path, error)}") from error
    try:
        version_of(connection, path)
    finally:
        connection.close()
    for ending in ("", "-wal", "-shm"):
        try:
            beside(path, ending).chmod(PRIVATE)
        except OSError:
            pass  # not there, or another user's: a journal that can be written is still better than none

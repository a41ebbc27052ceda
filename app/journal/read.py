"""Reading a journal at any time: while a console writes it, after one was killed, from a disk that cannot be written.

Reading never writes a byte of the journal and leaves nothing beside one that was closed cleanly (see
`file.read_only_uri`). What is read is one state of the journal, that of the moment reading began.
"""

import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import NoneType, TracebackType
from typing import Any

from app.clock import as_text, from_text
from app.errors import JournalError
from app.journal.file import (
    SQLITE_FAULTS,
    being_opened,
    beside,
    expect_file,
    in_words,
    read_only_uri,
    why_not_opened,
)
from app.journal.fold import LEG_COLUMNS, LINKED_TO, legs_from_text
from app.journal.schema import fault_in_tables, version_of

BATCH = 200  # rows taken at a time, so that a long journal needs no long memory
CALLS_SHOWN = 500  # calls of one day at one position, with room
NEWEST = 20_000  # calls among which those since an instant are: a position's of many days, and not of all its years
OPEN_TRIES = 5  # each is lost only if a console opens or closes the journal in that very instant
BUSY_SECONDS = 2.0  # readers and the console do not block each other, but for an instant at its start and end
VALUE_BYTES = 1 << 28  # no value in a journal is near this; keeps a made-up file from filling the memory

_NUMBER = (int, NoneType)

# what SQLite says when the -wal or the -shm it was told of has just been made or removed
_COMES_AND_GOES = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)

# the order of the columns in a call's JSON; name and address come after those that are asked for
_BEFORE_LEGS = ("number", "service_class", "call_number", "position", "arrived_at", "released_at", "how_ended")
_AFTER_LEGS = ("name", "address", LINKED_TO)
_CALL_COLUMNS = ", ".join(("id", *_BEFORE_LEGS, "legs", *_AFTER_LEGS))
_CALLS = f"SELECT {_CALL_COLUMNS} FROM calls WHERE id > ? ORDER BY id LIMIT ?"
_CALLS_SINCE = (
    f"SELECT {_CALL_COLUMNS} FROM calls WHERE id > (SELECT max(id) FROM calls) - {NEWEST} AND arrived_at >= ? "
    "ORDER BY arrived_at DESC, id DESC LIMIT ?"
)
_LINKED_SINCE = 3  # the version of the journal that has the column
_EVENTS = (
    "SELECT events.id, at, kind, position, call_taker, call, body, changes, raw FROM events "
    "LEFT JOIN spills ON spills.id = events.spill WHERE events.id > ? ORDER BY events.id LIMIT ?"
)


def calls(path: Path) -> Iterator[dict[str, Any]]:
    """Yield every call as its JSON is printed: oldest first, newest last; name and address stand behind `legs`.

    Raises JournalError if the file is no journal, or a row of it cannot be read.
    """
    for row in _rows(path, _CALLS):
        yield _call(path, row)


def calls_since(
    path: Path, instant: datetime, limit: int = CALLS_SHOWN, unread: list[str] | None = None
) -> list[dict[str, Any]]:
    """Return the newest `limit` calls that arrived at `instant` or later, newest last, of the last NEWEST there are.

    Raises JournalError.

    With `unread`, a call that cannot be read is named there, and the others are returned.
    """
    while True:
        with Snapshot(path) as snapshot:
            rows = snapshot.all(_of_version(_CALLS_SINCE, snapshot.version), (as_text(instant), limit))
            if not snapshot.moved():
                break
    found = []
    for row in reversed(rows):
        try:
            found.append(_call(path, row))
        except JournalError as error:
            if unread is None:
                raise
            unread.append(str(error))
    return found


def events(path: Path, after: int = 0) -> Iterator[dict[str, Any]]:
    """Yield every event, first to last: id, at, kind, position, call_taker, call, body, changes, spill (bytes or None).

    Only those `after` that id are given. `body` and `changes` are plain data. Raises JournalError as `calls` does.
    """
    for id_, at, kind, position, call_taker, call, body, changes, raw in _rows(path, _EVENTS, after):
        try:
            if any(type(text) is not str for text in (at, kind, position, call_taker)) or type(call) not in _NUMBER:
                raise ValueError("a column is not of its kind")
            plain_body, plain_changes = json.loads(body), json.loads(changes)
        except (TypeError, ValueError, RecursionError) as error:
            raise JournalError(f"{path}: event {id_} cannot be read; `answerpoint verify` tells more") from error
        yield {
            "id": id_,
            "at": at,
            "kind": kind,
            "position": position,
            "call_taker": call_taker,
            "call": call,
            "body": plain_body,
            "changes": plain_changes,
            "spill": raw,
        }


class Snapshot:
    """One state of a journal, open for reading; a context manager that closes it.

    `version` is the journal's, `fault` what is wrong with its tables ("" if nothing). Opening raises JournalError for
    a file that is no journal, and for a fault in its tables unless the caller means to look at that. Bytes that are no
    UTF-8 are shown as replacement characters, or, `as_kept`, as half surrogate pairs, so that a change is noticed.
    """

    def __init__(self, path: Path, allow_fault: bool = False, as_kept: bool = False) -> None:
        self.path = path
        self._errors = "surrogateescape" if as_kept else "replace"
        for last in (False,) * (OPEN_TRIES - 1) + (True,):
            with being_opened(path):
                if self._opened(path, last):
                    break
        try:
            self.version = version_of(self.connection, path)
            if self.version == 0:
                raise JournalError(f"{path}: expected a journal, found an empty database")
            self.fault = fault_in_tables(self.connection, self.version)
            if self.fault and not allow_fault:
                raise JournalError(f"{path}: {self.fault}, so the journal cannot be read")
        except SQLITE_FAULTS as error:
            self.connection.close()
            raise JournalError(f"{path}: expected a journal, got: {in_words(error)}") from error
        except JournalError:
            self.connection.close()
            raise

    def _opened(self, path: Path, last: bool) -> bool:
        """Open the journal and begin; False if it is to be tried again. Raises JournalError."""
        status = expect_file(path)
        self._seen = (status.st_mtime_ns, status.st_size, status.st_ino)
        uri = read_only_uri(path)
        self._immutable = "immutable" in uri
        try:
            self.connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        except SQLITE_FAULTS as error:
            raise JournalError(f"{path}: the journal cannot be opened: {why_not_opened(path, error)}") from error
        try:
            self._begin()
        except SQLITE_FAULTS as error:
            self.connection.close()
            if last or getattr(error, "sqlite_errorcode", 0) & 0xFF not in _COMES_AND_GOES:
                raise JournalError(f"{path}: expected a journal, got: {in_words(error)}") from error
            return False
        return True

    def _begin(self) -> None:
        self.connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, VALUE_BYTES)
        self.connection.text_factory = lambda raw: raw.decode("utf-8", self._errors)
        for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
            self.connection.execute(f"PRAGMA {pragma}")
        self.connection.execute("BEGIN")
        self.connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()

    def moved(self) -> bool:
        """Tell whether the file was written since it was opened as one that nobody writes: read again then."""
        if not self._immutable:
            return False
        try:
            status = self.path.stat()
        except OSError:
            return True
        now = (status.st_mtime_ns, status.st_size, status.st_ino)
        return now != self._seen or beside(self.path, "-wal").exists()

    def all(self, sql: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        """Return all rows of a statement. Raises JournalError."""
        try:
            return self.connection.execute(sql, parameters).fetchall()
        except SQLITE_FAULTS as error:
            raise JournalError(f"{self.path}: the journal cannot be read: {in_words(error)}") from error

    def __enter__(self) -> "Snapshot":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.close()


def _rows(path: Path, sql: str, last: int = 0) -> Iterator[tuple[Any, ...]]:
    """Yield rows by rising id, in batches; goes on where it was if a console began to write meanwhile."""
    while True:
        with Snapshot(path) as snapshot:
            while True:
                rows = snapshot.all(_of_version(sql, snapshot.version), (last, BATCH))
                if snapshot.moved():
                    break
                if not rows:
                    return
                for row in rows:
                    if type(row[0]) is not int or row[0] <= last:  # a file made so that it never ends
                        raise JournalError(f"{path}: the journal's file is damaged after row {last}")
                    last = row[0]
                    yield row


def _of_version(sql: str, version: int) -> str:
    """Return a statement for a journal that may be older: what it has no column for is null."""
    return sql if version >= _LINKED_SINCE else sql.replace(LINKED_TO, "NULL", 1)


def _call(path: Path, row: tuple[Any, ...]) -> dict[str, Any]:
    named = dict(zip(("id", *_BEFORE_LEGS, "legs", *_AFTER_LEGS), row, strict=True))
    try:
        if any(type(value) not in (str, NoneType) for value in row[1:-1]) or type(row[-1]) not in _NUMBER:
            raise ValueError("a column is not of its kind")
        legs = legs_from_text(named["legs"])
        for time in (named["arrived_at"], named["released_at"]):
            if time is not None:
                from_text(time)
    except ValueError as error:
        raise JournalError(f"{path}: call {named['id']} cannot be read; `answerpoint verify` tells more") from error
    named["legs"] = [{column: legs[number][column] for column in LEG_COLUMNS} for number in sorted(legs)]
    return named

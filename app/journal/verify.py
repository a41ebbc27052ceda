"""Is a journal whole? Walks the chain, hashes every spill again, and rebuilds `calls` from the events.

`packaging/verify_journal.py` keeps the same rules in code of its own and says the same sentences; a change here is a
change there. docs/journal-format.md gives the rules, and says what a whole chain does not prove.
"""

import sqlite3
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from app.clock import as_text, from_text
from app.errors import JournalError
from app.journal.chain import EVENT_COLUMNS, FIRST_PREV, event_hash, spill_hash
from app.journal.file import SQLITE_FAULTS, in_words
from app.journal.fold import CallRow, apply, changes_from_text, columns_of, row_from_columns
from app.journal.read import Snapshot
from app.journal.schema import CURRENT, fault_beside_tables

CALLS_KEPT = 1000  # rows being folded that are kept in memory; calls are mostly changed while they are new
MOVED_TRIES = 3  # readings of a journal that consoles open and close all the while

_CALL_ROW = columns_of(CURRENT)
_MARKS = ", ".join("?" * len(_CALL_ROW))
_NUMBERS = ("id", "call", "spill")
_MAY_BE_NULL = ("call", "spill", "spill_sha256")


class Verdict(StrEnum):
    """How a journal was found."""

    WHOLE = "whole"
    BROKEN = "broken"
    UNREADABLE = "cannot be read"


@dataclass(frozen=True, slots=True)
class VerifyResult:
    """What was found, as one sentence; the counts are of what was read, `last_hash` that of the last good event."""

    verdict: Verdict
    sentence: str
    events: int = 0
    spills: int = 0
    calls: int = 0
    last_hash: str = FIRST_PREV

    @property
    def exit_code(self) -> int:
        """0 whole, 1 broken, 2 cannot be read."""
        return (Verdict.WHOLE, Verdict.BROKEN, Verdict.UNREADABLE).index(self.verdict)


class _BrokenError(Exception):
    """The first fault that was found; its text names the event, spill or call."""


def verify(path: Path) -> VerifyResult:
    """Check a journal from its first event to its last; never raises for what is in the file, and writes nothing."""
    for _ in range(MOVED_TRIES):
        walk = _Walk()
        try:
            with Snapshot(path, allow_fault=True, as_kept=True) as snapshot:
                result = walk.result(path, snapshot)
                if not snapshot.moved():
                    return result
        except JournalError as error:
            return VerifyResult(Verdict.UNREADABLE, f"cannot be read: {error}")
    return VerifyResult(Verdict.UNREADABLE, f"cannot be read: {path}: the journal changes hands all the while")


class _Walk:
    """One reading of a journal, with what was met so far."""

    def __init__(self) -> None:
        self.events = 0
        self.spills = 0
        self.calls = 0
        self.last_hash = FIRST_PREV

    def result(self, path: Path, snapshot: Snapshot) -> VerifyResult:
        verdict = Verdict.BROKEN
        try:
            self._all(snapshot)
            verdict = Verdict.WHOLE
            said = f"{self.events} events, {self.spills} spills, {self.calls} calls; the last hash is {self.last_hash}"
        except _BrokenError as error:
            said = str(error)
        except SQLITE_FAULTS as error:
            if isinstance(error, sqlite3.OperationalError):  # the disk's fault, or another program's; not the chain's
                verdict = Verdict.UNREADABLE
            said = f"after event {self.events}: {in_words(error)}"
        sentence = f"{verdict}: {path}: {said}"
        return VerifyResult(verdict, sentence, self.events, self.spills, self.calls, self.last_hash)

    def _all(self, snapshot: Snapshot) -> None:
        connection = snapshot.connection
        if snapshot.fault:
            raise _BrokenError(snapshot.fault)
        with _Remade() as remade:
            spills = connection.execute("SELECT id, raw FROM spills NOT INDEXED ORDER BY id")
            for row in connection.execute(f"SELECT {', '.join(EVENT_COLUMNS)} FROM events NOT INDEXED ORDER BY id"):
                self._event(row, spills, remade)
            for id_, _raw in spills:
                raise _BrokenError(f"spill {id_} belongs to no event")
            self._counted(connection)
            self._compare(connection, remade, columns_of(snapshot.version))
        fault = fault_beside_tables(connection, snapshot.version)
        if fault:
            raise _BrokenError(fault)
        for (found,) in connection.execute("PRAGMA integrity_check(1)"):
            if found != "ok":
                raise _BrokenError(f"the file is damaged: {found}")

    def _event(self, row: Sequence[Any], spills: Iterator[tuple[Any, Any]], remade: "_Remade") -> None:
        id_, at, changes, spill, digest, prev, hash_ = (row[place] for place in (0, 1, 7, 8, 9, 10, 11))
        if id_ != self.events + 1:
            raise _BrokenError(f"event {self.events + 1} is missing")
        for column, value in zip(EVENT_COLUMNS, row, strict=True):
            kind = int if column in _NUMBERS else str
            if type(value) is not kind and not (value is None and column in _MAY_BE_NULL):
                raise _BrokenError(f"event {id_} was changed: {column} is not of its kind")
        if event_hash(row[:-1]) != hash_:
            raise _BrokenError(f"event {id_} was changed: its hash is not that of its contents")
        if prev != self.last_hash:
            raise _BrokenError(f"event {id_} does not follow: its prev is not the hash of the event before")
        if not _is_time(at):
            raise _BrokenError(f"event {id_}: its time cannot be read")
        if (spill is None) != (digest is None):
            raise _BrokenError(f"event {id_}: it has only one of spill and spill_sha256")
        if spill is not None:
            self._spill(id_, spill, digest, spills)
        try:
            remade.apply(changes)
        except ValueError as error:
            raise _BrokenError(f"event {id_}: its changes cannot be read") from error
        self.events, self.last_hash = id_, hash_

    def _spill(self, event: int, spill: int, digest: str, spills: Iterator[tuple[Any, Any]]) -> None:
        if spill != self.spills + 1:
            raise _BrokenError(f"event {event}: it names spill {spill}, the next one is {self.spills + 1}")
        id_, raw = next(spills, (None, None))
        if id_ != spill:
            raise _BrokenError(f"spill {spill} of event {event} is missing")
        if not isinstance(raw, bytes) or spill_hash(raw) != digest:
            raise _BrokenError(f"spill {spill} of event {event} was changed: its hash is not that of its bytes")
        self.spills = spill

    def _counted(self, connection: sqlite3.Connection) -> None:
        """Compare with SQLite's own count (AUTOINCREMENT), which events that are removed from the end leave behind."""
        rows = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchall()
        counted = rows[0][0] if rows else 0
        if len(rows) > 1 or type(counted) is not int or counted != self.events:
            raise _BrokenError(f"{self.events} events are there, but {str(counted)[:20]} were written")

    def _compare(self, connection: sqlite3.Connection, remade: "_Remade", columns: tuple[str, ...]) -> None:
        made = remade.rows(columns)
        last = 0
        for found in connection.execute(f"SELECT {', '.join(columns)} FROM calls NOT INDEXED ORDER BY id"):
            if type(found[0]) is not int or found[0] <= last:
                raise _BrokenError(f"call {last} is not followed by a later one")
            last = found[0]
            expected = next(made, None)
            if expected is None or found[0] < expected[0]:
                raise _BrokenError(f"call {found[0]} was made by no event")
            if found[0] > expected[0]:
                raise _BrokenError(f"call {expected[0]} is missing")
            for column, value, right in zip(columns, found, expected, strict=True):
                if type(value) is not type(right) or value != right:
                    raise _BrokenError(f"call {found[0]} was changed: {column} is not what its events make it")
            self.calls += 1
        for expected in made:
            raise _BrokenError(f"call {expected[0]} is missing")


class _Remade:
    """`calls` as the events make it: the newest rows in memory, the others in a database that is not kept."""

    def __init__(self) -> None:
        self._new: OrderedDict[int, CallRow] = OrderedDict()
        self._old = sqlite3.connect("", isolation_level=None)
        self._old.execute("PRAGMA journal_mode = OFF")
        self._old.execute("PRAGMA synchronous = OFF")
        self._old.execute(f"CREATE TABLE calls (id INTEGER PRIMARY KEY, {', '.join(_CALL_ROW[1:])})")

    def apply(self, changes: str) -> None:
        """Apply the changes of one event. Raises ValueError if they are none."""
        for change in changes_from_text(changes):
            self._new[change.call] = apply(self._row(change.call), change)
            self._new.move_to_end(change.call)
            if len(self._new) > CALLS_KEPT:
                self._put_away(self._new.popitem(last=False)[1])

    def rows(self, columns: tuple[str, ...]) -> Iterator[tuple[Any, ...]]:
        """Yield these columns of all rows by rising id."""
        while self._new:
            self._put_away(self._new.popitem(last=False)[1])
        return iter(self._old.execute(f"SELECT {', '.join(columns)} FROM calls ORDER BY id"))

    def _row(self, call: int) -> CallRow | None:
        if call in self._new:
            return self._new[call]
        row = self._old.execute(f"SELECT {', '.join(_CALL_ROW)} FROM calls WHERE id = ?", (call,)).fetchone()
        return None if row is None else row_from_columns(row)

    def _put_away(self, row: CallRow) -> None:
        self._old.execute(f"INSERT OR REPLACE INTO calls VALUES ({_MARKS})", row.columns())

    def __enter__(self) -> "_Remade":
        return self

    def __exit__(self, *_: object) -> None:
        self._old.close()


def _is_time(text: str) -> bool:
    try:
        return as_text(from_text(text)) == text
    except (ValueError, OverflowError):
        return False

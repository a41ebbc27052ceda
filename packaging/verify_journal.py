#!/usr/bin/env python3
"""Verify a journal of answerpoint without answerpoint: Python 3.9 or newer and its standard library, nothing else.

    python3 verify_journal.py FILE

Prints one sentence. Exit code 0: whole. 1: broken, the sentence names the event, spill or call. 2: cannot be read.

The rules are those of docs/journal-format.md, in code that shares nothing with the program, so that the two can be held
against each other. Reading changes no byte of the journal and works while a console writes it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import signal
import sqlite3
import stat
import sys
import threading
from datetime import datetime
from pathlib import Path
from typing import Any, Iterator  # noqa: UP035  Python 3.9

if sys.platform != "win32":
    import fcntl

LOCK_TRIES, LOCK_STEP = 100, 0.002
APPLICATION_ID = 0x3931316A  # "911j"
NEWEST = 4
STRICT_SINCE = (3, 37)  # SQLite that knows STRICT tables
CALL = (
    "number",
    "service_class",
    "call_number",
    "position",
    "name",
    "address",
    "arrived_at",
    "released_at",
    "how_ended",
    "place",
    "street",
    "linked_to",
)
FIRST = 9  # columns of CALL that a journal of version 1 or 2 has
LEG = ("agency", "digits", "outcome", "rings", "dialled_at", "answered_at", "contact_at")
EVENT = [
    "id",
    "at",
    "kind",
    "position",
    "call_taker",
    "call",
    "body",
    "changes",
    "spill",
    "spill_sha256",
    "prev",
    "hash",
]
NUMBERS = ("id", "call", "spill")
NULLABLE = ("call", "spill", "spill_sha256")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z", re.ASCII)
LARGEST = 2**63 - 1
VALUE_BYTES = 1 << 28
TRIES = 5
BUSY_SECONDS = 2.0
# What SQLite says when a file beside the journal that was there has just been removed.
COMES_AND_GOES = ("unable to open database file", "attempt to write a readonly database")
# What SQLite may raise over a strange file: its message can quote bytes of the file that are no text.
SQLITE_FAULTS = (sqlite3.Error, UnicodeDecodeError)

TABLES = {
    "spills": "id INTEGER PRIMARY KEY|raw BLOB NOT NULL",
    "events": (
        "id INTEGER PRIMARY KEY AUTOINCREMENT|at TEXT NOT NULL|kind TEXT NOT NULL|position TEXT NOT NULL|"
        "call_taker TEXT NOT NULL|call INTEGER|body TEXT NOT NULL|changes TEXT NOT NULL|"
        "spill INTEGER REFERENCES spills (id)|spill_sha256 TEXT|prev TEXT NOT NULL|hash TEXT NOT NULL"
    ),
}


def call_columns(version: int) -> tuple[str, ...]:
    """Return the columns of a call, but for its id and legs, in a journal of a version."""
    return CALL if version >= 3 else CALL[:FIRST]


class Broken(Exception):  # noqa: N818  what it is, not what went wrong
    """The journal is broken; the text says where."""


class Unreadable(Exception):  # noqa: N818
    """The file cannot be read as a journal; the text says why."""


class OtherState(Exception):  # noqa: N818
    """A console opened or closed the journal while it was being read: read it again."""


def kind_of(column: str) -> str:
    """Return the type of a call's column: all are text but the id of the call it is linked to."""
    return "INTEGER" if column == "linked_to" else "TEXT"


def shipped(version: int) -> dict[tuple[str, str], str]:
    """Return the text of every table, trigger and index that a journal of a version has."""
    made = {}
    texts = "".join(f"{column} {kind_of(column)}|" for column in call_columns(version))
    for table, columns in {**TABLES, "calls": f"id INTEGER PRIMARY KEY|{texts}legs TEXT NOT NULL"}.items():
        lines = ",\n".join("    " + column for column in columns.split("|"))
        made["table", table] = f"CREATE TABLE {table} (\n{lines}\n) STRICT"
    for table, one in (("spills", "a spill"), ("events", "an event")):
        condition = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id >= NEW.id)\n"
        for name, when, words, what in (
            ("only_at_the_end", "INSERT", condition, "only ever added after the last"),
            ("no_update", "UPDATE", "", "never changed"),
            ("no_delete", "DELETE", "", "never removed"),
        ):
            made["trigger", f"{table}_{name}"] = (
                f"CREATE TRIGGER {table}_{name} BEFORE {when} ON {table}\n{words}BEGIN\n"
                f"    SELECT RAISE(ABORT, '{one} is {what}');\nEND"
            )
    if version >= 2:
        index = "past_calls_by_number"
        made["index", index] = f"CREATE INDEX {index} ON calls (number) WHERE released_at IS NOT NULL"
    if version >= 4:
        index = "events_of_matters"
        made["index", index] = f"CREATE INDEX {index} ON events (kind) WHERE kind GLOB 'matter_*'"
    return made


def check_shipped(connection: sqlite3.Connection, version: int, only_tables: bool) -> None:
    """Raise Broken at the first table (or other part) that is not as shipped."""
    expected = {part: sql for part, sql in shipped(version).items() if part[0] == "table" or not only_tables}
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"):
        own = (kind in ("table", "index") and table == "_sqlite_migrations") or (kind, name) == (
            "table",
            "sqlite_sequence",
        )
        if own or (only_tables and (kind, name) not in expected):
            continue
        if (kind, name) not in expected:
            raise Broken(f"the {kind} {str(name)[:60]!r} does not belong in a journal")
        if expected.pop((kind, name)) != sql:
            raise Broken(f"the {kind} {name!r} is not as this program makes it")
    for kind, name in expected:
        raise Broken(f"the {kind} {name!r} is missing")


def words_of(error: Exception) -> str:
    """Say what SQLite or the system reported, as the program does."""
    if isinstance(error, UnicodeDecodeError):
        return "the journal's file is damaged"
    if not isinstance(error, sqlite3.Error):
        text = (error.strerror if isinstance(error, OSError) else None) or str(error)
        return text[:1].lower() + text[1:] if isinstance(error, OSError) else text
    code = getattr(error, "sqlite_errorcode", None)  # since Python 3.11
    if code is None:
        plain = type(error) is sqlite3.DatabaseError
        code = (26 if "not a database" in str(error) else 11) if plain else 0
    if code & 0xFF == 10:
        return f"the disk reports an error ({getattr(error, 'sqlite_errorname', 'SQLITE_IOERR')})"
    return {
        3: "the journal may not be opened",
        5: "another program holds the journal locked",
        6: "another program holds the journal locked",
        8: "the journal may be read but not written",
        11: "the journal's file is damaged",
        13: "the disk is full",
        14: "the journal's files cannot be opened",
        26: "a file that is no SQLite database",
    }.get(code & 0xFF, str(error))


def canonical(event: dict[str, Any]) -> bytes:
    """Return the bytes of an event that are hashed: every column but its hash."""
    hashed = {column: value for column, value in event.items() if column != "hash"}
    return json.dumps(hashed, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode("ascii")


def is_time(text: str) -> bool:
    """Tell whether a text is an instant as the journal writes it."""
    try:
        instant = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S.%fZ")  # noqa: DTZ007  it ends in Z
    except ValueError:
        return False
    return TIME.fullmatch(text) is not None and 1900 <= instant.year < 9900


# --- calls, made again from what the events say changed ------------------------------------------------------------


def expect(condition: bool) -> None:
    """Raise ValueError unless something is as it must be."""
    if not condition:
        raise ValueError("not as it must be")


def is_number(value: Any, least: int, most: int) -> bool:
    """Tell whether a value is a whole number within bounds."""
    return type(value) is int and least <= value <= most


def parse(text: str) -> Any:
    """Read JSON whose texts all are what UTF-8 can hold."""
    try:
        plain = json.loads(text)
        json.dumps(plain, ensure_ascii=False).encode("utf-8")
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return plain


def apply(call: dict[str, Any], change: dict[str, Any]) -> None:
    """Apply one change to a call; ValueError if it is none."""
    for column, value in change["values"].items():
        fits = is_number(value, 1, LARGEST) if column == "linked_to" else isinstance(value, str)
        expect(column in CALL and (value is None or fits))
        call["values"][column] = value
    for number, columns in change["legs"].items():
        expect(re.fullmatch("[1-9][0-9]{0,3}", number) is not None and isinstance(columns, dict))
        leg = call["legs"].setdefault(number, {column: 0 if column == "rings" else None for column in LEG})
        for column, value in columns.items():
            fits = is_number(value, 0, LARGEST) if column == "rings" else value is None or isinstance(value, str)
            expect(column in LEG and fits)
            leg[column] = value


class Calls:
    """The calls as the events make them, in a database of its own that SQLite throws away; memory stays bounded."""

    def __init__(self) -> None:
        self.database = sqlite3.connect("", isolation_level=None)
        self.database.execute("PRAGMA journal_mode = OFF")
        self.database.execute("CREATE TABLE made (id INTEGER PRIMARY KEY, state TEXT)")

    def take(self, text: str) -> None:
        """Apply the `changes` of one event; ValueError if they are none."""
        changes = parse(text)
        expect(isinstance(changes, list))
        for change in changes:
            expect(isinstance(change, dict) and set(change) == {"call", "legs", "values"})
            expect(isinstance(change["legs"], dict) and isinstance(change["values"], dict))
            expect(is_number(change["call"], 1, LARGEST))
            found = self.database.execute("SELECT state FROM made WHERE id = ?", (change["call"],)).fetchone()
            call = json.loads(found[0]) if found else {"values": {}, "legs": {}}
            apply(call, change)
            self.database.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", (change["call"], json.dumps(call)))

    def rows(self, columns: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        """Yield each call as its row must be, by rising id; `columns` are those between its id and its legs."""
        for id_, state in self.database.execute("SELECT id, state FROM made ORDER BY id"):
            call = json.loads(state)
            legs = [
                {"leg": int(number), **leg} for number, leg in sorted(call["legs"].items(), key=lambda one: int(one[0]))
            ]
            text = json.dumps(legs, sort_keys=True, separators=(",", ":"), ensure_ascii=True)
            yield {"id": id_, **{column: call["values"].get(column) for column in columns}, "legs": text}


# --- the walk ------------------------------------------------------------------------------------------------------


class Walk:
    """One reading of a journal from its first event to its last."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.events = self.spills = self.calls = 0
        self.last_hash = "0" * 64
        self.made = Calls()

    def whole(self, version: int) -> None:
        """Raise Broken at the first fault."""
        check_shipped(self.connection, version, only_tables=True)
        spills = self.connection.execute("SELECT id, raw FROM spills NOT INDEXED ORDER BY id")
        for row in self.connection.execute(f"SELECT {', '.join(EVENT)} FROM events NOT INDEXED ORDER BY id"):
            self.event(dict(zip(EVENT, row)), spills)  # noqa: B905  Python 3.9
        for id_, _raw in spills:
            raise Broken(f"spill {id_} belongs to no event")
        counts = self.connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchall()
        count = counts[0][0] if counts else 0
        if len(counts) > 1 or type(count) is not int or count != self.events:
            raise Broken(f"{self.events} events are there, but {str(count)[:20]} were written")
        self.compare_calls(call_columns(version))
        check_shipped(self.connection, version, only_tables=False)
        for (found,) in self.connection.execute("PRAGMA integrity_check(1)"):
            if found != "ok":
                raise Broken(f"the file is damaged: {found}")

    def event(self, event: dict[str, Any], spills: sqlite3.Cursor) -> None:
        """Check one event and its place in the chain."""
        id_ = event["id"]
        if id_ != self.events + 1:
            raise Broken(f"event {self.events + 1} is missing")
        for column, value in event.items():
            if type(value) is not (int if column in NUMBERS else str) and not (value is None and column in NULLABLE):
                raise Broken(f"event {id_} was changed: {column} is not of its kind")
        if hashlib.sha256(canonical(event)).hexdigest() != event["hash"]:
            raise Broken(f"event {id_} was changed: its hash is not that of its contents")
        if event["prev"] != self.last_hash:
            raise Broken(f"event {id_} does not follow: its prev is not the hash of the event before")
        if not is_time(event["at"]):
            raise Broken(f"event {id_}: its time cannot be read")
        if (event["spill"] is None) != (event["spill_sha256"] is None):
            raise Broken(f"event {id_}: it has only one of spill and spill_sha256")
        if event["spill"] is not None:
            self.spill(event, spills)
        try:
            self.made.take(event["changes"])
        except ValueError:
            raise Broken(f"event {id_}: its changes cannot be read") from None
        self.events, self.last_hash = id_, event["hash"]

    def spill(self, event: dict[str, Any], spills: sqlite3.Cursor) -> None:
        """Check the spill that an event carries: the next one there is."""
        id_, spill = event["id"], event["spill"]
        if spill != self.spills + 1:
            raise Broken(f"event {id_}: it names spill {spill}, the next one is {self.spills + 1}")
        found, raw = next(spills, (None, None))
        if found != spill:
            raise Broken(f"spill {spill} of event {id_} is missing")
        if not isinstance(raw, bytes) or hashlib.sha256(raw).hexdigest() != event["spill_sha256"]:
            raise Broken(f"spill {spill} of event {id_} was changed: its hash is not that of its bytes")
        self.spills = spill

    def compare_calls(self, middle: tuple[str, ...]) -> None:
        """Hold the table `calls`, with these columns between id and legs, against the calls that the events make."""
        made = self.made.rows(middle)
        columns = ("id", *middle, "legs")
        last = 0
        for row in self.connection.execute(f"SELECT {', '.join(columns)} FROM calls NOT INDEXED ORDER BY id"):
            found = dict(zip(columns, row))  # noqa: B905  Python 3.9
            if type(found["id"]) is not int or found["id"] <= last:
                raise Broken(f"call {last} is not followed by a later one")
            last = found["id"]
            expected = next(made, None)
            if expected is None or last < expected["id"]:
                raise Broken(f"call {last} was made by no event")
            if last > expected["id"]:
                raise Broken(f"call {expected['id']} is missing")
            for column, value in found.items():
                if type(value) is not type(expected[column]) or value != expected[column]:
                    raise Broken(f"call {last} was changed: {column} is not what its events make it")
            self.calls += 1
        for expected in made:
            raise Broken(f"call {expected['id']} is missing")


# --- the file ------------------------------------------------------------------------------------------------------


class File:
    """A journal's file, read without a byte of it being written and without a file being left beside it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = self.look()
        uri = f"{path.absolute().as_uri()}?mode=ro"
        wal, shm = (path.with_name(path.name + ending).exists() for ending in ("-wal", "-shm"))
        self.at_rest = not wal  # nobody has it open: read as it stands
        self.uri = f"{uri}&immutable=1" if not wal else f"{uri}&readonly_shm=1" if shm else uri

    def look(self) -> tuple[int, int, int]:
        """Return what changes when the file is written."""
        try:
            status = self.path.stat()
        except (OSError, ValueError) as error:
            raise Unreadable(f"expected a journal, got: {words_of(error)}") from error
        if stat.S_ISDIR(status.st_mode):
            raise Unreadable("expected a journal, found a folder")
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable("expected a journal, found something that is no plain file")
        return status.st_mtime_ns, status.st_size, status.st_ino

    def moved(self) -> bool:
        """Tell whether somebody opened a file for writing that was being read as it stood."""
        return self.at_rest and (self.look() != self.state or os.path.exists(str(self.path) + "-wal"))

    def connect(self) -> sqlite3.Connection:
        """Open it and hold on to the state it is in."""
        connection = sqlite3.connect(self.uri, uri=True, isolation_level=None, timeout=BUSY_SECONDS)
        try:
            if hasattr(connection, "setlimit"):  # since Python 3.11
                connection.setlimit(0, VALUE_BYTES)
            connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
            for pragma in ("query_only = ON", "trusted_schema = OFF", "cell_size_check = ON"):
                connection.execute(f"PRAGMA {pragma}")
            connection.execute("BEGIN")
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except SQLITE_FAULTS:
            connection.close()
            raise
        return connection


def place_of_reader(path: Path) -> int | None:
    """Lock the journal's folder until it is open: a console that closes waits for that, so that one file is left."""
    if sys.platform == "win32":
        return None
    try:
        descriptor = os.open(path.absolute().parent, os.O_RDONLY)
    except (OSError, ValueError):
        return None
    for _ in range(LOCK_TRIES):
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
            break
        except BlockingIOError:  # held by a console for one look
            threading.Event().wait(LOCK_STEP)
        except OSError:
            break  # a file system without locks
    return descriptor


def version_of(connection: sqlite3.Connection) -> int:
    """Return the version of a journal; Unreadable for what is none."""
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    others = "SELECT count(*) FROM sqlite_schema WHERE tbl_name IS NOT '_sqlite_migrations'"
    if application != APPLICATION_ID:
        if application == 0 and version == 0 and connection.execute(others).fetchone()[0] == 0:
            raise Unreadable("expected a journal, found an empty database")
        raise Unreadable("expected a journal, found another program's database")
    if version > NEWEST:
        newer = "a newer one than this program knows"
        raise Unreadable(f"this journal is of version {version}, {newer} (up to {NEWEST})")
    if version < 1:
        raise Unreadable(f"expected a journal of version 1 to {NEWEST}, got version {version}")
    return version


def read_once(path: Path) -> tuple[int, str]:
    """Read a journal once; returns exit code and sentence."""
    if path.is_symlink():  # what belongs to a journal stands beside it, not beside a link
        path = Path(os.path.realpath(path))
    place = place_of_reader(path)
    try:
        file = File(path)
        connection = file.connect()
    except SQLITE_FAULTS as error:
        if any(words in str(error) for words in COMES_AND_GOES):
            raise OtherState(f"expected a journal, got: {words_of(error)}") from error
        raise Unreadable(f"expected a journal, got: {words_of(error)}") from error
    finally:
        if place is not None:
            os.close(place)
    try:
        try:
            version = version_of(connection)
        except SQLITE_FAULTS as error:
            raise Unreadable(f"expected a journal, got: {words_of(error)}") from error
        walk = Walk(connection)
        try:
            walk.whole(version)
            code, said = 0, f"{walk.events} events, {walk.spills} spills, {walk.calls} calls"
            said += f"; the last hash is {walk.last_hash}"
        except Broken as error:
            code, said = 1, str(error)
        except SQLITE_FAULTS as error:
            code = 2 if isinstance(error, sqlite3.OperationalError) else 1
            said = f"after event {walk.events}: {words_of(error)}"
        finally:
            walk.made.database.close()
        if file.moved():
            raise OtherState("the journal changes hands all the while")
        return code, said
    finally:
        connection.close()


def verify(path: Path) -> tuple[int, str]:
    """Verify a journal; returns the exit code and the sentence."""
    if sqlite3.sqlite_version_info < STRICT_SINCE:
        return 2, f"cannot be read: {path}: needs SQLite 3.37 or newer, this Python has {sqlite3.sqlite_version}"
    why = ""
    for _ in range(TRIES):
        try:
            code, said = read_once(path)
        except OtherState as error:
            why = str(error)
            continue
        except Unreadable as error:
            why = str(error)
            break
        return code, f"{('whole', 'broken', 'cannot be read')[code]}: {path}: {said}"
    return 2, f"cannot be read: {path}: {why}"


def main(arguments: list[str]) -> int:
    """Verify the one file named on the command line."""
    if len(arguments) != 1 or arguments[0] in ("-h", "--help"):
        print((__doc__ or "").strip(), file=sys.stdout if arguments in (["-h"], ["--help"]) else sys.stderr)
        return 0 if arguments in (["-h"], ["--help"]) else 2
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        code, sentence = verify(Path(arguments[0]))
    except KeyboardInterrupt:
        code, sentence = 2, f"{arguments[0]}: stopped before its end"
    told = sys.stderr if code else sys.stdout
    if told is None:  # it was closed: the exit code is all there is to tell
        return code
    try:
        told.buffer.write(f"{sentence}\n".encode(told.encoding or "ascii", "backslashreplace"))
        told.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), told.fileno())
        if code == 0 and not isinstance(error, BrokenPipeError):
            print(f"the output could not be written: {error.strerror}", file=sys.stderr)
            return 2
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The tables of the journal, version by version, and how a file is known to be one.

A version is a tuple of statements and is never edited once it was released: the text of every table and trigger is what
both verifiers compare with, and `tests/data/journals/` keeps a journal of each version. `PRAGMA user_version` holds the
version, `PRAGMA application_id` says that the file is ours. sqlite-utils runs what is pending, each version in one
transaction with its record, and is imported only then (docs/decisions/0004).
"""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.errors import JournalError
from app.journal.file import SQLITE_FAULTS, in_words

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = int.from_bytes(b"911j", "big")  # positive, as SQLite keeps a signed 32-bit number
MIGRATIONS_TABLE = "_sqlite_migrations"  # sqlite-utils' own list of what it ran
NAME_SHOWN = 60  # characters of a name out of a file that we did not make

_SPILLS = """CREATE TABLE spills (
    id INTEGER PRIMARY KEY,
    raw BLOB NOT NULL
) STRICT"""

_EVENTS = """CREATE TABLE events (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    position TEXT NOT NULL,
    call_taker TEXT NOT NULL,
    call INTEGER,
    body TEXT NOT NULL,
    changes TEXT NOT NULL,
    spill INTEGER REFERENCES spills (id),
    spill_sha256 TEXT,
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT"""

_CALLS = """CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    number TEXT,
    service_class TEXT,
    call_number TEXT,
    position TEXT,
    name TEXT,
    address TEXT,
    arrived_at TEXT,
    released_at TEXT,
    how_ended TEXT,
    legs TEXT NOT NULL
) STRICT"""

# Version 3: what finds the calls of one incident, and to which call a call was linked.
_CALLS_3 = """CREATE TABLE calls (
    id INTEGER PRIMARY KEY,
    number TEXT,
    service_class TEXT,
    call_number TEXT,
    position TEXT,
    name TEXT,
    address TEXT,
    arrived_at TEXT,
    released_at TEXT,
    how_ended TEXT,
    place TEXT,
    street TEXT,
    linked_to INTEGER,
    legs TEXT NOT NULL
) STRICT"""
_CALL_COLUMNS_1 = (
    "id, number, service_class, call_number, position, name, address, arrived_at, released_at, how_ended, legs"
)

# who called before from here; only of calls that are over, so that the arrival of a call pays nothing for it
_PAST_CALLS = "CREATE INDEX past_calls_by_number ON calls (number) WHERE released_at IS NOT NULL"

# what was left open over runs; other events are not in it, and so pay nothing for it
_MATTERS = "CREATE INDEX events_of_matters ON events (kind) WHERE kind GLOB 'matter_*'"


def _append_only(table: str, one: str) -> tuple[str, ...]:
    """Return triggers that refuse whatever is not a new last row, which must be given its id.

    The insert trigger is what refuses REPLACE: SQLite deletes the row that is replaced without firing delete triggers
    unless recursive_triggers is on (sqlite.org/lang_conflict.html), but before that the insert itself is looked at.
    """
    return (
        f"""CREATE TRIGGER {table}_only_at_the_end BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE id >= NEW.id)
BEGIN
    SELECT RAISE(ABORT, '{one} is only ever added after the last');
END""",
        f"""CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}
BEGIN
    SELECT RAISE(ABORT, '{one} is never changed');
END""",
        f"""CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table}
BEGIN
    SELECT RAISE(ABORT, '{one} is never removed');
END""",
    )


VERSIONS: tuple[tuple[str, ...], ...] = (
    (_SPILLS, _EVENTS, _CALLS, *_append_only("spills", "a spill"), *_append_only("events", "an event")),
    (_PAST_CALLS,),
    # Made anew and filled, not altered, so that the table's text is the one that both verifiers know. Older calls have
    # no place: their events told none, and `calls` holds nothing else.
    (
        "ALTER TABLE calls RENAME TO calls_before",
        _CALLS_3,
        f"INSERT INTO calls ({_CALL_COLUMNS_1}) SELECT {_CALL_COLUMNS_1} FROM calls_before",
        "DROP TABLE calls_before",
        _PAST_CALLS,
    ),
    (_MATTERS,),
)
CURRENT = len(VERSIONS)


def version_of(connection: sqlite3.Connection, path: Path, newest: int = CURRENT) -> int:
    """Return a journal's version, 0 for a database that has nothing in it yet; writes nothing.

    Raises JournalError for a file that is no database, another program's database, or a newer version's journal.
    """
    try:
        application = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            count = "SELECT count(*) FROM sqlite_schema WHERE tbl_name IS NOT ?"
            others = connection.execute(count, (MIGRATIONS_TABLE,)).fetchone()[0]
            if application == 0 and version == 0 and others == 0:
                return 0
            raise JournalError(f"{path}: expected a journal, found another program's database")
    except SQLITE_FAULTS as error:
        raise JournalError(f"{path}: expected a journal, got: {in_words(error)}") from error
    if version > newest:
        raise JournalError(
            f"{path}: this journal is of version {version}, a newer one than this program knows (up to {newest})"
        )
    if version < 1:
        raise JournalError(f"{path}: expected a journal of version 1 to {newest}, got version {version}")
    return version


def migrate(connection: sqlite3.Connection, path: Path, versions: Sequence[Sequence[str]] = VERSIONS) -> None:
    """Bring a journal to the newest of `versions`, one transaction each.

    Raises JournalError if a version fails; the journal is then whole and of the version before.
    """
    from sqlite_utils import Database, Migrations  # 80 ms, and not needed when a journal is up to date

    migrations = Migrations("journal")
    for number, statements in enumerate(versions, 1):
        _register(migrations, number, statements)
    try:
        migrations.apply(Database(connection, execute_plugins=False))
    except SQLITE_FAULTS as error:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        raise JournalError(
            f"{path}: cannot be brought from version {version} to version {len(versions)}: {in_words(error)}"
        ) from error


def _register(migrations: "Migrations", number: int, statements: Sequence[str]) -> None:
    def bring(database: "Database") -> None:
        for statement in statements:
            database.conn.execute(statement)
        database.conn.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        database.conn.execute(f"PRAGMA user_version = {number}")

    migrations(name=f"version_{number}")(bring)


def fault_in_tables(connection: sqlite3.Connection, version: int) -> str:
    """Say which of a journal's three tables is missing or not as this program makes it, "" if none.

    Nothing else is safe to read: a view that never ends may go by the name of `calls`.
    """
    return _fault(connection, version, only_tables=True)


def fault_beside_tables(connection: sqlite3.Connection, version: int) -> str:
    """Say which trigger or index is missing or changed, or what does not belong in a journal, "" if nothing."""
    return _fault(connection, version, only_tables=False)


def _fault(connection: sqlite3.Connection, version: int, only_tables: bool) -> str:
    expected = dict(_shipped(version, only_tables))
    for kind, name, table, sql in connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"):
        if kind in ("table", "index") and table == MIGRATIONS_TABLE:
            continue
        if kind == "table" and name == "sqlite_sequence":
            continue
        if only_tables and (kind, name) not in expected:
            continue
        if (kind, name) not in expected:
            return f"the {kind} {str(name)[:NAME_SHOWN]!r} does not belong in a journal"
        if expected.pop((kind, name)) != sql:
            return f"the {kind} {name!r} is not as this program makes it"
    for kind, name in expected:
        return f"the {kind} {name!r} is missing"
    return ""


@cache
def _shipped(version: int, only_tables: bool) -> Mapping[tuple[str, str], str]:
    """Return the text of what a journal of a version has, by kind and name."""
    shipped = {
        _kind_and_name(statement): statement
        for statements in VERSIONS[:version]
        for statement in statements
        if statement.startswith("CREATE ")  # the last text of a name is the one in force
    }
    return {which: statement for which, statement in shipped.items() if which[0] == "table" or not only_tables}


def _kind_and_name(statement: str) -> tuple[str, str]:
    _create, kind, name, *_rest = statement.split(maxsplit=3)
    return kind.lower(), name

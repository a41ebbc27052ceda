import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import JournalError
from app.journal import schema
from app.journal.read import calls, events
from app.journal.verify import verify

if TYPE_CHECKING:
    from tests.app.journal.conftest import ACall, OpenJournal, Write


JOURNALS = Path(__file__).parents[2] / "data" / "journals"


@pytest.fixture
def made(path: Path) -> Iterator[sqlite3.Connection]:
    """Return a connection to an empty journal of the newest version."""
    connection = sqlite3.connect(path, isolation_level=None)
    schema.migrate(connection, path)
    yield connection
    connection.close()


def as_left(path: Path, version: int) -> Path:
    """Make a journal of a version, as a program of its time left it."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((JOURNALS / f"v{version}.sql").read_text())
    connection.close()
    return path


@pytest.fixture
def of_version_1(path: Path) -> Path:
    return as_left(path, 1)


@pytest.fixture
def of_version_2(path: Path) -> Path:
    return as_left(path, 2)


def version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return schema.version_of(connection, path)
    finally:
        connection.close()


EVENT = "INTO events VALUES ({}, 'at', 'kind', '', '', NULL, '{{}}', '[]', NULL, NULL, 'prev', 'hash')"


def test_the_tables_are_strict(made: sqlite3.Connection) -> None:
    strict = made.execute("SELECT name FROM pragma_table_list WHERE strict = 1").fetchall()
    assert {name for (name,) in strict} == {"events", "spills", "calls"}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET kind = 'other'",
        "UPDATE OR REPLACE events SET id = 2 WHERE id = 1",
        "UPDATE OR IGNORE events SET kind = 'other'",
        "DELETE FROM events",
        "DELETE FROM events WHERE id = 2",
        "REPLACE " + EVENT.format(1),
        "INSERT OR REPLACE " + EVENT.format(2),
        "INSERT OR IGNORE " + EVENT.format(2),
        "INSERT " + EVENT.format(2) + " ON CONFLICT (id) DO UPDATE SET kind = 'other'",
        "INSERT " + EVENT.format(0),
        "INSERT " + EVENT.format(-5),
        "INSERT " + EVENT.format("NULL"),
        "UPDATE spills SET raw = x'00'",
        "DELETE FROM spills",
        "REPLACE INTO spills VALUES (1, x'00')",
        "INSERT OR REPLACE INTO spills VALUES (1, x'00')",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
def test_triggers_refuse_whatever_is_not_a_new_last_event_or_spill(
    made: sqlite3.Connection, statement: str, recursive: str
) -> None:
    made.execute("INSERT INTO spills VALUES (1, x'0102')")
    for number in (1, 2):
        made.execute("INSERT " + EVENT.format(number))
    before = made.execute("SELECT * FROM events, spills").fetchall()
    made.execute(f"PRAGMA recursive_triggers = {recursive}")
    with pytest.raises(sqlite3.IntegrityError, match=r"is only ever added|is never changed|is never removed"):
        made.execute(statement)
    assert made.execute("SELECT * FROM events, spills").fetchall() == before
    made.execute("INSERT " + EVENT.format(3))


def test_a_journal_says_whose_and_of_which_version_it_is(made: sqlite3.Connection, path: Path) -> None:
    assert version(path) == schema.CURRENT == 4
    assert made.execute("PRAGMA application_id").fetchone()[0].to_bytes(4, "big") == b"911j"
    assert schema.fault_in_tables(made, schema.CURRENT) == schema.fault_beside_tables(made, schema.CURRENT) == ""


def test_the_documented_tables_are_these() -> None:
    text = (Path(__file__).parents[3] / "docs" / "journal-format.md").read_text()
    for statement in (*schema.VERSIONS[0][:2], schema.VERSIONS[2][1]):
        assert statement in text
    assert f"is {schema.APPLICATION_ID} " in text
    assert f"the version of the tables, now {schema.CURRENT}" in text


def test_migrating_what_is_up_to_date_changes_nothing(made: sqlite3.Connection, path: Path) -> None:
    before = path.read_bytes()
    schema.migrate(made, path)
    assert path.read_bytes() == before


def test_a_journal_of_version_1_can_be_read_and_verified_as_it_is(of_version_1: Path) -> None:
    before = of_version_1.read_bytes()
    assert verify(of_version_1).exit_code == 0
    assert [call["number"] for call in calls(of_version_1)] == ["9053260001", "9053260002"]
    assert len(list(events(of_version_1))) == 7
    assert of_version_1.read_bytes() == before


def test_a_journal_of_version_1_is_migrated_and_can_be_opened_twice(
    of_version_1: Path, open_journal: "OpenJournal", write: "Write", a_call: "ACall"
) -> None:
    was = verify(of_version_1)
    for call in (3, 4):
        journal = open_journal()
        assert journal.next_call_id == call
        assert write(journal, a_call(call)[0]).state == "written"
        assert journal.close() == ""
        assert version(of_version_1) == schema.CURRENT
    now = verify(of_version_1)
    assert now.exit_code == 0
    assert (now.events, now.calls) == (was.events + 4, 4)


def test_a_migration_that_breaks_half_way_leaves_the_old_version_whole(of_version_1: Path) -> None:
    breaks = (*schema.VERSIONS[:1], ("CREATE TABLE more (a)", "DROP INDEX none"))
    connection = sqlite3.connect(of_version_1, isolation_level=None)
    with pytest.raises(JournalError, match="cannot be brought from version 1 to version 2: no such index: none"):
        schema.migrate(connection, of_version_1, breaks)
    assert not connection.in_transaction
    connection.close()
    assert version(of_version_1) == 1
    assert verify(of_version_1).exit_code == 0
    connection = sqlite3.connect(of_version_1, isolation_level=None)
    schema.migrate(connection, of_version_1)
    connection.close()
    assert version(of_version_1) == schema.CURRENT


def test_a_journal_of_version_2_can_be_read_and_verified_as_it_is(of_version_2: Path) -> None:
    before = of_version_2.read_bytes()
    assert verify(of_version_2).exit_code == 0
    assert [(call["number"], call["linked_to"]) for call in calls(of_version_2)] == [("9053261224", None)] * 3
    assert len(list(events(of_version_2))) == 14
    assert of_version_2.read_bytes() == before


def test_a_journal_of_version_2_is_migrated_with_every_call_and_event_as_it_was(
    of_version_2: Path, open_journal: "OpenJournal", write: "Write", a_call: "ACall"
) -> None:
    """D095: what finds the calls of one incident is there from now on; what an older call did not tell stays null."""
    was, told = verify(of_version_2), (list(calls(of_version_2)), list(events(of_version_2)))
    for call in (4, 5):
        journal = open_journal()
        assert (list(calls(of_version_2))[:3], list(events(of_version_2))[:14]) == told
        assert journal.next_call_id == call
        assert write(journal, a_call(call)[0]).state == "written"
        assert journal.close() == ""
        assert version(of_version_2) == schema.CURRENT
    now = verify(of_version_2)
    assert (now.exit_code, now.events, now.calls) == (0, was.events + 4, 5)
    connection = sqlite3.connect(of_version_2)
    assert connection.execute("SELECT DISTINCT place, street, linked_to FROM calls").fetchall() == [(None, None, None)]
    assert connection.execute("SELECT name FROM sqlite_schema WHERE tbl_name = 'calls' ORDER BY name").fetchall() == [
        ("calls",),
        ("past_calls_by_number",),
    ]
    connection.close()


def test_a_migration_to_version_3_that_breaks_half_way_leaves_version_2_whole(of_version_2: Path) -> None:
    breaks = (*schema.VERSIONS[:2], (*schema.VERSIONS[2], "DROP INDEX none"))
    before = list(calls(of_version_2))
    connection = sqlite3.connect(of_version_2, isolation_level=None)
    with pytest.raises(JournalError, match="cannot be brought from version 2 to version 3: no such index: none"):
        schema.migrate(connection, of_version_2, breaks)
    connection.close()
    assert version(of_version_2) == 2
    assert verify(of_version_2).exit_code == 0
    assert list(calls(of_version_2)) == before


@pytest.fixture
def of_version_3(path: Path) -> Path:
    return as_left(path, 3)


def test_a_journal_of_version_3_is_read_as_it_is_and_brought_to_version_4(
    of_version_3: Path, open_journal: "OpenJournal", write: "Write", a_call: "ACall"
) -> None:
    """D184: what was left open over runs is found by an index from version 4 on."""
    was, told = verify(of_version_3), (list(calls(of_version_3)), list(events(of_version_3)))
    assert (was.exit_code, len(told[0])) == (0, 3)
    journal = open_journal()
    assert (list(calls(of_version_3)), list(events(of_version_3))) == told
    assert write(journal, a_call(4)[0]).state == "written"
    assert journal.close() == ""
    assert version(of_version_3) == schema.CURRENT
    assert verify(of_version_3).exit_code == 0


def test_a_newer_journal_is_refused_in_words(made: sqlite3.Connection, path: Path, open_journal: "OpenJournal") -> None:
    made.execute("PRAGMA user_version = 5")
    words = "this journal is of version 5, a newer one than this program knows \\(up to 4\\)"
    with pytest.raises(JournalError, match=words):
        open_journal()
    with pytest.raises(JournalError, match=words):
        list(calls(path))
    assert verify(path).exit_code == 2
    assert "version 5" in verify(path).sentence


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("CREATE TABLE notes (a)", "another program's database"),
        ("PRAGMA user_version = 5", "another program's database"),
        ("PRAGMA application_id = 5", "another program's database"),
        (f"PRAGMA application_id = {schema.APPLICATION_ID}", "expected a journal of version 1 to 4, got version 0"),
    ],
)
def test_another_programs_database_is_refused_and_left_as_it_is(
    path: Path, statement: str, words: str, open_journal: "OpenJournal"
) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.close()
    path.chmod(0o644)
    before = path.read_bytes()
    with pytest.raises(JournalError, match=words):
        open_journal()
    with pytest.raises(JournalError, match=words):
        list(calls(path))
    assert verify(path).exit_code == 2
    assert path.read_bytes() == before
    assert path.stat().st_mode & 0o777 == 0o644
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(
    ("statement", "in_tables", "beside"),
    [
        ("DROP TRIGGER events_no_update", "", "the trigger 'events_no_update' is missing"),
        ("DROP INDEX past_calls_by_number", "", "the index 'past_calls_by_number' is missing"),
        ("CREATE INDEX other ON calls (name)", "", "the index 'other' does not belong in a journal"),
        ("CREATE VIEW other AS SELECT 1", "", "the view 'other' does not belong in a journal"),
        ("CREATE TABLE other (a)", "", "the table 'other' does not belong in a journal"),
        ("DROP TABLE calls", "the table 'calls' is missing", "the table 'calls' is missing"),
        ("ALTER TABLE calls ADD COLUMN more TEXT", *["the table 'calls' is not as this program makes it"] * 2),
    ],
)
def test_what_is_not_as_this_program_makes_it_is_named(
    made: sqlite3.Connection, statement: str, in_tables: str, beside: str
) -> None:
    made.execute(statement)
    assert schema.fault_in_tables(made, schema.CURRENT) == in_tables
    assert schema.fault_beside_tables(made, schema.CURRENT) == beside


def test_names_out_of_a_strange_file_are_shown_as_symbols(made: sqlite3.Connection) -> None:
    made.execute('CREATE VIEW "\x1b[2J' + "x" * 1000 + '" AS SELECT 1')
    fault = schema.fault_beside_tables(made, schema.CURRENT)
    assert "\x1b" not in fault
    assert len(fault) < 150


def test_reading_a_journal_loads_no_library_for_migrations() -> None:
    program = (
        "import sys, app.journal.read, app.journal.verify, app.journal.store;"
        "sys.exit([name for name in ('sqlite_utils', 'pydantic', 'PySide6') if name in sys.modules] or 0)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr

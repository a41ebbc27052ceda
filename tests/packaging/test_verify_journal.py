"""`packaging/verify_journal.py` says of any journal what `answerpoint verify` says, and both find one changed byte."""

import ast
import importlib.util
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from app.journal import schema
from app.journal.entry import entries_of
from app.journal.read import calls, events
from app.journal.records import CallChange, Record
from app.journal.verify import verify
from app.journal.writer import Writer

ROOT = Path(__file__).parents[2]
ALONE = ROOT / "packaging" / "verify_journal.py"
BYTES_TRIED = 250
SECONDS = 30
Both = Callable[[Path], tuple[int, str]]


@pytest.fixture(scope="module")
def alone() -> Both:
    """Return the other verifier as a function: exit code and sentence of a journal."""
    spec = importlib.util.spec_from_file_location("verify_journal", ALONE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    verify_alone: Both = module.verify
    return verify_alone


@pytest.fixture
def both(alone: Both) -> Both:
    """Return a function that asks both verifiers, which must say the same, and gives what they say."""

    def ask(path: Path) -> tuple[int, str]:
        result = verify(path)
        assert alone(path) == (result.exit_code, result.sentence)
        return result.exit_code, result.sentence

    return ask


@pytest.fixture(scope="module")
def journal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a journal of a few calls that is only read; every column of every table has a value somewhere."""
    path = tmp_path_factory.mktemp("journal") / "journal.sqlite"
    writer = Writer(path)
    at = datetime(2026, 11, 22, 12, 0, 0, 125, tzinfo=UTC)
    for call in (1, 2):
        number = f"905326{call:04}"
        arrived = CallChange(
            call,
            {
                "number": number,
                "service_class": "RES",
                "call_number": f"0{call}",
                "position": "02",
                "name": "BÉLANGER, A",
                "address": "1 KING ST",
                "arrived_at": "2026-11-22T12:00:00.000125Z",
                "place": "1 KING ST, WHITBY",
                "street": "KING ST, WHITBY",
                "linked_to": 3 - call,
            },
        )
        leg: dict[str, str | int | None] = {"agency": "oshawa-fire", "digits": "*23", "outcome": "answered", "rings": 2}
        ended = CallChange(call, {"released_at": "2026-11-22T12:02:00.000125Z", "how_ended": "released"}, {10: {}})
        spill = Record(at, "spill_arrived", "02", "AB", {"gap": 0.5}, call, (arrived,), number.encode() * 20)
        writer.enter(entries_of([spill, Record(at, "key_pressed", "02", "AB", {"key": "F8 \U0001f692 \x1b"}, call)]))
        writer.enter(entries_of([Record(at, "answered", "", "", {}, call, (CallChange(call, {}, {1: leg}), ended))]))
    writer.enter(entries_of([Record(at, "garbled", "", "", {}, None, (), bytes(range(256)))]))
    writer.close()
    return path


@pytest.fixture
def copy(journal: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(journal, tmp_path))


def content(path: Path) -> object:
    """Return every row of the three tables byte for byte; None if it cannot be had."""
    connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    connection.text_factory = bytes
    try:
        return [
            connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY id").fetchall()
            for table in ("events", "spills", "calls")
        ]
    except sqlite3.Error:
        return None
    finally:
        connection.close()


def test_both_call_a_whole_journal_whole(journal: Path, both: Both) -> None:
    code, sentence = both(journal)
    assert code == 0
    assert sentence.startswith(f"whole: {journal}: 7 events, 3 spills, 2 calls; the last hash is ")


def cells(table: str) -> list[str]:
    """Name every column of a table."""
    connection = sqlite3.connect(":memory:")
    for statement in (*schema.VERSIONS[0][:2], schema.VERSIONS[2][1]):
        connection.execute(statement)
    names = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    connection.close()
    return names


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in ("events", "spills", "calls") for column in cells(table)]
)
def test_one_changed_value_in_any_column_of_any_row_is_found_by_both(
    copy: Path, both: Both, table: str, column: str
) -> None:
    """The row is named: by its event, its spill or its call."""
    original = copy.read_bytes()
    connection = sqlite3.connect(copy)
    values = connection.execute(f"SELECT id, {column} FROM {table} ORDER BY id").fetchall()
    triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    connection.close()
    for id_, value in values:
        for other in changed(value):
            copy.write_bytes(original)
            connection = sqlite3.connect(copy, isolation_level=None)
            for name, _sql in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            try:
                connection.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (other, id_))
            except sqlite3.IntegrityError:
                continue  # a column that may not be null, an id that is there already
            finally:
                for _name, sql in triggers:
                    connection.execute(sql)
                connection.close()
            code, sentence = both(copy)
            assert code == 1, sentence
            assert any(word in sentence for word in ("event ", "spill ", "call ", "events are there")), sentence


def changed(value: object) -> list[object]:
    """Return values that differ as little as can be, and nothing at all."""
    if value is None:
        return [1, ""]
    if isinstance(value, int):
        return [value + 1, -value, None]
    if isinstance(value, bytes):
        return [bytes([value[0] ^ 1]) + value[1:], value[:-1] + bytes([value[-1] ^ 0x80]), value[:-1]]
    text = str(value)
    if not text:
        return [" ", None]
    return [chr(ord(text[0]) ^ 1) + text[1:], text[:-1] + chr(ord(text[-1]) ^ 1), text + " ", None]


def test_one_flipped_bit_anywhere_in_the_file_is_found_by_both_or_changed_no_row(copy: Path, both: Both) -> None:
    original = copy.read_bytes()
    whole = content(copy)
    used = [place for place, byte in enumerate(original) if byte]
    random = Random(911)
    found = 0
    for place in random.sample(used, BYTES_TRIED):
        flipped = bytearray(original)
        flipped[place] ^= 1 << random.randrange(8)
        copy.write_bytes(flipped)
        code, sentence = both(copy)
        assert code or content(copy) == whole, (place, sentence)
        found += bool(code)
    assert found > BYTES_TRIED * 0.9


@pytest.mark.parametrize(
    "statements",
    [
        ["DELETE FROM events WHERE id = 4"],
        ["DELETE FROM events WHERE id = 7", "DELETE FROM spills WHERE id = 3"],
        ["DELETE FROM spills WHERE id = 3"],
        ["INSERT INTO spills VALUES (4, x'00')"],
        ["DELETE FROM calls WHERE id = 2"],
        ["INSERT INTO calls (id, legs) VALUES (3, '[]')"],
        ["UPDATE sqlite_sequence SET seq = 8"],
        ["DELETE FROM sqlite_sequence"],
        ["DROP TRIGGER events_no_delete"],
        ["DROP INDEX past_calls_by_number"],
        ["CREATE VIEW other AS SELECT 1"],
        ["DROP TABLE calls"],
        ["PRAGMA user_version = 0"],
        ["PRAGMA user_version = 9"],
        ["PRAGMA application_id = 9"],
    ],
)
def test_both_say_the_same_of_a_journal_that_was_tampered_with(copy: Path, both: Both, statements: list[str]) -> None:
    connection = sqlite3.connect(copy, isolation_level=None)
    if "TRIGGER" not in statements[0]:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
        for name, _sql in triggers:
            connection.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        connection.execute(statement)
    connection.close()
    code, _sentence = both(copy)
    assert code == (2 if "PRAGMA" in statements[0] else 1)


@pytest.mark.parametrize(
    "text",
    [
        "[",
        "[" * 100_000,
        "[5]",
        "[{}]",
        '[{"call":true,"legs":{},"values":{}}]',
        '[{"call":1,"legs":{"0":{}},"values":{}}]',
        '[{"call":1,"legs":{"10000":{}},"values":{}}]',
        '[{"call":1,"legs":{"1":{"rings":-1}},"values":{}}]',
        '[{"call":1,"legs":{"1":{"rung":1}},"values":{}}]',
        '[{"call":1,"legs":{"1":[]},"values":{}}]',
        '[{"call":1,"legs":{},"values":{"name":"\\udfff"}}]',
        '[{"call":1,"legs":{},"values":{"rings":1}}]',
        '[{"call":1,"legs":{},"values":{"id":"1"}}]',
        '[{"call":1,"legs":{},"values":[]}]',
        '[{"call":1.0,"legs":{},"values":{}}]',
        '[{"call":1,"legs":{},"values":{"name":NaN}}]',
    ],
)
def test_both_refuse_the_same_changes(tmp_path: Path, both: Both, text: str) -> None:
    path = tmp_path / "journal.sqlite"
    writer = Writer(path)
    at = datetime(2026, 11, 22, tzinfo=UTC)
    writer.enter([entries_of([Record(at, "x", "", "", {})])[0]._replace(changes_text=text)])
    writer.close()
    assert both(path) == (1, f"broken: {path}: event 1: its changes cannot be read")


@pytest.mark.parametrize("content_", [None, b"", b"Dear sir, " * 500, b"\0" * 4096, "folder", "pipe", "circle"])
def test_both_cannot_read_what_is_no_journal(tmp_path: Path, both: Both, content_: bytes | str | None) -> None:
    path = tmp_path / "journal.sqlite"
    if content_ == "folder":
        path.mkdir()
    elif content_ == "pipe":
        subprocess.run(["mkfifo", path], check=True)
    elif content_ == "circle":
        path.symlink_to(path)
    elif isinstance(content_, bytes):
        path.write_bytes(content_)
    assert both(path)[0] == 2


def test_both_read_a_journal_of_each_version_there_was(tmp_path: Path, both: Both) -> None:
    for sql in sorted((ROOT / "tests" / "data" / "journals").glob("*.sql")):
        path = tmp_path / sql.stem
        connection = sqlite3.connect(path)
        connection.executescript(sql.read_text())
        connection.close()
        assert both(path)[0] == 0, sql


def test_both_verify_a_journal_that_a_console_has_open(copy: Path, both: Both) -> None:
    writer = Writer(copy)
    at = datetime(2026, 11, 22, tzinfo=UTC)
    for call in range(3, 9):
        writer.enter(entries_of([Record(at, "x", "", "", {}, call, (CallChange(call),), b"raw")]))
        code, sentence = both(copy)
        assert code == 0
        assert f": {call + 5} events, " in sentence
    writer.close()
    assert list(copy.parent.iterdir()) == [copy]


def test_both_verify_by_a_link_what_a_console_has_open(copy: Path, both: Both, tmp_path: Path) -> None:
    """What has not been moved into the journal yet stands beside the journal, not beside the link."""
    link = tmp_path / "link"
    link.symlink_to(copy)
    writer = Writer(copy)
    writer.enter(entries_of([Record(datetime(2026, 11, 22, tzinfo=UTC), "x", "", "", {}, 3, (CallChange(3),), b"raw")]))
    assert both(link) == (0, both(copy)[1].replace(str(copy), str(link)))
    assert [call["id"] for call in calls(link)] == [1, 2, 3]
    writer.close()


def test_it_runs_alone_with_any_python_from_3_9_on(copy: Path) -> None:
    """Isolated, so that nothing but the standard library can be found; from elsewhere, so that this program cannot."""
    ast.parse(ALONE.read_text(), feature_version=(3, 9))
    elsewhere = Path(shutil.copy(ALONE, copy.parent))
    for python in {sys.executable, shutil.which("python3") or sys.executable}:
        words = [python, "-I", "-S", "-B", str(elsewhere)]
        done = subprocess.run([*words, str(copy)], capture_output=True, text=True, timeout=SECONDS, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, verify(copy).sentence + "\n", "")
        connection = sqlite3.connect(copy)
        connection.execute("DROP TRIGGER IF EXISTS events_no_delete")
        connection.close()
        done = subprocess.run([*words, str(copy)], capture_output=True, text=True, timeout=SECONDS, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (1, "", verify(copy).sentence + "\n")
        done = subprocess.run([*words, "none"], capture_output=True, text=True, timeout=SECONDS, check=False)
        assert done.returncode == 2
        assert "no such file or directory" in done.stderr
        done = subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False)
        assert done.returncode == 2
        assert "verify_journal.py FILE" in done.stderr
        connection = sqlite3.connect(copy)
        for statement in schema.VERSIONS[0]:
            if "events_no_delete" in statement:
                connection.execute(statement)
        connection.close()


def test_it_shares_no_code_with_the_program() -> None:
    names = {
        name.name.partition(".")[0]
        for node in ast.walk(ast.parse(ALONE.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module or "")])
    }
    assert names <= sys.stdlib_module_names


def test_the_journal_of_these_tests_has_something_everywhere(journal: Path) -> None:
    """Else a changed value might never have been tried."""
    assert all(any(call[column] is not None for call in calls(journal)) for column in next(calls(journal)))
    assert {event["spill"] is None for event in events(journal)} == {True, False}
    assert {event["call"] is None for event in events(journal)} == {True, False}


@pytest.mark.parametrize(
    "words", [[str(ALONE), "{}"], ["-m", "app", "verify", "--journal", "{}"]], ids=["alone", "app"]
)
def test_what_cannot_be_told_makes_no_whole_journal_a_broken_one(journal: Path, words: list[str]) -> None:
    """A script looks at the exit code: 1 is broken."""
    command = f"{sys.executable} {' '.join(words).format(journal)}"

    def code(streams: str) -> int:
        return subprocess.run(f"{command} {streams}", shell=True, cwd=ROOT, capture_output=True).returncode

    assert code(">&-") == 0
    assert code("> /dev/full") == 2
    assert code("2> /dev/full") == 0
    assert code("| true") == 0


STOPPED = """
import os, runpy, sqlite3, sys

connect, number = sqlite3.connect, int(sys.argv.pop())

def asked(*words, **more):
    os.kill(os.getpid(), number)
    return connect(*words, **more)

sqlite3.connect = asked
runpy.run_path(sys.argv.pop(1), run_name="__main__")
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_stopped_before_its_end_it_says_so_and_not_that_the_journal_is_whole(
    journal: Path, number: signal.Signals
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, str(ALONE), str(journal), str(int(number))],
        capture_output=True,
        text=True,
        timeout=SECONDS,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{journal}: stopped before its end\n")

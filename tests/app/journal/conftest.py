import os
import queue
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import as_text
from app.journal.records import CallChange, Record
from app.journal.store import Journal
from app.journal.turns import Written

NOBODY = 65534
SECONDS = 20  # no test waits longer for the journal's worker
BEGAN = datetime(2026, 11, 22, 12, 0, 0, 125, tzinfo=UTC)

ACall = Callable[[int], list[list[Record]]]
AsNobody = Callable[[], AbstractContextManager[None]]
Mount = Callable[[str], Path]
OpenJournal = Callable[..., Journal]
Rows = Callable[[Path], dict[str, list[Any]]]
Tamper = Callable[..., None]
Write = Callable[[Journal, Sequence[Record]], Written]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.sqlite"


@pytest.fixture
def a_call() -> ACall:
    """Return a function that gives the turns of one call: arrival, a conference attempt, release."""

    def turns(call: int) -> list[list[Record]]:
        at = BEGAN + timedelta(minutes=call)
        spill = f"326-{call:04} (905) RES\r\nBÉLANGER, A\r\n".encode("latin-1")
        values = {"number": f"905326{call:04}", "service_class": "RES", "name": "BÉLANGER, A", "address": "1 KING ST"}
        arrived = CallChange(call, {**values, "arrived_at": as_text(at), "position": "02"})
        dialled = CallChange(call, legs={1: {"agency": "oshawa-fire", "digits": "*23", "outcome": "dialling"}})
        rang = CallChange(call, legs={1: {"outcome": "ringing", "rings": 2}})
        ended = CallChange(call, {"released_at": as_text(at + timedelta(minutes=2)), "how_ended": "released"})
        return [
            [
                Record(at, "spill_arrived", "02", "AB", {"gap": 0.5, "format": None}, call, (arrived,), spill),
                Record(at, "call_began", "02", "AB", {"number": values["number"]}, call),
            ],
            [Record(at + timedelta(seconds=9), "key_pressed", "02", "AB", {"key": "F8"}, call, (dialled,))],
            [Record(at + timedelta(seconds=15), "ring_heard", "02", "AB", {"n": 2}, call, (rang,))],
            [Record(at + timedelta(minutes=2), "key_pressed", "02", "AB", {"key": "F12"}, call, (ended,))],
        ]

    return turns


@pytest.fixture
def open_journal(path: Path) -> Iterator[OpenJournal]:
    """Return a function that opens the journal; what a test leaves open is closed behind it."""
    opened: list[Journal] = []

    def open_(where: Path = path, on_state: Any = None) -> Journal:
        opened.append(Journal.open(where, on_state))
        return opened[-1]

    yield open_
    for journal in opened:
        journal.close()


@pytest.fixture
def write() -> Write:
    """Return a function that writes one turn and waits for what became of it."""

    def write_one(journal: Journal, records: Sequence[Record]) -> Written:
        answers: queue.SimpleQueue[Written] = queue.SimpleQueue()
        journal.write(records, answers.put)
        return answers.get(timeout=SECONDS)

    return write_one


@pytest.fixture
def three_calls(path: Path, open_journal: OpenJournal, write: Write, a_call: ACall) -> Path:
    """Return a journal that was closed cleanly: three calls, fifteen events, three spills."""
    journal = open_journal()
    for call in (1, 2, 3):
        for turn in a_call(call):
            assert write(journal, turn).state == "written"
    assert journal.close() == ""
    return path


@pytest.fixture
def tamper() -> Tamper:
    """Return a function that changes a journal behind the program's back, its triggers taken away and put back."""

    def change(path: Path, *statements: str) -> None:
        with sqlite3.connect(path) as connection:
            triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
            for name, _sql in triggers:
                connection.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                assert connection.execute(statement).rowcount != 0, statement
            for _name, sql in triggers:
                connection.execute(sql)
        connection.close()

    return change


@pytest.fixture
def as_nobody() -> AsNobody:
    """Return a context in which this process is a user who may do no more than others may: root may do everything."""

    @contextmanager
    def nobody() -> Iterator[None]:
        if os.geteuid() != 0:
            yield
            return
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        try:
            yield
        finally:
            os.seteuid(0)
            os.setegid(0)

    return nobody


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Return a function that makes a folder a disk of its own, of so many bytes, or changes how it is mounted."""
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    try:
        subprocess.run([*as_root, "true"], capture_output=True, check=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("a disk of its own is mounted by root only")
    disk = tmp_path / "disk"

    def mount_disk(options: str) -> Path:
        disk.mkdir(exist_ok=True)
        subprocess.run([*as_root, "mount", "-t", "tmpfs", "-o", options, "tmpfs", disk], check=True)
        return disk

    yield mount_disk
    subprocess.run([*as_root, "umount", disk], check=True)


@pytest.fixture
def open_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return a folder that every user can reach."""
    folder = tmp_path_factory.mktemp("open")
    above = [parent for parent in folder.parents if parent.is_relative_to(tmp_path_factory.getbasetemp().parent)]
    modes = [(each, each.stat().st_mode) for each in (folder, *above)]
    for each, mode in modes:
        each.chmod(mode | 0o555)
    yield folder
    for each, mode in modes:
        each.chmod(mode)


@pytest.fixture
def rows() -> Rows:
    """Return a function that gives all rows of the journal's tables, for a look from outside."""

    def all_rows(path: Path) -> dict[str, list[Any]]:
        connection = sqlite3.connect(path)
        connection.text_factory = bytes
        names = ("events", "spills", "calls")
        found = {name: connection.execute(f"SELECT * FROM {name} ORDER BY id").fetchall() for name in names}
        connection.close()
        return found

    return all_rows

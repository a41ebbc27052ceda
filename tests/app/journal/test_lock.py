import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.errors import JournalError
from app.journal.lock import Lock
from tests.full_disk import full_after

HOLDER = """
import sys, pathlib
from app.journal.lock import Lock
Lock(pathlib.Path(sys.argv[1])).take()
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    with process:
        yield process
        process.kill()


def test_a_second_console_is_refused_and_told_who_is_the_first(path: Path, holder: subprocess.Popen[str]) -> None:
    words = f"journal.sqlite: another console \\(process {holder.pid}\\) writes this journal"
    with pytest.raises(JournalError, match=words):
        Lock(path).take()


def test_a_lock_file_left_by_a_killed_console_stands_in_nobodys_way(path: Path, holder: subprocess.Popen[str]) -> None:
    holder.kill()
    holder.wait()
    assert path.with_name("journal.sqlite.lock").read_text() == str(holder.pid)
    lock = Lock(path)
    lock.take()
    assert path.with_name("journal.sqlite.lock").read_text() == str(os.getpid())
    lock.release()


def test_the_same_console_is_refused_too(path: Path) -> None:
    lock = Lock(path)
    lock.take()
    with pytest.raises(JournalError, match=f"process {os.getpid()}"):
        Lock(path).take()
    lock.release()


def test_letting_go_removes_the_file_and_may_be_done_twice(path: Path) -> None:
    lock = Lock(path)
    lock.release()
    lock.take()
    assert [each.name for each in path.parent.iterdir()] == ["journal.sqlite.lock"]
    assert path.with_name("journal.sqlite.lock").stat().st_mode & 0o777 == 0o600
    lock.release()
    lock.release()
    assert list(path.parent.iterdir()) == []
    lock.take()
    lock.release()


def test_a_lock_file_that_was_removed_while_we_waited_for_it_is_no_lock(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The holder removes its file on closing; who had it open already would lock a file that nobody finds."""
    first = Lock(path)
    real_open = os.open
    opened: list[Path] = []

    def open_then_close_the_other(name: Any, *arguments: Any, **more: Any) -> int:
        descriptor = real_open(name, *arguments, **more)
        if not opened:
            first.release()
        opened.append(name)
        return descriptor

    first.take()
    monkeypatch.setattr(os, "open", open_then_close_the_other)
    second = Lock(path)
    second.take()
    assert len(opened) == 2
    monkeypatch.undo()
    with pytest.raises(JournalError, match="another console"):
        Lock(path).take()
    second.release()


def test_a_lock_file_that_cannot_be_made_is_a_sentence(path: Path) -> None:
    path.with_name("journal.sqlite.lock").mkdir()
    with pytest.raises(JournalError, match="its lock file cannot be made: is a directory"):
        Lock(path).take()


def test_on_a_full_disk_the_lock_holds_though_nobody_is_told_who_has_it(path: Path) -> None:
    """A full disk is a sentence of the journal's, or, where the journal has room yet, no reason not to start."""
    first = Lock(path)
    with full_after(0):
        first.take()
    with pytest.raises(JournalError, match="another console writes this journal"):
        Lock(path).take()
    first.release()
    assert list(path.parent.iterdir()) == []

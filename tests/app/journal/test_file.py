import os
import sqlite3
from pathlib import Path

import pytest

from app.errors import JournalError
from app.journal.file import (
    being_opened,
    beside,
    expect_file,
    folder_to_disk,
    in_words,
    nobody_opens,
    read_only_uri,
)


def test_the_files_beside_a_journal_are_named_after_it() -> None:
    assert beside(Path("/a/j.sqlite"), "-wal") == Path("/a/j.sqlite-wal")


def test_what_stands_beside_a_journal_is_found_by_a_link_to_it_too(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    journal = tmp_path / "there" / "j"
    journal.touch()
    (tmp_path / "link").symlink_to(journal)
    assert beside(tmp_path / "link", "-wal") == tmp_path / "there" / "j-wal"


def test_a_journal_is_a_plain_file(tmp_path: Path) -> None:
    journal = tmp_path / "j"
    with pytest.raises(JournalError, match="expected a journal, got: no such file or directory"):
        expect_file(journal)
    with pytest.raises(JournalError, match="expected a journal, found a folder"):
        expect_file(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(JournalError, match="no plain file"):
        expect_file(tmp_path / "pipe")
    with pytest.raises(JournalError, match="null"):
        expect_file(tmp_path / "a\0b")
    journal.touch()
    assert expect_file(journal).st_size == 0


def test_how_a_journal_is_read_depends_on_what_stands_beside_it(tmp_path: Path) -> None:
    journal = tmp_path / "a b?.sqlite"
    assert read_only_uri(journal) == f"file://{tmp_path}/a%20b%3F.sqlite?mode=ro&immutable=1"
    beside(journal, "-wal").touch()
    assert read_only_uri(journal).endswith("?mode=ro")
    beside(journal, "-shm").touch()
    assert read_only_uri(journal).endswith("?mode=ro&readonly_shm=1")


def test_what_sqlite_and_the_system_report_is_said_in_words(tmp_path: Path) -> None:
    with sqlite3.connect(":memory:") as connection:
        connection.execute("PRAGMA max_page_count = 1")
        with pytest.raises(sqlite3.OperationalError) as full:
            connection.execute("CREATE TABLE a (b)")
        with pytest.raises(sqlite3.OperationalError) as other:
            connection.execute("SELECT colour")
    connection.close()
    assert in_words(full.value) == "the disk is full"
    assert in_words(other.value) == "no such column: colour"
    assert in_words(OSError(28, "No space left on device")) == "no space left on device"
    assert in_words(ValueError("odd")) == "odd"
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode, error.sqlite_errorname = sqlite3.SQLITE_IOERR_FSYNC, "SQLITE_IOERR_FSYNC"
    assert in_words(error) == "the disk reports an error (SQLITE_IOERR_FSYNC)"


def test_a_folder_is_synced_where_there_is_one(tmp_path: Path) -> None:
    folder_to_disk(tmp_path)
    folder_to_disk(tmp_path / "none")


def test_a_console_knows_whether_a_reader_is_about_to_open_and_holds_none_up(tmp_path: Path) -> None:
    journal = tmp_path / "j"
    with being_opened(journal), being_opened(journal), nobody_opens(journal) as alone:
        assert not alone
    with nobody_opens(journal) as alone:
        assert alone
        with being_opened(journal):
            pass
    with being_opened(tmp_path / "none" / "j"), nobody_opens(tmp_path / "none" / "j") as alone:
        assert alone

"""The file of a journal: what stands beside it, and in words why it cannot be used."""

import os
import sqlite3
import stat
from pathlib import Path

from app.errors import JournalError

PRIVATE = 0o600  # callers' names and numbers: for the console's own user alone
PRIVATE_FOLDER = 0o700

# What SQLite may raise over a file we did not make: its message can quote bytes of the file that are no text.
SQLITE_FAULTS = (sqlite3.Error, UnicodeDecodeError)


def beside(path: Path, ending: str) -> Path:
    """Return the file beside a journal: `-wal` and `-shm` are SQLite's, `.spool` and `.lock` ours."""
    return path.with_name(path.name + ending)


def expect_file(path: Path) -> os.stat_result:
    """Return the status of a journal that must be there; raises JournalError for anything that is no plain file."""
    try:
        status = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise JournalError(f"{path}: expected a journal, got: {in_words(error)}") from error
    if stat.S_ISDIR(status.st_mode):
        raise JournalError(f"{path}: expected a journal, found a folder")
    if not stat.S_ISREG(status.st_mode):
        raise JournalError(f"{path}: expected a journal, found something that is no plain file")
    return status


def read_only_uri(path: Path) -> str:
    """Return the URI by which SQLite reads a journal without writing a byte of it or leaving a file beside it.

    No `-wal`: nobody has it open, and it is read as it stands (`immutable`; a plain read-only connection would leave a
    -wal and a -shm there). A `-wal` and a `-shm`: a console is writing, or was killed; SQLite's locks or, after a kill,
    an index of the -wal in our own memory. A `-wal` alone (files that were copied): SQLite makes the -shm it needs.
    """
    uri = f"{path.absolute().as_uri()}?mode=ro"
    if not beside(path, "-wal").exists():
        return f"{uri}&immutable=1"
    return f"{uri}&readonly_shm=1" if beside(path, "-shm").exists() else uri


def folder_to_disk(folder: Path) -> None:
    """Wait until the names of files that were just made in a folder are on the disk, where the system can do that."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folder, and needs none
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass  # a file system that cannot sync a folder keeps its names in its own way
    finally:
        os.close(descriptor)


def in_words(error: Exception) -> str:
    """Say in a few words what SQLite or the system reported."""
    if isinstance(error, sqlite3.Error):
        code: int = getattr(error, "sqlite_errorcode", 0)
        if code & 0xFF == sqlite3.SQLITE_IOERR:
            return f"the disk reports an error ({error.sqlite_errorname})"
        return _SQLITE_WORDS.get(code & 0xFF, str(error))
    if isinstance(error, UnicodeDecodeError):
        return _SQLITE_WORDS[sqlite3.SQLITE_CORRUPT]
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return str(error)


_SQLITE_WORDS = {  # by primary result code (sqlite.org/rescode.html)
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program holds the journal locked",
    sqlite3.SQLITE_LOCKED: "another program holds the journal locked",
    sqlite3.SQLITE_READONLY: "the journal may be read but not written",
    sqlite3.SQLITE_CANTOPEN: "the journal's files cannot be opened",
    sqlite3.SQLITE_PERM: "the journal may not be opened",
    sqlite3.SQLITE_CORRUPT: "the journal's file is damaged",
    sqlite3.SQLITE_NOTADB: "found a file that is no SQLite database",
}

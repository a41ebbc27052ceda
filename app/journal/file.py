"""The file of a journal: what stands beside it, and in words why it cannot be used."""

import os
import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.errors import JournalError

if sys.platform != "win32":
    import fcntl

PRIVATE = 0o600  # callers' names and numbers: for the console's own user alone
PRIVATE_FOLDER = 0o700
LOCK_TRIES = 100
LOCK_STEP = 0.002  # seconds between them

# What SQLite may raise over a file we did not make: its message can quote bytes of the file that are no text.
SQLITE_FAULTS = (sqlite3.Error, UnicodeDecodeError)


def beside(path: Path, ending: str) -> Path:
    """Return the file beside a journal: `-wal` and `-shm` are SQLite's, `.spool` and `.lock` ours.

    Beside the journal itself, where `path` is a link to it.
    """
    itself = Path(os.path.realpath(path)) if path.is_symlink() else path  # `resolve` would raise for links in a circle
    return itself.with_name(itself.name + ending)


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


@contextmanager
def being_opened(path: Path) -> Iterator[None]:
    """Hold a reader's place between its look at what stands beside a journal and its having opened it.

    A console that closes waits for it (`nobody_opens`): for a reader that saw a -wal an instant before it went, SQLite
    makes another. The folder is locked, not the journal: closing the file would drop SQLite's own locks on it.
    """
    descriptor = None
    for _ in range(LOCK_TRIES):
        try:
            descriptor = _folder_locked(path, shared=True)
            break
        except BlockingIOError:  # held by a console for one look; whoever holds it longer must not hold us up
            threading.Event().wait(LOCK_STEP)
    try:
        yield
    finally:
        if descriptor is not None:
            os.close(descriptor)


@contextmanager
def nobody_opens(path: Path) -> Iterator[bool]:
    """Give True, and keep readers from opening a journal meanwhile; False if one is about to."""
    try:
        descriptor = _folder_locked(path, shared=False)
    except BlockingIOError:
        yield False
        return
    try:
        yield True
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _folder_locked(path: Path, shared: bool) -> int | None:
    """Return the folder of a journal, open and locked; None where folders cannot be. Raises BlockingIOError."""
    if sys.platform == "win32":
        return None
    try:
        descriptor = os.open(beside(path.absolute(), "").parent, os.O_RDONLY)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        raise
    except OSError:
        pass  # a file system without locks: what is left beside a journal then is empty
    return descriptor


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
        if code == sqlite3.SQLITE_IOERR_SHMSIZE:  # no room for the index of the -wal
            return SQLITE_WORDS[sqlite3.SQLITE_FULL]
        if code & 0xFF == sqlite3.SQLITE_IOERR:
            return f"the disk reports an error ({error.sqlite_errorname})"
        return SQLITE_WORDS.get(code & 0xFF, str(error))
    if isinstance(error, UnicodeDecodeError):
        return SQLITE_WORDS[sqlite3.SQLITE_CORRUPT]
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[:1].lower() + error.strerror[1:]
    return str(error)


def why_not_opened(path: Path, error: Exception) -> str:
    """Say why SQLite could not open a journal: it does not tell that the file may not be read."""
    readable = os.access(path, os.R_OK, effective_ids=os.access in os.supports_effective_ids)
    return in_words(error) if readable else "permission denied"


SQLITE_WORDS = {  # by primary result code (sqlite.org/rescode.html)
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_BUSY: "another program holds the journal locked",
    sqlite3.SQLITE_LOCKED: "another program holds the journal locked",
    sqlite3.SQLITE_READONLY: "the journal may be read but not written",
    sqlite3.SQLITE_CANTOPEN: "the journal's files cannot be opened",
    sqlite3.SQLITE_PERM: "the journal may not be opened",
    sqlite3.SQLITE_CORRUPT: "the journal's file is damaged",
    sqlite3.SQLITE_NOTADB: "a file that is no SQLite database",
}

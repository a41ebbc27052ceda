"""One console for one journal: a lock file beside it, held while the console runs.

The system lets go of the lock when its process dies, however it dies, so a lock file left by `kill -9` stands in
nobody's way. The file holds the process id of the holder, only to be told to people.
"""

import os
import sys
from pathlib import Path

from app.errors import JournalError
from app.journal.file import PRIVATE, beside, in_words

if sys.platform == "win32":
    import msvcrt

    _LOCKED_BYTE = 1 << 30  # far behind the process id, which others must be able to read

    def _hold(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _hold(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


TRIES = 10  # each is lost only if another console closes in that very instant
PID_BYTES = 20  # the digits of a process id, with room


class Lock:
    """The lock of one journal."""

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._path = beside(journal, ".lock")
        self._descriptor = -1

    def take(self) -> None:
        """Take the lock. Raises JournalError if another console (or this one, once more) holds it."""
        for _ in range(TRIES):
            try:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE)
            except OSError as error:
                raise JournalError(f"{self._journal}: its lock file cannot be made: {in_words(error)}") from error
            try:
                _hold(descriptor)
            except (BlockingIOError, PermissionError) as error:
                holder = _pid(descriptor)
                os.close(descriptor)
                raise JournalError(
                    f"{self._journal}: another console{holder} writes this journal, expected one console a journal"
                ) from error
            except OSError as error:
                os.close(descriptor)
                raise JournalError(f"{self._journal}: the journal cannot be locked: {in_words(error)}") from error
            if self._is_in_place(descriptor):
                self._descriptor = descriptor
                _tell_pid(descriptor)
                return
            os.close(descriptor)  # the holder before us removed the file between our opening and our locking
        raise JournalError(f"{self._journal}: its lock file comes and goes, expected one console a journal")

    def release(self) -> None:
        """Let go and remove the lock file; nothing if it is not held."""
        if self._descriptor < 0:
            return
        descriptor, self._descriptor = self._descriptor, -1
        try:
            if sys.platform != "win32":  # removed while held, so that nobody can lock a file that is about to go
                self._path.unlink()
        except OSError:
            pass  # a lock file that stays says nothing: the lock itself goes with the descriptor
        os.close(descriptor)
        if sys.platform == "win32":
            try:
                self._path.unlink()
            except OSError:
                pass  # another console has it open already

    def _is_in_place(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), os.stat(self._path))
        except OSError:
            return False


def _tell_pid(descriptor: int) -> None:
    """Write who holds the lock. On a full disk nobody is told: the lock holds all the same."""
    try:
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, str(os.getpid()).encode("ascii"))
    except OSError:
        pass


def _pid(descriptor: int) -> str:
    try:
        digits = os.pread(descriptor, PID_BYTES, 0) if sys.platform != "win32" else os.read(descriptor, PID_BYTES)
    except OSError:
        return ""
    return f" (process {int(digits)})" if digits.isdigit() else ""

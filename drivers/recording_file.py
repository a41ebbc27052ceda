"""Recordings on disk: what `--record FILE` writes, and what `replay:FILE` and `answerpoint decode FILE` read.

The text of a recording is `app.spill.recording`'s; here are the file, its permissions, and a thread that writes, so
that a disk that stalls never stalls the line.
"""

import io
import logging
import os
import stat
import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from app.clock import Clock
from app.errors import FeedError
from app.ports import Chunk
from app.spill import recording

PRIVATE = 0o600
"""Callers' names and numbers stand in a recording: only its owner reads it."""

WAITING_CHUNKS = 10_000
"""Chunks that may wait for the disk: minutes of a line that never rests, and at most 40 MB. Then the recording ends."""

CLOSE_SECONDS = 5.0
"""How long closing waits for the disk to take what is left."""

_log = logging.getLogger(__name__)


class RecordingFile:
    """A `RecordingSink` in a new file. Raises FeedError if the file exists or cannot be made.

    What goes wrong later is told once, in a sentence: to `problem`, which is called from any thread (where there is
    none, to the log), and kept in `fault`. The file then ends with the last whole line.
    """

    def __init__(
        self, path: str | Path, clock: Clock, feed_name: str, problem: Callable[[str], None] | None = None
    ) -> None:
        self.fault = ""
        self._path = path
        self._problem = problem
        self._waiting: deque[Chunk] = deque()
        self._wake = threading.Condition()
        self._closing = False
        try:
            self._file = open(path, "xb", buffering=0, opener=_private)  # noqa: SIM115 (open as long as the feed)
            try:
                self._good = _write(self._file, recording.write_header(feed_name, clock.now()))
            except OSError:
                self._file.close()
                with suppress(OSError):
                    os.unlink(path)  # made here, and nothing whole is in it
                raise
        except FileExistsError as error:
            raise FeedError(f"recording {path}: expected a new file, got one that exists") from error
        except (OSError, ValueError) as error:
            raise FeedError(f"recording {path}: expected a file that can be written, got: {_words(error)}") from error
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    def record(self, chunk: Chunk) -> None:
        """Take one chunk; it is on its way to the disk at once. Never raises and never waits for the disk."""
        with self._wake:
            if self._closing or self.fault:
                return
            full = len(self._waiting) >= WAITING_CHUNKS
            if not full:
                self._waiting.append(chunk)
                self._wake.notify()
        if full:
            self._stop(f"the disk does not take what comes; {WAITING_CHUNKS} chunks wait")

    def close(self) -> None:
        """Write what is left and close the file; may be called from any thread, more than once."""
        with self._wake:
            self._closing = True
            self._wake.notify()
        self._thread.join(CLOSE_SECONDS)
        if self._thread.is_alive():
            self._stop(f"the disk did not take the last {len(self._waiting)} chunks within {CLOSE_SECONDS:g} s")

    def _run(self) -> None:
        try:
            with self._file:
                self._write_all()
        except OSError as error:
            self._stop(_words(error))

    def _write_all(self) -> None:
        try:
            while chunks := self._next():
                for chunk in chunks:
                    self._good += _write(self._file, recording.write_chunk(chunk))
        except OSError:
            self._drop_torn_line()
            raise

    def _next(self) -> list[Chunk]:
        """Wait for chunks and take all there are; none means that the recording is over."""
        with self._wake:
            while not self._waiting and not self._closing:
                self._wake.wait()
            chunks = list(self._waiting)
            self._waiting.clear()
        return chunks

    def _stop(self, why: str) -> None:
        with self._wake:
            if self.fault:
                return
            self.fault = f"recording {self._path}: no longer written: {why}"
            self._waiting.clear()
        if self._problem is None:
            _log.error("%s", self.fault)
        else:
            self._problem(self.fault)

    def _drop_torn_line(self) -> None:
        try:
            self._file.truncate(self._good)
        except OSError:
            pass  # then the last line is torn; a reader gives all before it, and says so


@contextmanager
def open_recording(path: str | Path, read: Callable[[int], None] | None = None) -> Iterator[recording.RecordingReader]:
    """Open a recording for the length of a `with`: an iterator of its chunks, read as they are taken.

    `read` is told how many bytes of the file each line took, as it is read.

    Raises FeedError if there is no such file or it is no recording, and where a fault stands, when the chunks before it
    have been taken.
    """
    try:
        with _open(path) as file:
            yield recording.RecordingReader(_lines(file, read))
    except FeedError as error:  # an OSError may be of what the recording is written into, by whoever reads it
        raise FeedError(f"recording {path}: {error}") from error


def _open(path: str | Path) -> BinaryIO:
    """Open a plain file: a pipe or a terminal would be waited for."""
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise FeedError("expected a file, got something else of that name")
        return open(path, "rb")
    except ValueError as error:  # a name with a NUL
        raise FeedError(f"expected the name of a file, got one with an {error}") from error
    except OSError as error:
        raise _not_read(error) from error


def _lines(file: BinaryIO, read: Callable[[int], None] | None) -> Iterator[str]:
    """Yield the lines; one that is too long comes in pieces, the first of which the reader refuses."""
    while True:
        try:
            line = file.readline(recording.MAX_LINE_LENGTH + 1)
        except OSError as error:
            raise _not_read(error) from error
        if not line:
            return
        if read is not None:
            read(len(line))
        yield line.decode("utf-8", "replace")


def _not_read(error: OSError) -> FeedError:
    return FeedError(f"expected a file that can be read, got: {_words(error)}")


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, PRIVATE)


def _write(file: io.FileIO, text: str) -> int:
    data = text.encode("utf-8")
    left = data
    while left:
        left = left[file.write(left) :]
    return len(data)


def _words(error: Exception) -> str:
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else str(error)

"""The emulator's own truth on disk: one JSON object a line for everything that it sent.

    {"n": 12, "at": "2026-07-01T16:00:05.000000Z", "link": 1, "call": 9, "what": "record", "whole": true, "faults": [],
     "bytes": "NTU1...", "meant": "..."}

n       counts the lines of the log, from 1
at      when the last byte was written
link    the link, from 1
call    the call's number in the order of sending; the same for a record and its first line sent alone
what    record, heartbeat, noise, or nothing: a call of which nothing was sent
whole   a console that listened must show it (`drivers.emulator.truth`)
faults  what struck it, by name
bytes   base64 of what went over the line; of one link and in order, they are all that was sent on it
meant   base64 of what the controller sent, where that is something else
"""

import base64
import json
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from app.clock import as_text
from app.errors import FeedError
from drivers.emulator.line import What
from drivers.emulator.truth import Sent


def sent_json(sent: Sent, number: int, at: datetime) -> str:
    """Return the line of a log, without its end."""
    told = {
        "n": number,
        "at": as_text(at),
        "link": sent.link,
        "call": sent.number,
        "what": sent.what.value,
        "whole": sent.whole,
        "faults": list(sent.faults),
        "bytes": base64.b64encode(sent.data).decode(),
    }
    if sent.meant != sent.data and sent.meant:
        told["meant"] = base64.b64encode(sent.meant).decode()
    return json.dumps(told)


def read_sent(text: str) -> Sent:
    """Return what a line of a log tells. Raises ValueError for any other text."""
    try:
        told = json.loads(text)
        data = base64.b64decode(told["bytes"], validate=True)
        return Sent(
            link=int(told["link"]),
            number=int(told["call"]),
            what=What(told["what"]),
            data=data,
            meant=base64.b64decode(told["meant"], validate=True) if "meant" in told else data,
            whole=told["whole"] is True,
            faults=tuple(str(each) for each in told["faults"]),
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"expected a line of an emulator's log, got {text[:60]!r}") from error


def read_log(path: Path) -> Iterator[Sent]:
    """Yield what a log tells, in its order. Raises FeedError if it cannot be read."""
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                try:
                    yield read_sent(line)
                except ValueError as error:
                    raise FeedError(f"log {path} line {number}: {error}") from error
    except OSError as error:
        raise FeedError(f"log {path}: expected a file that can be read, got {error.strerror or error}") from error


class SentLog:
    """A log being written to a new file, or to a device. Raises FeedError where it is there or cannot be written.

    It is written as things are sent. On a disk that is full it ends with its last whole line, and a file without any
    is taken away again.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number = 0
        self._good = 0  # bytes of whole lines
        try:
            self._new = not path.is_char_device()
            self._file = path.open("xb" if self._new else "wb", buffering=0)  # open as long as the emulator runs
        except FileExistsError as error:
            raise FeedError(f"log {path}: expected a new file, got one that exists") from error
        except (OSError, ValueError) as error:
            raise self._fault(error) from error

    def write(self, sent: Sent, at: datetime) -> None:
        """Write one line, so that whoever reads along sees it at once."""
        data = f"{sent_json(sent, self._number + 1, at)}\n".encode()
        left = memoryview(data)
        try:
            while left:
                left = left[self._file.write(left) :]
        except OSError as error:
            self._drop_torn_line()
            raise self._fault(error) from error
        self._number += 1
        self._good += len(data)

    def close(self) -> None:
        """Close the file."""
        try:
            self._file.close()
        except OSError as error:
            raise self._fault(error) from error

    def _drop_torn_line(self) -> None:
        if not self._new:
            return
        with suppress(OSError):  # then the last line is torn; a reader says so
            self._file.truncate(self._good)
            if not self._good:
                self._path.unlink()

    def _fault(self, error: Exception) -> FeedError:
        words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        whole = f"; its first {self._number} lines are there" if self._number else ""
        return FeedError(f"log {self._path}: expected a file that can be written, got: {words.lower()}{whole}")

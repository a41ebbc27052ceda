"""One thread that looks for related calls in the journal, a moment after it was asked: behind the caller's first paint.

Whoever asks is not held up, whatever the disk does, and hears of what was found from this thread. It begins with the
first search, so that a console that never needs it has no thread for it.
"""

import logging
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from app.errors import JournalError
from app.journal.records import FoundCall, Wanted
from app.journal.related import related_calls

log = logging.getLogger("answerpoint.journal")

AFTER_PAINT = 0.1  # seconds: a caller is painted in a tenth of that, and nobody reads another call's row sooner
MOST_DUE = 3  # searches that wait; where callers come quicker than they are painted, the oldest is left
CLOSE_SECONDS = 3.0  # a shut-down does not wait longer for a search on a disk that hangs

Done = Callable[[Wanted, tuple[FoundCall, ...], str], None]


class Searcher:
    """Searches the journal at `path`; `search` and `close` are for any thread, `done` comes from the searcher's own.

    `done(wanted, found, trouble)` is given what was found, newest first; or why it could not be looked for, "" else.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._due: dict[int, tuple[float, Wanted, Done]] = {}  # by call, the oldest first
        self._changed = threading.Condition()
        self._shut = False
        self._thread: threading.Thread | None = None

    def search(self, wanted: Wanted, done: Done) -> None:
        """Look for related calls, a moment from now; a newer search for the same call takes this one's place."""
        with self._changed:
            if self._shut:
                return
            idle = not self._due  # else the thread wakes by itself, at the latest when the oldest is due
            self._due.pop(wanted.call, None)
            self._due[wanted.call] = (monotonic() + AFTER_PAINT, wanted, done)
            while len(self._due) > MOST_DUE:
                del self._due[next(iter(self._due))]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="journal search", daemon=True)
                self._thread.start()
            if idle:
                self._changed.notify()

    def close(self) -> None:
        """Begin no more searches, and wait for the one under way, CLOSE_SECONDS at most. May be called again."""
        with self._changed:
            self._shut = True
            self._due.clear()
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(CLOSE_SECONDS)

    def _work(self) -> None:
        while (job := self._next()) is not None:
            wanted, done = job
            try:
                try:
                    found, trouble = related_calls(self._path, wanted), ""
                except JournalError as error:
                    found, trouble = (), str(error)
                if not self._shut:
                    done(wanted, found, trouble)
            except Exception:
                log.exception("a search for related calls failed")

    def _next(self) -> tuple[Wanted, Done] | None:
        """Wait for the search that is due first; None when there will be no more."""
        with self._changed:
            while not self._shut:
                if not self._due:
                    self._changed.wait()
                    continue
                call = next(iter(self._due))
                when, wanted, done = self._due[call]
                left = when - monotonic()
                if left <= 0:
                    del self._due[call]
                    return wanted, done
                self._changed.wait(left)
        return None

"""The journal as the console writes it: one worker thread that owns the connection, a queue before it.

Threads: `Journal.open`, `write`, `calls_since` and `close` are for any thread; `done` and `on_state` are called from
the worker, one at a time, and must return soon. Nothing here knows a clock but for waiting: every time that is written
came with its record.
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from app.errors import JournalError
from app.journal.entry import Entry, entries_of
from app.journal.file import PRIVATE_FOLDER, in_words
from app.journal.lock import Lock
from app.journal.read import CALLS_SHOWN, calls_since
from app.journal.records import Record
from app.journal.turns import State, Turns, Written

log = logging.getLogger("answerpoint.journal")

RETRY_SECONDS = 3.0  # between tries to enter what was set aside, while nothing new comes
OPEN_SECONDS = 30.0  # a spool of many thousand turns is entered in this; a disk that hangs longer is told
IDLE_SECONDS = 0.5  # without a turn, after which the worker tidies up
CLOSE_SECONDS = 8.0  # a shut-down does not wait longer for a disk that hangs

Done = Callable[[Written], None]
OnState = Callable[[State, str, int], None]
_Job = tuple[list[Entry], Done]


class Journal:
    """A journal that is open for writing; made by `Journal.open`.

    `next_call_id` is the id the next call is to have, as it was on opening. `notes` are sentences about what was found
    then (a spool that was entered, a damaged line). `on_state` is called with state, detail and number of pending
    records whenever the state changes, also back to `written`; it may be replaced at any time.
    """

    def __init__(self, path: Path, on_state: OnState) -> None:
        self.path = path
        self.on_state = on_state
        self.next_call_id = 1
        self.notes: tuple[str, ...] = ()
        self._lock = Lock(path)
        self._turns: Turns | None = None
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._opened: queue.SimpleQueue[Exception | None] = queue.SimpleQueue()
        self._gate = threading.Lock()
        self._shut = False
        self._last_words = ""
        self._thread = threading.Thread(target=self._work, name="journal", daemon=True)

    @classmethod
    def open(cls, path: Path, on_state: OnState | None = None, *, makes_folder: bool = False) -> "Journal":
        """Open the journal at `path`, made where there is none, and enter what is in its spool.

        Its folder is made only with `makes_folder`: one that somebody named and that is not there is a slip of the
        hand, or a disk that is not mounted. Raises JournalError: a second console, no journal, a newer version, a
        folder that is not there, a place that cannot be written.
        """
        try:
            path = path.resolve()
            if path.exists() and not path.is_file():
                raise JournalError(f"{path}: expected a journal, found a folder or something that is no plain file")
            if makes_folder:
                path.parent.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
            elif not path.parent.is_dir():
                wanted = "expected a journal in a folder that is there"
                raise JournalError(f"{path}: {wanted}, got no folder {path.parent}; make it, or name another")
        except (OSError, ValueError, RuntimeError) as error:  # ValueError: a NUL; RuntimeError: links in a circle
            raise JournalError(f"{path}: no journal can be here: {in_words(error)}") from error
        journal = cls(path, on_state or _nobody)
        journal._lock.take()
        journal._thread.start()
        try:
            problem = journal._opened.get(timeout=OPEN_SECONDS)
        except queue.Empty:
            raise JournalError(f"{path}: the disk has not answered for {OPEN_SECONDS:.0f} s") from None
        if problem is not None:
            journal._thread.join()
            if isinstance(problem, OSError):  # its folder was closed to us since it was looked at
                raise JournalError(f"{path}: the journal cannot be opened: {in_words(problem)}") from problem
            raise problem
        return journal

    @property
    def state(self) -> State:
        """How the journal is now."""
        return self._turns.state if self._turns else State.WRITTEN

    @property
    def detail(self) -> str:
        """Why not all is in the journal, in words; "" if all is."""
        return self._turns.detail if self._turns else ""

    @property
    def pending(self) -> int:
        """How many records are set aside, in the spool or in memory."""
        return self._turns.pending if self._turns else 0

    def write(self, records: Sequence[Record], done: Done) -> None:
        """Queue one turn and return at once; `done` is called from the worker when it is known where the turn is.

        Raises ValueError for a record that is wrong by our own mistake (see `entry.entries_of`), RuntimeError after
        `close`.
        """
        entries = entries_of(records)
        with self._gate:
            if self._shut:
                raise RuntimeError("a record came for a journal that is closed")
            self._jobs.put((entries, done))

    def calls_since(
        self, instant: datetime, limit: int = CALLS_SHOWN, unread: list[str] | None = None
    ) -> list[dict[str, Any]]:
        """Return the calls that arrived at `instant` or later, as `read.calls` gives them, newest last.

        At most `limit` of them, the newest; only what is in the journal, not what is set aside. Raises JournalError;
        with `unread`, one call that cannot be read is named there instead.
        """
        return calls_since(self.path, instant, limit, unread)

    def close(self) -> str:
        """Write what is queued, enter what can be entered and close; returns "" or a sentence on what went wrong.

        Takes at most CLOSE_SECONDS, even if the disk hangs. May be called more than once.
        """
        with self._gate:
            if not self._shut:
                self._shut = True
                self._jobs.put(None)
        self._thread.join(CLOSE_SECONDS)
        if self._thread.is_alive():
            return (
                f"{self.path}: the disk has not answered for {CLOSE_SECONDS:.0f} s, so the last turn "
                f"and {max(self._jobs.qsize() - 1, 0)} behind it may not be on it"
            )
        return self._last_words

    # --- the worker: all below runs in its thread ----------------------------------------------------------------

    def _work(self) -> None:
        try:
            turns = Turns(self.path)
        except Exception as error:  # noqa: BLE001  whatever it is, it is raised where the journal is being opened
            self._lock.release()
            self._opened.put(error)
            return
        self._turns = turns
        self.next_call_id = turns.next_call
        self.notes = tuple(turns.notes)
        self._opened.put(None)
        try:
            self._serve(turns)
            self._last_words = turns.close()
        except Exception as error:
            log.exception("the journal's worker stopped")
            self._last_words = f"{self.path}: a fault in this program stopped the journal ({type(error).__name__})"
        finally:
            self._lock.release()

    def _serve(self, turns: Turns) -> None:
        while True:
            told = turns.state
            patience: float | None = RETRY_SECONDS
            if told is State.WRITTEN:
                patience = IDLE_SECONDS if turns.wants_rest else None
            try:
                job = self._jobs.get(timeout=patience)
            except queue.Empty:
                if told is State.WRITTEN:
                    turns.rest()
                else:
                    turns.retry()
            else:
                if job is None:
                    return
                entries, done = job
                written = turns.take(entries)
                self._tell(done, written)
                if written.state is not State.WRITTEN:
                    if written.state is not told:
                        self._tell(self.on_state, written.state, written.detail, written.pending)
                        told = written.state
                    turns.retry()
                turns.tidy()
            if turns.state is not told:
                self._tell(self.on_state, turns.state, turns.detail, turns.pending)

    def _tell(self, whom: Callable[..., None], *what: object) -> None:
        try:
            whom(*what)
        except Exception:
            log.exception("telling how the journal is failed")


def _nobody(_state: State, _detail: str, _pending: int) -> None:
    """Stand in for an `on_state` that was not given."""

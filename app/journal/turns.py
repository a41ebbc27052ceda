"""Where a turn goes: into the tables, else into the spool, else into memory; in this order, and never lost in silence.

Once a turn was set aside, those after it follow it until all have been entered, so that the chain holds them in the
order in which they happened. Synchronous and without a thread; the store's worker is the one that uses it.
"""

import errno
import logging
import sqlite3
import threading
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app.errors import JournalError
from app.journal.entry import Entry
from app.journal.file import SQLITE_FAULTS, beside, folder_to_disk, in_words, nobody_opens
from app.journal.fold import encode
from app.journal.spool import Line, Spool
from app.journal.writer import Writer

log = logging.getLogger("answerpoint.journal")

GROUP_TURNS = 100  # the most turns entered from the spool in one transaction
MEMORY_TURNS = 10_000  # turns kept when disk and spool both fail: days of a busy position, some tens of megabytes
CHECKPOINT_TURNS = 200  # turns after which the -wal is moved into the journal, however busy it is: some 4 MB
SHIFTED_BY = 100  # ids by which a turn may stand before its own, for lines before it that were damaged
UNSEEN_TURNS = 20  # turns after which the file is looked for, however busy it is
IDLE_TURNS = 10  # turns that are worth a checkpoint when nothing comes for a while
READERS_SECONDS = 2.0  # how long closing waits for `calls` or `verify` to finish, so that one file is left
READERS_STEP = 0.01  # between looks whether they have
LOOKS_GONE = 3  # looks in a row that must not find a -wal
LOOKS_HELD = 10  # looks for which readers that come are kept waiting, half as long as they would wait
RECORDS_LOST = "records_lost"  # the event that stands in the journal for those that memory could not hold

_PASSING = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_BUSY)  # faults that do not lie in the connection


class State(StrEnum):
    """Where a turn is."""

    WRITTEN = "written"  # in the journal, on the disk
    SPOOLED = "spooled"  # in the spool, on the disk
    MEMORY = "memory"  # nowhere but in this process


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a turn: `detail` says why it is not in the journal, `pending` how many records are not."""

    state: State
    detail: str = ""
    pending: int = 0


_WRITTEN = Written(State.WRITTEN)


class Turns:
    """The journal at `path`, made if it is not there; what its spool holds is entered first.

    `state`, `detail` and `pending` tell how it stands, `notes` what was found on opening, `next_call` the id that the
    next call is to have. Raises JournalError if the journal cannot be opened; nothing else is ever raised.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writer: Writer | None = Writer(path)
        self._identity = self._writer.first_hash
        self._spool = Spool(path, self._identity)
        self._memory: deque[list[Entry]] = deque()
        self._memory_records = 0
        self._lost = 0
        self._lost_at = ""
        self._journal_why = ""
        self._spool_why = ""
        self._next_event = (
            self._writer.last_event + 1
        )  # the id that the first record of the next turn set aside is to have
        self._turns = 0  # since the last checkpoint
        self._unseen: list[list[Entry]] = []  # turns written since the file was last seen in its place
        self.state = State.WRITTEN
        self.notes: list[str] = []
        if self._writer.fault:
            self.notes.append(f"{path}: {self._writer.fault}, so `answerpoint verify` will call it broken")
        last_call = self._writer.last_call
        try:
            self._spool.open()
        except OSError as error:
            self.notes.append(f"{self._spool.path}: the spool cannot be used: {in_words(error)}")
        else:
            if not self._spool.has_room:
                self.notes.append(f"{self._spool.path}: no room could be kept for it, a full disk will stop it too")
            self._enter_old_spool()
        folder_to_disk(path.parent)
        self.next_call = max(last_call, self._spool.last_call) + 1

    @property
    def pending(self) -> int:
        """How many records are set aside, in the spool or in memory."""
        return self._spool.records + self._memory_records

    @property
    def detail(self) -> str:
        """Why not all is in the journal, in words; "" if all is."""
        lost = f"{self._lost} records were dropped, the oldest first" if self._lost else ""
        return "; ".join(why for why in (self._journal_why, self._spool_why, lost) if why)

    def take(self, entries: list[Entry]) -> Written:
        """Bring one turn to the best place it can go now and tell which."""
        if self.state is State.WRITTEN:
            self._journal_why = self._enter(entries)
            if not self._journal_why:
                self._turns += 1
                self._unseen.append(entries)
                return _WRITTEN
            log.error("the journal cannot be written: %s", self._journal_why)
        self.state = self._set_aside(entries)
        return Written(self.state, self.detail, self.pending)

    def retry(self) -> None:
        """Enter what was set aside, if it can be now; nothing is waited for."""
        self._journal_why = self._enter_aside()
        if not self._journal_why:
            self.state, self._spool_why = State.WRITTEN, ""
            log.info("the journal is written again")
            return
        while self._memory and self._to_spool(self._first_in_memory, self._memory[0]):  # better than in memory
            self._forget_oldest()
        self.state = State.MEMORY if self._memory else State.SPOOLED

    @property
    def wants_rest(self) -> bool:
        """Tell whether there is something to do when no turn comes for a while."""
        return self.state is State.WRITTEN and (bool(self._unseen) or self._turns >= IDLE_TURNS)

    def rest(self) -> None:
        """Look after the file while no turn waits for it: is it still in its place, is a checkpoint worth while."""
        self._look()
        if self._turns >= IDLE_TURNS:
            self._checkpoint()

    def tidy(self) -> None:
        """Do the same between two turns, where no idle moment has come for long."""
        if len(self._unseen) >= UNSEEN_TURNS:
            self._look()
        if self._turns >= CHECKPOINT_TURNS:
            self._checkpoint()

    def _look(self) -> None:
        """See whether the file is still in its place; if somebody removed it, set aside after all what went into it."""
        if self.state is not State.WRITTEN or self._writer is None:
            return
        away = self._writer.away()
        if away:
            log.error("the journal's file is away: %s", away)
            self._failed(OSError(errno.ENOENT, away))
            self._journal_why = away
            self._next_event -= sum(len(entries) for entries in self._unseen)
            for entries in self._unseen:
                self.state = self._set_aside(entries)
        self._unseen = []

    def _checkpoint(self) -> None:
        self._turns = 0
        if self._writer is not None:
            self._writer.checkpoint()

    def close(self) -> str:
        """Enter what can be entered and close; returns "" or a sentence on what is not as it should be."""
        self._look()
        if self.state is not State.WRITTEN:
            self.retry()
        words = []
        if self._spool.records:
            words.append(f"{self._spool.records} records wait in {self._spool.path.name} for the next start")
        if self._memory_records or self._lost:
            words.append(f"{self._memory_records + self._lost} records are lost, no disk took them")
        if words:
            words.append(self.detail)
        try:
            if self._writer is not None:
                self._writer.close()
                self._wait_for_readers()
        except SQLITE_FAULTS as error:
            words.append(f"what is in its -wal could not be moved into it and must stay beside it: {in_words(error)}")
        self._spool.close()
        return f"{self._path}: {'; '.join(words)}" if words else ""

    def _enter_old_spool(self) -> None:
        found, bad, foreign = self._spool.records, self._spool.bad, self._spool.foreign
        if not found and not bad and not foreign:
            return
        self._skip_entered()
        self._next_event += self._spool.records
        self.state = State.SPOOLED
        self.retry()
        if self.state is not State.WRITTEN:
            self.notes.append(f"{self._spool.path}: {self.pending} records still wait to be entered: {self.detail}")
        elif found:
            self.notes.append(f"{self._spool.path}: {found} records that had been set aside were entered")
        kept = f", the file is kept as {self._spool.kept_as}" if self._spool.kept_as else ""
        if bad:
            self.notes.append(f"{self._spool.path}: {bad} half-written or damaged lines cannot be entered{kept}")
        if foreign:
            self.notes.append(f"{self._spool.path}: {foreign} records of another journal were not entered{kept}")

    def _skip_entered(self) -> None:
        """Pass over what was entered before the power went, which takes no more ids."""
        try:
            for line in self._spool.lines():
                if self._writer is None or not self._is_in(self._writer, line):
                    return
                self._spool.entered(line)
        except (*SQLITE_FAULTS, OSError):
            pass  # told when the spool cannot be entered either

    def _enter(self, entries: Sequence[Entry]) -> str:
        """Write entries into the tables; returns why they could not be, in words."""
        try:
            writer = self._opened()
            writer.enter(entries)
            self._entered(writer)
        except Exception as error:  # noqa: BLE001  a fault of ours must not lose the turn either
            return self._failed(error)
        return ""

    def _enter_aside(self) -> str:
        """Write all that was set aside into the tables, spool before memory; returns why not, in words."""
        try:
            writer = self._opened()
            writer.wait_for_lock(False)
            self._enter_spool(writer)
            if self._lost:
                writer.enter([self._loss()])
                self._lost = 0
            while self._memory:
                entries = self._memory[0]
                if not writer.has(self._first_in_memory, entries):
                    writer.enter(entries)
                self._forget_oldest()
            writer.wait_for_lock(True)
            self._entered(writer)
        except Exception as error:  # noqa: BLE001  as above
            return self._failed(error)
        return ""

    def _opened(self) -> Writer:
        """Return the journal, opened again if it had to be given up. Raises JournalError as `Writer`, or if another
        journal was put in its place: the calls of that one have the numbers of ours.
        """
        if self._writer is None:
            writer = Writer(self._path, make=False)
            if self._identity not in ("", writer.first_hash):
                writer.close()
                raise JournalError(f"{self._path}: another journal was put in the place of this console's")
            self._writer = writer
        return self._writer

    def _entered(self, writer: Writer) -> None:
        self._next_event = writer.last_event + 1
        self._identity = self._spool.journal = writer.first_hash

    def _enter_spool(self, writer: Writer) -> None:
        self._spool.open_again()
        group: list[Line] = []
        size = 1  # the first alone: it tells whether there is any use in reading on
        for line in self._spool.lines():
            if self._is_in(writer, line):  # it was entered just before the power went
                self._enter_group(writer, group)
                group = []
                self._spool.entered(line)
                continue
            group.append(line)
            if len(group) >= size:
                self._enter_group(writer, group)
                group, size = [], min(2 * size, GROUP_TURNS)
        self._enter_group(writer, group)
        if self._spool.records:
            raise OSError(errno.EIO, f"{self._spool.records} records in the spool can no longer be read")
        self._spool.clear()

    def _is_in(self, writer: Writer, line: Line) -> bool:
        return writer.has(line.first, line.entries, SHIFTED_BY if self._spool.bad else 0)

    def _enter_group(self, writer: Writer, group: list[Line]) -> None:
        if group:
            writer.enter([entry for line in group for entry in line.entries])
        if len(group) == GROUP_TURNS:
            writer.checkpoint()  # or else a long spool stands in the -wal once more, on a disk that may be full
        for line in group:
            self._spool.entered(line)

    def _failed(self, error: Exception) -> str:
        """Drop the connection after a fault that may lie in it; returns the fault in words."""
        passing = isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _PASSING
        try:
            if self._writer is not None and passing:
                self._writer.wait_for_lock(True)
            elif self._writer is not None:
                self._writer.close()
                self._writer = None
        except SQLITE_FAULTS:
            self._writer = None
        if isinstance(error, (*SQLITE_FAULTS, OSError, JournalError)):
            return in_words(error)
        log.error("a turn could not be entered", exc_info=error)
        return f"a fault in this program ({type(error).__name__})"

    def _set_aside(self, entries: list[Entry]) -> State:
        first = self._next_event
        self._next_event += len(entries)
        if not self._memory and self._to_spool(first, entries):
            return State.SPOOLED
        self._memory.append(entries)
        self._memory_records += len(entries)
        if len(self._memory) > MEMORY_TURNS:
            dropped = self._memory[0]
            self._next_event -= len(dropped)  # they take no ids
            self._lost += len(dropped)
            self._lost_at = dropped[-1].at if dropped else self._lost_at
            self._forget_oldest()
        return State.MEMORY

    def _to_spool(self, first: int, entries: list[Entry]) -> bool:
        try:
            self._spool.append(first, entries)
        except OSError as error:
            self._spool_why = f"the spool cannot be written: {in_words(error)}"
            return False
        self._spool_why = ""
        return True

    @property
    def _first_in_memory(self) -> int:
        """The id that the first record in memory is to have: those in memory come last of all."""
        return self._next_event - self._memory_records

    def _forget_oldest(self) -> None:
        self._memory_records -= len(self._memory.popleft())

    def _loss(self) -> Entry:
        """Return the event that says, in its place in the chain, how many records memory could not hold."""
        body = encode({"last_at": self._lost_at, "records": self._lost})
        return Entry(self._lost_at, RECORDS_LOST, "", "", None, body, (), "[]", None)

    def _wait_for_readers(self) -> None:
        """Let whoever reads the journal finish: the last to close it removes the -wal, and readers never do.

        New ones are kept out meanwhile, for a few looks at a time. Once the -wal is gone, look again, with no reader
        about to open: for one that saw it an instant before, SQLite makes an empty one.
        """
        pause = threading.Event()
        looks = round(READERS_SECONDS / READERS_STEP)
        gone = 0
        while looks > 0:
            with nobody_opens(self._path) as alone:
                for _ in range(LOOKS_HELD if alone else 1):
                    looks -= 1
                    if beside(self._path, "-wal").exists():
                        gone = 0
                        self._be_the_last()
                    else:
                        gone += 1
                    if gone >= LOOKS_GONE and alone:
                        return
                    pause.wait(READERS_STEP)
            pause.wait(READERS_STEP)

    def _be_the_last(self) -> None:
        connection = sqlite3.connect(f"{self._path.as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=0)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()

"""The spool: an append-only file beside the journal for turns that could not be entered yet.

One turn is one line of JSON with a check over itself, so a turn is in the spool whole or not at all. The file is made
and given its room when the journal is opened, so that it can still be written when the disk is full; a zero byte ends
what is written in it. Each line says which event id its first record was to have, so that a line which was entered
just before the power went is known when it is met again. docs/journal-format.md gives the form.
"""

import errno
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.journal.entry import Entry, entry_from_plain
from app.journal.file import PRIVATE, beside
from app.journal.fold import encode

ROOM = 1 << 20  # bytes kept free for it: some 1,000 turns of 1 KiB, hours of a busy position
LINE_BYTES = 1 << 26  # no turn is near this (the framer bounds a spill); a longer line is none of ours
LINE_VERSION = 2
_UNNAMED = 1  # the version of lines that do not say their journal
END = b"\0"  # cannot stand in JSON
KEPT_NAMES = 1000  # how many spools with lines that were not entered are kept before the last is overwritten


@dataclass(frozen=True, slots=True)
class Line:
    """One turn out of the spool; `first` is the event id it was to begin with, `end` the place behind it.

    `journal` is the hash of the first event of the journal it was to go into, "" if the line does not say.
    """

    first: int
    entries: tuple[Entry, ...]
    end: int
    journal: str


class Spool:
    """The spool of one journal. Every method but `close` may raise OSError; used by one thread.

    `journal` is the hash of its journal's first event, "" while there is none; lines of another journal are not given.
    `records` is how many are in it that have not been entered, `bad` how many lines were found that nobody can read,
    `foreign` how many records of another journal, `last_call` the highest call id it speaks of, `has_room` whether the
    disk had room to keep for it.
    """

    def __init__(self, path: Path, journal: str = "") -> None:
        self.path = beside(path, ".spool")
        self.journal = journal
        self.records = 0
        self.bad = 0
        self.foreign = 0
        self.has_room = False
        self.kept_as = ""
        self.last_call = 0
        self._descriptor = -1
        self._begin = 0  # place of the first line that has not been entered
        self._end = 0
        self._half = False  # what is written ends in the middle of a line

    def open(self) -> None:
        """Open or make the file, look through what is in it and give it its room."""
        self._descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
        self.path.chmod(PRIVATE)
        self._begin = self._end = self.records = self.bad = self.foreign = 0
        last = b""
        for text, end in self._texts(0):
            last, self._end = text, end
            line = decode_line(text, end)
            if line is None:
                self.bad += 1
                continue
            self.journal = self.journal or line.journal  # an empty journal takes what was left of one that was removed
            if not self._is_ours(line):
                self.foreign += len(line.entries)
                continue
            self.records += len(line.entries)
            changed = (change.call for entry in line.entries for change in entry.changes)
            self.last_call = max(self.last_call, *(entry.call or 0 for entry in line.entries), *changed)
        self._half = bool(last) and not last.endswith(b"\n")
        self._make_room()

    def open_again(self) -> None:
        """Open it where it had to be let go, as its folder was away; nothing if it still cannot be."""
        if self._descriptor < 0:
            with suppress(OSError):
                self.open()

    def append(self, first: int, entries: Sequence[Entry]) -> None:
        """Add one turn and wait until it is on the disk."""
        if not self._is_in_place():
            if self.records:  # still to be read through the descriptor, and it must not be split over two files
                raise FileNotFoundError(errno.ENOENT, "the spool was removed")
            self._let_go()
            self.open()
        line = encode_line(first, entries, self.journal)
        if self._half:  # what comes next does not become part of a half line
            line = b"\n" + line
        try:
            self._write(self._end, line + END)
            _to_disk(self._descriptor)
        except OSError:
            self._write(self._end, END)
            raise
        self._half = False
        self._end += len(line)
        self.records += len(entries)

    def lines(self) -> Iterator[Line]:
        """Yield the turns that have not been entered, oldest first. Nothing may be appended meanwhile."""
        for text, end in self._texts(self._begin):
            line = decode_line(text, end)
            if line is not None and self._is_ours(line):
                yield line

    def entered(self, line: Line) -> None:
        """Take note that a line, and all before it, is in the journal."""
        self._begin = line.end
        self.records -= len(line.entries)

    def clear(self) -> None:
        """Empty a spool that has been entered; one with lines that were not is kept under another name, `kept_as`."""
        if self.bad or self.foreign:
            self._keep_aside()
            self.open()
        elif self._end:
            self._write(0, END)
            if os.fstat(self._descriptor).st_size > ROOM:
                os.ftruncate(self._descriptor, ROOM)
            _to_disk(self._descriptor)
        self._begin = self._end = self.records = 0
        self._half = False

    def close(self) -> None:
        """Close; the file goes if nothing is left in it."""
        if self._descriptor < 0:
            return
        self._let_go()
        if not self.records and not self.bad and not self.foreign:
            try:
                self.path.unlink()
            except OSError:
                pass  # an empty spool that stays is entered as nothing at the next start

    def _is_ours(self, line: Line) -> bool:
        return line.journal in ("", self.journal)

    def _texts(self, place: int) -> Iterator[tuple[bytes, int]]:
        """Yield each line from a place, with the place behind it, up to the first zero byte."""
        if self._descriptor < 0:
            return
        with open(self._descriptor, "rb", closefd=False) as file:
            file.seek(place)
            while text := file.readline(LINE_BYTES):
                written, ended, _room = text.partition(END)
                place += len(written)
                if written:
                    yield written, place
                if ended:
                    return

    def _let_go(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _is_in_place(self) -> bool:
        try:
            return self._descriptor >= 0 and os.path.samestat(os.fstat(self._descriptor), os.stat(self.path))
        except FileNotFoundError:
            return False

    def _make_room(self) -> None:
        """Give the file its room; a disk that is too full for it is no reason not to open the journal."""
        size = os.fstat(self._descriptor).st_size
        try:
            if hasattr(os, "posix_fallocate"):
                os.posix_fallocate(self._descriptor, 0, ROOM)
            elif size < ROOM:
                self._write(size, bytes(ROOM - size))
            _to_disk(self._descriptor)
            self.has_room = True
        except OSError:
            self.has_room = False
            os.ftruncate(self._descriptor, size)

    def _write(self, place: int, data: bytes) -> None:
        os.lseek(self._descriptor, place, os.SEEK_SET)
        view = memoryview(data)
        while view:
            view = view[os.write(self._descriptor, view) :]

    def _keep_aside(self) -> None:
        why = "damaged" if self.bad else "other"
        for number in range(1, KEPT_NAMES):
            aside = self.path.with_name(f"{self.path.name}.{why}-{number}")
            if not aside.exists():
                break
        self._let_go()
        self.path.replace(aside)
        self.kept_as = aside.name


def encode_line(first: int, entries: Sequence[Entry], journal: str) -> bytes:
    """Write one turn as a line of the spool; `journal` as in `Line`."""
    records = [entry.as_plain() for entry in entries]
    turn = {"first": first, "journal": journal, "records": records, "version": LINE_VERSION}
    return encode({**turn, "sha256": _check(turn)}).encode("ascii") + b"\n"


def decode_line(text: bytes, end: int) -> Line | None:
    """Read one line, None if it is not whole or none of ours."""
    try:
        line = json.loads(text)
        if not isinstance(line, dict) or line.pop("sha256", "") != _check(line):
            return None
        version = line.get("version")
        journal = "" if version == _UNNAMED else line["journal"]
        if version not in (_UNNAMED, LINE_VERSION) or type(line["first"]) is not int or not line["records"]:
            return None
        if type(journal) is not str:
            return None
        return Line(line["first"], tuple(entry_from_plain(plain) for plain in line["records"]), end, journal)
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _check(turn: dict[str, Any]) -> str:
    return sha256(encode(turn).encode("ascii")).hexdigest()


def _to_disk(descriptor: int) -> None:
    """Wait until what was written is on the disk."""
    if hasattr(os, "fdatasync"):
        os.fdatasync(descriptor)
    else:
        os.fsync(descriptor)

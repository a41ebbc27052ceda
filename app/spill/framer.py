"""The framer: bytes in, framed records, text, noise and heartbeats out. No reading, no clock, no log.

It finds STX..ETX itself and leaves everything else to `app.spill.lines`. A record is whole when its ETX comes and its
check byte is right. Else what a person can read of it is told as text, with what is wrong with it: one damaged byte
must not hide a caller. But where a record begins in it when it is read as lines, or one was open before, the STX was
noise, and the bytes behind it are read as lines, so that a whole slip behind a stray STX is found. Promises: any bytes,
split anywhere, give the same events; nothing raises; never more than MAX_HELD is held; every byte is in one event, in
order, but for line ends that only separate, and for a heartbeat, which is told at once, before the record it arrived
in.
"""

import re
from collections.abc import Sequence
from functools import reduce
from operator import xor

from app.spill.envelope import text_of
from app.spill.events import FrameEvent, Heartbeat, RecordFramed, TextFramed
from app.spill.framing import Check, Framing, FramingKind
from app.spill.lines import MAX_LINE, MAX_LINES, MAX_RECORD, Lines
from app.spill.noise import MAX_NOISE, reads_as_text
from app.spill.symbols import visible

__all__ = ["DEFAULT_QUIET", "MAX_HELD", "MAX_LINE", "MAX_LINES", "MAX_NOISE", "MAX_RECORD", "Framer"]

STX = b"\x02"  # spill-formats 2.2: known of such links, seen in no text
ETX = b"\x03"

# Seconds. Noise waits so long for more where no table in force names a quiet time; five hundred byte times at 9600.
DEFAULT_QUIET = 0.5

# All that can be held at once: an envelope, an unfinished line, a block (with its last LF), noise.
MAX_HELD = MAX_RECORD + MAX_LINE + MAX_RECORD + 1 + MAX_NOISE

_MARK = re.compile(rb"[\x02\x03]")
_STX_RUN = re.compile(rb"\x02+")
_AGAIN = "no ETX before the next STX"


def _begins(framing: Framing, line: bytes) -> bool:
    """Tell whether a record of this framing may begin with this line."""
    if framing.first is None or framing.first.fullmatch(line):
        return True
    return framing.damaged is not None and framing.damaged.read(visible(text_of(line))) is not None


class Framer:
    """Cuts a stream into events, by the framings of the tables in force, in their order."""

    def __init__(self, framings: Sequence[Framing]) -> None:
        self._framings = tuple(framings)
        self._lines = Lines(framings)
        self._envelopes = tuple(each for each in framings if each.kind is FramingKind.STX_ETX)
        self._checked = any(each.check is Check.XOR for each in self._envelopes)
        self._quiet = min((each.quiet_seconds for each in framings if "quiet" in each.ends), default=DEFAULT_QUIET)
        self._envelope = b""  # from STX on, while its ETX (or check byte) is awaited
        self._ended = False  # ETX has come, the check byte has not

    @property
    def held(self) -> int:
        """Bytes held; never more than MAX_HELD."""
        return len(self._envelope) + self._lines.held

    @property
    def quiet_seconds(self) -> float | None:
        """How long a silence must last before `idle` is to be called; None if quiet would end nothing."""
        if not self.held:
            return None
        opening = self._lines.opening
        if opening is not None and not self._envelope:
            return opening.quiet_seconds
        return self._quiet

    @property
    def tables_open(self) -> tuple[str, ...]:
        """The tables of whose record the beginning has come and the end has not; none between two records."""
        if self._envelope:
            return tuple(each.table for each in self._envelopes)
        opening = self._lines.opening
        return () if opening is None else (*opening.tables, *opening.eot_tables)

    def feed(self, data: bytes) -> list[FrameEvent]:
        """Take bytes as they came, split anywhere; return the events that they complete."""
        out: list[FrameEvent] = []
        if self._envelope or (self._envelopes and STX[0] in data):
            self._read_envelopes(data, out)
        else:
            self._lines.text(data, out)
        return out

    def idle(self) -> list[FrameEvent]:
        """Quiet time has passed: end what only quiet ends, and tell text and noise that is held."""
        out: list[FrameEvent] = []
        self._leave_envelope("quiet time", out)
        self._lines.idle(out)
        return out

    def end(self) -> list[FrameEvent]:
        """No more data will come: end everything. The framer can then be fed anew."""
        out: list[FrameEvent] = []
        self._leave_envelope("end of data", out)
        self._lines.end(out)
        return out

    def _read_envelopes(self, data: bytes, out: list[FrameEvent]) -> None:
        at = 0
        while at < len(data):
            if not self._envelope:
                at = self._seek(data, at, out)
            elif self._ended:
                at += self._finish(data[at], out)
            else:
                room = MAX_RECORD - len(self._envelope)
                mark = _MARK.search(data, at, at + room)
                stop = mark.start() if mark else min(at + room, len(data))
                self._envelope += data[at:stop]
                at = stop
                if mark is None:
                    if len(self._envelope) == MAX_RECORD:
                        self._give_up(f"no ETX within {MAX_RECORD} bytes", out)
                elif mark[0] == STX:
                    self._tell_text(_AGAIN, "next STX", out)
                else:
                    self._envelope += ETX
                    at += 1
                    self._ended = True
                    if not self._checked:
                        self._finish(None, out)

    def _seek(self, data: bytes, at: int, out: list[FrameEvent]) -> int:
        """Give everything before the next STX to the lines; return the place after it."""
        run = _STX_RUN.search(data, at)
        if run is None:
            self._lines.text(data[at:], out)
            return len(data)
        self._lines.text(data[at : run.start()], out)
        last = run.end() - 1
        if last > run.start():
            self._lines.fault(_AGAIN)
            self._lines.text(data[run.start() : last], out)
        self._envelope = STX
        return run.end()

    def _finish(self, check: int | None, out: list[FrameEvent]) -> int:
        """Judge an envelope that has its ETX; `check` is the byte after it. Return 1 if that byte belongs to it."""
        data = self._envelope
        body = data[1:-1]
        expected = reduce(xor, data[1:])
        right = [each for each in self._envelopes if each.check is Check.NONE or check == expected]
        used = self._checked and check == expected
        if used:
            data += bytes((expected,))
        beat = self._lines.heartbeat(body) if right else None
        first = next(filter(None, body.splitlines()), b"")
        tables = tuple(each.table for each in right if _begins(each, first))
        if beat is not None:
            out.append(Heartbeat(data, beat))
        elif tables and body:
            self._lines.interrupt(out)
            out.append(RecordFramed(data, tables, "ETX"))
        else:
            if not right:
                got = "none" if check is None else f"0x{check:02x}"
                reason = f"check byte: expected 0x{expected:02x}, got {got}"
            else:
                reason = "the text between STX and ETX fits no table" if body else "nothing between STX and ETX"
            self._tell_text(reason, "ETX", out, damaged=not right)
            return 0
        self._envelope, self._ended = b"", False
        return 1 if used else 0

    def _tell_text(self, why: str, ended_by: str, out: list[FrameEvent], *, damaged: bool = True) -> None:
        """Tell the text of an envelope that is no record, and why it is not; or give it up."""
        body = self._envelope[1:].removesuffix(ETX)
        if self._lines.busy or not reads_as_text(body) or self._lines.heartbeat(body) or self._holds_record():
            self._give_up(why, out)
            return
        self._lines.interrupt(out)
        out.append(TextFramed(self._envelope, ended_by, why if damaged else ""))
        self._envelope, self._ended = b"", False

    def _holds_record(self) -> bool:
        """Tell whether a record begins in the envelope, when it is read as lines."""
        found: list[FrameEvent] = []
        lines = Lines(self._framings)
        lines.text(self._lines.unfinished + self._envelope, found)
        lines.end(found)
        return any(isinstance(each, RecordFramed) for each in found)

    def _give_up(self, reason: str, out: list[FrameEvent]) -> None:
        """Read the envelope again, as lines: its STX was noise."""
        data, self._envelope, self._ended = self._envelope, b"", False
        self._lines.fault(reason)
        self._lines.text(data, out)

    def _leave_envelope(self, ended_by: str, out: list[FrameEvent]) -> None:
        if self._ended:
            self._finish(None, out)
        elif self._envelope:
            self._tell_text(f"no ETX before {ended_by}", ended_by, out)

"""Lines: cuts text into records of lines, records of one line, records ended by EOT, stray text and noise.

A line is ended by CR, LF, CRLF or form feed, and by EOT where a table in force ends its records so; which one may
change from line to line. CR ends it at once; an LF right after belongs to that CR, also when it comes much later, and
is left out where the record was already told. A blank line has no character at all. Every decision hangs on bytes
alone, never on how they were split, so that a stream gives the same events however it arrives.
"""

import re
from collections.abc import Sequence

from app.spill.events import FrameEvent, Heartbeat, RecordFramed, TextFramed
from app.spill.first_line import FirstLines, Opening
from app.spill.framing import Framing, FramingKind
from app.spill.noise import MIN_LETTERS, Noise, reads_as_text

LF = 0x0A
CR = 0x0D
FORM_FEED = b"\x0c"
EOT = b"\x04"

# TELUS lines are about 400 bytes (X1); the longest line seen, twice over.
MAX_LINE = 1024

# ALI text is at most 511 characters (Q29); eight times that, for layouts nobody here has seen.
MAX_RECORD = 4096

# The longest slip has 12 lines (D213); five times that.
MAX_LINES = 64

# Bytes looked at in one go, so that a large chunk makes no large list of lines, and there is room for nearly all.
_PIECE = 512

_TOO_LONG = f"no line end within {MAX_LINE} bytes"


class _Block:
    """Lines that belong together: of a record, or (`opening` None) stray ones."""

    __slots__ = ("after_noise", "fault", "opening", "parts", "run_on", "size")

    def __init__(self, opening: Opening | None, after_noise: bool, run_on: bool = False) -> None:
        self.opening = opening
        self.after_noise = after_noise
        self.run_on = run_on
        self.parts: list[bytes] = []
        self.size = 0
        self.fault = ""

    def add(self, line: bytes) -> None:
        self.parts.append(line)
        self.size += len(line)

    def add_line_feed(self) -> None:
        self.parts[-1] += b"\n"
        self.size += 1

    def has_room(self, text: bytes) -> bool:
        """An LF is not counted here: when CR comes, it is not yet known whether one follows."""
        return self.size + len(text) < MAX_RECORD and len(self.parts) < MAX_LINES


class Lines:
    """The line part of the framer. Every method adds its events to `out`; none raises for what was sent."""

    def __init__(self, framings: Sequence[Framing]) -> None:
        self._firsts = FirstLines(framings)
        self._heartbeats = tuple((beat.fullmatch, each.table) for each in framings for beat in each.heartbeats)
        self._eot = any(each.kind is FramingKind.EOT for each in framings)
        self._odd_ends = FORM_FEED + (EOT if self._eot else b"")
        self._ends = b"\r\n" + self._odd_ends
        ends = re.escape(self._ends)
        self._odd_lines = re.compile(rb"[^%b]*(?:\r\n|[%b])|[^%b]+" % (ends, ends, ends), re.DOTALL)
        # first line, the others, and the blank one: nearly all records come alone, whole, so, without a control, and
        # with no further line in which a damaged first line could hide
        short = min(self._firsts.shortest - 1, MAX_LINE)
        others = rb"(?:[ -\xff]{1,%d}+\r\n){0,%d}+" % (short, MAX_LINES - 2)
        self._alone = re.compile(rb"([ -\xff]++)\r\n(%b)\r\n" % others).fullmatch
        self._rest = b""  # the line that has not ended yet
        self._cut = False  # its front was too long and went to the noise
        self._fault = ""  # why it is known to be damaged
        self._after_cr = False
        self._line_feed_to: _Block | Noise | None = None  # who owns the CR that was last
        self._block: _Block | None = None
        self._noise = Noise()

    @property
    def held(self) -> int:
        """Bytes held."""
        return len(self._rest) + len(self._noise) + (self._block.size if self._block else 0)

    @property
    def opening(self) -> Opening | None:
        """What the open record's first line opened, None if no record is open."""
        return self._block.opening if self._block else None

    @property
    def unfinished(self) -> bytes:
        """The line that has not ended yet."""
        return self._rest

    @property
    def busy(self) -> bool:
        """True while a block is open, or a line of which so much has come that a person could read it."""
        return self._block is not None or len(self._rest) >= MIN_LETTERS

    def heartbeat(self, text: bytes) -> str | None:
        """Return the table of which this text, without line end, is a heartbeat; None if of none."""
        for fits, table in self._heartbeats:
            if fits(text):
                return table
        return None

    def text(self, data: bytes, out: list[FrameEvent]) -> None:
        """Take more text, split anywhere."""
        if len(data) > _PIECE:
            for at in range(0, len(data), _PIECE):
                self.text(data[at : at + _PIECE], out)
            return
        if self._after_cr and data:
            self._after_cr = False
            if data[0] == LF:
                self._line_feed(out)
                data = data[1:]
        if not data:
            return
        if self._rest:
            data = self._rest + data
        elif self._block is None and self._whole_record(data, out):
            return
        ends = self._ends
        if 0x0C in data or (self._eot and 0x04 in data):
            lines, plain = self._odd_lines.findall(data), False
        else:
            lines, plain = data.splitlines(True), not self._heartbeats
        self._rest = b"" if data[-1] in ends else lines.pop()
        marred = bool(lines) and (self._cut or bool(self._fault))
        if marred:
            self._marred_line(lines.pop(0), out)
        self._after_cr = data[-1] == CR
        block, quick = self._block, plain and len(data) <= MAX_LINE and len(lines) < MAX_LINES
        if block is not None:
            quick = quick and block.size + len(data) < MAX_RECORD and len(block.parts) + len(lines) < MAX_LINES
        find, marked = self._firsts.find, self._firsts.marked
        for line in lines:
            if (  # most lines, and so without another call: there is room for all, and more of this one than its end
                quick
                and block is not None
                and 2 < len(line) < self._firsts.shortest
                and (not marked(line) or find(line.rstrip(ends)) is None)
                and block.opening is not None
            ):
                block.parts.append(line)
                block.size += len(line)
                self._line_feed_to = block
                continue
            text = line.rstrip(ends)
            if not text:
                self._empty_line(line, out)
            elif len(text) > MAX_LINE:
                self._marred_line(line, out)
            else:
                self._line(text, line, out)
            block = self._block
        if len(self._rest) > MAX_LINE:
            self._cut_front(self._rest[:-MAX_LINE], out)
            self._rest = self._rest[-MAX_LINE:]

    def _whole_record(self, data: bytes, out: list[FrameEvent]) -> bool:
        """Tell a record that came alone, from its first line to the blank one, as nearly all do; False if it is none.

        No line and no block is held. It comes to the same as taking each line, in half the time.
        """
        alone = self._alone(data)
        if alone is None or self._heartbeats or self._cut or self._fault or len(self._noise):
            return False
        first, others = alone.groups()
        found = self._firsts.find(first)
        if found is None or found[0] or found[1].one_line or not found[1].blank or self._firsts.marked(others):
            return False
        out.append(RecordFramed(data[:-2], found[1].tables, "blank line"))
        self._line_feed_to = None
        return True

    def fault(self, reason: str) -> None:
        """Say that the line now being taken is damaged, and why; it is told so where it is no record."""
        self._fault = self._fault or reason

    def interrupt(self, out: list[FrameEvent]) -> None:
        """End everything, for a record of another kind begins."""
        self._end_all("next first line", out)

    def idle(self, out: list[FrameEvent]) -> None:
        """End what quiet time ends; a record that it does not end stays open, with its unfinished line."""
        opening = self.opening
        if opening is not None and opening.quiet_seconds is None:
            return
        begun = self._firsts.find(self._rest, not self._cut) if self._rest else None
        if begun is not None and begun[1].quiet_seconds is None:
            return
        self._end_all("quiet time", out)

    def end(self, out: list[FrameEvent]) -> None:
        """End everything: no more data will come."""
        self._end_all("end of data", out)
        self._after_cr = False

    def _end_all(self, ended_by: str, out: list[FrameEvent]) -> None:
        if self._rest:
            line, self._rest = self._rest, b""
            self._marred_line(line, out, ended_by)
        self._close(ended_by, out)
        self._noise.flush(out)

    def _line_feed(self, out: list[FrameEvent]) -> None:
        """Give the LF to the owner of its CR; where that is told and gone, it only separated."""
        owner = self._line_feed_to
        if isinstance(owner, Noise):
            if len(owner):
                owner.add(b"\n", "", out)
        elif owner is not None:
            owner.add_line_feed()

    def _empty_line(self, line: bytes, out: list[FrameEvent]) -> None:
        """End a record or a stray block, or only separate. An EOT that ends none is no separator."""
        opening = self.opening
        if line == EOT:
            ends, ended_by = False, "EOT"
        elif line == FORM_FEED:
            ends, ended_by = opening is None or opening.form_feed, "form feed"
        else:
            ends, ended_by = opening is None or opening.blank, "blank line"
        if not ends:
            self._put(b"", line, "", out)
            if line == EOT:
                self._odd_end(line, out)
            return
        self._close(ended_by, out)
        self._line_feed_to = None
        if len(self._noise):  # between two pieces of noise it is noise too
            self._noise.add(line[:1], "", out)
            self._line_feed_to = self._noise
            if len(line) > 1:
                self._line_feed(out)

    def _marred_line(self, line: bytes, out: list[FrameEvent], ended_by: str = "line end") -> None:
        """Take a line that is too long, has lost its front, is known to be damaged, or has no line end."""
        text = line.rstrip(self._ends)
        if len(text) > MAX_LINE:
            self._cut_front(text[:-MAX_LINE], out)
            line, text = line[len(text) - MAX_LINE :], text[-MAX_LINE:]
        whole, fault = not self._cut, self._fault
        self._cut, self._fault = False, ""
        self._line(text, line, out, whole, fault, ended_by)

    def _cut_front(self, front: bytes, out: list[FrameEvent]) -> None:
        """Let the front of a line that is too long go to the noise; it ends what is open."""
        self._close("size", out)
        self._noise.add(front, self._fault or _TOO_LONG, out)
        self._cut = True

    def _line(
        self,
        text: bytes,
        line: bytes,
        out: list[FrameEvent],
        whole: bool = True,
        fault: str = "",
        ended_by: str = "line end",
    ) -> None:
        """Take one line: `text`, and `line` which is the same with its line end."""
        if self._heartbeats and whole:
            table = self.heartbeat(text)
            if table is not None:  # told at once; it neither ends nor enters what is open
                out.append(Heartbeat(line[: len(text) + 1], table))
                self._line_feed_to = None
                return
        found = self._firsts.find(text, whole)
        if found is None and whole:
            damaged = self._firsts.damaged(text, self.opening is not None)
            found = None if damaged is None else (0, damaged)
        if found is None:
            if whole:
                self._put(text, line, fault, out)
            else:
                self._too_long(text, line, fault, out)
        else:
            start, opening = found
            if start and whole:
                self._put(text[:start], text[:start], fault, out)
            elif start:
                self._noise.add(text[:start], fault or _TOO_LONG, out)
            self._close("next first line", out)
            self._noise.flush(out)
            after_noise = start > 0 or not whole
            run_on = start > 0 and text[start - 1 : start + 1].isdigit()
            if opening.one_line:
                data = line[start : len(text) + 1]
                out.append(RecordFramed(data, opening.tables, ended_by, after_noise, run_on))
                self._line_feed_to = None
                return
            self._block = self._line_feed_to = _Block(opening, after_noise, run_on)
            self._block.add(line[start:])
        if line[-1] in self._odd_ends:
            self._odd_end(line[-1:], out)

    def _odd_end(self, end: bytes, out: list[FrameEvent]) -> None:
        """End the open block if the form feed or EOT that ended a line ends it too."""
        opening = self.opening
        if end == FORM_FEED and (opening is None or opening.form_feed):
            self._close("form feed", out)
        elif end == EOT and opening is not None and opening.eot_tables:
            self._close("EOT", out)

    def _too_long(self, text: bytes, line: bytes, fault: str, out: list[FrameEvent]) -> None:
        """Send a line without a front after its front."""
        self._noise.add(line[: len(text) + 1], fault or _TOO_LONG, out)
        self._line_feed_to = self._noise
        if len(line) > len(text) + 1:
            self._line_feed(out)

    def _put(self, text: bytes, line: bytes, fault: str, out: list[FrameEvent]) -> None:
        """Add a line to the open block, or to a new stray one."""
        block = self._block
        if block is not None and not block.has_room(text):
            self._close("size", out)
            block = None
        if block is None:
            block = self._block = _Block(None, False)
        block.add(line)
        block.fault = block.fault or fault
        self._line_feed_to = block

    def _close(self, ended_by: str, out: list[FrameEvent]) -> None:
        """Tell the open block: a record, text, or noise."""
        block, self._block, self._line_feed_to = self._block, None, None
        if block is None:
            return
        data, opening = b"".join(block.parts), block.opening
        tables = () if opening is None else opening.eot_tables if ended_by == "EOT" else opening.tables
        if tables:
            out.append(RecordFramed(data, tables, ended_by, block.after_noise, block.run_on))
        elif reads_as_text(data):
            self._noise.flush(out)
            out.append(TextFramed(data, ended_by, block.fault))
        else:
            self._noise.add(data, block.fault, out)

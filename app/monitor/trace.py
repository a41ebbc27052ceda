"""Reads the bytes of one link and makes rows of them: a row for each line of the stream, words where something ended.

A line is shown when it ends, or when nothing has come for PATIENCE; what it belongs to is asked of a framer of its own.
Where the framer tells a record, noise or text, words follow: its table, and what ended it.
"""

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from app.monitor.counters import Counters
from app.monitor.row import Mark, Row
from app.monitor.unclaimed import Unclaimed
from app.ports import Chunk
from app.spill.decode import Decoder
from app.spill.events import FrameEvent, Garbled, Heartbeat, RecordFramed, TextFramed
from app.spill.formats import FormatTable
from app.spill.framer import Framer
from app.spill.model import Spill
from app.words import joined, say, say_count

PATIENCE = 0.2
"""Seconds after which a line that has not ended is shown as far as it has come: a technician types or waits."""

ROW_BYTES = 128
"""Bytes of one row at most; a longer line has several."""

LINE_BYTES = 512
"""Bytes of a line that has not ended which are waited for before they are shown: the longest known has 400."""

_PIECES = re.compile(rb"[^\r\n\x0c]*(?:\r\n|[\r\n\x0c])|[^\r\n\x0c]+")
_ENDS = b"\r\n\x0c"


class Trace:
    """Traces one link. `show` takes the rows, `counters` what is counted; `link` names it where there are several."""

    def __init__(
        self,
        tables: Sequence[FormatTable],
        decoder: Decoder,
        counters: Counters,
        show: Callable[[Row], None],
        link: str = "",
    ) -> None:
        framings = [table.framing for table in tables]
        self._framer = Framer(framings)
        self._patience = min(PATIENCE, *(each.quiet_seconds for each in framings if "quiet" in each.ends), PATIENCE)
        self._decoder = decoder
        self._counters = counters
        self._show = show
        self._link = link
        self._unclaimed = Unclaimed()
        self._carried = b""  # a CR that was last: what follows it decides whether its line has ended
        self._row = bytearray()  # taken, and not yet shown
        self._offset = 0  # of the row's first byte
        self._taken = 0  # bytes given to the framer
        self._at = counters.since  # when the last byte came
        self._began = counters.since  # when the row's first byte came
        self._outlined = False  # the open record's first line has been shown

    def take(self, chunk: Chunk) -> None:
        """Take bytes as they came. Quiet before them first ends what quiet ends."""
        if chunk.gap >= self._patience:
            self._let_go_carried()
            quiet = self._framer.quiet_seconds
            if quiet is not None and chunk.gap >= quiet:
                self._idle(chunk.at)
        self._counters.bytes_came(chunk.at, len(chunk.data))
        data, self._carried = self._carried + chunk.data, b""
        self._at = chunk.at
        if data[-1:] == b"\r":
            data, self._carried = data[:-1], b"\r"
        for piece in _PIECES.findall(data):
            self._feed(piece)

    def look(self, now: datetime) -> None:
        """Nothing has come until now: show a line as far as it has come, and end what quiet ends."""
        silent = (now - self._at).total_seconds()
        if silent < self._patience:
            return
        self._let_go_carried()
        self._put(len(self._row), self._mark())
        quiet = self._framer.quiet_seconds
        if quiet is not None and silent >= quiet:
            self._idle(now)

    def end(self, at: datetime) -> None:
        """No more will come, or what comes does not follow on this: end everything."""
        self._let_go_carried()
        self._told(self._framer.end(), at)
        self._put(len(self._row), self._mark())

    def _idle(self, at: datetime) -> None:
        self._told(self._framer.idle(), at)
        self._put(len(self._row), self._mark())

    def _let_go_carried(self) -> None:
        if self._carried:
            piece, self._carried = self._carried, b""
            self._feed(piece)

    def _feed(self, piece: bytes) -> None:
        if not self._row:
            self._began = self._at
        self._row += piece
        self._unclaimed.add(piece, self._taken)
        self._taken += len(piece)
        self._told(self._framer.feed(piece), self._at)
        if not self._framer.held:
            self._unclaimed.clear()
        if piece[-1] in _ENDS:
            self._put(len(self._row), self._mark())
        if len(self._row) > LINE_BYTES:
            self._put(len(self._row), self._mark())

    def _mark(self) -> Mark:
        """Return the mark of bytes of which nothing has been told yet."""
        if self._framer.tables_open:
            return Mark.GOES_ON if self._outlined else Mark.BEGINS
        return Mark.BETWEEN if not self._row.strip(_ENDS) and not self._framer.held else Mark.LOOSE

    def _put(self, size: int, mark: Mark) -> None:
        """Show so many bytes of the row."""
        if size <= 0:
            return
        data = bytes(self._row[:size])
        del self._row[:size]
        for at in range(0, len(data), ROW_BYTES):
            self._show(Row(self._began, mark, self._offset + at, data[at : at + ROW_BYTES], link=self._link))
            if mark is Mark.BEGINS:
                self._outlined, mark = True, Mark.GOES_ON
        self._offset += len(data)
        self._began = self._at

    def _told(self, events: Sequence[FrameEvent], at: datetime) -> None:
        for event in events:
            if isinstance(event, Heartbeat):
                self._beat(event, self._unclaimed.cut(event.data))
                continue
            place = self._unclaimed.claim(event.data)
            begin, end = place or (self._offset, self._offset)
            end += self._line_end_after(end, event)
            if isinstance(event, RecordFramed):
                self._put(begin - self._offset, Mark.BETWEEN)
                begun = self._outlined or begin < self._offset
                self._put(end - self._offset, Mark.GOES_ON if begun else Mark.BEGINS)
            else:
                self._put(end - self._offset, Mark.LOOSE)
            self._outlined = False
            self._tell(event, self._began if self._row else at, begin)  # no row bears an earlier time than one above it

    def _line_end_after(self, end: int, event: FrameEvent) -> int:
        """Return the length of the line end that an event leaves out and that belongs to what it tells."""
        behind = self._row[max(0, end - self._offset) :] if end >= self._offset else b""
        before = event.data[-1:]
        if before == b"\r" and behind[:1] == b"\n":
            return 1
        if isinstance(event, RecordFramed | TextFramed) and event.ended_by in ("blank line", "form feed"):
            return 2 if behind[:2] == b"\r\n" else int(behind[:1] in (b"\r", b"\n", b"\x0c") and bool(behind))
        return 0

    def _beat(self, event: Heartbeat, place: tuple[int, int] | None) -> None:
        self._counters.heartbeats += 1
        begin, end = place or (self._offset, self._offset)
        end += self._line_end_after(end, event)
        if end > self._offset:
            self._put(begin - self._offset, self._mark())
            self._put(end - self._offset, Mark.BEAT)

    def _tell(self, event: RecordFramed | TextFramed | Garbled, at: datetime, begin: int) -> None:
        size = say_count("{n} byte", "{n} bytes", len(event.data))
        mark = Mark.ENDED
        if isinstance(event, Garbled):
            self._counters.garbled += 1
            mark, words = Mark.GARBLED, say("GARBLED: {why}; {size}", why=event.reason, size=size)
        elif isinstance(event, TextFramed):
            self._counters.not_decoded += 1
            if event.fault:
                words = say("NOT DECODED: {why}; {size}", why=event.fault, size=size)
            else:
                words = say("NOT DECODED: text that begins no record of any table; {size}", size=size)
            words = say("{what}, ended by {end}", what=words, end=event.ended_by)
        else:
            what = joined("; ", (self._record(event, at), size))
            words = say("{what}, ended by {end}", what=what, end=event.ended_by)
            if event.after_noise:
                words = say("{what}, begun behind noise", what=words)
        self._show(Row(at, mark, begin, words=words, link=self._link))

    def _record(self, event: RecordFramed, at: datetime) -> str:
        spill: Spill = self._decoder.decode(event.data, event.tables, at)
        if spill.format is None:
            self._counters.not_decoded += 1
            return say("NOT DECODED: begins like {tables}, and does not fit", tables=", ".join(event.tables))
        self._counters.spill_came(at)
        number = spill.number or say("no number")
        said = joined(" ", (f"{spill.format}:", number, *filter(None, [spill.service_class])))
        return joined("; ", (said, *spill.problems))

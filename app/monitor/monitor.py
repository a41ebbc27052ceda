"""The monitor of a feed: takes what it delivers, keeps rows and chunks, and counts."""

from collections import deque
from collections.abc import Mapping, Sequence
from datetime import datetime

from app.monitor.counters import Counters
from app.monitor.kept import Kept
from app.monitor.row import Mark, Row
from app.monitor.trace import Trace
from app.ports import Chunk, FeedEvent, FeedState
from app.spill.decode import Decoder
from app.spill.formats import FormatTable
from app.spill.locality import Localities
from app.spill.service_class import ServiceClasses
from app.words import joined, say

KEPT_ROWS = 5_000
"""Rows kept, about 2 MB: some five hundred spills."""

STATES = {
    FeedState.CLOSED: say("feed closed"),
    FeedState.OPENING: say("feed opening"),
    FeedState.UP: say("feed up"),
    FeedState.SILENT: say("feed silent"),
    FeedState.LOST: say("feed lost"),
}


class Monitor:
    """One monitor, opened at `since`, by the tables in force in their order.

    `rows` are the newest, oldest first; `first` is the number of the oldest of them, counted from 0 when it was opened.
    Links are told apart by their names; a feed alone has the name "".
    """

    def __init__(
        self,
        tables: Sequence[FormatTable],
        classes: Mapping[str, ServiceClasses],
        localities: Localities,
        since: datetime,
    ) -> None:
        self._tables = tuple(tables)
        self._decoder = Decoder(tables, classes, localities)
        self.counters = Counters(since)
        self.rows: deque[Row] = deque(maxlen=KEPT_ROWS)
        self.count = 0
        self.states: dict[str, str] = {}
        self.last_byte_at: dict[str, datetime] = {}
        self._traces: dict[str, Trace] = {}
        self._kept: dict[str, Kept] = {}
        self._showing = True
        self._hidden = 0

    @property
    def first(self) -> int:
        """The number of the oldest row kept."""
        return self.count - len(self.rows)

    def take(self, event: FeedEvent, link: str = "", *, show: bool = True) -> None:
        """Take what a feed delivered. Without `show` it is counted and kept, and its lines are only numbered."""
        self._showing = show
        if isinstance(event, Chunk):
            self.last_byte_at[link] = event.at
            self._kept_of(link).keep(event)
            self._trace_of(link).take(event)
        else:
            state = self.states[link] = STATES[event.state]
            words = joined(": ", (state, event.detail)) if event.detail else state
            self._own(event.at, words, link)

    def look(self, now: datetime) -> None:
        """Nothing waits to be taken: show what has not ended, end what quiet ends."""
        self._showing = True
        self._tell_hidden(now)
        for trace in self._traces.values():
            trace.look(now)

    def lose(self, at: datetime, lost: int, link: str = "") -> None:
        """So many bytes could not be taken: what stands before and after them does not belong together."""
        self.counters.lost += lost
        self._showing = True
        self._trace_of(link).end(at)
        self._kept_of(link).break_off(lost)
        self._own(at, say("{n} bytes not read: the line is faster than the monitor", n=f"{lost:,}"), link)

    def resume(self, closed_at: datetime, at: datetime) -> None:
        """Go on after a while in which nobody watched: what stands before and after it does not belong together."""
        self._showing = True
        for kept in self._kept.values():
            kept.break_off(0)
        seconds = round((at - closed_at).total_seconds())
        self._own(at, say("the monitor was closed for {seconds} s; what came then is not here", seconds=seconds))

    def end(self, at: datetime) -> None:
        """The feed is closed: tell what is left."""
        self._showing = True
        self._tell_hidden(at)
        for trace in self._traces.values():
            trace.end(at)

    def kept(self) -> dict[str, tuple[Chunk, ...]]:
        """Return the chunks kept of each link that delivered any, oldest first."""
        return {link: chunks for link, kept in self._kept.items() if (chunks := kept.chunks())}

    def gone(self) -> int:
        """Return how many bytes came and are no longer kept."""
        return sum(kept.gone for kept in self._kept.values())

    def _own(self, at: datetime, words: str, link: str = "") -> None:
        self._put(Row(at, Mark.TOLD, 0, words=words, link=link))

    def _put(self, row: Row) -> None:
        if not self._showing and row.mark is not Mark.TOLD:
            self._hidden += 1
            self.counters.hidden += 1
            return
        self._tell_hidden(row.at)
        self.rows.append(row)
        self.count += 1

    def _tell_hidden(self, at: datetime) -> None:
        hidden, self._hidden = self._hidden, 0
        if hidden:
            self._own(at, say("{n} lines not shown, counted only: the line is too fast to be drawn", n=f"{hidden:,}"))

    def _trace_of(self, link: str) -> Trace:
        if link not in self._traces:
            self._traces[link] = Trace(self._tables, self._decoder, self.counters, self._put, link)
        return self._traces[link]

    def _kept_of(self, link: str) -> Kept:
        return self._kept.setdefault(link, Kept())

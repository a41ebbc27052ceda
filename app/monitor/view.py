"""What of a monitor's rows stands in a place of so many lines: the newest while it follows, others while it is paused.

The last row shown stands at the foot. Looking back, or finding something, pauses: nothing moves under the reader's eye;
the rows go on being made behind it.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from app.monitor.monitor import Monitor
from app.monitor.row import Form, lines_of
from app.monitor.search import Query, query
from app.words import joined, say, say_count, spoken

FOLLOWING = say("following the line")


class View:
    """A view of a monitor; `form` says how rows are written."""

    def __init__(self, monitor: Monitor, form: Form) -> None:
        self.monitor = monitor
        self.form = form
        self.lines = 1
        self.paused = False
        self.says = ""  # how the last search went
        self._last = -1  # number of the row at the foot, while paused
        self._query: Query | None = None
        self._found = -1  # number of the row found

    @property
    def behind(self) -> int:
        """How many rows have come since what stands at the foot."""
        return self.monitor.count - 1 - self._last if self.paused else 0

    def take_place(self, lines: int, columns: int) -> None:
        """Take a place of this size, in characters."""
        lines = max(1, lines)
        if (lines, columns) != (self.lines, self.form.columns):
            self.lines = lines
            self._write(replace(self.form, columns=columns))

    def turn_hex(self) -> None:
        """Show bytes in hex beside their text, or the text alone."""
        self._write(replace(self.form, hex=not self.form.hex))

    def pause(self) -> None:
        """Stay at what stands there; a second time changes nothing."""
        if not self.paused:
            self.paused = True
            self._last = self.monitor.count - 1

    def go_on(self) -> None:
        """Follow the line again."""
        self.paused = False
        self._found = -1
        self.says = ""

    def scroll(self, rows: int) -> None:
        """Go so many rows on (back, where negative) and pause; the newest at most, and the oldest kept at least."""
        self.pause()
        self._last = min(self.monitor.count - 1, max(self.monitor.first, self._last + rows))

    def look_for(self, words: str) -> None:
        """Find the newest row that has these words or bytes, at what stands at the foot or before it."""
        self._query = query(words)
        self._found = -1
        self.says = ""
        if self._query is not None:
            foot = self._last if self.paused else self.monitor.count - 1
            self._search(foot, -1, say("not found"))

    def find_again(self, *, later: bool = False) -> None:
        """Go to the next find before the last one, or behind it."""
        if self._query is None:
            return
        at = self._found if self._found >= 0 else self._last if self.paused else self.monitor.count
        if later:
            self._search(at + 1, 1, say("no later one"))
        else:
            self._search(at - 1, -1, say("no earlier one"))

    def text(self) -> str:
        """Return what stands in the place, its newest row at the foot."""
        monitor = self.monitor
        last = monitor.count - 1
        if self.paused:
            last = self._last = max(self._last, min(monitor.first, last))
        shown: list[str] = []
        number = last
        while number >= monitor.first and len(shown) < self.lines:
            row = monitor.rows[number - monitor.first]
            shown[:0] = lines_of(row, self.form, number == self._found)
            number -= 1
        if len(shown) < self.lines and number < monitor.first > 0:
            shown.insert(0, spoken(say("what came before is no longer kept: {n} rows", n=f"{monitor.first:,}")))
        return "\n".join(shown[-self.lines :])

    def heading(self) -> str:
        """Return in words whether it follows the line."""
        if not self.paused:
            return FOLLOWING
        return say_count("PAUSED · {n} new row", "PAUSED · {n} new rows", self.behind)

    def facts(self, now: datetime) -> tuple[tuple[str, str], ...]:
        """Return the state of each feed and the counters, label and words."""
        links = dict.fromkeys((*self.monitor.states, *self.monitor.last_byte_at))
        states = tuple(self._link(link, now, alone=len(links) == 1) for link in links)
        gone = self.monitor.gone()
        since = f"{self.monitor.counters.since.astimezone(self.form.zone):%H:%M:%S}"
        kept = say("since {time}", time=since)
        if gone:
            kept = say("since {time}, but for the first {n} bytes", time=since, n=f"{gone:,}")
        return (*filter(any, states), *self.monitor.counters.words(now), (say("kept"), kept))

    def _link(self, link: str, now: datetime, *, alone: bool) -> tuple[str, str]:
        """Return the state of a link, as last told; of several links also how long each has been silent."""
        state = self.monitor.states.get(link, "")
        last = self.monitor.last_byte_at.get(link)
        if alone or last is None:
            return link, state
        silent = say("silent {seconds} s", seconds=f"{max(0.0, (now - last).total_seconds()):.0f}")
        return link, joined(", ", filter(None, (state, silent)))

    def _write(self, form: Form) -> None:
        """Write rows in another form; what was found stays in sight."""
        self.form = form
        if self._found >= self.monitor.first and self.paused:
            self._last = self._foot_for(self._found)

    def _search(self, start: int, step: int, in_vain: str) -> None:
        for number in self._numbers(start, step):
            if self._fits(number):
                self.pause()
                self._found = number
                self._last = self._foot_for(number)
                self.says = ""
                return
        self.says = in_vain

    def _foot_for(self, number: int) -> int:
        """Return the row at the foot so that this one stands in the middle, or lower where few have come since."""
        monitor, room, foot = self.monitor, self.lines // 2, number
        while foot + 1 < monitor.count:
            room -= len(lines_of(monitor.rows[foot + 1 - monitor.first], self.form))
            if room < 0:
                break
            foot += 1
        return foot

    def _numbers(self, start: int, step: int) -> Iterator[int]:
        newest = self.monitor.count - 1
        stop = newest + 1 if step > 0 else self.monitor.first - 1
        return iter(range(min(start, newest) if step < 0 else max(start, self.monitor.first), stop, step))

    def _fits(self, number: int) -> bool:
        rows, first = self.monitor.rows, self.monitor.first
        assert self._query is not None
        row = rows[number - first]
        behind = b""
        if len(self._query.data) > 1 and row.data:
            for following in range(number + 1, min(number + 4, self.monitor.count)):
                other = rows[following - first]
                if other.data and other.link == row.link and other.offset == row.offset + len(row.data) + len(behind):
                    behind += other.data
        return self._query.fits(row, behind)

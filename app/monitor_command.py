"""The command `monitor`: opens a feed by itself and writes what comes over it, a line each, until it is stopped."""

import sys
from contextlib import closing, nullcontext
from pathlib import Path
from queue import Empty, Full, Queue

from app.feed_choice import serial_line
from app.monitor import Form, Monitor
from app.monitor.row import lines_of
from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged
from app.settings import load_settings
from app.tables import format_names, load_tables
from drivers.feed_spec import make_feed
from drivers.recording_file import RecordingFile
from drivers.system_clock import SystemClock

UNDER_WAY = 256
"""Events on their way to the terminal. Past this the driver waits: a recording plays as fast as lines are written."""

DRIVER_WAITS = 1.0
"""Seconds that a driver waits; a line cannot wait longer. What comes then is lost to the monitor, and told."""

_LOOK = 0.1  # seconds between two looks at a line on which nothing comes


def monitor(
    spec: str,
    serial: str | None,
    formats: str | None,
    settings_file: Path | None,
    save: Path | None,
    in_hex: bool,
    seconds: float | None,
    count: int | None,
) -> int:
    """Write every line of the feed with its time, outlined; in the end what was counted.

    It ends at Ctrl+C, SIGTERM, the end of a recording, after so many `seconds`, or at so many records (`count`); 1 if
    that many did not come, else 0. `save` records every chunk. Raises AnswerpointError.
    """
    settings = load_settings(settings_file)
    names = format_names(formats, settings.formats)
    tables = load_tables(settings, names)
    clock = SystemClock()
    feed = make_feed(spec, serial_line(settings, serial), clock)
    watched = Monitor(tables.formats, tables.classes, tables.localities, clock.now())
    arriving = Arriving()
    recording = RecordingFile(save, clock, feed.name, lambda words: print(words, file=sys.stderr)) if save else None

    def deliver(event: FeedEvent) -> None:
        if recording is not None and isinstance(event, Chunk):
            recording.record(event)
        arriving.put(event)

    with closing(recording) if recording else nullcontext():
        print(f"{feed.name}, tables {', '.join(each.name for each in tables.formats)}; Ctrl+C ends", flush=True)
        written = _Written(watched, Form(hex=in_hex, exact=True))
        until = None if seconds is None else clock.monotonic() + seconds
        try:
            feed.open(deliver)
            while not _done(watched, count) and (until is None or clock.monotonic() < until):
                left = _LOOK if until is None else min(_LOOK, max(0.0, until - clock.monotonic()))
                if not arriving.give(watched, clock, left):
                    break
                written.write()
        except KeyboardInterrupt:
            print(flush=True)  # the terminal has written ^C
        finally:
            arriving.close()
            feed.close()
        watched.end(clock.now())
        written.write()
        now = clock.now()
        print("; ".join(f"{label} {words}" for label, words in watched.counters.words(now)), flush=True)
    return 1 if count is not None and not _done(watched, count) else 0


def _done(watched: Monitor, count: int | None) -> bool:
    return count is not None and watched.counters.spills + watched.counters.not_decoded >= count


class Arriving:
    """What is on its way from a driver's thread to the terminal; `waits` are the seconds that the thread may wait."""

    def __init__(self) -> None:
        self._queue: Queue[FeedEvent | int] = Queue(UNDER_WAY)
        self._lost = 0
        self.waits = DRIVER_WAITS

    def put(self, event: FeedEvent) -> None:
        """Take an event, in the driver's thread, which waits where the terminal is slow."""
        try:
            if self._lost:
                self._queue.put(self._lost, timeout=self.waits)
                self._lost = 0
            self._queue.put(event, timeout=self.waits)
        except Full:
            self._lost += len(event.data) if isinstance(event, Chunk) else 0

    def give(self, watched: Monitor, clock: SystemClock, seconds: float) -> bool:
        """Give the monitor one event, waited for so long at most; return False when no more will come."""
        try:
            event = self._queue.get(timeout=seconds)
        except Empty:
            watched.look(clock.now())
            return True
        if isinstance(event, int):
            watched.lose(clock.now(), event)
            return True
        watched.take(event)
        return not (isinstance(event, FeedStateChanged) and event.state is FeedState.CLOSED)

    def close(self) -> None:
        """Let no driver's thread wait any longer."""
        self.waits = 0.0
        while not self._queue.empty():
            self._queue.get_nowait()


class _Written:
    """Writes the rows that are new."""

    def __init__(self, watched: Monitor, form: Form) -> None:
        self._watched = watched
        self._form = form
        self._count = 0

    def write(self) -> None:
        watched = self._watched
        rows = watched.rows
        for number in range(max(self._count, watched.first), watched.count):
            for line in lines_of(rows[number - watched.first], self._form):
                print(line)
        if watched.count != self._count:
            self._count = watched.count
            sys.stdout.flush()

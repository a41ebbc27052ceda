"""The feed from a recording: the bytes of another day at their own pace, N times as fast, or as fast as they are taken.

Each chunk carries the gap that was recorded, whatever the pace, so a record that only quiet time ends is ended at the
same byte every time.

`max` has no queue of its own: it delivers, and goes on when `deliver` returns. A receiver that is to be held to what it
can take lets `deliver` wait. Besides that the feed rests a moment after every few chunks, so that whoever shares the
interpreter with it is never starved.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from app.clock import Clock, from_text
from app.errors import FeedError
from app.ports import Chunk, FeedEvent, FeedState
from app.spill.mark import mark_named
from app.spill.recording import RecordingReader
from drivers.feed_thread import FeedThread
from drivers.recording_file import open_recording

REST_AFTER, REST_SECONDS = 16, 0.001
"""Chunks between two rests of `max`, and the rest: some 10,000 chunks a second at most, ten times what can be shown."""

SAME_RUN = timedelta(seconds=60)
"""Two recordings that began no further apart are taken for those of the two feeds of one run."""

_EMULATED_REPLAY = "replay of emulated"
_INVENTED = ("emulated", _EMULATED_REPLAY)  # how the name of a feed of invented callers begins


class ReplayFeed:
    """A `Feed` of the recording in the file `path`; `speed` is N for N times as fast, None for as fast as it is taken.

    It begins at the mark of the name `begin`, "" for the start. Raises FeedError if the file cannot be read, is no
    recording, or has no such mark.
    """

    def __init__(self, path: str, speed: float | None, clock: Clock, begin: str = "") -> None:
        with open_recording(path) as reader:
            self._from = mark_named(reader.marks, begin).at if begin else None
            self._emulated = reader.header.get("feed", "").startswith(_INVENTED)
            self._started, self._first = _times(reader)
        self._path = path
        self._begin = begin
        self._speed = speed
        self._clock = clock
        self._after = 0.0
        self._thread = FeedThread(self.name, clock, self._work)

    @staticmethod
    def together(*feeds: "ReplayFeed") -> None:
        """Let recordings of one run keep the time that lay between their first bytes; others begin at once.

        A mark of one of them is the moment at which all begin. Raises FeedError for marks of different moments.
        """
        started = [feed._started for feed in feeds if feed._started is not None]
        first = [feed._first for feed in feeds if feed._first is not None]
        if len(first) < len(feeds) or len(started) < len(feeds) or max(started) - min(started) > SAME_RUN:
            return
        moments = {feed._from for feed in feeds if feed._from is not None}
        if len(moments) > 1:
            raise FeedError(
                "second feed: from: expected the moment of the main one, for both are of one run, got another"
            )
        for moment in moments:
            for feed in feeds:
                feed._from = moment
            return
        for feed, at in zip(feeds, first, strict=True):
            feed._after = (at - min(first)).total_seconds()

    @property
    def name(self) -> str:
        """`replay:` and the file; a recording of invented callers is called that, in a recording of it too."""
        return f"{_EMULATED_REPLAY if self._emulated else 'replay'}:{self._path}"

    @property
    def emulated(self) -> bool:
        """True if what was recorded was the emulator: its callers are as invented as they were then."""
        return self._emulated

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start playing."""
        self._thread.open(deliver)

    def close(self) -> None:
        """Stop playing."""
        self._thread.close()

    def _work(self) -> None:
        what = f"playing {self._path}"
        if self._begin:
            what += f", from {self._begin!r}"
        if self._speed != 1:
            what += ", as fast as it is taken" if self._speed is None else f", {self._speed:g} times as fast as it was"
        self._thread.tell(FeedState.UP, what)
        end = "recording ended"
        try:
            with open_recording(self._path) as reader:
                if not self._play(self._from_mark(reader)) and self._from is not None:
                    end = "recording ended before the moment from which it was to be played"
                if reader.unfinished:
                    end = "recording ended; its last line was cut off"
        except FeedError as error:
            end = f"recording ended by a fault: {error}"
        if not self._thread.closing:
            self._thread.tell(FeedState.CLOSED, end)

    def _from_mark(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield the chunks from the mark on; of the quiet before the first only what came after the mark."""
        moment = self._from
        for chunk in chunks:
            if moment is None:
                yield chunk
            elif self._thread.closing:
                return
            elif chunk.at >= moment:
                yield replace(chunk, gap=min(chunk.gap, (chunk.at - moment).total_seconds()))
                moment = None

    def _play(self, chunks: Iterator[Chunk]) -> bool:
        """Play these, and return whether there was any."""
        began = self._clock.monotonic()
        number = 0
        due = 0.0 if self._speed is None else self._after / self._speed
        for number, chunk in enumerate(chunks, 1):
            if self._speed is None:
                self._thread.wait(REST_SECONDS if number % REST_AFTER == 0 else 0.0)
            else:
                due += chunk.gap / self._speed
                self._thread.wait(began + due - self._clock.monotonic())
            if self._thread.closing:
                break
            self._thread.give(chunk.data, chunk.gap)
        return number > 0


def _times(reader: RecordingReader) -> tuple[datetime | None, datetime | None]:
    """Return when a recording began, and when its feed's first byte was due; None for what it does not tell."""
    try:
        started = from_text(reader.header["started"])
    except (KeyError, ValueError, OverflowError):
        started = None
    try:
        chunk = next(reader, None)
    except FeedError:  # told when it is played
        chunk = None
    return started, chunk.at - timedelta(seconds=chunk.gap) if chunk is not None else None

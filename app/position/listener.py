"""One link of the feed as the runner hears it: its own reader, so that what comes on two links never mixes, its own
recording, its quiet and its last byte. Pure; the loop that waits is the runner's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from app.clock import Clock
from app.ports import Chunk, FeedState, FeedStateChanged, Link, RecordingSink
from app.position.events import NoiseHeard, PositionEvent, SpillArrived
from app.spill.events import Garbled, Heartbeat
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.words import say

OUR_FAULT = say("a fault of this program, told in its log")


class Waiting(Protocol):
    """Something that was to come later."""

    def cancel(self) -> None:
        """Let it not come."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What a listener asks of the runner.

    `put` takes an event; `later` calls a function in so many seconds; `fault`, called while an error of ours is being
    handled, logs it whole.
    """

    clock: Clock
    put: Callable[[PositionEvent], None]
    later: Callable[[float, Callable[[], None]], Waiting]
    fault: Callable[[str], None]


class Listener:
    """Makes events of what one link brings. `recording` takes every chunk of it.

    `held_up` is True while the driver's thread waits for room: that its line is quiet is then our doing.
    """

    def __init__(self, link: Link, reader: SpillReader, recording: RecordingSink | None, desk: Desk) -> None:
        self.recording = recording
        self.held_up = False
        self.last_byte_at: datetime | None = None
        self._link = link
        self._reader = reader
        self._desk = desk
        self._quiet: Waiting | None = None
        self._stopped = False

    def chunk(self, chunk: Chunk) -> None:
        """Take bytes as they came."""
        if self._quiet is not None:
            self._quiet.cancel()
            self._quiet = None
        self._read(chunk.at, lambda: self._reader.feed(chunk), chunk.data)
        self._wait_for_quiet()
        self.last_byte_at = chunk.at

    def went(self, event: FeedStateChanged) -> None:
        """Take the link's state. What a lost line broke off ends there: bytes are missing before what it brings next.

        Joined, the front of one record and the end of another would be a caller with the next one's address.
        """
        if event.state in (FeedState.LOST, FeedState.CLOSED):
            self.end(event.at)
        self._desk.put(event if self._link is Link.MAIN else replace(event, link=self._link))

    def end(self, at: datetime) -> None:
        """Take what the reader still holds: no more will come."""
        self._read(at, lambda: self._reader.end(at), b"")

    def stop(self) -> None:
        """Wait for quiet no longer."""
        self._stopped = True
        if self._quiet is not None:
            self._quiet.cancel()

    def _read(self, at: datetime, read: Callable[[], Sequence[Spill | Garbled | Heartbeat]], data: bytes) -> None:
        """Give what the reader found; a fault of ours in it is logged whole and the bytes are kept."""
        try:
            for each in read():
                if isinstance(each, Spill):
                    self._desk.put(SpillArrived(at, each, self._link))
                elif isinstance(each, Garbled):
                    self._desk.put(NoiseHeard(at, each.data, each.reason, self._link))
        except Exception:  # noqa: BLE001 (our own fault: logged whole by the runner, the bytes are kept)
            self._desk.fault(f"the reader failed on a chunk of {len(data)} bytes")
            self._desk.put(NoiseHeard(at, data, say("not read: {why}", why=OUR_FAULT), self._link))

    def _wait_for_quiet(self) -> None:
        quiet = self._reader.quiet_seconds
        if quiet is not None and not self._stopped:
            self._quiet = self._desk.later(quiet, self._went_quiet)

    def _went_quiet(self) -> None:
        self._quiet = None
        if self.held_up:
            self._wait_for_quiet()
            return
        now = self._desk.clock.now()
        self._read(now, lambda: self._reader.idle(now), b"")

"""One link of the feed as the runner hears it: its own reader, so that what comes on two links never mixes, its own
recording, its quiet and its last byte. Runs on the console's event loop."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import datetime

from app.clock import Clock
from app.ports import Chunk, Link, RecordingSink
from app.position.events import NoiseHeard, PositionEvent, SpillArrived
from app.spill.events import Garbled, Heartbeat
from app.spill.model import Spill
from app.spill.reader import SpillReader

log = logging.getLogger("answerpoint.runner")

OUR_FAULT = "a fault of this program, told in its log"


class Listener:
    """Makes events of what one link brings, and gives them to `put`. `recording` takes every chunk of it.

    `held_up` is True while the driver's thread waits for room: that its line is quiet is then our doing.
    """

    def __init__(
        self,
        link: Link,
        reader: SpillReader,
        recording: RecordingSink | None,
        clock: Clock,
        put: Callable[[PositionEvent], None],
    ) -> None:
        self.recording = recording
        self.held_up = False
        self.last_byte_at: datetime | None = None
        self._link = link
        self._reader = reader
        self._clock = clock
        self._put = put
        self._loop = asyncio.get_running_loop()
        self._quiet: asyncio.TimerHandle | None = None
        self._stopped = False

    def chunk(self, chunk: Chunk) -> None:
        """Take bytes as they came."""
        if self._quiet is not None:
            self._quiet.cancel()
            self._quiet = None
        self._read(chunk.at, lambda: self._reader.feed(chunk), chunk.data)
        self._wait_for_quiet()
        self.last_byte_at = chunk.at

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
                    self._put(SpillArrived(at, each, self._link))
                elif isinstance(each, Garbled):
                    self._put(NoiseHeard(at, each.data, each.reason, self._link))
        except Exception:
            log.exception("the reader failed on a chunk of %d bytes", len(data))
            self._put(NoiseHeard(at, data, f"not read: {OUR_FAULT}", self._link))

    def _wait_for_quiet(self) -> None:
        quiet = self._reader.quiet_seconds
        if quiet is not None and not self._stopped:
            self._quiet = self._loop.call_later(quiet, self._went_quiet)

    def _went_quiet(self) -> None:
        self._quiet = None
        if self.held_up:
            self._wait_for_quiet()
            return
        now = self._clock.now()
        self._read(now, lambda: self._reader.idle(now), b"")

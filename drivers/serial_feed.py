"""The feed from a serial port, or from one behind a network: one thread that reads, and opens again for ever.

    closed    -> opening
    opening   -> up, lost
    up        -> silent, lost
    silent    -> up, lost
    lost      -> up
    any       -> closed       when the feed is closed

LOST is told once for each reason, not once for each try, and stands until the feed is up again: a call-taker is to see
one steady word, and the journal one line. So a far end is up only when it keeps the connection, and what a device
server says in place of its device's bytes is a reason and no caller.
"""

import logging
from collections.abc import Callable

from app.clock import Clock
from app.ports import FeedEvent, FeedState
from drivers.feed_thread import FeedThread
from drivers.serial_line import SerialLine
from drivers.serial_port import Port, check, close_port, open_port, take, take_first, why

FIRST_RETRY = 0.2
"""Seconds before the first try to open again: a plug that was knocked is back before a spill could be missed."""

LONGEST_RETRY = 5.0
"""Each pause is twice the one before, up to this: a device that appears is read within 5 s, at the cost of nothing."""

STEADY = 5.0
"""Seconds that a port must have been open for the next loss to begin with FIRST_RETRY again. A far end that takes the
connection and drops it (a device server that is busy) would else be asked five times a second."""

_WITHOUT_BIT_7 = bytes(byte & 0x7F for byte in range(256))

_log = logging.getLogger(__name__)


class SerialFeed:
    """A `Feed` of the device or URL `url`. Raises FeedError for a URL that can never be opened."""

    def __init__(self, url: str, line: SerialLine, clock: Clock) -> None:
        check(url)
        self._url = url
        self._line = line
        self._clock = clock
        self._last_byte: float | None = None
        self._thread = FeedThread(self.name, clock, self._work)

    @property
    def name(self) -> str:
        """`serial:` and the device or URL."""
        return f"serial:{self._url}"

    @property
    def emulated(self) -> bool:
        """False: what comes from a line is taken for real."""
        return False

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start reading; a device that is missing is waited for."""
        self._thread.open(deliver)

    def close(self) -> None:
        """Stop reading and close the port."""
        self._thread.close()

    def _work(self) -> None:
        pause = FIRST_RETRY
        self._thread.tell(FeedState.OPENING, f"opening {self._url}")
        while not self._thread.closing:
            if self._up_for() >= STEADY:
                pause = FIRST_RETRY
            self._thread.wait(pause)
            pause = min(2 * pause, LONGEST_RETRY)

    def _up_for(self) -> float:
        """Open the port and read it until it is lost or the feed is being closed; return the seconds it was open."""
        up_since = None
        port = None
        try:
            port = open_port(self._url, self._line)
            first = take_first(port)
            up_since = self._clock.monotonic()
            self._thread.tell(FeedState.UP, f"{self._url} is open")
            if first:
                self._deliver(first, up_since)
            self._read(port, up_since)
        except Exception as error:  # noqa: BLE001 (the system and pyserial raise much besides OSError)
            self._tell_lost(error)
        lasted = 0.0 if up_since is None else self._clock.monotonic() - up_since
        if port is not None:
            close_port(port)  # after LOST is told: a network port takes its time to close
        return lasted

    def _read(self, port: Port, up_since: float) -> None:
        """Deliver what comes, until the feed is being closed. Raises what the port raises when it is lost."""
        limit = self._line.silent_after
        silent = False
        while not self._thread.closing:
            data = take(port)
            now = self._clock.monotonic()
            if data:
                if silent:
                    self._thread.tell(FeedState.UP, f"bytes come from {self._url} again")
                    silent = False
                self._deliver(data, now)
            elif limit is not None and not silent and now - max(up_since, self._last_byte or up_since) >= limit:
                self._thread.tell(FeedState.SILENT, f"no byte came from {self._url} for {limit:g} s")
                silent = True

    def _deliver(self, data: bytes, now: float) -> None:
        gap = 0.0 if self._last_byte is None else max(0.0, now - self._last_byte)
        self._last_byte = now
        self._thread.give(data.translate(_WITHOUT_BIT_7) if self._line.mask_bit7 else data, gap)

    def _tell_lost(self, error: Exception) -> None:
        if not isinstance(error, OSError):  # unusual enough that a technician will ask for the whole of it
            _log.info("%s", self._url, exc_info=error)
        words = why(error, self._url, self._line)
        self._thread.tell(FeedState.LOST, f"{self._url}: {words}; it is tried again at least every {LONGEST_RETRY:g} s")

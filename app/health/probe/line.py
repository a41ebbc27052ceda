"""The line of a feed: is it free, does it open, and what comes?

A line that a console (or another program) has open is left alone: the port is not opened, for that could set its
parameters or take the one connection that a device server gives; what the console journalled of it is looked at.
"""

import os
import queue
import urllib.parse
from collections import Counter
from datetime import datetime
from pathlib import Path

from app.errors import JournalError
from app.health.judge.line import Heard, PortSeen
from app.health.probe.processes import Process, alive, connected, holders
from app.journal.last_heard import last_heard
from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged, Link
from app.spill.events import Garbled, Heartbeat
from app.spill.reader import SpillEvent, SpillReader
from app.tables import TablesInForce
from drivers.serial_feed import SerialFeed
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock

OPENS_WITHIN = 10.0  # seconds that a port may take to open or fail; a host that does not answer takes five
SPILLS_LOOKED_AT = 20  # of a journal
MOST_KEPT = 65_536  # bytes kept to be read once more with bit 7 off
_WITHOUT_BIT_7 = bytes(byte & 0x7F for byte in range(256))
_LOCKS = (Path("/run/lock"), Path("/var/lock"))
_BAUDS = ("B50", "B75", "B110", "B134", "B150", "B200", "B300", "B600", "B1200", "B1800", "B2400", "B4800", "B9600",
          "B19200", "B38400", "B57600", "B115200", "B230400", "B460800", "B921600")  # fmt: skip


class Counted:
    """Counts what a reader finds in bytes as they come."""

    def __init__(self, tables: TablesInForce) -> None:
        self._tables = tables
        self._reader = self._new()
        self._kept = bytearray()
        self.size = 0
        self.by_format: Counter[str] = Counter()
        self.not_decoded = self.garbled = self.garbled_bytes = self.heartbeats = 0

    def take(self, chunk: Chunk) -> None:
        """Take a chunk."""
        self.size += len(chunk.data)
        self._kept += chunk.data[: MOST_KEPT - len(self._kept)]
        self._count(self._reader.feed(chunk))

    def end(self, at: datetime) -> None:
        """End what is open; the next chunk begins anew."""
        self._count(self._reader.end(at))

    def fits_without_bit_7(self, at: datetime) -> bool:
        """Tell whether tables that fit nothing so far fit with bit 7 off."""
        if self.by_format or self.heartbeats or self._kept.isascii():
            return False
        reader = self._new()
        found = reader.feed(Chunk(at, bytes(self._kept.translate(_WITHOUT_BIT_7)))) + reader.end(at)
        return any(not isinstance(each, Garbled | Heartbeat) and each.format for each in found)

    def _new(self) -> SpillReader:
        return SpillReader(self._tables.formats, self._tables.classes, self._tables.localities)

    def _count(self, found: list[SpillEvent]) -> None:
        for each in found:
            if isinstance(each, Garbled):
                self.garbled += 1
                self.garbled_bytes += len(each.data)
            elif isinstance(each, Heartbeat):
                self.heartbeats += 1
            elif each.format is None:
                self.not_decoded += 1
            else:
                self.by_format[each.format] += 1


def who_has(url: str) -> list[Process]:
    """Return the programs that have a device, or a connection to a URL's host, open."""
    scheme, mark, _ = url.partition("://")
    if not mark:
        return holders(url)
    try:
        parts = urllib.parse.urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return []
    return connected(host, port) if scheme.lower() in ("socket", "rfc2217") and host and port else []


def locked_by_file(device: str) -> str:
    """Return in words who has a device by a lock file of the old manner (`LCK..ttyUSB0`), "" if nobody."""
    for folder in _LOCKS:
        try:
            pid = int((folder / f"LCK..{os.path.basename(os.path.realpath(device))}").read_text("ascii").split()[0])
        except (OSError, ValueError, IndexError):
            continue
        if alive(pid):
            return f"process {pid}"
    return ""


def listen(url: str, line: SerialLine, tables: TablesInForce, seconds: float) -> tuple[PortSeen, Heard | None]:
    """Open the port as the console does, and listen; what was heard is None where it did not open."""
    clock = SystemClock()
    spec, network = f"serial:{url}", "://" in url
    came: queue.Queue[FeedEvent] = queue.Queue()
    feed = SerialFeed(url, line, clock)
    counted = Counted(tables)
    found = why = ""
    last: float | None = None
    feed.open(came.put)
    try:
        until = clock.monotonic() + OPENS_WITHIN
        opened = False
        while not why:
            try:
                event = came.get(timeout=max(0.0, until - clock.monotonic()))
            except queue.Empty:
                why = "" if opened else f"expected it to open within {OPENS_WITHIN:g} s, it did not"
                break
            if isinstance(event, Chunk):
                counted.take(event)
                last = clock.monotonic()
            elif isinstance(event, FeedStateChanged) and event.state is FeedState.LOST:
                why = event.detail.removeprefix(f"{url}: ").partition("; it is tried again")[0]
            elif event.state is FeedState.UP and not opened:
                opened = True
                until = clock.monotonic() + seconds
                found = "" if network else parameters_of(url)
        now = clock.monotonic()
    finally:
        feed.close()
    at = clock.now()
    counted.end(at)
    seen = PortSeen(spec, why, wanted=str(line), found=found, network=network)
    heard = Heard(
        seconds=seconds,
        size=counted.size,
        ago=None if last is None else now - last,
        by_format=dict(counted.by_format),
        not_decoded=counted.not_decoded,
        garbled=counted.garbled,
        garbled_bytes=counted.garbled_bytes,
        heartbeats=counted.heartbeats,
        fits_without_bit_7=counted.fits_without_bit_7(at),
        silent_after=line.silent_after,
    )
    return seen, heard if opened else None


def journalled(journal: Path, tables: TablesInForce, now: datetime, link: Link = Link.MAIN) -> Heard:
    """Return what the journal of a running console tells of its line."""
    try:
        last = last_heard(journal, SPILLS_LOOKED_AT, link)
    except JournalError:
        return Heard(journalled=True)
    counted = Counted(tables)
    for at, raw in last.spills:
        counted.take(Chunk(at, raw))
        counted.end(at)
    newest = last.spills[0][0] if last.spills else None
    return Heard(
        journalled=True,
        size=counted.size,
        ago=None if newest is None else (now - newest).total_seconds(),
        by_format=dict(counted.by_format),
        not_decoded=counted.not_decoded,
        garbled=counted.garbled,
        garbled_bytes=counted.garbled_bytes,
        heartbeats=counted.heartbeats,
        state=last.state,
        detail=last.detail,
        last_at=newest,
    )


def parameters_of(device: str) -> str:
    """Return the parameters that a device has now, as `9600,8,N,1`; "" if it does not tell. Nothing is set or read."""
    try:
        import termios  # here, because Windows has none

        descriptor = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
    except (ImportError, OSError, ValueError):
        return ""
    try:
        control, speed = (termios.tcgetattr(descriptor)[place] for place in (2, 4))
    except termios.error:
        return ""
    finally:
        os.close(descriptor)
    bauds = {getattr(termios, name): int(name[1:]) for name in _BAUDS if hasattr(termios, name)}
    bits = {termios.CS5: 5, termios.CS6: 6, termios.CS7: 7, termios.CS8: 8}[control & termios.CSIZE]
    sticks = control & getattr(termios, "CMSPAR", 0x40000000)  # mark and space
    odd = control & termios.PARODD
    parity = "N" if not control & termios.PARENB else ("M" if odd else "S") if sticks else ("O" if odd else "E")
    return f"{bauds.get(speed, 0) or 'another speed'},{bits},{parity},{2 if control & termios.CSTOPB else 1}"

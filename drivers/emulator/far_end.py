"""Far ends: where an emulation's bytes go. A DEST is written as

    pty[:LINK]              a pseudo-terminal, made anew; LINK is a name that leads to it
    tcp:[HOST:]PORT         a TCP port that listens, on this computer alone if no HOST is given; port 0 takes a free one
    serial:DEVICE-OR-URL    a serial device, or what pyserial knows, as in serial:socket://127.0.0.1:7002
    -                       the standard output

A far end is used by one thread. Nobody need listen: `there` tells whether somebody does, and whoever comes back is
served again. Only what can never be opened is an error (FeedError).
"""

import os
import select
import sys
from typing import Protocol

from app.clock import Clock
from app.errors import FeedError
from drivers.serial_line import SerialLine

FORMS = "pty[:LINK], tcp:[HOST:]PORT, serial:DEVICE-OR-URL or -"
"""What may be written."""

LOOPBACK = "127.0.0.1"
"""Invented callers are for this computer, unless a HOST is named."""

_SHOWN = 60  # characters of what was got that a message repeats


class FarEnd(Protocol):
    """Something that takes bytes. No method waits, but for `drain`; none raises for a listener that is gone."""

    @property
    def name(self) -> str:
        """What to tell people: the device, or the address with its port."""

    @property
    def words(self) -> tuple[str, str]:
        """How it is said that somebody listens, and that nobody does; "" where nothing is to be said."""

    def there(self) -> bool:
        """True if somebody listens now; takes up whoever has come, and throws away what was sent to us."""

    def take(self, data: bytes) -> int:
        """Hand bytes over; return how many were taken, 0 if there is no room now or nobody any more."""

    def leave(self, forever: bool = False) -> None:
        """Go away, as a cable that is pulled: whoever listens loses the line."""

    def back(self) -> None:
        """Come back."""

    def drain(self, seconds: float) -> None:
        """Wait at most so long until what was taken has been read."""

    def close(self) -> None:
        """Close; more than once does no harm."""


class StandardOutput:
    """The bytes go to the standard output, `out`. Whoever stops reading it ends the emulator: BrokenPipeError."""

    name = "-"
    words = ("", "")  # it is always there

    def __init__(self, out: int) -> None:
        self._out = out

    def there(self) -> bool:
        """Return True: a pipe has a reader, or says so when it is written to."""
        return True

    def take(self, data: bytes) -> int:
        """Hand bytes over, as many as a pipe takes without waiting."""
        if not select.select([], [self._out], [], 0)[1]:
            return 0
        return os.write(self._out, data[: select.PIPE_BUF])

    def leave(self, forever: bool = False) -> None:
        """Do nothing: what is written down stays."""

    def back(self) -> None:
        """Do nothing."""

    def drain(self, seconds: float) -> None:
        """Do nothing."""

    def close(self) -> None:
        """Do nothing: it is not ours."""


def make_far_end(text: str, line: SerialLine, clock: Clock, deaf: bool = False) -> FarEnd:
    """Return the far end that DEST names, open. With `deaf` it never reads what it is sent. Raises FeedError."""
    kind, _, rest = text.partition(":")
    if text == "-":
        return StandardOutput(sys.stdout.fileno())
    if kind == "pty":
        try:
            from drivers.emulator.pty_end import PtyEnd
        except ImportError as error:  # Windows
            raise FeedError("to pty: this system has no pseudo-terminals; use tcp:PORT or serial:DEVICE") from error
        return PtyEnd(rest, deaf)
    if kind == "tcp":
        from drivers.emulator.tcp_end import TcpEnd

        host, _, port = rest.rpartition(":")
        if not port.isascii() or not port.isdigit() or not 0 <= int(port[:9]) <= 65535:
            raise FeedError(f"to {_short(text)}: expected tcp:PORT or tcp:HOST:PORT with a port from 0 to 65535")
        return TcpEnd(host.strip("[]") or LOOPBACK, int(port), deaf)
    if kind == "serial" and rest:
        from drivers.emulator.device_end import DeviceEnd

        return DeviceEnd(rest, line, clock, deaf)
    raise FeedError(f"to: expected {FORMS}, got {_short(text)}")


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")

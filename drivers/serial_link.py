"""The port of a telephone device: opened in a thread of its own, read, and opened again for ever.

A name server that hangs or a host that does not answer must not keep orders waiting, so opening and reading stand apart
from the telephone's own thread. What happens is handed over as values:

    LinkUp       the port is open
    LinkBytes    bytes came
    LinkDown     the port is gone, or could not be opened; `why` in words
"""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass

from app.clock import Clock
from drivers.serial_line import SerialLine
from drivers.serial_port import Port, close_port, open_port, take, why
from drivers.telnet_port import TelnetPort

RETRIES_S = (1.0, 2.0, 5.0, 10.0)
"""The pauses before the port is opened again, the last one for ever (telephone.md 8.2)."""

STEADY_S = 30.0
"""Seconds that a device must have worked for the next loss to begin with the first pause again."""

WRITE_S = 2.0
"""How long a write may take: a modem that holds the line back for longer (flow control) takes no orders at all."""

CLOSE_S = 7.0
"""How long `close` waits for the thread: longer than the 5 s after which the serial library gives up a connection."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LinkUp:
    """The port is open."""


@dataclass(frozen=True, slots=True)
class LinkBytes:
    """Bytes of the device."""

    data: bytes


@dataclass(frozen=True, slots=True)
class LinkDown:
    """The port is gone, or could not be opened."""

    why: str


LinkEvent = LinkUp | LinkBytes | LinkDown


class SerialLink:
    """The port `url`. `deliver` gets what happens, from the link's thread, and may keep it waiting."""

    def __init__(self, url: str, line: SerialLine, clock: Clock, deliver: Callable[[LinkEvent], None]) -> None:
        self._url = url
        self._line = line
        self._clock = clock
        self._deliver = deliver
        self._closing = threading.Event()
        self._dropped = threading.Event()
        self._lock = threading.Lock()
        self._port: Port | None = None
        self._thread = threading.Thread(target=self._run, name=f"phone-link-{url}", daemon=True)

    def open(self) -> None:
        """Start; the port is opened again for ever until `close`."""
        self._thread.start()

    def write(self, data: bytes) -> str:
        """Write; return why that failed, or ""."""
        with self._lock:
            port = self._port
            if port is None:
                return "the port is not open"
            try:
                port.write(data)
            except Exception as error:  # noqa: BLE001 (the system and pyserial raise much besides OSError)
                return why(error, self._url)
        return ""

    def drop(self) -> None:
        """Close the port and open it again after the usual pause."""
        self._dropped.set()

    def close(self) -> None:
        """Close the port, and wait for the thread."""
        self._closing.set()
        self._dropped.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(CLOSE_S)

    def _run(self) -> None:
        failures = 0
        while not self._closing.is_set():
            self._dropped.clear()
            if self._closing.is_set():
                return
            lasted = self._once()
            failures = 0 if lasted >= STEADY_S else failures
            pause = RETRIES_S[min(failures, len(RETRIES_S) - 1)]
            failures += 1
            self._closing.wait(pause)

    def _once(self) -> float:
        """Open the port and read until it is lost, dropped or closed; return the seconds it was open."""
        since = None
        words = ""
        try:
            port = open_port(self._url, self._line)
            with self._lock:
                self._port = port
            if not isinstance(port, TelnetPort):  # which has a limit of its own, and no other can be set
                port.write_timeout = WRITE_S
            keep_line_when_closed(port)
            since = self._clock.monotonic()
            self._deliver(LinkUp())
            while not self._dropped.is_set():
                if data := take(port):
                    self._deliver(LinkBytes(data))
        except Exception as error:  # noqa: BLE001 (as above)
            words = why(error, self._url, self._line)
            if not isinstance(error, OSError):  # unusual enough that a technician will ask for the whole of it
                _log.info("%s", self._url, exc_info=error)
        with self._lock:
            port_then, self._port = self._port, None
        if words:
            self._deliver(LinkDown(words))
        if port_then is not None:
            close_port(port_then)  # after the loss is told: a network port takes its time to close
        return 0.0 if since is None else self._clock.monotonic() - since


def keep_line_when_closed(port: Port) -> None:
    """Let the port keep DTR when it is closed, where the system can: a modem may hang up when it falls.

    On a network the far end decides, and on Windows the system drops it: there the modem itself must not mind (AT&D0).
    """
    descriptor = getattr(port, "fd", None)
    if not isinstance(descriptor, int):
        return
    try:
        import termios  # here, because Windows has none

        attributes = termios.tcgetattr(descriptor)
        attributes[2] &= ~termios.HUPCL
        termios.tcsetattr(descriptor, termios.TCSANOW, attributes)
    except (ImportError, OSError, ValueError):
        pass
    except Exception as error:  # noqa: BLE001 (termios.error is no OSError)
        _log.debug("%s", error)

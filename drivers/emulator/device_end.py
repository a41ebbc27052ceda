"""A serial device as far end, or one behind a network: what pyserial can open. The parameters are the line's own.

A device sends start, parity and stop bits itself. One that is missing is tried again every RETRY_S, as is a host that
does not listen; to try may take some seconds where a host does not answer at all.
"""

import select

from app.clock import Clock
from drivers.serial_line import SerialLine
from drivers.serial_port import DevicePort, Port, check, close_port, open_port, take, why
from drivers.telnet_port import TelnetPort

RETRY_S = 1.0
"""Between two tries to open a device that is not there."""

LOOK_S = 0.01
"""Between two looks at whether all was sent."""


class DeviceEnd:
    """The device or URL `url`. Raises FeedError for a URL that can never be opened."""

    words = ("is open", "is not open")

    def __init__(self, url: str, line: SerialLine, clock: Clock, deaf: bool = False) -> None:
        check(url)
        self._url = url
        self._line = line
        self._clock = clock
        self._deaf = deaf
        self._port: Port | None = None
        self._away = False
        self._next_try = clock.monotonic()
        self.trouble = ""

    @property
    def name(self) -> str:
        """`serial:` and the device or URL; and why it is not open, if it is not."""
        return f"serial:{self._url} ({self.trouble})" if self.trouble else f"serial:{self._url}"

    def there(self) -> bool:
        """True if the device is open; whether somebody listens behind it, a line does not tell."""
        if self._port is None and not self._away:
            self._open()
        if self._port is not None and not self._deaf:
            try:
                if self._port.in_waiting:
                    take(self._port)
            except Exception as error:  # noqa: BLE001 (the system and pyserial raise much besides OSError)
                self._lost(error)
        return self._port is not None

    def take(self, data: bytes) -> int:
        """Hand bytes over."""
        port = self._port
        if port is None:
            return 0
        try:
            if not isinstance(port, TelnetPort) and not select.select([], [port.fileno()], [], 0)[1]:
                return 0
            return int(port.write(data) or 0)
        except Exception as error:  # noqa: BLE001 (as above)
            self._lost(error)
            return 0

    def leave(self, forever: bool = False) -> None:
        """Close the device."""
        self._away = True
        self._close()

    def back(self) -> None:
        """Let it be opened again."""
        self._away = False
        self._next_try = self._clock.monotonic()

    def drain(self, seconds: float) -> None:
        """Wait until the device has sent what it holds."""
        left = seconds
        while left > 0 and isinstance(self._port, DevicePort):
            try:
                if not self._port.out_waiting:
                    return
            except OSError as error:
                self._lost(error)
            select.select([], [], [], LOOK_S)
            left -= LOOK_S

    def close(self) -> None:
        """Close the device."""
        self._away = True
        self._close()

    def _open(self) -> None:
        if self._clock.monotonic() < self._next_try:
            return
        try:
            port = open_port(self._url, self._line)
            if not isinstance(port, TelnetPort):
                port.write_timeout = 0
            self._port, self.trouble = port, ""
        except Exception as error:  # noqa: BLE001 (as above)
            self.trouble = why(error, self._url, self._line)
            self._next_try = self._clock.monotonic() + RETRY_S

    def _lost(self, error: Exception) -> None:
        self.trouble = why(error, self._url, self._line)
        self._close()

    def _close(self) -> None:
        if self._port is not None:
            close_port(self._port)
            self._port = None

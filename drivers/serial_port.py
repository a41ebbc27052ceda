"""A serial device, or one behind a network, opened by pyserial so that no byte is lost.

    /dev/ttyUSB0, COM3       a device of this computer
    socket://host:port       the bare bytes over TCP
    rfc2217://host:port      the same, and the device's parameters are set over the network

The other URLs of pyserial (spy://, hwgrep:// ...) are opened as pyserial does it.
"""

import errno
import os
import socket
import stat
import urllib.parse

import serial

from app.errors import FeedError
from drivers.serial_line import SerialLine
from drivers.socket_port import LONGEST_CHUNK, READ_SECONDS, SocketPort
from drivers.telnet_port import TelnetPort

URLS = ("socket", "rfc2217", "spy", "hwgrep", "loop", "alt", "cp2110")
"""The URLs that pyserial knows; the first two are tested here."""

_NETWORK = {"socket": SocketPort, "rfc2217": TelnetPort}
_SHOWN = 200  # characters of a system's message that are repeated


class DevicePort(serial.Serial):
    """A device of this computer. It keeps what has come by the time it is open."""

    def open(self) -> None:
        """Open it, and let no BREAK and no damaged byte cost any other.

        pyserial leaves two switches as another program (`stty sane`, a login on that line) left them: by the one a
        BREAK throws away what has come and was not read yet, by the other damaged bytes vanish untold.
        """
        super().open()
        try:
            import termios  # here, because Windows has none, and no such switches
        except ImportError:
            return
        try:
            attributes = termios.tcgetattr(self.fileno())
            attributes[0] &= ~(termios.BRKINT | termios.IGNPAR)
            termios.tcsetattr(self.fileno(), termios.TCSANOW, attributes)
        except termios.error:  # a device that went in this very instant
            self.close()
            raise

    def _reset_input_buffer(self) -> None:
        """Keep it: pyserial's own would drop a spill that came between losing the line and opening it again."""


Port = serial.Serial | SocketPort | TelnetPort


def check(url: str) -> None:
    """Raise FeedError if `url` can never be opened, whatever is plugged in."""
    scheme = _scheme(url)
    if scheme is None:
        return
    if scheme not in URLS:
        raise FeedError(f"serial: expected a device, or one of {', '.join(f'{one}://' for one in URLS)}, got {url!r}")
    if scheme not in _NETWORK:
        return
    wanted = f"serial: expected {scheme}://HOST:PORT"
    try:
        parts = urllib.parse.urlsplit(url)
        if not parts.hostname or not parts.port:
            raise FeedError(f"{wanted}, got {url!r}")
        _NETWORK[scheme]().from_url(url)
    except (OSError, ValueError, LookupError) as error:  # what pyserial and urllib raise for options and hosts
        raise FeedError(f"{wanted}, with the options of that URL, got {url!r} ({_text(_first(error))})") from error


def open_port(url: str, line: SerialLine) -> Port:
    """Return the port, open. Raises OSError and whatever else the system raises; `why` puts it in words."""
    scheme = _scheme(url)
    port: Port
    if scheme in _NETWORK:
        port = _NETWORK[scheme]()
        port.port = url
    elif scheme is not None:
        port = serial.serial_for_url(url, do_not_open=True)
    else:
        port = DevicePort()
        port.port = url
    port.baudrate = line.baud
    port.bytesize = line.data_bits
    port.parity = line.parity
    port.stopbits = line.stop_bits
    port.xonxoff = line.flow == "xonxoff"
    port.rtscts = line.flow == "rtscts"
    port.dsrdtr = line.flow == "dsrdtr"
    port.timeout = READ_SECONDS
    port.exclusive = True
    port.open()
    return port


def take_first(port: Port) -> bytes:
    """Return what a new connection brings at once, b"" for nothing. Raises OSError where the far end gives none."""
    return port.take_first() if isinstance(port, SocketPort) else b""


def take(port: Port) -> bytes:
    """Return all that is there, at most LONGEST_CHUNK, b"" after READ_SECONDS of nothing. Raises as `open_port`.

    What was read before an error is returned; the error comes again on the next call.
    """
    if isinstance(port, SocketPort | TelnetPort):
        return port.take()
    data = port.read(1)
    try:
        while data and (room := min(port.in_waiting, LONGEST_CHUNK - len(data))) > 0:
            data += port.read(room)
    except OSError:
        pass  # a device that is gone says so at every read
    return data


def close_port(port: Port) -> None:
    """Close, whatever state the port is in."""
    try:
        port.close()
    except (OSError, TypeError, ValueError, AttributeError):
        pass  # of a device that is gone nothing is left to close


def why(error: BaseException, url: str, line: SerialLine | None = None) -> str:
    """Say in words why `url` could not be opened, with the parameters of `line`, or read."""
    number = _number(error)
    if number == errno.EINVAL and line is not None:
        return f"this device does not take {line}"
    if number in (errno.EACCES, errno.EPERM):
        return _permission(url)
    if isinstance(_first(error), (socket.gaierror, UnicodeError)):  # UnicodeError: no name that a host can have
        return "the name of that host is not known"
    if isinstance(_first(error), TimeoutError):
        return "that host does not answer"
    text = _text(error)
    for words, meaning in _PYSERIAL.items():
        if words in text:
            return meaning
    return _WORDS.get(number, text)


_PYSERIAL = {
    "returned no data": "the device is gone",
    "option 'control'": "the far end sets no control lines; where it has none, write ?ign_set_control after the URL",
    "not seem to support RFC2217": "the far end does not speak RFC 2217",
    "not accept parameter change": "the far end does not take these line parameters",
    "rejected value for option": "the far end does not take these line parameters",
}
"""What pyserial tells without a number, by words of its message."""


_WORDS: dict[int | None, str] = {
    errno.ENOENT: "there is no such device",
    errno.ENODEV: "there is no such device",
    errno.ENXIO: "there is no such device",
    errno.EIO: "the device is gone",
    errno.EISDIR: "that is no serial device",
    errno.ENOTTY: "that is no serial device",
    errno.EBUSY: "another program has it open",
    errno.EAGAIN: "another program has it open",
    errno.ECONNREFUSED: "nothing listens there",
    errno.ECONNRESET: "the far end closed the connection",
    errno.EPIPE: "the far end closed the connection",
    errno.EHOSTUNREACH: "there is no way to that host",
    errno.ENETUNREACH: "there is no way to that host",
}
"""What the system tells by number."""


def _permission(url: str) -> str:
    group = "dialout"
    try:
        import grp  # here, because Windows has none

        facts = os.stat(url)
        if facts.st_mode & stat.S_IRGRP and facts.st_mode & stat.S_IWGRP:
            group = grp.getgrgid(facts.st_gid).gr_name
    except (ImportError, OSError, KeyError, ValueError):
        pass  # then the usual group is named
    return f"permission denied; this user must be a member of the group {group}, and log in again after being made one"


def _scheme(url: str) -> str | None:
    scheme, mark, _ = url.partition("://")
    return scheme.lower() if mark else None


def _first(error: BaseException) -> BaseException:
    """The error that began it: pyserial wraps what the system raised, and puts its number only in the text."""
    while error.__context__ is not None:
        error = error.__context__
    return error


def _number(error: BaseException) -> int | None:
    for one in (error, _first(error)):
        if isinstance(one, OSError) and one.errno is not None:
            return one.errno
    first = _first(error)
    return first.args[0] if first.args and isinstance(first.args[0], int) else None  # termios.error


def _text(error: BaseException) -> str:
    return " ".join(str(error).split())[:_SHOWN] or type(error).__name__

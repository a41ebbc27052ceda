"""The bytes of a serial device that stands behind a network, taken over plain TCP (`socket://host:port`)."""

import select
import socket

from serial.urlhandler import protocol_socket

READ_SECONDS = 0.1
"""How long a read waits for its first byte, and so how late a close or a silence is noticed at worst."""

LONGEST_CHUNK = 4096
"""Bytes taken in one go: the size of a terminal's buffer in the kernel, some ten spills."""

KEEPALIVE_IDLE, KEEPALIVE_INTERVAL, KEEPALIVE_PROBES = 15, 5, 3
"""A connection quiet for 15 s is asked every 5 s whether it lives, and is lost after 3 questions without an answer: a
far end that lost its power is known 30 s later, where TCP alone would never tell."""

REFUSALS = (b"Port already in use", b"Device open failure")
"""How the line begins that ser2net 4 sends, in place of its device's bytes, before it drops a connection."""

LONGEST_REFUSAL = 200
"""Bytes of such a line."""


def may_refuse(data: bytes) -> bool:
    """Tell whether these first bytes of a connection may be, or become, a device server's word that it gives none."""
    return len(data) <= LONGEST_REFUSAL and any(data.startswith(one) or one.startswith(data) for one in REFUSALS)


def refused(data: bytes) -> OSError | None:
    """Return what a device server said in place of bytes, as the error that it is; None if it said nothing such."""
    if not data.startswith(REFUSALS) or len(data.splitlines()) > 1:
        return None
    return OSError(f"the device server says: {data.strip().decode('ascii', 'replace')}")


class SocketPort(protocol_socket.Serial):
    """A TCP connection, with pyserial's URL and connecting. It keeps what has come by the time it is open.

    pyserial's own drops that, and a device server that held a spill back while nobody was connected sends it first.
    """

    _socket: socket.socket | None

    def open(self) -> None:
        """Connect; a host that does not answer is given up after pyserial's 5 s."""
        super().open()
        keep_alive(self._socket)

    def reset_input_buffer(self) -> None:
        """Keep what has come."""

    def take_first(self) -> bytes:
        """Return what a new connection brings, b"" after READ_SECONDS of nothing.

        Raises OSError where the far end gives none: it drops the connection at once, with a word of its own or without.
        """
        data, over = self.take(), False
        while data and may_refuse(data) and not over:
            try:
                more = self.take()
            except OSError:  # which comes again at the next take
                more, over = b"", True
            if not more:
                break
            data += more
        refusal = refused(data) if over else None
        if refusal is not None:
            raise refusal
        return data

    def take(self) -> bytes:
        """Return what is there, b"" after READ_SECONDS of nothing. Raises OSError when the connection is over."""
        connection = self._socket
        if connection is None or not select.select([connection], [], [], READ_SECONDS)[0]:
            return b""
        try:
            data = connection.recv(LONGEST_CHUNK)
        except BlockingIOError:  # what woke us was a segment with a wrong check sum
            return b""
        if not data:
            raise ConnectionResetError("the far end closed the connection")
        return data

    def close(self) -> None:
        """Close, also where the far end is gone: there pyserial leaves the socket open."""
        connection = self._socket if self.is_open else None
        super().close()
        if connection is not None:
            connection.close()


def keep_alive(connection: socket.socket | None) -> None:
    """Let the system ask whether the far end lives, as the KEEPALIVE constants say, where it can be told so."""
    if connection is None:
        return
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for name, value in (
        ("TCP_KEEPIDLE", KEEPALIVE_IDLE),
        ("TCP_KEEPINTVL", KEEPALIVE_INTERVAL),
        ("TCP_KEEPCNT", KEEPALIVE_PROBES),
    ):
        option = getattr(socket, name, None)  # not every system has each
        if option is not None:
            connection.setsockopt(socket.IPPROTO_TCP, option, value)

"""A serial device behind a network that takes its parameters by RFC 2217 (`rfc2217://host:port`).

pyserial connects and negotiates. The bytes are taken out of the telnet stream here, because pyserial's own loop holds
a suboption of any length, dies of one that ends before it began, and keeps what it had when the connection ends.
"""

import errno
import queue
import socket
from collections.abc import Callable

import serial.rfc2217

from drivers.socket_port import LONGEST_CHUNK, READ_SECONDS, keep_alive

LONGEST_SUBOPTION = 64
"""Bytes of a telnet suboption. Those of RFC 2217 that matter here have at most 6 (the baud rate)."""

WAITING_RUNS = 64
"""Runs of bytes that telnet may be ahead of the reader; beyond it the network holds the rest back."""

_IAC, _SE, _SB = 255, 240, 250  # RFC 854, "TELNET COMMAND STRUCTURE"
_NEGOTIATIONS = range(251, 255)  # WILL, WONT, DO, DONT, each followed by one option


class TelnetStream:
    """Telnet taken apart: `feed` returns the plain bytes, and leaves what was negotiated in the two lists.

    `negotiations` are (command, option), `suboptions` what stood between SB and SE; the caller empties them.
    """

    def __init__(self) -> None:
        self.negotiations: list[tuple[bytes, bytes]] = []
        self.suboptions: list[bytes] = []
        self._command = b""  # of what has begun: IAC, or IAC and one of WILL, WONT, DO, DONT
        self._suboption: bytearray | None = None

    def feed(self, data: bytes) -> bytes:
        """Take bytes, split anywhere. Raises ConnectionError for a suboption that does not end."""
        if not self._command and self._suboption is None and _IAC not in data:
            return data
        plain = bytearray()
        for byte in data:
            if not self._command:
                if byte == _IAC:
                    self._command = bytes((_IAC,))
                else:
                    self._keep(byte, plain)
            elif len(self._command) == 1:
                self._after_iac(byte, plain)
            else:
                self.negotiations.append((self._command[1:], bytes((byte,))))
                self._command = b""
        return bytes(plain)

    def _after_iac(self, byte: int, plain: bytearray) -> None:
        self._command = b""
        if byte == _IAC:  # a doubled one is a byte of data
            self._keep(byte, plain)
        elif byte == _SB:
            self._suboption = bytearray()
        elif byte == _SE:
            if self._suboption is not None:
                self.suboptions.append(bytes(self._suboption))
            self._suboption = None
        elif byte in _NEGOTIATIONS:
            self._command = bytes((_IAC, byte))
        # the other commands (NOP, break, go ahead ...) ask for nothing and carry no data

    def _keep(self, byte: int, plain: bytearray) -> None:
        if self._suboption is None:
            plain.append(byte)
        elif len(self._suboption) < LONGEST_SUBOPTION:
            self._suboption.append(byte)
        else:
            raise ConnectionError(f"telnet: expected a suboption of at most {LONGEST_SUBOPTION} bytes, got more")


class TelnetPort(serial.rfc2217.Serial):
    """An RFC 2217 connection that keeps what has come by the time it is open, and what came before it ended."""

    _socket: socket.socket | None
    _telnet_negotiate_option: Callable[[bytes, bytes], None]  # pyserial's, of an option on offer
    _telnet_process_subnegotiation: Callable[[bytes], None]  # and of what a suboption says

    def __init__(self) -> None:
        self._runs: queue.Queue[bytes | None] = queue.Queue(WAITING_RUNS)  # None: the connection is over
        self._end: Exception = ConnectionResetError("the far end closed the connection")
        super().__init__()

    def open(self) -> None:
        """Connect and set the parameters; pyserial gives up each step after some seconds."""
        super().open()
        keep_alive(self._socket)

    def reset_input_buffer(self) -> None:
        """Keep what has come, here and at the far end; pyserial's own would drop both while opening."""

    def reset_output_buffer(self) -> None:
        """Purge nothing at the far end: a feed writes nothing."""

    @property
    def in_waiting(self) -> int:
        """More than 0 if `take` will not wait."""
        return self._runs.qsize()

    def take(self) -> bytes:
        """Return what is there, b"" after READ_SECONDS of nothing. Raises when the connection is over."""
        try:
            run = self._runs.get(timeout=READ_SECONDS)
        except queue.Empty:
            return b""
        if run is None:
            raise self._end
        return run

    def close(self) -> None:
        """Close, also where the far end is gone: there pyserial leaves the socket open."""
        connection = self._socket
        super().close()
        if connection is not None:
            connection.close()

    def _telnet_read_loop(self) -> None:
        """Read until the connection is over; runs in the thread that pyserial makes for it."""
        try:
            self._read_telnet()
        except Exception as error:  # noqa: BLE001 (odd answers make pyserial raise anything; `take` tells it)
            self._end = error
        self._hand_over(None)

    def _read_telnet(self) -> None:
        stream = TelnetStream()
        while self.is_open and self._socket is not None:
            try:
                data = self._socket.recv(LONGEST_CHUNK)
            except TimeoutError as error:
                if error.errno == errno.ETIMEDOUT:  # the far end is dead; the other is only pyserial's time limit
                    raise
                continue
            if not data:
                return
            if plain := stream.feed(data):
                self._hand_over(plain)
            for command, option in stream.negotiations:
                self._telnet_negotiate_option(command, option)
            for suboption in stream.suboptions:
                self._telnet_process_subnegotiation(suboption)
            stream.negotiations.clear()
            stream.suboptions.clear()

    def _hand_over(self, run: bytes | None) -> None:
        while self.is_open:
            try:
                self._runs.put(run, timeout=READ_SECONDS)
            except queue.Full:
                continue
            return

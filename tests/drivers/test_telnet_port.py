"""RFC 2217: the telnet stream taken apart, and nothing lost at either end of a connection."""

import socket
import threading
from collections.abc import Generator
from typing import Any

import pytest
import serial
from hypothesis import given
from hypothesis import strategies as st
from serial.rfc2217 import PortManager

from drivers.serial_line import SerialLine
from drivers.serial_port import close_port, open_port
from drivers.telnet_port import LONGEST_SUBOPTION, TelnetPort, TelnetStream

IAC, SB, SE, DO, NOP = 255, 250, 240, 253, 241
SPILL = b"905-555-0123  RES\r\xffOSHAWA\r\r"
LIMIT_S = 20.0

# pyserial's rfc2217 uses methods of threads that Python deprecates; nothing of ours
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


class Server:
    """pyserial's own RFC 2217 server, with a device of pyserial's that answers for every line and parameter.

    A client that asks for even parity is sent SPILL at once: before it has opened the port.
    """

    def __init__(self) -> None:
        self.device = serial.serial_for_url("loop://")
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.url = f"rfc2217://127.0.0.1:{self._listening.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        self._connection, _ = self._listening.accept()
        device: Any = self.device  # the types of pyserial name a client where its server takes any port
        server: Any = self
        manager = PortManager(device, server)
        greeted = False
        with self._connection:
            while data := self._connection.recv(1024):
                b"".join(manager.filter(data))  # what the client writes; its commands are obeyed on the way
                if device.parity == "E" and not greeted:
                    greeted = True
                    self.write(b"".join(manager.escape(SPILL)))

    def write(self, data: bytes) -> None:
        self._connection.sendall(data)

    def hang_up(self) -> None:
        self._connection.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._listening.close()
        self._thread.join(LIMIT_S)
        self.device.close()


@pytest.fixture
def server() -> Generator[Server]:
    one = Server()
    yield one
    one.close()


@pytest.fixture
def port(server: Server) -> Generator[TelnetPort]:
    one = open_port(server.url, SerialLine.parse("2400,7,E,2,rtscts"))
    assert isinstance(one, TelnetPort)
    yield one
    close_port(one)


def take_to_the_end(port: TelnetPort, got: bytearray) -> None:
    while True:
        got += port.take()


def telnet(*parts: bytes | int) -> bytes:
    return b"".join(part if isinstance(part, bytes) else bytes((part,)) for part in parts)


def test_plain_bytes_pass_and_a_doubled_iac_is_one_byte() -> None:
    stream = TelnetStream()

    assert stream.feed(telnet(b"905", IAC, IAC, b"555")) == b"905\xff555"


def test_commands_are_taken_out_of_the_bytes() -> None:
    stream = TelnetStream()

    assert stream.feed(telnet(b"9", IAC, NOP, b"0", IAC, DO, 44, b"5", IAC, SB, b"\x2c\x65", IAC, SE, b"!")) == b"905!"
    assert stream.negotiations == [(bytes((DO,)), b"\x2c")]
    assert stream.suboptions == [b"\x2c\x65"]


def test_a_suboption_that_ends_before_it_began_is_nothing() -> None:
    stream = TelnetStream()

    assert stream.feed(telnet(IAC, SE, b"905")) == b"905"
    assert stream.suboptions == []


def test_a_suboption_that_never_ends_ends_the_connection_instead_of_filling_memory() -> None:
    stream = TelnetStream()
    stream.feed(telnet(IAC, SB, b"x" * LONGEST_SUBOPTION))

    with pytest.raises(ConnectionError, match="at most 64 bytes"):
        stream.feed(b"x")


@given(
    data=st.lists(st.sampled_from([b"9", b"\xff", b"\xfa", b"\xf0", b"\xfd", b"\x2c"]), max_size=60),
    cut=st.integers(0, 60),
)
def test_a_stream_means_the_same_wherever_it_is_split(data: list[bytes], cut: int) -> None:
    whole, halves = TelnetStream(), TelnetStream()
    stream = b"".join(data)

    assert whole.feed(stream) == halves.feed(stream[:cut]) + halves.feed(stream[cut:])
    assert (whole.negotiations, whole.suboptions) == (halves.negotiations, halves.suboptions)


@given(st.binary(max_size=200))
def test_any_bytes_written_as_telnet_come_out_as_they_were(data: bytes) -> None:
    assert TelnetStream().feed(data.replace(b"\xff", b"\xff\xff")) == data


def test_what_came_while_opening_and_what_came_last_is_not_lost(server: Server, port: TelnetPort) -> None:
    server.write(b"last words")
    server.hang_up()

    got = bytearray()
    with pytest.raises(OSError, match="the far end closed the connection"):
        take_to_the_end(port, got)

    assert got == SPILL + b"last words"


def test_what_the_far_end_kept_for_us_is_not_purged(server: Server) -> None:
    server.device.write(b"a spill kept for us")  # in the device's own buffer, as what it sends comes back to it

    close_port(open_port(server.url, SerialLine()))

    assert server.device.in_waiting == len(b"a spill kept for us")


def test_the_line_parameters_reach_the_device_behind_the_network(server: Server, port: TelnetPort) -> None:
    device = server.device

    assert (device.baudrate, device.bytesize, device.parity, device.stopbits) == (2400, 7, "E", 2)
    assert device.rtscts


def test_telnet_that_makes_no_sense_ends_the_connection_with_its_reason(server: Server, port: TelnetPort) -> None:
    server.write(telnet(IAC, SB, b"x" * (LONGEST_SUBOPTION + 1)))

    with pytest.raises(ConnectionError, match="at most 64 bytes"):
        take_to_the_end(port, bytearray())


def test_a_reader_that_is_slow_holds_the_network_back_and_loses_nothing(server: Server, port: TelnetPort) -> None:
    data = bytes(range(255)) * 2000  # 510 kB: more than the runs that may wait
    sender = threading.Thread(target=server.write, args=(data,))
    sender.start()
    got = b""
    while len(got) < len(SPILL) + len(data):
        got += port.take()
    sender.join(LIMIT_S)

    assert got == SPILL + data

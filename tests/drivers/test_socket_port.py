"""The bytes of a device behind a TCP connection."""

import select
import socket
from collections.abc import Generator

import pytest

from drivers.serial_line import SerialLine
from drivers.serial_port import close_port, open_port
from drivers.socket_port import KEEPALIVE_IDLE, LONGEST_CHUNK, SocketPort

LIMIT_S = 20.0


@pytest.fixture
def server() -> Generator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as one:
        one.settimeout(LIMIT_S)
        yield one


@pytest.fixture
def ends(server: socket.socket) -> Generator[tuple[SocketPort, socket.socket]]:
    port = open_port(f"socket://127.0.0.1:{server.getsockname()[1]}", SerialLine())
    assert isinstance(port, SocketPort)
    far, _ = server.accept()
    with far:
        yield port, far
        close_port(port)


def test_what_came_by_the_time_it_was_open_is_not_dropped(ends: tuple[SocketPort, socket.socket]) -> None:
    port, far = ends
    far.sendall(b"a spill kept for us")
    select.select([port], [], [], LIMIT_S)

    port.reset_input_buffer()  # as pyserial does it while opening

    assert port.take() == b"a spill kept for us"


def test_what_is_there_is_taken_in_one_go_and_nothing_after_a_moment(ends: tuple[SocketPort, socket.socket]) -> None:
    port, far = ends
    far.sendall(b"x" * LONGEST_CHUNK)

    assert port.take() == b"x" * LONGEST_CHUNK
    assert port.take() == b""


def test_the_last_bytes_come_before_the_end_is_told(ends: tuple[SocketPort, socket.socket]) -> None:
    port, far = ends
    far.sendall(b"last words")
    far.close()

    assert port.take() == b"last words"
    with pytest.raises(OSError, match="the far end closed the connection"):
        port.take()


def test_the_system_is_told_to_ask_whether_the_far_end_lives(ends: tuple[SocketPort, socket.socket]) -> None:
    connection = ends[0]._socket
    assert connection is not None

    assert connection.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
    assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) == KEEPALIVE_IDLE


def test_a_connection_whose_far_end_is_gone_is_closed_whole(ends: tuple[SocketPort, socket.socket]) -> None:
    port, far = ends
    connection = port._socket
    assert connection is not None
    far.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # the far end resets the connection
    far.close()

    close_port(port)

    assert connection.fileno() == -1

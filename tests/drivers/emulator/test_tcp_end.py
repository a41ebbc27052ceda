"""A TCP port as far end, with real listeners."""

import socket
from collections.abc import Iterator

import pytest

from app.errors import FeedError
from drivers.emulator.tcp_end import TcpEnd

LIMIT_S = 10.0


@pytest.fixture
def end() -> Iterator[TcpEnd]:
    one = TcpEnd("127.0.0.1", 0)
    yield one
    one.close()


def call(end: TcpEnd) -> socket.socket:
    host, port = end.name.removeprefix("tcp:").split(":")
    return socket.create_connection((host, int(port)), LIMIT_S)


def until(end: TcpEnd, there: bool) -> None:
    """Look until somebody is there, or nobody any more: what happened on this computer is known soon."""
    for _ in range(1_000_000):
        if end.there() is there:
            return
    raise AssertionError("it never came")


def test_it_tells_whether_a_listener_is_connected(end: TcpEnd) -> None:
    assert not end.there()
    with call(end):
        until(end, True)
    until(end, False)


def test_a_listener_gets_the_bytes_and_the_next_one_is_served_when_he_is_gone(end: TcpEnd) -> None:
    first = call(end)
    until(end, True)
    second = call(end)
    assert end.take(b"ONE") == 3
    assert first.recv(9) == b"ONE"
    first.close()
    until(end, False)  # told, though the next one is there already
    until(end, True)
    assert end.take(b"TWO") == 3
    assert second.recv(9) == b"TWO"
    second.close()


def test_without_listener_nothing_is_taken(end: TcpEnd) -> None:
    assert end.take(b"CALL") == 0


def test_a_listener_who_does_not_read_fills_the_line_and_then_nothing_is_taken(end: TcpEnd) -> None:
    with call(end) as listener:
        until(end, True)
        for _ in range(100_000):
            if not end.take(bytes(4096)):
                break
        assert end.take(b"CALL") == 0
        assert end.there()
        assert listener.recv(1)


def test_what_is_sent_to_it_is_thrown_away_unless_it_is_deaf() -> None:
    for deaf in (False, True):
        end = TcpEnd("127.0.0.1", 0, deaf)
        with call(end) as listener:
            until(end, True)
            listener.setblocking(False)
            sent = 0
            for _ in range(20_000):
                end.there()
                try:
                    sent += listener.send(bytes(4096))
                except BlockingIOError:
                    if deaf:
                        break
            assert deaf or sent > 20_000_000
        while (
            end.there()
        ):  # a deaf one notices it by what it sends: the end of the connection is behind what it never read
            end.take(b"CALL")
        end.close()


def test_a_far_end_that_leaves_closes_and_comes_back_on_the_same_port(end: TcpEnd) -> None:
    name = end.name
    with call(end) as listener:
        until(end, True)
        end.leave()
        assert listener.recv(9) == b""
        with pytest.raises(ConnectionRefusedError):
            call(end)
    end.back()
    assert end.name == name
    with call(end):
        until(end, True)


def test_draining_waits_until_the_listener_has_read_all(end: TcpEnd) -> None:
    end.drain(0.05)
    with call(end) as listener:
        until(end, True)
        end.take(b"CALL")
        end.drain(0.05)  # the listener has not hung up
        assert listener.recv(9) == b"CALL"
        assert listener.recv(9) == b""


def test_a_port_that_is_taken_is_a_sentence(end: TcpEnd) -> None:
    port = int(end.name.rpartition(":")[2])
    with pytest.raises(FeedError, match=rf"to tcp:127.0.0.1:{port}: expected a port that can listen, got: address"):
        TcpEnd("127.0.0.1", port)

"""A serial device as far end: a pseudo-terminal, a socat pair, a TCP connection, RFC 2217 through ser2net."""

import os
import select
import socket
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from app.errors import FeedError
from drivers.emulator.device_end import RETRY_S, DeviceEnd
from drivers.serial_line import SerialLine

if TYPE_CHECKING:
    from tests.drivers.conftest import Programs, Pty

# pyserial's rfc2217 uses methods of threads that Python deprecates; nothing of ours
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")

LIMIT_S = 10.0


class HandClock:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def now(self) -> object:
        raise AssertionError("no far end asks for the time of day")

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


Ends = list[DeviceEnd]


@pytest.fixture
def ends() -> Iterator[Ends]:
    made: Ends = []
    yield made
    for end in made:
        end.close()


def made(ends: Ends, clock: HandClock, url: str, deaf: bool = False) -> DeviceEnd:
    ends.append(DeviceEnd(url, SerialLine(), clock, deaf))  # type: ignore[arg-type]
    return ends[-1]


def take_all(end: DeviceEnd, data: bytes) -> None:
    for _ in range(1_000_000):
        data = data[end.take(data) :]
        if not data:
            return
    raise AssertionError("it takes no bytes")


def test_bytes_go_out_of_a_device(ends: Ends, clock: HandClock, pty: "Pty") -> None:
    end = made(ends, clock, pty.device)
    assert end.there()
    take_all(end, b"CALL\r\n")
    assert os.read(pty.master, 99) == b"CALL\r\n"
    pty.write(b"ACK")  # thrown away
    assert end.there()
    end.drain(1.0)


def test_a_device_that_is_not_there_is_tried_again_after_a_second(ends: Ends, clock: HandClock, pty: "Pty") -> None:
    end = made(ends, clock, "/dev/ttyUSB97")
    assert not end.there()
    assert end.name == "serial:/dev/ttyUSB97 (there is no such device)"
    end._url = pty.device  # it is plugged in
    assert not end.there()
    clock.seconds += RETRY_S
    assert end.there()
    assert end.name == f"serial:{pty.device}"


def test_a_device_that_is_pulled_out_is_noticed_and_told(ends: Ends, clock: HandClock, pty: "Pty") -> None:
    end = made(ends, clock, pty.device)
    assert end.there()
    pty.pull()
    for _ in range(1000):
        end.take(b"CALL")
        if not end.there():
            break
    assert "(" in end.name
    assert end.take(b"CALL") == 0
    end.drain(0.05)


def test_a_far_end_that_leaves_closes_the_device_and_opens_it_when_it_is_back(
    ends: Ends, clock: HandClock, pty: "Pty"
) -> None:
    end = made(ends, clock, pty.device)
    assert end.there()
    end.leave()
    assert not end.there()
    assert end.take(b"CALL") == 0
    end.back()
    assert end.there()


@pytest.mark.needs("socat")
def test_bytes_go_over_a_serial_cable(ends: Ends, clock: HandClock, programs: "Programs") -> None:
    near, far = programs.socat_pair()
    end = made(ends, clock, str(near))
    assert end.there()
    take_all(end, b"CALL\r\n")
    device = os.open(far, os.O_RDONLY | os.O_NOCTTY)
    assert os.read(device, 99) == b"CALL\r\n"
    os.close(device)


def test_bytes_go_to_a_port_that_listens_elsewhere(ends: Ends, clock: HandClock) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        end = made(ends, clock, f"socket://127.0.0.1:{server.getsockname()[1]}", deaf=True)
        assert end.there()
        peer, _ = server.accept()
        with peer:
            peer.settimeout(LIMIT_S)
            take_all(end, b"CALL\r\n")
            assert peer.recv(99) == b"CALL\r\n"


@pytest.mark.needs("ser2net")
def test_bytes_go_through_rfc_2217(
    ends: Ends, clock: HandClock, programs: "Programs", pty: "Pty", free_port: int
) -> None:
    programs.ser2net(pty.device, free_port, rfc2217=True)  # type: ignore[arg-type]
    end = made(ends, clock, f"rfc2217://127.0.0.1:{free_port}?ign_set_control")
    for _ in range(2000):  # until ser2net has started
        clock.seconds += RETRY_S
        if end.there():
            break
        select.select([], [], [], 0.01)
    assert end.there(), end.name
    take_all(end, b"CALL\xff\r\n")
    data = b""
    while len(data) < 7:
        data += os.read(pty.master, 99)
    assert data == b"CALL\xff\r\n"


def test_a_url_that_can_never_be_opened_is_refused(clock: HandClock) -> None:
    with pytest.raises(FeedError, match="expected a device, or one of socket://"):
        DeviceEnd("ftp://x", SerialLine(), clock)  # type: ignore[arg-type]

"""The port of a telephone device: pulled cables, far ends that drop everything, DTR, writes into nothing."""

import itertools
import os
import queue
import socket
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from drivers.serial_line import SerialLine
from drivers.serial_link import RETRIES_S, LinkBytes, LinkDown, LinkEvent, LinkUp, SerialLink
from drivers.system_clock import SystemClock

if TYPE_CHECKING:
    from tests.drivers.conftest import Feeds, Pty

LIMIT_S = 20.0


class Ends:
    """Links that end with the test, and what they hand over."""

    def __init__(self) -> None:
        self.happened: queue.Queue[LinkEvent] = queue.Queue()
        self._links: list[SerialLink] = []

    def open(self, url: str) -> SerialLink:
        link = SerialLink(url, SerialLine.parse("9600,8,N,1"), SystemClock(), self.happened.put)
        self._links.append(link)
        link.open()
        return link

    def next(self) -> LinkEvent:
        return self.happened.get(timeout=LIMIT_S)

    def close(self) -> None:
        for link in self._links:
            link.close()


@pytest.fixture
def ends() -> Iterator[Ends]:
    some = Ends()
    yield some
    some.close()


def test_bytes_go_both_ways(ends: Ends, pty: "Pty") -> None:
    link = ends.open(pty.device)
    assert ends.next() == LinkUp()
    assert link.write(b"AT\r") == ""
    assert os.read(pty.master, 10) == b"AT\r"
    pty.write(b"OK")
    assert ends.next() == LinkBytes(b"OK")


def test_closing_does_not_hang_up(ends: Ends, pty: "Pty") -> None:
    """Closing never drops a live caller: without HUPCL the system leaves DTR as it is."""
    ends.open(pty.device)
    assert ends.next() == LinkUp()
    assert not termios.tcgetattr(pty.master)[2] & termios.HUPCL


def test_a_pulled_cable_is_told_and_opened_again_when_it_is_back(
    ends: Ends, pty: "Pty", feeds: "Feeds", tmp_path: Path
) -> None:
    cable = tmp_path / "ttyPHONE"
    cable.symlink_to(pty.device)
    link = ends.open(str(cable))
    assert ends.next() == LinkUp()
    pty.pull()
    down = ends.next()
    assert isinstance(down, LinkDown)
    assert "gone" in down.why
    assert link.write(b"AT\r") == "the port is not open"
    again = feeds.pty()
    cable.unlink()
    cable.symlink_to(again.device)
    assert ends.next() == LinkUp()


def test_a_device_that_is_missing_is_told_in_words(ends: Ends, tmp_path: Path) -> None:
    ends.open(str(tmp_path / "nothing"))
    assert ends.next() == LinkDown("there is no such device")


def test_a_port_that_is_dropped_is_opened_again_after_the_pause(ends: Ends, pty: "Pty") -> None:
    link = ends.open(pty.device)
    assert ends.next() == LinkUp()
    since = time.monotonic()
    link.drop()
    assert ends.next() == LinkUp()
    assert time.monotonic() - since >= RETRIES_S[0]


def test_a_far_end_that_drops_every_connection_is_asked_ever_more_rarely(ends: Ends) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(LIMIT_S)
        ends.open(f"socket://127.0.0.1:{server.getsockname()[1]}")
        times = []
        for _ in range(3):
            connection, _ = server.accept()
            times.append(time.monotonic())
            connection.close()
    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert pauses[0] >= RETRIES_S[0]
    assert pauses[1] >= RETRIES_S[1]


def test_a_write_that_fails_says_why(ends: Ends, pty: "Pty") -> None:
    link = ends.open(pty.device)
    assert ends.next() == LinkUp()
    pty.pull()
    deadline = time.monotonic() + LIMIT_S
    while time.monotonic() < deadline:
        if why := link.write(b"AT\r"):
            assert why in ("the device is gone", "the port is not open")
            return
    raise AssertionError("writing into a pulled cable went on for ever")


def test_a_link_that_is_closed_hands_nothing_over_any_more(ends: Ends, pty: "Pty") -> None:
    link = ends.open(pty.device)
    assert ends.next() == LinkUp()
    link.close()
    pty.write(b"OK")
    with pytest.raises(queue.Empty):
        ends.happened.get(timeout=0.2)

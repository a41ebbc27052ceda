"""The feed from a serial port: pulled cables, killed servers, devices that come later, silence, bad lines."""

import itertools
import socket
import termios
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import FeedError
from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged
from drivers.serial_feed import FIRST_RETRY, SerialFeed
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock

if TYPE_CHECKING:
    from tests.drivers.conftest import Ear, Feeds, Programs, Pty

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
SPILL = b"\x0212-03-01 14:05\r905-555-0123  RES\rOSHAWA\r\r\x03"
UP, LOST, SILENT, OPENING = FeedState.UP, FeedState.LOST, FeedState.SILENT, FeedState.OPENING

# pyserial's rfc2217 uses methods of threads that Python deprecates; nothing of ours
pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


class ClockByHand:
    """A clock whose seconds pass when a test says so."""

    def __init__(self) -> None:
        self.seconds = 100.0

    def now(self) -> datetime:
        return NOON

    def monotonic(self) -> float:
        return self.seconds


def test_bytes_that_came_before_the_port_was_open_are_not_lost(ear: "Ear", pty: "Pty", feeds: "Feeds") -> None:
    pty.write(SPILL)

    feeds.open(SerialFeed(pty.device, SerialLine(), SystemClock()), ear)

    assert ear.hear(len(SPILL)) == SPILL


def test_a_long_burst_arrives_whole(ear: "Ear", pty: "Pty", feeds: "Feeds") -> None:
    burst = bytes(range(256)) * 2000
    feeds.open(SerialFeed(pty.device, SerialLine(), SystemClock()), ear)
    ear.until(UP)
    pty.write(burst)

    assert ear.hear(len(burst)) == burst


def test_a_pulled_cable_is_told_and_read_again_when_it_is_back(
    ear: "Ear", pty: "Pty", feeds: "Feeds", tmp_path: Path
) -> None:
    cable = tmp_path / "ttyALI"
    cable.symlink_to(pty.device)
    feeds.open(SerialFeed(str(cable), SerialLine(), SystemClock()), ear)
    ear.until(UP)
    pty.write(SPILL[:20])
    ear.hear(20)

    pty.pull()
    lost = ear.until(LOST)
    again = feeds.pty()
    cable.unlink()
    cable.symlink_to(again.device)
    ear.until(UP)
    again.write(SPILL[20:])

    assert ear.hear(len(SPILL)) == SPILL
    assert str(cable) in lost.detail
    assert "gone" in lost.detail
    assert "again" in lost.detail


def test_a_device_that_is_missing_is_told_once_and_opened_when_it_appears(
    ear: "Ear", pty: "Pty", feeds: "Feeds", tmp_path: Path
) -> None:
    cable = tmp_path / "ttyALI"
    feeds.open(SerialFeed(str(cable), SerialLine(), SystemClock()), ear)
    lost = ear.until(LOST)

    tries = threading.Event()
    tries.wait(4 * FIRST_RETRY)  # time for two more tries, of which nothing is to be told
    cable.symlink_to(pty.device)
    ear.until(UP)

    assert ear.states == [OPENING, LOST, UP]
    assert "no such device" in lost.detail


@pytest.mark.needs("socat", "ser2net")
@pytest.mark.parametrize("rfc2217", [False, True], ids=["tcp", "rfc2217"])
def test_a_killed_server_is_told_and_read_again_when_it_is_back(
    rfc2217: bool, ear: "Ear", programs: "Programs", feeds: "Feeds", free_port: int
) -> None:
    near, far = programs.socat_pair()
    server = programs.ser2net(far, free_port, rfc2217=rfc2217)
    url = f"rfc2217://127.0.0.1:{free_port}?ign_set_control" if rfc2217 else f"socket://127.0.0.1:{free_port}"
    feeds.open(SerialFeed(url, SerialLine(), SystemClock()), ear)
    ear.until(UP)
    near.write_bytes(SPILL)
    assert ear.hear(len(SPILL)) == SPILL

    programs.stop(server)
    lost = ear.until(LOST)
    programs.ser2net(far, free_port, rfc2217=rfc2217)
    ear.until(UP)
    near.write_bytes(SPILL)

    assert ear.hear(2 * len(SPILL)) == SPILL + SPILL
    assert "the far end closed the connection" in lost.detail


def test_a_far_end_that_drops_every_connection_is_not_stormed(ear: "Ear", feeds: "Feeds") -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        feeds.open(SerialFeed(f"socket://127.0.0.1:{server.getsockname()[1]}", SerialLine(), SystemClock()), ear)
        times = []
        for _ in range(4):
            connection, _ = server.accept()
            times.append(time.monotonic())
            connection.close()

    pauses = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert pauses[0] >= FIRST_RETRY
    assert pauses[1] >= 2 * FIRST_RETRY
    assert pauses[2] >= 4 * FIRST_RETRY


@pytest.mark.needs("socat", "ser2net")
@pytest.mark.parametrize(
    ("held", "words"), [(True, "Port already in use"), (False, "Device open failure: Value or file not found")]
)
def test_what_a_device_server_says_in_place_of_bytes_is_a_steady_loss_and_no_caller(
    held: bool, words: str, ear: "Ear", programs: "Programs", feeds: "Feeds", free_port: int, tmp_path: Path
) -> None:
    """F11: at every try a caller NOT DECODED stood on the screen, and the feed was up for a moment."""
    near, far = programs.socat_pair()
    programs.ser2net(far if held else tmp_path / "unplugged", free_port, rfc2217=False)
    url = f"socket://127.0.0.1:{free_port}"
    first = feeds.ear()
    if held:
        feeds.open(other := SerialFeed(url, SerialLine(), SystemClock()), first)
        first.until(UP)
    feeds.open(SerialFeed(url, SerialLine(), SystemClock()), ear)
    while not (lost := ear.until(LOST)).detail.startswith(f"{url}: the device server says"):
        assert "nothing listens there" in lost.detail  # the server is not up yet
    assert f"the device server says: {words}; " in lost.detail
    if held:
        other.close()
        ear.until(UP)
        near.write_bytes(SPILL)
        assert ear.hear(len(SPILL)) == SPILL
    assert ear.data == (SPILL if held else b"")


@pytest.mark.parametrize("said", [b"", b"Port already in use\r\n"])
def test_a_far_end_that_drops_every_connection_is_never_up(said: bytes, ear: "Ear", feeds: "Feeds") -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        feeds.open(SerialFeed(f"socket://127.0.0.1:{server.getsockname()[1]}", SerialLine(), SystemClock()), ear)
        for _ in range(3):
            connection, _ = server.accept()
            connection.sendall(said)
            connection.close()
        connection, _ = server.accept()
        ear.until(UP)
        connection.close()

    assert (ear.states, ear.data) == ([OPENING, LOST, UP], b"")


@pytest.mark.parametrize("said", [SPILL, b"Port of Oshawa\r\n", b"Port already in use\r\nPALMER, ROBERT\r\n", b"Po"])
def test_bytes_of_a_far_end_that_drops_the_connection_behind_them_are_not_lost(
    said: bytes, ear: "Ear", feeds: "Feeds"
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        feeds.open(SerialFeed(f"socket://127.0.0.1:{server.getsockname()[1]}", SerialLine(), SystemClock()), ear)
        connection, _ = server.accept()
        connection.sendall(said)
        connection.close()
        assert ear.hear(len(said)) == said

    assert ear.states[:2] == [OPENING, UP]


def test_silence_is_told_and_ends_before_the_byte_that_ends_it(ear: "Ear", pty: "Pty", feeds: "Feeds") -> None:
    clock = ClockByHand()
    feeds.open(SerialFeed(pty.device, SerialLine(silent_after=60), clock), ear)
    ear.until(UP)
    pty.write(b"A")
    ear.hear(1)

    clock.seconds += 60
    silent = ear.until(SILENT)
    clock.seconds += 40
    pty.write(b"B")
    ear.hear(2)

    assert "no byte" in silent.detail
    assert "60 s" in silent.detail
    assert ear.states == [OPENING, UP, SILENT, UP]
    assert ear.events[-2:] == [
        FeedStateChanged(NOON, UP, f"bytes come from {pty.device} again"),
        Chunk(NOON, b"B", gap=100.0),
    ]


def test_a_line_on_which_quiet_means_nothing_is_never_silent(ear: "Ear", pty: "Pty", feeds: "Feeds") -> None:
    clock = ClockByHand()
    feeds.open(SerialFeed(pty.device, SerialLine(), clock), ear)
    ear.until(UP)
    clock.seconds += 1_000_000
    pty.write(b"A")
    ear.hear(1)

    assert ear.states == [OPENING, UP]


def test_the_gap_is_the_quiet_since_the_byte_before_also_over_a_lost_line(
    ear: "Ear", pty: "Pty", feeds: "Feeds", tmp_path: Path
) -> None:
    clock = ClockByHand()
    cable = tmp_path / "ttyALI"
    cable.symlink_to(pty.device)
    feeds.open(SerialFeed(str(cable), SerialLine(), clock), ear)
    pty.write(b"A")
    ear.hear(1)
    pty.pull()
    ear.until(LOST)
    clock.seconds += 7.5
    again = feeds.pty()
    cable.unlink()
    cable.symlink_to(again.device)
    again.write(b"B")
    ear.hear(2)

    assert [event.gap for event in ear.events if isinstance(event, Chunk)] == [0.0, 7.5]


def test_bit_7_is_cleared_where_the_site_says_so(ear: "Ear", pty: "Pty", feeds: "Feeds") -> None:
    even_parity = bytes(byte | 0x80 if byte.bit_count() % 2 else byte for byte in b"905-555-0123\r")
    feeds.open(SerialFeed(pty.device, SerialLine(mask_bit7=True), SystemClock()), ear)
    ear.until(UP)
    pty.write(even_parity)

    assert ear.hear(13) == b"905-555-0123\r"


def test_the_line_parameters_reach_the_device(ear: "Ear", pty: "Pty", feeds: "Feeds") -> None:
    feeds.open(SerialFeed(pty.device, SerialLine.parse("300,8,N,2,xonxoff"), SystemClock()), ear)
    ear.until(UP)
    input_flags, _, control_flags, _, speed, _, _ = termios.tcgetattr(pty.master)

    assert speed == termios.B300
    assert control_flags & termios.CSTOPB
    assert input_flags & termios.IXON


def test_a_port_that_another_program_holds_is_told_in_words(ear: "Ear", pty: "Pty", feeds: "Feeds") -> None:
    feeds.open(SerialFeed(pty.device, SerialLine(), SystemClock()), ear)
    ear.until(UP)

    second = feeds.ear()
    feeds.open(SerialFeed(pty.device, SerialLine(), SystemClock()), second)

    assert "another program has it open" in second.until(LOST).detail


def test_a_file_that_is_no_device_is_told_in_words(ear: "Ear", feeds: "Feeds", tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no device")
    feeds.open(SerialFeed(str(tmp_path / "notes.txt"), SerialLine(), SystemClock()), ear)

    assert "no serial device" in ear.until(LOST).detail


def test_a_fault_of_the_receiver_does_not_stop_the_line(
    ear: "Ear", pty: "Pty", feeds: "Feeds", expected_log: Callable[[str], None]
) -> None:
    expected_log("the receiver of the feed serial:.* failed")

    class Failing:
        def deliver(self, event: FeedEvent) -> None:
            ear.deliver(event)
            if isinstance(event, Chunk) and event.data == b"A":
                raise ValueError("a receiver at fault")

    feeds.open(SerialFeed(pty.device, SerialLine(), SystemClock()), Failing())
    ear.until(UP)
    pty.write(b"A")
    ear.hear(1)
    pty.write(b"B")

    assert ear.hear(2) == b"AB"


def test_a_url_that_can_never_be_opened_is_refused_at_once() -> None:
    with pytest.raises(FeedError, match="socket://, rfc2217://"):
        SerialFeed("telnet://127.0.0.1:7001", SerialLine(), SystemClock())

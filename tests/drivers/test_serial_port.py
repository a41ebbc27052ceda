"""Opening a serial port: what is refused at once, what is told in words, what is read."""

import errno
import os
import socket
import stat
import termios
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from app.errors import FeedError
from drivers.serial_line import SerialLine
from drivers.serial_port import check, close_port, open_port, take, why

if TYPE_CHECKING:
    from tests.drivers.conftest import Pty

NOBODY = 65534

pytestmark = pytest.mark.filterwarnings("ignore:set(Daemon|Name):DeprecationWarning")


@pytest.fixture
def not_root() -> Generator[None]:
    """Root may open everything: be nobody for a moment, where the tests run as root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    yield
    if root:
        os.seteuid(0)


@pytest.mark.parametrize(
    "url",
    [
        "/dev/ttyUSB0",
        "COM3",
        "socket://127.0.0.1:7002",
        "SOCKET://host:1",
        "rfc2217://[::1]:7001?ign_set_control&timeout=5",
    ],
)
def test_a_port_that_may_be_plugged_in_one_day_is_accepted(url: str) -> None:
    check(url)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("telnet://host:23", "expected a device, or one of socket://, rfc2217://"),
        ("://", "expected a device, or one of socket://, rfc2217://"),
        ("socket://host", "expected socket://HOST:PORT"),
        ("socket://:7002", "expected socket://HOST:PORT"),
        ("socket://host:70000", "expected socket://HOST:PORT"),
        ("socket://host:seven", "expected socket://HOST:PORT"),
        ("socket://[::1:7002", "expected socket://HOST:PORT"),
        ("socket://host:7002?ign_set_control", "unknown option: 'ign_set_control'"),
        ("rfc2217://host:7001?ign_set_controls", "unknown option: 'ign_set_controls'"),
        ("rfc2217://host:7001?timeout=soon", "could not convert string to float: 'soon'"),
    ],
)
def test_a_url_that_can_never_work_is_refused(url: str, told: str) -> None:
    with pytest.raises(FeedError) as refused:
        check(url)

    assert told in str(refused.value)
    assert repr(url) in str(refused.value)


def told(url: str) -> str:
    with pytest.raises(Exception) as error:
        close_port(open_port(url, SerialLine()))
    return why(error.value, url)


def test_what_is_wrong_with_a_device_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert told(str(tmp_path / "none")) == "there is no such device"
    assert told(str(tmp_path / "file")) == "that is no serial device"
    assert told(str(tmp_path)) == "that is no serial device"
    assert told("hwgrep://no such device") == "no ports found matching regexp 'no such device'"
    assert "embedded null" in told("nul\0")  # in the words of Python, which differ from version to version


def test_what_is_wrong_with_a_host_is_told_in_words(free_port: int) -> None:
    assert told(f"socket://127.0.0.1:{free_port}") == "nothing listens there"
    assert told(f"rfc2217://127.0.0.1:{free_port}") == "nothing listens there"
    assert told("socket://host.invalid:7002") == "the name of that host is not known"
    assert told("socket://two..dots:7002") == told("rfc2217://two..dots:7002") == "the name of that host is not known"


def test_a_far_end_that_does_not_speak_rfc_2217_is_told_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        url = f"rfc2217://127.0.0.1:{mute.getsockname()[1]}?timeout=0.1"

        assert told(url) == "the far end does not speak RFC 2217"


def test_a_missing_permission_names_the_group_that_has_it(pty: "Pty", not_root: None) -> None:
    assert not os.access(pty.device, os.W_OK, effective_ids=True) or not stat.S_IMODE(os.stat(pty.device).st_mode) & 2
    error = OSError(errno.EACCES, "Permission denied")

    assert "must be a member of the group " in why(error, pty.device)
    assert "group dialout" in why(error, "/dev/none")


def test_all_that_is_there_is_taken_in_one_go(pty: "Pty") -> None:
    port = open_port(pty.device, SerialLine())
    try:
        pty.write(b"x" * 1000)
        assert take(port) == b"x" * 1000
        assert take(port) == b""
    finally:
        close_port(port)


def test_the_other_urls_of_pyserial_are_read_too() -> None:
    port = open_port("loop://", SerialLine())
    try:
        port.write(b"905-555-0123\r")
        assert take(port) == b"905-555-0123\r"
    finally:
        close_port(port)


def test_a_break_or_a_damaged_byte_costs_no_other_whatever_another_program_left_set(pty: "Pty") -> None:
    """F8: with BRKINT, as `stty sane` sets it, a BREAK in the middle of a spill throws away what is not read yet."""
    slave = os.open(pty.device, os.O_RDWR | os.O_NOCTTY)
    try:
        attributes = termios.tcgetattr(slave)
        attributes[0] |= termios.BRKINT | termios.IGNPAR
        termios.tcsetattr(slave, termios.TCSANOW, attributes)
        port = open_port(pty.device, SerialLine())
        assert termios.tcgetattr(slave)[0] & (termios.BRKINT | termios.IGNPAR) == 0
        close_port(port)
    finally:
        os.close(slave)


def test_a_port_closes_whatever_state_it_is_in(pty: "Pty") -> None:
    port = open_port(pty.device, SerialLine())
    pty.pull()

    close_port(port)
    close_port(port)

    assert not port.is_open


def test_parameters_that_a_device_does_not_take_are_named() -> None:
    line = SerialLine.parse("4800,7,E,1")
    assert why(termios.error(errno.EINVAL, "Invalid argument"), "/dev/ttyX", line) == (
        "this device does not take 4800,7,E,1"
    )
    assert why(OSError(errno.EINVAL, "Invalid argument"), "/dev/ttyX", line) == "this device does not take 4800,7,E,1"

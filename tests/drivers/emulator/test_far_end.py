"""Far ends as they are written after --to."""

import os
import sys

import pytest

from app.errors import FeedError
from drivers.emulator.device_end import DeviceEnd
from drivers.emulator.far_end import StandardOutput, make_far_end
from drivers.emulator.pty_end import PtyEnd
from drivers.emulator.tcp_end import TcpEnd
from drivers.serial_line import SerialLine
from drivers.system_clock import SystemClock


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("-", StandardOutput, "-"),
        ("pty", PtyEnd, "/dev/pts/"),
        ("tcp:0", TcpEnd, "tcp:127.0.0.1:"),
        ("tcp:localhost:0", TcpEnd, "tcp:localhost:"),
        ("tcp:[::1]:0", TcpEnd, "tcp:::1:"),
        ("serial:/dev/ttyUSB97", DeviceEnd, "serial:/dev/ttyUSB97"),
        ("serial:socket://127.0.0.1:7", DeviceEnd, "serial:socket://127.0.0.1:7"),
    ],
)
def test_a_far_end_is_made_by_its_kind(text: str, kind: type, name: str) -> None:
    end = make_far_end(text, SerialLine(), SystemClock())
    assert isinstance(end, kind)
    assert end.name.startswith(name)
    end.close()
    end.close()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", r"to: expected pty\[:LINK\], tcp:\[HOST:\]PORT, serial:DEVICE-OR-URL or -, got ''"),
        ("usb:3", "to: expected .*, got 'usb:3'"),
        ("serial:", "to: expected .*, got 'serial:'"),
        ("tcp:", "expected tcp:PORT or tcp:HOST:PORT"),
        ("tcp:70000", "expected tcp:PORT or tcp:HOST:PORT with a port from 0 to 65535"),
        ("tcp:nowhere.invalid:0", "expected a port that can listen, got: "),
        ("serial:ftp://x", "expected a device, or one of socket://"),
        ("pty:/nowhere/at/all", "expected a pseudo-terminal and a new name for it, got: no such file"),
        ("pty:a\0b", "expected a pseudo-terminal and a new name"),
    ],
)
def test_what_is_no_far_end_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(FeedError, match=sentence):
        make_far_end(text, SerialLine(), SystemClock())


def test_the_standard_output_takes_bytes_until_the_pipe_is_full() -> None:
    reading, writing = os.pipe()
    end = StandardOutput(writing)
    assert end.there()
    assert end.take(b"CALL") == 4
    assert os.read(reading, 9) == b"CALL"
    while end.take(bytes(4096)):
        pass
    assert os.read(reading, 100_000)
    assert end.take(b"CALL") == 4
    os.close(reading)
    os.close(writing)
    for nothing in (end.leave, end.back, end.close):
        nothing()
    end.drain(1.0)


def test_a_standard_output_without_reader_says_so() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with pytest.raises(BrokenPipeError):
        StandardOutput(writing).take(b"CALL")
    os.close(writing)


def test_a_system_without_pseudo_terminals_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "drivers.emulator.pty_end", None)
    with pytest.raises(FeedError, match="to pty: this system has no pseudo-terminals; use tcp:PORT"):
        make_far_end("pty", SerialLine(), SystemClock())

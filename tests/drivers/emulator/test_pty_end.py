"""A pseudo-terminal as far end, with a real reader at its device."""

import errno
import os
import select
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import FeedError
from drivers.emulator.pty_end import PtyEnd


@pytest.fixture
def end() -> Iterator[PtyEnd]:
    one = PtyEnd()
    yield one
    one.close()


def opened(name: str) -> int:
    return os.open(name, os.O_RDWR | os.O_NOCTTY)


def test_it_tells_whether_somebody_has_the_device_open(end: PtyEnd) -> None:
    assert not end.there()
    device = opened(end.name)
    assert end.there()
    os.close(device)
    assert not end.there()


def test_bytes_come_as_they_are_also_to_a_reader_who_sets_nothing(end: PtyEnd) -> None:
    device = opened(end.name)
    every = bytes(range(256))
    assert end.take(every) == 256
    assert os.read(device, 999) == every
    os.close(device)
    again = opened(end.name)  # raw for the next reader too
    assert end.take(b"A\r\n\x03") == 4
    assert os.read(again, 9) == b"A\r\n\x03"
    os.close(again)


def test_what_the_console_sends_is_thrown_away_unless_the_far_end_is_deaf() -> None:
    for deaf in (False, True):
        end = PtyEnd(deaf=deaf)
        device = opened(end.name)
        os.set_blocking(device, False)
        sent = 0
        for _ in range(200):
            end.there()
            try:
                sent += os.write(device, bytes(1000))
            except BlockingIOError:
                break
        assert (sent == 200_000) is not deaf
        assert end.there()
        os.close(device)
        end.close()


def test_a_device_that_is_full_takes_nothing_and_goes_on_when_it_was_read(end: PtyEnd) -> None:
    device = opened(end.name)
    while end.take(bytes(1000)):
        pass
    assert end.there()
    assert os.read(device, 4096)
    while not end.take(b"CALL"):
        assert select.select([device], [], [], 5.0)[0]
        os.read(device, 4096)
    os.close(device)


def test_a_far_end_that_leaves_is_a_pulled_cable_and_the_link_leads_to_the_one_that_comes_back(tmp_path: Path) -> None:
    end = PtyEnd(str(tmp_path / "line"))
    first = os.readlink(tmp_path / "line")
    device = opened(end.name)
    end.leave()
    try:
        assert os.read(device, 1) == b""
    except OSError as error:
        assert error.errno == errno.EIO
    assert not end.there()
    assert end.take(b"CALL") == 0
    end.back()
    assert end.name == str(tmp_path / "line")
    again = opened(end.name)
    assert end.there()
    assert end.take(b"CALL") == 4
    assert os.read(again, 9) == b"CALL"
    os.close(device)
    os.close(again)
    end.close()
    assert not (tmp_path / "line").is_symlink()
    assert first.startswith("/dev/pts/")


def test_a_link_left_behind_is_replaced_and_a_file_is_not(tmp_path: Path) -> None:
    (tmp_path / "line").symlink_to("/dev/pts/nowhere")
    PtyEnd(str(tmp_path / "line")).close()
    (tmp_path / "line").write_text("mine", "utf-8")
    with pytest.raises(FeedError, match="expected a pseudo-terminal and a new name for it, got: file exists"):
        PtyEnd(str(tmp_path / "line"))
    assert (tmp_path / "line").read_text("utf-8") == "mine"


def test_draining_waits_for_the_reader_and_no_longer_than_it_may(end: PtyEnd) -> None:
    end.drain(0.05)
    device = opened(end.name)
    end.take(b"CALL")
    end.drain(0.05)
    assert os.read(device, 9) == b"CALL"
    end.drain(30.0)  # all is read: soon
    os.close(device)

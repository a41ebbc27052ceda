"""Who has a device, a connection or a journal's lock: asked of real processes."""

import os
import pty
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.health.probe import processes
from app.health.probe.processes import Process, addresses_of, alive, connected, console_of, holders, remotes

NOBODY = 4_000_000  # above the highest process id of Linux


@contextmanager
def program(text: str, *words: str) -> Iterator["subprocess.Popen[str]"]:
    """Run a Python program that says a line when it is ready, and ends when its input does."""
    running = subprocess.Popen(
        [sys.executable, "-c", f"{text}\nprint('ready', flush=True)\nimport sys; sys.stdin.read()", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    try:
        assert running.stdout.readline() == "ready\n"
        yield running
    finally:
        running.stdin.close()
        running.wait(20)
        running.stdout.close()


def test_the_program_that_has_a_device_is_named_by_whatever_name_the_device_has(tmp_path: Path) -> None:
    controller, terminal = pty.openpty()
    link = tmp_path / "line"
    link.symlink_to(os.ttyname(terminal))
    try:
        assert holders(str(link)) == []
        with program(f"line = open({str(link)!r}, 'rb+', buffering=0)") as one:
            found = holders(str(link))
        assert [each.pid for each in found] == [one.pid]
        assert str(found[0]).endswith(f"(process {one.pid})")
        assert not found[0].console
    finally:
        os.close(controller)
        os.close(terminal)


def test_the_far_end_of_a_pseudo_terminal_is_not_its_user() -> None:
    text = "import os, pty\nends = pty.openpty()\nprint(os.ttyname(ends[1]), flush=True)"
    running = subprocess.Popen(
        [sys.executable, "-c", f"{text}\nimport sys; sys.stdin.read()"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    device = running.stdout.readline().strip()
    assert device.startswith("/dev/pts/")
    assert holders(device) == []
    running.communicate()


def test_the_program_that_is_connected_to_a_host_is_named() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert connected("127.0.0.1", port) == []
        with program(f"import socket; s = socket.create_connection(('127.0.0.1', {port}))") as one:
            found = connected("localhost", port)
            ends = remotes(one.pid)
    assert [each.pid for each in found] == [one.pid]
    assert ends is not None
    assert [(str(each), each.outside) for each in ends] == [(f"127.0.0.1:{port}", False)]


def test_an_address_to_the_outside_is_outside_though_no_packet_is_sent() -> None:
    """F22: connecting a UDP socket sends nothing; it is how an outside far end is met here."""
    text = "import socket; s = socket.socket(type=socket.SOCK_DGRAM); s.connect(('192.0.2.7', 9))"
    with program(text) as one:
        ends = remotes(one.pid)
    assert ends is not None
    assert [(str(each), each.protocol, each.outside) for each in ends] == [("192.0.2.7:9", "udp", True)]


def test_a_console_is_known_by_the_lock_that_it_holds(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite"
    assert console_of(journal) is None
    text = (
        f"from pathlib import Path; from app.journal.lock import Lock; lock = Lock(Path({str(journal)!r})); lock.take()"
    )
    with program(text) as one:
        assert console_of(journal) == Process(one.pid, "the console", True)
    (tmp_path / "journal.sqlite.lock").write_text(f"{NOBODY}")
    assert console_of(journal) is None
    (tmp_path / "journal.sqlite.lock").write_text(f"{os.getppid()}")  # runs, and has not this file open
    assert console_of(journal) is None
    (tmp_path / "journal.sqlite.lock").write_text("no number")
    assert console_of(journal) is None


def test_a_console_is_told_from_other_programs_by_its_words(tmp_path: Path) -> None:
    file = tmp_path / "line"
    file.touch()
    with program(f"line = open({str(file)!r})", "-m", "app", "run"):
        found = holders(str(file))
    assert [each.console for each in found] == [False]
    assert processes._process(NOBODY) == Process(NOBODY, "a program", False)


def test_names_become_addresses_and_what_is_no_name_none() -> None:
    assert addresses_of("127.0.0.1") == {"127.0.0.1"}
    assert "127.0.0.1" in addresses_of("localhost")
    assert addresses_of("a" * 300) == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0100007F:1F90", "127.0.0.1:8080"),
        ("0000000000000000FFFF00000100007F:1F90", "127.0.0.1:8080"),
        ("B80D0120000000000000000001000000:0050", "[2001:db8::1]:80"),
        ("00000000:0000", "None"),
        ("nonsense", "None"),
    ],
)
def test_the_system_s_own_writing_of_addresses(text: str, expected: str) -> None:
    assert str(processes._remote(text, "tcp")) == expected


def test_what_is_gone_is_gone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert not alive(NOBODY)
    assert alive(os.getpid())
    assert remotes(NOBODY) is None
    monkeypatch.setattr(processes, "PROC", tmp_path / "none")  # as on a system without it
    assert holders("/dev/null") == []

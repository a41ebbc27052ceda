"""A desk of real parts: an X server, a session bus, a pseudo-terminal through socat, the console as its own process."""

import contextlib
import json
import os
import select
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

import pytest

from tests.partners.fixtures import partner as partner

PATIENCE = 30.0  # seconds any real part may take on a busy machine
HERE = Path(__file__).parent
ROOT = HERE.parents[1]

SLIP = (
    "{number} ({area}) RES OSH 99/06/21 05:17:39 #{call} Pos:0218\r\n"
    "{name}\r\n324 FIRST ST N\r\nAPT 6\r\nOSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\n"
    "DUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


def slip(call: int = 552, number: str = "326-1224", area: str = "905", name: str = "PALMER, ROBERT") -> bytes:
    """The manual's own slip (D211), or another caller's in its form."""
    return SLIP.format(number=number, area=area, call=f"{call:05d}", name=name).encode()


def end(process: "subprocess.Popen[Any]") -> None:
    """End a process of ours, and wait until it is gone."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(5)
    for pipe in (process.stdin, process.stdout, process.stderr):
        if pipe is not None:
            pipe.close()


def wait_for(what: Callable[[], Any], why: str, limit: float = PATIENCE) -> Any:
    """Ask until the answer is true; the parts are other processes, so there is nothing to wait on but the answer."""
    until = time.monotonic() + limit
    pause = select.poll()
    while True:
        answer = what()
        if answer:
            return answer
        if time.monotonic() > until:
            raise AssertionError(f"waited {limit:.0f} s in vain: {why}")
        pause.poll(20)


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """An X server of our own."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    end(server)


@pytest.fixture(scope="session")
def session_bus() -> Iterator[str]:
    """A D-Bus session of our own, for the accessibility bus."""
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert daemon.stdout is not None
    address = daemon.stdout.readline().strip()
    yield address
    end(daemon)


class Line:
    """A serial line: two pseudo-terminals joined by socat; `device` is the console's end."""

    def __init__(self, folder: Path) -> None:
        self.device = folder / "line"
        self._far = folder / "far"
        self._socat = subprocess.Popen(
            ["socat", f"pty,raw,echo=0,link={self.device}", f"pty,raw,echo=0,link={self._far}"],
            stderr=subprocess.DEVNULL,
        )
        wait_for(lambda: self.device.exists() and self._far.exists(), "socat's pseudo-terminals")
        self._port: IO[bytes] = self._far.open("wb", buffering=0)

    def send(self, data: bytes) -> None:
        """Send bytes down the line."""
        self._port.write(data)

    def cut(self) -> None:
        """Pull the cable."""
        self._port.close()
        end(self._socat)


@pytest.fixture
def line(tmp_path: Path) -> Iterator[Line]:
    serial = Line(tmp_path)
    yield serial
    serial.cut()


class Console:
    """The console as a person meets it: a process, a window, a journal."""

    def __init__(
        self, arguments: Sequence[str], journal: Path, environ: dict[str, str], command: Sequence[str] = ("run",)
    ) -> None:
        self.journal = journal
        self.environ = environ
        self.root = ROOT
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app", *command, "--journal", str(journal), *arguments],
            env=environ,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of answerpoint in the same surroundings."""
        return subprocess.run(
            [sys.executable, "-m", "app", *words],
            env=self.environ,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def calls(self) -> list[dict[str, Any]]:
        """What `answerpoint calls --json` says; [] while there is no journal."""
        told = self.command("calls", "--json", "--journal", str(self.journal))
        return [json.loads(each) for each in told.stdout.splitlines()]

    def until(self, what: Callable[[list[dict[str, Any]]], Any], why: str) -> list[dict[str, Any]]:
        """Wait until the calls are as wanted, and return them."""
        found: list[list[dict[str, Any]]] = [[]]

        def look() -> bool:
            assert self.process.poll() is None, f"the console ended: {self.process.communicate()[1]}"
            found[0] = self.calls()
            return bool(what(found[0]))

        wait_for(look, why)
        return found[0]

    def press(self, *keys: str, named: str = "answerpoint") -> None:
        """Press real keys on the X server, in the window whose title has these words."""
        window = self.window(named)
        subprocess.run(["xdotool", "windowfocus", "--sync", window], env=self.environ, check=True, timeout=20)
        for key in keys:
            subprocess.run(["xdotool", "key", key], env=self.environ, check=True, timeout=20)

    def window(self, named: str = "answerpoint") -> str:
        """The id of the window whose title has these words, once it is shown."""

        def look() -> str:
            assert self.process.poll() is None, f"the console ended: {self.process.communicate()[1]}"
            found = subprocess.run(
                ["xdotool", "search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", named],
                env=self.environ,
                capture_output=True,
                text=True,
                timeout=20,
            )
            return found.stdout.split("\n")[0]

        window: str = wait_for(look, "the console's window")
        return window

    def picture(self, file: Path) -> Path:
        """Take a picture of the screen."""
        subprocess.run(["import", "-window", "root", str(file)], env=self.environ, check=True, timeout=30)
        return file

    def fields(self) -> dict[str, str]:
        """Every field as another program reads it (AT-SPI)."""
        told = subprocess.run(
            ["/usr/bin/python3", str(HERE / "screen_witness.py"), "read", str(self.process.pid)],
            env=self.environ,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert told.returncode == 0, told.stderr
        fields: dict[str, str] = json.loads(told.stdout)
        return fields

    def answer(self) -> None:
        """Answer the caller who rings, and wait until the screen has her on the line: before, keys are refused."""
        self.press("alt+a")
        wait_for(lambda: "ringing" not in self.fields()["Who is on the line"], "the answered caller")

    def waits_for_field(self, name: str, words: str) -> None:
        """Wait until a field, as another program reads it, holds these words."""
        said = [""]

        def look() -> bool:
            assert self.process.poll() is None, f"the console ended: {self.process.communicate()[1]}"
            said[0] = self.fields().get(name, "")
            return words in said[0]

        try:
            wait_for(look, name)
        except AssertionError as error:
            raise AssertionError(f"{error}: expected {name} to say {words!r}, got {said[0]!r}") from None

    def events(self) -> list[dict[str, Any]]:
        """Every event of the journal: its kind and its body."""
        with contextlib.closing(sqlite3.connect(f"file:{self.journal}?mode=ro", uri=True)) as journal:
            rows = journal.execute("SELECT kind, body FROM events ORDER BY id").fetchall()
        return [{"kind": kind, "body": json.loads(body)} for kind, body in rows]

    def close(self, number: int = signal.SIGTERM) -> "tuple[int, str]":
        """Ask it to stop; return its exit code and what it said on the error output."""
        if self.process.poll() is None:
            self.process.send_signal(number)
        _said, errors = self.process.communicate(timeout=PATIENCE)
        # Qt tells this of AT-SPI's own reader, not of us.
        said = [line for line in errors.splitlines() if not line.startswith("qt.accessibility.atspi:")]
        return self.process.returncode, "\n".join(said)


@pytest.fixture
def open_console(display: str, session_bus: str, tmp_path: Path) -> Iterator[Callable[..., Console]]:
    """Return a function that opens a console on this display: `open_console("--feed", "...")`."""
    environ = {
        **{name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
        "DISPLAY": display,
        "DBUS_SESSION_BUS_ADDRESS": session_bus,
        "XDG_CONFIG_HOME": str(tmp_path / "config"),
        "XDG_DATA_HOME": str(tmp_path / "data"),
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "NO_AT_BRIDGE": "0",
    }
    consoles: list[Console] = []

    def opened(*arguments: str, journal: Path | None = None, command: Sequence[str] = ("run",), **more: str) -> Console:
        console = Console(arguments, journal or tmp_path / "journal.sqlite", {**environ, **more}, command)
        consoles.append(console)
        return console

    yield opened
    for console in consoles:
        end(console.process)


@pytest.fixture
def a_slip() -> Callable[..., bytes]:
    return slip

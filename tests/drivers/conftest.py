"""The real parts that the tests of the feeds run against: pseudo-terminals, socat, ser2net, and an ear for a feed."""

import os
import queue
import socket
import subprocess
import tty
from collections.abc import Generator
from pathlib import Path
from typing import Protocol

import pytest

from app.ports import Chunk, Feed, FeedEvent, FeedState, FeedStateChanged
from tests.partners.fixtures import partner as partner

LIMIT_S = 20.0
"""How long a thing that must happen may take; reached only by a test that fails."""

SER2NET = """\
connection: &feed
  accepter: {accepter},127.0.0.1,{port}
  connector: serialdev,{device},9600n81,local
  options:
    chardelay: false
"""


class Ear:
    """Hears a feed. `deliver` is what the feed is opened with; the rest waits for what must come, LIMIT_S at most."""

    def __init__(self) -> None:
        self.events: list[FeedEvent] = []
        self._queue: queue.Queue[FeedEvent] = queue.Queue()

    def deliver(self, event: FeedEvent) -> None:
        self._queue.put(event)

    def next(self) -> FeedEvent:
        try:
            event = self._queue.get(timeout=LIMIT_S)
        except queue.Empty:
            raise AssertionError(f"nothing more came after {self.events[-5:]}") from None
        self.events.append(event)
        return event

    def until(self, state: FeedState) -> FeedStateChanged:
        """Hear on until the feed is in `state`."""
        while True:
            event = self.next()
            if isinstance(event, FeedStateChanged) and event.state is state:
                return event

    def hear(self, count: int) -> bytes:
        """Hear on until `count` bytes came in all, and return all."""
        while len(self.data) < count:
            self.next()
        return self.data

    def rest(self) -> list[FeedEvent]:
        """Return what was delivered and not yet heard."""
        rest = []
        while not self._queue.empty():
            rest.append(self.next())
        return rest

    @property
    def data(self) -> bytes:
        return b"".join(event.data for event in self.events if isinstance(event, Chunk))

    @property
    def states(self) -> list[FeedState]:
        return [event.state for event in self.events if isinstance(event, FeedStateChanged)]


class Pty:
    """A pseudo-terminal whose far end is in our hands: `write`, and `pull`, which is a pulled cable."""

    def __init__(self) -> None:
        self.master, slave = os.openpty()
        tty.setraw(slave)
        self.device = os.ttyname(slave)
        os.close(slave)
        self._open = True

    def write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self.master, data) :]

    def pull(self) -> None:
        if self._open:
            self._open = False
            os.close(self.master)


class Programs:
    """Programs that a test starts; all are ended with it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: list[subprocess.Popen[str]] = []

    def start(self, *command: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self._running.append(program)
        return program

    def socat_pair(self) -> tuple[Path, Path]:
        """Return the two ends of a serial cable."""
        ends = self._folder / "near", self._folder / "far"
        socat = self.start("socat", "-d", "-d", *(f"pty,raw,echo=0,link={end}" for end in ends))
        assert socat.stderr is not None
        for line in socat.stderr:
            if "starting data transfer" in line:
                return ends
        raise AssertionError("socat ended")

    def ser2net(self, device: Path, port: int, *, rfc2217: bool) -> subprocess.Popen[str]:
        """Put `device` on the network."""
        config = self._folder / f"ser2net-{port}.yaml"
        accepter = "telnet(rfc2217),tcp" if rfc2217 else "tcp"
        config.write_text(SER2NET.format(accepter=accepter, port=port, device=device))
        return self.start("ser2net", "-n", "-u", "-c", str(config), "-P", str(self._folder / f"ser2net-{port}.pid"))

    def stop(self, program: subprocess.Popen[str]) -> None:
        program.kill()
        program.wait(LIMIT_S)
        if program.stderr is not None:
            program.stderr.close()

    def stop_all(self) -> None:
        for program in self._running:
            self.stop(program)


class Receiver(Protocol):
    """What a feed is opened with."""

    def deliver(self, event: FeedEvent) -> None: ...


class Feeds:
    """Opens feeds, and ears and pseudo-terminals where a test needs more than one; all are closed with the test."""

    def __init__(self) -> None:
        self._feeds: list[Feed] = []
        self._ptys: list[Pty] = []

    def open(self, feed: Feed, receiver: Receiver) -> None:
        self._feeds.append(feed)
        feed.open(receiver.deliver)

    def ear(self) -> Ear:
        return Ear()

    def pty(self) -> Pty:
        self._ptys.append(Pty())
        return self._ptys[-1]

    def close(self) -> None:
        for feed in self._feeds:
            feed.close()
        for pty in self._ptys:
            pty.pull()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def feeds() -> Generator[Feeds]:
    some = Feeds()
    yield some
    some.close()


@pytest.fixture
def pty(feeds: Feeds) -> Pty:
    return feeds.pty()


@pytest.fixture
def programs(tmp_path: Path) -> Generator[Programs]:
    some = Programs(tmp_path)
    yield some
    some.stop_all()


@pytest.fixture
def free_port() -> int:
    """A port of this computer that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])

"""A partner's program: started in a folder of its own, ended by its id, and by itself when nobody ends it.

Every partner is a context manager that is made with a folder: its settings, logs and recordings go there, so that a
test that fails can show them (`logs`). Traffic stays on 127.0.0.1.
"""

import os
import random
import select
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self, TypeVar

LOCALHOST = "127.0.0.1"

LIMIT_S = 20.0
"""How long a thing that must happen may take; reached only by a test that fails."""

LIFETIME_S = 300
"""After this many seconds a partner ends by itself, whatever became of the test that started it."""

T = TypeVar("T")


def until(what: Callable[[], T | None], why: str, limit: float = LIMIT_S) -> T:
    """Ask until the answer is true, and return it; a partner is another process, so only its answers can be waited for.

    Errors: AssertionError with `why` after `limit` seconds.
    """
    end = time.monotonic() + limit
    pause = select.poll()
    while not (answer := what()):
        if time.monotonic() > end:
            raise AssertionError(f"waited {limit:.0f} s in vain: {why}")
        pause.poll(20)
    return answer


def free_ports(count: int = 10) -> int:
    """Return the first of `count` ports in a row that are free for TCP and UDP on 127.0.0.1; it is even (RTP).

    They lie below the ports that the system gives to connections, and are drawn, so that suites run side by side.
    """
    for _ in range(200):
        first = random.randrange(10_000, 32_000 - count, 2)
        if all(_is_free(port) for port in range(first, first + count)):
            return first
    raise AssertionError(f"no {count} free ports in a row")


def _is_free(port: int) -> bool:
    for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM):
        with socket.socket(socket.AF_INET, kind) as tried:
            try:
                tried.bind((LOCALHOST, port))
            except OSError:
                return False
    return True


class Partner:
    """A program on this computer that a driver is tested against.

    `__enter__` calls `start`, which a partner defines; leaving ends every process it started with `run`. A partner of
    one kind can be had several times: each takes a folder `<kind>-<n>` below the folder given.
    """

    kind = "partner"

    def __init__(self, folder: Path) -> None:
        number = 1
        while (own := folder / f"{self.kind}-{number}").exists():
            number += 1
        own.mkdir(parents=True)
        self.folder = own
        self._running: list[subprocess.Popen[bytes]] = []
        self._files: list[IO[bytes]] = []

    def __enter__(self) -> Self:
        try:
            self.start()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start, and return once it can be used."""
        raise NotImplementedError

    def run(self, *words: str, env: dict[str, str] | None = None, pipes: bool = False) -> "subprocess.Popen[bytes]":
        """Start a program in our folder that lives LIFETIME_S at most; its words go to a file, or through pipes."""
        name = f"{Path(words[0]).name}-{len(self._running) + 1}.out"
        said = (self.folder / name).open("wb")
        self._files.append(said)
        program = subprocess.Popen(
            ["timeout", "--kill-after=2", str(LIFETIME_S), *words],
            cwd=self.folder,
            env=env,
            stdin=subprocess.PIPE if pipes else subprocess.DEVNULL,
            stdout=subprocess.PIPE if pipes else said,
            stderr=said if pipes else subprocess.STDOUT,
            start_new_session=True,  # so that its children can be ended with it, by the id of the group
        )
        self._running.append(program)
        return program

    def alive(self, why: str) -> None:
        """Errors: AssertionError with the logs when a program of ours ended by itself."""
        for program in self._running:
            if program.poll() is not None:
                raise AssertionError(f"{self.kind} ended with code {program.returncode}: {why}\n{self.logs()}")

    def end(self, program: "subprocess.Popen[bytes]") -> None:
        """End one program and its children, and wait until it is gone."""
        if program.poll() is None:
            program.terminate()
            try:
                program.wait(3)
            except subprocess.TimeoutExpired:
                _signal_group(program.pid, signal.SIGKILL)
                program.wait(3)
        _signal_group(program.pid, signal.SIGKILL)
        for pipe in (program.stdin, program.stdout, program.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    pass  # it was gone before the last word to it left
        if program in self._running:
            self._running.remove(program)

    def close(self) -> None:
        """End every program of ours; may be called twice."""
        for program in list(self._running):
            self.end(program)
        for file in self._files:
            file.close()

    def logs(self) -> str:
        """Return what its programs said and were told, for a test that failed."""
        return "\n".join(_tails(sorted(path for path in self.folder.rglob("*") if path.is_file())))


def _signal_group(group: int, number: int) -> None:
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        pass  # nobody of it is left


def _tails(paths: Iterable[Path], most: int = 6_000) -> Iterable[str]:
    for path in paths:
        if path.suffix in (".out", ".log", ".json"):
            text = path.read_bytes()[-most:].decode(errors="replace")
            yield f"--- {path.parent.name}/{path.name} ---\n{text}"

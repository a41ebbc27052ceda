"""The process that holds the SIP library, as the console sees it: started, heard, told, ended. Nothing here waits."""

import os
import select
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from pathlib import Path

from drivers.sip.account import SipAccount
from drivers.sip.messages import Fact, LineBuffer, Message, Start, read_message, write_message

READ_BYTES = 65_536

WAITING_MESSAGES = 1_000
"""Commands that may wait for a process that reads none; a call-taker presses no more keys before it is called stuck."""

PARTING_S = 2.0
"""A thread whose pipe was closed ends at once; one that writes to a process that reads nothing is not waited for."""

_HOME = Path(__file__).parents[2]

_lingering: list[subprocess.Popen[bytes]] = []
"""Processes that stay with a caller after their console closed; kept, so that their ends are noticed."""


def lingering() -> list[int]:
    """Return the ids of the processes that this console left with a caller and that have not ended yet."""
    return [each.pid for each in _lingering if each.poll() is None]


class SipProcess:
    """One run of `drivers.sip.worker`. `heard` is called with each fact, then with None when its pipe ends.

    It has a session of its own: Ctrl+C in the console's terminal, or that terminal's end, does not reach a caller.
    Raises OSError when it cannot be started.
    """

    def __init__(
        self, account: SipAccount, heard: Callable[[Fact | None], None], program: tuple[str, ...] = ()
    ) -> None:
        for old in list(_lingering):
            if old.poll() is not None:
                _lingering.remove(old)
        self._heard = heard
        self._program = subprocess.Popen(
            program or (sys.executable, "-m", "drivers.sip.worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            start_new_session=True,
        )
        self._waiting: deque[bytes] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._stopped, self._stop = os.pipe()  # readable once the reader is to end, though the process goes on
        self._reader = threading.Thread(target=self._read, name="sip-reader", daemon=True)
        self._writer = threading.Thread(target=self._write, name="sip-writer", daemon=True)
        self._reader.start()
        self._writer.start()
        self.tell(Start(account.as_table()))

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._program.pid

    def tell(self, message: Message) -> None:
        """Queue a command and return at once."""
        with self._wake:
            if len(self._waiting) < WAITING_MESSAGES:
                self._waiting.append(write_message(message))
                self._wake.notify()

    def how_it_ended(self) -> str:
        """Return how it ended, in words; "" while it runs."""
        code = self._program.poll()
        if code is None:
            return ""
        return f"ended by signal {-code}" if code < 0 else f"ended with code {code}"

    def kill(self) -> None:
        """End it at once."""
        self._program.kill()
        self._program.wait()
        self._let_go()

    def leave(self) -> None:
        """Let it go on by itself: it ends when its callers have."""
        self._let_go()
        if self._program.poll() is None:
            _lingering.append(self._program)

    def wait(self, limit: float) -> bool:
        """Wait until it has ended by itself, `limit` seconds at most; tell whether it has."""
        try:
            self._program.wait(limit)
        except subprocess.TimeoutExpired:
            return False
        self._let_go()
        return True

    def _let_go(self) -> None:
        """Close the pipes and end the threads; what waits is written first."""
        with self._wake:
            if self._closing:
                return
            self._closing = True
            self._wake.notify()
        os.close(self._stop)
        for thread in (self._writer, self._reader):
            if thread is not threading.current_thread():
                thread.join(PARTING_S)

    def _write(self) -> None:
        """WRITER. A process that reads nothing blocks only this thread, until it is killed."""
        pipe = self._program.stdin
        assert pipe is not None
        try:
            while True:
                with self._wake:
                    while not self._waiting and not self._closing:
                        self._wake.wait()
                    if not self._waiting:
                        break
                    line = self._waiting.popleft()
                pipe.write(line)
                pipe.flush()
        except (OSError, ValueError):
            pass  # it is gone; the reader says so
        try:
            pipe.close()
        except OSError:
            pass

    def _read(self) -> None:
        """READER."""
        pipe = self._program.stdout
        assert pipe is not None
        lines = LineBuffer()
        watched = select.poll()
        watched.register(pipe, select.POLLIN)
        watched.register(self._stopped, select.POLLIN)
        while True:
            ready = {number for number, _ in watched.poll()}
            if pipe.fileno() not in ready or not (data := os.read(pipe.fileno(), READ_BYTES)):
                break
            for line in lines.feed(data):
                fact = read_message(line)
                if fact is not None:
                    self._heard(fact)  # type: ignore[arg-type]  # a command from there is no fact of ours, and ignored
        pipe.close()
        os.close(self._stopped)
        self._heard(None)

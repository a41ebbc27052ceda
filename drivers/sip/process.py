"""The process that holds the SIP library, as the console sees it: started or found, heard, told, ended.

It outlives its console while a caller is on the line (`drivers.sip.worker`), so a new console first looks for one that
an earlier console left (`find_process`), and starts one of its own only where there is none.
"""

import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import IO

from drivers.sip.account import SipAccount
from drivers.sip.meeting import meet
from drivers.sip.messages import Fact, LineBuffer, Message, Start, read_message, write_message

READ_BYTES = 65_536

WAITING_MESSAGES = 1_000
"""Commands that may wait for a process that reads none; a call-taker presses no more keys before it is called stuck."""

REAP_S = 1.0
"""A process that was killed is gone in milliseconds, unless a device of its hangs in the system."""

PARTING_S = 2.0
"""A thread whose pipe was closed ends at once; one that writes to a process that reads nothing is not waited for."""

_HOME = Path(__file__).parents[2]

Heard = Callable[[Fact | None], None]
"""Called with each fact, then with None when the process closes its end."""

_lingering: list[subprocess.Popen[bytes]] = []
"""Processes that stay with a caller after their console closed; kept, so that their ends are noticed."""

_killed: list[subprocess.Popen[bytes]] = []
"""Processes that did not end when they were killed, for the system holds them; kept for the same reason."""


def lingering() -> list[int]:
    """Return the ids of the processes that this console left with a caller and that have not ended yet."""
    return [each.pid for each in _lingering if each.poll() is None]


class Link:
    """The two ways between console and process, each with a thread of its own; telling never waits."""

    def __init__(self, into: IO[bytes], out: IO[bytes], heard: Heard) -> None:
        self._into = into
        self._out = out
        self._heard = heard
        self._waiting: deque[bytes] = deque()
        self._wake = threading.Condition()
        self._closing = False
        self._stopped, self._stop = os.pipe()  # readable once the reader is to end, though the process goes on
        self._threads = [
            threading.Thread(target=self._write, name="sip-writer", daemon=True),
            threading.Thread(target=self._read, name="sip-reader", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def tell(self, message: Message) -> None:
        """Queue a command and return at once."""
        with self._wake:
            if len(self._waiting) < WAITING_MESSAGES:
                self._waiting.append(write_message(message))
                self._wake.notify()

    def close(self) -> None:
        """Close our ends and end the threads; what waits is written first. May be called twice."""
        with self._wake:
            if self._closing:
                return
            self._closing = True
            self._wake.notify()
        os.close(self._stop)
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join(PARTING_S)

    def _write(self) -> None:
        """WRITER. A process that reads nothing blocks only this thread, until it is killed."""
        try:
            while True:
                with self._wake:
                    while not self._waiting and not self._closing:
                        self._wake.wait()
                    if not self._waiting:
                        break
                    line = self._waiting.popleft()
                self._into.write(line)
                self._into.flush()
        except (OSError, ValueError):
            pass  # it is gone; the reader says so
        try:
            self._into.close()
        except OSError:
            pass

    def _read(self) -> None:
        """READER."""
        lines = LineBuffer()
        watched = select.poll()
        watched.register(self._out, select.POLLIN)
        watched.register(self._stopped, select.POLLIN)
        while True:
            ready = {number for number, _ in watched.poll()}
            try:
                data = os.read(self._out.fileno(), READ_BYTES) if self._out.fileno() in ready else b""
            except OSError:
                data = b""
            if not data:
                break
            for line in lines.feed(data):
                fact = read_message(line)
                if isinstance(fact, Fact):  # a command from there is nonsense
                    self._heard(fact)
        self._out.close()
        os.close(self._stopped)
        self._heard(None)


class SipProcess:
    """One run of `drivers.sip.worker`, started here.

    It has a session of its own: Ctrl+C in the console's terminal, or that terminal's end, does not reach a caller.
    Raises OSError when it cannot be started.
    """

    def __init__(self, account: SipAccount, heard: Heard, program: tuple[str, ...] = ()) -> None:
        for kept in (_lingering, _killed):
            kept[:] = [old for old in kept if old.poll() is None]
        self._program = subprocess.Popen(
            program or (sys.executable, "-m", "drivers.sip.worker"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_HOME,
            start_new_session=True,
        )
        assert self._program.stdin is not None
        assert self._program.stdout is not None
        self._link = Link(self._program.stdin, self._program.stdout, heard)
        self.tell(Start(account.as_table()))

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._program.pid

    def tell(self, message: Message) -> None:
        """Queue a command and return at once."""
        self._link.tell(message)

    def how_it_ended(self) -> str:
        """Return how it ended, in words; "" while it runs."""
        code = self._program.poll()
        if code is None:
            return ""
        return f"ended by signal {-code}" if code < 0 else f"ended with code {code}"

    def kill(self) -> None:
        """End it at once; one that the system holds is looked after when the next is started."""
        self._program.kill()
        with suppress(subprocess.TimeoutExpired):
            self._program.wait(REAP_S)
        self._link.close()
        if self._program.poll() is None:
            _killed.append(self._program)

    def leave(self) -> None:
        """Let it go on by itself: it ends when its callers have."""
        self._link.close()
        if self._program.poll() is None:
            _lingering.append(self._program)

    def wait(self, limit: float) -> bool:
        """Wait until it has ended by itself, `limit` seconds at most; tell whether it has."""
        try:
            self._program.wait(limit)
        except subprocess.TimeoutExpired:
            return False
        self._link.close()
        return True


class FoundProcess:
    """A process that an earlier console left with a caller; it is used as `SipProcess` is."""

    def __init__(self, account: SipAccount, heard: Heard, met: socket.socket, process: int) -> None:
        self.pid = process
        self._watched = os.pidfd_open(process)  # so that no other process is ended that has its number by then
        self._link = Link(met.makefile("wb"), met.makefile("rb"), heard)
        met.close()  # the two files hold it open
        self.tell(Start(account.as_table()))

    def tell(self, message: Message) -> None:
        """Queue a command and return at once."""
        self._link.tell(message)

    def how_it_ended(self) -> str:
        """Return that it ended, in words; how, only its parent would know. "" while it runs."""
        return "ended" if self._has_ended(0) else ""

    def kill(self) -> None:
        """End it at once."""
        if self._watched >= 0:
            try:
                signal.pidfd_send_signal(self._watched, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.leave()

    def leave(self) -> None:
        """Let it go on by itself."""
        self._link.close()
        watched, self._watched = self._watched, -1
        if watched >= 0:
            os.close(watched)

    def wait(self, limit: float) -> bool:
        """Wait until it has ended by itself, `limit` seconds at most; tell whether it has."""
        if not self._has_ended(limit):
            return False
        self._link.close()
        return True

    def _has_ended(self, limit: float) -> bool:
        if self._watched < 0:
            return True
        watched = select.poll()
        watched.register(self._watched, select.POLLIN)
        return bool(watched.poll(1000 * limit))


def find_process(account: SipAccount, heard: Heard) -> FoundProcess | None:
    """Return the process that an earlier console left on this line, or None."""
    met = meet(account)
    if met is None:
        return None
    connection, process = met
    try:
        return FoundProcess(account, heard, connection, process)
    except OSError:  # it ended just now
        connection.close()
        return None

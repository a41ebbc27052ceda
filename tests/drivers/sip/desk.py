"""A position's desk for tests: a SIP telephone whose events are waited for, and whose handset is a tone and a file."""

import os
import queue
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from app.ports import Answer, CallerHere, CallerRinging, Conferenced, Dial, LineUp, PhoneEvent, PhoneOrder
from drivers.sip.account import SipAccount
from drivers.sip.process import lingering
from drivers.sip_phone import SipPhone
from drivers.system_clock import SystemClock
from tests.partners.program import LIMIT_S, LOCALHOST, free_ports

E = TypeVar("E", bound=PhoneEvent)

VOICE_HZ = 1600
"""The call-taker's voice."""


class Desk:
    """Opens a telephone on a switch at `switch` (host:port) and hears it; leaving the context closes it."""

    def __init__(self, folder: Path, switch: str, *, account: SipAccount | None = None, **words: Any) -> None:
        self.port = account.port if account else free_ports()
        self.heard = folder / f"handset-{self.port}.wav"
        usual = SipAccount(
            port=self.port, switch=switch, microphone=f"tone:{VOICE_HZ}", earpiece=f"file:{self.heard}", hold_limit=2.0
        )
        self.account = account or replace(usual, **words)
        self.phone = SipPhone(self.account, SystemClock())
        self.events: list[PhoneEvent] = []
        self._queue: queue.Queue[PhoneEvent] = queue.Queue()

    @property
    def uri(self) -> str:
        """Where callers ring this desk."""
        return f"sip:911@{LOCALHOST}:{self.port}"

    def __enter__(self) -> Self:
        self.phone.open(self._queue.put)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.phone.close()
        for each in lingering():  # whoever is still on the line goes with this test
            os.kill(each, signal.SIGKILL)
            os.waitid(os.P_PID, each, os.WEXITED | os.WNOWAIT)
        if error is not None:
            self.rest()
            print(*self.events, sep="\n")

    def up(self) -> Self:
        """Wait until the line can be used."""
        self.until(LineUp)
        return self

    def next(self, limit: float = LIMIT_S) -> PhoneEvent:
        """Wait for the next event."""
        try:
            event = self._queue.get(timeout=limit)
        except queue.Empty:
            raise AssertionError(f"nothing came in {limit:.1f} s after {self.events[-5:]}") from None
        self.events.append(event)
        return event

    def until(self, kind: type[E], when: Callable[[E], bool] = lambda event: True, limit: float = LIMIT_S) -> E:
        """Wait for an event of this kind, and return it."""
        end = time.monotonic() + limit
        while True:
            event = self.next(max(0.01, end - time.monotonic()))
            if isinstance(event, kind) and when(event):
                return event

    def rest(self) -> list[PhoneEvent]:
        """Return what came and was not waited for."""
        rest = []
        while not self._queue.empty():
            rest.append(self.next())
        return rest

    def told(self, kind: type[E]) -> list[E]:
        """Return what was told so far of this kind."""
        return [event for event in self.events if isinstance(event, kind)]

    def do(self, *orders: PhoneOrder) -> None:
        """Give orders."""
        for order in orders:
            self.phone.do(order)

    def take_call(self) -> CallerHere:
        """Answer the caller who rings next."""
        self.do(Answer(self.until(CallerRinging).line))
        return self.until(CallerHere)

    def bring_in(self, digits: str, attempt: int = 1) -> Conferenced:
        """Call an agency until it has answered and all hear each other."""
        self.do(Dial(attempt, digits))
        return self.until(Conferenced)

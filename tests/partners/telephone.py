"""What every telephone among the partners has: calls it tells of, and recordings of what it heard."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.partners.program import LIMIT_S, LOCALHOST, Partner, free_ports, until
from tests.partners.sipp import Transport
from tests.partners.tone import length_of, tone_in


@dataclass(frozen=True)
class Told:
    """What baresip told of a call."""

    type: str
    direction: str
    peer: str
    param: str
    call: str
    """Its id of the call; "" where it gives none."""


class Telephone(Partner):
    """A SIP telephone in a process of its own, with a tone for a voice; `user` is the number in its URI."""

    PORTS = 20
    """SIP, SIP + 1 (TLS, in Debian's baresip), control, and eight pairs of RTP and RTCP."""

    def __init__(self, folder: Path, user: str, tone_hz: int, transport: Transport) -> None:
        super().__init__(folder)
        self.user = user
        self.transport: Transport = transport
        self.port = free_ports(self.PORTS)
        self.tone_hz = tone_hz
        self._events: list[Told] = []
        self._news = threading.Condition()

    @property
    def uri(self) -> str:
        """The URI that calls it."""
        return f"sip:{self.user}@{LOCALHOST}:{self.port};transport={self.transport}"

    def tell(self, event: Told) -> None:
        """Add an event, from the thread that reads them."""
        with self._news:
            self._events.append(event)
            self._news.notify_all()

    # --- what it told ---

    def events(self, *types: str) -> list[Told]:
        """Return what it told so far, or only the events of these types."""
        with self._news:
            return [event for event in self._events if not types or event.type in types]

    def until_event(self, *types: str, count: int = 1, limit: float = LIMIT_S) -> Told:
        """Wait until `count` events of these types came in all, and return the last of them."""
        with self._news:
            wanted: Callable[[], list[Told]] = lambda: [event for event in self._events if event.type in types]  # noqa: E731
            if not self._news.wait_for(lambda: len(wanted()) >= count, limit):
                raise AssertionError(f"{self.user}: no {' or '.join(types)} in {limit:.0f} s, but {self._events}")
            return wanted()[count - 1]

    def until_established(self, count: int = 1) -> Told:
        """Wait for the `count`-th answer, of a call to it or from it."""
        return self.until_event("CALL_ESTABLISHED", count=count)

    def until_closed(self, count: int = 1, limit: float = LIMIT_S) -> str:
        """Wait for the `count`-th end of a call, and return why, as "486 Busy Here" or "Connection reset by peer"."""
        return self.until_event("CALL_CLOSED", count=count, limit=limit).param

    # --- what it heard ---

    def recordings(self) -> list[Path]:
        """Return what it heard, the oldest file first; the last grows while a call lasts."""
        raise NotImplementedError

    def heard_s(self) -> float:
        """Return how many seconds the last recording holds."""
        return length_of(self.recordings()[-1]) if self.recordings() else 0.0

    def until_heard(self, seconds: float) -> None:
        """Wait until the last recording is that long."""
        until(lambda: self.heard_s() >= seconds, f"{self.user} to hear {seconds} s")

    def tone_heard(self, hz: float, from_s: float, to_s: float) -> float:
        """Return the amplitude of `hz` it heard between two times of its last recording; 0 to 32768."""
        return tone_in(self.recordings()[-1], hz, from_s, to_s) if self.recordings() else 0.0

"""One turn of the dialogue with a telephone device: its time, and what comes out of it in order."""

from dataclasses import dataclass, field
from datetime import datetime

from app.ports import LineTold, NotDone, PhoneEvent


@dataclass(frozen=True, slots=True)
class Send:
    """Bytes for the device."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Reopen:
    """The device cannot be worked with; `why` in words. The port is to be closed and opened again."""

    why: str


Output = Send | Reopen | PhoneEvent


@dataclass(slots=True)
class Turn:
    """`now` is in seconds and never runs backwards; `at` dates the events."""

    now: float
    at: datetime
    out: list[Output] = field(default_factory=list)

    def put(self, *outputs: Output) -> None:
        """Add to what comes out."""
        self.out.extend(outputs)

    def tell(self, what: str, text: str, raw: str = "") -> None:
        """Tell a technician something about the line."""
        self.out.append(LineTold(self.at, what, text, raw))

    def not_done(self, what: str, why: str, raw: str = "") -> None:
        """Tell technician and call-taker that an order came to nothing."""
        self.tell(what, f"not done: {why}", raw)
        self.out.append(NotDone(self.at, f"{what}: {why}", raw))

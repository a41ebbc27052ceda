"""Time is passed in. This module names what a clock is and how an instant is written."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; the one real clock is `drivers.system_clock.SystemClock`."""

    def now(self) -> datetime:
        """Return this instant as an aware UTC datetime."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards, for measuring gaps."""


def as_text(instant: datetime) -> str:
    """Write an aware UTC instant as ISO 8601 with microseconds and `Z`: always 27 characters, so text sorts as time."""
    return instant.isoformat(timespec="microseconds")[:26] + "Z"


def from_text(text: str) -> datetime:
    """Read what `as_text` wrote. Raises ValueError for anything else."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a zone: {text!r}")
    return instant.astimezone(UTC)

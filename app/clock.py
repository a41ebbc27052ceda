"""Time is passed in. This module names what a clock is, what wakes at its times, and how an instant is written."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Protocol

YEARS = range(1900, 9900)
"""Years of which an instant is read: about each there is room for every zone, and for the longest quiet of a line."""


class Clock(Protocol):
    """Tells the time; the one real clock is `drivers.system_clock.SystemClock`."""

    def now(self) -> datetime:
        """Return this instant as an aware UTC datetime."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards, for measuring gaps."""


class Timer(Protocol):
    """Something that will be called; as `asyncio.TimerHandle`."""

    def cancel(self) -> None:
        """Do not call it; more than once, and after it was called, is allowed."""


class Timers(Protocol):
    """Calls back at a clock's times, on the loop's thread.

    A console on the computer's clock uses its loop (`asyncio.AbstractEventLoop.call_later`); where the clock can be
    stopped (`drivers.lesson_clock`), so must be whatever waits for it.
    """

    def call_later(self, delay: float, callback: Callable[..., object], *args: object) -> Timer:
        """Call `callback(*args)` when the clock has gone on by `delay` seconds."""


def as_text(instant: datetime) -> str:
    """Write an aware UTC instant as ISO 8601 with microseconds and `Z`: always 27 characters, so text sorts as time."""
    return instant.isoformat(timespec="microseconds")[:26] + "Z"


def from_text(text: str) -> datetime:
    """Read what `as_text` wrote, of YEARS. Raises ValueError for anything else."""
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"an instant without a zone: {text!r}")
    if instant.year not in YEARS:
        raise ValueError(f"an instant of a year that no clock shows: {text!r}")
    return instant.astimezone(UTC)

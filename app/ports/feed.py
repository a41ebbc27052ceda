"""Feeds: where ANI/ALI bytes come from, and where they are recorded."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Link(StrEnum):
    """Which of a console's feeds: many have one, some a second that brings the same spills (spill-formats 2)."""

    MAIN = "main"
    SECOND = "second"


class FeedState(StrEnum):
    """How a feed is."""

    CLOSED = "closed"  # not opened, or closed by us, or a recording played to its end
    OPENING = "opening"  # being opened, for the first time or again
    UP = "up"  # open and, so far as can be told, alive
    SILENT = "silent"  # open, but no byte for longer than the site says is normal
    LOST = "lost"  # the device or the far end is gone; it is being re-opened for ever


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes as they came, split anywhere.

    `gap` is the seconds of quiet before this chunk on the feed's own clock: real for a line, as recorded for a replay
    at whatever speed, so that a record ended only by quiet time ends at the same byte every time.
    """

    at: datetime
    data: bytes
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class FeedStateChanged:
    """The feed went into `state`; `detail` says why in words ("" if nothing is to be said).

    A driver does not know which link it is: whoever hears it sets `link`.
    """

    at: datetime
    state: FeedState
    detail: str = ""
    link: Link = Link.MAIN


FeedEvent = Chunk | FeedStateChanged


class Feed(Protocol):
    """A source of ANI/ALI bytes."""

    @property
    def name(self) -> str:
        """Short name for the status line, as in `serial:/dev/ttyUSB0`."""

    @property
    def emulated(self) -> bool:
        """True if its callers are invented: EMULATED FEED then stands on the screen and cannot be switched off."""

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start; a device that is missing is no error, it is waited for."""

    def close(self) -> None:
        """Stop, as this module's rules say."""


class RecordingSink(Protocol):
    """Where every chunk of a feed is written while it runs (`--record FILE`)."""

    def record(self, chunk: Chunk) -> None:
        """Take one chunk. Never raises; a sink that can no longer write tells it once, in its own way."""

    def close(self) -> None:
        """Finish the recording."""

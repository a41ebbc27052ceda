"""What the framer makes of bytes: framed records, text no table knows, noise, heartbeats."""

from dataclasses import dataclass
from typing import NamedTuple


class RecordFramed(NamedTuple):
    """One whole record; `tables` are the names of the format tables whose first line it fits, in the order in force.

    `data` is every byte of it as sent, its last line end included; `ended_by` is one of "blank line", "form feed",
    "quiet time", "next first line", "line end", "ETX", "EOT", "size", "end of data". `after_noise` tells that its
    first line began in the middle of a line, after noise; `run_on` that the noise ended in a digit and the line begins
    with one: its first number may be cut short.
    """

    data: bytes
    tables: tuple[str, ...]
    ended_by: str
    after_noise: bool = False
    run_on: bool = False


@dataclass(frozen=True, slots=True)
class TextFramed:
    """Readable text that is no table's whole record: to be shown as sent, marked NOT DECODED.

    `fault` is why, where its framing was damaged ("check byte: expected 0x51, got 0x50"), "" else.
    """

    data: bytes
    ended_by: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Garbled:
    """Noise on the line: the bytes, and why they are taken for noise."""

    data: bytes
    reason: str


@dataclass(frozen=True, slots=True)
class Heartbeat:
    """The controller's sign of life; never a caller."""

    data: bytes
    table: str


FrameEvent = RecordFramed | TextFramed | Garbled | Heartbeat

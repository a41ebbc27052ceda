"""The line between an emulated controller and a console: bursts of bytes, as fast as it carries them, and quiet.

    calls -> bursts -> stages -> pieces -> the console

A controller sends bursts. Whatever goes wrong on the way is a stage that takes bursts and gives bursts (`Stage`): it
may cut, change, double, delay or withhold them. What comes out is cut into pieces as a serial port would hand them
over.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

PIECE_S = 0.02
"""Seconds of line time in one piece: what a port's 16-byte buffer holds at 9600 baud, and what a screen can follow."""

START_BITS = 1
"""Of an asynchronous character; data bits, parity and stop bits are the line's own (spill-formats section 1)."""


class What(StrEnum):
    """What a burst is."""

    RECORD = "record"  # of a caller
    HEARTBEAT = "heartbeat"  # the controller's sign of life
    NOISE = "noise"  # bytes that nobody sent
    QUIET = "quiet"  # the pause before a call: its record is made when that is over
    NOTHING = "nothing"  # a call of which nothing is sent
    GONE = "gone"  # the far end goes away, and comes back after `away` seconds
    DEAD = "dead"  # the link dies: nothing comes over it any more


@dataclass(frozen=True, slots=True)
class Burst:
    """Bytes sent without a break after `pause` seconds of quiet.

    `number` is the call's, from 1 in the order of sending, 0 where no call is meant; `at` is when the controller
    begins, in seconds of the scenario. `meant` is what the controller sent, before the line had its way with it;
    `faults` are the names of those that struck. `quick` bytes take no time on the line, `apart` ones are handed over
    one by one.
    """

    pause: float
    data: bytes
    what: What = What.RECORD
    number: int = 0
    at: float = 0.0
    meant: bytes = b""
    faults: tuple[str, ...] = ()
    quick: bool = False
    apart: bool = False
    away: float = 0.0

    def struck(self, fault: str, data: bytes | None = None) -> "Burst":
        """Return the burst as `fault` leaves it: with these bytes, or with its own."""
        return replace(self, data=self.data if data is None else data, faults=(*self.faults, fault))


Stage = Callable[[Iterator[Burst]], Iterator[Burst]]
"""Something on the way; as lazy as what it is given, since bursts may never end and each is made when asked for."""


def on_the_line(bursts: Iterator[Burst], stages: Sequence[Stage] = ()) -> Iterator[Burst]:
    """Return the bursts as they arrive, having gone through every stage in order."""
    for stage in stages:
        bursts = stage(bursts)
    return bursts


def byte_seconds(baud: int, data_bits: int = 8, parity: str = "N", stop_bits: float = 1) -> float:
    """Return how long one byte is on the line: ten bits of 8-N-1, eleven of 8-E-1, ten of 7-E-1."""
    return (START_BITS + data_bits + (parity != "N") + stop_bits) / baud


def pieces(data: bytes, seconds_per_byte: float, apart: bool = False) -> Iterator[tuple[float, bytes]]:
    """Yield the bytes piece by piece, each with the seconds that it is on the line; `apart` makes pieces of one byte.

    Bytes that take no time are one piece.
    """
    if apart or seconds_per_byte >= PIECE_S:
        size = 1
    else:
        size = int(PIECE_S / seconds_per_byte) if seconds_per_byte else len(data)
    for start in range(0, len(data), size):
        piece = data[start : start + size]
        yield len(piece) * seconds_per_byte, piece

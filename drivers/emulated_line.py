"""The line between an emulated controller and us: bursts of bytes with quiet between, as fast as the line carries them.

    callers -> bursts -> faults -> pieces -> the console

A controller sends bursts. Whatever goes wrong on the way is a stage that takes bursts and gives bursts (`Stage`): it
may cut, change, double, delay or withhold them. `on_the_line` is the one place where stages stand; there are none yet.
What comes out is cut into pieces as a serial port would hand them over.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

BITS_PER_BYTE = 10
"""Start bit, eight data bits, stop bit: 8-N-1 (spill-formats section 1)."""

PIECE_S = 0.02
"""Seconds of line time in one piece: what a port's 16-byte buffer holds at 9600 baud, and what a screen can follow."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Bytes sent without a break after `pause` seconds of quiet."""

    pause: float
    data: bytes


Stage = Callable[[Iterator[Burst]], Iterator[Burst]]
"""A fault of the line; as lazy as what it is given, since bursts may never end and each is made when asked for."""


def on_the_line(bursts: Iterator[Burst], stages: Sequence[Stage] = ()) -> Iterator[Burst]:
    """Return the bursts as they arrive, having gone through every stage in order."""
    for stage in stages:
        bursts = stage(bursts)
    return bursts


def pieces(data: bytes, baud: int) -> Iterator[tuple[float, bytes]]:
    """Yield the bytes piece by piece, each with the seconds that it is on the line."""
    seconds_per_byte = BITS_PER_BYTE / baud
    size = max(1, int(PIECE_S / seconds_per_byte))
    for start in range(0, len(data), size):
        piece = data[start : start + size]
        yield len(piece) * seconds_per_byte, piece

"""The parameters of a serial line, as they are written.

    9600,8,N,1[,FLOW]               baud, data bits, parity, stop bits, flow control

Nothing is guessed at: what cannot be read is a `FeedError` that says what was expected and what stood there.
"""

import re
from dataclasses import dataclass

from app.errors import FeedError

SLOWEST_BAUD, FASTEST_BAUD = 50, 4_000_000
"""What the operating system's tables of line speeds run from and to; ANI/ALI lines are 300 to 9600."""

PARITIES = {"N": "none", "E": "even", "O": "odd", "M": "mark", "S": "space"}
"""Parity letters."""

FLOWS = ("none", "xonxoff", "rtscts", "dsrdtr")
"""Flow controls."""

_SHOWN = 60  # characters of what was got that a message repeats
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,9})?")
_LINE_FORM = "expected BAUD,DATA BITS,PARITY,STOP BITS[,FLOW] as in 9600,8,N,1"


@dataclass(frozen=True, slots=True)
class SerialLine:
    """The parameters of a serial line.

    `mask_bit7` clears bit 7 of every byte: for a 7-bit line with parity that is read as 8 bits. `silent_after` is the
    seconds without a byte after which the feed is SILENT, or None where quiet means nothing. Impossible values are a
    FeedError.
    """

    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: float = 1
    flow: str = "none"
    mask_bit7: bool = False
    silent_after: float | None = None

    def __post_init__(self) -> None:
        if not SLOWEST_BAUD <= self.baud <= FASTEST_BAUD:
            raise FeedError(f"serial line: baud: expected {SLOWEST_BAUD} to {FASTEST_BAUD}, got {self.baud}")
        if self.data_bits not in (5, 6, 7, 8):
            raise FeedError(f"serial line: data bits: expected 5, 6, 7 or 8, got {self.data_bits}")
        if self.parity not in PARITIES:
            letters = ", ".join(f"{letter} ({word})" for letter, word in PARITIES.items())
            raise FeedError(f"serial line: parity: expected one of {letters}, got {_short(self.parity)}")
        if self.stop_bits not in (1, 1.5, 2):
            raise FeedError(f"serial line: stop bits: expected 1, 1.5 or 2, got {self.stop_bits:g}")
        if self.flow not in FLOWS:
            raise FeedError(f"serial line: flow control: expected one of {', '.join(FLOWS)}, got {_short(self.flow)}")
        if self.silent_after is not None and not 0 < self.silent_after < float("inf"):
            raise FeedError(f"serial line: silent after: expected seconds above 0, got {self.silent_after:g}")

    @classmethod
    def parse(cls, text: str) -> "SerialLine":
        """Read `9600,8,N,1` or `9600,7,E,1,xonxoff`; letters in either case. Raises FeedError."""
        parts = [part.strip() for part in text.split(",")]
        if len(parts) not in (4, 5):
            raise FeedError(f"serial line: {_LINE_FORM}, got {_short(text)}")
        baud, data_bits, parity, stop_bits = parts[:4]
        for what, part in (("baud", baud), ("data bits", data_bits)):
            if not _NUMBER.fullmatch(part) or "." in part:
                raise FeedError(f"serial line: {what}: {_LINE_FORM}, got {_short(part)}")
        if not _NUMBER.fullmatch(stop_bits):
            raise FeedError(f"serial line: stop bits: {_LINE_FORM}, got {_short(stop_bits)}")
        flow = parts[4].lower() if len(parts) == 5 else "none"
        return cls(int(baud), int(data_bits), parity.upper(), float(stop_bits), flow)

    def __str__(self) -> str:
        """Write the line as `parse` reads it."""
        flow = "" if self.flow == "none" else f",{self.flow}"
        return f"{self.baud},{self.data_bits},{self.parity},{self.stop_bits:g}{flow}"


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")

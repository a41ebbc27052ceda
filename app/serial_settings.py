"""How the serial line of a feed is set: `9600,8,N,1` in the settings or on the command line, or a section of settings.

[serial]                        of the main link, and of the second where nothing else is said of it
line = "9600,8,N,1"
flow = "none"                   none | rtscts | xonxoff | dsrdtr
mask_bit7 = false               true clears the top bit of every byte: a 7-bit line that is read as 8
silent_after = 60               seconds without a byte after which the feed is called silent

[second_serial]                 of the second link; a key that is not there is as in [serial]
line = "1200,7,E,1"
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from app.errors import TableError
from app.table_text import shown

if TYPE_CHECKING:
    from pydantic import BaseModel

FLOWS = ("none", "rtscts", "xonxoff", "dsrdtr")

# 50 baud is the slowest printer line ever driven; 921,600 the quickest that USB adapters promise.
SLOWEST_BAUD = 50
FASTEST_BAUD = 921_600

# A day without a byte is no setting but a way of switching the alarm off; leave the key out for that.
LONGEST_SILENCE = 86_400.0

LINE_WORDS = (
    f"baud from {SLOWEST_BAUD} to {FASTEST_BAUD}, data bits 5-8, parity N, E, O, M or S, stop bits 1, 1.5 or 2, as in "
    '"9600,8,N,1"'
)
"""What is expected of a line."""

_LONGEST = 1_000  # characters; what is longer is a slip of the hand
_LINE = re.compile(r"\s*(\d{1,7})\s*,\s*([5-8])\s*,\s*([NEOMSneoms])\s*,\s*(1|1\.5|2)\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class SerialSettings:
    """How a serial line is set.

    `parity` is one of N, E, O, M, S; `flow` one of FLOWS. `mask_bit7` clears the top bit of every byte (a 7-bit line
    read as 8). `silent_after` is the seconds without a byte after which the feed is called silent; None leaves that to
    the feed.
    """

    baud: int = 9600
    data_bits: int = 8
    parity: str = "N"
    stop_bits: float = 1
    flow: str = "none"
    mask_bit7: bool = False
    silent_after: float | None = None

    @property
    def line(self) -> tuple[int, int, str, float]:
        """Baud, data bits, parity and stop bits."""
        return self.baud, self.data_bits, self.parity, self.stop_bits


def serial_from_text(text: str, where: str, usual: SerialSettings | None = None) -> SerialSettings:
    """Read `9600,8,N,1`, keeping the rest of `usual`; `where` begins the sentence (as in "--serial").

    Raises TableError for anything else.
    """
    usual = usual or SerialSettings()
    try:
        line = _line(text)
    except ValueError as error:
        raise TableError(f"{where}: expected {LINE_WORDS}, got {shown(text)}") from error
    return SerialSettings(*line, usual.flow, usual.mask_bit7, usual.silent_after)


def serial_of(section: Any, usual: SerialSettings | None = None) -> SerialSettings:
    """Make the frozen value of the model that pydantic filled; what the section does not say is as in `usual`."""
    usual = usual or SerialSettings()
    named = ("line", "flow", "mask_bit7", "silent_after")
    line, *rest = (getattr(section if name in section.model_fields_set else usual, name) for name in named)
    return SerialSettings(*line, *rest)


def _line(text: str) -> tuple[int, int, str, float]:
    found = _LINE.fullmatch(text) if len(text) <= _LONGEST else None
    if not found or not SLOWEST_BAUD <= int(found[1]) <= FASTEST_BAUD:
        raise ValueError("no serial line")
    return int(found[1]), int(found[2]), found[3].upper(), float(found[4])


@cache
def serial_model() -> "type[BaseModel]":
    """Build the model of a section; a description says what is expected of a value."""
    from pydantic import AfterValidator, BaseModel, ConfigDict, Field

    class SerialSection(BaseModel):
        model_config = ConfigDict(strict=True, extra="forbid")
        line: Annotated[str, Field(description=LINE_WORDS), AfterValidator(_line)] = ""
        flow: Annotated[
            Literal["none", "rtscts", "xonxoff", "dsrdtr"], Field(description=f"one of {', '.join(FLOWS)}")
        ] = "none"
        mask_bit7: Annotated[bool, Field(description="true or false")] = False
        silent_after: Annotated[
            float | None,
            Field(
                gt=0,
                le=LONGEST_SILENCE,
                allow_inf_nan=False,
                description=f"seconds, more than 0 and at most {LONGEST_SILENCE:.0f}",
            ),
        ] = None

    return SerialSection

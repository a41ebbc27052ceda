"""How one format table's records are cut out of the stream; compiled from the table by `app.spill.formats`."""

import re
from dataclasses import dataclass
from enum import StrEnum

from app.spill.damaged_line import DamagedLines


class FramingKind(StrEnum):
    """What makes a record in the stream."""

    LINES = "lines"  # several lines; begins at a line that fits `first`, ends as `ends` says
    LINE = "line"  # one line that fits `first`
    STX_ETX = "stx-etx"  # STX text ETX, with or without one check byte after ETX
    EOT = "eot"  # text that fits `first`, ended by EOT


class Check(StrEnum):
    """The check byte after ETX."""

    NONE = "none"
    XOR = "xor"  # exclusive-or of every byte after STX up to and including ETX


@dataclass(frozen=True, slots=True)
class Framing:
    """The framing of one table.

    `first` fits the whole first line, matched from the line's start (bytes, without line end). `first_in_noise` is
    searched inside a line that begins with something else, and so is stricter where `first` is short; None where a
    first line is only known at a line's start. `ends` is a subset of {"blank", "form-feed", "quiet"}; a first line of
    any table always ends a record of LINES. `quiet_seconds` is how long a silence ends a record. `damaged` reads first
    lines that are damaged in one place; None where they cannot be told, or a check byte tells of damage.
    """

    table: str
    kind: FramingKind
    first: re.Pattern[bytes] | None = None
    first_in_noise: re.Pattern[bytes] | None = None
    ends: frozenset[str] = frozenset({"blank", "form-feed", "quiet"})
    quiet_seconds: float = 0.5
    check: Check = Check.NONE
    heartbeats: tuple[re.Pattern[bytes], ...] = ()
    damaged: DamagedLines | None = None

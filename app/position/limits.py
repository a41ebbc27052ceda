"""How often and how long, by a centre's own rules: the section `[limits]` of the table of the steps.

    [limits]
    rings = 6               rings until an agency's line has not answered (D096)
    release_warning = 30    seconds within which a second press releases all the same (D042, D084)
    directory_choice = 30   seconds within which Enter dials the number that was taken up
    agency_down = 30        seconds within which to say which agency is down, what failed there, where its calls go

What a telephone, a line or a hand needs (the seconds until dial tone, from ring to ring, of a bounce) is no rule of a
centre and stands with the telephone's profile, or beside the code that waits (docs/decisions/0011).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from app.ports import LINE_RINGS, MOST_RINGS
from app.table_text import Faults, Path

SHORTEST, LONGEST = 2, 600  # seconds: sooner nobody has read what is asked; after ten minutes nobody remembers it

SECTION = "limits"
_SECONDS = ("release_warning", "directory_choice", "agency_down")
NAMES = ("rings", *_SECONDS)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force; what no table says is as usual. `rings` is a count, the others are seconds."""

    rings: int = LINE_RINGS
    release_warning: timedelta = timedelta(seconds=30)
    directory_choice: timedelta = timedelta(seconds=30)
    agency_down: timedelta = timedelta(seconds=30)


def limits_of(values: Mapping[str, float]) -> Limits:
    """Return the limits that `read_limits` has read, and the usual ones in place of the others."""
    given: dict[str, Any] = {
        name: int(value) if name == "rings" else timedelta(seconds=value) for name, value in values.items()
    }
    return Limits(**given)


def read_limits(section: object, faults: Faults) -> dict[str, float]:
    """Read the section, as TOML gives it; what is wrong with it goes into `faults`."""
    here: Path = (SECTION,)
    if not isinstance(section, dict):
        faults.expected(here, f"a section [{SECTION}]", section)
        return {}
    read: dict[str, float] = {}
    for name, value in section.items():
        path = (*here, name)
        if name not in NAMES:
            faults.unknown(path, NAMES)
        elif name == "rings":
            if type(value) is not int or not 1 <= value <= MOST_RINGS:
                faults.expected(path, f"a whole number from 1 to {MOST_RINGS}", value)
            else:
                read[name] = value
        elif type(value) not in (int, float) or not SHORTEST <= value <= LONGEST:
            faults.expected(path, f"seconds from {SHORTEST} to {LONGEST}", value)
        else:
            read[name] = value
    return read

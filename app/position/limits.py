"""How often, how long and until when, by a centre's own rules: the section `[limits]` of the table of the steps.

    [limits]
    rings = 6                 rings until an agency's line has not answered (D096)
    release_warning = 30      seconds within which a second press releases all the same (D042, D084)
    directory_choice = 30     seconds within which Enter dials the number that was taken up
    agency_down = 30          seconds within which to say which agency is down, what failed there, where its calls go
    complaint_answer = 30     days for the Manager's answer in writing (D192)
    complaint_decision = 30   days for the Board's decision (D194)
    complaint_warning = 7     days before the end of either from which on it stands as due soon
    office_hours = ["08:00", "17:00"]   outside them, and at the week end, it is "after hours" (D186)

What a telephone, a line or a hand needs (the seconds until dial tone, from ring to ring, of a bounce) is no rule of a
centre and stands with the telephone's profile, or beside the code that waits (docs/decisions/0011).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import time, timedelta
from typing import Any

from app.agencies.agency import AgencyTable
from app.agencies.directory import Directory, EntryKind
from app.matters.deadline import Terms
from app.ports import LINE_RINGS, MOST_RINGS
from app.table_text import Faults, Path

SHORTEST, LONGEST = 2, 600  # seconds: sooner nobody has read what is asked; after ten minutes nobody remembers it
MOST_DAYS = 366

SECTION = "limits"
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits in force; what no table says is as usual. `terms` are those of complaints and of trouble reports."""

    rings: int = LINE_RINGS
    release_warning: timedelta = timedelta(seconds=30)
    directory_choice: timedelta = timedelta(seconds=30)
    agency_down: timedelta = timedelta(seconds=30)
    terms: Terms = field(default_factory=Terms)


_TERMS = {  # of `Terms`, by their names in the table
    "complaint_answer": "answer",
    "complaint_decision": "decision",
    "complaint_warning": "warning",
    "office_hours": "office",
}


def limits_of(values: Mapping[str, Any]) -> Limits:
    """Return the limits that `read_limits` has read, and the usual ones in place of the others."""
    terms = {_TERMS[name]: value for name, value in values.items() if name in _TERMS}
    return Limits(terms=Terms(**terms), **{name: value for name, value in values.items() if name not in _TERMS})


def with_numbers(limits: Limits, agencies: AgencyTable, directory: Directory) -> Limits:
    """Return the limits whose terms have the numbers on which trouble is told (D176, D179), as the tables have them."""
    listed = [each for each in directory.entries if each.number]
    smc = next((each.number for each in listed if each.kind is EntryKind.BELL), "")
    numbers = [_with_extension("", agencies.supervisor.number, agencies.supervisor.extension)]
    numbers += [
        _with_extension(", ".join(each.municipalities) or each.name, each.number, each.extension)
        for each in listed
        if each.kind is EntryKind.SUPERVISOR and each.number != agencies.supervisor.number
    ]
    supervisors = ", ".join(filter(None, numbers))
    terms = replace(limits.terms, centre=agencies.centre.name, smc=smc, supervisors=supervisors)
    return replace(limits, terms=terms)


def _with_extension(whose: str, number: str, extension: str) -> str:
    if not number:
        return ""
    return " ".join(filter(None, (whose, number, f"ext {extension}" if extension else "")))


def read_limits(section: object, faults: Faults) -> dict[str, Any]:
    """Read the section, as TOML gives it; what is wrong with it goes into `faults`."""
    here: Path = (SECTION,)
    if not isinstance(section, dict):
        faults.expected(here, f"a section [{SECTION}]", section)
        return {}
    read: dict[str, Any] = {}
    for name, value in section.items():
        path = (*here, name)
        if name not in KINDS:
            faults.unknown(path, KINDS)
            continue
        kind = KINDS[name]
        meant = kind.read(value)
        if meant is None:
            faults.expected(path, kind.expected, value)
        else:
            read[name] = meant
    return read


def limit_words(value: object) -> str:
    """Say what `read_limits` has read: "30 s", "08:00 to 17:00"."""
    if isinstance(value, timedelta):
        return f"{value.total_seconds():g} s"
    if isinstance(value, tuple):
        return " to ".join(f"{each:%H:%M}" for each in value)
    return str(value)


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a limit may be: in words, and read; None for what it may not."""

    expected: str
    read: Callable[[Any], object]


def _whole(least: int, most: int, what: str) -> _Kind:
    return _Kind(
        f"{what} from {least} to {most}", lambda value: value if type(value) is int and least <= value <= most else None
    )


def _seconds(value: Any) -> timedelta | None:
    fits = type(value) in (int, float) and SHORTEST <= value <= LONGEST
    return timedelta(seconds=value) if fits else None


def _hours(value: Any) -> tuple[time, time] | None:
    pair = isinstance(value, list) and len(value) == 2
    if not pair or not all(isinstance(each, str) and _CLOCK.fullmatch(each) for each in value):
        return None
    opens, closes = (time.fromisoformat(each) for each in value)
    return (opens, closes) if opens < closes else None


_SECONDS = _Kind(f"seconds from {SHORTEST} to {LONGEST}", _seconds)
KINDS: Mapping[str, _Kind] = {
    "rings": _whole(1, MOST_RINGS, "a whole number"),
    "release_warning": _SECONDS,
    "directory_choice": _SECONDS,
    "agency_down": _SECONDS,
    "complaint_answer": _whole(1, MOST_DAYS, "whole days"),
    "complaint_decision": _whole(1, MOST_DAYS, "whole days"),
    "complaint_warning": _whole(0, MOST_DAYS, "whole days"),
    "office_hours": _Kind('two times of a day, the earlier first, as ["08:00", "17:00"]', _hours),
}

"""Date and time forms: `YY/MM/DD`, `D-MMM-YYYY HH:MM:SS`, and the sender's wall clock they tell.

Signs of a form: `YYYY` or `YY` year, `MM` or `M` month, `MMM` month in three letters, `DD` or `D` day, `HH` or `H`
hour, `MM` after an hour minute, `SS` second, `AM` for AM or PM. `D`, `M` and `H` are one or two digits. A blank is one
or more blanks; everything else stands for itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SIGN = re.compile(r"YYYY|YY|MMM|MM|M|DD|D|HH|H|SS|AM| +|[^A-Za-z0-9 ]|[a-z]")
_NUMBER = {"YYYY": 4, "YY": 2, "MM": 2, "DD": 2, "HH": 2, "SS": 2}
_WHOLE = {"short_year": "year", "month_name": "month"}
FORM_LENGTH = 60  # characters of a form; the longest seen has twenty

# The sender's clock is local and the one passed in is UTC; a day covers every zone, and a clock a little ahead.
ALLOWANCE = timedelta(days=1)

DAYS_KEPT = 64  # dates remembered; a console sees one or two in a day


@dataclass(frozen=True, slots=True)
class DateForm:
    """A form as written in a table, compiled; `parts` are the names of the groups of `pattern`."""

    text: str
    pattern: re.Pattern[str]
    parts: tuple[str, ...]

    @property
    def told(self) -> frozenset[str]:
        """Return what it tells of an instant, however written: year, month, day, hour, minute, second, half."""
        return frozenset(_WHOLE.get(part, part) for part in self.parts)

    def read(self, value: str) -> dict[str, int] | None:
        """Return the parts by name (year, short_year, month, day, hour, minute, second), or None if it does not fit.

        `half` is 12 for PM and 0 for AM; the hour it belongs to, of 1 to 12, may stand in another field.
        """
        fitting = self.pattern.fullmatch(value)
        if fitting is None:
            return None
        read: dict[str, int] = {}
        for part, sent in zip(self.parts, fitting.groups(), strict=True):
            if part == "month_name":
                name = sent.upper()
                if name not in _MONTHS:
                    return None
                read["month"] = _MONTHS.index(name) + 1
            elif part == "half":
                read["half"] = 12 if sent.upper() == "PM" else 0
            else:
                read[part] = int(sent)
        if "half" in read and not 1 <= read.get("hour", 1) <= 12:
            return None
        return read


def parse_date_form(text: str) -> DateForm:
    """Read a form. Raises ValueError that says what was expected."""
    if not text.strip() or len(text) > FORM_LENGTH:
        raise ValueError(f"expected a date or time form as YY/MM/DD or HH:MM:SS, got {text[:FORM_LENGTH]!r}")
    source = ""
    parts: list[str] = []
    at = 0
    for sign in _SIGN.finditer(text):
        if sign.start() != at:
            break
        at = sign.end()
        part = _part(sign.group(), "hour" in parts)
        if part and _WHOLE.get(part, part) in {_WHOLE.get(each, each) for each in parts}:
            raise ValueError(f"expected {part.replace('_', ' ')} once in a form, got {text!r}")
        source += _source(sign.group())
        if part:
            parts.append(part)
    if at != len(text):
        raise ValueError(f"expected only YYYY YY MMM MM M DD D HH H SS AM and signs in a form, got {text!r}")
    if not parts:
        raise ValueError(f"expected a year, month, day, hour or minute in a form, got {text!r}")
    return DateForm(text, re.compile(source), tuple(parts))


def _part(sign: str, hour_seen: bool) -> str:
    if sign == "MM" and hour_seen:
        return "minute"
    return {
        "YYYY": "year",
        "YY": "short_year",
        "MMM": "month_name",
        "MM": "month",
        "M": "month",
        "DD": "day",
        "D": "day",
        "HH": "hour",
        "H": "hour",
        "SS": "second",
        "AM": "half",
    }.get(sign, "")


def _source(sign: str) -> str:
    if sign in _NUMBER:
        return f"([0-9]{{{_NUMBER[sign]}}})"
    if sign in ("D", "M", "H"):
        return "([0-9]{1,2})"
    if sign == "MMM":
        return "([A-Za-z]{3})"
    if sign == "AM":
        return "([AaPp][Mm])"
    return " +" if sign[0] == " " else re.escape(sign)


class SentReader:
    """Reads a table's date and time fields together; each field with the forms it may have.

    The usual pair, a whole date and a time of the clock, is read the short way: a date comes again all day long, and so
    is remembered.
    """

    def __init__(self, forms: Mapping[str, Sequence[DateForm]]) -> None:
        self.fields = tuple(forms)
        self._forms = {field: tuple(each) for field, each in forms.items()}
        self._days: dict[str | None, tuple[int, str]] = {}  # the year, and the day as ISO 8601 up to the time
        self._pair = _usual_pair(self._forms)

    def read(self, sent: Sequence[str | None], now: datetime) -> tuple[datetime | None, str]:
        """Return the sender's wall clock, and a sentence if what was sent is no time.

        `sent` are the values of `fields`, in their order. A two-digit year is the latest that is not more than one day
        after `now` (an aware instant). A date without a year or a time, or a time without a date, gives no instant:
        none is made up.
        """
        if self._pair is not None:
            day_at, clock_at, length, colons = self._pair
            day, clock = self._days.get(sent[day_at]), sent[clock_at]
            if day is not None and clock is not None and len(clock) == length and clock[2::3] == colons:
                year, iso_day = day
                try:
                    at = datetime.fromisoformat(iso_day + clock)
                except ValueError:
                    return self._read(sent, now)
                # a day remembered is good for another `now`, unless it is too old for two digits or not yet due
                this_year = now.year
                if this_year - 99 < year < this_year or (
                    year == this_year and at <= now.replace(tzinfo=None) + ALLOWANCE
                ):
                    return at, ""
        return self._read(sent, now)

    def _read(self, sent: Sequence[str | None], now: datetime) -> tuple[datetime | None, str]:
        read: dict[str, int] = {}
        for field, value in zip(self.fields, sent, strict=True):
            if value is not None:
                forms = self._forms[field]
                parts = next((parts for form in forms if (parts := form.read(value)) is not None), None)
                if parts is None:
                    wanted = " or ".join(form.text for form in forms)
                    return None, f"{field}: expected a time as {wanted}, got {value!r}"
                read.update(parts)
        try:
            at = _instant(read, now)
        except ValueError:
            got = " ".join(value for value in sent if value is not None)
            return None, f"{', '.join(self.fields)}: expected a date and time that exist, got {got!r}"
        if at is not None and self._pair is not None:
            if len(self._days) >= DAYS_KEPT:
                self._days.clear()
            self._days[sent[self._pair[0]]] = (at.year, f"{at.date().isoformat()}T")
        return at, ""


def _usual_pair(forms: Mapping[str, Sequence[DateForm]]) -> tuple[int, int, int, str] | None:
    """Return which field is the date, which the time, and length and colons of its form, where these are all."""
    if len(forms) == 2 and all(len(each) == 1 for each in forms.values()):
        for (day_at, day), (clock_at, clock) in permutations(enumerate(each[0] for each in forms.values())):
            if clock.text in ("HH:MM:SS", "HH:MM") and not {"hour", "minute", "second", "half"} & set(day.parts):
                return day_at, clock_at, len(clock.text), clock.text[2::3]
    return None


def _instant(read: Mapping[str, int], now: datetime) -> datetime | None:
    """Return the wall clock, None if a part of it was not sent. Raises ValueError for one that does not exist."""
    month, day, hour, minute = read.get("month"), read.get("day"), read.get("hour"), read.get("minute")
    if hour is not None and (half := read.get("half")) is not None:
        if not 1 <= hour <= 12:
            raise ValueError(f"expected an hour of 1 to 12 with AM or PM, got {hour}")
        hour = hour % 12 + half
    second = read.get("second", 0)
    year, short = read.get("year"), read.get("short_year")
    if month is None or day is None:
        return None
    if year is None and short is None:
        datetime(2000, month, day)  # noqa: DTZ001  # a leap year: only to refuse what is in no year
        return None
    if hour is None or minute is None:
        datetime(2000 if year is None else year, month, day)  # noqa: DTZ001
        return None
    if year is not None:
        return datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
    assert short is not None
    latest = now.replace(tzinfo=None) + ALLOWANCE
    year = latest.year - (latest.year - short) % 100
    try:
        at = datetime(year, month, day, hour, minute, second)  # noqa: DTZ001
        if at <= latest:
            return at
    except ValueError:
        # 29 February of a century's last year; a hundred years before it may exist, else the error stands
        pass
    return datetime(year - 100, month, day, hour, minute, second)  # noqa: DTZ001

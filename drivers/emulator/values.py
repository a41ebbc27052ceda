"""An invented caller as a record of any format table: which field gets which value, in the form it has there.

What a table puts together or takes apart (`[join]`, `[split]`) is taken apart or put together here the other way round.
A field that a line cannot do without and that no caller has, of a site's own table, is made up from its name.
"""

import random
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from app.spill.date_form import DateForm
from app.spill.formats import FormatTable, NumberRule
from app.spill.kind import Kind
from app.spill.line_form import Alternative, ColumnLine, LineForm, PatternLine, SeparatedLine, fits
from app.spill.picture import Slot, slots
from drivers.emulator.callers import (
    AGENCY_NAME,
    AGENCY_NUMBER,
    BELL_CLASSES,
    OTHER_AGENCIES,
    SERVICE_CLASSES,
    Caller,
    routing_number,
)

PROVINCE = "ON"
"""Where Durham is."""

CONFERENCE: Mapping[str, str] = {
    "pos_number": "003 DURHAMREGPOL",
    "dms_line": "05-124-00 OSHAWAFIR",
    "first_number": "0512",
    "spsap_answer": "00:10",
    "second_number": "0522",
    "time_to_conference": "00:16",
}
"""What only an agency's slip has, by the fields of `bell-printer-agency`; values in the manner of 003:1178-1181."""

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_SIGN = re.compile(r"YYYY|YY|MMM|MM|M|DD|D|HH|H|SS|AM")
_LETTERS = "ABCDEFGHJKLMNPRSTVWXYZ"


class RecordValues:
    """Makes the values of callers' records by the fields of `table`."""

    def __init__(self, table: FormatTable) -> None:
        self.table = table
        forms = _forms(table)
        self.kinds: dict[str, Kind] = {slot.field: slot.kind for slot, _ in _slots(forms)}
        self._widths = {slot.field: width for slot, width in _slots(forms) if width}
        self._needed = sorted({field for form in forms if not form.optional for field in _needed(form)})
        self._lines = [sorted(form.fields) for form in forms if not form.optional]
        self._stamps = {field: sent[0] for field, sent in table.sent.items()}

    def of(self, caller: Caller, call_number: int, position: str, local: datetime) -> dict[str, str]:
        """Return the values of `caller`'s record; `local` is the sender's wall clock.

        Fields that no caller can fill and no line needs (an LSP's name, the times of a transfer) are left out.
        """
        table = self.table
        known = {
            **CONFERENCE,
            "class": caller.service_class,
            "borough": caller.borough,
            "name": caller.name,
            "address": caller.address,
            "location": caller.location,
            "municipality": caller.municipality,
            "community": caller.community,
            "province": PROVINCE,
            "postal_code": caller.postal_code,
            "esn": caller.esn,
            "call_number": f"{call_number:05}",
            "position": position,
            "locality": f"{caller.municipality}, {caller.community}",
        }
        rule = self.rule(known)
        known |= self.number(rule.callback, rule.area, caller.number)
        routing = caller.routing_number
        if not routing and rule.routing in self._needed:  # a site's class of wireless callers
            routing = routing_number(caller.number)
        known |= self.number(rule.routing, rule.routing_area, routing)
        for place, agency in enumerate(table.agencies):
            name, digits = (AGENCY_NAME, AGENCY_NUMBER) if place == 0 else OTHER_AGENCIES[place % len(OTHER_AGENCIES)]
            if place == 0 or agency.name not in self.kinds:  # the second of a slip is brought in later, if at all
                known |= {agency.name: name, agency.number: _dashed(digits)}
        known |= {field: written(form, local) for field, form in self._stamps.items()}
        for whole, parts in table.joins.items():
            known |= _taken_apart(known.get(whole, ""), [part for part in parts if part not in known])
        for whole, form in table.splits.items():
            if whole in self.kinds and form.fields <= known.keys():
                known[whole] = form.alternatives[0].write(known)
        values = {field: self.fitted(field, known[field]) for field in self.kinds if known.get(field)}
        missing = [field for field in self._needed if field not in values and field not in known]
        for fields in self._lines:  # a line of columns needs none of its fields, but one of them
            if not any(field in known for field in fields):
                missing += fields
        if missing:
            draw = random.Random(f"{caller.number}/{call_number}")
            values |= {field: self.fitted(field, _made_up(field, self.kinds[field], draw)) for field in missing}
        return values

    def rule(self, values: Mapping[str, str]) -> NumberRule:
        """Return which fields hold the numbers of a record with these values."""
        for when, case in self.table.number_cases:
            if all(values.get(field) in allowed for field, allowed in when.items()):
                return case
        return self.table.numbers

    def number(self, field: str, area: str, digits: str) -> dict[str, str]:
        """Return a number of ten digits as `field` and its `area` code apart show it; nothing for no field."""
        if not field or not digits or field not in self.kinds:
            return {}
        picture = self.kinds[field].name
        if picture == "phone":
            return {field: _dashed(digits)}
        if area:
            return {area: digits[:3], field: _shaped(digits[3:], picture)}
        if picture.count("9") == len(digits[3:]):
            return {field: _shaped(digits[3:], picture)}
        return {field: _shaped(digits, picture)}

    def fitted(self, field: str, value: str) -> str:
        """Return a value as its field takes it, where it can: so many digits, a text no longer than its column."""
        kind, width = self.kinds[field], self._widths.get(field, 0)
        if not kind.free and not fits(kind, value):
            bare = value.replace(" ", "").replace("-", "")
            if fits(kind, bare):
                value = bare
            elif value.isdigit() and set(kind.name) <= {"9", "X"}:
                value = value[-len(kind.name) :].rjust(len(kind.name), "0")
        return value[:width].rstrip() if width else value


def classes_of(table: FormatTable) -> Mapping[str, int]:
    """Return the service classes that callers of this table have, with how many of a hundred have each."""
    if table.classes in SERVICE_CLASSES:
        return SERVICE_CLASSES[table.classes]
    conditions = [when for when, _ in table.number_cases] + [layout.when for layout in table.layouts]
    named = sorted({code for when in conditions for code in when.get("class", ())})
    return {**BELL_CLASSES, **dict.fromkeys(named, 20)}


def written(form: DateForm, local: datetime) -> str:
    """Return a wall clock in a date or time form; `app.spill.date_form` tells its signs."""
    minutes_follow = False

    def part(sign: re.Match[str]) -> str:
        nonlocal minutes_follow
        text = sign.group()
        if text in ("HH", "H"):
            minutes_follow = True
            hour = (local.hour - 1) % 12 + 1 if "AM" in form.text else local.hour
            return f"{hour:02}" if text == "HH" else f"{hour}"
        if text == "MM" and minutes_follow:
            return f"{local.minute:02}"
        return {
            "YYYY": f"{local.year:04}",
            "YY": f"{local.year % 100:02}",
            "MMM": _MONTHS[local.month - 1],
            "MM": f"{local.month:02}",
            "M": f"{local.month}",
            "DD": f"{local.day:02}",
            "D": f"{local.day}",
            "SS": f"{local.second:02}",
            "AM": "AM" if local.hour < 12 else "PM",
        }[text]

    return _SIGN.sub(part, form.text)


def _forms(table: FormatTable) -> list[LineForm]:
    forms = [table.first]
    for layout in table.layouts:
        forms += [layout.first, *(form for step in layout.steps for form in step)]
    return forms


def _slots(forms: Iterable[LineForm]) -> Iterator[tuple[Slot, int]]:
    """Yield every field with the width of its column, 0 where it has none."""
    for alternative in (each for form in forms for each in form.alternatives):
        match alternative:
            case PatternLine(tokens=tokens):
                yield from ((slot, 0) for slot in slots(tokens))
            case SeparatedLine(cells=cells):
                yield from ((cell, 0) for cell in cells if cell is not None)
            case ColumnLine(cells=columns):
                yield from ((column.slot, column.width) for column in columns if column.slot is not None)


def _needed(form: LineForm) -> set[str]:
    """Return the fields without which no alternative of a line can be written."""
    return set.intersection(*(_needed_by(each) for each in form.alternatives))


def _needed_by(alternative: Alternative) -> set[str]:
    match alternative:
        case PatternLine(tokens=tokens):
            return {token.field for token in tokens if isinstance(token, Slot)}
        case SeparatedLine(cells=cells, least=least):
            return {cell.field for cell in cells[:least] if cell is not None and cell.kind.specific}
        case ColumnLine(cells=columns):
            return {column.slot.field for column in columns if column.slot is not None and column.slot.kind.specific}


def _taken_apart(value: str, parts: list[str]) -> dict[str, str]:
    """Return a value's words, one for each part; what is left over goes to the last."""
    words = value.split(" ", len(parts) - 1) if value and parts else []
    return dict(zip(parts, words, strict=False))


def _made_up(field: str, kind: Kind, draw: random.Random) -> str:
    """Return a value for a field that only its table knows."""
    match kind.name:
        case "text":
            return f"{field.replace('_', ' ').upper()} {draw.randint(1, 99)}"
        case "word":
            return f"{field.upper()}-{draw.randint(1, 99)}"
        case "digits":
            return f"{draw.randint(1, 9999)}"
        case "phone":
            return _dashed(AGENCY_NUMBER)
        case "postal":
            return "L1H 3L9"
        case "class":
            return "RES"
        case "province":
            return PROVINCE
    signs = {"9": "0123456789", "A": _LETTERS, "X": _LETTERS}
    return "".join(draw.choice(signs[sign]) if sign in signs else sign for sign in kind.name.removesuffix("+"))


def _shaped(digits: str, picture: str) -> str:
    """Put digits where the 9s of a picture stand; as they are where it has not as many."""
    if picture.count("9") != len(digits):
        return digits
    each = iter(digits)
    return "".join(next(each) if sign == "9" else sign for sign in picture)


def _dashed(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"

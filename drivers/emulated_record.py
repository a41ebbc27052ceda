"""An invented caller as a record of any format table: which field gets which value, in the form it has there."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from app.spill.date_form import DateForm
from app.spill.formats import FormatTable
from app.spill.line_form import ColumnLine, LineForm, PatternLine, SeparatedLine
from app.spill.picture import slots
from drivers.invented_callers import AGENCY_NAME, AGENCY_NUMBER, Caller

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


def record_values(
    table: FormatTable, caller: Caller, call_number: int, position: str, local: datetime
) -> dict[str, str]:
    """Return the values of `caller`'s record by the fields of `table`; `local` is the sender's wall clock.

    Fields that the table has and no caller can fill (an LSP's name, the times of a transfer) are left out.
    """
    pictures = _pictures(table)
    values = {
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
        "locality": _locality(table, caller),
    }
    values |= _number(table.numbers.callback, table.numbers.area, caller.number, pictures)
    values |= _number(table.numbers.routing, table.numbers.routing_area, caller.routing_number, pictures)
    for agency in table.agencies[:1]:
        values |= {agency.name: AGENCY_NAME, agency.number: _dashed(AGENCY_NUMBER)}
    for field, forms in table.sent.items():
        values[field] = written(forms[0], local)
    return {field: value for field, value in values.items() if field in pictures and value}


def fields_of(table: FormatTable) -> list[str]:
    """Return the names of every field of the table's lines."""
    return list(_pictures(table))


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


def _locality(table: FormatTable, caller: Caller) -> str:
    split = table.splits.get("locality")
    if split is not None and "province" in split.fields:
        return f"{caller.community} {PROVINCE}"
    return f"{caller.municipality}, {caller.community}"


def _number(field: str, area: str, digits: str, pictures: Mapping[str, str]) -> dict[str, str]:
    """Return a number of ten digits, or of none, as `field` and its `area` code apart show it; "" for no such field."""
    if not field or not digits:
        return {}
    picture = pictures[field]
    if area:
        return {area: digits[:3], field: _shaped(digits[3:], picture)}
    if picture.count("9") == len(digits[3:]):
        return {field: _shaped(digits[3:], picture)}
    return {field: _shaped(digits, picture)}


def _shaped(digits: str, picture: str) -> str:
    """Put digits where the 9s of a picture stand; as they are where it has not as many."""
    if picture.count("9") != len(digits):
        return digits
    each = iter(digits)
    return "".join(next(each) if sign == "9" else sign for sign in picture)


def _dashed(digits: str) -> str:
    return f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"


def _pictures(table: FormatTable) -> dict[str, str]:
    """Return every field of the table's lines with its picture or kind as written."""
    forms = [table.first]
    for layout in table.layouts:
        forms += [layout.first, *(form for step in layout.steps for form in step)]
    return dict(_fields(forms))


def _fields(forms: Iterable[LineForm]) -> Iterable[tuple[str, str]]:
    for alternative in (each for form in forms for each in form.alternatives):
        match alternative:
            case PatternLine(tokens=tokens):
                found = list(slots(tokens))
            case SeparatedLine(cells=cells):
                found = [cell for cell in cells if cell is not None]
            case ColumnLine(cells=columns):
                found = [column.slot for column in columns if column.slot is not None]
        yield from ((slot.field, slot.kind.name) for slot in found)

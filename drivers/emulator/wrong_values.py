"""Faults of what a record says: values in, values out. The record itself comes whole over the line.

Each is a function of the values of one record (text by field), of what makes such values, and of a source of chance.
"""

import random
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from app.spill.encode import encode
from app.spill.formats import FormatTable
from drivers.emulator.values import RecordValues

Values = dict[str, str]
WrongValues = Callable[[Values, RecordValues, random.Random], Values]

UNKNOWN_CLASS = "QZX"
"""No provider has this class."""

UNKNOWN_POSITION = "9999"
"""No site has so many answering positions."""

TRUNK_GROUP = "9110142"
"""911-0TTT, as a tandem sends it that was given no number: TTT is the incoming trunk group (spill-formats 3.13)."""

NOT_DIALABLE = "9051111111"
"""What a handset without service may show (D111)."""

FOUR_PARTY = "0000000"
"""A four-party line has no ANI (D076); an all-zero display is what then stands there (spill-formats 3.13)."""

ALI_FIELDS = frozenset(
    {"name", "address", "location", "locality", "municipality", "community", "province", "postal_code"}
)
"""What the data base of addresses adds to the number."""

CLOCK_JUMPS = (
    timedelta(minutes=1),
    timedelta(hours=1),
    timedelta(hours=12),
    timedelta(days=1),
    timedelta(days=31),
    timedelta(days=3653),
)
"""How wrong a controller's clock may be: a minute, a summer time, noon for midnight, a day, a month, ten years."""


def wrong_class(values: Values, made: RecordValues, draw: random.Random) -> Values:
    """Send a class that no table knows."""
    del draw
    return values | {"class": made.fitted("class", UNKNOWN_CLASS)} if "class" in values else values


def unknown_position(values: Values, made: RecordValues, draw: random.Random) -> Values:
    """Name a position that does not exist."""
    del draw
    return values | {"position": made.fitted("position", UNKNOWN_POSITION)} if "position" in values else values


def no_ali(values: Values, made: RecordValues, draw: random.Random) -> Values:
    """Leave out all that the data base adds, and every line that cannot be written without it."""
    del draw
    table = made.table
    gone = set(ALI_FIELDS)
    gone |= {part for whole in ALI_FIELDS for part in table.joins.get(whole, ())}
    gone |= {whole for whole, form in table.splits.items() if form.fields & ALI_FIELDS}
    for step in table.layout_of(values).steps:
        for form in step:
            if form.fields & gone:
                gone |= form.fields
    return {field: value for field, value in values.items() if field not in gone}


def ani_failure(values: Values, made: RecordValues, draw: random.Random) -> Values:
    """Send 911-0TTT for a number, and no data."""
    return _numbered(no_ali(values, made, draw), made, "905", TRUNK_GROUP)


def not_dialable(values: Values, made: RecordValues, draw: random.Random) -> Values:
    """Send 905-111-1111 for a number, with the area code wherever the record has room for one (D111)."""
    del draw
    rule = made.rule(values)
    return values | made.number(rule.callback, rule.area, NOT_DIALABLE)


def four_party(values: Values, made: RecordValues, draw: random.Random) -> Values:
    """Send no number, no data, and class MUL where the provider has that (D076)."""
    bare = _numbered(no_ali(values, made, draw), made, "905", FOUR_PARTY)
    return bare | {"class": made.fitted("class", "MUL")} if made.table.classes == "bell" and "class" in bare else bare


WRONG_VALUES: Mapping[str, WrongValues] = {
    "wrong_class": wrong_class,
    "unknown_position": unknown_position,
    "no_ali": no_ali,
    "ani_failure": ani_failure,
    "not_dialable": not_dialable,
    "four_party": four_party,
}
"""By the name of the fault, in the order in which they strike."""


def jumped(local: datetime, draw: random.Random) -> datetime:
    """Return what a controller's clock shows that is wrong by one of CLOCK_JUMPS, either way."""
    jump = draw.choice(CLOCK_JUMPS)
    return local + jump if draw.random() < 0.5 else local - jump


def leap_day(local: datetime, draw: random.Random) -> datetime:
    """Return the same time of day on the last 29 February that was."""
    del draw
    year = local.year
    while True:
        if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
            day = local.replace(year=year, month=2, day=29)
            if day <= local:
                return day
        year -= 1


def _numbered(values: Values, made: RecordValues, area: str, local: str) -> Values:
    """Return the values with a number of seven digits, and with the area code only where the record must have one."""
    rule = made.rule(values)
    numbered = values | made.number(rule.callback, rule.area, area + local)
    if rule.area:
        bare = {field: value for field, value in numbered.items() if field != rule.area}
        if writable(made.table, bare):
            return bare
    return numbered


def writable(table: FormatTable, values: Values) -> bool:
    """True if the table writes a record of these values and reads it back."""
    try:
        encode(table, values)
    except ValueError:
        return False
    return True

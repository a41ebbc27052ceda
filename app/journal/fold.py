"""How the rows of `calls` come out of the changes that events carry: nothing but the changes, applied in order.

The store folds what it writes with this, and the verifier folds the events again with it and compares. The byte forms
(`legs` of a row, `changes` of an event) are those of docs/journal-format.md.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring_ascii
from typing import Any

from app.journal.records import CallChange

CALL_COLUMNS = (
    "number",
    "service_class",
    "call_number",
    "position",
    "name",
    "address",
    "arrived_at",
    "released_at",
    "how_ended",
    "place",
    "street",
    "linked_to",
)
FIRST_COLUMNS = 9  # those that versions 1 and 2 have
LINKED_TO = "linked_to"  # the one call column that is a number, the id of another call
LEG_COLUMNS = ("agency", "digits", "outcome", "rings", "dialled_at", "answered_at", "contact_at")
_CALL_COLUMNS = frozenset(CALL_COLUMNS)
_LEG_COLUMNS = frozenset(LEG_COLUMNS)
RINGS = "rings"  # the one leg column that is a number, and 0 where none was heard

LAST_CALL = 2**63 - 1  # the largest whole number a column of SQLite holds
LAST_LEG = 9999  # far more agencies than one call can bring in; keeps a number read from a file small

encode = json.JSONEncoder(
    check_circular=False, ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode
"""Write plain data as canonical JSON: keys sorted, no blanks, ASCII only."""


@dataclass(slots=True)
class CallRow:
    """One row of `calls` as it is being folded: `values` has every column of CALL_COLUMNS, `legs` by their number."""

    id: int
    values: dict[str, str | int | None] = field(default_factory=lambda: dict.fromkeys(CALL_COLUMNS))
    legs: dict[int, dict[str, str | int | None]] = field(default_factory=dict)

    def columns(self) -> tuple[str | int | None, ...]:
        """Return the row as it stands in the table: id, CALL_COLUMNS, legs."""
        return (self.id, *self.values.values(), legs_as_text(self.legs))


def apply(row: CallRow | None, change: CallChange) -> CallRow:
    """Return `row` with `change` applied; None is the row that is not there yet. `row` itself is left as it was."""
    if row is None:
        row = CallRow(change.call)
    legs = row.legs
    if change.legs:
        legs = dict(legs)
        for number, columns in change.legs.items():
            before = legs.get(number)
            legs[number] = {**(before if before is not None else _NEW_LEG), **columns}
    return CallRow(row.id, {**row.values, **change.values}, legs)


def fold(changes: Iterable[CallChange]) -> dict[int, CallRow]:
    """Return the rows that these changes make, by their ids."""
    rows: dict[int, CallRow] = {}
    for change in changes:
        rows[change.call] = apply(rows.get(change.call), change)
    return rows


_NEW_LEG: dict[str, str | int | None] = {column: 0 if column == RINGS else None for column in LEG_COLUMNS}


def row_from_columns(columns: tuple[Any, ...]) -> CallRow:
    """Return the row that `CallRow.columns` wrote. Raises ValueError where a column is not what it would write."""
    id_, *values, legs = columns
    if len(values) != len(CALL_COLUMNS) or not all(map(_fits, CALL_COLUMNS, values)):
        raise ValueError("a column of the call is not of its kind")
    return CallRow(id_, dict(zip(CALL_COLUMNS, values, strict=True)), legs_from_text(legs))


def _fits(column: str, value: Any) -> bool:
    return value is None or type(value) is (int if column == LINKED_TO else str)


def columns_of(version: int) -> tuple[str, ...]:
    """Return the columns of a row of `calls` in a journal of this version, in the order of the table."""
    return ("id", *(CALL_COLUMNS if version >= 3 else CALL_COLUMNS[:FIRST_COLUMNS]), "legs")


def legs_as_text(legs: Mapping[int, Mapping[str, str | int | None]]) -> str:
    """Write the column `legs`: a list of objects by number, each with its number as `leg`."""
    if not legs:
        return "[]"
    return encode([{"leg": number, **legs[number]} for number in sorted(legs)])


def legs_from_text(text: Any) -> dict[int, dict[str, str | int | None]]:
    """Read the column `legs`. Raises ValueError for anything that `legs_as_text` would not write."""
    listed = _read(text)
    if not isinstance(listed, list):
        raise ValueError("legs are no list")
    legs: dict[int, dict[str, str | int | None]] = {}
    for leg in listed:
        if not isinstance(leg, dict) or set(leg) != {"leg", *LEG_COLUMNS}:
            raise ValueError("a leg is not an object of its columns")
        number = leg.pop("leg")
        _check_number("a leg", number, LAST_LEG)
        legs[number], _text = _ready_columns("a leg", leg, _LEG_COLUMNS)
    return legs


def ready(changes: Iterable[CallChange]) -> tuple[tuple[CallChange, ...], str]:
    """Return changes as values that nobody else holds, and the column `changes` of an event that carries them.

    Raises ValueError for a call, a leg, a column or a kind of value that `calls` cannot hold. Checks, copies and writes
    in one pass, as it is on the way of every turn; a test holds the text to what a JSON writer gives.
    """
    copies = []
    texts = []
    for change in changes:
        _check_number("a call", change.call, LAST_CALL)
        values, values_text = _ready_columns("a call", change.values, _CALL_COLUMNS)
        legs = {}
        legs_texts = []
        for number in sorted(change.legs):
            _check_number("a leg", number, LAST_LEG)
            legs[number], leg_text = _ready_columns("a leg", change.legs[number], _LEG_COLUMNS)
            legs_texts.append(f'"{number}":{leg_text}')
        copies.append(CallChange(change.call, values, legs))
        texts.append(f'{{"call":{change.call},"legs":{{{",".join(legs_texts)}}},"values":{values_text}}}')
    return tuple(copies), f"[{','.join(texts)}]"


def _ready_columns(
    what: str, columns: Mapping[str, str | int | None], known: frozenset[str]
) -> tuple[dict[str, Any], str]:
    copy: dict[str, str | int | None] = {}
    texts = []
    for column in sorted(columns):
        if column not in known:
            raise ValueError(f"{what} has no column {column!r}, expected one of {', '.join(sorted(known))}")
        value = columns[column]
        if column == RINGS:
            if type(value) is not int or not 0 <= value <= LAST_CALL:
                raise ValueError(f"rings of {what} are a number from 0, got {value!r}")
            text = str(value)
        elif value is None:
            text = "null"
        elif isinstance(value, str):
            value = storable(value)
            if column == LINKED_TO:
                raise ValueError(f"{column} of {what} is a number or null, got {value!r}")
            text = encode_basestring_ascii(value)
        elif column == LINKED_TO:
            _check_number("a call", value, LAST_CALL)
            text = str(value)
        else:
            raise ValueError(f"{column} of {what} is text or null, got {value!r}")
        copy[column] = value
        texts.append(f'"{column}":{text}')
    return copy, f"{{{','.join(texts)}}}"


def _check_number(what: str, number: Any, last: int) -> None:
    if type(number) is not int or not 1 <= number <= last:
        raise ValueError(f"{what} is numbered from 1 to {last}, got {number!r}")


def storable(text: str) -> str:
    """Return text that SQLite can hold: half a surrogate pair, which no UTF-8 can, is written out as its escape."""
    return text if text.isascii() else text.encode(errors="backslashreplace").decode()


def changes_from_text(text: Any) -> tuple[CallChange, ...]:
    """Read the column `changes` of an event. Raises ValueError for anything that `ready` would not write."""
    listed = _read(text)
    if not isinstance(listed, list):
        raise ValueError("changes are no list")
    changes = []
    for one in listed:
        if not isinstance(one, dict) or set(one) != {"call", "legs", "values"}:
            raise ValueError("a change is not an object of call, legs and values")
        if not isinstance(one["values"], dict) or not isinstance(one["legs"], dict):
            raise ValueError("values and legs of a change are objects")
        legs = {_leg_number(key): leg for key, leg in one["legs"].items()}
        if any(not isinstance(leg, dict) for leg in legs.values()):
            raise ValueError("a leg is an object of its columns")
        changes.append(CallChange(one["call"], one["values"], legs))
    return ready(changes)[0]


def _leg_number(key: str) -> int:
    if not (key.isascii() and key.isdigit() and len(key) <= len(str(LAST_LEG)) and key == str(int(key))):
        raise ValueError(f"legs are named by their number, got {key[:20]!r}")
    return int(key)


def _read(text: Any) -> Any:
    if not isinstance(text, str):
        raise ValueError("expected text")
    try:
        plain = json.loads(text)
        json.dumps(plain, ensure_ascii=False).encode()  # half a surrogate pair, which no column can hold
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    return plain

"""Explains, line by line, what a table makes of a record: what fits which field, and where it stops fitting.

For `answerpoint check format TABLE SAMPLE`: a technician writes a table with these lines in hand.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from app.spill.decode import Decoder
from app.spill.formats import FormatTable
from app.spill.locality import Localities
from app.spill.marks import Mark, marks_of
from app.spill.model import Spill, spill_json
from app.spill.service_class import ServiceClasses

_NOT_SHOWN = ("kind", "format", "raw", "problems")  # of a spill's JSON: said already, or said apart


def explain(
    table: FormatTable,
    data: bytes,
    now: datetime,
    classes: Mapping[str, ServiceClasses],
    localities: Localities,
) -> list[str]:
    """Return what the table makes of one framed record, as lines of text without control characters.

    `now` is the aware instant against which a two-digit year is read.
    """
    decoded, lines = marks_of(table, data, localities)
    count = sum(each.number > 0 for each in lines)
    told = [f"{table.name} ({table.title}): {count} line{'s' * (count != 1)}"]
    for line in lines:
        told += [line.says] if line.says else []
        told += [_value(mark) for mark in line.marks]
        told += [f"    {note}" for note in line.notes]
    spill = Decoder([table], classes, localities).decode(data, (table.name,), now)
    if not decoded or spill.format is None:
        told.append("NOT DECODED: the first line does not fit")
        return told
    told += _meaning(spill)
    return told


def _value(mark: Mark) -> str:
    misfit = f", which is not {mark.misfit}" if mark.misfit else ""
    return f"    {mark.name}: column {mark.column}, {mark.text!r}{misfit}"


def _meaning(spill: Spill) -> Iterator[str]:
    yield "the spill:"
    for name, value in spill_json(spill).items():
        if name not in _NOT_SHOWN and value not in (None, [], {}):
            yield f"    {name}: {value}"
    if spill.number_words:
        yield f"    the number: {spill.number_words}"
    if spill.service is not None:
        yield f"    the class: {spill.service.meaning}"
    yield from (f"problem: {problem}" for problem in spill.problems)
    if not spill.problems:
        yield "no problem"

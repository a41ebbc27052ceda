"""Explains, line by line, what a table makes of a record: what fits which field, and where it stops fitting.

For `answerpoint check format TABLE SAMPLE`: a technician writes a table with these lines in hand.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from app.spill.alignment import Aligned, Missing, Unknown
from app.spill.decode import Decoder
from app.spill.formats import FormatTable
from app.spill.line_form import Fit, LineForm
from app.spill.locality import Localities
from app.spill.model import Spill, spill_json
from app.spill.reading import Reading, RecordLines, read_record, record_lines
from app.spill.service_class import ServiceClasses

_SHOWN = 60  # characters of a line that are quoted
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
    lines = record_lines(table.framing, data)
    told = [f"{table.name} ({table.title}): {len(lines.shown)} line{'s' * (len(lines.shown) != 1)}"]
    reading = read_record(table, lines, localities)
    if reading is None:
        told += _stopped(1, lines, table.first)
        told.append("NOT DECODED: the first line does not fit")
        return told
    told += _findings(reading, lines)
    told += _meaning(Decoder([table], classes, localities).decode(data, (table.name,), now))
    return told


def _findings(reading: Reading, lines: RecordLines) -> Iterator[str]:
    yield f"line 1: fits the first line {reading.layout.first.words}"
    if reading.first is not None:
        yield from _taken(reading.first)
    last_missing: LineForm | None = None
    for finding in reading.alignment.findings:
        match finding:
            case Aligned(line, form, fit):
                yield f"line {line + 1}: fits {form.words}"
                yield from _taken(fit)
                last_missing = None
            case Missing(before, form):
                where = f"before line {before + 1}" if before < len(lines.shown) else "at the end"
                yield f"{where}: expected {form.words}, got no such line"
                last_missing = form
            case Unknown(line):
                yield from _stopped(line + 1, lines, last_missing)


def _taken(fit: Fit) -> Iterator[str]:
    for group, text, column, fits in fit.taken:
        misfit = "" if fits else f", which is not {group.kind.words}"
        yield f"    {group.field or group.label}: column {column}, {text!r}{misfit}"


def _stopped(line: int, lines: RecordLines, form: LineForm | None) -> Iterator[str]:
    """Say where a line stops fitting what was expected in its place."""
    shown = lines.shown[line - 1]
    yield f"line {line}: fits nothing here: {shown[:_SHOWN]!r}"
    if form is not None:
        for alternative in form.alternatives:
            reached, expected = alternative.expected_at(lines.read[line - 1])
            got = repr(shown[reached : reached + _SHOWN]) if reached < len(shown) else "the end of the line"
            yield f"    {alternative.words}: stops at column {reached + 1}, expected {expected}, got {got}"


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

"""What a table makes of each line of a record: which field stands where, what is missing, where a line stops fitting.

For those who write a table: `explain` puts it into words, the workshop draws it on the text.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.spill.alignment import Aligned, Missing, Unknown
from app.spill.damaged_line import Damaged, told
from app.spill.formats import FormatTable
from app.spill.line_form import Fit, LineForm
from app.spill.locality import Localities
from app.spill.reading import RecordLines, read_record, record_lines

_SHOWN = 60  # characters of a line that are quoted


class Mark(NamedTuple):
    """A value on a line: `name` is its field, or its place where it has none; `misfit` is what it should have been."""

    name: str
    column: int  # from 1
    text: str
    misfit: str = ""


class LineMarks(NamedTuple):
    """A line of the record, or one that is not there: `number` is 0 then.

    `says` is one sentence, `notes` say of each form that was tried where the line stops fitting it.
    """

    number: int
    text: str
    says: str
    fits: bool
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()


def marks_of(table: FormatTable, data: bytes, localities: Localities) -> tuple[bool, tuple[LineMarks, ...]]:
    """Return whether the table reads one framed record at all, and its lines from top to bottom."""
    lines = record_lines(table.framing, data)
    reading = read_record(table, lines, localities)
    if reading is None:
        rest = (LineMarks(number, text, "", False) for number, text in enumerate(lines.shown[1:], start=2))
        return False, (_stopped(1, lines, table.first), *rest)
    first = reading.first
    if isinstance(first, Damaged):
        stopped = _stopped(1, lines, table.first)
        found = [stopped._replace(says=told(first), marks=tuple(_marks(first)))]
    else:
        words = f"line 1: fits the first line {reading.layout.first.words}"
        found = [LineMarks(1, lines.shown[0], words, True, tuple(_marks(first)) if first else ())]
    awaited: LineForm | None = None
    aligned = {id(each.form) for each in reading.alignment.findings if isinstance(each, Aligned)}
    left = [form for step in reading.layout.steps for form in step if id(form) not in aligned]
    for finding in reading.alignment.findings:
        match finding:
            case Aligned(line, form, fit):
                words = f"line {line + 1}: fits {form.words}"
                found.append(LineMarks(line + 1, lines.shown[line], words, True, tuple(_marks(fit))))
                awaited = None
            case Missing(before, form):
                where = f"before line {before + 1}" if before < len(lines.shown) else "at the end"
                found.append(LineMarks(0, "", f"{where}: expected {form.words}, got no such line", False))
                awaited = form
            case Unknown(line):
                found.append(_stopped(line + 1, lines, awaited or _nearest(lines.read[line], left)))
    return True, tuple(found)


def _marks(fit: Fit | Damaged) -> Iterator[Mark]:
    for group, text, column, fits in fit.taken:
        yield Mark(group.field or group.label, column, text, "" if fits else group.kind.words)


def _nearest(line: str, forms: Sequence[LineForm]) -> LineForm | None:
    """Return the form, an optional one too, that this line fits furthest; None if it begins like none."""
    reached = {form: max(each.expected_at(line)[0] for each in form.alternatives) for form in forms}
    return max(reached, key=lambda form: reached[form]) if any(reached.values()) else None


def _stopped(line: int, lines: RecordLines, form: LineForm | None) -> LineMarks:
    """Say where a line stops fitting what was expected in its place."""
    shown = lines.shown[line - 1]
    notes = []
    fit = form.fit(lines.read[line - 1]) if form is not None else None
    for index, alternative in enumerate(form.alternatives if form is not None else ()):
        if fit is not None and fit.alternative == index:
            notes.append(f"{alternative.words}: would fit, but not here, or it fits another line's label or picture")
            continue
        reached, expected = alternative.expected_at(lines.read[line - 1])
        got = repr(shown[reached : reached + _SHOWN]) if reached < len(shown) else "the end of the line"
        notes.append(f"{alternative.words}: stops at column {reached + 1}, expected {expected}, got {got}")
    says = f"line {line}: fits nothing here: {shown[:_SHOWN]!r}"
    return LineMarks(line, shown, says, False, (), tuple(notes))

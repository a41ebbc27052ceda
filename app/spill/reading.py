"""Reads a record by one table: fields with their places, what is missing, what fits nothing. No meaning yet.

A flawless record of a layout of patterns is read by one regular expression; everything else line by line.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from app.spill.alignment import Aligned, Alignment, Missing, Unknown, align
from app.spill.damaged_line import Damaged, told
from app.spill.envelope import lines_of, text_of, unwrap
from app.spill.formats import FormatTable
from app.spill.framing import Framing
from app.spill.layout import Layout
from app.spill.line_form import Fit, LineForm, SeparatedLine
from app.spill.locality import Localities
from app.spill.model import Place
from app.spill.symbols import visible

# Characters of a line that are read, for the work on it may grow with its square. The framer lets a longer one through
# only between STX and ETX; what comes after these characters is kept.
LINE_LENGTH = 1024

_PAGE_END = re.compile(r"(?:\r\n|[\r\n])?\x0c")  # one that ended no record ends a line, as the framer has it
_EDGE_FILL = re.compile(r"\A[\x00\x7f \t]+|[\x00\x7f \t]+\Z")


@dataclass(slots=True)
class Reading:
    """A record as read by a table; `cost` tells how well it fits (0 is flawless), `unread` is as in `Spill`.

    A first line alone is not `unread`: the address is awaited (D056). Nor is a record that went on after a line which
    it left out.
    """

    table: FormatTable
    layout: Layout
    lines: tuple[str, ...]
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    first: Fit | Damaged | None = None
    alignment: Alignment = field(default_factory=lambda: Alignment(0, ()))
    unread: bool = False

    @property
    def cost(self) -> int:
        """Return how badly the record fits."""
        return self.alignment.cost


@dataclass(frozen=True, slots=True)
class RecordLines:
    """A record's lines: `shown` as they are shown, `read` of the same columns for reading (tabs kept, edges clean).

    `damage` has a sentence for each line in which stands what no controller sends within a text. Of a line that is
    nothing else there is nothing to read.
    """

    shown: tuple[str, ...]
    read: tuple[str, ...]
    damage: tuple[str, ...] = ()


def record_lines(framing: Framing, data: bytes) -> RecordLines:
    """Return the lines of a record without what its framing puts around it."""
    lines = lines_of(_PAGE_END.sub("\n", text_of(unwrap(framing, data))))
    damage: tuple[str, ...] = ()
    if not all(map(str.isprintable, lines)):
        damage = tuple(filter(None, (_damage(number, line) for number, line in enumerate(lines, start=1))))
    return RecordLines(tuple(visible(line) for line in lines), tuple(_readable(line) for line in lines), damage)


def shown_lines(data: bytes) -> tuple[str, ...]:
    """Return the lines of any bytes as they are shown; empty lines at the end are left out."""
    text = text_of(data.rstrip(b"\r\n"))
    return tuple(visible(line) for line in lines_of(text)) if text else ()


def read_record(table: FormatTable, lines: RecordLines, localities: Localities) -> Reading | None:
    """Read a record line by line; None if not even its first line fits the table."""
    first: Fit | Damaged | None = table.first.fit(lines.read[0])
    if first is None and table.framing.damaged is not None:
        first = table.framing.damaged.read(lines.read[0])
    if first is None:
        return None
    begun = {each.group.field: each.text for each in first.taken}
    possible = (layout for layout in table.layouts if layout.may_have(begun, table.first.fields))
    readings = (_read_layout(table, layout, first, lines, localities) for layout in possible)
    return next(reading for reading in readings if reading.layout.chosen_by(reading.values | begun))


def _read_layout(
    table: FormatTable, layout: Layout, first: Fit | Damaged, lines: RecordLines, localities: Localities
) -> Reading:
    """Read a record by one layout; `first` is how its first line fits the table's own."""
    if layout.first is not table.first:
        first = layout.first.fit(lines.read[0]) or first

    def known(fit: Fit) -> bool:
        """Tell whether a locality is one of the site's."""
        found = [fit.fitting[number] for number, group in enumerate(fit.groups, start=1) if group.field == "locality"]
        return any(each and localities.split(each.strip(" \t")).municipality is not None for each in found)

    reading = Reading(table, layout, lines.shown, first=first)
    reading.alignment = align(lines.read, 1, layout.steps, known)
    for number, line in enumerate(lines.shown, start=1):
        if len(line) > LINE_LENGTH:
            reading.extra[f"line {number}, from column {LINE_LENGTH + 1}"] = line[LINE_LENGTH:]
            reading.problems.append(f"line {number}: expected at most {LINE_LENGTH} characters, got {len(line)}")
            reading.unread = True
    if isinstance(first, Damaged):
        reading.problems.append(told(first))
        reading.unread = True
    _take(reading, 0, layout.first, first)
    _take_rest(reading)
    place = f"line 1, column {first.column}:" if isinstance(first, Damaged) else ""
    reading.problems += [each for each in lines.damage if not place or not each.startswith("line 1,")]
    return reading


def _readable(line: str) -> str:
    """Return a line for reading: fill at its edges is blank, control characters within are symbols, tabs stay."""
    line = line[:LINE_LENGTH]
    if not line.isprintable():
        if not any(each.isprintable() and each != " " for each in line):
            return ""
        line = _EDGE_FILL.sub(lambda fill: " " * len(fill.group()), line)
        line = "\t".join(visible(each) for each in line.split("\t"))
    return line.rstrip(" \t")


def _damage(number: int, line: str) -> str:
    """Say where a line holds a character that cannot be printed, other than tabs and the fill at its edges."""
    if line.isprintable():
        return ""
    edge = _EDGE_FILL.match(line)
    begin = edge.end() if edge else 0
    inside = _EDGE_FILL.sub("", line)
    for at, sign in enumerate(inside):
        if not sign.isprintable() and sign != "\t":
            column = len(visible(line[: begin + at])) + 1
            return f"line {number}, column {column}: expected text, got {visible(sign)}: damaged on the line"
    return ""


def _take(reading: Reading, line: int, form: LineForm, fit: Fit | Damaged) -> None:
    """Enter what one line holds."""
    alternative = form.alternatives[fit.alternative] if fit.alternative < len(form.alternatives) else None
    separator = alternative.separator if isinstance(alternative, SeparatedLine) else ""
    for group, text, column, fits in fit.taken:
        if not group.field:
            if text != separator:  # one more at the end of the line
                reading.extra[f"line {line + 1}, {group.label}"] = text
            continue
        reading.values[group.field] = text
        reading.places[group.field] = Place(line + 1, column, len(text))
        if not fits:
            reading.problems.append(
                f"line {line + 1}, column {column}: expected {group.field} as {group.kind.words}, got {text!r}"
            )
            reading.unread = True  # where a separator was lost or added, it is another field's
    if isinstance(alternative, SeparatedLine):
        expected = len(alternative.cells) - (alternative.cells[-1] is None)  # a separator at the end makes one more
        got = reading.lines[line].count(alternative.separator) + 1
        if got < expected:
            why = f"cut, or {alternative.separator!r} was lost"
            reading.problems.append(f"line {line + 1}: expected {expected} fields, got {got}: {why}")
            reading.unread = True


def _take_rest(reading: Reading) -> None:
    end = len(reading.lines)
    missing: list[LineForm] = []
    awaited: LineForm | None = None  # a line that is not there, and may be the unknown one that follows
    for finding in reading.alignment.findings:
        if awaited is not None and not isinstance(finding, Unknown):
            _not_there(reading, awaited, finding.line if isinstance(finding, Aligned) else finding.before)
            awaited = None
        match finding:
            case Aligned(line, form, fit):
                _take(reading, line, form, fit)
            case Unknown(line):
                got = reading.lines[line]
                wanted = awaited.words if awaited else f"a line that {reading.table.name} has here"
                reading.extra[f"line {line + 1}"] = got
                reading.problems.append(f"line {line + 1}: expected {wanted}, got {got[:LINE_LENGTH]!r}; kept as sent")
                awaited, reading.unread = None, True
            case Missing(before, form) if before < end:
                awaited = form
            case Missing(_, form):
                missing.append(form)
                reading.unread |= end > 1
    if awaited is not None:
        _not_there(reading, awaited, end)
    if missing:
        wanted = ", ".join(field for form in missing for field in _fields_in_order(form))
        address = "address awaited: " if end == 1 else ""
        reading.problems.append(f"{address}expected {wanted} after line {end}, got the end of the record")


def _not_there(reading: Reading, form: LineForm, before: int) -> None:
    if before < len(reading.lines):
        got = repr(reading.lines[before][:LINE_LENGTH])
    else:
        got = "the end of the record"
    reading.problems.append(f"expected {form.words} before line {before + 1}, got {got}")


def _fields_in_order(form: LineForm) -> Sequence[str]:
    return form.alternatives[0].fields or (form.words,)

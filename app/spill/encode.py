"""Writes a spill's bytes from field values, by the same table that reads them (for the emulator and the tests)."""

from collections.abc import Mapping

from app.spill.envelope import wrap
from app.spill.formats import FormatTable
from app.spill.line_form import Alternative, LineForm


def encode(table: FormatTable, values: Mapping[str, str], line_end: bytes = b"\r\n") -> bytes:
    """Return the record that `values` (text by field name) make, with what the table's framing puts around it.

    A line that has none of its values is left out, and of lines in any order the table's order is taken; fields that
    the table does not have are ignored. Text is sent as UTF-8. Raises ValueError, naming the field or the line, for a
    first line that lacks a value and for a value that the table would not read back.
    """
    layout = table.layout_of(values)
    lines = [_line(layout.first, values, needed=True)]
    for step in layout.steps:
        for form in step:
            line = _line(form, values, needed=False)
            if line:
                lines.append(line)
    return wrap(table.framing, line_end.join(line.encode() for line in lines), line_end)


def _line(form: LineForm, values: Mapping[str, str], *, needed: bool) -> str:
    """Return the line by the first alternative that holds all of its values and reads them back; "" for no line."""
    wanted = {field: values[field] for field in form.fields if field in values}
    if not wanted and not needed and form.fields:
        return ""
    fault = f"expected values for {form.words}, got none"
    for alternative in form.alternatives:
        try:
            line = alternative.write(values)
        except KeyError as missing:
            fault = f"expected a value for {missing.args[0]!r} in {form.words}, got none"
            continue
        if _holds(alternative, wanted) and _reads_back(form, line, wanted):
            return line
        fault = f"expected values that {form.words} reads back, got {wanted!r} which makes {line!r}"
    raise ValueError(fault)


def _holds(alternative: Alternative, wanted: Mapping[str, str]) -> bool:
    return wanted.keys() <= set(alternative.fields)


def _reads_back(form: LineForm, line: str, wanted: Mapping[str, str]) -> bool:
    fit = form.fit(line)
    read = {} if fit is None else {each.group.field: each.text for each in fit.taken}
    return fit is not None and read == wanted and line.isprintable()

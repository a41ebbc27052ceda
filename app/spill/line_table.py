"""Reads one line of a layout from a format table: its kind, its fields, and how it is found in noise."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from app.spill import picture
from app.spill.damaged_line import least
from app.spill.kind import TEXT, Kind, PatternError, parse_kind
from app.spill.line_form import Alternative, Cell, ColumnLine, LineForm, PatternLine, SeparatedLine, line_form
from app.spill.picture import Blank, Literal, Part, Slot, Token
from app.table_fields import Section
from app.table_text import shown

ALTERNATIVES = 8  # patterns of one line
FIELDS = 100  # fields of one line by separator or column
COLUMNS = 1024  # characters of a line
CERTAIN = 10  # letters, digits and signs of a first line that is found in noise unasked; a number and its area code
VALUES = 60  # values of a field by which a first line is found in noise

_KINDS = ("pattern", "patterns", "field", "columns", "separator")
_NEVER = PatternLine((Literal("\u2400"),), "nothing")  # stands in for a line whose description has a fault


def read_line(section: Section, *, alone: bool = False) -> LineForm:
    """Read a line; faults are noted in the section. A line that stands `alone` is neither optional nor in any order."""
    given = [kind for kind in _KINDS if kind in section]
    if len(given) != 1:
        got = ", ".join(given) or "none of them"
        section.faults.add(section.path, f"expected one of {', '.join(_KINDS)} to describe the line, got {got}")
    alternatives: list[Alternative] = []
    try:
        match given[:1]:
            case ["pattern"] | ["patterns"]:
                alternatives += _patterns(section, given[0])
            case ["field"]:
                alternatives.append(_field(section))
            case ["columns"]:
                alternatives.append(_columns(section))
            case ["separator"]:
                alternatives.append(_separated(section))
    except PatternError as fault:
        section.fault(given[0], str(fault))
    optional = any_order = False
    if not alone:
        optional = section.flag("optional")
        any_order = section.choice("order", ("any", "as written"), "as written") == "any"
    section.done()
    return line_form(alternatives or [_NEVER], optional=optional, any_order=any_order)


def _patterns(section: Section, key: str) -> Iterator[PatternLine]:
    texts = section.texts(key)
    if not 0 < len(texts) <= ALTERNATIVES:
        section.fault(key, f"expected 1 to {ALTERNATIVES} patterns, got {len(texts)}")
    for text in texts[:ALTERNATIVES]:
        yield PatternLine(picture.parse_pattern(text), text)


def _field(section: Section) -> PatternLine:
    slot = picture.parse_field(section.text("field"))
    label = section.text("label", "")
    if not label:
        return PatternLine((slot,), f"{{{slot.field}}}" if slot.kind is TEXT else f"{{{slot.field}:{slot.kind.name}}}")
    if not label.isprintable() or len(label) > picture.PATTERN_LENGTH:
        raise PatternError(f"expected a label of printable characters, got {label[:60]!r}")
    words: list[Token] = []
    for word in label.split():
        words += [Blank(), Literal(word, label=True)]
    begin = tuple(words[1:])
    return PatternLine((*begin, Part((Blank(needed=False), slot))), f"{label} {{{slot.field}}}", begin)


def _separated(section: Section) -> SeparatedLine:
    separator = section.text("separator", "")
    if len(separator) != 1 or not (separator.isprintable() or separator == "\t") or separator == " ":
        raise PatternError(f"expected a separator of one sign, got {separator[:60]!r}")
    texts = section.texts("fields")
    if not 2 <= len(texts) <= FIELDS:
        raise PatternError(f"expected 2 to {FIELDS} fields, got {len(texts)}")
    cells = tuple(picture.parse_field(text) if text else None for text in texts)
    _each_once([cell.field for cell in cells if cell])
    least = section.whole("least", 2, len(texts), len(texts))
    most = section.whole("most", len(texts), COLUMNS, 0)
    return SeparatedLine(separator, cells, least, f"fields with {separator!r} between", most)


def _columns(section: Section) -> ColumnLine:
    cells: list[Cell] = []
    reached = 1
    described = section.sections("columns")
    if not 0 < len(described) <= FIELDS:
        raise PatternError(f"expected 1 to {FIELDS} columns, got {len(described)}")
    for each in described:
        try:
            slot = picture.parse_field(each.text("field"))
        except PatternError as fault:
            each.fault("field", str(fault))
            continue
        at = each.whole("at", 1, COLUMNS)
        width = each.whole("width", 1, COLUMNS)
        each.done()
        if at < reached:
            raise PatternError(f"expected {slot.field!r} at column {reached} or later, got {at}")
        if at > reached:
            cells.append(Cell(None, reached, at - reached))
        if slot.kind.width is not None and slot.kind.width > width:
            expected = f"expected a picture of at most {width} characters for {slot.field!r}"
            raise PatternError(f"{expected}, got one of {slot.kind.width}")
        cells.append(Cell(slot, at, width))
        reached = at + width
        if reached > COLUMNS + 1:
            raise PatternError(f"expected columns up to {COLUMNS}, got {slot.field!r} up to {reached - 1}")
    _each_once([cell.slot.field for cell in cells if cell.slot])
    if not cells:
        raise PatternError("expected at least one column without a fault, got none")
    return ColumnLine(tuple(cells), f"columns {', '.join(cell.slot.field for cell in cells if cell.slot)}")


def _each_once(fields: list[str]) -> None:
    for field in fields:
        if fields.count(field) > 1:
            raise PatternError(f"expected each field once in a line, got {field!r} twice")


def first_in_noise(section: Section, first: LineForm, wanted: object) -> Sequence[Alternative]:
    """Return the alternatives, as strict as need be, by which a first line is found in the middle of a line of noise.

    None if it is not. `wanted` is the table's `in_noise`: nothing (found where it begins with a picture or a label, and
    is not short), true, false, or for some fields a stricter picture or the list of their values.
    """
    if wanted is False:
        return ()
    fields = wanted if isinstance(wanted, dict) else {}
    if not isinstance(wanted, (dict, bool)) and wanted is not None:
        section.wrong("in_noise", "true, false or fields with a picture or a list of values", wanted)
    stricter: dict[str, Kind] = {}
    for field, value in fields.items():
        try:
            stricter[field] = _stricter(value)
        except PatternError as fault:
            section.faults.add((*section.path, "in_noise", field), str(fault))
        if field not in first.fields:
            section.fault("in_noise", f"expected a field of the first line, got {field[:60]!r}")
    restricted = [_restricted(each, stricter) for each in first.alternatives]
    if wanted is None and not all(map(_certain, restricted)):
        return ()
    if all(_found_anywhere(each) for each in restricted):
        return restricted
    if wanted:
        section.fault("in_noise", "expected a first line that begins with a picture or a label, with one free text")
    return ()


def _certain(line: Alternative) -> bool:
    """Tell whether a line is long enough to be found by what stands in it: else every `ESN 319` ends in a `999`."""
    return not isinstance(line, PatternLine) or sum(map(least, line.tokens)) >= CERTAIN


def _stricter(value: object) -> Kind:
    if isinstance(value, str):
        return parse_kind(value)
    if isinstance(value, list) and 0 < len(value) <= VALUES and all(isinstance(each, str) and each for each in value):
        words = sorted(value, key=lambda word: (-len(word), word))
        if all(word.isascii() and word.isprintable() for word in words):
            name = ", ".join(words)
            return Kind(name, name, f"(?:{'|'.join(re.escape(word) for word in words)})(?![A-Za-z0-9])", specific=True)
    raise PatternError(f"expected a picture or a list of 1 to {VALUES} values in plain letters, got {shown(value)}")


def _restricted(line: Alternative, stricter: Mapping[str, Kind]) -> Alternative:
    """Return the line with stricter kinds in place of its own."""
    match line:
        case PatternLine(tokens):
            return replace(line, tokens=_restricted_tokens(tokens, stricter))
        case SeparatedLine(_, cells):
            there = frozenset(stricter) | {each.field for each in cells[:1] if each}
            return replace(line, cells=tuple(each and _restricted_slot(each, stricter) for each in cells), there=there)
        case ColumnLine():
            return line  # it stands at fixed columns and so is never found in noise


def _restricted_tokens(tokens: tuple[Token, ...], stricter: Mapping[str, Kind]) -> tuple[Token, ...]:
    found: list[Token] = []
    for token in tokens:
        match token:
            case Slot():
                found.append(_restricted_slot(token, stricter))
            case Part(inner):
                found.append(Part(_restricted_tokens(inner, stricter)))
            case _:
                found.append(token)
    return tuple(found)


def _restricted_slot(slot: Slot, stricter: Mapping[str, Kind]) -> Slot:
    return Slot(slot.field, stricter.get(slot.field, slot.kind))


def _found_anywhere(line: Alternative) -> bool:
    """True if the line's beginning tells itself, and searching it in any line takes no longer than the line squared."""
    match line:
        case PatternLine(tokens):
            begin = tokens[0]
            told = isinstance(begin, Literal) or (isinstance(begin, Slot) and begin.kind.specific)
            return told and sum(slot.kind is TEXT for slot in picture.slots(tokens)) <= 1
        case SeparatedLine(_, cells):
            return cells[0] is not None and cells[0].kind.specific
        case ColumnLine():
            return False

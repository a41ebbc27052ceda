"""One line of a layout: by pattern, by separator or by columns; how it is read and written."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.spill import picture
from app.spill.kind import TEXT, Kind, member
from app.spill.picture import LINE, OCTETS, Dialect, Part, Slot, Token


class Group(NamedTuple):
    """What a group of a line's regular expression holds: a field, or text that has only a `label` ("field 23").

    `check` is what the field's kind allows, where the expression itself does not ask for it.
    """

    field: str
    label: str = ""
    kind: Kind = TEXT
    check: re.Pattern[str] | None = None


class Taken(NamedTuple):
    """A value taken from a line: trimmed, with its column from 1; `fits` is False where its picture does not."""

    group: Group
    text: str
    column: int
    fits: bool


@dataclass(frozen=True, slots=True)
class PatternLine:
    """A line described by a pattern; `label` is what it begins with where that alone tells the line."""

    tokens: tuple[Token, ...]
    words: str
    label: tuple[Token, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of its fields, from left to right."""
        return tuple(slot.field for slot in picture.slots(self.tokens))

    @property
    def specific(self) -> bool:
        """True if a line that fits cannot be free text."""
        return picture.specific(self.tokens)

    @property
    def searches(self) -> bool:
        """True if it can be read in several ways before its end: a text whose end is searched, an optional part."""
        begin = self.tokens[:-1]
        return any(isinstance(token, Part) or (isinstance(token, Slot) and token.kind is TEXT) for token in begin)

    def source(self, dialect: Dialect, groups: list[Group] | None, *, strict: bool = True) -> str:
        """Return its regular expression, the line's end not included; `strict` changes nothing here."""
        del strict
        names: list[str] | None = None if groups is None else []
        made = dialect.start + picture.source(self.tokens, dialect, names)
        if groups is not None and names is not None:
            kinds = {slot.field: slot.kind for slot in picture.slots(self.tokens)}
            groups.extend(Group(name, "", kinds[name]) for name in names)
        return made

    def telling(self, dialect: Dialect) -> list[str]:
        """Return regular expressions of the lines that are of this form and cannot be free text."""
        if self.label:
            return [dialect.start + picture.source(self.label, dialect) + f"[^{dialect.controls}]*+"]
        return [dialect.start + picture.source(form, dialect) for form in picture.specific_forms(self.tokens)]

    def write(self, values: Mapping[str, str]) -> str:
        """Return the line of `values`. Raises KeyError naming a field that is needed."""
        return picture.write(self.tokens, values)

    def expected_at(self, text: str) -> tuple[int, str]:
        """Return how many characters of `text` fit, and what was expected there."""
        return picture.expected_at(self.tokens, text)


@dataclass(frozen=True, slots=True)
class SeparatedLine:
    """Fields between separators; an empty one is absent. `cells` without a field are kept by their number.

    At least `least` fields make such a line, and the pictures of those must fit; a misfit further on is only told.
    With `most`, more fields do not: two records run into one line are then told apart. 0 sets no bound. Fields in
    `there` are never empty.
    """

    separator: str
    cells: tuple[Slot | None, ...]
    least: int
    words: str
    most: int = 0
    there: frozenset[str] = frozenset()

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of its fields, from left to right."""
        return tuple(cell.field for cell in self.cells if cell)

    @property
    def specific(self) -> bool:
        """True: the separators tell it from free text."""
        return True

    def source(self, dialect: Dialect, groups: list[Group] | None, *, strict: bool = True) -> str:
        """Return its regular expression; with `strict` the pictures of the fields past `least` must fit too."""
        bar = picture.literal_source(self.separator, dialect)
        blanks = " " if self.separator == "\t" else dialect.blanks
        inside = f"[^{dialect.controls}{member(self.separator, dialect.octets)}]*+"
        parts: list[str] = []
        for index, cell in enumerate(self.cells):
            needed = index < self.least
            if cell is not None and not cell.kind.free and (strict or needed):
                body = f"[{blanks}]*+(?:{cell.kind.source}){'' if cell.field in self.there else '?'}[{blanks}]*+"
            else:
                body = inside
            if groups is not None:
                groups.append(_group(cell, f"field {index + 1}", checked=body is inside))
                body = f"({body})"
            parts.append(body if index == 0 else f"{bar}{body}")
        head = "".join(parts[: self.least])
        if groups is None and not strict:
            if self.most:
                return f"{head}(?:{bar}{inside}){{0,{self.most - self.least}}}"
            return f"{head}(?:{bar}[^{dialect.controls}]*+)?"
        further = f"{{0,{self.most - len(self.cells)}}}" if self.most else "*"
        tail = "".join(f"(?:{each}" for each in parts[self.least :]) + ")?" * (len(parts) - self.least)
        if groups is None:
            return f"{head}{tail}(?:{bar}{inside}){further}"
        groups.append(Group("", f"after field {len(self.cells)}"))
        return f"{head}{tail}((?:{bar}{inside}){further})"

    def telling(self, dialect: Dialect) -> list[str]:
        """Return regular expressions of the lines that are of this form and cannot be free text."""
        return [self.source(dialect, None, strict=False)]

    def write(self, values: Mapping[str, str]) -> str:
        """Return the line of `values`: every separator stands, absent fields are empty."""
        return self.separator.join(values.get(cell.field, "") if cell else "" for cell in self.cells)

    def expected_at(self, text: str) -> tuple[int, str]:
        """Return how many characters of `text` fit, and what was expected there."""
        reached = 0
        for index, (cell, value) in enumerate(zip(self.cells, text.split(self.separator), strict=False)):
            if cell and index < self.least and value.strip() and not fits(cell.kind, value.strip()):
                return reached, f"{cell.field}: {cell.kind.words}"
            reached += len(value) + len(self.separator)
        if self.most and text.count(self.separator) >= self.most:
            return len(text), f"at most {self.most} fields with {self.separator!r} between"
        return len(text), f"at least {self.least} fields with {self.separator!r} between"


class Cell(NamedTuple):
    """A field by column (from 1) and width; without a slot it is text between the columns."""

    slot: Slot | None
    at: int
    width: int


def _must_fit(cell: Cell) -> bool:
    """Tell whether a cell has a picture that is as wide as its column, and that free text would not fit."""
    return cell.slot is not None and cell.slot.kind.specific and cell.slot.kind.width == cell.width


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """Fields at fixed columns; a short line leaves the last ones absent. `cells` tile the line from column 1."""

    cells: tuple[Cell, ...]
    words: str

    @property
    def fields(self) -> tuple[str, ...]:
        """Return the names of its fields, from left to right."""
        return tuple(cell.slot.field for cell in self.cells if cell.slot)

    @property
    def specific(self) -> bool:
        """True if some column has a picture that must fit, and that free text would not."""
        return any(map(_must_fit, self.cells))

    def source(self, dialect: Dialect, groups: list[Group] | None, *, strict: bool = True) -> str:
        """Return its regular expression; a picture as wide as its column must fit or the column be blank.

        Without groups, which is to tell the line from others, one picture at least must be there: any short line fits.
        """
        del strict
        parts: list[str] = []
        sign = f"[^{dialect.controls}]"
        told = [
            f"{sign}{{{cell.at - 1}}}{cell.slot.kind.source}" for cell in self.cells if cell.slot and _must_fit(cell)
        ]
        for cell in self.cells:
            kind = cell.slot.kind if cell.slot else TEXT
            anything = f"[^{dialect.controls}]{{0,{cell.width}}}+"
            if _must_fit(cell):
                blank = f"[{dialect.blanks}]"
                body = f"(?:{kind.source}|{blank}{{{cell.width}}}|(?={blank}*+{dialect.end}))"
            else:
                body = anything
            if groups is not None:
                label = f"columns {cell.at} to {cell.at + cell.width - 1}"
                groups.append(_group(cell.slot, label, checked=body is anything))
                body = f"({body})"
            parts.append(body)
        last = self.cells[-1].at + self.cells[-1].width
        rest = f"[^{dialect.controls}]*+"
        if groups is not None:
            groups.append(Group("", f"columns from {last}"))
            rest = f"({rest})"
        # a line of nothing at all is no line of columns
        begin = "|".join(told) if told and groups is None else sign
        return f"(?={begin})" + "".join(parts) + rest

    def telling(self, dialect: Dialect) -> list[str]:
        """Return regular expressions of the lines that are of this form and cannot be free text."""
        return [self.source(dialect, None)] if self.specific else []

    def write(self, values: Mapping[str, str]) -> str:
        """Return the line of `values`, each padded to its width. Raises ValueError for a value that is too wide."""
        line = ""
        for cell in self.cells:
            value = values.get(cell.slot.field, "") if cell.slot else ""
            if len(value) > cell.width:
                raise ValueError(f"expected at most {cell.width} characters at column {cell.at}, got {value!r}")
            line += value.ljust(cell.width)
        return line.rstrip(" ")

    def expected_at(self, text: str) -> tuple[int, str]:
        """Return how many characters of `text` fit, and what was expected there."""
        for cell in self.cells:
            value = text[cell.at - 1 : cell.at - 1 + cell.width]
            kind = cell.slot.kind if cell.slot else TEXT
            if cell.slot and kind.width == cell.width and value.strip() and not fits(kind, value):
                return cell.at - 1, f"{cell.slot.field}: {kind.words}"
        return len(text), "the end of the line"


Alternative = PatternLine | SeparatedLine | ColumnLine


class Fit(NamedTuple):
    """A line that fits: which alternative, and the match with what its groups hold."""

    alternative: int
    fitting: re.Match[str]
    groups: tuple[Group, ...]

    @property
    def taken(self) -> list[Taken]:
        """Return what the line holds."""
        return taken(self.fitting, self.groups)


def taken(fitting: re.Match[str], groups: Sequence[Group]) -> list[Taken]:
    """Return what the groups of a match hold, from left to right; what is blank is not there."""
    found = []
    for index, group in enumerate(groups, start=1):
        sent = fitting[index]
        text = sent.strip(" \t") if sent else ""
        if text:
            column = fitting.start(index) + 1
            if text[0] != sent[0]:
                column += len(sent) - len(sent.lstrip(" \t"))
            fits = group.check is None or group.check.fullmatch(text) is not None
            found.append(Taken(group, text.replace("\t", "␉"), column, fits))
    return found


@dataclass(frozen=True, slots=True)
class LineForm:
    """A line of a layout: its alternatives, of which the first that fits is taken.

    `optional` lines may be missing. Neighbouring `any_order` lines may come in any order. `readings` are the
    alternatives compiled for one visible line, each with its groups. `telling` fits a line that is this one and no free
    text; None if there is no such line.
    """

    alternatives: tuple[Alternative, ...]
    optional: bool
    any_order: bool
    readings: tuple[tuple[re.Pattern[str], tuple[Group, ...]], ...]
    telling: re.Pattern[str] | None

    @property
    def fields(self) -> frozenset[str]:
        """Return the names of the fields of all alternatives."""
        return frozenset(field for each in self.alternatives for field in each.fields)

    @property
    def words(self) -> str:
        """Return how the table describes it."""
        return " or ".join(each.words for each in self.alternatives)

    def fit(self, line: str) -> Fit | None:
        """Return what the first alternative that fits takes from `line`, or None."""
        for index, (pattern, groups) in enumerate(self.readings):
            fitting = pattern.fullmatch(line)
            if fitting:
                return Fit(index, fitting, groups)
        return None

    def octets(self, restricted: Sequence[Alternative] | None = None) -> str:
        """Return the regular expression of a whole line as sent; `restricted` alternatives stand for its own."""
        sources = [each.source(OCTETS, None, strict=False) for each in restricted or self.alternatives]
        both = sources[0] if len(sources) == 1 else f"(?:{'|'.join(sources)})"
        return both + OCTETS.end


def line_form(alternatives: Sequence[Alternative], *, optional: bool = False, any_order: bool = False) -> LineForm:
    """Compile a line of a layout."""
    readings = []
    for each in alternatives:
        groups: list[Group] = []
        readings.append((re.compile(each.source(LINE, groups, strict=False)), tuple(groups)))
    telling = [form for each in alternatives for form in each.telling(LINE)]
    compiled = re.compile("|".join(telling)) if telling else None
    return LineForm(tuple(alternatives), optional, any_order, tuple(readings), compiled)


def _group(slot: Slot | None, label: str, *, checked: bool) -> Group:
    """Return the group of a cell; with `checked` its kind is still to be looked at."""
    if slot is None:
        return Group("", label)
    return Group(slot.field, "", slot.kind, re.compile(slot.kind.source) if checked and not slot.kind.free else None)


def fits(kind: Kind, value: str) -> bool:
    """True if `value`, trimmed, is what `kind` allows."""
    return kind.free or re.fullmatch(kind.source, value) is not None

"""A first line that is damaged in one place: what stands around the place is read, the place itself never.

Line noise changes, adds or takes away a byte. In a first line that would hide a whole caller, since no other line
begins a record. So a line is also taken for a first line where all of it fits but for one word, or two words of which
the blank between was damaged. All fields of these are left out, whatever stands there: nothing is guessed. A field that
chooses the layout or the numbers, or that a table needs to find the line in noise, must fit; and what is left must not
be free text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import NamedTuple

from app.spill import picture
from app.spill.kind import TEXT, Kind
from app.spill.line_form import Alternative, Group, PatternLine, SeparatedLine, Taken, fits, taken
from app.spill.picture import LINE, Blank, Literal, Part, Slot, Token

SURE = 6  # letters and digits that must fit at least, where nothing else is open
SURE_WITHIN = 16  # the same where a record is open, which such a line ends
OPEN_WIDTH = 24  # characters of a word without a fixed width, at most
ESCAPE = re.compile(r"\\x[0-9a-f]{2}")  # how one byte may be shown
SHOWN = 3  # characters that such a byte takes more than another
FEWEST_CELLS = 6  # fields of a separated line, of which all but one must be right

_LEAST = {"digits": 1, "class": 2, "phone": 3, "postal": 6, "province": 2, "text": 0, "word": 1}
_MOST = {"class": 4, "postal": 7, "province": 2}


@dataclass(frozen=True, slots=True)
class Damaged:
    """A damaged first line: what was `taken` around the place, and the place.

    `fields` are those of the place, `wanted` what was expected there. `alternative` is as in `Fit`.
    """

    alternative: int
    taken: tuple[Taken, ...]
    fields: frozenset[str]
    wanted: str
    column: int
    text: str


class _Variant(NamedTuple):
    """A pattern of which some words may be anything."""

    alternative: int
    pattern: re.Pattern[str]
    groups: tuple[Group, ...]
    place: int  # the group that is the damaged place
    fields: frozenset[str]
    words: int  # that may be anything
    wanted: str
    widths: range


class _Word(NamedTuple):
    """Tokens between two blanks, from and to; an optional part may bring its blank itself."""

    begin: int
    end: int
    blank_before: bool = False
    blank_after: bool = False
    optional: bool = False


class DamagedLines:
    """Reads the damaged first lines of one table.

    `alternatives` are those of its first line, as strict as they are found in noise; `deciding` are the fields that
    must fit.
    """

    def __init__(self, alternatives: Sequence[Alternative], deciding: frozenset[str]) -> None:
        self._variants: list[_Variant] = []
        self._separated: list[tuple[int, SeparatedLine]] = []
        self._deciding = deciding
        sure: list[int] = []
        lengths: list[int] = []
        for index, each in enumerate(alternatives):
            if isinstance(each, PatternLine):
                made = list(_variants(index, each.tokens, deciding))
                self._variants += [variant for variant, _ in made]
                sure += [letters for _, letters in made]
                lengths.append(sum(least(token) or isinstance(token, Blank) for token in each.tokens) - 1)
            elif isinstance(each, SeparatedLine) and len(each.cells) >= FEWEST_CELLS:
                self._separated.append((index, each))
                sure.append(SURE_WITHIN)
                certain = [cell for cell in each.cells if cell and cell.field in each.there & deciding]
                lengths.append(len(each.cells) - 1 + sum(map(least, certain)))
        self.sure = min(sure, default=0)
        """Letters and digits that fit in any line it takes; 0 if it takes none."""
        self.shortest = max(1, min(lengths, default=1))
        """Bytes of the shortest line it takes."""

    def read(self, line: str) -> Damaged | None:
        """Return what can be read of a line without its end, None if it is not a first line damaged in one place."""
        for index, form in self._separated:
            found = self._read_separated(index, form, line)
            if found is not None:
                return found
        found, words = None, 0
        for variant in self._variants:
            if found is not None and variant.words > words:
                break
            fitting = variant.pattern.fullmatch(line)
            if fitting is None or len(ESCAPE.sub("?", fitting[variant.place])) not in variant.widths:
                continue
            if found is not None:
                return None  # it may be this place or that one
            values = tuple(each for each in taken(fitting, variant.groups) if each.group.field)
            column, text = fitting.start(variant.place) + 1, fitting[variant.place].replace("\t", "␉")
            found = Damaged(variant.alternative, values, variant.fields, variant.wanted, column, text)
            words = variant.words
        return found

    def _read_separated(self, index: int, form: SeparatedLine, line: str) -> Damaged | None:
        """Return the line where it has as many fields as it should, for else a separator may be lost."""
        if line.count(form.separator) != len(form.cells) - 1:
            return None
        values = [each.strip(" \t") for each in line.split(form.separator)]
        wrong = []
        for at, (cell, value) in enumerate(zip(form.cells[: form.least], values, strict=False)):
            if cell is not None and not (fits(cell.kind, value) if value else cell.field not in form.there):
                wrong.append((at, cell))
        if len(wrong) != 1 or not values[wrong[0][0]] or wrong[0][1].field in self._deciding:
            return None
        at, cell = wrong[0]
        cells = [*form.cells]
        cells[at] = Slot("", TEXT)
        groups: list[Group] = []
        source = replace(form, cells=tuple(cells)).source(LINE, groups, strict=False)
        fitting = re.fullmatch(source, line)
        if fitting is None:
            return None
        place = taken(fitting, groups)
        here = next(each for each in place if each.group is groups[at])
        rest = tuple(each for each in place if each is not here)
        return Damaged(index, rest, frozenset({cell.field}), _words([cell]), here.column, here.text)


def _variants(index: int, tokens: Sequence[Token], deciding: frozenset[str]) -> Iterator[tuple[_Variant, int]]:
    """Yield the variants of a pattern, those of one word first, each with the letters that must fit."""
    words = list(_words_of(tokens))
    places = [
        (last - first + 1, one, other)
        for first, one in enumerate(words)
        for last, other in enumerate(words)
        if first <= last and (first == last or all(each.optional for each in words[first + 1 : last]))
    ]
    for count, one, other in sorted(places, key=itemgetter(0)):  # the fewer words, the sooner tried
        hidden = tokens[one.begin : other.end]
        fields = frozenset(slot.field for slot in picture.slots(hidden))
        left = [*tokens[: one.begin], *tokens[other.end :]]
        sure = sum(least(token) for token in left)
        if fields & deciding or sure < SURE or not picture.specific(left):
            continue
        least_width, most = sum(map(least, hidden)), sum(map(_most, hidden))
        sign = rf"[^ \t\r\n]{{1,{most + 1 + SHOWN}}}"
        blank = rf"(?:[ \t]{sign})??" if count == 1 else ""  # of several words it is the blank that is damaged
        place = Slot("", Kind("damaged", "", sign + blank))
        changed = (
            *tokens[: one.begin],
            *([Blank()] if one.blank_before else []),
            place,
            *([Blank()] if other.blank_after else []),
            *tokens[other.end :],
        )
        groups: list[Group] = []
        pattern = re.compile(PatternLine(changed, "").source(LINE, groups))
        at = next(number for number, group in enumerate(groups, start=1) if not group.field)
        widths = range(max(1, least_width - 1), most + 2)
        yield _Variant(index, pattern, tuple(groups), at, fields, count, _words(hidden).strip(), widths), sure


def _words_of(tokens: Sequence[Token]) -> Iterator[_Word]:
    begin = 0
    for at, token in enumerate(tokens):
        own = isinstance(token, Part) and Blank() in (token.tokens[0], token.tokens[-1])
        if own or isinstance(token, Blank):
            if at > begin:
                yield _Word(begin, at)
            if own and isinstance(token, Part):
                before, after = isinstance(token.tokens[0], Blank), isinstance(token.tokens[-1], Blank)
                yield _Word(at, at + 1, before, after, optional=True)
            begin = at + 1
    if begin < len(tokens):
        yield _Word(begin, len(tokens))


def least(token: Token) -> int:
    """Return how many letters, digits and signs a token is at least."""
    match token:
        case Literal(text):
            return len(text)
        case Slot(_, kind):
            if kind.width is not None:
                return kind.width
            return _LEAST.get(kind.name, len(kind.elements) or min(map(len, kind.name.split(", "))))
        case _:
            return 0


def _most(token: Token) -> int:
    """Return how many letters, digits, signs and blanks a word of it is at most."""
    match token:
        case Literal(text):
            return len(text)
        case Slot(_, kind):
            return kind.width or _MOST.get(kind.name, OPEN_WIDTH)
        case Part(inner):
            return sum(map(_most, inner))
        case _:
            return 1


def _words(tokens: Sequence[Token]) -> str:
    """Write tokens as a table has them, without the signs of an optional part."""
    written = ""
    for token in tokens:
        match token:
            case Literal(text):
                written += text
            case Slot(field, kind):
                written += f"{{{field}}}" if kind.free else f"{{{field}:{kind.name}}}"
            case Part(inner):
                written += _words(inner)
            case _:
                written += " "
    return written


def told(damaged: Damaged) -> str:
    """Say where the place is, what was expected and what stands there."""
    return (
        f"line 1, column {damaged.column}: expected {damaged.wanted}, got {damaged.text!r}: "
        "damaged or of another form, and not read"
    )

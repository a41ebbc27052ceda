"""Which parts of a record are personal, and why the others are not.

Kept, because a lesson needs them and they point to nobody:

class, borough, ESN   codes of a table with some dozens of rows, each shared by thousands of telephones
call number           a counter of the telephone company's; position: the console that rang; both name no caller
date and time         of the call: the recording itself, whose chunks keep their times, tells it anyway
municipality          where it stands in the site's own list; each has tens of thousands of inhabitants
province, area code   shared by a million and more
agencies' names       that whole records of two numbers or more have (see `hear`): they are offices, not people
a table's own words   labels such as `ESN#:`, and the values by which it chooses a layout
heartbeats            they are no caller's

Replaced: telephone numbers (the agencies' too), postal codes, and everything else: names, addresses, locations and
towers, communities, whatever an agency or a carrier writes into its own fields, whatever fits no field, whatever fits
no table, and noise. A value that is kept must also look like one: a "position" of four words is replaced.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from app.spill import picture
from app.spill.envelope import text_of, unwrap
from app.spill.formats import FormatTable
from app.spill.line_form import LineForm, PatternLine
from app.spill.locality import Localities
from app.spill.model import Spill
from app.spill.symbols import visible


class Role(Enum):
    """What becomes of a part."""

    KEPT = auto()
    NUMBER = auto()
    POSTAL = auto()
    TEXT = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring characters of one role: `text`, and the place of each of them in the record's bytes.

    `octets` tells that the text is Latin-1, a character a byte, since the bytes are no UTF-8.
    """

    role: Role
    text: str
    places: tuple[int, ...]
    octets: bool

    def encoded(self, text: str) -> list[bytes]:
        """Return each character of `text` as bytes, as wide as the one whose place it takes."""
        return [each.encode("latin-1" if self.octets else "utf-8", "replace") for each in text]


_CODES = {
    "class": re.compile(r"[A-Za-z0-9]{2,4}"),
    "borough": re.compile(r"[A-Za-z]{2,4}"),
    "esn": re.compile(r"[0-9]{1,6}"),
    "call_number": re.compile(r"[0-9]{1,7}"),
    "position": re.compile(r"[A-Za-z]{0,4}[0-9]{1,6}|[0-9]{0,5}[A-Za-z]{1,2}"),
    "province": re.compile(r"[A-Za-z]{2}"),
}
_AREA = re.compile(r"\(?[0-9]{3}\)?")
_FEWEST_CALLERS = 2  # in whose records an agency's name must stand
_STAMP_PARTS = 5  # a date and a time together: no house number or name reads as one

_Signs = list[tuple[int, str, int]]  # of one line: place in the record, character, columns that it takes when shown


class Personal:
    """Tells the parts of the records of `tables` at a site of these `localities`."""

    def __init__(self, tables: Sequence[FormatTable], localities: Localities) -> None:
        self._tables = {table.name: _Known(table) for table in tables}
        self._localities = localities
        self._callers: dict[str, set[str]] = {}  # by the name in an agency's place, the numbers whose records have it

    def hear(self, spill: Spill) -> None:
        """Learn of a spill which names are those of agencies.

        Two broken records run together may fit a table without a problem, with a caller's name in the agency's place.
        An agency stands in the records of many callers; such a name does not.
        """
        known = self._tables.get(spill.format or "")
        for name in known.agency_names(spill) if known is not None else ():
            self._callers.setdefault(name, set()).add(spill.number or "")

    def parts(self, spill: Spill) -> list[Part]:
        """Return the parts of a spill; every letter and digit of its bytes is in one of them."""
        known = self._tables.get(spill.format or "")
        if known is None:
            return parts_of_bytes(spill.raw)
        body = unwrap(known.table.framing, spill.raw)
        lines, octets = _lines(body, max(0, spill.raw.find(body)))
        roles: dict[int, Role] = {}
        starts: set[int] = set()
        for field, (line, column, width) in spill.places.items():
            signs = _at(lines[line - 1], column, width) if 0 < line <= len(lines) else []
            value = "".join(sign for _, sign, _ in signs)
            if not signs or visible(value) != spill.values.get(field) or known.is_compound(field, spill):
                continue
            for begin, end, role in self._roles(field, value, spill, known):
                starts.add(signs[begin][0])
                roles.update({place: role for place, _, _ in signs[begin:end]})
        return [part for signs in lines for part in _parts_of_line(signs, roles, starts, known.words, octets)]

    def _roles(self, field: str, value: str, spill: Spill, known: "_Known") -> list[tuple[int, int, Role]]:
        """Return the roles within a field's value, by characters from and to."""
        if field in ("locality", "municipality", "community"):
            return _locality(value, self._localities)
        if value in known.agency_names(spill):
            return [(0, len(value), Role.KEPT if len(self._callers.get(value, ())) >= _FEWEST_CALLERS else Role.TEXT)]
        return [(0, len(value), known.role(field, value, spill))]


class _Known:
    """What is known of one table's fields."""

    def __init__(self, table: FormatTable) -> None:
        self.table = table
        rules = (table.numbers, *(rule for _, rule in table.number_cases))
        self._numbers = {field for rule in rules for field in (rule.callback, rule.routing)}
        self._numbers |= {each.number for each in table.agencies}
        self._areas = {field for rule in rules for field in (rule.area, rule.routing_area)}
        self._agencies = {each.name: each.number for each in table.agencies}
        self._chosen_by: dict[str, set[str]] = {}
        for when in (*(layout.when for layout in table.layouts), *(when for when, _ in table.number_cases)):
            for field, values in when.items():
                self._chosen_by.setdefault(field, set()).update(values)
        forms = [table.first, *(layout.first for layout in table.layouts)]
        forms += [form for layout in table.layouts for step in layout.steps for form in step]
        self.words = frozenset(_own_words(forms))

    def is_compound(self, field: str, spill: Spill) -> bool:
        """True for a field that is made of others, or was taken apart into others: they have roles of their own."""
        if field in self.table.joins:
            return True
        return field in self.table.splits and bool(self.table.splits[field].fields & spill.values.keys())

    def role(self, field: str, value: str, spill: Spill) -> Role:
        if field in self._areas:
            return Role.KEPT if _AREA.fullmatch(value) else Role.TEXT
        if field in self._numbers:
            return Role.NUMBER
        if field == "postal_code":
            return Role.POSTAL
        if value in self._chosen_by.get(field, ()):
            return Role.KEPT
        if field in _CODES:
            return Role.KEPT if _CODES[field].fullmatch(value) else Role.TEXT
        sent = self.table.sent
        stamps = [form for forms in sent.values() for form in forms if len(form.parts) >= _STAMP_PARTS]
        if any(form.read(value) is not None for form in (*sent.get(field, ()), *stamps)):
            return Role.KEPT
        return Role.TEXT

    def agency_names(self, spill: Spill) -> list[str]:
        """Return what stands in the places of agencies' names in a record that is whole."""
        return [
            spill.values[field] for field in self._agencies if self._is_whole(spill, field) and field in spill.values
        ]

    def _is_whole(self, spill: Spill, agency: str) -> bool:
        """Tell whether the caller's number, what tells when she called, and the agency's own number are there."""
        values, sent = spill.values, self.table.sent
        needed = {self.table.numbers.callback, self._agencies[agency]} - {""}
        return (
            not spill.problems
            and all(values.get(field) for field in needed)
            and all(
                any(form.read(values.get(field, "")) is not None for form in forms) for field, forms in sent.items()
            )
        )


def parts_of_bytes(data: bytes) -> list[Part]:
    """Return the parts of bytes that nothing is known of: text, all of it."""
    lines, octets = _lines(data, 0)
    return [part for signs in lines for part in _parts_of_line(signs, {}, set(), frozenset(), octets)]


def _own_words(forms: Iterable[LineForm]) -> Iterable[str]:
    for form in forms:
        for alternative in form.alternatives:
            if isinstance(alternative, PatternLine):
                yield from _literals(alternative.tokens)


def _literals(tokens: Sequence[picture.Token]) -> Iterable[str]:
    for token in tokens:
        if isinstance(token, picture.Literal):
            yield token.text
        elif isinstance(token, picture.Part):
            yield from _literals(token.tokens)


def _lines(body: bytes, begin: int) -> tuple[list[_Signs], bool]:
    """Return the characters of each line, and whether they are octets; the first stands at place `begin`."""
    text = text_of(body)
    octets = len(text) == len(body) and not body.isascii()
    lines: list[_Signs] = [[]]
    place = begin
    before = ""
    for sign in text:
        if sign == "\n" and before == "\r":
            pass  # the line was ended by its CR
        elif sign in "\r\n":
            lines.append([])
        else:
            lines[-1].append((place, sign, len(visible(sign))))
        place += 1 if octets or sign.isascii() else len(sign.encode())
        before = sign
    return lines, octets


def _at(signs: _Signs, column: int, width: int) -> _Signs:
    """Return the characters from a shown column on; none if they do not end where the width does."""
    at = 1
    found: _Signs = []
    for each in signs:
        if at >= column + width:
            break
        if at >= column:
            found.append(each)
        at += each[2]
    return found if at == column + width else []


def _parts_of_line(
    signs: _Signs, roles: Mapping[int, Role], starts: set[int], words: frozenset[str], octets: bool
) -> list[Part]:
    """Group the characters of a line by role; of what has none, the table's own words are kept."""
    parts: list[Part] = []
    group: list[tuple[int, str]] = []
    role: Role | None = None
    for place, sign, _ in signs:
        now = roles.get(place)
        if group and (now is not role or place in starts):
            parts += _grouped(group, role, words, octets)
            group = []
        role = now
        group.append((place, sign))
    return parts + _grouped(group, role, words, octets)


def _grouped(group: list[tuple[int, str]], role: Role | None, words: frozenset[str], octets: bool) -> list[Part]:
    text = "".join(sign for _, sign in group)
    places = tuple(place for place, _ in group)
    if role is not None:
        return [Part(role, text, places, octets)]
    pieces: list[Part] = []
    at = 0
    for word in re.finditer(r"[^ \t]+", text):
        if word[0] in words:
            pieces.append(Part(Role.TEXT, text[at : word.start()], places[at : word.start()], octets))
            pieces.append(Part(Role.KEPT, word[0], places[word.start() : word.end()], octets))
            at = word.end()
    return [*pieces, Part(Role.TEXT, text[at:], places[at:], octets)]


def _locality(value: str, localities: Localities) -> list[tuple[int, int, Role]]:
    """Keep the municipality, and the community where that is the name of one too; the rest is replaced."""
    found: list[tuple[int, int, Role]] = []
    at = 0
    for name in localities.split(value)[:2]:
        if name is not None:
            begin = value.index(name, at)
            at = begin + len(name)
            known = "," not in name and localities.split(name).municipality == name
            found.append((begin, at, Role.KEPT if known else Role.TEXT))
    return found or [(0, len(value), Role.TEXT)]

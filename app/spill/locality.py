"""The site's municipalities, and how a locality line is split by them: `WHITBY BROOKLIN`, `SCUGOG PORT PERRY`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.spill.kind import PROVINCES
from app.table_fields import read_section
from app.table_text import LONGEST_WORDS, in_capitals

MUNICIPALITIES = 500  # names in one list; a region has ten
NAME_LENGTH = 60  # characters of a name


class Split(NamedTuple):
    """A locality taken apart, letters as sent; None for what is not there or could not be told."""

    municipality: str | None
    community: str | None
    province: str | None = None


_BLANKS = " ␉"  # a tab is shown as its symbol
_WITH_PROVINCE = re.compile(f"(.*[^{_BLANKS},])[{_BLANKS},]+({PROVINCES})")


@dataclass(frozen=True, slots=True)
class Localities:
    """The municipalities of a site, with every form of their names; `same` are the forms of one, in capitals."""

    names: tuple[str, ...]
    pattern: re.Pattern[str] | None
    same: tuple[frozenset[str], ...] = ()

    def every_form(self, names: Iterable[str]) -> frozenset[str]:
        """Return these municipalities, given in capitals, in every form in which they may be sent, in capitals."""
        wanted = frozenset(names)
        return wanted.union(*(forms for forms in self.same if forms & wanted))

    def split(self, locality: str) -> Split:
        """Split a line without its postal code.

        A comma divides municipality and community; else the longest municipality of the list that the line begins with
        does, case ignored. If neither does, nothing is guessed and both are None. Of two commas nobody knows which
        divides. The two letters of a province at the end are neither.
        """
        found = _WITH_PROVINCE.fullmatch(locality)
        place, province = found.groups() if found else (locality, None)
        before, comma, after = place.partition(",")
        if "," in after:
            return Split(None, None, province)
        if comma:
            return Split(before.strip(_BLANKS) or None, after.strip(_BLANKS) or None, province)
        fitting = self.pattern.fullmatch(place) if self.pattern else None
        if fitting is None:
            return Split(None, None, province)
        return Split(fitting.group(1), fitting.group(2) or None, province)


def localities(names: Sequence[str]) -> Localities:
    """Compile a list of municipalities; longer names are tried first."""
    forms = sorted({" ".join(name.split()) for name in names} - {""}, key=lambda name: (-len(name), name))
    if not forms:
        return Localities((), None)
    gap = f"[{_BLANKS}]+"
    source = "|".join(gap.join(re.escape(word) for word in form.split(" ")) for form in forms)
    return Localities(tuple(forms), re.compile(f"({source})(?:{gap}(.*))?", re.IGNORECASE))


def load_localities(text: str, source: str) -> Localities:
    """Read a site's list of municipalities. Raises TableError with every fault."""
    table = read_section(text, source)
    table.words("title", LONGEST_WORDS, needed=True)
    same: list[tuple[str, ...]] = []
    sections = table.sections("municipality")
    if not sections:
        table.fault("municipality", "expected at least one [[municipality]], got none")
    for section in sections:
        same.append((section.text("name"), *section.texts("also")))
        section.words("source", LONGEST_WORDS)
        section.done()
    table.words("source", LONGEST_WORDS)
    names = [name for each in same for name in each]
    if len(names) > MUNICIPALITIES:
        table.fault("municipality", f"expected at most {MUNICIPALITIES} names, got {len(names)}")
    owners: dict[str, int] = {}
    for index, each in enumerate(same):
        for name in each:
            owner = owners.setdefault(in_capitals(name), index)
            if name and owner != index:
                what = f"expected names of its own, got {name!r}, which is {same[owner][0]!r} as well"
                sections[index].fault("name", what)
    for name in names:
        if len(name) > NAME_LENGTH or not name.isprintable() or "," in name:
            table.fault("municipality", f"expected a name of at most {NAME_LENGTH} characters, no comma, got {name!r}")
    table.done()
    table.faults.raise_if_any()
    return replace(localities(names), same=tuple(frozenset(map(in_capitals, each)) for each in same))

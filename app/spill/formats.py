"""Format tables: the one reader of `resources/formats/*.toml` and of the site's own (help: format-tables.md).

A table describes how a record is framed, its first line, its lines, and what the fields mean. It is data: read without
running anything, and any text gives a `FormatTable` or a TableError that names file, place, expected and got.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from app.spill.damaged_line import DamagedLines
from app.spill.date_form import DateForm, parse_date_form
from app.spill.envelope import lines_of, wrap
from app.spill.framing import Check, Framing, FramingKind
from app.spill.kind import PatternError
from app.spill.layout import Layout, make_layout
from app.spill.line_form import Alternative, LineForm
from app.spill.line_table import first_in_noise, read_line
from app.spill.picture import FIELD_NAME, OCTETS, parse_pattern, source
from app.table_fields import Section, read_section
from app.table_text import LONGEST_WORDS

SHIPPED = ("bell-display", "bell-printer", "bell-printer-agency", "telus-log-2")  # resources/formats/NAME.toml

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
LAYOUTS = 20  # layouts of one table
LONGEST_LABEL = 60  # characters of a label on the card
LINES = 60  # lines of one layout; the decoder aligns 64
HEARTBEATS = 8
SAMPLES = 20
CASES = 20  # of [numbers]
AGENCIES = 20
QUIET_SECONDS = 0.5  # a 9600 baud line sends 480 characters in it: no gap within a record comes near

# Fields that are an attribute of the spill under their own name (class is `service_class` there).
ATTRIBUTES = (
    "class",
    "borough",
    "name",
    "address",
    "location",
    "locality",
    "municipality",
    "community",
    "province",
    "postal_code",
    "esn",
    "call_number",
    "position",
)


class NumberRule(NamedTuple):
    """Which fields are the number to call back and the routing number, each with its area code apart; "" for none."""

    callback: str
    area: str
    routing: str
    routing_area: str


class AgencyFields(NamedTuple):
    """Which fields name an agency and give its number; `number` is "" where none is printed."""

    name: str
    number: str


@dataclass(frozen=True, slots=True)
class FormatTable:
    """One format, compiled.

    `source` is the file it came from, `classes` the provider of its service classes ("" if none). `number_cases` are
    rules for certain values of certain fields, tried before `numbers`. `sent` are the forms of the date and time
    fields, `splits` the patterns by which a field's value is read again, `joins` the fields that are put together to
    one, `labels` the names of fields in the spill's extra, and `samples` records as they come on the wire.
    """

    name: str
    title: str
    source: str
    framing: Framing
    classes: str
    first: LineForm
    layouts: tuple[Layout, ...]
    numbers: NumberRule
    number_cases: tuple[tuple[Mapping[str, frozenset[str]], NumberRule], ...]
    sent: Mapping[str, tuple[DateForm, ...]]
    agencies: tuple[AgencyFields, ...]
    splits: Mapping[str, LineForm]
    joins: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, str]
    samples: tuple[bytes, ...]

    def layout_of(self, values: Mapping[str, str]) -> Layout:
        """Return the layout that a record's values choose."""
        return next(layout for layout in self.layouts if layout.chosen_by(values))

    def label(self, field: str) -> str:
        """Return the name of `field` in a spill's extra."""
        return self.labels.get(field) or _label(field)


def load_table(text: str, source: str) -> FormatTable:
    """Read a format table. Raises TableError with every fault; `source` is the file's name."""
    table = read_section(text, source)
    name = table.text("name")
    if name and not NAME.fullmatch(name):
        table.fault("name", f"expected small letters, digits and -, got {name[:60]!r}")
    title = table.words("title", LONGEST_WORDS, needed=True)
    classes = table.text("classes", "")
    table.texts("source")
    first_section = table.section("first")
    noise = first_section.anything("in_noise")
    before = table.faults.count
    first = read_line(first_section, alone=True)
    layouts = _layouts(table, first, before)
    fields = _fields(table, first, layouts)
    sound = table.faults.count == before
    strict = first_in_noise(first_section, first, noise)
    framing = _framing(table.section("framing"), name, first, strict, first_section)
    if not sound:  # of a line with a fault no field is known, and each would be missed anew wherever it is named
        table.faults.raise_if_any()
    splits = _splits(table.section("split"), fields)
    for form in splits.values():
        fields |= form.fields
    joins = _joins(table.section("join"), fields)
    fields |= joins.keys()
    numbers = table.section("numbers")
    cases = numbers.sections("when", CASES)
    rule = _number_rule(numbers, fields, NumberRule("number", "area", "routing_number", ""))
    number_cases = tuple((_condition(case, fields), _number_rule(case, fields, rule)) for case in cases)
    sent = _sent(table.section("sent"), fields, layouts)
    agencies = tuple(_agency(each, fields) for each in table.sections("agencies", AGENCIES))
    labels = _labels(table.section("extra"), fields)
    samples = _texts(table, "samples", SAMPLES)
    table.done()
    table.faults.raise_if_any()
    whens = (*(each.when for each in layouts), *(when for when, _ in number_cases))
    deciding = {field for when in whens for field in when} | (noise.keys() if isinstance(noise, dict) else set())
    damaged = DamagedLines(strict, frozenset(deciding)) if strict else None
    return FormatTable(
        name=name,
        title=title,
        source=source,
        framing=framing if framing.check is not Check.NONE else replace(framing, damaged=damaged),
        classes=classes,
        first=first,
        layouts=layouts,
        numbers=rule,
        number_cases=number_cases,
        sent=sent,
        agencies=agencies,
        splits=splits,
        joins=joins,
        labels=labels,
        samples=tuple(_sample(framing, each) for each in samples),
    )


def _texts(section: Section, key: str, most: int) -> tuple[str, ...]:
    texts = section.texts(key)
    if len(texts) > most:
        section.fault(key, f"expected at most {most} of them, got {len(texts)}")
    return texts[:most]


def _framing(section: Section, name: str, first: LineForm, strict: Sequence[Alternative], where: Section) -> Framing:
    before = section.faults.count
    kind = section.one_of("kind", FramingKind)
    kind_known = section.faults.count == before
    known_ends = ("blank", "form-feed", "quiet")
    ends = section.texts("ends") or known_ends
    if stray := [each for each in ends if each not in known_ends]:
        section.fault("ends", f"expected {', '.join(known_ends)}, got {stray[0][:60]!r}")
    check = section.one_of("check", Check, Check.NONE)
    if kind_known and check is not Check.NONE and kind is not FramingKind.STX_ETX:
        section.fault("check", f"expected a check only with kind stx-etx, got kind {kind}")
    quiet = section.number("quiet_seconds", 0.01, 60, QUIET_SECONDS)
    heartbeats = []
    for pattern in _texts(section, "heartbeats", HEARTBEATS):
        try:
            heartbeats.append(_octets(OCTETS.start + source(parse_pattern(pattern), OCTETS) + OCTETS.end))
        except PatternError as fault:
            section.fault("heartbeats", str(fault))
    section.done()
    specific = all(each.specific for each in first.alternatives)
    if not specific and kind is not FramingKind.STX_ETX:
        where.fault("pattern", f"expected a first line that free text does not fit, got {first.words!r}")
    return Framing(
        table=name,
        kind=kind,
        first=_octets(first.octets()) if specific else None,
        first_in_noise=_octets(first.octets(strict)) if strict else None,
        ends=frozenset(ends),
        quiet_seconds=quiet,
        check=check,
        heartbeats=tuple(heartbeats),
    )


def _octets(source: str) -> re.Pattern[bytes]:
    return re.compile(source.encode("ascii"))


def _layouts(table: Section, first: LineForm, before: int) -> tuple[Layout, ...]:
    """Return the layouts; after a fault in a line, more than the `before` first ones, no `when` is looked at."""
    layouts: list[Layout] = []
    sections = table.sections("layout")
    if len(sections) > LAYOUTS:
        table.fault("layout", f"expected at most {LAYOUTS} layouts, got {len(sections)}")
    for number, section in enumerate(sections[:LAYOUTS], start=1):
        own = section.section("first")
        first_line = read_line(own, alone=True) if own.left() else first
        lines = section.sections("lines")
        if len(lines) > LINES:
            section.fault("lines", f"expected at most {LINES} lines, got {len(lines)}")
        forms = [read_line(each) for each in lines[:LINES]]
        fields = first.fields.union(first_line.fields, *(form.fields for form in forms))
        sound = table.faults.count == before
        when = _condition(section, fields, "when") if sound else {}
        if (bool(when) if sound else "when" in section) == (number == len(sections)):
            wanted = "a when in all but the last"
            if number == len(sections):
                wanted = "no when in the last layout, which is for all others"
            section.fault("when", f"expected {wanted}")
        section.done()
        layouts.append(make_layout(when, first_line, forms))
    return tuple(layouts) or (make_layout({}, first, []),)


def _fields(table: Section, first: LineForm, layouts: tuple[Layout, ...]) -> frozenset[str]:
    """Return every field of the lines; note a field that stands in two lines of one layout."""
    fields = first.fields
    for number, layout in enumerate(layouts, start=1):
        seen = layout.first.fields
        for form in (form for step in layout.steps for form in step):
            for twice in sorted(form.fields & seen):
                table.faults.add(("layout", number - 1), f"expected each field in one line, got {twice!r} in two")
            seen |= form.fields
        fields |= layout.fields
    return fields


def _known(section: Section, key: str, field: str, fields: frozenset[str]) -> str:
    if field and field not in fields:
        section.fault(key, f"expected a field of the lines ({', '.join(sorted(fields))[:200]}), got {field[:60]!r}")
        return ""
    return field


def _condition(section: Section, fields: frozenset[str], key: str = "") -> dict[str, frozenset[str]]:
    """Take `field = [values]` from the section `key`, or all keys but a number rule's own from the section itself."""
    inner = section.section(key) if key else section
    when: dict[str, frozenset[str]] = {}
    for field in inner.left():
        if key or field not in NumberRule._fields:
            values = inner.texts(field)
            if _known(inner, field, field, fields):
                when[field] = frozenset(values)
    return when


def _number_rule(section: Section, fields: frozenset[str], default: NumberRule) -> NumberRule:
    chosen = []
    for key, usual in zip(NumberRule._fields, default, strict=True):
        field = section.text(key, "")
        chosen.append(_known(section, key, field, fields) or (usual if usual in fields else ""))
    section.done()
    return NumberRule(*chosen)


def _sent(section: Section, fields: frozenset[str], layouts: tuple[Layout, ...]) -> dict[str, tuple[DateForm, ...]]:
    sent: dict[str, tuple[DateForm, ...]] = {}
    for field in section.left():
        forms = []
        for text in section.texts(field):
            try:
                forms.append(parse_date_form(text))
            except ValueError as fault:
                section.fault(field, str(fault))
        if _known(section, field, field, fields) and forms:
            sent[field] = tuple(forms)
    for layout in layouts:
        told: dict[str, str] = {}  # which field of its records tells the year, the month ...
        for field in (field for field in sent if field in layout.fields):
            for part in sorted({part for form in sent[field] for part in form.told}):
                if (other := told.setdefault(part, field)) != field:
                    section.fault(field, f"expected the {part} of a record in one field, got it in {other!r} too")
    return sent


def _agency(section: Section, fields: frozenset[str]) -> AgencyFields:
    name = _known(section, "name", section.text("name"), fields)
    number = _known(section, "number", section.text("number", ""), fields)
    section.done()
    return AgencyFields(name, number)


def _splits(section: Section, fields: frozenset[str]) -> dict[str, LineForm]:
    splits: dict[str, LineForm] = {}
    for field in section.left():
        patterns = Section({"patterns": list(section.texts(field))}, (*section.path, field), section.faults)
        form = read_line(patterns, alone=True)
        if _known(section, field, field, fields):
            for twice in sorted(form.fields & fields):
                section.fault(field, f"expected new fields in a split, got {twice!r}, which a line has")
            splits[field] = form
    return splits


def _joins(section: Section, fields: frozenset[str]) -> dict[str, tuple[str, ...]]:
    joins: dict[str, tuple[str, ...]] = {}
    for field in section.left():
        parts = section.texts(field)
        if field in fields or not FIELD_NAME.fullmatch(field):
            section.fault(field, f"expected a new field name for what is put together, got {field[:60]!r}")
        known = [part for part in parts if _known(section, field, part, fields)]
        if not known:
            section.fault(field, "expected a list of fields to put together, got none")
        joins[field] = tuple(known)
    return joins


def _labels(section: Section, fields: frozenset[str]) -> dict[str, str]:
    """Return the labels; two fields of one label keep apart by a number, so that neither is lost."""
    labels: dict[str, str] = {}
    unnamed = {_label(field) for field in fields if field not in section.left() and field not in ATTRIBUTES}
    for field in section.left():
        label = section.words(field, LONGEST_LABEL, needed=True)
        if _known(section, field, field, fields):
            used = unnamed | set(labels.values())
            number = 1
            while (wanted := label if number == 1 else f"{label} ({number})") in used:
                number += 1
            labels[field] = wanted
    return labels


def _label(field: str) -> str:
    """Return the name of a field to which the table gives none."""
    return field.replace("_", " ")


def _sample(framing: Framing, text: str) -> bytes:
    body = "\r\n".join(lines_of(text.strip("\r\n"))).encode()
    return wrap(framing, body, b"\r\n")

"""What a record's fields mean: the values of a reading become a spill."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial

from app.spill.date_form import SentReader
from app.spill.flawless import ReadingPlan, Spans
from app.spill.formats import ATTRIBUTES, FormatTable, NumberRule
from app.spill.line_form import LineForm
from app.spill.locality import Localities
from app.spill.memory import Memory
from app.spill.model import AgencyNamed, Place, Spill
from app.spill.service_class import ServiceClasses, unknown_class
from app.spill.telephone_number import digits_of, read_number

# Half of a postal code near the end of a locality that has none: it stands there, damaged.
_POSTAL_HALF = re.compile(r"[A-Za-z][0-9][A-Za-z]|[0-9][A-Za-z][0-9]")
_POSTAL_END = 9

KEPT = 512  # localities, agencies and choices of fields remembered; a site sees some dozens


class Meaning:
    """Turns the fields of one table into spills.

    `wanted` are the fields that `spill` needs the values of, in its order; a field may be wanted twice.
    """

    def __init__(self, table: FormatTable, classes: ServiceClasses | None, localities: Localities) -> None:
        self._table = table
        self._sent = SentReader(table.sent)
        self._split = Memory(localities.split, KEPT)
        self._postal_half = Memory(_postal_half, KEPT)
        self._class = Memory(classes.of if classes else unknown_class, KEPT)
        self._agencies = Memory(self._agencies_of, KEPT)
        self._rest = Memory(partial(self._rest_of, table.numbers), KEPT)
        self._case_rests = {rule: Memory(partial(self._rest_of, rule), KEPT) for _, rule in table.number_cases}
        heads = (*table.numbers, *ATTRIBUTES)
        self._agencies_from = len(heads) + len(self._sent.fields)
        self._sent_from = len(heads)
        self.wanted = (*heads, *self._sent.fields, *(field for each in table.agencies for field in each))
        self._makes_fields = bool(table.splits or table.joins)

    def read(
        self,
        raw: bytes,
        lines: tuple[str, ...],
        values: dict[str, str],
        places: dict[str, Place],
        extra: dict[str, str],
        problems: list[str],
        now: datetime,
    ) -> Spill:
        """Return the spill of a record read line by line; all that is given is taken over."""
        _split_fields(self._table.splits, values, places)
        _join_fields(self._table.joins, values, places)
        parts = tuple(map(values.get, self.wanted))
        return self.spill(raw, lines, tuple(values), parts, values, places, extra, problems, now)

    def matched(
        self,
        raw: bytes,
        text: str,
        plan: ReadingPlan,
        spans: Spans,
        groups: Sequence[str | None],
        now: datetime,
    ) -> Spill:
        """Return the spill of a flawless record's text; `spans` and `groups` are of its match, one None added."""
        values = plan.values(groups)
        lines = tuple(text.split("\n"))
        places = plan.places(spans, lines)
        if self._makes_fields:
            return self.read(raw, lines, values, places, {}, [], now)
        return self.spill(raw, lines, plan.fields, plan.pick(groups), values, places, {}, [], now)

    def spill(
        self,
        raw: bytes,
        lines: tuple[str, ...],
        fields: tuple[str, ...],
        parts: tuple[str | None, ...],
        values: Mapping[str, str],
        places: Mapping[str, Place],
        extra: dict[str, str],
        problems: list[str],
        now: datetime,
    ) -> Spill:
        """Return the spill of a record.

        `fields` are those that were sent, `parts` the values of those `wanted`; `extra` and `problems` are what the
        reading found already.
        """
        table = self._table
        callback, area, routing, routing_area, code, borough, name, address, location, locality = parts[:10]
        municipality, community, province, postal_code, esn, call_number, position = parts[10:17]
        rest = self._rest
        for when, case in table.number_cases:
            if all(values.get(field) in allowed for field, allowed in when.items()):
                callback, area, routing, routing_area = map(values.get, case)
                rest = self._case_rests[case]
                break
        number, status, words, problem = read_number(callback or "", area or "")
        if problem:
            problems.append(problem)
        if routing is not None:
            routing = read_number(routing, routing_area or "")[0]
        sent_at = None
        if self._sent.fields:
            sent_at, problem = self._sent.read(parts[self._sent_from : self._agencies_from], now)
            if problem:
                problems.append(problem)
        unused = rest[fields]
        if unused or extra or sent_at is None:
            extra = self._extra(values, unused, sent_at is None) | extra
        if locality is not None:
            split = self._split[locality]
            municipality = municipality or split[0]
            community = community or split[1]
            province = province or split[2]
            if postal_code is None and (half := self._postal_half[locality]):
                problems.append(half)
        elif municipality is None and community is not None and self._split[community][1] is None:
            municipality = self._split[community][0]
        if postal_code is not None:
            postal_code = _postal(postal_code)
        agencies, problem = self._agencies[parts[self._agencies_from :]]
        if problem:
            problems.append(problem)
        # By position, in the order of Spill's fields: by name it takes twice as long.
        return Spill(
            raw,
            table.name,
            lines,
            values,
            places,
            number,
            status,
            words,
            routing,
            code,
            None if code is None else self._class[code],
            borough,
            name,
            address,
            location,
            locality,
            municipality,
            community,
            province,
            postal_code,
            esn,
            call_number,
            position,
            sent_at,
            agencies,
            extra,
            tuple(problems),
        )

    def _agencies_of(self, sent: tuple[str | None, ...]) -> tuple[tuple[AgencyNamed, ...], str]:
        """Return the agencies of names and numbers as sent, and a sentence if a number is none.

        A number without a name is no agency.
        """
        pairs = [(name, number or "") for name, number in zip(sent[::2], sent[1::2], strict=True) if name]
        problem = next((read_number(number)[3] for _, number in pairs if read_number(number)[3]), "")
        return tuple(AgencyNamed(name, digits_of(number) or None) for name, number in pairs), (
            f"agency's {problem}" if problem else ""
        )

    def _rest_of(self, rule: NumberRule, sent: tuple[str, ...]) -> tuple[str, ...]:
        """Return the fields that become no attribute of the spill, but for those of its time."""
        used = {*ATTRIBUTES, *self._table.sent}
        used |= {rule.callback, rule.area} if rule.callback in sent else set()
        used |= {rule.routing, rule.routing_area} if rule.routing in sent else set()
        for name, number in self._table.agencies:
            used |= {name, number} if name in sent else set()
        for whole, form in self._table.splits.items():
            used |= {whole} if form.fields & set(sent) else set()
        for parts in self._table.joins.values():
            used |= set(parts)
        return tuple(field for field in sent if field not in used)

    def _extra(self, values: Mapping[str, str], rest: Sequence[str], no_time: bool) -> dict[str, str]:
        """Return the rest by label, in the order of the record; the parts of a time where they made none."""
        shown = set(rest) | (self._table.sent.keys() if no_time else set())
        return {self._table.label(field): value for field, value in values.items() if field in shown}


def _split_fields(splits: Mapping[str, LineForm], values: dict[str, str], places: dict[str, Place]) -> None:
    """Read fields again by their patterns; a value that fits none stays whole."""
    for field, form in splits.items():
        fit = form.fit(values[field]) if field in values else None
        if fit is not None:
            line, start, _ = places[field]
            for group, text, column, _ in fit.taken:
                values[group.field] = text
                places[group.field] = Place(line, start + column - 1, len(text))


def _join_fields(joins: Mapping[str, Sequence[str]], values: dict[str, str], places: dict[str, Place]) -> None:
    """Put fields together to one, with a blank between; it stands where its first part stands."""
    for field, parts in joins.items():
        there = [part for part in parts if part in values]
        if there:
            values[field] = " ".join(values[part] for part in there)
            first, last = places[there[0]], places[there[-1]]
            end = last.column + last.width if last.line == first.line else first.column + first.width
            places[field] = Place(first.line, first.column, max(end - first.column, first.width))


def _postal_half(locality: str) -> str:
    """Say that a locality without a postal code ends in half of one; "" if it does not."""
    unread = _POSTAL_HALF.search(locality, max(0, len(locality) - _POSTAL_END))
    if unread is None:
        return ""
    return f"locality: expected a postal code (A9A 9A9) at its end, got {locality[unread.start() :]!r}"


def _postal(sent: str) -> str:
    """Return a postal code with a blank in the middle, whatever stood there; anything else as sent."""
    if len(sent) == 6 or (len(sent) == 7 and sent[3] in " -"):
        return f"{sent[:3]} {sent[-3:]}".upper()
    return sent

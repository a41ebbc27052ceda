"""Flawless records: one regular expression reads all lines of a record at once.

A controller sends nearly every record without a flaw, and those are read here, many times quicker than line by line
(`app.spill.alignment`). An expression is made only for layouts where it cannot try too many
ways.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, permutations, product
from operator import itemgetter
from typing import Any, NamedTuple

from app.spill import picture
from app.spill.line_form import Alternative, LineForm, PatternLine
from app.spill.memory import Memory
from app.spill.model import Place
from app.spill.picture import RECORD, Part, Slot

OPTIONAL_LINES = 6  # each may double the ways
LINES_IN_ANY_ORDER = 3  # six orders, an expression for each
ORDERS = 6
EXCLUSIONS = 300  # free lines times lines that are no free text
PLACES_KEPT = 4096  # a line's length times the few lines and widths of a controller
FIRST_LINES_KEPT = 256  # ways a first line is printed: one for each width of a field, so a dozen
PLANS_KEPT = 256  # choices of optional parts; far more than one site's controller sends

_FOLDED = replace(RECORD, folded=True)  # a label in small letters is no free text either

Spans = tuple[tuple[int, int], ...]  # where the groups of a match begin and end, the whole first: `re.Match.regs`


# A controller prints its fields where it always does: the same few places come with every record. Each is kept by its
# line, the characters before it less those of all lines before, and its width.
_PLACES: dict[tuple[int, int, int], Place] = {}


def _new_place(at: tuple[int, int, int]) -> Place:
    """Return a place that is not kept yet, and keep it."""
    if len(_PLACES) >= PLACES_KEPT:
        _PLACES.clear()
    line, before, width = at
    place = _PLACES[at] = Place(line, before - line + 2, width)
    return place


class ReadingPlan(NamedTuple):
    """What the groups of a flawless record hold, for one choice of its optional parts.

    `fields` are in the record's order. `pick` takes from the groups, with one None added at their end, what was wanted
    (None for what is not there), `take` all `fields`. `first` are the spans of the first line, and `first_places` makes
    of them the places of its fields; `others` are the fields after it, each with its group and its line, from 1 and
    from 0.
    """

    fields: tuple[str, ...]
    pick: Callable[[Sequence[str | None]], tuple[str | None, ...]]
    take: Callable[[Sequence[Any]], tuple[str, ...]]
    first: slice
    first_places: Mapping[Spans, tuple[Place, ...]]
    others: tuple[tuple[str, int, int, int], ...]

    def values(self, groups: Sequence[str | None]) -> dict[str, str]:
        """Return the values of all fields, from the groups of a match."""
        return dict(zip(self.fields, self.take(groups)))  # noqa: B905  to ask for `strict` costs a third more

    def places(self, spans: Spans, lines: Sequence[str]) -> dict[str, Place]:
        """Return the places of all fields, from the spans of a match (its whole first) and the record's lines."""
        places = dict(zip(self.fields, self.first_places[spans[self.first]]))  # noqa: B905  the first line's come first
        known, before = _PLACES, list(accumulate(map(len, lines), initial=0))
        for field, group, line, index in self.others:
            start, end = spans[group]
            at = line, start - before[index], end - start
            try:  # this, of a plain dictionary, is twice as quick as to ask a `Memory`
                places[field] = known[at]
            except KeyError:
                places[field] = _new_place(at)
        return places


class _Alternative:
    """One alternative of a line, with the groups that hold its fields: from `first_group` on, from left to right."""

    def __init__(self, line: PatternLine, first_group: int) -> None:
        self.groups = {field: first_group + index for index, field in enumerate(line.fields)}
        needed = {token.field for token in line.tokens if isinstance(token, Slot)}
        self.needed = [group for field, group in self.groups.items() if field in needed]
        self.optional = [group for field, group in self.groups.items() if field not in needed]


class FlawlessRecord:
    """A regular expression for a whole record, its lines joined by line feeds."""

    def __init__(self, forms: Sequence[LineForm]) -> None:
        self._lines: list[tuple[bool, list[_Alternative]]] = []
        groups = 0
        choice: list[int] = []
        source = ""
        for number, form in enumerate(forms):
            several = form.optional or len(form.alternatives) > 1
            alternatives = []
            for each in form.alternatives:
                if isinstance(each, PatternLine):
                    alternative = _Alternative(each, groups + 1)
                    groups += len(alternative.groups)
                    choice += [*(alternative.needed[:1] if several else []), *alternative.optional]
                    alternatives.append(alternative)
            self._lines.append((several, alternatives))
            line = _line_source(forms, number)
            if number:
                line = f"\\n{line}"
            source += f"(?:{line})?" if form.optional else line
        self.pattern = re.compile(source)
        self._groups = groups
        self._choice = _picker(choice)
        self._plans: dict[tuple[bool, ...], ReadingPlan] = {}

    def plan(self, groups: Sequence[str | None], wanted: Sequence[str]) -> ReadingPlan:
        """Return what these groups of a match (and one None) hold, and what picks the fields `wanted` from them.

        Made once for each choice of optional parts; `wanted` is the same for all records of a table.
        """
        choice = tuple(map(bool, self._choice(groups)))
        plan = self._plans.get(choice)
        if plan is None:
            if len(self._plans) >= PLANS_KEPT:
                self._plans.clear()
            plan = self._plans[choice] = self._make_plan(groups, wanted)
        return plan

    def _make_plan(self, groups: Sequence[str | None], wanted: Sequence[str]) -> ReadingPlan:
        found: dict[str, tuple[int, int]] = {}
        line = 0
        for several, alternatives in self._lines:
            for alternative in alternatives:
                if not several or groups[alternative.needed[0] - 1] is not None:
                    line += 1
                    for field, group in alternative.groups.items():
                        if groups[group - 1] is not None:
                            found[field] = (group, line)
                    break
        nothing = (self._groups + 1, 0)
        numbers = [group for group, _ in found.values()]
        firsts = [group for group, line in found.values() if line == 1]
        begin = min(firsts, default=1)
        return ReadingPlan(
            tuple(found),
            _picker([found.get(field, nothing)[0] for field in wanted]),
            _picker(numbers),
            slice(begin, max(firsts, default=0) + 1),
            Memory(partial(_first_places, [group - begin for group in firsts]), FIRST_LINES_KEPT),
            tuple((field, group, line, line - 1) for field, (group, line) in found.items() if line > 1),
        )


def _first_places(groups: Sequence[int], spans: Spans) -> tuple[Place, ...]:
    """Return the places of a first line's fields from their spans; `groups` (from 0) are those that took part."""
    return tuple(Place(1, start + 1, end - start) for start, end in map(spans.__getitem__, groups))


def _picker(groups: Sequence[int]) -> Callable[[Sequence[Any]], tuple[Any, ...]]:
    """Return what picks these groups (numbers from 1), always as a tuple."""
    indices = [group - 1 for group in groups]
    if len(indices) > 1:
        return itemgetter(*indices)
    return lambda found: tuple(found[index] for index in indices)


def flawless_records(first: LineForm, steps: Sequence[Sequence[LineForm]]) -> tuple[FlawlessRecord, ...]:
    """Return the expressions for a layout, one for each order of its lines; none where it is too open."""
    forms = [first, *(form for step in steps for form in step)]
    free = sum(not each.specific for form in forms for each in form.alternatives)
    telling = sum(form.telling is not None for form in forms)
    if (
        not all(_tells_its_parts(form) for form in forms)
        or any(len(step) > LINES_IN_ANY_ORDER for step in steps)
        or sum(form.optional for form in forms) > OPTIONAL_LINES
        or free * telling > EXCLUSIONS
    ):
        return ()
    orders = list(product(*(permutations(step) for step in steps)))
    if len(orders) > ORDERS:
        return ()
    return tuple(FlawlessRecord([first, *(form for step in order for form in step)]) for order in orders)


def _tells_its_parts(form: LineForm) -> bool:
    """True if it is all patterns, and the groups that took part tell which optional parts and which alternative fit."""
    for each in form.alternatives:
        if not isinstance(each, PatternLine):
            return False
        if any(isinstance(token, Part) and not any(picture.slots(token.tokens)) for token in each.tokens):
            return False
        several = form.optional or len(form.alternatives) > 1
        if several and not any(isinstance(token, Slot) for token in each.tokens):
            return False
    return True


def _line_source(forms: Sequence[LineForm], number: int) -> str:
    """Return one line's expression; what is the special form of another line is never taken for its free text."""
    form = forms[number]
    others = [each for other in forms[1:] if other is not form for each in other.alternatives]
    sources = []
    for index, each in enumerate(form.alternatives):
        if isinstance(each, PatternLine):
            source = RECORD.start + picture.source(each.tokens, RECORD, [])
            if not each.specific:
                heads, tails = _special([*others, *form.alternatives[:index]])
                barred = f"(?!{RECORD.start}(?:{'|'.join(heads)}))" if heads else ""
                source = barred + source + "".join(f"(?<!{tail})" for tail in tails)
            sources.append(source)
    if len(sources) == 1 and not any(isinstance(each, PatternLine) and each.searches for each in form.alternatives):
        return f"{sources[0]}{RECORD.start}"  # read in one way only: what follows tells whether it ends here
    return f"(?>{'|'.join(source + RECORD.end for source in sources)})"


def _special(lines: Sequence[Alternative]) -> tuple[list[str], list[str]]:
    """Return expressions for what is no free text: beginnings of lines, and ends of lines."""
    heads: list[str] = []
    tails: list[str] = []
    for each in lines:
        if isinstance(each, PatternLine) and each.label:
            heads.append(picture.source(each.label, _FOLDED))
        elif isinstance(each, PatternLine):
            for tokens in picture.specific_forms(each.tokens):
                ends = picture.fixed_tails(tokens)
                tails += ends
                heads += [] if ends else [picture.source(tokens, RECORD) + RECORD.end]
    return heads, tails

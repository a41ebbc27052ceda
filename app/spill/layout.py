"""A layout: the lines of a record in their order, and how a flawless record of it is read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.spill.flawless import FlawlessRecord, flawless_records
from app.spill.line_form import LineForm


@dataclass(frozen=True, slots=True)
class Layout:
    """One layout of a table: chosen where every field of `when` has one of its values; the default where it is empty.

    `steps` are the lines after the first; neighbours that may come in any order make one step. `flawless` are the
    expressions for records without a flaw, one for each order of the lines; none where the layout is too open.
    """

    when: Mapping[str, frozenset[str]]
    first: LineForm
    steps: tuple[tuple[LineForm, ...], ...]
    flawless: tuple[FlawlessRecord, ...]

    @property
    def fields(self) -> frozenset[str]:
        """Return the names of the fields of all its lines."""
        return self.first.fields.union(*(form.fields for step in self.steps for form in step))

    def chosen_by(self, values: Mapping[str, str]) -> bool:
        """True if a record's `values` choose this layout."""
        return all(values.get(field) in allowed for field, allowed in self.when.items())

    def may_have(self, values: Mapping[str, str], fields: frozenset[str]) -> bool:
        """True if these `values` do not exclude it; of a record's fields only these `fields` were read so far."""
        return all(values.get(field) in allowed for field, allowed in self.when.items() if field in fields)


def make_layout(when: Mapping[str, frozenset[str]], first: LineForm, lines: Sequence[LineForm]) -> Layout:
    """Compile a layout from its lines."""
    steps: list[tuple[LineForm, ...]] = []
    for form in lines:
        if form.any_order and steps and steps[-1][0].any_order:
            steps[-1] += (form,)
        else:
            steps.append((form,))
    return Layout(when, first, tuple(steps), flawless_records(first, steps))

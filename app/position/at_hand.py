"""The calls of this run by what they can be known again by: number, address, street, cell site.

Kept so that the calls which have something in common with a new one are found at once, however many there are.
"""

from collections import OrderedDict
from datetime import datetime
from itertools import islice
from typing import NamedTuple

from app.position.alike import NO_TRAITS, Traits, ending, traits_of
from app.position.conference import PositionCall
from app.position.details import Details
from app.position.today import ROWS

KEPT = ROWS - 100  # calls known by what they tell: `Today` keeps these, with room for those that are looked at


class Known(NamedTuple):
    """A call at hand and what it was last known by."""

    arrived_at: datetime
    details: Details | None
    line_number: str
    traits: Traits


class AtHand:
    """The calls at hand, the newest KEPT of them; `first_call` is the id of this run's first.

    All calls from `below` on are at hand; those before lie in the journal. `changes` counts up when one tells more.
    """

    def __init__(self, first_call: int) -> None:
        self.below = first_call
        self.changes = 0
        self._known: OrderedDict[int, Known] = OrderedDict()  # which drops its oldest at once
        self._by_trait: dict[tuple[int, str], dict[int, Known]] = {}

    def note(self, call: PositionCall) -> Traits:
        """Know a call by what it tells now, and return that."""
        before = self._known.get(call.id)
        if before is not None and before.details is call.details and before.line_number == call.line_number:
            return before.traits
        traits = traits_of(call)
        known = self._known[call.id] = Known(call.arrived_at, call.details, call.line_number, traits)
        if before is None or before.traits != traits:
            if before is not None:
                self._forget(call.id, before.traits)
            for key in _keys(traits):
                self._by_trait.setdefault(key, {})[call.id] = known
            self.changes += 1
        while len(self._known) > KEPT:
            oldest, told = self._known.popitem(last=False)
            self._forget(oldest, told.traits)
            self.below = max(self.below, oldest + 1)
        return traits

    def traits(self, call: int) -> Traits:
        """Return what a call was last known by; NO_TRAITS of one that is not at hand."""
        known = self._known.get(call)
        return known.traits if known is not None else NO_TRAITS

    def like(self, traits: Traits, most: int) -> dict[int, Known]:
        """Return the calls that may have something in common with these, by id: the newest, `most` for each trait."""
        found: dict[int, Known] = {}
        for key in _keys(traits):
            calls = self._by_trait.get(key)
            if calls:
                found.update(islice(reversed(calls.items()), most))
        return found

    def __len__(self) -> int:
        return len(self._known)

    def _forget(self, call: int, traits: Traits) -> None:
        for key in _keys(traits):
            calls = self._by_trait[key]
            del calls[call]
            if not calls:
                del self._by_trait[key]


def _keys(traits: Traits) -> list[tuple[int, str]]:
    """Return the keys under which a call is looked up; a number with and without its area code is under one."""
    parts = (ending(traits.number), traits.place, traits.street)
    return [(kind, value) for kind, value in enumerate(parts) if value]

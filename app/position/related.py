"""The calls that may be of one incident with the call on the screen: found, shown, gone through, linked (D095, F14).

Calls of this run are found here at once. Those of earlier runs lie in the journal: the position orders a search of it
when the call has the screen and tells something new (FindRelated), and only what is found comes back, as an event
(RelatedFound), so that the journal run again shows the same screens. Nothing is ever merged.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from itertools import islice
from typing import Any

from app.clock import as_text, from_text
from app.journal.records import HISTORY, Wanted
from app.ports import Outcome
from app.position.alike import CELL_SITE, NO_TRAITS, Alike, Traits, alike, ending, traits_of
from app.position.callers import Callers
from app.position.card import grouped
from app.position.conference import PositionCall
from app.position.decision import FindPastCall, FindRelated
from app.position.details import Details
from app.position.edges import Edges
from app.position.events import RelatedFound
from app.position.faces import OUTCOME_WORDS
from app.position.screen import RelatedCall
from app.position.today import ROWS, Today, row_of
from app.position.turn import Turn

RELATED, LINK = "Ctrl+E", "Alt+L"
MINUTES = 60  # how far back is looked if the settings do not say
MOST = 20  # calls shown at once; whoever goes through more looks into the list
A_MINUTE = 3  # calls of earlier runs looked at for each minute: more than one position takes
MOST_LOOKED_AT = ROWS
KEPT = ROWS - 100  # calls at hand that are known by what they tell: `Today` keeps these, with room for those looked at
SEARCHED = 50  # calls for which it is remembered what was searched and found: those that may have the screen again

_ORDER = tuple(Alike)
_NUMBERS = (Alike.NUMBER, Alike.NUMBER_ENDING)


@dataclass(frozen=True, slots=True)
class _Match:
    """A related call, before it is put into words; `near` if it is of the last minutes."""

    call: int
    same: tuple[Alike, ...]
    near: bool
    own: PositionCall | None
    past: dict[str, Any] | None


class Related:
    """Finds, shows and links them. `minutes` is how far back is looked, `first_call` the id of its first call."""

    def __init__(self, zone: tzinfo | None, callers: Callers, today: Today, edges: Edges, first_call: int) -> None:
        self.minutes = MINUTES
        self._zone = zone
        self._callers = callers
        self._today = today
        self._edges = edges
        self._below = first_call  # calls from this id on are all at hand
        self._known: dict[int, tuple[Details | None, str, Traits]] = {}  # what each call at hand was last known by
        self._by_trait: dict[tuple[int, str], dict[int, None]] = {}  # the calls at hand by each of their traits
        self._searched: dict[int, Traits] = {}
        self._found: dict[int, list[dict[str, Any]]] = {}
        self._going_through = 0  # the related call that was last asked for
        self._changes = 0
        self._shown: tuple[RelatedCall, ...] = ()
        self._shown_of: tuple[object, object, object] = (None, None, None)

    # --- finding ---

    def turn_over(self, turn: Turn) -> None:
        """Take in what this event changed of calls, and order a search if the caller on the screen tells more now."""
        for number in turn.touched:
            call = self._today.call(number)
            if call is not None:
                self._note(call)
        live = self._callers.open
        if live is None:
            return
        traits = self._note(live)
        if traits == NO_TRAITS or self._below <= 1 or self._searched.get(live.id) == traits:
            return
        _put(self._searched, live.id, traits)
        since = as_text(live.arrived_at - timedelta(minutes=self.minutes))
        last = min(self.minutes * A_MINUTE, MOST_LOOKED_AT)
        turn.do(FindRelated(Wanted(live.id, self._below, last, since, *traits)))

    def found(self, event: RelatedFound, turn: Turn) -> None:
        """Take what the journal had."""
        turn.call = event.call
        _put(self._found, event.call, event.calls)
        for past in event.calls:
            if past["linked_to"] is not None:
                self._today.links.join(past["call"], past["linked_to"])

    def _note(self, call: PositionCall) -> Traits:
        """Know a call at hand by what it tells now."""
        before = self._known.get(call.id)
        if before is not None and before[0] is call.details and before[1] == call.line_number:
            return before[2]
        traits = traits_of(call)
        if before is not None:
            self._forget_traits(call.id, before[2])
        self._known[call.id] = (call.details, call.line_number, traits)
        for key in _keys(traits):
            self._by_trait.setdefault(key, {})[call.id] = None
        self._changes += 1
        while len(self._known) > KEPT:
            oldest = next(iter(self._known))
            self._forget_traits(oldest, self._known.pop(oldest)[2])
            self._below = max(self._below, oldest + 1)
        return traits

    def _forget_traits(self, call: int, traits: Traits) -> None:
        for key in _keys(traits):
            calls = self._by_trait[key]
            del calls[call]
            if not calls:
                del self._by_trait[key]

    def _matches(self, live: PositionCall, traits: Traits) -> Iterator[_Match]:
        window = timedelta(minutes=self.minutes)
        seen = {live.id}
        for key in _keys(traits):
            for number in list(islice(reversed(self._by_trait.get(key, {})), MOST + 1)):
                call = self._today.call(number)
                if number in seen or call is None:
                    continue
                seen.add(number)
                same = alike(traits, self._known[number][2])
                if same:
                    near = abs(live.arrived_at - call.arrived_at) <= window
                    yield _Match(number, same, near, call, None)
        for past in self._found.get(live.id, ()):
            if past["call"] not in seen:
                seen.add(past["call"])
                near = abs(live.arrived_at - from_text(past["arrived_at"])) <= window
                yield _Match(past["call"], tuple(map(Alike, past["same"])), near, None, past)

    # --- showing ---

    def shown(self) -> tuple[RelatedCall, ...]:
        """Return the related calls of the call on the screen: what is most alike first, then the newest.

        Behind those of the last minutes stand a few of the same number, however long ago they were (U32).
        """
        live = self._callers.live
        known = self._known.get(live.id) if live is not None else None
        if live is None or known is None or known[2] == NO_TRAITS:
            return ()
        found = self._found.get(live.id)
        key = (live.id, self._changes, self._today.links.changes, self.minutes)
        before, rows, found_before = self._shown_of
        if before != key or rows is not self._today.rows or found_before is not found:
            self._shown_of = (key, self._today.rows, found)
            self._shown = tuple(self._words(each, live) for each in _chosen(self._matches(live, known[2])))
        return self._shown

    def _words(self, match: _Match, live: PositionCall) -> RelatedCall:
        same = ", ".join(match.same)
        incident = self._today.links.words(match.call)
        if match.own is not None:
            own = match.own
            time = _time_words(own.arrived_at, live.arrived_at, self._zone)
            row = row_of(own, time, self._callers.is_waiting(own.id))
            return RelatedCall(own.id, time, same, row.number, row.place, row.agencies, row.state, incident)
        past = match.past or {}
        return RelatedCall(
            call=match.call,
            time=_time_words(from_text(past["arrived_at"]), live.arrived_at, self._zone),
            same=same,
            number=grouped(past["number"]) or "no number",
            place=past["place"].removeprefix(CELL_SITE) or "no address",
            agencies="; ".join(f"{agency} {_outcome_words(outcome)}" for agency, outcome in past["legs"]),
            state=past["how_ended"].replace("_", " ") or "open when the console stopped",
            incident=incident,
        )

    # --- keys ---

    def look_next(self, turn: Turn) -> None:
        """Look at the first related call, or at the next where one is looked at; the live call stays (Esc is back)."""
        calls = [each.call for each in self.shown()]
        if not calls:
            self._refuse(turn, RELATED, "no related call")
            return
        index = calls.index(self._going_through) + 1 if self._looks_at_one(calls) else 0
        self._going_through = calls[index % len(calls)]
        if not self._callers.look_at(self._going_through):
            turn.do(FindPastCall(self._going_through))

    def _looks_at_one(self, calls: list[int]) -> bool:
        return self._callers.looking and self._going_through in calls

    def link(self, turn: Turn) -> None:
        """Note that the live call is the same incident as the one looked at, else as the first related; again: not."""
        live = self._callers.open
        if live is None:
            self._refuse(turn, LINK, "no caller on the line")
            return
        turn.call = live.id
        related = self.shown()
        looked_at = self._callers.looked_at
        other = looked_at or live.linked_to or (related[0].call if related else 0)
        first = self._today.links.first_of(other)
        if not other:
            self._refuse(turn, LINK, "no related call: look at the other call first")
        elif live.linked_to is not None and live.linked_to in (other, first):
            self._join(live, None, turn)
        elif first == live.id:
            self._refuse(turn, LINK, f"call {other} is linked to this one already")
        else:
            self._join(live, first, turn)

    def _join(self, live: PositionCall, first: int | None, turn: Turn) -> None:
        before, live.linked_to = live.linked_to, first
        live.release_warned_at = None  # its reason may be gone, or have come
        turn.row(live.id, linked_to=first)
        if first is None:
            self._today.links.part(live.id)
        else:
            self._today.links.join(live.id, first)
        for other in (before, first):
            if other is not None:
                self._today.put_incident(other)

    def _refuse(self, turn: Turn, key: str, why: str) -> None:
        turn.refuse(key, why)
        self._edges.notice(turn.at, f"{key}: {why}")


def _keys(traits: Traits) -> Iterator[tuple[int, str]]:
    """Yield the keys under which a call is looked up; a number with and without its area code is under one."""
    for kind, value in enumerate((ending(traits.number), traits.place, traits.street)):
        if value:
            yield kind, value


def _chosen(matches: Iterable[_Match]) -> list[_Match]:
    every = sorted(matches, key=lambda match: (_ORDER.index(match.same[0]), -match.call))
    near = [match for match in every if match.near]
    history = [match for match in every if not match.near and match.same[0] in _NUMBERS]
    return [*near, *sorted(history, key=lambda match: -match.call)[:HISTORY]][:MOST]


def _put(kept: dict[int, Any], call: int, value: Any) -> None:
    kept.pop(call, None)
    kept[call] = value
    while len(kept) > SEARCHED:
        del kept[next(iter(kept))]


def _time_words(arrived_at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """Write when a call came: the time of day, with the date where it was not on the day of the live call."""
    then, today = arrived_at.astimezone(zone), now.astimezone(zone).date()
    return f"{then:%H:%M}" if then.date() == today else f"{then:%Y-%m-%d %H:%M}"


def _outcome_words(outcome: str) -> str:
    return OUTCOME_WORDS[Outcome(outcome)] if outcome in list(Outcome) else outcome

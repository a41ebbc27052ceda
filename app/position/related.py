"""The calls that may be of one incident with the call on the screen: found, shown, gone through, linked (D095, F14).

Calls of this run are looked for here, behind the caller's first paint. Those of earlier runs lie in the journal: the
position orders a search of it when the call has the screen and tells something new (FindRelated), and only what is
found comes back, as an event (RelatedFound), so that the journal run again shows the same screens. Nothing is ever
merged.
"""

from datetime import datetime, timedelta, tzinfo
from typing import Any, NamedTuple

from app.call.call import HowEnded
from app.clock import as_text, from_text
from app.journal.records import HISTORY, Wanted
from app.ports import Outcome
from app.position.alike import CELL_SITE, NO_TRAITS, Alike, Traits, alike
from app.position.at_hand import AtHand
from app.position.attempt_words import OUTCOME_WORDS
from app.position.callers import Callers
from app.position.card import HOW_ENDED, grouped
from app.position.conference import PositionCall
from app.position.decision import FindPastCall, FindRelated
from app.position.edges import Edges
from app.position.events import RelatedFound
from app.position.screen import MOST_RELATED, RelatedCall
from app.position.today import LEFT_OPEN, NO_NUMBER_SENT, ROWS, Today, row_of
from app.position.turn import Turn
from app.words import joined, say

RELATED, LINK = "Ctrl+E", "Alt+L"
MINUTES = 60  # how far back is looked if the settings do not say
A_MINUTE = 3  # calls of earlier runs looked at for each minute: more than one position takes
MOST_LOOKED_AT = ROWS
SEARCHED = 50  # calls for which it is remembered what was searched and found: those that may have the screen again

_ORDER = tuple(Alike)
SAME_WORDS = {
    Alike.NUMBER: say("same number"),
    Alike.NUMBER_ENDING: say("same number (one without area code)"),
    Alike.ADDRESS: say("same address"),
    Alike.TOWER: say("same tower"),
    Alike.STREET: say("same street"),
}
_NUMBERS = (Alike.NUMBER, Alike.NUMBER_ENDING)


class _Match(NamedTuple):
    """A related call, before it is put into words; `near` if it is of the last minutes. The first of two tuples is the
    more alike, and of equals the newer.
    """

    rank: int
    newest: int  # its id, counted downwards
    call: int
    same: tuple[Alike, ...]
    near: bool
    own: PositionCall | None
    past: dict[str, Any] | None


class Related:
    """Finds, shows and links them. `minutes` is how far back is looked, `at_hand` the calls of this run."""

    def __init__(self, zone: tzinfo | None, callers: Callers, today: Today, edges: Edges, at_hand: AtHand) -> None:
        self.minutes = MINUTES
        self._zone = zone
        self._callers = callers
        self._today = today
        self._edges = edges
        self._at_hand = at_hand
        self._searched: dict[int, Traits] = {}
        self._found: dict[int, list[dict[str, Any]]] = {}
        self._going_through = 0  # the related call that was last asked for
        self._shown: tuple[RelatedCall, ...] = ()
        self._shown_for = 0  # the call on the screen then
        self._made_of: tuple[object, ...] = ()
        self._made_of_found: object = None

    # --- finding ---

    def turn_over(self, turn: Turn) -> None:
        """Take in what this event changed of calls, and order a search if the caller on the screen tells more now."""
        for number in turn.touched:
            call = self._today.call(number)
            if call is not None:
                self._at_hand.note(call)
        live = self._callers.open
        if live is None:
            return
        traits = self._at_hand.note(live)
        if traits == NO_TRAITS or self._at_hand.below <= 1 or self._searched.get(live.id) == traits:
            return
        _put(self._searched, live.id, traits)
        since = as_text(live.arrived_at - timedelta(minutes=self.minutes))
        last = min(self.minutes * A_MINUTE, MOST_LOOKED_AT)
        turn.do(FindRelated(Wanted(live.id, self._at_hand.below, last, since, *traits)))

    def found(self, event: RelatedFound, turn: Turn) -> None:
        """Take what the journal had."""
        turn.call = event.call
        _put(self._found, event.call, event.calls)
        for past in event.calls:
            if past["linked_to"] is not None:
                self._today.links.join(past["call"], past["linked_to"])
        self.look()

    def _matches(self, live: PositionCall, traits: Traits) -> list[_Match]:
        window = timedelta(minutes=self.minutes)
        since, until = live.arrived_at - window, live.arrived_at + window
        all_the_same = alike(traits, traits)
        found = self._at_hand.like(traits, MOST_RELATED + 1)
        found.pop(live.id, None)
        matches = []
        for number, known in found.items():
            call = self._today.call(number)
            same = all_the_same if known.traits == traits else alike(traits, known.traits)
            if call is not None and same:
                near = since <= known.arrived_at <= until
                matches.append(_Match(_ORDER.index(same[0]), -number, number, same, near, call, None))
        seen = {live.id, *found}
        for past in self._found.get(live.id, ()):
            if past["call"] not in seen:
                seen.add(past["call"])
                near = since <= from_text(past["arrived_at"]) <= until
                same = tuple(map(Alike, past["same"]))
                matches.append(_Match(_ORDER.index(same[0]), -past["call"], past["call"], same, near, None, past))
        return matches

    # --- showing ---

    def shown(self) -> tuple[RelatedCall, ...]:
        """Return what `look` found for the call on the screen: what is most alike first, then the newest.

        Behind those of the last minutes stand a few of the same number, however long ago they were (U32).
        """
        live = self._callers.live
        return self._shown if live is not None and live.id == self._shown_for else ()

    def look(self) -> bool:
        """Look for the related calls of the call on the screen; return whether others than before are shown now.

        It is looked for behind the caller's first paint, since nobody waits for it and it takes as long as the caller.
        """
        live = self._callers.live
        call = live.id if live is not None else 0
        traits = self._at_hand.traits(call)
        made_of = (call, traits, self._at_hand.changes, self._today.links.changes, self.minutes, self._today.rows)
        if made_of == self._made_of and self._found.get(call) is self._made_of_found:
            return False
        self._made_of, self._made_of_found = made_of, self._found.get(call)
        before = self.shown()
        found: tuple[RelatedCall, ...] = ()
        if live is not None and traits != NO_TRAITS:
            found = tuple(self._words(each, live) for each in _chosen(self._matches(live, traits)))
        self._shown_for = call
        self._shown = before if found == before else found
        return self._shown is not before

    def _words(self, match: _Match, live: PositionCall) -> RelatedCall:
        same, likest = _said(match.same), SAME_WORDS[match.same[0]]
        incident = self._today.links.words(match.call)
        if match.own is not None:
            time = self._time_of(match.own.arrived_at, live.arrived_at)
            row = self._today.row(match.call) or row_of(match.own, time)
            of_row = (row.number, row.place, row.agencies, row.state)
            return RelatedCall(match.call, time, same, *of_row, incident, likest)
        past = match.past or {}
        return RelatedCall(
            call=match.call,
            time=self._time_of(from_text(past["arrived_at"]), live.arrived_at),
            same=same,
            number=grouped(past["number"]) or NO_NUMBER_SENT,
            place=past["place"].removeprefix(CELL_SITE) or say("no address"),
            agencies=joined("; ", [joined(" ", (agency, _outcome_words(outcome))) for agency, outcome in past["legs"]]),
            state=HOW_ENDED[HowEnded(past["how_ended"])] if past["how_ended"] else LEFT_OPEN,
            incident=incident,
            likest=likest,
        )

    def _time_of(self, arrived_at: datetime, now: datetime) -> str:
        """Write when a call came: the time of day, with the date where it was not on the day of the live call."""
        then, today = arrived_at.astimezone(self._zone), now.astimezone(self._zone)
        text = then.isoformat(" ", "minutes")
        return text[11:16] if then.date() == today.date() else text[:16]

    # --- keys ---

    def look_next(self, turn: Turn) -> None:
        """Look at the first related call, or at the next where one is looked at; the live call stays (Esc is back)."""
        self.look()
        calls = [each.call for each in self.shown()]
        if not calls:
            self._refuse(turn, RELATED, say("no related call"))
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
            self._refuse(turn, LINK, say("no caller on the line"))
            return
        turn.call = live.id
        self.look()
        related = self.shown()
        looked_at = self._callers.looked_at
        other = looked_at or live.linked_to or (related[0].call if related else 0)
        first = self._today.links.first_of(other)
        if not other:
            self._refuse(turn, LINK, say("no related call: look at the other call first"))
        elif live.linked_to is not None and live.linked_to in (other, first):
            self._join(live, None, turn)
        elif first == live.id:
            self._refuse(turn, LINK, say("call {call} is linked to this one already", call=other))
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
        self.look()

    def _refuse(self, turn: Turn, key: str, why: str) -> None:
        turn.refuse(key, why)
        self._edges.notice(turn.at, joined(": ", (key, why)))


def _said(same: tuple[Alike, ...]) -> str:
    return joined(", ", [SAME_WORDS[each] for each in same])


def _chosen(matches: list[_Match]) -> list[_Match]:
    near = sorted(match for match in matches if match.near)
    history = sorted(
        (match for match in matches if not match.near and match.same[0] in _NUMBERS), key=lambda match: match.newest
    )
    return [*near, *history[:HISTORY]][:MOST_RELATED]


def _put(kept: dict[int, Any], call: int, value: Any) -> None:
    kept.pop(call, None)
    kept[call] = value
    while len(kept) > SEARCHED:
        del kept[next(iter(kept))]


def _outcome_words(outcome: str) -> str:
    return OUTCOME_WORDS[Outcome(outcome)] if outcome in list(Outcome) else outcome

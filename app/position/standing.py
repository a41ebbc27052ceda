"""What stands on every call until it is lifted: which agencies are down, and what the supervisor decided (D116-D123).

An agency that is down keeps its key. The key dials the back-up that the table names, or, where the supervisor has
decided, what was decided; where there is nothing to dial it says so. Nobody is guessed at: a back-up that is down
itself is not followed further, for where calls go then is the supervisor's to say (D123, D128).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import Any

from app.agencies.agency import DIALABLE, Agency, AgencyTable, dialled
from app.agencies.backup import NO_NUMBER, Backup, backup_of
from app.clock import from_text
from app.position.card import clock_text
from app.position.events import (
    AgencyMatter,
    MatterAgencyDown,
    MatterAgencyUp,
    MatterCallsDirected,
    MatterDirectionLifted,
)
from app.position.minutes import event_from
from app.position.screen import Edge, Health
from app.words import joined, say

SUPERVISOR_DECIDES = say("the supervisor decides where calls go (Ctrl+G, K)")
_LOUD = say("SUPERVISOR DECIDES")
MONTHS = (
    *(say("Jan"), say("Feb"), say("Mar"), say("Apr"), say("May"), say("Jun")),
    *(say("Jul"), say("Aug"), say("Sep"), say("Oct"), say("Nov"), say("Dec")),
)
CAUSES = {"power": say("power"), "telephone": say("telephone")}


@dataclass(frozen=True, slots=True)
class Route:
    """Where the key of an agency that is down leads.

    `agency` is what is dialled in its place, under its own id so that what is owed stays owed to it; its names are both
    names, its numbers the other's. `to` is the other's short name. `why` is why nothing can be dialled, "" if it can;
    `undecided` if that is because nobody has said where calls go. On the key stands `state`, and where there is room
    for it `since`: what failed, and when. `says` is the state without the word, where nothing is dialled.
    """

    agency: Agency
    to: str
    how: str
    why: str
    undecided: bool
    state: str
    since: str
    says: str = ""


class Standing:
    """The agencies that are down, and the decisions; `table` is the site's, with those routed elsewhere as they are."""

    def __init__(self, table: AgencyTable, zone: tzinfo | None) -> None:
        self._own = table
        self._zone = zone
        self._down: dict[str, MatterAgencyDown] = {}
        self._directed: dict[str, MatterCallsDirected] = {}
        self._now: datetime | None = None
        self.routes: Mapping[str, Route] = {}
        self.table = table

    def take(self, event: AgencyMatter, now: datetime) -> None:
        """Take a mark or a decision, or that it is lifted; of an agency that the table does not have, nothing.

        `now` is when it is taken: an event of an earlier run is told with its date where that is another day.
        """
        name = event.agency
        if name not in self._own.by_id:
            return
        self._now = now
        match event:
            case MatterAgencyDown():
                self._down.pop(name, None)
                self._down[name] = event
            case MatterAgencyUp():
                self._down.pop(name, None)
            case MatterCallsDirected():
                self._directed.pop(name, None)
                self._directed[name] = event
            case MatterDirectionLifted():
                self._directed.pop(name, None)
        agencies = self._own.by_id
        self.routes = {each: self._route(agencies[each]) for each in self._down}
        routed = tuple(self.routes[each.id].agency if each.id in self.routes else each for each in self._own.agencies)
        self.table = replace(self._own, agencies=routed)

    def take_up(self, events: Sequence[Mapping[str, Any]], now: datetime) -> bool:
        """Take what stood, as `StandingFound` has it; False if any of it cannot be read, the others stand."""
        whole = True
        for plain in events:
            try:
                event = event_from(plain["kind"], from_text(plain["at"]), plain["body"], None)
            except (KeyError, TypeError, ValueError):
                whole = False
            else:
                if isinstance(event, AgencyMatter):
                    self.take(event, now)
        return whole

    def down(self, agency: str) -> MatterAgencyDown | None:
        """Return when and why an agency was marked down, None if it is not."""
        return self._down.get(agency)

    def directed(self, agency: str) -> MatterCallsDirected | None:
        """Return the supervisor's decision for an agency that is down."""
        return self._directed.get(agency) if agency in self._down else None

    def backup(self, agency: Agency) -> Backup | None:
        """Return an agency's back-up as it is now: one that is down itself has no number (D128)."""
        backup = backup_of(agency, self._own)
        if backup is None or backup.agency is None or backup.agency.id not in self._down:
            return backup
        return replace(backup, number="")

    def backup_words(self, agency: Agency) -> str:
        """Return the number of an agency's back-up, or why there is none to dial."""
        backup = self.backup(agency)
        if backup is not None and backup.agency is not None and backup.agency.id in self._down:
            return say("DOWN as well")
        return (backup.number if backup is not None else "") or NO_NUMBER

    def ahead(self, agency: Agency) -> str:
        """Say where an agency's calls would go if it were down."""
        backup = backup_of(agency, self._own)
        if backup is None:
            return say("no back-up is named: the supervisor decides")
        if backup.agency is not None and backup.agency.id in self._down:
            return say("its back-up {site} is DOWN as well: the supervisor decides", site=backup.site)
        if not backup.number:
            return say("its back-up {site} has no number set: nothing is dialled", site=backup.site)
        return say("its key will dial its back-up {site} ({number})", site=backup.site, number=backup.number)

    # --- where a key leads ---

    def _route(self, agency: Agency) -> Route:
        decision = self._directed.get(agency.id)
        if decision is not None:
            return self._decided(agency, decision)
        backup = backup_of(agency, self._own)
        if backup is None:
            why = say("no back-up named: {what}", what=SUPERVISOR_DECIDES)
            return self._nothing(agency, why, say("no back-up named"), True)
        other = backup.agency
        if other is not None and other.id in self._down:
            why = say("its back-up {site} is DOWN too: {what}", site=other.short, what=SUPERVISOR_DECIDES)
            return self._nothing(agency, why, say("{agency} is DOWN too", agency=other.short), True)
        if not backup.number:
            said = joined(", ", (backup.site, NO_NUMBER))
            return self._nothing(agency, say("back-up {site}", site=said), said, False, backup.site)
        label = say("{site} (back-up for {agency})", site=backup.site, agency=agency.short)
        state = say("DOWN: dials {site}", site=backup.site)
        how = say("back-up {site}", site=backup.site)
        return self._to(agency, backup.site, other, backup.number, label, how, state)

    def _decided(self, agency: Agency, decision: MatterCallsDirected) -> Route:
        other = self._own.by_id.get(decision.to) if decision.to else None
        if decision.to and (other is None or other.id in self._down):
            name = other.short if other is not None else decision.to
            why = say(
                "{who} decided {site}, which is DOWN now: {what}", who=decision.by, site=name, what=SUPERVISOR_DECIDES
            )
            return self._nothing(agency, why, say("{agency} is DOWN too", agency=name), True)
        site = other.short if other is not None else decision.words
        number = other.star_code if other is not None else site if is_number(site) else ""
        if not number:
            said = joined(", ", (site, NO_NUMBER))
            why = say("{who} decided {site}", who=decision.by, site=said)
            return self._nothing(agency, why, said, False, site)
        how = say("decided: {site}", site=site) if other is not None else say("decided")
        label = say("{site} (for {agency})", site=site, agency=agency.short)
        return self._to(agency, site, other, number, label, how, say("DOWN: decided {site}", site=site))

    def _to(
        self, agency: Agency, site: str, other: Agency | None, number: str, label: str, how: str, state: str
    ) -> Route:
        named = replace(
            agency,
            label=label,
            stands_in=site,
            short=in_place_of(site, agency),
            star_code=number,
            tandem_number=other.tandem_number if other is not None else "",
            speed_dial_number=other.speed_dial_number if other is not None else "",
            backup_site="",
            backup_number="",
        )
        return Route(named, site, how, "", False, state, self._since(agency))

    def _nothing(self, agency: Agency, why: str, state: str, undecided: bool, site: str = "") -> Route:
        short = in_place_of(site, agency) if site else agency.short
        blank = replace(
            agency,
            short=short,
            star_code="",
            tandem_number="",
            speed_dial_number="",
            backup_site="",
            backup_number="",
        )
        down = say("DOWN: {state}", state=state)
        return Route(blank, site, "", say("DOWN; {why}", why=why), undecided, down, self._since(agency), state)

    def _since(self, agency: Agency) -> str:
        event = self._down[agency.id]
        return say("{cause}, since {time}", cause=_cause(event), time=self._time(event.at))

    # --- what is said of it ---

    def edges(self) -> tuple[Edge, ...]:
        """Return the statement of the status edge, a fault while nobody has said where calls go."""
        if not self._down:
            return ()
        pairs = self._both_down()
        told = {name for pair in pairs for name in pair}
        short = {name: self._own.by_id[name].short for name in self._down}
        parts = [
            say("{one} and {other}, each the other's back-up: {what}", one=short[one], other=short[other], what=_LOUD)
            for one, other in pairs
        ]
        parts += [self._short_words(name) for name in self._down if name not in told]
        undecided = any(route.undecided for route in self.routes.values())
        return (
            Edge(say("DOWN: {agencies}", agencies=joined("; ", parts)), Health.FAULT if undecided else Health.NOTICE),
        )

    def _both_down(self) -> list[tuple[str, str]]:
        """Return each two that back each other up and are both down, and for neither of which it is decided (D128)."""
        backups = self._own.backups
        pairs = [(name, backups.get(name, "")) for name in self._down]
        return [
            (name, other)
            for name, other in pairs
            if name < other and backups.get(other) == name and other in self._down
            if self.routes[name].undecided and self.routes[other].undecided
        ]

    def _short_words(self, name: str) -> str:
        agency, route = self._own.by_id[name], self.routes[name]
        if route.undecided:
            return joined(": ", (agency.short, _LOUD))
        if route.why:
            return say("{agency} (to {site}, no number set)", agency=agency.short, site=route.to)
        return say("{agency} (to {site})", agency=agency.short, site=route.to)

    def tasks(self) -> tuple[str, ...]:
        """Return one line for each mark and each decision, in the order in which they were made.

        Where several are down, and not for all it is decided, the supervisor is to be asked (D123).
        """
        if not self._down:
            return ()
        lines = [(event.at, self._mark_words(event)) for event in self._down.values()]
        lines += [
            (event.at, self._decision_words(event)) for event in self._directed.values() if event.agency in self._down
        ]
        told = [words for _at, words in sorted(lines, key=lambda each: each[0])]
        if len(self._down) > 1 and not self._directed.keys() >= self._down.keys():
            told.append(say("{n} agencies are down: {what}", n=len(self._down), what=SUPERVISOR_DECIDES))
        return tuple(told)

    def _mark_words(self, event: MatterAgencyDown) -> str:
        route, short = self.routes[event.agency], self._own.by_id[event.agency].short
        to = route.says if route.why else say("calls go to {site}", site=route.to)
        return say(
            "{agency} DOWN since {time}, {cause}: {reason}; {to}",
            agency=short,
            time=self._time(event.at),
            cause=_cause(event),
            reason=event.reason,
            to=to,
        )

    def _decision_words(self, event: MatterCallsDirected) -> str:
        to = self._own.by_id[event.to].short if event.to in self._own.by_id else event.words or event.to
        short = self._own.by_id[event.agency].short
        return say(
            "{time} {who} decided: {agency}'s calls go to {site}, on every call until lifted",
            time=self._time(event.at),
            who=event.by,
            agency=short,
            site=to,
        )

    def _time(self, at: datetime) -> str:
        here, now = at.astimezone(self._zone), (self._now or at).astimezone(self._zone)
        time = clock_text(at, self._zone)[:5]
        if here.date() == now.date():
            return time
        return say("{month} {day} {time}", month=MONTHS[here.month - 1], day=here.day, time=time)


def in_place_of(site: str, agency: Agency) -> str:
    """Return both names, as they stand in a sentence."""
    return say("{site} for {agency}", site=site, agency=agency.short)


def _cause(event: MatterAgencyDown) -> str:
    return CAUSES.get(event.cause, event.cause)


def is_number(words: str) -> bool:
    """Tell whether what was typed is a number that can be dialled."""
    digits = dialled(words)
    return bool(digits) and set(digits) <= set(DIALABLE)

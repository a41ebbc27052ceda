"""What is known of a call, in the plain words that procedures ask for (`app.call.procedure`)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.agencies.agency import AgencyTable, Kind
from app.call.attempt import Purpose
from app.call.procedure import Facts
from app.ports import Outcome, PhoneCaps
from app.position.callers import Callers
from app.position.card import clock_text, grouped
from app.position.conference import PositionCall
from app.position.details import Details
from app.position.details import call_number as call_number
from app.position.running import Running
from app.position.telephone import Telephone
from app.position.today import Today
from app.spill.model import ServiceKind, Spill, Trust
from app.words import say, say_count

_NO_FACTS = Facts()
_TIMES_SHOWN = 4
_TOLD_KEPT = 100  # calls: more than procedures run on at once
_MINUTES = len("08:00")
_NO_LANDLINE = (ServiceKind.WIRELESS, ServiceKind.VOIP, ServiceKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Told:
    """What the spills and the telephone's own number say of a caller, in the words of procedures: made once for all
    the facts that are asked for until they say something else.
    """

    details: Details | None
    line_number: str
    true: frozenset[str]
    kind: str
    values: Mapping[str, str]


def told_of(call: PositionCall, table: AgencyTable) -> Told:
    """Return what is told of a caller."""
    details = call.details
    spill = details.spill if details is not None else None
    line = _line(spill)
    number = call_number(call)
    true = _of_details(details)
    if number or (details is not None and details.get("number")):
        true.add("number")
    if number:
        true.add("dialable")
    if line:
        true.add("line number")
    service = spill.service if spill is not None else None
    municipality = (spill.municipality or "") if spill is not None else ""
    fire = table.for_municipality(municipality, Kind.FIRE) if municipality else None
    if fire is not None:
        true.add("fire known")
    values = {
        "fire": fire.short if fire is not None else "",
        "fire_key": fire.key if fire is not None else "",
        "ambulance_key": next((each.key for each in table.agencies if each.kind is Kind.AMBULANCE), ""),
        "who": ", ".join(each for each in (_number_words(call), details.get("name") if details else "") if each),
        "number": grouped(details.get("number") if details is not None else number),
        "class": details.get("service_class") if details is not None else "",
        "meaning": service.meaning if service is not None else "",
        "municipality": municipality,
        "call": str(call.id),
        "line": line,
        **{name: details.get(name) if details is not None else "" for name in ("address", "name", "borough")},
    }
    return Told(
        details,
        call.line_number,
        frozenset(true),
        str(service.kind) if service is not None else "",
        {name: words for name, words in values.items() if words},
    )


def facts_of(
    call: PositionCall,
    table: AgencyTable,
    anyone_waits: bool,
    call_taker: str,
    caps: PhoneCaps | None = None,
    repeats: Sequence[str] = (),
    told: Told | None = None,
) -> Facts:
    """Return the facts of a call; `caps` is what the telephone can do and know, `repeats` the times of today's earlier
    calls from its number, the newest first; `told` what is told of the caller, where it was made already.
    """
    told = told or told_of(call, table)
    true = {*call.marks, *told.true, *_of_telephone(caps or PhoneCaps())}
    if call.attempts or call.told:
        true |= _of_agencies(call, table)
    for word, holds in (
        ("caller gone", call.caller_gone_at is not None),
        ("agency tried", any(each.purpose is Purpose.AGENCY for each in call.attempts)),
        ("attempt in hand", (call.being_brought_in or call.dial_tone) is not None),
        ("tty", call.tty_heard),
        ("contact", call.ever_in_contact),
        ("held", call.held),
        ("waiting", anyone_waits),
        ("called before", bool(repeats)),
        ("call over", not call.open),
        ("cut off", call.cut_off_at is not None),
        ("taken up", bool(call.taken_up_from) and call.caller_gone_at is not None),
        ("line lost", bool(call.attempts) and call.attempts[-1].outcome is Outcome.LINE_LOST),
    ):
        if holds:
            true.add(word)
    values = {**told.values, "repeats": repeat_words(repeats, "dialable" in told.true)}
    if call_taker:
        values["initials"] = call_taker
    return Facts(
        true=frozenset(true),
        service_class=values.get("class", ""),
        kind=told.kind,
        municipality=values.get("municipality", "").upper(),
        values=values,
    )


class CallFacts:
    """Gathers the facts of calls from the parts of the position that have them."""

    def __init__(self, agencies: AgencyTable, callers: Callers, today: Today, telephone: Telephone) -> None:
        self._agencies = agencies
        self._callers = callers
        self._today = today
        self._telephone = telephone
        self.call_taker = ""
        self._known: dict[int, Facts] = {}  # of calls, until something changes
        self._told: dict[int, Told] = {}  # of calls, until a spill or the telephone says something else

    def forget(self) -> None:
        """Make the facts anew: something may have changed."""
        self._known.clear()

    def of(self, call: PositionCall | None) -> Facts:
        """Return the facts of a call, none without one; made once for all that asks between two changes."""
        if call is None:
            return _NO_FACTS
        known = self._known.get(call.id)
        if known is None:
            known = self._known[call.id] = facts_of(
                call,
                self._agencies,
                bool(self._callers.waiting),
                self.call_taker,
                self._telephone.caps,
                self._today.earlier_from(call),
                self._told_of(call),
            )
        return known

    def _told_of(self, call: PositionCall) -> Told:
        told = self._told.get(call.id)
        if told is None or told.details is not call.details or told.line_number != call.line_number:
            told = told_of(call, self._agencies)
            if len(self._told) >= _TOLD_KEPT:
                self._told.clear()
            self._told[call.id] = told
        return told

    def known(self, running: Running) -> Facts:
        """Return the facts of a procedure's call, with what was typed on its way.

        {since} is when the call ended, or while it is open, since when the step stands.
        """
        facts = self.of(running.call)
        ended = running.call.ended_at if running.call is not None else None
        since = clock_text(ended or running.since, self._today.zone)[:_MINUTES]
        return running.with_typed(replace(facts, values={**facts.values, "since": since}))


def _number_words(call: PositionCall) -> str:
    return grouped((call.details.get("number") if call.details is not None else "") or call.line_number)


def repeat_words(earlier: Sequence[str], known: bool) -> str:
    """Say how often a number called today; `earlier` are the times, the newest first, `known` if there is a number."""
    if not known:
        return say("no number: whether it called before is not known")
    if not earlier:
        return say("first call of today from this number")
    times = ", ".join(each[:_MINUTES] for each in reversed(earlier[:_TIMES_SHOWN]))
    if len(earlier) > _TIMES_SHOWN:
        times = say("{times}, and {n} before", times=times, n=len(earlier) - _TIMES_SHOWN)
    return say_count(
        "{n} earlier call from this number today ({times})",
        "{n} earlier calls from this number today ({times})",
        len(earlier),
        times=times,
    )


def _line(spill: Spill | None) -> str:
    """Return what the spill sent as the line the call came on: the value whose label has that word."""
    found = (value for label, value in spill.extra.items() if "line" in label.casefold().split()) if spill else ()
    return next((value for value in found if value), "")


def _of_telephone(caps: PhoneCaps) -> set[str]:
    words = (
        ("answer by ear", caps.by_hand or caps.answer_seen == "none"),
        ("answer deduced", caps.answer_seen == "deduced" and not caps.by_hand),
        ("can hold", caps.can_hold),
        ("text", caps.tty == "text"),
    )
    return {word for word, holds in words if holds}


def _of_details(details: Details | None) -> set[str]:
    if details is None:
        return set()
    true = {"data"}
    if details.get("address"):
        true.add("address")
    service = details.spill.service
    if service is not None:
        if service.kind not in _NO_LANDLINE:
            true.add("landline")
        if service.ring_back is Trust.YES:
            true.add("ring back works")
        elif service.ring_back is Trust.NO:
            true.add("ring back never")
    return true


def _of_agencies(call: PositionCall, table: AgencyTable) -> set[str]:
    """Say which kinds of agency have been reached: in voice contact, or told by relay."""
    by_id = table.by_id
    reached = {each.agency for each in call.attempts if each.contact_at is not None} | call.told
    return {f"reached {by_id[name].kind}" for name in reached if name in by_id}

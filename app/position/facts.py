"""What is known of a call, in the plain words that procedures ask for (`app.call.procedure`)."""

from collections.abc import Sequence
from dataclasses import replace

from app.agencies.agency import AgencyTable, Kind
from app.call.attempt import Purpose
from app.call.procedure import Facts
from app.position.callers import Callers
from app.position.card import clock_text, grouped
from app.position.conference import PositionCall
from app.position.details import Details, call_number
from app.position.running import Running
from app.position.telephone import Telephone
from app.position.today import Today
from app.spill.model import ServiceKind, Trust

_TIMES_SHOWN = 4
_NO_LANDLINE = (ServiceKind.WIRELESS, ServiceKind.VOIP, ServiceKind.UNKNOWN)


def facts_of(
    call: PositionCall,
    table: AgencyTable,
    anyone_waits: bool,
    call_taker: str,
    *,
    text_here: bool = False,
    repeats: Sequence[str] = (),
) -> Facts:
    """Return the facts of a call; `text_here` if this telephone reads and writes a TTY's text, `repeats` the times of
    today's earlier calls from its number, the newest first.
    """
    details = call.details
    true = {*call.marks, *_of_details(details), *_of_agencies(call, table)}
    number = call_number(call)
    if number or (details is not None and details.get("number")):
        true.add("number")
    if number:
        true.add("dialable")
    for word, holds in (
        ("caller gone", call.caller_gone_at is not None),
        ("agency tried", any(each.purpose is Purpose.AGENCY for each in call.attempts)),
        ("attempt in hand", (call.being_brought_in or call.dial_tone) is not None),
        ("tty", call.tty_heard),
        ("contact", call.ever_in_contact),
        ("held", call.held),
        ("waiting", anyone_waits),
        ("telephone text", text_here),
        ("called before", bool(repeats)),
    ):
        if holds:
            true.add(word)
    spill = details.spill if details is not None else None
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
        "repeats": repeat_words(repeats, bool("number" in true)),
        "number": grouped(details.get("number") if details is not None else number),
        "class": details.get("service_class") if details is not None else "",
        "meaning": service.meaning if service is not None else "",
        "municipality": municipality,
        "call": str(call.id),
        "line": (spill.extra.get("line", "") if spill is not None else ""),
        "initials": call_taker,
        **{name: details.get(name) if details is not None else "" for name in ("address", "name", "borough")},
    }
    return Facts(
        true=frozenset(true),
        service_class=values["class"],
        kind=str(service.kind) if service is not None else "",
        municipality=values["municipality"].upper(),
        values={name: words for name, words in values.items() if words},
    )


class CallFacts:
    """Gathers the facts of calls from the parts of the position that have them."""

    def __init__(self, agencies: AgencyTable, callers: Callers, today: Today, telephone: Telephone) -> None:
        self._agencies = agencies
        self._callers = callers
        self._today = today
        self._telephone = telephone
        self.call_taker = ""

    def of(self, call: PositionCall | None) -> Facts:
        """Return the facts of a call, none without one."""
        if call is None:
            return Facts()
        return facts_of(
            call,
            self._agencies,
            bool(self._callers.waiting),
            self.call_taker,
            text_here=self._telephone.caps.tty == "text",
            repeats=self._today.earlier_from(call),
        )

    def in_words(self, running: Running) -> Facts:
        """Return the facts of a procedure's call, with what was typed on its way and since when its step stands."""
        facts = self.of(running.call)
        since = clock_text(running.since, self._today.zone)
        return replace(facts, values={**facts.values, **running.typed, "since": since})


def _number_words(call: PositionCall) -> str:
    return grouped((call.details.get("number") if call.details is not None else "") or call.line_number)


def repeat_words(earlier: Sequence[str], known: bool) -> str:
    """Say how often a number called today; `earlier` are the times, the newest first, `known` if there is a number."""
    if not known:
        return "no number: whether it called before is not known"
    if not earlier:
        return "first call of today from this number"
    times = ", ".join(reversed(earlier[:_TIMES_SHOWN]))
    more = f", and {len(earlier) - _TIMES_SHOWN} before" if len(earlier) > _TIMES_SHOWN else ""
    return f"{len(earlier)} earlier {'call' if len(earlier) == 1 else 'calls'} from this number today ({times}{more})"


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

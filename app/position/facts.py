"""What is known of a call, in the plain words that procedures ask for (`app.call.procedure`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from app.agencies.agency import AgencyTable, Kind
from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.procedure import Facts
from app.ports import Outcome, PhoneCaps
from app.position.callers import Callers
from app.position.card import clock_text, grouped
from app.position.conference import PositionCall
from app.position.details import Details, dialable_number
from app.position.kept import Kept
from app.position.running import Running
from app.position.telephone import Telephone
from app.position.today import Repeats, Today
from app.spill.model import NumberStatus, ServiceKind, Spill, Trust
from app.table_text import in_capitals
from app.words import say, say_count

_NO_FACTS = Facts()
_CALLS_KEPT = 100  # more than procedures run on at once
_MINUTES = len("08:00")
_NOT_A_NUMBER = (NumberStatus.ANI_FAILURE, NumberStatus.ABSENT)
_NO_LANDLINE = (ServiceKind.WIRELESS, ServiceKind.VOIP, ServiceKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Told:
    """What the spills and the telephone's own number say of a caller, in the words of procedures.

    `number` is the one the caller can be called back at, as it is spoken; "" if there is none.
    """

    number: str
    true: frozenset[str]
    kind: str
    values: Mapping[str, str]


def told_of(call: int, details: Details | None, line_number: str, table: AgencyTable) -> Told:
    """Return what is told of the caller of this call."""
    spill = details.spill if details is not None else None
    line = _line(spill)
    number = dialable_number(details, line_number)
    sent = details.get("number") if details is not None else ""
    true = _of_details(details)
    if number or _number_told(details):
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
        "who": ", ".join(
            each for each in (grouped(sent or line_number), details.get("name") if details else "") if each
        ),
        "number": grouped(sent if details is not None else number),
        "class": details.get("service_class") if details is not None else "",
        "meaning": service.meaning if service is not None else "",
        "municipality": municipality,
        "call": str(call),
        "line": line,
        **{name: details.get(name) if details is not None else "" for name in ("address", "name", "borough")},
    }
    return Told(
        grouped(number),
        frozenset(true),
        str(service.kind) if service is not None else "",
        {name: words for name, words in values.items() if words},
    )


class State(NamedTuple):
    """What else of a call facts tell of, as it is at one moment."""

    marks: frozenset[str]
    told: frozenset[str]
    attempts: tuple[Attempt, ...]
    dial_tone: bool
    caller_gone: bool
    tty: bool
    held: bool
    over: bool
    cut_off: bool
    taken_up: bool


def state_of(call: PositionCall) -> State:
    """Return how a call stands."""
    return State(
        frozenset(call.marks),
        frozenset(call.told),
        tuple(call.attempts),
        call.dial_tone is not None,
        call.caller_gone_at is not None,
        call.tty_heard,
        call.held,
        not call.open,
        call.cut_off_at is not None,
        bool(call.taken_up_from),
    )


def facts_of(
    told: Told,
    state: State,
    table: AgencyTable,
    caps: PhoneCaps,
    anyone_waits: bool,
    call_taker: str,
    repeats: Repeats,
) -> Facts:
    """Return the facts of a call; `caps` is what the telephone can do and know, `repeats` today's earlier calls from
    its number.
    """
    true = {*state.marks, *told.true, *_of_telephone(caps)}
    attempts = state.attempts
    if attempts or state.told:
        true |= _of_agencies(state, table)
    for word, holds in (
        ("caller gone", state.caller_gone),
        ("attempt in hand", state.dial_tone or any(each.being_brought_in for each in attempts)),
        ("dial tone awaited", any(each.state is AttemptState.RECALLING for each in attempts)),
        ("tty", state.tty),
        ("held", state.held),
        ("waiting", anyone_waits),
        ("called before", bool(repeats.calls)),
        ("call over", state.over),
        ("cut off", state.cut_off),
        ("taken up", state.taken_up and state.caller_gone),
        ("line lost", bool(attempts) and attempts[-1].outcome is Outcome.LINE_LOST),
        ("unheard", bool(attempts) and attempts[-1].earlier and attempts[-1].outcome is Outcome.UNKNOWN),
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
        municipality=in_capitals(values.get("municipality", "")),
        values=values,
    )


class _OfCall:
    """The functions that make one call's facts, each with its last result."""

    def __init__(self) -> None:
        self.told = Kept(told_of)
        self.facts = Kept(facts_of)


class CallFacts:
    """Gathers the facts of calls from the parts of the position that have them."""

    def __init__(self, agencies: AgencyTable, callers: Callers, today: Today, telephone: Telephone) -> None:
        self._agencies = agencies
        self._callers = callers
        self._today = today
        self._telephone = telephone
        self.call_taker = ""
        self._kept: dict[int, _OfCall] = {}  # of calls, by id

    def of(self, call: PositionCall | None) -> Facts:
        """Return the facts of a call, none without one."""
        if call is None:
            return _NO_FACTS
        kept = self._kept.get(call.id)
        if kept is None:
            if len(self._kept) >= _CALLS_KEPT:
                del self._kept[next(iter(self._kept))]
            kept = self._kept[call.id] = _OfCall()
        told = kept.told(call.id, call.details, call.line_number, self._agencies)
        return kept.facts(
            told,
            state_of(call),
            self._agencies,
            self._telephone.caps,
            bool(self._callers.waiting),
            self.call_taker,
            self._today.earlier_from(told.number, call.id),
        )

    def known(self, running: Running) -> Facts:
        """Return the facts of a procedure's call, with what was typed on its way.

        {since} is when the call ended, or while it is open, since when the step stands.
        """
        ended = running.call.ended_at if running.call is not None else None
        since = clock_text(ended or running.since, self._today.zone)[:_MINUTES]
        return running.known(self.of(running.call), since)


def repeat_words(repeats: Repeats, known: bool) -> str:
    """Say how often a number called today; `known` if there is a number."""
    if not known:
        return say("no number: whether it called before is not known")
    if not repeats.calls:
        return say("first call of today from this number")
    times = ", ".join(each[:_MINUTES] for each in reversed(repeats.times))
    left = repeats.calls - len(repeats.times)
    if left:
        times = say("{times}, and {n} before", times=times, n=left)
    return say_count(
        "{n} earlier call from this number today ({times})",
        "{n} earlier calls from this number today ({times})",
        repeats.calls,
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


def _number_told(details: Details | None) -> bool:
    """Tell whether a number of somebody's was sent: digits that stand for an ANI failure are nobody's (D141)."""
    return details is not None and bool(details.get("number")) and details.spill.number_status not in _NOT_A_NUMBER


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


def _of_agencies(state: State, table: AgencyTable) -> set[str]:
    """Say what was tried, and which kinds of agency have been reached: in voice contact, or told by relay."""
    by_id = table.by_id
    reached = set(state.told)
    true = set()
    for attempt in state.attempts:
        if attempt.purpose is Purpose.AGENCY:
            true.add("agency tried")
            if attempt.contact_at is not None:
                true.add("contact")
        if attempt.contact_at is not None:
            reached.add(attempt.agency)
    return true | {f"reached {by_id[name].kind}" for name in reached if name in by_id}

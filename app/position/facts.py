"""What is known of a call, in the plain words that procedures ask for (`app.call.procedure`)."""

from app.agencies.agency import AgencyTable
from app.call.attempt import Purpose
from app.call.procedure import Facts
from app.position.card import grouped
from app.position.conference import PositionCall
from app.position.details import Details
from app.spill.model import NumberStatus, ServiceKind, Trust

_NO_LANDLINE = (ServiceKind.WIRELESS, ServiceKind.VOIP, ServiceKind.UNKNOWN)


def call_number(call: PositionCall) -> str:
    """Return the digits the caller can be called back at, "" if there are none that can be dialled (D111)."""
    details = call.details
    if details is None:
        return call.line_number
    dialable = details.spill.number_status in (NumberStatus.COMPLETE, NumberStatus.NO_AREA_CODE)
    return details.get("number") if dialable else call.line_number


def facts_of(call: PositionCall, table: AgencyTable, anyone_waits: bool, call_taker: str) -> Facts:
    """Return the facts of a call."""
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
    ):
        if holds:
            true.add(word)
    spill = details.spill if details is not None else None
    service = spill.service if spill is not None else None
    values = {
        "number": grouped(details.get("number") if details is not None else number),
        "class": details.get("service_class") if details is not None else "",
        "meaning": service.meaning if service is not None else "",
        "municipality": (spill.municipality or "") if spill is not None else "",
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

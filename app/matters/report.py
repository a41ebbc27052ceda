"""A trouble report on paper: the manual's 9-1-1 Inquiry Report and 9-1-1 Repair Report, and what a list says of it."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Any

from app.matters import complaint, trouble
from app.matters.deadline import Terms
from app.matters.matter import Matter, Register, Went
from app.matters.next import Next

_LABEL = 26  # columns
_PAGE = 72  # columns, of which a centre's name takes 40 at most
_DUMP = 16  # bytes a line
_BLANK = "." * 24


def next_words(matter: Matter, now: datetime, zone: tzinfo | None, terms: Terms) -> Next:
    """Return what comes next, or how it ended."""
    if matter.closed_at is not None:
        return Next(f"closed {_moment(matter.closed_at, zone)}: {matter.history[-1].step}")
    if matter.register is Register.TROUBLE:
        return trouble.next_of(matter, now, zone, None, terms)
    return complaint.next_of(matter, now, zone, terms)


def list_lines(matter: Matter, now: datetime, zone: tzinfo | None, terms: Terms) -> Iterator[str]:
    """Yield a matter for a list: what it is, what comes next, and its history, a line each."""
    values = {name: words for name, words in matter.values.items() if words}
    yield f"{matter.name:<5} {_moment(matter.opened_at, zone)}  {matter.by or '-':<4} {_pairs(values)}"
    yield (
        f"      next: {next_words(matter, now, zone, terms).words}"
        if matter.open
        else (f"      {next_words(matter, now, zone, terms).words}")
    )
    if matter.data:
        yield f"      {len(matter.data)} bytes of the feed: {'; '.join(_piece(each) for each in matter.pieces)}"
    for went in matter.history:
        yield f"      {_moment(went.at, zone)}  {went.by or '-':<4} {_step(went)}"


def as_json(matter: Matter, now: datetime, zone: tzinfo | None, terms: Terms) -> dict[str, Any]:
    """Return a matter with all that is known of it; its bytes in base64."""
    next_ = next_words(matter, now, zone, terms)
    return {
        "name": matter.name,
        **matter.plain(),
        "next": next_.words,
        "urgency": next_.urgency.name.lower(),
        "raw": b64encode(matter.data).decode("ascii"),
    }


def inquiry_report(matter: Matter, zone: tzinfo | None, terms: Terms) -> Iterator[str]:
    """Yield the lines of the 9-1-1 Inquiry Report (D181, D185, D189)."""
    yield from _head("9-1-1 INQUIRY REPORT", matter, zone, terms)
    for name, words in _details(matter):
        yield _field(name, words)
    for name in ("feed", "telephone", "on line"):
        yield _field(f"{name} then", matter.state.get(name, ""))
    yield ""
    yield _field("Supervisor told", _of(matter, "supervisor", "supervisor", zone))
    yield _field("Bell SMC told", _of(matter, "bell", "reported by", zone))
    yield _field("ACTION ticket number", matter.value("ticket", "ticket number"))
    yield _field("Screen/printer or route", trouble.at_fault(matter))
    yield _field("Replacement", _of(matter, "replacement", "what", zone))
    yield _field("Replacement taken to", matter.value("replacement", "taken to"))
    yield _field("Corrected", _of(matter, "corrected", "what was done", zone) if trouble.corrected(matter) else "")
    yield _field("Forwarded to Manager", _of(matter, "forwarded", "forwarded by", zone))
    yield from _history(matter, zone)
    yield from _bytes(matter, zone)


def repair_report(matter: Matter, zone: tzinfo | None, terms: Terms) -> Iterator[str]:
    """Yield the lines of the 9-1-1 Repair Report (D182, D183, D179, D186)."""
    yield from _head("9-1-1 REPAIR REPORT", matter, zone, terms)
    yield _field("Bell SMC", terms.smc)
    yield _field("ACTION ticket number", matter.value("ticket", "ticket number"))
    yield _field("Reported to Bell", _of(matter, "bell", "reported by", zone))
    yield _field("Spoke to", matter.value("bell", "spoke to"))
    yield _field("Promised by", matter.value("ticket", "promised by"))
    for name, words in _details(matter):
        yield _field(name, words)
    yield ""
    for went in matter.history:
        if went.step == "escalated":
            words = f"{went.values.get('to')}, {went.values.get('who')}: {went.values.get('what was said')}"
            yield _field("Escalated", f"{_moment(went.at, zone)} {words}")
    yield _field("Corrected", _of(matter, "corrected", "what was done", zone) if trouble.corrected(matter) else "")
    yield _field("Bell's word by", matter.value("corrected", "Bell's word by") if trouble.corrected(matter) else "")
    yield from _history(matter, zone)


def _head(title: str, matter: Matter, zone: tzinfo | None, terms: Terms) -> Iterator[str]:
    yield f"{terms.centre} {title:>{_PAGE - len(terms.centre) - 1}}"
    yield ""
    yield _field("Report", matter.name)
    yield _field("Date and time", _moment(matter.opened_at, zone))
    yield _field("Reported by", matter.by)
    yield _field("On call", str(matter.call) if matter.call else "none on the line")
    yield _field("Position", matter.state.get("position", ""))


def _details(matter: Matter) -> Iterator[tuple[str, str]]:
    """Yield every field of the details, the manual's first; one with nothing in it too."""
    step = trouble.AGENCY_DETAILS if trouble.of_agency(matter) else trouble.DETAILS
    for field in step.fields:
        yield ("item" if field.name == "kind" else field.name), matter.values.get(field.name, "")


def _history(matter: Matter, zone: tzinfo | None) -> Iterator[str]:
    yield ""
    yield "Every step, as it was written down"
    for went in matter.history:
        yield f"  {_moment(went.at, zone)}  {went.by or '-':<8} {_step(went)}"
    if not matter.history:
        yield "  none yet"


def _bytes(matter: Matter, zone: tzinfo | None) -> Iterator[str]:
    yield ""
    yield f"The last bytes of the feed: {len(matter.data)}"
    start = 0
    for piece in matter.pieces:
        yield f"  {_piece(piece)}"
        data = matter.data[start : start + piece["size"]]
        start += piece["size"]
        for at in range(0, len(data), _DUMP):
            part = data[at : at + _DUMP]
            text = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in part)
            yield f"    {at:04x}  {part.hex(' '):<{3 * _DUMP - 1}}  {text}"


def _piece(piece: dict[str, Any]) -> str:
    return f"{piece['at']} {piece['words'] or 'a spill'} ({piece['size']} bytes)"


def _step(went: Went) -> str:
    """Write one step; of changed details what stood there before (U1)."""
    if went.step == "details":
        changed = [f"{name}: {was or 'empty'} -> {went.values[name] or 'empty'}" for name, was in went.was.items()]
        return f"details: {'; '.join(changed) or 'nothing changed'}"
    return f"{went.step}: {_pairs({name: words for name, words in went.values.items() if words})}"


def _pairs(values: dict[str, str]) -> str:
    return ", ".join(f"{name} {words}" for name, words in values.items())


def _of(matter: Matter, step: str, name: str, zone: tzinfo | None) -> str:
    went = matter.last(step)
    return f"{_moment(went.at, zone)} {went.values.get(name, '')}" if went is not None else ""


def _field(name: str, words: str) -> str:
    return f"{name[:1].upper() + name[1:]:<{_LABEL}} {words or _BLANK}"


def _moment(instant: datetime, zone: tzinfo | None) -> str:
    return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}"

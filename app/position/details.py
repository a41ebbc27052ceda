"""The caller's details as shown: the latest spill of a call, with what an earlier one said kept beside it.

A later spill of the same call updates the fields and marks what changed; what it does not send stays. Nothing is
overwritten silently (F9, U33).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import attrgetter
from typing import Any, NamedTuple

from app.call.call import Call
from app.spill.model import NumberStatus, Spill
from app.words import say

# The fields that a later spill may change, in the order they stand on the screen, each with what is derived from the
# same words of the record and so comes and goes with it.
_FIELDS: Mapping[str, tuple[str, ...]] = {
    "number": ("number_status", "number_words"),
    "address": (),
    "location": (),
    "name": (),
    "locality": ("municipality", "community", "province"),
    "postal_code": (),
    "service_class": ("service",),
    "borough": (),
    "esn": (),
    "call_number": (),
    "position": (),
    "routing_number": (),
    "agencies": (),
    "sent_at": (),
}
_NAMES: Mapping[str, str] = {
    "number": say("number"),
    "address": say("address"),
    "location": say("location"),
    "name": say("name"),
    "locality": say("locality"),
    "postal_code": say("postal code"),
    "service_class": say("service class"),
    "borough": say("borough"),
    "esn": say("ESN"),
    "call_number": say("call number"),
    "position": say("position"),
    "routing_number": say("routing number"),
    "agencies": say("agencies"),
    "sent_at": say("time sent"),
}
LINKS: Mapping[str, str] = {"main": say("main"), "second": say("second")}  # as they are said within a sentence
_NO_TEXTS = frozenset(("agencies", "sent_at"))
_all = attrgetter(*_FIELDS)
# Shorter digits are no telephone number, and one number that ends like another need not be the same.
_SHORTEST_NUMBER = 7
# More labels than any record has: a faulty feed that sends one call number for ever must not fill the memory.
MOST_LABELS = 100
# Numbers that many telephones share: two such spills need not be one call (D111, spill-formats 3.13).
_NOBODYS = frozenset({NumberStatus.ANI_FAILURE, NumberStatus.NOT_DIALABLE, NumberStatus.ABSENT})


class Quoted(NamedTuple):
    """What one link, "main" or "second", said of a field of which the other said something else."""

    link: str
    words: str


@dataclass(frozen=True, slots=True)
class Details:
    """What the spills of a call say together.

    `spill` is the latest, with what it did not send kept from the one before; its `raw`, `lines` and `problems` are its
    own, and so is `unread`, but where the address that is kept is that of a doubtful one. `values` holds the value in
    words of each field that any spill of the call gave, `was` its last other one. `said` holds what the other link said
    of a field in the same spill, where it was not what stands here.
    """

    spill: Spill
    values: Mapping[str, str]
    was: Mapping[str, str] = field(default_factory=dict)
    said: "Mapping[str, Quoted]" = field(default_factory=dict)

    def get(self, name: str) -> str:
        """Return the field's value, "" if no spill of this call gave one."""
        return self.values.get(name, "")


def _words(spill: Spill, name: str) -> str:
    value = getattr(spill, name)
    if not value:
        return _town(spill) if name == "locality" else ""
    if name == "agencies":
        return ", ".join(f"{each.name} {each.number}" if each.number else each.name for each in spill.agencies)
    return value.isoformat(" ", "seconds") if isinstance(value, datetime) else str(value)


def _town(spill: Spill) -> str:
    """Return municipality and community where a table has them apart and no line of both; "" if neither was sent."""
    return " ".join(dict.fromkeys(filter(None, (spill.municipality, spill.community))))


def extra_name(label: str) -> str:
    """Return the name under which `Details.was` keeps the other value of a label that has no field of its own."""
    return f"extra {label}"


def details_of(spill: Spill) -> Details:
    """Return the details a first spill gives."""
    values = {name: value for name, value in zip(_FIELDS, _all(spill), strict=True) if value}
    for name in _NO_TEXTS & values.keys():
        values[name] = _words(spill, name)
    if spill.locality is None and (town := _town(spill)):
        values["locality"] = town
    return Details(spill, values)


def content_of(spill: Spill) -> tuple[str, ...]:
    """Return all that a spill says, to be compared with another's: not its bytes, line ends or noise."""
    if spill.format is None:
        return ("", *(line for each in spill.lines if (line := each.strip())))
    labels = (f"{label}={words}" for label, words in spill.extra.items())
    return (str(spill.number_status), *(_words(spill, name) for name in _FIELDS), *sorted(labels))


def details_of_number(number: str) -> Details:
    """Return the details of a caller of whom the telephone told the number, and nothing came on the feed."""
    return details_of(Spill(raw=b"", format="", lines=(), number=number, number_status=NumberStatus.COMPLETE))


def updated(before: Details, spill: Spill) -> Details:
    """Return the details after a later spill of the same call."""
    values = dict(before.values)
    was = dict(before.was)
    extra = {**before.spill.extra, **spill.extra}
    kept: dict[str, Any] = {"extra": extra if len(extra) <= MOST_LABELS else spill.extra}
    for name, derived in _FIELDS.items():
        words = _words(spill, name)
        if not words:
            kept.update({each: getattr(before.spill, each) for each in (name, *derived)})
            continue
        old = values.get(name, "")
        if old != words:
            was[name] = old or (say("not known before") if before.spill.unread else say("not sent before"))
            values[name] = words
    for label, words in spill.extra.items():
        old = before.spill.extra.get(label, words)
        if old != words:
            was[extra_name(label)] = old
    if before.spill.doubtful and not spill.address:
        kept["unread"] = True  # the address that stays is as doubtful as it was
    known = {*_FIELDS, *(extra_name(label) for label in kept["extra"])}
    was = {name: words for name, words in was.items() if name in known}
    said = before.said
    if said:
        sent = {*details_of(spill).values, *map(extra_name, spill.extra)}
        said = {name: words for name, words in said.items() if name not in sent}
    return Details(replace(spill, **kept), values, was, said)


def moved(before: Details, after: Details) -> bool:
    """Tell whether the place that stands for the caller is another one: what agencies were told may be wrong now."""
    return any(before.get(name) != after.get(name) for name in ("address", "location", "locality"))


def differences(was: Details, spill: Spill) -> dict[str, tuple[str, str]]:
    """Return what both say of a field, or of a label without one, that is not the same: by name, theirs and ours."""
    pairs = {name: (words, was.get(name)) for name, words in details_of(spill).values.items()}
    extra = was.spill.extra
    pairs |= {extra_name(label): (words, extra.get(label, "")) for label, words in spill.extra.items()}
    return {name: pair for name, pair in pairs.items() if pair[1] and pair[0] != pair[1]}


def disagreed(before: Details, was: Spill, spill: Spill, link: str, first_link: str) -> Details:
    """Return the details after `link` brought otherwise what `first_link` brought as `was`.

    Nobody can tell which is right: what stands stays, unless the other has more values, as one that lost no line has,
    and beside each value that differs stands what the other link says (F9).
    """
    differing = differences(details_of(was), spill)
    if _size(spill) <= _size(was):
        here = differences(before, spill)  # a later spill may have told otherwise meanwhile
        said = {name: Quoted(link, theirs) for name, (theirs, _ours) in differing.items() if name in here}
        return replace(before, said={**before.said, **said})
    said = {name: Quoted(first_link, ours) for name, (_theirs, ours) in differing.items()}
    now = updated(before, spill)
    changed = {name: words for name, words in now.was.items() if name not in said}
    changed |= {name: before.was[name] for name in said if name in before.was}
    return replace(now, was=changed, said={**now.said, **said})


def in_words(name: str) -> str:
    """Return the name of a field, or of a label, as it is said: "call number"."""
    return _NAMES.get(name) or name.removeprefix(extra_name(""))


def _size(spill: Spill) -> int:
    return len(details_of(spill).values) + len(spill.extra)


def call_number(call: Call[Details]) -> str:
    """Return the digits the caller can be called back at, "" if there are none that can be dialled (D111)."""
    return dialable_number(call.details, call.line_number)


def dialable_number(details: Details | None, line_number: str) -> str:
    """Return the same of what the spills say and of the number that the telephone gave."""
    if details is None:
        return line_number
    dialable = details.spill.number_status in (NumberStatus.COMPLETE, NumberStatus.NO_AREA_CODE)
    return details.get("number") if dialable else line_number


def same_call(details: Details, spill: Spill) -> bool:
    """Tell whether the spill belongs to the call that has these details.

    The call number decides where both have one (the same telephone under another call number is another call); else
    the telephone number, area code or not, unless it is one that many telephones share.
    """
    ours, theirs = details.get("call_number"), spill.call_number or ""
    if ours and theirs:
        return ours == theirs
    if {spill.number_status, details.spill.number_status} & _NOBODYS:
        return False
    return same_number(details.get("number"), spill.number or "")


def same_number(one: str, other: str) -> bool:
    """Tell whether two telephone numbers are one, area code or not; anything shorter than seven digits is none."""
    if len(one) > len(other):
        one, other = other, one
    return len(one) >= _SHORTEST_NUMBER and other.endswith(one)


def same_position(ours: str, theirs: str) -> bool:
    """Tell whether two position ids are one: compared as numbers where both are, so 218 is 0218."""
    if ours.isascii() and ours.isdigit() and theirs.isascii() and theirs.isdigit():
        return ours.lstrip("0") == theirs.lstrip("0")
    return ours.casefold() == theirs.casefold()

"""The caller card: a call's details put into words, every doubt beside the thing doubted."""

import re
from datetime import datetime, tzinfo
from functools import lru_cache
from typing import Any

from app.call.call import HowEnded
from app.position.details import LINKS, Details, extra_name, in_words
from app.position.screen import CallerCard, CardState, Datum
from app.spill.model import AgencyNamed, NumberStatus, ServiceClass, ServiceKind, Spill, Trust
from app.spill.telephone_number import NUMBER_WORDS
from app.words import joined, recognised, say

# What a byte that no text has is shown as; tabs are text, and NUL and DEL are fill at a line's edges.
_DAMAGE = re.compile(r"[␀-␈␊-␡]|\\x[0-9a-f]{2}")
_EDGES = "␀␡␉ "
# Where a field stands on the card, if not under its own name.
_PLACES = {"postal_code": "locality", "service_class": "service", "sent_at": "sent"}
AWAITED = say("address awaited")
HOW_ENDED = {
    HowEnded.RELEASED: say("released"),
    HowEnded.CALLER_GONE: say("caller gone"),
    HowEnded.REPLACED: say("replaced"),
}
# What stands in the place of a field that was not sent.
_ABSENT = {
    name: Datum(words, absent=True)
    for name, words in {
        "number": say("no number sent"),
        "call_number": say("not sent"),
        "address": say("no address sent"),
        "location": say("no apartment or location given"),
        "name": say("no name sent"),
        "locality": say("no municipality sent"),
        "service_class": say("no service class sent"),
        "borough": say("no code sent"),
        "esn": say("no ESN sent"),
        "agencies": say("no agency sent"),
        "sent_at": say("no time sent"),
        "position": say("no position sent"),
        "routing_number": say("no routing number sent"),
    }.items()
}

# The same where the record was read in part only, or not at all: nobody knows whether it was sent.
_UNREAD = {
    name: Datum(words, absent=True)
    for name, words in {
        "number": say("number not known"),
        "call_number": say("unread"),
        "address": say("address not known: the record is incomplete"),
        "location": say("apartment or location not known"),
        "name": say("name not known"),
        "locality": say("municipality not known: the record is incomplete"),
        "service_class": say("service class not known"),
        "borough": say("code not known"),
        "esn": say("ESN not known"),
        "agencies": say("agency not known"),
        "sent_at": say("time sent not known"),
        "position": say("position not known"),
        "routing_number": say("routing number not known"),
    }.items()
}


_NOBODYS = (NumberStatus.ANI_FAILURE, NumberStatus.NOT_DIALABLE)  # that these are not the caller's is said already


def grouped(digits: str) -> str:
    """Group a telephone number as it is spoken: (905) 326-1224, 436-0709; other lengths stay as they are."""
    if len(digits) == 10:
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return f"{digits[:3]}-{digits[3:]}" if len(digits) == 7 else digits


def _absent(details: Details, name: str) -> Datum:
    spill = details.spill
    return (_UNREAD if spill.unread or spill.format is None else _ABSENT)[name]


def _datum(details: Details, name: str, note: str = "") -> Datum:
    text = details.values.get(name)
    return Datum(text, False, note, details.was.get(name, "")) if text else _absent(details, name)


def _number(details: Details, by_hand: tuple[str, ...]) -> Datum:
    spill = details.spill
    digits = details.get("number")
    notes = []
    said = recognised(spill.number_words, NUMBER_WORDS) if spill.number_words else ""
    if spill.format is None:
        notes.append(say("look for it in the record below"))
    if spill.number_status is not NumberStatus.COMPLETE and said:
        notes.append(said)
    doubtful = spill.service is not None and spill.service.number is not Trust.YES
    if digits and doubtful and spill.number_status not in _NOBODYS:
        notes.append(say("may not be the caller's own number"))
    if len(digits) == 10 and digits.startswith(by_hand):
        notes.append(say("area code {code}: directed to this centre by hand", code=digits[:3]))
    if spill.number_status is NumberStatus.COMPLETE and said:
        notes.insert(0, said)
    was = details.was.get("number", "")
    note = joined("; ", notes) if notes else ""
    if not digits:
        return _absent(details, "number")._replace(note=note, was=was)
    return Datum(grouped(digits), note=note, was=grouped(was) if was.isdigit() else was)


def _address(details: Details) -> Datum:
    spill = details.spill
    doubtful = spill.service is not None and spill.service.address is not Trust.YES
    if address := details.get("address"):
        if doubtful:
            return _datum(details, "address", say("may not be where the caller is"))
        # where a line was lost or came twice, a name or an apartment stands here
        return _datum(details, "address", "" if address[0].isdigit() else say("begins with no house number: verify it"))
    awaited = details.get("number") and not spill.unread and not _looked_up_in_vain(spill.service)
    return Datum(AWAITED, absent=True) if awaited else _absent(details, "address")


def _looked_up_in_vain(service: ServiceClass | None) -> bool:
    """Tell whether the class says that there is no address (of a code that is not known nothing is said)."""
    return service is not None and service.kind is ServiceKind.UNKNOWN and service.address is Trust.NO


def _locality(details: Details) -> Datum:
    spill = details.spill
    if spill.municipality and spill.community and spill.municipality.casefold() != spill.community.casefold():
        text = f"{spill.community} ({spill.municipality})"
    else:
        text = spill.municipality or details.get("locality")
    if spill.province and spill.province not in text.split():
        text = f"{text} {spill.province}".strip()
    postal = details.get("postal_code")
    text = f"{text}  {postal}" if text and postal else text or postal
    before = dict.fromkeys(details.was[each] for each in ("locality", "postal_code") if details.was.get(each))
    was = joined("  ", tuple(before)) if before else ""
    # what no comma divides and no municipality begins may be another line of the record, or a damaged one
    untold = spill.locality and not spill.municipality
    note = say("no municipality known here: verify it") if untold else ""
    return Datum(text, note=note, was=was) if text else _absent(details, "locality")


_RING_BACK = {
    Trust.YES: say("Ring back: yes"),
    Trust.NO: say("Ring back: NO"),
    Trust.NOT_SURE: say("Ring back: not sure"),
}


_NOT_KNOWN = Datum(say("Ring back: not known"), absent=True)


def _service(details: Details) -> tuple[Datum, Datum, str]:
    service = details.spill.service
    if service is None:
        return _datum(details, "service_class"), _NOT_KNOWN, ""
    words, ring_back = _of_class(service)
    return Datum(words, was=details.was.get("service_class", "")), ring_back, service.tell


@lru_cache(maxsize=64)  # a site has some twenty classes, and every spill one of them
def _of_class(service: ServiceClass) -> tuple[str, Datum]:
    ring_back = Datum(_RING_BACK[service.ring_back], note=service.ring_back_reason)
    return joined("  ", (service.code, service.meaning)), ring_back


def _agencies(details: Details) -> Datum:
    agencies = details.spill.agencies
    if not agencies:
        return _absent(details, "agencies")
    return Datum(_named(agencies), was=details.was.get("agencies", ""))


@lru_cache(maxsize=256)  # a region has some dozens, and every spill names the same
def _named(agencies: tuple[AgencyNamed, ...]) -> str:
    return ", ".join([f"{each.name} {grouped(each.number)}" if each.number else each.name for each in agencies])


def _sent(details: Details) -> Datum:
    spill = details.spill
    if spill.sent_at is not None:
        return Datum(
            say("sent {time}", time=spill.sent_at.isoformat(" ", "seconds")), was=details.was.get("sent_at", "")
        )
    time = spill.extra.get("time", "")
    return (
        Datum(say("sent {time}, no date", time=time), was=details.was.get(extra_name("time"), ""))
        if time
        else _absent(details, "sent_at")
    )


def _extra(details: Details) -> tuple[tuple[str, str], ...]:
    """Return label and value of what has no place of its own; one that changed is followed by what it was."""
    pairs = []
    for label, value in details.spill.extra.items():
        pairs.append((label, value))
        if said := details.said.get(extra_name(label)):
            pairs.append((say("{label}, {link} link", label=label, link=LINKS[said.link]), said.words))
        if was := details.was.get(extra_name(label)):
            pairs.append((say("{label} before", label=label), was))
    return tuple(pairs)


def about_the_address(details: Details) -> str:
    """Say whose address stands on the card (D056), and whether it is one at all."""
    spill = details.spill
    if spill.format is None:
        return say("no table fits the record: ask for the number and the address")
    if not details.get("address"):
        return say("No address is known yet: ask where help is needed")
    match spill.service.address if spill.service is not None else Trust.YES:
        case Trust.NO:
            return say("The address is not the caller's: ask where help is needed")
        case Trust.NOT_SURE:
            return say("The address may not be the caller's: ask where help is needed")
        case _ if any(map(is_damaged, spill.lines)):
            return say("DAMAGED ON THE LINE: verify all of it (Ctrl+R: as sent)")
        case _ if spill.doubtful:
            return say("NOT ALL OF IT FITS: verify all of it (Ctrl+R: as sent)")
        case _:
            return say("The address is the caller's, not necessarily the incident's")


def is_damaged(line: str) -> bool:
    """Tell whether a line as shown holds what no controller sends within a text."""
    return (not line.isascii() or "\\" in line) and _DAMAGE.search(line.strip(_EDGES)) is not None


def clock_text(instant: datetime, zone: tzinfo | None) -> str:
    """Write an instant as the time of day at this desk."""
    return instant.astimezone(zone).time().isoformat("seconds")


def no_card() -> CallerCard:
    """Return the card of a position that has had no call."""

    def words(text: str) -> Datum:
        return Datum(text, absent=True)

    return CallerCard(
        state=CardState.NONE,
        heading=say("NO CALL YET"),
        note=say("the next caller's details will stand here"),
        number=words(say("no call yet")),
        call_number=words("-"),
        address=words(say("address")),
        location=words(say("apartment or location")),
        name=words(say("name")),
        locality=words(say("municipality")),
        service=words(say("service class")),
        service_tell="",
        ring_back=words(say("ring back")),
        borough=words("-"),
        esn=words("-"),
        agencies=words(say("agency")),
        sent=words(say("time sent")),
        position=words("-"),
        routing_number=words(say("routing number")),
    )


def card_of(details: Details, by_hand: tuple[str, ...] = ()) -> CallerCard:
    """Return the card of a caller's details; whose they are is still to be said (`whose_card`).

    `by_hand` are area codes some of whose telephones are directed to this centre by hand (D013).
    """
    spill = details.spill
    service, ring_back, tell = _service(details)
    card = CallerCard(
        state=CardState.NONE,
        heading="",
        note="",
        number=_number(details, by_hand),
        call_number=_datum(details, "call_number"),
        address=_address(details),
        location=_datum(details, "location"),
        name=_datum(details, "name"),
        locality=_locality(details),
        service=service,
        service_tell=tell,
        ring_back=ring_back,
        borough=_datum(details, "borough"),
        esn=_datum(details, "esn"),
        agencies=_agencies(details),
        sent=_sent(details),
        position=_datum(details, "position"),
        routing_number=_datum(details, "routing_number"),
        not_decoded=spill.format is None,
        text_lines=spill.lines,
        problems=spill.problems,
        extra=_extra(details),
    )
    return _with_what_was_said(card, details) if details.said else card


def _with_what_was_said(card: CallerCard, details: Details) -> CallerCard:
    """Return the card with the other link's word beside each value on which the two links differ."""
    notes: dict[str, Any] = {}
    for name in details.said:
        place = _PLACES.get(name, name)
        if hasattr(card, place):  # a label without a place of its own stands in `extra`
            datum: Datum = notes.get(place) or getattr(card, place)
            notes[place] = datum._replace(note=joined("; ", filter(None, (said_words(details, name), datum.note))))
    return card._replace(**notes)


def said_words(details: Details, name: str) -> str:
    """Say what the other link said of a field: "the second link says 324 FIRST ST S"."""
    said = details.said[name]
    words = grouped(said.words) if name == "number" else said.words
    return say("the {link} link says {words}", link=LINKS[said.link], words=words)


def disagreement(details: Details) -> str:
    """Say all in which the two links differ."""
    parts = (joined(": ", (in_words(name), said_words(details, name))) for name in details.said)
    return joined(": ", (say("THE LINKS DISAGREE"), joined("; ", parts)))


def whose_card(
    card: CallerCard, state: CardState, heading: str, note: str, arrived_at: datetime, ended_at: datetime | None
) -> CallerCard:
    """Return the card of a call that has these details."""
    return card._replace(state=state, heading=heading, note=note, arrived_at=arrived_at, ended_at=ended_at)


# A caller of whom nothing was sent: every place stays and says so.
NO_DATA = Details(Spill(raw=b"", format="", lines=()), {})


def ended_words(how: HowEnded | None, at: datetime | None, zone: tzinfo | None) -> str:
    """Say when and how a call ended: "ended 13:29:04, released"."""
    if how is None or at is None:
        return say("still open")
    return say("ended {time}, {how}", time=clock_text(at, zone), how=HOW_ENDED[how])


def place_of(details: Details | None) -> str:
    """Return the one line that says where, for a list."""
    if details is None:
        return say("no data sent")
    if details.spill.format is None:
        return say("NOT DECODED: {lines}", lines=" / ".join(details.spill.lines)[:80])
    where = details.spill.municipality or details.get("locality")
    address = details.get("address") or (say("address not known") if details.spill.unread else _address(details).text)
    return joined(", ", [part for part in (address, where) if part])

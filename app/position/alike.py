"""What two calls have in common: number, address, street, cell site. Pure; it says what is the same, never that the
incident is (D095: the call-taker decides, and nothing is merged).

Places are compared as they were sent, in capitals and without stops, and only within one municipality (and community,
where it has another name: there is a King Street in every town of Clarington). Nothing is guessed: no abbreviation is
read, and an address whose street cannot be told for certain has none.
"""

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from app.position.conference import PositionCall
from app.position.details import Details, call_number, same_number
from app.spill.model import ServiceKind, Trust

LONGEST_PLACE = 200  # characters; no address of any table is near it, a row of the journal is to stay small
CELL_SITE = "@"  # stands before the place of a cell site: nobody's address begins so, as `folded` leaves no such sign

_ENDING = 7  # the last digits of a number, which it has with and without its area code
_DROPPED = re.compile(r"[^\w\s'&/#-]+|_+")  # stops, commas, brackets, symbols that stand for control characters
# A house number with what may go with it (84, 84A, 6-324, 12-1/2, 12 1/2), and what follows it.
_NUMBERED = re.compile(r"[0-9]{1,6}(?:-[0-9]{1,6})?[A-Z]?(?:[ -]1/2)? ([\w'-]+(?: [\w'-]+)*)")
_A_NAME = re.compile(r"[^\W\d]{2}")  # KING, 5TH, O'BRIEN: two letters, once at least, make a street's name
# Words that tell of something else than a street: a part of a building, a crossing, a rural route, a lot.
_NO_STREET = frozenset(
    (
        *("APT", "APARTMENT", "UNIT", "SUITE", "STE", "FLOOR", "FLR", "FL", "ROOM", "RM", "BLDG", "BUILDING"),
        *("REAR", "BASEMENT", "BSMT", "UPPER", "LOWER", "AND", "AT", "NEAR", "OPPOSITE", "CORNER"),
        *("LOT", "LOTS", "CON", "CONC", "RR", "R", "BOX", "PO", "P", "SITE", "GENERAL", "SECTOR", "CELL", "TOWER"),
    )
)


class Alike(StrEnum):
    """What is the same, in words; the strongest first."""

    NUMBER = "same number"
    NUMBER_ENDING = "same number (one without area code)"
    ADDRESS = "same address"
    TOWER = "same tower"
    STREET = "same street"


class Traits(NamedTuple):
    """What a call can be known again by; "" for what it does not tell.

    `place` is address and municipality in the form in which they are compared, CELL_SITE before that of a cell site;
    `street` the same without the house number. Both are the columns of that name in the journal.
    """

    number: str = ""
    place: str = ""
    street: str = ""


NO_TRAITS = Traits()


def folded(text: str) -> str:
    """Return a text in capitals, without stops, commas and symbols, one blank between its words."""
    return " ".join(_DROPPED.sub(" ", text.upper()).split())


def street_of(address: str) -> str:
    """Return the street of a folded address; "" where it cannot be told for certain.

    It can be told where a house number is followed by words of which one at least is a name, and none tells of an
    apartment, a crossing, a lot or a rural route. `6 324 FIRST ST N` has none: which is the house number is a guess.
    """
    found = _NUMBERED.fullmatch(address) if len(address) <= LONGEST_PLACE else None
    if found is None:
        return ""
    street = found[1]
    parts = street.split(" ")
    if parts[0].isdigit() or not _NO_STREET.isdisjoint(parts):
        return ""
    return street if _A_NAME.search(street) else ""


def traits_of(call: PositionCall) -> Traits:
    """Return what a call can be known again by; text that no table could decode tells nothing."""
    details = call.details
    if details is None:
        return _numbered(call.line_number)
    spill = details.spill
    if spill.format is None:
        return NO_TRAITS
    number = call_number(call)
    town, address = _town(details), folded(details.get("address"))
    if not address or len(address) + len(town) > LONGEST_PLACE:
        return _numbered(number)
    place = f"{address}, {town}" if town else address
    service = spill.service
    if service is not None and service.kind is ServiceKind.WIRELESS and service.address is Trust.NO:
        return Traits(_digits(number), f"{CELL_SITE}{place}")
    street = street_of(address) if town else ""
    return Traits(_digits(number), place, f"{street}, {town}" if street else "")


def _town(details: Details) -> str:
    """Return municipality and community, folded; the whole locality where it could not be taken apart."""
    spill = details.spill
    if not spill.municipality:
        return _name(details.get("locality"))
    municipality, community = _name(spill.municipality), _name(spill.community or "")
    return municipality if community in ("", municipality) else f"{municipality} {community}"


@lru_cache(maxsize=256)  # a region has some dozens of towns, and every spill one of them
def _name(text: str) -> str:
    return folded(text)


def _digits(number: str) -> str:
    """Return a number, "" for one that is too short to be a telephone's."""
    return number if len(number) >= _ENDING and number.isascii() and number.isdigit() else ""


def _numbered(number: str) -> Traits:
    digits = _digits(number)
    return Traits(digits) if digits else NO_TRAITS


def ending(number: str) -> str:
    """Return the last seven digits of a number, by which it is looked up; "" of none."""
    return number[-_ENDING:]


def alike(ours: Traits, theirs: Traits) -> tuple[Alike, ...]:
    """Return all that is the same, the strongest first; a street is not named beside its address."""
    number, place, street = ours
    their_number, their_place, their_street = theirs
    same = []
    if number:
        if number == their_number:
            same.append(Alike.NUMBER)
        elif len(number) != len(their_number) and same_number(number, their_number):
            same.append(Alike.NUMBER_ENDING)
    if place and place == their_place:
        same.append(Alike.TOWER if place.startswith(CELL_SITE) else Alike.ADDRESS)
    elif street and street == their_street:
        same.append(Alike.STREET)
    return tuple(same)

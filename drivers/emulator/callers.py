"""Callers who do not exist: who calls in the emulated Durham Region, from where, on what telephone.

Municipalities, communities and the first half of the postal codes are the region's. Streets, people, businesses and
carriers are made up. Every number is of the range kept for fiction (555-0100 to 555-0199), the agency's on the slip
too, so nobody real is ever shown. Of the borough codes only OSH is in the manual (003:1111); the others are made up in
its manner.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

AGENCY_NAME = "DUR REG POLICE"
"""As the manual's slip prints it (003:1150)."""

AGENCY_NUMBER = "9055550100"
"""The agency's number; callers have 0101 to 0199."""

OTHER_AGENCIES = (("DUR AMBULANCE", "9055550100"), ("OSHAWA FIRE", "9055550100"), ("OPP ORILLIA", "7055550100"))
"""Names and numbers of the others, for a site's records that name several."""


@dataclass(frozen=True, slots=True)
class Municipality:
    """A municipality of the region: its communities, area codes, postal districts and emergency service number."""

    borough: str
    communities: tuple[str, ...]
    area_codes: tuple[str, ...]
    postal_districts: tuple[str, ...]
    esn: str


MUNICIPALITIES: Mapping[str, Municipality] = {
    "AJAX": Municipality("AJX", ("AJAX",), ("905", "289"), ("L1S", "L1T", "L1Z"), "0041"),
    "BROCK": Municipality("BRK", ("BEAVERTON", "CANNINGTON", "SUNDERLAND"), ("705",), ("L0E", "L0C"), "0042"),
    "CLARINGTON": Municipality(
        "CLR", ("BOWMANVILLE", "COURTICE", "NEWCASTLE", "ORONO"), ("905", "289"), ("L1B", "L1C", "L1E"), "0043"
    ),
    "OSHAWA": Municipality("OSH", ("OSHAWA",), ("905", "289"), ("L1G", "L1H", "L1J", "L1K", "L1L"), "0047"),
    "PICKERING": Municipality("PIC", ("PICKERING", "CLAREMONT"), ("905", "289"), ("L1V", "L1W", "L1X"), "0044"),
    "SCUGOG": Municipality("SCU", ("PORT PERRY", "BLACKSTOCK"), ("905", "289"), ("L9L", "L0B"), "0045"),
    "UXBRIDGE": Municipality("UXB", ("UXBRIDGE", "GOODWOOD"), ("905", "289"), ("L9P", "L0C"), "0046"),
    "WHITBY": Municipality("WHI", ("WHITBY", "BROOKLIN"), ("905", "289"), ("L1M", "L1N", "L1P", "L1R"), "0048"),
}

BELL_CLASSES: Mapping[str, int] = {
    "RES": 30,
    "COM": 8,
    "CPB": 5,
    "CTX": 4,
    "FEX": 2,
    "LRR": 3,
    "MUL": 1,
    "PUB": 3,
    "PUC": 2,
    "CEL": 20,
    "WL2": 22,
}
"""Every service class of the manual (D070-D079) and Bell's WL2, with how many of a hundred invented callers have it."""

TELUS_CLASSES: Mapping[str, int] = {
    "RES": 30,
    "BUS": 15,
    "COIN": 2,
    "PCT": 2,
    "CELL": 20,
    "WL2": 25,
    "WBUS": 3,
    "WRES": 3,
}
"""The classes of TELUS that come with data (spill-formats section 4); UNKN and FAIL come without."""

SERVICE_CLASSES: Mapping[str, Mapping[str, int]] = {"bell": BELL_CLASSES, "telus": TELUS_CLASSES}
"""By the provider that a format table names."""

_WIRELESS = ("CEL", "WL2", "CELL")
_PAY_PHONES = ("PUB", "PUC", "COIN", "PCT")
_BUSINESS = ("COM", "CPB", "CTX", "FEX", "BUS", "WBUS")

_LAST_NAMES = (
    "ABERNETHY", "BELLWOOD", "CARDAMORE", "DUNMERE", "EASTLAKE", "FENWICKE", "GALLANT", "HOLLOWAY", "INGLENOOK",
    "JUNIPER", "KESTREL", "LARKSPUR", "MARCHBANK", "NORTHCLIFF", "O'MARLEY", "PENHALE", "QUILLER", "ROWANTREE",
    "ST. AUBIN", "THISTLEDOWN", "UNDERHILL", "VANTERPOOL", "WINTERBOURNE", "YARROWAY",
)  # fmt: skip
_FIRST_NAMES = (
    "ADA", "BASIL", "CORA", "DESMOND", "EDITH", "FELIX", "GRETA", "HUGO", "IRIS", "JASPER", "KIRSTEN", "LEOPOLD",
    "MAEVE", "NADIA", "OSCAR", "PRIYA", "QUENTIN", "ROSALIND", "SANJAY", "THEODORA", "UMA", "VICTOR", "WREN", "YUSUF",
)  # fmt: skip
_STREETS = (
    "LANTERN", "FOXGLOVE", "MILLRACE", "HARROWGATE", "SUNDIAL", "CINDERPATH", "BLUE HERON", "COPPERFIELD", "DRIFTWOOD",
    "ELDERBERRY", "FIDDLEHEAD", "GANDER", "HAYLOFT", "IRONWORKS", "KINGFISHER", "LODESTONE", "MARSH MARIGOLD",
    "NIGHTINGALE", "ORCHARD GATE", "PADDLEWHEEL", "QUARRYMAN", "RUSTY PUMP", "STEAMBOAT", "TAMARACK HOLLOW",
)  # fmt: skip
_STREET_KINDS = ("ST", "AVE", "RD", "CRES", "CRT", "DR", "LANE", "BLVD")
_DIRECTIONS = ("", "", "", " N", " S", " E", " W")
_BUSINESSES = (
    "LANTERN STREET BAKERY", "MILLRACE HARDWARE", "BLUE HERON DENTAL", "PADDLEWHEEL MARINE", "SUNDIAL OPTICAL",
    "GANDER FEED & SEED", "KINGFISHER INN", "COPPERFIELD BOOKS", "IRONWORKS FITNESS", "HAYLOFT FURNITURE",
)  # fmt: skip
_CARRIERS = ("NORTHSTAR WIRELESS", "LAKESHORE MOBILE", "TRILLIARD CELLULAR")
_PAY_PHONE_PLACES = ("BUS TERMINAL", "ARENA LOBBY", "GAS BAR", "PLAZA ENTRANCE", "TRAIN PLATFORM")
_POSTAL_LETTERS = "ABCEGHJKLMNPRSTVWXYZ"  # D, F, I, O, Q and U stand in no Canadian postal code


@dataclass(frozen=True, slots=True)
class Caller:
    """One invented caller.

    `number` has ten digits, and so has `routing_number`, which only a wireless caller has; "" stands for none, in
    `location` too.
    """

    number: str
    routing_number: str
    service_class: str
    municipality: str
    borough: str
    community: str
    name: str
    address: str
    location: str
    postal_code: str
    esn: str


def routing_number(number: str) -> str:
    """Return the routing number of the cell sector of a caller: 511 stands for that in Canada (spill-formats 3.5)."""
    return f"{number[:3]}511{number[-4:]}"


class CallerInvention:
    """Invents callers, the same ones for the same `seed`. Neighbouring callers never have the same number.

    `classes` are the service classes there are, with how many callers of a hundred have each.
    """

    def __init__(self, seed: int, classes: Mapping[str, int] = BELL_CLASSES) -> None:
        self._random = random.Random(seed)
        self._classes = classes
        self._last_number = ""

    def pause(self, least: float, most: float) -> float:
        """Return the seconds until the next caller."""
        return self._random.uniform(least, most)

    def caller(self, service_class: str | None = None, municipality: str | None = None) -> Caller:
        """Return the next caller, of this class or municipality if they are given.

        A class that nothing is known of calls like a residence. Raises KeyError for a municipality that is not
        of `MUNICIPALITIES`.
        """
        code = service_class or self._random.choices(list(self._classes), list(self._classes.values()))[0]
        town = municipality or self._one_of(list(MUNICIPALITIES))
        place = MUNICIPALITIES[town]
        name, address, location = self._who_and_where(code)
        number = self._number(place.area_codes)
        return Caller(
            number=number,
            routing_number=routing_number(number) if code in _WIRELESS else "",
            service_class=code,
            municipality=town,
            borough=place.borough,
            community=self._one_of(place.communities),
            name=name,
            address=address,
            location=location,
            postal_code=self._postal_code(place.postal_districts),
            esn=place.esn,
        )

    def _who_and_where(self, code: str) -> tuple[str, str, str]:
        person = f"{self._one_of(_LAST_NAMES)}, {self._one_of(_FIRST_NAMES)}"
        street = f"{self._one_of(_STREETS)} {self._one_of(_STREET_KINDS)}{self._one_of(_DIRECTIONS)}"
        address = f"{self._random.randint(1, 2499)} {street}"
        unit = self._random.randint(1, 60)
        if code in _WIRELESS:  # the address is the cell site's (003:649)
            return self._one_of(_CARRIERS), address, f"CELL SITE {400 + unit} SECTOR {self._one_of('123')}"
        if code in _PAY_PHONES:
            return "PAY PHONE", address, self._one_of(_PAY_PHONE_PLACES)
        if code in _BUSINESS:
            return self._one_of(_BUSINESSES), address, f"UNIT {unit}" if unit % 2 else ""
        return person, address, f"APT {unit}" if unit % 3 == 0 else ""

    def _number(self, area_codes: Sequence[str]) -> str:
        number = self._last_number
        while number == self._last_number:
            number = f"{self._one_of(area_codes)}55501{self._random.randint(1, 99):02d}"
        self._last_number = number
        return number

    def _postal_code(self, districts: Sequence[str]) -> str:
        digits = self._random.randint(0, 9), self._random.randint(0, 9)
        return f"{self._one_of(districts)} {digits[0]}{self._one_of(_POSTAL_LETTERS)}{digits[1]}"

    def _one_of(self, choices: Sequence[str]) -> str:
        return choices[self._random.randrange(len(choices))]

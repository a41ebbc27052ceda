"""Agencies: who can be brought in, by which key, at which numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from app.table_text import in_capitals

# What may stand between the digits of a number as it is printed; it is never dialled.
PRINTED_ONLY = " -.()"
DIALABLE = "0123456789*#"

# Rings back a caller who has hung up, on 9-1-1 lines only (003:798).
RING_BACK_CODE = "*99"


def dialled(printed: str) -> str:
    """Return what is dialled for a number as printed: `713-8016` is 7138016, `*21` is itself, "" stays "".

    The table's reader has already refused anything that is neither dialled nor printed only.
    """
    return "".join(letter for letter in printed if letter not in PRINTED_ONLY)


class Kind(StrEnum):
    """What an agency does (D059-D061)."""

    AMBULANCE = "ambulance"
    FIRE = "fire"
    POLICE = "police"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Agency:
    """A dispatch centre that a caller can be conferenced with (D081-D094, D116).

    `label` is printed on its key, `short` names it in a sentence ("Oshawa Fire is ringing"). `key` is the keyboard key,
    F2 to F12. Numbers are as printed, "" where the site has not set one; `app.agencies.dialled` gives what is dialled.
    `star_code` is what the key dials; `tandem_number` reaches the agency when the code fails (D093);
    `speed_dial_number` is its seven-digit emergency number, used once the information is taken (D094); `backup_site`
    and `backup_number` are for power or telephone failure alone (D116). `municipalities` are in capitals.
    `note` is a standing remark shown on the key, as "confirm on site". `stands_in` names who is dialled in its place
    while it is down, "" while it is not.
    """

    id: str
    label: str
    short: str
    kind: Kind
    key: str
    star_code: str = ""
    tandem_number: str = ""
    speed_dial_number: str = ""
    backup_site: str = ""
    backup_number: str = ""
    municipalities: tuple[str, ...] = ()
    note: str = ""
    stands_in: str = ""

    def serves(self, municipality: str) -> bool:
        """True if calls from this municipality, as a record has it, go to this agency."""
        return in_capitals(municipality) in self.municipalities

    @property
    def number_set(self) -> bool:
        """True if there is any number at all to reach the agency itself."""
        return bool(self.star_code or self.tandem_number or self.speed_dial_number)

    def is_named(self, site: str) -> bool:
        """True if `site` is its id, label or short name, whatever the case."""
        return bool(site) and site.casefold() in (self.id.casefold(), self.label.casefold(), self.short.casefold())


@dataclass(frozen=True, slots=True)
class FeatureKeys:
    """Which keyboard key is which key of the telephone."""

    feature: str = "F2"
    ring_back: str = "F3"
    hold: str = "F4"
    voice_contact: str = "F11"
    release: str = "F12"

    def by_name(self) -> dict[str, str]:
        """Return name -> key, in the order of the keyboard."""
        return {
            "feature": self.feature,
            "ring_back": self.ring_back,
            "hold": self.hold,
            "voice_contact": self.voice_contact,
            "release": self.release,
        }


@dataclass(frozen=True, slots=True)
class Supervisor:
    """The last rung of every failure (D173). `extension` is asked for by voice or keyed afterwards, never dialled."""

    label: str = "Supervisor"
    number: str = ""
    extension: str = ""


@dataclass(frozen=True, slots=True)
class Centre:
    """The answering centre itself, with where its calls go when it fails (D120).

    `owner` is whose property printed statistics are (D025). `by_hand` are area codes whose callers a telephone company
    directs here by hand (D013).
    """

    name: str = ""
    backup_site: str = ""
    backup_number: str = ""
    owner: str = ""
    by_hand: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyTable:
    """A site's agencies, in the order of their keys.

    `backups` says which agency a back-up site is, id -> id; a site that is no agency of the table is not in it.
    `remarks` are sentences that are no faults but that whoever installs the console should read: numbers not set,
    codes to confirm on site, agencies that back each other up. `answerpoint check agencies` prints them. `by_key` and
    `by_id` are the agencies by keyboard key and by id.
    """

    source: str
    agencies: tuple[Agency, ...]
    features: FeatureKeys = field(default_factory=FeatureKeys)
    ring_back_code: str = RING_BACK_CODE
    supervisor: Supervisor = field(default_factory=Supervisor)
    centre: Centre = field(default_factory=Centre)
    remarks: tuple[str, ...] = ()
    backups: Mapping[str, str] = field(default_factory=dict, hash=False)
    by_key: Mapping[str, Agency] = field(init=False, repr=False, compare=False)
    by_id: Mapping[str, Agency] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_key", {each.key: each for each in self.agencies})
        object.__setattr__(self, "by_id", {each.id: each for each in self.agencies})

    def for_municipality(self, municipality: str | None, kind: str) -> Agency | None:
        """Return the agency of this kind that a municipality's calls go to (D063-D064); None where none is named.

        Case and further blanks are ignored. An unknown municipality is never guessed at.
        """
        wanted = in_capitals(municipality or "")
        for agency in self.agencies:
            if agency.kind == kind and wanted in agency.municipalities:
                return agency
        return None

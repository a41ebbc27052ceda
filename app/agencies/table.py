"""Reads a site's table of agencies, and tells every fault of it in one reading.

    [features]        which keyboard key is which key of the telephone
    [supervisor]      label, number, extension
    [centre]          name, backup_site, backup_number, owner, by_hand
    [[agency]]        id, label, short, kind, key, star_code, tandem_number, speed_dial_number,
                      backup_site, backup_number, municipalities, note
    ring_back_code    what F3 dials

Keys, codes and back-ups come from the manual (003:441-453, 003:695-770); `*26` and `*36` stand apart there (G1), so a
table can carry a note to be confirmed on site.
"""

import re

from app.agencies.agency import (
    RING_BACK_CODE,
    Agency,
    AgencyTable,
    Centre,
    FeatureKeys,
    Kind,
    Supervisor,
    dialled,
)
from app.agencies.section import KEYS, LONGEST_LABEL, LONGEST_NOTE, AgencySection
from app.table_text import Faults, read_table

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_TOP = ("ring_back_code", "features", "supervisor", "centre", "agency")
_NUMBERS = ("star_code", "tandem_number", "speed_dial_number", "backup_number")


def load_agencies(text: str, source: str) -> AgencyTable:
    """Read the text of a table; `source` names its file in every sentence.

    Raises TableError with all faults, one sentence a line (file, line, place, expected, got), and nothing else.
    """
    table = read_table(text, source)
    faults = Faults(table)
    top = AgencySection(table.values, (), faults)
    top.only(_TOP)
    features = _features(top.section("features"))
    agencies = _agencies(top)
    supervisor = _supervisor(top.section("supervisor"))
    centre = _centre(top.section("centre"))
    ring_back_code = top.telephone("ring_back_code", RING_BACK_CODE)
    _check_keys(agencies, features, faults)
    _check_numbers(agencies, ring_back_code, faults)
    _check_names(agencies, faults)
    _check_municipalities(agencies, faults)
    _check_backups(agencies, faults)
    faults.raise_if_any()
    known = tuple(sorted(agencies, key=lambda each: KEYS.index(each.key)))
    return AgencyTable(
        source,
        known,
        features,
        ring_back_code,
        supervisor,
        centre,
        remarks(known, supervisor),
        {each.id: other.id for each in known for other in known if other.is_named(each.backup_site)},
    )


def _features(section: AgencySection) -> FeatureKeys:
    usual = FeatureKeys().by_name()
    section.only(tuple(usual))
    return FeatureKeys(**{name: section.key(name, key) for name, key in usual.items()})


def _supervisor(section: AgencySection) -> Supervisor:
    section.only(("label", "number", "extension"))
    return Supervisor(
        section.words("label", LONGEST_LABEL) or Supervisor().label,
        section.telephone("number"),
        section.telephone("extension"),
    )


def _centre(section: AgencySection) -> Centre:
    section.only(("name", "backup_site", "backup_number", "owner", "by_hand"))
    return Centre(
        section.words("name", LONGEST_LABEL),
        section.words("backup_site", LONGEST_LABEL),
        section.telephone("backup_number"),
        section.words("owner", LONGEST_NOTE),
        section.area_codes("by_hand"),
    )


def _agencies(top: AgencySection) -> list[Agency]:
    before = top.faults.count
    listed = top.sections("agency")
    if not listed and top.faults.count == before:
        top.faults.missing(("agency",), "at least one section [[agency]]")
    room = len(KEYS) - len(FeatureKeys().by_name())
    if len(listed) > room:
        most = f"expected at most {room} agencies, as many as keys are left, got {len(listed)}"
        top.faults.add(("agency", room), most)
    return [_agency(section) for section in listed[:room]]


def _agency(section: AgencySection) -> Agency:
    section.only(tuple(name for name in Agency.__dataclass_fields__))
    name = section.words("id", LONGEST_LABEL, needed=True)
    if name and not _ID.fullmatch(name):
        section.wrong("id", 'small letters, digits and hyphens, as in "oshawa-fire"', name)
    label = section.words("label", LONGEST_LABEL, needed=True)
    agency = Agency(
        id=name,
        label=label,
        short=section.words("short", LONGEST_LABEL) or label,
        kind=Kind(section.choice("kind", Kind) or Kind.OTHER),
        key=section.key("key", None),
        star_code=section.telephone("star_code"),
        tandem_number=section.telephone("tandem_number"),
        speed_dial_number=section.telephone("speed_dial_number"),
        backup_site=section.words("backup_site", LONGEST_LABEL),
        backup_number=section.telephone("backup_number"),
        municipalities=section.municipalities(),
        note=section.words("note", LONGEST_NOTE),
    )
    if agency.backup_number and not agency.backup_site:
        alone = f"expected the site it reaches as backup_site, got {agency.backup_number!r} alone"
        section.fault("backup_number", alone)
    return agency


# --- what must agree between agencies ------------------------------------------------------------------------------


def _check_keys(agencies: list[Agency], features: FeatureKeys, faults: Faults) -> None:
    taken: dict[str, str] = {}
    for name, key in features.by_name().items():
        if key in taken and key:
            faults.add(("features", name), f"expected a key of its own, got {key}, which is {taken[key]}")
        taken.setdefault(key, f"the key {name}")
    for index, agency in enumerate(agencies):
        if agency.key in taken and agency.key:
            faults.add(
                ("agency", index, "key"), f"expected a key of its own, got {agency.key}, which is {taken[agency.key]}"
            )
        taken.setdefault(agency.key, agency.label)


def _check_numbers(agencies: list[Agency], ring_back_code: str, faults: Faults) -> None:
    """One code or tandem number reaches one agency; a back-up number does not ring the place that failed."""
    taken = {dialled(ring_back_code): "the ring-back code"}
    for index, agency in enumerate(agencies):
        for name in ("star_code", "tandem_number"):
            number = getattr(agency, name)
            if number and dialled(number) in taken:
                owner = taken[dialled(number)]
                faults.add(("agency", index, name), f"expected a number of its own, got {number!r}, which is {owner}")
            elif number:
                taken[dialled(number)] = f"{name} of {agency.label}"
        own = {dialled(getattr(agency, name)) for name in _NUMBERS if name != "backup_number"}
        if agency.backup_number and dialled(agency.backup_number) in own:
            faults.expected(
                ("agency", index, "backup_number"), "a number of another place than the agency", agency.backup_number
            )


def _check_names(agencies: list[Agency], faults: Faults) -> None:
    for name in ("id", "label", "short"):
        taken: dict[str, str] = {}
        for index, agency in enumerate(agencies):
            value = getattr(agency, name)
            if name == "short" and value == agency.label:
                continue  # not given, so the label stands for it and has been looked at
            if value and value.casefold() in taken:
                owner = taken[value.casefold()]
                faults.add(
                    ("agency", index, name), f"expected a name of its own, got {value!r}, as the one with key {owner}"
                )
            taken.setdefault(value.casefold(), agency.key)


def _check_municipalities(agencies: list[Agency], faults: Faults) -> None:
    """A municipality has one agency of a kind, so that the key that fits can be marked (D063-D064)."""
    taken: dict[tuple[Kind, str], str] = {}
    for index, agency in enumerate(agencies):
        for name in agency.municipalities:
            owner = taken.setdefault((agency.kind, name), agency.label)
            if owner != agency.label and agency.kind is not Kind.OTHER:
                faults.add(
                    ("agency", index, "municipalities"),
                    f"expected one agency for {agency.kind} in each municipality, got {name!r}, which is under {owner}",
                )


def _check_backups(agencies: list[Agency], faults: Faults) -> None:
    for index, agency in enumerate(agencies):
        if agency.is_named(agency.backup_site):
            faults.expected(("agency", index, "backup_site"), "another place than the agency", agency.backup_site)


# --- what is no fault, but should be known -------------------------------------------------------------------------


def remarks(agencies: tuple[Agency, ...], supervisor: Supervisor) -> tuple[str, ...]:
    """Return what whoever installs the console should still settle, in sentences."""
    told: list[str] = []
    for agency in agencies:
        blank = [name for name in _NUMBERS if not getattr(agency, name)]
        if not agency.backup_site:
            blank[-1:] = ["backup_site"] if blank[-1:] == ["backup_number"] else blank[-1:]
        elif any(other.star_code and other.is_named(agency.backup_site) for other in agencies):
            blank = [name for name in blank if name != "backup_number"]  # its star code is dialled
        if blank:
            told.append(f'{agency.label}: not set: {", ".join(blank)}; until then its rung says "no number set"')
        if agency.note:
            told.append(f"{agency.label} ({agency.star_code or 'no star code'}): {agency.note}")
    for index, agency in enumerate(agencies):
        for other in agencies[index + 1 :]:
            if other.is_named(agency.backup_site) and agency.is_named(other.backup_site):
                told.append(
                    f"{agency.label} and {other.label} back each other up; if both fail, the supervisor decides"
                )
            both = agency.speed_dial_number and dialled(agency.speed_dial_number) == dialled(other.speed_dial_number)
            if both:
                told.append(f"{agency.label} and {other.label} have the same speed-dial number")
    if not supervisor.number:
        told.append(f"{supervisor.label}: not set: number")
    return tuple(told)

"""The directory: numbers that no key of the console dials, each under a name.

A site's table lists what the manual does (D043, D169-D174); the numbers of the agencies themselves stand in the table
of agencies and are only shown here too, so that no number has to be kept right in two places.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.agencies.agency import Agency, AgencyTable, Kind
from app.agencies.table import remarks
from app.words import joined, say, spoken, tr


class EntryKind(StrEnum):
    """What a number is for. A tandem number is only ever an agency's, from the table of agencies."""

    STAR_CODE = "star-code"
    SPEED_DIAL = "speed-dial"
    TANDEM = "tandem"
    ADMINISTRATION = "administration"
    BELL = "bell"
    SUPERVISOR = "supervisor"
    BOARD = "board"


KIND_WORDS = {
    EntryKind.STAR_CODE: say("star code"),
    EntryKind.SPEED_DIAL: say("speed dial"),
    EntryKind.TANDEM: say("tandem number"),
    EntryKind.ADMINISTRATION: say("administration"),
    EntryKind.BELL: say("Bell"),
    EntryKind.SUPERVISOR: say("supervisor"),
    EntryKind.BOARD: say("Board"),
}

# Trouble is reported to these, and never on a 9-1-1 line (D176).
OFF_LINE = frozenset({EntryKind.BELL, EntryKind.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Entry:
    """One number of the directory, as printed; "" where the site has not set it.

    `extension` is asked for by voice, never dialled. `agency` is the id of the agency whose number this is, "" for any
    other. `source` is where the number is from ("manual p. 10").
    """

    name: str
    kind: EntryKind
    service: Kind = Kind.OTHER
    municipalities: tuple[str, ...] = ()
    number: str = ""
    extension: str = ""
    note: str = ""
    source: str = ""
    agency: str = ""

    @property
    def key(self) -> str:
        """What the entry is called in an event: no two entries have the same."""
        return f"{self.kind}: {self.name}"

    @property
    def words(self) -> str:
        """Name and kind, as a leg of a call is written down: "Uxbridge Fire administration"."""
        return self.name if self.off_line else joined(" ", (self.name, KIND_WORDS[self.kind]))

    @property
    def off_line(self) -> bool:
        """True if it must not be rung on a 9-1-1 line (D176)."""
        return self.kind in OFF_LINE


NOT_SET = say("no number set")
OFF_LINE_MARK = say("NOT ON A 9-1-1 LINE")
_NAME_COLUMNS = 36  # Uxbridge/Brock/Bowmanville Ambulance
_NUMBER_COLUMNS = 14  # 1-800-263-7721


def entry_line(entry: Entry) -> str:
    """Write an entry in columns of a fixed-width lettering: name, number, then what must be known of it."""
    extension = tr("ext. {number}", number=entry.extension) if entry.extension else ""
    mark = spoken(OFF_LINE_MARK if entry.off_line else KIND_WORDS[entry.kind])
    places = ", ".join(entry.municipalities)
    rest = " · ".join(part for part in (mark, extension, places, entry.note) if part)
    return f"{entry.name:<{_NAME_COLUMNS}} {entry.number or spoken(NOT_SET):<{_NUMBER_COLUMNS}} {rest}"


@dataclass(frozen=True, slots=True)
class Directory:
    """The entries, in the order of the table; those of the agencies stand last.

    `remarks` are sentences that are no faults but that whoever installs the console should read.
    """

    entries: tuple[Entry, ...] = ()
    source: str = ""
    remarks: tuple[str, ...] = ()

    def find(self, key: str) -> Entry | None:
        """Return the entry that is called so."""
        return next((each for each in self.entries if each.key == key), None)


def entries_of(table: AgencyTable) -> tuple[Entry, ...]:
    """Return the numbers that the table of agencies has, star codes first; one that is not set is left out."""
    routes = (
        (EntryKind.STAR_CODE, "star_code"),
        (EntryKind.TANDEM, "tandem_number"),
        (EntryKind.SPEED_DIAL, "speed_dial_number"),
    )
    made = [
        _entry_of(agency, kind, getattr(agency, name))
        for kind, name in routes
        for agency in table.agencies
        if getattr(agency, name)
    ]
    supervisor = table.supervisor
    if supervisor.number:
        made.append(
            Entry(
                supervisor.label,
                EntryKind.SUPERVISOR,
                number=supervisor.number,
                extension=supervisor.extension,
                source=table.source,
            )
        )
    return tuple(made)


def _entry_of(agency: Agency, kind: EntryKind, number: str) -> Entry:
    note = agency.note if kind is EntryKind.STAR_CODE else ""
    return Entry(agency.short, kind, agency.kind, agency.municipalities, number, "", note, "", agency.id)


def with_speed_dial(table: AgencyTable, directory: Directory) -> AgencyTable:
    """Return the agencies with the directory's speed-dial numbers where the table itself has none (D094, G19).

    The agency's own table comes first: it is the one that is checked for two agencies with one number.
    """
    listed = {
        each.agency: each.number
        for each in reversed(directory.entries)
        if each.kind is EntryKind.SPEED_DIAL and each.agency and each.number
    }
    if not any(each.id in listed and not each.speed_dial_number for each in table.agencies):
        return table
    agencies = tuple(
        replace(each, speed_dial_number=each.speed_dial_number or listed.get(each.id, "")) for each in table.agencies
    )
    return replace(table, agencies=agencies, remarks=remarks(agencies, table.supervisor))

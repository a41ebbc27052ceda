"""Reads a site's directory, and tells every fault of it in one reading.

    [[entry]]    name, kind, service, municipalities, number, extension, note, source, agency

`kind` is administration, speed-dial, star-code, bell, supervisor or board. `agency` is the id of an agency of the table
of agencies; it is only for a speed-dial number that the table of agencies does not have (D094).
"""

from app.agencies.agency import AgencyTable, Kind, dialled
from app.agencies.directory import KIND_WORDS, Directory, Entry, EntryKind, entries_of
from app.agencies.section import LONGEST_LABEL, LONGEST_NOTE, AgencySection
from app.table_text import Faults, read_table

# A region has some hundred numbers worth a name; the search is made for a thousand in a millisecond.
MOST_ENTRIES = 1_000

_KINDS = tuple(each for each in EntryKind if each is not EntryKind.TANDEM)


def load_directory(text: str, source: str, agencies: AgencyTable) -> Directory:
    """Read the text of a table; `source` names its file in every sentence. The agencies' own numbers stand last.

    Raises TableError with all faults, one sentence a line (file, line, place, expected, got), and nothing else.
    """
    table = read_table(text, source)
    faults = Faults(table)
    top = AgencySection(table.values, (), faults)
    listed = top.sections("entry")
    top.done()
    if len(listed) > MOST_ENTRIES:
        faults.add(("entry", MOST_ENTRIES), f"expected at most {MOST_ENTRIES} entries, got {len(listed)}")
    entries = [_entry(section, agencies) for section in listed[:MOST_ENTRIES]]
    _check_names(entries, faults)
    faults.raise_if_any()
    theirs = entries_of(agencies)
    names = {each.key.casefold() for each in theirs}
    routes = {(each.agency, each.kind) for each in theirs if each.agency}
    twice = [each for each in entries if each.key.casefold() in names or (each.agency, each.kind) in routes]
    own = tuple(each for each in entries if each not in twice)
    return Directory((*own, *theirs), source, _remarks(own, twice))


def _entry(section: AgencySection, agencies: AgencyTable) -> Entry:
    section.only(tuple(Entry.__dataclass_fields__))
    entry = Entry(
        name=section.words("name", LONGEST_LABEL, needed=True),
        kind=EntryKind(section.choice("kind", _KINDS) or EntryKind.ADMINISTRATION),
        service=section.one_of("service", Kind, Kind.OTHER),
        municipalities=section.municipalities(),
        number=section.telephone("number"),
        extension=section.telephone("extension"),
        note=section.words("note", LONGEST_NOTE),
        source=section.words("source", LONGEST_LABEL),
        agency=section.words("agency", LONGEST_LABEL),
    )
    if entry.number and dialled(entry.number) == dialled(agencies.ring_back_code):
        section.wrong("number", "another number than the ring-back code", entry.number)
    if entry.extension and not entry.number:
        section.fault("extension", f"expected the number it belongs to, got {entry.extension!r} alone")
    if entry.agency and entry.agency not in agencies.by_id:
        section.wrong("agency", f"one of {', '.join(agencies.by_id)}", entry.agency)
    elif entry.agency and entry.kind is not EntryKind.SPEED_DIAL:
        section.wrong("agency", "an agency for a speed-dial number alone", entry.agency)
    return entry


def _check_names(entries: list[Entry], faults: Faults) -> None:
    """A name stands once for a kind: what was chosen is written down by it."""
    taken: set[str] = set()
    for index, entry in enumerate(entries):
        key = entry.key.casefold()
        if entry.name and key in taken:
            faults.expected(("entry", index, "name"), f"a name that no other {entry.kind} entry has", entry.name)
        taken.add(key)


def _remarks(own: tuple[Entry, ...], twice: list[Entry]) -> tuple[str, ...]:
    told = [f"{each.words}: stands in the table of agencies, whose number is used" for each in twice]
    for kind in _KINDS:
        blank = [each.name for each in own if each.kind is kind and not each.number]
        if blank:
            told.append(f"{KIND_WORDS[kind]}: no number set: {', '.join(blank)}")
    return tuple(told)

"""The commands that read: decode, calls, trouble, complaints, verify, directory, manual."""

import json
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from app.agencies.directory import entry_line
from app.agencies.directory_search import DirectorySearch
from app.clock import from_text
from app.errors import AnswerpointError, FeedError, JournalError
from app.live_places import journal_to_read
from app.ports import Chunk
from app.position.limits import with_numbers
from app.settings import load_settings
from app.spill.events import Garbled, Heartbeat
from app.spill.model import Spill, spill_json
from app.spill.reader import SpillReader
from app.spill.recording import is_recording, read
from app.tables import format_names, load_agency_table, load_base_steps, load_manual, load_own_directory, load_tables
from drivers.system_clock import SystemClock

if TYPE_CHECKING:
    from app.matters.deadline import Terms
    from app.matters.matter import Matter

_BLOCK = 65_536  # bytes read at a time: a file of any size goes through


def decode(file: str, formats: str | None, settings_file: Path | None) -> int:
    """Write one JSON object a line for every record in FILE; 1 if anything was garbled or not decoded, else 0.

    FILE is raw bytes, or a recording, known by its header; `-` is the standard input.
    """
    names = format_names(formats)
    tables = load_tables(load_settings(settings_file), names)
    reader = SpillReader(tables.formats, tables.classes, tables.localities)
    clock = SystemClock()
    amiss = False
    last = clock.now()
    with _opened(file) as source:
        try:
            for chunk in _chunks(source, file, clock):
                amiss |= _tell(reader.feed(chunk))
                last = chunk.at
        except FeedError:
            _tell(reader.end(last))  # what came before the fault is not lost with it
            raise
        except KeyboardInterrupt:
            if stat.S_ISREG(os.fstat(source.fileno()).st_mode):
                raise  # else it is a line that is listened to, which has no end of its own
        amiss |= _tell(reader.end(last))
    return 1 if amiss else 0


def _opened(file: str) -> IO[bytes]:
    if file == "-":
        return open(sys.stdin.fileno(), "rb", closefd=False)
    try:
        return Path(file).open("rb")
    except (OSError, ValueError) as error:
        words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise FeedError(f"decode {file}: expected a file of bytes or a recording, got {words}") from error


def _chunks(source: IO[bytes], file: str, clock: SystemClock) -> Iterator[Chunk]:
    try:
        block = _some(source)
        if is_recording(block):
            try:
                yield from read(_lines(source, block))
            except FeedError as error:
                raise FeedError(f"recording {file}: {error}") from error
            return
        while block:
            yield Chunk(clock.now(), block)
            block = _some(source)
    except OSError as error:
        raise FeedError(f"decode {file}: expected bytes to read, got {error.strerror or error}") from error


def _some(source: IO[bytes]) -> bytes:
    """Return what there is, without waiting for a whole block where a pipe gives less."""
    read1 = getattr(source, "read1", source.read)
    data: bytes = read1(_BLOCK)
    return data


def _lines(source: IO[bytes], begun: bytes) -> Iterator[str]:
    """Yield text lines of bounded length; the reader of recordings refuses one that is longer than it allows."""
    rest = begun
    while True:
        end = rest.find(b"\n")
        if end >= 0:
            yield rest[: end + 1].decode("utf-8", "replace")
            rest = rest[end + 1 :]
            continue
        if len(rest) > _BLOCK:
            yield rest.decode("utf-8", "replace")
            rest = b""
        more = _some(source)
        if not more:
            break
        rest += more
    if rest:
        yield rest.decode("utf-8", "replace")


def _tell(found: Sequence[Spill | Garbled | Heartbeat]) -> bool:
    """Write what was found; return True if any of it was garbled or not decoded."""
    amiss = False
    for each in found:
        print(json.dumps(found_json(each)), flush=True)
        amiss |= isinstance(each, Garbled) or (isinstance(each, Spill) and each.format is None)
    return amiss


def found_json(found: Spill | Garbled | Heartbeat) -> dict[str, Any]:
    """Return the JSON object of anything a reader finds; every object has every key of a spill."""
    if isinstance(found, Spill):
        return spill_json(found)
    plain = spill_json(Spill(found.data, None, ()))
    if isinstance(found, Heartbeat):
        return plain | {"kind": "heartbeat", "format": found.table}
    return plain | {"kind": "garbled", "problems": [found.reason]}


def calls(journal: Path | None, as_json: bool) -> int:
    """List the calls, newest last."""
    from app.journal.read import calls as calls_of

    for call in calls_of(_journal(journal)):
        print(json.dumps(call) if as_json else _call_words(call))
    return 0


def _call_words(call: dict[str, Any]) -> str:
    # null where the event that told it was lost (journal-format.md, "The spool")
    arrived = f"{from_text(call['arrived_at']).astimezone():%Y-%m-%d %H:%M:%S}" if call["arrived_at"] else "not known"
    legs = "; ".join(
        f"{leg['agency'] or 'no agency'} {leg['digits'] or 'no digits'} "
        f"{(leg['outcome'] or 'not known').replace('_', ' ')}"
        + (f" after {leg['rings']} rings" if leg["rings"] else "")
        for leg in call["legs"]
    )
    parts = (
        f"{call['id']:>6}",
        f"{arrived:<19}",
        f"#{call['call_number'] or '-----'}",
        f"{call['number'] or 'no number':<10}",
        f"{call['service_class'] or '-':<4}",
        f"{(call['how_ended'] or 'open').replace('_', ' '):<11}",
        *([f"same incident as call {call['linked_to']}"] if call["linked_to"] is not None else ()),
        legs,
    )
    return "  ".join(parts).rstrip()


def manual(topic: str, search: str, settings_file: Path | None, pdf: Path | None, on_paper: bool) -> int:
    """Write the centre's manual as plain text, into a PDF, or on the system's own printer; 1 if nothing was found.

    `topic` is a topic, a page, a section's title or words, "" for all of it; `search` keeps of that what has the words,
    the best first.
    """
    from app.manual.plain import manual_text

    whole = load_manual(load_settings(settings_file))
    found = whole.named(topic) if topic else tuple(range(len(whole.sections)))
    if search:
        found = tuple(index for index in whole.search(search) if index in found)
    if not found:
        words = " ".join(each for each in (topic, search) if each)
        print(f"answerpoint: manual: nothing on {words!r}; without a word it writes all topics", file=sys.stderr)
        return 1
    sections = tuple(whole.sections[index] for index in found)
    if pdf is None and not on_paper:
        print(manual_text(sections, whole.edition), end="")
        return 0
    from app.ui.system_libraries import expect_pages

    expect_pages("manual")
    from app.ui.paper import to_pdf, to_printer

    if pdf is not None:
        pages = to_pdf(sections, whole.edition, pdf)
        print(f"written to {pdf}: {pages} page{'s' if pages != 1 else ''}")
    if on_paper:
        print(to_printer(sections, whole.edition))
    return 0


def directory(words: Sequence[str], settings_file: Path | None) -> int:
    """Print the entries of the directory that fit the words, the best first; 1 if there is none."""
    found = DirectorySearch(load_tables(load_settings(settings_file)).directory).find(" ".join(words))
    for entry in found:
        print(entry_line(entry))
    if not found:
        got = repr(" ".join(words))
        print(f"directory: expected words of an entry or digits of its number, got {got}", file=sys.stderr)
    return 0 if found else 1


def register(which: str, journal: Path | None, settings_file: Path | None, as_json: bool, only_open: bool) -> int:
    """List the trouble reports or the complaints of a journal with their history, newest last."""
    from app.matters import report

    now = SystemClock().now()
    terms = _terms(settings_file)
    for matter in _matters(journal, settings_file):
        if matter.register == which and (matter.open or not only_open):
            if as_json:
                print(json.dumps(report.as_json(matter, now, None, terms)))
            else:
                print("\n".join(report.list_lines(matter, now, None, terms)))
    return 0


def trouble_report(journal: Path | None, settings_file: Path | None, name: str, form: str) -> int:
    """Print a trouble report as the manual's form."""
    from app.matters import report
    from app.matters.matter import Register

    number = name.upper().removeprefix("T")
    for matter in _matters(journal, settings_file):
        if str(matter.number) == number and matter.register is Register.TROUBLE:
            lines = report.inquiry_report if form == "inquiry" else report.repair_report
            print("\n".join(lines(matter, None, _terms(settings_file))))
            return 0
    raise JournalError(f"expected the number of a trouble report, as `answerpoint trouble` lists them, got {name}")


def _terms(settings_file: Path | None) -> "Terms":
    """Return the centre's days, hours and numbers; a fault of its tables is told, and what stands there is left out."""
    settings = load_settings(settings_file)
    steps, faults = load_base_steps(settings)
    limits = steps.limits
    try:
        agencies = load_agency_table(settings)
        directory, no_directory = load_own_directory(settings, agencies)
        faults += no_directory
        limits = with_numbers(limits, agencies, directory)
    except AnswerpointError as error:
        faults += (str(error),)
    for fault in faults:
        print(fault, file=sys.stderr)
    return limits.terms


def _matters(journal: Path | None, settings_file: Path | None) -> "list[Matter]":
    from app.journal.open_matters import events_of
    from app.matters.register import KINDS, Matters

    register = Matters()
    for event in events_of(_journal(journal, settings_file), KINDS):
        register.take(event.kind, event.at, event.body, event.data)
    return list(register.matters.values())


def verify(journal: Path | None) -> int:
    """Walk the chain and rebuild the calls; 0 whole, 1 broken (names the event), 2 cannot read."""
    from app.journal.verify import verify as verified

    result = verified(_journal(journal))
    print(result.sentence, file=sys.stderr if result.exit_code else sys.stdout)
    return result.exit_code


def _journal(named: Path | None, settings_file: Path | None = None) -> Path:
    """Return the journal meant: the one named, else that of the settings or the usual place."""
    if named is not None:
        return named
    try:
        settings = load_settings(settings_file)
    except AnswerpointError as error:
        raise JournalError(f"no journal was named, and the settings do not name one: {error}") from error
    return journal_to_read(settings)

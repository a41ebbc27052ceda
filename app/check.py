"""`answerpoint check`: what is wrong with a table, in words; 0 if nothing, 1 if something."""

import queue
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from app.agencies.backup import backup_words
from app.agencies.directory import with_speed_dial
from app.agencies.directory_table import load_directory
from app.agencies.table import load_agencies
from app.call.procedure_chart import check_together, diagram
from app.call.procedure_table import load_procedure
from app.errors import AnswerpointError, TableError
from app.feed_choice import serial_lines
from app.ports import LineLost, LineTold, LineUp, PhoneEvent
from app.position.canned import load_canned
from app.position.limits import limit_words
from app.position.step_words import load_steps
from app.settings import default_settings_path, load_settings
from app.spill.explain import explain
from app.spill.formats import FormatTable
from app.spill.service_class import load_service_classes
from app.table_file import read_table_file
from app.tables import (
    TablesInForce,
    format_texts,
    known_to_procedures,
    load_agency_table,
    load_format,
    load_manual,
    load_own_directory,
    load_tables,
    shipped,
)
from app.translation import faults_of, read_translation
from app.workshop.look import Found
from app.workshop.look import look as look_at
from app.workshop_files import read_sample
from drivers.phone_profile import COMMANDS, Profile, load_profile
from drivers.serial_phone import TRIED_AGAIN, SerialPhone, split_spec
from drivers.system_clock import SystemClock

OUTLINE = "an outline: cannot be used until its commands are filled in"
SELF_TEST_S = 120.0  # seconds that a device's self-test may take: a dozen steps, each tried again on a bad line


def check_settings(file: Path | None) -> int:
    """Check a settings file, and every table it names."""
    outlines: list[str] = []

    def look() -> list[str]:
        settings = load_settings(file)
        tables = load_tables(settings, settings.formats)
        outlines.extend(tables.faults)
        main, second = serial_lines(settings, (), 2)
        lines = [f"  serial: {main}", f"  second_serial: {second}"] if settings.second_feed else [f"  serial: {main}"]
        if settings.second_serial and not settings.second_feed:
            outlines.append("second_serial: expected a second_feed whose line it sets, got none")
        lines += [f"  {name}  {digest}" for name, digest in tables.digests.items()]
        lines.append(f"  manual: {load_manual(settings, outlines.append).edition or 'of no edition named'}")
        lines += [f"  note: {each}" for each in _not_together(tables)]
        driver, _, rest = settings.phone.partition(":")
        if driver == "serial":
            profile = load_profile(split_spec(rest)[0], settings.phones_folder)
            lines.append(f"  phones/{profile.name}  {profile.digest}")
            if profile.unknown:
                outlines.append(f"phone profile {profile.name}: {OUTLINE}")
            outlines.extend(_too_short(profile, tables.steps.limits.rings))
        where = settings.source or f"{default_settings_path()} (none there: every default)"
        return [f"settings {where}: {'; '.join(outlines) or 'in order'}", *lines]

    fault = _told(look)
    return 1 if fault or outlines else 0


def check_agencies(file: Path | None) -> int:
    """Check a table of agencies (the shipped one if none is named)."""

    def look() -> list[str]:
        text = read_table_file(file, "agencies") if file else shipped("agencies")["durham"]
        table = load_agencies(text, str(file or "agencies/durham.toml"))
        lines = [f"agencies {table.source}: in order, {len(table.agencies)} agencies"]
        for each in table.agencies:
            lines.append(f"  {each.key:<4} {each.star_code or 'no code':<8} {each.label}")
            lines.append(f"       {backup_words(each, table)}")
        return [*lines, *(f"  note: {remark}" for remark in table.remarks)]

    return _told(look)


def check_directory(file: Path | None, settings_file: Path | None) -> int:
    """Check a directory (that of the settings if none is named) against the agencies of the settings."""

    def look() -> list[str]:
        settings = load_settings(settings_file)
        agencies = load_agency_table(settings)
        if file is not None:
            directory = load_directory(read_table_file(file, "directory"), str(file), agencies)
        else:
            directory, faults = load_own_directory(settings, agencies)
            if faults:
                raise TableError("\n".join(faults))
        listed = [each for each in directory.entries if each.number]
        lines = [f"directory {directory.source}: in order, {len(listed)} numbers, {len(directory.entries)} entries"]
        lines += [f"  {each.number:<16} {each.words}" for each in listed]
        lines += [f"  note: {remark}" for remark in directory.remarks]
        for before, after in zip(agencies.agencies, with_speed_dial(agencies, directory).agencies, strict=True):
            if before.speed_dial_number != after.speed_dial_number:
                lines.append(f"  note: the speed-dial key of {after.short} dials {after.speed_dial_number}")
        return lines

    return _told(look)


def check_classes(file: Path) -> int:
    """Check a service class table."""

    def look() -> list[str]:
        table = load_service_classes(read_table_file(file, "service classes"), str(file))
        return [f"service classes {file}: in order, {len(table.rows)} codes: {' '.join(table.rows)}"]

    return _told(look)


def check_tty(file: Path | None) -> int:
    """Check a table of lines ready for a TTY (the shipped one if none is named)."""

    def look() -> list[str]:
        text = read_table_file(file, "tty") if file else shipped("tty")["lines"]
        lines = load_canned(text, str(file or "tty/lines.toml"))
        return [f"tty {file or 'tty/lines.toml'}: in order, {len(lines)} lines"] + [
            f"  {each.label:<16} {each.text}" for each in lines
        ]

    return _told(look)


def check_steps(file: Path | None) -> int:
    """Check a table of the steps and limits of every call (the shipped one if none is named)."""

    def look() -> list[str]:
        text = read_table_file(file, "steps") if file else shipped("steps")["answer"]
        steps, limits = load_steps(text, str(file or "steps/answer.toml"))
        lines = [f"steps {file or 'steps/answer.toml'}: in order, {len(steps)} steps: {' '.join(steps)}"]
        return [*lines, *(f"  {name}: {limit_words(value)}" for name, value in limits.items())]

    return _told(look)


def check_translation(file: Path | None) -> int:
    """Check a translation of the screen (the shipped French one if none is named)."""

    def look() -> list[str]:
        ours = (files("resources") / "translations" / "answerpoint_fr.ts").read_text("utf-8")
        known = read_translation(ours, "answerpoint_fr.ts")
        messages = read_translation(read_table_file(file, "translation"), str(file)) if file else known
        faults = faults_of(messages, known)
        if faults:
            raise TableError("\n".join(f"translation {file}: {each}" for each in faults))
        done = sum(1 for source in known if source in messages and messages[source].forms)
        return [f"translation {file or 'answerpoint_fr.ts'}: in order, {done} of {len(known)} texts are translated"]

    return _told(look)


def check_procedures(file: Path | None, settings_file: Path | None, chart: bool) -> int:
    """Check one table of a procedure, or all that the settings bring in force; `chart` prints their diagrams."""
    faults: list[str] = []

    def look() -> list[str]:
        settings = load_settings(settings_file)
        tables = load_tables(settings)
        procedures = tables.procedures
        if file is not None:
            known = known_to_procedures(tables.classes, tables.agencies, tables.localities)
            one = load_procedure(read_table_file(file, "procedure"), str(file), known)
            others = tuple(each for each in procedures if each.id != one.id)
            faults.extend(check_together((one, *others)))
            procedures = (one,)
        else:
            faults.extend(tables.faults)
        if faults:
            return []
        lines = [f"procedures: in order, {len(procedures)} of them"]
        for each in procedures:
            lines.append(f"  {each.letter or '-'}  {each.title}, {len(each.steps)} steps ({each.source_file})")
            lines += [f"     {line}" for line in diagram(each).splitlines()] if chart else []
        return lines

    fault = _told(look)
    for each in faults:
        print(each, file=sys.stderr)
    return 1 if fault or faults else 0


def check_format(name: str, sample: Path | None, settings_file: Path | None) -> int:
    """Check a format table and, with a sample, show line by line what matched which field and where it stopped.

    1 if the table has a fault, or anything of the sample, heartbeats apart, is no record that it decodes; else 0.
    """
    undecoded: list[Found] = []

    def look() -> list[str]:
        settings = load_settings(settings_file)
        texts = format_texts(settings)
        source, text = texts[name] if name in texts else (name, read_table_file(Path(name), "format"))
        rest = load_tables(replace(settings, formats=(), formats_folder=None))  # only this table is looked at
        table = load_format(text, source, rest.classes)
        lines = [f"format {table.name} ({source}): in order"]
        if sample is not None:
            lines += _explained(table, text, sample, rest, undecoded)
        return lines

    return _told(look) or int(bool(undecoded))


def check_phone(name: str, device: str | None, settings_file: Path | None) -> int:
    """Check the profile of a serial telephone and, with a device, run its self-test; nothing is dialled."""
    profiles: list[Profile] = []

    def look() -> list[str]:
        profiles.append(load_profile(name, load_settings(settings_file).phones_folder))
        return _profile_lines(profiles[0])

    fault = _told(look)
    if fault or device is None:
        return 1 if fault or profiles[0].unknown else 0
    try:
        phone = SerialPhone(profiles[0], device, SystemClock())
    except AnswerpointError as error:
        print(error, file=sys.stderr)
        return 1
    events: queue.Queue[PhoneEvent] = queue.Queue()
    phone.open(events.put)
    try:
        while True:
            match events.get(timeout=SELF_TEST_S):
                case LineTold(what=what, text=text):
                    print(f"  {what}: {text}", flush=True)
                case LineUp():
                    print(f"{device}: in order")
                    return 0
                case LineLost(why=why):
                    print(why.removesuffix(TRIED_AGAIN), file=sys.stderr)
                    return 1
    except queue.Empty:
        print(f"{device}: expected the self-test to end within {SELF_TEST_S:g} s, got nothing more", file=sys.stderr)
        return 1
    finally:
        phone.close()


def _not_together(tables: TablesInForce) -> list[str]:
    """Say which municipality has no agency of a kind that others have, and which agency's is on no list: a slip of the
    pen in either table leaves a key unmarked.
    """
    listed = frozenset().union(*tables.localities.same)
    agencies = tables.agencies.agencies
    said = [
        f"agencies: {each.label}: {name} is on no list of localities"
        for each in agencies
        for name in each.municipalities
        if name not in listed
    ]
    for kind in dict.fromkeys(each.kind for each in agencies if each.municipalities):
        served = {name for each in agencies if each.kind is kind for name in each.municipalities}
        said += [
            f"localities: no {kind} agency is for {', '.join(sorted(forms))}"
            for forms in tables.localities.same
            if not forms & served
        ]
    return said


def _too_short(profile: Profile, rings: int) -> list[str]:
    """Say if a line that hears no ring but the first would be given up before it has rung as often as it may."""
    unanswered, long = profile.times["unanswered"], rings * profile.times["ring_cycle"]
    if profile.caps.ring_count != "clock" or unanswered > long:
        return []
    expected = f"expected more than the {long:g} s of {rings} rings (limits of the steps), got {unanswered:g}"
    return [f"phone profile {profile.name}: times.unanswered: {expected}"]


def _profile_lines(profile: Profile) -> list[str]:
    caps = profile.caps
    knows = {
        "dial tone": "heard" if caps.dial_tone_seen else "waited for, not heard",
        "rings": {"none": "not heard", "clock": "counted by the clock"}.get(caps.ring_count, "heard one by one"),
        "answer": {"none": "not heard", "deduced": "deduced from silence"}.get(caps.answer_seen, "told by the line"),
        "busy": "told from no free circuit" if caps.busy_vs_reorder else "not told from no free circuit",
    }
    state = OUTLINE if profile.unknown else "in order"
    lines = [f"phone profile {profile.name} ({profile.source}): {state}", f"  {profile.title}", f"  {profile.about}"]
    lines += [f"  {what}: {how}" for what, how in knows.items()]
    lines += [f"  can do: {', '.join(each for each in COMMANDS if each in profile.commands)}"]
    lines += [f"  not known, to be taken from the device's manual: {each}" for each in profile.unknown]
    lines += [f"  from: {each}" for each in profile.sources]
    return [*lines, *(f"  unproved: {each}" for each in profile.unproved)]


def _explained(table: FormatTable, text: str, sample: Path, tables: TablesInForce, undecoded: list[Found]) -> list[str]:
    """Say of everything in the sample what the table makes of it; `undecoded` takes what it does not decode."""
    chunks, cut = read_sample(sample)
    seen = look_at(text, table.source, chunks, tables.classes, tables.localities)
    lines: list[str] = []
    undecoded += [found for found in seen.found if found.kind in ("not_decoded", "garbled")]
    for found in seen.found:
        lines += ["", found.title] if seen.count > 1 else []
        if found.kind in ("spill", "not_decoded"):
            lines += explain(table, found.data, chunks[-1].at, tables.classes, tables.localities)
        else:
            lines += found.problems
    lines += ["", seen.words] if seen.count != 1 else []
    return [*lines, "the sample is longer than what is looked at"] if cut else lines


def _told(look: Callable[[], list[str]]) -> int:
    try:
        lines = look()
    except AnswerpointError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0

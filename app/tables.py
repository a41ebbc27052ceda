"""The tables in force: shipped with the program, or the site's own in their place, read and named with a digest."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from app.agencies.agency import Agency, AgencyTable
from app.agencies.directory import Directory, with_speed_dial
from app.agencies.directory_table import load_directory
from app.agencies.table import load_agencies
from app.call.procedure import Procedure
from app.call.procedure_chart import check_together
from app.call.procedure_table import Known, load_procedure
from app.errors import TableError
from app.position.canned import CannedLine, load_canned
from app.position.limits import limits_of, with_numbers
from app.position.step_words import BaseSteps, load_steps
from app.settings import Settings
from app.spill.formats import FormatTable, load_table
from app.spill.locality import Localities, load_localities
from app.spill.model import ServiceKind
from app.spill.service_class import ServiceClasses, load_service_classes
from app.table_file import read_table_file

if TYPE_CHECKING:
    from app.manual import Manual

_NONE_OF_ITS_OWN = "procedures: until these go together all the shipped ones are in force, and none of the site's own"
_DIGEST = 16  # hex digits shown and journalled: enough to see that a table is another one


@dataclass(frozen=True, slots=True)
class TablesInForce:
    """What a console or a `decode` works by. `digests` is table name -> first digits of its SHA-256.

    `faults` are sentences on tables of the site's own that are not in force: the shipped ones are, in their place.
    """

    formats: tuple[FormatTable, ...]
    classes: dict[str, ServiceClasses]  # by provider
    localities: Localities
    agencies: AgencyTable
    canned: tuple[CannedLine, ...]  # lines ready for a TTY
    procedures: tuple[Procedure, ...]
    directory: Directory  # numbers that no key dials
    steps: BaseSteps  # of every call
    digests: dict[str, str]
    faults: tuple[str, ...] = ()


def shipped(folder: str) -> dict[str, str]:
    """Return name -> text of every table shipped in a folder of `resources`."""
    found = (files("resources") / folder).iterdir()
    return {each.name.removesuffix(".toml"): each.read_text("utf-8") for each in found if each.name.endswith(".toml")}


def format_names(given: str | None, usual: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the formats that a command line names, as in `bell-printer,telus-log-2`; else the `usual` ones.

    Raises TableError where it was to name some and nothing stands there, as where a script has lost them.
    """
    if given is None:
        return usual
    names = tuple(name.strip() for name in given.split(",") if name.strip())
    if not names:
        raise TableError(f"--format: expected the name of a format, as in bell-printer, got {given!r}")
    return names


def load_tables(settings: Settings, formats: tuple[str, ...] = ()) -> TablesInForce:
    """Read every table; `formats` names those in force, in their order (all there are, if empty).

    Raises TableError for a table with a fault or a format nobody has.
    """
    digests: dict[str, str] = {}

    def noted(kind: str, name: str, text: str) -> str:
        digests[f"{kind}/{name}"] = hashlib.sha256(text.encode()).hexdigest()[:_DIGEST]
        return text

    texts = format_texts(settings)
    names = formats or tuple(sorted(texts))
    for name in names:
        if name not in texts:
            raise TableError(f"format: expected one of {', '.join(sorted(texts))}, got {name!r}")
    in_order = [(texts[name][0], noted("formats", name, texts[name][1])) for name in names]
    classes: dict[str, ServiceClasses] = {}
    told_by: dict[str, str] = {}
    for name, (source, text) in _with_own("service_classes", settings.service_classes_folder).items():
        table = load_service_classes(noted("service_classes", name, text), source)
        other = told_by.get(table.provider, source)
        if other not in (source, f"service_classes/{table.provider}.toml"):
            raise TableError(f"{source}: provider: expected one of its own, got {table.provider!r}, as in {other}")
        told_by[table.provider] = source
        classes[table.provider] = table
    tables = tuple(load_format(text, source, classes) for source, text in in_order)
    where, text = _one("localities", "durham", settings.localities)
    localities = load_localities(noted("localities", Path(where).stem, text), where)
    agencies = load_agency_table(settings, noted)
    directory, no_directory = load_own_directory(settings, agencies, noted)
    agencies = _as_sent(with_speed_dial(agencies, directory), localities)
    where, text = _one("tty", "lines", settings.tty_lines)
    canned = load_canned(noted("tty", Path(where).stem, text), where)
    known = known_to_procedures(classes, agencies, localities)
    procedures, faults = load_procedures(settings, known, noted)
    procedures = tuple(replace(each, places=_every_form(each.places, localities)) for each in procedures)
    steps, no_steps = load_base_steps(settings, noted)
    steps = steps.with_limits(with_numbers(steps.limits, agencies, directory))
    return TablesInForce(
        tables,
        classes,
        localities,
        agencies,
        canned,
        procedures,
        directory,
        steps,
        digests,
        (*no_directory, *faults, *no_steps),
    )


def _unnoted(kind: str, name: str, text: str) -> str:
    return text


def load_agency_table(settings: Settings, noted: Callable[[str, str, str], str] = _unnoted) -> AgencyTable:
    """Return the agencies in force, as their own table has them. Raises TableError for a fault."""
    where, text = _one("agencies", "durham", settings.agencies)
    return load_agencies(noted("agencies", Path(where).stem, text), where)


def load_own_directory(
    settings: Settings, agencies: AgencyTable, noted: Callable[[str, str, str], str] = _unnoted
) -> tuple[Directory, tuple[str, ...]]:
    """Return the directory in force and, in sentences, what is wrong with the site's own.

    No caller must wait for a fault in a list of numbers: the shipped one then stands in its place.
    """
    faults: tuple[str, ...] = ()
    if settings.directory is not None:
        try:
            where, text = _one("directory", "durham", settings.directory)
            directory = load_directory(text, where, agencies)
            noted("directory", Path(where).stem, text)
            return directory, ()
        except TableError as error:
            faults = (str(error),)
    where, text = _one("directory", "durham", None)
    return load_directory(noted("directory", "durham", text), where, agencies), faults


def load_base_steps(
    settings: Settings, noted: Callable[[str, str, str], str] = lambda kind, name, text: text
) -> tuple[BaseSteps, tuple[str, ...]]:
    """Return steps and limits of every call and what is wrong with the site's own; the shipped ones then stand in."""
    faults: tuple[str, ...] = ()
    steps, limits = load_steps(noted("steps", "answer", shipped("steps")["answer"]), "steps/answer.toml")
    if settings.steps is not None:
        try:
            text = read_table_file(settings.steps, "steps")
            own = load_steps(text, str(settings.steps))
            steps, limits = steps | own.steps, limits | own.limits
            noted("steps", "own", text)
        except TableError as error:
            faults = (str(error),)
    return BaseSteps(steps, settings.greeting_language, limits=limits_of(limits)), faults


def _as_sent(agencies: AgencyTable, localities: Localities) -> AgencyTable:
    """Return the agencies with their municipalities in every form in which a record may have them.

    A form that another agency of the kind names itself is that one's.
    """

    def forms(agency: Agency) -> tuple[str, ...]:
        others = (each for each in agencies.agencies if each.kind is agency.kind and each is not agency)
        named = frozenset(name for each in others for name in each.municipalities)
        return tuple(sorted(localities.every_form(agency.municipalities) - named.difference(agency.municipalities)))

    return replace(agencies, agencies=tuple(replace(each, municipalities=forms(each)) for each in agencies.agencies))


def _every_form(places: Mapping[str, frozenset[str]], localities: Localities) -> dict[str, frozenset[str]]:
    return {name: localities.every_form(municipalities) for name, municipalities in places.items()}


def known_to_procedures(classes: Mapping[str, ServiceClasses], agencies: AgencyTable, localities: Localities) -> Known:
    """Return what the procedures may name of the other tables."""
    served = (name for each in agencies.agencies for name in each.municipalities)
    return Known(
        classes=frozenset(code for table in classes.values() for code in table.rows),
        kinds=frozenset(ServiceKind),
        municipalities=frozenset(served).union(*localities.same),
    )


def load_procedures(
    settings: Settings, known: Known, noted: Callable[[str, str, str], str] = _unnoted
) -> tuple[tuple[Procedure, ...], tuple[str, ...]]:
    """Return the procedures in force and, in sentences, what is wrong with the site's own.

    A caller must not wait for a fault in a table: the shipped procedure stands in for a faulty one of its name, and all
    the shipped ones where the site's do not go together. A shipped one may name classes and municipalities that another
    centre has not: no caller of its comes from there, so what depends on them never holds.
    """
    shipped_for = Known(kinds=known.kinds)
    own: dict[str, tuple[str, str]] = {}
    faults: list[str] = []
    texts = {name: (f"procedures/{name}.toml", text) for name, text in sorted(shipped("procedures").items())}
    if settings.procedures_folder is not None:
        try:
            for path in _own_files(settings.procedures_folder, "procedures"):
                own[path.stem] = (str(path), read_table_file(path, "procedures"))
        except TableError as error:
            faults.append(str(error))
    good: dict[str, Procedure] = {}
    for name, (source, text) in {**texts, **own}.items():
        try:
            good[name] = load_procedure(text, source, known if name in own else shipped_for)
        except TableError as error:
            if name not in own:
                raise
            faults.append(str(error))
            if name in texts:
                good[name] = load_procedure(texts[name][1], texts[name][0], shipped_for)
    together = check_together(tuple(good.values()))
    if together and own:
        faults += [*together, _NONE_OF_ITS_OWN]
        own = {}
        good = {name: load_procedure(text, source, shipped_for) for name, (source, text) in texts.items()}
    elif together:
        raise TableError("\n".join(together))
    for name, each in good.items():
        text = own[name][1] if name in own and each.source_file == own[name][0] else texts[name][1]
        noted("procedures", name, text)
    return tuple(good.values()), tuple(faults)


def format_texts(settings: Settings) -> dict[str, tuple[str, str]]:
    """Return format name -> (where it stands, its text); the site's own folder comes before what is shipped."""
    return _with_own("formats", settings.formats_folder)


def load_format(text: str, source: str, classes: Mapping[str, ServiceClasses]) -> FormatTable:
    """Read a format table that is in force, from the file `source`. Raises TableError.

    It has the name of its file, for by that one it is called upon, and its `classes` are of a table there is.
    """
    table = load_table(text, source)
    if table.name != Path(source).stem:
        raise TableError(f"{source}: name: expected {Path(source).stem!r}, as its file is named, got {table.name!r}")
    if table.classes and table.classes not in classes:
        expected = f"one of {', '.join(sorted(classes))}, or a table of service_classes_folder"
        raise TableError(f"{source}: classes: expected {expected}, got {table.classes[:60]!r}")
    return table


def load_manual(settings: Settings, told: Callable[[str], None] | None = None) -> "Manual":
    """Read the centre's manual: the pages shipped, each replaced by the site's own of the same file name.

    It is read when somebody asks for it, never on the way to the first caller. Raises TableError; with `told`, a fault
    of the site's own pages is told instead, and the shipped page stands in for one.
    """
    from app.manual import Manual, read_topic

    pages = {
        each.name: read_topic(each.read_text("utf-8"), each.name)
        for each in (files("resources") / "help" / "manual").iterdir()
        if each.name.endswith(".md")
    }
    if settings.manual_folder is not None:
        try:
            for path in _own_files(settings.manual_folder, "manual", ".md", "pages"):
                try:
                    pages[path.name] = read_topic(read_table_file(path, "manual"), str(path))
                except TableError as error:
                    if told is None:
                        raise
                    told(str(error))
        except TableError as error:
            if told is None:
                raise
            told(str(error))
    return Manual(tuple(page for _name, page in sorted(pages.items())))


def _with_own(folder: str, own: Path | None) -> dict[str, tuple[str, str]]:
    tables = {name: (f"{folder}/{name}.toml", text) for name, text in sorted(shipped(folder).items())}
    if own is not None:
        for path in _own_files(own, folder):
            tables[path.stem] = (str(path), read_table_file(path, folder))
    return tables


def _own_files(folder: Path, what: str, ending: str = ".toml", kind: str = "tables") -> Iterator[Path]:
    try:
        # A name that begins with a dot is an editor's or a system's own, as `.#trace.toml` while it is being written.
        own = (each for each in folder.iterdir() if each.suffix == ending and not each.name.startswith("."))
        yield from sorted(own)
    except OSError as error:
        raise TableError(f"{what} {folder}: expected a folder of {kind}, got {error.strerror or error}") from error


def _one(folder: str, name: str, own: Path | None) -> tuple[str, str]:
    if own is not None:
        return str(own), read_table_file(own, folder)
    return f"{folder}/{name}.toml", shipped(folder)[name]

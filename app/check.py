"""`answerpoint check`: what is wrong with a table, in words; 0 if nothing, 1 if something."""

import sys
from collections.abc import Callable
from pathlib import Path

from app.agencies.table import load_agencies
from app.errors import TableError
from app.position.canned import load_canned
from app.settings import default_settings_path, load_settings
from app.spill.explain import explain
from app.spill.formats import load_table
from app.spill.service_class import load_service_classes
from app.table_file import read_table_file
from app.tables import format_texts, load_tables, shipped
from drivers.system_clock import SystemClock

MOST_SAMPLE = 1_048_576  # bytes of a sample that are read: many thousand records


def check_settings(file: Path | None) -> int:
    """Check a settings file, and every table it names."""

    def look() -> list[str]:
        settings = load_settings(file)
        tables = load_tables(settings, settings.formats)
        where = settings.source or f"{default_settings_path()} (none there: every default)"
        return [f"settings {where}: in order", *(f"  {name}  {digest}" for name, digest in tables.digests.items())]

    return _told(look)


def check_agencies(file: Path | None) -> int:
    """Check a table of agencies (the shipped one if none is named)."""

    def look() -> list[str]:
        text = read_table_file(file, "agencies") if file else shipped("agencies")["durham"]
        table = load_agencies(text, str(file or "agencies/durham.toml"))
        lines = [f"agencies {table.source}: in order, {len(table.agencies)} agencies"]
        lines += [f"  {each.key:<4} {each.star_code or 'no code':<8} {each.label}" for each in table.agencies]
        return [*lines, *(f"  note: {remark}" for remark in table.remarks)]

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


def check_format(name: str, sample: Path | None, settings_file: Path | None) -> int:
    """Check a format table and, with a sample, show line by line what matched which field and where it stopped."""

    def look() -> list[str]:
        settings = load_settings(settings_file)
        texts = format_texts(settings)
        source, text = texts[name] if name in texts else (name, read_table_file(Path(name), "format"))
        table = load_table(text, source)
        lines = [f"format {table.name} ({source}): in order"]
        if sample is not None:
            tables = load_tables(settings)
            now = SystemClock().now()
            lines += explain(table, _sample(sample), now, tables.classes, tables.localities)
        return lines

    return _told(look)


def _sample(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_SAMPLE)
    except (OSError, ValueError) as error:
        words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise TableError(f"sample {path}: expected a file of bytes, got {words}") from error


def _told(look: Callable[[], list[str]]) -> int:
    try:
        lines = look()
    except TableError as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(lines))
    return 0

"""The files of the configuration and their SHA-256: the settings, every shipped table, and every one of the site's."""

import hashlib
from collections.abc import Iterator
from dataclasses import fields
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from app.errors import TableError
from app.health.judge.configuration import Approval, read_approval
from app.settings import Settings
from app.table_file import read_table_file

TABLES = (".toml", ".md")
"""Endings of the tables and of the manual's pages."""

_OURS = ("journal", "record", "source")  # files of the settings that are no tables


def digests(settings: Settings) -> dict[str, str]:
    """Return the SHA-256 of each file by its name. Raises TableError for one that cannot be read."""
    found: dict[str, str] = {}
    if settings.source is not None:
        found[settings.source.name] = _digest(settings.source)
    for name, text in _shipped(files("resources"), "shipped"):
        found[name] = hashlib.sha256(text).hexdigest()
    for each in fields(settings):
        value = getattr(settings, each.name)
        if isinstance(value, Path) and each.name not in _OURS:
            for path in _own(value):
                found[str(path)] = _digest(path)
    return found


def approval(path: Path) -> Approval | None:
    """Read an approval, None if there is none. Raises TableError for one that cannot be read."""
    return read_approval(read_table_file(path, "approval"), str(path)) if path.exists() else None


def _shipped(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.is_dir() and not each.name.startswith("_"):
            yield from _shipped(each, f"{name}/{each.name}")
        elif each.name.endswith(TABLES):
            yield f"{name}/{each.name}", each.read_bytes()


def _own(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    try:
        return sorted(each for each in path.iterdir() if each.suffix in TABLES and not each.name.startswith("."))
    except OSError as error:
        raise TableError(f"configuration {path}: expected a folder of tables, got {error.strerror or error}") from error


def _digest(path: Path) -> str:
    return hashlib.sha256(read_table_file(path, "configuration").encode()).hexdigest()

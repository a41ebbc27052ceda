"""Reads the TOML of a table and collects its faults, each saying where, what was expected and what stands there.

Used for format tables, service classes and localities alike. Any text gives a `Section` or a TableError.
"""

from collections.abc import Iterable
from typing import Any

from app.errors import TableError
from app.table_text import Path, TableText, read_table

FAULTS_TOLD = 20  # of one table; the rest follows once these are put right
GOT_LENGTH = 60  # characters of a wrong value that are shown


class Faults:
    """The faults of one table."""

    def __init__(self, text: TableText) -> None:
        self._text = text
        self._told: list[tuple[int, str]] = []
        self._count = 0

    @property
    def count(self) -> int:
        """How many faults were noted."""
        return self._count

    def add(self, path: Path, sentence: str) -> None:
        """Note a fault of the key at `path`, () for the whole table."""
        self._count += 1
        if len(self._told) < FAULTS_TOLD:
            line = self._text.line(path)
            told = ": ".join(filter(None, (self._text.source, _words(path), sentence)))
            self._told.append((line, f"{told} (line {line})" if line else told))

    def check(self) -> None:
        """Raise TableError with every fault noted so far, in the order of the table; nothing if there is none."""
        if self._told:
            more = f"; and {self._count - len(self._told)} more" if self._count > len(self._told) else ""
            told = [sentence for _line, sentence in sorted(self._told, key=lambda each: each[0])]
            raise TableError("; ".join(told) + more)


class Section:
    """One section of a table, from which keys are taken; `done` tells of keys that nobody took."""

    def __init__(self, values: dict[str, Any], path: Path, faults: Faults) -> None:
        self.path = path
        self.faults = faults
        self._values = dict(values)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def left(self) -> list[str]:
        """Return the keys that nobody took yet."""
        return list(self._values)

    def fault(self, key: str, sentence: str) -> None:
        """Note a fault at `key`."""
        self.faults.add((*self.path, key), sentence)

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text; without a `default` it is needed and may not be empty."""
        if key not in self._values and default is not None:
            return default
        value = self._take(key, "a text")
        if isinstance(value, str) and (value.strip() or default is not None):
            return value
        if value is not None:
            self._wrong(key, "a text", value)
        return default or ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a text or a list of texts; none if the key is not there."""
        if key not in self._values:
            return ()
        value = self._values.pop(key)
        if isinstance(value, str):
            return (value,)
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self._wrong(key, "a text or a list of texts", value)
        return ()

    def number(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """Take a number from `least` to `most`."""
        if key not in self._values and default is not None:
            return default
        value = self._take(key, "a number")
        if isinstance(value, (int, float)) and not isinstance(value, bool) and least <= value <= most:
            return value
        if value is not None:
            self._wrong(key, f"a number from {least:g} to {most:g}", value)
        return least if default is None else default

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Take a whole number from `least` to `most`."""
        value = self.number(key, least, most, default)
        if value != int(value):
            self._wrong(key, "a whole number", value)
        return int(value)

    def flag(self, key: str) -> bool:
        """Take true or false; false if the key is not there."""
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            self._wrong(key, "true or false", value)
        return value is True

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """Take one of the words `allowed`."""
        words = list(allowed)
        value = self.text(key, default)
        if value not in words and value:
            self._wrong(key, f"one of {', '.join(words)}", value)
        return value if value in words else words[0]

    def section(self, key: str) -> "Section":
        """Take a section; an empty one if the key is not there."""
        value = self._values.pop(key, {})
        if not isinstance(value, dict):
            self._wrong(key, f"a section [{key}]", value)
            value = {}
        return Section(value, (*self.path, key), self.faults)

    def sections(self, key: str) -> list["Section"]:
        """Take a list of sections, each named by its number from 1; none if the key is not there."""
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self._wrong(key, f"a list of sections [[{key}]]", value)
            value = []
        return [Section(each, (*self.path, key, index), self.faults) for index, each in enumerate(value)]

    def anything(self, key: str) -> object:
        """Take whatever stands there; None if the key is not there."""
        return self._values.pop(key, None)

    def done(self) -> None:
        """Note every key that nobody took as unknown."""
        for key, value in self._values.items():
            self.fault(key, f"expected no such key here, got {_short(value)}")
        self._values = {}

    def _take(self, key: str, what: str) -> Any:
        if key not in self._values:
            self.fault(key, f"expected {what}, got nothing")
            return None
        return self._values.pop(key)

    def _wrong(self, key: str, expected: str, got: object) -> None:
        self.fault(key, f"expected {expected}, got {_short(got)}")


def read_toml(text: str, source: str) -> Section:
    """Read a table's text. Raises TableError where it is too long or no TOML; `source` is its file's name."""
    table = read_table(text, source)
    return Section(dict(table.values), (), Faults(table))


def _words(path: Path) -> str:
    """Return a path in words, as in `layout 1, lines 3, pattern`."""
    words: list[str] = []
    for part in path:
        if isinstance(part, int):
            words[-1] += f" {part + 1}"
        else:
            words.append(_short(part))
    return ", ".join(words)


def _short(value: object) -> str:
    """Return a value as it is shown in a message."""
    try:
        text = value if isinstance(value, str) and value.isidentifier() else repr(value)
    except (RecursionError, ValueError):
        text = f"a {type(value).__name__}"  # nested too deeply, or a number too long to be written
    return text if len(text) <= GOT_LENGTH else text[: GOT_LENGTH - 1] + "…"

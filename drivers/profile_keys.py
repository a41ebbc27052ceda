"""The keys of a profile's table, read one by one: what is wrong is noted, and a harmless value goes on in its place.

`Layered` is a table that says only what differs from another; each fault is told with the file and line it stands in.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.table_text import Faults, Path, TableText

LONGEST_TEXT = 200
"""Characters of a text where nothing else is said."""

LONGEST_RAW = 20
"""Characters of what is sent as it stands (a line's end, what stands between digits)."""


@dataclass(frozen=True, slots=True)
class Layered(TableText):
    """A table put over its `base`: sections key by key, [[result]] before those of the base, all else instead of it."""

    base: TableText | None = None
    own_results: int = 0

    @classmethod
    def of(cls, own: TableText, base: TableText) -> "Layered":
        """Put `own` over `base`."""
        values = _merged(own.values, base.values)
        results = own.values.get("result", [])
        count = 0
        if isinstance(results, list) and isinstance(base.values.get("result"), list):
            values["result"] = results + base.values["result"]
            count = len(results)
        return cls(own.source, values, own.lines, base, count)

    def line(self, path: Path) -> int:
        """Return the line of a key in the file that `where` names."""
        file, there = self._at(path)
        return TableText.line(file, there)

    def where(self, path: Path = ()) -> str:
        """Return file and line of a key, in whichever of the two files it stands."""
        file, there = self._at(path)
        line = TableText.line(file, there)
        return f"{file.source} line {line}" if line else file.source

    def _at(self, path: Path) -> tuple[TableText, Path]:
        if self.base is None:
            return self, path
        match path:
            case ("result", int() as number, *rest) if number >= self.own_results:
                return self.base, ("result", number - self.own_results, *rest)
        if path in self.lines or not path or path not in self.base.lines:
            in_own = next((n for n in range(len(path), 0, -1) if path[:n] in self.lines), 0)
            in_base = next((n for n in range(len(path), 0, -1) if path[:n] in self.base.lines), 0)
            return (self.base, path) if in_base > in_own else (self, path)
        return self.base, path


def _merged(own: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    values = dict(base)
    for key, value in own.items():
        below = values.get(key)
        # a command with its reply is one thing; sections of sections are those of [units.NAME]
        if isinstance(value, dict) and isinstance(below, dict):
            values[key] = {**below, **value}
        else:
            values[key] = value
    return values


class Keys:
    """One section: reads its keys by kind."""

    def __init__(self, values: Mapping[str, Any], path: Path, faults: Faults) -> None:
        self._values = values
        self._path = path
        self._faults = faults

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def path(self, key: str) -> Path:
        """Return how `key` is reached."""
        return (*self._path, key)

    def only(self, known: Sequence[str]) -> None:
        """Note every key that nothing reads."""
        for key in self._values:
            if key not in known:
                self._faults.unknown(self.path(key), known)

    def anything(self, key: str) -> Any:
        """Return what stands there, None where nothing does."""
        return self._values.get(key)

    def text(self, key: str, default: str | None = None, longest: int = LONGEST_TEXT) -> str:
        """Read words for people; `default` None means that they must be there."""
        value = self._values.get(key, default)
        expected = f"words of at most {longest} characters"
        if value is None:
            self._faults.missing(self.path(key), expected)
        elif not isinstance(value, str) or len(value) > longest or not _is_shown(value):
            self._faults.expected(self.path(key), expected, value)
        elif default is None and not value.strip():
            self._faults.expected(self.path(key), f"{expected}, not blank", value)
        else:
            return " ".join(value.split())
        return default or ""

    def raw(self, key: str, default: str) -> str:
        """Read what is sent as it stands."""
        value = self._values.get(key, default)
        if isinstance(value, str) and len(value) <= LONGEST_RAW and all(ord(each) <= 0xFF for each in value):
            return value
        self._faults.expected(self.path(key), f"at most {LONGEST_RAW} characters of one byte", value)
        return default

    def texts(self, key: str, most: int, longest: int = LONGEST_TEXT) -> tuple[str, ...]:
        """Read a text or a list of texts; none where the key is not there."""
        value = self._values.get(key, [])
        many = [value] if isinstance(value, str) else value
        if not isinstance(many, list) or len(many) > most or not all(_is_text(each, longest) for each in many):
            self._faults.expected(
                self.path(key), f"a text or a list of at most {most} texts of {longest} characters", value
            )
            return ()
        return tuple(many)

    def items(self, key: str, most: int) -> list[Any]:
        """Read a list of whatever."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or len(value) > most:
            self._faults.expected(self.path(key), f"a list of at most {most}", value)
            return []
        return value

    def number(self, key: str, default: float, least: float, most: float, unit: str) -> float:
        """Read a number."""
        value = self._values.get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and least <= value <= most:
            return float(value)
        self._faults.expected(self.path(key), f"{unit} from {least:g} to {most:g}", value)
        return default

    def flag(self, key: str, default: bool) -> bool:
        """Read true or false."""
        value = self._values.get(key, default)
        if isinstance(value, bool):
            return value
        self._faults.expected(self.path(key), "true or false", value)
        return default

    def choice(self, key: str, words: Sequence[str], default: str | None) -> str:
        """Read one of these words; `default` None means that it must be there."""
        value = self._values.get(key, default)
        expected = f"one of {', '.join(words)}"
        if value is None:
            self._faults.missing(self.path(key), expected)
        elif value not in words:
            self._faults.expected(self.path(key), expected, value)
        else:
            return str(value)
        return default if default is not None else words[0]

    def section(self, key: str, known: Sequence[str]) -> "Keys":
        """Return the section `key`, empty where it is not there, with every unknown key in it noted."""
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            self._faults.expected(self.path(key), f"a section [{key}]", value)
            value = {}
        section = Keys(value, self.path(key), self._faults)
        section.only(known)
        return section

    def sections(self, key: str, known: Sequence[str], most: int) -> list["Keys"]:
        """Return the sections [[key]]."""
        value = self._values.get(key, [])
        if not isinstance(value, list) or len(value) > most or not all(isinstance(each, dict) for each in value):
            self._faults.expected(self.path(key), f"at most {most} sections [[{key}]]", value)
            return []
        found = [Keys(each, (*self._path, key, index), self._faults) for index, each in enumerate(value)]
        for each in found:
            each.only(known)
        return found

    def named_sections(self, key: str, known: Sequence[str]) -> Iterator[tuple[str, "Keys"]]:
        """Yield name and section of each [key.NAME]."""
        value = self._values.get(key, {})
        if not isinstance(value, dict):
            self._faults.expected(self.path(key), f"sections [{key}.NAME]", value)
            return
        for name, each in value.items():
            if not isinstance(each, dict):
                self._faults.expected((*self.path(key), name), f"a section [{key}.{name}]", each)
                continue
            section = Keys(each, (*self.path(key), name), self._faults)
            section.only(known)
            yield name, section


def _is_text(value: object, longest: int) -> bool:
    return isinstance(value, str) and len(value) <= longest


def _is_shown(text: str) -> bool:
    return all(each.isprintable() or each == "\n" for each in text)

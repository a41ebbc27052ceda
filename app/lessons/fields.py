"""Takes the values of a table's keys, of a kind each, and notes what is not as it should be."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from app.table_text import Faults, Path

LONGEST_S = 24 * 3600.0  # seconds
LONGEST_WORDS = 200  # characters of one word or line
MOST_WORDS = 40


class Fields:
    """Reads keys; every fault goes to `faults`, and a value that does no harm stands in."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def only(self, values: Mapping[str, Any], path: Path, known: Collection[str]) -> None:
        """Note every key that is not `known`."""
        for key in values:
            if key not in known:
                self._faults.unknown((*path, key), known)

    def section(self, values: Mapping[str, Any], path: Path, key: str) -> Mapping[str, Any]:
        """Take a section; an empty one if the key is not there."""
        section = values.get(key, {})
        if not isinstance(section, dict):
            self._faults.expected((*path, key), f"a section [{key}]", section)
            return {}
        return section

    def sections(self, values: Mapping[str, Any], path: Path, key: str, most: int) -> list[dict[str, Any]]:
        """Take a list of sections; none if the key is not there."""
        listed = values.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            self._faults.expected((*path, key), f"sections [[{key}]]", listed)
            return []
        if len(listed) > most:
            self._faults.expected((*path, key), f"at most {most} of them", len(listed))
        return listed[:most]

    def text(self, values: Mapping[str, Any], path: Path, key: str, longest: int, *, needed: bool = False) -> str:
        """Take a text of one line, its ends trimmed."""
        value = values.get(key, "")
        expected = f"words of at most {longest} characters"
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            self._faults.expected((*path, key), expected, value)
            return ""
        if needed and not value.strip():
            self._faults.missing((*path, key), expected)
        return value.strip()

    def strings(self, values: Mapping[str, Any], path: Path, key: str) -> tuple[str, ...]:
        """Take a text or a list of texts; none if the key is not there."""
        value = values.get(key, [])
        listed = [value] if isinstance(value, str) else value
        if not (
            isinstance(listed, list)
            and len(listed) <= MOST_WORDS
            and all(
                isinstance(each, str) and each.strip() and each.isprintable() and len(each) <= LONGEST_WORDS
                for each in listed
            )
        ):
            self._faults.expected((*path, key), "words, or a list of words", value)
            return ()
        return tuple(listed)

    def choice(self, values: Mapping[str, Any], path: Path, key: str, words: Sequence[str]) -> str:
        """Take one of these words; "" where it is none of them."""
        value = values.get(key)
        if not isinstance(value, str) or value not in words:
            self._faults.expected((*path, key), f"one of {', '.join(words)}", value)
            return ""
        return value

    def flag(self, values: Mapping[str, Any], path: Path, key: str, default: bool) -> bool:
        """Take true or false."""
        value = values.get(key, default)
        if not isinstance(value, bool):
            self._faults.expected((*path, key), "true or false", value)
            return default
        return value

    def seconds(self, values: Mapping[str, Any], path: Path, key: str) -> float | None:
        """Take a time in seconds; None if the key is not there."""
        value = values.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= LONGEST_S:
            self._faults.expected((*path, key), f"seconds from 0 to {LONGEST_S:g}", value)
            return None
        return float(value)

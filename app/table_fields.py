"""The fields of a table, read key by key and by kind, whoever the table is for.

What is wrong is noted, a sentence each with its line (`app.table_text.Faults`), a value that does no harm stands in,
and reading goes on: one reading tells all there is to put right.

    text, texts     as they stand: what is sent, a pattern, a name
    words           to be shown to people: printable, bounded, the spaces at their ends taken away
"""

from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Any, Self, TypeVar

from app.table_text import LONGEST_WORDS, Faults, Path, read_table

MOST_WORDS = 500

Kind = TypeVar("Kind", bound=StrEnum)


class Section:
    """One section of a table: its `values`, as TOML gives them, where it stands (`path`), and where `faults` go."""

    def __init__(self, values: Mapping[str, Any], path: Path, faults: Faults) -> None:
        self.path = path
        self.faults = faults
        self._values = values
        self._asked: list[str] = []

    def __contains__(self, key: str) -> bool:
        self._ask(key)
        return key in self._values

    def at(self, key: str) -> Path:
        """Return where a key of it stands."""
        return (*self.path, key)

    def left(self) -> list[str]:
        """Return the keys that nobody asked for yet."""
        return [key for key in self._values if key not in self._asked]

    def fault(self, key: str, sentence: str) -> None:
        """Note a fault at a key, in words of its own."""
        self.faults.add(self.at(key), sentence)

    def wrong(self, key: str, expected: str, got: object) -> None:
        """Note that the value of a key is not what it should be."""
        self.faults.expected(self.at(key), expected, got)

    def only(self, known: Collection[str]) -> None:
        """Note every key that is not `known`."""
        for key in self._values:
            if key not in known:
                self.faults.unknown(self.at(key), known)

    def done(self) -> None:
        """Note every key that nobody asked for."""
        self.only(self._asked)

    # --- texts ---

    def text(self, key: str, default: str | None = None) -> str:
        """Take a text as it stands; without a `default` it is needed and may not be blank."""
        value = self.anything(key)
        if value is None:
            if default is None:
                self.faults.missing(self.at(key), "a text")
            return default or ""
        if isinstance(value, str) and (value.strip() or default is not None):
            return value
        self.wrong(key, "a text", value)
        return default or ""

    def texts(self, key: str) -> tuple[str, ...]:
        """Take a text or a list of texts as they stand; none if the key is not there."""
        value = self.anything(key)
        listed = [] if value is None else [value] if isinstance(value, str) else value
        if isinstance(listed, list) and all(isinstance(each, str) for each in listed):
            return tuple(listed)
        self.wrong(key, "a text or a list of texts", value)
        return ()

    def words(self, key: str, longest: int, *, needed: bool = False) -> str:
        """Take words of one line, their ends trimmed; "" if the key is not there and not `needed`."""
        value = self.anything(key)
        expected = f"words of at most {longest} characters"
        if value is None:
            value = ""
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            self.wrong(key, expected, value)
            return ""
        if needed and not value.strip():
            if key in self._values:
                self.wrong(key, f"{expected}, not blank", value)
            else:
                self.faults.missing(self.at(key), expected)
        return value.strip()

    def word_list(self, key: str, most: int = MOST_WORDS) -> tuple[str, ...]:
        """Take words, or a list of at most so many; none if the key is not there."""
        value = self.anything(key)
        listed = [] if value is None else [value] if isinstance(value, str) else value
        if isinstance(listed, list) and len(listed) <= most and all(map(_are_words, listed)):
            return tuple(listed)
        self.wrong(key, "words, or a list of words", value)
        return ()

    def choice(self, key: str, words: Iterable[str], default: str | None = None) -> str:
        """Take one of `words`; without a `default` it is needed. What is none of them is ""."""
        known = list(words)
        value = self.anything(key)
        if value is None and default is not None:
            return default
        if isinstance(value, str) and value in known:
            return value
        expected = f"one of {', '.join(known)}"
        if value is None:
            self.faults.missing(self.at(key), expected)
        else:
            self.faults.expected_plain(self.at(key), expected, value)
        return ""

    def one_of(self, key: str, kinds: type[Kind], default: Kind | None = None) -> Kind:
        """Take a member of `kinds` by its word; without a `default` it is needed, and the first one stands in."""
        word = self.choice(key, kinds, default)
        return kinds(word) if word else next(iter(kinds))

    # --- numbers ---

    def number(self, key: str, least: float, most: float, default: float | None = None) -> float:
        """Take a number from `least` to `most`; without a `default` it is needed."""
        return self._number(key, "a number", (int, float), least, most, default)

    def whole(self, key: str, least: int, most: int, default: int | None = None) -> int:
        """Take a whole number from `least` to `most`; without a `default` it is needed."""
        return int(self._number(key, "a whole number", (int,), least, most, default))

    def _number(
        self, key: str, what: str, kinds: tuple[type, ...], least: float, most: float, default: float | None
    ) -> float:
        value = self.anything(key)
        if value is None and default is not None:
            return default
        if type(value) in kinds and least <= value <= most:  # true and false are no numbers
            return value  # type: ignore[no-any-return]
        expected = f"{what} from {least:.15g} to {most:.15g}"
        if value is None:
            self.faults.missing(self.at(key), expected)
        else:
            self.wrong(key, expected, value)
        return least if default is None else default

    def seconds(self, key: str, most: float, *, above_zero: bool = False) -> float | None:
        """Take a time in seconds; None if the key is not there."""
        value = self.anything(key)
        if value is None:
            return None
        if type(value) in (int, float) and 0 <= value <= most and (value or not above_zero):
            return float(value)
        self.wrong(key, f"seconds above 0, at most {most:g}" if above_zero else f"seconds from 0 to {most:g}", value)
        return None

    def flag(self, key: str, default: bool = False) -> bool:
        """Take true or false."""
        value = self.anything(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.wrong(key, "true or false", value)
        return default

    # --- sections, and whatever else ---

    def section(self, key: str) -> Self:
        """Take a section; an empty one if the key is not there."""
        value = self.anything(key)
        if value is not None and not isinstance(value, dict):
            self.wrong(key, f"a section [{key}]", value)
            value = None
        return type(self)(value or {}, self.at(key), self.faults)

    def sections(self, key: str, most: int | None = None) -> list[Self]:
        """Take a list of sections, of at most so many; none if the key is not there."""
        listed = self.anything(key)
        if listed is None:
            listed = []
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            self.wrong(key, f"sections [[{key}]]", listed)
            listed = []
        if most is not None and len(listed) > most:
            self.wrong(key, f"at most {most} of them", len(listed))
        return [type(self)(each, (*self.at(key), index), self.faults) for index, each in enumerate(listed[:most])]

    def anything(self, key: str) -> Any:
        """Take whatever stands there; None if the key is not there."""
        self._ask(key)
        return self._values.get(key)

    def _ask(self, key: str) -> None:
        if key not in self._asked:
            self._asked.append(key)


def read_section(text: str, source: str) -> Section:
    """Read a table's text; `source` is its file's name. Raises TableError where it is too long or no TOML."""
    table = read_table(text, source)
    return Section(table.values, (), Faults(table))


def _are_words(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable() and len(value) <= LONGEST_WORDS

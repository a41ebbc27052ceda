"""A section of a site's table, read key by key; what is wrong is noted, and reading goes on with a harmless value."""

from collections.abc import Mapping
from typing import Any

from app.agencies.agency import DIALABLE, PRINTED_ONLY, dialled
from app.table_text import Faults, Path

# F1 is help; a keyboard ends at F12.
KEYS = tuple(f"F{number}" for number in range(2, 13))

# The longest a label may be and still stand on a key; a note has a line of its own.
LONGEST_LABEL = 40
LONGEST_NOTE = 200

# E.164 numbers have 15 digits; an access code, a pause star and a trunk code may stand before them.
MOST_DIGITS = 32

# Durham has eight municipalities, Ontario 444.
MOST_MUNICIPALITIES = 500

_NUMBER_WORDS = 'a number of digits, * and #, as in "713-8016" or "*21"'


class Section:
    """One section of the table: reads its keys by kind, noting what is wrong and going on with a harmless value."""

    def __init__(self, values: Mapping[str, Any], path: Path, faults: Faults) -> None:
        self._values = values
        self._path = path
        self._faults = faults

    def only(self, known: tuple[str, ...]) -> None:
        """Note every key that nothing reads."""
        for key in self._values:
            if key not in known:
                self._faults.unknown((*self._path, key), known)

    def text(self, key: str, default: str | None, longest: int = LONGEST_LABEL) -> str:
        """Read words to be shown; `default` None means that the key must be there and not be blank."""
        path = (*self._path, key)
        value = self._values.get(key, default)
        expected = f"words of at most {longest} characters"
        if value is None:
            self._faults.missing(path, expected)
        elif not isinstance(value, str) or len(value) > longest or not value.isprintable():
            self._faults.expected(path, expected, value)
        elif default is None and not value.strip():
            self._faults.expected(path, f"{expected}, not blank", value)
        else:
            return value.strip()
        return ""

    def number(self, key: str, default: str = "") -> str:
        """Read a number as printed; blank means that none is set."""
        path = (*self._path, key)
        value = self._values.get(key, default)
        if not isinstance(value, str) or set(value) - set(DIALABLE + PRINTED_ONLY):
            self._faults.expected(path, _NUMBER_WORDS, value)
            return ""
        digits = dialled(value)
        if len(digits) > MOST_DIGITS:
            self._faults.expected(path, f"a number of at most {MOST_DIGITS} digits", value)
        elif digits == "911":
            self._faults.expected(path, "a number of the agency's own, for 911 would come back to this centre", value)
        elif value.strip() and not digits:
            self._faults.expected(path, _NUMBER_WORDS, value)
        else:
            return value.strip()
        return ""

    def key(self, key: str, default: str | None) -> str:
        """Read a key of the keyboard; `default` None means that there must be one."""
        path = (*self._path, key)
        value = self._values.get(key, default)
        expected = f"a key from {KEYS[0]} to {KEYS[-1]}"
        if value is None:
            self._faults.missing(path, expected)
        elif value not in KEYS:
            self._faults.expected(path, expected, value)
        else:
            return str(value)
        return ""

    def one_of(self, key: str, known: tuple[str, ...], default: str | None = None) -> str:
        """Read one of the words that are known; `default` None means that one must stand there. "" is a fault."""
        path = (*self._path, key)
        value = self._values.get(key, default)
        expected = f"one of {', '.join(known)}"
        if value is None:
            self._faults.missing(path, expected)
        elif value not in known:
            self._faults.expected(path, expected, value)
        else:
            return str(value)
        return ""

    def municipalities(self) -> tuple[str, ...]:
        """Read the names of municipalities, in capitals; none named is none."""
        path = (*self._path, "municipalities")
        listed = self._values.get("municipalities", [])
        if not isinstance(listed, list) or len(listed) > MOST_MUNICIPALITIES:
            self._faults.expected(path, f"a list of at most {MOST_MUNICIPALITIES} municipalities", listed)
            return ()
        names: list[str] = []
        for value in listed:
            name = value.strip().upper() if isinstance(value, str) else ""
            if not name or not name.isprintable() or len(name) > LONGEST_LABEL:
                self._faults.expected(path, "names of municipalities", value)
            elif name in names:
                self._faults.expected(path, "each municipality once", value)
            else:
                names.append(name)
        return tuple(names)

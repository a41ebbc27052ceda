"""What a section of agencies or of the directory holds beside words: numbers to be dialled, keys, municipalities."""

from app.agencies.agency import DIALABLE, PRINTED_ONLY, dialled
from app.table_fields import Section
from app.table_text import in_capitals

# F1 is help; a keyboard ends at F12.
KEYS = tuple(f"F{number}" for number in range(2, 13))

# The longest a label may be and still stand on a key; a note has a line of its own.
LONGEST_LABEL = 40
LONGEST_NOTE = 200

# E.164 numbers have 15 digits; an access code, a pause star and a trunk code may stand before them.
MOST_DIGITS = 32

# Durham has eight municipalities, Ontario 444.
MOST_MUNICIPALITIES = 500

AREA_CODE = 3  # digits
_NUMBER_WORDS = 'a number of digits, * and #, as in "713-8016" or "*21"'


class AgencySection(Section):
    """A section with numbers to be dialled, keys and municipalities."""

    def telephone(self, key: str, default: str = "") -> str:
        """Read a number as printed; blank means that none is set."""
        path = self.at(key)
        value = self.anything(key) if key in self else default
        if not isinstance(value, str) or set(value) - set(DIALABLE + PRINTED_ONLY):
            self.faults.expected_plain(path, _NUMBER_WORDS, value)
            return ""
        digits = dialled(value)
        if len(digits) > MOST_DIGITS:
            self.faults.expected(path, f"a number of at most {MOST_DIGITS} digits", value)
        elif digits == "911":
            self.faults.expected(path, "a number of the agency's own, for 911 would come back to this centre", value)
        elif value.strip() and not digits:
            self.faults.expected(path, _NUMBER_WORDS, value)
        else:
            return value.strip()
        return ""

    def key(self, key: str, default: str | None) -> str:
        """Read a key of the keyboard; `default` None means that there must be one."""
        path = self.at(key)
        value = self.anything(key) if key in self else default
        expected = f"a key from {KEYS[0]} to {KEYS[-1]}"
        if value is None:
            self.faults.missing(path, expected)
        elif value not in KEYS:
            self.faults.expected_plain(path, expected, value)
        else:
            return str(value)
        return ""

    def area_codes(self, key: str) -> tuple[str, ...]:
        """Read a list of area codes; none named is none."""
        listed = self.texts(key)
        for value in listed:
            if not (value.isascii() and value.isdigit() and len(value) == AREA_CODE):
                self.wrong(key, 'area codes of three digits in quotes, as in ["705"]', value)
        return listed

    def municipalities(self) -> tuple[str, ...]:
        """Read the names of municipalities, in capitals; none named is none."""
        path = self.at("municipalities")
        listed = self.anything("municipalities") if "municipalities" in self else []
        if not isinstance(listed, list) or len(listed) > MOST_MUNICIPALITIES:
            self.faults.expected(path, f"a list of at most {MOST_MUNICIPALITIES} municipalities", listed)
            return ()
        names: list[str] = []
        for value in listed:
            name = in_capitals(value) if isinstance(value, str) and value.isprintable() else ""
            if not name or len(name) > LONGEST_LABEL:
                self.faults.expected(path, "names of municipalities", value)
            elif name in names:
                self.faults.expected(path, "each municipality once", value)
            else:
                names.append(name)
        return tuple(names)

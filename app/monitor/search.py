"""What is looked for in the rows: words in the text, and bytes where the words are hex."""

import re
from dataclasses import dataclass

from app.monitor.notation import named
from app.monitor.row import Row

_PREFIXED = re.compile(r"0x(?:[0-9a-f]{2})+", re.IGNORECASE)
_PAIRS = re.compile(r"[0-9a-f]{2}(?: [0-9a-f]{2})+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: `words` (lower case) in text as sent or with its names, `data` among bytes, b"" if none."""

    words: str
    data: bytes

    def fits(self, row: Row, behind: bytes = b"") -> bool:
        """Tell whether the row has it; `behind` are the bytes that follow the row's, into which a find may reach."""
        if row.words:
            return self.words in row.words.lower()
        if self.data:
            reach = row.data + behind[: len(self.data) - 1]
            return self.data in reach or self._in_text(row)
        return self._in_text(row)

    def _in_text(self, row: Row) -> bool:
        text = row.data.decode("latin-1")
        return self.words in text.lower() or self.words in named(row.data).lower()


def query(words: str) -> Query | None:
    """Read what was typed; None if nothing was. `0x1B` and `1B 5B` are bytes, and text too."""
    typed = words.strip()
    if not typed:
        return None
    data = b""
    if _PREFIXED.fullmatch(typed):
        data = bytes.fromhex(typed[2:])
    elif _PAIRS.fullmatch(typed):
        data = bytes.fromhex(typed)
    return Query(typed.lower(), data)

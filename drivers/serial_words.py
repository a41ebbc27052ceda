"""The bytes of a telephone device taken apart into its words: lines, and in voice mode single letters after DLE.

A line ends with CR, LF or both. Only printable ASCII counts: what noise puts between is left out, so that a `BUSY`
after two bytes of noise is still read. In voice mode a letter after DLE (0x10) is a word of its own wherever it stands,
and is written `<DLE>b` (ITU-T V.253 and the vendors' lists, telephone.md 2.1).
"""

LONGEST_WORD = 400
"""Bytes. The longest answers of modems (lists of what they can do) stay under 250; a longer line is cut in words."""

DLE = 0x10
"""Data link escape: what follows is no text but a code."""

_ENDS = frozenset(b"\r\n")
_SHOWN = 200  # characters of a device's words that an event repeats


class Words:
    """Takes bytes, split anywhere, and gives words. `shielded` says whether DLE stands before codes."""

    def __init__(self, shielded: bool) -> None:
        self._shielded = shielded
        self._line = bytearray()
        self._escaped = False

    @property
    def unfinished(self) -> str:
        """What stands of a line that has not ended."""
        return self._line.decode("ascii").strip()

    def feed(self, data: bytes) -> list[str]:
        """Take bytes; return the words that are whole now. Empty lines are no words."""
        words: list[str] = []
        for byte in data:
            if self._escaped:
                self._escaped = False
                if byte != DLE:  # a doubled one is a byte of data
                    words.append(f"<DLE>{chr(byte)}" if 0x20 < byte < 0x7F else f"<DLE>0x{byte:02x}")
            elif byte == DLE and self._shielded:
                self._escaped = True
            elif byte in _ENDS:
                self._end(words)
            elif 0x20 <= byte < 0x7F or byte == 0x09:
                self._line.append(byte)
                if len(self._line) >= LONGEST_WORD:
                    self._end(words)
        return words

    def flush(self) -> str:
        """End the line that stands and return it, "" if there is none."""
        words: list[str] = []
        self._end(words)
        return words[0] if words else ""

    def clear(self) -> None:
        """Forget what has begun."""
        self._line.clear()
        self._escaped = False

    def _end(self, words: list[str]) -> None:
        if word := self.unfinished:
            words.append(word)
        self._line.clear()


def short(text: str) -> str:
    """Return a device's words as an event repeats them."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"

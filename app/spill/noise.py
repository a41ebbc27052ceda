"""Noise: bytes that are no record, held until they are known to be text or are told as `Garbled`."""

from app.spill.events import FrameEvent, Garbled

# As much as a record may have: what is longer is told in pieces, so that the journal gets rows of a like size.
MAX_NOISE = 4096

# Fewer letters and digits say nothing to a person; line noise makes three in a row now and then.
MIN_LETTERS = 4

# One control byte in this many may be a fault of the line within readable text; more are noise.
CONTROL_SHARE = 8

_LETTERS = bytes(range(0x30, 0x3A)) + bytes(range(0x41, 0x5B)) + bytes(range(0x61, 0x7B))
# Latin-1, for names with accents.
_PRINTABLE = bytes(range(0x20, 0x7F)) + bytes(range(0xA0, 0x100)) + b"\t\r\n"


def _letters(data: bytes) -> int:
    return len(data) - len(data.translate(None, _LETTERS))


def _controls(data: bytes) -> int:
    return len(data.translate(None, _PRINTABLE))


def reads_as_text(data: bytes) -> bool:
    """Tell whether a person could read it: four letters or digits, and at most one control byte in eight."""
    return _letters(data) >= MIN_LETTERS and _controls(data) * CONTROL_SHARE <= len(data)


def why_noise(data: bytes) -> str:
    """Say why these bytes are taken for noise, where nothing better is known."""
    controls = _controls(data)
    if controls * CONTROL_SHARE > len(data):
        return f"{controls} of {len(data)} bytes are control bytes"
    if b"\r" not in data and b"\n" not in data:
        return f"{len(data)} bytes without a line end"
    return f"{_letters(data)} letters or digits in {len(data)} bytes"


class Noise:
    """Neighbouring noise, told as one `Garbled` when something else comes, or at MAX_NOISE bytes."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._reason = ""

    def __len__(self) -> int:
        return len(self._data)

    def add(self, data: bytes, reason: str, out: list[FrameEvent]) -> None:
        """Take more noise; the first `reason` that is not "" is told."""
        self._data += data
        self._reason = self._reason or reason
        while len(self._data) >= MAX_NOISE:
            self._tell(MAX_NOISE, out)
            self._reason = reason if self._data else ""  # what is left is all of `data`

    def flush(self, out: list[FrameEvent]) -> None:
        """Tell what is held."""
        if self._data:
            self._tell(len(self._data), out)
            self._reason = ""

    def _tell(self, size: int, out: list[FrameEvent]) -> None:
        data = bytes(self._data[:size])
        del self._data[:size]
        out.append(Garbled(data, self._reason or why_noise(data)))

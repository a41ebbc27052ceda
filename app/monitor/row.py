"""One row of the monitor, and how it is written: time, mark at the margin, bytes as text or in hex, words."""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from enum import StrEnum
from textwrap import wrap

from app.monitor.notation import dotted, named
from app.words import spoken

_PER_LINE = (16, 8, 4)  # bytes of a hex line, as many as there is room for
_LEAST = 8  # characters of text or words on a line, however narrow the place


class Mark(StrEnum):
    """What stands at the margin: it outlines a record, and says of every other row what it is."""

    BEGINS = "┌"  # bytes: the first line of a record
    GOES_ON = "│"  # bytes of a record that has begun
    ENDED = "└"  # words: the record, its table, and what ended it
    LOOSE = "╎"  # bytes that begin no record: text of no table, or noise
    GARBLED = "✗"  # words: noise, and why
    BEAT = "♥"  # bytes of a heartbeat
    BETWEEN = " "  # line ends between two records
    TOLD = "◆"  # words: of the feed, or of the monitor itself


@dataclass(frozen=True, slots=True)
class Row:
    """Bytes that came at `at` and begin at `offset` of their link, or `words`.

    `link` names the link where a console listens to more than one, else it is "".
    """

    at: datetime
    mark: Mark
    offset: int
    data: bytes = b""
    words: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """How rows are written.

    `columns` is the width of the place in characters, None where lines may be as long as they are. `hex` shows bytes in
    hex beside their text. `zone` is that of the times, None the machine's own; `exact` adds milliseconds and offsets.
    """

    columns: int | None = None
    hex: bool = False
    exact: bool = False
    zone: tzinfo | None = None


def lines_of(row: Row, form: Form, found: bool = False) -> list[str]:
    """Return the lines of a row, one at least; the first bears the time, `found` sets a sign beside it."""
    local = row.at.astimezone(form.zone)
    time = local.strftime("%H:%M:%S") + (f".{local.microsecond // 1000:03}" if form.exact else "")
    link = f"{row.link} " if row.link else ""
    sign = "▶" if found else " "
    offset = ""
    if form.hex and form.exact:
        offset = " " * 9 if row.mark is Mark.TOLD else f"{row.offset:08x} "
    head = f"{time}{sign}{link}{offset}{row.mark} "
    room = None if form.columns is None else max(_LEAST, form.columns - len(head))
    if row.words:
        parts = [spoken(row.words)] if room is None else wrap(spoken(row.words), room)
    elif form.hex:
        parts = _hex(row.data, room)
    else:
        parts = _wrapped(named(row.data), room)
    goes_on = Mark.GOES_ON if row.mark is Mark.BEGINS else Mark.BETWEEN if row.words else row.mark
    behind = " " * (len(time) + 1 + len(link))
    lines = [head + parts[0]]
    for number, part in enumerate(parts[1:], 1):
        if offset and row.data:
            offset = f"{row.offset + number * _per_line(room):08x} "
        lines.append(f"{behind}{offset}{goes_on} {part}")
    return lines


def _wrapped(text: str, room: int | None) -> list[str]:
    if room is None or len(text) <= room:
        return [text]
    return [text[at : at + room] for at in range(0, len(text), room)]


def _per_line(room: int | None) -> int:
    """Return how many bytes stand in a line: two digits and a blank each, a blank, and a letter each."""
    return next((each for each in _PER_LINE if room is None or 4 * each + 1 <= room), _PER_LINE[-1])


def _hex(data: bytes, room: int | None) -> list[str]:
    size = _per_line(room)
    pieces = [data[at : at + size] for at in range(0, len(data), size)] or [b""]
    return [f"{piece.hex(' '):<{3 * size}} {dotted(piece)}" for piece in pieces]

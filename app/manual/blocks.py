"""The text of a section as blocks: paragraphs, points of a list, tables; and its **strong** words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_POINT = re.compile(r"(-|\d{1,2}\.) +(.*)")
_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
# *21 is a star code, *Directory* a topic's title.
_MARKS = re.compile(r"\*\*(.+?)\*\*|`(.+?)`|(?<![\w*])\*([A-Z].*?\w)\*(?!\w)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text on one line."""

    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a list: `mark` is "-" or its number with a full stop."""

    mark: str
    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; the first row is the heading. Every row has as many cells as it."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Point | Table


def blocks_of(text: str) -> tuple[Block, ...]:
    """Return the blocks of a section's text. A line that continues a paragraph or a point is joined to it."""
    return tuple(_blocks(text.splitlines()))


def _blocks(lines: list[str]) -> Iterator[Block]:
    held: Paragraph | Point | None = None
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        words = line.strip()
        if rows and not words.startswith("|"):
            yield Table(_squared(rows))
            rows = []
        point = _POINT.fullmatch(words)
        if held is not None and (not words or point or words.startswith("|")):
            yield held
            held = None
        if words.startswith("|"):
            if not _RULE.fullmatch(words):
                rows.append(tuple(cell.strip() for cell in words.strip("|").split("|")))
        elif point:
            held = Point(point[1], point[2])
        elif words:
            held = _joined(held, words)


def _joined(held: Paragraph | Point | None, words: str) -> Paragraph | Point:
    if isinstance(held, Point):
        return Point(held.mark, f"{held.text} {words}")
    return Paragraph(f"{held.text} {words}" if held else words)


def _squared(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    columns = len(rows[0])
    return tuple((*row, *([""] * columns))[:columns] for row in rows)


def stretches(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in stretches, each with how it is said: "" plain, "strong", "code" or "title"."""
    at = 0
    for found in _MARKS.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        kind = "strong" if found[1] else "code" if found[2] else "title"
        yield found[1] or found[2] or found[3], kind
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def bare(text: str) -> str:
    """Return the text without its marks."""
    return "".join(words for words, _kind in stretches(text))

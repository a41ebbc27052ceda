"""The manual as plain text: for a terminal, for `lp`, for a screen reader."""

import textwrap
from collections.abc import Iterable

from app.manual.blocks import Paragraph, Point, Table, bare, blocks_of
from app.manual.section import Section

WIDTH = 78  # columns: what a line printer takes and what is read without losing the line
_GAP = 2  # columns between two columns of a table
_MARK = 4  # columns for the mark of a point: "14. "
_LEAST = 12  # columns that a column of a table keeps


def section_text(section: Section, width: int = WIDTH) -> str:
    """Return one section: its title underlined, where it comes from, its text."""
    head = [section.title, "-" * min(len(section.title), width)]
    if section.source:
        head.append(f"({section.source})")
    lines = [*head, ""]
    before: object = None
    for block in blocks_of(section.text):
        in_list = isinstance(block, Point) and isinstance(before, Point)
        if before is not None and not in_list:
            lines.append("")
        before = block
        if isinstance(block, Paragraph):
            lines += textwrap.wrap(bare(block.text), width, break_on_hyphens=False)
        elif isinstance(block, Point):
            mark = f"{block.mark:<{_MARK}}"
            lines += textwrap.wrap(
                bare(block.text), width, initial_indent=mark, subsequent_indent=" " * _MARK, break_on_hyphens=False
            )
        else:
            lines += _table_lines(block, width)
    return "\n".join(line.rstrip() for line in lines)


def manual_text(sections: Iterable[Section], edition: str, width: int = WIDTH) -> str:
    """Return sections one under another, each topic headed, below the words that say what decides."""
    parts = ["\n".join(textwrap.wrap(standing(edition), width, break_on_hyphens=False))]
    topic = ""
    for section in sections:
        if section.topic != topic:
            topic = section.topic
            parts.append(f"{topic.upper()}\n{'=' * min(len(topic), width)}")
        parts.append(section_text(section, width))
    return "\n\n".join(parts) + "\n"


def standing(edition: str) -> str:
    """Say what a retelling is worth (D222); it stands on whatever is printed."""
    return f"{edition}. The Board's own text decides." if edition else "The Board's own text decides."


def _table_lines(table: Table, width: int) -> list[str]:
    rows = [[bare(cell) for cell in row] for row in table.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    others = sum(widths[:-1]) + _GAP * (len(widths) - 1)
    widths[-1] = max(_LEAST, min(widths[-1], width - others))
    while sum(widths) + _GAP * (len(widths) - 1) > width and max(widths) > _LEAST:  # the widest column gives way
        widths[widths.index(max(widths))] -= 1
    lines: list[str] = []
    for number, row in enumerate(rows):
        cells = [
            textwrap.wrap(cell, room, break_on_hyphens=False) or [""] for cell, room in zip(row, widths, strict=True)
        ]
        for each in range(max(len(cell) for cell in cells)):
            parts = (cell[each] if each < len(cell) else "" for cell in cells)
            lines.append((" " * _GAP).join(f"{part:<{room}}" for part, room in zip(parts, widths, strict=True)))
        if number == 0:
            lines.append((" " * _GAP).join("-" * room for room in widths))
    return lines

"""The manual as HTML of the few tags that Qt's documents know; its words are escaped, so that none is interpreted."""

from collections.abc import Iterable, Iterator
from html import escape

from app.manual.blocks import Block, Paragraph, Point, Table, blocks_of, stretches
from app.manual.plain import standing
from app.manual.section import Section

_TAGS = {"": ("", ""), "strong": ("<b>", "</b>"), "code": ("<tt>", "</tt>"), "title": ("<i>", "</i>")}


def section_html(section: Section) -> str:
    """Return one section for paper: its title as a heading, below it the pages it comes from."""
    source = f'<p class="source">{escape(section.source)}</p>' if section.source else ""
    return f"<h2>{escape(section.title)}</h2>{source}{''.join(_html(blocks_of(section.text)))}"


def section_at_hand(section: Section, edition: str) -> str:
    """Return one section for a screen, where every line counts: title and pages on one, what decides at the end."""
    head = f'<p class="head"><b>{escape(section.title)}</b> <span class="source">{escape(section.source)}</span></p>'
    end = f'<p class="source">{escape(standing(edition))}</p>'
    return f"{head}{''.join(_html(blocks_of(section.text)))}{end}"


def manual_html(sections: Iterable[Section], edition: str) -> str:
    """Return sections one under another, each topic headed, below the words that say what decides."""
    parts = [f'<p class="source">{escape(standing(edition))}</p>']
    topic = ""
    for section in sections:
        if section.topic != topic:
            topic = section.topic
            parts.append(f"<h1>{escape(topic)}</h1>")
        parts.append(section_html(section))
    return "".join(parts)


def _html(blocks: Iterable[Block]) -> Iterator[str]:
    inside = ""  # the list that is open
    for block in blocks:
        wanted = ("ul" if block.mark == "-" else "ol") if isinstance(block, Point) else ""
        first = isinstance(block, Point) and block.mark == "1."
        if inside and (wanted != inside or first):
            yield f"</{inside}>"
            inside = ""
        if wanted and not inside:
            yield f"<{wanted}>"
            inside = wanted
        if isinstance(block, Point):
            yield f"<li>{_inline(block.text)}</li>"
        elif isinstance(block, Paragraph):
            yield f"<p>{_inline(block.text)}</p>"
        else:
            yield _table(block)
    if inside:
        yield f"</{inside}>"


def _table(table: Table) -> str:
    head, *rows = table.rows
    lines = ["".join(f'<th align="left">{_inline(cell)}</th>' for cell in head)]
    lines += ["".join(f"<td>{_inline(cell)}</td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f'<table cellspacing="0" cellpadding="2" border="0">{body}</table>'


def _inline(text: str) -> str:
    return "".join(f"{_TAGS[kind][0]}{escape(words)}{_TAGS[kind][1]}" for words, kind in stretches(text))

"""Pages of the printed manual, as a heading or a step names them."""

import re
from collections.abc import Iterator

# The policies and procedures have the plain numbers; the other parts of the binding begin at 1 again and are named.
_PARTS = r"(?:(tech\.|agreement|report)\s+)?"
_PAGES = re.compile(rf"{_PARTS}\bpp?\.\s*((?:\d+|iii)(?:\s*(?:-|–|,|and)\s*\d+(?![\d.]))*)")
_MOST = 10  # pages of one range: no section is longer, so that a slip of the hand cannot fill the memory


def pages_in(words: str) -> tuple[str, ...]:
    """Return the pages that are named in `words`, in their order: "manual p. 12-13, tech. p. 3" names three.

    Words that name none, as "on the telephone set", give none.
    """
    found: list[str] = []
    for match in _PAGES.finditer(words):
        part = f"{match[1]} " if match[1] else ""
        found += [f"{part}p. {number}" for number in _numbers(match[2])]
    return tuple(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[str]:
    for stretch in re.split(r"\s*(?:,|and)\s*", text):
        ends = re.split(r"\s*[-–]\s*", stretch)
        first, last = ends[0], ends[-1]
        if first.isdigit() and last.isdigit() and int(first) < int(last) < int(first) + _MOST:
            yield from (str(number) for number in range(int(first), int(last) + 1))
        else:
            yield from dict.fromkeys(ends)

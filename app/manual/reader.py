"""Reads a topic of the manual from its file: markdown of few forms, every other form refused with its line.

# Ring back                                   the topic's title, first
<!-- edition: ... -->                         once in a manual: what it is and of when; shown on every print
## What ring back does {p. 21, tech. p. 2}    a section and the manual's pages it comes from
<!-- D129 D138 also: howler hung up -->       rows of the catalogue it tells of, words it is also found by
text                                          paragraphs, lists and tables (`app.manual.blocks`)
"""

import re
from dataclasses import dataclass

from app.errors import TableError
from app.manual.page import pages_in
from app.manual.section import Section

_COMMENT = re.compile(r"<!--\s*(.*?)\s*-->")
_HEADING = re.compile(r"## ([^{}]+?)(?:\s*\{([^{}]*)\})?\s*")
_ROW = re.compile(r"[A-Z]\d{1,3}")
_EDITION = "edition:"
_ALSO = "also:"
_SHOWN = 60  # letters of a faulty line that are repeated


@dataclass(frozen=True, slots=True)
class Topic:
    """One file of the manual: `name` is the file's without number and ending; `edition` is "" in all files but one."""

    name: str
    title: str
    sections: tuple[Section, ...]
    edition: str = ""


class _Draft:
    """A section while it is read."""

    def __init__(self, title: str, pages: tuple[str, ...]) -> None:
        self.title = title
        self.pages = pages
        self.lines: list[str] = []
        self.also: list[str] = []
        self.rows: list[str] = []


def read_topic(text: str, source: str) -> Topic:
    """Read the text of a topic's file; `source` is the file's name.

    Raises TableError, naming file and line, for anything that would not be shown as it is meant: text outside a
    section, a page no manual has, a link, a tag.
    """
    reader = _Reader()
    for number, line in enumerate(text.splitlines(), 1):
        if expected := reader.take(line):
            raise TableError(f"manual {source} line {number}: expected {expected}, got {line[:_SHOWN]!r}")
    if not reader.drafts:
        got = "no section" if reader.title else "neither"
        raise TableError(f"manual {source}: expected a title and a section, got {got}")
    sections = tuple(_section(reader.title, draft) for draft in reader.drafts)
    return Topic(_name(source), reader.title, sections, reader.edition)


class _Reader:
    """Takes the lines of a file one after another."""

    def __init__(self) -> None:
        self.title = ""
        self.edition = ""
        self.drafts: list[_Draft] = []

    def take(self, line: str) -> str:
        """Take a line, and return what was expected instead of it, "" if it is in order."""
        if comment := _COMMENT.fullmatch(line.strip()):
            return self._comment(comment[1])
        if line.startswith("# "):
            again, self.title = bool(self.title), line.removeprefix("# ").strip()
            return "one title a file" if again else ""
        if line.startswith("#"):
            return self._heading(line)
        if "<" in line or "](" in line:
            return "plain words (no tag, no link)"
        if self.drafts:
            self.drafts[-1].lines.append(line)
            return ""
        return "`## SECTION` before its text" if line.strip() else ""

    def _comment(self, said: str) -> str:
        if said.startswith(_EDITION):
            self.edition = said.removeprefix(_EDITION).strip()
            return ""
        rows, _, also = said.partition(_ALSO)
        if not self.drafts or not all(_ROW.fullmatch(each) for each in rows.split()):
            return "below a section ids as D129, then `also:` and words"
        self.drafts[-1].rows += rows.split()
        self.drafts[-1].also += also.split()
        return ""

    def _heading(self, line: str) -> str:
        heading = _HEADING.fullmatch(line)
        if heading is None or not self.title:
            return "`# TITLE` first, then `## SECTION {p. 15}`"
        pages = pages_in(heading[2] or "")
        if heading[2] is not None and ", ".join(pages) != heading[2]:
            return "pages as {p. 15, tech. p. 3}"
        self.drafts.append(_Draft(heading[1], pages))
        return ""


def _name(source: str) -> str:
    file = source.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".md")
    return re.sub(r"^\d+-", "", file)


def _section(topic: str, draft: _Draft) -> Section:
    text = "\n".join(draft.lines).strip("\n")
    return Section(topic, draft.title, draft.pages, text, tuple(draft.also), tuple(draft.rows))

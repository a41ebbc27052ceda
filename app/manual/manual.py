"""The whole manual: its sections in their order, and how one of them is found."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import log

from app.manual.page import pages_in
from app.manual.reader import Topic
from app.manual.section import Section, words_of

# What a word weighs by the place it is found in; a word's beginning weighs less than the word.
_IN_TITLE, _ALSO, _IN_TEXT = 12, 6, 2
_BEGINNING = 0.6
_COUNTED = 3  # times a word of the text counts: a long section is not better for being long
_LONG_ENOUGH = 4  # letters of a word of a step that tells something


@dataclass(frozen=True)
class Manual:
    """Topics in their order. `edition` says what the manual is and of when. Sections are known by their index."""

    topics: tuple[Topic, ...]

    @property
    def edition(self) -> str:
        """What this manual is and of when, "" if its pages do not say."""
        return next((topic.edition for topic in self.topics if topic.edition), "")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Every section, topic by topic."""
        return tuple(section for topic in self.topics for section in topic.sections)

    def at_page(self, page: str, about: str = "") -> int:
        """Return the section a step's page opens at, 0 where there is none ("manual p. 15").

        Of several sections on that page it is the one that fits `about`, the words of the step, best; else the first.
        A section that is mostly of another page, or only asks what the page means, comes after them.
        """
        sections = self.sections
        for wanted in pages_in(page):
            there = [index for index, section in enumerate(sections) if wanted in section.pages]
            there = [index for index in there if not sections[index].asks] or there
            there = [index for index in there if sections[index].pages[0] == wanted] or there
            if there:
                scores = _fits([sections[index] for index in there], about)
                return there[scores.index(max(scores))]
        return 0

    def search(self, words: str) -> tuple[int, ...]:
        """Return the sections that have every word (its beginning is enough), the best first.

        Where none has all of them, those with any; everything in its order where no word is given.
        """
        wanted = words_of(words)
        sections = self.sections
        if not wanted:
            return tuple(range(len(sections)))
        scores = [[weight(section, word) for word in wanted] for section in sections]
        found = [index for index, each in enumerate(scores) if all(each)]
        found = found or [index for index, each in enumerate(scores) if any(each)]
        return tuple(sorted(found, key=lambda index: (-sum(scores[index]), index)))

    def named(self, name: str) -> tuple[int, ...]:
        """Return the sections of a topic or a page, or the section with this title; else those found by the words."""
        sections = self.sections
        wanted = " ".join(words_of(name))
        for key in (_titles, _topics):
            found = tuple(index for index, section in enumerate(sections) if wanted in key(section))
            if found:
                return found
        files = {" ".join(words_of(topic.name)): topic.title for topic in self.topics}
        if wanted in files:
            return tuple(index for index, section in enumerate(sections) if section.topic == files[wanted])
        pages = pages_in(f"p. {name}" if name.isdigit() else name)
        if pages:
            return tuple(
                index for index, section in enumerate(sections) if any(each in section.pages for each in pages)
            )
        return self.search(name) if wanted else ()


def _fits(sections: list[Section], about: str) -> list[float]:
    """Return how well each section fits the words; what stands in all of them tells nothing, what in one, most."""
    scores = [0.0] * len(sections)
    for word in {word.removesuffix("s") for word in words_of(about) if len(word) >= _LONG_ENOUGH}:
        places = [[_found(where, word) > 0 for where in each.words] for each in sections]
        having = sum(any(each) for each in places)
        if having:
            tells = log(len(sections) / having)
            scores = [score + tells * sum(each) for score, each in zip(scores, places, strict=True)]
    return scores


def weight(section: Section, word: str) -> float:
    """Return how much a word speaks for a section; 0 if it is nowhere in it."""
    return (
        _IN_TITLE * min(1.0, _found(section.in_title, word))
        + _ALSO * min(1.0, _found(section.in_also, word))
        + _IN_TEXT * min(float(_COUNTED), _found(section.in_text, word))
    )


def _found(where: Counter[str], word: str) -> float:
    whole = where.get(word, 0)
    return whole or _BEGINNING * sum(count for each, count in where.items() if each.startswith(word))


def _titles(section: Section) -> Iterable[str]:
    return (" ".join(words_of(section.title)),)


def _topics(section: Section) -> Iterable[str]:
    return (" ".join(words_of(section.topic)),)

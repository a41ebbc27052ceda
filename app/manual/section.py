"""One section of the manual, with the words it is found by."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

_WORD = re.compile(r"\*\d+|\w+")  # a star code is a word
_SPELLED = re.compile(r"\b(?:\w\.){2,}\w?")  # P.P.S.A.P., O.P.P.
_NUMBER = re.compile(r"\b9-1-1\b")


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are looked for: small letters, "911" for 9-1-1, "ppsap" for P.P.S.A.P."""
    text = _NUMBER.sub("911", _SPELLED.sub(lambda found: found[0].replace(".", ""), text))
    return _WORD.findall(text.casefold())


@dataclass(frozen=True)
class Section:
    """What is read at once.

    `pages` are the manual's ("p. 15", "tech. p. 3"), empty where a section is the program's own. `text` is the markdown
    below the heading without its comments; `also` further words it is to be found by; `rows` the ids of the catalogue
    of requirements that it tells of, never shown.
    """

    topic: str
    title: str
    pages: tuple[str, ...]
    text: str
    also: tuple[str, ...] = ()
    rows: tuple[str, ...] = field(default=(), repr=False)

    @property
    def source(self) -> str:
        """Say where it comes from: "manual p. 21, tech. p. 2"."""
        return f"manual {', '.join(self.pages)}" if self.pages else ""

    @property
    def asks(self) -> bool:
        """True for an open question about the manual; a step never opens at one while another section has its page."""
        return any(row.startswith("G") for row in self.rows)

    @property
    def words(self) -> tuple[Counter[str], ...]:
        """The words of every place."""
        return self.in_text, self.in_title, self.in_also

    @cached_property
    def in_title(self) -> Counter[str]:
        """The words of its title and of its topic's."""
        return Counter(words_of(f"{self.title} {self.topic}"))

    @cached_property
    def in_also(self) -> Counter[str]:
        """The further words it is found by."""
        return Counter(words_of(" ".join(self.also)))

    @cached_property
    def in_text(self) -> Counter[str]:
        """The words of its text."""
        return Counter(words_of(self.text))

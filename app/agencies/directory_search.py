"""Finds entries of the directory by what is typed: the beginnings of words, or digits of the number.

Every word typed must fit. What fits in the name comes before what fits in a municipality, a service or a number, whole
words before beginnings of words, and a number that is set before one that is not. A thousand entries take less than a
millisecond, so that the list keeps up with the keys: each entry is folded into two texts once, and a word is looked
for in them as a whole.
"""

import re
import unicodedata

from app.agencies.agency import DIALABLE, PRINTED_ONLY, dialled
from app.agencies.directory import KIND_WORDS, Directory, Entry, EntryKind

# What a hand types before it looks. More words than this, or longer ones, find nothing better.
MOST_WORDS = 4
LONGEST_TYPED = 60

# How far a word is from being a whole word of the name; each outweighs what follows.
_BEGINS, _ELSEWHERE = 32, 64
_NOT_SET = 16
_KIND_ORDER = {kind: place for place, kind in enumerate(EntryKind)}  # the ways to an agency first, the Board last

_APART = re.compile(r"[^0-9a-z*#]+")
_JOINED = re.compile(r"(?<=[0-9])-(?=[0-9])|[.']")


def folded(text: str) -> str:
    """Return the words of a text small and without accents, a space before each: "O.P.P., 9-1-1" is " opp 911"."""
    plain = text.casefold()
    if not plain.isascii():
        plain = "".join(each for each in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(each))
    return " " + _APART.sub(" ", _JOINED.sub("", plain)).strip()


class DirectorySearch:
    """Searches one directory."""

    def __init__(self, directory: Directory) -> None:
        self._entries = directory.entries
        self._names = [f"{folded(each.name)} " for each in self._entries]
        self._texts = [_text_of(each) for each in self._entries]
        self._digits = [dialled(each.number) for each in self._entries]
        self._ranks = [_KIND_ORDER[each.kind] + (0 if each.number else _NOT_SET) for each in self._entries]

    def find(self, typed: str) -> tuple[Entry, ...]:
        """Return what fits, the best first; everything in the directory's own order where nothing is typed."""
        words = _words(typed)
        if not words:
            return self._entries
        fit = list(range(len(self._entries)))
        texts, all_digits = self._texts, self._digits
        for word, digits in words:
            begins = f" {word}"
            if digits:
                fit = [each for each in fit if begins in texts[each] or digits in all_digits[each]]
            else:
                fit = [each for each in fit if begins in texts[each]]
        ranks = [self._ranks[each] for each in fit]
        names = [self._names[each] for each in fit]
        for word, digits in words:
            whole, begins = f" {word} ", f" {word}"
            worse = [0 if whole in name else _BEGINS if begins in name else _ELSEWHERE for name in names]
            if digits:
                starts = [all_digits[each].startswith(digits) for each in fit]
                worse = [min(one, _BEGINS) if first else one for one, first in zip(worse, starts, strict=True)]
            ranks = [rank + one for rank, one in zip(ranks, worse, strict=True)]
        order = sorted(range(len(fit)), key=ranks.__getitem__)
        return tuple(self._entries[fit[each]] for each in order)


def _text_of(entry: Entry) -> str:
    parts = (entry.name, *entry.municipalities, entry.service, KIND_WORDS[entry.kind], entry.kind, entry.note)
    return "".join(folded(part) for part in parts if part) + " "


def _words(typed: str) -> list[tuple[str, str]]:
    """Return each word typed, with its digits where it is part of a number: "905 852-33" is one, 90585233."""
    words: list[tuple[str, str]] = []
    for part in typed[:LONGEST_TYPED].split():
        digits = dialled(part)
        if digits and not set(part) - set(DIALABLE + PRINTED_ONLY):
            if words and words[-1][1]:
                digits = words.pop()[1] + digits
            words.append((digits, digits))
        else:
            words += [(word, "") for word in folded(part).split()]
    return words[:MOST_WORDS]

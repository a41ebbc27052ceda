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
from app.words import spoken

# What a hand types before it looks. More words than this, or longer ones, find nothing better.
MOST_WORDS = 4
LONGEST_TYPED = 60

_PLACES = 4096  # more than there are entries
_NOT_SET = 16
# How far a word is from being a whole word of the name; each outweighs kind and missing number.
_BEGINS, _ELSEWHERE = 32 * _PLACES, 64 * _PLACES
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
    """Searches one directory.

    A row is what is looked in: the text of all the entry has, the text of its name, and its code, a number whose upper
    part is the rank and whose lower part the entry's place: rows are ranked by adding and sorted as plain numbers.
    """

    def __init__(self, directory: Directory) -> None:
        self._entries = directory.entries
        self._rows = [
            (_text_of(entry), f"{folded(entry.name)} ", _rank_of(entry) * _PLACES + place)
            for place, entry in enumerate(self._entries)
        ]
        self._every_name = "".join(name for _text, name, _code in self._rows)

    def find(self, typed: str) -> tuple[Entry, ...]:
        """Return what fits, the best first; everything in the directory's own order where nothing is typed."""
        words = _words(typed)
        if not words:
            return self._entries
        fit = self._rows
        for word, is_number in words:
            wanted = word if is_number else f" {word}"
            fit = [row for row in fit if wanted in row[0]]
        texts = [text for text, _name, _code in fit]
        names = [name for _text, name, _code in fit]
        codes = [code for _text, _name, code in fit]
        for word, is_number in words:
            whole, begins = f" {word} ", f" {word}"
            if not is_number and begins not in self._every_name:
                continue  # in no name: it parts nothing
            rows = zip(codes, names, texts if is_number else names, strict=True)
            codes = [
                code if whole in name else code + (_BEGINS if begins in looked_in else _ELSEWHERE)
                for code, name, looked_in in rows
            ]
        codes.sort()
        return tuple([self._entries[code % _PLACES] for code in codes])


def _rank_of(entry: Entry) -> int:
    return _KIND_ORDER[entry.kind] + (0 if entry.number else _NOT_SET)


def _text_of(entry: Entry) -> str:
    parts = (
        entry.name,
        *entry.municipalities,
        entry.service,
        KIND_WORDS[entry.kind],
        entry.kind,
        entry.note,
        spoken(KIND_WORDS[entry.kind]),
    )
    return "".join(folded(part) for part in parts if part) + f" {dialled(entry.number)} "


def _words(typed: str) -> list[tuple[str, bool]]:
    """Return each word typed, and whether it is part of a number: "905 852-33" is one, 90585233."""
    words: list[tuple[str, bool]] = []
    for part in typed[:LONGEST_TYPED].split():
        digits = dialled(part)
        if digits and not set(part) - set(DIALABLE + PRINTED_ONLY):
            before = words.pop()[0] if words and words[-1][1] else ""
            words.append((before + digits, True))
        else:
            words += [(word, False) for word in folded(part).split()]
    return words[:MOST_WORDS]

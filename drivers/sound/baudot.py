"""The five-bit code of US text telephones (TTY), letters and figures (telephone.md 7).

Two conventions are abroad. After a space some machines go back to letters by themselves ("un-shift on space") and some
stay in the shift they are in; a callback number sent by one and read by the other becomes `905 TTT PQWE`. So

  encode   sends the shift anew after every space and line end: both kinds of machine read it right
  decode   keeps the shift, which reads every digit right that was sent with its shift, and gives each letter in the
           other shift too, because a machine that un-shifts sends `911 DO YOU` without a word of the letters

Tables also differ: `#` and `&` of the US table are `=` and `+` in ITU-T V.18. None of the four is sent. Accents are
dropped, since there are none; whatever else has no code is left out, and told.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LETTERS_SHIFT, FIGURES_SHIFT = 31, 27
SPACE, CARRIAGE_RETURN, LINE_FEED, BACKSPACE = 4, 8, 2, 0
HIGHEST_CODE = 31

BELL, BACKSPACE_SIGN = "␇", "␈"
"""What is shown of codes that print nothing. BELL is the figure of S; V.18's table has a dash there."""

# By code. Where no letter stands, both have the same; the places of the two shifts are never read.
_LETTERS = "␈E\nA SIU\nDRJNFCKTZLWHYPQOBG?MXV?"
_FIGURES = "␈3\n- ␇87\n$4',!:(5\")2#6019?&?./;?"

REPEAT_AFTER = 10
"""Letters after which a shift is sent anew, so that one lost on the line spoils no more than a telephone number."""

_DOUBTFUL = frozenset("#&" + BELL)
_SHIFTS = (LETTERS_SHIFT, FIGURES_SHIFT)
_UNSHIFTED = frozenset((SPACE, CARRIAGE_RETURN, LINE_FEED, BACKSPACE))
_CODES: dict[str, tuple[int, int]] = {
    letter: (shift, code)
    for shift, table in zip(_SHIFTS, (_LETTERS, _FIGURES), strict=True)
    for code, letter in enumerate(table)
    if code not in _UNSHIFTED and code not in _SHIFTS and letter not in _DOUBTFUL
}
_LIKE = {"’": "'", "‘": "'", "`": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "\t": " "}
_LONGEST_TEXT = 4000


@dataclass(frozen=True, slots=True)
class SentLetter:
    """One letter and the codes that carry it, the shift before it included."""

    letter: str
    codes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Encoded:
    """What of a text can be sent, letter by letter, and the characters that were `left_out`, each once, in order."""

    letters: tuple[SentLetter, ...]
    left_out: str = ""

    @property
    def text(self) -> str:
        """The text as the far end reads it."""
        return "".join(each.letter for each in self.letters)

    @property
    def codes(self) -> tuple[int, ...]:
        """All codes in order."""
        return tuple(code for each in self.letters for code in each.codes)


class BaudotEncoder:
    """Makes codes of text that comes in parts; the shift goes over from part to part."""

    def __init__(self) -> None:
        self._shift: int | None = None  # None: to be sent before the next letter that has one
        self._since = 0  # letters since the shift was sent

    def encode(self, text: str) -> Encoded:
        """Return the letters that can be sent, of at most 4000 characters; the rest is left out."""
        letters: list[SentLetter] = []
        left_out: dict[str, None] = dict.fromkeys(text[_LONGEST_TEXT:])
        for written in text[:_LONGEST_TEXT].replace("\r\n", "\n").replace("\r", "\n"):
            sendable = _sendable(written)
            if not sendable:
                left_out[written] = None
            letters += [self._letter(each) for each in sendable]
        return Encoded(tuple(letters), "".join(left_out))

    def begin(self) -> None:
        """Send the shift before the next letter, whatever it is: the far end may have lost it in a pause."""
        self._shift = None

    def _letter(self, letter: str) -> SentLetter:
        if letter == " ":
            self._shift = None
            return SentLetter(letter, (SPACE,))
        if letter == "\n":
            self._shift = None
            return SentLetter(letter, (CARRIAGE_RETURN, LINE_FEED))
        shift, code = _CODES[letter]
        self._since += 1
        if shift == self._shift and self._since <= REPEAT_AFTER:
            return SentLetter(letter, (code,))
        self._shift, self._since = shift, 1
        return SentLetter(letter, (shift, code))


class BaudotDecoder:
    """Reads codes, one at a time; keeps the shift over a space unless told that the far end does not."""

    def __init__(self, *, unshift_on_space: bool = False) -> None:
        self._unshift_on_space = unshift_on_space
        self._figures = False
        self._returned = False  # the code before was a carriage return, which has begun the new line already

    def decode(self, code: int) -> tuple[str, str]:
        """Return a letter as it stands and in the other shift; both "" for a shift, the second half of a line end,
        and what is no code.
        """
        returned, self._returned = self._returned, code == CARRIAGE_RETURN
        if code in _SHIFTS:
            self._figures = code == FIGURES_SHIFT
            self._returned = returned
            return "", ""
        if not 0 <= code <= HIGHEST_CODE or (code == LINE_FEED and returned):
            return "", ""
        here, there = (_FIGURES, _LETTERS) if self._figures else (_LETTERS, _FIGURES)
        if code == SPACE and self._unshift_on_space:
            self._figures = False
        return here[code], there[code]


def encode(text: str) -> Encoded:
    """Return the codes of a text that is sent by itself."""
    return BaudotEncoder().encode(text)


def decode(codes: Iterable[int], *, unshift_on_space: bool = False) -> tuple[str, str]:
    """Return `text` and `alternate` of codes: the same letters, each in the other shift."""
    decoder = BaudotDecoder(unshift_on_space=unshift_on_space)
    read = [decoder.decode(code) for code in codes]
    return "".join(text for text, _ in read), "".join(alternate for _, alternate in read)


def _sendable(written: str) -> str:
    """Return what is sent for a character: capitals, accents off; "" where there is no code."""
    like = _LIKE.get(written, written)
    plain = "".join(each for each in unicodedata.normalize("NFKD", like) if not unicodedata.combining(each)).upper()
    if plain and all(each in _CODES or each in " \n" for each in plain):
        return plain
    return ""

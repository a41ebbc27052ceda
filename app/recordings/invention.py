"""Invents what stands in the place of what is personal: the same shape, the same for the same, nothing of the original.

A word (three letters and more) always becomes the same word, and so does a run of digits (four and more); shorter runs
would be a cipher that can be counted out, and so hang on the whole value that they stand in. Everything is drawn from a
keyed hash (BLAKE2b): whoever has not the key cannot try names until one fits.

Signs, blanks and control characters stay, and every character stays as many bytes wide as it was.
"""

import hashlib
import re
from collections.abc import Set

from app.recordings.fiction import FictionNumbers

WORD = 3
"""Letters from which on a run is remembered as a word, and never again to be found."""

RUN = 4
"""Digits from which on a run is remembered as one."""

# No W: with its eighth bit on, as a wrong parity has it, it would be no letter in Latin-1.
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnprstvxz"
_LETTERS = "abcdefghijklmnopqrstuvxyz"
_DIGITS = "0123456789"
_POSTAL_LETTERS = "abceghjklmnprstvxyz"  # D, F, I, O, Q and U stand in no Canadian postal code
_WIDE = {2: (0xC0, 0xD5), 3: (0x4E00, 0x9F00), 4: (0x20000, 0x2A000)}  # letters by their bytes in UTF-8
_SMALL_WIDE = (0xE0, 0xF5)
_HIGH = 0x80

_PIECE = re.compile(
    r"(?P<phone>(?<![0-9])(?:1[ -]?)?(?:\(?[0-9]{3}\)?[ .-]?)?[0-9]{3}[ .-]?[0-9]{4}(?![0-9]))"
    r"|(?P<postal>(?<![A-Za-z0-9])[A-Za-z][0-9][A-Za-z][ -]?[0-9][A-Za-z][0-9](?![A-Za-z0-9]))"
    r"|(?P<letters>[^\W\d_]+)|(?P<digits>[0-9]+)|(?P<other>[^\W_])"
)
_RUN = re.compile(r"[a-z]{3,}|[0-9]{4,}")


def masked(text: str, octets: bool) -> str:
    """Return `text` as it is compared: with `octets` bit 7 is off, as a wrong parity may have set it.

    A letter of Latin-1 that is no letter without it stays one.
    """
    return "".join(map(_without_bit_7, text)) if octets else text


def tokens(text: str, octets: bool) -> set[str]:
    """Return what must not be found again of a text: its words and its longer runs of digits, in small letters."""
    return set(_RUN.findall(masked(text, octets).lower()))


class Invention:
    """Invents under `key`. `avoid` are the tokens of all that is personal: none of them stands in what is invented."""

    def __init__(self, key: bytes, avoid: Set[str]) -> None:
        self._key = hashlib.blake2b(key, digest_size=32).digest()
        self._avoid = avoid
        lengths = sorted({len(each) for each in avoid})
        self._word_lengths = [length for length in lengths if length >= WORD]
        self._numbers = FictionNumbers(avoid, self._order)

    def text(self, value: str, octets: bool = False, salt: int = 0) -> str:
        """Return a text of the same shape; another `salt` gives another one. With `octets` characters are bytes."""
        plain = masked(value, octets)
        made = _PIECE.sub(lambda found: self._piece(found, value, plain, octets, salt), plain)
        if not octets:
            return made
        return "".join(_with_bit_7(new, old) for new, old in zip(made, value, strict=True))

    def number(self, value: str) -> str:
        """Return a telephone number kept for fiction, of the same kind; the area code stays."""
        return self._numbers.number(value) or self.text(value)

    def postal(self, value: str) -> str:
        """Return a postal code; the same code in another form stays the same code."""
        whole = "".join(each for each in value if each.isalnum()).lower()
        drawn = self._drawn("postal", whole, 0)
        made = []
        for each in value:
            if each.isascii() and each.isalpha():
                made.append(_cased(_other(_POSTAL_LETTERS, each.lower(), next(drawn)), each))
            elif each in _DIGITS:
                made.append(_other(_DIGITS, each, next(drawn)))
            else:
                made.append(each)
        return "".join(made)

    def _piece(self, found: re.Match[str], value: str, plain: str, octets: bool, salt: int) -> str:
        piece = found[0]
        if found["phone"]:
            return self._numbers.unknown(piece) or self._digits(piece, plain, found.start(), salt)
        if found["postal"]:
            return self.postal(piece)
        if found["letters"]:
            return self._letters(piece, plain, found.start(), salt)
        if found["digits"]:
            return self._digits(piece, plain, found.start(), salt)
        drawn = self._drawn("other", f"{plain}\0{found.start()}", salt)
        return _wide(piece, next(drawn))

    def _letters(self, word: str, whole: str, at: int, salt: int) -> str:
        small = word.lower() if len(word.lower()) == len(word) else word
        drawn = self._drawn("word", small if len(word) >= WORD else f"{whole.lower()}\0{at}", salt)
        turn = next(drawn) % 2
        made = ""
        for place, (old, sign) in enumerate(zip(small, word, strict=True)):
            if not sign.isascii():
                made += _wide(sign, next(drawn))
                continue
            liked = _VOWELS if (place + turn) % 2 else _CONSONANTS
            made += self._next_letter(made, liked, old, next(drawn), same=len(word) >= WORD)
        return "".join(_cased(new, old) if old.isascii() else new for new, old in zip(made, word, strict=True))

    def _next_letter(self, before: str, liked: str, old: str, drawn: int, *, same: bool) -> str:
        """Return a letter that ends no token; where every letter does (a recording of noise has all), any one."""
        for letters in (liked, _LETTERS):
            for step in range(len(letters)):
                letter = letters[(drawn + step) % len(letters)]
                if (same or letter != old) and not self._ends_token(before + letter):
                    return letter
        return liked[drawn % len(liked)]

    def _digits(self, digits: str, whole: str, at: int, salt: int) -> str:
        long = sum(each in _DIGITS for each in digits) >= RUN
        drawn = self._drawn("digits", digits if long else f"{whole.lower()}\0{at}", salt)
        made = ""
        for place, old in enumerate(digits):
            if old not in _DIGITS:
                made += old
                continue
            begin = next(drawn)
            options = [_DIGITS[(begin + step) % 10] for step in range(10)]
            if place == 0 and old != "0" and len(digits) > 1:
                options.remove("0")
            if not long and place == len(digits) - 1:
                options.remove(old)
            fitting = (each for each in options if not self._ends_token(made + each))
            made += next(fitting, options[0])
        return made

    def _ends_token(self, text: str) -> bool:
        length = len(text)
        return any(text[length - each :] in self._avoid for each in self._word_lengths if each <= length)

    def _drawn(self, kind: str, value: str, salt: int) -> "_Drawn":
        return _Drawn(self._key, f"{kind}\0{salt}\0{value}".encode("utf-8", "surrogatepass"))

    def _order(self, what: str, of: list[str]) -> list[str]:
        """Return the members of a list in an order drawn for `what`."""
        return sorted(of, key=lambda each: hashlib.blake2b(f"{what}\0{each}".encode(), key=self._key).digest())


class _Drawn:
    """Numbers below 2**32 drawn from a keyed hash, without end."""

    def __init__(self, key: bytes, what: bytes) -> None:
        self._key, self._what = key, what
        self._block = b""
        self._count = 0

    def __next__(self) -> int:
        if len(self._block) < 4:
            each = hashlib.blake2b(self._what, key=self._key, salt=self._count.to_bytes(16, "big"))
            self._block = each.digest()
            self._count += 1
        number, self._block = int.from_bytes(self._block[:4], "big"), self._block[4:]
        return number


def _other(signs: str, old: str, drawn: int) -> str:
    """Return one of the signs, but not the one that was there."""
    left = signs.replace(old, "")
    return left[drawn % len(left)]


def _cased(new: str, old: str) -> str:
    return new.upper() if old.isupper() else new


def _wide(old: str, drawn: int) -> str:
    """Return a letter as many bytes wide in UTF-8, for one beyond ASCII."""
    size = len(old.encode("utf-8", "surrogatepass"))
    first, last = _SMALL_WIDE if size == 2 and not old.isupper() else _WIDE.get(size, _WIDE[2])
    new = chr(first + drawn % (last - first))
    return new if new != old else chr(last)


def _without_bit_7(sign: str) -> str:
    plain = chr(ord(sign) & ~_HIGH)
    if sign.isalpha() and not plain.isalnum():
        return "O" if sign.isupper() else "o"
    return plain


def _with_bit_7(new: str, old: str) -> str:
    return chr(ord(new) | _HIGH) if ord(old) >= _HIGH else new

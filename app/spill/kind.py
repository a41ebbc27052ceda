"""Kinds: what may stand in a field, by name or as a picture (`999-9999`)."""

import re
from dataclasses import dataclass
from itertools import groupby, pairwise

_LETTERS = {"9": "0-9", "A": "A-Za-z", "X": "A-Za-z0-9"}
_LETTER_WORDS = {"9": "a digit", "A": "a letter", "X": "a letter or digit"}


class PatternError(ValueError):
    """A pattern that cannot be read; the text says what was expected, where, and what stands there."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What may stand in a field.

    `source` is its regular expression, "" for free text. `width` is its width where only one is possible, else None.
    `open_set` holds the characters that its last, open repeat takes (members of a set), "" if it ends by itself.
    `specific` kinds tell a line from free text. `elements` are its single characters, to tell where a value stops
    fitting, each with its words. `variants` is `source` taken apart by width, where there are few.
    """

    name: str
    words: str
    source: str = ""
    width: int | None = None
    open_set: str = ""
    specific: bool = False
    elements: tuple[tuple[str, str], ...] = ()
    variants: tuple[str, ...] = ()

    @property
    def fixed(self) -> tuple[str, ...]:
        """Return its regular expressions of fixed width, one for each width; empty if its width is open."""
        return (self.source,) if self.width is not None else self.variants

    @property
    def free(self) -> bool:
        """True for any text and for any word."""
        return not self.source


_POSTAL = ("[A-Za-z][0-9][A-Za-z]", "[0-9][A-Za-z][0-9]")
TEXT = Kind("text", "any text")
WORD = Kind("word", "a word without blanks")
PROVINCES = "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT"
KINDS = {
    "text": TEXT,
    "word": WORD,
    "digits": Kind("digits", "digits", "[0-9]++", None, "0-9", specific=True),
    "postal": Kind(
        "postal",
        "a postal code (A9A 9A9)",
        "[ -]?".join(_POSTAL),
        specific=True,
        variants=("".join(_POSTAL), "[ -]".join(_POSTAL)),
    ),
    "class": Kind("class", "a class of 2 to 4 letters or digits", "[A-Za-z0-9]{2,4}(?![A-Za-z0-9])"),
    "phone": Kind("phone", "a telephone number", r"[0-9(+][0-9() ./-]{1,23}[0-9](?![0-9])", None, specific=True),
    "province": Kind("province", "a province (two letters)", f"(?:{PROVINCES})(?![A-Za-z0-9])", specific=True),
}


def parse_kind(text: str) -> Kind:
    """Read the name of a kind or a picture. Raises PatternError."""
    if text in KINDS:
        return KINDS[text]
    if not re.search("[9AX]", text):
        raise PatternError(f"expected {', '.join(KINDS)} or a picture with 9, A or X, got {text[:60]!r}")
    if stray := re.search(r"[B-WYZ{}\[\]]|[^ -~]|(?:\A|[ +])\+", text):
        raise PatternError(
            f"expected 9, A, X, signs or small letters in a picture, got {stray.group()[-1]!r} in {text[:60]!r}"
        )
    if " " in (text[0], text[-1]) or "  " in text:
        raise PatternError(f"expected single blanks, and none at either end of a picture, got {text[:60]!r}")
    signs = re.findall(r"([^+])(\+?)", text)
    for (sign, repeated), (following, _) in pairwise(signs):
        if repeated and set(_examples(sign)) & set(_examples(following)):
            raise PatternError(
                f"expected no {following!r} directly after {sign}+, which takes it itself, in {text[:60]!r}"
            )
    elements: list[tuple[str, str]] = []
    sources: list[str] = []
    for (sign, repeated), same in groupby(signs):
        count = len(list(same))
        one = f"[{_LETTERS[sign]}]" if sign in _LETTERS else " ++" if sign == " " else re.escape(sign)
        words = _LETTER_WORDS.get(sign) or ("a blank" if sign == " " else repr(sign))
        elements += [(f"{one}++" if repeated else one, words)] * count
        sources.append(f"{one}++" if repeated else one if count == 1 else f"{one}{{{count}}}")
    last, repeated = signs[-1]
    open_set = (_LETTERS.get(last) or member(last)) if repeated else ""
    width = None if "+" in text or " " in text else len(text)
    specific = any(sign not in "AX" for sign, _ in signs)
    return Kind(
        text, f"{text} (9 digit, A letter, X either)", "".join(sources), width, open_set, specific, tuple(elements)
    )


def _examples(sign: str) -> str:
    """Return a character of each sort that a sign of a picture takes."""
    if sign in _LETTERS:
        return {"9": "0", "A": "a", "X": "0a"}[sign]
    return "0" if sign.isdigit() else "a" if sign.isalpha() else sign


def member(sign: str, octets: bool = False) -> str:
    """Return `sign` as a member of a character set; on octets all it may begin with."""
    if octets and not sign.isascii():
        return "".join(f"\\x{each[0]:02x}" for each in _encodings(sign))
    return "\\" + sign if sign in r"\]^-[" else sign


def octet_forms(sign: str) -> str:
    """Return a sign beyond ASCII as a regular expression on octets, in UTF-8 and, where it has it, in Latin-1."""
    forms = ("".join(f"\\x{octet:02x}" for octet in each) for each in _encodings(sign))
    return f"(?:{'|'.join(forms)})"


def _encodings(sign: str) -> list[bytes]:
    encodings = [sign.encode("utf-8")]
    if ord(sign) < 0x100:
        encodings.append(sign.encode("latin-1"))
    return encodings

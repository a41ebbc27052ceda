"""Kinds: what may stand in a field, by name or as a picture (`999-9999`)."""

import re
from dataclasses import dataclass
from itertools import groupby

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
_PROVINCES = "AB|BC|MB|NB|NL|NS|NT|NU|ON|PE|QC|SK|YT"
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
    "province": Kind("province", "a province (two letters)", f"(?:{_PROVINCES})(?![A-Za-z0-9])", specific=True),
}


def parse_kind(text: str) -> Kind:
    """Read the name of a kind or a picture. Raises PatternError."""
    if text in KINDS:
        return KINDS[text]
    if not re.search("[9AX]", text):
        raise PatternError(f"expected {', '.join(KINDS)} or a picture with 9, A or X, got {text[:60]!r}")
    body, repeated = (text[:-1], True) if text.endswith("+") else (text, False)
    if stray := re.search(r"[B-WYZ+{}\[\]]|[^ -~]", body):
        raise PatternError(
            f"expected 9, A, X, signs or small letters in a picture, got {stray.group()!r} in {text[:60]!r}"
        )
    if " " in (body[0], body[-1]) or "  " in body:
        raise PatternError(f"expected single blanks, and none at either end of a picture, got {text[:60]!r}")
    elements: list[tuple[str, str]] = []
    for each in body:
        if each in _LETTERS:
            elements.append((f"[{_LETTERS[each]}]", _LETTER_WORDS[each]))
        elif each == " ":
            elements.append((" ++", "a blank"))
        else:
            elements.append((re.escape(each), repr(each)))
    runs = [(each, len(list(same))) for each, same in groupby(each for each, _ in elements)]
    sources = [each if count == 1 else f"{each}{{{count}}}" for each, count in runs]
    if repeated:
        each, count = runs[-1]
        sources[-1] = f"{each}++" if count == 1 else f"{each}{{{count},}}+"
    last = body[-1]
    open_set = (_LETTERS.get(last) or member(last)) if repeated else ""
    width = None if repeated or " " in body else len(body)
    specific = bool(re.search("[^AX]", body))
    return Kind(
        text, f"{text} (9 digit, A letter, X either)", "".join(sources), width, open_set, specific, tuple(elements)
    )


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

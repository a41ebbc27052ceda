"""The picture language: how a technician describes a line without code.

A pattern is literal text with `{field:PICTURE}` where a field stands. In a picture `9` is a digit, `A` a letter, `X` a
letter or digit, a trailing `+` one or more of the last; signs and small letters stand for themselves. Instead of a
picture one of the kinds (`KINDS`) may be named; without either the field is any text. `[...]` is an optional part, a
blank is one or more blanks, and `{{ }} [[ ]]` are the signs themselves.

Patterns become regular expressions that cannot run away: every open repeat is possessive, except a free text, of
which a line has at most two; so the work on a line is at most quadratic in its length.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.spill.kind import TEXT, WORD, Kind, PatternError, member, octet_forms, parse_kind

PATTERN_LENGTH = 400  # characters; longer than any printed line
OPTIONAL_PARTS = 4  # in one pattern: each may double the work
FREE_TEXTS = 2  # in one pattern: each multiplies the work by the line's length
FIELD_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class Dialect:
    """What a free text, a blank and the ends of a line are, as regular expression; one pattern is read in each.

    `controls` is what a free text never holds, `blanks` what a blank is, both as members of a character set; `start`
    and `end` are what may stand around a line, `blank` and `gap` a blank that is needed and one that is not.
    `text_end` is what must hold at the end of a text that ends the line. `texts` is all that is neither control nor
    blank (" "): a character is sooner found in it than known to be none of the others. Where it is `folded`, capitals
    and small letters are the same in a label.
    """

    controls: str
    blanks: str
    start: str
    end: str
    blank: str
    gap: str
    text_end: str = ""
    octets: bool = False
    texts: str = ""
    folded: bool = False

    @property
    def any_sign(self) -> str:
        """Return the set of all that a text holds."""
        return f"[ {self.texts}]" if self.texts else f"[^{self.controls}]"

    @property
    def sign(self) -> str:
        """Return the set of all that a text holds but for blanks."""
        return f"[{self.texts}]" if self.texts else f"[^{self.controls}{self.blanks}]"


# A record's lines joined by line feeds, made visible.
RECORD = Dialect(r"\x00-\x1f\x7f", " ", " *+", r" *+(?=\n|\Z)", " ++", " *+", r"(?<! )", texts=r"!-~\x80-\U0010ffff")
# One line made visible, trailing blanks removed; tabs still stand in it as blanks.
LINE = Dialect(r"\x00-\x08\x0a-\x1f\x7f", r" \t", r"[ \t]*+", r"\Z", r"[ \t]++", r"[ \t]*+", folded=True)
# One line as sent. NUL and DEL are fill on a serial line, harmless at either end.
OCTETS = Dialect(r"\r\n", r" \t", r"[\x00\x7f \t]*+", r"[\x00\x7f \t]*+\Z", r"[ \t]++", r"[ \t]*+", octets=True)


@dataclass(frozen=True, slots=True)
class Literal:
    """Text that stands in the line as it is; no blanks. `label` where it is a label's."""

    text: str
    label: bool = False


@dataclass(frozen=True, slots=True)
class Blank:
    """One or more blanks; `needed` False where there may be none (after a label)."""

    needed: bool = True


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a field."""

    field: str
    kind: Kind


@dataclass(frozen=True, slots=True)
class Part:
    """An optional part of a line."""

    tokens: tuple["Token", ...]


Token = Literal | Blank | Slot | Part


def parse_field(text: str) -> Slot:
    """Read `field` or `field:PICTURE`. Raises PatternError."""
    name, colon, kind = text.partition(":")
    if not FIELD_NAME.fullmatch(name):
        raise PatternError(f"expected a field name (small letters, digits, _), got {name[:60]!r}")
    if colon and not kind:
        raise PatternError(f"expected a kind or a picture after {text!r}, got nothing")
    return Slot(name, parse_kind(kind) if colon else TEXT)


def parse_pattern(text: str) -> tuple[Token, ...]:
    """Read a line's pattern. Raises PatternError, naming the column where it went wrong."""
    if len(text) > PATTERN_LENGTH:
        raise PatternError(f"expected a pattern of at most {PATTERN_LENGTH} characters, got {len(text)}")
    if not text.isprintable():
        raise PatternError(f"expected printable characters in a pattern, got {text[:60]!r}")
    tokens = _scan(text.strip(" "))
    _check(tokens)
    return tokens


def slots(tokens: Sequence[Token]) -> Iterator[Slot]:
    """Yield every slot, those of optional parts included, from left to right."""
    for token in tokens:
        if isinstance(token, Slot):
            yield token
        elif isinstance(token, Part):
            yield from slots(token.tokens)


def specific(tokens: Sequence[Token]) -> bool:
    """True if a line that fits is told from free text by a literal, a digit or the like outside optional parts."""
    return any(isinstance(token, Literal) or (isinstance(token, Slot) and token.kind.specific) for token in tokens)


def specific_forms(tokens: tuple[Token, ...]) -> list[tuple[Token, ...]]:
    """Return the forms of a pattern that cannot be free text: itself, or each with one optional part in its place."""
    if specific(tokens):
        return [tokens]
    forms: list[tuple[Token, ...]] = []
    for index, token in enumerate(tokens):
        if isinstance(token, Part) and specific(token.tokens):
            forms.append(tokens[:index] + token.tokens + tokens[index + 1 :])
    return forms


def fixed_tails(tokens: tuple[Token, ...]) -> list[str]:
    """Return regular expressions of fixed width for the end of a line of free text, a blank and a fixed rest.

    Empty if the pattern is not of that form. They let one look back from the line's end instead of searching it.
    """
    match tokens:
        case (Slot(_, kind), Blank(True), *rest) if kind is TEXT and rest:
            tails = [" "]
            for token in rest:
                match token:
                    case Literal(text):
                        tails = [tail + re.escape(text) for tail in tails]
                    case Slot(_, inner) if inner.fixed:
                        tails = [tail + each for tail in tails for each in inner.fixed]
                    case _:
                        return []
            return tails
    return []


def source(tokens: Sequence[Token], dialect: Dialect, groups: list[str] | None = None) -> str:
    """Return the regular expression of `tokens` up to the line's end (the end itself not included).

    With `groups` every field is captured, and its name is added there in the order of the groups.
    """
    return _build(tokens, frozenset({"end"}), dialect, groups)


def literal_source(text: str, dialect: Dialect) -> str:
    """Return `text` as regular expression; on octets a letter beyond ASCII may be UTF-8 or Latin-1."""
    if not dialect.octets or text.isascii():
        return re.escape(text)
    return "".join(re.escape(each) if each.isascii() else octet_forms(each) for each in text)


def write(tokens: Sequence[Token], values: Mapping[str, str]) -> str:
    """Return the line that `values` make: one blank for a blank, an optional part where all its fields have values.

    Raises KeyError with the name of a field that is needed and has no value.
    """
    written: list[str] = []
    for token in tokens:
        match token:
            case Literal(text):
                written.append(text)
            case Blank():
                written.append(" ")
            case Slot(field, _):
                written.append(values[field])
            case Part(inner):
                fields = [each.field for each in slots(inner)]
                if fields and all(field in values for field in fields):
                    written.append(write(inner, values))
    return "".join(written).rstrip(" ")


def expected_at(tokens: Sequence[Token], text: str) -> tuple[int, str]:
    """Return how many characters of `text` fit and, in words, what was expected there."""
    for count in range(len(tokens), -1, -1):
        fitting = re.compile(r"[ \t]*+" + _build(tokens[:count], frozenset({"end"}), LINE, None)).match(text)
        if fitting:
            return _expected_after(tokens[count:], text, fitting.end())
    return 0, "nothing"


def _expected_after(rest: Sequence[Token], text: str, reached: int) -> tuple[int, str]:
    """Say what `rest` begins with, going into a picture as far as its characters fit."""
    if not rest:
        return reached, "the end of the line"
    match rest[0]:
        case Literal(literal):
            return reached, repr(literal)
        case Blank():
            return reached, "a blank"
        case Part(inner):
            return _expected_after(inner, text, reached)
        case Slot(field, kind):
            for element, words in kind.elements:
                fitting = re.compile(element).match(text, reached)
                if not fitting:
                    return reached, f"{words} of {field} ({kind.name})"
                reached = fitting.end()
            return reached, f"{field}: {kind.words}"


def _scan(text: str) -> tuple[Token, ...]:
    outer: list[Token] = []
    tokens = outer
    at = 0
    while at < len(text):
        sign = text[at]
        if sign in "{}[]" and text[at : at + 2] == sign * 2:
            _add_literal(tokens, sign)
            at += 2
            continue
        if sign == "{":
            end = text.find("}", at)
            if end < 0:
                raise PatternError(f"expected a }} after column {at + 1}, got the end of {text!r}")
            tokens.append(parse_field(text[at + 1 : end]))
            at = end
        elif sign == "[":
            if tokens is not outer:
                raise PatternError(f"expected no [ inside [ ] at column {at + 1} of {text!r}")
            tokens = []
        elif sign == "]":
            if tokens is outer or not tokens:
                raise PatternError(f"expected a [ and something in it before the ] at column {at + 1} of {text!r}")
            outer.append(Part(tuple(tokens)))
            tokens = outer
        elif sign == "}":
            raise PatternError(f"expected a {{ before the }} at column {at + 1} of {text!r}")
        elif sign == " ":
            if not tokens or not isinstance(tokens[-1], Blank):
                tokens.append(Blank())
        else:
            _add_literal(tokens, sign)
        at += 1
    if tokens is not outer:
        raise PatternError(f"expected a ] before the end of {text!r}")
    if not outer:
        raise PatternError("expected something in a pattern, got nothing")
    return tuple(outer)


def _add_literal(tokens: list[Token], sign: str) -> None:
    if tokens and isinstance(tokens[-1], Literal):
        tokens[-1] = Literal(tokens[-1].text + sign)
    else:
        tokens.append(Literal(sign))


def _check(tokens: tuple[Token, ...]) -> None:
    """Refuse what could not be told apart or would take too long. Raises PatternError."""
    parts = sum(isinstance(token, Part) for token in tokens)
    if parts > OPTIONAL_PARTS:
        raise PatternError(f"expected at most {OPTIONAL_PARTS} optional parts in a line, got {parts}")
    texts = sum(slot.kind is TEXT for slot in slots(tokens))
    if texts > FREE_TEXTS:
        expected = f"expected at most {FREE_TEXTS} free texts in a line, got {texts}"
        raise PatternError(f"{expected}; give the others a picture or a kind")
    names = [slot.field for slot in slots(tokens)]
    for name in names:
        if names.count(name) > 1:
            raise PatternError(f"expected each field once in a line, got {name!r} twice")
    _check_follow(tokens, frozenset({"end"}))
    if all(isinstance(token, (Part, Blank)) for token in tokens):
        raise PatternError("expected something that is not optional in a pattern, got nothing else")


def _check_follow(tokens: Sequence[Token], follow: frozenset[str]) -> None:
    for index, token in enumerate(tokens):
        after = _starts(tokens[index + 1 :], follow)
        if isinstance(token, Part):
            _check_follow(token.tokens, after)
        elif isinstance(token, Slot) and token.kind.width is None:
            if "slot" in after:
                what = f"something between {token.field!r}, which has no fixed end, and the next field"
                raise PatternError(f"expected {what}, got nothing")
            taken = [each for each in after if len(each) == 1 and _takes(token.kind, each)]
            if taken:
                raise PatternError(f"expected no {min(taken)!r} directly after {token.field!r}, which takes it itself")


def _takes(kind: Kind, sign: str) -> bool:
    return bool(kind.open_set) and re.fullmatch(f"[{kind.open_set}]", sign) is not None


def _starts(tokens: Sequence[Token], follow: frozenset[str]) -> frozenset[str]:
    """Return what may come first: single characters of literals, "blank", "slot", or what follows."""
    found: frozenset[str] = frozenset()
    for token in tokens:
        match token:
            case Literal(text):
                return found | {text[0]}
            case Slot():
                return found | {"slot"}
            case Blank(needed):
                found |= {"blank"}
                if needed:
                    return found
            case Part(inner):
                found |= _starts(inner, frozenset())
    return found | follow


def _build(tokens: Sequence[Token], follow: frozenset[str], dialect: Dialect, groups: list[str] | None) -> str:
    parts: list[str] = []
    for index, token in enumerate(tokens):
        after = _starts(tokens[index + 1 :], follow)
        match token:
            case Literal(text, label):
                inner = literal_source(text, dialect)
                parts.append(f"(?i:{inner})" if label and dialect.folded else inner)
            case Blank(needed):
                parts.append(dialect.blank if needed else dialect.gap)
            case Part(optional):
                parts.append(f"(?:{_build(optional, after, dialect, groups)})?")
            case Slot(field, kind):
                # without capture nothing is wrapped: the framer reads from the source which bytes a line must contain
                inner = _slot_source(kind, after, dialect)
                if groups is not None:
                    groups.append(field)
                    inner = f"({inner})"
                parts.append(inner)
    return "".join(parts)


def _slot_source(kind: Kind, after: frozenset[str], dialect: Dialect) -> str:
    if not kind.free:
        return kind.source
    any_sign, sign = dialect.any_sign, dialect.sign
    if kind is WORD:
        ends = "".join(member(each, dialect.octets) for each in sorted(after) if len(each) == 1)
        return f"[^{dialect.controls}{dialect.blanks}{ends}]++"
    if after == {"end"}:
        return f"{sign}{any_sign}*+{dialect.text_end}"
    if after <= {"blank", "end"}:
        return f"{sign}++(?:[{dialect.blanks}]++{sign}++)*?"
    return f"{sign}(?:{any_sign}*?{sign})??"

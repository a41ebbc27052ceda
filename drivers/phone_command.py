"""How a profile writes what is sent to a telephone device, and what is expected of its answers.

Sent text is literal, with these in braces:

    {digits}          what is dialled, written as the profile says
    {digit}           one of them: the command is then sent once for each
    {device}          a word of the profile's [words], as it stands there
    {flash:10ms}      a time of the profile, as a whole number of the unit: s, 100ms, 10ms, ms, or a code of [units]
    {{ }}             the signs themselves

What is expected is in the picture language of the format tables (`app.spill.picture`: literal text, `{n:9+}`, `[...]`),
and the same braces may stand in it: what was sent must then come back. Letters fit in either case.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from app.spill.kind import PatternError
from app.spill.picture import LINE, parse_pattern, source

UNITS: Mapping[str, float] = {"s": 1.0, "100ms": 0.1, "10ms": 0.01, "ms": 0.001}
"""Units of a time, in seconds: S29 counts 10 ms, +VRA 100 ms, +VRN seconds (telephone.md 2.1)."""

LONGEST_SENT = 100
"""Characters of a command; V.250 asks of a modem to take 40, and the longest number has 32 digits."""

MOST_DIGITS = 32
"""The longest number that can be dialled anywhere is 15 digits (E.164), with codes before it; this is twice that."""

_TOKEN = re.compile(r"\{\{|\}\}|\{([a-z_]+)(?::([^{}]*))?\}")
_PROBE = "*#" + "0" * (MOST_DIGITS - 2)  # stands for any number while a profile is checked


class CommandError(ValueError):
    """A command or an expectation that cannot be read; the text says what was expected and what stands there."""


@dataclass(frozen=True, slots=True)
class Digits:
    """How a device is told digits: what stands `between` two of them, and its own words for `*` and `#`."""

    between: str = ""
    star: str = "*"
    pound: str = "#"

    def write(self, digits: str) -> str:
        """Return a number, or one digit of it, as the device is told it."""
        return self.between.join({"*": self.star, "#": self.pound}.get(each, each) for each in digits)


@dataclass(frozen=True, slots=True)
class Values:
    """What may stand in braces: `times` in seconds (`units`: codes by which a device names them), digits, `words`."""

    times: Mapping[str, float]
    units: Mapping[str, Mapping[float, str]] = field(default_factory=dict)
    digits: Digits = Digits()
    words: Mapping[str, str] = field(default_factory=dict)

    def time(self, name: str, unit: str) -> str:
        """Return a time as it is written. Raises CommandError."""
        seconds = self.times[name]
        if unit in UNITS:
            return str(round(seconds / UNITS[unit]))
        codes = self.units.get(unit)
        if codes is None:
            known = ", ".join((*UNITS, *self.units))
            raise CommandError(f"expected a unit, one of {known}, after {name}, got {unit[:40]!r}")
        for each, code in codes.items():
            if abs(each - seconds) < 0.0005:
                return code
        known = ", ".join(f"{each:g}" for each in codes)
        raise CommandError(f"expected {name} to be a time this device can be set to ({known} s), got {seconds:g}")


@dataclass(frozen=True, slots=True)
class Wording:
    """Text with values in braces. Build it with `read_wording`, which has checked it."""

    text: str
    values: Values

    @property
    def each_digit(self) -> bool:
        """True if it is sent once for each digit."""
        return any(found[1] == "digit" for found in _TOKEN.finditer(self.text))

    @property
    def dials(self) -> bool:
        """True if digits stand in it."""
        return any(found[1] in ("digit", "digits") for found in _TOKEN.finditer(self.text))

    def write(self, digits: str = "") -> str:
        """Return the text as it is sent; `digits` is one digit where it is sent for each. Raises CommandError."""

        def put(found: re.Match[str]) -> str:
            if found[1] is None:
                return found[0][0]
            return _value(self.values, found, digits)

        return _TOKEN.sub(put, self.text)


@dataclass(frozen=True, slots=True)
class Expected:
    """An answer that is expected. Build it with `read_expected`, which has checked it."""

    text: str
    values: Values

    def fit(self, word: str, digits: str = "") -> Mapping[str, str] | None:
        """Return the values of the fields of a device's word, or None if it is not this answer."""

        def put(found: re.Match[str]) -> str:
            if found[1] is None or not _is_value(self.values, found):
                return found[0]
            # in the picture language a sign of its own is written twice
            return re.sub(r"([{}\[\]])", r"\1\1", _value(self.values, found, digits))

        pattern, names = _compiled(_TOKEN.sub(put, self.text))
        fitting = pattern.match(word)
        if fitting is None:
            return None
        return {name: value for name, value in zip(names, fitting.groups(), strict=True) if value is not None}

    def mistakes(self, word: str, digits: str) -> bool:
        """True if a device's word is this answer but for the digits in it."""
        if not any(found[1] in ("digit", "digits") for found in _TOKEN.finditer(self.text)):
            return False
        try:
            fields = Expected(re.sub(r"\{digits?\}", "{other}", self.text), self.values).fit(word)
        except PatternError:
            return False  # digits twice, or beside a field of any text: they cannot be told apart
        signs = set(self.values.digits.write("0123456789*#"))
        return fields is not None and bool(fields["other"]) and set(fields["other"]) <= signs


def read_wording(text: str, values: Values, dials: bool = False) -> Wording:
    """Read what is sent; `dials` says whether digits may stand in it. Raises CommandError."""
    if len(text) > LONGEST_SENT:
        raise CommandError(f"expected at most {LONGEST_SENT} characters, got {len(text)}")
    if any(ord(each) > 0xFF for each in text):
        raise CommandError(f"expected characters of one byte (ASCII or Latin-1), got {text!r}")
    allowed = f"{'{digits}, {digit} or ' if dials else ''}a time with its unit, as in {{flash:10ms}}"
    for found in _TOKEN.finditer(text):
        if found[1] is not None and (not _is_value(values, found) or (found[1] in ("digit", "digits") and not dials)):
            raise CommandError(f"expected {allowed}, got {found[0][:60]!r}")
    if loose := re.search(r"[{}]", _TOKEN.sub("", text)):
        raise CommandError(f"expected {allowed} in braces, or {loose[0] * 2}, got a {loose[0]} in {text!r}")
    wording = Wording(text, values)
    if any(ord(each) > 0xFF for each in wording.write(_PROBE)):
        raise CommandError(f"expected digits written in characters of one byte, got {wording.write(_PROBE)!r}")
    return wording


def read_expected(text: str, values: Values) -> Expected:
    """Read what is expected. Raises CommandError."""
    expected = Expected(text, values)
    try:
        expected.fit("", _PROBE)
    except PatternError as error:
        raise CommandError(str(error)) from error
    return expected


def _is_value(values: Values, found: re.Match[str]) -> bool:
    if found[1] in ("digit", "digits"):
        return found[2] is None
    if found[2] is None:
        return found[1] in values.words
    return found[1] in values.times


def _value(values: Values, found: re.Match[str], digits: str) -> str:
    if found[1] in ("digit", "digits"):
        return values.digits.write(digits)
    if found[2] is None:
        return values.words[found[1]]
    return values.time(found[1], found[2])


@lru_cache(maxsize=500)  # a profile has some twenty, and those with digits are a few for each number dialled
def _compiled(pattern: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    groups: list[str] = []
    inner = source(parse_pattern(pattern), LINE, groups)
    return re.compile(LINE.start + inner + LINE.end, re.IGNORECASE), tuple(groups)

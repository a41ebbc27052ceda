"""The words of the steps that every call has, read from a site's table (`resources/steps/answer.toml`).

    [[step]]
    id = "stay"
    text = "Tell the caller: {say}"             what to do now
    say = "Stay on the line for {agency}."      what the caller hears, word for word; `say_fr` the same in French
    why = "stay on the line"
    page = "13"                                 of the manual
    urgent = false

and, in the section `[limits]`, how often and how long (`app.position.limits`). The site's own table may hold only what
it changes.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from app.position.limits import SECTION, Limits, read_limits
from app.position.screen import NextStep
from app.table_text import Faults, Path, read_table
from app.words import filled, say

LONGEST_TEXT = 120  # two lines of the step
LONGEST_WHY = 160
LONGEST_PAGE = 20

# Every step there is, and what may stand in its braces.
_KEYS = ("release", "contact", "ring_back", "give_up", "answer", "switch")
STEPS: Mapping[str, tuple[str, ...]] = {
    "ready": (),
    "ringing": (),
    "ringing-by-hand": (),
    "greeting": (),
    "greeting-without-data": (),
    "stay": ("agency",),
    "answered": ("agency",),
    "contact": ("agency",),
    "agency-left": ("agency",),
    "warned": ("warning",),
    "warned-not-reached": ("warning",),
    "warned-line-lost": (),
    "releasing": (),
    "dial-tone-awaited": (),
    "dial-tone": (),
    "dial-tone-or-type": (),
    "digits-asked": (),
    "not-reached": ("agency",),
    "delivered": ("agency",),
    "supervisor": ("agency",),
    "cut-off": (),
    "cut-off-wireless": (),
    "caller-gone": (),
    "caller-gone-wireless": (),
    "caller-gone-meanwhile": ("agency",),
    "caller-gone-meanwhile-wireless": ("agency",),
    "ring-back": (),
    "taken-up": (),
    "relay": ("agency",),
}
_SECTIONS = ("source", "step", SECTION)
_FIELDS = ("id", "text", "say", "say_fr", "why", "page", "urgent")
_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class StepWords:
    """The words of one step as its table has them."""

    text: str
    say: str = ""
    say_fr: str = ""
    why: str = ""
    page: str = ""
    urgent: bool = False

    def spoken(self, language: str) -> str:
        """Return what the caller hears, in quotes; in both languages where both are wanted and there."""
        said = {"en": (self.say,), "fr": (self.say_fr or self.say,), "both": (self.say, self.say_fr)}[language]
        return " / ".join(f'"{each}"' for each in said if each)


class StepTable(NamedTuple):
    """What a table says: the words of steps by their name, and limits by theirs (`app.position.limits.limits_of`)."""

    steps: dict[str, StepWords]
    limits: dict[str, Any]


class BaseSteps:
    """The steps of every call, in the language in which callers are greeted; `keys` names the keys in their words.

    A step for which there are no words is called by its name. `limits` are the centre's.
    """

    def __init__(
        self,
        steps: Mapping[str, StepWords],
        language: str = "en",
        keys: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._steps = steps
        self.keys = dict(keys or {})
        self.limits = limits or Limits()
        self._language = language
        self._plain: dict[str, NextStep] = {}  # of steps whose words do not change from call to call

    def with_keys(self, keys: Mapping[str, str]) -> "BaseSteps":
        """Return the same steps with these keys in their words."""
        return BaseSteps(self._steps, self._language, {**self.keys, **keys}, self.limits)

    def with_limits(self, limits: Limits) -> "BaseSteps":
        """Return the same steps with these limits."""
        return BaseSteps(self._steps, self._language, self.keys, limits)

    def step(self, name: str, **values: str) -> NextStep:
        """Return a step in words; `values` fill its own braces."""
        plain = self._plain.get(name) if not values else None
        if plain is not None:
            return plain
        words = self._steps.get(name) or StepWords(f"{name.replace('-', ' ')}.".capitalize())
        known = {**self.keys, **values}
        spoken = _one_stop(filled(words.spoken(self._language), known), values)
        made = NextStep(
            _one_stop(filled(words.text, {**known, "say": spoken}), values),
            filled(words.why, known),
            say("manual p. {page}", page=words.page) if words.page else "",
            words.urgent,
        )
        if not values:
            self._plain[name] = made
        return made


NO_STEPS = BaseSteps({})


def _one_stop(text: str, values: Mapping[str, str]) -> str:
    """Return the text without the second full stop behind a value that ends with one ("O.P.P.")."""
    for value in values.values():
        if value.endswith("."):
            text = text.replace(f"{value}.", value)
    return text


def load_steps(text: str, source: str) -> StepTable:
    """Read the text of a table; `source` names its file in every sentence.

    Raises TableError with all faults, one sentence a line (file, line, place, expected, got), and nothing else.
    """
    table = read_table(text, source)
    faults = Faults(table)
    for key in table.values:
        if key not in _SECTIONS:
            faults.unknown((key,), _SECTIONS)
    if not isinstance(table.values.get("source", ""), str):
        faults.expected(("source",), "a text", table.values["source"])
    rows = table.values.get("step", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        faults.expected(("step",), "sections [[step]]", rows)
        rows = []
    if len(rows) > len(STEPS):
        faults.expected(("step",), f"at most {len(STEPS)} steps", len(rows))
    steps: dict[str, StepWords] = {}
    for index, row in enumerate(rows[: len(STEPS)]):
        path: Path = ("step", index)
        name = row.get("id")
        if not isinstance(name, str) or name not in STEPS or name in steps:
            faults.expected((*path, "id"), f"one of {', '.join(STEPS)}, each once", name)
        else:
            steps[name] = _step(row, path, (*STEPS[name], *_KEYS), faults)
    limits = read_limits(table.values.get(SECTION, {}), faults)
    faults.raise_if_any()
    return StepTable(steps, limits)


def _step(row: Mapping[str, Any], path: Path, values: tuple[str, ...], faults: Faults) -> StepWords:
    for key in row:
        if key not in _FIELDS:
            faults.unknown((*path, key), _FIELDS)
    urgent = row.get("urgent", False)
    if not isinstance(urgent, bool):
        faults.expected((*path, "urgent"), "true or false", urgent)
    say = _words(row, (*path, "say"), LONGEST_TEXT, values, faults)
    text = _words(row, (*path, "text"), LONGEST_TEXT, (*values, "say"), faults)
    if not text:
        faults.missing((*path, "text"), f"words of at most {LONGEST_TEXT} characters")
    elif ("{say}" in text) is not bool(say):
        faults.expected((*path, "text"), "{say} where there is a `say`, and only there", text)
    return StepWords(
        text=text,
        say=say,
        say_fr=_words(row, (*path, "say_fr"), LONGEST_TEXT, values, faults),
        why=_words(row, (*path, "why"), LONGEST_WHY, values, faults),
        page=_words(row, (*path, "page"), LONGEST_PAGE, (), faults),
        urgent=bool(urgent),
    )


def _words(row: Mapping[str, Any], path: Path, longest: int, values: tuple[str, ...], faults: Faults) -> str:
    value = row.get(str(path[-1]), "")
    if not isinstance(value, str) or len(value) > longest or not value.isprintable():
        faults.expected(path, f"words of at most {longest} characters", value)
        return ""
    unknown = [name for name in _BRACES.findall(value) if name not in values]
    if unknown:
        faults.expected(path, f"in braces one of {', '.join(values) or 'nothing'}", unknown[0])
        return ""
    if set(_BRACES.sub("", value)) & set("{}"):
        faults.expected(path, "braces in pairs", value)
        return ""
    return value.strip()

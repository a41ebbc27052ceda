"""Reads a table of one procedure, and tells every fault of it in one reading.

    id, title, about, letter, first (the first step), outlives, one_per_number, watch, without_call, source
    [places]          NAME = ["MUNICIPALITY", ...]
    [[number]]        id, label, number                for `dials`; a blank number says "no number set"
    [[begins]]        on, go, if, refuse, sets         on a sign, without being asked
    [[lock]]          if, refuse                       the caller's own number is not dialled, though it be typed
    [[step]]          id, text, why, page, limit, urgent, no_release, keeps_screen, over_attempt
    [[step.option]]   label, go, if, does, sets, clears, asks, begin, dials, result        a key of the step
    [[step.on]]       sign, go, if, does, sets, clears, begin, dials, result

Signs, deeds and facts are closed lists (`app.call.procedure`); marks that `sets` gives a call are the tables' own
words, and any table may ask for another's. A chart in which a step is missing, cannot be reached, never ends, or goes
round by itself is refused (`app.call.procedure_chart`).

In braces words may hold what is known of the call (VALUES), and what was typed for a field that the table asks for.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from app.call.procedure import END, Branch, Deed, Number, Option, Procedure, Sign, Step
from app.call.procedure_chart import chart_faults
from app.table_text import Faults, Path, TableText, read_table

MOST_OPTIONS = 4  # keys in the row of the step
LONGEST_LABEL = 24  # letters that stand on such a key
LONGEST_TEXT = 120  # two lines of the step
LONGEST_WHY = 160
MOST_STEPS = 60
MOST_ASKED = 4
LONGEST_LIMIT = 24 * 3600  # seconds
MOST_NUMBERS = 40
MOST_DIGITS = 32

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_BRACES = re.compile(r"\{([^{}]*)\}")
# What may stand in the braces of a step's words (`app.position.facts`).
VALUES = (
    *("number", "class", "meaning", "municipality", "address", "name", "borough", "call", "line", "initials"),
    *("who", "since", "repeats", "fire", "fire_key", "ambulance_key"),
)
_TOP = (
    *("id", "title", "about", "letter", "first", "outlives", "one_per_number", "watch", "without_call", "source"),
    *("places", "begins", "lock", "step", "number"),
)
_BRANCH = ("go", "if", "does", "sets", "clears", "begin", "dials", "result")
_STEP = ("id", "text", "why", "page", "limit", "urgent", "no_release", "keeps_screen", "over_attempt", "option", "on")
_PRINTED = frozenset("0123456789*# -.()")

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Known:
    """What other tables in force name: `classes` and `kinds` of service, `municipalities` in capitals.

    An empty collection says nothing, and nothing is held against it.
    """

    classes: Collection[str] = ()
    kinds: Collection[str] = ()
    municipalities: Collection[str] = ()


def load_procedure(text: str, source: str, known: Known) -> Procedure:
    """Read the text of a table; `source` names its file in every sentence.

    Raises TableError with all faults, one sentence a line (file, line, place, expected, got), and nothing else.
    """
    table = read_table(text, source)
    faults = Faults(table)
    procedure = _Reader(table, faults, known).procedure()
    faults.raise_if_any()
    return procedure


def _asked_for(values: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields that any option of the table asks for, as far as they are words."""
    steps = values.get("step", [])
    options = [each for step in steps for each in step.get("option", [])] if _are_sections(steps) else []
    asked = [each.get("asks", []) for each in options if isinstance(each, dict)]
    named = (name for names in asked if isinstance(names, list) for name in names if isinstance(name, str))
    return frozenset(name for name in named if not set(name) & set(".[]!:"))  # these mean something else in braces


def _are_sections(listed: Any) -> bool:
    return isinstance(listed, list) and all(
        isinstance(each, dict) and isinstance(each.get("option", []), list) for each in listed
    )


class _Reader:
    def __init__(self, table: TableText, faults: Faults, known: Known) -> None:
        self._table = table
        self._values = table.values
        self._faults = faults
        self._known = known
        self._places: dict[str, frozenset[str]] = {}
        self._goes: list[tuple[Path, str]] = []  # every step that is gone to, and from where
        self._numbers: dict[str, Number] = {}
        self._typed = _asked_for(self._values)

    def procedure(self) -> Procedure:
        top = self._values
        self._only(top, (), _TOP)
        name = self._text(top, (), "id", 40, needed=True)
        if name and not _ID.fullmatch(name):
            self._faults.expected(("id",), 'small letters, digits and hyphens, as in "ring-back"', name)
        letter = self._text(top, (), "letter", 1)
        if letter and not (letter.isascii() and letter.isalpha() and letter.isupper()):
            self._faults.expected(("letter",), "one capital letter A to Z", letter)
        self._read_places()
        self._read_numbers()
        begins = self._begins()
        steps = self._steps()
        first = self._text(top, (), "first", 40) or next(iter(steps), "")
        self._goes.append((("first",), first))
        procedure = Procedure(
            id=name,
            title=self._text(top, (), "title", 40, needed=True),
            about=self._text(top, (), "about", LONGEST_WHY),
            letter=letter,
            first=first,
            steps=steps,
            begins=begins,
            outlives=self._yes(top, (), "outlives"),
            one_per_number=self._yes(top, (), "one_per_number"),
            watch=self._yes(top, (), "watch"),
            locks=self._locks(),
            without_call=self._yes(top, (), "without_call"),
            places=self._places,
            numbers=self._numbers,
            source=self._text(top, (), "source", LONGEST_WHY),
            source_file=self._table.source,
        )
        for path, step in self._goes:
            if step and step != END and step not in steps:
                self._faults.expected(path, f"a step that is there, or {END!r}", step)
        if steps and not self._faults:
            places: dict[str, Path] = {each: ("step", index) for index, each in enumerate(steps)}
            for step, what in chart_faults(procedure):
                self._faults.add(places[step], what)
        return procedure

    # --- parts ---

    def _read_places(self) -> None:
        listed = self._values.get("places", {})
        if not isinstance(listed, dict):
            self._faults.expected(("places",), "a section [places]", listed)
            return
        for name, values in listed.items():
            names = self._strings({name: values}, ("places",), name)
            capitals = [each.strip().upper() for each in names]
            for each in capitals:
                if self._known.municipalities and each not in self._known.municipalities:
                    self._faults.expected(("places", name), "municipalities that the tables in force name", each)
            self._places[name] = frozenset(capitals)

    def _read_numbers(self) -> None:
        for index, each in enumerate(self._sections(self._values, (), "number", MOST_NUMBERS)):
            path: Path = ("number", index)
            self._only(each, path, ("id", "label", "number"))
            name = self._text(each, path, "id", 40, needed=True)
            label = self._text(each, path, "label", 40, needed=True)
            number = self._text(each, path, "number", MOST_DIGITS)
            if set(number) - _PRINTED:
                self._faults.expected((*path, "number"), 'a number of digits, * and #, as in "713-8016"', number)
            if name in self._numbers:
                self._faults.expected((*path, "id"), "an id of its own", name)
            self._numbers[name] = Number(label, number)

    def _begins(self) -> dict[Sign, tuple[Branch, ...]]:
        begins: dict[Sign, list[Branch]] = {}
        for index, values in enumerate(self._sections(self._values, (), "begins", 20)):
            path: Path = ("begins", index)
            self._only(values, path, ("on", "refuse", *_BRANCH))
            sign = self._word(values, path, "on", Sign)
            refuse = self._text(values, path, "refuse", LONGEST_WHY)
            branch = self._branch(values, path, needs_go=not refuse)
            if sign is not None:
                begins.setdefault(sign, []).append(
                    Branch(branch.go, branch.conditions, branch.does, branch.sets, branch.clears, refuse=refuse)
                )
        return {sign: tuple(branches) for sign, branches in begins.items()}

    def _locks(self) -> tuple[Branch, ...]:
        locks = []
        for index, values in enumerate(self._sections(self._values, (), "lock", 20)):
            path: Path = ("lock", index)
            self._only(values, path, ("if", "refuse"))
            refuse = self._text(values, path, "refuse", LONGEST_WHY, needed=True)
            locks.append(Branch("", self._branch(values, path, needs_go=False).conditions, refuse=refuse))
        return tuple(locks)

    def _steps(self) -> dict[str, Step]:
        steps: dict[str, Step] = {}
        listed = self._sections(self._values, (), "step", MOST_STEPS)
        if not listed:
            self._faults.missing(("step",), "at least one section [[step]]")
        for index, values in enumerate(listed):
            path: Path = ("step", index)
            self._only(values, path, _STEP)
            name = self._text(values, path, "id", 40, needed=True)
            if name in steps or name == END:
                self._faults.expected((*path, "id"), f"an id of its own, and not {END!r}", name)
            if name and not _ID.fullmatch(name):
                self._faults.expected((*path, "id"), "small letters, digits and hyphens", name)
            steps[name] = Step(
                id=name,
                text=self._words(values, path, "text", LONGEST_TEXT, needed=not self._decides(values)),
                why=self._words(values, path, "why", LONGEST_WHY),
                page=self._text(values, path, "page", 20),
                urgent=self._yes(values, path, "urgent"),
                limit=self._limit(values, path),
                no_release=self._words(values, path, "no_release", LONGEST_WHY),
                keeps_screen=self._yes(values, path, "keeps_screen"),
                over_attempt=self._yes(values, path, "over_attempt"),
                options=self._options(values, path),
                on=self._on(values, path),
            )
            if steps[name].limit is not None and Sign.TIME not in steps[name].on:
                self._faults.add((*path, "limit"), 'expected an "on" with the sign "time" as well, got none')
            if steps[name].limit is None and Sign.TIME in steps[name].on:
                self._faults.missing((*path, "limit"), 'seconds, for the sign "time" of this step')
        return steps

    def _decides(self, values: Mapping[str, Any]) -> bool:
        """Tell whether a step is only a choice made by what is known, and never stands on the screen."""
        listed = values.get("on", [])
        last = listed[-1] if isinstance(listed, list) and listed and isinstance(listed[-1], dict) else {}
        return last.get("sign") == Sign.AT_ONCE and not last.get("if")

    def _options(self, values: Mapping[str, Any], path: Path) -> tuple[Option, ...]:
        options = []
        for index, each in enumerate(self._sections(values, path, "option", 12)):
            place = (*path, "option", index)
            self._only(each, place, ("label", "asks", *_BRANCH))
            label = self._words(each, place, "label", LONGEST_LABEL + 10, needed=True)
            if len(_BRACES.sub("(905) 326-1224", label)) > LONGEST_LABEL + 8:
                self._faults.expected((*place, "label"), f"at most {LONGEST_LABEL} letters", label)
            asks = self._strings(each, place, "asks")
            if len(asks) > MOST_ASKED:
                self._faults.expected((*place, "asks"), f"at most {MOST_ASKED} fields", asks)
            options.append(Option(label, self._branch(each, place), asks))
        always = [each for each in options if not each.branch.conditions]
        if len(always) > MOST_OPTIONS:
            self._faults.expected((*path, "option"), f"at most {MOST_OPTIONS} options at a time", len(always))
        return tuple(options)

    def _on(self, values: Mapping[str, Any], path: Path) -> dict[Sign, tuple[Branch, ...]]:
        branches: dict[Sign, list[Branch]] = {}
        for index, each in enumerate(self._sections(values, path, "on", 40)):
            place = (*path, "on", index)
            self._only(each, place, ("sign", *_BRANCH))
            sign = self._word(each, place, "sign", Sign)
            branch = self._branch(each, place)
            if sign is not None:
                branches.setdefault(sign, []).append(branch)
        return {sign: tuple(each) for sign, each in branches.items()}

    def _branch(self, values: Mapping[str, Any], path: Path, needs_go: bool = True) -> Branch:
        go = self._text(values, path, "go", 40, needed=needs_go)
        if go:
            self._goes.append(((*path, "go"), go))
        conditions = self._strings(values, path, "if")
        for each in conditions:
            self._condition(each, (*path, "if"))
        does = []
        for each in self._strings(values, path, "does"):
            if each in tuple(Deed):
                does.append(Deed(each))
            else:
                self._faults.expected((*path, "does"), f"deeds of {', '.join(Deed)}", each)
        dials = self._text(values, path, "dials", 40)
        if dials and dials not in self._numbers:
            self._faults.expected((*path, "dials"), "the id of a section [[number]]", dials)
        return Branch(
            go=go,
            conditions=conditions,
            does=tuple(does),
            sets=self._strings(values, path, "sets"),
            clears=self._strings(values, path, "clears"),
            begin=self._text(values, path, "begin", 40),
            dials=dials,
            result=self._words(values, path, "result", LONGEST_WHY),
        )

    def _condition(self, condition: str, path: Path) -> None:
        what, _, name = condition.removeprefix("not ").partition(":")
        if not name:
            return  # a fact or a mark: `check_marks` knows all tables
        if what == "class":
            if self._known.classes and name not in self._known.classes:
                self._faults.expected(path, "a class code of the service class tables", condition)
        elif what == "kind":
            if self._known.kinds and name not in self._known.kinds:
                self._faults.expected(path, f"a kind of {', '.join(sorted(self._known.kinds))}", condition)
        elif what == "place":
            if name not in self._places:
                self._faults.expected(path, "a place that [places] names", condition)
        else:
            self._faults.expected(path, "a fact, a mark, class:CODE, kind:KIND or place:NAME", condition)

    # --- values ---

    def _only(self, values: Mapping[str, Any], path: Path, known: Sequence[str]) -> None:
        for key in values:
            if key not in known:
                self._faults.unknown((*path, key), known)

    def _sections(self, values: Mapping[str, Any], path: Path, key: str, most: int) -> list[dict[str, Any]]:
        listed = values.get(key, [])
        if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
            self._faults.expected((*path, key), f"sections [[{key}]]", listed)
            return []
        if len(listed) > most:
            self._faults.expected((*path, key), f"at most {most} of them", len(listed))
        return listed[:most]

    def _text(self, values: Mapping[str, Any], path: Path, key: str, longest: int, *, needed: bool = False) -> str:
        value = values.get(key, "")
        expected = f"words of at most {longest} characters"
        if not isinstance(value, str) or len(value) > longest or not value.isprintable():
            self._faults.expected((*path, key), expected, value)
            return ""
        if needed and not value.strip():
            self._faults.missing((*path, key), expected)
        return value.strip()

    def _words(self, values: Mapping[str, Any], path: Path, key: str, longest: int, *, needed: bool = False) -> str:
        """Read words with values in braces."""
        text = self._text(values, path, key, longest, needed=needed)
        for name in _BRACES.findall(text):
            if name not in VALUES and name not in self._typed:
                known = ", ".join((*VALUES, *sorted(self._typed)))
                self._faults.expected((*path, key), f"in braces one of {known}", name)
                return ""
        if set(_BRACES.sub("", text)) & set("{}"):
            self._faults.expected((*path, key), "braces in pairs", text)
            return ""
        return text

    def _yes(self, values: Mapping[str, Any], path: Path, key: str) -> bool:
        value = values.get(key, False)
        if not isinstance(value, bool):
            self._faults.expected((*path, key), "true or false", value)
            return False
        return value

    def _limit(self, values: Mapping[str, Any], path: Path) -> timedelta | None:
        value = values.get("limit")
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= LONGEST_LIMIT:
            self._faults.expected((*path, "limit"), f"seconds above 0, at most {LONGEST_LIMIT}", value)
            return None
        return timedelta(seconds=value)

    def _strings(self, values: Mapping[str, Any], path: Path, key: str) -> tuple[str, ...]:
        value = values.get(key, [])
        if (
            not isinstance(value, list)
            or len(value) > 500
            or not all(isinstance(each, str) and each.strip() and each.isprintable() for each in value)
        ):
            self._faults.expected((*path, key), "a list of words", value)
            return ()
        return tuple(value)

    def _word(self, values: Mapping[str, Any], path: Path, key: str, words: type[Word]) -> Word | None:
        value = values.get(key)
        if value not in tuple(words):
            self._faults.expected((*path, key), f"one of {', '.join(words)}", value)
            return None
        return words(value)

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
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, TypeVar

from app.call.procedure import END, Branch, Deed, Number, Option, Procedure, Sign, Step
from app.call.procedure_chart import chart_faults
from app.table_fields import Section, read_section
from app.table_text import Path, in_capitals

MOST_OPTIONS = 4  # keys in the row of the step
LONGEST_LABEL = 24  # letters that stand on such a key
LONGEST_TEXT = 120  # two lines of the step
LONGEST_WHY = 160
MOST_STEPS = 60
MOST_ASKED = 4
LONGEST_LIMIT = 24 * 3600  # seconds
MOST_NUMBERS = 40
MOST_BEGINS = 20
MOST_LISTED_OPTIONS = 12  # keys of one step, of which MOST_OPTIONS stand at a time
MOST_SIGNS = 40
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
    top = read_section(text, source)
    procedure = _Reader(top, source, known).procedure()
    top.faults.raise_if_any()
    return procedure


def _asked_for(top: Section) -> frozenset[str]:
    """Return the fields that any option of the table asks for, as far as they are words."""
    steps = top.anything("step")
    options = [each for step in steps for each in step.get("option", [])] if _are_sections(steps) else []
    asked = [each.get("asks", []) for each in options if isinstance(each, dict)]
    listed = ([names] if isinstance(names, str) else names for names in asked)
    named = (name for names in listed if isinstance(names, list) for name in names if isinstance(name, str))
    # What is not printable is told where it stands; the signs mean something else in braces.
    return frozenset(name for name in named if name.isprintable() and not set(name) & set(".[]!:"))


def _are_sections(listed: Any) -> bool:
    return isinstance(listed, list) and all(
        isinstance(each, dict) and isinstance(each.get("option", []), list) for each in listed
    )


class _Reader:
    def __init__(self, top: Section, source: str, known: Known) -> None:
        self._top = top
        self._source = source
        self._faults = top.faults
        self._known = known
        self._places: dict[str, frozenset[str]] = {}
        self._goes: list[tuple[Path, str]] = []  # every step that is gone to, and from where
        self._numbers: dict[str, Number] = {}
        self._typed = _asked_for(top)
        self._stands = {key: self._faults.where((key,)) for key in ("id", "letter")}

    def procedure(self) -> Procedure:
        top = self._top
        top.only(_TOP)
        name = top.words("id", 40, needed=True)
        if name and not _ID.fullmatch(name):
            self._faults.expected(("id",), 'small letters, digits and hyphens, as in "ring-back"', name)
        letter = top.words("letter", 1)
        if letter and not (letter.isascii() and letter.isalpha() and letter.isupper()):
            self._faults.expected(("letter",), "one capital letter A to Z", letter)
        self._read_places()
        self._read_numbers()
        begins = self._begins()
        steps = self._steps()
        first = top.words("first", 40) or next(iter(steps), "")
        self._goes.append((("first",), first))
        procedure = Procedure(
            id=name,
            title=top.words("title", 40, needed=True),
            about=top.words("about", LONGEST_WHY),
            letter=letter,
            first=first,
            steps=steps,
            begins=begins,
            outlives=top.flag("outlives"),
            one_per_number=top.flag("one_per_number"),
            watch=top.flag("watch"),
            locks=self._locks(),
            without_call=top.flag("without_call"),
            places=self._places,
            numbers=self._numbers,
            source=top.words("source", LONGEST_WHY),
            source_file=self._source,
            stands=self._stands,
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
        places = self._top.section("places")
        for name in places.left():
            capitals = [in_capitals(each) for each in places.word_list(name)]
            for each in capitals:
                if self._known.municipalities and each not in self._known.municipalities:
                    places.wrong(name, "municipalities that the tables in force name", each)
            self._places[name] = frozenset(capitals)

    def _read_numbers(self) -> None:
        for each in self._top.sections("number", MOST_NUMBERS):
            each.only(("id", "label", "number"))
            name = each.words("id", 40, needed=True)
            label = each.words("label", 40, needed=True)
            number = each.words("number", MOST_DIGITS)
            if set(number) - _PRINTED:
                each.wrong("number", 'a number of digits, * and #, as in "713-8016"', number)
            if name in self._numbers:
                each.wrong("id", "an id of its own", name)
            self._numbers[name] = Number(label, number)

    def _begins(self) -> dict[Sign, tuple[Branch, ...]]:
        begins: dict[Sign, list[Branch]] = {}
        for values in self._top.sections("begins", MOST_BEGINS):
            values.only(("on", "refuse", *_BRANCH))
            sign = _sign(values, "on")
            refuse = values.words("refuse", LONGEST_WHY)
            branch = self._branch(values, needs_go=not refuse)
            if sign is not None:
                begins.setdefault(sign, []).append(
                    Branch(branch.go, branch.conditions, branch.does, branch.sets, branch.clears, refuse=refuse)
                )
        return {sign: tuple(branches) for sign, branches in begins.items()}

    def _locks(self) -> tuple[Branch, ...]:
        locks = []
        for values in self._top.sections("lock", MOST_BEGINS):
            values.only(("if", "refuse"))
            refuse = values.words("refuse", LONGEST_WHY, needed=True)
            locks.append(Branch("", self._branch(values, needs_go=False).conditions, refuse=refuse))
        return tuple(locks)

    def _steps(self) -> dict[str, Step]:
        steps: dict[str, Step] = {}
        listed = self._top.sections("step", MOST_STEPS)
        if not listed:
            self._faults.missing(("step",), "at least one section [[step]]")
        for values in listed:
            values.only(_STEP)
            name = values.words("id", 40, needed=True)
            if name in steps or name == END:
                values.wrong("id", f"an id of its own, and not {END!r}", name)
            if name and not _ID.fullmatch(name):
                values.wrong("id", "small letters, digits and hyphens", name)
            steps[name] = Step(
                id=name,
                text=self._words(values, "text", LONGEST_TEXT, needed=not self._decides(values)),
                why=self._words(values, "why", LONGEST_WHY),
                page=values.words("page", 20),
                urgent=values.flag("urgent"),
                limit=_limit(values),
                no_release=self._words(values, "no_release", LONGEST_WHY),
                keeps_screen=values.flag("keeps_screen"),
                over_attempt=values.flag("over_attempt"),
                options=self._options(values),
                on=self._on(values),
            )
            if steps[name].limit is not None and Sign.TIME not in steps[name].on:
                values.fault("limit", 'expected an "on" with the sign "time" as well, got none')
            if values.anything("limit") is None and Sign.TIME in steps[name].on:
                self._faults.missing(values.at("limit"), 'seconds, for the sign "time" of this step')
        return steps

    def _decides(self, values: Section) -> bool:
        """Tell whether a step is only a choice made by what is known, and never stands on the screen."""
        listed = values.anything("on")
        last = listed[-1] if isinstance(listed, list) and listed and isinstance(listed[-1], dict) else {}
        return last.get("sign") == Sign.AT_ONCE and not last.get("if")

    def _options(self, values: Section) -> tuple[Option, ...]:
        options = []
        for each in values.sections("option", MOST_LISTED_OPTIONS):
            each.only(("label", "asks", *_BRANCH))
            label = self._words(each, "label", LONGEST_LABEL + 10, needed=True)
            if len(_BRACES.sub("(905) 326-1224", label)) > LONGEST_LABEL + 8:
                each.wrong("label", f"at most {LONGEST_LABEL} letters", label)
            asks = each.word_list("asks")
            if len(asks) > MOST_ASKED:
                each.wrong("asks", f"at most {MOST_ASKED} fields", asks)
            options.append(Option(label, self._branch(each), asks))
        always = [each for each in options if not each.branch.conditions]
        if len(always) > MOST_OPTIONS:
            values.wrong("option", f"at most {MOST_OPTIONS} options at a time", len(always))
        return tuple(options)

    def _on(self, values: Section) -> dict[Sign, tuple[Branch, ...]]:
        branches: dict[Sign, list[Branch]] = {}
        for each in values.sections("on", MOST_SIGNS):
            each.only(("sign", *_BRANCH))
            sign = _sign(each, "sign")
            branch = self._branch(each)
            if sign is not None:
                branches.setdefault(sign, []).append(branch)
        return {sign: tuple(each) for sign, each in branches.items()}

    def _branch(self, values: Section, needs_go: bool = True) -> Branch:
        go = values.words("go", 40, needed=needs_go)
        if go:
            self._goes.append((values.at("go"), go))
        conditions = values.word_list("if")
        for each in conditions:
            self._condition(each, values.at("if"))
        does = []
        for each in values.word_list("does"):
            if each in tuple(Deed):
                does.append(Deed(each))
            else:
                values.wrong("does", f"deeds of {', '.join(Deed)}", each)
        begin = values.words("begin", 40)
        if begin:
            self._stands.setdefault(begin, self._faults.where(values.at("begin")))
        dials = values.words("dials", 40)
        if dials and dials not in self._numbers:
            values.wrong("dials", "the id of a section [[number]]", dials)
        return Branch(
            go=go,
            conditions=conditions,
            does=tuple(does),
            sets=values.word_list("sets"),
            clears=values.word_list("clears"),
            begin=begin,
            dials=dials,
            result=self._words(values, "result", LONGEST_WHY),
        )

    def _condition(self, condition: str, path: Path) -> None:
        what, _, name = condition.removeprefix("not ").partition(":")
        if not name:
            self._stands.setdefault(what, self._faults.where(path))
            return  # a fact or a mark: `check_together` knows all tables
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

    def _words(self, section: Section, key: str, longest: int, *, needed: bool = False) -> str:
        """Read words with values in braces."""
        text = section.words(key, longest, needed=needed)
        for name in _BRACES.findall(text):
            if name not in VALUES and name not in self._typed:
                known = ", ".join((*VALUES, *sorted(self._typed)))
                section.wrong(key, f"in braces one of {known}", name)
                return ""
        if set(_BRACES.sub("", text)) & set("{}"):
            section.wrong(key, "braces in pairs", text)
            return ""
        return text


def _limit(section: Section) -> timedelta | None:
    seconds = section.seconds("limit", LONGEST_LIMIT, above_zero=True)
    return None if seconds is None else timedelta(seconds=seconds)


def _sign(section: Section, key: str) -> Sign | None:
    word = section.choice(key, Sign)
    return Sign(word) if word else None

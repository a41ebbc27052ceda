"""Reads the table of a telephone profile and tells every fault of it in one reading (file, line, expected, got).

    based_on                            a shipped profile; what is not said here is as there
    title, about, sources, unproved     for people
    [line]       settings, end, shielded, numeric, echo, answers
    [times]      seconds; `drivers.phone_profile.TIMES` has them all
    [units.NAME] codes = [[SECONDS, "CODE"], ...]   codes by which a device names a time
    [digits]     between, star, pound
    [words]      NAME = "TEXT", for what stands in many commands, as the address of the device
    [commands]   NAME = "TEXT", or { send, reply, limit }, or a list of these
    [[test]]     what, send, reply, limit, one of refuses, equals, lists, says, tells; why, optional, tries
    [[result]]   text, number, means, not_before
    [caps]       dial_tone, ring_count, answer_seen, busy_vs_reorder, bridge_in_switch, can_monitor, tty

Sections of a `based_on` profile are put together key by key; its own [[result]] come before those of the base, and its
own [[test]] take the place of the base's.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from app.errors import FeedError
from app.ports import PhoneCaps
from app.table_text import Faults, Path, TableText, read_table
from drivers.phone_command import (
    CommandError,
    Digits,
    Expected,
    Values,
    Wording,
    read_expected,
    read_wording,
)
from drivers.phone_profile import (
    COMMANDS,
    FOLDER,
    TIMES,
    UNKNOWN_COMMAND,
    Meaning,
    Profile,
    Result,
    Rule,
    SelfTest,
    Step,
    shipped,
)
from drivers.profile_keys import Keys, Layered
from drivers.profile_rules import check_profile
from drivers.serial_line import SerialLine

TOLD = ("port", "profile", "self-test", "not understood")  # what is told of the line besides the tests
MOST_STEPS = 10  # of one command
MOST_TESTS = 60
MOST_RESULTS = 200  # Hayes-compatible modems list about a hundred
MOST_TEXTS = 20  # spellings of one result, or replies of one command
MOST_CODES = 50  # times a device can be set to
MOST_TRIES = 5
LEAST_TRIES = 4  # of attention, where the profile says no test
LONGEST_WORDS = 2_000  # characters of about and the like
WORD_NAME = re.compile(r"[a-z_]{1,40}")
ANY_WORDS = ("~q~", "~ q ~")  # what no device says
LONGEST_LIMIT = 60.0  # seconds that a command may take

_TOP = (
    "based_on", "title", "about", "sources", "unproved", "line", "times", "units", "digits", "words", "commands",
    "test", "result", "caps",
)  # fmt: skip
_LINE = ("settings", "end", "shielded", "numeric", "echo", "answers")
_CAPS = (
    "dial_tone", "ring_count", "answer_seen", "busy_vs_reorder", "bridge_in_switch", "can_monitor", "tty",
)  # fmt: skip
_STEP = ("send", "reply", "limit")
_TEST = ("what", *_STEP, "refuses", "equals", "lists", "says", "tells", "why", "optional", "tries")
_RESULT = ("text", "number", "means", "not_before")


def read_profile(text: str, where: str, name: str, times: Mapping[str, float] | None = None) -> Profile:
    """Read a profile's text; `where` names its file in every sentence, `times` stand instead of its own.

    Raises TableError and nothing else.
    """
    table = read_table(text, where)
    own = table.values
    base = table.values.get("based_on")
    if base is not None:
        known = shipped()
        if not isinstance(base, str) or base not in known:
            faults = Faults(table)
            faults.expected(("based_on",), f"one of {', '.join(sorted(known))}", base)
            faults.raise_if_any()
        table = Layered.of(table, read_table(known[str(base)], f"{FOLDER}/{base}.toml"))
    if times is not None:
        section = table.values.get("times", {})
        below = section if isinstance(section, dict) else {}
        table = replace(table, values={**table.values, "times": {**below, **times}})
    return replace(_Reader(table, name).read(), text=text, own=own)


DEVICE_FIRST_S = 0.3
"""By so much the position waits longer than the device."""


class _Reader:
    """One reading of one profile."""

    def __init__(self, table: TableText, name: str) -> None:
        self._name = name
        self._table = table
        self._faults = Faults(table)
        self._top = Keys(table.values, (), self._faults)
        self._values = Values({})
        self._reply = 0.0
        self._answers = True
        self._numeric = False

    def read(self) -> Profile:
        self._top.only(_TOP)
        times = self._times()
        self._reply = times["reply"]
        self._values = Values(times, self._units(), self._digits(), self._words())
        line = self._top.section("line", _LINE)
        self._answers, self._numeric = line.flag("answers", True), line.flag("numeric", False)
        unknown: list[str] = []
        commands = self._commands(unknown)
        results = self._results()
        profile = Profile(
            name=self._name,
            source=self._table.source,
            title=self._top.text("title", longest=LONGEST_WORDS),
            about=self._top.text("about", "", LONGEST_WORDS),
            sources=self._top.texts("sources", MOST_TESTS, LONGEST_WORDS),
            unproved=self._top.texts("unproved", MOST_TESTS, LONGEST_WORDS),
            line=self._line(line),
            end=self._end(line),
            shielded=line.flag("shielded", False),
            numeric=self._numeric,
            checked=line.choice("echo", ("off", "checked"), "off") == "checked",
            answers=self._answers,
            times=times,
            values=self._values,
            commands=commands,
            tests=self._tests() or self._least_test(commands),
            results=results,
            caps=PhoneCaps(),
            dial_tone="",
            unknown=tuple(unknown),
        )
        profile = self._with_caps(profile)
        check_profile(profile, self._faults)
        self._faults.raise_if_any()
        return profile

    def _line(self, line: Keys) -> SerialLine:
        settings = line.text("settings", "9600,8,N,1")
        try:
            return SerialLine.parse(settings)
        except FeedError as error:
            self._faults.add(line.path("settings"), str(error).removeprefix("serial line: "))
            return SerialLine()

    def _end(self, line: Keys) -> str:
        if not (end := line.raw("end", "\r")):
            self._faults.expected(line.path("end"), 'what ends a command, as "\\r"', end)
        return end

    def _times(self) -> dict[str, float]:
        section = self._top.section("times", tuple(TIMES))
        return {
            name: section.number(name, rule.usual, rule.least, rule.most, "seconds") for name, rule in TIMES.items()
        }

    def _units(self) -> dict[str, Mapping[float, str]]:
        units: dict[str, Mapping[float, str]] = {}
        for name, section in self._top.named_sections("units", ("codes",)):
            codes: dict[float, str] = {}
            for index, pair in enumerate(section.items("codes", MOST_CODES)):
                match pair:
                    case [int() | float() as seconds, str() as code] if 0 <= seconds <= LONGEST_LIMIT and code:
                        codes[float(seconds)] = code
                    case _:
                        self._faults.expected(
                            (*section.path("codes"), index), 'seconds and a code, as in [0.5, "7"]', pair
                        )
            units[name] = codes
        return units

    def _digits(self) -> Digits:
        section = self._top.section("digits", ("between", "star", "pound"))
        digits = Digits(section.raw("between", ""), section.raw("star", "*"), section.raw("pound", "#"))
        for key, word, other in (("star", digits.star, ""), ("pound", digits.pound, digits.star)):
            if not word or word.isdecimal() or word == other:
                self._faults.expected(section.path(key), "a word of its own for this key, and no digit", word)
                return Digits()
        return digits

    def _words(self) -> dict[str, str]:
        names = self._table.values.get("words", {})
        section = self._top.section("words", tuple(names) if isinstance(names, dict) else ())
        words = {}
        for name in names if isinstance(names, dict) else ():
            if not WORD_NAME.fullmatch(name) or name in ("digit", "digits"):
                self._faults.expected(section.path(name), "a name of small letters and _, not digits", name)
            else:
                words[name] = section.raw(name, "")
        return words

    # --- commands, tests, results ---

    def _commands(self, unknown: list[str]) -> dict[str, tuple[Step, ...]]:
        section = self._top.section("commands", tuple(COMMANDS))
        found: dict[str, tuple[Step, ...]] = {}
        for name in COMMANDS:
            if name not in section:
                continue
            value = section.anything(name)
            if value == UNKNOWN_COMMAND:
                unknown.append(name)
                continue
            path = section.path(name)
            many = value if isinstance(value, list) else [value]
            if len(many) > MOST_STEPS:
                self._faults.expected(path, f"at most {MOST_STEPS} steps", value)
            steps = [
                self._step(each, (*path, index) if isinstance(value, list) else path, name == "dial")
                for index, each in enumerate(many[:MOST_STEPS])
            ]
            found[name] = tuple(each for each in steps if each is not None)
        return found

    def _step(self, value: Any, path: Path, dials: bool) -> Step | None:
        if isinstance(value, str):
            value = {"send": value}
        if not isinstance(value, dict):
            self._faults.expected(path, "a text to send, or { send = ..., reply = ..., limit = ... }", value)
            return None
        keys = Keys(value, path, self._faults)
        keys.only(_STEP)
        return self._step_of(keys, dials)

    def _step_of(self, keys: Keys, dials: bool = False) -> Step | None:
        send = self._wording(keys, "send", dials)
        replies = self._expected(keys, "reply")
        limit = keys.number("limit", self._reply, 0.05, LONGEST_LIMIT, "seconds")
        silent = not self._answers or ("reply" in keys and keys.anything("reply") in ("", []))
        return None if send is None else Step(send, replies, silent, limit)

    def _wording(self, keys: Keys, key: str, dials: bool = False) -> Wording | None:
        if key not in keys:
            self._faults.missing(keys.path(key), "a text")
            return None
        text = keys.anything(key)
        if not isinstance(text, str):
            self._faults.expected(keys.path(key), "a text", text)
            return None
        try:
            return read_wording(text, self._values, dials)
        except CommandError as error:
            self._faults.add(keys.path(key), str(error))
            return None

    def _expected(self, keys: Keys, key: str) -> tuple[Expected, ...]:
        found = []
        for index, text in enumerate(keys.texts(key, MOST_TEXTS, LONGEST_WORDS)):
            if not text:
                continue
            try:
                found.append(read_expected(text, self._values))
            except CommandError as error:
                whole = isinstance(keys.anything(key), str)
                self._faults.add(keys.path(key) if whole else (*keys.path(key), index), str(error))
        return tuple(found)

    def _tests(self) -> tuple[SelfTest, ...]:
        sections = self._top.sections("test", _TEST, MOST_TESTS)
        tests = [self._test(each) for each in sections]
        names = list(TOLD)
        for keys in sections:
            if (what := keys.anything("what")) in names:
                self._faults.expected(keys.path("what"), f"a name of its own (not {', '.join(TOLD)})", what)
            names.append(what)
        return tuple(each for each in tests if each is not None)

    def _test(self, keys: Keys) -> SelfTest | None:
        what = keys.text("what", longest=40)
        step = self._step_of(keys)
        rules = [rule for rule in Rule if rule.value in keys and keys.anything(rule.value) is not False]
        if len(rules) > 1:
            self._faults.add(keys.path(rules[1].value), f"expected one rule in a test, got {rules[0]} too")
        rule = rules[0] if rules else Rule.OK
        value: Wording | Expected | None = None
        if rule in (Rule.EQUALS, Rule.LISTS):
            value = self._wording(keys, rule.value)
        elif rule is Rule.SAYS:
            value = next(iter(self._expected(keys, rule.value)), None)
        elif rule is not Rule.OK:
            keys.flag(rule.value, False)
        if rule in (Rule.EQUALS, Rule.LISTS, Rule.SAYS) and keys.anything(rule.value) == "":
            self._faults.expected(keys.path(rule.value), "what the answer must say", "")
        if step is not None and step.silent and self._answers and rule is not Rule.OK:
            self._faults.add(keys.path(rule.value), 'expected a test that waits for an answer, got reply = ""')
        tries = round(keys.number("tries", 3, 1, MOST_TRIES, "tries"))
        why = keys.text("why", "", LONGEST_WORDS)
        needed = not keys.flag("optional", False)
        return None if step is None else SelfTest(what, step, rule, value, why, needed, tries)

    def _least_test(self, commands: Mapping[str, tuple[Step, ...]]) -> tuple[SelfTest, ...]:
        """Return what must at least be answered before the line is up."""
        steps = commands.get("attention", ()) if self._answers else ()
        why = "nothing answers there: is the device switched on, and is it this port?"
        return tuple(
            SelfTest(f"attention {number}" if number > 1 else "attention", step, Rule.OK, None, why, True, LEAST_TRIES)
            for number, step in enumerate(steps, 1)
        )

    def _results(self) -> tuple[Result, ...]:
        found = []
        for keys in self._top.sections("result", _RESULT, MOST_RESULTS):
            texts = self._expected(keys, "text")
            numbers = self._expected(keys, "number")
            if any(each.fit(probe) is not None for each in texts + numbers for probe in ANY_WORDS):
                self._faults.add(
                    keys.path("text"), "expected letters of the device's own, got a text that any word fits"
                )
            if self._numeric:
                texts += numbers
            if not texts and not numbers:
                self._faults.missing(keys.path("text"), "the device's own word or words")
            means = Meaning(keys.choice("means", tuple(Meaning), None))
            found.append(Result(texts, means, keys.number("not_before", 0.0, 0.0, LONGEST_LIMIT, "seconds")))
        return tuple(found)

    # --- what the device can do and know ---

    def _with_caps(self, profile: Profile) -> Profile:
        section = self._top.section("caps", _CAPS)
        dial_tone = section.choice("dial_tone", ("reply", "event", "pause"), "pause")
        ring_count = section.choice("ring_count", ("events", "clock", "none"), "none")
        commands = profile.commands
        caps = PhoneCaps(
            flash="flash" in commands or "flash" in profile.unknown,
            dial_tone_seen=dial_tone != "pause",
            ring_count=ring_count,
            answer_seen=section.choice("answer_seen", ("signalled", "deduced", "none"), "none"),
            busy_vs_reorder=section.flag("busy_vs_reorder", False),
            bridge_in_switch=section.flag("bridge_in_switch", True),
            can_hold="hold" in commands,
            can_mute="mute" in commands and "unmute" in commands,
            can_monitor=section.flag("can_monitor", True),
            pcm=False,
            abort="abort" in commands,
            can_answer=False,
            tty=section.choice("tty", ("none", "detect"), "none"),
            # a little longer than the device's own limits, so that the device speaks first
            dial_tone_s=max(PhoneCaps().dial_tone_s, _longest_flash(profile, dial_tone) + DEVICE_FIRST_S),
            response_s=max(PhoneCaps().response_s, profile.times["response"] + DEVICE_FIRST_S),
            times=_times_of_use(profile, dial_tone, ring_count),
            by_hand=False,
        )
        return replace(profile, caps=caps, dial_tone=dial_tone)


def _longest_flash(profile: Profile, dial_tone: str) -> float:
    """Return the seconds after which the device has told of dial tone, or the driver that there is none."""
    times, steps = profile.times, profile.commands.get("flash", ())
    answered = steps[:-1] if dial_tone == "reply" else steps  # there the answer to the last one is the tone
    answers = sum(step.limit for step in answered if not step.silent)
    return answers + len(steps) * times["settle"] + times["pause" if dial_tone == "pause" else "dial_tone"]


def _times_of_use(profile: Profile, dial_tone: str, ring_count: str) -> tuple[str, ...]:
    """Return the times that are worth measuring: those the device is set to, and those by which it is waited for."""
    used = {"pause" if dial_tone == "pause" else "dial_tone"} if "flash" in profile.commands else set()
    if ring_count != "none":
        used.add("ring_cycle")
    sent = [step.send.text for steps in profile.commands.values() for step in steps]
    sent += [test.step.send.text for test in profile.tests]
    used |= {name for name in TIMES if any(f"{{{name}:" in text for text in sent)}
    return tuple(name for name in TIMES if name in used)

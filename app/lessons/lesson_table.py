"""Reads the lesson out of a scenario's table, and tells every fault of it in one reading.

    [lesson]                        makes a scenario a lesson
    title = "Kitchen fire"
    about = "An ordinary fire call: choose, conference, stay, release."
    teaches = ["D051", "D055"]      ids of the catalogue of rules
    silent_after = 45               seconds without a byte after which the feed is called silent; never if not given

    [[calls]]                       as the emulated feed has them (`drivers.scenario`), and in each:
    [calls.lesson]
    title = "A kitchen burns"
    card = \"""...\"""                what the trainer says as the caller, and answers when asked; any number of lines
    phone = "*23=busy&*25=answer:2" what lines do from this call on, as after `virtual?`: the caller's own number, too
    tty = "silent"                  a test call of a TTY: "silent" or "tones"

    [[calls.lesson.moment]]         what the caller does, in the order of time
    id = "fire"                     a name to count from
    at = 4                          seconds after the call came
    does = "says"                   says (if not given), is here, hangs up, tones, types, fault
    says = "My kitchen is on fire!"
    fault = "vanishx20"             with does = "fault": what goes wrong (`drivers.lesson_faults`)

    [[calls.lesson.expect]]         a rule, in the order in which the sheet shows them
    id = "conference"               a name to count from; may be left out
    rule = "D055"                   one id of the catalogue, or a list
    words = "Fire is brought in at once with its key"
    deed = "dial"                   DEEDS tells the deeds and what each may name
    to = "oshawa-fire"
    within = 10                     seconds, after the anchor
    after = "fire"                  the anchor: "arrival" (if not given), a moment, or an expectation above this one
    nth = 2                         the second such deed is meant; with `never`, the second and all that follow
    never = true                    must not be done; with `after`, `within` or `not_before` only then
    not_before = "contact"          an anchor: done before it is wrong
    judged = false                  not judged itself; there for others to count from

Particulars of a deed may be one text or a list, of which one must hold.
"""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from app.lessons.lesson import ARRIVAL, Deed, Does, Expectation, Lesson, LessonCall, Moment
from app.ports import MOST_RINGS
from app.table_fields import Section, read_section
from app.table_text import LONGEST_WORDS, Path

DEEDS: Mapping[Deed, tuple[str, ...]] = {
    Deed.DIAL: ("to", "but"),
    Deed.ANSWERED: ("to", "but"),
    Deed.FAILED: ("to", "but", "outcome"),
    Deed.CONTACT: ("to", "but"),
    Deed.PROCEDURE: ("procedure", "step", "option", "result"),
    Deed.FORM: ("field", "has"),
    Deed.TYPE: ("has",),
    Deed.KEY: ("key",),
    Deed.REPORT: ("register",),
    Deed.MARK: ("agency",),
}
"""What each deed may name; the others name nothing."""

NEEDED: Mapping[Deed, str] = {Deed.PROCEDURE: "procedure", Deed.FORM: "field", Deed.KEY: "key"}
"""What a deed must name: without it any step, field or key at all would do."""

RING_BACK, CALL_BACK, SUPERVISOR = "ring back", "call back", "supervisor"
"""Who is dialled beside agencies and digits."""

OUTCOMES = (
    *("busy", "circuits_busy", "no_answer", "no_dial_tone", "bad_code", "refused", "no_response", "aborted"),
    *("line_lost", "unknown"),
)
"""How what was dialled ended, as the journal writes it."""

FATES = (
    *("busy", "circuits_busy", "no_answer", "no_dial_tone", "bad_code", "refused", "no_response"),
    *("line_lost", "unknown"),
)
"""What the virtual telephone can do with digits, beside answering (`drivers.virtual_phone`)."""

REGISTERS = ("trouble", "complaint")
LONGEST_TITLE = 60
LONGEST_RULE = 160
LONGEST_FAULT = LONGEST_ID = 40
LONGEST_PHONE = 1_000
LONGEST_S = 24 * 3600.0  # seconds
MOST_WORDS = 40  # of one list
LONGEST_LINE = LONGEST_WORDS
MOST_LINES = 40
MOST_CALLS = 2_000  # a day of a busy centre
MOST_MOMENTS = 20
MOST_EXPECTATIONS = 40
MOST_NTH = 20

_ID = re.compile(r"[a-z0-9][a-z0-9 -]{0,39}")
_RULE = re.compile(r"[A-Z]\d{1,3}")
_ANSWERS = tuple(f"answer:{ring}" for ring in range(1, MOST_RINGS + 1))
_LINE = re.compile(rf"([0-9*#]{{1,32}})=({'|'.join((*_ANSWERS, *FATES))})")
_DIGITS = re.compile(r"[0-9*#]{1,32}")
_LESSON = ("title", "about", "teaches", "silent_after")
_CALL = ("title", "card", "phone", "tty", "moment", "expect")
_MOMENT = ("id", "at", "does", "says", "fault")
_EXPECT = ("id", "rule", "words", "deed", "within", "after", "nth", "never", "not_before", "judged")
_ONE_OF = {"outcome": OUTCOMES, "register": REGISTERS}


@dataclass(frozen=True, slots=True)
class Known:
    """What the tables in force name; an empty collection says nothing, and nothing is held against it.

    `agencies` is id -> its label and numbers, as legs are written down; `supervisor` the supervisor's label.
    `procedures` is id -> step -> labels of its keys; `keys` are those of the console. `fault_wrong` tells what is wrong
    with a fault at a moment of a call of this number, "" if nothing.
    """

    agencies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    supervisor: str = "Supervisor"
    procedures: Mapping[str, Mapping[str, Collection[str]]] = field(default_factory=dict)
    keys: Collection[str] = ()
    fault_wrong: Callable[[str, int], str] = lambda _fault, _call: ""


def read_lesson(text: str, name: str, source: str, known: Known) -> Lesson:
    """Read the text of a scenario that is a lesson; `source` names its file in every sentence.

    What is the feed's own is left to the feed. Raises TableError with all faults, one sentence a line (file, line,
    call and key, expected, got), and nothing else.
    """
    top = read_section(text, source)
    lesson = _Reader(top, known).lesson(name)
    top.faults.raise_if_any()
    return lesson


class _Reader:
    def __init__(self, table: Section, known: Known) -> None:
        self._table = table
        self._faults = table.faults
        self._known = known

    def lesson(self, name: str) -> Lesson:
        is_lesson = "lesson" in self._table
        if not is_lesson:
            self._faults.missing(("lesson",), "a section [lesson], which makes a scenario a lesson")
        top = self._table.section("lesson")
        top.only(_LESSON)
        lesson = Lesson(
            name,
            top.words("title", LONGEST_TITLE, needed=is_lesson),
            top.words("about", LONGEST_LINE),
            self._rules(top, "teaches"),
            tuple(self._call(number, each) for number, each in enumerate(self._table.sections("calls", MOST_CALLS), 1)),
            top.seconds("silent_after", LONGEST_S),
        )
        if not lesson.calls:
            self._faults.missing(("calls",), "at least one section [[calls]]")
        elif not self._faults and not any(each.expectations for each in lesson.calls):
            self._faults.missing(("calls", 0, "lesson", "expect"), "at least one section [[calls.lesson.expect]]")
        return lesson

    def _call(self, number: int, call: Section) -> LessonCall:
        section = call.section("lesson")
        section.only(_CALL)
        moments = self._moments(section, number)
        return LessonCall(
            number=number,
            title=section.words("title", LONGEST_TITLE),
            card=self._card(section),
            phone=self._phone(section),
            tty=section.choice("tty", ("silent", "tones")) if "tty" in section else "",
            has_spill=call.anything("no_spill") is not True,
            moments=moments,
            expectations=self._expectations(section, [each.id for each in moments]),
        )

    def _card(self, section: Section) -> tuple[str, ...]:
        card = section.text("card", "")
        lines = tuple(each.rstrip() for each in card.strip().splitlines())
        if len(lines) > MOST_LINES or any(len(each) > LONGEST_LINE or not each.isprintable() for each in lines):
            section.wrong("card", f"at most {MOST_LINES} lines of at most {LONGEST_LINE} characters", card)
            return ()
        return lines

    def _phone(self, section: Section) -> str:
        phone = section.words("phone", LONGEST_PHONE)
        digits = []
        for part in phone.split("&") if phone else []:
            line = _LINE.fullmatch(part)
            if line is None:
                outcomes = f"{_ANSWERS[0]} to {_ANSWERS[-1]}, {', '.join(FATES)}"
                section.wrong("phone", f"DIGITS=OUTCOME, OUTCOME one of {outcomes}", part)
            elif line[1] in digits:
                section.wrong("phone", "each number once", part)
            else:
                digits.append(line[1])
        return phone

    def _moments(self, section: Section, call: int) -> tuple[Moment, ...]:
        moments: list[Moment] = []
        for each in section.sections("moment", MOST_MOMENTS):
            each.only(_MOMENT)
            at = each.seconds("at", LONGEST_S)
            if at is None:
                if "at" not in each:
                    self._faults.missing(each.at("at"), "seconds after the call came")
            elif moments and at < moments[-1].at:
                each.wrong("at", "moments in the order of time", at)
            does = each.one_of("does", Does, Does.SAYS)
            says = each.words("says", LONGEST_LINE, needed=does in (Does.SAYS, Does.TYPES))
            name = self._id(each, [moment.id for moment in moments]) or f"moment {len(moments) + 1}"
            moments.append(Moment(name, at or 0.0, does, says, self._fault(each, does, call)))
        return tuple(moments)

    def _fault(self, moment: Section, does: Does, call: int) -> str:
        """Take what goes wrong at a moment."""
        fault = moment.words("fault", LONGEST_FAULT, needed=does is Does.FAULT)
        if fault and does is not Does.FAULT:
            moment.fault("fault", f'expected does = "fault" with it, got {str(does)!r}')
        elif fault and (wrong := self._known.fault_wrong(fault, call)):
            moment.fault("fault", wrong)
        return fault

    def _expectations(self, section: Section, anchors: list[str]) -> tuple[Expectation, ...]:
        """Read the rules of one call; each may count from what stands above it."""
        anchors = [ARRIVAL, *anchors]
        found = []
        for index, each in enumerate(section.sections("expect", MOST_EXPECTATIONS)):
            deed = each.choice("deed", Deed)
            if not deed:
                anchors.append(str(each.anything("id")))  # so that nothing is told of those that count from it
                continue
            found.append(self._expectation(each, Deed(deed), index, anchors))
            if not found[-1].never:
                anchors.append(found[-1].id)
        return tuple(found)

    def _expectation(self, section: Section, deed: Deed, index: int, anchors: list[str]) -> Expectation:
        section.only((*_EXPECT, *DEEDS.get(deed, ())))
        never, judged = section.flag("never"), section.flag("judged", True)
        after = self._anchor(section, "after", anchors)
        if never and not judged:
            section.fault("judged", "nothing can count from what must never be done")
        if "after" in section and "within" not in section and not never:
            limit = "seconds after the anchor; not_before tells an order without a limit"
            self._faults.missing(section.at("within"), limit)
        needed = NEEDED.get(deed)
        if needed is not None and needed not in section:
            self._faults.missing(section.at(needed), f"what the deed '{deed}' is of")
        return Expectation(
            id=self._id(section, anchors) or f"expectation {index + 1}",
            words=section.words("words", LONGEST_RULE, needed=judged),
            deed=deed,
            rules=self._rules(section, "rule"),
            wanted=self._wanted(section, deed),
            nth=section.whole("nth", 1, MOST_NTH, 1),
            within=section.seconds("within", LONGEST_S),
            after=after or ARRIVAL,
            not_before=self._anchor(section, "not_before", anchors),
            never=never,
            judged=judged,
        )

    # --- particulars of deeds ---

    def _wanted(self, section: Section, deed: Deed) -> dict[str, tuple[str, ...]]:
        wanted = {}
        for key in DEEDS.get(deed, ()):
            if key not in section:
                continue
            words = section.word_list(key, MOST_WORDS)
            place = section.at(key)
            if key in ("to", "but", "agency"):
                words = tuple(name for each in words for name in self._whom(each, place, key))
            elif key in _ONE_OF:
                self._each_of(words, _ONE_OF[key], place)
            elif key == "key":
                self._each_of(words, self._known.keys, place)
            wanted[key] = words
        if deed is Deed.PROCEDURE and self._known.procedures:
            self._check_procedure(wanted, section.path)
        return wanted

    def _whom(self, word: str, path: Path, key: str) -> tuple[str, ...]:
        """Return how the journal writes who is meant: an agency by its label or any of its numbers, or digits dialled.

        By number too, since the label of one that stands in for another says so.
        """
        named = {RING_BACK: "RING BACK", CALL_BACK: "CALL BACK", SUPERVISOR: self._known.supervisor}
        if key != "agency" and (word in named or _DIGITS.fullmatch(word)):
            return (named.get(word, word),)
        if self._known.agencies and word not in self._known.agencies:
            others = "" if key == "agency" else f", {', '.join(named)}, or digits"
            self._faults.expected(path, f"an agency of {', '.join(self._known.agencies)}{others}", word)
        return (word,) if key == "agency" else self._known.agencies.get(word, (word,))

    def _check_procedure(self, wanted: Mapping[str, tuple[str, ...]], path: Path) -> None:
        procedures = self._known.procedures
        self._each_of(wanted.get("procedure", ()), procedures, (*path, "procedure"))
        named = [procedures[each] for each in wanted.get("procedure", ()) if each in procedures]
        steps = {"end", *(step for each in named for step in each)}
        labels = {label for each in named for labels in each.values() for label in labels}
        if named:
            self._each_of(wanted.get("step", ()), steps, (*path, "step"))
            self._each_of(wanted.get("option", ()), labels, (*path, "option"))

    def _each_of(self, words: Collection[str], known: Collection[str], path: Path) -> None:
        for each in words:
            if known and each not in known:
                self._faults.expected(path, f"one of {', '.join(sorted(known))}", each)

    # --- values ---

    def _id(self, section: Section, taken: Collection[str]) -> str:
        name = section.words("id", LONGEST_ID)
        if name and not _ID.fullmatch(name):
            section.wrong("id", "small letters, digits, hyphens and spaces", name)
        if name in taken:
            section.wrong("id", "a name of its own in this call", name)
        return name

    def _anchor(self, section: Section, key: str, anchors: Collection[str]) -> str:
        name = section.words(key, LONGEST_ID)
        if name and name not in anchors:
            section.wrong(key, f"one of {', '.join(anchors)}, which stand above it", name)
        return name

    def _rules(self, section: Section, key: str) -> tuple[str, ...]:
        rules = section.word_list(key, MOST_WORDS)
        for each in rules:
            if not _RULE.fullmatch(each):
                section.wrong(key, 'an id of the catalogue, as in "D055"', each)
        return rules

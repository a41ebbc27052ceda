"""A procedure: a written rule of the centre carried out step by step on a call.

What a procedure is stands in a table (`app.call.procedure_table`): its steps, their words, limits and pages, and which
step follows on which sign. This module is what such a table says, as values, and the one function that goes from step
to step. It knows no telephone and no spill: facts of the call come as plain words, deeds leave as plain words.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from functools import lru_cache

from app.words import filled, say

END = "end"  # goes here: the procedure is over


class Sign(StrEnum):
    """What happens that a procedure may begin on, or go on with; the word is the table's."""

    AT_ONCE = "at once"  # as soon as the step is reached: a choice made by what is known
    TIME = "time"  # the step's limit has come
    CALL_BEGAN = "call began"
    DETAILS = "details came"  # a spill told, or told anew, who the caller is
    MOVED = "place changed"  # a later one told another place, or the first
    CALLER_GONE = "caller gone"
    CALLER_HERE = "caller here"  # the caller is on the line, answered, or back on it
    CUT_OFF = "cut off"  # the telephone's line was lost with the caller on it
    TTY = "tty heard"
    CONTACT = "voice contact"  # between the caller and an agency
    AGENCY_TRIED = "agency tried"  # its key was pressed
    AGENCY_FAILED = "agency failed"
    DELIVERED = "information delivered"  # the oldest task was closed
    HELD = "held"
    RESUMED = "resumed"
    RING_BACK_KEY = "ring back key"
    NUMBER_DIALLED = "number dialled"  # the caller's own, that the call-taker typed
    ENDED = "call ended"  # released, gone or replaced
    # Of the attempt that the procedure itself began:
    RANG = "rang"
    ANSWERED = "answered"
    BUSY = "busy"
    NO_ANSWER = "no answer"
    GIVEN_UP = "given up"
    FAILED = "failed"  # any other end


class Deed(StrEnum):
    """What a step can have done for the call-taker on her press; the word is the table's."""

    RING_BACK = "ring back"  # the ring-back code
    CALL_BACK = "call back"  # the caller's own number
    LISTEN = "listen"  # what is being dialled is from now on the procedure's own
    GIVE_UP = "give up"  # the attempt in hand
    STOP = "stop"  # the attempt in hand, where there is one and it can be given up; never refused
    CONTACT = "voice contact"  # as its key: the one who was rung is heard
    HOLD = "hold"
    RESUME = "resume"
    RELEASE = "release"  # as the release key, warnings and all
    CLOSE = "close"  # release without asking again: the step has said why
    CALLER_GONE = "caller gone"  # the call-taker hears that the caller hung up
    CALLER_HERE = "caller here"  # the call-taker hears her speak
    TAKE_UP = "take up"  # a call that is over has the screen again, as a new call with its details
    TTY = "tty"  # the call-taker hears a TTY; the text conversation is shown
    CALLER_TYPED = "caller typed"  # what was just typed in is kept as the caller's, in the text conversation
    WE_TYPED = "we typed"  # the same, as ours


# Deeds that dial, hold and release nothing, and so may follow on a sign.
UNASKED = frozenset(
    {
        *(Deed.LISTEN, Deed.GIVE_UP, Deed.STOP, Deed.CALLER_GONE, Deed.CALLER_HERE),
        *(Deed.TTY, Deed.CALLER_TYPED, Deed.WE_TYPED),
    }
)
LEAVES = frozenset({Deed.RELEASE, Deed.CLOSE})  # done when the telephone says that it has released, which it may refuse


# Facts of the call that a condition may name, beside `class:CEL`, `kind:voip`, `place:NAME` and the marks of tables.
FACTS: Mapping[str, str] = {
    "data": "a spill told of the caller",
    "number": "a telephone number of the caller is known, and no ANI failure",
    "dialable": "that number can be dialled",
    "address": "an address was sent",
    "landline": "the class is known, and neither wireless nor VoIP",
    "ring back works": "the class can be rung back",
    "ring back never": "the class cannot be rung back",
    "caller gone": "the caller hung up",
    "cut off": "the telephone's line was lost with the caller on it",
    "agency tried": "an agency was brought in, or tried",
    "attempt in hand": "something is being dialled, rings or is answered",
    "dial tone awaited": "dial tone was asked for, and nothing is dialled yet",
    "tty": "a TTY was heard on this call",
    "called before": "the same number called earlier today",
    "fire known": "the municipality that was sent has a fire agency here",
    "contact": "an agency has been in voice contact on this call",
    "reached ambulance": "an ambulance agency has been in voice contact, or has the information",
    "reached fire": "a fire agency has been in voice contact, or has the information",
    "reached police": "a police agency has been in voice contact, or has the information",
    "held": "the caller is held",
    "waiting": "another caller waits",
    "call over": "the call has ended, and only the procedure is left of it",
    "taken up": "an ended call was taken up again, and its caller is not on the line",
    "line lost": "the last attempt ended because the telephone's line was lost",
    "unheard": "the console stopped during the last attempt, and did not hear what became of it",
    "line number": "the spill named the line the call came on",
    "answer by ear": "only the call-taker can tell that somebody answered",
    "answer deduced": "the telephone takes silence after ringing for an answer",
    "can hold": "the telephone can hold",
    "text": "the telephone sends text to a TTY",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """What follows: the step to go to, under conditions, and what is done and kept on the way.

    `conditions` are facts or marks, "not " before one denies it; all must hold. `refuse` is, on a beginning, why the
    key does nothing, and on a lock, why the number is not dialled. `begin` is the id of another procedure begun
    with it, or let lead. `dials` is the id of a number of the table's that is dialled with it.
    """

    go: str
    conditions: tuple[str, ...] = ()
    does: tuple[Deed, ...] = ()
    sets: tuple[str, ...] = ()
    clears: tuple[str, ...] = ()
    begin: str = ""
    dials: str = ""
    result: str = ""
    refuse: str = ""


@dataclass(frozen=True, slots=True)
class Option:
    """A key of a step: its label, what is asked to be typed first (labels of fields), and what follows."""

    label: str
    branch: Branch
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what to do now, why, the manual's page.

    `limit` is how long it may stand before the sign `time`. `no_release` is why the call may not be released meanwhile,
    "" if it may. `keeps_screen` keeps the next caller beside the screen. `over_attempt` lets it stand while an agency
    is being brought in.
    """

    id: str
    text: str
    why: str = ""
    page: str = ""
    urgent: bool = False
    limit: timedelta | None = None
    no_release: str = ""
    keeps_screen: bool = False
    over_attempt: bool = False
    options: tuple[Option, ...] = ()
    on: Mapping[Sign, tuple[Branch, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a procedure dials; `number` is as printed, "" where the site has not set it."""

    label: str
    number: str


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure as its table says.

    `letter` begins it from the list of procedures, "" if it is not in it; `about` says there what it is for.
    `begins` are the signs it begins on by itself, with the step each goes to. `outlives` keeps it after its call ended;
    with `one_per_number` only until it begins on another call of the same number. A `watch` stands before all others in
    the list of tasks, and is the last to be ended where too many are open. `locks` say when the caller's number is not
    dialled, though it be typed. `places` are named lists of municipalities, in capitals; `numbers` what the site dials
    with it.
    """

    id: str
    title: str
    about: str
    letter: str
    first: str
    steps: Mapping[str, Step]
    begins: Mapping[Sign, tuple[Branch, ...]] = field(default_factory=dict)
    outlives: bool = False
    one_per_number: bool = False
    watch: bool = False
    locks: tuple[Branch, ...] = ()
    without_call: bool = False
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    numbers: Mapping[str, Number] = field(default_factory=dict)
    source: str = ""  # where the manual has it
    source_file: str = ""
    stands: Mapping[str, str] = field(default_factory=dict, compare=False)  # file and line of "id", "letter" or a name

    def where(self, name: str) -> str:
        """Return where something stands that other procedures must know or may not have, as a sentence begins."""
        return f"{self.stands.get(name, self.source_file)}: procedure {self.id}"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a call, for conditions and for words.

    `true` are the facts and marks that hold. `values` fill the braces in words: {number}, {class}, {municipality}...
    `municipality` is in capitals, "" if unknown.
    """

    true: Collection[str] = ()
    service_class: str = ""
    kind: str = ""
    municipality: str = ""
    values: Mapping[str, str] = field(default_factory=dict)

    def holds(self, conditions: tuple[str, ...], places: Mapping[str, frozenset[str]]) -> bool:
        """Tell whether all conditions hold; of what is unknown neither a fact nor a place holds."""
        for condition in conditions:
            denied, what, name = _read(condition)
            if not what:
                one = name in self.true
            elif what == "class":
                one = name == self.service_class
            elif what == "kind":
                one = name == self.kind
            else:
                one = bool(self.municipality) and self.municipality in places.get(name, ())
            if one is denied:
                return False
        return True


@lru_cache(1024)  # all that the tables have: each is asked for at many steps
def _read(condition: str) -> tuple[bool, str, str]:
    """Take a condition apart: whether it is denied, of what kind ("" for a fact or a mark), and its name."""
    denied = condition.startswith("not ")
    what, _, name = condition.removeprefix("not ").partition(":")
    return (denied, what, name) if name else (denied, "", condition.removeprefix("not "))


def first_that_holds(branches: tuple[Branch, ...], facts: Facts, places: Mapping[str, frozenset[str]]) -> Branch | None:
    """Return the first branch whose conditions hold."""
    for each in branches:
        if facts.holds(each.conditions, places):
            return each
    return None


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return say("({name} not known)", name=key)


def worded(text: str, facts: Facts) -> str:
    """Fill the braces of a step's words; what is not known says so."""
    return filled(text, _Known(facts.values)) if "{" in text else text

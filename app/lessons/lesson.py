"""What a lesson's table says, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

ARRIVAL = "arrival"  # the anchor that every call has: the instant it came


class Does(StrEnum):
    """What a caller does at a moment; the word is the table's."""

    SAYS = "says"  # the trainer speaks; the telephone tells nothing
    IS_HERE = "is here"  # on the telephone's line, answered
    HANGS_UP = "hangs up"
    TONES = "tones"  # of a TTY
    TYPES = "types"  # letters on a TTY: those of `says`
    FAULT = "fault"  # nothing: the line, or what comes over it, goes wrong by `fault`


class Deed(StrEnum):
    """What a trainee does, or the telephone tells, that the journal has; the word is the table's."""

    DIAL = "dial"  # an agency, a number, ring back or call back was dialled
    ANSWERED = "answered"  # by whoever was dialled
    FAILED = "failed"  # what was dialled ended without an answer
    CONTACT = "voice contact"  # confirmed by the trainee
    RELEASE = "release"  # the call was left
    HOLD = "hold"
    RESUME = "resume"
    LISTEN = "listen only"
    PROCEDURE = "procedure"  # a procedure went to a step
    FORM = "form"  # a field was filled in
    TYPE = "type"  # a line was sent to a TTY
    KEY = "key"  # a key was pressed, whether or not it was refused
    INITIALS = "initials"
    LOOK = "look"  # at an earlier call of today
    LINK = "link"  # to another call, as the same incident
    REPORT = "report"  # a trouble report or a complaint was begun
    MARK = "mark down"  # an agency was marked down


@dataclass(frozen=True, slots=True)
class Moment:
    """What the caller does, `at` seconds after the call came; `says` are the words spoken or typed.

    `fault` is what goes wrong then, as the trainer asks for it in a lesson (`drivers.lesson_faults`).
    """

    id: str
    at: float
    does: Does
    says: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One rule for the trainee.

    `rules` are catalogue ids. `wanted` are the deed's particulars, each with the words of which one must hold
    (`app.lessons.done`). `nth` is which of such deeds is meant. `within` is seconds after the anchor `after`. `never`
    turns it round: the deed must not be done (within that time). `not_before` is an anchor too. One that is not
    `judged` is there for others to count from.
    """

    id: str
    words: str
    deed: Deed
    rules: tuple[str, ...] = ()
    wanted: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    nth: int = 1
    within: float | None = None
    after: str = ARRIVAL
    not_before: str = ""
    never: bool = False
    judged: bool = True


@dataclass(frozen=True, slots=True)
class LessonCall:
    """One call of the scenario; `number` from 1 in its order, whether or not the table says anything of it.

    `card` are the lines of the caller's card. `phone` is what lines do from this call on, in the words of the virtual
    telephone's SPEC, "" for no change. `tty` is "silent" or "tones" for a test call of a TTY, else "". `has_spill` is
    False where the call comes without data.
    """

    number: int
    title: str = ""
    card: tuple[str, ...] = ()
    phone: str = ""
    tty: str = ""
    has_spill: bool = True
    moments: tuple[Moment, ...] = ()
    expectations: tuple[Expectation, ...] = ()


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson: `name` as it is asked for, `teaches` the catalogue ids of the rules it is for.

    `silent_after` is the seconds without a byte after which its feed is called silent, None for never.
    """

    name: str
    title: str
    about: str
    teaches: tuple[str, ...]
    calls: tuple[LessonCall, ...]
    silent_after: float | None = None

    def call(self, number: int) -> LessonCall | None:
        """Return the call of this number, None if there is none."""
        return self.calls[number - 1] if 1 <= number <= len(self.calls) else None

    @property
    def has_tty(self) -> bool:
        """True if any caller has a TTY: the lesson's telephone then reads and writes text."""
        typing = (Does.TONES, Does.TYPES)
        return any(call.tty or any(each.does in typing for each in call.moments) for call in self.calls)

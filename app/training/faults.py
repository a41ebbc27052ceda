"""What goes wrong in a lesson: at once on the line, or with the next call that comes.

What there is, and how it is asked for, is the calls' to say (`drivers.lesson_faults`); what strikes a record is theirs
to do. Here is done what strikes the line, the telephone, or the order in which records come.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from app.words import say

Piece = tuple[float, bytes]
"""Seconds of the line's time and the bytes that have come when they are over."""

Strike = tuple[str, int]
"""A fault by its name, and how many or how long."""

PHONE_LOST, STORM, REPLACED = "telephone_lost", "storm", "replaced"
VANISH, LINK_DIES = "vanish", "link_dies"
GONE = (VANISH, LINK_DIES)
"""The faults that break a record off."""

_BEATS = ("heartbeat_missing", "heartbeat_repeated")
_NOW = (PHONE_LOST, STORM, REPLACED, *GONE, *_BEATS)


class Calls(Protocol):
    """What comes down the line at each call; numbers from 1."""

    @property
    def titles(self) -> Sequence[str]:
        """Return a title for each call."""

    @property
    def marks(self) -> Mapping[str, int]:
        """Return the marks there are, each with the number of its call."""

    @property
    def faults(self) -> Sequence[tuple[str, str]]:
        """Return the faults that can be put in: as they are asked for, and words."""

    @property
    def timed(self) -> Iterable[tuple[float, Strike]]:
        """Return the faults that strike at a second of the lesson."""

    def strike(self, text: str) -> Strike:
        """Read a fault that is asked for now. Raises ValueError with a sentence."""

    def struck(self, number: int) -> Iterable[Strike]:
        """Return the faults that strike this call whoever gives the lesson."""

    def pause(self, number: int) -> float:
        """Return the seconds between the call before and this one."""

    def pieces(self, number: int, strikes: Iterable[Strike]) -> Iterable[Piece]:
        """Return the bytes of a call, none if it comes without data, damaged by those of these that damage it."""

    def another(self, strikes: Iterable[Strike]) -> Iterable[Piece]:
        """Return the bytes of a caller who is in no lesson."""

    def again(self) -> Iterable[Piece]:
        """Return the record of the call before the last one once more, none if there was none."""


class Line(Protocol):
    """The feed, as a lesson works it: `drivers.lesson_feed`."""

    def send(self, pieces: Iterable[Piece], then: Callable[[], object] | None = None) -> None:
        """Send these behind what is still being sent."""

    def when_free(self, then: Callable[[], object]) -> None:
        """Call this at once, or as soon as what is being sent has come."""

    def lose(self, seconds: float) -> None:
        """Let the line be gone for so long."""

    def strike_beats(self, name: str, amount: int) -> None:
        """Let heartbeats be missing or repeated."""


class Telephone(Protocol):
    """The telephone, as a lesson works it: `drivers.lesson_phone`."""

    def use_lines(self, options: str) -> None:
        """Let lines do this from now on."""

    def caller_here(self, number: str = "") -> None:
        """Put a caller on the line."""

    def caller_gone(self) -> None:
        """Let the caller hang up."""

    def tty_heard(self) -> None:
        """Let the tones of a TTY be heard."""

    def tty_types(self, text: str) -> None:
        """Let the caller's TTY write."""

    def lose_line(self, seconds: float) -> None:
        """Let the line be gone for so long."""


class LessonFaults:
    """The faults of one lesson.

    `struck` is told of each that was put in by hand, as it strikes: as it was asked for, and the number of the lesson's
    call that it strikes, 0 for none.
    """

    def __init__(
        self, calls: Calls, line: Line, telephone: Telephone, struck: Callable[[str, int], None] = lambda *_told: None
    ) -> None:
        self._calls = calls
        self._line = line
        self._telephone = telephone
        self._struck = struck
        self._waiting: list[tuple[Strike, str]] = []  # for the next call that comes, with the text put in by hand
        self._storm = 0  # records of it that are still to come

    def put_in(self, text: str, by_hand_on: int | None = None) -> str:
        """Let a fault strike that is asked for in this text; return what is to be told of it.

        `by_hand_on` is the call that is here, where a person puts it in and not the lesson.
        """
        try:
            strike = self._calls.strike(text)
        except ValueError as error:
            return str(error)
        if strike[0] == REPLACED and not self._calls.again():
            return say("no call came before this one: nothing comes once more")
        by_hand = "" if by_hand_on is None else text
        if strike[0] in _NOW:
            self._tell(by_hand, by_hand_on or 0)
        self.take(strike, by_hand)
        if strike[0] in _NOW:
            return say("{fault} strikes now", fault=text)
        return say("{fault} strikes the next call that comes", fault=text)

    def take(self, strike: Strike, by_hand: str = "") -> None:
        """Let a fault strike at once, or with the next call; `by_hand` is the text in which it was put in."""
        if strike[0] in _NOW:
            self.strike(strike)
        else:
            self._waiting.append((strike, by_hand))

    def taken(self, call: int) -> list[Strike]:
        """Return what strikes the call that comes now, and strike it off; `call` is its number, 0 for none of these."""
        waiting, self._waiting = self._waiting, []
        for _strike, by_hand in waiting:
            self._tell(by_hand, call)
        return [strike for strike, _by_hand in waiting]

    def _tell(self, by_hand: str, call: int) -> None:
        if by_hand:
            self._struck(by_hand, call)

    def strike(self, strike: Strike) -> None:
        """Do what a fault does to the line, the telephone or the order; nothing for one of a record."""
        name, amount = strike
        if name == VANISH:
            self._line.lose(float(amount))
        elif name == LINK_DIES:
            self._line.lose(float("inf"))
        elif name == PHONE_LOST:
            self._telephone.lose_line(float(amount))
        elif name == REPLACED:
            self._line.send(self._calls.again())
        elif name in _BEATS:
            self._line.strike_beats(name, amount)
        elif name == STORM:
            blows, self._storm = self._storm, self._storm + amount
            if not blows:
                self._blow()

    def calm(self) -> None:
        """End a storm: a call that is jumped to is not to wait for it."""
        self._storm = 0

    def _blow(self) -> None:
        """Send the next record of a storm; one by one, so that a call of the lesson comes in its midst."""
        if self._storm:
            self._storm -= 1
            self._line.send(self._calls.another(()), self._blow)


def first_half(pieces: Iterable[Piece]) -> list[Piece]:
    """Return the first half of the bytes, in the time that they take."""
    listed = list(pieces)
    left = sum(len(data) for _seconds, data in listed) // 2
    half: list[Piece] = []
    for seconds, data in listed:
        if not left:
            break
        part = data[:left]
        left -= len(part)
        half.append((seconds * len(part) / len(data) if data else seconds, part))
    return half

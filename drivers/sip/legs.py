"""The calls of the line: the callers who rang here and the agencies called from here."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

from drivers.sip.messages import Mix

REMEMBERED_ENDS = 1000
"""So many ended attempts are remembered, so that a late order for one starts nothing; a shift has far fewer."""


@dataclass(slots=True)
class Leg:
    """One call. `line` is the caller's number on this telephone, 0 for an agency; `attempt` the agency's, else 0."""

    call: str
    line: int = 0
    attempt: int = 0
    number: str = ""
    dialled: bool = False
    up_at: float | None = None
    answering: bool = False
    given_up: bool = False
    held: bool = False
    holding: bool = False  # a hold is on its way
    silent: bool = False
    rings: int = 0
    ring_due: float | None = None

    @property
    def is_caller(self) -> bool:
        """True for a caller who rang here."""
        return self.line > 0

    @property
    def found(self) -> bool:
        """True for an agency that an earlier console called."""
        return self.attempt < 0

    @property
    def up(self) -> bool:
        """True once it was answered."""
        return self.up_at is not None

    @property
    def who(self) -> str:
        """Who is at its far end, for a sentence."""
        return f"the caller on line {self.line}" if self.is_caller else f"the agency at {self.number}"


class Legs:
    """Every call of the line that is not over.

    `run` keeps the names of one console's calls apart from those that an earlier one left on the line.
    """

    def __init__(self, run: str = "") -> None:
        self._run = run
        self._legs: dict[str, Leg] = {}
        self._lines = 0
        self._found = 0
        self._ended: deque[int] = deque(maxlen=REMEMBERED_ENDS)

    def __iter__(self) -> Iterator[Leg]:
        return iter(list(self._legs.values()))

    def __bool__(self) -> bool:
        return bool(self._legs)

    def find(self, call: str) -> Leg | None:
        """Return the call of that name, or None if it is over."""
        return self._legs.get(call)

    def caller(self, call: str, number: str) -> Leg:
        """Add a caller who rings; lines are numbered from 1 in a run."""
        self._lines += 1
        leg = self._legs[call] = Leg(call, line=self._lines, number=number)
        return leg

    def agency(self, attempt: int, digits: str) -> Leg:
        """Add an agency that is called."""
        call = f"out:{self._run}{attempt}"
        leg = self._legs[call] = Leg(call, attempt=attempt, number=digits)
        return leg

    def found(self, call: str, number: str, now: float) -> Leg:
        """Add a call that an earlier console left; an agency's attempt was its, so it is counted below zero here."""
        if call.startswith("in:"):
            leg = self.caller(call, number)
        else:
            self._found -= 1
            leg = self._legs[call] = Leg(call, attempt=self._found, number=number, dialled=True)
        leg.up_at = now
        return leg

    def remove(self, leg: Leg) -> None:
        """Take a call out: it is over, or no longer ours."""
        self._legs.pop(leg.call, None)
        if leg.attempt:
            self.end(leg.attempt)

    def end(self, attempt: int) -> None:
        """Remember that an attempt is over."""
        self._ended.append(attempt)

    def knows(self, attempt: int) -> bool:
        """Tell whether an attempt is under way or over."""
        return attempt in self._ended or any(leg.attempt == attempt for leg in self)

    def of_attempt(self, attempt: int) -> Leg | None:
        """Return the call of an attempt that is not over."""
        return next((leg for leg in self if leg.attempt == attempt), None)

    @property
    def callers_up(self) -> list[Leg]:
        """Callers on the line; there is one at most."""
        return [leg for leg in self if leg.is_caller and leg.up]

    @property
    def agencies_up(self) -> list[Leg]:
        """Agencies that answered and are not being dropped."""
        return [leg for leg in self if leg.attempt and leg.up and not leg.given_up]

    @property
    def calling(self) -> list[Leg]:
        """Agencies that are dialled or ring."""
        return [leg for leg in self if leg.attempt and not leg.up]

    def mix(self, *, handset: bool, mute: bool, apart: bool) -> Mix:
        """Return who is to hear whom now."""
        joined = tuple(leg.call for leg in (*self.callers_up, *self.agencies_up))
        heard = tuple(leg.call for leg in self.calling if not leg.given_up)
        return Mix(joined, heard, handset, mute, apart)

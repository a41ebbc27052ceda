"""The faults of the emulator as a lesson has them: which there are, and how one is asked for.

It is written as its name, with `x` and how many or how long where it has a measure: `vanishx30`. When it strikes is
said by whoever asks: a moment of a call, or the trainer now. What `AT_ONCE` names strikes then; every other one is a
fault of a record, and strikes the next call that comes. A scenario's own faults (`drivers.emulator.fault`) strike the
call, or the second of the lesson, that they name.
"""

from collections.abc import Callable, Mapping

from app.words import say
from drivers.emulator.byte_faults import BYTE_FAULTS
from drivers.emulator.calls import REPLACED_AFTER_S
from drivers.emulator.fault import FAULTS, FaultKind, Unit, read_amount

AT_ONCE = ("telephone_lost", "vanish", "link_dies", "storm", "replaced", "heartbeat_missing", "heartbeat_repeated")
"""The faults of the line and of the order in which records come, those of the telephone's line first."""

FOR_RECORDINGS = frozenset({*AT_ONCE, "no_spill", *BYTE_FAULTS} - {"heartbeat_missing", "heartbeat_repeated"})
"""What can be done to records that are there already, and are not made from a caller's values."""

NO_MEANING: Mapping[str, str] = {
    "deaf": "the console sends nothing to a lesson's feed, so that nobody could tell that it is not read",
}
"""The faults that a lesson has not, and why."""

BY_HAND = {"vanish": 20, "storm": 200, "heartbeat_missing": 3}
"""The measure with which the trainer's window offers a fault: long enough to be acted on, and over in the lesson."""

_OWN = FaultKind("telephone_lost", Unit.LINK, 0.0, "the telephone's line is lost and comes back", 20, "seconds", 3_600)
KINDS: Mapping[str, FaultKind] = {_OWN.name: _OWN, **FAULTS}
"""Every fault that may be asked for by name, those without a meaning among them."""

Strike = tuple[str, int]
"""A fault that strikes, by its name, and how many or how long."""

_SHOWN = 60  # characters of what was got that a message repeats


def read_strike(text: str) -> Strike:
    """Read a fault as a moment or the trainer asks for it. Raises ValueError with a sentence."""
    name, times, amount = text.strip().partition("x")
    kind = KINDS.get(name)
    if kind is None:
        alone = [each for each in KINDS if each not in NO_MEANING]
        raise ValueError(
            f"expected one of {', '.join(alone)}, alone or with its measure as in vanishx20, got {text[:_SHOWN]!r}"
        )
    if name in NO_MEANING:
        raise ValueError(f"{name} has no meaning in a lesson: {NO_MEANING[name]}")
    if not times:
        return name, kind.amount
    if not (amount.isascii() and amount.isdigit() and len(amount) <= 9):
        raise ValueError(f"{name}: expected a whole number after x, got {text[:_SHOWN]!r}")
    return name, read_amount(kind, amount)


def offered(can: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    """Return what the trainer may put in of what `can` be sent: as it is asked for, and words."""
    found = []
    for name in (*AT_ONCE, *(each for each in FAULTS if each not in AT_ONCE)):
        if name not in NO_MEANING and can(name):
            amount = BY_HAND.get(name, KINDS[name].amount)
            found.append((f"{name}x{amount}" if name in BY_HAND else name, _words(name, amount)))
    return tuple(found)


def _words(name: str, amount: int) -> str:
    match name:
        case "telephone_lost":
            return say("at once: the telephone's line is lost, and comes back after {n} s", n=amount)
        case "vanish":
            return say("at once: the feed is lost, and comes back after {n} s", n=amount)
        case "link_dies":
            return say("at once: the feed is lost, and never comes back")
        case "storm":
            return say("at once: {n} records of other callers, one right behind the other", n=amount)
        case "replaced":
            return say("at once: the record of the call before comes once more")
        case "heartbeat_missing":
            return say("at once: {n} heartbeats do not come", n=amount)
        case "heartbeat_repeated":
            return say("at once: the next heartbeat comes {n} times more", n=amount)
    return KINDS[name].words


class SentBefore:
    """The records of the last two different calls, so that the former can come once more (`replaced`)."""

    def __init__(self) -> None:
        self._kept: list[tuple[int, list[tuple[float, bytes]]]] = []

    def sent(self, number: int, pieces: list[tuple[float, bytes]]) -> None:
        """Keep what a call brings, undamaged."""
        self._kept = [*(each for each in self._kept if each[0] != number), (number, pieces)][-2:]

    def again(self) -> list[tuple[float, bytes]]:
        """Return what the call before the last one brought, a moment later; nothing if there was none."""
        if len(self._kept) < 2:
            return []
        (_pause, first), *others = self._kept[0][1]
        return [(REPLACED_AFTER_S, first), *others]

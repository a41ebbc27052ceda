"""The phone virtual: a switch in memory with real cadence, its outcomes chosen by the dialled digits.

It is shipped, not a test double: the emulated console dials with it, and a trainer chooses what each agency does:

    virtual
    virtual?*22=busy&*23=no_answer&*26=circuits_busy&*21=answer:2&cadence=0.2

The parts after `?` stand in any order. `DIGITS=OUTCOME` says what becomes of these digits: `answer:N` answers on ring N
(1 to 20; beyond the limit of rings nobody does), the others are `busy`, `circuits_busy`, `no_answer`, `no_dial_tone`,
`bad_code`, `refused`, `no_response` (silence for ever), `line_lost` and `unknown`. Digits not named answer on ring 2.
`cadence=S` is the seconds from one ring's start to the next (6 if not given); every other time of the switch scales by
S/6. `%23` and `%2A` stand for `#` and `*`, for those who write the SPEC where these are special.
"""

import re
from collections.abc import Callable

from app.clock import Clock
from app.errors import PhoneError
from app.ports import LINE_RINGS, MOST_RINGS, PhoneCaps, PhoneEvent, PhoneOrder
from drivers.phone_thread import PhoneThread
from drivers.virtual_switch import CADENCE_S, FATES, Fate, Lot, SwitchPlan, VirtualSwitch

SHORTEST_CADENCE_S = 0.01
"""Below this the rings come quicker than a screen can draw them."""

LONGEST_CADENCE_S = 60.0
"""Ten times the real cadence; beyond it nobody would wait for the rings."""

LONGEST_DIGITS = 32
"""The longest number that can be dialled anywhere is 15 digits (E.164), with codes before it; this is twice that."""

_DIGITS = re.compile(r"[0-9*#]+")
_SECONDS = re.compile(r"[0-9]+(\.[0-9]+)?|\.[0-9]+")
_ANSWER = re.compile(r"answer:([1-9][0-9]?)")
_OUTCOMES = f"answer:1 to answer:{MOST_RINGS}, " + ", ".join(word for word in FATES if word != "answer")
_SHOWN = 60  # characters of a faulty SPEC that a message repeats


def read_plan(options: str) -> SwitchPlan:
    """Read what stands after `virtual?`; "" is a switch on which everything answers. Raises PhoneError."""
    lots: dict[str, Lot] = {}
    cadence: float | None = None
    for part in options.split("&") if options else []:
        key, equals, value = part.partition("=")
        if not equals:
            raise PhoneError(f"phone virtual: expected DIGITS=OUTCOME or cadence=SECONDS, got {_short(part)}")
        if key == "cadence":
            if cadence is not None:
                raise PhoneError("phone virtual: cadence: expected once, got twice")
            cadence = _read_cadence(value)
            continue
        digits = _read_digits(key)
        if digits in lots:
            raise PhoneError(f"phone virtual: digits {digits}: expected once, got twice")
        lots[digits] = _read_lot(digits, value)
    return SwitchPlan(lots, CADENCE_S if cadence is None else cadence)


def _read_digits(key: str) -> str:
    digits = key.replace("%23", "#").replace("%2A", "*").replace("%2a", "*")
    if not _DIGITS.fullmatch(digits):
        raise PhoneError(f"phone virtual: expected digits of 0-9, * and #, or cadence, got {_short(key)}")
    if len(digits) > LONGEST_DIGITS:
        raise PhoneError(f"phone virtual: expected at most {LONGEST_DIGITS} digits, got {len(digits)}")
    return digits


def _read_lot(digits: str, value: str) -> Lot:
    answer = _ANSWER.fullmatch(value)
    if answer and int(answer[1]) <= MOST_RINGS:
        return Lot(Fate.ANSWER, int(answer[1]))
    fate = FATES.get(value)
    if fate is None or fate is Fate.ANSWER:  # the ring must be said
        raise PhoneError(f"phone virtual: outcome of {digits}: expected one of {_OUTCOMES}, got {_short(value)}")
    return Lot(fate)


def _read_cadence(value: str) -> float:
    seconds = float(value) if _SECONDS.fullmatch(value) else 0.0
    if not SHORTEST_CADENCE_S <= seconds <= LONGEST_CADENCE_S:
        raise PhoneError(
            f"phone virtual: cadence: expected seconds from {SHORTEST_CADENCE_S:g} to {LONGEST_CADENCE_S:g}, "
            f"got {_short(value)}"
        )
    return seconds


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")


class VirtualPhone:
    """A `PhoneLine` on a virtual switch, which lets a line ring `rings` times.

    `options` is what stands after `virtual?`, or "". Raises PhoneError for options that `read_plan` cannot read. It
    knows nothing of callers: a spill puts its caller on the line, and no `CallerHere` or `CallerGone` comes from here.
    """

    def __init__(self, options: str, clock: Clock, rings: int = LINE_RINGS) -> None:
        self._thread = PhoneThread(VirtualSwitch(read_plan(options), rings), clock, self.name)

    @property
    def name(self) -> str:
        """`virtual`."""
        return "virtual"

    @property
    def caps(self) -> PhoneCaps:
        """Everything is signalled and the bridge is in the switch; there is no voice and no TTY."""
        return PhoneCaps(can_mute=True)

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        """Start the switch; `LineUp` follows."""
        self._thread.open(deliver)

    def do(self, order: PhoneOrder) -> None:
        """Give the switch an order; what follows comes as events."""
        self._thread.do(order)

    def close(self) -> None:
        """Switch off."""
        self._thread.close()

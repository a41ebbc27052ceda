"""What stands on the line at this moment, and the commands on their way: what the line and its leaving work on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.ports import AttemptEnded, Outcome, PhoneEvent
from drivers.sip.account import SipAccount
from drivers.sip.health import Health
from drivers.sip.legs import Leg, Legs
from drivers.sip.messages import Command, EndCall, HoldCall, Mix

COMMAND_S = 8.0
"""The library gives a command 5 s; a process that then says nothing is stuck. A hold waits for a far end on top."""


@dataclass(frozen=True, slots=True)
class Stuck:
    """The process is of no more use: it did not answer, or says that it cannot go on. `why` in words.

    `speaks` is True where it said so itself: one that an earlier console left may hold a live caller all the same.
    """

    why: str
    speaks: bool = False


What = PhoneEvent | Command | Stuck
"""Events to deliver, commands to send, or the end of the process."""

Then = Callable[[str, float, datetime], list[What]]
"""What follows from the answer to a command: the error ("" if none), now, and its date."""


def nothing(error: str, now: float, at: datetime) -> list[What]:
    """No more follows: what the command led to comes as a fact of its own."""
    return []


@dataclass(slots=True)
class _Waiting:
    """A command that was not answered yet."""

    until: float
    what: str
    then: Then


class Conversation:
    """The calls, how they are joined, and who waits for an answer of the process."""

    def __init__(self, account: SipAccount, run: str = "") -> None:
        self.account = account
        self.legs = Legs(run)
        self.health = Health(account)
        self.on_hold = False
        self.handset = True
        self.mute = False
        self.closing = False
        self._mixed = Mix(())
        self._asks = 0
        self._waiting: dict[int, _Waiting] = {}

    @property
    def joined_by_switch(self) -> bool:
        """True where the switch, not this console, joins caller and agency."""
        return self.account.bridge == "switch"

    def mix(self) -> list[What]:
        """Tell the process who hears whom, where that has changed. A hold ends with the last call that was held."""
        if not any(leg.up for leg in self.legs):
            self.on_hold, self.handset = False, True
        mix = self.legs.mix(handset=self.handset, mute=self.mute, apart=self.joined_by_switch)
        if mix == self._mixed:
            return []
        self._mixed = mix
        return [mix]

    def ended(
        self, at: datetime, attempt: int, outcome: Outcome, cause: str, code: str = "", raw: str = ""
    ) -> AttemptEnded:
        """Return the end of an attempt; one that never was a call is remembered too."""
        if self.legs.of_attempt(attempt) is None:
            self.legs.end(attempt)
        return AttemptEnded(at, attempt, outcome, code, cause, raw)

    def lost(self) -> None:
        """The process is gone: nobody is on the line, and nothing will be answered."""
        for leg in self.legs:
            self.legs.remove(leg)
        self._waiting.clear()
        self.on_hold, self.handset, self.mute, self._mixed = False, True, False, Mix(())

    # --- commands that have an answer ---------------------------------------------------------------------------------

    def number(self) -> int:
        """Return the number of a new command."""
        self._asks += 1
        return self._asks

    def ask(
        self, command: Callable[[int], Command], what: str, now: float, then: Then, limit: float = COMMAND_S
    ) -> Command:
        """Return the command, numbered; `then` is called with its answer, which must come within `limit` seconds."""
        number = self.number()
        self._waiting[number] = _Waiting(now + limit, what, then)
        return command(number)

    def end(self, leg: Leg, now: float, then: Then = nothing) -> Command:
        """Return the command that ends a call."""
        return self.ask(lambda ask: EndCall(ask, leg.call), f"end {leg.who}", now, then)

    def answered(self, ask: int, error: str, now: float, at: datetime) -> list[What]:
        """Take the answer to a command."""
        waiting = self._waiting.pop(ask, None)
        return waiting.then(error, now, at) if waiting else []

    def due(self) -> float | None:
        """Return when the first answer is late, or None."""
        return min((each.until for each in self._waiting.values()), default=None)

    def late(self, now: float) -> list[What]:
        """Return that the process is stuck, where an answer is late."""
        for each in self._waiting.values():
            if each.until <= now:
                return [Stuck(f"the SIP library did not answer in time: {each.what}")]
        return []

    def set_hold(self, legs: list[Leg], on: bool, now: float, at: datetime, then: Then) -> list[What]:
        """Hold these calls, or take them back; `then` comes when all have answered, with what went wrong."""
        if not legs:
            return then("", now, at)
        left = {leg.call for leg in legs}
        errors: list[str] = []
        return [self._hold(leg, on, left, errors, now, then) for leg in legs]

    def _hold(self, leg: Leg, on: bool, left: set[str], errors: list[str], now: float, then: Then) -> Command:
        def done(error: str, now: float, at: datetime) -> list[What]:
            left.discard(leg.call)
            if error:
                errors.append(f"{leg.who}: {error}")
            else:
                leg.held = on
                leg.up_at = now  # its sound has had no time to come back yet
            if on:
                leg.holding = False
            return [] if left else then("; ".join(errors), now, at)

        leg.holding = leg.holding or on
        verb = "hold" if on else "take back"
        limit = 2 * self.account.hold_limit + COMMAND_S  # a slow far end is no stuck process; a hold may wait for one
        return self.ask(lambda ask: HoldCall(ask, leg.call, on), f"{verb} {leg.who}", now, done, limit)

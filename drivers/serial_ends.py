"""The ends of conference attempts on a telephone device: given up, failed, dropped, and what brings the caller back.

An attempt that is given up is broken off in the device first, and ends when the device confirms it or does not in time;
one whose end is certain is told at once. Afterwards the device is asked until it takes commands again, so that a late
word is not taken for the next attempt's.
"""

from collections import deque
from dataclasses import replace
from enum import Enum, auto

from app.ports import AttemptEnded, Instruction, Outcome
from drivers.phone_profile import Profile
from drivers.self_test import answer
from drivers.serial_call import Call, Stage
from drivers.serial_commands import Commands, Done, Purpose, Task
from drivers.serial_turn import Turn
from drivers.serial_words import short

REMEMBERED_ENDS = 1000
"""So many ended attempts are remembered, so that a late order for one starts nothing; a shift has far fewer."""

SYNC_TRIES = 3
"""Tries to hear from the device again after a call was given up."""

LATE_S = 0.5
"""Seconds given to an answer that is late, so that it is not taken for the answer to the next command."""


AFTER_A_CALL = (Purpose.ABORT, Purpose.SYNC, Purpose.BACK)
"""Commands that bring the device back after a call."""

CALLS = (Purpose.FLASH, Purpose.DIAL)
"""Commands that make a call."""

MAY_BE_LATE = frozenset(
    {
        Purpose.BACK,
        Purpose.JOIN,
        Purpose.DROP,
        Purpose.RELEASE,
        Purpose.HANG_UP,
        Purpose.IDLE,
        Purpose.HOLD,
        Purpose.RESUME,
        Purpose.MUTE,
        Purpose.UNMUTE,
    }
)
"""Commands after which, where no answer came, the device is waited for; the others do so of their own."""


class Timer(Enum):
    """What an attempt waits for."""

    PAUSE = auto()  # dial tone is supposed to stand
    TONE = auto()  # dial tone did not come
    DIALLED = auto()  # the last digit has left
    RESPONSE = auto()  # nothing was heard after it
    RING = auto()  # the next ring, where rings are counted by the clock
    SILENCE = auto()  # no further ring: somebody answered
    UNANSWERED = auto()  # the device says no more


class Ends:
    """The attempt under way on the device of `profile`, the agencies that answered, and how they end."""

    def __init__(self, profile: Profile, commands: Commands) -> None:
        self._profile = profile
        self._commands = commands
        self._call: Call | None = None
        self._answered: list[int] = []
        self._ended: deque[int] = deque(maxlen=REMEMBERED_ENDS)
        self._timers: dict[Timer, float] = {}

    def due(self) -> float | None:
        """Return when `tick` is to be called, or None."""
        return min(self._timers.values(), default=None)

    @property
    def idle(self) -> bool:
        """True while no attempt is under way."""
        return self._call is None

    def use(self, profile: Profile) -> None:
        """Go on with other times."""
        self._profile = profile

    def forget(self) -> None:
        """The line is lost, and with it all attempts; no event is needed but that."""
        self._over()
        self._ended.extend(self._answered)
        self._answered.clear()

    def give_up(
        self,
        call: Call,
        turn: Turn,
        outcome: Outcome,
        cause: str,
        at_once: bool = False,
        busy: bool = False,
        raw: str = "",
    ) -> None:
        """Give a call up.

        `at_once`: its end is told now, for nobody need wait until the device confirms it. `busy`: the device is busy
        with it although no command is under way.
        """
        if at_once and not call.silent:
            self._ended.append(call.number)
            turn.put(AttemptEnded(turn.at, call.number, outcome, cause=cause, raw=raw or heard(call)))
            call.silent = True
        call.stage, call.end = Stage.ABORTING, (outcome, cause)
        self._timers.clear()
        self._commands.drop_waiting(call.number)
        task = self._commands.task
        if task is not None and task.purpose in CALLS and task.attempt == call.number:
            busy = True
            self._commands.stop()
        steps = self._profile.commands.get("abort", ())
        # what only breaks off what the device is doing is not sent to a device that does nothing
        if steps and (busy or self._commands.occupied or any(each.replies or each.silent for each in steps)):
            limit = self._profile.times["abort"]
            pairs = tuple((replace(each, limit=limit), "") for each in steps)
            self._commands.put_first(Task(Purpose.ABORT, pairs, call.number))
            return
        if self._commands.occupied:
            turn.put(Instruction(turn.at, "give up the agency's call on the set: the device cannot", call.number))
        self._commands.occupied = False
        self._end(call, turn, outcome, cause, sync=busy, pause=busy)

    def _end(
        self,
        call: Call,
        turn: Turn,
        outcome: Outcome,
        cause: str,
        raw: str = "",
        code: str = "",
        sync: bool = False,
        pause: bool = False,
    ) -> None:
        """The attempt is over."""
        self._over()
        if not call.silent:
            turn.put(AttemptEnded(turn.at, call.number, outcome, code, cause, raw or heard(call)))
        self._after_call(sync, pause)

    def _over(self) -> None:
        if self._call is not None:
            self._ended.append(self._call.number)
        self._call = None
        self._timers.clear()

    def _after_call(self, sync: bool, pause: bool = False) -> None:
        """Bring device and caller back after an attempt, before whatever waits."""
        tasks = [self.sync(LATE_S if pause else 0.0)] if sync else []
        if "back" in self._profile.commands:
            tasks.append(Task(Purpose.BACK, tuple((each, "") for each in self._profile.commands["back"])))
        self._commands.put_first(*tasks)

    def sync(self, pause: float = 0.0) -> Task:
        """Return what is done until the device is known to take commands again; `pause` is for late answers to pass."""
        steps = self._profile.commands.get("attention", ())
        return Task(Purpose.SYNC, tuple((each, "") for each in steps), tries=SYNC_TRIES, pause=pause)

    def _drop(self, attempt: int, cannot: str, turn: Turn) -> None:
        """Take an agency off the line that answered."""
        if "drop" in self._profile.commands:
            self._put(Purpose.DROP, "drop", attempt)
            return
        self._answered.remove(attempt)
        self._ended.append(attempt)
        turn.put(Instruction(turn.at, "drop the agency on the set and keep the caller", attempt))
        turn.put(AttemptEnded(turn.at, attempt, Outcome.ABORTED, cause=cannot))

    def _put(self, purpose: Purpose, name: str, attempt: int) -> None:
        if name in self._profile.commands:
            steps = self._profile.commands[name]
            self._commands.put(Task(purpose, tuple((each, "") for each in steps), attempt))

    def _hindered(self, attempt: int, line_is_up: bool, turn: Turn) -> bool:
        """Say why no attempt can begin now, if so."""
        if not line_is_up:
            end = Outcome.LINE_LOST, "the line is lost"
        elif self._call is not None and not self._call.silent:
            end = Outcome.REFUSED, "another agency is being called on this line"
        else:
            return False
        self._ended.append(attempt)
        turn.put(AttemptEnded(turn.at, attempt, end[0], cause=end[1]))
        return True

    def _is_known(self, attempt: int) -> bool:
        running = self._call is not None and self._call.number == attempt
        return running or attempt in self._answered or attempt in self._ended


def heard(call: Call) -> str:
    """Return what the device said that nobody knows."""
    return short(" / ".join(call.heard))


def not_done(done: Done) -> str:
    """Say why a command came to nothing."""
    return "the device did not answer" if done.meaning is None else f"the device answered {answer(done)}"

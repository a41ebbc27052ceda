"""The ends of conference attempts on a telephone device: given up, failed, dropped, and what brings the caller back.

An attempt that is given up is broken off in the device first, and ends when the device confirms it or does not in time;
one whose end is certain is told at once. Afterwards the device is asked until it takes commands again, so that a late
word is not taken for the next attempt's.
"""

from collections import deque
from dataclasses import replace
from enum import Enum, auto

from app.ports import Answered, AttemptEnded, Instruction, Outcome
from app.words import say
from drivers.phone_profile import Profile, Step
from drivers.self_test import answer
from drivers.serial_call import Call, Stage
from drivers.serial_commands import CALLS, LATE_S, Commands, Done, Purpose, Task
from drivers.serial_turn import Turn
from drivers.serial_words import short

REMEMBERED_ENDS = 1000
"""So many ended attempts are remembered, so that a late order for one starts nothing; a shift has far fewer."""

STILL_HELD = "the caller may still be held: flash on the set"
"""Said after a flash that led to no agency, where the device does not flash once more of its own."""

SYNC_TRIES = 3
"""Tries to hear from the device again after a call was given up."""


AFTER_A_CALL = (Purpose.ABORT, Purpose.SYNC, Purpose.BACK)
"""Commands that bring the device back after a call."""

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
        self._leaving = False  # the device is told to hang up, and has not answered
        self._left: Call | None = None  # given up to leave, and its end not told

    def due(self) -> float | None:
        """Return when `tick` is to be called, or None."""
        return min(self._timers.values(), default=None)

    @property
    def idle(self) -> bool:
        """True while no attempt is under way."""
        return self._call is None

    @property
    def untouched(self) -> bool:
        """True while nothing is flashed or dialled: there is no attempt, it is over but for the device, or it waits."""
        call = self._call
        if call is None or call.stage is Stage.ABORTING:
            return True
        return call.stage in (Stage.RECALLING, Stage.DIALLING) and self._waits(call, *CALLS)

    def use(self, profile: Profile) -> None:
        """Go on with other times."""
        self._profile = profile

    def lost(self, turn: Turn) -> None:
        """The device is gone, and with it all attempts; whoever was held for one is held still."""
        call = self._call
        if call is not None and call.flashed and not call.left and not self._waits(call, Purpose.FLASH):
            turn.put(Instruction(turn.at, STILL_HELD, call.number))
        self.forget()

    def forget(self) -> None:
        """The line is dead, and with it all attempts; no event is needed but that."""
        self._over()
        self.released()

    def leave(self, for_everyone: bool, turn: Turn) -> None:
        """We hang up: nothing more is told of any attempt, but that one under way ends if it ends `for_everyone`."""
        self._commands.drop_waiting()
        self._leaving = True
        call = self._call
        if call is not None:
            if not call.silent and for_everyone:
                turn.put(AttemptEnded(turn.at, call.number, Outcome.ABORTED, cause="hung up here"))
            elif not call.silent:
                self._left = call
            call.silent = call.left = True
            if call.stage is not Stage.ABORTING:
                self.give_up(call, turn, Outcome.ABORTED, "left")
        elif self._commands.occupied:  # an agency that she heard and the device did not
            self._commands.put_first(Task(Purpose.ABORT, self._abort_steps()))

    def released(self) -> None:
        """We have left, and nothing more is told of any attempt."""
        self._leaving, self._left = False, None
        self._ended.extend(self._answered)
        self._answered.clear()

    def not_released(self, turn: Turn) -> None:
        """We are on the line still, with the agencies that answered; what was given up to leave it is over."""
        call, self._left, self._leaving = self._left, None, False
        if call is None:
            return
        if call.number in self._answered:
            turn.put(Answered(turn.at, call.number, self._certainty()))
            return
        cause = "given up to leave the line, and the device did not leave it"
        turn.put(AttemptEnded(turn.at, call.number, Outcome.ABORTED, cause=cause))
        if call.flashed and "back" not in self._profile.commands:
            turn.put(Instruction(turn.at, STILL_HELD, call.number))
        self._after_call(sync=False)  # as it was not done while we left

    def heard_answer(self, turn: Turn) -> None:
        """The call-taker hears the agency before the device told it: nothing may be sent into their call."""
        call = self._call
        if call is None or call.stage is Stage.ABORTING:
            return
        self._commands.drop_waiting(call.number)
        listens = not self._profile.deaf and not self._profile.commands["dial"][-1].replies
        if self._commands.cut() and call.stage is Stage.DIALLING and listens:
            self._commands.occupied = True  # what it dials is the call she is in
        self._call = None
        self._timers.clear()
        self._answered.append(call.number)
        turn.tell("answer", f"attempt {call.number}: heard by the call-taker, not told by the device")
        self._put(Purpose.JOIN, "join", call.number)

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
        call.flashed &= not self._waits(call, Purpose.FLASH)
        self._commands.drop_waiting(call.number)
        task = self._commands.task
        if task is not None and task.purpose in CALLS and task.attempt == call.number:
            busy = True
            self._commands.stop()
        steps = self._profile.commands.get("abort", ())
        # what only breaks off what the device is doing is not sent to a device that does nothing
        if steps and (busy or self._commands.occupied or any(each.replies or each.silent for each in steps)):
            self._commands.put_first(Task(Purpose.ABORT, self._abort_steps(), call.number))
            return
        if self._commands.occupied:
            turn.put(Instruction(turn.at, say("give up the agency's call on the set: the device cannot"), call.number))
        self._commands.occupied = False
        self._end(call, turn, outcome, cause, sync=busy, pause=busy)

    def _abort_steps(self) -> tuple[tuple[Step, str], ...]:
        limit = self._profile.times["abort"]
        return tuple((replace(each, limit=limit), "") for each in self._profile.commands.get("abort", ()))

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
        aborted: bool = False,
    ) -> None:
        """The attempt is over; `aborted`: the device confirmed that it was given up."""
        self._over()
        if not call.silent:
            turn.put(AttemptEnded(turn.at, call.number, outcome, code, cause, raw or heard(call)))
        if call.flashed and not call.left and not self._comes_back(aborted):
            turn.put(Instruction(turn.at, STILL_HELD, call.number))
        self._after_call(sync, pause)

    def _comes_back(self, aborted: bool) -> bool:
        """True if the device itself flashes once more after an attempt, so that the caller is not left on hold."""
        commands = self._profile.commands
        flashes = {each.send.text for each in commands.get("flash", ())}
        again = {each.send.text for each in commands.get("abort", ())} if aborted else set()
        return bool(flashes) and ("back" in commands or bool(flashes & again))

    def _over(self) -> None:
        if self._call is not None:
            self._ended.append(self._call.number)
        self._call = None
        self._timers.clear()

    def _after_call(self, sync: bool, pause: bool = False) -> None:
        """Bring device and caller back after an attempt, before whatever waits."""
        tasks = [self.sync(LATE_S if pause else 0.0)] if sync else []
        hangs_up = self._leaving and "hang_up" in self._profile.commands
        if "back" in self._profile.commands and not hangs_up:
            tasks.append(Task(Purpose.BACK, tuple((each, "") for each in self._profile.commands["back"])))
        self._commands.put_first(*tasks)

    def sync(self, pause: float = 0.0) -> Task:
        """Return what is done until the device is known to take commands again; `pause` is for late answers to pass."""
        steps = self._profile.commands.get("attention", ())
        return Task(Purpose.SYNC, tuple((each, "") for each in steps), tries=SYNC_TRIES, pause=pause)

    def _drop(self, attempt: int, cannot: str, turn: Turn) -> None:
        """Take an agency off the line that answered."""
        if "drop" in self._profile.commands and not self._commands.occupied:
            if not self._commands.has(Purpose.DROP, attempt=attempt):  # a second flash would undo the first
                self._put(Purpose.DROP, "drop", attempt)
            return
        self._answered.remove(attempt)
        self._ended.append(attempt)
        turn.put(Instruction(turn.at, say("drop the agency on the set and keep the caller"), attempt))
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
        elif self._call is None and self._commands.occupied:
            why = "the device has not told the answer of the agency on the line, and anything sent would end that call"
            end = Outcome.REFUSED, why
        else:
            return False
        self._ended.append(attempt)
        turn.put(AttemptEnded(turn.at, attempt, end[0], cause=end[1]))
        return True

    def _waits(self, call: Call, *purposes: Purpose) -> bool:
        """True while a command of these purposes waits for its turn, of this call."""
        return any(each.attempt == call.number and each.purpose in purposes for each in self._commands.waiting)

    def _certainty(self) -> str:
        certainty = self._profile.caps.answer_seen
        return "deduced" if certainty == "none" else certainty

    def _is_known(self, attempt: int) -> bool:
        running = self._call is not None and self._call.number == attempt
        return running or attempt in self._answered or attempt in self._ended


def heard(call: Call) -> str:
    """Return what the device said that nobody knows."""
    return short(" / ".join(call.heard))


def not_done(done: Done) -> str:
    """Say why a command came to nothing."""
    return "the device did not answer" if done.meaning is None else f"the device answered {answer(done)}"

"""The commands under way to a telephone device: one at a time, each with its answer or its limit.

A `Task` is a few steps for one purpose. `Commands` sends a step, waits for what must come back, sends the next, and
says `Done`. It is told words and the time; it neither reads nor waits. Every task comes to an end: by an answer, by a
refusal, or by the limit of its step.

An answer that comes late must not be taken for that of the next command. So the next one waits for LATE_S after one
that got no answer, or got it only when sent again; and where the device repeats what it is sent, an answer counts only
after the command's own echo.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from drivers.phone_profile import Meaning, Profile, Step

LATE_S = 0.5
"""Seconds given to an answer that is late, so that it is not taken for the answer to the next command."""

MOST_TASKS = 50
"""Tasks waiting. Keys are pressed by one person, and a self-test has at most 60 steps, put in one after the other."""

MOST_LINES = 50
"""Lines of one answer that are kept; the longest list of a modem's abilities has some 20."""


class Purpose(StrEnum):
    """What a task is for."""

    TEST = "self-test"
    TRY = "time tried"  # steps of the self-test again, with another time
    FLASH = "flash"
    DIAL = "dial"
    ABORT = "abort"
    SYNC = "sync"  # after an abort: until the device answers again, what it says is of the call that is over
    BACK = "back"
    JOIN = "join"
    DROP = "drop"
    RELEASE = "release"
    HANG_UP = "hang up"
    IDLE = "idle"
    HOLD = "hold"
    RESUME = "resume"
    MUTE = "mute"
    UNMUTE = "unmute"


CALLS = (Purpose.FLASH, Purpose.DIAL)
"""Commands that make a call."""

OF_THE_LINE = frozenset({Meaning.CALLER_GONE, Meaning.TTY, Meaning.LINE_LOST, Meaning.LINE_BACK})
"""What may be told at any time and is part of no answer."""

_FINAL = frozenset(
    {
        Meaning.OK,
        Meaning.ERROR,
        Meaning.NO_DIAL_TONE,
        Meaning.BUSY,
        Meaning.REORDER,
        Meaning.NO_ANSWER,
        Meaning.REFUSED,
        Meaning.BAD_CODE,
        Meaning.ENDED,
    }
)
"""Results after which the device takes commands again."""

_ACCEPTED: Mapping[Purpose, frozenset[Meaning]] = {
    Purpose.ABORT: _FINAL,  # whichever comes, the call is over
    Purpose.RELEASE: frozenset({Meaning.OK, Meaning.ENDED}),
    Purpose.HANG_UP: frozenset({Meaning.OK, Meaning.ENDED}),
    Purpose.IDLE: frozenset({Meaning.OK, Meaning.ENDED}),
}
_REFUSED: Mapping[Purpose, frozenset[Meaning]] = {Purpose.FLASH: _FINAL - {Meaning.OK}, Purpose.ABORT: frozenset()}
_USUAL_ACCEPTED = frozenset({Meaning.OK})
_USUAL_REFUSED = frozenset({Meaning.ERROR})


@dataclass(frozen=True, slots=True)
class Task:
    """Steps for one purpose, each with the digits that go with it.

    `attempt` is the conference attempt it serves, 0 for none; `number` counts the steps of a self-test. A step that
    gets no answer is sent `tries` times in all: what dials or flashes only once. `pause` is in seconds, before each.
    `again`: the whole task was sent before, and an answer to that may still come.
    """

    purpose: Purpose
    steps: tuple[tuple[Step, str], ...]
    attempt: int = 0
    tries: int = 1
    number: int = 0
    pause: float = 0.0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """A task is over. `meaning` is the word that ended it, None where none came in time; `lines` came before it.

    `echoed`: the device repeated what it was sent; `mistaken`: it repeated other digits than it was told.
    """

    task: Task
    ok: bool
    meaning: Meaning | None = None
    raw: str = ""
    lines: tuple[str, ...] = ()
    echoed: bool = field(default=False, compare=False)
    mistaken: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Sent:
    """Text that leaves for the device, its end not yet put on."""

    text: str


class Commands:
    """Runs tasks one by one. While `occupied` (a modem dials: any character would end that) none is begun."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._tasks: deque[Task] = deque()
        self._task: Task | None = None
        self._step = 0
        self._tries_left = 0
        self._send_at: float | None = None
        self._until: float | None = None
        self._lines: list[str] = []
        self._echoed = False
        self._late_until = 0.0
        self.occupied = False
        self.last_sent = ""

    @property
    def task(self) -> Task | None:
        """The task under way."""
        return self._task

    @property
    def lacks_echo(self) -> bool:
        """True while the command under way was not repeated by a device that is to repeat it."""
        return self._task is not None and self._until is not None and self._lacks_echo(self._task)

    @property
    def waiting(self) -> tuple[Task, ...]:
        """The tasks not yet begun."""
        return tuple(self._tasks)

    def put(self, task: Task) -> bool:
        """Put a task last; False if too many wait."""
        if len(self._tasks) >= MOST_TASKS:
            return False
        self._tasks.append(task)
        return True

    def put_first(self, *tasks: Task) -> None:
        """Put tasks before all that wait, in their order."""
        self._tasks.extendleft(reversed(tasks))

    def put_before_calls(self, *tasks: Task) -> None:
        """Put tasks before the first that makes a call, in their order."""
        waiting = list(self._tasks)
        at = next((index for index, each in enumerate(waiting) if each.purpose in CALLS), len(waiting))
        self._tasks = deque([*waiting[:at], *tasks, *waiting[at:]])

    def has(self, *purposes: Purpose, attempt: int | None = None) -> bool:
        """True if a task of these purposes is under way or waits, of one attempt or any."""
        tasks = [*self._tasks, *([self._task] if self._task is not None else [])]
        return any(each.purpose in purposes and attempt in (None, each.attempt) for each in tasks)

    def cut(self) -> bool:
        """Dial and flash no further in the task under way; True if all of it has left."""
        task = self._task
        if task is None or task.purpose not in CALLS:
            return False
        sent = self._step + (self._until is not None)
        rest = [each for each in task.steps[sent:] if task.purpose is Purpose.DIAL and not each[0].send.dials]
        steps = (*task.steps[:sent], *rest)
        whole = sent == len(task.steps)
        if self._step < len(steps):
            self._task = replace(task, steps=steps)
        else:
            self.stop()
        return whole

    def drop_waiting(self, attempt: int | None = None) -> None:
        """Forget the tasks that have not begun, of one attempt or all; what ends a call or is measured stays."""
        ending = (Purpose.ABORT, Purpose.SYNC, Purpose.BACK, Purpose.TRY)
        kept = [each for each in self._tasks if each.purpose in ending or attempt not in (None, each.attempt)]
        self._tasks = deque(kept)

    def stop(self) -> None:
        """Forget the task under way, without a word."""
        self._task = self._send_at = self._until = None

    def use(self, profile: Profile) -> None:
        """Go on with other times, also in the calls that wait."""
        self._profile = profile
        self._tasks = deque(_retimed(each, profile) if each.purpose in CALLS else each for each in self._tasks)

    def drop_tries(self) -> None:
        """Forget what was still to be tried of another time."""
        self._tasks = deque(each for each in self._tasks if each.purpose is not Purpose.TRY)

    def clear(self) -> None:
        """Forget everything."""
        self.stop()
        self._tasks.clear()
        self._late_until = 0.0
        self.occupied = False
        self.last_sent = ""

    def due(self) -> float | None:
        """Return when `tick` is to be called, None if only a word is waited for or nothing is."""
        times = [each for each in (self._send_at, self._until) if each is not None]
        return min(times) if times else None

    def tick(self, now: float) -> list[Sent | Done]:
        """Begin what can begin, send what is due, end what took too long."""
        out: list[Sent | Done] = []
        while True:
            if self._task is None:
                if not self._tasks or (self.occupied and self._tasks[0].purpose is not Purpose.ABORT):
                    return out
                self._begin(self._tasks.popleft(), now)
            task = self._task
            if task is None:
                return out
            if not task.steps:
                out.append(self._finish(now, True))
            elif self._send_at is not None and self._send_at <= now:
                out += self._send(task, now)
            elif self._until is not None and self._until <= now:
                if self._tries_left > 0:
                    self._plan(now)
                else:
                    out.append(self._finish(now, False))
            else:
                return out
            if any(isinstance(each, Done) for each in out):
                return out  # what follows from it is decided before the next task begins

    def word(self, word: str, now: float) -> list[Sent | Done] | None:
        """Take a word; None if it has nothing to do with the task under way."""
        task = self._task
        if task is None or self._until is None:
            return [] if task is not None and now < self._late_until and self._is_late(word, task) else None
        step, digits = task.steps[self._step]
        if self._profile.checked and not self._echoed and self._is_echo(word, task):
            self._echoed = True
            if task.purpose is not Purpose.DIAL:
                return []
            self._until = now + step.limit
            return self._next("", now) if step.silent else []
        fits = any(reply.fit(word, digits) is not None for reply in step.replies)
        meaning = self._meaning(word, task.purpose)
        if self._lacks_echo(task) and (fits or meaning is not None):
            return []  # the answer to something else
        if fits:
            return self._next(word, now)
        if task.purpose is Purpose.DIAL and any(reply.mistakes(word, digits) for reply in step.replies):
            return [self._finish(now, False, None, word, mistaken=True)]
        if word == self.last_sent.strip():
            return []  # an echo
        if step.replies and meaning is Meaning.OK:
            meaning = None
        if meaning in _ACCEPTED.get(task.purpose, _USUAL_ACCEPTED):
            return self._next(word, now, meaning)
        if meaning in _REFUSED.get(task.purpose, _USUAL_REFUSED):
            return [self._finish(now, False, meaning, word)]
        if any(result.means in OF_THE_LINE for result, _ in self._profile.meanings(word)):
            return None
        if task.purpose not in (Purpose.TEST, Purpose.TRY, Purpose.SYNC):
            return None
        if len(self._lines) < MOST_LINES:
            self._lines.append(word)
        return []

    def _is_echo(self, word: str, task: Task) -> bool:
        sent = self.last_sent.strip()
        if task.purpose is Purpose.DIAL or not sent:
            return word == sent
        return word.endswith(sent)  # a line whose end was lost may stand before it

    def _lacks_echo(self, task: Task) -> bool:
        """True while an answer cannot be the command's own. The self-test finds out whether the device has an echo."""
        if not self._profile.checked or self._echoed or not self.last_sent.strip():
            return False
        # the first steps of a flash may be what turns the echo on again; its last one is what counts
        before_flash = task.purpose is Purpose.FLASH and self._step + 1 < len(task.steps)
        return task.purpose not in (Purpose.TEST, Purpose.ABORT) and not before_flash

    def _is_late(self, word: str, task: Task) -> bool:
        """True if a word that comes before the task is sent answers the one before."""
        found = {result.means for result, _ in self._profile.meanings(word)}
        late = _FINAL if task.purpose in CALLS else _USUAL_ACCEPTED | _USUAL_REFUSED
        return bool(found & late) or word == self.last_sent.strip()

    def _meaning(self, word: str, purpose: Purpose) -> Meaning | None:
        """Return what a word means to a command: a word may mean one thing here and another in a call."""
        wanted = _ACCEPTED.get(purpose, _USUAL_ACCEPTED) | _REFUSED.get(purpose, _USUAL_REFUSED)
        found = [result.means for result, _ in self._profile.meanings(word)]
        return next((each for each in found if each in wanted), None)

    def _begin(self, task: Task, now: float) -> None:
        self._task, self._step, self._lines = task, 0, []
        self._tries_left = task.tries
        self._plan(now)

    def _plan(self, now: float) -> None:
        self._until = None
        task = self._task
        if task is None:
            return
        late = (
            self._late_until if task.purpose is not Purpose.ABORT else 0.0
        )  # whatever it is answered, the call is over
        self._send_at = max(late, now + max(self._profile.times["settle"], task.pause))

    def _send(self, task: Task, now: float) -> list[Sent | Done]:
        step, digits = task.steps[self._step]
        self._send_at = None
        self._tries_left -= 1
        self._lines.clear()
        self.last_sent = step.send.write(digits)
        self._echoed = False
        sent = Sent(self.last_sent)
        echo_first = task.purpose is Purpose.DIAL and self._profile.checked
        if step.silent and not echo_first:
            return [sent, *self._next("", now)]
        self._until = now + (min(step.limit, self._profile.times["reply"]) if echo_first else step.limit)
        return [sent]

    def _next(self, raw: str, now: float, meaning: Meaning | None = Meaning.OK) -> list[Sent | Done]:
        task = self._task
        if task is None or self._step + 1 >= len(task.steps):
            return [self._finish(now, True, meaning, raw)]
        self._expect_late(now, task)
        self._step += 1
        self._tries_left = task.tries
        self._plan(now)
        return []

    def _expect_late(self, now: float, task: Task) -> None:
        """Give the answer to an earlier sending of this step time to pass."""
        if task.again or self._tries_left < task.tries - 1:
            self._late_until = now + LATE_S

    def _finish(
        self, now: float, ok: bool, meaning: Meaning | None = None, raw: str = "", mistaken: bool = False
    ) -> Done:
        task = self._task
        if task is None:
            raise RuntimeError("a command ended that was not under way")
        lines = tuple(self._lines)
        if task.purpose is Purpose.ABORT and ok:
            self._late_until = 0.0  # with the call, what began it is over too
        elif not ok and meaning is None:
            self._late_until = now + LATE_S
        elif task.steps:
            self._expect_late(now, task)
        self.stop()
        return Done(task, ok, meaning, raw, lines, self._echoed, mistaken)


def _retimed(task: Task, profile: Profile) -> Task:
    steps = [(replace(step, send=replace(step.send, values=profile.values)), digits) for step, digits in task.steps]
    return replace(task, steps=tuple(steps))

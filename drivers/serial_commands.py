"""The commands under way to a telephone device: one at a time, each with its answer or its limit.

A `Task` is a few steps for one purpose. `Commands` sends a step, waits for what must come back, sends the next, and
says `Done`. It is told words and the time; it neither reads nor waits. Every task comes to an end: by an answer, by a
refusal, or by the limit of its step.
"""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from drivers.phone_profile import Meaning, Profile, Step

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
    """

    purpose: Purpose
    steps: tuple[tuple[Step, str], ...]
    attempt: int = 0
    tries: int = 1
    number: int = 0
    pause: float = 0.0


@dataclass(frozen=True, slots=True)
class Done:
    """A task is over. `meaning` is the word that ended it, None where none came in time; `lines` came before it."""

    task: Task
    ok: bool
    meaning: Meaning | None = None
    raw: str = ""
    lines: tuple[str, ...] = ()


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
        self.occupied = False
        self.last_sent = ""

    @property
    def task(self) -> Task | None:
        """The task under way."""
        return self._task

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

    def drop_waiting(self, attempt: int | None = None) -> None:
        """Forget the tasks that have not begun, of one attempt or all; what ends a call or is measured stays."""
        ending = (Purpose.ABORT, Purpose.SYNC, Purpose.BACK, Purpose.TRY)
        kept = [each for each in self._tasks if each.purpose in ending or attempt not in (None, each.attempt)]
        self._tasks = deque(kept)

    def stop(self) -> None:
        """Forget the task under way, without a word."""
        self._task = self._send_at = self._until = None

    def use(self, profile: Profile) -> None:
        """Go on with other times."""
        self._profile = profile

    def drop_tries(self) -> None:
        """Forget what was still to be tried of another time."""
        self._tasks = deque(each for each in self._tasks if each.purpose is not Purpose.TRY)

    def clear(self) -> None:
        """Forget everything."""
        self.stop()
        self._tasks.clear()
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
                out.append(self._finish(True))
            elif self._send_at is not None and self._send_at <= now:
                out += self._send(task, now)
            elif self._until is not None and self._until <= now:
                if self._tries_left > 0:
                    self._plan(now)
                else:
                    out.append(self._finish(False))
            else:
                return out
            if any(isinstance(each, Done) for each in out):
                return out  # what follows from it is decided before the next task begins

    def word(self, word: str, now: float) -> list[Sent | Done] | None:
        """Take a word; None if it has nothing to do with the task under way."""
        task = self._task
        if task is None or self._until is None:
            return None
        step, digits = task.steps[self._step]
        if any(reply.fit(word, digits) is not None for reply in step.replies):
            return self._next(word, now)
        if word == self.last_sent.strip():
            return []  # an echo
        meaning = self._meaning(word, task.purpose)
        if step.replies and meaning is Meaning.OK:
            meaning = None
        if meaning in _ACCEPTED.get(task.purpose, _USUAL_ACCEPTED):
            return self._next(word, now, meaning)
        if meaning in _REFUSED.get(task.purpose, _USUAL_REFUSED):
            return [self._finish(False, meaning, word)]
        if task.purpose not in (Purpose.TEST, Purpose.TRY, Purpose.SYNC):
            return None
        if len(self._lines) < MOST_LINES:
            self._lines.append(word)
        return []

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
        pause = self._task.pause if self._task is not None else 0.0
        self._send_at = now + max(self._profile.times["settle"], pause)

    def _send(self, task: Task, now: float) -> list[Sent | Done]:
        step, digits = task.steps[self._step]
        self._send_at = None
        self._tries_left -= 1
        self._lines.clear()
        self.last_sent = step.send.write(digits)
        sent = Sent(self.last_sent)
        if step.silent:
            return [sent, *self._next("", now)]
        self._until = now + step.limit
        return [sent]

    def _next(self, raw: str, now: float, meaning: Meaning | None = Meaning.OK) -> list[Sent | Done]:
        task = self._task
        if task is None or self._step + 1 >= len(task.steps):
            return [self._finish(True, meaning, raw)]
        self._step += 1
        self._tries_left = task.tries
        self._plan(now)
        return []

    def _finish(self, ok: bool, meaning: Meaning | None = None, raw: str = "") -> Done:
        task = self._task
        if task is None:
            raise RuntimeError("a command ended that was not under way")
        lines = tuple(self._lines)
        self.stop()
        return Done(task, ok, meaning, raw, lines)

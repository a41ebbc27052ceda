"""Another value for one of a device's times, tried without being kept: set, read back, and taken back if it is refused.

Used for commissioning: how long a flash the line takes is not known before it was tried (telephone.md, last paragraph).
"""

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import TableError
from app.ports import TimeTried
from drivers.phone_profile import Profile, SelfTest, retimed
from drivers.self_test import fault
from drivers.serial_commands import Commands, Done, Purpose, Task
from drivers.serial_turn import Turn
from drivers.serial_words import short

MOST_WANTED = 10
"""Times that may wait to be tried, or to be taken back; a device has fewer."""


@dataclass(slots=True)
class Trial:
    """A time that is tried: the profile `before` and with it, and the steps of the self-test to do again.

    `returns`: it is one that the device had before. `refused` is the trial it takes back: its seconds, and why.
    """

    what: str
    seconds: float
    before: Profile
    after: Profile
    tasks: tuple[Task, ...]
    left: int
    returns: bool = False
    refused: tuple[float, str] | None = None

    def take(self, done: Done) -> str | None:
        """Take the end of a step; return why the time is not taken, "" if it is, None while steps are left."""
        self.left -= 1
        if wrong := fault(self.after.tests[done.task.number], done):
            return wrong
        return None if self.left else ""


def try_time(profile: Profile, what: str, seconds: float) -> Trial:
    """Begin a trial. Raises TableError for a time that is none of the device's, or that it may not have."""
    if what not in profile.caps.times:
        known = ", ".join(profile.caps.times) or "no time"
        raise TableError(f"{profile.source}: expected one of {known}, got {short(repr(what))}")
    after = retimed(profile, {**profile.times, what: seconds})
    tasks = tuple(
        Task(Purpose.TRY, ((test.step, ""),), number=number)
        for number, test in enumerate(after.tests)
        if _speaks_of(test, what)
    )
    return Trial(what, seconds, profile, after, tasks, len(tasks))


def _speaks_of(test: SelfTest, what: str) -> bool:
    texts = [test.step.send.text, *(each.text for each in test.step.replies)]
    if test.value is not None:
        texts.append(test.value.text)
    return any(f"{{{what}:" in text for text in texts)


class Trials:
    """The trials on one device, one after the other. `use` puts a profile in force.

    A time that is refused is set back and read back before anything is flashed; where that fails too, nobody knows how
    long the device flashes, and it must be tested anew.
    """

    def __init__(self, own: Profile, commands: Commands, use: Callable[[Profile], None]) -> None:
        self._own = own
        self._profile = own
        self._commands = commands
        self._use = use
        self._trial: Trial | None = None
        self._wanted: list[tuple[str, float]] = []
        self._unsure: set[str] = set()  # times of which it is not known what the device has

    def take(self, what: str, seconds: float, hindrance: str, turn: Turn) -> None:
        """Try a time, or with 0 take back what was tried; `hindrance` says why the first cannot be done now."""
        if len(self._wanted) >= MOST_WANTED:
            hindrance = "too many times are tried at once"
        elif seconds == 0:
            hindrance = ""
        if hindrance:
            turn.put(TimeTried(turn.at, what, seconds, hindrance))
        elif (what, seconds) not in self._wanted:
            self._wanted.append((what, seconds))

    def go(self, device_is_free: bool, turn: Turn) -> None:
        """Begin what is wanted, once the device neither flashes nor dials."""
        while self._wanted and self._trial is None and device_is_free:
            what, seconds = self._wanted.pop(0)
            own = self._own.times.get(what, seconds)
            if seconds == 0 and own == self._profile.times.get(what) and what not in self._unsure:
                turn.put(TimeTried(turn.at, what, own))
            else:
                self._begin(what, seconds or own, seconds == 0, turn)

    def done(self, done: Done, turn: Turn) -> str:
        """Take the end of a step; return why the device must be tested anew, "" if it need not."""
        trial = self._trial
        if trial is None or (why := trial.take(done)) is None:
            return ""
        self._trial = None
        if not why:
            self._unsure.discard(trial.what)
            seconds, refused = trial.refused or (trial.seconds, "")
            turn.put(TimeTried(turn.at, trial.what, seconds, refused))
            return ""
        self._commands.drop_tries()
        if trial.returns:
            seconds, refused = trial.refused or (trial.seconds, why)
            turn.put(TimeTried(turn.at, trial.what, seconds, refused))
            return f"time of the device: {trial.what} could not be set back to {trial.seconds:g} s: {why}"
        self._unsure.add(trial.what)
        self._begin(trial.what, trial.before.times[trial.what], True, turn, (trial.seconds, why))
        return ""

    def interrupted(self, turn: Turn) -> None:
        """What was sent to the device is forgotten: the time goes back to its own once it can be told again."""
        trial, self._trial = self._trial, None
        if trial is not None:
            self._unsure.add(trial.what)
            self._wanted.insert(0, (trial.what, 0.0))
            if not trial.returns:
                turn.put(TimeTried(turn.at, trial.what, trial.seconds, "the line is lost"))

    def forget(self) -> None:
        """The device is tested anew when it is back, with its own times."""
        self._trial = None
        self._wanted.clear()
        self._unsure.clear()
        self._put(self._own)

    def answer(self, what: str, turn: Turn) -> None:
        """Tell of a device that is not there, and will have its own time when it is back."""
        turn.put(TimeTried(turn.at, what, self._own.times.get(what, 0.0)))

    def _begin(
        self, what: str, seconds: float, returns: bool, turn: Turn, refused: tuple[float, str] | None = None
    ) -> None:
        try:
            trial = try_time(self._profile, what, seconds)
        except TableError as error:
            turn.put(TimeTried(turn.at, what, seconds, str(error).splitlines()[0]))
            return
        trial.returns, trial.refused = returns, refused
        self._put(trial.after)
        if not trial.tasks:  # a time by which only the console waits
            turn.put(TimeTried(turn.at, what, seconds))
            return
        self._trial = trial
        self._commands.put_before_calls(*trial.tasks)

    def _put(self, profile: Profile) -> None:
        self._profile = profile
        self._use(profile)

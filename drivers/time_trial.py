"""Another value for one of a device's times, tried without being kept: set, read back, and taken back if it is refused.

Used for commissioning: how long a flash the line takes is not known before it was tried (telephone.md, last paragraph).
"""

from dataclasses import dataclass

from app.errors import TableError
from drivers.phone_profile import Profile, SelfTest, retimed
from drivers.self_test import fault
from drivers.serial_commands import Done, Purpose, Task
from drivers.serial_words import short


@dataclass(slots=True)
class Trial:
    """A time that is tried: the profile `before` and with it, and the steps of the self-test to do again."""

    what: str
    seconds: float
    before: Profile
    after: Profile
    tasks: tuple[Task, ...]
    left: int

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
    after = retimed(profile, {what: seconds})
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

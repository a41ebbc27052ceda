"""The heartbeats of a lesson's feed: the controller's sign of life, and how it fails. The feed sends them in time."""

from collections.abc import Sequence

from drivers.emulator.fault import FAULTS, Fault
from drivers.emulator.occurrence import Occurrence

MISSING, REPEATED = "heartbeat_missing", "heartbeat_repeated"


class LessonBeats:
    """What is sent every `every` seconds: `data`, but for `faults` at a rate and those that are put in.

    The same `seed` strikes the same heartbeats, counted from the beginning of the lesson.
    """

    def __init__(self, data: bytes, every: float, faults: Sequence[Fault], seed: str) -> None:
        self.every = every
        self._data = data
        self._struck = {
            name: Occurrence(FAULTS[name], [each for each in faults if each.name == name and not each.moments], seed)
            for name in (MISSING, REPEATED)
        }
        self._missing = 0

    def strike(self, name: str, amount: int) -> None:
        """Let so many heartbeats be missing, or the next one be sent so many times again."""
        self._struck[name].now(amount)

    def due(self) -> bytes:
        """Return what is sent at the next one, nothing where it is missing."""
        self._missing = self._missing or self._struck[MISSING].strikes(0, 0.0)
        if self._missing:
            self._missing -= 1
            return b""
        return self._data * (1 + self._struck[REPEATED].strikes(0, 0.0))

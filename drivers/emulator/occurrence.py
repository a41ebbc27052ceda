"""When a fault strikes: at a rate drawn from the seed, at chosen moments, or when somebody asks for it now."""

import random
from collections import deque
from collections.abc import Sequence

from drivers.emulator.fault import Fault, FaultKind, Moment
from drivers.emulator.line import Burst


class Occurrence:
    """When one kind of fault strikes on one link. `seed` is a text; the same one draws the same.

    `now` may be called from any thread; everything else is the emulation's.
    """

    def __init__(self, kind: FaultKind, faults: Sequence[Fault], seed: str) -> None:
        self.kind = kind
        self.random = random.Random(f"{seed}/{kind.name}")
        self._rates = [(each.chance, each.amount or kind.amount) for each in faults if each.chance]
        self._moments = [(moment, each.amount or kind.amount) for each in faults for moment in each.moments]
        self._asked: deque[int] = deque()

    def now(self, amount: int | None = None) -> None:
        """Strike at the next chance."""
        self._asked.append(amount or self.kind.amount)

    def strikes(self, number: int, at: float) -> int:
        """Return the amount with which the fault strikes at the call of this number, begun at `at`; 0 for not."""
        amount = self._chosen(number, at)
        for rate, each in self._rates:
            if self.random.random() < rate:
                amount = max(amount, each)
        return amount

    def struck_bytes(self, burst: Burst) -> list[int]:
        """Return the places of the bytes that are struck, in order; for a fault whose rate is of every byte."""
        size = len(burst.data)
        if not size:
            return []
        places: set[int] = set()
        amount = self._chosen(burst.number, burst.at)
        if amount:
            places.update(self.random.sample(range(size), min(amount, size)))
        for rate, _ in self._rates:
            draw = self.random.random
            places.update([place for place in range(size) if draw() < rate])
        return sorted(places)

    def _chosen(self, number: int, at: float) -> int:
        """Return the amount if a moment has come or somebody asked, and strike it off."""
        if not self._moments and not self._asked:
            return 0
        amount = 0
        left = []
        for moment, each in self._moments:
            if _has_come(moment, number, at):
                amount = max(amount, each)
            else:
                left.append((moment, each))
        self._moments = left
        while self._asked:
            amount = max(amount, self._asked.popleft())
        return amount


def _has_come(moment: Moment, number: int, at: float) -> bool:
    return number >= moment.call if moment.call else at >= moment.seconds

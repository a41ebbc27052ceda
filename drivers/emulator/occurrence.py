"""When a fault strikes: at a rate drawn from the seed, at chosen moments, or when somebody asks for it now."""

import random
import threading
from collections import deque
from collections.abc import Sequence
from typing import NamedTuple

from drivers.emulator.fault import Fault, FaultKind, Moment
from drivers.emulator.line import Burst


class Force(NamedTuple):
    """What is in force of one kind of fault: rates, moments to come, each with its amount; amounts asked for."""

    rates: tuple[tuple[float, int], ...] = ()
    moments: tuple[tuple[Moment, int], ...] = ()
    asked: tuple[int, ...] = ()

    def written(self, kind: FaultKind) -> tuple[str, ...]:
        """Return what is in force as it is written after `--fault`; what was asked for just now is not among it."""
        rates = [f"{kind.name}={_decimal(rate)}{_times(kind, amount)}" for rate, amount in self.rates]
        moments = [
            f"{kind.name}@{moment.call or f'{_decimal(moment.seconds)}s'}{_times(kind, amount)}"
            for moment, amount in self.moments
        ]
        return (*rates, *moments)


class Occurrence:
    """When one kind of fault strikes on one link. `seed` is a text; the same one draws the same.

    `now`, `at_rate`, `calm` and `force` may be called from any thread; everything else is the emulation's.
    """

    def __init__(self, kind: FaultKind, faults: Sequence[Fault], seed: str) -> None:
        self.kind = kind
        self.random = random.Random(f"{seed}/{kind.name}")
        self._rates = [(each.chance, each.amount or kind.amount) for each in faults if each.chance]
        self._moments = [(moment, each.amount or kind.amount) for each in faults for moment in each.moments]
        self._asked: deque[int] = deque()
        self._lock = threading.Lock()

    @property
    def force(self) -> Force:
        """What is in force now."""
        with self._lock:
            return Force(tuple(self._rates), tuple(self._moments), tuple(self._asked))

    def now(self, amount: int | None = None) -> None:
        """Strike at the next chance."""
        with self._lock:
            self._asked.append(amount or self.kind.amount)

    def at_rate(self, rate: float, amount: int | None = None) -> None:
        """From now on strike at this rate, in place of rates and moments before; 0 is never."""
        with self._lock:
            self._rates, self._moments = [(rate, amount or self.kind.amount)] if rate else [], []

    def calm(self) -> None:
        """Strike no more, until somebody asks for it again."""
        with self._lock:
            self._rates, self._moments = [], []
            self._asked.clear()

    def taken(self) -> int:
        """Return the amount that was asked for, and strike it off; 0 if nothing was."""
        with self._lock:
            amount = max(self._asked, default=0)
            self._asked.clear()
        return amount

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
        amount = self.taken()
        with self._lock:
            come = [each for each in self._moments if _has_come(each[0], number, at)]
            self._moments = [each for each in self._moments if each not in come]
        return max([amount, *(each for _, each in come)])


def _has_come(moment: Moment, number: int, at: float) -> bool:
    return number >= moment.call if moment.call else at >= moment.seconds


def _times(kind: FaultKind, amount: int) -> str:
    return f"x{amount}" if kind.measure and amount != kind.amount else ""


def _decimal(number: float) -> str:
    """Return a number as a fault is written with it: never with an exponent."""
    return f"{number:.9f}".rstrip("0").rstrip(".")

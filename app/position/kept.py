"""What is kept of a pure function: its last result, for as long as it is asked for with the same values.

Most events change little of a screen. What is costly to put into words is a function of frozen values (never of a call
or another part that changes) and is asked for through a `Kept`: its key is all that the result is made from, so nothing
has to be told that it is out of date.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Generic, TypeVar, TypeVarTuple

Values = TypeVarTuple("Values")
Result = TypeVar("Result")

MOST_KEPT = 256
_NOTHING = (object(),)  # equal to no values


class Kept(Generic[*Values, Result]):
    """`make` with its last result. What it is given is frozen, and `make` reads nothing else."""

    __slots__ = ("_make", "_of", "_result")

    def __init__(self, make: Callable[[*Values], Result]) -> None:
        self._make = make
        self._of: tuple[object, ...] = _NOTHING
        self._result: Result

    def __call__(self, *of: *Values) -> Result:
        """Return what `make` makes of these values."""
        if of != self._of:
            self._result = self._make(*of)
            self._of = of
        return self._result


class KeptMany(Generic[*Values, Result]):
    """`make` with its results for the last MOST_KEPT values it was asked for, all of which can be hashed."""

    __slots__ = ("_kept", "_make")

    def __init__(self, make: Callable[[*Values], Result]) -> None:
        self._make = make
        self._kept = lru_cache(MOST_KEPT)(make)

    def __call__(self, *of: *Values) -> Result:
        """Return what `make` makes of these values."""
        return self._kept(*of)

"""How often callers call.

    every:20            a caller every 20 seconds
    every:20-90         20 to 90 seconds after the one before
    hour:100            a hundred an hour, as chance has it (Poisson; Denver's call centre has about as many, N002)
    hour:2,1,1,...      24 numbers: so many in each hour of the day, from midnight on, as chance has it
    burst:10x60         ten callers one right behind the other, then 60 seconds of quiet
    day:12,8,...        24 numbers: exactly so many in each hour, somewhere in it; the first hour is played first

Instead of 24 numbers the name of a file may stand that holds them, where whoever reads the rate can read files. Times
are from the beginning of one call to the beginning of the next. The same seed gives the same pauses.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

HOURS = 24
HOUR_S = 3600.0

MOST_AN_HOUR = 100_000
"""More than any line carries: 28 records a second."""

LONGEST_S = 86_400.0
"""A day; who waits longer emulates nothing."""

MOST_AT_ONCE = 100_000
"""Callers of one burst."""

_SHOWN = 60  # characters of what was got that a message repeats
_FORMS = "every:20-90, hour:100, hour: or day: with 24 numbers, burst:10x60"


@dataclass(frozen=True, slots=True)
class Rate:
    """How often callers call. `text` is the rate as written; of the others those stand that its kind needs."""

    text: str
    kind: str
    least: float = 0.0
    most: float = 0.0
    hours: tuple[float, ...] = ()
    together: int = 0

    @property
    def words(self) -> str:
        """Return it for people."""
        match self.kind:
            case "every":
                span = f"{self.least:g}" if self.least == self.most else f"{self.least:g} to {self.most:g}"
                return f"a caller every {span} s"
            case "hour":
                if len(set(self.hours)) == 1:
                    return f"about {self.hours[0]:g} callers an hour, as chance has it"
                return f"about {sum(self.hours):g} callers a day by hour, as chance has it"
            case "burst":
                return f"{self.together} callers at once, then {self.least:g} s of quiet"
            case _:
                return f"a day of {sum(self.hours):g} callers by hour"

    def pauses(self, draw: random.Random, hour: float) -> Iterator[float]:
        """Yield the seconds from one call's beginning to the next's, for ever; the first from `hour` of the day."""
        match self.kind:
            case "every":
                while True:
                    yield draw.uniform(self.least, self.most)
            case "hour":
                yield from _chance(self.hours, draw, hour % HOURS)
            case "burst":
                while True:
                    yield self.least
                    yield from [0.0] * (self.together - 1)
            case _:
                yield from _counted(self.hours, draw)


def parse_rate(text: str, read: Callable[[str], str] | None = None) -> Rate:
    """Read a rate as written; `read` gives the text of a file of 24 numbers. Raises ValueError with a sentence."""
    kind, _, rest = text.strip().partition(":")
    rest = rest.strip()
    match kind:
        case "every":
            span = re.fullmatch(r"([0-9.]{1,12})(?:-([0-9.]{1,12}))?", rest)
            least = _number(span[1], LONGEST_S, text) if span else -1.0
            most = _number(span[2], LONGEST_S, text) if span and span[2] else least
            if not 0 <= least <= most:
                raise ValueError(f"expected seconds, or two of them, as in every:20-90, got {_short(text)}")
            return Rate(text.strip(), kind, least, most)
        case "burst":
            burst = re.fullmatch(r"([0-9]{1,9})x([0-9.]{1,12})", rest)
            if burst is None or not 1 <= int(burst[1]) <= MOST_AT_ONCE:
                raise ValueError(f"expected callers and seconds of quiet as in burst:10x60, got {_short(text)}")
            return Rate(text.strip(), kind, _number(burst[2], LONGEST_S, text), together=int(burst[1]))
        case "hour" | "day":
            return Rate(text.strip(), kind, hours=_hours(kind, rest, text, read))
    raise ValueError(f"expected a rate as in {_FORMS}, got {_short(text)}")


def _hours(kind: str, rest: str, text: str, read: Callable[[str], str] | None) -> tuple[float, ...]:
    if read is not None and rest and not re.fullmatch(r"[0-9., ]+", rest):
        rest = " ".join(line.partition("#")[0] for line in read(rest).splitlines())
    numbers = [_number(each, MOST_AN_HOUR, text) for each in re.split(r"[\s,;]+", rest.strip()) if each]
    if kind == "hour" and len(numbers) == 1:
        numbers *= HOURS
    if len(numbers) != HOURS:
        raise ValueError(
            f"expected {HOURS} numbers, one for each hour of the day, got {len(numbers)} in {_short(text)}"
        )
    if not any(numbers):
        raise ValueError(f"expected a caller in some hour, got none in {_short(text)}")
    if kind == "day" and any(each != int(each) for each in numbers):
        raise ValueError(f"expected whole numbers of callers, got {_short(text)}")
    return tuple(numbers)


def _chance(hours: Sequence[float], draw: random.Random, now: float) -> Iterator[float]:
    """Yield the pauses of a Poisson process whose rate changes from hour to hour; `now` in hours from midnight."""
    while True:
        left, waited = draw.expovariate(1.0), 0.0
        while True:
            rate = hours[int(now) % HOURS]
            room = int(now) + 1 - now
            if rate * room >= left:
                waited += left / rate
                now = (now + left / rate) % HOURS
                break
            left -= rate * room
            waited += room
            now = float((int(now) + 1) % HOURS)
        yield waited * HOUR_S


def _counted(hours: Sequence[float], draw: random.Random) -> Iterator[float]:
    """Yield the pauses between calls of which each hour has its number, day after day."""
    last, day = 0.0, 0
    while True:
        for hour, count in enumerate(hours):
            begins = (day * HOURS + hour) * HOUR_S
            for at in sorted(begins + draw.random() * HOUR_S for _ in range(int(count))):
                yield at - last
                last = at
        day += 1


def _number(text: str, most: float, whole: str) -> float:
    try:
        number = float(text) if re.fullmatch(r"[0-9]+(?:\.[0-9]+)?", text) else -1.0
    except ValueError:
        number = -1.0
    if not 0 <= number <= most:
        raise ValueError(f"expected numbers from 0 to {most:g}, got {_short(text)} in {_short(whole)}")
    return number


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")

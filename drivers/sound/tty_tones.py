"""The two tones of a TTY, measured every 2.5 ms: which of them stands, and whether it is a tone at all.

Each measure is of the last 10 ms, in which 1400 and 1800 Hz hide nothing of each other and a constant offset hides
nothing of either. It leans from +1 (mark) to -1 (space) whatever the level, and is 0 where the two tones do not hold
enough of the sound: in noise, speech and silence.
"""

import cmath
import math
from array import array
from collections import deque
from dataclasses import dataclass
from operator import mul

from drivers.sound.pcm import SAMPLE_BYTES, SampleStream, power_at_dbm0
from drivers.sound.tty_sender import MARK_HZ, SPACE_HZ

STEPS_PER_SECOND = 400
_STEPS_IN_WINDOW = 4

LEAST_DBM0 = -48.0
"""A TTY is at -10 to -40 dBm0 where it is heard; weaker is silence."""

LEAST_PURITY = 0.2
"""The share of the sound that the tones must hold to be one; noise of a telephone's band has 0.06, a TTY 10 dB above
it 0.9, one 2 % out of tune 0.6.
"""


@dataclass(frozen=True, slots=True)
class Step:
    """`lean`: +1 mark, -1 space, 0 neither; `purity`: the share of the sound that is in the two tones, 0 in silence."""

    lean: float
    purity: float


NOTHING = Step(0.0, 0.0)


class TtyTones:
    """Measures pcm that comes cut anywhere; less than one step of it is kept."""

    def __init__(self, rate: int = 8000) -> None:
        self._stream = SampleStream()
        self._buffer = array("h")
        self.length = max(1, round(rate / STEPS_PER_SECOND))
        """Samples of one step."""
        self._window = self.length * _STEPS_IN_WINDOW
        self._least = power_at_dbm0(LEAST_DBM0)
        turns = [math.tau * frequency / rate for frequency in (MARK_HZ, SPACE_HZ)]
        places = range(self.length)
        (self._mark_cos, self._mark_sin), (self._space_cos, self._space_sin) = (
            ([math.cos(turn * n) for n in places], [-math.sin(turn * n) for n in places]) for turn in turns
        )
        self._turns = [cmath.exp(-1j * turn * self.length) for turn in turns]  # from step to step
        self._mark_turn = self._space_turn = 1 + 0j
        self._past: deque[tuple[complex, complex, int, int]] = deque(
            [(0j, 0j, 0, 0)] * _STEPS_IN_WINDOW, maxlen=_STEPS_IN_WINDOW
        )

    @property
    def held(self) -> int:
        """How many bytes are kept for the next step."""
        return len(self._buffer) * SAMPLE_BYTES + self._stream.held

    def hear(self, pcm: bytes) -> list[Step]:
        """Take pcm and return the steps that are whole now."""
        buffer, length = self._buffer, self.length
        buffer.extend(self._stream.take(pcm))
        steps = []
        begin = 0
        while begin + length <= len(buffer):
            steps.append(self._step(buffer[begin : begin + length]))
            begin += length
        del buffer[:begin]
        return steps

    def _step(self, samples: "array[int]") -> Step:
        total = sum(samples)
        squares = sum(map(mul, samples, samples))
        if squares:
            mark = complex(sum(map(mul, samples, self._mark_cos)), sum(map(mul, samples, self._mark_sin)))
            space = complex(sum(map(mul, samples, self._space_cos)), sum(map(mul, samples, self._space_sin)))
            self._past.append((mark * self._mark_turn, space * self._space_turn, total, squares))
        else:
            self._past.append((0j, 0j, 0, 0))
        self._mark_turn *= self._turns[0]
        self._space_turn *= self._turns[1]
        (m0, s0, t0, q0), (m1, s1, t1, q1), (m2, s2, t2, q2), (m3, s3, t3, q3) = self._past
        window = self._window
        power = (q0 + q1 + q2 + q3) / window - ((t0 + t1 + t2 + t3) / window) ** 2
        if power < self._least:
            return NOTHING
        mark_level, space_level = abs(m0 + m1 + m2 + m3), abs(s0 + s1 + s2 + s3)
        purity = 2 * (mark_level * mark_level + space_level * space_level) / (window * window * power)
        if purity < LEAST_PURITY:
            return Step(0.0, purity)
        return Step((mark_level - space_level) / (mark_level + space_level), min(1.0, purity))

"""The ear for the call progress tones of North America (telephone.md 6).

    dial tone  350 + 440 Hz, steady
    ringback   440 + 480 Hz, 2 s on, 4 s off
    busy       480 + 620 Hz, 0.5 s on, 0.5 s off
    reorder    480 + 620 Hz, 0.25 s on, 0.25 s off

`CallProgressEar.hear` takes pcm cut anywhere and returns what was heard, dated in seconds of the sound it was given.
It listens in windows of 50 ms, every 25 ms. A window is a tone only where both its frequencies stand at a like level,
are in tune, and hold nearly all the sound there is: the first two rule out speech, the last a chord of music, and the
pitch (measured by how the phase turns from window to window) rules out neighbouring notes. A tone counts once it has
lasted. So a voice that talks over a tone hides it; the ear then says nothing rather than something false. It
cannot tell the same pair of pure tones from elsewhere: a steady F and A of two flutes is dial tone to it.
"""

import cmath
import math
from array import array
from collections import deque
from dataclasses import dataclass
from enum import Enum, auto
from operator import mul

from drivers.sound.pcm import SAMPLE_BYTES, SampleStream, power_at_dbm0

WINDOW_S = 0.05
"""50 ms tell 440 from 480 Hz; 100 ms misread the 0.25 s of reorder (telephone.md 6)."""

HOP_S = 0.025

LEAST_DBM0 = -46.0
"""Tones come at -10 to -40 dBm0; what is weaker is silence."""

TWIST_DB = 8.0
"""The most that the two frequencies of a tone may differ in level."""

PURITY = 0.8
"""The least share of a window's power that is in the two frequencies. Three equal notes have 0.67 in any two."""

LEAST_SHARE = 0.05
"""Of a window's power: the weaker frequency of a tone has twice as much, also where it is out of tune."""

DETUNED, DETUNED_HZ = 0.015, 4.5
"""How far a frequency may be off: the 1.5 % asked for, and what mu-law and noise make of it in one window."""

RING_S = 0.3
"""A ring has begun once its tone has stood so long."""

DIAL_TONE_S = 0.6
"""Dial tone stands once it has been heard so long; a stuttered one (0.1 s) not before its steady part."""

STEADY_DB = 3.0
"""The most that the level of dial tone may wander; an instrument's dies away or swells."""

GAP_S = 0.1
"""A shorter hole in a tone is a lost packet or a click; the shortest pause that means something is 0.25 s."""

SAME_RING_S = 1.5
"""A ringing tone that comes back sooner is the same ring; the true pause is 4 s."""

SILENCE_S = 4.6
"""Silence that is longer than the 4 s between rings: they have stopped."""

QUIETER_DB = 20.0
"""Sound so far below the rings is the line's own noise, and silence."""

BUSY_S = (0.36, 0.66)
REORDER_S = (0.17, 0.35)
"""Tone or pause of 0.5 s and 0.25 s, as windows of 50 ms may measure them."""


@dataclass(frozen=True, slots=True)
class RingHeard:
    """Ring `n` has begun, 1 being the first; `second` is when, in seconds of the sound heard."""

    n: int
    second: float


@dataclass(frozen=True, slots=True)
class DialToneHeard:
    """Dial tone stands, since `second`."""

    second: float


@dataclass(frozen=True, slots=True)
class BusyHeard:
    """A busy tone, since `second`."""

    second: float


@dataclass(frozen=True, slots=True)
class ReorderHeard:
    """A fast busy tone, since `second`: no circuit is free."""

    second: float


@dataclass(frozen=True, slots=True)
class SilenceHeard:
    """The rings have stopped, and nothing is heard since `second`: answered without a word, or given up."""

    second: float


ProgressHeard = RingHeard | DialToneHeard | BusyHeard | ReorderHeard | SilenceHeard


class Tone(Enum):
    """A pair of frequencies."""

    DIAL = auto()
    RING = auto()
    BUSY = auto()  # of busy and of reorder


_FREQUENCIES = (350.0, 440.0, 480.0, 620.0)
_IN_EVERY_TONE = (1, 2)  # one of 440 and 480 Hz is in each
_PAIRS = {Tone.DIAL: (0, 1), Tone.RING: (1, 2), Tone.BUSY: (2, 3)}  # by place in _FREQUENCIES


@dataclass(slots=True)
class _Run:
    """A tone that stands, or stood until `last`; windows are counted from the first of all."""

    tone: Tone
    first: int
    last: int
    weakest: float
    strongest: float
    told: bool = False


class CallProgressEar:
    """Hears the progress of one attempt; `reset` begins the next.

    The number of a ring goes on over whatever is between two rings, so that one lost on the line does not begin anew;
    dial tone, busy and reorder end the count.
    """

    def __init__(self, rate: int = 8000) -> None:
        self._stream = SampleStream()
        self._analysis = _Analysis(rate)
        self._buffer = array("h")
        self._windows = 0  # heard so far
        self.reset()

    def reset(self) -> None:
        """Forget what was heard; the seconds go on."""
        self._run: _Run | None = None
        self._lengths: deque[tuple[float, float]] = deque(maxlen=2)  # of the last on-and-off pairs of BUSY: when, on
        self._rings = 0
        self._ring_ended = -math.inf  # second; of the last ring
        self._ring_power = 0.0
        self._quiet_since: float | None = None  # second; None while something sounds, or no ring was heard
        self._silence_told = False
        self._busy_told: type[BusyHeard | ReorderHeard] | None = None
        self._busy_ended = -math.inf

    @property
    def held(self) -> int:
        """How many bytes are kept for the next window: less than one window and a sample."""
        return len(self._buffer) * SAMPLE_BYTES + self._stream.held

    def hear(self, pcm: bytes) -> list[ProgressHeard]:
        """Take pcm and return what became certain by it, in order."""
        heard: list[ProgressHeard] = []
        buffer = self._buffer
        buffer.extend(self._stream.take(pcm))
        length, hop = self._analysis.length, self._analysis.hop
        begin = 0
        while begin + length <= len(buffer):
            tone, power = self._analysis.look(buffer[begin : begin + length])
            self._step(tone, power, heard)
            self._windows += 1
            begin += hop
        del buffer[:begin]
        return heard

    def _second(self, window: int) -> float:
        """Return when a tone began whose first good window this is: the one before held half of it or less."""
        return max(0.0, window * self._analysis.hop / self._analysis.rate)

    def _step(self, tone: Tone | None, power: float, heard: list[ProgressHeard]) -> None:
        run, now = self._run, self._windows
        if run is not None and tone is run.tone:
            run.last = now
            run.weakest, run.strongest = min(run.weakest, power), max(run.strongest, power)
        elif run is not None and (tone is not None or self._second(now - run.last) > GAP_S):
            self._ended(run, heard)
            run = None
        if run is None and tone is not None:
            run = _Run(tone, now, now, power, power)
        self._run = run
        if run is not None:
            self._standing(run, heard)
        self._listen_for_silence(power, heard)

    def _standing(self, run: _Run, heard: list[ProgressHeard]) -> None:
        """Tell what a tone means as soon as it has stood long enough."""
        if run.tone is Tone.RING:
            self._ring_power = max(self._ring_power * 0.9, run.strongest)
        if run.told:
            if run.tone is Tone.RING:
                self._ring_ended = self._second(run.last + 1)
            return
        stood = self._second(run.last - run.first + 1)
        began = self._second(run.first)
        if run.tone is Tone.RING and stood >= RING_S:
            run.told = True
            if began - self._ring_ended >= SAME_RING_S:
                self._rings += 1
                self._silence_told = False
                heard.append(RingHeard(self._rings, round(began, 3)))
            self._ring_ended = self._second(run.last + 1)
            self._busy_told = None
        elif run.tone is Tone.DIAL and stood >= DIAL_TONE_S:
            if run.strongest > run.weakest * 10 ** (STEADY_DB / 10):  # look again from here
                run.first, run.weakest, run.strongest = run.last, run.strongest, run.strongest
                return
            run.told = True
            self._begin_count()
            heard.append(DialToneHeard(round(began, 3)))

    def _begin_count(self) -> None:
        self._rings = 0
        self._ring_ended = -math.inf
        self._quiet_since = None
        self._busy_told = None

    def _ended(self, run: _Run, heard: list[ProgressHeard]) -> None:
        """Read busy and reorder from the two last lengths of tone and the pause between them."""
        if run.tone is not Tone.BUSY:
            return
        began, lasted = self._second(run.first), self._second(run.last - run.first + 1)
        if began - self._busy_ended > 2 * BUSY_S[1]:
            self._busy_told = None
        lengths = self._lengths
        if lengths:
            earlier, on = lengths[-1]
            off = began - (earlier + on)
            for kind, (least, most) in ((BusyHeard, BUSY_S), (ReorderHeard, REORDER_S)):
                if all(least <= each <= most for each in (on, off, lasted)) and self._busy_told is not kind:
                    self._begin_count()
                    self._busy_told = kind
                    heard.append(kind(round(earlier, 3)))
        lengths.append((began, lasted))
        self._busy_ended = began + lasted

    def _listen_for_silence(self, power: float, heard: list[ProgressHeard]) -> None:
        if not self._rings or self._silence_told:
            return
        now = self._second(self._windows)
        if power > max(self._analysis.least, self._ring_power * 10 ** (-QUIETER_DB / 10)):
            self._quiet_since = None
        elif self._quiet_since is None:
            self._quiet_since = now
        elif now - self._quiet_since >= SILENCE_S:
            self._silence_told = True
            heard.append(SilenceHeard(round(self._quiet_since, 3)))


class _Analysis:
    """What one window holds, with a Hann window whose nulls, 40 Hz apart, put 440 and 480 Hz out of each other."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self.hop = max(1, round(rate * HOP_S))
        self.length = length = 2 * self.hop
        self.least = power_at_dbm0(LEAST_DBM0)
        self._hann = [0.5 - 0.5 * math.cos(2 * math.pi * (n + 0.5) / length) for n in range(length)]
        hann = list(enumerate(self._hann))
        turns = [2 * math.pi * frequency / rate for frequency in _FREQUENCIES]
        self._waves = [
            ([w * math.cos(turn * n) for n, w in hann], [-w * math.sin(turn * n) for n, w in hann]) for turn in turns
        ]
        self._advance = [turn * self.hop for turn in turns]  # radians from window to window, in tune
        self._allowed = [2 * math.pi * (DETUNED * f + DETUNED_HZ) * HOP_S for f in _FREQUENCIES]
        self._sum = sum(self._hann)
        self._squares = [w * w for w in self._hann]
        self._sum_of_squares = sum(self._squares)
        self._cross = {
            tone: sum(w * complex(math.cos(angle * n), math.sin(angle * n)) for n, w in enumerate(self._squares))
            for tone, (low, high) in _PAIRS.items()
            for angle in (turns[low] - turns[high],)
        }
        self._before = [0j] * len(_FREQUENCIES)

    def look(self, window: "array[int]") -> tuple[Tone | None, float]:
        """Return the tone of a window, if it is one, and the mean square of the window's sound without any offset."""
        offset = sum(map(mul, window, self._hann)) / self._sum
        all_power = sum(map(mul, map(mul, window, window), self._squares))
        power = all_power / self._sum_of_squares - offset * offset
        before = self._before
        if power < self.least:
            self._before = [0j] * len(_FREQUENCIES)
            return None, max(power, 0.0)
        waves = [0j] * len(_FREQUENCIES)
        for place in _IN_EVERY_TONE:
            waves[place] = self._wave(window, place)
        if max(abs(waves[place]) ** 2 for place in _IN_EVERY_TONE) >= LEAST_SHARE * 2 * power:
            waves = [wave or self._wave(window, place) for place, wave in enumerate(waves)]
        self._before = waves
        powers = [abs(wave) ** 2 / 2 for wave in waves]
        for tone, (low, high) in _PAIRS.items():
            weak, strong = sorted((powers[low], powers[high]))
            if weak + strong < 0.5 * power or weak * 10 ** (TWIST_DB / 10) < strong:
                continue
            gain_low, gain_high = self._gain(low, before[low], waves[low]), self._gain(high, before[high], waves[high])
            if not gain_low or not gain_high:
                continue
            a, b = waves[low] / gain_low, waves[high] / gain_high
            both = (abs(a) ** 2 + abs(b) ** 2) / 2 + (a * b.conjugate() * self._cross[tone]).real / self._sum_of_squares
            if both >= PURITY * power:
                return tone, power
        return None, power

    def _wave(self, window: "array[int]", place: int) -> complex:
        """Return the amplitude and phase of one frequency in a window."""
        cosines, sines = self._waves[place]
        return complex(sum(map(mul, window, cosines)), sum(map(mul, window, sines))) * (2 / self._sum)

    def _gain(self, place: int, before: complex, now: complex) -> float:
        """Return how much of a frequency its wave shows, by how far it is out of tune; 0 where it is too far."""
        if not before:
            return 0.0
        turned = math.remainder(cmath.phase(now) - cmath.phase(before) - self._advance[place], 2 * math.pi)
        if abs(turned) > self._allowed[place]:
            return 0.0
        bins = abs(turned) / (2 * math.pi * HOP_S) * WINDOW_S
        if bins < 1e-6:
            return 1.0
        return math.sin(math.pi * bins) / (math.pi * bins) / (1 - bins * bins)

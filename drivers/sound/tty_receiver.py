"""Reads a TTY: sound to letters, each in both shifts (telephone.md 7).

The tones are measured every 2.5 ms (tty_tones). A letter is looked for as a whole: a start bit of space after mark or
silence, five bits that each lean clearly, a stop bit of mark. Of the places where such a one stands, the best is taken,
so neither a carrier that was off, nor a clock that is off by 6 %, nor noise at the edges moves the bits. So one
receiver, with a clock between the two, reads machines of 45.45 and of 50 baud.

A TTY is on the line (`TtyDetected`) with the first letter that is a TTY's tone from start to stop, which takes 150 ms;
speech, keys, rings and modems have none. What has the tone of a letter but cannot be read is LOST, and is shown: a
digit that is missing from a callback number must not go unseen.
"""

from dataclasses import dataclass
from itertools import accumulate

from drivers.sound.baudot import BaudotDecoder
from drivers.sound.tty_tones import NOTHING, Step, TtyTones

LOST = "_"
"""Stands for a letter that was there and could not be read; no TTY can send it."""

BETWEEN_BAUD = 47.2
"""4 % quicker than 45.45 baud, which nearly all machines here run at, and 6 % slower than 50 (Q20)."""

CLEAR = 0.3
"""The least lean of each bit, over its middle. A TTY that is 2 % out of tune leans 0.8."""

CLEAR_AT_FIRST = 0.6
"""The same of the letter that says "a TTY", and of one after a long pause."""

FORGOTTEN_S = 5.0
"""After so long without a letter the next must again be as clear as the first: someone may be speaking."""

_BITS = 5
_STOP = _BITS + 1  # place of the stop bit, the start bit being 0
_MIDDLE = (0.2, 0.8)  # of a bit: where it is read
_WHOLE = (0.05, 0.95)  # where the best place is judged, edges included
_BEFORE = (-0.7, -0.2)
_BEFORE_WHOLE = (-0.95, -0.05)
_SEARCH = 0.6  # bits that the best place may be after the first that will do
_EARLIER = 3  # steps that it may be before that: a start is seen once it leans clearly, which is late
_PRESENT = 0.7  # the least share of its steps that a LOST letter has a tone in
_STEADY = 0.9  # leaning so far to space from start to stop is a beep of 1800 Hz, and no letter
_NEXT = 6.5  # bits from a letter's start to where the next is looked for: within its stop bit
_LOOK_AHEAD = _STOP + 1 + _SEARCH
_KEPT = 2.0  # bits kept before the place that is looked at: a start that was seen, and what was before it


@dataclass(frozen=True, slots=True)
class TtyDetected:
    """A TTY is on the line, since `second` of the sound heard."""

    second: float


@dataclass(frozen=True, slots=True)
class TtyLetter:
    """A letter whose start bit came at `second`: `text` keeps the shift, `alternate` is the other reading.

    Both are one character, LOST where it could not be read.
    """

    text: str
    alternate: str
    second: float


TtyHeard = TtyDetected | TtyLetter


class TtyReceiver:
    """Reads the letters of one far end. Sound is taken cut anywhere; about 0.3 s of measures are kept.

    A letter is told 0.17 s after its start, before the next one begins.
    """

    def __init__(self, rate: int = 8000, baud: float = BETWEEN_BAUD, *, unshift_on_space: bool = False) -> None:
        self._tones = TtyTones(rate)
        self._decoder = BaudotDecoder(unshift_on_space=unshift_on_space)
        self._step_s = self._tones.length / rate
        self._bit = bit = rate / baud / self._tones.length  # steps
        self._middles = [_Stretch((n + _MIDDLE[0]) * bit, (n + _MIDDLE[1]) * bit) for n in range(_STOP + 1)]
        self._wholes = [_Stretch((n + _WHOLE[0]) * bit, (n + _WHOLE[1]) * bit) for n in range(_STOP + 1)]
        self._before = _Stretch(_BEFORE[0] * bit, _BEFORE[1] * bit)
        self._before_whole = _Stretch(_BEFORE_WHOLE[0] * bit, _BEFORE_WHOLE[1] * bit)
        self._steady = _Stretch(_MIDDLE[0] * bit, (_STOP + _MIDDLE[1]) * bit)
        self._letter_steps = round((_STOP + 0.9) * bit)
        self._look_ahead = round(_LOOK_AHEAD * bit) + 2
        self._kept = round(_KEPT * bit) + _EARLIER
        self._steps: list[Step] = [NOTHING] * self._kept
        self._first = -self._kept  # number of _steps[0]; 0 is the first of the sound
        self._at = self._kept  # place in _steps that is looked at next
        self._started: int | None = None  # place of a letter that no place after it made readable so far
        self._last_letter: int | None = None  # step
        self._detected = False

    @property
    def held(self) -> int:
        """How many bytes and measures are kept."""
        return self._tones.held + len(self._steps)

    @property
    def detected(self) -> bool:
        """Whether a TTY was heard."""
        return self._detected

    def hear(self, pcm: bytes) -> list[TtyHeard]:
        """Take pcm and return what was read by it, in order."""
        heard: list[TtyHeard] = []
        new = self._tones.hear(pcm)
        for begin in range(0, len(new), self._look_ahead):  # in parts, so that a long pcm is no slower than a short one
            self._steps += new[begin : begin + self._look_ahead]
            self._read(heard)
            forgotten = self._at - self._kept
            del self._steps[:forgotten]
            self._first += forgotten
            if self._started is not None:
                self._started -= forgotten
            self._at = self._kept
        return heard

    def _read(self, heard: list[TtyHeard]) -> None:
        steps = self._steps
        if len(steps) - self._at <= self._look_ahead:
            return
        sums = list(accumulate((step.lean for step in steps), initial=0.0))
        while len(steps) - self._at > self._look_ahead:
            if steps[self._at].lean > -CLEAR and self._started is None:
                self._at += 1
                continue
            place, code = self._best(sums)
            if place is not None:
                self._tell(place, code, heard)
                self._at = place + int(_NEXT * self._bit)
                self._started = None
            elif self._started is not None and self._at - self._started >= _SEARCH * self._bit:
                self._tell(self._started, None, heard)
                self._at = self._started + int(_NEXT * self._bit)
                self._started = None
            else:
                if self._started is None and self._starts(sums):
                    self._started = self._at
                self._at += 1

    def _best(self, sums: list[float]) -> tuple[int | None, int | None]:
        """Return the best place for a letter from here on, and its code; None where none will do."""
        best, best_place, best_code = 0.0, None, None
        least = CLEAR if self._recent() else CLEAR_AT_FIRST
        for place in range(self._at - _EARLIER, self._at + max(1, round(_SEARCH * self._bit))):
            code = self._code(sums, place, least)
            if code is None:
                continue
            wholes = [each.mean(sums, place) for each in self._wholes]
            score = self._before_whole.mean(sums, place) - wholes[0] + sum(map(abs, wholes[1:-1])) + wholes[-1]
            if score > best:
                best, best_place, best_code = score, place, code
        return best_place, best_code

    def _code(self, sums: list[float], place: int, least: float) -> int | None:
        """Read the five bits of a letter that starts here; None where it is none."""
        if self._middles[0].mean(sums, place) > -least or self._middles[_STOP].mean(sums, place) < least:
            return None
        if self._before.mean(sums, place) < -CLEAR:
            return None
        bits = [each.mean(sums, place) for each in self._middles[1:_STOP]]
        if min(map(abs, bits)) < least:
            return None
        return sum(1 << place for place, bit in enumerate(bits) if bit > 0)

    def _starts(self, sums: list[float]) -> bool:
        """Tell whether something starts here that is a letter, whether or not its bits can be read."""
        if not self._recent() or self._middles[0].mean(sums, self._at) > -CLEAR_AT_FIRST:
            return False
        if self._before.mean(sums, self._at) < -CLEAR or self._steady.mean(sums, self._at) < -_STEADY:
            return False
        letter = self._steps[self._at : self._at + self._letter_steps]
        return sum(step.lean != 0.0 for step in letter) >= _PRESENT * len(letter)

    def _recent(self) -> bool:
        """Whether a letter was read not long ago."""
        if self._last_letter is None:
            return False
        return (self._first + self._at - self._last_letter) * self._step_s < FORGOTTEN_S

    def _tell(self, place: int, code: int | None, heard: list[TtyHeard]) -> None:
        second = round(max(0.0, (self._first + place - 1) * self._step_s), 3)
        if not self._detected:
            self._detected = True
            heard.append(TtyDetected(second))
        if code is None:
            heard.append(TtyLetter(LOST, LOST, second))
            return
        self._last_letter = self._first + place
        text, alternate = self._decoder.decode(code)
        if text:
            heard.append(TtyLetter(text, alternate, second))


class _Stretch:
    """A stretch of steps from some place on, also of parts of a step; its mean is read from sums."""

    def __init__(self, begin: float, end: float) -> None:
        self._begin, self._end = begin, end
        self._first, self._last = int(begin // 1), int(end // 1)
        self._of_first, self._of_last = begin - self._first, end - self._last

    def mean(self, sums: list[float], place: int) -> float:
        """Return the mean of this stretch after `place`, where `sums` are of all before each step."""
        first, last = place + self._first, place + self._last
        low = sums[first] + self._of_first * (sums[first + 1] - sums[first])
        high = sums[last] + self._of_last * (sums[last + 1] - sums[last])
        return (high - low) / (self._end - self._begin)

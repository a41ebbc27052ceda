"""Sends TTY letters as sound (telephone.md 7, after ITU-T V.18 annex A).

A carrier of mark comes first, then each code as a start bit (space), five bits from the lowest up, and stop bits
(mark); after the last letter the carrier hangs on, so that the far end does not read the click of its end. The tone
never jumps: one phase runs through all. The carrier is off between texts.

    sender.queue(encoder.encode("911 GA").letters)
    while sender.busy:
        pcm, left = sender.take(160)      # 20 ms, and the letters whose last stop bit has ended within it
"""

import math
from array import array
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from drivers.sound.baudot import SentLetter

MARK_HZ, SPACE_HZ = 1400, 1800
BAUD = 1000 / 22
"""45.45: 22 ms a bit. Some machines run at 50 (Q20)."""

STOP_BITS = 2.0
"""1.5 is the least; 2 give the far end's clock the longer rest (minimodem and spandsp send 2)."""

LEAD_S = 0.15
"""Mark before the first letter (V.18 annex A, by telephone.md 7)."""

HANG_S = 0.3
"""Mark after the last letter; machines drop their carrier after about so long."""

LEVEL_DBM0 = -10.0

MOST_QUEUED = 2000
"""Letters that may wait: more than five minutes of sending."""

_BITS = 5


class _Carrier(Enum):
    OFF = auto()
    LEAD = auto()
    LETTERS = auto()
    HANGING = auto()
    STOPPING = auto()  # off once the code that is leaving has left


@dataclass(frozen=True, slots=True)
class _Tone:
    """A stretch of mark or space; `letter` has left when it ends."""

    frequency: int
    seconds: float
    letter: str = ""


class TtySender:
    """Makes the sound of letters, tick by tick, phase-continuous."""

    def __init__(
        self, rate: int = 8000, baud: float = BAUD, stop_bits: float = STOP_BITS, level_dbm0: float = LEVEL_DBM0
    ) -> None:
        self._rate = rate
        self._bit_s = 1 / baud
        self._stop_s = stop_bits / baud
        peak = 32768 * 10 ** ((level_dbm0 - 3.17) / 20)
        self._wave = [max(-32768, min(32767, round(peak * math.sin(math.tau * n / rate)))) for n in range(rate)]
        self._phase = 0  # place in _wave, which is one turn: at so many hertz each sample is so many places on
        self._letters: deque[SentLetter] = deque()
        self._letter: SentLetter | None = None  # of which `_codes` have not begun
        self._codes: deque[int] = deque()
        self._tones: deque[_Tone] = deque()  # that have not begun, of the code that is leaving
        self._tone: _Tone | None = None
        self._due = 0.0  # samples of `_tone` still to come, and the part of one that was rounded off
        self._carrier = _Carrier.OFF

    @property
    def busy(self) -> bool:
        """Whether sound is still to come, the hanging carrier included."""
        return self._tone is not None or bool(self._letters)

    @property
    def waiting(self) -> int:
        """How many letters have not begun to leave."""
        return len(self._letters)

    def queue(self, letters: Iterable[SentLetter]) -> list[SentLetter]:
        """Take letters to send after those that wait; return those that found no place (MOST_QUEUED may wait)."""
        turned_away = []
        for letter in letters:
            if len(self._letters) < MOST_QUEUED:
                self._letters.append(letter)
            else:
                turned_away.append(letter)
        if self._letters and self._carrier is _Carrier.HANGING:
            self._due = 0.0  # no need to hang on
        return turned_away

    def stop(self) -> list[SentLetter]:
        """Send no more than the code that is leaving now, and drop the carrier after it.

        Returns the letters that do not leave; one of which only the shift leaves is the first of them.
        """
        unsent = list(self._letters)
        if self._codes and self._letter is not None:
            unsent.insert(0, self._letter)
        self._letters.clear()
        self._codes.clear()
        if self._carrier is not _Carrier.LETTERS:
            self._tones.clear()
            self._tone, self._due = None, 0.0
            self._carrier = _Carrier.OFF
        else:
            self._carrier = _Carrier.STOPPING
        return unsent

    def take(self, samples: int) -> tuple[bytes, list[str]]:
        """Return so many samples and the letters that have left with them; silence when there is nothing to send."""
        sound = array("h")
        left: list[str] = []
        while len(sound) < samples and self._tone_stands(left):
            assert self._tone is not None
            count = min(samples - len(sound), int(self._due))
            wave, step, rate = self._wave, self._tone.frequency, self._rate
            places = range(self._phase, self._phase + count * step, step)
            sound.extend([wave[place % rate] for place in places])
            self._phase = (self._phase + count * step) % rate
            self._due -= count
        self._tone_stands(left)  # a letter that ends with this tick has left with it
        return sound.tobytes().ljust(2 * samples, b"\0"), left

    def _tone_stands(self, left: list[str]) -> bool:
        """Go on to the next tone where one has ended; False where there is none."""
        while self._due < 1.0:
            if self._tone is not None and self._tone.letter:
                left.append(self._tone.letter)
            self._tone = None
            if not self._tones and not self._more():
                return False
            self._tone = self._tones.popleft()
            self._due += self._tone.seconds * self._rate
        return True

    def _more(self) -> bool:
        """Make tones of what is sent next; False where the carrier goes off."""
        if not self._codes and self._letters:
            self._letter = self._letters.popleft()
            self._codes.extend(self._letter.codes)
        if self._codes:
            if self._carrier is _Carrier.OFF:
                self._tones.append(_Tone(MARK_HZ, LEAD_S))
                self._carrier = _Carrier.LEAD
            else:
                self._make_code(self._codes.popleft())
                self._carrier = _Carrier.LETTERS
        elif self._carrier is _Carrier.LETTERS:
            self._tones.append(_Tone(MARK_HZ, HANG_S))
            self._carrier = _Carrier.HANGING
        else:
            self._carrier = _Carrier.OFF
            self._due = 0.0
        return bool(self._tones)

    def _make_code(self, code: int) -> None:
        self._tones.append(_Tone(SPACE_HZ, self._bit_s))
        for bit in range(_BITS):
            self._tones.append(_Tone(MARK_HZ if code >> bit & 1 else SPACE_HZ, self._bit_s))
        letter = "" if self._codes or self._letter is None else self._letter.letter
        self._tones.append(_Tone(MARK_HZ, self._stop_s, letter))

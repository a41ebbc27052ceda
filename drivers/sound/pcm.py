"""Pcm bytes as samples, however they are cut, and the levels of a line."""

import math
from array import array
from operator import mul

SAMPLE_BYTES = 2
FULL_SCALE = 32768
TICK_S = 0.02
"""Seconds of one frame; what a line delivers and takes at a time (telephone.md 3.2)."""

SILENCE_DBFS = -127.0
"""The level of no sound at all; the lowest that RFC 6464 gives a number."""

_FULL_SINE_DBM0 = 3.17  # G.711: the greatest sine that mu-law can carry
_FULL_SINE_DBFS = 10 * math.log10(0.5)


def samples_of(pcm: bytes) -> "array[int]":
    """Return the whole samples of `pcm`; half a sample at the end is left out."""
    samples = array("h")
    samples.frombytes(pcm[: len(pcm) & ~1])
    return samples


def level_dbfs(pcm: bytes) -> float:
    """Return the level of `pcm` in dB: 0 is a square wave of full scale, a sine of full scale is -3.

    A constant offset is no sound and is not counted. Nothing at all, or a constant, is SILENCE_DBFS.
    """
    samples = samples_of(pcm)
    count = len(samples)
    if not count:
        return SILENCE_DBFS
    offset = sum(samples) / count
    power = sum(map(mul, samples, samples)) / count - offset * offset
    if power <= 0.0:
        return SILENCE_DBFS
    return max(SILENCE_DBFS, 10 * math.log10(power) - 20 * math.log10(FULL_SCALE))


def power_at_dbm0(dbm0: float) -> float:
    """Return the mean square of samples at a level in dBm0."""
    return FULL_SCALE**2 * 10 ** ((dbm0 - _FULL_SINE_DBM0 + _FULL_SINE_DBFS) / 10)


class SampleStream:
    """Makes samples of pcm that comes cut anywhere, also within a sample; at most one byte is kept."""

    def __init__(self) -> None:
        self._half = b""

    @property
    def held(self) -> int:
        """How many bytes wait for their other half: none or one."""
        return len(self._half)

    def take(self, pcm: bytes) -> "array[int]":
        """Return the samples that are whole now."""
        pcm = self._half + pcm
        whole = len(pcm) & ~1
        self._half = pcm[whole:]
        return samples_of(pcm[:whole])

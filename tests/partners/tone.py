"""How loud one frequency is in what a partner recorded: a single bin of a Fourier transform, in plain Python."""

import array
import math
import struct
import sys
from pathlib import Path

FULL_SCALE = 32768


def amplitude(samples: "array.array[int]", rate: int, hz: float) -> float:
    """Return the amplitude of `hz`, in steps of 16 bits: 0 for silence, FULL_SCALE at most; 0 when there is nothing."""
    if not samples:
        return 0.0
    turn = 2 * math.pi * hz / rate
    real = sum(sample * math.cos(turn * n) for n, sample in enumerate(samples))
    imaginary = sum(sample * math.sin(turn * n) for n, sample in enumerate(samples))
    return 2 * math.hypot(real, imaginary) / len(samples)


def read_wav(file: Path) -> tuple["array.array[int]", int]:
    """Return the samples and their rate of a WAV of one channel and 16 bits, also of one that is still being written.

    A file being written does not know its length yet, so all that follows the header is taken.
    """
    data = file.read_bytes()
    at = data.find(b"data", 12)
    samples = array.array("h")
    if data[:4] != b"RIFF" or at < 0:
        return samples, 8000
    layout = data.find(b"fmt ", 12)
    _format, channels, rate, _speed, _frame, bits = struct.unpack_from("<HHIIHH", data, layout + 8)
    assert (channels, bits) == (1, 16), f"{file.name} has {channels} channels of {bits} bits, expected 1 of 16"
    body = data[at + 8 :]
    samples.frombytes(body[: len(body) // 2 * 2])
    if sys.byteorder == "big":
        samples.byteswap()
    return samples, rate


def tone_in(file: Path, hz: float, from_s: float, to_s: float) -> float:
    """Return the amplitude of `hz` between two times of a recording, in seconds from its start."""
    samples, rate = read_wav(file)
    return amplitude(samples[int(from_s * rate) : int(to_s * rate)], rate, hz)


def length_of(file: Path) -> float:
    """Return how many seconds a recording holds by now."""
    samples, rate = read_wav(file)
    return len(samples) / rate

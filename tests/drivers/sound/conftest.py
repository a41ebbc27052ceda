"""Foreign makers of sound for these tests: sox, which knows nothing of the ear, and espeak-ng, which speaks."""

import random
import subprocess
from array import array
from collections.abc import Iterator
from math import sqrt

import pytest

RATE = 8000
LIMIT_S = 20.0

SPOKEN = (
    "Nine one one, do you need police, fire or ambulance? My name is Robert, I am calling from sixty five King Street. "
    "There is smoke in the hall, nobody answers, and I hear the phone ringing next door. Hurry! No, no, no. Aaaah."
)


def run(*command: str, given: bytes = b"") -> bytes:
    return subprocess.run(command, input=given, capture_output=True, check=True, timeout=LIMIT_S).stdout


def samples_in(pcm: bytes) -> "array[int]":
    samples = array("h")
    samples.frombytes(pcm)
    return samples


def added(*parts: bytes, gains: tuple[float, ...] = ()) -> bytes:
    """Add sounds up, as an amplifier would: what is too great is clipped. The first one's length is kept."""
    gains = gains or (1.0,) * len(parts)
    total = [0.0] * (len(parts[0]) // 2)
    for part, gain in zip(parts, gains, strict=True):
        for place, sample in enumerate(samples_in(part)[: len(total)]):
            total[place] += gain * sample
    return array("h", [round(max(-32768, min(32767, each))) for each in total]).tobytes()


def rms(pcm: bytes) -> float:
    samples = samples_in(pcm)
    return sqrt(sum(each * each for each in samples) / max(1, len(samples)))


class Sounds:
    """Makes, bends and cuts sound; every sound is 16-bit pcm of one channel at `rate`."""

    def __init__(self, rate: int = RATE) -> None:
        self.rate = rate
        self._raw = ("-t", "raw", "-e", "signed", "-b", "16", "-c", "1", "-r", str(rate))

    def in_chunks(self, pcm: bytes, most: int = 900, seed: int = 911) -> Iterator[bytes]:
        """Cut pcm anywhere, also within a sample."""
        sizes = random.Random(seed)
        at = 0
        while at < len(pcm):
            size = sizes.randint(1, most)
            yield pcm[at : at + size]
            at += size

    def seconds(self, pcm: bytes) -> float:
        return len(pcm) / 2 / self.rate

    def make(self, *effects: str) -> bytes:
        return run("sox", "-R", "-D", "-n", *self._raw, "-", *effects)

    def tones(
        self,
        frequencies: tuple[float, ...],
        on: float,
        off: float = 0.0,
        times: int = 1,
        *,
        each_dbm0: float = -16.0,
        wave: str = "sine",
    ) -> bytes:
        """Sound frequencies together, each at `each_dbm0`, for `on` seconds and then `off` of silence, `times` over."""
        peak_dbfs = each_dbm0 - 3.17  # a sine of full scale is +3.17 dBm0
        parts = [self.make("synth", str(on), wave, str(each), "gain", str(peak_dbfs)) for each in frequencies]
        return (added(*parts) + self.silence(off)) * times

    def silence(self, duration: float) -> bytes:
        return bytes(2 * round(duration * self.rate))

    def noise(self, duration: float) -> bytes:
        """White noise of a telephone's band."""
        return self.make("synth", str(duration), "whitenoise", "sinc", "300-3400", "gain", "-12")

    def added(self, *parts: bytes) -> bytes:
        return added(*parts)

    def in_noise(self, pcm: bytes, snr_db: float) -> bytes:
        """Add noise to pcm, so far below what sounds in it."""
        noise = self.noise(self.seconds(pcm))
        sounding = array("h", [each for each in samples_in(pcm) if each]).tobytes()
        return added(pcm, noise, gains=(1.0, rms(sounding) / rms(noise) * 10 ** (-snr_db / 20)))

    def bent(self, pcm: bytes, *effects: str) -> bytes:
        return run("sox", "-R", "-D", *self._raw, "-", *self._raw, "-", *effects, given=pcm)

    def over_mulaw(self, pcm: bytes) -> bytes:
        """Carry pcm as G.711 does, and back."""
        law = ("-t", "raw", "-e", "mu-law", "-b", "8", "-c", "1", "-r", str(self.rate))
        coded = run("sox", "-D", *self._raw, "-", *law, "-", given=pcm)
        return run("sox", "-D", *law, "-", *self._raw, "-", given=coded)

    def speech(self, voice: str, text: str = SPOKEN) -> bytes:
        """Let espeak-ng speak, over a telephone."""
        wav = run("espeak-ng", "--stdout", "-v", voice, text)
        pcm = run("sox", "-D", "-t", "wav", "-", *self._raw, "-", "sinc", "300-3400", "gain", "-n", "-6", given=wav)
        return self.over_mulaw(pcm)


@pytest.fixture
def sounds() -> Sounds:
    return Sounds()

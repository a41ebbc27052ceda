"""Foreign ends for these tests: sox makes tones, espeak-ng speaks, minimodem and spandsp are text telephones."""

import ctypes
import random
import subprocess
from array import array
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from math import sqrt
from operator import mul
from pathlib import Path
from typing import ClassVar

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
    first, *others = map(samples_in, parts)
    total = [gains[0] * each for each in first]
    for part, gain in zip(others, gains[1:], strict=True):
        beyond = [0] * (len(total) - len(part))
        total = [low + gain * each for low, each in zip(total, [*part, *beyond], strict=False)]
    try:
        return array("h", map(round, total)).tobytes()
    except OverflowError:
        return array("h", [round(max(-32768, min(32767, each))) for each in total]).tobytes()


def rms(pcm: bytes) -> float:
    samples = samples_in(pcm)
    return sqrt(sum(map(mul, samples, samples)) / max(1, len(samples)))


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


class Minimodem:
    """A text telephone that goes back to letters after a space, in what it sends and in what it reads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def _mode(self, baud: float, mark: float, space: float, stop_bits: float) -> tuple[str, ...]:
        return ("-q", "-5", "-M", str(mark), "-S", str(space), "--stopbits", str(stop_bits), str(baud))

    def write(
        self,
        text: str,
        *,
        rate: int = RATE,
        baud: float = 45.45,
        mark: float = 1400,
        space: float = 1800,
        stop_bits: float = 2.0,
    ) -> bytes:
        wav = str(self._folder / "written.wav")
        mode = self._mode(baud, mark, space, stop_bits)
        run("minimodem", "--tx", "-v", "0.3", "-R", str(rate), "-f", wav, *mode, given=text.encode())
        return run("sox", "-D", wav, "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", "-")

    def read(self, pcm: bytes, *, rate: int = RATE, baud: float = 45.45) -> str:
        wav = str(self._folder / "to_read.wav")
        run("sox", "-D", "-t", "raw", "-e", "signed", "-b", "16", "-c", "1", "-r", str(rate), "-", wav, given=pcm)
        return run("minimodem", "--rx", "-f", wav, *self._mode(baud, 1400, 1800, 1.5)).decode("ascii")


_PutMessage = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)
_Samples = ctypes.POINTER(ctypes.c_int16)


class Spandsp:
    """The V.18 text telephone of spandsp, which stays in its shift over a space; 8 kHz.

    Each text is sent by a new end: one that has run out of text breaks off a letter it had begun, and puts its rest
    before the next text.
    """

    MODES: ClassVar = {45.45: 1, 50.0: 2}
    TICK = 160

    def __init__(self, baud: float = 45.45) -> None:
        self._library = library = ctypes.CDLL("libspandsp.so.2")
        library.v18_init.restype = ctypes.c_void_p
        library.v18_init.argtypes = [ctypes.c_void_p, ctypes.c_bool, ctypes.c_int, _PutMessage, ctypes.c_void_p]
        library.v18_put.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]
        library.v18_tx.argtypes = library.v18_rx.argtypes = [ctypes.c_void_p, _Samples, ctypes.c_int]
        library.v18_free.argtypes = [ctypes.c_void_p]
        self._mode = self.MODES[baud]
        self._read = bytearray()
        self._put_message = _PutMessage(self._message)  # kept: the library calls it

    def _message(self, _user: int | None, message: int, length: int) -> None:
        self._read += ctypes.string_at(message, length)

    @contextmanager
    def _end(self) -> Iterator[int]:
        end = self._library.v18_init(None, True, self._mode, self._put_message, None)
        assert end
        yield end
        self._library.v18_free(end)

    def write(self, text: str) -> bytes:
        """Send text. Its queue has 128 bytes, so most of it is put there a little quicker than it leaves."""
        sound = b""
        buffer = (ctypes.c_int16 * self.TICK)()
        first, rest = text[:20].encode("ascii"), deque(text[20:])
        with self._end() as end:
            assert self._library.v18_put(end, first, len(first)) == len(first)
            for tick in count():
                if rest and tick % 8 == 0:  # a letter takes 8.8 ticks or more
                    assert self._library.v18_put(end, rest.popleft().encode("ascii"), 1) == 1
                if not (made := self._library.v18_tx(end, buffer, self.TICK)):
                    break
                sound += bytes(buffer)[: 2 * made]
        return sound

    def read(self, pcm: bytes) -> str:
        """Return what is read of pcm; silence follows it, at which spandsp tells what it has."""
        pcm += bytes(2 * RATE)
        with self._end() as end:
            for begin in range(0, len(pcm), 2 * self.TICK):
                samples = samples_in(pcm[begin : begin + 2 * self.TICK])
                self._library.v18_rx(end, (ctypes.c_int16 * len(samples))(*samples), len(samples))
        text, self._read = self._read.decode("ascii"), bytearray()
        return text


@pytest.fixture
def sounds() -> Sounds:
    return Sounds()


@pytest.fixture
def minimodem(tmp_path: Path) -> Minimodem:
    return Minimodem(tmp_path)


@pytest.fixture
def spandsp(request: pytest.FixtureRequest) -> Spandsp:
    """A far end of 45.45 baud; of another where a test is parametrised with it."""
    return Spandsp(getattr(request, "param", 45.45))

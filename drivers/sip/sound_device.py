"""The call-taker's microphone and earpiece: 8,000 samples a second, 16 bits, one channel, a frame every 20 ms.

alsa:NAME   a device of ALSA, through `arecord` and `aplay`, which are started again when they end
tone:HZ     a steady tone, as microphone: for commissioning, and to tell in a test who hears whom
file:PATH   a WAV file: played as microphone, then silence; written as earpiece
none        silence, and nobody listens

A device is asked for a frame, or given one, every 20 ms by the sound thread; none of it waits.
"""

import array
import math
import os
import re
import subprocess
import time
import wave
from contextlib import suppress
from pathlib import Path
from typing import Protocol

RATE = 8_000
FRAME_S = 0.020
FRAME = 160
"""Samples in 20 ms."""

FRAME_BYTES = 2 * FRAME

LATE_BYTES = 5 * FRAME_BYTES
"""So much of the microphone may wait (100 ms) before the oldest is dropped: late speech is worse than a click."""

PIPE_BYTES = 4_096
"""The pipe to the earpiece, a quarter of a second at most; the system's default would hold four seconds of speech."""

STALL_S = 2.0
"""A device that takes or gives nothing for so long is called gone."""

REAP_S = 1.0
"""A program that was killed is gone at once, but for one whose device hangs in the system: that is waited for so long
at the end of all, and never while a call goes on."""

RESTARTS_S = (1.0, 2.0, 5.0, 10.0)
"""Pauses between attempts to start a device again; the last one is repeated."""

LOUDNESS = 8_000
"""Amplitude of the tone: about -12 dB of full scale, as loud as speech."""

_SPEC = re.compile(r"none|alsa:[^\s\x00-\x1f]{1,100}|file:[^\x00-\x1f]{1,1000}|tone:[0-9]{2,4}")
_LONGEST_WORDS = 200
_PLACE = re.compile(r"^ALSA lib [^ ]*:\([^ )]*\) |^\w+: \w+:[0-9]+: ")


class Microphone(Protocol):
    """Gives the call-taker's voice."""

    def frame(self, now: float) -> bytes | None:
        """Return the next 20 ms, or None for silence."""

    def fault(self) -> str:
        """Return why it does not work, or ""."""

    def close(self) -> None:
        """Let it go."""


class Earpiece(Protocol):
    """Takes what the call-taker hears."""

    def play(self, frame: bytes, now: float) -> None:
        """Take 20 ms."""

    def fault(self) -> str:
        """Return why it does not work, or ""."""

    def close(self) -> None:
        """Let it go."""


def device_fault(spec: str, part: str) -> str:
    """Return what is wrong with the words for a device, or ""; `part` is "microphone" or "earpiece"."""
    kinds = "alsa:NAME, file:PATH or none" if part == "earpiece" else "alsa:NAME, tone:HZ, file:PATH or none"
    if not _SPEC.fullmatch(spec) or (part == "earpiece" and spec.startswith("tone:")):
        return f"{part}: expected {kinds}, got {spec[:60]!r}"
    return ""


def make_microphone(spec: str) -> Microphone:
    """Return the microphone of these words; nothing is opened before its first frame is asked for."""
    kind, _, what = spec.partition(":")
    if kind == "tone":
        return ToneMicrophone(int(what))
    if kind == "file":
        return FileMicrophone(Path(what))
    if kind == "alsa":
        return AlsaMicrophone(what)
    return Silence()


def make_earpiece(spec: str) -> Earpiece:
    """Return the earpiece of these words."""
    kind, _, what = spec.partition(":")
    if kind == "file":
        return FileEarpiece(Path(what))
    if kind == "alsa":
        return AlsaEarpiece(what)
    return Silence()


class Silence:
    """No device at all."""

    def frame(self, now: float) -> bytes | None:
        """Silence."""
        return None

    def play(self, frame: bytes, now: float) -> None:
        """Nobody hears it."""

    def fault(self) -> str:
        """Nothing can be wrong with it."""
        return ""

    def close(self) -> None:
        """There is nothing to let go."""


class ToneMicrophone(Silence):
    """A steady tone of so many hertz."""

    def __init__(self, hertz: int) -> None:
        self._step = 2 * math.pi * hertz / RATE
        self._sample = 0

    def frame(self, now: float) -> bytes | None:
        """Return the next 20 ms of the tone."""
        begin, self._sample = self._sample, (self._sample + FRAME) % RATE  # whole hertz: a second is a whole turn
        wave_ = (round(LOUDNESS * math.sin(self._step * n)) for n in range(begin, begin + FRAME))
        return array.array("h", wave_).tobytes()


class FileMicrophone(Silence):
    """A WAV file, played once from the first frame that is asked for."""

    def __init__(self, path: Path) -> None:
        self._fault = ""
        self._left = b""
        try:
            with wave.open(str(path), "rb") as file:
                if (file.getframerate(), file.getnchannels(), file.getsampwidth()) != (RATE, 1, 2):
                    raise wave.Error(f"expected {RATE} Hz, one channel, 16 bits")
                self._left = file.readframes(file.getnframes())
        except (OSError, EOFError, wave.Error) as error:
            self._fault = f"microphone file {path}: {error}"

    def frame(self, now: float) -> bytes | None:
        """Return the next 20 ms of the file; silence after its end."""
        frame, self._left = self._left[:FRAME_BYTES], self._left[FRAME_BYTES:]
        return frame.ljust(FRAME_BYTES, b"\0") if frame else None

    def fault(self) -> str:
        """Return why the file cannot be played."""
        return self._fault


class FileEarpiece(Silence):
    """A WAV file; it can be read at any time, for its head is kept true."""

    def __init__(self, path: Path) -> None:
        self._fault = ""
        self._file: wave.Wave_write | None = None
        try:
            self._bytes = path.open("wb", buffering=0)  # so that it can be read while it is written
            self._file = wave.open(self._bytes, "wb")  # noqa: SIM115  # closed by close()
            self._file.setframerate(RATE)
            self._file.setnchannels(1)
            self._file.setsampwidth(2)
        except OSError as error:
            self._fault = f"earpiece file {path}: {error}"

    def play(self, frame: bytes, now: float) -> None:
        """Write 20 ms."""
        if self._file is None:
            return
        try:
            self._file.writeframes(frame)
        except OSError as error:
            self._fault, self._file = f"earpiece file: {error}", None

    def fault(self) -> str:
        """Return why the file cannot be written."""
        return self._fault

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self._bytes.close()


def _without_places(text: str) -> str:
    """Return what a program of ALSA said, a part for each line, without the places in its source."""
    lines = (_PLACE.sub("", " ".join(line.split())) for line in text.splitlines())
    return "; ".join(filter(None, lines))


class _AlsaProgram:
    """`arecord` or `aplay`, started again when it ends; its last words are the fault."""

    name = ""
    part = ""

    def __init__(self, device: str) -> None:
        self._device = device
        self._program: subprocess.Popen[bytes] | None = None
        self._killed: list[subprocess.Popen[bytes]] = []  # a device that hangs holds its program even so
        self._fault = ""
        self._failures = 0
        self._start_at = 0.0
        self._moved_at = 0.0

    def fault(self) -> str:
        """Return why it does not work, or ""."""
        return self._fault

    def close(self) -> None:
        """End the program; up to REAP_S where its device hangs."""
        self.let_go()
        end = time.monotonic() + REAP_S
        for program in self._killed:
            with suppress(subprocess.TimeoutExpired):
                program.wait(max(0.0, end - time.monotonic()))
        self._killed.clear()

    def let_go(self) -> None:
        """End the program without waiting for it: the sound of every call goes through this thread."""
        self._killed = [each for each in self._killed if each.poll() is None]
        program, self._program = self._program, None
        if program is None:
            return
        program.kill()
        self._killed.append(program)
        for pipe in (program.stdin, program.stdout, program.stderr):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    pass  # it was gone with a frame still waiting

    def ready(self, now: float) -> subprocess.Popen[bytes] | None:
        """Return the running program, started again if it is time to."""
        self._killed = [each for each in self._killed if each.poll() is None]
        if self._program is not None and self._program.poll() is not None:
            words = self._program.stderr.read(_LONGEST_WORDS) if self._program.stderr else None
            said = _without_places((words or b"").decode(errors="replace"))
            self._fail(f"{self.name} ended: {said or f'code {self._program.returncode}'}", now)
        if self._program is not None and now - self._moved_at > STALL_S:
            self._fail(f"nothing moves for {STALL_S:.0f} s", now)
        if self._program is None and now >= self._start_at and not self._killed:
            self._start(now)
        return self._program

    def moved(self, now: float) -> None:
        """Sound went through: it works."""
        self._moved_at = now
        self._fault, self._failures = "", 0

    def _start(self, now: float) -> None:
        words = [self.name, "-q", "-D", self._device, "-t", "raw", "-f", "S16_LE", "-r", str(RATE), "-c", "1"]
        words += ["--buffer-time=80000", "--period-time=20000"]
        reads = self.name == "arecord"
        try:
            self._program = subprocess.Popen(
                words,
                stdin=subprocess.DEVNULL if reads else subprocess.PIPE,
                stdout=subprocess.PIPE if reads else subprocess.DEVNULL,
                stderr=subprocess.PIPE,
            )
        except FileNotFoundError:
            self._fail(f"{self.name} is not installed: sudo apt-get install alsa-utils", now)
            return
        except OSError as error:
            self._fail(f"{self.name}: {error}", now)
            return
        pipe = self._program.stdout if reads else self._program.stdin
        assert pipe is not None
        assert self._program.stderr is not None
        os.set_blocking(pipe.fileno(), False)
        os.set_blocking(self._program.stderr.fileno(), False)
        if not reads:
            import fcntl  # not on Windows, where there is no ALSA either

            fcntl.fcntl(pipe.fileno(), fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        self._moved_at = now

    def _fail(self, why: str, now: float) -> None:
        self.let_go()
        self._fault = f"{self.part} {self._device}: {why}"
        self._start_at = now + RESTARTS_S[min(self._failures, len(RESTARTS_S) - 1)]
        self._failures += 1


class AlsaMicrophone(_AlsaProgram):
    """A microphone of ALSA."""

    name = "arecord"
    part = "microphone"

    def __init__(self, device: str) -> None:
        super().__init__(device)
        self._held = b""

    def let_go(self) -> None:
        """End the program; what came from it is old by the time there is another."""
        super().let_go()
        self._held = b""

    def frame(self, now: float) -> bytes | None:
        """Return the next 20 ms, or None while there is none."""
        program = self.ready(now)
        if program is None or program.stdout is None:
            return None
        try:
            heard = os.read(program.stdout.fileno(), 2 * LATE_BYTES)
        except BlockingIOError:
            heard = b""
        if heard:
            self.moved(now)
            self._held += heard
            if len(self._held) > LATE_BYTES:
                self._held = self._held[-2 * FRAME_BYTES :]
        if len(self._held) < FRAME_BYTES:
            return None
        frame, self._held = self._held[:FRAME_BYTES], self._held[FRAME_BYTES:]
        return frame


class AlsaEarpiece(_AlsaProgram):
    """An earpiece of ALSA."""

    name = "aplay"
    part = "earpiece"

    def __init__(self, device: str) -> None:
        super().__init__(device)
        self._taken = 0

    def let_go(self) -> None:
        """End the program; another one has taken nothing yet."""
        super().let_go()
        self._taken = 0

    def play(self, frame: bytes, now: float) -> None:
        """Give it 20 ms; what does not fit is dropped, so that it never falls behind."""
        program = self.ready(now)
        if program is None or program.stdin is None:
            return
        try:
            self._taken += os.write(program.stdin.fileno(), frame)
        except (BlockingIOError, BrokenPipeError):
            return
        self._moved_at = now
        if self._taken > PIPE_BYTES:  # what the pipe alone holds says nothing of the device
            self.moved(now)

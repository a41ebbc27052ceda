"""The sound thread of the SIP process: every 20 ms each party is given the sum of the others (N-1).

It reads every call, the microphone, and writes every call and the earpiece; nothing in it waits for anybody but the
clock. A tick that comes late is not made up for when more than TOO_LATE_S are missing: what was said then is lost, and
nobody is late for the rest of the call.
"""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from drivers.sip.messages import Fact, Mix, SoundTold
from drivers.sip.sound_device import FRAME, FRAME_BYTES, FRAME_S, Earpiece, Microphone
from drivers.sound.mixer import mix

TOO_LATE_S = 0.2
"""After so much lost time the beat begins anew."""

CUSHION_FRAMES = 2
"""A call is heard once so many frames wait, and again after it ran dry: the network's unevenness is taken here."""

MOST_FRAMES = 16
"""More of a call than this (320 ms) never waits to be heard: a beat that is late by TOO_LATE_S catches up within it."""

HEAD_START = bytes(2 * FRAME_BYTES)
"""Silence sent before the first frame of a call: a tick that comes 40 ms late leaves no hole in speech or TTY tones."""

AHEAD_BYTES = 6 * FRAME_BYTES
"""More than this waits to be sent: our beat is quicker than the library's, and a frame is left out."""

CHECK_TICKS = 50
"""Once a second it is looked at how much waits to be sent."""

SILENT_FRAME = bytes(FRAME_BYTES)


class PcmStream(Protocol):
    """The sound of one call; both ways may raise when there is none now."""

    def read(self, max_bytes: int) -> bytes:
        """Return what came and was not read."""

    def write(self, pcm: bytes) -> int:
        """Take what is to be sent."""

    def waiting(self) -> int:
        """Return the bytes not sent yet."""


class NoSoundError(Exception):
    """The call has no sound at this moment: not answered yet, renegotiated, or over."""


@dataclass(slots=True)
class _Voice:
    """What is known of one call's sound."""

    stream: PcmStream
    held: bytearray = field(default_factory=bytearray)
    cushioned: bool = False
    sending: bool = False
    least: int = 0  # bytes that waited at least, at every tick since they were last looked at
    heard_at: float | None = None


Listener = Callable[[bytes], bytes | None]
"""Given 20 ms that came from a call; what it returns goes to that call instead of the voices, None for the voices."""


HANDSET = "handset"
"""The call-taker, among the parties; no call has that name."""


def given(wanted: Mix, parties: dict[str, bytes | None]) -> dict[str, bytes]:
    """Return what each party is given in this tick, as `wanted` says; a party that is None is silent."""
    muted = (HANDSET,) if wanted.mute else ()
    away = () if wanted.handset else (HANDSET,)
    voice = {HANDSET: parties.get(HANDSET)}
    joined = {call: parties.get(call) for call in wanted.joined}
    heard = {call: parties.get(call) for call in wanted.heard}
    together = mix(joined | heard | voice, FRAME, muted=muted, held=away)
    if wanted.apart:  # the switch joins them: each is given the call-taker's voice alone
        alone = mix(voice | {"": None}, FRAME, muted=muted, held=away)[""]
        return {HANDSET: together[HANDSET]} | dict.fromkeys(joined, alone) | dict.fromkeys(heard, SILENT_FRAME)
    if not heard:
        return together
    # who is not answered yet is heard by the call-taker alone, and hears nobody
    ours = mix(joined | voice, FRAME, muted=muted, held=away)
    return ours | {HANDSET: together[HANDSET]} | dict.fromkeys(heard, SILENT_FRAME)


class Sound:
    """The thread and its parties. Methods may be called from any thread; `tell` is called from the sound thread."""

    def __init__(self, microphone: Microphone, earpiece: Earpiece, tell: Callable[[Fact], None]) -> None:
        self._microphone = microphone
        self._earpiece = earpiece
        self._tell = tell
        self._lock = threading.Lock()
        self._voices: dict[str, _Voice] = {}
        self._mix = Mix(())
        self._listeners: dict[str, Listener] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="sip-sound", daemon=True)
        self._ticked_at = time.monotonic()
        self._ticks = 0
        self._told = ""

    def start(self) -> None:
        """Begin the beat."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread and let the devices go."""
        self._stop.set()
        if self._thread.ident is not None:
            self._thread.join()
        self._microphone.close()
        self._earpiece.close()

    def add(self, call: str, stream: PcmStream) -> None:
        """Take a call in."""
        with self._lock:
            self._voices[call] = _Voice(stream)

    def remove(self, call: str) -> None:
        """Leave a call out."""
        with self._lock:
            self._voices.pop(call, None)
            self._listeners.pop(call, None)

    def join(self, wanted: Mix) -> None:
        """Say who hears whom from now on."""
        with self._lock:
            self._mix = wanted

    def listen(self, call: str, listener: Listener | None) -> None:
        """Give every frame that comes from a call to `listener`, in the sound thread; no listener ends it."""
        with self._lock:
            if listener is None or call not in self._voices:
                self._listeners.pop(call, None)
            else:
                self._listeners[call] = listener

    def age(self) -> float:
        """Return the seconds since the last tick: more than a moment means that the thread hangs."""
        return time.monotonic() - self._ticked_at

    def quiet(self) -> dict[str, int]:
        """Return the ms since sound last came, by call; -1 where none came yet."""
        now = time.monotonic()
        with self._lock:
            return {
                call: -1 if voice.heard_at is None else round(1000 * (now - voice.heard_at))
                for call, voice in self._voices.items()
            }

    def _run(self) -> None:
        beat = time.monotonic()
        while not self._stop.is_set():
            beat += FRAME_S
            wait = beat - time.monotonic()
            if wait > 0:
                self._stop.wait(wait)
            elif wait < -TOO_LATE_S:
                beat = time.monotonic()
            self.tick(time.monotonic())

    def tick(self, now: float) -> None:
        """Move 20 ms of sound from everybody to everybody."""
        self._ticked_at = now
        self._ticks += 1
        with self._lock:
            voices, wanted, listeners = dict(self._voices), self._mix, dict(self._listeners)
        microphone = self._microphone.frame(now)
        parties: dict[str, bytes | None] = {call: _frame_of(voice, now) for call, voice in voices.items()}
        if self._ticks % CHECK_TICKS == 0:
            for voice in voices.values():
                _catch_up(voice)
        tones = {call: listener(parties.get(call) or SILENT_FRAME) for call, listener in listeners.items()}
        parties[HANDSET] = microphone
        for name, frame in given(wanted, parties).items():
            if name == HANDSET:
                self._earpiece.play(frame, now)
            elif name in voices:
                self._send(voices[name], tones.get(name) or frame)
        self._tell_faults()

    def _send(self, voice: _Voice, frame: bytes) -> None:
        try:
            if not voice.sending:
                voice.stream.write(HEAD_START)
                voice.sending = True
            if self._ticks % CHECK_TICKS == 0 and voice.stream.waiting() > AHEAD_BYTES:
                return
            voice.stream.write(frame)
        except NoSoundError:
            voice.sending = False

    def _tell_faults(self) -> None:
        fault = "; ".join(filter(None, (self._microphone.fault(), self._earpiece.fault())))
        if fault != self._told:
            self._told = fault
            self._tell(SoundTold(not fault, fault or "microphone and earpiece work"))


def _frame_of(voice: _Voice, now: float) -> bytes | None:
    """Return the next frame of a call, or None while none waits."""
    try:
        came = voice.stream.read(MOST_FRAMES * FRAME_BYTES)
    except NoSoundError:
        voice.held.clear()
        voice.cushioned = False
        return None
    if came:
        voice.heard_at = now
        voice.held += came
        if len(voice.held) > MOST_FRAMES * FRAME_BYTES:
            del voice.held[: len(voice.held) - CUSHION_FRAMES * FRAME_BYTES]
    if not voice.cushioned and len(voice.held) < CUSHION_FRAMES * FRAME_BYTES:
        return None
    voice.cushioned = len(voice.held) >= FRAME_BYTES
    if not voice.cushioned:
        return None
    frame = bytes(voice.held[:FRAME_BYTES])
    del voice.held[:FRAME_BYTES]
    voice.least = min(voice.least, len(voice.held))
    return frame


def _catch_up(voice: _Voice) -> None:
    """Drop what has waited all the time since the last look, but for the cushion: it only makes the call late."""
    spare = voice.least - CUSHION_FRAMES * FRAME_BYTES
    if spare > 0:
        del voice.held[: spare - spare % FRAME_BYTES]
    voice.least = len(voice.held)

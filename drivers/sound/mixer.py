"""N-1 mixing: each party of a conference hears the sum of the others, and never itself (telephone.md 3.2).

The console's own bridge, for lines whose switch has none. One call of `mix` is one tick:

    heard = mix({"caller": caller_pcm, "agency": agency_pcm, "call-taker": microphone_pcm}, samples=160)

Every party named gets a frame of exactly `samples` samples, whatever came: a frame that is missing (None or b""),
short, long or odd is filled with silence or cut. Sums beyond the range of a sample stay at its end.
"""

from array import array
from collections.abc import Collection, Mapping
from operator import add, sub
from typing import TypeVar

from drivers.sound.pcm import SAMPLE_BYTES, samples_of

Party = TypeVar("Party")

_LOWEST, _HIGHEST = -32768, 32767


def mix(
    frames: Mapping[Party, bytes | None],
    samples: int,
    *,
    muted: Collection[Party] = (),
    held: Collection[Party] = (),
) -> dict[Party, bytes]:
    """Return what each party hears in this tick; `samples` is the length of a frame (160 for 20 ms at 8 kHz).

    A `muted` party is heard by none and hears the rest. A `held` one is heard by none and hears nothing. A name in
    either that is no party says nothing.
    """
    length = samples * SAMPLE_BYTES
    silence = bytes(length)
    voices: dict[Party, array[int]] = {}
    for party, pcm in frames.items():
        frame = (pcm or b"")[:length] if party not in muted and party not in held else b""
        frame = frame[: len(frame) & ~1].ljust(length, b"\0")
        if frame != silence:
            voices[party] = samples_of(frame)
    total = _total(list(voices.values()), samples)
    heard: dict[Party, bytes] = {}
    everyone: bytes | None = None  # the same for all who say nothing
    for party in frames:
        if party in held:
            heard[party] = silence
        elif party in voices:
            heard[party] = _saturated(list(map(sub, total, voices[party]))) if len(voices) > 1 else silence
        else:
            everyone = _saturated(total) if everyone is None else everyone
            heard[party] = everyone
    return heard


def _total(voices: "list[array[int]]", samples: int) -> list[int]:
    if not voices:
        return [0] * samples
    total = list(voices[0])
    for voice in voices[1:]:
        total = list(map(add, total, voice))
    return total


def _saturated(sums: list[int]) -> bytes:
    try:
        return array("h", sums).tobytes()
    except OverflowError:  # rare: voices are well below full scale
        return array(
            "h", [each if _LOWEST <= each <= _HIGHEST else _HIGHEST if each > 0 else _LOWEST for each in sums]
        ).tobytes()

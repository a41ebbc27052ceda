"""Faults of the line: what it does to the bytes of a record on their way. Each is a stage (`drivers.emulator.line`)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from drivers.emulator.line import Burst, Stage, What
from drivers.emulator.occurrence import Occurrence

BIT_7 = 0x80

FaultStage = Callable[[Occurrence], Stage]

_SENT = (What.RECORD, What.HEARTBEAT)  # what a controller sends, and so what the line may damage


def half_record(occurrence: Occurrence) -> Stage:
    """Return a stage that breaks records off, anywhere after their first byte."""

    def halved(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            if burst.what is What.RECORD and len(burst.data) > 1 and occurrence.strikes(burst.number, burst.at):
                burst = burst.struck("half_record", burst.data[: occurrence.random.randrange(1, len(burst.data))])
            yield burst

    return halved


def _on_bytes(name: str, change: Callable[[bytearray, int, Occurrence], None]) -> FaultStage:
    """Return the stage of a fault that strikes single bytes; they are changed from the last to the first."""

    def of(occurrence: Occurrence) -> Stage:
        def struck(bursts: Iterator[Burst]) -> Iterator[Burst]:
            for burst in bursts:
                places = occurrence.struck_bytes(burst) if burst.what in _SENT else []
                if places:
                    data = bytearray(burst.data)
                    for place in reversed(places):
                        change(data, place, occurrence)
                    burst = burst.struck(name, bytes(data))
                yield burst

        return struck

    return of


def _lose(data: bytearray, place: int, occurrence: Occurrence) -> None:
    del occurrence
    del data[place]


def _double(data: bytearray, place: int, occurrence: Occurrence) -> None:
    del occurrence
    data.insert(place, data[place])


def _flip(data: bytearray, place: int, occurrence: Occurrence) -> None:
    data[place] ^= 1 << occurrence.random.randrange(8)


def _set_bit_7(data: bytearray, place: int, occurrence: Occurrence) -> None:
    del occurrence
    data[place] |= BIT_7


lost = _on_bytes("lost", _lose)
doubled = _on_bytes("doubled", _double)
flipped = _on_bytes("flipped", _flip)
bit7 = _on_bytes("bit7", _set_bit_7)

_EVEN = bytes(byte | BIT_7 if (byte & 0x7F).bit_count() % 2 else byte & 0x7F for byte in range(256))


def parity(occurrence: Occurrence) -> Stage:
    """Return a stage that puts even parity into bit 7 of whole records: a 7-E-1 line read as 8-N-1."""

    def marked(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            if burst.what is What.RECORD and burst.data and occurrence.strikes(burst.number, burst.at):
                burst = burst.struck("parity", burst.data.translate(_EVEN))
            yield burst

    return marked


def noise(occurrence: Occurrence) -> Stage:
    """Return a stage that puts bytes nobody sent in the middle of the quiet before a record."""

    def noisy(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            most = occurrence.strikes(burst.number, burst.at) if burst.what is What.QUIET else 0
            if most:
                sound = sound_of(occurrence, most)
                half = burst.pause / 2
                yield Burst(half, sound, What.NOISE, burst.number, burst.at - half, faults=("noise",))
                burst = replace(burst, pause=half)
            yield burst

    return noisy


def sound_of(occurrence: Occurrence, most: int) -> bytes:
    """Return bytes that nobody sent, from one to `most` of them."""
    return occurrence.random.randbytes(occurrence.random.randint(1, most))


def split(occurrence: Occurrence) -> Stage:
    """Return a stage that hands records over byte by byte; no byte is changed."""

    def apart(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            if burst.what is What.RECORD and burst.data and occurrence.strikes(burst.number, burst.at):
                burst = replace(burst.struck("split"), apart=True)
            yield burst

    return apart


BYTE_FAULTS: Mapping[str, FaultStage] = {
    "half_record": half_record,
    "lost": lost,
    "doubled": doubled,
    "flipped": flipped,
    "parity": parity,
    "bit7": bit7,
    "noise": noise,
    "split": split,
}
"""By the name of the fault, in the order in which they strike."""

"""Faults put into one call of a lesson: only into that one, and by the same seed in the same way."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from app.spill.encode import encode
from drivers.emulator.byte_faults import BYTE_FAULTS
from drivers.emulator.fault import FAULTS
from drivers.emulator.line import Burst, What, on_the_line, pieces
from drivers.emulator.occurrence import Occurrence
from drivers.emulator.values import RecordValues
from drivers.emulator.wrong_values import WRONG_VALUES, jumped, leap_day

NOISE_BEFORE_S = 2.0
"""Seconds before the record in whose middle noise comes: so much that the noise is no part of it."""

Faults = Mapping[str, int]
"""The faults that strike, by name, each with how many or how long; of others than its own nothing here takes notice."""


def wrong_clock(local: datetime, faults: Faults, seed: str) -> datetime:
    """Return the controller's wall clock as `faults` leave it."""
    for name, change in (("clock_jump", jumped), ("leap_day", leap_day)):
        if name in faults:
            local = change(local, Occurrence(FAULTS[name], (), seed).random)
    return local


def wrong_values(values: dict[str, str], made: RecordValues, faults: Faults, seed: str) -> dict[str, str]:
    """Return the values of a record with what `faults` do to them; what its table cannot write is left out."""
    for name, wrong in WRONG_VALUES.items():
        if name in faults:
            changed = wrong(dict(values), made, Occurrence(FAULTS[name], (), seed).random)
            try:
                encode(made.table, changed)
            except ValueError:
                continue
            values = changed
    return values


def damaged(data: bytes, faults: Faults, seed: str, byte_seconds: float) -> Iterator[tuple[float, bytes]]:
    """Yield the pieces of a record, each with its seconds, as those of `faults` leave it that concern the line."""
    stages = []
    for name, stage in BYTE_FAULTS.items():
        if name in faults:
            struck = Occurrence(FAULTS[name], (), seed)
            struck.now(faults[name])
            stages.append(stage(struck))
    quiet = NOISE_BEFORE_S if "noise" in faults else 0.0
    bursts = iter((Burst(quiet, b"", What.QUIET, 1), Burst(0.0, data, What.RECORD, 1, meant=data)))
    pause = 0.0
    for burst in on_the_line(bursts, stages):
        pause += burst.pause
        for seconds, piece in pieces(burst.data, byte_seconds, burst.apart):
            yield pause + seconds, piece
            pause = 0.0

"""Faults put into one call by hand, as a trainer does in a lesson: at once, and only into that one."""

from collections.abc import Iterator, Sequence

from app.spill.encode import encode
from drivers.emulator.byte_faults import BYTE_FAULTS
from drivers.emulator.fault import FAULTS
from drivers.emulator.line import Burst, What, on_the_line, pieces
from drivers.emulator.occurrence import Occurrence
from drivers.emulator.values import RecordValues
from drivers.emulator.wrong_values import WRONG_VALUES

NOISE_BEFORE_S = 2.0
"""Seconds before the record in whose middle noise comes: so much that the noise is no part of it."""

LINE_FAULTS = tuple((name, FAULTS[name].words) for name in BYTE_FAULTS)
"""What can be done to the bytes of any call: name and words."""

RECORD_FAULTS = (*((name, FAULTS[name].words) for name in WRONG_VALUES), *LINE_FAULTS)
"""What can be done to a call that is made of values: name and words."""


def wrong_values(values: dict[str, str], made: RecordValues, faults: Sequence[str], seed: str) -> dict[str, str]:
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


def damaged(data: bytes, faults: Sequence[str], seed: str, byte_seconds: float) -> Iterator[tuple[float, bytes]]:
    """Yield the pieces of a record, each with its seconds, as those of `faults` leave it that concern the line."""
    stages = []
    for name, stage in BYTE_FAULTS.items():
        if name in faults:
            struck = Occurrence(FAULTS[name], (), seed)
            struck.now()
            stages.append(stage(struck))
    quiet = NOISE_BEFORE_S if "noise" in faults else 0.0
    bursts = iter((Burst(quiet, b"", What.QUIET, 1), Burst(0.0, data, What.RECORD, 1, meant=data)))
    pause = 0.0
    for burst in on_the_line(bursts, stages):
        pause += burst.pause
        for seconds, piece in pieces(burst.data, byte_seconds, burst.apart):
            yield pause + seconds, piece
            pause = 0.0

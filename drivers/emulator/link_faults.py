"""Faults of a whole link: it goes away and returns, or dies. Each is a stage of `drivers.emulator.line`."""

from collections.abc import Iterator, Mapping

from drivers.emulator.byte_faults import FaultStage
from drivers.emulator.line import Burst, Stage, What
from drivers.emulator.occurrence import Occurrence


def vanish(occurrence: Occurrence) -> Stage:
    """Return a stage that breaks a record off, takes the far end away and brings it back after some seconds."""

    def vanishing(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            away = occurrence.strikes(burst.number, burst.at) if burst.what is What.RECORD and burst.data else 0
            if away:
                yield burst.struck("vanish", burst.data[: len(burst.data) // 2])
                yield Burst(0.0, b"", What.GONE, burst.number, burst.at, faults=("vanish",), away=float(away))
            else:
                yield burst

    return vanishing


def link_dies(occurrence: Occurrence) -> Stage:
    """Return a stage that breaks a record off and gives nothing more."""

    def dying(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            if burst.what is What.RECORD and burst.data and occurrence.strikes(burst.number, burst.at):
                yield burst.struck("link_dies", burst.data[: len(burst.data) // 2])
                yield Burst(0.0, b"", What.DEAD, burst.number, burst.at, faults=("link_dies",))
                return
            yield burst

    return dying


LINK_FAULTS: Mapping[str, FaultStage] = {"vanish": vanish, "link_dies": link_dies}
"""By the name of the fault, in the order in which they strike. Only the first link of several dies."""

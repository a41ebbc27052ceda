"""Heartbeats: the controller's sign of life in the quiet between records, and how it fails.

A heartbeat is a text agreed with the site, sent at regular intervals (spill-formats 2.1). The first is due one interval
after the beginning.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from app.spill.envelope import wrap
from app.spill.framing import Framing, FramingKind
from drivers.emulator.line import Burst, Stage, What
from drivers.emulator.occurrence import Occurrence


def heartbeat_bytes(framing: Framing, text: str, line_end: bytes) -> bytes:
    """Return a heartbeat as sent: in the envelope where records have one, else as a line."""
    if framing.kind is FramingKind.STX_ETX:
        return wrap(framing, text.encode(), line_end)
    return text.encode() + line_end


def heartbeats(data: bytes, every: float, goes_on: bool, hurried: Callable[[], bool] = lambda: False) -> Stage:
    """Return a stage that sends heartbeats while the line is quiet, with `goes_on` also after the last call, for ever.

    One that is due during a record waits for the next quiet. While `hurried`, the next call is to come at once: the
    quiet before it is over, and no heartbeat comes in it.
    """

    def beating(bursts: Iterator[Burst]) -> Iterator[Burst]:
        left, begun = every, 0.0
        for burst in bursts:
            pause = burst.pause
            begun = burst.at - pause
            while left <= pause and not hurried():
                pause -= left
                begun += left
                yield Burst(left, data, What.HEARTBEAT, burst.number, begun, meant=data)
                left = every
            left = left - pause if left > pause else every
            yield burst if pause == burst.pause else replace(burst, pause=pause)
        while goes_on:
            begun += left
            yield Burst(left, data, What.HEARTBEAT, at=begun, meant=data)
            left = every

    return beating


def missing(occurrence: Occurrence) -> Stage:
    """Return a stage that withholds heartbeats; their time passes all the same."""

    def withheld(bursts: Iterator[Burst]) -> Iterator[Burst]:
        left, owed = 0, 0.0
        for burst in bursts:
            if burst.what is What.HEARTBEAT:
                left = left or occurrence.strikes(burst.number, burst.at)
                if left:
                    left -= 1
                    owed += burst.pause
                    continue
            if owed:
                burst, owed = replace(burst, pause=burst.pause + owed), 0.0
            yield burst

    return withheld


def repeated(occurrence: Occurrence) -> Stage:
    """Return a stage that sends heartbeats again at once."""

    def again(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            yield burst
            if burst.what is What.HEARTBEAT:
                for _ in range(occurrence.strikes(burst.number, burst.at)):
                    yield replace(burst, pause=0.0, faults=("heartbeat_repeated",))

    return again

"""Faults of a whole link: it breaks a record off, and returns or not."""

from collections.abc import Iterator

from drivers.emulator.fault import FAULTS, parse_fault
from drivers.emulator.line import Burst, What
from drivers.emulator.link_faults import LINK_FAULTS
from drivers.emulator.occurrence import Occurrence


def records() -> Iterator[Burst]:
    for number in range(1, 6):
        yield Burst(1.0, b"RECORD", What.RECORD, number, float(number), b"RECORD")


def through(text: str) -> list[Burst]:
    fault = parse_fault(text)
    return list(LINK_FAULTS[fault.name](Occurrence(FAULTS[fault.name], [fault], "1"))(records()))


def test_a_far_end_that_vanishes_breaks_a_record_off_and_is_away_for_its_seconds() -> None:
    bursts = through("vanish@2x7")
    assert [burst.what for burst in bursts] == [What.RECORD, What.RECORD, What.GONE, *[What.RECORD] * 3]
    assert (bursts[1].data, bursts[1].faults, bursts[2].away) == (b"REC", ("vanish",), 7.0)
    assert [burst.data for burst in bursts[3:]] == [b"RECORD"] * 3


def test_it_is_away_for_three_seconds_if_nothing_is_said() -> None:
    assert [burst.away for burst in through("vanish@1,3") if burst.what is What.GONE] == [3.0, 3.0]


def test_a_link_that_dies_gives_nothing_more() -> None:
    bursts = through("link_dies@3")
    assert [burst.data for burst in bursts] == [b"RECORD", b"RECORD", b"REC", b""]
    assert bursts[-1].what is What.DEAD


def test_what_is_not_struck_passes_as_it_is() -> None:
    assert through("vanish=0") == through("link_dies=0") == list(records())

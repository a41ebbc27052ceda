"""Heartbeats between records, and those that fail."""

from collections.abc import Iterator
from itertools import islice

from drivers.emulator.fault import FAULTS, parse_fault
from drivers.emulator.heartbeat import heartbeat_bytes, heartbeats, missing, repeated
from drivers.emulator.line import Burst, What
from drivers.emulator.occurrence import Occurrence
from tests.drivers.emulator.listener import hear, tables

HB = b"HB 01\r\n"


def calls(*pauses: float) -> Iterator[Burst]:
    at = 0.0
    for number, pause in enumerate(pauses, 1):
        at += pause
        yield Burst(pause, b"", What.QUIET, number, at)
        yield Burst(0.0, b"CALL", What.RECORD, number, at, b"CALL")


def of(text: str) -> Occurrence:
    fault = parse_fault(text)
    return Occurrence(FAULTS[fault.name], [fault], "1")


def shown(bursts: Iterator[Burst]) -> list[tuple[str, float]]:
    """What comes when, in seconds from the beginning."""
    at, told = 0.0, []
    for burst in bursts:
        at += burst.pause
        if burst.what is not What.QUIET:
            told.append((burst.what.value, round(at, 6)))
    return told


def test_they_come_at_regular_intervals_in_the_quiet_and_records_keep_their_time() -> None:
    beaten = shown(heartbeats(HB, 10.0, False)(calls(25.0, 4.0, 9.0)))
    assert beaten == [
        ("heartbeat", 10.0),
        ("heartbeat", 20.0),
        ("record", 25.0),
        ("record", 29.0),
        ("heartbeat", 30.0),
        ("record", 38.0),
    ]


def test_they_go_on_after_the_last_call_where_the_emulation_does() -> None:
    beaten = shown(islice(heartbeats(HB, 10.0, True)(calls(5.0)), 5))
    assert beaten == [("record", 5.0), ("heartbeat", 10.0), ("heartbeat", 20.0), ("heartbeat", 30.0)]


def test_none_comes_before_a_call_that_is_to_come_at_once_and_the_next_is_due_behind_it() -> None:
    hurried = iter([False, False, True, False, False, False])
    beaten = heartbeats(HB, 10.0, False, lambda: next(hurried, False))(calls(95.0, 25.0))
    told = [(burst.what.value, burst.number) for burst in beaten if burst.what is not What.QUIET]
    assert told[:3] == [("heartbeat", 1), ("heartbeat", 1), ("record", 1)]
    assert told[3:] == [("heartbeat", 2)] * 2 + [("record", 2)]


def test_one_that_is_missing_leaves_its_time_behind() -> None:
    beaten = heartbeats(HB, 10.0, False)(calls(45.0))
    assert shown(missing(of("heartbeat_missing@15sx2"))(beaten)) == [
        ("heartbeat", 10.0),
        ("heartbeat", 40.0),
        ("record", 45.0),
    ]


def test_one_that_is_repeated_comes_again_at_once() -> None:
    beaten = heartbeats(HB, 10.0, False)(calls(25.0))
    assert shown(repeated(of("heartbeat_repeated@15sx2"))(beaten)) == [
        ("heartbeat", 10.0),
        *[("heartbeat", 20.0)] * 3,
        ("record", 25.0),
    ]


def test_it_has_the_envelope_of_the_records_or_is_a_line() -> None:
    assert heartbeat_bytes(tables()["lakeland"].framing, "HB 01", b"\r\n") == b"\x02HB 01\x03("
    assert heartbeat_bytes(tables()["bayview"].framing, "ALIVE 07", b"\r") == b"ALIVE 07\r"


def test_a_console_knows_them_for_what_they_are() -> None:
    (heard,) = hear('format = "bayview"\nposition = "7"\nheartbeat = "ALIVE 07"\nheartbeat_every = 20\ncount = 9')
    assert heard.heartbeats == sum(sent.what is What.HEARTBEAT for sent in heard.sent) >= 10
    assert (len(heard.spills), heard.garbled) == (9, [])

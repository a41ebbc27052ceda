"""Heartbeats of a lesson's feed."""

from drivers.emulator.fault import parse_faults
from drivers.lesson_beats import MISSING, REPEATED, LessonBeats

BEAT = b"HB 01\r\n"


def sent(beats: LessonBeats, count: int = 6) -> list[int]:
    """How many heartbeats are sent each time one is due."""
    return [len(beats.due()) // len(BEAT) for _ in range(count)]


def test_each_is_sent_when_it_is_due() -> None:
    assert sent(LessonBeats(BEAT, 30.0, (), "1")) == [1] * 6


def test_as_many_are_missing_as_are_asked_for_and_one_is_sent_again_so_many_times() -> None:
    beats = LessonBeats(BEAT, 30.0, (), "1")
    assert sent(beats, 1) == [1]
    beats.strike(MISSING, 2)
    assert sent(beats) == [0, 0, 1, 1, 1, 1]
    beats.strike(REPEATED, 3)
    assert sent(beats, 2) == [4, 1]


def test_at_a_rate_the_same_ones_are_missing_and_repeated_every_time() -> None:
    faults = parse_faults(["heartbeat_missing=0.2", "heartbeat_repeated=0.2", "heartbeat_missing@1x9"])
    first, second = (sent(LessonBeats(BEAT, 30.0, faults, "7"), 40) for _ in range(2))
    assert first == second
    assert {*first} == {0, 1, 4}  # and what strikes at a call is the course's to put in

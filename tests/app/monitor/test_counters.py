"""Counts and rates, by the times that are passed in."""

from datetime import UTC, datetime, timedelta

from app.monitor.counters import MINUTE, Counters

SINCE = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return SINCE + timedelta(seconds=seconds)


def test_silence_is_counted_from_the_last_byte_and_before_any_from_the_beginning() -> None:
    counters = Counters(SINCE)
    assert counters.silent_seconds(after(7)) == 7
    assert ("silent", "7 s, no byte yet") in counters.words(after(7))
    counters.bytes_came(after(8), 1)
    assert counters.silent_seconds(after(10)) == 2


def test_bytes_a_second_are_those_of_the_last_ten() -> None:
    counters = Counters(SINCE)
    for second in range(30):
        counters.bytes_came(after(second), 96)
    assert counters.bytes_a_second(after(29.9)) == 96
    assert counters.bytes_a_second(after(45)) == 0
    assert counters.bytes == 30 * 96


def test_spills_a_minute_are_those_of_the_last_minute() -> None:
    counters = Counters(SINCE)
    for second in range(0, 120, 10):
        counters.spill_came(after(second))
    assert counters.spills_a_minute(after(110)) == 6
    assert counters.spills == 12


def test_a_rate_of_a_monitor_just_opened_is_not_thinned_by_seconds_that_never_were() -> None:
    counters = Counters(SINCE)
    counters.bytes_came(after(0.5), 100)
    assert counters.bytes_a_second(after(0.9)) == 100


def test_a_clock_set_back_breaks_no_count_and_memory_stays_bounded() -> None:
    counters = Counters(SINCE)
    counters.bytes_came(after(100), 5)
    counters.bytes_came(after(50), 5)
    assert counters.silent_seconds(after(40)) == 0
    assert counters.bytes == 10
    for second in range(5_000):
        counters.bytes_came(after(second), 1)
    assert len(counters._lately) <= MINUTE + 1


def test_what_was_not_shown_or_not_read_is_told_only_where_there_was_any() -> None:
    counters = Counters(SINCE)
    assert [label for label, _words in counters.words(SINCE)] == [
        "silent",
        "spills",
        "not decoded",
        "garbled",
        "heartbeats",
        "bytes",
    ]
    counters.hidden, counters.lost = 1_200, 30
    assert counters.words(SINCE)[-2:] == (("not shown", "1,200 lines, counted only"), ("not read", "30 bytes lost"))

"""How often callers call: seeded, and as many as was said."""

import random
from itertools import accumulate, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.emulator.rate import Rate, parse_rate

DAY = "day:" + ",".join(str(number) for number in range(24))


def pauses(text: str, count: int, hour: float = 0.0, seed: int = 1) -> list[float]:
    return list(islice(parse_rate(text).pauses(random.Random(seed), hour), count))


def test_n002_a_hundred_calls_an_hour_come_as_in_denver() -> None:
    """N002: about 100 calls an hour, as chance has it."""
    waits = pauses("hour:100", 20_000)
    assert sum(waits) / len(waits) == pytest.approx(36, rel=0.03)
    shorter_than_the_mean = sum(wait < 36 for wait in waits) / len(waits)
    assert shorter_than_the_mean == pytest.approx(0.632, abs=0.02)  # 1 - 1/e: Poisson, and not evenly spread


def test_n002_each_hour_of_the_day_has_its_own_number() -> None:
    """N002: the chart of calls by hour."""
    numbers = [100.0 if 6 <= hour < 23 else 0.0 for hour in range(24)]
    text = "hour:" + ",".join(f"{number:g}" for number in numbers)
    times = [wait / 3600 for wait in accumulate(pauses(text, 17_000, hour=0.0))]
    by_hour = [0] * 24
    for at in times:
        by_hour[int(at) % 24] += 1
    assert sum(by_hour[:6]) == by_hour[23] == 0
    assert all(900 <= count <= 1100 for count in by_hour[6:23])


def test_it_begins_in_the_hour_that_the_clock_tells() -> None:
    text = "hour:" + ",".join(["0"] * 12 + ["60"] + ["0"] * 11)
    assert pauses(text, 1, hour=11.5)[0] >= 1800
    assert pauses(text, 1, hour=12.0)[0] < 1200


def test_a_day_s_counts_are_replayed_exactly() -> None:
    times = [wait / 3600 for wait in accumulate(pauses(DAY, 276 * 2))]
    for day in range(2):
        for hour in range(24):
            assert sum(day * 24 + hour <= at < day * 24 + hour + 1 for at in times) == hour


def test_callers_every_so_often_and_between_two_bounds() -> None:
    assert pauses("every:20", 3) == [20, 20, 20]
    assert all(20 <= wait <= 90 for wait in pauses("every:20-90", 100))


def test_a_burst_is_callers_one_behind_the_other_and_then_quiet() -> None:
    assert pauses("burst:3x60", 7) == [60, 0, 0, 60, 0, 0, 60]


@pytest.mark.parametrize("text", ["every:20-90", "hour:100", DAY, "burst:10x60"])
def test_the_same_seed_has_the_same_pauses(text: str) -> None:
    assert pauses(text, 300) == pauses(text, 300)
    assert (pauses(text, 300, seed=2) == pauses(text, 300)) is (text == "burst:10x60")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("every:20", "a caller every 20 s"),
        ("every:20-90", "a caller every 20 to 90 s"),
        ("hour:100", "about 100 callers an hour, as chance has it"),
        (DAY.replace("day", "hour"), "about 276 callers a day by hour, as chance has it"),
        (DAY, "a day of 276 callers by hour"),
        ("burst:10x60", "10 callers at once, then 60 s of quiet"),
    ],
)
def test_a_rate_is_said_in_words(text: str, words: str) -> None:
    assert parse_rate(text).words == words


def test_24_numbers_may_stand_in_a_file_with_remarks() -> None:
    text = "# a Wednesday\n" + "\n".join(f"{number}  # hour {number}" for number in range(24))
    files = {"wednesday.txt": text}
    assert parse_rate("day:wednesday.txt", files.__getitem__).hours == parse_rate(DAY).hours


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "expected a rate as in every:20-90, .*, got ''"),
        ("often:5", "expected a rate as in .*, got 'often:5'"),
        ("every:", "expected seconds, or two of them, .*, got 'every:'"),
        ("every:90-20", "expected seconds, or two of them, .*, got 'every:90-20'"),
        ("every:86401", "expected numbers from 0 to 86400, got '86401'"),
        ("every:1.2.3", "expected numbers from 0 to 86400, got '1.2.3'"),
        ("burst:0x5", "expected callers and seconds of quiet as in burst:10x60, got 'burst:0x5'"),
        ("burst:5", "expected callers and seconds of quiet"),
        ("hour:", "expected 24 numbers, one for each hour of the day, got 0"),
        ("hour:1,2", "expected 24 numbers, one for each hour of the day, got 2"),
        ("hour:0", "expected a caller in some hour, got none"),
        ("hour:x", "expected numbers from 0 to 100000, got 'x'"),
        ("day:" + "0.5," * 24, "expected whole numbers of callers"),
        ("day:5", "expected 24 numbers, one for each hour of the day, got 1"),
        ("hour:100001", "expected numbers from 0 to 100000, got '100001'"),
    ],
)
def test_what_is_no_rate_is_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_rate(text)


@given(st.text(max_size=40))
def test_any_text_is_a_rate_or_a_value_error(text: str) -> None:
    try:
        rate = parse_rate(text)
    except ValueError:
        return
    assert isinstance(rate, Rate)
    assert all(wait >= 0 for wait in islice(rate.pauses(random.Random(1), 0.0), 20))

"""What the controller sends of a scenario's calls, and what it sends in a wrong order."""

import re
from itertools import pairwise

import pytest

from app.errors import TableError
from drivers.emulator.line import What
from drivers.emulator.rate import parse_rate
from tests.drivers.emulator.listener import Heard, emulation, hear


def heard(text: str) -> Heard:
    (one,) = hear(text)
    return one


def numbers(one: Heard) -> list[str | None]:
    return [spill.call_number for spill in one.spills]


def test_d216_after_99999_comes_00001() -> None:
    """D216, the fault roll_over: a controller's counter begins again."""
    one = heard('count = 5\nfaults = ["roll_over@3"]')
    assert numbers(one) == ["00001", "00002", "99999", "00001", "00002"]
    assert [sent.faults for sent in one.records] == [(), (), ("roll_over",), (), ()]


def test_a_call_on_the_seven_digit_line_sends_nothing_and_takes_no_number() -> None:
    one = heard('count = 3\nfaults = ["no_spill@2"]')
    assert numbers(one) == ["00001", "00002"]
    assert [(sent.what, sent.number) for sent in one.sent] == [
        (What.RECORD, 1),
        (What.NOTHING, 2),
        (What.RECORD, 3),
    ]


def test_a_spill_of_a_call_that_was_replaced_comes_after_the_next_one() -> None:
    one = heard('count = 3\nfaults = ["replaced@2"]')
    assert numbers(one) == ["00001", "00002", "00001", "00003"]
    assert [(sent.number, sent.faults, sent.whole) for sent in one.records][2] == (1, ("replaced",), True)


def test_a_storm_comes_without_a_pause_and_takes_no_time_on_the_line() -> None:
    one = heard('count = 250\nevery = [30, 30]\nfirst_after = 30\nfaults = ["storm@11x200"]')
    assert len(one.spills) == 250
    assert one.seconds == pytest.approx(30 * 50, rel=0.02)
    assert sum("storm" in sent.faults for sent in one.records) == 200


def test_calls_come_at_the_rate_that_was_said_from_beginning_to_beginning() -> None:
    text = 'baud = 300\nrate = "every:60"\ncount = 20'
    begun = [piece.at for piece in emulation(text).pieces() if piece.burst.what is What.QUIET]
    assert [round(after - before, 6) for before, after in pairwise(begun)] == [60.0] * 19


def test_n002_the_rate_of_denver_is_kept_by_the_calls() -> None:
    """N002"""
    begun = [piece.at for piece in emulation('rate = "hour:100"\ncount = 2000').pieces()]
    assert 2000 / (begun[-1] / 3600) == pytest.approx(100, rel=0.06)


def test_the_day_is_replayed_from_its_first_hour() -> None:
    counts = [0, 5, *[0] * 21, 2]
    text = f'rate = "day:{",".join(str(each) for each in counts)}"\ncount = 7'
    begun = [piece.at / 3600 for piece in emulation(text).pieces() if piece.burst.what is What.QUIET]
    assert [sum(hour <= at < hour + 1 for at in begun) for hour in range(24)] == counts
    assert parse_rate("day:" + ",".join(str(each) for each in counts)).words == "a day of 7 callers by hour"


def test_a_storm_may_be_ended_and_the_next_one_is_whole() -> None:
    played = emulation('count = 40\nevery = [20, 20]\nfaults = ["storm@3x30"]')
    quick: list[int] = []
    for piece in played.pieces():
        if piece.last and piece.burst.quick:
            quick.append(piece.burst.number)
        if piece.last and piece.burst.number == 5 and piece.burst.data:
            assert played.storm == 27
            played.calm()
        if piece.last and piece.burst.number == 20 and piece.burst.data:
            assert played.storm == 0
            played.inject("stormx4")
    assert quick == [3, 4, 5, 21, 22, 23, 24]


def test_count_ends_the_calls_written_down_too() -> None:
    assert len(heard("count = 2\n[[calls]]\n[[calls]]\n[[calls]]").spills) == 2
    assert len(heard("count = 5\nrepeat = true\n[[calls]]\n[[calls]]").spills) == 5


@pytest.mark.parametrize(("name", "end"), [("crlf", b"\r\n"), ("cr", b"\r"), ("lf", b"\n")])
def test_a_line_may_end_in_three_ways(name: str, end: bytes) -> None:
    one = heard(f'line_end = "{name}"\ncount = 3\nani_first = 2')
    assert set(re.findall(rb"\r\n|\r|\n", one.data)) == {end}
    assert len(one.spills) == 6


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            'format = "bell-display"\nfaults = ["unknown_position"]',
            "expected a format with a field position, got bell-dis",
        ),
        (
            'format = "telus-log-2"\nfaults = ["roll_over@1"]',
            "expected a format with a field call_number, got telus-log",
        ),
        ('faults = ["heartbeat_missing"]', "expected a scenario with a heartbeat, got one without"),
        ('heartbeat = "HB 01"', "heartbeat: expected what fits a heartbeat of the format bell-printer, got 'HB 01'"),
        ('format = "lakeland"', "expected values that H {position:99} .* reads back"),
    ],
)
def test_what_the_format_cannot_send_is_told_before_it_begins(text: str, sentence: str) -> None:
    position = "" if "lakeland" not in text else 'position = "AB"\n'
    with pytest.raises(TableError, match=rf"test\.toml.*{sentence}"):
        emulation(position + text)

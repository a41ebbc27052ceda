"""Faults of what a record says: what a console makes of each."""

import random
from datetime import datetime, timedelta

import pytest

from app.spill.encode import encode
from app.spill.model import NumberStatus, Spill
from drivers.emulator.callers import CallerInvention
from drivers.emulator.values import RecordValues, classes_of
from drivers.emulator.wrong_values import CLOCK_JUMPS, WRONG_VALUES, jumped, leap_day, writable
from tests.drivers.emulator.listener import hear, tables

LOCAL = datetime(2026, 7, 1, 12)  # noqa: DTZ001 (the sender's wall clock has no zone)


def spill(fault: str, name: str = "bell-printer", rest: str = "") -> Spill:
    """What a console shows of a record with this fault."""
    position = {"lakeland": "17", "bayview": "7"}.get(name, "0218")
    (heard,) = hear(f'format = "{name}"\nposition = "{position}"\ncount = 1\nfaults = ["{fault}=1"]\n{rest}')
    (sent,) = heard.records
    assert (sent.whole, sent.faults) == (True, (fault,))
    (shown,) = heard.spills
    return shown


def test_a_class_that_no_table_knows_is_shown_raw() -> None:
    shown = spill("wrong_class")
    assert shown.service_class == "QZX"
    assert shown.service is not None
    assert shown.service.kind == "unknown"


def test_a_position_that_does_not_exist_is_named() -> None:
    assert spill("unknown_position").position == "9999"


def test_without_ali_the_number_stands_alone() -> None:
    shown = spill("no_ali")
    assert shown.number_status is NumberStatus.COMPLETE
    assert (shown.name, shown.address, shown.location, shown.locality, shown.postal_code) == (None,) * 5


@pytest.mark.parametrize("name", ["bell-printer", "bell-display", "telus-log-2", "lakeland", "bayview"])
def test_an_ani_failure_is_known_for_one(name: str) -> None:
    rest = '[[calls]]\nclass = "RES"'  # a wireless caller of a site's table has a number of her own beside it
    shown = spill("ani_failure", name, rest)
    assert shown.number_status is NumberStatus.ANI_FAILURE
    assert shown.address is None


@pytest.mark.parametrize("name", ["bell-printer", "bell-display", "telus-log-2", "lakeland", "bayview"])
def test_d111_a_handset_without_service_is_not_dialable(name: str) -> None:
    """D111"""
    shown = spill("not_dialable", name)
    assert shown.number_status is NumberStatus.NOT_DIALABLE
    assert shown.number in ("9051111111", "1111111")


@pytest.mark.parametrize("name", ["bell-printer", "bell-display", "lakeland", "bayview"])
def test_d076_a_four_party_line_has_no_number_and_no_address(name: str) -> None:
    """D076"""
    shown = spill("four_party", name, '[[calls]]\nclass = "RES"')
    assert shown.number_status is NumberStatus.ANI_FAILURE
    assert (shown.name, shown.address) == (None, None)
    assert (shown.service_class == "MUL") is name.startswith("bell")


@pytest.mark.parametrize("name", tables())
@pytest.mark.parametrize("fault", WRONG_VALUES)
def test_every_table_writes_every_fault_of_ordinary_callers(name: str, fault: str) -> None:
    table = tables()[name]
    made = RecordValues(table)
    invention = CallerInvention(3, classes_of(table))
    position = {"lakeland": "17", "bayview": "7"}.get(name, "0218")
    for number in range(1, 60):
        values = made.of(invention.caller(), number, position, LOCAL)
        wrong = WRONG_VALUES[fault](values, made, random.Random(1))
        assert encode(table, wrong)


def test_a_clock_jumps_by_one_of_its_jumps_either_way() -> None:
    draw = random.Random(1)
    jumps = {jumped(LOCAL, draw) - LOCAL for _ in range(300)}
    assert jumps == {*CLOCK_JUMPS, *(-each for each in CLOCK_JUMPS)}


@pytest.mark.parametrize(
    ("now", "day"),
    [
        (datetime(2026, 7, 1, 12, 5), datetime(2024, 2, 29, 12, 5)),  # noqa: DTZ001
        (datetime(2024, 2, 28, 1), datetime(2020, 2, 29, 1)),  # noqa: DTZ001
        (datetime(2024, 2, 29, 1), datetime(2024, 2, 29, 1)),  # noqa: DTZ001
        (datetime(2103, 1, 1), datetime(2096, 2, 29)),  # noqa: DTZ001 (2100 has none)
    ],
)
def test_29_february_is_the_last_there_was(now: datetime, day: datetime) -> None:
    assert leap_day(now, random.Random(1)) == day


def test_a_console_reads_29_february() -> None:
    shown = spill("leap_day")
    assert shown.sent_at is not None
    assert (shown.sent_at.month, shown.sent_at.day) == (2, 29)
    assert shown.problems == ()


def test_a_console_reads_a_clock_that_jumped() -> None:
    shown = spill("clock_jump")
    assert shown.sent_at is not None
    assert abs(shown.sent_at - LOCAL) >= timedelta(minutes=1)


def test_what_a_table_would_not_read_back_is_not_writable() -> None:
    table = tables()["bell-printer"]
    values = RecordValues(table).of(CallerInvention(3).caller(), 1, "0218", LOCAL)
    assert writable(table, values)
    assert not writable(table, values | {"number": "12"})

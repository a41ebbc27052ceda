"""Faults put into one call by hand."""

from datetime import UTC, datetime

import pytest

from drivers.emulator.byte_faults import BYTE_FAULTS
from drivers.emulator.callers import CallerInvention
from drivers.emulator.one_call import damaged, wrong_clock, wrong_values
from drivers.emulator.values import RecordValues
from tests.drivers.emulator.listener import tables

SLIP = b"555-0142 (905) RES OSH 26/07/01 12:00:00 #00001 Pos:0218\r\nDUNMERE, ADA\r\n\r\n"
BYTE_S = 10 / 9600


def test_without_faults_a_record_comes_at_the_speed_of_the_line() -> None:
    pieces = list(damaged(SLIP, {}, "1", BYTE_S))
    assert b"".join(data for _, data in pieces) == SLIP
    assert sum(seconds for seconds, _ in pieces) == pytest.approx(len(SLIP) * BYTE_S)


@pytest.mark.parametrize("name", [name for name in BYTE_FAULTS if name not in ("split", "noise")])
def test_a_fault_of_the_line_strikes_once_and_the_same_every_time(name: str) -> None:
    first, second = (b"".join(data for _, data in damaged(SLIP, {name: 1}, "1", BYTE_S)) for _ in range(2))
    assert first == second != SLIP


def test_a_split_record_comes_byte_by_byte() -> None:
    assert [data for _, data in damaged(SLIP, {"split": 1}, "1", BYTE_S)] == [bytes((byte,)) for byte in SLIP]


def test_noise_comes_a_second_before_the_record() -> None:
    (_, noise), (quiet, begin), *_ = damaged(SLIP, {"noise": 16}, "1", BYTE_S)
    assert not SLIP.startswith(noise)
    assert (quiet > 1.0, SLIP.startswith(begin)) == (True, True)


def test_faults_of_what_a_record_says_are_put_into_its_values_and_what_cannot_be_written_is_left_out() -> None:
    made = RecordValues(tables()["bell-display"])
    values = made.of(CallerInvention(1).caller(), 1, "0218", datetime(2026, 7, 1))  # noqa: DTZ001
    wrong = wrong_values(values, made, {"wrong_class": 1, "ani_failure": 1, "noise": 16}, "1")
    assert (wrong["class"], wrong["number"], "name" in wrong) == ("QZX", "911-0142", False)
    assert wrong_values(values | {"number": "12"}, made, {"wrong_class": 1}, "1") == values | {"number": "12"}
    assert wrong_values(values, made, {}, "1") == values


def test_a_fault_strikes_as_many_bytes_as_are_asked_for() -> None:
    lost = b"".join(data for _, data in damaged(SLIP, {"lost": 7}, "1", BYTE_S))
    assert len(lost) == len(SLIP) - 7


def test_a_controllers_clock_may_be_wrong_and_the_same_seed_makes_it_wrong_by_the_same() -> None:
    local = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert wrong_clock(local, {"noise": 1}, "1") == local
    assert wrong_clock(local, {"clock_jump": 1}, "1") == wrong_clock(local, {"clock_jump": 1}, "1") != local
    assert wrong_clock(local, {"leap_day": 1}, "1") == datetime(2024, 2, 29, 12, tzinfo=UTC)

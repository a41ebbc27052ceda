"""Faults put into one call by hand."""

from datetime import datetime

import pytest

from drivers.emulator.byte_faults import BYTE_FAULTS
from drivers.emulator.callers import CallerInvention
from drivers.emulator.one_call import LINE_FAULTS, RECORD_FAULTS, damaged, wrong_values
from drivers.emulator.values import RecordValues
from drivers.emulator.wrong_values import WRONG_VALUES
from tests.drivers.emulator.listener import tables

SLIP = b"555-0142 (905) RES OSH 26/07/01 12:00:00 #00001 Pos:0218\r\nDUNMERE, ADA\r\n\r\n"
BYTE_S = 10 / 9600


def test_every_fault_that_concerns_one_call_can_be_put_in() -> None:
    assert [name for name, _ in LINE_FAULTS] == list(BYTE_FAULTS)
    assert [name for name, _ in RECORD_FAULTS] == [*WRONG_VALUES, *BYTE_FAULTS]
    assert all(words for _, words in RECORD_FAULTS)


def test_without_faults_a_record_comes_at_the_speed_of_the_line() -> None:
    pieces = list(damaged(SLIP, (), "1", BYTE_S))
    assert b"".join(data for _, data in pieces) == SLIP
    assert sum(seconds for seconds, _ in pieces) == pytest.approx(len(SLIP) * BYTE_S)


@pytest.mark.parametrize("name", [name for name in BYTE_FAULTS if name not in ("split", "noise")])
def test_a_fault_of_the_line_strikes_once_and_the_same_every_time(name: str) -> None:
    first, second = (b"".join(data for _, data in damaged(SLIP, (name,), "1", BYTE_S)) for _ in range(2))
    assert first == second != SLIP


def test_a_split_record_comes_byte_by_byte() -> None:
    assert [data for _, data in damaged(SLIP, ("split",), "1", BYTE_S)] == [bytes((byte,)) for byte in SLIP]


def test_noise_comes_a_second_before_the_record() -> None:
    (_, noise), (quiet, begin), *_ = damaged(SLIP, ("noise",), "1", BYTE_S)
    assert not SLIP.startswith(noise)
    assert (quiet > 1.0, SLIP.startswith(begin)) == (True, True)


def test_faults_of_what_a_record_says_are_put_into_its_values_and_what_cannot_be_written_is_left_out() -> None:
    made = RecordValues(tables()["bell-display"])
    values = made.of(CallerInvention(1).caller(), 1, "0218", datetime(2026, 7, 1))  # noqa: DTZ001
    wrong = wrong_values(values, made, ("wrong_class", "ani_failure", "noise"), "1")
    assert (wrong["class"], wrong["number"], "name" in wrong) == ("QZX", "911-0142", False)
    assert wrong_values(values | {"number": "12"}, made, ("wrong_class",), "1") == values | {"number": "12"}
    assert wrong_values(values, made, (), "1") == values

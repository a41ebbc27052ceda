"""The emulated line: pieces at the line's speed, and the stages that stand on it."""

from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.emulator.line import Burst, byte_seconds, on_the_line, pieces


@given(st.binary(max_size=2000), st.integers(50, 115_200))
def test_the_pieces_are_the_bytes_and_take_ten_bits_of_line_time_each(data: bytes, baud: int) -> None:
    cut = list(pieces(data, byte_seconds(baud)))
    assert b"".join(piece for _, piece in cut) == data
    assert sum(seconds for seconds, _ in cut) == pytest.approx(len(data) * 10 / baud)
    assert all(piece for _, piece in cut)


@pytest.mark.parametrize(("baud", "size"), [(9600, 19), (1200, 2), (300, 1), (50, 1)])
def test_a_piece_is_what_the_line_carries_in_a_fiftieth_of_a_second_and_at_least_a_byte(baud: int, size: int) -> None:
    (_, first), *_ = pieces(bytes(100), byte_seconds(baud))
    assert len(first) == size


@pytest.mark.parametrize(
    ("line", "bits"),
    [
        ((8, "N", 1), 10),
        ((7, "E", 1), 10),
        ((8, "O", 1), 11),
        ((8, "N", 2), 11),
        ((7, "M", 2), 11),
        ((5, "N", 1.5), 7.5),
    ],
)
def test_a_byte_takes_start_data_parity_and_stop_bits(line: tuple[int, str, float], bits: float) -> None:
    assert byte_seconds(300, *line) == pytest.approx(bits / 300)


def test_bytes_that_are_handed_over_apart_come_one_by_one_and_those_without_time_at_once() -> None:
    assert [piece for _, piece in pieces(b"CALL", 0.001, apart=True)] == [b"C", b"A", b"L", b"L"]
    assert list(pieces(bytes(5000), 0.0)) == [(0.0, bytes(5000))]


def endless() -> Iterator[Burst]:
    while True:
        yield Burst(1.0, b"CALL")


def test_without_stages_the_bursts_arrive_as_they_were_sent() -> None:
    assert list(islice(on_the_line(endless()), 2)) == [Burst(1.0, b"CALL")] * 2


def test_stages_stand_in_order_and_stay_lazy_on_a_line_that_never_ends() -> None:
    def doubled(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for burst in bursts:
            yield burst
            yield Burst(0.1, burst.data)

    def numbered(bursts: Iterator[Burst]) -> Iterator[Burst]:
        for number, burst in enumerate(bursts):
            yield Burst(burst.pause, b"%d " % number + burst.data)

    arrived = list(islice(on_the_line(endless(), [doubled, numbered]), 3))
    assert arrived == [Burst(1.0, b"0 CALL"), Burst(0.1, b"1 CALL"), Burst(1.0, b"2 CALL")]

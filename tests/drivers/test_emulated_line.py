"""The emulated line: pieces at the line's speed, and the one place where faults of the line will stand."""

from collections.abc import Iterator
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.emulated_line import Burst, on_the_line, pieces


@given(st.binary(max_size=2000), st.integers(50, 115_200))
def test_the_pieces_are_the_bytes_and_take_ten_bits_of_line_time_each(data: bytes, baud: int) -> None:
    cut = list(pieces(data, baud))
    assert b"".join(piece for _, piece in cut) == data
    assert sum(seconds for seconds, _ in cut) == pytest.approx(len(data) * 10 / baud)
    assert all(piece for _, piece in cut)


@pytest.mark.parametrize(("baud", "size"), [(9600, 19), (1200, 2), (300, 1), (50, 1)])
def test_a_piece_is_what_the_line_carries_in_a_fiftieth_of_a_second_and_at_least_a_byte(baud: int, size: int) -> None:
    (_, first), *_ = pieces(bytes(100), baud)
    assert len(first) == size


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

"""Bytes as samples, and levels."""

import math
from array import array
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.pcm import SILENCE_DBFS, SampleStream, level_dbfs, power_at_dbm0, samples_of


def sine(peak: float, offset: float = 0.0) -> bytes:
    return array("h", [round(offset + peak * math.sin(math.tau * n / 16)) for n in range(160)]).tobytes()


@given(pcm=st.binary(max_size=100), cuts=st.lists(st.integers(0, 100), max_size=5))
def test_samples_are_the_same_wherever_the_bytes_are_cut(pcm: bytes, cuts: list[int]) -> None:
    stream = SampleStream()
    edges = [0, *sorted(cuts), len(pcm)]
    got = array("h")
    for begin, end in pairwise(edges):
        got.extend(stream.take(pcm[begin:end]))

    assert got == samples_of(pcm)


def test_half_a_sample_is_no_sample() -> None:
    assert list(samples_of(array("h", [911]).tobytes() + b"\1")) == [911]


@pytest.mark.parametrize(("peak", "level"), [(32767, -3.01), (3276.7, -23.01), (327.67, -43.01)])
def test_the_level_of_a_sine_is_below_that_of_a_square_wave(peak: float, level: float) -> None:
    assert level_dbfs(sine(peak)) == pytest.approx(level, abs=0.05)


def test_a_square_wave_of_full_scale_is_0_dbfs() -> None:
    assert level_dbfs(array("h", [32767, -32768] * 80).tobytes()) == pytest.approx(0, abs=0.001)


def test_an_offset_is_no_sound() -> None:
    assert level_dbfs(sine(1000, offset=5000)) == pytest.approx(level_dbfs(sine(1000)), abs=0.1)


@pytest.mark.parametrize("pcm", [b"", b"\1", bytes(320), array("h", [77] * 160).tobytes()])
def test_nothing_has_the_lowest_level(pcm: bytes) -> None:
    assert level_dbfs(pcm) == SILENCE_DBFS


@given(st.binary(max_size=400))
def test_any_bytes_have_a_level(pcm: bytes) -> None:
    assert SILENCE_DBFS <= level_dbfs(pcm) <= 0.001


def test_a_sine_of_full_scale_is_3_17_dbm0() -> None:
    assert power_at_dbm0(3.17) == pytest.approx(32768**2 / 2)

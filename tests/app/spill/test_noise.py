"""What reads as text, and what is told of noise."""

import pytest

from app.spill.events import FrameEvent, Garbled
from app.spill.noise import MAX_NOISE, Noise, reads_as_text, why_noise


@pytest.mark.parametrize("data", [b"APT6", b"\xc9cole\r\n", b"7-bit\ttext", b"abcdefg\x00", b"a" * 14 + b"\x80\x1b"])
def test_four_letters_and_at_most_one_control_byte_in_eight_read_as_text(data: bytes) -> None:
    assert reads_as_text(data)


@pytest.mark.parametrize(
    "data", [b"", b"abc", b"....--  \r\n", b"abcdef\x00", b"a" * 13 + b"\x80\x1b", bytes(range(256))]
)
def test_anything_else_is_noise(data: bytes) -> None:
    assert not reads_as_text(data)


def test_noise_says_what_was_found_in_it() -> None:
    assert why_noise(b"\x00" * 19 + b"abcde") == "19 of 24 bytes are control bytes"
    assert why_noise(b"............") == "12 bytes without a line end"
    assert why_noise(b"ab\r\n") == "2 letters or digits in 4 bytes"


def test_the_first_reason_given_is_told() -> None:
    noise, out = Noise(), list[FrameEvent]()
    noise.add(b"\x80", "", out)
    noise.add(b"\x81", "one", out)
    noise.add(b"\x82", "other", out)
    assert (len(noise), out) == (3, [])
    noise.flush(out)
    noise.flush(out)
    assert out == [Garbled(b"\x80\x81\x82", "one")]
    assert len(noise) == 0


def test_what_goes_over_the_size_keeps_its_own_reason() -> None:
    noise, out = Noise(), list[FrameEvent]()
    noise.add(b"\x80" * (MAX_NOISE - 1), "one", out)
    noise.add(b"ab", "other", out)
    noise.flush(out)
    assert out == [Garbled(b"\x80" * (MAX_NOISE - 1) + b"a", "one"), Garbled(b"b", "other")]

"""The words of a telephone device."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.serial_words import LONGEST_WORD, Words, short

SAMPLE = b"AT\r\r\nOK\r\n\x10b\r\n0,1,8\r\nRING\x10dING 3\r\nBU\x00\xffSY\r"


def test_lines_and_codes_after_dle_are_words() -> None:
    words = Words(shielded=True)
    assert words.feed(SAMPLE) == ["AT", "OK", "<DLE>b", "0,1,8", "<DLE>d", "RINGING 3", "BUSY"]
    assert words.unfinished == ""


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_bytes_split_anywhere_give_the_same_words(size: int) -> None:
    words = Words(shielded=True)
    found = [each for at in range(0, len(SAMPLE), size) for each in words.feed(SAMPLE[at : at + size])]
    assert found == Words(shielded=True).feed(SAMPLE)


def test_dle_means_nothing_where_codes_are_not_shielded_and_a_doubled_one_is_data() -> None:
    assert Words(shielded=False).feed(b"\x10BUSY\r") == ["BUSY"]
    assert Words(shielded=True).feed(b"\x10\x10BUSY\r") == ["BUSY"]
    assert Words(shielded=True).feed(b"\x10\x03OK\r") == ["<DLE>0x03", "OK"]


def test_a_line_without_an_end_can_be_read_as_it_stands() -> None:
    words = Words(shielded=False)
    assert words.feed(b"\nBUSY") == []
    assert words.unfinished == "BUSY"
    assert words.flush() == "BUSY"
    assert words.flush() == ""


def test_what_is_forgotten_is_gone() -> None:
    words = Words(shielded=True)
    words.feed(b"BU\x10")
    words.clear()
    assert words.feed(b"b\r") == ["b"]


@given(st.lists(st.binary(max_size=2000), max_size=5), st.booleans())
def test_any_bytes_give_short_printable_words(pieces: list[bytes], shielded: bool) -> None:
    words = Words(shielded)
    for piece in pieces:
        for word in words.feed(piece):
            assert word
            assert len(word) <= LONGEST_WORD
            assert all(each.isprintable() or each == "\t" for each in word)
    assert len(words.unfinished) < LONGEST_WORD


def test_what_an_event_repeats_is_short() -> None:
    assert short("BUSY") == "BUSY"
    assert len(short("x" * 1000)) == 200

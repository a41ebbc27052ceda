"""Letters and figures: what is sent, how it is read, and what cannot be sent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sound.baudot import (
    FIGURES_SHIFT,
    LETTERS_SHIFT,
    REPEAT_AFTER,
    BaudotDecoder,
    BaudotEncoder,
    decode,
    encode,
)

NUMBERS = "CALL 905 555 0123 OR 416 967 1111 AT 65 KING ST"
SENDABLE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-$',!:(\")?./; \n"

# A far end that stays in its shift over a space, and one that goes back to letters: neither is told what is not changed
KEEPS = [14, 3, 18, 18, 4, 27, 24, 22, 16, 4, 16, 16, 16, 4, 31, 24, 10]  # CALL 905 555 OR
UNSHIFTS = [14, 3, 18, 18, 4, 27, 24, 22, 16, 4, 27, 16, 16, 16, 4, 24, 10]


def test_both_kinds_of_far_end_read_every_letter_that_is_sent() -> None:
    codes = encode(NUMBERS).codes

    assert decode(codes)[0] == NUMBERS
    assert decode(codes, unshift_on_space=True)[0] == NUMBERS


@given(st.text(alphabet=SENDABLE, max_size=80))
def test_any_text_that_can_be_sent_is_read_as_written_by_both_kinds(text: str) -> None:
    encoded = encode(text)

    assert encoded.left_out == ""
    assert encoded.text == text
    assert decode(encoded.codes)[0] == text
    assert decode(encoded.codes, unshift_on_space=True)[0] == text


@given(st.text(max_size=80))
def test_of_any_text_what_is_read_is_what_was_said_to_be_sent_and_the_rest_is_told(text: str) -> None:
    encoded = encode(text)

    assert decode(encoded.codes)[0] == encoded.text
    for each in text:
        assert each in encoded.left_out or encode(each).text or each in "\r\n"


@given(st.lists(st.text(max_size=20), max_size=6))
def test_text_in_parts_is_read_as_one(parts: list[str]) -> None:
    encoder = BaudotEncoder()
    encoded = [encoder.encode(part) for part in parts]

    codes = [code for each in encoded for code in each.codes]
    assert decode(codes, unshift_on_space=True)[0] == "".join(each.text for each in encoded)


@pytest.mark.parametrize("doubtful", "#&=+")
def test_signs_that_two_tables_write_differently_are_not_sent(doubtful: str) -> None:
    encoded = encode(f"APT {doubtful}4")

    assert (encoded.text, encoded.left_out) == ("APT 4", doubtful)


def test_what_has_no_code_is_told_once() -> None:
    encoded = encode("me@home 100% @ 30°C *21")

    assert (encoded.text, encoded.left_out) == ("MEHOME 100  30C 21", "@%°*")


def test_small_letters_accents_and_typeset_signs_are_sent_as_their_like() -> None:
    assert encode("don’t go – Bélanger, ŒUVRE “ça”\t½").text == 'DON\'T GO - BELANGER, UVRE "CA" '
    assert encode("Œ½").left_out == "Œ½"


def test_a_text_that_is_too_long_is_cut_and_told() -> None:
    encoded = encode("A" * 4000 + "911")

    assert (len(encoded.text), encoded.left_out) == (4000, "91")


def test_a_long_number_repeats_its_shift() -> None:
    codes = encode("9" * (2 * REPEAT_AFTER + 1)).codes

    assert [place for place, code in enumerate(codes) if code == FIGURES_SHIFT] == [0, 11, 22]


def test_every_letter_that_is_sent_has_its_codes() -> None:
    assert [(each.letter, each.codes) for each in encode("A1 1\n").letters] == [
        ("A", (LETTERS_SHIFT, 3)),
        ("1", (FIGURES_SHIFT, 23)),
        (" ", (4,)),
        ("1", (FIGURES_SHIFT, 23)),
        ("\n", (8, 2)),
    ]


def test_the_shift_is_sent_anew_where_sending_begins_again() -> None:
    encoder = BaudotEncoder()
    encoder.encode("91")
    encoder.begin()

    assert encoder.encode("1").codes == (FIGURES_SHIFT, 23)


def test_digits_of_a_far_end_of_either_kind_are_read_right() -> None:
    assert decode(KEEPS)[0] == "CALL 905 555 OR"
    assert decode(UNSHIFTS)[0] == "CALL 905 555 94"  # and OR is in the other reading
    assert decode(UNSHIFTS)[1].endswith("OR")
    assert decode(UNSHIFTS, unshift_on_space=True)[0] == "CALL 905 555 OR"


def test_a_reading_that_unshifts_would_spoil_the_number_of_a_far_end_that_does_not() -> None:
    assert decode(KEEPS, unshift_on_space=True)[0] == "CALL 905 TTT OR"


def test_the_other_reading_is_of_the_same_length_letter_by_letter() -> None:
    assert decode([27, 16, 16, 16, 4, 22, 23, 19, 1]) == ("555 0123", "TTT PQWE")


@given(st.lists(st.integers(-5, 300), max_size=200), st.booleans())
def test_any_codes_are_read_and_both_readings_are_of_one_length(codes: list[int], unshifts: bool) -> None:
    text, alternate = decode(codes, unshift_on_space=unshifts)

    assert len(text) == len(alternate) <= len(codes)


def test_a_line_ends_once_however_the_far_end_ends_it() -> None:
    for end in ([8, 2], [8], [2], [8, 31, 2]):
        assert decode([3, *end, 3])[0] == "A\nA", end
    assert decode([2, 2])[0] == "\n\n"


def test_a_decoder_begins_in_letters() -> None:
    assert BaudotDecoder().decode(16) == ("T", "5")

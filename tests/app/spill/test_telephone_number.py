"""D111 and spill-formats 3.13: what can honestly be said of a number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.spill.model import NumberStatus
from app.spill.telephone_number import digits_of, read_number


@pytest.mark.parametrize("sent", ["9053261224", "905-326-1224", "(905) 326-1224", "1 905 326 1224", "905.326.1224"])
def test_ten_digits_are_complete_whatever_stands_between_them(sent: str) -> None:
    assert read_number(sent) == ("9053261224", NumberStatus.COMPLETE, "", "")


def test_an_area_code_printed_apart_goes_in_front() -> None:
    assert read_number("326-1224", "905")[0] == "9053261224"
    assert read_number("416-326-1224", "905")[0] == "4163261224"


def test_seven_digits_have_no_area_code_and_none_is_added() -> None:
    digits, status, words, problem = read_number("436-0709")
    assert (digits, status, problem) == ("4360709", NumberStatus.NO_AREA_CODE, "")
    assert words == "area code not sent"


@pytest.mark.parametrize(
    ("sent", "status", "says"),
    [
        ("905-911-0123", NumberStatus.ANI_FAILURE, "say nothing about the caller"),
        ("911-0123", NumberStatus.ANI_FAILURE, "say nothing about the caller"),
        ("000-0000", NumberStatus.ANI_FAILURE, "all zeros"),
        ("905-000-0000", NumberStatus.ANI_FAILURE, "all zeros"),
        ("905-111-1111", NumberStatus.NOT_DIALABLE, "handset without service"),
        ("111-1111", NumberStatus.NOT_DIALABLE, "handset without service"),
        ("911-326-1224", NumberStatus.NOT_DIALABLE, "area code 911"),
        ("905-511-1234", NumberStatus.NOT_DIALABLE, "routing number of a cell sector"),
        ("905-211-1234", NumberStatus.NOT_DIALABLE, "routing number of a cell sector"),
        ("905-411-1234", NumberStatus.NOT_DIALABLE, "no subscriber"),
        ("905-123-4567", NumberStatus.NOT_DIALABLE, "no subscriber"),
        ("123-456-7890", NumberStatus.NOT_DIALABLE, "no subscriber"),
        ("055-326-1224", NumberStatus.NOT_DIALABLE, "no subscriber"),
    ],
)
def test_a_number_that_nobody_answers_is_said_in_words(sent: str, status: NumberStatus, says: str) -> None:
    digits, found, words, problem = read_number(sent)
    assert digits == digits_of(sent)
    assert found is status
    assert says in words
    assert not problem


@pytest.mark.parametrize("sent", ["", "   "])
def test_nothing_is_absent(sent: str) -> None:
    assert read_number(sent) == (None, NumberStatus.ABSENT, "no number was sent", "")


def test_words_in_place_of_a_number_are_told() -> None:
    digits, status, _, problem = read_number("ANONYMOUS")
    assert (digits, status) == (None, NumberStatus.ABSENT)
    assert problem == "number: expected digits, got 'ANONYMOUS'"


def test_another_length_keeps_its_digits_and_is_told() -> None:
    digits, status, words, problem = read_number("12-345")
    assert (digits, status) == ("12345", NumberStatus.NOT_DIALABLE)
    assert words == "not dialable: 5 digits are no telephone number"
    assert problem == "number: expected 7 or 10 digits, got 5 in '12-345'"


@given(st.text(), st.text(max_size=5))
def test_any_text_gives_digits_or_none(sent: str, area: str) -> None:
    digits, status, _, _ = read_number(sent, area)
    assert digits is None or (digits.isascii() and digits.isdigit())
    assert (status is NumberStatus.ABSENT) == (digits is None)

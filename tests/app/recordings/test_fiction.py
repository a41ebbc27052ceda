"""Numbers kept for fiction in the place of real ones."""

import re

import pytest

from app.recordings.fiction import FictionNumbers
from app.spill.telephone_number import read_number


def numbers(*avoid: str) -> FictionNumbers:
    return FictionNumbers(set(avoid), lambda _, of: list(of))


@pytest.mark.parametrize("sent", ["326-1224", "9053261224", "905-326-1224", "(905) 326-1224", "1 905 326 1224"])
def test_every_form_keeps_its_signs_and_its_area_code(sent: str) -> None:
    assert numbers().number(sent) == sent.replace("326", "555").replace("1224", "0101")


def test_the_same_number_is_the_same_with_and_without_its_area_code() -> None:
    given = numbers()
    assert given.number("9053261224")[-7:] == given.number("326-1224").replace("-", "")
    assert given.number("326-9999") != given.number("326-1224")


@pytest.mark.parametrize(
    "sent",
    ["9053261224", "9055111224", "9053111111", "9051111111", "9110123456", "0000000000", "3261224", "1051234567"],
)
def test_what_can_be_said_of_the_number_stays(sent: str) -> None:
    """D111."""
    assert read_number(numbers().number(sent))[1] == read_number(sent)[1]


@pytest.mark.parametrize("sent", ["911-0123", "0000000", "111-1111", "905-111-1111"])
def test_what_the_network_sends_for_want_of_a_number_is_nobody_s_and_stays(sent: str) -> None:
    assert numbers().number(sent) == sent


@pytest.mark.parametrize("sent", ["", "12", "12345678", "123456789012"])
def test_what_is_no_whole_number_is_left_to_others(sent: str) -> None:
    assert numbers().number(sent) == ""


def test_in_text_that_nothing_is_known_of_the_area_code_goes_too() -> None:
    made = numbers().unknown("1-416-326-1224")
    assert re.fullmatch(r"1-(905|289|365|705|249)-555-0101", made)
    assert numbers().unknown("905-111-1111")[4:7] == "555"
    assert numbers().unknown("123456") == ""


def test_a_line_that_somebody_in_the_recording_has_is_not_given() -> None:
    given = numbers("0101", "9055550102", "5013")
    assert [given.number(f"326-{n}")[-2:] for n in range(1000, 1003)] == ["03", "04", "05"]
    assert not any(given.number(f"327-{n}")[-2] == "3" for n in range(1000, 1080))


def test_the_hundredth_caller_has_the_number_that_was_given_longest_ago_and_never_his_own() -> None:
    given = numbers()
    made = [given.number(f"326-{n}") for n in range(1000, 1100)]
    assert len(set(made)) == 99
    assert made[99] == made[0]
    assert numbers().number("555-0101") == "555-0102"

"""What is written in a profile for commands and expectations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.phone_command import CommandError, Digits, Values, read_expected, read_wording

VALUES = Values(
    {"flash": 0.5, "answer_silence": 5.0},
    {"hookd": {0.05: "0", 0.5: "7"}},
    Digits(between=",", pound="H"),
    {"device": "#20"},
)


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("ATS29={flash:10ms}", "ATS29=50"),
        ("AT+VRA={answer_silence:100ms}", "AT+VRA=50"),
        ("AT+VRN={answer_silence:s}", "AT+VRN=5"),
        ("WAIT {flash:ms}", "WAIT 500"),
        ("{device} HOOKD {flash:hookd}", "#20 HOOKD 7"),
        ("ATDT{digits}", "ATDT*,2,H"),
        ("AT+VTS={{{digit},5}}", "AT+VTS={*,2,H,5}"),
        ("{{digits}}", "{digits}"),
        ("", ""),
    ],
)
def test_values_stand_in_braces(text: str, sent: str) -> None:
    assert read_wording(text, VALUES, dials=True).write("*2#") == sent


def test_a_command_knows_whether_it_dials_and_whether_digit_by_digit() -> None:
    each = read_wording("KEY{digit}", VALUES, dials=True)
    whole = read_wording("ATDT{digits}", VALUES, dials=True)
    assert (each.dials, each.each_digit) == (True, True)
    assert (whole.dials, whole.each_digit) == (True, False)
    assert not read_wording("ATH", VALUES).dials


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ATDT{digits}", "expected a time with its unit, as in {flash:10ms}, got '{digits}'"),
        ("ATS29={flash}", "expected a time with its unit, as in {flash:10ms}, got '{flash}'"),
        ("ATS29={flash:}", "expected a unit, one of s, 100ms, 10ms, ms, hookd, after flash, got ''"),
        ("ATS29={flash:weeks}", "expected a unit, one of s, 100ms, 10ms, ms, hookd, after flash, got 'weeks'"),
        (
            "{answer_silence:hookd}",
            "expected answer_silence to be a time this device can be set to (0.05, 0.5 s), got 5",
        ),
        ("ATS29={", "in braces, or {{, got a { in 'ATS29={'"),
        ("ATS29=}", "in braces, or }}, got a } in 'ATS29=}'"),
        ("AT\u2013", "expected characters of one byte"),
        ("A" * 101, "expected at most 100 characters, got 101"),
    ],
)
def test_a_fault_in_a_command_is_a_sentence(text: str, sentence: str) -> None:
    with pytest.raises(CommandError) as raised:
        read_wording(text, VALUES)
    assert sentence in str(raised.value)


def test_an_expectation_is_a_picture_in_which_what_was_sent_must_come_back() -> None:
    dialled = read_expected("{device} DIAL {digits}", VALUES)
    assert dialled.fit("#20 dial *,2,1", "*21") == {}
    assert dialled.fit("#20 DIAL *,2,2", "*21") is None
    assert read_expected("RINGING[ {n:9+}]", VALUES).fit("RINGING 3") == {"n": "3"}
    assert read_expected("RINGING[ {n:9+}]", VALUES).fit("RINGING") == {}


def test_signs_of_the_picture_language_in_a_value_stand_for_themselves() -> None:
    values = Values({}, words={"device": "[A]{1}"})
    assert read_expected("{device} OK", values).fit("[A]{1} OK") == {}


@pytest.mark.parametrize("text", ["{n:9", "[", "{N}", "{flash:weeks}", "", "x" * 500])
def test_a_fault_in_an_expectation_is_a_sentence(text: str) -> None:
    with pytest.raises(CommandError, match="expected"):
        read_expected(text, VALUES)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_is_read_or_refused_in_a_sentence(text: str, word: str) -> None:
    for read in (read_wording, read_expected):
        try:
            made = read(text, VALUES)
        except CommandError as error:
            assert "expected" in str(error)
            continue
        if read is read_expected:
            read_expected(text, VALUES).fit(word, "*21")
        else:
            assert isinstance(made.text, str)


def test_an_answer_with_other_digits_is_told_from_another_answer() -> None:
    values = Values({"flash": 0.5}, digits=Digits(star="10", pound="11"))
    expected = read_expected("DIAL {digits}", values)
    assert expected.mistakes("DIAL 10", "*21")
    assert not expected.mistakes("DIAL TONE", "*21")
    assert not expected.mistakes("DIALLED", "*21")
    assert not read_expected("DONE", values).mistakes("DONE", "*21")
    assert not read_expected("{digits}{digits}", values).mistakes("2121", "*21")

"""The caller's number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.sip.caller_number import caller_number


@pytest.mark.parametrize(
    ("asserted", "sent_from", "number"),
    [
        ("", "sip:9055550123@switch", "9055550123"),
        ("", "sip:+19055550123@switch;user=phone", "9055550123"),
        ("", "sip:19055550123@switch", "9055550123"),
        ("", "tel:+1-905-555-0123", "9055550123"),
        ("", "sips:(905)555.0123@switch", "9055550123"),
        ('"Ann" <sip:+19055550123@switch>', "sip:anonymous@anonymous.invalid", "9055550123"),
        ("<tel:+19055550123>", "sip:4165550000@switch", "9055550123"),
        ("", "sip:anonymous@anonymous.invalid", ""),
        ("<sip:restricted@x>", "sip:9055550123@switch", "9055550123"),
        ("", "sip:911@psap", "911"),
        ("", "sip:+442071838750@switch", "442071838750"),
        ("", "sip:1234567890123456@switch", ""),
        ("", "sip:٣٤٥@switch", ""),
        ("", "sip:@switch", ""),
        ("", "sip:10.155.120.123", ""),
        ("", "sip:10.155.120.123:5060;transport=udp", ""),
        ("", "sip:10.155.120.123;x=a@b", ""),
        ("", "sip:905.555.0123@switch", "9055550123"),
        ('"sip:4165550000@x" <sip:9055550123@y>', "", "9055550123"),
        ('"Ann \\" sip:4165550000@x" <sip:9055550123@y>', "", "9055550123"),
        ('"sip:4165550000@x', "", ""),
        ("", "sip:9055550123:secret@switch", "9055550123"),
        ("", "sip:9055550123;phone-context=x@switch", "9055550123"),
        ("", "sip:%2B19055550123@switch", "9055550123"),
        ("", "sip:+1+9055550123@switch", ""),
        ("", "sip:905 555 0123@switch", ""),
        ("", "sip:9055550123ext4@switch", ""),
        ("", "tel:+1-905-555-0123;phone-context=x", "9055550123"),
        ("", "sip:(-)@switch", ""),
        ("", "", ""),
    ],
)
def test_the_number_is_digits_or_nothing(asserted: str, sent_from: str, number: str) -> None:
    assert caller_number(asserted, sent_from) == number


@given(st.text(), st.text())
def test_any_addresses_give_digits_or_nothing(asserted: str, sent_from: str) -> None:
    number = caller_number(f"sip:{asserted}", sent_from)
    assert number == "" or (number.isascii() and number.isdigit())

"""Bytes as text: named or dotted, never obeyed."""

from hypothesis import given
from hypothesis import strategies as st

from app.monitor.notation import dotted, named


def test_control_characters_are_named() -> None:
    assert named(b"\x02PALMER\x1b[2J\r\n\x03\x7f\x00") == "<STX>PALMER<ESC>[2J<CR><LF><ETX><DEL><NUL>"


def test_what_has_no_name_is_told_in_hex_and_letters_with_accents_stay() -> None:
    assert named(b"\x85\x9b\xa0 Ren\xe9") == "<85><9B><A0> René"


@given(st.binary(max_size=300))
def test_nothing_that_was_sent_can_be_obeyed_and_dots_keep_the_columns(data: bytes) -> None:
    assert named(data).isprintable()
    assert dotted(data).isprintable()
    assert len(dotted(data)) == len(data)


def test_ordinary_text_stays_as_it_is() -> None:
    assert named(b"324 FIRST ST N") == dotted(b"324 FIRST ST N") == "324 FIRST ST N"

from hypothesis import given
from hypothesis import strategies as st

from app.spill.symbols import visible


def test_escape_and_control_characters_become_symbols_one_for_one() -> None:
    assert visible("A\x1b[2J\x00\x7f\tB") == "A␛[2J␀␡␉B"


def test_c1_controls_and_direction_overrides_become_escapes() -> None:
    assert visible("A\x85\u202eB") == "A\\x85\\u202eB"


def test_letters_of_any_language_and_blanks_stay() -> None:
    assert visible("ZOÉ  Ł 北") == "ZOÉ  Ł 北"


@given(st.text())
def test_any_text_is_printable_afterwards(text: str) -> None:
    assert visible(text).isprintable()

"""What stands beside a caller's number: which area codes a centre has by hand, and in whose language it is said."""

import pytest

from app.position.card import card_of
from app.position.details import details_of
from app.settings import Settings
from app.spill.model import NumberStatus, Spill
from app.spill.telephone_number import NUMBER_WORDS
from app.tables import load_tables
from app.words import speak, spoken


def note(number: str, by_hand: tuple[str, ...], status: NumberStatus = NumberStatus.COMPLETE, words: str = "") -> str:
    spill = Spill(raw=b"", format="bell-display", lines=(), number=number, number_status=status, number_words=words)
    return card_of(details_of(spill), by_hand).number.note


def test_which_area_codes_are_directed_by_hand_stands_in_the_table_of_agencies() -> None:
    """D013: 705 at Durham; at another centre such a number is like any other."""
    durham = load_tables(Settings()).agencies.centre.by_hand
    assert note("7054321224", durham) == "area code 705: directed to this centre by hand"
    assert note("9057054321", durham) == note("7054321224", ()) == ""
    assert note("8194321224", ("873", "819")) == "area code 819: directed to this centre by hand"


@pytest.mark.parametrize("words", NUMBER_WORDS)
@pytest.mark.parametrize("from_journal", [False, True])
def test_what_is_said_of_a_number_is_said_in_the_language_of_the_screen(words: str, from_journal: bool) -> None:
    """Also of a call that stands there again after a restart, whose words were plain text in the journal."""
    sent = "".join(words) if from_journal else words
    speak(lambda text, _count: text.upper())
    try:
        assert words.upper() in spoken(note("9051111111", (), NumberStatus.NOT_DIALABLE, sent))
    finally:
        speak(None)

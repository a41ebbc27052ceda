from collections.abc import Generator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.words import joined, places, say, say_count, speak, spoken, tr

FRENCH = {
    "on line {span}": "en ligne {span}",
    "refused: {why}": "refusé : {why}",
    "no call is open": "aucun appel",
    "{n} calls": "{n} appels",
    "three {braces}": "trois {accolades}",
    "odd {braces}": "impair {braces",
}


def french(text: str, count: int) -> str:
    return "{n} appel" if text == "{n} calls" and 0 <= count < 2 else FRENCH.get(text, text)


@pytest.fixture
def in_french() -> Generator[None]:
    speak(french)
    yield
    speak(None)


def test_a_sentence_is_english_to_all_that_compare_it_or_write_it_down(in_french: None) -> None:
    sentence = say("refused: {why}", why=say("no call is open"))
    assert sentence == "refused: no call is open"
    assert sentence.startswith("refused")
    assert f"{sentence}" == "refused: no call is open"


def test_it_is_shown_in_the_language_with_every_value_that_is_a_sentence_itself(in_french: None) -> None:
    assert spoken(say("refused: {why}", why=say("no call is open"))) == "refusé : aucun appel"
    assert tr("on line {span}", span="00:41") == "en ligne 00:41"


def test_what_the_console_did_not_say_is_shown_as_it_is(in_french: None) -> None:
    """A caller whose name is one of the console's words keeps her name."""
    assert spoken("no call is open") == "no call is open"
    assert spoken(say("refused: {why}", why="no call is open")) == "refusé : no call is open"


def test_parts_side_by_side_are_each_shown_in_their_own_way(in_french: None) -> None:
    line = joined(" · ", (say("on line {span}", span="00:41"), "OSHAWA", say("no call is open")))
    assert line == "on line 00:41 · OSHAWA · no call is open"
    assert spoken(line) == "en ligne 00:41 · OSHAWA · aucun appel"


@pytest.mark.parametrize(
    ("n", "english", "shown"), [(0, "0 calls", "0 appel"), (1, "1 call", "1 appel"), (2, "2 calls", "2 appels")]
)
def test_a_count_is_said_as_the_language_counts(in_french: None, n: int, english: str, shown: str) -> None:
    sentence = say_count("{n} call", "{n} calls", n)
    assert sentence == english
    assert spoken(sentence) == shown


def test_without_a_translation_everything_is_english() -> None:
    assert spoken(say("on line {span}", span="00:41")) == "on line 00:41"
    assert tr("no call is open") == "no call is open"


@pytest.mark.parametrize("text", ["three {braces}", "odd {braces}"])
def test_a_translation_with_other_braces_than_its_text_is_not_shown(in_french: None, text: str) -> None:
    assert spoken(say(text, braces="x")) == text.format(braces="x")


def test_a_text_nobody_translated_stays_english(in_french: None) -> None:
    assert spoken(say("nobody yet")) == "nobody yet"


def test_the_language_is_asked_once_for_a_text() -> None:
    asked: list[str] = []

    def ask(text: str, _count: int) -> str:
        asked.append(text)
        return text

    speak(ask)
    try:
        for span in ("00:41", "00:42"):
            spoken(say("on line {span}", span=span))
    finally:
        speak(None)
    assert asked == ["on line {span}"]


@given(st.text(), st.text())
def test_any_value_is_put_in_as_it_is(value: str, other: str) -> None:
    """What a caller's record holds is never read as a text of the console's."""
    assert say("{a} of {b}", a=value, b=other) == f"{value} of {other}"
    speak(lambda text, _count: f"⟦{text}⟧")
    try:
        assert spoken(say("{a} of {b}", a=value, b=other)) == f"⟦{value} of {other}⟧"
    finally:
        speak(None)


def test_the_names_in_the_braces_of_a_text() -> None:
    assert places("call {n} of {total:.1f}") == {"n", "total"}
    assert places("nothing") == frozenset()
    with pytest.raises(ValueError, match="expected '}'"):
        places("call {n")

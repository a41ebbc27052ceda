"""What a time counts from is told in words: a trainee has not read the lesson's table."""

import pytest

from app.lessons import Deed, Does, Expectation, LessonCall, Moment
from app.lessons.anchor import anchor_words

LONG = "There is smoke behind the house, send the fire department"
CALL = LessonCall(
    1,
    moments=(
        Moment("says", 1, Does.SAYS, "Fire!"),
        Moment("long", 1, Does.SAYS, LONG),
        Moment("speaks", 1, Does.SAYS),
        Moment("here", 1, Does.IS_HERE),
        Moment("gone", 1, Does.HANGS_UP),
        Moment("tones", 1, Does.TONES),
        Moment("types", 1, Does.TYPES, "HELP GA"),
        Moment("lost", 1, Does.FAULT, fault="lost"),
    ),
    expectations=(Expectation("contact", "Voice contact with fire", Deed.CONTACT),),
)


@pytest.mark.parametrize(
    ("anchor", "words"),
    [
        ("arrival", "the call comes"),
        ("says", 'the caller says "Fire!"'),
        ("long", 'the caller says "There is smoke behind the house, send t…"'),
        ("speaks", "the caller speaks"),
        ("here", "the caller is here"),
        ("gone", "the caller hangs up"),
        ("tones", "TTY tones are heard"),
        ("types", 'the caller types "HELP GA"'),
        ("lost", "the fault lost"),
        ("contact", '"Voice contact with fire"'),
    ],
)
def test_an_anchor_is_what_the_caller_does_or_the_words_of_a_rule(anchor: str, words: str) -> None:
    assert anchor_words(CALL, anchor) == words

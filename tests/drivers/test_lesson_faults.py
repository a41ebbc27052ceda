"""The faults of the emulator as a lesson has them."""

import pytest

from drivers.emulator.fault import FAULTS
from drivers.lesson_faults import AT_ONCE, BY_HAND, FOR_RECORDINGS, KINDS, NO_MEANING, SentBefore, offered, read_strike


def test_every_fault_of_the_emulator_can_be_put_in_or_has_no_meaning_in_a_lesson() -> None:
    names = [asked.partition("x")[0] for asked, _words in offered(lambda name: True)]
    assert names[: len(AT_ONCE)] == list(AT_ONCE)
    assert sorted([*names, *NO_MEANING]) == sorted([*FAULTS, "telephone_lost"])
    assert all(NO_MEANING.values())
    assert {*AT_ONCE, *BY_HAND, *FOR_RECORDINGS, *NO_MEANING} <= {*KINDS}


def test_a_fault_is_offered_with_its_measure_in_words() -> None:
    words = dict(offered(lambda name: name in ("vanish", "split")))
    assert list(words) == ["vanishx20", "split"]
    assert words["vanishx20"] == "at once: the feed is lost, and comes back after 20 s"


def test_what_strikes_at_once_says_so() -> None:
    for asked, words in offered(lambda name: True):
        assert words.startswith("at once: ") is (asked.partition("x")[0] in AT_ONCE), asked


@pytest.mark.parametrize(
    ("text", "strike"),
    [("vanish", ("vanish", 3)), (" vanishx40 ", ("vanish", 40)), ("split", ("split", 1)), ("stormx7", ("storm", 7))],
)
def test_a_fault_is_read_alone_or_with_its_measure(text: str, strike: tuple[str, int]) -> None:
    assert read_strike(text) == strike


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("rain", "expected one of telephone_lost, .*, alone or with its measure as in vanishx20, got 'rain'"),
        ("vanish@5", "expected one of .* got 'vanish@5'"),
        ("vanishx", "vanish: expected a whole number after x, got 'vanishx'"),
        ("vanishx9999", "vanish: expected 1 to 3600 seconds after x, got 9999"),
        ("splitx2", "split: expected no x2"),
        ("deaf", "deaf has no meaning in a lesson: the console sends nothing"),
        ("x" * 999, "expected one of .* got 'x{60}'$"),
    ],
)
def test_what_is_no_fault_of_a_lesson_is_refused_in_a_sentence(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_strike(text)


def test_what_a_call_brought_is_kept_until_two_others_came() -> None:
    before = SentBefore()
    for number in (1, 2, 2, 3):
        before.sent(number, [(9.0, b"%d" % number), (0.1, b".")])
    assert before.again() == [(0.5, b"2"), (0.1, b".")]

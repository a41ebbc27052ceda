"""A result is kept for as long as it is asked for with the same values, and never longer."""

from app.position.kept import MOST_KEPT, Kept, KeptMany


class Maker:
    """Counts how often it made something."""

    def __init__(self) -> None:
        self.made = 0

    def __call__(self, word: str, times: int) -> str:
        self.made += 1
        return word * times


def test_what_is_asked_for_again_with_the_same_values_is_not_made_again() -> None:
    maker = Maker()
    kept = Kept(maker)
    first = kept("ring", 2)
    assert kept("ring", 2) is first
    assert maker.made == 1


def test_every_value_is_part_of_the_key() -> None:
    kept = Kept(Maker())
    assert [kept("ring", 2), kept("ring", 3), kept("tone", 3)] == ["ringring", "ringringring", "tonetonetone"]


def test_only_the_last_result_is_kept() -> None:
    """So that it takes no memory over weeks of running."""
    maker = Maker()
    kept = Kept(maker)
    for word in ("ring", "tone", "ring"):
        assert kept(word, 1) == word
    assert maker.made == 3


def test_a_function_of_nothing_is_made_once() -> None:
    made: list[int] = []
    kept = Kept(lambda: made.append(1))
    kept()
    kept()
    assert made == [1]


def test_many_results_are_kept_and_never_more_than_so_many() -> None:
    maker = Maker()
    kept = KeptMany(maker)
    for times in range(MOST_KEPT):
        assert kept("a", times) == "a" * times
    assert kept("a", 0) == ""
    assert maker.made == MOST_KEPT
    kept("b", 0)
    kept("a", 1)  # the one that was asked for longest ago is made again
    assert maker.made == MOST_KEPT + 2

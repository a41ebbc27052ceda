"""Every kind of event that a journal can hold has its words."""

import pytest

from app.position.minutes import KINDS
from app.review.kinds import kind_words
from app.words import Said


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_is_a_sentence_of_the_console(kind: str) -> None:
    words = kind_words(kind)
    assert words == kind.replace("_", " ")
    assert isinstance(words, Said)  # so that it is said in another language, too


def test_a_kind_of_another_version_stays_as_it_is() -> None:
    assert kind_words("sun_rose") == "sun_rose"

"""A section and the words it is found by."""

from app.manual.section import Section, words_of


def test_words_are_looked_for_as_they_are_typed() -> None:
    assert words_of("P.P.S.A.P. 9-1-1 *21 Hung-up **Do** it") == ["ppsap", "911", "*21", "hung", "up", "do", "it"]


def test_a_section_says_where_it_comes_from() -> None:
    assert Section("t", "Title", ("p. 21", "tech. p. 2"), "").source == "manual p. 21, tech. p. 2"
    assert Section("t", "Title", (), "").source == ""


def test_a_section_has_the_words_of_text_title_and_also() -> None:
    section = Section("Ring back", "The howler", ("p. 21",), "rings rings", ("howling",))
    assert section.in_text == {"rings": 2}
    assert section.in_title == {"the": 1, "howler": 1, "ring": 1, "back": 1}
    assert section.in_also == {"howling": 1}
    assert section.words == (section.in_text, section.in_title, section.in_also)


def test_a_section_that_tells_of_a_contradiction_asks() -> None:
    assert Section("t", "G1", (), "", rows=("G1", "D091")).asks
    assert not Section("t", "Title", (), "", rows=("D091",)).asks

"""A section is found by page, by words, by name."""

import pytest

from app.manual import Manual, Section, Topic


def made(*sections: Section) -> Manual:
    titles = dict.fromkeys(section.topic for section in sections)
    return Manual(
        tuple(
            Topic(title.lower().replace(" ", "-"), title, tuple(each for each in sections if each.topic == title))
            for title in titles
        )
    )


SMALL = made(
    Section("First things", "Begin", ("p. 1",), "The telephone rings."),
    Section("First things", "Conference", ("p. 15",), "Press the key for Fire. Voice contact, then release."),
    Section("Special", "Silent calls", ("p. 15", "p. 16"), "No voice: tell Fire, Police and Ambulance.", ("silence",)),
    Section("Questions", "G1 Which?", ("p. 15", "p. 40"), "Silent or not? Police?", rows=("G1",)),
)


def titles(manual: Manual, found: tuple[int, ...]) -> list[str]:
    return [manual.sections[index].title for index in found]


@pytest.mark.parametrize(
    ("page", "about", "title"),
    [
        ("manual p. 15", "", "Conference"),
        ("manual p. 15", "no voice contact yet; F12 releases", "Conference"),
        ("manual p. 15", "nothing is said: tell Police and Ambulance", "Silent calls"),
        ("manual p. 16", "release", "Silent calls"),
        ("manual p. 40", "", "G1 Which?"),
        ("manual p. 99", "silent", "Begin"),
        ("manual p. 98-99, 16", "", "Silent calls"),
        ("", "silent", "Begin"),
    ],
)
def test_a_step_opens_at_the_section_of_its_page_that_fits_it_best(page: str, about: str, title: str) -> None:
    assert SMALL.sections[SMALL.at_page(page, about)].title == title


def test_a_section_of_the_page_comes_before_one_that_only_touches_it() -> None:
    manual = made(
        Section("A", "Mostly elsewhere", ("p. 21", "p. 16"), "call back call back"),
        Section("A", "Call back", ("p. 16",), "once"),
    )
    assert manual.sections[manual.at_page("manual p. 16", "call back")].title == "Call back"


def test_a_search_wants_every_word_and_ranks_titles_first() -> None:
    assert titles(SMALL, SMALL.search("silent")) == ["Silent calls", "G1 Which?"]
    assert titles(SMALL, SMALL.search("fire voice")) == ["Conference", "Silent calls"]
    assert titles(SMALL, SMALL.search("silence")) == ["Silent calls"]
    assert titles(SMALL, SMALL.search("conf")) == ["Conference"]


def test_where_no_section_has_every_word_those_with_any_are_found() -> None:
    assert titles(SMALL, SMALL.search("telephone ambulance")) == ["Begin", "Silent calls"]
    assert SMALL.search("xyzzy plugh") == ()


def test_without_a_word_everything_stands_in_its_order() -> None:
    assert SMALL.search(" , ") == (0, 1, 2, 3)


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("conference", ["Conference"]),
        ("first-things", ["Begin", "Conference"]),
        ("Special", ["Silent calls"]),
        ("15", ["Conference", "Silent calls", "G1 Which?"]),
        ("p. 16", ["Silent calls"]),
        ("rings", ["Begin"]),
        ("  ", []),
        ("p. 77", []),
    ],
)
def test_a_topic_a_page_a_title_or_words_name_sections(name: str, found: list[str]) -> None:
    assert titles(SMALL, SMALL.named(name)) == found


def test_a_file_names_its_topic() -> None:
    manual = Manual((Topic("tty", "Special calls", (Section("Special calls", "Typing", (), "x"),)),))
    assert titles(manual, manual.named("tty")) == ["Typing"]


def test_the_edition_is_the_one_a_page_gives() -> None:
    assert SMALL.edition == ""
    assert Manual((Topic("a", "A", ()), Topic("b", "B", (), "Retelling 1"))).edition == "Retelling 1"


def test_howler_finds_ring_back_first(shipped_manual: Manual) -> None:
    """D129."""
    best = shipped_manual.sections[shipped_manual.search("howler")[0]]
    assert (best.topic, best.title) == ("Ring back", "What ring back does")
    assert titles(shipped_manual, shipped_manual.search("howl"))[0] == "What ring back does"


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("york", "The 9-1-1 lines themselves fail"),
        ("poison", "Which agency?"),
        ("905-111-1111", "Which calls bring number and address?"),
        ("hung up wireless", "A wireless caller is cut off"),
        ("slurred", "Slurred speech"),
        ("*36", "G1 Whose codes are *26 and *36?"),
        ("deaf", "Calls from a TTY/TDD"),
    ],
)
def test_the_shipped_manual_is_found_by_what_one_would_type(shipped_manual: Manual, words: str, title: str) -> None:
    assert titles(shipped_manual, shipped_manual.search(words))[0] == title

"""Lines that are ready for a TTY, as a table of the site's own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import TableError
from app.position.canned import LONGEST_TEXT, CannedLine, load_canned

SHIPPED = Path(__file__).parents[3] / "resources" / "tty" / "lines.toml"


def test_the_shipped_lines_can_all_be_sent_and_give_the_turn_back() -> None:
    """D152; GA and SK are the habits of TTY users."""
    lines = load_canned(SHIPPED.read_text("utf-8"), "lines.toml")
    assert len(lines) >= 6
    assert all(each.text.endswith((" GA", " SK", " HD")) for each in lines)


def test_a_line_is_sent_in_capitals() -> None:
    assert load_canned('[[line]]\nlabel = "Address"\ntext = "what is the address q ga"\n', "x.toml") == (
        CannedLine("Address", "WHAT IS THE ADDRESS Q GA"),
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            '[[line]]\nlabel = "A"\ntext = "50% OFF"\n',
            "x.toml line 3: line 1, text: expected at most 120 letters, digits",
        ),
        ('[[line]]\nlabel = "A"\ntext = ""\n', "x.toml line 3: line 1, text: expected at most 120"),
        ('[[line]]\nlabel = ""\ntext = "GA"\n', "x.toml line 2: line 1, label: expected words of at most 16"),
        ('[[line]]\nlabel = "A"\n', "x.toml line 1: line 1, text: expected at most 120"),
        ('[[line]]\nlabel = "A"\ntext = "GA"\nkey = 1\n', "x.toml line 4: line 1, key: unknown key"),
        ("lines = 3\n", "x.toml line 1: lines: unknown key; did you mean line?"),
        ("line = 3\n", "x.toml line 1: line: expected sections [[line]], got 3"),
        ("line = [", "x.toml"),
    ],
)
def test_every_fault_is_a_sentence_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(TableError) as fault:
        load_canned(text, "x.toml")
    assert str(fault.value).startswith(sentence)


def test_more_lines_than_anybody_finds_are_refused() -> None:
    with pytest.raises(TableError, match="at most 40 lines, got 41"):
        load_canned('[[line]]\nlabel = "A"\ntext = "GA"\n' * 41, "x.toml")


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        lines = load_canned(text, "x.toml")
    except TableError as fault:
        assert str(fault)
    else:
        assert all(0 < len(each.text) <= LONGEST_TEXT for each in lines)

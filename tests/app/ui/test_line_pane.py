"""The telephone's line, one key away (issue 3 section 5)."""

from pytestqt.qtbot import QtBot

from app.ui.line_pane import LinePane, page_text
from app.ui.theme import Letterings, Theme


def test_the_words_of_the_facts_stand_in_a_column() -> None:
    assert page_text((("state", "ready"), ("registration", "refused"))) == (
        "STATE          ready\nREGISTRATION   refused"
    )


def test_facts_that_do_not_fit_are_scrolled_to(qtbot: QtBot, theme: Theme, letters: Letterings) -> None:
    pane = LinePane(None, theme, letters)
    qtbot.addWidget(pane)
    pane.resize(796, 60)
    pane.show()
    pane.show_page(tuple((f"fact {number}", "words") for number in range(12)))
    assert pane.facts.overflows
    assert pane.facts.accessibleName() == "The telephone's line"

"""A section that is read."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.manual import Section
from app.ui.help_text import HelpText
from app.ui.theme import Letterings, Theme

LONG = Section("Ring back", "What it does", ("p. 21",), "\n\n".join(["It rings."] * 40 + ["It howls: the howler."]))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, letters: Letterings) -> HelpText:
    made = HelpText(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(460, 120)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.text.show_section(LONG, "Retelling 1", "")
    made.text.setFocus()
    return made


def test_it_says_what_it_is_and_where_it_comes_from_and_what_decides(view: HelpText) -> None:
    """D222."""
    lines = view.text.toPlainText().splitlines()
    assert lines[0] == "What it does manual p. 21"
    assert lines[-1] == "Retelling 1. The Board's own text decides."
    assert view.text.accessibleName() == "Manual: What it does"
    assert view.text.isReadOnly()


def test_it_is_moved_with_the_keyboard(view: HelpText) -> None:
    bar = view.text.verticalScrollBar()
    assert bar.value() == 0
    QTest.keyClick(view.text, Qt.Key.Key_Down)
    a_line = bar.value()
    assert a_line > 0
    QTest.keyClick(view.text, Qt.Key.Key_PageDown)
    assert bar.value() > 3 * a_line
    view.text.scroll(-9)
    assert bar.value() == 0


def test_letters_go_where_words_are_looked_for_and_no_other_key_does(view: HelpText) -> None:
    typed: list[str] = []
    view.text.typed.connect(typed.append)
    QTest.keyClicks(view.text, "ho*")
    QTest.keyClick(view.text, Qt.Key.Key_Space)
    QTest.keyClick(view.text, Qt.Key.Key_Return)
    QTest.keyClick(view.text, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(view.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert typed == ["h", "o", "*"]


def test_a_word_that_was_looked_for_is_marked_and_in_sight(view: HelpText, theme: Theme) -> None:
    view.text.show_section(LONG, "", "howl x")
    marks = view.text.extraSelections()
    assert [mark.cursor.selectedText() for mark in marks] == ["howl", "howl"]
    assert marks[0].format.background().color() == QColor(theme.accent)
    assert view.text.verticalScrollBar().value() > 0
    view.text.show_section(LONG, "", "")
    assert view.text.extraSelections() == []
    assert view.text.verticalScrollBar().value() == 0


def test_the_ring_shows_where_the_keyboard_is(view: HelpText) -> None:
    assert view.focused_value() is view.text

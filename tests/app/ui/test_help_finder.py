"""Where sections of the manual are looked for."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.manual import Manual
from app.ui.help_finder import ASKS, NOTHING, HelpFinder
from app.ui.theme import Letterings, Theme


@pytest.fixture
def finder(qtbot: QtBot, theme: Theme, letters: Letterings, shipped_manual: Manual) -> HelpFinder:
    made = HelpFinder(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(796, 117)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_found(shipped_manual, shipped_manual.search(""), 3, "")
    made.search.setFocus()
    return made


def test_every_section_is_listed_with_topic_and_pages_and_the_open_one_is_chosen(
    finder: HelpFinder, shipped_manual: Manual
) -> None:
    assert finder.contents.count() == len(shipped_manual.sections)
    section = shipped_manual.sections[3]
    assert finder.contents.currentItem().text() == f"{section.title} · {section.topic} · {', '.join(section.pages)}"
    assert finder.contents.visualItemRect(finder.contents.currentItem()).intersects(finder.contents.viewport().rect())
    assert finder.search.placeholderText() == ASKS
    assert (finder.search.accessibleName(), finder.contents.accessibleName()) == (
        "Search the manual",
        "Sections of the manual",
    )


def test_what_is_typed_is_told_letter_by_letter(finder: HelpFinder) -> None:
    told: list[str] = []
    finder.looked_for.connect(told.append)
    QTest.keyClicks(finder.search, "how")
    assert told == ["h", "ho", "how"]


def test_the_best_is_chosen_and_enter_opens_what_up_and_down_choose(finder: HelpFinder, shipped_manual: Manual) -> None:
    opened: list[int] = []
    finder.opened.connect(opened.append)
    found = shipped_manual.search("howler")
    finder.show_found(shipped_manual, found, 3, "howler")
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    QTest.keyClick(finder.search, Qt.Key.Key_Down)
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    QTest.keyClick(finder.search, Qt.Key.Key_Up)
    QTest.keyClick(finder.search, Qt.Key.Key_Up)
    QTest.keyClick(finder.search, Qt.Key.Key_Return)
    assert opened == [found[0], found[1], found[0]]
    finder.contents.setFocus()
    QTest.keyClick(finder.contents, Qt.Key.Key_Down)
    QTest.keyClick(finder.contents, Qt.Key.Key_Return)
    assert opened[-1] == found[1]


def test_page_keys_move_the_text_and_not_the_list(finder: HelpFinder) -> None:
    pages: list[int] = []
    finder.scrolled.connect(pages.append)
    QTest.keyClick(finder.search, Qt.Key.Key_PageDown)
    QTest.keyClick(finder.search, Qt.Key.Key_PageUp)
    assert pages == [1, -1]


def test_nothing_found_is_said_and_what_printing_said_stands_before_it(
    finder: HelpFinder, shipped_manual: Manual
) -> None:
    assert not finder.said.isVisible()
    finder.show_found(shipped_manual, (), 3, "xyzzy")
    assert (finder.said.text(), finder.said.isVisible()) == (NOTHING, True)
    finder.say("sent to printer office: 1 page")
    assert finder.said.text() == "sent to printer office: 1 page"
    finder.say("")
    finder.show_found(shipped_manual, (1,), 3, "x")
    assert not finder.said.isVisible()


@pytest.mark.parametrize("width", [796, 250])
def test_no_part_covers_another_however_narrow(finder: HelpFinder, width: int) -> None:
    finder.resize(width, 117)
    finder.say("a call is open")
    parts = (finder.search, finder.said, finder.contents)
    for number, part in enumerate(parts):
        assert finder.rect().contains(part.geometry())
        assert not any(part.geometry().intersects(other.geometry()) for other in parts[number + 1 :])


def test_the_ring_is_drawn_again_where_the_keyboard_comes_and_goes(
    finder: HelpFinder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(finder, "update", lambda: drawn.append(""))
    finder.contents.setFocus()
    assert drawn == ["", ""]

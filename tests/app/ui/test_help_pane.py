"""The manual on the page: opened, read, searched, never over the caller, the keys or the next step."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.manual import Manual
from app.position.screen import NextStep, Pane, Screen
from app.ui.help_pane import HelpPane
from app.ui.page import LEAST_HEIGHT, LEAST_WIDTH, Page
from app.ui.reading import Reading
from app.ui.theme import Letterings, Theme
from app.ui.window import Window

MakeWindow = Callable[..., Window]


@pytest.fixture
def window(make_window: MakeWindow, gallery: Mapping[str, Screen]) -> Window:
    made = make_window()
    made.show_screen(gallery["caller"])
    made.show_screen(gallery["help"])
    return made


def helped(window: Window) -> HelpPane:
    assert window.page.help is not None
    return window.page.help


def title(window: Window) -> str:
    return helped(window).reading.section.title


def type_keys(window: Window, keys: str) -> None:
    """Type as a person does: each letter goes to whatever has the keyboard then."""
    for key in keys:
        widget = window.focusWidget()
        assert widget is not None
        QTest.keyClicks(widget, key)


def press(window: Window, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, held)


def test_it_opens_at_the_page_of_the_step_with_the_keyboard_on_the_text(window: Window) -> None:
    """D014, D050."""
    assert title(window) == "Answer the call"
    assert helped(window).text.text.hasFocus()
    assert "Do you require Police, Fire or Ambulance?" in helped(window).text.text.toPlainText()


def test_over_a_report_that_is_filled_in_it_opens_at_the_reports_page(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    """D014, D175; and at that of the step again, once the report is left."""
    made = make_window()
    made.show_screen(gallery["matter-form"])
    made.show_screen(gallery["help"])
    assert helped(made).reading.section.pages[0] == "p. 26"
    made.show_screen(gallery["matters"])
    made.show_screen(gallery["help"])
    assert title(made) == "Answer the call"


def test_a_tty_that_is_heard_gets_nothing_of_a_word_that_is_typed(
    window: Window, gallery: Mapping[str, Screen]
) -> None:
    """Enter would send the rest of it to the caller."""
    sent: list[str] = []
    window.text_typed.connect(lambda text, _call: sent.append(text))
    type_keys(window, "how")
    window.show_screen(gallery["tty"])
    type_keys(window, "ler")
    press(window, Qt.Key.Key_Return)
    assert sent == []


def test_a_word_is_typed_chosen_and_opened_without_a_mouse(window: Window) -> None:
    """D129."""
    type_keys(window, "howler")
    assert helped(window).finder.search.text() == "howler"
    assert helped(window).finder.search.hasFocus()
    assert title(window) == "Answer the call", "nothing is opened before Enter"
    press(window, Qt.Key.Key_Return)
    assert title(window) == "What ring back does"
    assert helped(window).text.text.hasFocus()
    assert helped(window).text.text.extraSelections()
    type_keys(window, "yo")
    assert helped(window).finder.search.text() == "yo", "a new word begins a new search"


def test_sections_are_turned_searched_and_scrolled_with_keys_of_the_window(window: Window) -> None:
    control = Qt.KeyboardModifier.ControlModifier
    press(window, Qt.Key.Key_PageDown, control)
    assert title(window) == "Which agency?"
    press(window, Qt.Key.Key_PageUp, control)
    press(window, Qt.Key.Key_PageUp, control)
    assert title(window) == "What the network can do"
    press(window, Qt.Key.Key_F, control)
    assert helped(window).finder.search.hasFocus()
    before = helped(window).text.text.verticalScrollBar().value()
    press(window, Qt.Key.Key_PageDown)
    assert helped(window).text.text.verticalScrollBar().value() > before


def test_the_keys_of_the_call_are_heard_while_one_types(window: Window, qtbot: QtBot) -> None:
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_keys(window, "ring")
    for key, name in (
        (Qt.Key.Key_F8, "F8"),
        (Qt.Key.Key_F12, "F12"),
        (Qt.Key.Key_F1, "F1"),
        (Qt.Key.Key_Escape, "Esc"),
    ):
        with qtbot.waitSignal(window.key_pressed) as pressed:
            press(window, key)
        assert pressed.args == [name]
    assert helped(window).finder.search.text() == "ring"


def test_closed_it_gives_the_keyboard_back_and_opened_again_it_is_at_the_step_of_then(
    window: Window, gallery: Mapping[str, Screen]
) -> None:
    type_keys(window, "howler")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    window.show_screen(gallery["caller"])
    assert not helped(window).text.isVisible()
    assert not helped(window).finder.isVisible()
    assert window.page.today.isVisible()
    assert window.focusWidget() is window.page
    window.show_screen(gallery["help-failed"])
    assert title(window) == "All star-code lines busy"
    assert helped(window).finder.search.text() == ""


def test_a_step_that_changes_while_one_reads_moves_nothing(window: Window, gallery: Mapping[str, Screen]) -> None:
    step = NextStep("The caller hung up.", "", "manual p. 21", urgent=True)
    window.show_screen(gallery["help"]._replace(next_step=step))
    assert title(window) == "Answer the call"


def test_initials_that_are_being_typed_keep_the_keyboard(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    window.top.initials.setFocus()
    window.show_screen(gallery["help"])
    assert window.top.initials.hasFocus()


def test_what_is_read_stays_when_the_text_is_made_larger(window: Window) -> None:
    window.resize(1920, 1080)
    type_keys(window, "howler")
    press(window, Qt.Key.Key_Return)
    press(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    assert window.page.letters.scale > 1
    assert title(window) == "What ring back does"
    assert helped(window).finder.search.text() == "howler"
    assert helped(window).text.isVisible()


@pytest.mark.parametrize("name", ["help", "help-failed", "help-by-hand"])
@pytest.mark.parametrize("size", [(LEAST_WIDTH, LEAST_HEIGHT), (1908, 980)])
def test_it_covers_neither_caller_nor_keys_nor_next_step(
    qtbot: QtBot,
    theme: Theme,
    letters: Letterings,
    gallery: Mapping[str, Screen],
    now: list[datetime],
    shipped_manual: Manual,
    size: tuple[int, int],
    name: str,
) -> None:
    page = Page(None, theme, letters, Reading(lambda: shipped_manual))
    qtbot.addWidget(page)
    page.resize(*size)
    page.show()
    page.show_screen(gallery[name]._replace(pane=Pane.TODAY), now[0])
    stays: list[Any] = [page.card, page.next, page.strip, page.heard, page.agencies, page.features]
    places = [part.geometry() for part in stays]
    page.show_screen(gallery[name], now[0])
    assert [part.geometry() for part in stays] == places, "no part moves when the manual opens"
    assert page.help is not None
    for part in (each for each in (page.help.finder, page.help.text) if each.isVisible()):
        assert page.rect().contains(part.geometry())
        assert part.height() >= 2 * letters.words(16).line
        others = [each for each in stays if each.isVisible()]
        keys = [button.geometry().translated(page.rungs.pos()) for button in page.rungs.buttons]
        assert not any(part.geometry().intersects(each.geometry()) for each in others)
        assert not any(part.geometry().intersects(key) for key in keys)
    if page.help.finder.isVisible():
        assert not page.help.finder.geometry().intersects(page.help.text.geometry())
    assert page.help.text.isVisible()
    few = page.help.text.height() < 5 * letters.words(16).line
    assert few or not page.help.text.geometry().intersects(page.caption.geometry())


def test_where_there_are_a_few_lines_they_are_the_texts_or_while_a_word_is_typed_the_searchs(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    window.show_screen(gallery["help-by-hand"])
    pane = helped(window)
    assert (pane.text.isVisible(), pane.finder.isVisible()) == (True, False)
    type_keys(window, "howler")
    assert (pane.text.isVisible(), pane.finder.isVisible()) == (False, True)
    assert pane.finder.search.text() == "howler"
    press(window, Qt.Key.Key_Return)
    assert (pane.text.isVisible(), pane.finder.isVisible()) == (True, False)
    assert title(window) == "What ring back does"
    assert pane.text.text.hasFocus()
    press(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert pane.finder.search.hasFocus()
    window.show_screen(gallery["help"])
    assert pane.text.isVisible()
    assert pane.finder.isVisible()
    window.show_screen(gallery["by-hand"])
    assert not pane.text.isVisible()
    assert not pane.finder.isVisible()


def test_a_section_that_is_turned_to_is_told_to_those_who_hear_the_screen(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.page.section_turned) as told:
        press(window, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["Which agency?"]


def test_the_text_gives_its_place_to_the_keys_that_come_after_a_failure(
    window: Window, gallery: Mapping[str, Screen]
) -> None:
    page = window.page
    assert helped(window).text.geometry() == page.rungs.geometry()
    window.show_screen(gallery["help-failed"])
    assert not helped(window).text.geometry().intersects(page.rungs.geometry())
    assert page.caption.caption.text() == "HELP · 1 TASK"
    window.show_screen(gallery["help"])
    assert helped(window).text.geometry() == page.rungs.geometry()


def test_tab_goes_from_the_text_to_the_search_to_the_sections(window: Window) -> None:
    pane = helped(window)
    order = []
    for _ in range(3):
        order.append(window.focusWidget())
        press(window, Qt.Key.Key_Tab)
    assert order == [pane.text.text, pane.finder.search, pane.finder.contents]


def test_a_window_without_a_manual_stays_calm(qtbot: QtBot, gallery: Mapping[str, Screen], now: list[datetime]) -> None:
    window = Window(now=lambda: now[0])
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.first_painted):
        window.show()
    window.show_screen(gallery["help"])
    assert window.page.help is None
    assert window.page.caption.caption.text() == "HELP"


def test_letters_search_although_the_list_of_procedures_was_open_before(
    window: Window, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    before = window.screen_shown
    lines = tuple(f"{letter}  A rule" for letter in "HOWLER")
    window.show_screen(before._replace(pane=Pane.PROCEDURES, procedures=lines))
    window.show_screen(before)
    told: list[str] = []
    window.key_pressed.connect(told.append)
    handle = window.windowHandle()
    assert handle is not None
    for key in (Qt.Key.Key_H, Qt.Key.Key_O, Qt.Key.Key_W):
        QTest.keyClick(handle, key)  # as the window system sends it: shortcuts first
    assert helped(window).finder.search.text() == "how"
    assert told == []

"""Printing by a process of its own."""

import sys
from collections.abc import Callable, Mapping

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.manual import Manual
from app.position.screen import Screen
from app.ui.printing import BEGUN, BUSY, FAILED, Printing
from app.ui.window import CALL_OPEN, Window

MakeWindow = Callable[..., Window]
SAYS = (sys.executable, "-c", "import sys; print('printed', sys.argv[1:])")


def printing(qtbot: QtBot, *words: str) -> tuple[Printing, list[str]]:
    parent = QObject()
    made = Printing(parent, words)
    told: list[str] = []
    made.told.connect(told.append)
    told_parent.append(parent)
    return made, told


told_parent: list[QObject] = []  # kept: what is printed belongs to it


def test_a_job_says_when_it_begins_and_how_it_ended(qtbot: QtBot) -> None:
    made, told = printing(qtbot, *SAYS)
    made.start("Ring back")
    made.start("again")
    qtbot.waitUntil(lambda: len(told) == 3)
    assert told == [BEGUN, BUSY, "printed ['Ring back']"]
    made.start("")
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told[-1] == "printed []"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((sys.executable, "-c", "import sys; sys.exit('answerpoint: no printer\\nmore')"), "no printer"),
        ((sys.executable, "-c", "import sys; sys.exit(1)"), FAILED),
        (("/no/such/program",), FAILED),
    ],
)
def test_a_job_that_fails_says_why(qtbot: QtBot, words: tuple[str, ...], said: str) -> None:
    made, told = printing(qtbot, *words)
    made.start("")
    qtbot.waitUntil(lambda: len(told) == 2)
    assert told == [BEGUN, said]


def test_a_job_under_way_ends_before_the_console_does(qtbot: QtBot) -> None:
    made, told = printing(qtbot, *SAYS)
    made.stop()
    made.start("")
    made.stop()
    assert told == [BEGUN, "printed []"]


@pytest.fixture
def window(make_window: MakeWindow, shipped_manual: Manual) -> Window:
    made = make_window()
    made.use_manual(lambda: shipped_manual, SAYS)
    return made


def press(window: Window, key: Qt.Key) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window.focusWidget() or window, key, both)


def said(window: Window) -> str:
    assert window.page.help is not None
    return window.page.help.finder.said.text()


def test_the_section_or_all_of_it_is_printed_with_keys_and_it_says_how_that_went(
    window: Window, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    """D014."""
    window.show_screen(gallery["help-idle"])
    press(window, Qt.Key.Key_P)
    assert said(window) == BEGUN
    qtbot.waitUntil(lambda: said(window) == "printed ['What this is, and what decides']")
    press(window, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: said(window) == "printed []")


def test_nothing_is_printed_while_a_call_is_open_or_waits(window: Window, gallery: Mapping[str, Screen]) -> None:
    window.show_screen(gallery["help"])
    press(window, Qt.Key.Key_P)
    press(window, Qt.Key.Key_A)
    assert said(window) == CALL_OPEN


def test_nothing_is_printed_while_the_manual_is_not_open(window: Window, gallery: Mapping[str, Screen]) -> None:
    window.show_screen(gallery["no-call"])
    press(window, Qt.Key.Key_P)
    assert window.page.help is None

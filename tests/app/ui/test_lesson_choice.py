"""The list of lessons."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.lesson_choice import LessonChoice

LESSONS = (("fire", "Ordinary fire call", "ask once"), ("cell", "Cellular call that drops", "call back once"))


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [
        ([Qt.Key.Key_Return], "fire"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Return], "cell"),
        ([Qt.Key.Key_Down, Qt.Key.Key_Escape], ""),
    ],
)
def test_a_lesson_is_chosen_with_the_keyboard_and_told_once(qtbot: QtBot, keys: list[Qt.Key], chosen: str) -> None:
    window = LessonChoice("dark", 1.0, LESSONS)
    qtbot.addWidget(window)
    told: list[str] = []
    window.chosen.connect(told.append)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.lessons.setFocus()
    assert window.lessons.item(0).text() == "▶ fire: Ordinary fire call\nask once"
    for key in keys:
        QTest.keyClick(window.lessons, key)
    window.close()
    assert told == [chosen]


def test_the_chosen_lesson_has_a_sign_and_what_to_press_stands_in_the_window(qtbot: QtBot) -> None:
    """No colour as the only sign; and a title bar is not on every screen."""
    window = LessonChoice("dark", 1.0, LESSONS)
    qtbot.addWidget(window)
    QTest.keyClick(window.lessons, Qt.Key.Key_Down)
    assert [window.lessons.item(row).text()[0] for row in (0, 1)] == ["f", "▶"]
    assert window.heading.text().startswith("TRAINING: choose a lesson")
    assert "Enter begins it" in window.heading.text()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_the_list_as_esc_does(number: signal.Signals) -> None:
    """Ctrl+C in the terminal it was called from did nothing, and SIGTERM killed it."""
    shown = (
        "import sys, app.ui.lesson_choice as c; s = c.LessonChoice.showEvent; "
        "c.LessonChoice.showEvent = lambda self, e: (s(self, e), print('shown', flush=True))[0]; "
        "from app.cli import main; sys.exit(main(['lesson']))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", shown],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "shown\n"
        program.send_signal(number)
        try:
            assert program.communicate(timeout=30) == ("", "")
        finally:
            program.kill()
    assert program.returncode == 0

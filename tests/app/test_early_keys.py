"""What is typed in the first second is kept, and a key that was pressed then is told."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.early_keys import EarlyKeys
from app.journal.read import calls, events
from app.ui.window import Window
from tests.app.test_console import GIVEN, ROOT

TYPES_AT_ONCE = """
def parts():
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    window = next(each for each in QApplication.topLevelWidgets() if each.objectName() == "Answerpoint")

    def types():
        for key in (Qt.Key.Key_F8, Qt.Key.Key_F12, Qt.Key.Key_F8):
            QTest.keyClick(window, key)
        QTest.keyClicks(window.top.initials, "ab")
        QTest.keyClick(window.top.initials, Qt.Key.Key_Return)

    QTimer.singleShot(0, types)
"""


def started(journal: Path, with_words: str) -> "subprocess.CompletedProcess[str]":
    """Start a console of a few fixed parts, with these words put before them, until it has closed itself."""
    return subprocess.run(
        [sys.executable, "-c", GIVEN.replace("\ndef parts():\n", with_words), str(journal)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_initials_given_while_it_starts_are_taken_and_a_key_is_told_and_does_nothing(tmp_path: Path) -> None:
    """They were lost: the field showed initials that no event carried, and a key said nothing."""
    path = tmp_path / "journal.sqlite"
    done = started(path, TYPES_AT_ONCE)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")
    happened = list(events(path))
    told = [each["body"]["words"] for each in happened if each["kind"] == "trouble_met"]
    assert told == ["F8, F12: pressed before the console had started, and did nothing; press again"]
    assert not [each for each in happened if each["kind"] == "key_pressed"]
    assert [each["call_taker"] for each in happened if each["kind"] == "spill_arrived"] == ["AB"]
    assert len(list(calls(path))) == 1


PRESSES_AS_IT_SHOWS = """
import app.ui.window

def pressed(window, event, shown=app.ui.window.Window.showEvent):
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest

    shown(window, event)
    QTest.keyClick(window, Qt.Key.Key_F8)

app.ui.window.Window.showEvent = pressed

def parts():
"""


def test_a_key_before_the_first_paint_is_told_too(tmp_path: Path) -> None:
    """On a slow computer somebody presses it as soon as the window has the keyboard, and it was lost unseen."""
    path = tmp_path / "journal.sqlite"
    done = started(path, PRESSES_AS_IT_SHOWS)
    assert (done.returncode, done.stderr) == (0, "")
    told = [each["body"]["words"] for each in events(path) if each["kind"] == "trouble_met"]
    assert told == ["F8: pressed before the console had started, and did nothing; press again"]


def test_after_it_ended_it_hears_nothing_more(qtbot: QtBot) -> None:
    window = Window(now=lambda: datetime(2026, 3, 1, 8, 0, tzinfo=UTC))
    qtbot.addWidget(window)
    early = EarlyKeys(window)
    window.key_pressed.emit("F5")
    window.initials_given.emit("JS")
    assert early.end() == "F5: pressed before the console had started, and did nothing; press again"
    window.initials_given.emit("XY")
    assert early.initials == "JS"

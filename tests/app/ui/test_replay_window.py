"""The window that works the replay: everything by keyboard."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.replay_window import ReplayWindow

LINES = ("13:31:07.1  spill arrived 9053261224 RES", "13:31:09.0  key pressed F8", "13:31:09.5  dial tone")


class Replay:
    """The window and what it told."""

    def __init__(self) -> None:
        self.told: list[tuple[object, ...]] = []
        self.window = ReplayWindow("dark", 1.0, "call 7 of journal.sqlite")
        for name in ("played", "speed_changed", "stepped", "chosen", "time_typed", "left"):
            getattr(self.window, name).connect(self._note(name))

    def _note(self, name: str) -> Callable[..., None]:
        return lambda *what: self.told.append((name, *what))

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        with_shift = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key, with_shift)


@pytest.fixture
def replay(qtbot: QtBot) -> Replay:
    made = Replay()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    made.window.show_film(LINES, ())
    return made


def test_every_deed_has_its_key(replay: Replay) -> None:
    key = Qt.Key
    replay.press(key.Key_Space, key.Key_Plus, key.Key_Equal, key.Key_Minus, key.Key_Left, key.Key_Right)
    assert replay.told == [
        *(("played",), ("speed_changed", 1), ("speed_changed", 1), ("speed_changed", -1)),
        *(("stepped", -1), ("stepped", 1)),
    ]


def test_a_letter_works_with_shift_as_it_stands_on_its_button(replay: Replay) -> None:
    replay.press(Qt.Key.Key_T, shift=True)
    assert replay.window.time.hasFocus()


def test_an_event_is_chosen_from_the_list(replay: Replay) -> None:
    replay.window.show_state("PAUSED, 1x", False, 0)
    replay.press(Qt.Key.Key_End, Qt.Key.Key_Return)
    assert replay.told == [("chosen", 2)]


def test_a_time_is_typed_and_its_digits_and_letters_are_no_keys_meanwhile(replay: Replay) -> None:
    replay.press(Qt.Key.Key_T)
    QTest.keyClicks(replay.window.time, "13:31 t-+")
    replay.press(Qt.Key.Key_Return)
    assert replay.told == [("time_typed", "13:31 t-+")]
    replay.press(Qt.Key.Key_T, Qt.Key.Key_Escape, Qt.Key.Key_Space)
    assert replay.told[1:] == [("played",)]


def test_esc_leaves_and_tells_so(replay: Replay) -> None:
    replay.window.show_progress("reading the journal: 12 %; Esc stops")
    assert replay.window.state.text() == "reading the journal: 12 %; Esc stops"
    replay.press(Qt.Key.Key_Escape)
    assert replay.told == [("left",)]


def test_the_key_that_leaves_stands_on_the_screen(replay: Replay) -> None:
    assert replay.window.leave.text() == "Esc  leave"
    replay.window.leave.click()
    assert replay.told == [("left",)]


def test_what_stands_is_told_in_words_and_what_is_not_as_it_was_too(replay: Replay) -> None:
    window = replay.window
    window.show_state("PLAYING, 2x   13:31:09.0   event 2 of 3", True, 1)
    assert window.buttons["Space"].text() == "Space  pause"
    assert window.events.currentRow() == 1
    assert not window.notes.isVisible()
    window.show_film((), ("OTHER TABLES than then, so the screens may differ: agencies/durham",))
    assert window.notes.isVisible()
    assert "agencies/durham" in window.notes.toPlainText()

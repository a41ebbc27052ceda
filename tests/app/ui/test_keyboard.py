from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.ui.keyboard import FIXED_KEYS, LARGER_KEYS, NORMAL_KEY, SMALLER_KEY, Keyboard, ways_to_press


class Desk(QWidget):
    """A window with a field to type into and a value to read, and its keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(200, 80)
        self.field, self.value = QLineEdit(self), QLineEdit("a value", self)
        self.value.setReadOnly(True)
        self.value.move(0, 40)
        self.keyboard = Keyboard(self)
        self.pressed: list[str] = []
        self.keyboard.pressed.connect(self.pressed.append)


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    desk = Desk()
    qtbot.addWidget(desk)
    desk.keyboard.listen_for(FIXED_KEYS)
    desk.show()
    desk.keyboard.watch()
    desk.activateWindow()
    qtbot.waitUntil(desk.isActiveWindow)
    return desk


def type_key(qtbot: QtBot, widget: QWidget, key: str, extra: Qt.KeyboardModifier | None = None) -> None:
    combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs lack it
    modifiers = combination.keyboardModifiers()
    QTest.keyClick(widget, combination.key(), modifiers if extra is None else modifiers | extra)


def test_a_letter_is_printed_as_a_capital_and_may_be_typed_as_one() -> None:
    assert ways_to_press("N") == ("N", "Shift+N")
    assert ways_to_press("+") == ("+", "=")
    assert ways_to_press("Return") == ("Return", "Enter")
    assert ways_to_press("Left") == ("Left",)


@pytest.mark.parametrize("where", ["field", "value"])
def test_every_key_works_wherever_the_focus_is(desk: Desk, qtbot: QtBot, where: str) -> None:
    widget: QLineEdit = getattr(desk, where)
    widget.setFocus()
    for key in FIXED_KEYS:
        type_key(qtbot, widget, key)
    assert desk.pressed == list(FIXED_KEYS)
    assert desk.field.text() == ""


def test_numlock_changes_nothing(desk: Desk, qtbot: QtBot) -> None:
    for key in ("F8", "Alt+1", "Ctrl+7"):
        type_key(qtbot, desk.value, key, Qt.KeyboardModifier.KeypadModifier)
    assert desk.pressed == ["F8", "Alt+1", "Ctrl+7"]


def test_letters_typed_into_a_field_are_no_keys(desk: Desk, qtbot: QtBot) -> None:
    desk.field.setFocus()
    QTest.keyClicks(desk.field, "nwidmt123")
    assert desk.field.text() == "nwidmt123"
    assert desk.pressed == []


def test_a_key_listened_for_twice_is_pressed_once(desk: Desk, qtbot: QtBot) -> None:
    desk.keyboard.listen_for(("F8", "F8"))
    type_key(qtbot, desk.value, "F8")
    assert desk.pressed == ["F8"]


def test_a_key_that_no_keyboard_has_is_left_alone(desk: Desk) -> None:
    desk.keyboard.listen_for(("", "no such key"))
    assert desk.pressed == []


def test_a_key_of_the_window_does_its_own_work(desk: Desk, qtbot: QtBot) -> None:
    done: list[str] = []
    for key in (*LARGER_KEYS, SMALLER_KEY, NORMAL_KEY):
        desk.keyboard.use(key, partial(done.append, key))
        type_key(qtbot, desk.value, key)
    assert done == [*LARGER_KEYS, SMALLER_KEY, NORMAL_KEY]
    assert desk.pressed == []


def send(desk: Desk, kind: QEvent.Type, key: Qt.Key, at: int, repeat: bool = False) -> bool:
    """Send a key event to the window as the window system does, and tell whether it was taken away."""
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", repeat)
    event.setTimestamp(at)
    handle = desk.windowHandle()
    assert handle is not None
    if kind is QEvent.Type.KeyPress:
        QCoreApplication.sendEvent(handle, _override(key, at, repeat))
    return desk.keyboard.eventFilter(handle, event)


def _override(key: Qt.Key, at: int, repeat: bool) -> QKeyEvent:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier, "", repeat)
    event.setTimestamp(at)
    return event


def test_a_repeat_that_qt_takes_for_a_press_is_none(desk: Desk, qtbot: QtBot) -> None:
    """X sends a repeat as a release and a press of the same time; Qt does not always see that they belong together."""
    space = Qt.Key.Key_Space
    assert not send(desk, QEvent.Type.KeyPress, space, at=1000)
    send(desk, QEvent.Type.KeyRelease, space, at=1660)
    assert send(desk, QEvent.Type.KeyPress, space, at=1660), "same time: a repeat"
    send(desk, QEvent.Type.KeyRelease, space, at=1700)
    assert not send(desk, QEvent.Type.KeyPress, space, at=1706), "6 ms later: a second press"


def test_a_shortcut_is_not_repeated_either(desk: Desk, qtbot: QtBot) -> None:
    f8 = Qt.Key.Key_F8
    send(desk, QEvent.Type.KeyRelease, f8, at=2000)
    handle = desk.windowHandle()
    assert handle is not None
    desk.keyboard.eventFilter(handle, _override(f8, 2000, repeat=False))
    type_key(qtbot, desk.value, "F8")
    assert desk.pressed == []
    send(desk, QEvent.Type.KeyRelease, f8, at=2040)
    type_key(qtbot, desk.value, "F8")
    assert desk.pressed == ["F8"]


def test_another_key_pressed_at_the_time_of_a_release_is_a_press(desk: Desk) -> None:
    send(desk, QEvent.Type.KeyRelease, Qt.Key.Key_F7, at=3000)
    assert not send(desk, QEvent.Type.KeyPress, Qt.Key.Key_Space, at=3000)


def test_a_repeat_that_qt_knows_is_left_to_the_field_that_is_typed_into(desk: Desk) -> None:
    send(desk, QEvent.Type.KeyRelease, Qt.Key.Key_A, at=4000)
    assert not send(desk, QEvent.Type.KeyPress, Qt.Key.Key_A, at=4000, repeat=True)


@pytest.mark.parametrize("key", ["Ctrl+E", "Ctrl+D", "Ctrl+K", "Alt+L"])
def test_a_field_takes_no_key_of_the_window_for_its_own(desk: Desk, key: str) -> None:
    """Under X11, Ctrl+E is a field's "end of line": it is to look at the related call while something is typed too."""
    desk.field.setFocus()
    combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs lack it
    handle = desk.windowHandle()
    assert handle is not None
    event = QKeyEvent(QEvent.Type.ShortcutOverride, combination.key(), combination.keyboardModifiers())
    event.ignore()
    assert desk.keyboard.eventFilter(handle, event)
    assert not event.isAccepted()


def test_a_field_keeps_its_letters_and_what_is_no_key_of_the_window(desk: Desk) -> None:
    handle = desk.windowHandle()
    assert handle is not None
    for key, held in (
        (Qt.Key.Key_E, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier),
    ):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, held)
        assert not desk.keyboard.eventFilter(handle, event)

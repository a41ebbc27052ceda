"""The trainer's window: everything by keyboard."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.lessons.trainer_view import CallLine, ExpectedLine, MomentLine, TrainerView
from app.ui.trainer_window import TrainerWindow
from tests.app.ui.resizes import Resizes

VIEW = TrainerView(
    title="Ordinary fire call",
    about="Ask once, choose the one agency",
    paused=False,
    clock="RUNNING, 1x",
    time="0:17",
    current=1,
    calls=(CallLine(1, "A kitchen burns", "now, since 0:07"), CallLine(2, "A barn", "comes in 0:40")),
    card=("You are Iris Quiller.", '"Fire!"'),
    moments=(MomentLine("0:05", 'says: "Fire!"', "now or before"),),
    expected=(ExpectedLine("Fire is brought in", "D055", "within 10 s of fire: 0:08 left"),),
    told="call 1 comes now",
)
ABOUT = "Ask once, choose the one agency, bring it in with its key, stay until they speak, leave."
FAULTS = (("feed_lost", "the feed is lost"), ("noise", "bytes that nobody sent"))


class Trainer:
    """The window, what it is to show, and what it told."""

    def __init__(self) -> None:
        self.view = VIEW
        self.told: list[tuple[object, ...]] = []
        self.window = TrainerWindow("dark", 1.0, lambda: self.view, FAULTS)
        for name in ("paused", "speed_changed", "jumped", "another_called", "fault_put_in", "ended"):
            getattr(self.window, name).connect(self._note(name))

    def _note(self, name: str) -> Callable[..., None]:
        return lambda *what: self.told.append((name, *what))

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        with_shift = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key, with_shift)


@pytest.fixture
def trainer(qtbot: QtBot) -> Trainer:
    made = Trainer()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    return made


def test_what_to_say_and_what_is_expected_can_be_read_also_by_a_screen_reader(trainer: Trainer) -> None:
    window = trainer.window
    assert window.card.toPlainText() == 'You are Iris Quiller.\n"Fire!"'
    assert window.card.accessibleName() == "Card"
    assert window.expected.toPlainText() == "[to do]  Fire is brought in\n   within 10 s of fire: 0:08 left; D055"
    assert window.moments.toPlainText() == '0:05  says: "Fire!"  (now or before)'
    assert [window.calls.item(row).text() for row in range(2)] == [
        "▶ 1  A kitchen burns   now, since 0:07",
        "2  A barn   comes in 0:40",
    ]
    assert window.clock.text() == "RUNNING, 1x   0:17"


def test_every_deed_has_its_key(trainer: Trainer) -> None:
    key = Qt.Key
    trainer.press(key.Key_Space, key.Key_Plus, key.Key_Equal, key.Key_Minus, key.Key_N)
    assert trainer.told == [
        *(("paused",), ("speed_changed", 1), ("speed_changed", 1), ("speed_changed", -1), ("another_called",)),
    ]


def test_a_letter_works_with_shift_as_it_stands_on_its_button(trainer: Trainer) -> None:
    key = Qt.Key
    trainer.press(key.Key_N, key.Key_F, shift=True)
    assert trainer.window.fault_list.isVisible()
    trainer.press(key.Key_Escape)
    trainer.press(key.Key_E, key.Key_E, shift=True)
    assert trainer.told == [("another_called",), ("ended",)]


def test_a_call_is_chosen_with_the_arrows_and_comes_with_enter(trainer: Trainer) -> None:
    trainer.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert trainer.told == [("jumped", 2)]


def test_what_is_chosen_has_a_sign_for_a_colour_alone_would_be_none(trainer: Trainer) -> None:
    trainer.press(Qt.Key.Key_Down, Qt.Key.Key_F)
    for shown in (trainer.window.calls, trainer.window.fault_list):
        signed = [row for row in range(2) if shown.item(row).text().startswith("▶ ")]
        assert signed == [shown.currentRow()]


def test_a_call_is_a_call_also_while_the_faults_are_listed(trainer: Trainer) -> None:
    """Two clicks on a call, and its button, put the chosen fault in."""
    trainer.press(Qt.Key.Key_F)
    calls = trainer.window.calls
    place = calls.visualItemRect(calls.item(1)).center()
    QTest.mouseClick(calls.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(calls.viewport(), Qt.MouseButton.LeftButton, pos=place)
    trainer.window.buttons["Return"].click()
    assert trainer.told == [("jumped", 2), ("jumped", 2)]


def test_a_fault_is_chosen_from_a_list_that_esc_leaves(trainer: Trainer) -> None:
    trainer.press(Qt.Key.Key_F)
    assert trainer.window.fault_list.isVisible()
    trainer.press(Qt.Key.Key_Escape)
    assert not trainer.window.fault_list.isVisible()
    trainer.press(Qt.Key.Key_F, Qt.Key.Key_Down, Qt.Key.Key_Return)
    assert trainer.told == [("fault_put_in", "noise")]
    assert not trainer.window.fault_list.isVisible()


def test_the_lesson_ends_with_the_second_press(trainer: Trainer) -> None:
    trainer.press(Qt.Key.Key_E)
    assert trainer.told == []
    assert trainer.window.buttons["E"].text() == "E  again: end it"
    trainer.press(Qt.Key.Key_E)
    assert trainer.told == [("ended",)]


def test_a_lesson_that_stands_says_so_in_words(trainer: Trainer) -> None:
    trainer.view = replace(VIEW, paused=True, clock="PAUSED, 1x", told="the lesson stands")
    trainer.window.redraw()
    assert trainer.window.clock.text().startswith("PAUSED")
    assert trainer.window.buttons["Space"].text() == "Space  go on"
    assert trainer.window.told.text() == "the lesson stands"


@pytest.mark.parametrize("size", [(1100, 760), (700, 500), (1920, 1080)])
def test_parts_and_their_lettering_come_to_rest_whatever_the_size_and_the_words(
    trainer: Trainer, size: tuple[int, int]
) -> None:
    """A part that is laid out by its lettering, and takes its lettering by its room, would never stand still."""
    resizes = Resizes(trainer.window)
    trainer.window.resize(*size)
    for about in (ABOUT, ABOUT[:40], ABOUT * 2):
        trainer.view = replace(VIEW, about=about, card=(about,) * 12, told=about)
        trainer.window.redraw()
        QTest.qWait(100)
    assert resizes.count < 300


def test_a_redraw_leaves_the_chosen_call_chosen(trainer: Trainer) -> None:
    trainer.press(Qt.Key.Key_Down)
    trainer.view = replace(VIEW, calls=(VIEW.calls[0], CallLine(2, "A barn", "comes in 0:39")))
    trainer.window.redraw()
    assert trainer.window.calls.currentRow() == 1
    assert trainer.window.calls.item(1).text().endswith("0:39")


def test_qt_puts_no_scroll_bar_by_itself(trainer: Trainer) -> None:
    """A bar that makes the words too many by its own width, and is taken away again, comes and goes for ever."""
    window = trainer.window
    for each in (window.title, window.card, window.moments, window.expected):
        assert each.verticalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def test_the_fault_that_enter_would_put_in_is_seen_as_chosen_at_once(trainer: Trainer) -> None:
    trainer.press(Qt.Key.Key_F)
    assert [each.text() for each in trainer.window.fault_list.selectedItems()] == ["▶ feed_lost: the feed is lost"]


def test_m_goes_from_marked_call_to_marked_call_and_enter_lets_it_come(trainer: Trainer) -> None:
    lines = (CallLine(1, "A", ""), CallLine(2, "B", "came", ("fire",)), CallLine(3, "C", "", ("barn", "ladder")))
    trainer.view = replace(VIEW, calls=lines)
    trainer.window.redraw()
    assert [trainer.window.calls.item(row).text() for row in range(3)] == [
        "▶ 1  A",
        "2  B   ◆ fire   came",
        "3  C   ◆ barn   ◆ ladder",
    ]
    trainer.press(Qt.Key.Key_F, Qt.Key.Key_M)
    assert trainer.window.calls.currentRow() == 1
    trainer.press(Qt.Key.Key_M, Qt.Key.Key_Return, Qt.Key.Key_M, Qt.Key.Key_Return)
    assert trainer.told == [("jumped", 3), ("jumped", 2)]


def test_where_nothing_is_marked_there_is_no_key_for_it(trainer: Trainer) -> None:
    assert not trainer.window.buttons["M"].isVisible()
    trainer.press(Qt.Key.Key_M)
    assert trainer.window.calls.currentRow() == 0

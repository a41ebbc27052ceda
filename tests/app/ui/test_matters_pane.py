"""The open matters on the screen (D184, F12)."""

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.matters import complaint, trouble
from app.position.matter_screen import MatterKey, MatterRow, MattersPane, PaneField, PaneForm
from app.ui.matters_pane import NOTHING, MattersView
from app.ui.theme import Letterings, Theme

ROWS = (MatterRow(2, "T2  NOW: tell the supervisor", True), MatterRow(1, "T1  ticket A-77"))
KEYS = (
    MatterKey("1", "Supervisor", "08:00"),
    MatterKey("2", "Bell SMC", "half typed"),
    MatterKey("3", "ACTION ticket"),
    MatterKey("4"),
    *(MatterKey(str(number), f"Step {number}") for number in range(5, 10)),
)
PANE = MattersPane(ROWS, 0, KEYS, "Up, Down choose", "MATTERS 1/2", ())
FORM = PaneForm("matter 2 bell", "T2 Bell SMC", "", (PaneField("reported by"),))


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, letters: Letterings) -> MattersView:
    made = MattersView(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(796, 88)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_pane(PANE)
    made.take_focus()
    return made


@pytest.fixture
def pressed(view: MattersView) -> list[str]:
    keys: list[str] = []
    view.key_pressed.connect(keys.append)
    return keys


def test_what_must_be_done_now_has_a_mark_and_words(view: MattersView) -> None:
    texts = [view.list.item(row).text() for row in range(view.list.count())]
    assert texts == ["▲ T2  NOW: tell the supervisor", "  T1  ticket A-77"]
    assert view.list.currentRow() == 0


def test_two_rows_and_every_key_stand_in_the_smallest_place(view: MattersView) -> None:
    assert view.list.height() >= 2 * view.list.sizeHintForRow(0)
    assert max(button.geometry().bottom() for button in view.keys.buttons) < view.keys.height()
    assert view.keys.geometry().bottom() < 88


def test_arrows_are_told_and_the_list_waits_for_the_position(view: MattersView, pressed: list[str]) -> None:
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    assert pressed == ["Down"]
    assert view.list.currentRow() == 0
    view.show_pane(dataclasses.replace(PANE, chosen=1))
    assert view.list.currentRow() == 1


def test_a_click_goes_to_its_row(view: MattersView, pressed: list[str]) -> None:
    place = view.list.visualItemRect(view.list.item(1)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert pressed == ["Down"]


def test_each_key_keeps_its_place_and_a_step_that_was_taken_says_so(view: MattersView) -> None:
    faces = {button.face.key: button.face for button in view.keys.buttons}
    assert "4" not in faces
    assert faces["1"].state == "08:00"
    assert "✓" in view.keys.every_button[0].printed()
    assert "●" in view.keys.every_button[1].printed()


def test_a_form_stands_in_place_of_rows_and_keys(view: MattersView) -> None:
    view.show_pane(dataclasses.replace(PANE, form=FORM))
    assert view.list.isHidden()
    assert view.form.fields[0].hasFocus()
    view.show_pane(PANE)
    assert not view.list.isHidden()
    assert view.list.hasFocus()


def test_nothing_open_is_said(view: MattersView) -> None:
    view.show_pane(dataclasses.replace(PANE, rows=(), keys=tuple(MatterKey(key.key) for key in KEYS)))
    assert view.list.item(0).text().strip() == NOTHING
    assert view.keys.buttons == []


@pytest.mark.parametrize("label", sorted({step.label for step in (*trouble.STEPS, *complaint.STEPS)}))
def test_the_label_of_every_step_is_whole_also_when_it_was_taken(view: MattersView, label: str) -> None:
    view.show_pane(dataclasses.replace(PANE, keys=(MatterKey("1", label, "08:00"), *KEYS[1:])))
    assert label in view.keys.every_button[0].printed()

"""Typed digits: only 0-9, * and # are ever dialled, and what will be dialled is shown first (D093)."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.ui.dial_field import LONGEST, DialField
from app.ui.theme import Letterings


@pytest.fixture
def field(qtbot: QtBot, letters: Letterings) -> Iterator[DialField]:
    parent = QWidget()
    qtbot.addWidget(parent)
    field = DialField(parent, letters)
    field.hide()
    parent.show()
    parent.activateWindow()
    qtbot.waitUntil(parent.isActiveWindow)
    field.ask(True)
    yield field
    parent.close()


def test_what_is_typed_is_seen_and_only_enter_dials_it(field: DialField) -> None:
    given: list[str] = []
    field.typed.connect(given.append)
    QTest.keyClicks(field, "*23")
    assert (field.text(), given) == ("*23", [])
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), given) == ("", ["*23"])


def test_letters_and_signs_cannot_be_typed_nor_pasted(field: DialField) -> None:
    QTest.keyClicks(field, "9a1!1 -+,@")
    assert field.text() == "911"
    field.insert("ATDT;555")
    assert field.text() == "911"


def test_more_digits_than_can_be_dialled_are_not_taken(field: DialField) -> None:
    QTest.keyClicks(field, "1" * (LONGEST + 5))
    assert len(field.text()) == LONGEST


def test_enter_in_an_empty_field_dials_nothing(field: DialField) -> None:
    given: list[str] = []
    field.typed.connect(given.append)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert given == []


def test_what_was_half_typed_is_gone_when_it_is_asked_for_again(field: DialField) -> None:
    QTest.keyClicks(field, "555")
    field.ask(False)
    field.ask(True)
    assert field.text() == ""
    assert field.hasFocus()

"""A form of the manual's fields in the lowest place (D177, D180): typed without a mouse, never lost."""

import dataclasses
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.position.matter_screen import PaneField, PaneForm
from app.ui.pane_form import PaneFormView, places_of
from app.ui.theme import Letterings, Theme

FORM = PaneForm(
    "matter 1 details",
    "T1 Details",
    "what it is for",
    (
        PaneField("kind", "other", ("telephone line", "trunk", "telephone", "other")),
        PaneField("trunk access code", optional=True),
        PaneField("phone position", "0218"),
        PaneField("nature", wide=True),
    ),
)


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(780, 88)
    return made


@pytest.fixture
def form(window: QWidget, qtbot: QtBot, theme: Theme, letters: Letterings) -> PaneFormView:
    made = PaneFormView(window, theme, letters)
    made.resize(780, 88)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    made.show_form(FORM)
    return made


@pytest.fixture
def filled(form: PaneFormView) -> list[Any]:
    given: list[Any] = []
    form.filled.connect(lambda name, values: given.append((name, values)))
    return given


@pytest.fixture
def drafted(form: PaneFormView) -> list[Any]:
    told: list[Any] = []
    form.drafted.connect(lambda name, values: told.append((name, values)))
    return told


def key(form: PaneFormView, which: Qt.Key) -> None:
    focused = next(field for field in form.fields if field.hasFocus())
    QTest.keyClick(focused, which)


def test_it_begins_with_what_must_be_typed_and_is_not_there(form: PaneFormView) -> None:
    assert form.fields[3].hasFocus()


def test_enter_gives_it_when_nothing_is_missing(form: PaneFormView, filled: list[Any]) -> None:
    form.fields[0].setFocus()
    key(form, Qt.Key.Key_Return)
    assert form.fields[3].hasFocus()  # the one that is missing
    assert not filled
    QTest.keyClicks(form.fields[3], " no voice ")
    key(form, Qt.Key.Key_Return)
    values = {"kind": "other", "trunk access code": "", "phone position": "0218", "nature": "no voice"}
    assert filled == [("matter 1 details", values)]


def test_a_choice_is_made_by_arrows_or_by_first_letters(form: PaneFormView) -> None:
    field = form.fields[0]
    field.setFocus()
    assert form.says.text().startswith("Up, Down or first letter: telephone line, trunk")
    said = []
    for which in (Qt.Key.Key_T, Qt.Key.Key_T, Qt.Key.Key_T, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Z):
        QTest.keyClick(field, which)
        said.append(field.text())
    assert said == ["telephone line", "trunk", "telephone", "other", "telephone", "telephone"]


def test_what_is_typed_and_not_given_is_told_when_the_form_goes(form: PaneFormView, drafted: list[Any]) -> None:
    QTest.keyClicks(form.fields[3], "no vo")
    form.show_form(None)
    assert [values["nature"] for _form, values in drafted] == ["no vo"]
    assert form.isHidden()


def test_it_is_told_after_a_pause_too(form: PaneFormView, drafted: list[Any], qtbot: QtBot) -> None:
    form._pause.setInterval(1)
    QTest.keyClicks(form.fields[3], "no")
    qtbot.waitUntil(lambda: bool(drafted))
    assert drafted[-1][1]["nature"] == "no"


def test_what_was_given_is_not_half_typed(form: PaneFormView, filled: list[Any], drafted: list[Any]) -> None:
    QTest.keyClicks(form.fields[3], "x")
    key(form, Qt.Key.Key_Return)
    form.show_form(None)
    assert filled
    assert not drafted


def test_what_is_refused_stays_typed_and_says_why(form: PaneFormView) -> None:
    QTest.keyClicks(form.fields[3], "x")
    form.show_form(dataclasses.replace(FORM, refused="kind: expected one of trunk"))
    assert form.fields[3].text() == "x"
    assert form.says.text() == "NOT TAKEN: kind: expected one of trunk"


def test_words_kept_from_before_come_into_a_form_nobody_has_typed_in(form: PaneFormView) -> None:
    kept = (*FORM.fields[:3], PaneField("nature", "no vo", wide=True))
    form.show_form(dataclasses.replace(FORM, fields=kept))
    assert form.fields[3].text() == "no vo"
    QTest.keyClicks(form.fields[3], "ice")
    assert form.fields[3].text() == "no voice"


def test_the_manuals_fields_fit_where_the_window_is_smallest(form: PaneFormView) -> None:
    """Two columns; a sentence has a row of its own."""
    assert places_of(FORM.fields) == [(0, 0), (0, 1), (1, 0), (2, 0)]
    assert max(field.geometry().bottom() for field in form.fields) <= 88
    assert form.fields[3].width() > 2 * form.fields[0].width()


def test_the_field_with_the_keyboard_is_in_sight_where_there_is_no_room(form: PaneFormView) -> None:
    """A set worked by hand has keys below."""
    form.resize(780, 30)
    for field in form.fields:
        field.setFocus()
        assert 0 <= field.geometry().top() < 30

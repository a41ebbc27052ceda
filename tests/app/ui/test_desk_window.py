import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLayout, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.ui.desk_window import DeskWindow
from app.ui.theme import THEMES, palette

PARTS = (QLineEdit, QPlainTextEdit, QListWidget, QPushButton)


@pytest.fixture(params=sorted(THEMES))
def window(request: pytest.FixtureRequest, qtbot: QtBot) -> DeskWindow:
    theme = THEMES[request.param]
    window = DeskWindow(theme)
    qtbot.addWidget(window)
    window.setPalette(palette(theme))
    layout = QVBoxLayout(window)
    layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    for part in PARTS:
        layout.addWidget(part(window))
    window.resize(300, 400)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def part_of(window: DeskWindow, kind: type[QWidget]) -> QWidget:
    found = window.findChild(kind)
    assert isinstance(found, kind)
    return found


def above(window: DeskWindow, kind: type[QWidget]) -> str:
    """The colour just above the middle of a part."""
    place = part_of(window, kind).geometry()
    return window.grab().toImage().pixelColor(place.center().x(), place.top() - 1).name()


def test_every_part_is_outlined_and_the_one_with_the_keyboard_is_ringed(window: DeskWindow) -> None:
    """In high contrast the style's own outline is black on black; values have none."""
    accent, line = (window.palette().color(role).name() for role in (QPalette.ColorRole.Accent, QPalette.ColorRole.Mid))
    for part in PARTS:
        part_of(window, part).setFocus()
        assert above(window, part) == accent
        assert {above(window, other) for other in PARTS if other is not part} == {line}


def test_a_part_that_is_hidden_leaves_no_outline(window: DeskWindow) -> None:
    part_of(window, QListWidget).hide()
    assert above(window, QListWidget) == window.palette().color(QPalette.ColorRole.Window).name()

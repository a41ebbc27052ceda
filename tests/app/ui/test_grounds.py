import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QPalette
from pytestqt.qtbot import QtBot

from app.ui.grounds import Ground, Plate, frame_sides, stripes
from app.ui.theme import FIGURE, THEMES, Letterings, Theme, palette
from app.ui.values import Value


def test_the_sides_of_a_frame_meet_and_do_not_overlap() -> None:
    whole = QRect(0, 0, 100, 50)
    sides = frame_sides(whole, 6)
    assert sum(side.width() * side.height() for side in sides) == 100 * 50 - 88 * 38
    for i, one in enumerate(sides):
        assert whole.contains(one)
        assert not any(one.intersects(other) for other in sides[i + 1 :])


def test_stripes_are_a_pattern_of_two_colours_that_can_be_told_apart(theme: Theme, qtbot: QtBot) -> None:
    picture = stripes(theme).toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert {theme.field, theme.stripe} <= colours


def shown(theme: Theme, colours: QPalette, letters: Letterings, qtbot: QtBot) -> tuple[Ground, Value]:
    """A ground of these colours with one value on it, in the active window."""
    ground = Ground(None, theme, letters)
    qtbot.addWidget(ground)
    ground.setPalette(colours)
    ground.resize(300, 100)
    value = Value(ground, "Number", [letters.data(FIGURE)])
    value.setGeometry(20, 20, 200, 50)
    ground.show()
    ground.activateWindow()
    qtbot.waitUntil(ground.isActiveWindow)
    return ground, value


def test_a_ground_rings_the_value_that_has_the_focus(theme: Theme, letters: Letterings, qtbot: QtBot) -> None:
    ground, value = shown(theme, palette(theme), letters, qtbot)
    ground.setFocus()
    beside = value.geometry().topLeft()
    assert ground.grab().toImage().pixelColor(beside.x() + 5, beside.y() - 2) == QColor(theme.panel)
    value.setFocus()
    assert ground.focused_value() is value
    assert ground.grab().toImage().pixelColor(beside.x() + 5, beside.y() - 2) == QColor(theme.accent)


@pytest.mark.parametrize("name", sorted(THEMES))
def test_the_ring_is_seen_on_a_loud_plate_as_well(name: str, letters: Letterings, qtbot: QtBot) -> None:
    """The accent and the strong colour are as light as one another, and to many eyes one colour."""
    theme = THEMES[name]
    ground, value = shown(theme, palette(theme, theme.act, theme.on_act), letters, qtbot)
    value.setFocus()
    beside = value.geometry().topLeft()
    assert ground.grab().toImage().pixelColor(beside.x() + 5, beside.y() - 2) == QColor(theme.on_act)


def test_high_contrast_parts_a_panel_from_the_field_by_a_line(letters: Letterings, qtbot: QtBot) -> None:
    theme = THEMES["high-contrast"]
    ground = Ground(None, theme, letters)
    qtbot.addWidget(ground)
    ground.setPalette(palette(theme))
    ground.resize(50, 50)
    assert ground.grab().toImage().pixelColor(0, 0) == QColor(theme.text)


def test_a_plate_is_all_of_its_colour(theme: Theme, qtbot: QtBot) -> None:
    plate = Plate(None, theme, theme.act)
    qtbot.addWidget(plate)
    plate.resize(10, 10)
    assert plate.grab().toImage().pixelColor(5, 5) == QColor(theme.act)

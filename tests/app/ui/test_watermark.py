"""The word across a window that is no live console."""

from collections.abc import Callable, Mapping
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.position.screen import TRAINING, Screen
from app.ui.theme import THEMES, Theme
from app.ui.watermark import OPACITY, Watermark
from app.ui.window import Window

AAA = 7.0  # WCAG 2.2, 1.4.6


def luminance(colour: QColor) -> float:
    channels = (colour.redF(), colour.greenF(), colour.blueF())
    parts = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def under(colour: str, hatch: str, share: float) -> QColor:
    """The colour as it is seen under a stripe of the word."""
    below, above = QColor(colour), QColor(hatch)
    channels = ((below.redF(), above.redF()), (below.greenF(), above.greenF()), (below.blueF(), above.blueF()))
    return QColor.fromRgbF(*(under * (1 - share) + over * share for under, over in channels))


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
@pytest.mark.parametrize("ink", ["text", "quiet"])
def test_every_value_keeps_its_contrast_under_the_word(theme: Theme, ink: str) -> None:
    seen = [under(each, theme.stripe, OPACITY[theme.name]) for each in (getattr(theme, ink), theme.panel)]
    darker, lighter = sorted(map(luminance, seen))
    assert (lighter + 0.05) / (darker + 0.05) >= AAA


@pytest.fixture
def lesson(qtbot: QtBot, now: list[datetime]) -> Callable[[str], Window]:
    def make(theme: str) -> Window:
        window = Window(theme, now=lambda: now[0], role=TRAINING)
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.first_painted):
            window.show()
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


@pytest.mark.parametrize("theme", THEMES)
def test_the_word_is_seen_from_the_first_paint_on_whatever_the_screen_says(
    lesson: Callable[[str], Window], gallery: Mapping[str, Screen], theme: str
) -> None:
    window = lesson(theme)
    (mark,) = window.findChildren(Watermark)
    assert window.windowTitle() == "TRAINING - Answerpoint"
    for screen in (None, *gallery.values()):
        if screen is not None:
            window.show_screen(screen)
        assert window.top.role is not None
        assert window.top.role.isVisible()
        assert (window.top.role.text(), window.top.role.overflows) == (TRAINING, False)
        assert mark.isVisible()
        assert mark.rect() == window.rect()
        assert window.children()[-1] is mark or mark in window.children()
        assert TRAINING not in window.top.marks.text()


def test_it_changes_pixels_and_not_the_values(lesson: Callable[[str], Window], gallery: Mapping[str, Screen]) -> None:
    window = lesson("dark")
    window.show_screen(gallery["caller"])
    (mark,) = window.findChildren(Watermark)
    with_it = window.grab().toImage()
    mark.hide()
    without = window.grab().toImage()
    different = sum(with_it.pixel(x, y) != without.pixel(x, y) for x in range(0, 1280, 8) for y in range(0, 800, 8))
    assert different > 500


def test_it_lets_keys_and_mouse_through_and_follows_the_window(
    lesson: Callable[[str], Window], gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = lesson("dark")
    window.show_screen(gallery["caller"])
    pressed: list[str] = []
    window.key_pressed.connect(pressed.append)
    QTest.keyClick(window, Qt.Key.Key_F8)
    button = window.page.agencies.children()[0]
    assert pressed == ["F8"]
    assert button is not None
    (mark,) = window.findChildren(Watermark)
    assert mark.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    QTest.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    window.resize(1600, 900)
    qtbot.waitUntil(lambda: mark.rect() == window.rect())
    assert window.top.role is not None
    assert window.top.role.text() == TRAINING


def test_a_live_console_has_none(qtbot: QtBot, now: list[datetime]) -> None:
    window = Window(now=lambda: now[0])
    qtbot.addWidget(window)
    assert window.findChildren(Watermark) == []
    assert (window.top.role, window.windowTitle()) == (None, "Answerpoint")

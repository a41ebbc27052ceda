"""Screens of the picture gallery, and windows that show them, for every test of the screen."""

import importlib.util
from collections.abc import Callable, Generator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.manual import Manual
from app.position.screen import Screen
from app.settings import Settings
from app.tables import load_manual
from app.ui.language import use_language
from app.ui.theme import THEMES, Letterings, Theme
from app.ui.window import Window
from app.words import speak

NOW = datetime(2026, 11, 22, 18, 31, 7, tzinfo=UTC)


@pytest.fixture(scope="session")
def gallery() -> Mapping[str, Screen]:
    """The states of the screen that are photographed, by name."""
    path = Path(__file__).with_name("gallery.py")
    spec = importlib.util.spec_from_file_location("gallery", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    screens: Mapping[str, Screen] = module.GALLERY
    return screens


@pytest.fixture
def theme() -> Theme:
    """The theme that is the default."""
    return THEMES["dark"]


@pytest.fixture
def letters(qtbot: QtBot) -> Letterings:
    """The letterings at the text scale the window is made for."""
    return Letterings(1.0)


@pytest.fixture
def now() -> list[datetime]:
    """The time the windows of this test believe; a test moves it by setting the one item."""
    return [NOW]


@pytest.fixture(scope="session")
def shipped_manual() -> Manual:
    """The centre's manual, as shipped."""
    return load_manual(Settings())


@pytest.fixture
def make_window(qtbot: QtBot, now: list[datetime], shipped_manual: Manual) -> Callable[..., Window]:
    """Return a shown and painted window."""

    def make(theme: str = "dark", scale: float = 1.0, size: tuple[int, int] = (1280, 800)) -> Window:
        window = Window(theme, scale, now=lambda: now[0])
        qtbot.addWidget(window)
        window.resize(*size)
        with qtbot.waitSignal(window.first_painted):
            window.show()
        window.use_manual(lambda: shipped_manual, ())
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return make


@pytest.fixture
def english_again(qapp: QApplication) -> Generator[None]:
    yield
    speak(None)
    for each in qapp.findChildren(QTranslator):
        QCoreApplication.removeTranslator(each)
        each.deleteLater()


@pytest.fixture
def marked(qapp: QApplication, marked_folder: Path, english_again: None) -> None:
    assert use_language(qapp, "xx", marked_folder) == ""

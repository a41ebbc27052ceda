"""Which words on a screen in the language of marks are in plain letters, and so none of the console's texts."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QTextEdit, QWidget

from app.lessons.anchor import shortened
from app.ui.key_button import KeyButton
from app.ui.today_list import TodayList

RESOURCES = Path(__file__).parents[3] / "resources"
# What is typed here, what a device says, the names of keys and of drivers, and the program's own name.
GIVEN = (
    *("KM", "hydro out", "S. Lee", "shots heard", "cable pulled", "no sound", "far end refused", "HELLO GA", "HELP"),
    *("a table is faulty", "emulated:default", "virtual", "Answerpoint", "Ctrl", "Alt", "Shift", "Esc", "PgUp", "PgDn"),
    *("Enter", "Tab", "Up", "Down", "GA", "SK", "ABCD"),
)
OUR_OWN = "[^ -~]+"  # letters with marks, brackets, dots in the middle: the language of marks is never plain ASCII


def of_tables(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from re.split(r"\{[^{}]*\}", value)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from of_tables(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from of_tables(each)


def pieces(text: str) -> Iterator[str]:
    """Yield a text, and what of it may stand alone."""
    for piece in (text, *text.splitlines(), *re.split(r"[,;:/·]", text)):
        stripped = piece.strip(" .,:;\"'()")
        if len(stripped) > 1:
            yield stripped


@cache
def of_resources() -> frozenset[str]:
    """Every text that a table of the site holds, and what is given here."""
    texts = {each for file in RESOURCES.rglob("*.toml") for each in of_tables(tomllib.loads(file.read_text("utf-8")))}
    forms = (each for text in (*texts, *GIVEN) for each in (text, text.upper(), shortened(text).rstrip("…")))
    return frozenset(piece for each in forms for piece in pieces(each))


def shown_by(window: QWidget) -> Iterator[tuple[str, str]]:
    """Return everything that is seen or heard of the window's widgets, each with where it stands."""
    yield "title", window.windowTitle()
    for each in window.findChildren(QWidget):
        if not each.isVisible() or each.objectName() in ("Manual", "Sections of the manual"):
            continue  # the manual's own text is a table's
        where = f"{type(each).__name__} {each.objectName()}"
        yield where, each.accessibleName()
        yield where, each.accessibleDescription()
        if isinstance(each, QLabel | QPushButton):
            yield where, each.text()
        elif isinstance(each, QLineEdit):
            yield where, each.text()
            yield where, each.placeholderText()
        elif isinstance(each, QPlainTextEdit):
            yield where, each.toPlainText()
        elif isinstance(each, QComboBox):
            yield from ((where, each.itemText(row)) for row in range(each.count()))
        elif isinstance(each, QListWidget):
            yield from ((where, each.item(row).text()) for row in range(each.count()))
        elif isinstance(each, TodayList):
            yield from ((where, str(each.calls.index(row, 0).data())) for row in range(each.calls.rowCount()))
        elif isinstance(each, KeyButton):
            yield from ((where, words) for words in each.printed() if not words.endswith("…"))
        else:
            assert not isinstance(each, QTextEdit), "a widget whose text nobody looks at"


def plain(text: str, allowed: list[str]) -> str:
    """Return what of a text is a word of the code's own."""
    for run in re.split(OUR_OWN, text):
        left = run
        for each in allowed:
            if each in left:
                left = re.sub(rf"(?<![A-Za-z]){re.escape(each)}(?![A-Za-z])", " ", left)
        if re.search(r"[A-Za-z]{2}", left):
            return left.strip()
    return ""

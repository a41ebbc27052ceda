"""The language of the screen, with translations that Qt's own lrelease made."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from app.position.screen import Screen
from app.ui.key_button import KeyButton
from app.ui.language import use_language
from app.ui.starting import STARTING
from app.ui.values import Passage, Value
from app.ui.window import Window
from app.words import say, say_count, spoken

SIGNS = "●▲!✕✓▶▼◆☐· 0123456789:-/"


def test_the_screen_is_in_the_language_of_a_translation(marked: None) -> None:
    assert spoken(say("nobody yet")) == "⟦ñóƀóđý ýéť⟧"
    assert spoken(say_count("{n} TASK", "{n} TASKS", 1)) == "⟦1 ŤÄŠĶŠ⟧"
    assert say("nobody yet") == "nobody yet"


def test_the_language_of_the_console_ships_with_it(qapp: QApplication, english_again: None) -> None:
    """Not a word of it is French yet: it is to be translated by people who know the work."""
    assert use_language(qapp, "fr", None) == ""
    assert spoken(say("nobody yet")) == "nobody yet"


def test_english_needs_no_file(qapp: QApplication, english_again: None, tmp_path: Path) -> None:
    assert use_language(qapp, "en", tmp_path) == ""
    assert spoken(say("nobody yet")) == "nobody yet"


def test_a_language_nobody_has_translated_is_told_and_the_screen_is_english(
    qapp: QApplication, english_again: None, tmp_path: Path
) -> None:
    said = use_language(qapp, "de", tmp_path)
    assert said == (
        f"language de: expected a file answerpoint_de.qm in {tmp_path} or what is shipped, got none; "
        "the screen is in English"
    )
    assert spoken(say("nobody yet")) == "nobody yet"


def test_a_file_that_is_no_translation_is_told(qapp: QApplication, english_again: None, tmp_path: Path) -> None:
    (tmp_path / "answerpoint_fr.qm").write_text("bonjour")
    assert "to be made by lrelease, got another file" in use_language(qapp, "fr", tmp_path)
    assert spoken(say("nobody yet")) == "nobody yet"


def _bare(words: str) -> bool:
    return bool(words.strip(SIGNS)) and not words.startswith("⟦")


def test_the_screen_before_any_call_has_no_word_that_is_not_translated(
    marked: None, make_window: Callable[..., Window]
) -> None:
    window = make_window()
    assert window.screen_shown is STARTING
    shown = {each.text() for each in window.findChildren(QLabel)}
    shown |= {each.text() for each in window.findChildren(Value)}
    shown |= {each.toPlainText() for each in window.findChildren(Passage)}
    assert "⟦Ťĥé çóñšóĺé íš šťäŕťíñǵ.⟧" in shown
    assert [each for each in shown if _bare(each)] == []


def test_every_widget_is_named_in_the_language_in_every_state(
    marked: None, make_window: Callable[..., Window], gallery: Mapping[str, Screen]
) -> None:
    """Captions, names for a screen reader and words of an empty field; what a Screen brings is the position's."""
    window = make_window()
    bare = set()
    for screen in gallery.values():
        window.show_screen(screen)
        for each in window.findChildren(QWidget):
            name = each.accessibleName()
            if _bare(name) and not isinstance(each, KeyButton):  # a key has the words of its face
                bare.add(name)
            if isinstance(each, QLineEdit) and _bare(each.placeholderText()):
                bare.add(each.placeholderText())
    assert bare == {"Ctrl+I"}

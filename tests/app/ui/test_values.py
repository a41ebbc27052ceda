import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.ui.theme import FIGURE, MAIN, PLAIN, STRONG, Letterings
from app.ui.values import Passage, Value, Words

# What a spill may hold and what no widget may interpret.
MARKUP = '<b>BOLD</b> <img src="file:///etc/passwd"> &amp; <a href="x">LINK</a>'


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 400)
    return ground


def accessible_text(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    text = interface.textInterface()
    assert text is not None, "no text that a screen reader could read"
    whole: str = text.text(0, text.characterCount())
    return whole


def passage(ground: QWidget, letters: Letterings, width: int = 520, height: int = 60) -> Passage:
    made = Passage(ground, "Address", letters.data_down_from(FIGURE), letters.words(MAIN))
    made.setGeometry(0, 0, width, height)
    made.finish()
    return made


def test_a_value_is_read_by_its_name_and_its_text(ground: QWidget, letters: Letterings) -> None:
    for value in (Value(ground, "Number", [letters.data(FIGURE)]), passage(ground, letters)):
        value.show_text("(905) 326-1224")
        interface = QAccessible.queryAccessibleInterface(value)
        assert interface.text(QAccessible.Text.Name) in ("Number", "Address")
        assert accessible_text(value) == "(905) 326-1224"
        assert value.isReadOnly()


def test_what_was_sent_is_never_interpreted(ground: QWidget, letters: Letterings) -> None:
    for value in (Value(ground, "Name", [letters.data(PLAIN)]), passage(ground, letters)):
        value.show_text(MARKUP)
        assert accessible_text(value) == MARKUP


def test_a_short_address_is_large_and_a_long_one_wraps_in_smaller_letters(ground: QWidget, letters: Letterings) -> None:
    address = passage(ground, letters)
    address.show_text("324 FIRST ST N")
    assert address.lettering.pixels == FIGURE
    address.show_text("12345-1/2 CONCESSION ROAD 14 AND SIDEROAD 25 WEST OF HIGHWAY")
    assert MAIN > address.lettering.pixels > PLAIN
    assert not address.overflows
    address.show_text("324 FIRST ST N")
    assert address.lettering.pixels == FIGURE


def test_a_location_of_75_letters_stands_whole_in_two_lines(ground: QWidget, letters: Letterings) -> None:
    place = Passage(ground, "Location", letters.data_down_from(MAIN))
    place.setGeometry(0, 0, 512, 39)
    place.finish()
    ground.show()
    for text in ("SECOND FLOOR REAR ENTRANCE OFF LANE BEHIND THE OLD CREAMERY BUILDING UNIT 4", "X" * 75):
        assert len(text) == 75
        place.show_text(text)
        assert place.lettering.pixels >= PLAIN
        assert not place.overflows


def test_what_no_lettering_holds_is_scrolled_to(ground: QWidget, letters: Letterings) -> None:
    address = passage(ground, letters)
    ground.show()
    address.show_text("WORD " * 400)
    assert address.lettering.pixels == PLAIN
    assert address.overflows
    assert address.toPlainText() == "WORD " * 400
    address.show_text("324 FIRST ST N")
    assert not address.overflows


def test_a_place_made_wide_enough_has_no_room_left_for_the_scroll_bar_that_went(
    ground: QWidget, letters: Letterings
) -> None:
    """A record as sent wrapped as if its scroll bar were still there, and its last line was out of sight."""
    passage = Passage(ground, "Record as sent", letters.data_down_from(20))
    passage.finish()
    line = letters.data(20).line
    passage.setGeometry(0, 0, 100, line)
    text = "326-1224 (905) RES OSH #00552 Pos:0218"
    passage.show_text(text)
    passage.show()
    passage.setGeometry(0, 0, letters.data(20).width(text) + 5, line + 1)
    assert passage.document().firstBlock().layout().lineCount() == 1
    assert not passage.overflows


def test_a_value_too_long_for_its_place_shows_its_beginning(ground: QWidget, letters: Letterings) -> None:
    value = Value(ground, "ESN", [letters.data(PLAIN)])
    value.setGeometry(0, 0, 60, 22)
    value.show_text("0123456789" * 5)
    assert value.overflows
    assert value.cursorPosition() == 0
    assert not value.could_hold("0123456789")
    assert value.could_hold("0047")


def test_words_in_an_empty_place_are_smaller_than_a_value(ground: QWidget, letters: Letterings) -> None:
    value = Value(ground, "Number", letters.data_down_from(FIGURE), letters.words(STRONG))
    value.setGeometry(0, 0, 400, 57)
    value.show_text("no number sent", absent=True)
    assert value.font().pixelSize() == STRONG
    value.show_text("326-1224")
    assert value.font().pixelSize() == FIGURE


def test_a_wider_place_takes_larger_letters(ground: QWidget, letters: Letterings) -> None:
    value = Value(ground, "Number", letters.data_down_from(FIGURE))
    value.setGeometry(0, 0, 200, 57)
    value.show_text("(905) 326-1224")
    ground.show()
    assert value.font().pixelSize() < FIGURE
    value.setGeometry(0, 0, 400, 57)
    assert value.font().pixelSize() == FIGURE


def test_a_single_line_is_centred_where_asked_and_two_lines_use_the_room(ground: QWidget, letters: Letterings) -> None:
    words = Passage(ground, "Feed", [letters.words(PLAIN)], centred=True)
    words.setGeometry(0, 0, 300, 40)
    words.finish()
    ground.show()
    words.show_text("one line")
    assert words.viewport().geometry().top() > 5
    words.show_text("far more words than would ever fit on one line here")
    assert words.viewport().geometry().top() == 0


def test_no_menu_opens_over_a_call(ground: QWidget, letters: Letterings) -> None:
    for value in (Value(ground, "Name", [letters.data(PLAIN)]), passage(ground, letters)):
        ground.show()
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(3, 3), QPoint(3, 3))
        QApplication.sendEvent(value, event)
        assert QApplication.activePopupWidget() is None


def test_tab_leaves_a_passage(ground: QWidget, letters: Letterings, qtbot: QtBot) -> None:
    first, second = passage(ground, letters), passage(ground, letters)
    ground.show()
    ground.activateWindow()
    qtbot.waitUntil(ground.isActiveWindow)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert second.hasFocus()


def test_a_caption_is_read_by_its_text(ground: QWidget, letters: Letterings) -> None:
    caption = Words(ground, letters.words(PLAIN), "ESN")
    assert QAccessible.queryAccessibleInterface(caption).text(QAccessible.Text.Name) == "ESN"

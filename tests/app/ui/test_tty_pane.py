"""The text conversation on the screen (D150-D153)."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.position.screen import TextLine, TtyPane
from app.position.tty import LONGEST_LINE
from app.ui.theme import Letterings, Theme
from app.ui.tty_pane import ASKS, CANNOT_SEND, OTHER_READING, TtyView, line_text

NOW = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
PANE = TtyPane(
    call=7,
    heard=True,
    lines=(TextLine(False, NOW, "905 TTT PQWE GA"), TextLine(True, NOW, "NUMBER AGAIN PLS GA")),
    turn="you said GA: the turn is with the caller",
    other_reading=False,
    canned=(("Greeting", "911 DO YOU NEED POLICE FIRE OR AMBULANCE Q GA"), ("Address", "ADDRESS Q GA")),
    can_send=True,
)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, letters: Letterings) -> TtyView:
    made = TtyView(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(796, 140)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_pane(PANE)
    return made


def test_a_record_typed_here_has_the_whole_pane_where_nothing_can_be_sent(view: TtyView) -> None:
    """D153: there is no field to send from, and more of the conversation is seen."""
    narrow = view.talk.geometry()
    view.show_pane(PANE._replace(can_send=False))
    assert view.entry.isHidden()
    assert view.canned.isHidden()
    assert view.talk.width() > narrow.width()
    assert view.talk.height() > narrow.height()
    view.show_pane(PANE)
    assert view.entry.isVisible()
    assert view.talk.geometry() == narrow


def test_a_line_says_who_and_its_readings_stand_letter_under_letter() -> None:
    assert line_text(PANE.lines[0]) == "CALLER 905 TTT PQWE GA"
    both = PANE.lines[0]._replace(other="OPT 555 0123 &-")
    assert line_text(both) == "CALLER 905 TTT PQWE GA\n    or OPT 555 0123 &-"
    assert line_text(PANE.lines[1]) == "YOU    NUMBER AGAIN PLS GA"


def test_the_longest_line_stands_on_one_row_beside_its_scroll_bar(view: TtyView) -> None:
    view.show_pane(PANE._replace(lines=(TextLine(False, NOW, "W" * LONGEST_LINE),) * 9))
    assert view.talk.document().firstBlock().layout().lineCount() == 1


def test_what_is_typed_is_given_with_enter_and_the_field_is_empty_again(view: TtyView) -> None:
    given: list[tuple[str, int]] = []
    view.text_typed.connect(lambda text, call: given.append((text, call)))
    view.entry.setFocus()
    QTest.keyClicks(view.entry, " fire is on the way ga ")
    QTest.keyClick(view.entry, Qt.Key.Key_Return)
    assert given == [("fire is on the way ga", 7)]
    assert view.entry.text() == ""


def test_a_line_that_is_ready_is_sent_from_the_keyboard(view: TtyView) -> None:
    given: list[tuple[str, int]] = []
    view.text_typed.connect(lambda text, call: given.append((text, call)))
    view.canned.setFocus()
    view.canned.setCurrentRow(0)
    QTest.keyClick(view.canned, Qt.Key.Key_Down)
    QTest.keyClick(view.canned, Qt.Key.Key_Return)
    assert given == [("ADDRESS Q GA", 7)]


def test_the_line_that_enter_would_send_is_read_whole(view: TtyView) -> None:
    """Of the others the beginning is seen; no reader sends what she cannot read."""
    ready = tuple((f"Line {number}", "911 WHAT IS THE ADDRESS OF YOUR EMERGENCY Q GA") for number in range(9))
    view.show_pane(PANE._replace(canned=ready))
    canned, row = view.canned, view.canned.sizeHintForRow(0)
    canned.setFocus()
    for chosen in (0, 3, 8):
        canned.setCurrentRow(chosen)
        texts = [canned.item(number).text() for number in range(9)]
        assert texts[chosen] == f"Line {chosen}: {ready[0][1]}"
        assert all(text.endswith("…") for text in texts[:chosen] + texts[chosen + 1 :])
        places = [canned.visualItemRect(canned.item(number)) for number in range(9)]
        assert [place.height() > row for place in places] == [number == chosen for number in range(9)]
        assert canned.viewport().rect().contains(places[chosen])


def test_no_line_that_is_ready_is_cut_through(view: TtyView) -> None:
    assert view.canned.height() % view.canned.sizeHintForRow(0) == 0
    view.resize(796, 149)
    assert view.canned.height() % view.canned.sizeHintForRow(0) == 0
    assert view.rect().contains(view.canned.geometry())


def test_the_other_reading_is_marked_in_words(view: TtyView) -> None:
    view.show_pane(PANE._replace(other_reading=True))
    assert view.turn.text() == OTHER_READING


def test_the_newest_letters_are_in_sight(view: TtyView) -> None:
    view.show_pane(PANE._replace(lines=tuple(TextLine(False, NOW, f"LINE {n}") for n in range(40))))
    bar = view.talk.verticalScrollBar()
    assert bar.value() == bar.maximum() > 0


def test_a_telephone_that_cannot_send_says_so(view: TtyView) -> None:
    view.show_pane(PANE._replace(can_send=False))
    assert not view.entry.isEnabled()
    assert view.entry.placeholderText() == CANNOT_SEND


def test_what_was_half_typed_for_one_caller_is_never_sent_to_the_next(view: TtyView) -> None:
    QTest.keyClicks(view.entry, "WHERE ARE YO")
    view.show_pane(PANE._replace(turn="you are writing; GA gives the turn"))
    assert view.entry.text() == "WHERE ARE YO"
    view.show_pane(PANE._replace(call=8, lines=()))
    assert view.entry.text() == ""


def test_a_telephone_that_can_send_again_asks_for_text_again(view: TtyView) -> None:
    view.show_pane(PANE._replace(can_send=False))
    view.show_pane(PANE)
    assert view.entry.placeholderText() == ASKS

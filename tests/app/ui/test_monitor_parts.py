"""The parts of the line monitor: keys, what is loud, what fits."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.ui.monitor_parts import GOES_ON, Counted, Flow
from app.ui.theme import Letterings, Theme

FACTS = tuple((f"label {number}", f"{number} of them") for number in range(8))
KEY = Qt.Key
NONE, CTRL, SHIFT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def flow(qtbot: QtBot, theme: Theme, letters: Letterings) -> Flow:
    made = Flow(None, theme, letters)
    qtbot.addWidget(made)
    made.resize(460, 290)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "held", "asked"),
    [
        (KEY.Key_Space, NONE, "pause"),
        (KEY.Key_Return, NONE, "earlier"),
        (KEY.Key_Enter, SHIFT, "later"),
        (KEY.Key_H, CTRL, "hex"),
        (KEY.Key_S, CTRL, "save"),
    ],
)
def test_each_key_of_the_rows_asks_for_one_thing(
    flow: Flow, key: Qt.Key, held: Qt.KeyboardModifier, asked: str
) -> None:
    got: list[str] = []
    flow.rows.pressed.connect(got.append)
    QTest.keyClick(flow.rows, key, held)
    assert got == [asked]


def test_in_the_search_space_is_a_letter_and_the_other_keys_are_those_of_the_rows(flow: Flow) -> None:
    got: list[str] = []
    flow.search.pressed.connect(got.append)
    QTest.keyClicks(flow.search, "1B 5B")
    QTest.keyClick(flow.search, KEY.Key_Return)
    QTest.keyClick(flow.search, KEY.Key_H, CTRL)
    QTest.keyClick(flow.search, KEY.Key_S, CTRL)
    assert flow.search.text() == "1B 5B"
    assert got == ["earlier", "hex", "save"]


def test_arrows_and_pages_move_and_letters_search(flow: Flow) -> None:
    moved: list[tuple[int, int]] = []
    typed: list[str] = []
    flow.rows.moved.connect(lambda pages, rows: moved.append((pages, rows)))
    flow.rows.typed.connect(typed.append)
    for key in (KEY.Key_Up, KEY.Key_Down, KEY.Key_PageUp, KEY.Key_PageDown):
        QTest.keyClick(flow.rows, key)
    QTest.keyClicks(flow.rows, "g")
    assert moved == [(0, -1), (0, 1), (-1, 0), (1, 0)]
    assert typed == ["g"]
    QTest.keyClick(flow.rows, KEY.Key_End)
    assert moved[-1][1] > 1_000


def test_a_space_that_is_held_pauses_once(flow: Flow) -> None:
    got: list[str] = []
    flow.rows.pressed.connect(got.append)
    for repeats in (False, True, True):
        flow.rows.keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, KEY.Key_Space, NONE, " ", repeats))
    assert got == ["pause"]


def test_paused_is_said_in_words_and_stands_on_a_ground_of_its_own(flow: Flow, theme: Theme) -> None:
    flow.show_state("following the line", "", False)
    quiet = flow.state.palette().base().color().name()
    flow.show_state("PAUSED · 3 new rows", GOES_ON, True)
    assert flow.state.text() == "PAUSED · 3 new rows · Space goes on"
    assert flow.state.palette().base().color().name() == theme.act != quiet
    assert not flow.state.overflows
    flow.show_state("PAUSED · 3 new rows", "not found", True)
    assert flow.state.text() == "PAUSED · 3 new rows · not found"


def test_the_rows_say_how_much_room_there_is(flow: Flow) -> None:
    lines, columns = flow.rows.room()
    assert lines >= 12
    assert columns >= 45


def test_every_part_has_a_name_for_a_screen_reader(flow: Flow) -> None:
    names = {part.accessibleName() for part in (flow.state, flow.search, flow.rows)}
    assert names == {"State of the line monitor", "Search the line monitor", "Line monitor"}


def test_what_is_counted_stands_in_columns_one_below_another_or_in_one_line(
    qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    counted = Counted(None, theme, letters)
    qtbot.addWidget(counted)
    counted.resize(796, 100)
    counted.show()
    counted.show_facts(FACTS, "")
    assert [line.count("\t") for line in counted.facts.toPlainText().splitlines()] == [2, 2, 1]
    counted.resize(460, 400)
    assert len(counted.facts.toPlainText().splitlines()) == 8
    counted.resize(796, 22)
    assert "\n" not in counted.facts.toPlainText()
    assert not counted.facts.overflows
    counted.show_facts(FACTS, "200 bytes saved into x.rec")
    assert counted.facts.toPlainText() == "200 bytes saved into x.rec"

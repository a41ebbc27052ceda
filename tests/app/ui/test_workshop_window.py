"""A table is written with the record it is for in sight, and saved, by the keyboard alone."""

from collections.abc import Sequence

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import TableError
from app.spill.formats import load_table
from app.ui.theme import THEMES
from app.ui.workshop_window import WorkshopWindow
from app.workshop.drawn import Row, RowKind
from app.workshop.look import Fault, Found, Look
from app.workshop.starter import STARTER

TABLE = load_table(STARTER, "new")
CTRL = Qt.KeyboardModifier.ControlModifier


class Desk:
    """A workshop whose table is whole unless it says "fault", and whose sample holds two records."""

    def __init__(self) -> None:
        self.saved: list[tuple[str, str, bool, bool]] = []
        self.there = False
        self.fault = ""

    def look(self, text: str) -> Look:
        if "fault" in text:
            return Look(None, (Fault(2, "fault: expected none (line 2)"),), (), 0)
        found = [
            Found("spill", f"{n} ✓ record", b"", ("esn is missing",) if n == 2 else (), f'{{"n": {n}}}') for n in (1, 2)
        ]
        return Look(TABLE, (), tuple(found), 2)

    def draw(self, _look: Look, found: Found) -> Sequence[Row]:
        return (Row(RowKind.LINE, f"drawn {found.title}"),)

    def save(self, text: str, name: str, whole: bool, over: bool) -> str:
        if self.fault:
            raise TableError(self.fault)
        if self.there and not over:
            raise FileExistsError("formats/county.toml")
        self.saved.append((text, name, whole, over))
        return f"saved: formats/{name}.toml"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> WorkshopWindow:
    tables = {"(new)": STARTER, "county": 'name = "county"\n'}
    made = WorkshopWindow(THEMES["dark"], 1.0, "sample.raw", tables, desk.look, desk.draw, desk.save)
    qtbot.addWidget(made)
    made.take_table("county")
    made.show()
    qtbot.waitExposed(made)
    return made


def test_the_first_record_is_drawn_with_its_json(window: WorkshopWindow) -> None:
    assert window.record.toPlainText() == "drawn 1 ✓ record"
    assert window.json.toPlainText() == '{"n": 1}'
    assert window.faults.toPlainText().startswith("nothing: ")


def test_ctrl_down_goes_to_the_next_record_and_what_is_wrong_with_it_is_told(window: WorkshopWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_Down, CTRL)
    assert window.record.toPlainText() == "drawn 2 ✓ record"
    assert window.faults.toPlainText() == "esn is missing"
    QTest.keyClick(window, Qt.Key.Key_Up, CTRL)
    assert window.record.toPlainText() == "drawn 1 ✓ record"


def test_a_fault_is_told_and_its_line_shaded_while_the_record_stays(window: WorkshopWindow) -> None:
    window.editor.appendPlainText("fault")
    window.read_table()
    assert window.faults.toPlainText() == "fault: expected none (line 2)"
    assert window.state.text().startswith("the table has a fault")
    assert [each.cursor.blockNumber() for each in window.editor.extraSelections()] == [1]
    assert window.record.toPlainText() == "drawn 1 ✓ record"


def test_the_table_is_read_again_when_the_typing_rests(window: WorkshopWindow, qtbot: QtBot) -> None:
    QTest.keyClicks(window.editor, "fault")
    with qtbot.waitSignal(window._rest.timeout):
        pass
    assert window.state.text().startswith("the table has a fault")


def test_f6_goes_through_the_parts_and_says_which_has_the_keys(window: WorkshopWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.editor.hasFocus)

    def named() -> list[str]:
        return [each.text() for each in window._names.values() if "▶" in each.text()]

    assert named() == ["▶ The table, line 1"]
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert named() == ["▶ What is to be put right"]
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert named() == ["▶ The table, line 1"]


def test_ctrl_s_saves_a_whole_table_under_its_own_name(window: WorkshopWindow, desk: Desk) -> None:
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert desk.saved == [('name = "county"\n', "new-format", True, False)]
    assert window.said.text() == "saved: formats/new-format.toml"


def test_one_that_is_there_is_written_over_only_when_asked_twice(window: WorkshopWindow, desk: Desk) -> None:
    desk.there = True
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert desk.saved == []
    assert window.said.text() == "formats/county.toml is there already: Ctrl+S once more writes over it"
    window.editor.appendPlainText("# typed between the two")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert desk.saved == []
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert [(whole, over) for _text, _name, whole, over in desk.saved] == [(True, True)]


def test_a_table_with_faults_is_saved_as_a_draft_by_the_name_it_seems_to_have(
    window: WorkshopWindow, desk: Desk
) -> None:
    window.editor.appendPlainText("fault")
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert [(name, whole) for _text, name, whole, _over in desk.saved] == [("county", False)]


def test_what_hinders_saving_is_said(window: WorkshopWindow, desk: Desk) -> None:
    desk.fault = "not saved: the disk is full"
    QTest.keyClick(window, Qt.Key.Key_S, CTRL)
    assert window.said.text() == "not saved: the disk is full"


def test_another_table_may_be_chosen_to_begin_with(window: WorkshopWindow) -> None:
    window.take_table("(new)")
    assert window.editor.toPlainText() == STARTER


def test_every_part_has_a_name_for_a_screen_reader(window: WorkshopWindow) -> None:
    parts = (window.choice, window.records, window.record, window.json, window.editor, window.faults)
    assert len({part.accessibleName() for part in parts} - {""}) == len(parts)


def test_what_is_looked_at_stands_on_it(window: WorkshopWindow) -> None:
    assert window.windowTitle() == "answerpoint: format workshop"
    assert "sample.raw" in [each.text() for each in window.findChildren(QLabel)]

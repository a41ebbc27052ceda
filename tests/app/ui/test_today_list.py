from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from app.position.screen import CallRow, Screen
from app.ui.theme import Letterings, Theme
from app.ui.today_list import CALL_ROLE, TodayList, TodayModel, row_text

FULL = 500  # rows the position keeps


def row(call: int, state: str = "open") -> CallRow:
    return CallRow(call, "13:30:26", "(905) 326-1224", "RES", f"{call} FIRST ST N, OSHAWA", "", state)


def rows(*calls: int) -> tuple[CallRow, ...]:
    return tuple(row(call) for call in calls)


def shown(model: TodayModel) -> list[str]:
    return [str(model.index(i, 0).data()) for i in range(model.rowCount())]


class Told:
    """What a model told its views."""

    def __init__(self, model: TodayModel) -> None:
        self.inserted: list[tuple[int, int]] = []
        self.removed: list[tuple[int, int]] = []
        self.changed: list[int] = []
        model.rowsInserted.connect(lambda _parent, first, last: self.inserted.append((first, last)))
        model.rowsRemoved.connect(lambda _parent, first, last: self.removed.append((first, last)))
        model.dataChanged.connect(lambda top, _bottom, _roles: self.changed.append(top.row()))


@pytest.fixture
def model(qapp: object) -> TodayModel:
    model = TodayModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    return model


def test_a_row_is_written_in_columns(qapp: object) -> None:
    texts = [row_text(row(1)), row_text(CallRow(2, "05:00:00", "no number", "", "no data sent", "", "released"))]
    assert texts[0].index("1 FIRST") == texts[1].index("no data sent")
    assert row_text(CallRow(3, "t", "n", "c", "place", "Ambulance busy", "s")).endswith("place · Ambulance busy")


def test_that_a_call_is_linked_stands_where_no_long_row_cuts_it(qapp: object) -> None:
    """D095: on both rows."""
    linked = CallRow(3, "t", "n", "c", "place", "Ambulance busy", "s", 1, "same incident as call 1")
    assert row_text(linked).endswith("same incident as call 1 · place · Ambulance busy")


def test_an_arrival_inserts_one_row_on_top_and_touches_no_other(model: TodayModel) -> None:
    model.show_rows(rows(2, 1))
    told = Told(model)
    model.show_rows((row(3), *rows(2, 1)))
    assert (told.inserted, told.removed, told.changed) == ([(0, 0)], [], [])
    assert model.index(0, 0).data(CALL_ROLE) == 3


def test_a_call_that_ended_changes_its_row_alone(model: TodayModel) -> None:
    first = rows(*range(100, 0, -1))
    model.show_rows(first)
    told = Told(model)
    model.show_rows((*first[:70], row(30, "released"), *first[71:]))
    assert (told.inserted, told.removed, told.changed) == ([], [], [70])
    assert "released" in shown(model)[70]


def test_the_oldest_leaves_when_the_list_is_full(model: TodayModel) -> None:
    first = rows(*range(FULL, 0, -1))
    model.show_rows(first)
    told = Told(model)
    model.show_rows((row(FULL + 1), *first[:-1]))
    assert (told.inserted, told.removed, told.changed) == ([(0, 0)], [(FULL, FULL)], [])
    assert model.rowCount() == FULL


def test_the_same_rows_again_touch_nothing(model: TodayModel) -> None:
    model.show_rows(rows(2, 1))
    told = Told(model)
    model.show_rows(rows(2, 1))
    assert (told.inserted, told.removed, told.changed) == ([], [], [])


_calls = st.lists(st.integers(1, 8), max_size=6, unique=True)
_states = st.sampled_from(["open", "released"])


@given(
    st.lists(st.lists(st.tuples(st.integers(1, 8), _states), max_size=6, unique_by=lambda each: each[0]), max_size=5)
)
def test_whatever_rows_come_the_list_shows_them(screens: list[list[tuple[int, str]]]) -> None:
    model = TodayModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    for screen in screens:
        given_rows = tuple(row(call, state) for call, state in screen)
        model.show_rows(given_rows)
        assert shown(model) == [row_text(each) for each in given_rows]


def test_two_thousand_arrivals_stay_cheap(model: TodayModel, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work is counted, for time is the computer's: an arrival writes two rows and compares few by their fields."""
    model.show_rows(rows(*range(FULL, 0, -1)))
    today = rows(*range(FULL, 0, -1))
    model.show_rows(today)
    told = Told(model)
    written: list[int] = []
    compared: list[int] = []
    alike = CallRow.__eq__

    def write(each: CallRow) -> str:
        written.append(each.call)
        return row_text(each)

    def compare(one: CallRow, other: object) -> bool:
        compared.append(one.call)
        return alike(one, other)

    monkeypatch.setattr("app.ui.today_list.row_text", write)
    monkeypatch.setattr(CallRow, "__eq__", compare)
    for call in range(FULL + 1, FULL + 2_001):
        today = (row(call), row(call - 1, "replaced"), *today[1 : FULL - 1])
        model.show_rows(today)
    assert len(told.inserted) == len(told.removed) == 2_000
    assert told.changed == [1] * 2_000
    assert len(written) == 2 * 2_000
    assert len(compared) < 10 * 2_000


@pytest.fixture
def today(qtbot: QtBot, theme: Theme, letters: Letterings) -> TodayList:
    today = TodayList(None, theme, letters)
    qtbot.addWidget(today)
    today.resize(796, 100)
    today.show()
    today.activateWindow()
    qtbot.waitUntil(today.isActiveWindow)
    return today


def test_enter_looks_at_the_chosen_call(today: TodayList, qtbot: QtBot) -> None:
    today.show_rows(rows(3, 2, 1))
    today.take_focus()
    QTest.keyClick(today, Qt.Key.Key_Down)
    with qtbot.waitSignal(today.call_looked_at) as looked:
        QTest.keyClick(today, Qt.Key.Key_Return)
    assert looked.args == [2]


def test_a_double_click_looks_at_a_call(today: TodayList, qtbot: QtBot) -> None:
    today.show_rows(rows(3, 2, 1))
    place = today.visualRect(today.calls.index(2, 0)).center()
    QTest.mouseClick(today.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(today.call_looked_at) as looked:
        QTest.mouseDClick(today.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert looked.args == [1]


def test_the_chosen_call_stays_chosen_when_others_arrive(today: TodayList) -> None:
    today.show_rows(rows(3, 2, 1))
    today.setCurrentIndex(today.calls.index(1, 0))
    today.show_rows(rows(5, 4, 3, 2, 1))
    assert today.currentIndex().data(CALL_ROLE) == 2


def test_an_empty_list_takes_the_focus_and_looks_at_nothing(today: TodayList, qtbot: QtBot) -> None:
    today.take_focus()
    assert today.hasFocus()
    with qtbot.assertNotEmitted(today.call_looked_at):
        QTest.keyClick(today, Qt.Key.Key_Return)


def test_only_whole_rows_are_shown(today: TodayList, letters: Letterings) -> None:
    line = letters.data(16).line
    assert today.whole_rows(4 * line + line - 1) == 4 * line
    assert today.whole_rows(line - 1) == 0


def test_a_row_cannot_be_edited(today: TodayList) -> None:
    today.show_rows(rows(1))
    assert not today.calls.flags(today.calls.index(0, 0)) & Qt.ItemFlag.ItemIsEditable


def test_a_row_of_the_gallery_is_drawn(today: TodayList, gallery: Mapping[str, Screen], theme: Theme) -> None:
    today.show_rows(gallery["caller"].today)
    empty = today.grab().toImage()
    today.setCurrentIndex(QModelIndex(today.calls.index(0, 0)))
    assert today.grab().toImage() != empty

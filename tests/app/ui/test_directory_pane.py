"""The directory on the screen: all of it from the keyboard, and nothing by accident (D163, D169-D176)."""

from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.agencies import Directory, Entry, EntryKind, load_agencies, load_directory
from app.position.screen import DirectoryPane
from app.ui.directory_pane import ASKS, MOST_SHOWN, NOT_EXPECTED, NOTHING_FITS, DirectoryView
from app.ui.finding import Finding
from app.ui.theme import THEMES, Letterings, Theme

RESOURCES = Path(__file__).parents[3] / "resources"
DURHAM = load_agencies((RESOURCES / "agencies/durham.toml").read_text("utf-8"), "durham.toml")
SHIPPED = load_directory((RESOURCES / "directory/durham.toml").read_text("utf-8"), "durham.toml", DURHAM)
UXBRIDGE = "administration: Uxbridge Fire"
CALM = DirectoryPane("", "")
CHOSEN = DirectoryPane(UXBRIDGE, "Enter again dials 905 852-3393: Uxbridge Fire administration")
Key = Qt.Key


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, letters: Letterings) -> DirectoryView:
    made = DirectoryView(None, theme, letters, Finding(SHIPPED))
    qtbot.addWidget(made)
    made.resize(804, 90)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.show_pane(CALM)
    made.take_keyboard()
    return made


@pytest.fixture
def given(view: DirectoryView) -> list[str]:
    keys: list[str] = []
    view.entry_chosen.connect(keys.append)
    return keys


def rows(view: DirectoryView) -> list[str]:
    return [view.list.item(index).text() for index in range(view.list.count())]


def held(view: DirectoryView, key: Qt.Key) -> None:
    """A key that is held down, as its repeats come."""
    QApplication.sendEvent(
        view.field, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "\r", True, 1)
    )


def test_the_rows_follow_what_is_typed_the_best_chosen(view: DirectoryView) -> None:
    assert len(rows(view)) == len(SHIPPED.entries)
    QTest.keyClicks(view.field, "ux fire")
    assert rows(view)[0].split()[:4] == ["Uxbridge", "Fire", "905", "852-3393"]
    assert view.list.currentRow() == 0


def test_enter_gives_the_row_that_is_chosen_by_its_key(view: DirectoryView, given: list[str]) -> None:
    QTest.keyClicks(view.field, "ux fire")
    QTest.keyClick(view.field, Key.Key_Return)
    assert given == [UXBRIDGE]
    QTest.keyClick(view.field, Key.Key_Enter)
    assert given == [UXBRIDGE, UXBRIDGE]


def test_the_arrows_choose_while_the_keyboard_stays_in_the_field(view: DirectoryView, given: list[str]) -> None:
    QTest.keyClick(view.field, Key.Key_Down)
    QTest.keyClick(view.field, Key.Key_Down)
    QTest.keyClick(view.field, Key.Key_Up)
    assert view.field.hasFocus()
    QTest.keyClick(view.field, Key.Key_Return)
    assert given == [SHIPPED.entries[1].key]
    for _ in range(len(SHIPPED.entries)):
        QTest.keyClick(view.field, Key.Key_PageDown)
    assert view.list.entry is SHIPPED.entries[-1]
    for _ in range(len(SHIPPED.entries)):
        QTest.keyClick(view.field, Key.Key_PageUp)
    assert view.list.entry is SHIPPED.entries[0]


def test_a_key_that_is_held_gives_nothing_more(view: DirectoryView, given: list[str]) -> None:
    QTest.keyClick(view.field, Key.Key_Return)
    held(view, Key.Key_Return)
    held(view, Key.Key_Enter)
    assert len(given) == 1


def test_searching_on_takes_the_choice_back_once(view: DirectoryView, given: list[str]) -> None:
    QTest.keyClicks(view.field, "ux fire")
    QTest.keyClick(view.field, Key.Key_Return)
    view.show_pane(CHOSEN)
    QTest.keyClicks(view.field, " a")
    assert given == [UXBRIDGE, ""]


def test_choosing_another_row_takes_the_choice_back(view: DirectoryView, given: list[str]) -> None:
    QTest.keyClick(view.field, Key.Key_Return)
    QTest.keyClick(view.field, Key.Key_Down)
    assert given == [SHIPPED.entries[0].key, ""]


def test_enter_where_nothing_fits_gives_nothing(view: DirectoryView, given: list[str]) -> None:
    QTest.keyClicks(view.field, "zzz")
    assert rows(view) == [NOTHING_FITS]
    QTest.keyClick(view.field, Key.Key_Return)
    QTest.keyClick(view.field, Key.Key_Down)
    QTest.keyClick(view.field, Key.Key_Return)
    assert given == []


def test_the_list_takes_enter_too_and_leaves_letters_alone(view: DirectoryView, given: list[str]) -> None:
    view.list.setFocus()
    QTest.keyClick(view.list, Key.Key_Down)
    QTest.keyClick(view.list, Key.Key_U)
    QTest.keyClick(view.list, Key.Key_Return)
    assert given == [SHIPPED.entries[1].key]


def test_a_quiet_line_says_that_numbers_are_not_expected_of_her_d163(view: DirectoryView, theme: Theme) -> None:
    assert view.words.text() == NOT_EXPECTED
    assert view.words.palette().text().color().name() == theme.quiet
    assert view.words.could_hold(NOT_EXPECTED)


def test_what_the_next_press_does_and_why_one_was_in_vain_stand_out(view: DirectoryView, theme: Theme) -> None:
    view.show_pane(CHOSEN)
    assert view.words.text() == CHOSEN.words
    assert view.words.palette().base().color().name() == theme.accent
    view.show_pane(DirectoryPane("", "refused: not on a 9-1-1 line: use another telephone or the ring-down line"))
    assert not view.words.overflows
    assert view.words.palette().base().color().name() == theme.text


@pytest.mark.parametrize("entry", SHIPPED.entries, ids=lambda each: each.key)
def test_the_number_that_would_be_dialled_is_never_cut_off(view: DirectoryView, entry: Entry) -> None:
    assert view.words.could_hold(f"Enter again dials {entry.number}, extension 6600 by voice: {entry.name[:12]}")


def test_trouble_numbers_are_marked_in_their_row_d172_d173(view: DirectoryView) -> None:
    QTest.keyClicks(view.field, "bell")
    assert "NOT ON A 9-1-1 LINE" in rows(view)[0]


def test_a_number_that_is_not_set_says_so_in_its_row_d174(view: DirectoryView) -> None:
    QTest.keyClicks(view.field, "neighbouring police")
    assert all("no number set" in row for row in rows(view))


def test_where_the_list_has_no_room_the_row_stands_beside_the_field(view: DirectoryView) -> None:
    """On a set worked by hand what was heard takes the list's room."""
    view.resize(804, 28)
    QTest.keyClicks(view.field, "ux fire")
    assert view.words.text() == "Uxbridge Fire 905 852-3393 administration · UXBRIDGE"
    view.show_pane(CHOSEN)
    assert view.words.text() == CHOSEN.words


def test_no_row_is_cut_through(view: DirectoryView) -> None:
    assert view.list.height() == 3 * view.list.row_height
    assert view.list.geometry().bottom() < view.height()


def test_a_screen_reader_hears_field_words_and_the_row_that_is_chosen(view: DirectoryView) -> None:
    """F16, U19."""
    assert [each.accessibleName() for each in (view.field, view.words, view.list)] == [
        "Search the directory",
        "What Enter does",
        "Directory",
    ]
    QTest.keyClicks(view.field, "ux fire")
    assert view.field.accessibleDescription() == "Uxbridge Fire 905 852-3393 administration · UXBRIDGE"
    QTest.keyClick(view.field, Key.Key_Down)
    assert view.field.accessibleDescription().startswith("Oshawa Fire *23 star code")


def test_what_was_typed_stands_chosen_when_it_opens_again(view: DirectoryView, qtbot: QtBot) -> None:
    QTest.keyClicks(view.field, "ux")
    view.take_keyboard()
    assert view.field.selectedText() == "ux"
    QTest.keyClicks(view.field, "brock")
    assert view.field.text() == "brock"


def test_a_long_directory_shows_its_best_and_says_how_many_more(
    qtbot: QtBot, theme: Theme, letters: Letterings
) -> None:
    many = Directory(tuple(Entry(f"Desk {n}", EntryKind.ADMINISTRATION, number="905 555-0100") for n in range(150)))
    view = DirectoryView(None, theme, letters, Finding(many))
    qtbot.addWidget(view)
    assert rows(view)[MOST_SHOWN:] == ["and 50 more: type on"]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_fields_own_words_fit(qtbot: QtBot, name: str, scale: float) -> None:
    letters = Letterings(scale)
    view = DirectoryView(None, THEMES[name], letters, Finding(SHIPPED))
    qtbot.addWidget(view)
    view.resize(letters.px(804), letters.px(90))
    view.show()
    assert view.field.fontMetrics().horizontalAdvance(ASKS) < view.field.width() - letters.px(8)
    assert not view.words.overflows

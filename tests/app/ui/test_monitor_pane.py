"""The line monitor on the page: never over the caller, the keys or the next step, and nothing while it is closed."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.monitor import Monitor, Watch
from app.ports import Chunk
from app.position.screen import Pane, Screen
from app.settings import Settings
from app.tables import load_tables
from app.ui.monitor_pane import MonitorPane
from app.ui.window import Window
from tests.app.conftest import SLIP

MakeWindow = Callable[..., Window]
KEY = Qt.Key


class Desk:
    """A window with a monitor, and a line."""

    def __init__(self, window: Window, now: list[datetime], screens: Mapping[str, Screen]) -> None:
        tables = load_tables(Settings())
        self.window, self.now, self.screens = window, now, screens
        self.rests = True
        self.saved = 0
        self.watch = Watch(
            lambda since: Monitor(tables.formats, tables.classes, tables.localities, since),
            lambda: self.rests,
            self._save,
        )
        self.deliver = self.watch.tap.behind(lambda _event: None)
        window.use_monitor(self.watch)

    def _save(self, kept: Mapping[str, tuple[Chunk, ...]], told: Callable[[str], None]) -> None:
        self.saved += 1
        told("163 bytes saved into line.rec")

    def shows(self, name: str, pane: Pane = Pane.MONITOR) -> None:
        self.window.show_screen(self.screens[name]._replace(pane=pane))

    def comes(self, data: bytes) -> None:
        self.now[0] += timedelta(seconds=1)
        self.deliver(Chunk(self.now[0], data, 1.0))
        for _ in range(2):
            self.pane.take_turn()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.window.focusWidget() or self.window, key, held)

    @property
    def pane(self) -> MonitorPane:
        assert self.window.page.monitor is not None
        return self.window.page.monitor

    @property
    def rows(self) -> list[str]:
        return [line[9:] for line in self.pane.flow.rows.toPlainText().splitlines()]


@pytest.fixture
def desk(make_window: MakeWindow, now: list[datetime], gallery: Mapping[str, Screen]) -> Desk:
    made = Desk(make_window(), now, gallery)
    made.shows("caller")
    return made


def test_a_tty_that_is_heard_gets_nothing_of_what_is_looked_for(desk: Desk, gallery: Mapping[str, Screen]) -> None:
    """Enter would send the rest of it to the caller."""
    sent: list[str] = []
    desk.window.text_typed.connect(lambda text, _call: sent.append(text))
    for key in (KEY.Key_O, KEY.Key_S):
        desk.press(key)
    desk.window.show_screen(gallery["tty"])
    for key in (KEY.Key_H, KEY.Key_Return):
        desk.press(key)
    assert sent == []


def test_it_shows_what_comes_outlined_and_counted_with_the_keyboard_on_the_rows(desk: Desk) -> None:
    desk.comes(SLIP)
    assert desk.rows[0].startswith("┌ 326-1224 (905) RES OSH 99/06/21 05:")
    assert desk.rows[-2].startswith("└ bell-printer: 9053261224 RES; ")
    assert "spills 1, 1 in the last minute" in desk.pane.counted.facts.toPlainText()
    assert desk.pane.flow.rows.hasFocus()


@pytest.mark.parametrize("name", ["caller", "failed", "ringing", "no-call", "waiting", "by-hand"])
def test_it_covers_neither_caller_nor_keys_nor_next_step_nor_who_waits(desk: Desk, name: str) -> None:
    desk.shows(name)
    desk.comes(SLIP)
    page = desk.window.page
    others = [page.card, page.next, page.strip, *(button for group in page._groups for button in group.every_button)]
    for part in (desk.pane.flow, desk.pane.counted):
        assert part.isVisible()
        assert page.rect().contains(part.geometry())
        for other in others:
            if other.isVisible():
                place = other.rect().translated(other.mapTo(page, other.rect().topLeft()))
                assert not place.intersects(part.geometry()), other
    assert desk.rows


def test_closed_it_costs_nothing(desk: Desk) -> None:
    desk.shows("caller", Pane.TODAY)
    assert not desk.watch.is_open
    assert desk.watch.tap.listener is None
    assert not desk.pane._turn.isActive()
    assert not desk.pane.flow.isVisible()
    assert not desk.pane.counted.isVisible()


def test_a_console_that_never_opened_it_has_made_no_part_of_it(make_window: MakeWindow) -> None:
    window = make_window()
    assert window.page.monitor is None


def test_space_pauses_and_says_so_and_space_again_goes_on(desk: Desk) -> None:
    desk.comes(SLIP)
    told: list[str] = []
    desk.window.page.section_turned.connect(told.append)
    desk.press(KEY.Key_Space)
    before = desk.rows
    desk.comes(b"later\r\n")
    assert desk.rows == before
    assert desk.pane.flow.state.text() == "PAUSED · 1 new row · Space goes on"
    desk.press(KEY.Key_Space)
    assert desk.rows[-1] == "╎ later<CR><LF>"
    assert desk.pane.flow.state.text() == "following the line"
    assert told == ["PAUSED · 0 new rows", "following the line"]


def test_what_is_typed_is_found_as_it_is_typed_and_enter_finds_the_one_before(desk: Desk) -> None:
    desk.comes(SLIP)
    desk.comes(SLIP)
    for letter in "palm":
        QTest.keyClicks(desk.window.focusWidget(), letter)
    found = desk.pane.flow.rows.toPlainText()
    assert "▶│ PALMER" in found
    assert desk.pane.flow.search.text() == "palm"
    desk.press(KEY.Key_Return)
    assert "▶│ PALMER" in desk.pane.flow.rows.toPlainText() != found
    desk.press(KEY.Key_Return)
    assert "no earlier one" in desk.pane.flow.state.text()
    desk.press(KEY.Key_Down)
    assert desk.pane.flow.rows.hasFocus()


def test_a_found_row_stays_in_sight_when_hex_is_turned_on(desk: Desk) -> None:
    desk.comes(SLIP * 3)
    for letter in "apt":
        QTest.keyClicks(desk.window.focusWidget(), letter)
    desk.press(KEY.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert "▶│ 41 50 54 20 36 0d 0a" in desk.pane.flow.rows.toPlainText()


def test_pages_and_ends_move_through_what_was_kept(desk: Desk) -> None:
    desk.comes(b"".join(b"line %d\r\n" % number for number in range(100)))
    desk.press(KEY.Key_PageUp)
    assert "line 99" not in desk.rows[-1]
    desk.press(KEY.Key_Home)
    assert desk.rows[-1] == "╎ line 0<CR><LF>"
    desk.press(KEY.Key_End)
    assert desk.rows[-1] == "╎ line 99<CR><LF>"


def test_it_is_saved_with_a_key_and_says_where(desk: Desk) -> None:
    desk.comes(SLIP)
    desk.press(KEY.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.pane.take_turn()
    assert desk.saved == 1
    assert "163 bytes saved into line.rec" in desk.pane.counted.facts.toPlainText()


def test_another_text_size_keeps_what_was_watched(desk: Desk) -> None:
    desk.comes(SLIP)
    desk.press(KEY.Key_Space)
    desk.window._larger()
    assert desk.pane.is_open
    assert desk.pane.flow.state.text().startswith("PAUSED")
    assert any("PALMER" in row for row in desk.rows)


def test_while_the_position_is_at_work_nothing_is_drawn(desk: Desk) -> None:
    desk.rests = False
    desk.comes(SLIP)
    assert desk.rows == []
    desk.rests = True
    desk.pane.take_turn()
    assert desk.rows


@pytest.mark.expected_log("answerpoint.monitor: ERROR: the line monitor stopped")
def test_a_fault_of_ours_ends_the_monitor_once_and_says_so(desk: Desk) -> None:
    desk.watch._intake = None  # type: ignore[assignment]  # whatever is wrong with it
    desk.pane.take_turn()
    desk.press(KEY.Key_Space)
    desk.shows("caller")
    assert desk.pane.flow.state.text() == "STOPPED by a fault, told in the log"
    assert not desk.pane._turn.isActive()
    assert not desk.watch.is_open


def test_a_call_that_comes_leaves_it_open_beside_the_caller(desk: Desk) -> None:
    desk.shows("no-call")
    desk.comes(SLIP)
    desk.shows("caller")
    assert desk.pane.flow.isVisible()
    assert desk.rows


def test_a_rung_that_stands_alone_leaves_the_rows_their_place(desk: Desk) -> None:
    failed = desk.screens["failed"]
    before = desk.pane.flow.geometry()
    offers = tuple(face for face in failed.offers if face.key == "Alt+D")
    desk.window.show_screen(failed._replace(pane=Pane.MONITOR, offers=offers))
    after = desk.pane.flow.geometry()
    assert (after.topLeft(), after.width()) == (before.topLeft(), before.width())
    assert before.height() > after.height() > 200


def test_the_rows_have_the_larger_place(make_window: MakeWindow, desk: Desk) -> None:
    page = desk.window.page
    assert desk.pane.flow.x() > page.card.geometry().right()
    desk.window.resize(1920, 1080)
    assert desk.pane.flow.x() == 0
    assert desk.pane.counted.x() > page.card.geometry().right()


def test_where_there_is_no_monitor_the_place_stays_empty(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"]._replace(pane=Pane.MONITOR))
    assert window.page.monitor is None

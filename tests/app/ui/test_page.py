from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.position.screen import Form, Pane, Screen
from app.ui.page import LEAST_HEIGHT, LEAST_WIDTH, NO_ROOM_FOR_TODAY, Page
from app.ui.theme import PLAIN, Letterings, Theme
from app.ui.today_list import CALL_ROLE
from app.ui.window import Window


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, letters: Letterings) -> Page:
    page = Page(None, theme, letters)
    qtbot.addWidget(page)
    page.resize(LEAST_WIDTH, LEAST_HEIGHT)
    page.show()
    return page


def parts(page: Page) -> list[QWidget]:
    every = [
        page.card,
        page.agencies,
        page.features,
        page.rungs,
        page.next,
        page.strip,
        page.tasks,
        page.related,
        page.caption,
        page.today,
    ]
    every = [part for part in every if part is not page.caption or part.isVisible()]
    return [*every, page.heard] if page.heard.isVisible() else every


@pytest.mark.parametrize("size", [(LEAST_WIDTH, LEAST_HEIGHT), (1908, 980)])
def test_every_part_has_room_of_its_own(
    page: Page, size: tuple[int, int], gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    page.resize(*size)
    for name in ("no-call", "caller", "related", "by-hand"):
        page.show_screen(gallery[name], now[0])
        places = [part.geometry() for part in parts(page) if not part.geometry().isEmpty()]
        for i, place in enumerate(places):
            assert page.rect().contains(place), (name, place)
            assert not any(place.intersects(other) for other in places[i + 1 :])


def test_no_part_moves_when_keys_for_what_was_heard_come(
    page: Page, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    page.show_screen(gallery["caller"], now[0])
    kept = [part for part in parts(page)[:-2] if part is not page.caption]
    before = [part.geometry() for part in kept]
    page.show_screen(gallery["by-hand"], now[0])
    assert page.heard.isVisible()
    assert [part.geometry() for part in kept] == before
    assert page.caption.isVisible() is (page.height() > LEAST_HEIGHT)  # of a list that has no room
    page.show_screen(gallery["caller"], now[0])
    assert not page.heard.isVisible()
    assert page.caption.isVisible()


def test_no_part_moves_when_related_calls_are_found(
    page: Page, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    """D095, F14: their place is kept, and everything is as it was."""
    page.show_screen(gallery["caller"], now[0])
    before = [part.geometry() for part in parts(page)]
    for name in ("related", "linked"):
        page.show_screen(gallery[name], now[0])
        assert [part.geometry() for part in parts(page)] == before


def test_calls_that_come_together_are_listed_together_and_at_once_when_asked_for(
    page: Page, gallery: Mapping[str, Screen], now: list[datetime], qtbot: QtBot
) -> None:
    first, second = gallery["caller"], gallery["previous"]
    page.show_screen(first, now[0])
    page.show_screen(second, now[0])
    assert page.today.calls.rowCount() == 0
    qtbot.waitUntil(lambda: page.today.calls.rowCount() == len(second.today))
    page.show_screen(first, now[0])
    page.show_rows()
    assert page.today.calls.index(0, 0).data(CALL_ROLE) == first.today[0].call


def test_the_focus_goes_caller_keys_next_today(
    page: Page, gallery: Mapping[str, Screen], now: list[datetime], qtbot: QtBot
) -> None:
    page.show_screen(gallery["caller"], now[0])
    qtbot.waitUntil(lambda: page.today.calls.rowCount() > 0)  # drawn once the caller stands
    order: list[QWidget] = []
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page and len(order) < 500:
        order.append(widget)
        widget = widget.nextInFocusChain()
    places = [
        order.index(first)
        for first in (
            page.card.fields["number"].value,
            page.agencies.buttons[0],
            page.features.buttons[0],
            page.next.step,
            page.today,
        )
    ]
    assert places == sorted(places)


def test_a_press_anywhere_on_the_page_is_told(
    page: Page, gallery: Mapping[str, Screen], qtbot: QtBot, now: list[datetime]
) -> None:
    page.show_screen(gallery["by-hand"], now[0])
    pressed: list[str] = []
    page.key_pressed.connect(pressed.append)
    for group in (page.agencies, page.features, page.rungs, page.heard):
        group.buttons[0].click()
    assert pressed == ["F5", "F2", "Alt+1", "Ctrl+1"]


def test_the_running_time_of_the_call_runs(page: Page, gallery: Mapping[str, Screen], now: list[datetime]) -> None:
    page.show_screen(gallery["caller"], now[0])
    page.show_running_times(gallery["caller"], now[0] + timedelta(seconds=3))
    assert page.card.running.text() == "on line 00:44"


def test_the_least_size_grows_with_the_text(qtbot: QtBot, theme: Theme) -> None:
    page = Page(None, theme, Letterings(1.5))
    qtbot.addWidget(page)
    assert page.least_size().width() == round(LEAST_WIDTH * 1.5)


def test_what_wants_attention_blinks(page: Page, gallery: Mapping[str, Screen], now: list[datetime]) -> None:
    page.show_screen(gallery["answered"], now[0])
    key = next(button for button in page.agencies.buttons if button.face.key == "F8")
    lit = key.grab().toImage()
    page.blink()
    page.blink()
    assert key.grab().toImage() != lit


def test_the_letters_of_the_list_are_not_typed_into_a_form(
    page: Page, gallery: Mapping[str, Screen], now: list[datetime], qtbot: QtBot
) -> None:
    typing = gallery["caller"]._replace(form=Form("option 1 take", "Type it here", ("what", "where")))
    page.show_screen(typing, now[0])
    form = page.next.form
    assert form is not None
    page.activateWindow()
    qtbot.waitUntil(lambda: form.isAncestorOf(page.focusWidget()))
    page.show_screen(typing._replace(pane=Pane.PROCEDURES), now[0])
    assert page.hasFocus()
    page.show_screen(typing, now[0])
    assert form.isAncestorOf(page.focusWidget())  # what was being typed goes on


def test_with_a_task_open_the_conversation_is_in_sight_all_the_same(
    make_window: Callable[..., Window], gallery: Mapping[str, Screen]
) -> None:
    """D152: where the window is low the tasks and the related calls give it their room, and their number is said."""
    window = make_window()
    window.show_screen(gallery["tty"]._replace(tasks=("a task",)))
    page = window.page
    assert page.tty is not None
    assert page.tty.talk.height() > 2 * page.letters.data(PLAIN).line
    assert page.tty.entry.geometry().bottom() <= page.tty.height()
    assert page.caption.caption.text() == "TTY · 1 TASK"


def test_d096_tasks_that_are_not_listed_are_counted_all_the_same(
    make_window: Callable[..., Window], gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    listed = (*(f"task {number}" for number in range(20)), "and 4 more, after these")
    screen = gallery["caller"]._replace(tasks=listed, tasks_unlisted=4, reminders=("a matter",))
    window.show_screen(screen)
    assert window.page.tasks.count.text() == "25 in all"
    window.show_screen(screen._replace(pane=Pane.HELP))
    assert window.page.caption.caption.text() == "HELP · 24 TASKS"


def test_a_list_that_has_no_room_is_no_stop_for_tab_and_its_key_says_so(
    make_window: Callable[..., Window], gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    """The keyboard is always seen: at 1280x800 the keys for what is heard take the room of today's calls."""
    window = make_window()
    window.show_screen(gallery["by-hand"])
    page = window.page
    page.show_rows()
    assert page.today.isHidden()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not page.today.hasFocus()
    assert NO_ROOM_FOR_TODAY in window.bottom.notices.words.toPlainText()
    window.show_screen(gallery["caller"])
    assert page.today.isVisible()
    QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert page.today.hasFocus()

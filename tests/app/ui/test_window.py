from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.agencies import Directory, Entry, EntryKind
from app.position.screen import DirectoryPane, KeyFace, Screen
from app.ui.directory_pane import SearchField
from app.ui.fitting import SCALES
from app.ui.starting import STARTING
from app.ui.theme import THEMES
from app.ui.values import Passage, Value
from app.ui.window import AS_LARGE_AS_FITS, FRAME, Window

MakeWindow = Callable[..., Window]


def press(qtbot: QtBot, window: Window, key: str) -> None:
    combination = QKeySequence(key)[0]  # type: ignore[index]  # the stubs lack it
    target = window.focusWidget() or window
    QTest.keyClick(target, combination.key(), combination.keyboardModifiers())


def values(window: Window) -> dict[str, str]:
    """Return every value that can be seen, by its accessible name."""
    lines = {each.accessibleName(): each.text() for each in window.findChildren(Value) if each.isVisible()}
    passages = {each.accessibleName(): each.toPlainText() for each in window.findChildren(Passage) if each.isVisible()}
    return lines | passages


def test_the_first_paint_has_every_part_in_its_place_and_claims_nothing(make_window: MakeWindow) -> None:
    window = make_window()
    assert window.screen_shown is STARTING
    shown = values(window)
    assert shown["Next step"] == STARTING.next_step.text
    assert shown["Whose details"] == "STARTING"
    assert shown["Journal"] == "journal: starting"


@pytest.mark.parametrize("theme", THEMES)
def test_every_screen_of_the_gallery_is_shown_in_every_theme(
    make_window: MakeWindow, gallery: Mapping[str, Screen], theme: str
) -> None:
    window = make_window(theme)
    for screen in gallery.values():
        window.show_screen(screen)
        shown = values(window)
        assert shown["Number"] == screen.caller.number.text
        assert shown["Who is on the line"] == screen.line if "Who is on the line" in shown else True
        assert shown["Next step"] == screen.next_step.text
        assert shown["Journal"] == screen.journal.text
        assert not window.grab().isNull()


def test_the_same_screen_again_draws_nothing(make_window: MakeWindow, gallery: Mapping[str, Screen]) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    window.grab()

    class Paints(QObject):
        count = 0

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
            self.count += event.type() is QEvent.Type.UpdateRequest
            return False

    paints = Paints()
    QApplication.sendPostedEvents()
    window.installEventFilter(paints)
    window.show_screen(gallery["caller"]._replace())
    QApplication.sendPostedEvents()
    assert paints.count == 0
    window.removeEventFilter(paints)


def test_every_printed_key_is_pressed_by_its_keyboard_key(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    screen = gallery["by-hand"]
    window.show_screen(screen)
    pressed: list[str] = []
    window.key_pressed.connect(pressed.append)
    faces = (*screen.agency_keys, *screen.feature_keys, *screen.offers)
    for face in faces:
        press(qtbot, window, face.key)
    assert pressed == [face.key for face in faces]


def test_a_key_moved_by_the_table_works_at_once(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"]._replace(agency_keys=(KeyFace("Shift+F5", "Ambulance"),)))
    with qtbot.waitSignal(window.key_pressed) as pressed:
        press(qtbot, window, "Shift+F5")
    assert pressed.args == ["Shift+F5"]


def test_keys_work_before_any_screen(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    with qtbot.waitSignal(window.key_pressed) as pressed:
        press(qtbot, window, "Ctrl+N")
    assert pressed.args == ["Ctrl+N"]


def test_keys_work_while_initials_are_typed(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    press(qtbot, window, "Ctrl+I")
    assert window.top.initials.hasFocus()
    QTest.keyClicks(window.top.initials, "jd")
    pressed: list[str] = []
    window.key_pressed.connect(pressed.append)
    for key in ("F8", "Esc", "Alt+I", "Ctrl+1", "F12"):
        press(qtbot, window, key)
    assert pressed == ["F8", "Esc", "Alt+I", "Ctrl+1", "F12"]
    with qtbot.waitSignal(window.initials_given) as given:
        press(qtbot, window, "Return")
    assert given.args == ["JD"]


def test_an_earlier_call_is_looked_at_and_left_by_keyboard(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    press(qtbot, window, "Ctrl+L")  # whoever turns to the list has it, before it is due
    assert window.page.today.calls.rowCount() == len(gallery["caller"].today)
    assert window.page.today.hasFocus()
    press(qtbot, window, "Down")
    with qtbot.waitSignal(window.call_looked_at) as looked:
        press(qtbot, window, "Return")
    assert looked.args == [gallery["caller"].today[1].call]
    with qtbot.waitSignal(window.call_looked_at) as looked, qtbot.assertNotEmitted(window.key_pressed):
        press(qtbot, window, "Ctrl+T")
    assert looked.args == [0]


def test_the_key_back_to_the_live_call_can_be_clicked(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    window.show_screen(gallery["past"])
    assert window.page.strip.back is not None
    with qtbot.waitSignal(window.call_looked_at) as looked:
        window.page.strip.back.click()
    assert looked.args == [0]


def test_the_record_as_sent_comes_with_a_key(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    press(qtbot, window, "Ctrl+R")
    assert values(window)["Record as sent"].startswith("(905) 326-1224  RES")
    press(qtbot, window, "Ctrl+R")
    assert "Record as sent" not in values(window)


def test_esc_takes_the_record_as_sent_away_before_it_gives_an_attempt_up(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    """Esc closes what is open over the call first: it gave up the ringing agency, and the record stayed."""
    window = make_window()
    window.show_screen(gallery["ringing"])
    pressed: list[str] = []
    window.key_pressed.connect(pressed.append)
    press(qtbot, window, "Ctrl+R")
    press(qtbot, window, "Esc")
    assert ("Record as sent" in values(window), pressed) == (False, [])
    press(qtbot, window, "Esc")
    assert pressed == ["Esc"]


@pytest.mark.parametrize("name", ["directory", "not-decoded"])
def test_esc_is_of_what_was_opened_last_and_of_a_record_that_has_no_fields_it_is_not(
    name: str, make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    window.show_screen(gallery[name])
    press(qtbot, window, "Ctrl+R")
    with qtbot.waitSignal(window.key_pressed) as told:
        press(qtbot, window, "Esc")
    assert told.args == ["Esc"]
    assert "Record as sent" in values(window)


def test_a_timer_redraws_only_running_times(
    make_window: MakeWindow, gallery: Mapping[str, Screen], now: list[datetime], qtbot: QtBot
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    before = values(window)
    now[0] += timedelta(seconds=30)
    window.tick()
    after = values(window)
    assert {name for name in after if after[name] != before[name]} == {"Time on line", "Feed", "Clock"}
    assert after["Time on line"] == "on line 01:11"


def striped(window: Window) -> bool:
    picture = window.grab().toImage()
    stripe = QColor(THEMES["dark"].stripe)
    return all(
        any(picture.pixelColor(x, y) == stripe for x in range(600, 640)) for y in (2, window.height() - 2)
    ) and all(any(picture.pixelColor(x, y) == stripe for y in range(380, 420)) for x in (2, window.width() - 2))


def test_a_mark_stripes_the_edge_of_the_window_on_every_screen(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    for screen in gallery.values():
        window.show_screen(screen._replace(marks=("EMULATED FEED",)))
        assert striped(window)
        assert values(window)["Marks"] == "EMULATED FEED"
    window.show_screen(gallery["caller"]._replace(marks=()))
    assert not striped(window)


def test_text_grows_and_shrinks_with_one_key_and_the_screen_stays(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window(size=(2560, 1600))
    window.show_screen(gallery["emulated"])
    shown = values(window)
    sizes = [window.page.card.fields["number"].value.font().pixelSize()]
    for _ in range(len(SCALES) + 1):
        press(qtbot, window, "Ctrl++")
        sizes.append(window.page.card.fields["number"].value.font().pixelSize())
        assert values(window) == shown
        assert window.top.marks.geometry().right() <= window.top.width(), "the edges never scroll away"
        assert window.top.feed.width() > 300
    assert sizes[: len(SCALES)] == sorted(set(sizes))
    assert window.text_scale == SCALES[-1]
    press(qtbot, window, "Ctrl+-")
    assert window.text_scale == SCALES[-2]
    press(qtbot, window, "Ctrl+0")
    assert window.text_scale == 1.0
    assert window.page.card.fields["number"].value.font().pixelSize() == sizes[0]
    with qtbot.waitSignal(window.key_pressed):
        window.page.agencies.buttons[0].click()


@pytest.mark.parametrize("size", [(1280, 800), (1366, 768), (1280, 720), (1024, 768), (1920, 1080)])
def test_everything_is_in_sight_on_every_common_screen(
    size: tuple[int, int], make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    """With smaller letters where there must be: a key or a step out of sight is worse."""
    window = make_window(size=size)
    for screen in gallery.values():
        window.show_screen(screen)
        assert window.page.size().height() + 2 * FRAME < size[1]
        assert window.page.visibleRegion().boundingRect() == window.page.rect(), "nothing is scrolled out of sight"


def test_a_window_made_smaller_and_larger_keeps_the_caller_and_its_letters(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    letters = window.page.letters.scale
    window.resize(1366, 768)
    assert window.page.letters.scale < letters
    assert values(window)["Number"] == gallery["caller"].caller.number.text
    window.resize(1280, 800)
    assert window.page.letters.scale == letters
    assert values(window)["Number"] == gallery["caller"].caller.number.text


def test_text_grows_no_further_than_every_key_stays_in_sight_and_says_so(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    """U19: beyond that the agency keys, and then the step, were scrolled away in the middle of a call."""
    window = make_window(size=(1920, 1080))
    window.show_screen(gallery["failed"])
    for _ in SCALES:
        press(qtbot, window, "Ctrl++")
        assert window.page.visibleRegion().boundingRect() == window.page.rect()
    assert window.page.letters.scale == 1.35
    assert window.bottom.notices.words.toPlainText().startswith(AS_LARGE_AS_FITS)
    press(qtbot, window, "Ctrl+-")
    assert window.page.letters.scale == 1.3, "the next press is seen at once"
    window.show_screen(gallery["caller"])
    assert AS_LARGE_AS_FITS not in window.bottom.notices.words.toPlainText()


def test_a_window_that_grows_has_the_larger_letters_that_were_asked_for(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window(scale=1.3)
    window.show_screen(gallery["caller"])
    assert window.page.letters.scale == 1.0
    window.resize(1920, 1080)
    assert window.page.letters.scale == 1.3


def test_a_page_larger_than_its_window_is_scrolled_to_the_caller_who_came_and_to_the_step_that_must_be_done_now(
    make_window: MakeWindow, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    """The step was out of sight when an agency answered."""
    window = make_window(size=(900, 420))
    window.show_screen(gallery["caller"])
    assert window.page.next.visibleRegion().boundingRect() != window.page.next.rect()
    number = window.page.card.fields["number"].value
    assert number.visibleRegion().boundingRect() == number.rect()
    window.show_screen(gallery["answered"])
    assert window.page.next.visibleRegion().boundingRect().height() == window.page.next.height()
    another = gallery["caller"].caller._replace(arrived_at=now[0] + timedelta(seconds=9))
    window.show_screen(gallery["caller"]._replace(caller=another))
    assert window.page.pos() == QPoint(0, 0)


def test_two_calls_of_today_are_seen_at_1280_by_800(make_window: MakeWindow, gallery: Mapping[str, Screen]) -> None:
    window = make_window()
    window.show_screen(gallery["waiting"])
    window.page.show_rows()
    assert window.page.today.height() >= 2 * window.page.letters.data(16).line


def test_in_a_smaller_window_the_page_scrolls_and_the_edges_stay(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window(size=(1000, 500))
    window.show_screen(gallery["caller"])
    assert window.page.height() > window.height()
    for edge in (window.top, window.bottom):
        assert window.rect().contains(edge.geometry())


def test_a_larger_window_gives_its_room_to_the_list_of_today(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    before = window.page.today.height()
    window.resize(1920, 1080)
    assert window.page.today.height() > before + 200


def test_closing_is_told(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    with qtbot.waitSignal(window.closing):
        window.close()


def test_no_box_and_no_menu_ever_opens(make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot) -> None:
    window = make_window()
    for screen in gallery.values():
        window.show_screen(screen)
    for key in ("F10", "Alt+I", "Ctrl+N", "Ctrl+R", "Ctrl+I", "Esc", "F12"):
        press(qtbot, window, key)
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [window]


def test_every_value_has_a_name_and_no_two_on_the_screen_share_it(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    for screen in gallery.values():
        window.show_screen(screen)
        shown: list[QWidget] = [*window.findChildren(Value), *window.findChildren(Passage)]
        names = [each.accessibleName() for each in shown if each.isVisible()]
        assert all(names)
        assert len(set(names)) == len(names)


def test_a_widget_can_be_asked_for_before_the_first_paint(
    qtbot: QtBot, gallery: Mapping[str, Screen], now: list[datetime]
) -> None:
    window = Window(now=lambda: now[0])
    qtbot.addWidget(window)
    window.show_screen(gallery["caller"])
    with qtbot.waitSignal(window.first_painted):
        window.show()
    assert values(window)["Number"] == "(905) 326-1224"


def test_the_focus_starts_on_no_value(make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot) -> None:
    window = make_window()
    window.show_screen(gallery["caller"])
    assert not isinstance(window.focusWidget(), Value)
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
    assert isinstance(window.focusWidget(), Value)


def test_a_caller_who_rings_is_heard_once_a_second_until_answered(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    """Q11: audibly and visibly."""
    window = make_window()
    rung: list[int] = []
    window.bell.connect(lambda: rung.append(1))
    window.show_screen(gallery["rings"])
    window.tick()
    window.tick()
    window.show_screen(gallery["caller"])
    window.tick()
    assert len(rung) == 2


def test_a_tty_that_is_heard_does_not_take_the_keyboard_from_a_number_being_typed(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    """Half of it would go to the caller as text, and nothing would be dialled."""
    window = make_window()
    typed: list[str] = []
    window.digits_typed.connect(typed.append)
    window.show_screen(gallery["dial"])
    QTest.keyClicks(window.focusWidget(), "905713")
    window.show_screen(gallery["tty"]._replace(dial_asked=True))
    QTest.keyClicks(window.focusWidget(), "8147")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert typed == ["9057138147"]


def test_a_dial_field_that_goes_leaves_the_keyboard_where_the_keys_are_heard(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window()
    pressed: list[str] = []
    window.key_pressed.connect(pressed.append)
    window.show_screen(gallery["dial"])
    window.show_screen(gallery["caller"])
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_F8)
    assert pressed == ["F8"]


DIRECTORY = Directory(
    (
        Entry("Ajax Fire", EntryKind.ADMINISTRATION, number="905 683-3050"),
        Entry("Uxbridge Fire", EntryKind.ADMINISTRATION, number="905 852-3393"),
    )
)


@pytest.fixture
def searching(make_window: MakeWindow, gallery: Mapping[str, Screen]) -> Window:
    """A window with the directory open over a call."""
    window = make_window()
    window.know_directory(DIRECTORY)
    window.show_screen(gallery["caller"])
    window.show_screen(gallery["directory"])
    return window


def search_field(window: Window) -> SearchField:
    view = window.page.directory
    assert view is not None
    return view.field


def test_the_directory_opens_with_the_keyboard_in_its_search(searching: Window, qtbot: QtBot) -> None:
    """D174, N014."""
    chosen: list[str] = []
    searching.entry_chosen.connect(chosen.append)
    assert search_field(searching).hasFocus()
    QTest.keyClicks(search_field(searching), "ux")
    QTest.keyClick(search_field(searching), Qt.Key.Key_Return)
    assert chosen == ["administration: Uxbridge Fire"]


def test_a_tty_that_is_heard_gets_nothing_of_what_is_typed_as_a_search(
    searching: Window, gallery: Mapping[str, Screen]
) -> None:
    """Enter would send the rest of it to the caller."""
    sent: list[str] = []
    searching.text_typed.connect(lambda text, _call: sent.append(text))
    QTest.keyClicks(search_field(searching), "ux")
    searching.show_screen(gallery["tty"])
    QTest.keyClicks(searching.focusWidget(), "bridge")
    QTest.keyClick(searching.focusWidget(), Qt.Key.Key_Return)
    assert sent == []


def test_the_key_of_the_directory_is_heard_in_every_field(
    make_window: MakeWindow, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    window = make_window()
    window.know_directory(DIRECTORY)
    pressed: list[str] = []
    window.key_pressed.connect(pressed.append)
    window.show_screen(gallery["dial"])
    press(qtbot, window, "Ctrl+D")  # the digits to dial
    window.top.initials.setFocus()
    press(qtbot, window, "Ctrl+D")
    window.show_screen(gallery["directory"])
    press(qtbot, window, "Ctrl+D")  # the search
    press(qtbot, window, "F8")
    press(qtbot, window, "Esc")
    assert pressed == ["Ctrl+D", "Ctrl+D", "Ctrl+D", "F8", "Esc"]


def test_a_callers_arrival_and_another_text_size_leave_what_is_typed(
    searching: Window, gallery: Mapping[str, Screen], qtbot: QtBot
) -> None:
    QTest.keyClicks(search_field(searching), "ux")
    arrived = gallery["changed"]._replace(pane=gallery["directory"].pane, directory=DirectoryPane("", ""))
    searching.show_screen(arrived)
    assert search_field(searching).hasFocus()
    assert search_field(searching).text() == "ux"
    press(qtbot, searching, "Ctrl++")
    assert search_field(searching).text() == "ux"
    searching.show_screen(gallery["caller"])
    searching.show_screen(gallery["directory"])
    assert search_field(searching).selectedText() == "ux"


@pytest.mark.parametrize("after", ["caller", "tty", "line", "checks"])
def test_a_search_that_goes_away_leaves_the_keyboard_to_the_window(
    searching: Window, gallery: Mapping[str, Screen], after: str
) -> None:
    searching.show_screen(gallery[after])
    assert not search_field(searching).isVisible()
    holder = searching.focusWidget()
    talk = searching.page.tty
    assert holder is (talk.entry if after == "tty" and talk is not None else searching.page)


def test_caller_keys_and_step_stay_in_sight_and_open_tasks_come_back(
    searching: Window, gallery: Mapping[str, Screen]
) -> None:
    failed = gallery["failed"]
    searching.show_screen(failed._replace(pane=gallery["directory"].pane, directory=DirectoryPane("", "")))
    page = searching.page
    assert all(
        part.isVisible() for part in (page.card, page.agencies, page.features, page.rungs, page.next, page.strip)
    )
    assert page.directory is not None
    assert page.directory.list.height() >= 3 * page.directory.list.row_height
    assert not page.tasks.isVisible()
    searching.show_screen(failed)
    assert page.tasks.isVisible()


def test_open_tasks_stay_beside_the_directory_where_there_is_room(
    make_window: MakeWindow, gallery: Mapping[str, Screen]
) -> None:
    window = make_window(size=(1920, 1080))
    window.know_directory(DIRECTORY)
    window.show_screen(gallery["failed"]._replace(pane=gallery["directory"].pane, directory=DirectoryPane("", "")))
    assert window.page.tasks.isVisible()
    assert window.page.directory is not None
    assert window.page.directory.list.height() >= 3 * window.page.directory.list.row_height


def test_without_a_directory_its_place_stays_empty(make_window: MakeWindow, gallery: Mapping[str, Screen]) -> None:
    window = make_window()
    window.show_screen(gallery["directory"])
    assert window.page.directory is None

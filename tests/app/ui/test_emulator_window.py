"""The emulator's window: everything by keyboard, and with the mouse too; it takes nothing from the console."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.emulator import EmulatorView, FaultLine, SentLine, Tally
from app.emulator.tally import SentKind
from app.emulator.view import fault_state, state_words
from app.ui.emulator_window import EmulatorWindow, place_beside
from app.words import joined, say
from tests.app.ui.resizes import Resizes

WHOLE = SentLine("14:00:07", SentKind.RECORD, 7, True, (), 160, "555-0171 (905) RES OSH")
DAMAGED = SentLine("14:00:31", SentKind.RECORD, 8, False, ("half_record",), 40, "555-0130 (289) CEL")


def view_now() -> EmulatorView:
    """Made in the language of the moment."""
    return EmulatorView(
        title="emulated:0000",
        facts=((say("seed"), "911"), (say("heartbeat"), say("none"))),
        state=state_words("there", held=False, over=False, next_caller=12.0, storm=0),
        stands=False,
        held=False,
        cut=False,
        faults=(
            FaultLine("0001", say("bytes are lost")),
            FaultLine("0002", say("a record breaks off"), fault_state(("0002=0.1",), asked=True, possible=True)),
            FaultLine("0003", say("bytes come twice"), fault_state((), asked=False, possible=False)),
        ),
        in_force="0002=0.1",
        tally=Tally().with_line(WHOLE).with_line(DAMAGED),
        told=say("the next caller comes now"),
    )


class Bench:
    """The window, what it is to show, and what it told."""

    def __init__(self, theme: str = "dark", scale: float = 1.0) -> None:
        self.view = view_now()
        self.told: list[tuple[object, ...]] = []
        self.window = EmulatorWindow(theme, scale, lambda: self.view)
        for name in ("held_or_let_go", "called", "struck", "switched", "typed", "cut_or_mended", "calmed", "left"):
            getattr(self.window, name).connect(self._note(name))

    def _note(self, name: str) -> Callable[..., None]:
        return lambda *what: self.told.append((name, *what))

    def press(self, *keys: Qt.Key, shift: bool = False) -> None:
        with_shift = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        for key in keys:
            QTest.keyClick(self.window.focusWidget() or self.window, key, with_shift)


@pytest.fixture
def bench(qtbot: QtBot) -> Bench:
    made = Bench()
    qtbot.addWidget(made.window)
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    return made


def test_every_key_does_what_stands_on_its_button(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Space, Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_R, Qt.Key.Key_L, Qt.Key.Key_O)
    assert bench.told == [
        ("held_or_let_go",),
        ("called",),
        ("struck", "0001"),
        ("switched", "0001"),
        ("cut_or_mended",),
        ("calmed",),
    ]
    assert [button.text() for button in bench.window.buttons.values()] == [
        "Space  hold the callers",
        "N  next caller now",
        "Enter  chosen fault strikes now",
        "R  chosen fault on or off",
        "T  write a fault",
        "L  cut the line",
        "O  all faults off",
    ]


def test_the_mouse_does_the_same_and_leaves_the_keyboard_in_the_list(bench: Bench) -> None:
    for key in ("Space", "N", "Return", "R", "L", "O"):
        bench.window.buttons[key].click()
    assert [name for name, *_ in bench.told] == [
        "held_or_let_go",
        "called",
        "struck",
        "switched",
        "cut_or_mended",
        "calmed",
    ]
    assert bench.window.focusWidget() is bench.window.faults


def test_a_fault_is_chosen_with_up_and_down_or_struck_with_two_clicks(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_R, Qt.Key.Key_Up, Qt.Key.Key_Enter)
    assert bench.told == [("struck", "0002"), ("switched", "0003"), ("struck", "0002")]
    faults = bench.window.faults
    place: QPoint = faults.visualItemRect(faults.item(0)).center()
    QTest.mouseClick(faults.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(faults.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.told[3:] == [("struck", "0001")]


def test_the_chosen_fault_has_a_sign_and_each_says_how_it_stands(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Down)
    assert [bench.window.faults.item(row).text() for row in range(3)] == [
        "0001: bytes are lost",
        "▶ 0002: a record breaks off   strikes next; ON: 0002=0.1",
        "0003: bytes come twice   cannot be sent in this scenario",
    ]


def test_a_letter_works_with_shift_as_it_stands_on_its_button(bench: Bench) -> None:
    bench.press(Qt.Key.Key_N, Qt.Key.Key_L, shift=True)
    assert bench.told == [("called",), ("cut_or_mended",)]


def test_while_a_fault_is_written_its_letters_are_no_keys(bench: Bench) -> None:
    bench.press(Qt.Key.Key_T)
    words = bench.window.words
    assert (words.hasFocus(), words.text()) == (True, "")
    QTest.keyClicks(words, "0002=0.5 NROLT")
    assert bench.told == []
    bench.press(Qt.Key.Key_Return)
    assert bench.told == [("typed", "0002=0.5 NROLT")]
    assert (words.text(), words.isEnabled(), bench.window.faults.hasFocus()) == ("", False, True)
    bench.press(Qt.Key.Key_T, Qt.Key.Key_Escape, Qt.Key.Key_N)
    assert bench.told[1:] == [("called",)]


@pytest.mark.parametrize("written", ["=0.5", "x20", "@5"])
def test_what_is_written_without_a_name_is_of_the_chosen_fault(bench: Bench, written: str) -> None:
    bench.press(Qt.Key.Key_T)
    QTest.keyClicks(bench.window.words, written)
    bench.press(Qt.Key.Key_Return)
    assert bench.told == [("typed", f"0001{written}")]


def test_no_key_of_the_window_works_twice_while_it_is_held_down(bench: Bench, qtbot: QtBot) -> None:
    shortcuts = bench.window._shortcuts
    assert len(shortcuts) >= 8
    assert not any(each.autoRepeat() for each in shortcuts)


def test_what_was_sent_can_be_read_also_by_a_screen_reader(bench: Bench) -> None:
    window = bench.window
    assert window.last_whole.toPlainText() == "14:00:07  call 7: WHOLE\n555-0171 (905) RES OSH"
    assert window.last_damaged.toPlainText() == "14:00:31  call 8: DAMAGED  half_record\n555-0130 (289) CEL"
    assert window.newest.toPlainText().startswith("14:00:31  call 8: DAMAGED")
    assert window.counted.toPlainText().startswith("records whole 1 · damaged 1 · calls without data 0")
    assert window.state.text() == "RUNNING: next caller in 12 s"
    named = {each.accessibleName() for each in window.findChildren(QWidget) if each.accessibleName()}
    assert named >= {
        "Scenario",
        "State of the emulation",
        "What the last key did",
        "Faults",
        "A fault to write",
        "Line and scenario",
        "Faults in force",
        "Counted",
        "Last whole",
        "Last damaged",
        "Sent, the newest first",
    }


def test_an_emulation_that_stands_says_so_in_words_and_its_keys_say_what_they_do_then(bench: Bench) -> None:
    bench.view = replace(bench.view, state="LINE CUT", stands=True, held=True, cut=True)
    bench.window.redraw()
    assert bench.window.state.text() == "LINE CUT"
    assert bench.window.buttons["Space"].text() == "Space  let callers come"
    assert bench.window.buttons["L"].text() == "L  mend the line"


def test_a_redraw_leaves_the_chosen_fault_chosen(bench: Bench) -> None:
    bench.press(Qt.Key.Key_Down)
    bench.view = replace(bench.view, faults=(replace(bench.view.faults[0], state="ON"), *bench.view.faults[1:]))
    bench.window.redraw()
    assert bench.window.faults.currentRow() == 1
    assert bench.window.faults.item(0).text() == "0001: bytes are lost   ON"


def test_it_is_shown_without_taking_the_keyboard_and_looks_only_while_it_is_seen(qtbot: QtBot) -> None:
    console, made = QWidget(), Bench()
    qtbot.addWidget(console)
    qtbot.addWidget(made.window)
    console.show()
    console.activateWindow()
    qtbot.waitUntil(console.isActiveWindow)
    made.window.show_beside(console)
    assert made.window.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert not made.window.isModal()
    made.view = replace(made.view, state="later")
    qtbot.waitUntil(lambda: made.window.state.text() == "later")
    made.window.hide()
    assert not made.window._timer.isActive()


@pytest.mark.parametrize(
    ("console", "screen", "others", "place"),
    [
        (QRect(0, 0, 1280, 800), QRect(0, 0, 1280, 800), [], None),
        (QRect(0, 0, 1280, 800), QRect(0, 0, 1280, 800), [QRect(1280, 0, 1920, 1080)], QPoint(1280, 0)),
        (QRect(0, 40, 1280, 800), QRect(0, 0, 2560, 1440), [], QPoint(1280, 40)),
        (QRect(1200, 40, 1280, 800), QRect(0, 0, 2560, 1440), [], QPoint(100, 40)),
        (QRect(600, 0, 1280, 800), QRect(0, 0, 2560, 1440), [], None),
    ],
)
def test_it_stands_where_it_leaves_the_console_in_sight(
    console: QRect, screen: QRect, others: list[QRect], place: QPoint | None
) -> None:
    assert place_beside(console, QSize(1100, 760), screen, others) == place


def test_closing_it_tells_so_and_closes_nothing_else(bench: Bench) -> None:
    bench.window.close()
    assert bench.told == [("left",)]


@pytest.mark.parametrize("size", [(1100, 760), (700, 500), (1920, 1080)])
def test_parts_and_their_lettering_come_to_rest_whatever_the_size_and_the_words(
    bench: Bench, size: tuple[int, int]
) -> None:
    """A part that is laid out by its lettering, and takes its lettering by its room, would never stand still."""
    resizes = Resizes(bench.window)
    bench.window.resize(*size)
    for words in ("a few words", "many words " * 12, "very many words " * 40):
        line = replace(DAMAGED, text=words[:52])
        tally = bench.view.tally
        for _ in range(20):
            tally = tally.with_line(line)
        bench.view = replace(bench.view, title=words, state=words, told=words, in_force=words, tally=tally)
        bench.window.redraw()
        QTest.qWait(100)
    assert resizes.count < 400


@pytest.mark.usefixtures("marked")
def test_no_word_of_it_stays_english_in_another_language(qtbot: QtBot) -> None:
    """Every text of that language has marks on its letters; plain ones are values that were put in."""
    made = Bench()
    qtbot.addWidget(made.window)
    made.view = replace(made.view, told=joined("", [say("the line is cut; L mends it")]))
    made.window.redraw()
    shown: list[str] = [made.window.windowTitle()]
    for each in made.window.findChildren(QWidget):
        shown.append(each.accessibleName())
        if isinstance(each, QLabel | QPushButton):
            shown.append(each.text().removeprefix("Space").removeprefix("Enter"))
        elif isinstance(each, QLineEdit):
            shown += [each.text(), each.placeholderText()]
        elif isinstance(each, QPlainTextEdit):
            shown.append(each.toPlainText())
        elif isinstance(each, QListWidget):
            shown += [each.item(row).text() for row in range(each.count())]
    given = ("emulated:0000", "half_record", "555-0171 (905) RES OSH", "555-0130 (289) CEL")
    for text in shown:
        for value in given:
            text = text.replace(value, "")
        left = "".join(letter for letter in text if letter.isascii() and letter.isalpha())
        assert len(left) <= 1, (text, left)  # the letter of a key
    assert len(shown) > 30

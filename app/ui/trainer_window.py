"""The trainer's window: what to say as the caller, what is expected now, and the keys that work the lesson.

A window of its own, for a second screen. It draws a `TrainerView` and tells what was pressed; it knows no lesson. Every
key stands on its button; the list of calls and the list of faults are gone through with Up and Down.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from app.ui.desk_window import DeskWindow
from app.ui.keyboard import ways_to_press
from app.ui.theme import MAIN, PLAIN, STRONG, THEMES, Letterings, palette
from app.ui.values import Passage, Value
from app.words import joined, say, spoken, tr

if TYPE_CHECKING:
    from app.lessons.trainer_view import CallLine, TrainerView

REDRAWN = 250  # ms between two looks at the lesson
END_STANDS = 5000  # ms for which a second press ends the lesson
_SIZE = (1100, 760)
_KEYS_IN_A_ROW = 4
_CHOSEN = "▶ "
_GIVEN = QSizePolicy.Policy.Ignored  # a part takes the room there is, and its lettering by that

PAUSE_KEY, QUICKER_KEY, SLOWER_KEY, JUMP_KEY = "Space", "+", "-", "Return"
ANOTHER_KEY, FAULT_KEY, MARK_KEY, END_KEY = "N", "F", "M", "E"


class TrainerWindow(DeskWindow):
    """The trainer's window. `view` returns what is to be seen now, `faults` are name and words of what can be put in.

    Signals: `paused()`, `speed_changed(steps)`, `jumped(call)`, `another_called()`, `fault_put_in(name)`, `ended()`.
    """

    paused = Signal()
    speed_changed = Signal(int)
    jumped = Signal(int)
    another_called = Signal()
    fault_put_in = Signal(str)
    ended = Signal()

    def __init__(
        self, theme: str, scale: float, view: Callable[[], TrainerView], faults: Sequence[tuple[str, str]]
    ) -> None:
        super().__init__(THEMES[theme])
        self._letters = Letterings(scale)
        self._view = view
        self._faults = tuple(faults)
        self._shown: TrainerView | None = None
        self._end_asked = False
        self.setWindowTitle(f"{tr('Trainer')} - Answerpoint")
        self.setObjectName("Trainer")
        self.setPalette(palette(self._theme))
        self.setAutoFillBackground(True)
        self.setFont(self._letters.words(PLAIN).font)
        self.resize(round(_SIZE[0] * scale), round(_SIZE[1] * scale))
        self._make()
        self._listen()
        self._end_forgotten = QTimer(self, singleShot=True, interval=END_STANDS)
        self._end_forgotten.timeout.connect(self._forget_end)
        self._timer = QTimer(self, interval=REDRAWN)
        self._timer.timeout.connect(self.redraw)
        self._timer.start()
        self.redraw()

    # --- what stands where ---

    def _make(self) -> None:
        letters = self._letters
        self.title = Passage(self, say("Lesson"), [letters.words(PLAIN, bold=True), letters.words(PLAIN)])
        self.title.setPalette(palette(self._theme))
        self.title.setFixedHeight(letters.px(44))
        self.title.setSizePolicy(_GIVEN, QSizePolicy.Policy.Fixed)
        self.clock = Value(self, say("Lesson clock"), [letters.words(MAIN, bold=True)])
        self.clock.setFixedHeight(letters.px(44))
        self.calls = self._list(say("Calls"))
        self.fault_list = self._list(say("Faults"))
        self._show_lines(self.fault_list, [f"{name}: {spoken(words)}" for name, words in self._faults])
        for shown, take in ((self.calls, self._let_come), (self.fault_list, self._put_in)):
            shown.itemActivated.connect(take)
            shown.currentRowChanged.connect(partial(self._sign, shown))
        self.fault_caption = QLabel(tr("FAULTS: Enter puts one in, Esc leaves"), self)
        self.fault_caption.setFont(letters.words(PLAIN, bold=True).font)
        self._show_faults(False)
        self.card = self._passage(say("Card"), STRONG)
        self.moments = self._passage(say("What the caller does"), PLAIN)
        self.expected = self._passage(say("What is expected"), PLAIN)
        self.told = Value(self, say("Told"), [letters.words(PLAIN, bold=True), letters.words(PLAIN, condensed=True)])
        self.told.setFixedHeight(letters.px(28))
        grid = QGridLayout(self)
        grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the window may be as small as its screen
        top = QHBoxLayout()
        top.addWidget(self.title, 3)
        top.addWidget(self.clock, 2)
        grid.addLayout(top, 0, 0, 1, 2)
        left, right = QVBoxLayout(), QVBoxLayout()
        for layout, caption, widget, stretch in (
            (left, tr("CALLS"), self.calls, 4),
            (left, "", self.fault_caption, 0),
            (left, "", self.fault_list, 3),
            (left, tr("WHAT THE CALLER DOES"), self.moments, 2),
            (right, tr("SAY, AS THE CALLER"), self.card, 3),
            (right, tr("EXPECTED OF THE TRAINEE"), self.expected, 4),
        ):
            if caption:
                label = QLabel(caption, self)
                label.setFont(letters.words(PLAIN, bold=True).font)
                layout.addWidget(label)
            layout.addWidget(widget, stretch)
        grid.addLayout(left, 1, 0)
        grid.addLayout(right, 1, 1)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setRowStretch(1, 1)
        grid.addWidget(self.told, 2, 0, 1, 2)
        keys = QGridLayout()  # two rows: in another language than English the words are longer
        self.buttons: dict[str, QPushButton] = {}
        for key, words, action in (
            (PAUSE_KEY, say("pause"), self.paused.emit),
            (SLOWER_KEY, say("slower"), lambda: self.speed_changed.emit(-1)),
            (QUICKER_KEY, say("quicker"), lambda: self.speed_changed.emit(1)),
            (JUMP_KEY, say("chosen call comes now"), self._let_come),
            (ANOTHER_KEY, say("another caller now"), self.another_called.emit),
            (FAULT_KEY, say("put in a fault"), self._to_faults),
            (MARK_KEY, say("next marked call"), self._to_mark),
            (END_KEY, say("end the lesson"), self._end),
        ):
            button = QPushButton(f"{'Enter' if key == JUMP_KEY else key}  {spoken(words)}", self)
            button.setObjectName(words)
            button.clicked.connect(action)
            button.clicked.connect(self.redraw)
            self.buttons[key] = button
            keys.addWidget(button, *divmod(len(self.buttons) - 1, _KEYS_IN_A_ROW))
        grid.addLayout(keys, 3, 0, 1, 2)
        for passage in self.findChildren(Passage):
            passage.finish()  # else Qt's own scroll bar and the lettering that fits chase each other for ever
        self.calls.setFocus()

    def _list(self, name: str) -> QListWidget:
        made = QListWidget(self)
        made.setAccessibleName(spoken(name))
        made.setObjectName(name)
        made.setPalette(palette(self._theme))
        made.setSizePolicy(_GIVEN, _GIVEN)
        made.setWordWrap(True)
        return made

    def _passage(self, name: str, size: int) -> Passage:
        made = Passage(self, name, [self._letters.words(size), self._letters.words(PLAIN)])
        made.setPalette(palette(self._theme))
        made.setSizePolicy(_GIVEN, _GIVEN)
        return made

    # --- keys ---

    def _listen(self) -> None:
        """Let each key work wherever the focus is; a letter in a list would else look for an entry."""
        for key, button in self.buttons.items():
            if key == JUMP_KEY:
                continue  # the lists' own: an entry is taken with Enter
            for each in ways_to_press(key):
                shortcut = QShortcut(QKeySequence(each), self)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(button.click)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.activated.connect(self._leave_faults)

    def _let_come(self) -> None:
        if self.calls.currentRow() >= 0:
            self.jumped.emit(self.calls.currentRow() + 1)
        self.redraw()

    def _put_in(self) -> None:
        row = self.fault_list.currentRow()
        self._leave_faults()
        if 0 <= row < len(self._faults):
            self.fault_put_in.emit(self._faults[row][0])
        self.redraw()

    def _to_faults(self) -> None:
        self._show_faults(True)
        if not self.fault_list.selectedItems():
            self.fault_list.setCurrentRow(0)  # before the focus: Qt would make the row current without choosing it
        self.fault_list.setFocus()

    def _leave_faults(self) -> None:
        self._show_faults(False)
        self.calls.setFocus()

    def _show_faults(self, shown: bool) -> None:
        self.fault_list.setVisible(shown)
        self.fault_caption.setVisible(shown)

    def _to_mark(self) -> None:
        """Choose the next call that has a mark, after the last one the first."""
        calls = self._shown.calls if self._shown is not None else ()
        marked = [row for row, each in enumerate(calls) if each.marks]
        if marked:
            self._leave_faults()
            here = self.calls.currentRow()
            self.calls.setCurrentRow(next((row for row in marked if row > here), marked[0]))

    def _end(self) -> None:
        if self._end_asked:
            self.ended.emit()
            return
        self._end_asked = True
        self.buttons[END_KEY].setText(f"{END_KEY}  {tr('again: end it')}")
        self._end_forgotten.start()

    def _forget_end(self) -> None:
        self._end_asked = False
        self.buttons[END_KEY].setText(f"{END_KEY}  {tr('end the lesson')}")

    # --- what is seen ---

    def redraw(self) -> None:
        """Show how the lesson stands; only what differs is drawn again."""
        view, before = self._view(), self._shown
        self._shown = view
        self.title.show_text(joined(": ", (view.title, view.about)))
        self.clock.show_text(joined("   ", (view.clock, view.time)))
        self.clock.setPalette(
            palette(self._theme, self._theme.act, self._theme.on_act) if view.paused else palette(self._theme)
        )
        self.buttons[PAUSE_KEY].setText(f"{PAUSE_KEY}  {tr('go on') if view.paused else tr('pause')}")
        if before is None or view.calls != before.calls:
            self._show_lines(self.calls, [_line(each) for each in view.calls])
            if self.calls.currentRow() < 0:
                self.calls.setCurrentRow(0)
            self.buttons[MARK_KEY].setVisible(any(each.marks for each in view.calls))
        none_yet = "" if view.current else say("no card: the first call has not come")
        self.card.show_text("\n".join(view.card) or none_yet)
        self.moments.show_text(
            "\n".join(f"{each.at}  {spoken(each.does)}  ({spoken(each.state)})" for each in view.moments) or "-"
        )
        lines = []
        for each in view.expected:
            more = "; ".join(spoken(part) for part in (each.by_when, each.rules) if part)
            lines.append(f"[{spoken(each.state)}]  {spoken(each.words)}" + (f"\n   {more}" if more else ""))
        self.expected.show_text("\n".join(lines) or "-")
        self.told.show_text(view.told or say("the lesson has begun"))

    def _show_lines(self, shown: QListWidget, lines: Sequence[str]) -> None:
        if shown.count() != len(lines):
            shown.clear()
            shown.addItems(list(lines))
        for row, line in enumerate(lines):
            self._show_line(shown, row, line)

    def _sign(self, shown: QListWidget, _chosen: int) -> None:
        """Let the chosen line have a sign, for a colour alone would be none."""
        for row in range(shown.count()):
            self._show_line(shown, row, shown.item(row).text().removeprefix(_CHOSEN))

    def _show_line(self, shown: QListWidget, row: int, line: str) -> None:
        line = f"{_CHOSEN if row == shown.currentRow() else ''}{line}"
        if shown.item(row).text() != line:
            shown.item(row).setText(line)


def _line(call: CallLine) -> str:
    """Return a call as a line of the list: its marks stand behind a sign of their own."""
    parts = (f"{call.number}  {spoken(call.title)}", *(f"◆ {name}" for name in call.marks), spoken(call.state))
    return "   ".join(part for part in parts if part)

"""The emulator's window: how the emulation stands, what was sent, and the keys that make it misbehave.

A window of its own beside the console, for the technician. It draws an `EmulatorView` and tells what was pressed; it
knows no feed. Every key stands on its button; the list of faults is gone through with Up and Down. It opens no box, and
takes the keyboard from the console only when somebody turns to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QGridLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui.desk_window import DeskWindow
from app.ui.keyboard import ways_to_press
from app.ui.theme import MAIN, PLAIN, STRONG, THEMES, Lettering, Letterings, palette
from app.ui.values import Passage, Value
from app.words import joined, say, spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QHideEvent, QShowEvent

    from app.emulator import EmulatorView, FaultLine

REDRAWN = 300  # ms between two looks at the emulation
_SIZE = (1100, 760)
_LONGEST = 60  # characters of a fault that is written; the longest that means anything has fewer
_COLUMNS = 4  # keys side by side
_OF_THE_CHOSEN = re.compile(r"[=@]|x[0-9]")  # a fault that is written without its name
_GIVEN = QSizePolicy.Policy.Ignored  # a part takes the room there is, and its lettering by that

HOLD_KEY, CALL_KEY, STRIKE_KEY, SWITCH_KEY = "Space", "N", "Return", "R"
TYPE_KEY, CUT_KEY, CALM_KEY = "T", "L", "O"
OPEN_KEY = "Ctrl+Shift+E"  # of the console's window


def place_beside(console: QRect, size: QSize, screen: QRect, others: Sequence[QRect]) -> QPoint | None:
    """Return where a window of this size is to stand: on another screen, else beside the console on its own.

    None if there is no such place; then it is the system's to choose one.
    """
    if others:
        return others[0].topLeft()
    for place in (QPoint(console.right() + 1, console.top()), QPoint(console.left() - size.width(), console.top())):
        if screen.left() <= place.x() and place.x() + size.width() <= screen.right() + 1:
            return place
    return None


class EmulatorWindow(DeskWindow):
    """The emulator's window. `view` returns what is to be seen now.

    Signals: `held_or_let_go()`, `called()`, `struck(fault)` once and now, `switched(fault)` on or off, `typed(words)`,
    `cut_or_mended()`, `calmed()`, `left()` when it is closed.
    """

    held_or_let_go = Signal()
    called = Signal()
    struck = Signal(str)
    switched = Signal(str)
    typed = Signal(str)
    cut_or_mended = Signal()
    calmed = Signal()
    left = Signal()

    def __init__(self, theme: str, scale: float, view: Callable[[], EmulatorView]) -> None:
        super().__init__(THEMES[theme])
        self._letters = Letterings(scale)
        self._view = view
        self._stands: bool | None = None
        self._faults: tuple[FaultLine, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(tr("Emulator - Answerpoint"))
        self.setObjectName("Emulator")
        self.setPalette(palette(self._theme))
        self.setAutoFillBackground(True)
        self.setFont(self._letters.words(PLAIN).font)
        self.resize(round(_SIZE[0] * scale), round(_SIZE[1] * scale))
        self._make()
        self._listen()
        self._typing(False)
        self._timer = QTimer(self, interval=REDRAWN)
        self._timer.timeout.connect(self.redraw)
        self.redraw()
        self.faults.setCurrentRow(0)
        self.faults.setFocus()

    def show_beside(self, console: QWidget) -> None:
        """Show it where it leaves the console in sight, if there is such a place."""
        here = console.screen()
        others = [each.availableGeometry() for each in QGuiApplication.screens() if each != here]
        place = place_beside(console.frameGeometry(), self.size(), here.availableGeometry(), others)
        if place is not None:
            self.move(place)
        self.show()

    def opened_with_a_key_of(self, console: QWidget) -> None:
        """Let a key of the console open it again, or turn to it."""
        shortcut = QShortcut(QKeySequence(OPEN_KEY), console)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(lambda: self._come(console))

    def _come(self, console: QWidget) -> None:
        if not self.isVisible():
            self.show_beside(console)
        self.raise_()
        self.activateWindow()

    # --- what stands where ---

    def _make(self) -> None:
        letters = self._letters
        bold, plain, data = letters.words(PLAIN, bold=True), letters.words(PLAIN), letters.data(PLAIN)
        self.title = self._value(say("Scenario"), [bold, letters.words(PLAIN, condensed=True)], 28)
        self.state = self._value(
            say("State of the emulation"), [letters.words(MAIN, bold=True), letters.words(STRONG)], 44
        )
        self.told = self._value(say("What the last key did"), [bold, letters.words(PLAIN, condensed=True)], 28)
        self.faults = QListWidget(self)
        self.faults.setAccessibleName(tr("Faults"))
        self.faults.setObjectName("Faults")
        self.faults.setPalette(palette(self._theme))
        self.faults.setSizePolicy(_GIVEN, _GIVEN)
        self.faults.setWordWrap(True)
        self.faults.currentRowChanged.connect(lambda _row: self._show_faults())
        self.faults.itemDoubleClicked.connect(lambda _item: self._strike())
        self.words = QLineEdit(self)
        self.words.setAccessibleName(tr("A fault to write"))
        self.words.setObjectName("A fault to write")
        self.words.setPlaceholderText(tr("flipped=0.01 switches it on, stormx200 strikes once"))
        self.words.setMaxLength(_LONGEST)
        self.words.returnPressed.connect(self._give_words)
        self.facts = self._passage(say("Line and scenario"), [plain, letters.words(PLAIN, condensed=True)])
        self.in_force = self._passage(say("Faults in force"), [plain, letters.words(PLAIN, condensed=True)])
        self.counted = self._passage(say("Counted"), [plain, letters.words(PLAIN, condensed=True)])
        self.last_whole = self._passage(say("Last whole"), [data])
        self.last_damaged = self._passage(say("Last damaged"), [data])
        self.newest = self._passage(say("Sent, the newest first"), [data])
        grid = QGridLayout(self)
        grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)  # the window may be as small as its screen
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.state, 1, 0, 1, 2)
        left, right = QVBoxLayout(), QVBoxLayout()
        for layout, caption, widget, stretch in (
            (left, tr("FAULTS: Up and Down choose one"), self.faults, 1),
            (left, tr("OR WRITE ONE: Enter takes it, Esc leaves"), self.words, 0),
            (right, tr("LINE AND SCENARIO"), self.facts, 6),
            (right, tr("FAULTS IN FORCE"), self.in_force, 4),
            (right, tr("COUNTED"), self.counted, 4),
            (right, tr("LAST WHOLE"), self.last_whole, 4),
            (right, tr("LAST DAMAGED"), self.last_damaged, 4),
            (right, tr("SENT, THE NEWEST FIRST"), self.newest, 10),
        ):
            label = QLabel(caption, self)
            label.setFont(bold.font)
            label.setSizePolicy(_GIVEN, QSizePolicy.Policy.Fixed)  # both columns get the same room
            layout.addWidget(label)
            layout.addWidget(widget, stretch)
        grid.addLayout(left, 2, 0)
        grid.addLayout(right, 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(2, 1)
        grid.addWidget(self.told, 3, 0, 1, 2)
        grid.addLayout(self._keys(), 4, 0, 1, 2)
        for passage in self.findChildren(Passage):
            passage.finish()  # else Qt's own scroll bar and the lettering that fits chase each other for ever

    def _keys(self) -> QGridLayout:
        keys = QGridLayout()
        self.buttons: dict[str, QPushButton] = {}
        for number, (key, action) in enumerate(
            (
                (HOLD_KEY, self.held_or_let_go.emit),
                (CALL_KEY, self.called.emit),
                (STRIKE_KEY, self._strike),
                (SWITCH_KEY, self._switch),
                (TYPE_KEY, self._ask_words),
                (CUT_KEY, self.cut_or_mended.emit),
                (CALM_KEY, self.calmed.emit),
            )
        ):
            button = QPushButton(self)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its key works wherever the focus is, which stays
            button.clicked.connect(action)
            button.clicked.connect(self.redraw)
            self.buttons[key] = button
            keys.addWidget(button, number // _COLUMNS, number % _COLUMNS)
        self._name_key(CALL_KEY, tr("next caller now"))
        self._name_key(STRIKE_KEY, tr("chosen fault strikes now"))
        self._name_key(SWITCH_KEY, tr("chosen fault on or off"))
        self._name_key(TYPE_KEY, tr("write a fault"))
        self._name_key(CALM_KEY, tr("all faults off"))
        return keys

    def _name_key(self, key: str, words: str) -> None:
        self.buttons[key].setText(f"{'Enter' if key == STRIKE_KEY else key}  {words}")

    def _value(self, name: str, letterings: Sequence[Lettering], height: int) -> Value:
        made = Value(self, name, letterings)
        made.setPalette(palette(self._theme))
        made.setFixedHeight(self._letters.px(height))
        return made

    def _passage(self, name: str, letterings: Sequence[Lettering]) -> Passage:
        made = Passage(self, name, letterings)
        made.setPalette(palette(self._theme))
        made.setSizePolicy(_GIVEN, _GIVEN)
        return made

    # --- keys ---

    def _listen(self) -> None:
        """Let each key work wherever the focus is; a letter in the list would else look for an entry."""
        self._shortcuts = []
        for key, button in self.buttons.items():
            for each in ways_to_press(key):
                shortcut = QShortcut(QKeySequence(each), self)
                shortcut.setAutoRepeat(False)
                shortcut.activated.connect(button.click)
                self._shortcuts.append(shortcut)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._leave_words)

    def _chosen(self) -> str:
        row = self.faults.currentRow()
        return self._faults[row].name if 0 <= row < len(self._faults) else ""

    def _strike(self) -> None:
        if self._chosen():
            self.struck.emit(self._chosen())
            self.redraw()

    def _switch(self) -> None:
        if self._chosen():
            self.switched.emit(self._chosen())

    def _ask_words(self) -> None:
        self._typing(True)
        self.words.setFocus()

    def _give_words(self) -> None:
        words = self.words.text().strip()
        self.typed.emit(f"{self._chosen()}{words}" if _OF_THE_CHOSEN.match(words) else words)
        self._leave_words()
        self.redraw()

    def _leave_words(self) -> None:
        self.words.clear()
        self._typing(False)
        self.faults.setFocus()

    def _typing(self, on: bool) -> None:
        """While a fault is written, its letters are no keys."""
        self.words.setEnabled(on)
        for each in self._shortcuts:
            each.setEnabled(not on)

    # --- what is seen ---

    def redraw(self) -> None:
        """Show how the emulation stands; only what differs is drawn again."""
        view = self._view()
        self.title.show_text(view.title)
        self.state.show_text(view.state)
        if view.stands is not self._stands:
            self._stands = view.stands
            loud = palette(self._theme, self._theme.act, self._theme.on_act) if view.stands else palette(self._theme)
            self.state.setPalette(loud)
        self._name_key(HOLD_KEY, tr("let callers come") if view.held else tr("hold the callers"))
        self._name_key(CUT_KEY, tr("mend the line") if view.cut else tr("cut the line"))
        if view.faults != self._faults:
            self._faults = view.faults
            self._show_faults()
        tally = view.tally
        self.facts.show_text(joined(" · ", (joined(" ", fact) for fact in view.facts)))
        self.in_force.show_text(view.in_force)
        self.counted.show_text(joined(" · ", (joined(" ", fact) for fact in tally.counted)))
        self.last_whole.show_text(tally.last_whole.words if tally.last_whole else say("none yet"))
        self.last_damaged.show_text(tally.last_damaged.words if tally.last_damaged else say("none yet"))
        self.newest.show_text(joined("\n", (each.words for each in tally.newest)))
        self.told.show_text(view.told)

    def _show_faults(self) -> None:
        """Show the list; the chosen one has a sign, for a colour alone would be none."""
        for row, fault in enumerate(self._faults):
            sign = "▶ " if row == self.faults.currentRow() else ""
            line = spoken(joined("   ", filter(None, (joined(": ", (fault.name, fault.words)), fault.state))))
            if row >= self.faults.count():
                self.faults.addItem(f"{sign}{line}")
            elif self.faults.item(row).text() != f"{sign}{line}":
                self.faults.item(row).setText(f"{sign}{line}")

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802
        """Look at the emulation while somebody can see it."""
        self._timer.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802
        """Look at it no more."""
        self._timer.stop()
        super().hideEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that it is closed."""
        self.left.emit()
        super().closeEvent(event)

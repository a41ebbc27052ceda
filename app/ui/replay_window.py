"""The window that works the replay of a call: its events one under the other, and the keys for play, step and jump.

It draws what it is given and tells what was pressed. While the journal is read it says how far that is; Esc stops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QLineEdit,
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
    from PySide6.QtGui import QCloseEvent

_SIZE = (860, 720)
PLAY_KEY, SLOWER_KEY, QUICKER_KEY, BACK_KEY, ON_KEY, TIME_KEY = "Space", "-", "+", "Left", "Right", "T"


class ReplayWindow(DeskWindow):
    """The window. `title` names the call and the journal.

    Signals: `played()`, `speed_changed(steps)`, `stepped(frames)`, `chosen(frame)`, `time_typed(words)`, `left()` when
    it is closed or left with Esc.
    """

    played = Signal()
    speed_changed = Signal(int)
    stepped = Signal(int)
    chosen = Signal(int)
    time_typed = Signal(str)
    left = Signal()

    def __init__(self, theme: str, scale: float, title: str) -> None:
        super().__init__(THEMES[theme])
        letters = self._letters = Letterings(scale)
        self.setWindowTitle(f"{tr('Replay control')} - Answerpoint")
        self.setObjectName("Replay")
        self.setPalette(palette(self._theme))
        self.setFont(letters.words(PLAIN).font)
        self.resize(round(_SIZE[0] * scale), round(_SIZE[1] * scale))
        self.title = self._value(say("Call"), [letters.words(STRONG, bold=True), letters.words(PLAIN, condensed=True)])
        self.title.show_text(title)
        self.state = self._value(say("State"), [letters.words(MAIN, bold=True), letters.words(STRONG)])
        self.title.setFixedHeight(letters.px(28))
        self.state.setFixedHeight(letters.px(44))
        self.notes = Passage(self, say("Notes"), [letters.words(PLAIN, bold=True), letters.words(PLAIN)])
        self.notes.setPalette(palette(self._theme, self._theme.act, self._theme.on_act))
        self.notes.setFixedHeight(letters.px(66))
        self.notes.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # its room chooses its lettering
        self.notes.finish()
        self.notes.hide()
        self.events = QListWidget(self)
        self.events.setAccessibleName(tr("Events"))
        self.events.setObjectName("Events")
        self.events.setPalette(palette(self._theme))
        self.events.setFont(letters.data(PLAIN).font)
        self.events.setUniformItemSizes(True)
        self.events.itemActivated.connect(lambda: self.chosen.emit(self.events.currentRow()))
        self.time = QLineEdit(self)
        self.time.setAccessibleName(tr("Time to jump to"))
        self.time.setObjectName("Time to jump to")
        self.time.setPlaceholderText(tr("T, then a time of day as 13:31 or 13:31:07, Enter"))
        self.time.returnPressed.connect(self._give_time)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        for widget in (self.title, self.state, self.notes, self.events, self.time):
            layout.addWidget(widget)
        keys = QHBoxLayout()
        self.buttons: dict[str, QPushButton] = {}
        for key, words, action in (
            (PLAY_KEY, say("play"), self.played.emit),
            (SLOWER_KEY, say("slower"), lambda: self.speed_changed.emit(-1)),
            (QUICKER_KEY, say("quicker"), lambda: self.speed_changed.emit(1)),
            (BACK_KEY, say("event before"), lambda: self.stepped.emit(-1)),
            (ON_KEY, say("next event"), lambda: self.stepped.emit(1)),
            (TIME_KEY, say("a time"), self._ask_time),
        ):
            button = QPushButton(f"{key}  {spoken(words)}", self)
            button.setObjectName(words)
            button.clicked.connect(action)
            self.buttons[key] = button
            keys.addWidget(button)
        self.leave = QPushButton(f"Esc  {tr('leave')}", self)  # its key works while a time is typed too
        self.leave.setObjectName("leave")
        self.leave.clicked.connect(self._escape)
        keys.addWidget(self.leave)
        layout.addLayout(keys)
        self._shortcuts = []
        for key, button in self.buttons.items():
            for each in ways_to_press(key):
                shortcut = QShortcut(QKeySequence(each), self)
                shortcut.activated.connect(button.click)
                self._shortcuts.append(shortcut)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self._escape)
        self._typing(False)
        self.events.setFocus()

    def _value(self, name: str, letterings: Sequence[object]) -> Value:
        made = Value(self, name, letterings)  # type: ignore[arg-type]
        made.setPalette(palette(self._theme))
        return made

    # --- what is shown ---

    def show_progress(self, words: str) -> None:
        """Say how far the reading has come."""
        self.state.show_text(words)

    def show_film(self, lines: Sequence[str], notes: Sequence[str]) -> None:
        """Take the events, a line each, and what is not as it was."""
        self.events.addItems([spoken(line) for line in lines])
        self.notes.show_text(joined("\n", notes))
        self.notes.setVisible(bool(notes))

    def show_state(self, words: str, playing: bool, frame: int) -> None:
        """Say where the film stands; `frame` is the event that is shown."""
        self.state.show_text(words)
        self.buttons[PLAY_KEY].setText(f"{PLAY_KEY}  {tr('pause') if playing else tr('play')}")
        if self.events.currentRow() != frame:
            self.events.setCurrentRow(frame)

    # --- keys ---

    def _ask_time(self) -> None:
        self._typing(True)
        self.time.setFocus()
        self.time.selectAll()

    def _give_time(self) -> None:
        self.time_typed.emit(self.time.text())
        self._typing(False)
        self.events.setFocus()

    def _typing(self, on: bool) -> None:
        """While a time is typed, its letters are no keys."""
        self.time.setEnabled(on)
        for each in self._shortcuts:
            each.setEnabled(not on)

    def _escape(self) -> None:
        if self.time.isEnabled():
            self._typing(False)
            self.events.setFocus()
        else:
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that it is left."""
        self.left.emit()
        event.accept()

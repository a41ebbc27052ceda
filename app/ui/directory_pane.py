"""The directory: a field to search in and the numbers that fit; Enter chooses one, Enter again brings it in.

The rows are the window's own, found as they are typed for; what a press does is for the position to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.agencies.directory import Entry, entry_line
from app.agencies.directory_search import LONGEST_TYPED
from app.position.screen import DirectoryPane
from app.ui.finding import Finding
from app.ui.grounds import Ground
from app.ui.theme import PLAIN, Letterings, Theme, palette
from app.ui.values import Value
from app.words import say, spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent

MOST_SHOWN = 100  # rows: what is further down is found by typing
NOT_EXPECTED = say("You are not expected to give callers numbers (manual p. 29).")  # D163
ASKS = say("name, place or digits")
NOTHING_FITS = say("nothing fits; fewer letters find more")
_FIELD = 220  # px
_ENTRY = 28  # px
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}


class SearchField(QLineEdit):
    """Where the search is typed; the arrows and Enter are the list's. A key held down presses Enter once.

    Signals: `moved(rows)`, `entered()`.
    """

    moved = Signal(int)
    entered = Signal()

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Search the directory"))
        self.setObjectName("Search the directory")
        self.setFont(letters.data(PLAIN).font)
        self.setPlaceholderText(spoken(ASKS))
        self.setMaxLength(LONGEST_TYPED)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Keep what is not for the list."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif key in _STEPS:
            self.moved.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


class EntryList(QListWidget):
    """The numbers that fit, the best first.

    Signals: `entered()` for Enter or a double click on a row.
    """

    entered = Signal()

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Directory"))
        self.setObjectName("Directory")
        self.setFont(letters.data(PLAIN).font)
        self.setFrameStyle(0)  # none
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.row_height = letters.data(PLAIN).line
        self._entries: tuple[Entry, ...] = ()
        self.itemDoubleClicked.connect(self.entered)

    def show_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show the entries, the first of them chosen."""
        self._entries = entries[:MOST_SHOWN]
        self.clear()
        for entry in self._entries:
            self._add(entry_line(entry))
        if len(entries) > MOST_SHOWN or not entries:
            more = len(entries) - MOST_SHOWN
            last = self._add(tr("and {n} more: type on", n=more) if entries else spoken(NOTHING_FITS))
            last.setFlags(Qt.ItemFlag.NoItemFlags)
        self.setCurrentRow(0 if entries else -1)

    def _add(self, words: str) -> QListWidgetItem:
        item = QListWidgetItem(words)
        item.setSizeHint(QSize(0, self.row_height))
        self.addItem(item)
        return item

    def go(self, rows: int) -> None:
        """Choose another row, so many down."""
        self.setCurrentRow(max(0, min(self.currentRow() + rows, len(self._entries) - 1)))

    @property
    def entry(self) -> Entry | None:
        """The entry of the row that is chosen."""
        row = self.currentRow()
        return self._entries[row] if 0 <= row < len(self._entries) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Take Enter once a press; letters are no search of the list's own."""
        key = Qt.Key(event.key())
        if key in _ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)


class DirectoryView(Ground):
    """The pane.

    Signals: `entry_chosen(key)`, "" when what was chosen is taken back by searching on.
    """

    entry_chosen = Signal(str)

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings, finding: Finding) -> None:
        super().__init__(parent, theme, letters)
        self._finding = finding
        self.field = SearchField(self, letters)
        self.words = Value(self, say("What Enter does"), [letters.words(PLAIN), letters.words(PLAIN, condensed=True)])
        self.list = EntryList(self, letters)
        self._quiet = palette(theme, ink=theme.quiet)
        self._calm = palette(theme)
        self._ready = palette(theme, theme.accent, theme.on_accent)
        self._loud = palette(theme, theme.text, theme.field)
        self._asked = False  # Enter was pressed on the row that is chosen
        self._pane: DirectoryPane | None = None
        self.field.setText(finding.typed)
        self.list.show_entries(finding.found)
        self._tell_row()
        self.field.textEdited.connect(self._search)
        self.field.moved.connect(self.list.go)
        self.field.entered.connect(self._give)
        self.list.entered.connect(self._give)
        self.list.currentRowChanged.connect(self._moved)

    def show_pane(self, pane: DirectoryPane) -> None:
        """Show what the next press does, or why the last was in vain."""
        if pane == self._pane:
            return
        self._pane = pane
        self._show_words()

    def _show_words(self) -> None:
        """Say what the next press does, or the quiet line; where the list has no room, the row that would be taken."""
        pane = self._pane
        if pane is not None and pane.words:
            self.words.show_text(pane.words)
            self.words.setPalette(self._ready if pane.chosen else self._loud)
        else:
            listed = self.list.height() > 0
            self.words.show_text(NOT_EXPECTED if listed else self._row_words())
            self.words.setPalette(self._quiet if listed else self._calm)

    def take_keyboard(self) -> None:
        """Let the search be typed: over what stands there, unless the arrows are used first."""
        self.field.setFocus()
        self.field.selectAll()

    def _search(self, typed: str) -> None:
        self._finding.typed = typed
        self._take_back()
        self.list.show_entries(self._finding.found)

    def _moved(self) -> None:
        self._take_back()
        self._tell_row()

    def _tell_row(self) -> None:
        """Let a screen reader say the row while the keyboard stays in the field."""
        self.field.setAccessibleDescription(self._row_words())
        self._show_words()

    def _row_words(self) -> str:
        entry = self.list.entry
        return " ".join(entry_line(entry).split()) if entry is not None else spoken(NOTHING_FITS)

    def _take_back(self) -> None:
        if self._asked:
            self._asked = False
            self.entry_chosen.emit("")

    def _give(self) -> None:
        entry = self.list.entry
        if entry is not None:
            self._asked = True
            self.entry_chosen.emit(entry.key)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The field and what Enter does side by side, the list below in whole rows."""
        px = self.letters.px
        pad, field, entry = px(8), px(_FIELD), px(_ENTRY)
        width = max(0, self.width() - 2 * pad)
        self.field.setGeometry(pad, 1, field, entry)
        self.words.setGeometry(pad + field + px(6), 1, max(0, width - field - px(6)), entry)
        top = entry + px(3)
        rows = max(0, self.height() - top) // self.list.row_height
        self.list.setGeometry(pad, top, width, rows * self.list.row_height)
        self._show_words()

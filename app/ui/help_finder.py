"""Where a section of the manual is looked for: a word is typed, and the sections that have it are listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.manual import Manual
from app.ui.grounds import Ground
from app.ui.theme import PLAIN, Letterings, Theme
from app.ui.values import Value
from app.words import say, spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent

ASKS = say("type a word: howler, trace, pay phone")
NOTHING = say("nothing has that word")
_ROW = 26  # px
_NARROW = 420  # px: below this what was said stands under the field, not beside it
_INSET = 14  # px beside a row's words
_LONGEST = 80  # letters
_KEYS = Qt.Key
_MOVES = {_KEYS.Key_Up: -1, _KEYS.Key_Down: 1}
_PAGES = {_KEYS.Key_PageUp: -1, _KEYS.Key_PageDown: 1}


class SearchField(QLineEdit):
    """Where a word is typed; up and down choose among what was found, Enter opens it, Page Up and Down move the text.

    Signals: `moved(rows)`, `scrolled(pages)`.
    """

    moved = Signal(int)
    scrolled = Signal(int)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Search the manual"))
        self.setObjectName("Search the manual")
        self.setFont(letters.words(PLAIN).font)
        self.setPlaceholderText(spoken(ASKS))
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Move in the list, or in the text, without leaving the field."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
        elif event.key() in _MOVES:
            self.moved.emit(_MOVES[Qt.Key(event.key())])
        elif event.key() in _PAGES:
            self.scrolled.emit(_PAGES[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()


class Contents(QListWidget):
    """The sections: all of them, or those found."""

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Sections of the manual"))
        self.setObjectName("Sections of the manual")
        self.setFont(letters.words(PLAIN, condensed=True).font)
        self.setFrameStyle(0)  # none
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.sections: tuple[int, ...] = ()

    def show_sections(self, manual: Manual, sections: tuple[int, ...]) -> None:
        """List sections by their index, each with its topic and its pages."""
        if sections == self.sections and self.count() == len(sections):
            return
        self.sections = sections
        self.clear()
        for index in sections:
            section = manual.sections[index]
            parts = (section.title, section.topic, ", ".join(section.pages))
            self.addItem(QListWidgetItem(" · ".join(part for part in parts if part)))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Keep the chosen row in sight."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def choose(self, index: int) -> None:
        """Choose the row of a section, the first row where it is not listed."""
        row = self.sections.index(index) if index in self.sections else 0
        self.setCurrentRow(row if self.sections else -1)

    @property
    def chosen(self) -> int | None:
        """The section of the chosen row."""
        row = self.currentRow()
        return self.sections[row] if 0 <= row < len(self.sections) else None


class HelpFinder(Ground):
    """Field, list, and what printing said.

    Signals: `looked_for(words)` with every letter typed, `opened(section)` with its index, `scrolled(pages)`.
    """

    looked_for = Signal(str)
    opened = Signal(int)
    scrolled = Signal(int)

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.search = SearchField(self, letters)
        self.contents = Contents(self, letters)
        self.said = Value(self, say("Said of the manual"), [letters.words(PLAIN), letters.words(PLAIN, condensed=True)])
        self.said.hide()
        self._printed = ""
        self.search.installEventFilter(self)
        self.contents.installEventFilter(self)
        self.search.textEdited.connect(self.looked_for)
        self.search.returnPressed.connect(self._open)
        self.search.moved.connect(self._move)
        self.search.scrolled.connect(self.scrolled)
        self.contents.activated.connect(self._open)

    def show_found(self, manual: Manual, found: tuple[int, ...], at: int, query: str) -> None:
        """List what was found for `query`, and choose: the best, or the section that is open where nothing is typed."""
        if self.search.text() != query:
            self.search.setText(query)
        self.contents.show_sections(manual, found)
        self.contents.choose(at if not query.strip() and found else found[0] if found else at)
        self.say(self._printed)

    def say(self, words: str) -> None:
        """Say how printing went, or that nothing was found."""
        self._printed = words
        said = words or ("" if self.contents.sections else NOTHING)
        self.said.show_text(said)
        if self.said.isHidden() is bool(said):
            self.said.setVisible(bool(said))
            self._lay()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Draw the ring again where the keyboard comes or goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return False

    def _move(self, rows: int) -> None:
        self.contents.setCurrentRow(max(0, min(self.contents.currentRow() + rows, self.contents.count() - 1)))

    def _open(self) -> None:
        chosen = self.contents.chosen
        if chosen is not None:
            self.opened.emit(chosen)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Field above, list below; what was said beside the field, or under it where it is narrow."""
        self._lay()

    def _lay(self) -> None:
        px = self.letters.px
        pad, row, width = px(_INSET // 2), px(_ROW), self.width()
        said, narrow = not self.said.isHidden(), width < px(_NARROW)
        beside = width // 2 if said and not narrow else 0
        self.search.setGeometry(pad, 1, max(0, width - beside - 2 * pad), row)
        top = row + px(3)
        if beside:
            self.said.setGeometry(width - beside, 1, beside - pad, row)
        elif said:
            self.said.setGeometry(pad, top, max(0, width - 2 * pad), row - px(4))
            top += row - px(4)
        line = max(1, self.contents.sizeHintForRow(0))
        self.contents.setGeometry(pad, top, max(0, width - 2 * pad), max(0, (self.height() - top) // line * line))

"""The text conversation with a caller's TTY: what was written, a line to write, and lines that are ready.

Letters stand as they came; the other reading of the shift is asked for with a key and is then marked in words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.position.screen import TextLine, TtyPane
from app.ui.grounds import Ground
from app.ui.theme import PLAIN, STRONG, Letterings, Theme, palette
from app.ui.values import Passage, Value
from app.words import say, spoken, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QResizeEvent

_CANNED = 268  # px: the column of lines that are ready
_ENTRY = 28  # px
_TURN = 21  # px
_INSET = 14  # px beside a ready line's words, and its scroll bar
_LONGEST = 200  # letters, as the position has it
OTHER_READING = say("BOTH READINGS of the caller's letters: as received, or in the other shift")
ASKS = say("type to the caller, Enter sends; end with GA")
CANNOT_SEND = say("this telephone cannot send text")


def line_text(line: TextLine) -> str:
    """Write one line of the conversation: who, what, and below it the other reading, letter under letter."""
    text = f"{tr('YOU') if line.sent else tr('CALLER'):<6} {line.text}"
    return f"{text}\n{tr('or'):>6} {line.other}" if line.other else text


class TextField(QLineEdit):
    """Where a line for the caller is typed; Enter sends it.

    Signals: `typed(text)`.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Text to the caller"))
        self.setObjectName("Text to the caller")
        self.setFont(letters.data(STRONG).font)
        self.setPlaceholderText(spoken(ASKS))
        self.setMaxLength(_LONGEST)
        self.setAcceptDrops(False)
        self.returnPressed.connect(self._give)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()

    def _give(self) -> None:
        text = self.text().strip()
        if text:
            self.clear()
            self.typed.emit(text)


class CannedList(QListWidget):
    """Lines that are ready: up and down choose, Enter sends. The chosen one is read whole, of others the beginning.

    Signals: `chosen(text)`.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Lines that are ready"))
        self.setObjectName("Lines that are ready")
        self.setFont(letters.words(PLAIN, condensed=True).font)
        self.setFrameStyle(0)  # none
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._measure = letters.words(PLAIN, condensed=True).measure
        self._room = letters.px(_CANNED) - _INSET - self.verticalScrollBar().sizeHint().width()
        self._lines: tuple[tuple[str, str], ...] = ()
        self.activated.connect(self._choose)
        self.currentRowChanged.connect(self._show_whole)

    def show_lines(self, lines: tuple[tuple[str, str], ...]) -> None:
        """Show the lines by what they are for; the whole text is each one's description."""
        if lines == self._lines:
            return
        self._lines = lines
        self.clear()
        for label, text in lines:
            words = f"{label}: {text}"
            item = QListWidgetItem(self._beginning(words))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
            self.addItem(item)

    def _beginning(self, words: str) -> str:
        return self._measure.elidedText(words, Qt.TextElideMode.ElideRight, self._room)

    def _show_whole(self, chosen: int) -> None:
        for row in range(self.count()):
            words = str(self.item(row).data(Qt.ItemDataRole.AccessibleTextRole))
            self.item(row).setText(words if row == chosen else self._beginning(words))

    def _choose(self) -> None:
        row = self.currentRow()
        if 0 <= row < len(self._lines):
            self.chosen.emit(self._lines[row][1])


class TtyView(Ground):
    """The pane.

    Signals: `text_typed(text, call)`, the call being the one it was typed for.
    """

    text_typed = Signal(str, int)

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.talk = Passage(self, say("Text conversation"), [letters.data(PLAIN)])
        self.talk.finish()
        self.turn = Value(
            self, say("Whose turn"), [letters.words(PLAIN, bold=True), letters.words(PLAIN, condensed=True)]
        )
        self.entry = TextField(self, letters)
        self.canned = CannedList(self, letters)
        self._loud = palette(theme, theme.text, theme.field)
        self._calm = palette(theme)
        self._pane: TtyPane | None = None
        self.entry.typed.connect(self._give)
        self.canned.chosen.connect(self._give)

    def show_pane(self, pane: TtyPane) -> None:
        """Show the conversation, its end in sight."""
        if pane is self._pane or pane == self._pane:
            return
        before, self._pane = self._pane, pane
        if before is None or before.call != pane.call:
            self.entry.clear()  # what was typed for the last caller is not for this one
        self.talk.show_text("\n".join(line_text(line) for line in pane.lines) or say("no letters yet"))
        self.turn.show_text(OTHER_READING if pane.other_reading else pane.turn)
        self.turn.setPalette(self._loud if pane.other_reading else self._calm)
        self.canned.show_lines(pane.canned)
        if before is None:
            self._lay()  # the list has whole lines now
        self.entry.setEnabled(pane.can_send)
        self.canned.setEnabled(pane.can_send)
        record = not pane.can_send and bool(pane.lines)  # typed here for the record: there is nothing to send
        if record is not self.entry.isHidden():
            self.entry.setVisible(not record)
            self.canned.setVisible(not record)
            self._lay()
        self.entry.setPlaceholderText(spoken(ASKS if pane.can_send else CANNOT_SEND))

        bar = self.talk.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _give(self, text: str) -> None:
        if self._pane is not None:
            self.text_typed.emit(text, self._pane.call)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The conversation on the left above what is typed; the lines that are ready on the right."""
        self._lay()

    def _lay(self) -> None:
        px = self.letters.px
        pad, canned, entry, turn = px(8), px(_CANNED), px(_ENTRY), px(_TURN)
        if self.entry.isHidden():
            canned = entry = 0
        left = max(0, self.width() - canned - 2 * pad)
        talk = max(0, self.height() - entry - turn - px(2))
        line = self.letters.data(PLAIN).line
        self.talk.setGeometry(pad, 0, left, max(line, talk // line * line + 1))
        self.turn.setGeometry(pad, talk, left, turn)
        self.entry.setGeometry(pad, talk + turn, left, entry)
        row = max(1, self.canned.sizeHintForRow(0))
        self.canned.setGeometry(pad + left + px(4), 0, canned - px(4), self.height() // row * row)

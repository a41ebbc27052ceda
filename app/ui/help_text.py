"""A section of the manual, to be read: its title, the pages it comes from, its text. Nothing in it can be followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from app.manual import Section
from app.manual.rich import section_at_hand
from app.manual.section import words_of
from app.ui.grounds import Ground
from app.ui.theme import PLAIN, STRONG, Letterings, Theme
from app.ui.values import only_read
from app.words import say, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent

_MARKED = 100  # places of a word that are marked: more is no help
_LETTER = 2  # letters a word needs to be marked
_PAD = 8  # px
_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ManualText(QTextEdit):
    """The text: arrow keys and Page Up, Page Down move it; letters go where words are looked for.

    Signals: `typed(letters)`.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent)
        only_read(self, say("Manual"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._mark = QTextCharFormat()
        self._mark.setBackground(QColor(theme.accent))
        self._mark.setForeground(QColor(theme.on_accent))
        px, document = letters.px, self.document()
        document.setDocumentMargin(px(3))
        document.setDefaultFont(letters.words(PLAIN).font)
        document.setDefaultStyleSheet(
            f"p {{ margin: {px(3)}px 0px; }} p.head {{ margin: 0px; }} p.head b {{ font-size: {px(STRONG)}px; }}"
            f".source {{ color: {theme.quiet}; }} ol, ul {{ margin: {px(2)}px 0px; -qt-list-indent: 1; }}"
            f"td, th {{ padding-right: {px(10)}px; }}"
        )
        document.setIndentWidth(px(22))

    def show_section(self, section: Section, edition: str, query: str) -> None:
        """Show a section from its beginning, or from the first word that was looked for."""
        self.setAccessibleName(tr("Manual: {section}", section=section.title))
        self.setHtml(section_at_hand(section, edition))
        self.setExtraSelections(self._marks(query))
        marks = self.extraSelections()
        if marks:
            at = QTextCursor(marks[0].cursor)
            at.clearSelection()
            self.setTextCursor(at)
        else:
            self.verticalScrollBar().setValue(0)

    def _marks(self, query: str) -> list[QTextEdit.ExtraSelection]:
        marks: list[QTextEdit.ExtraSelection] = []
        for word in words_of(query):
            cursor = self.document().find(word) if len(word) >= _LETTER else QTextCursor()
            while not cursor.isNull() and len(marks) < _MARKED:
                mark = QTextEdit.ExtraSelection()
                mark.cursor, mark.format = cursor, self._mark
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        return sorted(marks, key=lambda mark: mark.cursor.position())

    def scroll(self, pages: int) -> None:  # type: ignore[override]
        """Move the text by so many pages of the place it has."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    def event(self, event: QEvent) -> bool:
        """Keep letters from the keys that the list of procedures has made of them."""
        if event.type() is QEvent.Type.ShortcutOverride and _letter(event):  # type: ignore[arg-type]  # a QKeyEvent
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Give letters to the search; the other keys are the text's own."""
        if _letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let the ground draw its ring."""
        super().focusInEvent(event)
        self._update_ground()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Let the ground take its ring away."""
        super().focusOutEvent(event)
        self._update_ground()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()

    def _update_ground(self) -> None:
        ground = self.parentWidget()
        if ground is not None:
            ground.update()


def _letter(event: QKeyEvent) -> bool:
    return bool(event.text().strip()) and event.text().isprintable() and not event.modifiers() & _HELD


class HelpText(Ground):
    """The text on its ground."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.text = ManualText(self, theme, letters)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Take all the room but an edge."""
        pad = self.letters.px(_PAD)
        self.text.setGeometry(pad, 2, max(0, self.width() - pad - 2), max(0, self.height() - 4))

"""A record with its fields marked: letters under the text, and the same places shaded, so that colour only repeats."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from app.ui.theme import Letterings, Theme
from app.words import tr
from app.workshop.drawn import Row, RowKind

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

_SHADES = ("#2e4a66", "#5a3f12", "#28513a", "#5b2f4d")  # on the dark theme, of one lightness, text 7:1 on each
_LIGHT_SHADES = ("#bcd8f2", "#f2dcae", "#bfe3cb", "#edc6df")


class RecordView(QPlainTextEdit):
    """The rows of one record; read-only, moved through with the arrow keys, never wrapped."""

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings, font: QFont) -> None:
        super().__init__(parent)
        self.setReadOnly(True)
        self.setFont(font)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Record, with its fields marked"))
        self._theme = theme
        dark = QColor(theme.panel).lightness() < QColor(theme.text).lightness()
        self._shades = _SHADES if dark else _LIGHT_SHADES

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show a record."""
        self.setPlainText("\n".join(row.text for row in rows))
        selections: list[QTextEdit.ExtraSelection] = []
        for number, row in enumerate(rows):
            start = self.document().findBlockByNumber(number).position()
            if row.kind is RowKind.AMISS:
                selections.append(self._selection(start, len(row.text), self._theme.act, self._theme.on_act))
            elif row.kind in (RowKind.LINE, RowKind.RULER):
                for span in row.spans:
                    shade = self._shades[span.number % len(self._shades)]
                    ink = self._theme.text
                    if not span.fits:
                        shade, ink = self._theme.act, self._theme.on_act
                    length = min(span.length, max(0, len(row.text) - span.start))
                    selections.append(self._selection(start + span.start, length, shade, ink))
        self.setExtraSelections(selections)

    def _selection(self, start: int, length: int, ground: str, ink: str) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
        shape = QTextCharFormat()
        shape.setBackground(QColor(ground))
        shape.setForeground(QColor(ink))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = cursor
        selection.format = shape
        return selection

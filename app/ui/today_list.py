"""Today's calls, newest first: a model that changes only the rows that differ, and its list.

The rows are kept in Qt's own items and drawn by a delegate of one call, since a list that asks Python for each role of
each row costs more than the whole caller card.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, QSize, Signal
from PySide6.QtGui import QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

from app.position.screen import CallRow
from app.ui.theme import PLAIN, Letterings, Theme, colour
from app.words import spoken, tr

if TYPE_CHECKING:  # dear to make, and only their names are needed
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

CALL_ROLE = 0x100  # Qt.ItemDataRole.UserRole
_NUMBER_COLUMNS = 14  # (905) 326-1224
_CLASS_COLUMNS = 4
_STATE_COLUMNS = 11  # caller gone
_STRIDE = 32  # rows compared at once; most of them are the very same objects
_INSET = 3  # px before a row's text


def row_text(row: CallRow) -> str:
    """Write a row in columns of a fixed-width lettering; what is longest stands last."""
    rest = " · ".join(spoken(part) for part in (row.incident, row.place, row.agencies) if part)
    return (
        f"{row.time} {spoken(row.number):<{_NUMBER_COLUMNS}} {row.service_class:<{_CLASS_COLUMNS}}"
        f" {spoken(row.state):<{_STATE_COLUMNS}} {rest}"
    )


def _item(row: CallRow) -> QStandardItem:
    item = QStandardItem(row_text(row))
    item.setData(row.call, CALL_ROLE)
    item.setEditable(False)
    return item


class TodayModel(QStandardItemModel):
    """The rows of `Screen.today`. `show_rows` inserts, changes and removes only what differs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[CallRow, ...] = ()

    def show_rows(self, rows: tuple[CallRow, ...]) -> None:
        """Show the rows. A call keeps its row as long as the calls stay in their order; newer ones come on top."""
        old = self._rows
        if rows is old:
            return
        self._rows = rows
        first = old[0].call if old else None
        on_top = next((index for index, row in enumerate(rows) if row.call == first), None)
        if on_top is None:
            self.removeRows(0, len(old))
            for row in rows:
                self.appendRow(_item(row))
            return
        for index in range(on_top):
            self.insertRow(index, _item(rows[index]))
        self._amend(on_top, old, rows[on_top:])

    def _amend(self, top: int, old: tuple[CallRow, ...], rows: tuple[CallRow, ...]) -> None:
        """Change the rows from `top` on that differ; from where the calls no longer agree, replace the end."""
        alike = 0
        common = min(len(old), len(rows))
        while alike < common:
            if old[alike : alike + _STRIDE] == rows[alike : alike + _STRIDE]:
                alike = min(alike + _STRIDE, common)
                continue
            before, after = old[alike], rows[alike]
            if before.call != after.call:
                break
            if before != after:
                self.item(top + alike).setText(row_text(after))
            alike += 1
        if alike < len(old):
            self.removeRows(top + alike, len(old) - alike)
        for row in rows[alike:]:
            self.appendRow(_item(row))


class _RowPainter(QStyledItemDelegate):
    """Draws one row: its text, and the plate of the chosen one. A row too long for the list ends in an ellipsis."""

    def __init__(self, view: QListView, theme: Theme, letters: Letterings) -> None:
        super().__init__(view)
        self._view = view
        self._ink = colour(theme.text)
        self._chosen = colour(theme.accent)
        self._on_chosen = colour(theme.on_accent)
        lettering = letters.data(PLAIN)
        self._baseline = lettering.measure.ascent()
        self._line = lettering.line
        self._column = lettering.advance or float(lettering.width("0"))

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the height of a line; a row is as wide as the list."""
        return QSize(0, self._line)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        place = option.rect
        text = str(index.data())
        columns = int((place.width() - 2 * _INSET) / self._column)
        if len(text) > columns:
            text = f"{text[: columns - 1]}…"
        if self._view.selectionModel().isSelected(index):
            painter.fillRect(place, self._chosen)
            painter.setPen(self._on_chosen)
        else:
            painter.setPen(self._ink)
        painter.drawText(place.left() + _INSET, place.top() + self._baseline, text)


class TodayList(QListView):
    """The list of today's calls; Enter or a double click looks at one.

    Signals: `call_looked_at(call)`.
    """

    call_looked_at = Signal(int)

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Calls of today"))
        self.setObjectName("Calls of today")
        self.setFont(letters.data(PLAIN).font)
        self._row = letters.data(PLAIN).line
        self.setFrameStyle(0)  # none
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_RowPainter(self, theme, letters))
        self.calls = TodayModel(self)
        self.setModel(self.calls)
        self.activated.connect(self._look)

    def show_rows(self, rows: tuple[CallRow, ...]) -> None:
        """Show today's calls."""
        self.calls.show_rows(rows)

    def whole_rows(self, height: int) -> int:
        """Return how much of `height` px whole rows take, so that no row is cut through."""
        return height // self._row * self._row

    def take_focus(self) -> None:
        """Take the keyboard, on the newest call if none was chosen."""
        if not self.currentIndex().isValid() and self.calls.rowCount():
            self.setCurrentIndex(self.calls.index(0, 0))
        self.setFocus()

    def _look(self, index: QModelIndex) -> None:
        call = index.data(CALL_ROLE)
        if isinstance(call, int):
            self.call_looked_at.emit(call)

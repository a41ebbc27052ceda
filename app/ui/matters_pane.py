"""The open matters on the screen: the list, the keys of the chosen one, or the form of a step in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.position.matter_screen import MatterKey, MatterRow, MattersPane
from app.position.screen import KeyFace, Look
from app.ui.grounds import Ground
from app.ui.key_panel import KeyGroup
from app.ui.pane_form import PaneFormView
from app.ui.theme import PLAIN, Letterings, Theme
from app.words import say, spoken, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent, QResizeEvent

_KEY_ROW = 22  # px: one line
_GAP = 2  # px
_COLUMNS = 5
_ROWS = 2
_ARROWS: dict[int, str] = {Qt.Key.Key_Up: "Up", Qt.Key.Key_Down: "Down"}
NOTHING = say("nothing open")


def row_text(row: MatterRow) -> str:
    """Write a row; what must be done now bears a mark as well as its words."""
    return f"{'▲' if row.loud else ' '} {spoken(row.text)}"


class MatterList(QListWidget):
    """The open matters; which is chosen is the position's to say.

    Signals: `key_pressed(key)` for "Up" and "Down".
    """

    key_pressed = Signal(str)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Open matters"))
        self.setObjectName("Open matters")
        self.setFont(letters.words(PLAIN, condensed=True).font)
        self.setFrameStyle(0)  # none
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._rows: tuple[MatterRow, ...] | None = None
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # the heading counts
        self._line = letters.words(PLAIN, condensed=True).line
        self.itemClicked.connect(self._clicked)
        self._chosen = 0

    def show_rows(self, rows: tuple[MatterRow, ...], chosen: int) -> None:
        """Show the rows, the chosen one in sight."""
        if rows != self._rows:
            self._rows = rows
            self.clear()
            for text in [row_text(row) for row in rows] or [f"  {spoken(NOTHING)}"]:
                item = QListWidgetItem(text)
                item.setSizeHint(QSize(0, self._line))
                self.addItem(item)
        self._chosen = chosen
        self.setCurrentRow(chosen if rows else -1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Tell the arrows; the list moves when the position has said so."""
        key = _ARROWS.get(event.key())
        if key is not None:
            self.key_pressed.emit(key)
        else:
            event.ignore()

    def _clicked(self, item: QListWidgetItem) -> None:
        """Go to the row that was clicked, as the arrows would."""
        steps = self.row(item) - self._chosen
        for _ in range(abs(steps) if self._rows else 0):
            self.key_pressed.emit("Down" if steps > 0 else "Up")


class StepKeys(KeyGroup):
    """The keys of the chosen matter, each in its place for ever."""

    height_needed = _ROWS * (_KEY_ROW + _GAP)
    bold = False
    narrow = True

    def arrange(self, faces: tuple[KeyFace, ...]) -> Sequence[KeyFace | None]:
        """Leave the place of a key that does not apply empty."""
        return [face if face.label else None for face in faces]

    def place_of(self, index: int) -> QRect:
        """Return the place in the grid."""
        px = self.letters.px
        row, column = divmod(index, _COLUMNS)
        left, right = (each * self.width() // _COLUMNS for each in (column, column + 1))
        gap = 0 if column == _COLUMNS - 1 else px(_GAP)
        return QRect(left, row * px(_KEY_ROW + _GAP), right - left - gap, px(_KEY_ROW))


def face_of(key: MatterKey) -> KeyFace:
    """Return the face of a key: one that was done bears a tick, one half typed a dot."""
    look = Look.IDLE if not key.state else Look.ACTIVE if key.state == "half typed" else Look.CONTACT
    return KeyFace(key.key, key.label, "", key.state, look)


class MattersView(Ground):
    """The pane.

    Signals: `key_pressed(key)`, `form_filled(form, values)`, `form_drafted(form, values)`.
    """

    key_pressed = Signal(str)
    form_filled = Signal(str, dict)
    form_drafted = Signal(str, dict)

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent, theme, letters)
        self.list = MatterList(self, letters)
        self.keys = StepKeys(self, theme, letters)
        self.form = PaneFormView(self, theme, letters)
        self._line = letters.words(PLAIN, condensed=True).line
        self.list.key_pressed.connect(self.key_pressed)
        self.keys.key_pressed.connect(self.key_pressed)
        self.form.filled.connect(self.form_filled)
        self.form.drafted.connect(self.form_drafted)
        self._pane: MattersPane | None = None

    def show_pane(self, pane: MattersPane) -> None:
        """Show the matters, or the form."""
        if pane is self._pane:
            return
        self._pane = pane
        self.list.show_rows(pane.rows, pane.chosen)
        self.keys.show_faces(tuple(face_of(key) for key in pane.keys))
        typing = pane.form is not None
        had_keyboard = any(field.hasFocus() for field in self.form.fields)
        if not typing:
            self.list.show()
            self.keys.show()
            if had_keyboard:
                self.list.setFocus()
        self.form.show_form(pane.form)
        if typing:
            self.list.hide()
            self.keys.hide()

    def take_focus(self) -> None:
        """Take the keyboard: the list, or the form, which has it already when it has just come up."""
        if self._pane is None or self._pane.form is None:
            self.list.setFocus()
        elif not any(field.hasFocus() for field in self.form.fields):
            next((field for field in self.form.fields if field.isVisible()), self.list).setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """The list above the keys; the form takes all the room."""
        px = self.letters.px
        pad = px(8)
        width, keys = max(0, self.width() - 2 * pad), px(StepKeys.height_needed)
        room = max(self._line, self.height() - keys)
        self.list.setGeometry(pad, 0, width, room // self._line * self._line + 1)
        self.keys.setGeometry(pad, max(room, self.height() - keys), width, keys)
        self.form.setGeometry(pad, 0, width, self.height())

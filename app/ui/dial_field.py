"""Where digits are typed that no key dials; what stands in it is what will be dialled, and only Enter dials it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.theme import STEP, Letterings
from app.words import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent

LONGEST = 32  # as the position has it
_DIALABLE = QRegularExpression(f"[0-9*#]{{0,{LONGEST}}}")


class DialField(QLineEdit):
    """Takes 0-9, * and # and nothing else; Enter dials, Esc (the window's) gives it up.

    Signals: `typed(digits)`.
    """

    typed = Signal(str)

    def __init__(self, parent: QWidget, letters: Letterings) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Digits to dial"))
        self.setObjectName("Digits to dial")
        self.setFont(letters.data(STEP, bold=True).font)
        self.setPlaceholderText(tr("digits, then Enter"))
        self.setMaxLength(LONGEST)
        self.setValidator(QRegularExpressionValidator(_DIALABLE, self))
        self.setAcceptDrops(False)
        self.returnPressed.connect(self._give)

    def ask(self, asked: bool) -> None:
        """Come up empty with the keyboard, or go away."""
        if asked is not self.isHidden():
            return
        had_keyboard = self.hasFocus()
        self.clear()
        self.setVisible(asked)
        if asked:
            self.setFocus()
        elif had_keyboard:
            self.window().setFocus()  # not the next value, with a ring around it

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802
        """Open no menu over a call."""
        event.accept()

    def _give(self) -> None:
        digits = self.text()
        if digits:
            self.clear()
            self.typed.emit(digits)

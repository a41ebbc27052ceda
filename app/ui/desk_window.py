"""A window of the trainer's or technician's own: its parts are outlined, and the one that has the keyboard is ringed.

Values draw no frame, and the style draws its own so thin or so dark that nobody sees it: the window does it for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QComboBox, QLineEdit, QPushButton, QWidget

from app.ui.grounds import RING
from app.ui.theme import colour

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from app.ui.theme import Theme

_PARTS = (QAbstractScrollArea, QLineEdit, QPushButton, QComboBox)


class DeskWindow(QWidget):
    """Draws what parts a window in the theme's colours; its parts leave some px between them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_went)

    def _focus_went(self, _before: QWidget | None, _now: QWidget | None) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Outline the parts, and put the ring around the one that has the keyboard."""
        painter = QPainter(self)
        ring, outline = QPen(colour(self._theme.accent), RING), QPen(colour(self._theme.line), 1)
        for part in self.findChildren(QWidget):
            if isinstance(part, _PARTS) and part.isVisible() and part.window() is self:
                painter.setPen(ring if part.hasFocus() else outline)
                painter.drawRect(QRect(part.mapTo(self, QPoint()), part.size()).adjusted(-1, -1, 0, 0))

"""The word across the whole page of a window that is no live console: TRAINING, REPLAY.

It lies over everything, hatched, so faint that every value under it keeps its contrast (a test computes that), and
lets keys and mouse through. Whoever makes the window decides it; no screen, key or setting takes it away. The same word
stands plain on the upper edge, where it is read from a metre.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect
from PySide6.QtGui import QBrush, QFont, QPainter, QPainterPath, QPixmap, QTransform
from PySide6.QtWidgets import QWidget

from app.ui.grounds import stripes
from app.ui.theme import WORDS_FAMILIES, Theme
from app.words import spoken

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

OPACITY = {"dark": 0.08, "light": 0.09, "high-contrast": 0.2}
"""Of the hatched letters, by theme: more would cost the captions under them their contrast."""

_SHARE = 0.9  # of the diagonal's room that the word takes
_DRAWN = 100  # px of the lettering that is scaled to its place


class Watermark(QWidget):
    """The word over `parent`, in the place that `place` gives; it follows the size of its parent."""

    def __init__(self, parent: QWidget, theme: Theme, word: str) -> None:
        super().__init__(parent)
        from PySide6.QtCore import Qt

        self._parent = parent
        self._theme = theme
        self.word = spoken(word)
        self._picture: QPixmap | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("Watermark")
        self.setAccessibleName(self.word)
        parent.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Lie over everything there is of the parent."""
        parent = self._parent
        if self.size() != parent.size():
            self._picture = None
        self.setGeometry(QRect(0, 0, parent.width(), parent.height()))
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Follow the parent, and stay above what is added to it."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ChildPolished):
            self.follow()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw the part that is asked for from a picture made once a size."""
        if self._picture is None:
            self._picture = self._drawn()
        QPainter(self).drawPixmap(event.rect(), self._picture, event.rect())

    def _drawn(self) -> QPixmap:
        from PySide6.QtCore import Qt

        picture = QPixmap(self.size())
        picture.fill(Qt.GlobalColor.transparent)
        font = QFont()
        font.setFamilies(WORDS_FAMILIES)
        font.setPixelSize(_DRAWN)
        font.setBold(True)
        path = QPainterPath()
        path.addText(0, 0, font, self.word)
        bounds = path.boundingRect()
        width, height = self.width(), self.height()
        length = (width**2 + height**2) ** 0.5
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(OPACITY[self._theme.name])
        turned = QTransform().translate(width / 2, height / 2)
        turned.rotateRadians(-_angle(width, height))
        scale = _SHARE * length / (bounds.width() + bounds.height() * 2)
        turned.scale(scale, scale).translate(-bounds.center().x(), -bounds.center().y())
        painter.setClipPath(turned.map(path))
        painter.fillRect(picture.rect(), QBrush(stripes(self._theme, between=False)))
        painter.end()
        return picture


def _angle(width: int, height: int) -> float:
    from math import atan2

    return atan2(height, width)

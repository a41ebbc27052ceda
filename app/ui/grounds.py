"""Grounds that values stand on: a panel, the ring around what has the focus, and the striped pattern of a mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPalette, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.theme import Letterings, Theme, colour, palette

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

_TILE = 16  # px; one stripe and one gap, wide enough to be seen as a pattern from a metre
_STRIPE = 6  # px
RING = 2  # px
_NOTHING = "transparent"


def stripes(theme: Theme, *, between: bool = True) -> QPixmap:
    """Return the tile of the diagonal pattern that marks what is not an ordinary live call.

    Without `between` there is nothing between the stripes, so that what lies under them is seen.
    """
    tile = QPixmap(_TILE, _TILE)
    tile.fill(colour(theme.field if between else _NOTHING))
    painter = QPainter(tile)
    painter.setPen(QPen(colour(theme.stripe), _STRIPE))
    for shift in (-_TILE, 0, _TILE):
        painter.drawLine(shift - 2, _TILE + 2, shift + _TILE + 2, -2)
    painter.end()
    return tile


def frame_sides(whole: QRect, width: int) -> tuple[QRect, QRect, QRect, QRect]:
    """Return the four sides of a frame `width` px wide just inside `whole`."""
    left, top, right, bottom = whole.left(), whole.top(), whole.right(), whole.bottom()
    inner = whole.height() - 2 * width
    return (
        QRect(left, top, whole.width(), width),
        QRect(left, bottom + 1 - width, whole.width(), width),
        QRect(left, top + width, width, inner),
        QRect(right + 1 - width, top + width, width, inner),
    )


class Plate(QWidget):
    """A plain area in one colour, filled by Qt itself."""

    def __init__(self, parent: QWidget | None, theme: Theme, ground: str) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setPalette(palette(theme, ground))


class Ground(QWidget):
    """A panel: filled by Qt itself, with a ring around the value on it that has the focus."""

    outlined = True  # where the panel has the field's colour (high contrast), a line parts them

    def __init__(self, parent: QWidget | None, theme: Theme, letters: Letterings) -> None:
        super().__init__(parent)
        self.theme = theme
        self.letters = letters
        self._outlined = self.outlined and theme.panel == theme.field
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802
        """Draw what the fill does not."""
        focused = self.focused_value()
        if not self._outlined and focused is None:
            return
        painter = QPainter(self)
        if self._outlined:
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if focused is not None:
            self.draw_ring(painter, focused)

    def focused_value(self) -> QWidget | None:
        """Return the value on this ground that has the focus."""
        focused = self.focusWidget()
        return focused if focused is not None and focused.hasFocus() and focused.parentWidget() is self else None

    def draw_ring(self, painter: QPainter, focused: QWidget, ground: QPalette | None = None) -> None:
        """Draw the focus ring: in the accent, on a plate (`ground`, else the panel's own colours) in the plate's ink.

        The accent and the strong colour are as light as one another: on a loud plate nobody would see it.
        """
        ground = ground or self.palette()
        role = QPalette.ColorRole
        calm = ground.color(role.Base) == colour(self.theme.panel)
        painter.setPen(QPen(colour(self.theme.accent) if calm else ground.color(role.Text), RING))
        painter.drawRect(focused.geometry().adjusted(-1, -1, 1, 1))

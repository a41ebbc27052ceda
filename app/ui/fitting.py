"""How large the letters are where the window is small: everything in sight before anything is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QSize

from app.ui.page import LEAST_HEIGHT, LEAST_WIDTH

SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)  # what the keys for the text size go through; 1.0 is made for 1280x800
_SMALLER = (0.95, 0.9, 0.85, 0.8)  # for windows below that, as 1366x768; the last is the least a setting may name


def edge_scale(asked: float, width: int) -> float:
    """Return the text scale of the edges in a window `width` px wide: they do not scroll, so it is one that fits."""
    scales = (asked, *reversed(SCALES), *_SMALLER)
    return next((scale for scale in scales if scale <= asked and LEAST_WIDTH * scale <= width), _SMALLER[-1])


def page_scale(asked: float, room: QSize) -> float:
    """Return the text scale of the page in this room.

    Up to 1 it is the largest that shows the whole page: a key or a step out of sight is worse than letters a little
    smaller. What is asked for beyond 1, or in a window too small for any, is given as asked, and the page scrolls.
    """
    if asked > SCALES[0]:
        return asked
    for scale in (asked, *_SMALLER):
        if scale <= asked and LEAST_WIDTH * scale <= room.width() and LEAST_HEIGHT * scale <= room.height():
            return scale
    return asked


def page_size(least: QSize, room: QSize, bar: int) -> QSize:
    """Return the size of a page that needs `least` in this room, where a scroll bar takes `bar` px.

    What one bar takes must not call for the other: a page that is too high alone is as narrow as the bar leaves room.
    """
    width, height = room.width(), room.height()
    upright = least.height() > height
    if least.width() > width - upright * bar:
        height -= bar
        upright = least.height() > height
    return QSize(max(least.width(), width - upright * bar), max(least.height(), height))

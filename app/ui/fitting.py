"""How large the letters are where the window is small: everything in sight before anything is scrolled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from app.position.screen import CardState
from app.ui.edges import EDGE_HEIGHT
from app.ui.page import LEAST_HEIGHT, LEAST_WIDTH, Page

if TYPE_CHECKING:
    from PySide6.QtWidgets import QScrollArea

    from app.position.screen import Screen

SCALES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)  # what the keys for the text size go through; 1.0 is made for 1280x800
LEAST_SCALE = 0.8  # the least that a setting may name
EDGE_GAP = 4  # px of the drawing between an edge and the page
_STEPS = tuple(hundredths / 100 for hundredths in range(200, 75, -5))  # where two lines of letters fit each place


def room_between_edges(scale: float, window: QSize) -> QSize:
    """Return the room of the page in a window of this size without its frame."""
    return QSize(window.width(), window.height() - 2 * (round(EDGE_HEIGHT * scale) + round(EDGE_GAP * scale)))


def text_scale(asked: float, window: QSize) -> float:
    """Return the text scale for a window of this size without its frame: the largest that shows the whole page.

    It is never more than what is asked for: a key, the caller's number or a step out of sight is worse than smaller
    letters. In a window too small for any, it is the least, and the page scrolls.
    """
    for scale in _STEPS:
        room = room_between_edges(scale, window)
        if scale <= asked and LEAST_WIDTH * scale <= room.width() and LEAST_HEIGHT * scale <= room.height():
            return scale
    return LEAST_SCALE


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


def scroll_to_what_came(scroll: QScrollArea, page: Page, before: Screen, after: Screen) -> None:
    """Scroll a page that is larger than its window to the caller who came, or to the step that must be done now.

    Nobody has to look for either. Nothing else scrolls it but the reader.
    """
    if scroll.viewport().rect().contains(page.rect()):
        return
    caller, was = after.caller, before.caller
    if caller.state is CardState.LIVE and (caller.state, caller.arrived_at) != (was.state, was.arrived_at):
        scroll.ensureVisible(0, 0)
    elif after.next_step.urgent and after.next_step.text != before.next_step.text:
        scroll.ensureWidgetVisible(page.next, 0, 0)

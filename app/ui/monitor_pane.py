"""The line monitor on the page: what comes over the line, and what is counted; it covers neither caller, keys nor step.

It draws on a timer of its own, ten times a second at most and only while it is open: nothing that a caller waits for
passes through here.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.monitor_parts import GOES_ON, Counted, Flow
from app.ui.theme import PLAIN
from app.words import say

if TYPE_CHECKING:
    from app.monitor import View, Watch
    from app.ui.theme import Letterings, Theme

log = logging.getLogger("answerpoint.monitor")

STOPPED = say("STOPPED by a fault, told in the log")
TURN = 100  # ms between two turns
_GAP = 4  # px


class MonitorPane(QObject):
    """Two parts of the page: `flow` has the rows, their state and the search, `counted` what is counted.

    Signals: `told(words)` when it pauses or follows again, for those who hear the screen.
    """

    told = Signal(str)

    def __init__(
        self, page: QWidget, theme: Theme, letters: Letterings, watch: Watch, now: Callable[[], datetime]
    ) -> None:
        super().__init__(page)
        self._watch = watch
        self._now = now
        self._line = letters.words(PLAIN).line
        self.flow = Flow(page, theme, letters)
        self.counted = Counted(page, theme, letters)
        for part in (self.flow, self.counted):
            part.hide()
        self._view: View | None = None
        self._paused = False
        self._stopped = False  # by a fault, until it is closed
        self._turn = QTimer(self, interval=TURN)
        self._turn.timeout.connect(self.take_turn)
        rows = self.flow.rows
        rows.typed.connect(self._type)
        rows.moved.connect(self._move)
        rows.pressed.connect(self._press)
        self.flow.search.textEdited.connect(self._look_for)
        self.flow.search.pressed.connect(self._press)
        self.flow.search.moved.connect(self._move_from_search)

    def follow(self, before: QWidget) -> None:
        """Come after a widget in the order of the focus: rows, search, what is counted."""
        for first, then in pairwise((before, self.flow.rows, self.flow.search, self.counted.facts)):
            QWidget.setTabOrder(first, then)

    @property
    def is_open(self) -> bool:
        """Tell whether it stands on the page."""
        return self._view is not None or self._stopped

    def show(self) -> None:
        """Come up and listen in on the line."""
        self._view = self._watch.open(self._now())
        self._paused = self._view.paused
        for part in (self.flow, self.counted):
            part.raise_()
            part.show()
        self._turn.start()
        self.draw()

    def hide(self) -> None:
        """Go away; nothing is listened to any longer."""
        self._turn.stop()
        self._view, self._stopped = None, False
        self._watch.close(self._now())
        for part in (self.flow, self.counted):
            part.hide()

    def take_focus(self) -> None:
        """Take the keyboard, where the rows are read."""
        self.flow.rows.setFocus()

    def has(self, widget: QWidget | None) -> bool:
        """Tell whether a widget is a part of it."""
        return widget is not None and (self.flow.isAncestorOf(widget) or self.counted.isAncestorOf(widget))

    def lay(self, place: QRect, free: QRect | None) -> None:
        """Take the lowest place on the left, and the `free` place on the right while no key needs it.

        The rows have the larger of the two; where there is only one, what is counted is one line at its foot.
        """
        if free is None:
            foot = min(self._line + 2, place.height())
            self.flow.setGeometry(place.adjusted(0, 0, 0, -foot))
            self.counted.setGeometry(place.left(), place.bottom() + 1 - foot, place.width(), foot)
        else:
            larger, other = sorted((place, free), key=lambda each: each.width() * each.height(), reverse=True)
            self.flow.setGeometry(larger)
            self.counted.setGeometry(other)
        self.draw()

    def take_turn(self) -> None:
        """Take what has come and draw it; the timer calls it. Callers first: a turn may be let go by.

        A fault of ours in it is logged whole, once, and ends the monitor: the console goes on.
        """
        try:
            if self._watch.turn(self._now()):
                self.draw()
        except Exception:
            log.exception("the line monitor stopped")
            self._turn.stop()
            self._watch.tap.listener = None
            self._view, self._stopped = None, True
            self.flow.show_state(STOPPED, "", True)

    def draw(self) -> None:
        """Draw what differs."""
        view = self._view
        if view is None:
            return
        view.take_place(*self.flow.rows.room())
        self.flow.show_rows(view.text())
        self.flow.show_state(view.heading(), view.says or (GOES_ON if view.paused else ""), view.paused)
        self.counted.show_facts(view.facts(self._now()), self._watch.said)
        if view.paused is not self._paused:
            self._paused = view.paused
            self.told.emit(view.heading())

    # --- keys ---

    def _press(self, what: str) -> None:
        view = self._view
        if view is None:
            return
        if what == "pause":
            if view.paused:
                view.go_on()
            else:
                view.pause()
        elif what == "hex":
            view.turn_hex()
        elif what == "save":
            self._watch.save()
        else:
            view.find_again(later=what == "later")
        self.draw()

    def _move(self, pages: int, rows: int) -> None:
        if self._view is not None:
            self._view.scroll(rows + pages * max(1, self._view.lines - 1))
            self.draw()

    def _move_from_search(self, pages: int, rows: int) -> None:
        self.take_focus()
        self._move(pages, rows)

    def _type(self, letters: str) -> None:
        self.flow.search.setFocus()
        self.flow.search.setText(letters)
        self._look_for(letters)

    def _look_for(self, words: str) -> None:
        if self._view is not None:
            self._view.look_for(words)
            self.draw()

"""The monitor of a console: closed, and no cost to the line, until somebody asks for it.

What was watched stays when it is closed: a technician who is called away finds it again. The hole is told, and a saved
recording begins behind it.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from app.monitor.intake import Intake
from app.monitor.monitor import Monitor
from app.monitor.row import Form
from app.monitor.tap import Tap
from app.monitor.view import View
from app.ports import Chunk
from app.words import say

Save = Callable[[Mapping[str, tuple[Chunk, ...]], Callable[[str], None]], None]
"""Saves what is kept of each link, away from the loop, and then tells on the loop how it went."""


class Watch:
    """Opens and closes the monitor, and gives it its turns.

    `make` makes a monitor that begins at an instant; `at_rest` tells whether the position has nothing to do; `save` is
    None where nothing can be saved. `said` is what was last said of saving.
    """

    def __init__(self, make: Callable[[datetime], Monitor], at_rest: Callable[[], bool], save: Save | None) -> None:
        self.tap = Tap()
        self.said = ""
        self._make = make
        self._at_rest = at_rest
        self._save = save
        self._intake = Intake()
        self._view: View | None = None
        self._closed_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the line is listened in on."""
        return self.tap.listener is not None

    def open(self, now: datetime) -> View:
        """Listen in, and return the view; nothing is begun anew where it is open already."""
        if self._view is None:
            self._view = View(self._make(now), Form())
        elif not self.is_open and self._closed_at is not None:
            self._view.monitor.resume(self._closed_at, now)
        self.tap.listener = self._intake.put
        return self._view

    def close(self, now: datetime) -> None:
        """Listen in no longer."""
        if not self.is_open or self._view is None:
            return
        self.tap.listener = None
        self._intake.clear()
        self._view.monitor.end(now)
        self._closed_at = now
        self.said = ""

    def turn(self, now: datetime) -> bool:
        """Take what has come, behind all callers; return False where the turn was let go by."""
        return self._view is not None and self._intake.turn(self._view.monitor, now, self._at_rest())

    def save(self) -> None:
        """Save what is kept as a recording; `said` tells what becomes of it."""
        kept = self._view.monitor.kept() if self._view is not None else {}
        if self._save is None:
            self.said = say("not saved: this console has no place for recordings")
        elif not kept:
            self.said = say("nothing to save: no byte has come")
        else:
            self.said = say("saving")
            self._save(kept, self._told)

    def _told(self, words: str) -> None:
        self.said = words

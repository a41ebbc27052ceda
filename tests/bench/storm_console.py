"""The whole console as it is, with a finger on its keys while a storm comes: `storm_console.py LOG ...`.

When the first caller stands there, her agency is rung (F8). Every line of LOG is `caller NUMBER` for each new number on
the screen, X
"""

import os
import sys
from pathlib import Path
from time import monotonic_ns

sys.path.insert(0, os.getcwd())

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest

import app.cli
import app.ui.window as window
from app.position.screen import Screen

EVERY_MS = 120
TURNS = {"F9": Qt.Key.Key_F9, "F10": Qt.Key.Key_F10}

path = Path(sys.argv[1])
storm = Path(f"{path}.storm")
log = path.open("w", buffering=1)


class Pressed(window.Window):
    """The window, with an ear at its paints."""

    def __init__(self, *words: object, **more: object) -> None:
        super().__init__(*words, **more)  # type: ignore[arg-type]
        self._number = ""
        self._turn = ""
        self._begun = self._rings = False
        self._pressed_at = 0
        self._refused = False
        self._finger = QTimer(self, interval=EVERY_MS)
        self._finger.timeout.connect(self._press_next)

    def show_screen(self, screen: Screen) -> None:
        """Draw, and note what matters here."""
        super().show_screen(screen)
        number = screen.caller.call_number.text
        if number != self._number:
            self._number = number
            log.write(f"caller {number}\n")
            if number.isdigit() and not self._finger.isActive():
                self._finger.start()
        states = {face.key: face.state for face in screen.agency_keys}
        if not self._rings and states.get("F8", "").startswith("ring"):
            self._rings = True
            log.write("ringing\n")
        self._refused = states.get(self._turn, "").startswith("refused")

    def _press_next(self) -> None:
        if not self._begun:
            self._begun = True
            QTest.keyClick(self, Qt.Key.Key_F8)
        elif self._rings and not self._pressed_at:
            self._turn = "F10" if self._turn == "F9" else "F9"
            self._refused = False
            self._pressed_at = monotonic_ns()
            QTest.keyClick(self, TURNS[self._turn])

    def event(self, event: QEvent) -> bool:
        """Tell the time once an update with the answer has been painted."""
        result = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest and self._pressed_at and self._refused:
            took = (monotonic_ns() - self._pressed_at) / 1e6
            self._pressed_at = 0
            log.write(f"answer {took:.3f} {'storm' if storm.exists() else 'quiet'}\n")
        return result


window.Window = Pressed  # type: ignore[misc]
sys.exit(app.cli.main(["run", *sys.argv[2:]]))

"""The whole console as it is, an agency's key pressed in its window again and again: `key_console.py LOG PRESSES ...`.

Every line of LOG is `press NANOSECONDS KEY` (monotonic, just before the key event is given to the window) or
`gap MILLISECONDS`, the longest that the window's loop was away since the line before.
"""

import os
import sys
from pathlib import Path
from time import monotonic_ns

sys.path.insert(0, os.getcwd())

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

import app.cli
import app.ui.window as window

log = Path(sys.argv[1]).open("w", buffering=1)  # noqa: SIM115  open until the process ends
presses = int(sys.argv[2])

BEGIN_S, EVERY_MS, TICK_MS = 4.0, 400, 5
KEYS = (Qt.Key.Key_F5, Qt.Key.Key_F6, Qt.Key.Key_F7, Qt.Key.Key_F8, Qt.Key.Key_F9)


class Pressed(window.Window):
    """The window with a finger on its keys."""

    def __init__(self, *words: object, **more: object) -> None:
        super().__init__(*words, **more)  # type: ignore[arg-type]
        self._pressed = 0
        self._last_tick = monotonic_ns()
        self._gap = 0.0
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._tick)
        self._finger = QTimer(self, interval=EVERY_MS)
        self._finger.timeout.connect(self._press_next)
        QTimer.singleShot(int(BEGIN_S * 1000), self._begin)

    def _begin(self) -> None:
        QTest.keyClick(self, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)  # a call without data
        self._last_tick = monotonic_ns()
        self._ticks.start()
        self._finger.start()

    def _tick(self) -> None:
        now = monotonic_ns()
        self._gap = max(self._gap, (now - self._last_tick) / 1e6 - TICK_MS)
        self._last_tick = now

    def _press_next(self) -> None:
        if self._pressed >= presses:
            log.write("done\n")
            self._finger.stop()
            return
        key = KEYS[self._pressed % len(KEYS)]
        self._pressed += 1
        log.write(f"gap {self._gap:.3f}\n")
        self._gap = 0.0
        log.write(f"press {monotonic_ns()} {key.name}\n")
        QTest.keyClick(self, key)


window.Window = Pressed  # type: ignore[misc]
sys.exit(app.cli.main(["run", *sys.argv[3:]]))

"""The whole console as it is, its window telling when each call number has been painted: `painted_console.py LOG ...`.

Every line of LOG is a monotonic time in ns and the call number that stands on the screen when a paint is done.
"""

import os
import sys
from pathlib import Path
from time import monotonic_ns

sys.path.insert(0, os.getcwd())

from PySide6.QtCore import QEvent

import app.cli
import app.ui.window as window
from app.position.screen import Screen

log = Path(sys.argv[1]).open("w", buffering=1)  # noqa: SIM115  open until the process ends


class Timed(window.Window):
    """The window, with an ear at its paints."""

    number = "-"

    def show_screen(self, screen: Screen) -> None:
        """Draw, and note whose call stands there."""
        super().show_screen(screen)
        self.number = screen.caller.call_number.text

    def event(self, event: QEvent) -> bool:
        """Tell the time once a whole update has been painted and flushed."""
        result = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            log.write(f"{monotonic_ns()} {self.number}\n")
        return result


window.Window = Timed  # type: ignore[misc]
sys.exit(app.cli.main(["run", *sys.argv[2:]]))

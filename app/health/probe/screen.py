"""The screen, asked by a process of its own: Qt ends a process that it cannot open a window in."""

import subprocess
import sys

from app.health.judge.screen import ScreenSeen
from app.ui.display import missing_display
from app.ui.system_libraries import missing_library_sentence

PATIENCE = 30.0  # seconds; Qt starts in less than one
_ASK = (
    "from PySide6.QtGui import QGuiApplication\n"
    "application = QGuiApplication([])\n"
    "size = application.primaryScreen().size()\n"
    "print(size.width(), size.height())\n"
)


def look() -> ScreenSeen:
    """Look at the screen of this session."""
    no_library, no_display = missing_library_sentence() or "", missing_display() or ""
    if no_library or no_display:
        return ScreenSeen(no_display, no_library)
    try:
        done = subprocess.run([sys.executable, "-c", _ASK], capture_output=True, text=True, timeout=PATIENCE)
        width, height = (int(word) for word in done.stdout.split())
    except subprocess.TimeoutExpired:
        return ScreenSeen(why=f"Qt did not start within {PATIENCE:g} s")
    except (OSError, ValueError):
        last = (done.stderr.strip().splitlines() or ["Qt said nothing"])[-1]
        return ScreenSeen(why=last[:200])
    return ScreenSeen(size=(width, height))

"""Why the console was not opened, in a window: whoever starts it from an icon sees no terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.closing import closed_by_signals
from app.ui.keyboard import ways_to_press
from app.ui.theme import PLAIN, STRONG, THEMES, Letterings, palette
from app.ui.values import Passage, Words
from app.words import say, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

_SIZE = (760, 260)
_LEAVE_KEY = "Esc"


class Refusal(QWidget):
    """The window; `why` is one sentence or several, a line each. Signal: `left()` when it is closed."""

    left = Signal()

    def __init__(self, theme: str, scale: float, why: str) -> None:
        super().__init__()
        letters = Letterings(scale)
        self.setWindowTitle(tr("Not opened - Answerpoint"))
        self.setObjectName("Refusal")
        self.setPalette(palette(THEMES[theme]))
        self.setFont(letters.words(PLAIN).font)
        self.resize(round(_SIZE[0] * scale), round(_SIZE[1] * scale))
        self.why = Passage(self, say("Why the console was not opened"), [letters.words(STRONG), letters.words(PLAIN)])
        self.why.show_text(why)
        self.why.finish()
        self.leave = QPushButton(f"{_LEAVE_KEY}  {tr('close')}", self)
        self.leave.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(Words(self, letters.words(STRONG, bold=True), say("The console was not opened.")))
        layout.addWidget(self.why)
        layout.addWidget(self.leave)
        for key in (_LEAVE_KEY, *ways_to_press("Return")):
            QShortcut(QKeySequence(key), self).activated.connect(self.close)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        """Tell that it was read."""
        self.left.emit()


def show_refusal(theme: str, scale: float, why: str) -> None:
    """Show why, until the window is closed; nothing is shown where Qt itself could not be started."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        return
    window = Refusal(theme, scale, why)
    window.left.connect(application.exit)
    with closed_by_signals(window.close):
        window.show()
        window.activateWindow()
        application.exec()
    window.deleteLater()

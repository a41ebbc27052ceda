"""How often the parts of a window are given another size."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget


class Resizes(QObject):
    """Counts the resizes of every part that a window has now."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.count = 0
        for each in window.findChildren(QWidget):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Count, and let it happen."""
        self.count += event.type() == QEvent.Type.Resize
        return False

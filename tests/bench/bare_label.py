"""The floor: a bare QLabel window; prints the monotonic time at which its first paint was done."""

from time import monotonic

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


class Label(QLabel):
    """Tells when it has been painted once."""

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Paint, print the time, end."""
        super().paintEvent(event)
        print(monotonic(), flush=True)
        application.exit()


application = QApplication(["bare"])
label = Label("bare")
label.resize(1280, 800)
label.show()
application.exec()

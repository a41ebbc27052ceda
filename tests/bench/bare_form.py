"""The baseline: 22 labels in a form and the raw text, fed by a notifier on the line: `bare_form.py LOG DEVICE`."""

import os
import sys
from pathlib import Path
from time import monotonic_ns

from PySide6.QtCore import QEvent, QSocketNotifier
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QPlainTextEdit, QWidget

log = Path(sys.argv[1]).open("w", buffering=1)  # noqa: SIM115  open until the process ends


class Form(QWidget):
    """No framing, no decoding, no journal: what Qt itself needs to show a record."""

    def __init__(self, device: str) -> None:
        super().__init__()
        self.number = "-"
        form = QFormLayout(self)
        self.labels = [QLabel("-") for _ in range(22)]
        for index, label in enumerate(self.labels):
            form.addRow(f"Field {index}", label)
        self.text = QPlainTextEdit()
        form.addRow(self.text)
        self.line = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self.held = b""
        self.notifier = QSocketNotifier(self.line, QSocketNotifier.Type.Read)
        self.notifier.activated.connect(self.read)

    def read(self) -> None:
        """Take what is there; a blank line ends a record."""
        self.held += os.read(self.line, 4096)
        while (end := self.held.find(b"\r\n\r\n")) >= 0:
            text, self.held = self.held[:end].decode(), self.held[end + 4 :]
            words = text.split()
            for label, word in zip(self.labels, words, strict=False):
                label.setText(word)
            self.text.setPlainText(text)
            self.number = words[6].removeprefix("#")

    def event(self, event: QEvent) -> bool:
        """Tell the time once a whole update has been painted and flushed."""
        result = super().event(event)
        if event.type() == QEvent.Type.UpdateRequest:
            log.write(f"{monotonic_ns()} {self.number}\n")
        return result


application = QApplication(["bare"])
form = Form(sys.argv[2])
form.resize(1280, 800)
form.show()
application.exec()

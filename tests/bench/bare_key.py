"""The baseline of the key: a bare window that writes to a socket at each press: `bare_key.py LOG PRESSES PORT`."""

import os
import socket
import sys
from pathlib import Path
from time import monotonic_ns

sys.path.insert(0, os.getcwd())

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

log = Path(sys.argv[1]).open("w", buffering=1)  # noqa: SIM115  open until the process ends
presses, port = int(sys.argv[2]), int(sys.argv[3])


class Bare(QLabel):
    """Sends one INVITE a key press."""

    def __init__(self) -> None:
        super().__init__("bare")
        self._socket = socket.create_connection(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Send."""
        self._socket.sendall(b"INVITE sip:*21@127.0.0.1 SIP/2.0\r\nContent-Length: 0\r\n\r\n")


application = QApplication([])
bare = Bare()
bare.show()
timer = QTimer(interval=20)
count = 0


def press() -> None:
    """Press the key once more, or end."""
    global count
    if count == presses:
        application.quit()
        return
    count += 1
    log.write(f"press {monotonic_ns()} Key_F5\n")
    QTest.keyClick(bare, Qt.Key.Key_F5)


timer.timeout.connect(press)
timer.start()
sys.exit(application.exec())

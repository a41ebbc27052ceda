"""The event loop of a window: asyncio's, on Qt's own. This module alone imports qasync.

What is due at once runs here in one turn of Qt's loop. qasync would start a timer of Qt's for each callback and turn
Qt's loop once for each: a caller, from byte to screen, takes four of them. What another thread asks for (a line that
delivers, the journal that has written) runs as soon as Qt's loop wakes; qasync would let it wake twice.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

AT_ONCE = 8  # callbacks of the event loop in one turn of Qt's: two callers' worth, then Qt paints and takes keys


def event_loop(application: "QApplication") -> Any:
    """Return the asyncio loop, on Qt's own; a context manager that closes it."""
    from PySide6.QtCore import QObject, QTimer, Signal
    from qasync import QEventLoop

    class Bell(QObject):
        """Wakes Qt's loop from another thread."""

        rung = Signal()

    class Loop(QEventLoop):  # type: ignore[misc]
        def __init__(self) -> None:
            super().__init__(application)
            self._due: deque[asyncio.Handle] = deque()
            self._turn_comes = False
            self._turn = QTimer(singleShot=True, interval=0)
            self._turn.timeout.connect(self._run_due)
            self._bell = Bell()
            self._bell.rung.connect(self._run_due)
            self._thread = threading.get_ident()

        def call_soon(self, callback: Callable[..., object], *args: object, context: Any = None) -> asyncio.Handle:
            handle = asyncio.Handle(callback, args, self, context)
            self._due.append(handle)
            if not self._turn_comes:
                self._turn_comes = True
                self._turn.start()
            return handle

        def call_soon_threadsafe(
            self, callback: Callable[..., object], *args: object, context: Any = None
        ) -> asyncio.Handle:
            if self.is_closed():
                raise RuntimeError("the event loop is closed")
            if threading.get_ident() == self._thread:
                return self.call_soon(callback, *args, context=context)
            handle = asyncio.Handle(callback, args, self, context)
            self._due.append(handle)
            if not self._turn_comes:  # else the turn that comes, or goes on now, finds it
                self._bell.rung.emit()
            return handle

        def _run_due(self) -> None:
            self._turn_comes = True
            try:
                for _ in range(AT_ONCE):
                    if not self._due:
                        break
                    handle = self._due.popleft()
                    if not handle.cancelled():
                        handle._run()
            finally:
                self._turn_comes = False  # before the look: what is put there after it rings the bell
                if self._due:
                    self._turn_comes = True
                    self._turn.start()

        def close(self) -> None:
            self._turn.stop()
            super().close()

    return Loop()

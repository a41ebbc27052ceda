"""The event loop of a window: asyncio's, on Qt's own. This module alone imports qasync.

What is due at once runs here in one turn of Qt's loop. qasync would start a timer of Qt's for each callback and turn
Qt's loop once for each: a caller, from byte to screen, takes four of them. What another thread asks for (a line that
delivers, the journal that has written) runs as soon as Qt's loop wakes; qasync would let it wake twice.

What is due later is kept here in its order, with one timer of Qt's for the first of it. qasync would start a timer for
each, and let each wake Qt's loop, those that were cancelled too: every caller has three, against a disk or a line that
does not answer, and hardly one of them ever comes.
"""

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from heapq import heapify, heappop, heappush
from itertools import count
from math import ceil, inf
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

AT_ONCE = 8  # callbacks of the event loop in one turn of Qt's: two callers' worth, then Qt paints and takes keys
LONGEST_SLEEP = 86_400_000  # ms; Qt counts no more than 24 days, and the clocks of complaints run for 30
MOST_CANCELLED = 100  # of what is due later and was cancelled; past that, and half of all, it is thrown away


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
            self._later: list[tuple[float, int, asyncio.TimerHandle]] = []  # a heap
            self._number = count()  # of two that are due at one instant the one asked for first comes first
            self._cancelled = 0
            self._alarm = QTimer(singleShot=True)
            self._alarm.timeout.connect(self._run_later)
            self._alarm_at = inf

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

        def call_later(
            self, delay: float, callback: Callable[..., object], *args: object, context: Any = None
        ) -> asyncio.Handle:
            return self.call_at(self.time() + delay, callback, *args, context=context)

        def call_at(
            self, when: float, callback: Callable[..., object], *args: object, context: Any = None
        ) -> asyncio.Handle:
            handle = asyncio.TimerHandle(when, callback, args, self, context)
            heappush(self._later, (when, next(self._number), handle))
            if when < self._alarm_at:
                self._set_alarm(when)
            return handle

        def _timer_handle_cancelled(self, handle: asyncio.TimerHandle) -> None:
            self._cancelled += 1
            if self._cancelled > MOST_CANCELLED and 2 * self._cancelled > len(self._later):
                self._later = [each for each in self._later if not each[2].cancelled()]
                heapify(self._later)
                self._cancelled = 0

        def _set_alarm(self, when: float) -> None:
            self._alarm_at = when
            self._alarm.start(min(max(0, ceil((when - self.time()) * 1000)), LONGEST_SLEEP))

        def _run_later(self) -> None:
            now = self.time()
            while self._later and self._later[0][0] <= now:
                handle = heappop(self._later)[2]
                if handle.cancelled():
                    self._cancelled -= 1
                else:
                    self._due.append(handle)
            self._alarm_at = inf
            if self._later:
                self._set_alarm(self._later[0][0])
            if not self._turn_comes:  # else the turn that comes finds them
                self._run_due()

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
            self._alarm.stop()
            super().close()

    return Loop()

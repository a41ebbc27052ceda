"""SIGTERM and SIGINT close a window whose event loop is Qt's alone (the console's is asyncio's, which hears them)."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_SEEN_WITHIN = 200  # ms: Python sees a signal only when Qt lets it run


@contextmanager
def closed_by_signals(close: Callable[[], object]) -> Iterator[None]:
    """For the length of a `with`, either signal calls `close`, which ends the event loop that runs in it.

    It is called by that loop, never before: a loop that is told to end before it runs would run for ever.
    """
    before = {
        number: signal.signal(number, lambda _number, _frame: QTimer.singleShot(0, close))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    awake = QTimer(interval=_SEEN_WITHIN)
    awake.timeout.connect(lambda: None)
    awake.start()
    try:
        yield
    finally:
        awake.stop()
        for number, handler in before.items():
            signal.signal(number, handler)

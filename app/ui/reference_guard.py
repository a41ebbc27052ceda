"""A guard against wheels of PySide6 that lose references to None and True.

PySide6 6.12.0 on Python below 3.12 drops one reference of True with every signal and one of None with every `setText`,
until Python aborts: a console would die in the middle of a call after some minutes (docs/decisions/0001). Requirements
keep that wheel out; this guard looks at start-up whether another one like it has come in all the same, and if so makes
None, True and False last for ever, as Python itself does from 3.12 on.
"""

import ctypes
import sys

# Signals sent to see whether references are lost, and the loss that is no chance of the moment.
_SIGNALS = 50
_LOSS = 25

# More than any program can drop: a thousand a second for 30,000 years.
_FOR_EVER = 1 << 60 if sys.maxsize > 1 << 32 else 1 << 29


def guard() -> str | None:
    """Look whether references are lost; if so pin the three values and return a sentence for the log, else None."""
    lost = references_lost()
    if max(lost.values()) < _LOSS:
        return None
    for value in (None, True, False):
        pin(value)
    told = ", ".join(f"{count} of {name}" for name, count in lost.items() if count >= _LOSS)
    return f"this PySide6 loses references ({told} in {_SIGNALS} signals); None, True and False were pinned"


def references_lost(signals: int = _SIGNALS) -> dict[str, int]:
    """Send signals through a throw-away object and return how many references of None and True were lost by it."""
    from PySide6.QtCore import QObject, Signal

    class Sender(QObject):
        sent = Signal(bool)

    sender = Sender()
    before = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(signals):
        sender.sent.emit(True)
        sender.setObjectName("")
    after = sys.getrefcount(None), sys.getrefcount(True)
    return {"None": before[0] - after[0], "True": before[1] - after[1]}


def pin(value: object) -> None:
    """Make a value last for ever by raising its reference count; harmless where it already does."""
    if sys.version_info >= (3, 12):
        return  # the three are immortal there, and their count is no longer a plain number
    count = ctypes.c_ssize_t.from_address(id(value))
    if count.value < _FOR_EVER:
        count.value += _FOR_EVER

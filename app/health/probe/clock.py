"""The clock of the system, its zone, and whether the network keeps it right (asked of the kernel on Linux)."""

import ctypes
import sys
from datetime import datetime

from app.health.judge.clock import ClockSeen, SyncSeen

_UNSYNCHRONISED = 0x0040  # STA_UNSYNC of <sys/timex.h>
_MICROSECOND = 1e-6


class _Timex(ctypes.Structure):
    """The head of `struct timex` (adjtimex(2)), and room for the rest of it."""

    _fields_ = (
        ("modes", ctypes.c_uint),
        ("offset", ctypes.c_long),
        ("freq", ctypes.c_long),
        ("maxerror", ctypes.c_long),
        ("esterror", ctypes.c_long),
        ("status", ctypes.c_int),
        ("rest", ctypes.c_char * 512),
    )


def look(now: datetime, newest: datetime | None) -> ClockSeen:
    """Return the clock; `now` is an aware instant, `newest` the time of the journal's last event."""
    local = now.astimezone()
    offset = local.utcoffset()
    return ClockSeen(now, local.tzname() or "unknown", offset.total_seconds() if offset else 0.0, newest)


def synchronised() -> SyncSeen:
    """Ask the kernel whether its clock is kept right; nothing is set (modes 0)."""
    if not sys.platform.startswith("linux"):
        return SyncSeen(None)
    asked = _Timex()
    try:
        state = ctypes.CDLL(None, use_errno=True).adjtimex(ctypes.byref(asked))
    except (OSError, AttributeError):
        return SyncSeen(None)
    if state < 0:
        return SyncSeen(None)
    return SyncSeen(not asked.status & _UNSYNCHRONISED, asked.maxerror * _MICROSECOND)

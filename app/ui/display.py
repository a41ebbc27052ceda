"""Is there a display at all? Asked before Qt starts, for Qt ends the process where there is none."""

import ctypes
import os
import sys
import threading
from collections.abc import Mapping

# A server whose last client has just left starts anew, and answers nobody for a moment.
_TRIES = 8
_PAUSE = 0.1  # seconds

_NO_DISPLAY = (
    "no display: expected an X or Wayland display (DISPLAY or WAYLAND_DISPLAY), got none; the console needs one"
)


def missing_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """Return one sentence if no window could be shown, else None.

    A platform chosen by QT_QPA_PLATFORM counts as a display (`offscreen`), except xcb, which needs its X server.
    """
    if platform in ("win32", "darwin"):
        return None
    chosen = environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if chosen not in ("", "xcb"):
        return None
    display = environ.get("DISPLAY", "")
    if not display:
        return None if environ.get("WAYLAND_DISPLAY") and chosen != "xcb" else _NO_DISPLAY
    if environ.get("WAYLAND_DISPLAY") and not chosen:
        return None
    return None if _x_answers(display) else f"no display: expected an X server at DISPLAY={display!r}, got no answer"


def _x_answers(display: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # not to be found out here; the missing library is told apart from a missing display
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    pause = threading.Event()
    for _ in range(_TRIES):
        connection = xcb.xcb_connect(os.fsencode(display), None)
        if not xcb.xcb_connection_has_error(connection):
            return True  # left open: a server whose only client leaves starts anew, and would turn Qt away meanwhile
        xcb.xcb_disconnect(connection)
        pause.wait(_PAUSE)
    return False

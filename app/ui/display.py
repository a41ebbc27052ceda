"""Is there a display at all? Asked before Qt starts, for Qt ends the process where there is none."""

import ctypes
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path

# A server whose last client has just left starts anew, and answers nobody for a moment.
_TRIES = 8
_PAUSE = 0.1  # seconds

_NO_DISPLAY = (
    "no display: expected an X or Wayland display (DISPLAY or WAYLAND_DISPLAY), got none; the console needs one"
)
_WAYLAND = ("wayland", "wayland-egl", "wayland-brcm")


def platforms(environ: Mapping[str, str] = os.environ) -> list[str]:
    """Return Qt's platforms that it may draw on in this environment: those of QT_QPA_PLATFORM, else what is there."""
    asked = [part.partition(":")[0] for part in environ.get("QT_QPA_PLATFORM", "").split(";")]
    there = (("xcb", "DISPLAY"), ("wayland", "WAYLAND_DISPLAY"))
    return [name for name in asked if name] or [name for name, variable in there if environ.get(variable)]


def missing_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str | None:
    """Return one sentence if no window could be shown, else None.

    A platform chosen by QT_QPA_PLATFORM counts as a display (`offscreen`), except xcb, which needs its X server, and
    wayland, which needs its compositor.
    """
    if platform in ("win32", "darwin"):
        return None
    first = None
    for name in platforms(environ):
        sentence = _refusal(name, environ)
        if sentence is None:
            return None
        first = first or sentence
    return first or _NO_DISPLAY


def _refusal(name: str, environ: Mapping[str, str]) -> str | None:
    """Return why Qt cannot draw on one platform, or None."""
    if name == "xcb":
        display = environ.get("DISPLAY", "")
        if not display:
            return _NO_DISPLAY
        if not _x_answers(display):
            return f"no display: expected an X server at DISPLAY={display!r}, got no answer"
    if name in _WAYLAND:
        compositor = environ.get("WAYLAND_DISPLAY") or "wayland-0"  # as libwayland does
        at = Path(environ.get("XDG_RUNTIME_DIR", "/"), compositor)
        if not environ.get("WAYLAND_SOCKET") and not at.is_socket():
            return f"no display: expected a Wayland compositor at WAYLAND_DISPLAY={compositor!r}, got none"
    return None


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

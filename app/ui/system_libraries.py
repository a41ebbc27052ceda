"""The system libraries that Qt's window needs and its wheel does not bring, each with the package that does.

Without one of them Qt ends the program with `Could not load the Qt platform plugin "xcb"` or fails to import at all.
So the composition root asks here first, before anything of Qt is imported, and tells it in one sentence. The list is
what the wheel's own files name as needed (a test reads it from them); glibc and libstdc++ come with Python.
"""

import ctypes
import sys

from app.errors import AnswerpointError
from app.ui.display import platforms

# Needed to import QtGui and QtWidgets at all, whatever the platform; `offscreen` too.
_GUI = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}

# Needed besides by the plug-in `wayland`, taken where there is no X server.
_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
}

# Needed besides by the plug-in `xcb`, which draws on every X server and on Wayland through Xwayland.
_XCB = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libX11-xcb.so.1": "libx11-xcb1",
}

# Needed besides by the plug-in that prints; without it Qt knows of no printer.
_PRINTING = {"libcups.so.2": "libcups2"}

_NO_FONT = (
    "the window needs a font, and this system has none: every letter would be a box; install one with: "
    "sudo apt-get install fonts-dejavu-core"
)


def needed(platform: str) -> dict[str, str]:
    """Return library -> Debian package for a platform of Qt's ("xcb", "offscreen", "wayland" ...)."""
    return _GUI | (_XCB if platform == "xcb" else _WAYLAND if platform.startswith("wayland") else {})


def missing_library_sentence(platform: str = "") -> str | None:
    """Return one sentence naming what is missing and how to install it, or None if nothing is.

    `platform` is Qt's platform; "" is the one it would take by itself. Looks on Linux alone: Qt brings everything
    elsewhere.
    """
    if not sys.platform.startswith("linux"):
        return None
    platform = platform or next(iter(platforms()), "xcb")
    missing = {library: package for library, package in needed(platform).items() if not _loads(library)}
    return sentence(missing) or (_NO_FONT if not fonts() else None)


def expect_pages(command: str) -> None:
    """Raise AnswerpointError, begun with `command`, where no page can be drawn for want of a library or a font."""
    missing = missing_library_sentence("offscreen")
    if missing:
        raise AnswerpointError(f"{command}: {missing}")


def missing_printing_sentence() -> str | None:
    """Return one sentence naming what printing lacks, with its package, or None; looks on Linux alone."""
    if not sys.platform.startswith("linux"):
        return None
    return sentence({name: package for name, package in _PRINTING.items() if not _loads(name)}, "printing")


def fonts() -> int:
    """Return how many fonts there are, as fontconfig counts them, whose list Qt then uses; needs its library."""
    fontconfig = ctypes.CDLL("libfontconfig.so.1")
    fontconfig.FcInit()
    fontconfig.FcConfigGetFonts.restype = ctypes.POINTER(ctypes.c_int)  # a struct that begins with their number
    found = fontconfig.FcConfigGetFonts(None, 0)
    return int(found[0]) if found else 0


def sentence(missing: dict[str, str], what: str = "the window") -> str | None:
    """Return the sentence for libraries that are missing to something, with their packages; None for none."""
    if not missing:
        return None
    packages = " ".join(dict.fromkeys(missing.values()))
    return (
        f"{what} needs {', '.join(missing)}, which this system does not have; install it with: "
        f"sudo apt-get install {packages}"
    )


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True

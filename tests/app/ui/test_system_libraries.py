import importlib.util
import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from app.ui import system_libraries
from app.ui.system_libraries import missing_library_sentence, missing_printing_sentence, needed, sentence

# Of every system that has Python.
OF_PYTHON = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libstdc++.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1"}


def wheel() -> Path:
    spec = importlib.util.find_spec("PySide6")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def needed_by(file: Path) -> set[str]:
    """Read the names of the shared libraries an ELF file needs (its DT_NEEDED), as the loader does."""
    data = file.read_bytes()
    assert data[:5] == b"\x7fELF\x02"
    (headers,) = struct.unpack_from("<Q", data, 32)
    size, count = struct.unpack_from("<HH", data, 54)
    segments = [struct.unpack_from("<IIQQQQ", data, headers + size * index) for index in range(count)]
    start = next(offset for kind, _, offset, *_ in segments if kind == 2)
    entries: list[tuple[int, int]] = []
    while not entries or entries[-1][0]:
        entries.append(struct.unpack_from("<QQ", data, start + 16 * len(entries)))
    strings = dict(entries)[5]
    strings = next(
        strings - address + offset
        for kind, _, offset, address, _, length in segments
        if kind == 1 and address <= strings < address + length
    )
    names = [data[strings + at : data.index(b"\0", strings + at)] for tag, at in entries if tag == 1]
    return {name.decode() for name in names}


def needed_by_wheel(*files: str) -> set[str]:
    """Follow the wheel's own libraries and return all that must come from the system."""
    libraries = {path.name: path for path in (wheel() / "Qt" / "lib").iterdir()}
    waiting, seen, outside = [wheel() / file for file in files], set[Path](), set[str]()
    while waiting:
        file = waiting.pop()
        for name in needed_by(file) - OF_PYTHON:
            if name in libraries and libraries[name] not in seen:
                seen.add(libraries[name])
                waiting.append(libraries[name])
            elif name not in libraries and not name.startswith(("libpyside6", "libshiboken6", "ld-linux")):
                outside.add(name)
    return outside


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the wheel brings everything elsewhere")
@pytest.mark.parametrize(
    ("platform", "files"),
    [
        ("xcb", ["QtGui.abi3.so", "QtWidgets.abi3.so", "Qt/plugins/platforms/libqxcb.so"]),
        ("wayland", ["QtGui.abi3.so", "QtWidgets.abi3.so", "Qt/plugins/platforms/libqwayland.so"]),
        ("offscreen", ["QtGui.abi3.so", "QtWidgets.abi3.so", "Qt/plugins/platforms/libqoffscreen.so"]),
    ],
)
def test_the_list_is_what_the_wheel_needs(platform: str, files: list[str]) -> None:
    assert needed_by_wheel(*files) == set(needed(platform))


@pytest.mark.parametrize("platform", ["xcb", "offscreen", ""])
def test_nothing_is_missing_where_these_tests_run(platform: str) -> None:
    assert missing_library_sentence(platform) is None


def test_a_missing_library_is_one_sentence_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system_libraries._XCB, "libxcb-not-there.so.0", "libxcb-not-there0")
    assert missing_library_sentence("xcb") == (
        "the window needs libxcb-not-there.so.0, which this system does not have; install it with: "
        "sudo apt-get install libxcb-not-there0"
    )
    assert missing_library_sentence("offscreen") is None


def test_what_printing_lacks_is_one_sentence_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_libraries, "_PRINTING", {"libcups-not-there.so.2": "libcups-not-there2"})
    assert missing_printing_sentence() == (
        "printing needs libcups-not-there.so.2, which this system does not have; install it with: "
        "sudo apt-get install libcups-not-there2"
    )


def test_a_system_without_a_font_is_one_sentence_with_its_package(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text(f"<fontconfig><dir>{tmp_path}</dir></fontconfig>")
    program = "from app.ui.system_libraries import missing_library_sentence as ask; print(ask('offscreen'))"
    environ = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")}
    done = subprocess.run([sys.executable, "-c", program], env=environ, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("the window needs a font, and this system has none: ")
    assert done.stdout.endswith("sudo apt-get install fonts-dejavu-core\n")


def test_a_package_is_named_once_however_many_libraries_it_brings() -> None:
    said = sentence({"libglib-2.0.so.0": "libglib2.0-0", "libgthread-2.0.so.0": "libglib2.0-0"})
    assert said is not None
    assert said.endswith("sudo apt-get install libglib2.0-0")


def test_the_platform_is_qts_own_choice_unless_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system_libraries._XCB, "libxcb-not-there.so.0", "libxcb-not-there0")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert missing_library_sentence() is None
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb:options;wayland")
    assert missing_library_sentence() is not None
    monkeypatch.delenv("QT_QPA_PLATFORM")
    monkeypatch.setenv("DISPLAY", ":0")
    assert missing_library_sentence() is not None


def test_a_compositor_without_an_x_server_asks_for_waylands_libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(system_libraries._WAYLAND, "libwayland-not-there.so.0", "libwayland-not-there0")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert "libwayland-not-there0" in (missing_library_sentence() or "")


def test_nothing_of_qt_is_imported_for_the_question() -> None:
    program = (
        "import sys; from app.ui.system_libraries import missing_library_sentence as ask; ask('offscreen');"
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

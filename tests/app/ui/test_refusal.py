"""Why the console was not opened is told in a window to whoever started it from an icon."""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.cli import _parser
from app.ui.refusal import Refusal, show_refusal

ROOT = Path(__file__).parents[3]
ICON = ROOT / "packaging" / "answerpoint.desktop"

SHOWN = """
import sys
import app.ui.refusal as refusal

def shown(window, event, shows=refusal.Refusal.showEvent):
    shows(window, event)
    print(window.why.toPlainText(), flush=True)

refusal.Refusal.showEvent = shown
from app.cli import main
sys.exit(main(["run", *sys.argv[1:]]))
"""


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_it_says_all_and_is_closed_by_the_keyboard(qtbot: QtBot, key: Qt.Key) -> None:
    why = "\n".join(f"settings.toml line {line}: unknown key" for line in range(1, 60))
    window = Refusal("dark", 1.0, why)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    assert window.why.toPlainText() == why
    assert window.why.accessibleName() == "Why the console was not opened"
    assert window.leave.text() == "Esc  close"
    with qtbot.waitSignal(window.left):
        QTest.keyClick(window.focusWidget() or window, key)


def test_all_of_it_is_seen_or_can_be_scrolled_to(qtbot: QtBot) -> None:
    """The last sentence of four was cut in the middle, without a sign that there was more."""
    fault = "/var/lib/answerpoint/of-this-position/settings.toml line 7: theme: expected one of dark, light, got 'x'"
    for faults, scrolls in ((4, False), (40, True)):
        window = Refusal("dark", 1.0, "\n".join([fault] * faults))
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        bar = window.why.verticalScrollBar()
        assert (bar.maximum() > 0, bar.isVisible()) == (scrolls, scrolls)


def test_where_qt_was_not_started_nothing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for want of a display: there is nothing to show it on."""
    monkeypatch.setattr("app.ui.refusal.QApplication.instance", lambda: None)
    show_refusal("dark", 1.0, "no display")


def test_the_icon_starts_the_console_so_that_a_refusal_is_seen() -> None:
    execs = [line.removeprefix("Exec=") for line in ICON.read_text().splitlines() if line.startswith("Exec=")]
    assert len(execs) == 1
    program, *words = shlex.split(execs[0])
    assert program == "answerpoint"
    assert _parser().parse_args(words).from_icon


def refused(*words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", SHOWN, *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_faulty_settings_are_told_in_the_window_and_on_the_error_output(tmp_path: Path) -> None:
    """Whoever clicked saw a window come and go."""
    (tmp_path / "settings.toml").write_text("them = 1\n")
    with refused("--from-icon", "--settings", str(tmp_path / "settings.toml")) as program:
        assert program.stdout is not None
        assert "settings.toml line 1" in program.stdout.readline()
        program.send_signal(signal.SIGTERM)
        errors = program.communicate(timeout=60)[1]
    assert program.returncode == 2
    assert errors.startswith("answerpoint: ")
    assert "settings.toml line 1" in errors


def test_a_terminal_is_told_as_ever_and_nobody_has_to_close_a_window(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("them = 1\n")
    with refused("--settings", str(tmp_path / "settings.toml")) as program:
        said = program.communicate(timeout=60)
    assert program.returncode == 2
    assert said[0] == ""

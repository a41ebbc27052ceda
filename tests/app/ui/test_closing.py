"""A window of Qt's own event loop is closed by a signal."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BOTH = [signal.SIGTERM, signal.SIGINT]

WAITS = """
import os, signal, sys
from PySide6.QtWidgets import QApplication
from app.ui.closing import closed_by_signals

application = QApplication([])
with closed_by_signals(lambda: (print("closed", flush=True), application.exit())):
    if sys.argv[1] == "early":
        os.kill(os.getpid(), int(sys.argv[2]))
    print("waits", flush=True)
    application.exec()
"""


@pytest.mark.parametrize("number", BOTH)
@pytest.mark.parametrize("when", ["early", "late"])
def test_it_is_closed_also_by_a_signal_that_comes_before_the_loop_runs(when: str, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WAITS, when, str(int(number))],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "waits\n"
        if when == "late":
            program.send_signal(number)
        assert program.stdout.read() == "closed\n"
        program.wait(30)
    assert program.returncode == 0

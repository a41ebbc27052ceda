"""What tests/conftest.py promises of every test, tried on small suites of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Suite = Callable[..., str]

RULES = """
import logging
import threading
import pytest

ended = threading.Event()

def test_quiet():
    pass

def test_warns():
    logging.getLogger("feed").warning("no byte for %s s", 9)

@pytest.mark.expected_log("feed: WARNING: no byte")
def test_warns_as_expected():
    logging.getLogger("feed").warning("no byte for %s s", 9)

def test_warns_as_said(expected_log):
    expected_log("no byte")
    logging.getLogger("feed").error("no byte")

@pytest.mark.expected_log("no byte")
def test_expects_in_vain():
    pass

def test_leaves_a_thread():
    threading.Thread(target=ended.wait, args=(60,), name="reader", daemon=True).start()

def test_leaves_a_window(qapp):
    from PySide6.QtWidgets import QLabel
    global window
    window = QLabel("left open")

def test_closes_its_window(qtbot):
    from PySide6.QtWidgets import QLabel
    qtbot.addWidget(QLabel("closed"))

@pytest.mark.soak
def test_long():
    pass
"""

SKIPS = """
import pytest

@pytest.mark.needs("no-such-program")
def test_needs():
    pass

def test_skips():
    pytest.skip("not today")

@pytest.mark.xfail(strict=True)
def test_known_fault():
    assert False
"""


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Suite:
    """Return a function that runs a small suite under the rules of this one and gives what pytest printed."""

    def run_suite(text: str, *words: str, ci: str = "") -> str:
        (tmp_path / "tests").mkdir()
        (tmp_path / "tests" / "test_small.py").write_text(text)
        for name in ("pyproject.toml", "tests/conftest.py"):
            (tmp_path / name).write_bytes((root / name).read_bytes())
        words = (sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", *words)
        done = subprocess.run(
            words, cwd=tmp_path, env=os.environ | {"CI": ci}, capture_output=True, text=True, timeout=60
        )
        return done.stdout + done.stderr

    return run_suite


def test_what_a_test_logs_or_leaves_open_fails_it(run: Suite) -> None:
    printed = run(RULES)
    assert "ERROR tests/test_small.py::test_warns - " in printed
    assert "unexpected: feed: WARNING: no byte for 9 s" in printed
    assert "ERROR tests/test_small.py::test_expects_in_vain - " in printed
    assert "expected, but never came: no byte" in printed
    assert "left open by this test: thread reader" in printed
    assert "left open by this test: window QLabel" in printed
    assert "8 passed, 1 deselected, 4 errors" in printed


def test_long_runs_are_asked_for(run: Suite) -> None:
    assert "1 passed, 8 deselected" in run(RULES, "-m", "soak")


def test_a_missing_program_is_skipped_by_name_at_a_desk(run: Suite) -> None:
    printed = run(SKIPS)
    assert "needs no-such-program" in printed
    assert "2 skipped, 1 xfailed" in printed


def test_a_skip_is_a_failure_on_ci(run: Suite) -> None:
    printed = run(SKIPS, ci="true")
    assert "CI must have no-such-program: see .ci/run" in printed
    assert "skipped, which is a failure on CI" in printed
    assert "1 failed, 1 xfailed, 1 error" in printed

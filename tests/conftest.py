"""What holds for every test: no display, no warning unasked for, nothing left open, no skip on CI.

Markers and fixtures for tests:

    @pytest.mark.needs("socat")             skipped by name where the program is missing; on CI that is a failure
    @pytest.mark.expected_log("re-opening") the program is made to warn: a record that matches must come, no other may
    expected_log("re-opening")              the same, said within the test
    @pytest.mark.soak                       runs long; only by `make soak`
"""

import ctypes
import gc
import importlib.util
import logging
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt. A test that starts a display of its own gives its program an environment of its own.
os.environ["QT_QPA_PLATFORM"] = "offscreen"

ON_CI = os.environ.get("CI", "").lower() not in ("", "0", "false")

# Where the tests run in the background of a script, SIGINT is ignored, and would be by every program they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A thread that was told to end may need a moment to be gone.
THREAD_GRACE = 2.0

# Two busy cores make an honest example slow now and then; the promise tested is about what comes out.
_slow = [HealthCheck.too_slow]
settings.register_profile("desk", deadline=None, max_examples=60, suppress_health_check=_slow)
settings.register_profile("ci", deadline=None, max_examples=100, derandomize=True, suppress_health_check=_slow)
settings.register_profile("soak", deadline=None, max_examples=5_000, suppress_health_check=_slow)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if ON_CI else "desk"))


# --- no test touches the settings or the journal of whoever runs it -----------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _homes_of_our_own() -> Generator[None]:
    with tempfile.TemporaryDirectory(prefix="answerpoint-tests-", ignore_cleanup_errors=True) as folder:
        names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        kept = {name: os.environ.get(name) for name in names}
        for name in names:
            os.environ[name] = str(Path(folder) / name.lower())
        yield
        for name, value in kept.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


# --- programs that may be missing, long runs, skips ----------------------------------------------------------------


def _has_python_module(name: str) -> bool:
    """Tell whether the system's own Python, which has Debian's python3-* packages, can import a module."""
    system = Path("/usr/bin/python3")
    return system.exists() and subprocess.run([system, "-c", f"import {name}"], capture_output=True).returncode == 0


def _has_library(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def _at_spi() -> bool:
    return any(Path(folder, "at-spi-bus-launcher").exists() for folder in ("/usr/libexec", "/usr/lib/at-spi2-core"))


# Parts that are asked for by the name of their package, where no program has that name.
_PARTS: dict[str, Callable[[], bool]] = {
    "at-spi2-core": _at_spi,
    "baresip-python": lambda: importlib.util.find_spec("baresip") is not None,
    "dbus": lambda: _on_path("dbus-run-session"),
    "imagemagick": lambda: _on_path("import") and _on_path("convert"),
    "libspandsp2": lambda: _has_library("libspandsp.so.2"),
    "pyatspi": lambda: _has_python_module("pyatspi"),
    "python3-pyatspi": lambda: _has_python_module("pyatspi"),
    "x11-utils": lambda: _on_path("xprop"),
    "xvfb": lambda: _on_path("Xvfb"),
}


def _on_path(program: str) -> bool:
    return shutil.which(program) is not None


def _missing(names: Iterable[str]) -> list[str]:
    return [name for name in names if not (_PARTS[name]() if name in _PARTS else _on_path(name))]


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        missing = _missing(str(name) for name in mark.args)
        if missing and ON_CI:
            pytest.fail(f"CI must have {', '.join(missing)}: see .ci/run", pytrace=False)
        if missing:
            pytest.skip(f"needs {', '.join(missing)}")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "soak" in str(config.getoption("markexpr")):
        return
    long = [item for item in items if item.get_closest_marker("soak")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if ON_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure on CI: {_reason(report.longrepr)}"
    setattr(item, f"_passed_{report.when}", report.passed)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if ON_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"skipped, which is a failure on CI: {_reason(report.longrepr)}"
    return report


def _reason(longrepr: Any) -> str:
    return str(longrepr[2]) if isinstance(longrepr, tuple) else str(longrepr)


# --- warnings in the log -------------------------------------------------------------------------------------------


class _Warnings(logging.Handler):
    """Keeps every record of WARNING and above, of any logger."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)

    def verdict(self) -> list[str]:
        told = [f"{record.name}: {record.levelname}: {record.getMessage()}" for record in self.records]
        wrong = [f"unexpected: {line}" for line in told if not any(re.search(each, line) for each in self.expected)]
        wrong += [f"expected, but never came: {e}" for e in self.expected if not any(re.search(e, x) for x in told)]
        return wrong


@pytest.fixture(autouse=True)
def _unexpected_warnings_fail(request: pytest.FixtureRequest) -> Generator[_Warnings]:
    handler = _Warnings()
    for mark in request.node.iter_markers("expected_log"):
        handler.expected.extend(str(pattern) for pattern in mark.args)
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)
    wrong = handler.verdict()
    if wrong and _passed(request):
        pytest.fail("log records of WARNING and above:\n  " + "\n  ".join(wrong), pytrace=False)


@pytest.fixture
def expected_log(_unexpected_warnings_fail: _Warnings) -> Callable[[str], None]:
    """Tell that a record of WARNING or above will come; a regular expression over `logger: LEVEL: message`."""
    return _unexpected_warnings_fail.expected.append


# --- whatever a test leaves open fails it --------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _nothing_left_open(request: pytest.FixtureRequest) -> Generator[None]:
    threads = set(threading.enumerate())
    windows = _windows()
    yield
    left = [f"thread {each.name}" for each in set(threading.enumerate()) - threads if _still_there(each)]
    if _windows().keys() - windows.keys():
        gc.collect()  # a window may hang in a cycle with its own slots
        left += [f"window {name}" for address, name in _windows().items() if address not in windows]
    if left and _passed(request):
        pytest.fail("left open by this test: " + ", ".join(sorted(left)), pytrace=False)


def _still_there(thread: threading.Thread) -> bool:
    if thread.name.startswith("pytest_timeout"):
        return False
    thread.join(THREAD_GRACE)
    return thread.is_alive()


def _windows() -> dict[int, str]:
    """Name the top-level widgets there are, by address; Qt is not imported for it."""
    widgets, shiboken = sys.modules.get("PySide6.QtWidgets"), sys.modules.get("shiboken6")
    if widgets is None or shiboken is None or not isinstance(widgets.QApplication.instance(), widgets.QApplication):
        return {}
    core = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
    return {
        shiboken.getCppPointer(each)[0]: f"{type(each).__name__} {each.objectName()!r}"
        for each in widgets.QApplication.topLevelWidgets()
    }


def _passed(request: pytest.FixtureRequest) -> bool:
    """Tell whether the test itself passed: a failing one has said enough, and its traceback holds what it held."""
    return bool(getattr(request.node, "_passed_call", False))


# --- the language of marks -----------------------------------------------------------------------------------------


def _translations() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "translations", Path(__file__).parents[1] / "packaging" / "translations.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def marked_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the language xx: every text of the console in brackets, its letters with marks on them."""
    if not _has_library("libgssapi_krb5.so.2"):  # what Qt's lrelease needs
        pytest.skip("needs libgssapi-krb5-2")
    folder = tmp_path_factory.mktemp("translations")
    _translations().write_marked(folder)
    return folder

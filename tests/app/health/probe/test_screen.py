"""The screen, asked of a real X server."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from app.health.finding import Verdict
from app.health.judge.screen import screen
from app.health.probe.screen import look


@contextmanager
def x_server(size: str) -> Iterator[str]:
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            yield f":{told.readline().strip()}"
    finally:
        server.terminate()
        server.wait(20)


@pytest.mark.needs("Xvfb")
@pytest.mark.parametrize(("size", "verdict"), [("1280x800", Verdict.OK), ("1024x768", Verdict.AMISS)])
def test_the_size_of_a_real_screen(monkeypatch: pytest.MonkeyPatch, size: str, verdict: Verdict) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM")
    with x_server(size) as display:
        monkeypatch.setenv("DISPLAY", display)
        found = screen(look())
    assert (found.verdict, size in found.sentence) == (verdict, True), found.sentence


def test_without_a_display_it_cannot_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    assert screen(look()).verdict is Verdict.CANNOT


def test_a_platform_that_qt_does_not_know_is_told_in_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "nonsense")
    found = screen(look())
    assert (found.verdict, "cannot be opened" in found.sentence) == (Verdict.AMISS, True)

"""Whether there is a display is told in a sentence before Qt would end the process."""

import socket
from pathlib import Path
from typing import Any

import pytest

from app.ui.display import missing_display, platforms


@pytest.mark.parametrize("environ", [{"QT_QPA_PLATFORM": "offscreen"}, {"QT_QPA_PLATFORM": "minimal", "DISPLAY": ""}])
def test_a_chosen_platform_counts_as_a_display(environ: Any) -> None:
    assert missing_display(environ, "linux") is None


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"}])
def test_no_display_is_one_sentence(environ: Any) -> None:
    assert (missing_display(environ, "linux") or "").startswith("no display: expected")


@pytest.mark.parametrize("asked", [{}, {"QT_QPA_PLATFORM": "wayland"}, {"QT_QPA_PLATFORM": "wayland;xcb"}])
def test_a_compositor_is_a_display_only_where_it_is(asked: Any, tmp_path: Path) -> None:
    environ = {"WAYLAND_DISPLAY": "wayland-7", "XDG_RUNTIME_DIR": str(tmp_path), **asked}
    said = missing_display(environ, "linux")
    assert said == "no display: expected a Wayland compositor at WAYLAND_DISPLAY='wayland-7', got none"
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-7"))
        assert missing_display(environ, "linux") is None
        assert missing_display({**environ, "DISPLAY": ":987"}, "linux") is None
        assert missing_display({"WAYLAND_DISPLAY": str(tmp_path / "wayland-7"), **asked}, "linux") is None


def test_a_platforms_options_and_those_to_fall_back_on_stand_behind_it() -> None:
    assert platforms({"QT_QPA_PLATFORM": "offscreen:size=800x600;xcb", "DISPLAY": ":0"}) == ["offscreen", "xcb"]
    assert platforms({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}) == ["xcb", "wayland"]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_have_their_own(platform: Any) -> None:
    assert missing_display({}, platform) is None


def test_a_display_that_does_not_answer_is_named() -> None:
    assert "got no answer" in (missing_display({"DISPLAY": ":987"}, "linux") or "")

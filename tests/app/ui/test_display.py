"""Whether there is a display is told in a sentence before Qt would end the process."""

from typing import Any

import pytest

from app.ui.display import missing_display


@pytest.mark.parametrize(
    "environ",
    [{"QT_QPA_PLATFORM": "offscreen"}, {"QT_QPA_PLATFORM": "minimal", "DISPLAY": ""}, {"WAYLAND_DISPLAY": "wayland-0"}],
)
def test_a_chosen_platform_or_wayland_counts_as_a_display(environ: Any) -> None:
    assert missing_display(environ, "linux") is None


@pytest.mark.parametrize("environ", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "wayland-0"}])
def test_no_display_is_one_sentence(environ: Any) -> None:
    assert (missing_display(environ, "linux") or "").startswith("no display: expected")


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_have_their_own(platform: Any) -> None:
    assert missing_display({}, platform) is None


def test_a_display_that_does_not_answer_is_named() -> None:
    assert "got no answer" in (missing_display({"DISPLAY": ":987"}, "linux") or "")

"""What is to be said of the screen."""

import pytest

from app.health.finding import Verdict
from app.health.judge.screen import ScreenSeen, screen


@pytest.mark.parametrize(
    ("seen", "verdict", "words"),
    [
        (ScreenSeen(size=(1280, 800)), Verdict.OK, "1280x800"),
        (ScreenSeen(size=(1920, 768)), Verdict.AMISS, "expected 1280x800 or more, got 1920x768"),
        (ScreenSeen(no_display="no display"), Verdict.CANNOT, "on the position's own screen"),
        (ScreenSeen(no_library="the window needs libxcb"), Verdict.AMISS, "libxcb"),
        (ScreenSeen(why="Qt said no"), Verdict.AMISS, "cannot be opened: Qt said no"),
    ],
)
def test_large_enough_too_small_absent(seen: ScreenSeen, verdict: Verdict, words: str) -> None:
    found = screen(seen)
    assert (found.verdict, words in found.sentence) == (verdict, True)

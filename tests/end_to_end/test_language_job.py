"""The language of the settings reaches every window that a command opens, in the real program."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.needs("Xvfb", "xdotool", "dbus-daemon", "pyatspi", "at-spi2-core")]


@pytest.fixture
def settings(tmp_path: Path, marked_folder: Path) -> Path:
    file = tmp_path / "settings.toml"
    file.write_text(f'language = "xx"\ntranslations_folder = "{marked_folder}"\n')
    return file


def test_a_lesson_is_chosen_given_and_shown_again_in_the_language_of_the_settings(
    open_console: Callable[..., Any], settings: Path
) -> None:
    console = open_console("--settings", str(settings), command=("lesson",))
    console.press("Down", "Return", named="Answerpoint - ")  # the list of lessons
    console.waits_for_field("⟦Ťóĺđ⟧", "⟦ťĥé ĺéššóñ ĥäš ƀéǵúñ⟧")
    console.waits_for_field("⟦Ŕóĺé⟧", "⟦ŤŔÄÍÑÍÑǴ⟧")
    console.until(len, "the first call")
    assert console.close() == (0, "")
    replay = open_console("1", "--settings", str(settings), journal=console.journal, command=("review",))
    replay.waits_for_field("⟦Šťäťé⟧", "⟦ƤÄÚŠÉĐ, 1ẋ⟧")
    replay.waits_for_field("⟦Ŕóĺé⟧", "⟦ŔÉƤĹÄÝ⟧: ⟦ŤŔÄÍÑÍÑǴ⟧")
    assert replay.close() == (0, "")


def test_a_language_that_is_not_there_is_told_in_the_window_of_a_replay(
    open_console: Callable[..., Any], tmp_path: Path
) -> None:
    console = open_console("--feed", "emulated")
    console.until(len, "a call")
    assert console.close() == (0, "")
    (tmp_path / "settings.toml").write_text('language = "de"\n')
    words = ("1", "--settings", str(tmp_path / "settings.toml"))
    replay = open_console(*words, journal=console.journal, command=("review",))
    replay.waits_for_field("Notes", "language de: expected a file answerpoint_de.qm")
    assert replay.close() == (0, "")

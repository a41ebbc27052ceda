"""The words of the commands are told to what carries them out."""

from pathlib import Path
from typing import Any

import pytest

from app import score_command
from app.cli import main


def test_every_word_of_the_commands_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []

    def note(*words: Any) -> int:
        told.append(words)
        return 0

    monkeypatch.setattr(score_command, "score_lessons", note)
    monkeypatch.setattr(score_command, "check_lesson", note)
    words = ["score", "a", "b", "--lesson", "tty", "--json", "--csv", "c", "--pdf", "p", "--settings", "s"]
    assert main(words) == 0
    assert main(["check", "lesson", "tty", "--settings", "s"]) == 0
    assert told == [
        ([Path("a"), Path("b")], "tty", Path("s"), True, Path("c"), Path("p")),
        ("tty", Path("s")),
    ]


@pytest.mark.parametrize("words", [["score"], ["check", "lesson"]])
def test_what_is_missing_on_the_command_line_is_told(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as told:
        main(words)
    assert told.value.code == 2
    assert "the following arguments are required" in capsys.readouterr().err

"""What the trainer's commands refuse, in one sentence each."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def said(tmp_path: Path, *words: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "app", *words],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_DATA_HOME": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lesson", "no-such-lesson"], "lesson: expected one of "),
        (["lesson", "busy-hour"], "lesson: expected one of "),
        (["lesson", "/none/site.toml"], "expected a file, found none there"),
        (["lesson", "{tmp}/no-recording"], "expected 'answerpoint recording 1'"),
        (["lesson", "ordinary-fire", "--speed", "1000"], "--speed: expected a number from 0.25 to 20, got 1000"),
        (["lesson", "ordinary-fire", "--speed", "nan"], "--speed: expected a number from 0.25 to 20, got nan"),
        (["lesson", "ordinary-fire", "--journal", "{tmp}"], "expected a journal, found a folder"),
        (["lesson", "ordinary-fire", "--settings", "{tmp}/none.toml"], "none.toml"),
        (["lesson", "ordinary-fire", "--from", "fire"], "--from: expected a recording, for only these have marks"),
        (["lesson", "--from", "fire"], "--from: expected a recording that has the mark 'fire', got none"),
    ],
)
def test_a_lesson_that_cannot_be_given_is_one_sentence_and_exit_code_2(
    tmp_path: Path, words: list[str], told: str
) -> None:
    (tmp_path / "no-recording").write_text("something else\n")
    code, errors = said(tmp_path, *(word.format(tmp=tmp_path) for word in words))
    assert code == 2
    assert told in errors
    assert errors.count("\n") == 1
    assert list(tmp_path.glob("data/**/*.sqlite")) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["lesson", "ordinary-fire", "--speed", "quick"], "--speed: expected a number, got 'quick'"),
        (["review", "1", "--speed", "quick"], "--speed: expected a number, got 'quick'"),
        (["review", "last"], "CALL: expected a call's id, as `answerpoint calls` lists it, got 'last'"),
        (["review", "9" * 40], "CALL: expected a call's id"),
    ],
)
def test_a_word_in_place_of_a_number_is_told_as_what_was_expected(tmp_path: Path, words: list[str], told: str) -> None:
    code, errors = said(tmp_path, *words)
    assert (code, told in errors) == (2, True)

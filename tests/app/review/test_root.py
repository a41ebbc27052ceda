"""What the root of a replay reads of what is typed. Its run is in tests/end_to_end/test_review_job.py."""

import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from app.journal.store import Journal
from app.review.root import clock_of, moment_of

ROOT = Path(__file__).parents[3]
ABOUT = datetime(2026, 3, 1, 13, 31, 7, 123456).astimezone()


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("13:31", "13:31:00.0"), (" 13:31:07 ", "13:31:07.9"), ("09:05:30.5", "09:05:30.5"), ("1331", "13:31:00.0")],
)
def test_a_time_of_day_is_of_the_day_that_is_shown(typed: str, shown: str) -> None:
    moment = moment_of(typed, ABOUT)
    assert moment is not None
    assert (clock_of(moment), moment.date()) == (shown, ABOUT.date())


@pytest.mark.parametrize("typed", ["13:31:07", "13:31:07.1"])
def test_the_time_at_which_an_event_stands_in_the_list_shows_it(typed: str) -> None:
    moment = moment_of(typed, ABOUT)
    assert moment is not None
    assert moment >= ABOUT  # 13:31:07.123456


@pytest.mark.parametrize("typed", ["", "25:00", "noon", "13:31Z", "13:31:07+01:00", "\0", "9" * 999])
def test_what_is_no_time_of_day_is_none(typed: str) -> None:
    assert moment_of(typed, ABOUT) is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["1", "--journal", "{tmp}/none.sqlite"], "expected a journal"),
        (["1", "--journal", "{tmp}"], "found a folder"),
        (["7", "--journal", "{tmp}/journal.sqlite"], "expected a call's id"),
        (["1", "--speed", "1e9"], "--speed: expected a number from 0.25 to 60"),
    ],
)
def test_what_cannot_be_shown_is_one_sentence_and_exit_code_2(tmp_path: Path, words: list[str], told: str) -> None:
    assert Journal.open(tmp_path / "journal.sqlite").close() == ""
    done = subprocess.run(
        [sys.executable, "-m", "app", "review", *(word.format(tmp=tmp_path) for word in words)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_call_of_the_emulated_feed_is_found_where_calls_lists_it(tmp_path: Path) -> None:
    """After `make run`, `calls` listed a call and `review` of its id said that there was no journal."""
    (tmp_path / "answerpoint").mkdir()
    assert Journal.open(tmp_path / "answerpoint" / "emulated.sqlite").close() == ""
    done = subprocess.run(
        [sys.executable, "-m", "app", "review", "7"],
        cwd=ROOT,
        env={**os.environ, "XDG_DATA_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    place = tmp_path / "answerpoint" / "emulated.sqlite"
    assert done.returncode == 2
    assert done.stderr == (
        f"answerpoint: the emulated feed's journal, {place}\n"
        f"answerpoint: {place}: expected a call's id, as `answerpoint calls` lists them, got 7\n"
    )

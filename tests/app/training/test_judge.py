"""A lesson is judged while it is given, from its own journal."""

import pickle
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.lessons import Known, read_lesson
from app.lessons.score import Score, Verdict
from app.training import judge as judging
from app.training.judge import Judge
from tests.app.lessons.test_done import Event, arrives, event, leg, went

LESSON = """
[lesson]
title = "One caller"
about = "fire"
[[calls]]
[calls.lesson]
title = "First"
[[calls.lesson.expect]]
words = "Fire is brought in"
deed = "dial"
"""
LEG = leg(9, 7, agency="Fire", digits="*23", outcome="dialling")


def newest(judge: Judge) -> Score | None:
    """Return the score once the reading that it asks for has ended."""
    judge.score()
    assert judge._reading is not None
    judge._reading.result()
    return judge.score()


def test_each_look_judges_what_was_added_to_the_run_that_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    journal: list[Event] = [event(0, "console_started", feed="lesson:x"), went(0, 1), arrives(1, 7), LEG]

    def events(_path: Path, after: int = 0) -> list[Event]:
        return [{**each, "id": number} for number, each in enumerate(journal, 1) if number > after]

    monkeypatch.setattr(judging, "events", events)
    judge = Judge(read_lesson(LESSON, "x", "x.toml", Known()), Path("x.sqlite"))
    first = newest(judge)
    assert first is not None
    assert first.count(Verdict.MET) == 1
    journal += [event(20, "console_started", feed="lesson:x"), went(20, 1), arrives(21, 8)]
    second = newest(judge)
    assert second is not None
    assert second.count(Verdict.MISSED) == 1  # the run before is another one
    judge.close()
    assert judge.score() is None


def test_of_a_long_storm_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """And no event is taken twice."""
    journal: list[Event] = [event(0, "console_started", feed="lesson:x"), went(0, 1), arrives(1, 7), LEG]
    read: list[int] = []

    def events(_path: Path, after: int = 0) -> Iterator[Event]:
        for number, each in enumerate(journal, 1):
            if number > after:
                read.append(number)
                yield {**each, "id": number}

    monkeypatch.setattr(judging, "events", events)
    judge = Judge(read_lesson(LESSON, "x", "x.toml", Known()), Path("x.sqlite"))
    newest(judge)
    before = len(pickle.dumps(vars(judge._playing)))
    journal += [arrives(20, call, number=f"90555{call:05}") for call in range(8, 2008)]
    score = newest(judge)
    assert score is not None
    assert score.count(Verdict.MET) == 1
    assert len(pickle.dumps(vars(judge._playing))) == before
    assert read == list(range(1, len(journal) + 1))
    judge.close()


def test_a_journal_that_cannot_be_read_and_a_recording_are_judged_by_nobody(tmp_path: Path) -> None:
    judge = Judge(read_lesson(LESSON, "x", "x.toml", Known()), tmp_path / "none.sqlite")
    assert newest(judge) is None
    judge.close()
    recording = Judge(None, tmp_path / "none.sqlite")
    assert recording.score() is None
    recording.close()

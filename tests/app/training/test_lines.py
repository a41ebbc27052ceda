"""What the trainer sees of one call."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.lessons import Deed, Does, Expectation, LessonCall, Moment
from app.lessons.score import Result, Verdict
from app.lessons.trainer_view import ExpectedLine, MomentLine
from app.training.lines import expected_line, moment_line

FIRE = Expectation("fire-in", "Fire is brought in", Deed.DIAL, ("D055",), within=10, after="fire")
CALL = LessonCall(1, moments=(Moment("fire", 5.0, Does.HANGS_UP),))


@pytest.mark.parametrize(
    ("does", "says", "words"),
    [
        (Does.SAYS, "Fire!", 'says: "Fire!"'),
        (Does.IS_HERE, "", "is here"),
        (Does.HANGS_UP, "", "hangs up"),
        (Does.TONES, "", "tones"),
        (Does.TYPES, "HELP GA", 'types: "HELP GA"'),
    ],
)
def test_a_moment_says_what_the_caller_does_and_when(does: Does, says: str, words: str) -> None:
    assert moment_line(Moment("it", 65, does, says), False, 12.4) == MomentLine("1:05", words, "in 0:12")
    assert moment_line(Moment("it", 65, does, says), True, -3).state == "now or before"


def test_a_moment_at_which_something_goes_wrong_names_the_fault() -> None:
    assert moment_line(Moment("it", 5, Does.FAULT, fault="vanishx20"), False, 5).does == "fault vanishx20"


@pytest.mark.parametrize(
    ("left", "by_when", "state"),
    [
        (None, "within 10 s after the caller hangs up", "to do"),
        (8.0, "within 10 s after the caller hangs up: 0:08 left", "to do"),
        (0.0, "within 10 s after the caller hangs up: the time is over", "OVERDUE"),
    ],
)
def test_what_is_to_be_done_says_by_when(left: float | None, by_when: str, state: str) -> None:
    assert expected_line(CALL, FIRE, None, left) == ExpectedLine("Fire is brought in", "D055", by_when, state)


def test_no_time_runs_over_what_must_never_be_done_and_an_order_is_told() -> None:
    never = replace(FIRE, never=True, after="arrival", not_before="contact")
    assert expected_line(CALL, never, None, 3.0) == ExpectedLine(
        "Never: Fire is brought in", "D055", "within 10 s after the call comes, not before contact", "kept so far"
    )


@pytest.mark.parametrize("verdict", list(Verdict))
def test_what_was_done_has_its_verdict_and_its_reason(verdict: Verdict) -> None:
    result = Result(FIRE, verdict, datetime(2026, 3, 1, tzinfo=UTC), 12.0, 2.0, "12.0 s after the caller hangs up")
    line = expected_line(CALL, FIRE, result, 3.0)
    assert line.by_when == "12.0 s after the caller hangs up"
    assert line.state == (str(verdict) if verdict is Verdict.MET else verdict.upper())

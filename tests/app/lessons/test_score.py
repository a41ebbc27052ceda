"""Each rule is judged by the times of the deeds alone, the same each time."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.lessons import Deed, Expectation, Known, Lesson, LessonCall, read_lesson
from app.lessons.done import Done, Playing
from app.lessons.score import Result, Score, Verdict, fits, score, score_of
from app.tables import TablesInForce
from tests.app.lessons.scripts import WELL
from tests.app.lessons.test_done import Event, arrives, event, row, went
from tests.app.lessons.trainee import Trainee

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def judged(wanted: Expectation, *events: Event, before: tuple[Expectation, ...] = ()) -> Result:
    """Judge one rule on a call that came at second 1; F1 to F4 stand for deeds."""
    call = LessonCall(1, expectations=(*before, wanted))
    lesson = Lesson("x", "X", "", (), (call,))
    result: Score = score(lesson, [went(0, 1), arrives(1, 7), *events])
    return result.results[-1]


def key(seconds: float, name: str) -> Event:
    return event(seconds, "key_pressed", 7, key=name)


def rule(name: str = "F1", **more: Any) -> Expectation:
    return Expectation("it", "It is done", Deed.KEY, wanted={"key": (name,)}, **more)


ANCHOR = Expectation("first", "", Deed.KEY, wanted={"key": ("F2",)}, judged=False)


@pytest.mark.parametrize(
    ("at", "verdict", "late"),
    [(6, Verdict.MET, 0.0), (11, Verdict.MET, 0.0), (14.5, Verdict.LATE, 3.5)],
)
def test_done_in_time_is_met_and_later_is_late_by_so_much(at: float, verdict: Verdict, late: float) -> None:
    result = judged(rule(within=10.0), key(at, "F1"))
    assert (result.verdict, result.late_by, result.seconds) == (verdict, late, at - 1)


def test_a_score_of_so_far_is_not_changed_by_what_comes_later() -> None:
    lesson = Lesson("x", "X", "", (), (LessonCall(1, expectations=(rule(), rule("F3"))),))
    playing = Playing(lesson)
    for each in (went(0, 1), arrives(1, 7), key(3, "F1")):
        playing.take(each)
    so_far = score_of(lesson, playing.play)
    playing.take(key(4, "F3"))
    playing.take(went(9, 1))
    assert [each.verdict for each in so_far.results] == [Verdict.MET, Verdict.MISSED]
    played = so_far.calls[0].played
    assert played is not None
    assert (len(played.done), played.arrival.second) == (1, 1)
    assert score_of(lesson, playing.play).count(Verdict.MISSED) == 2


def test_not_done_is_missed() -> None:
    assert judged(rule(within=10.0), key(3, "F3")).verdict is Verdict.MISSED


def test_time_counts_from_a_moment_or_from_another_rule() -> None:
    moment = went(20, 1, "said")
    assert judged(rule(within=10.0, after="said"), moment, key(28, "F1")).seconds == 8
    late = judged(rule(within=10.0, after="first"), key(20, "F2"), key(32, "F1"), before=(ANCHOR,))
    assert (late.verdict, late.late_by) == (Verdict.LATE, 2.0)


def test_early_is_in_time_unless_it_must_not_come_before() -> None:
    moment = went(20, 1, "said")
    assert judged(rule(within=10.0, after="said"), key(5, "F1"), moment).verdict is Verdict.MET
    wrong = judged(rule(not_before="said"), key(5, "F1"), moment)
    assert (wrong.verdict, wrong.why) == (Verdict.WRONG, "done 15.0 s before said")
    never = judged(rule(not_before="said"), key(5, "F1"))
    assert (never.verdict, never.why) == (Verdict.WRONG, "done, though this never came: said")


def test_done_with_an_anchor_that_never_came_is_met_without_a_time() -> None:
    result = judged(rule(within=10.0, after="first"), key(50, "F1"), before=(ANCHOR,))
    assert (result.verdict, result.seconds) == (Verdict.MET, None)


def test_the_second_deed_is_counted_as_such() -> None:
    assert judged(rule(nth=2), key(3, "F1")).verdict is Verdict.MISSED
    assert judged(rule(nth=2, within=10.0), key(3, "F1"), key(9, "F1")).seconds == 8
    assert judged(rule(nth=2, never=True), key(3, "F1")).verdict is Verdict.MET
    assert judged(rule(nth=2, never=True), key(3, "F1"), key(9, "F1")).verdict is Verdict.WRONG


def test_what_must_never_be_done_is_wrong_at_its_time() -> None:
    result = judged(rule(never=True), key(5, "F1"))
    assert (result.verdict, result.seconds, result.why) == (Verdict.WRONG, 4.0, "done 4.0 s after the call comes")
    assert judged(rule(never=True)).verdict is Verdict.MET


def test_never_may_hold_only_before_after_or_for_a_time() -> None:
    said = went(20, 1, "said")
    assert judged(rule(never=True, not_before="said"), key(5, "F1"), said).verdict is Verdict.WRONG
    assert judged(rule(never=True, not_before="said"), said, key(25, "F1")).verdict is Verdict.MET
    assert judged(rule(never=True, after="said"), key(5, "F1"), said).verdict is Verdict.MET
    assert judged(rule(never=True, after="said", within=3.0), said, key(25, "F1")).verdict is Verdict.MET
    assert judged(rule(never=True, after="said", within=9.0), said, key(25, "F1")).verdict is Verdict.WRONG
    assert judged(rule(never=True, after="said"), key(25, "F1")).verdict is Verdict.NOT_JUDGED


def test_a_call_that_never_came_is_not_judged() -> None:
    lesson = Lesson("x", "X", "", (), (LessonCall(1, expectations=(rule(), rule(never=True))),))
    result = score(lesson, [])
    assert [each.verdict for each in result.results] == [Verdict.NOT_JUDGED] * 2
    assert (result.judged, result.calls[0].played) == (0, None)


@pytest.mark.parametrize(
    ("wanted", "of", "fit"),
    [
        ({"to": ("Ambulance", "*21")}, {"to": ("Ambulance (back-up for X)", "*21")}, True),
        ({"to": ("Ambulance",)}, {"to": ("Ajax/Brock Fire", "*25")}, False),
        ({"but": ("Ambulance",)}, {"to": ("Ajax/Brock Fire", "*25")}, True),
        ({"but": ("Ambulance",)}, {"to": ("Ambulance", "*21")}, False),
        ({"has": ("gander", "hayloft")}, {"has": ("9 GANDER Road",)}, True),
        ({"has": ("lane",)}, {"has": ("9 Gander Road",)}, False),
        ({"procedure": ("trace",), "step": ("hold",)}, {"procedure": ("trace",), "step": ("who",)}, False),
        ({}, {"to": ("Ambulance",)}, True),
    ],
)
def test_a_deed_fits_where_every_particular_does(
    wanted: dict[str, tuple[str, ...]], of: dict[str, tuple[str, ...]], fit: bool
) -> None:
    assert fits(Done(NOON, Deed.DIAL, of), Expectation("", "", Deed.DIAL, wanted=wanted)) is fit
    assert not fits(Done(NOON, Deed.HOLD, of), Expectation("", "", Deed.DIAL, wanted=wanted))


def test_the_record_of_a_tty_test_has_reply_seconds_rings_and_whether_the_procedure_was_followed() -> None:
    """Q18."""
    call = LessonCall(1, tty="silent", expectations=(rule(within=10.0),))
    events = [
        went(0, 1),
        event(0.5, "caller_ringing", None, number=""),
        arrives(1, 7),
        event(8, "caller_here", 7, number=""),
        key(9, "F1"),
        event(15, "form_filled", 7, values={"we typed": "DURHAM 911 GA"}),
        event(20, "text_typed", 7, text="GA"),
    ]
    record = score(Lesson("x", "X", "", (), (call,)), events).calls[0].tty
    assert record is not None
    assert (record.silent, record.reply, record.seconds, record.rings, record.followed) == (
        True,
        "DURHAM 911 GA",
        14.0,
        2,
        True,
    )
    unanswered = score(Lesson("x", "X", "", (), (call,)), events[:3]).calls[0].tty
    assert unanswered is not None
    assert (unanswered.reply, unanswered.seconds, unanswered.rings, unanswered.followed) == ("", None, None, False)


def test_the_same_journal_is_judged_the_same_and_anew_after_a_rule_changed(tables: TablesInForce) -> None:
    desk = Trainee("ordinary-fire", tables)
    WELL["ordinary-fire"](desk)
    desk.finish()
    once, twice = score(desk.lesson, desk.events), score(desk.lesson, iter(desk.events))
    assert once == twice
    stricter = LessonCall(1, expectations=(Expectation("x", "X", Deed.RELEASE, within=1.0),))
    assert score(Lesson("x", "X", "", (), (stricter,)), desk.events).count(Verdict.LATE) == 1


def test_a_release_that_only_the_next_caller_made_is_none(lesson_text: str) -> None:
    lesson = read_lesson(lesson_text, "fire", "fire.toml", Known())
    replaced = event(9, "spill_arrived", 8, [row(7, how_ended="replaced"), row(8, arrived_at="x")])
    result = score(lesson, [went(0, 1), arrives(1, 7), replaced])
    assert result.calls[0].results[1].verdict is Verdict.MET
    assert result.play.began_at is not None
    assert result.play.began_at - NOON == timedelta(hours=2)

"""How well a lesson was done: each expectation met, late, missed or wrong, from the lesson's journal alone.

Judged again after a rule changed, the same journal gives what the new rule makes of it; judged twice, the same.

    met         done, in time
    late        done, so many seconds after its time
    missed      not done
    wrong       done although it must never be, or before what it must not come before
    not judged  the call, or what it counts from, never came

What must be done may be done early: the anchor only starts the clock. `not_before` forbids it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from app.lessons.anchor import anchor_words
from app.lessons.done import RING_CYCLE, Done, Event, Play, PlayedCall, play_of
from app.lessons.lesson import ARRIVAL, Expectation, Lesson, LessonCall
from app.words import say

_CONTAINED = frozenset({"has", "result"})  # particulars of which a part is enough, whatever the case


class Verdict(StrEnum):
    """What became of an expectation; the module's text tells each."""

    MET = "met"
    LATE = "late"
    MISSED = "missed"
    WRONG = "wrong"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True)
class Result:
    """One expectation judged: when it was done, `seconds` after its anchor, `late_by` seconds; `why` in words."""

    expectation: Expectation
    verdict: Verdict
    at: datetime | None
    seconds: float | None
    late_by: float
    why: str


@dataclass(frozen=True, slots=True)
class TtyRecord:
    """The record of a TTY test call, with the fields that the rules for such tests ask for (Q18).

    `seconds` and `rings` are to the first reply; None where there was none, or where the call did not ring here.
    """

    silent: bool
    reply: str
    seconds: float | None
    rings: int | None
    followed: bool


@dataclass(frozen=True, slots=True)
class CallScore:
    """One call of the lesson, judged; `played` None if it never came, `tty` None if it was no test of a TTY.

    `anchors` is when each moment came and each deed was done that rules count from; None where it has not.
    """

    call: LessonCall
    played: PlayedCall | None
    results: tuple[Result, ...]
    tty: TtyRecord | None
    anchors: Mapping[str, datetime | None]


@dataclass(frozen=True, slots=True)
class Score:
    """A lesson as it was done."""

    lesson: Lesson
    play: Play
    calls: tuple[CallScore, ...]

    @property
    def results(self) -> tuple[Result, ...]:
        """Every result, in the order of the lesson."""
        return tuple(result for call in self.calls for result in call.results)

    def count(self, verdict: Verdict) -> int:
        """Return how many expectations have this verdict."""
        return sum(result.verdict is verdict for result in self.results)

    @property
    def judged(self) -> int:
        """How many expectations were judged."""
        return len(self.results) - self.count(Verdict.NOT_JUDGED)


def score(lesson: Lesson, events: Iterable[Event]) -> Score:
    """Judge a lesson by the events of its journal, in their order."""
    return score_of(lesson, play_of(lesson, events))


def score_of(lesson: Lesson, play: Play) -> Score:
    """Judge a lesson as it was played so far: what comes of it later changes nothing of the score."""
    play = play.as_it_stands()
    calls = []
    for call in lesson.calls:
        played = play.calls.get(call.number)
        results, anchors = _judged(call, played)
        calls.append(CallScore(call, played, results, _tty(call, played, results), anchors))
    return Score(lesson, play, tuple(calls))


def _judged(call: LessonCall, played: PlayedCall | None) -> tuple[tuple[Result, ...], dict[str, datetime | None]]:
    if played is None:
        return tuple(_not_judged(each, say("the call did not come")) for each in call.expectations if each.judged), {}
    anchors: dict[str, datetime | None] = {ARRIVAL: played.arrival, **played.moments}
    results = []
    for each in call.expectations:
        times = [done.at for done in played.done if fits(done, each)]
        if not each.never:
            anchors[each.id] = times[each.nth - 1] if len(times) >= each.nth else None
        if each.judged:
            judge = _forbidden if each.never else _demanded
            results.append(judge(call, each, times[each.nth - 1 :], anchors))
    return tuple(results), anchors


def fits(done: Done, wanted: Expectation) -> bool:
    """Tell whether a deed is of the kind that an expectation means."""
    if done.deed is not wanted.deed:
        return False
    for name, words in wanted.wanted.items():
        has = done.of.get("to" if name == "but" else name, ())
        if name in _CONTAINED:
            found = any(word.casefold() in each.casefold() for word in words for each in has)
        else:
            found = any(word in has for word in words)
        if found is (name == "but"):
            return False
    return True


def _demanded(
    call: LessonCall, wanted: Expectation, times: list[datetime], anchors: dict[str, datetime | None]
) -> Result:
    if not times:
        return Result(wanted, Verdict.MISSED, None, None, 0.0, "")
    at, since = times[0], anchors.get(wanted.after)
    seconds = (at - since).total_seconds() if since is not None else None
    if wanted.not_before:
        first = anchors.get(wanted.not_before)
        if first is None:
            words = say("done, though this never came: {moment}", moment=anchor_words(call, wanted.not_before))
            return Result(wanted, Verdict.WRONG, at, seconds, 0.0, words)
        if at < first:
            early = f"{(first - at).total_seconds():.1f}"
            words = say("done {seconds} s before {moment}", seconds=early, moment=anchor_words(call, wanted.not_before))
            return Result(wanted, Verdict.WRONG, at, seconds, 0.0, words)
    if wanted.within is None:
        return Result(wanted, Verdict.MET, at, seconds, 0.0, "")
    if seconds is None:
        words = say("done, though this never came: {moment}", moment=anchor_words(call, wanted.after))
        return Result(wanted, Verdict.MET, at, None, 0.0, words)
    late = seconds - wanted.within
    if late > 0:
        words = say(
            "{seconds} s after {moment}, at most {most} s expected",
            seconds=f"{seconds:.1f}",
            moment=anchor_words(call, wanted.after),
            most=f"{wanted.within:g}",
        )
        return Result(wanted, Verdict.LATE, at, seconds, late, words)
    return Result(wanted, Verdict.MET, at, seconds, 0.0, "")


def _forbidden(
    call: LessonCall, wanted: Expectation, times: list[datetime], anchors: dict[str, datetime | None]
) -> Result:
    since = anchors.get(wanted.after)
    if since is None:
        return _not_judged(wanted, say("this never came: {moment}", moment=anchor_words(call, wanted.after)))
    from_the_first = wanted.after == ARRIVAL  # early keys of this call are of this call, too
    end = None if wanted.within is None else since + timedelta(seconds=wanted.within)
    before = anchors.get(wanted.not_before) if wanted.not_before else None
    for at in times:
        if (from_the_first or at >= since) and (end is None or at <= end) and (before is None or at < before):
            seconds = (at - since).total_seconds()
            words = say(
                "done {seconds} s after {moment}", seconds=f"{seconds:.1f}", moment=anchor_words(call, wanted.after)
            )
            return Result(wanted, Verdict.WRONG, at, seconds, 0.0, words)
    return Result(wanted, Verdict.MET, None, None, 0.0, "")


def _not_judged(wanted: Expectation, why: str) -> Result:
    return Result(wanted, Verdict.NOT_JUDGED, None, None, 0.0, why)


def _tty(call: LessonCall, played: PlayedCall | None, results: tuple[Result, ...]) -> TtyRecord | None:
    if not call.tty or played is None:
        return None
    at, reply = played.replies[0] if played.replies else (None, "")
    rings = None if played.rung_for is None else 1 + int(played.rung_for / RING_CYCLE)
    return TtyRecord(
        silent=call.tty == "silent",
        reply=reply,
        seconds=None if at is None else (at - played.arrival).total_seconds(),
        rings=rings,
        followed=bool(results) and all(each.verdict is Verdict.MET for each in results),
    )

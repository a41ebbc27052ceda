"""The course of a lesson: its calls come, its callers do what their moments say, and the trainer may step in.

All of it waits on the lesson's timers, so that it stands while the clock stands. What comes is written down for the
score: `LessonWent` before the first byte of a call and with each moment, `LessonStruck` with each fault that the
trainer put in (`app.lessons`).
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from app.clock import Clock, Timer
from app.lessons import ARRIVAL, Does, Expectation, Lesson, LessonCall, Moment
from app.lessons.score import CallScore, Score
from app.lessons.trainer_view import CallLine, ExpectedLine, MomentLine, TrainerView, minutes
from app.position.events import PositionEvent
from app.position.lesson_events import LessonStruck, LessonWent
from app.training.faults import GONE, Calls, LessonFaults, Line, Strike, Telephone, first_half
from app.training.lines import expected_line, moment_line
from app.words import say

SPEEDS = (0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
"""Speeds of the lesson's clock that the trainer can choose."""

SLACK_S = 0.5  # between two looks at one clock


class Stopwatch(Protocol):
    """The lesson's clock and what waits for it: `drivers.lesson_timers`."""

    @property
    def clock(self) -> "LessonTime":
        """Return the clock."""

    def call_later(self, delay: float, callback: Callable[..., object], *args: object) -> Timer:
        """Call back at a time of the lesson."""

    def pause(self) -> None:
        """Stop the clock."""

    def resume(self) -> None:
        """Let it go on."""

    def go_at(self, speed: float) -> None:
        """Take another speed."""


class LessonTime(Clock, Protocol):
    """A clock that can stand."""

    @property
    def paused(self) -> bool:
        """True while it stands."""

    @property
    def speed(self) -> float:
        """How quick it goes when it goes."""


class Course:
    """Gives one lesson. `lesson` None is a recording: calls without cards.

    `put` takes an event for the position, `judged` returns how the lesson was done so far, None where nobody judges it
    or nothing was written down yet. Nothing happens before `begin`.
    """

    def __init__(
        self,
        lesson: Lesson | None,
        name: str,
        calls: Calls,
        line: Line,
        telephone: Telephone,
        timers: Stopwatch,
        put: Callable[[PositionEvent], None],
        judged: Callable[[], Score | None] = lambda: None,
    ) -> None:
        self._lesson = lesson
        self._name = name
        self._calls = calls
        self._line = line
        self._telephone = telephone
        self._timers = timers
        self._put = put
        self._judged = judged
        self._current = 0
        self._came: dict[int, float] = {}
        self._next: tuple[int, float, Timer] | None = None  # number, seconds of the lesson, what waits
        self._jumped_to = 0  # the call that waits for the end of a record; no other comes before it
        self._moments: list[Timer] = []
        self._happened: dict[tuple[int, str], float] = {}
        self._faults = LessonFaults(calls, line, telephone, self._struck)
        self.told = ""

    @property
    def count(self) -> int:
        """How many calls the lesson has."""
        return len(self._calls.titles)

    @property
    def faults(self) -> tuple[tuple[str, str], ...]:
        """What can be put in: as it is asked for, and words."""
        return tuple(self._calls.faults)

    def begin(self, first: int = 0) -> None:
        """Let the first call come when its time is, and the faults that have a time of their own at theirs.

        With `first` the lesson begins at that call, which comes at once.
        """
        if first:
            self._come(first)
        else:
            self._plan(1)
        for seconds, strike in self._calls.timed:
            self._timers.call_later(seconds, self._faults.take, strike)

    # --- what the trainer does ---

    def pause_or_resume(self) -> None:
        """Stop the lesson's clock, or let it go on."""
        if self._timers.clock.paused:
            self._timers.resume()
            self.told = say("the lesson goes on")
        else:
            self._timers.pause()
            self.told = say("the lesson stands: feed, telephone and every time limit with it")

    def quicker(self, steps: int) -> None:
        """Take the next higher speed, or for -1 the next lower."""
        now = self._timers.clock.speed
        others = [speed for speed in SPEEDS if (speed > now if steps > 0 else speed < now)]
        if not others:
            words = f"{now:g}"
            highest = say("{speed}x is the highest speed", speed=words)
            self.told = highest if steps > 0 else say("{speed}x is the lowest speed", speed=words)
            return
        self._timers.go_at(min(others) if steps > 0 else max(others))
        self.told = say("speed {speed}x", speed=f"{self._timers.clock.speed:g}")

    def jump(self, number: int) -> None:
        """Let this call come now; the lesson goes on from it. What earlier callers were still to do does not happen."""
        if not 1 <= number <= self.count:
            self.told = say("expected a call from 1 to {last}, got {number}", last=self.count, number=number)
            return
        for each in self._moments:
            each.cancel()
        self._moments.clear()
        self._faults.calm()
        self._unplan()
        self._jumped_to = number
        self._come(number)
        self.told = say("call {number} comes now", number=number)

    def another_call(self) -> None:
        """Let a caller who is in no lesson call now."""
        self._line.send(self._calls.another(self._faults.taken(0)))
        self.told = say("another caller comes now")

    def put_in(self, fault: str) -> None:
        """Let a fault strike: one of the line or of the order at once, any other with the next call that comes."""
        self.told = self._faults.put_in(fault, by_hand_on=self._current)

    # --- what comes by itself ---

    def _plan(self, number: int) -> None:
        self._next = None
        if number <= self.count:
            pause = self._calls.pause(number)
            timer = self._timers.call_later(pause, self._come, number)
            self._next = (number, self._timers.clock.monotonic() + pause, timer)

    def _unplan(self) -> None:
        if self._next is not None:
            self._next[2].cancel()
            self._next = None

    def _come(self, number: int) -> None:
        """Let a call come, behind the record of another caller that is on its way."""
        self._line.when_free(lambda: self._comes(number))

    def _comes(self, number: int) -> None:
        if self._jumped_to not in (0, number):
            return
        self._jumped_to = 0
        self._unplan()
        clock = self._timers.clock
        self._current = number
        self._came[number] = clock.monotonic()
        self._happened = {key: at for key, at in self._happened.items() if key[0] != number}
        call = self._call(number)
        self._put(LessonWent(clock.now(), number, ""))
        if call is not None:
            if call.phone:
                self._telephone.use_lines(call.phone)
            for moment in call.moments:
                self._moments.append(self._timers.call_later(moment.at, self._do, number, moment))
        self._send(number)

    def _send(self, number: int) -> None:
        """Send the bytes of a call, and what goes wrong with it. The next call's time begins when its last has come."""
        strikes = [*self._faults.taken(number), *self._calls.struck(number)]
        pieces = self._calls.pieces(number, strikes)
        gone = next((each for each in strikes if each[0] in GONE), None)
        if gone is None:
            self._line.send(pieces, lambda: self._sent(number))
        else:
            self._line.send(first_half(pieces), lambda: self._broke_off(number, gone))
        for each in strikes:
            if each[0] not in GONE:
                self._faults.strike(each)

    def _broke_off(self, number: int, gone: Strike) -> None:
        self._faults.strike(gone)
        self._sent(number)

    def _sent(self, number: int) -> None:
        jumped = number != self._current or self._next is not None or self._jumped_to
        if not jumped:  # by the trainer, meanwhile
            self._plan(number + 1)

    def _do(self, number: int, moment: Moment) -> None:
        clock = self._timers.clock
        self._happened[number, moment.id] = clock.monotonic()
        self._put(LessonWent(clock.now(), number, moment.id))
        match moment.does:
            case Does.IS_HERE:
                self._telephone.caller_here()
            case Does.HANGS_UP:
                self._telephone.caller_gone()
            case Does.TONES:
                self._telephone.tty_heard()
            case Does.TYPES:
                self._telephone.tty_types(f"{moment.says}\n")
            case Does.FAULT:
                self._faults.put_in(moment.fault)
            case Does.SAYS:
                pass  # the trainer speaks

    def _struck(self, fault: str, call: int) -> None:
        self._put(LessonStruck(self._timers.clock.now(), call, fault))

    def _call(self, number: int) -> LessonCall | None:
        return self._lesson.call(number) if self._lesson is not None else None

    # --- what the trainer sees ---

    def view(self) -> TrainerView:
        """Return what the trainer sees now."""
        clock = self._timers.clock
        now = clock.monotonic()
        call = self._call(self._current)
        lesson = self._lesson
        speed = f"{clock.speed:g}"
        marks: dict[int, list[str]] = {}
        for name, number in self._calls.marks.items():
            marks.setdefault(number, []).append(name)
        return TrainerView(
            title=lesson.title if lesson is not None else self._name,
            about=lesson.about if lesson is not None else say("a recording: its callers say what their records say"),
            paused=clock.paused,
            clock=say("PAUSED, {speed}x", speed=speed) if clock.paused else say("RUNNING, {speed}x", speed=speed),
            time=minutes(now),
            current=self._current,
            calls=tuple(
                CallLine(number, self._title(number, title), self._state(number, now), tuple(marks.get(number, ())))
                for number, title in enumerate(self._calls.titles, start=1)
            ),
            card=call.card if call is not None else (),
            moments=self._moment_lines(call, now) if call is not None else (),
            expected=self._expected_lines(call) if call is not None else (),
            told=self.told,
        )

    def _title(self, number: int, title: str) -> str:
        call = self._call(number)
        return (call.title if call is not None else "") or title

    def _state(self, number: int, now: float) -> str:
        if number == self._current:
            return say("now, since {time}", time=minutes(now - self._came[number]))
        if self._next is not None and self._next[0] == number:
            return say("comes in {time}", time=minutes(self._next[1] - now))
        return say("came") if number in self._came else ""

    def _moment_lines(self, call: LessonCall, now: float) -> tuple[MomentLine, ...]:
        came = self._came[call.number]
        return tuple(
            moment_line(each, (call.number, each.id) in self._happened, came + each.at - now) for each in call.moments
        )

    def _expected_lines(self, call: LessonCall) -> tuple[ExpectedLine, ...]:
        judged = self._judged_call(call.number)
        results = {each.expectation.id: each for each in judged.results} if judged is not None else {}
        anchors = judged.anchors if judged is not None else {}
        return tuple(
            expected_line(call, each, results.get(each.id), self._left(call, each, anchors))
            for each in call.expectations
            if each.judged
        )

    def _judged_call(self, number: int) -> CallScore | None:
        """Return how this call was done, once the journal tells of its latest coming."""
        score = self._judged()
        if score is None:
            return None
        clock = self._timers.clock
        begun = clock.now() - timedelta(seconds=clock.monotonic() - self._came[number] + SLACK_S)
        found = next((each for each in score.calls if each.call.number == number and each.played is not None), None)
        return found if found is not None and found.played is not None and found.played.arrival >= begun else None

    def _left(self, call: LessonCall, expected: Expectation, anchors: Mapping[str, datetime | None]) -> float | None:
        """Return the seconds still left, None where no time runs."""
        if expected.within is None:
            return None
        clock = self._timers.clock
        at = anchors.get(expected.after)
        if at is not None:
            return expected.within - (clock.now() - at).total_seconds()
        since = (
            self._came[call.number] if expected.after == ARRIVAL else self._happened.get((call.number, expected.after))
        )
        return None if since is None else since + expected.within - clock.monotonic()

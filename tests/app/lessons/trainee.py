"""A trainee at the real position, in no time: the lesson's own feed, its virtual switch, a clock that only moves here.

What comes is what comes in the program: the lesson's own course, feed, telephone and calls, read by the shipped tables.
Each record is kept as the journal gives it back. Scripts press keys and wait; nothing here waits in real time.
"""

import heapq
import json
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.journal.entry import entries_of
from app.journal.records import Record
from app.journal.store import Journal
from app.lesson_files import load_lesson
from app.ports import Chunk, FeedEvent, Link
from app.position.decision import Decision, LetSleep, Tell, WakeAt
from app.position.events import (
    ConsoleStarted,
    FormFilled,
    InitialsGiven,
    KeyPressed,
    PositionEvent,
    TextTyped,
    Woke,
)
from app.position.listener import Desk, Listener
from app.position.position import Position
from app.position.screen import Screen
from app.spill.reader import SpillReader
from app.tables import TablesInForce
from app.training.course import Course
from drivers.lesson_calls import ScenarioCalls
from drivers.lesson_feed import LessonFeed
from drivers.lesson_phone import LessonPhone
from drivers.lesson_timers import LessonTimer

MORNING = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LONGEST_S = 300.0  # of lesson time that a script waits for anything


class Trainee:
    """Sits at the position; `seconds` have gone since the lesson began."""

    def __init__(self, name: str, tables: TablesInForce, initials: str = "TR", first_call: int = 1) -> None:
        self.lesson = load_lesson(name, tables)
        self.seconds = 0.0
        self.events: list[dict[str, Any]] = []  # as `app.journal.read.events` yields them
        self.records: list[Record] = []
        self.came: dict[int, float] = {}
        self._went: int | None = None
        self._last_call = 0
        self._position = Position(
            tables.agencies,
            UTC,
            first_call,
            canned=tables.canned,
            procedures=tables.procedures,
            directory=tables.directory,
            steps=tables.steps,
        )
        self._waiting: list[tuple[float, int, LessonTimer]] = []
        self._order = 0
        self._wakes: dict[str, LessonTimer] = {}
        self._inbox: deque[PositionEvent] = deque()
        self._handling = False
        self._screen: Screen | None = None
        reader = SpillReader(tables.formats, tables.classes, tables.localities)
        self._listener = Listener(Link.MAIN, reader, None, Desk(self, self._handle, self.call_later, self._fails))
        self._phone = LessonPhone("", self, self, tty=self.lesson.has_tty, rings=tables.steps.limits.rings)
        calls = ScenarioCalls(name, self)
        feed = LessonFeed(name, self, self, beats=calls.beats, silent_after=self.lesson.silent_after)
        digests = dict(tables.digests)
        started = ConsoleStarted(
            self.now(), "0", calls.position, feed.name, True, False, self._phone.name, self._phone.caps, digests
        )
        self._handle(started)
        feed.open(self._feed_delivers)
        self._phone.open(self._handle)
        if initials:
            self._handle(InitialsGiven(self.now(), initials))
        self.course = Course(self.lesson, name, calls, feed, self._phone, self, self._handle)
        self.course.begin()

    def now(self) -> datetime:
        return MORNING + timedelta(seconds=self.seconds)

    @property
    def screen(self) -> Screen:
        assert self._screen is not None
        return self._screen

    @property
    def step(self) -> str:
        return self.screen.next_step.text

    # --- what the trainee does ---

    def wait(self, seconds: float) -> None:
        self._run_to(self.seconds + seconds)

    def until(self, what: Callable[[], bool], words: str) -> None:
        """Wait until something is so."""
        end = self.seconds + LONGEST_S
        while not what():
            due = self._next_due()
            assert due is not None, f"{words}: never comes; {self.step!r} stands at {self.seconds:.1f} s"
            assert due <= end, f"{words}: not within {LONGEST_S:g} s; {self.step!r} stands"
            self._run_to(due)

    def comes(self, number: int, seconds: float = 0.0) -> None:
        """Wait until call `number` of the lesson came, and so many seconds more."""
        self.until(lambda: number in self.came, f"call {number}")
        self._run_to(max(self.seconds, self.came[number] + seconds))

    def press(self, *keys: str) -> None:
        for key in keys:
            self._handle(KeyPressed(self.now(), key))

    def begin(self, letter: str) -> None:
        self.press("Ctrl+G", letter)

    def choose(self, label: str, *typed: str) -> None:
        """Press the key of the step with this label, and type what it asks for."""
        keys = {face.label.removesuffix(" ..."): face.key for face in self.screen.options}
        assert label in keys, f"{label!r} is none of {', '.join(keys)}; {self.step!r} stands"
        self.press(keys[label])
        if typed:
            self.fill(*typed)

    def fill(self, *typed: str) -> None:
        form = self.screen.form
        assert form is not None, "nothing is asked for"
        self._handle(FormFilled(self.now(), form.id, dict(zip(form.fields, typed, strict=True))))

    def send_text(self, text: str) -> None:
        """Type a line to the TTY of the call that came last."""
        self._handle(TextTyped(self.now(), text, self._last_call))

    def until_step(self, words: str) -> None:
        self.until(lambda: words in self.step, f"the step {words!r}")

    def until_told(self, kind: str) -> None:
        """Wait for an event of this kind that is not there yet."""
        seen = len(self.events)
        self.until(lambda: any(each["kind"] == kind for each in self.events[seen:]), kind)

    def moment(self, name: str, seconds: float = 2.0) -> None:
        """Wait until a moment of the lesson has come, and so many seconds more."""
        self.until(lambda: any(each["body"].get("moment") == name for each in self.events), f"the moment {name!r}")
        self.wait(seconds)

    def bring_in(self, key: str, seconds: float = 2.0) -> None:
        """Press an agency's key, wait for its answer, listen, and confirm voice contact."""
        self.press(key)
        self.until_told("answered")
        self.wait(seconds)
        self.press("F11")

    def release(self, seconds: float = 2.0) -> None:
        self.wait(seconds)
        self.press("F12")
        self.wait(0.5)

    def finish(self, seconds: float = 60.0) -> None:
        """Let the lesson run out, a while beyond its last call."""
        self.comes(len(self.lesson.calls))
        self.wait(seconds)

    # --- time: this is the lesson's clock, and what waits for it ---

    @property
    def clock(self) -> "Trainee":
        return self

    @property
    def paused(self) -> bool:
        return False

    @property
    def speed(self) -> float:
        return 1.0

    def monotonic(self) -> float:
        return self.seconds

    def pause(self) -> None:
        raise AssertionError("nothing here has to wait")

    resume = pause

    def go_at(self, speed: float) -> None:
        raise AssertionError("nothing here takes time")

    def call_later(self, delay: float, callback: Callable[..., object], *args: object) -> LessonTimer:
        timer = LessonTimer(callback, args)
        self._order += 1
        heapq.heappush(self._waiting, (self.seconds + max(0.0, delay), self._order, timer))
        return timer

    def _next_due(self) -> float | None:
        while self._waiting and self._waiting[0][2].cancelled:
            heapq.heappop(self._waiting)
        return self._waiting[0][0] if self._waiting else None

    def _run_to(self, end: float) -> None:
        while (due := self._next_due()) is not None and due <= end:
            self.seconds = max(self.seconds, due)
            timer = heapq.heappop(self._waiting)[2]
            timer.callback(*timer.args)
        self.seconds = max(self.seconds, end)

    # --- what the runner does ---

    def _feed_delivers(self, event: FeedEvent) -> None:
        if isinstance(event, Chunk):
            self._listener.chunk(event)
        else:
            self._handle(event)

    def _fails(self, words: str) -> None:
        raise AssertionError(words)

    def _handle(self, event: PositionEvent) -> None:
        self._inbox.append(event)
        if self._handling:
            return
        self._handling = True
        while self._inbox:
            decision = self._position.handle(self._inbox.popleft())
            self._keep(decision)
            self._screen = decision.screen
            for order in decision.orders:
                self._do(order)
        self._handling = False

    def _do(self, order: Any) -> None:
        if isinstance(order, Tell):
            self._inbox.appendleft(order.event)
        elif isinstance(order, WakeAt | LetSleep):
            if order.name in self._wakes:
                self._wakes.pop(order.name).cancel()
            if isinstance(order, WakeAt):
                delay = (order.at - self.now()).total_seconds()
                self._wakes[order.name] = self.call_later(delay, self._wake, order.name)
        elif type(order).__module__.endswith("phone_orders"):
            self._phone.do(order)

    def _wake(self, name: str) -> None:
        self._wakes.pop(name, None)
        self._handle(Woke(self.now(), name))

    def _keep(self, decision: Decision) -> None:
        self.records.append(decision.record)
        (entry,) = entries_of([decision.record])
        self.events.append(
            {
                "at": entry.at,
                "kind": entry.kind,
                "position": entry.position,
                "call_taker": entry.call_taker,
                "call": entry.call,
                "body": json.loads(entry.body),
                "changes": json.loads(entry.changes_text),
            }
        )
        for change in decision.record.changes:
            if "arrived_at" in change.values:
                self._last_call = change.call
                if self._went is not None:
                    self.came.setdefault(self._went, self.seconds)
        if entry.kind == "lesson_went" and not decision.record.body["moment"]:
            call = self.lesson.call(decision.record.body["call"])
            assert call is not None
            self._went = call.number if call.has_spill else None
            if not call.has_spill:
                self.came[call.number] = self.seconds


def write_journal(path: Path, *trainees: Trainee) -> None:
    """Write what these did into one journal, each in a run of its own."""
    for trainee in trainees:
        journal = Journal.open(path)
        try:
            journal.write(trainee.records, lambda written: None)
        finally:
            journal.close()

"""A trainee at the real position, in no time: the lesson's own feed, its virtual switch, a clock that only moves here.

What comes is what comes in the program: the bytes of the emulated feed, read by the shipped tables; the switch of the
virtual telephone; the moments of the lesson as its runner journals them. Each record is kept as the journal gives it
back. Scripts press keys and wait; nothing here waits in real time.
"""

import heapq
import json
import queue
from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from app.clock import as_text
from app.journal.entry import entries_of
from app.lesson_files import load_lesson
from app.lessons import Does, Lesson, LessonCall
from app.ports import (
    CallerGone,
    CallerHere,
    Chunk,
    FeedEvent,
    LineUp,
    PhoneEvent,
    TtyHeard,
    TtyText,
)
from app.position.decision import Decision, LetSleep, Tell, WakeAt
from app.position.events import (
    ConsoleStarted,
    FormFilled,
    InitialsGiven,
    KeyPressed,
    LessonWent,
    PositionEvent,
    SpillArrived,
    Woke,
)
from app.position.position import Position
from app.position.screen import Screen
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.tables import TablesInForce
from drivers.emulated_feed import EmulatedFeed
from drivers.scenario import Scenario, load_scenario
from drivers.virtual_phone import VirtualPhone, read_plan
from drivers.virtual_switch import Lot, SwitchPlan, VirtualSwitch

MORNING = datetime(2026, 3, 2, 14, 0, tzinfo=UTC)
LONGEST_S = 300.0  # of lesson time that a script waits for anything
BYTES_S = 10.0  # of real time that the emulated feed, as fast as it is taken, has for its next bytes


class Stopped:
    """The clock of the feed: the records of a lesson all carry the same time of day."""

    def now(self) -> datetime:
        return MORNING

    def monotonic(self) -> float:
        return 0.0


class Trainee:
    """Sits at the position; `now` is seconds since the lesson began."""

    def __init__(self, name: str, tables: TablesInForce, initials: str = "TR") -> None:
        self.lesson = load_lesson(name, tables)
        self.now = 0.0
        self.events: list[dict[str, Any]] = []  # as `app.journal.read.events` yields them
        self.came: dict[int, float] = {}
        self._tables = tables
        self._position = Position(
            tables.agencies,
            UTC,
            canned=tables.canned,
            procedures=tables.procedures,
            directory=tables.directory,
            steps=tables.steps,
        )
        self._lots: dict[str, Lot] = {}
        self._switch = VirtualSwitch(SwitchPlan(self._lots))
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = 0
        self._wakes: dict[str, int] = {}
        self._inbox: deque[PositionEvent] = deque()
        self._screen: Screen | None = None
        phone = VirtualPhone("", Stopped())
        started = ConsoleStarted(
            self.at, "0", "0218", f"lesson:{name}", True, False, phone.name, phone.caps, dict(tables.digests)
        )
        self._handle(started)
        self._handle(LineUp(self.at))
        if initials:
            self._handle(InitialsGiven(self.at, initials))
        self._plan_calls(load_scenario(name))

    @property
    def at(self) -> datetime:
        return MORNING + timedelta(seconds=self.now)

    @property
    def screen(self) -> Screen:
        assert self._screen is not None
        return self._screen

    @property
    def step(self) -> str:
        return self.screen.next_step.text

    # --- what the trainee does ---

    def wait(self, seconds: float) -> None:
        self._run_to(self.now + seconds)

    def until(self, what: Callable[[], bool], words: str) -> None:
        """Wait until something is so."""
        end = self.now + LONGEST_S
        while not what():
            due = self._next_due()
            assert due is not None, f"{words}: never comes; {self.step!r} stands at {self.now:.1f} s"
            assert due <= end, f"{words}: not within {LONGEST_S:g} s; {self.step!r} stands"
            self._run_to(due)

    def comes(self, number: int, seconds: float = 0.0) -> None:
        """Wait until call `number` of the lesson came, and so many seconds more."""
        self.until(lambda: number in self.came, f"call {number}")
        self._run_to(max(self.now, self.came[number] + seconds))

    def press(self, *keys: str) -> None:
        for key in keys:
            self._handle(KeyPressed(self.at, key))

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
        self._handle(FormFilled(self.at, form.id, dict(zip(form.fields, typed, strict=True))))

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

    # --- time ---

    def _later(self, at: float, what: Callable[[], None]) -> int:
        self._order += 1
        heapq.heappush(self._due, (at, self._order, what))
        return self._order

    def _next_due(self) -> float | None:
        times = [each for each in (self._due[0][0] if self._due else None, self._switch.due()) if each is not None]
        return min(times) if times else None

    def _run_to(self, end: float) -> None:
        while (due := self._next_due()) is not None and due <= end:
            self.now = max(self.now, due)
            switch_due = self._switch.due()
            if switch_due is not None and switch_due <= self.now:
                self._phone(self._switch.tick(self.now, self.at))
            while self._due and self._due[0][0] <= self.now:
                heapq.heappop(self._due)[2]()
        self.now = max(self.now, end)

    # --- what the runner does ---

    def _phone(self, events: list[PhoneEvent]) -> None:
        for event in events:
            self._handle(event)

    def _handle(self, event: PositionEvent) -> None:
        self._inbox.append(event)
        while self._inbox:
            decision = self._position.handle(self._inbox.popleft())
            self._keep(decision)
            self._screen = decision.screen
            for order in decision.orders:
                self._do(order)

    def _do(self, order: Any) -> None:
        if isinstance(order, Tell):
            self._inbox.appendleft(order.event)
        elif isinstance(order, WakeAt):
            self._wakes[order.name] = self._order + 1
            self._later((order.at - MORNING).total_seconds(), self._waker(order.name, self._order + 1))
        elif isinstance(order, LetSleep):
            self._wakes.pop(order.name, None)
        elif type(order).__module__.endswith("phone_orders"):
            self._inbox.extend(self._switch.take(order, self.now, self.at))

    def _waker(self, name: str, number: int) -> Callable[[], None]:
        def wake() -> None:
            if self._wakes.get(name) == number:
                del self._wakes[name]
                self._handle(Woke(self.at, name))

        return wake

    def _keep(self, decision: Decision) -> None:
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
        assert entry.at == as_text(self.at)

    # --- the lesson ---

    def _plan_calls(self, scenario: Scenario) -> None:
        """Plan every call of the scenario at the time at which the feed sends it."""
        at = 0.0
        reader = SpillReader(self._tables.formats, self._tables.classes, self._tables.localities)
        chunks = _chunks(scenario, reader, self.lesson)
        for index, (script, call) in enumerate(zip(scenario.calls, self.lesson.calls, strict=True)):
            assert script.after is not None or index == 0, "a lesson says when each of its callers comes"
            began = at + (script.after if script.after is not None else scenario.first_after)
            at = began
            self._later(began, self._begins(call))
            for gap, found in chunks[call.number]:
                at += gap
                for spill in found:
                    self._later(max(began, at), self._spill(spill))
            if call.has_spill:
                began = at
            for moment in call.moments:
                self._later(began + moment.at, self._moment(call.number, moment.id, moment.does, moment.says))

    def _begins(self, call: LessonCall) -> Callable[[], None]:
        def begin() -> None:
            self._lots.update(read_plan(call.phone).lots)
            self._handle(LessonWent(self.at, call.number, ""))
            if not call.has_spill:
                self.came[call.number] = self.now

        return begin

    def _spill(self, spill: Spill) -> Callable[[], None]:
        def arrive() -> None:
            self._handle(SpillArrived(self.at, spill))
            last = next(each["body"]["call"] for each in reversed(self.events) if each["kind"] == "lesson_went")
            self.came.setdefault(last, self.now)

        return arrive

    def _moment(self, call: int, moment: str, does: Does, says: str) -> Callable[[], None]:
        def come() -> None:
            match does:
                case Does.IS_HERE:
                    self._handle(CallerHere(self.at))
                case Does.HANGS_UP:
                    self._handle(CallerGone(self.at))
                case Does.TONES:
                    self._handle(TtyHeard(self.at))
                case Does.TYPES:
                    self._handle(TtyText(self.at, says, says))
            self._handle(LessonWent(self.at, call, moment))

        return come


def _chunks(scenario: Scenario, reader: SpillReader, lesson: Lesson) -> dict[int, list[tuple[float, list[Spill]]]]:
    """Return, of each call, the quiet before each piece of its bytes, and what was read at it."""
    delivered: queue.Queue[FeedEvent] = queue.Queue()
    feed = EmulatedFeed(lesson.name, Stopped(), pace=0)
    feed.open(delivered.put)
    found: dict[int, list[tuple[float, list[Spill]]]] = {}
    try:
        for script, call in zip(scenario.calls, lesson.calls, strict=True):
            pieces = found[call.number] = []
            wanted = 0 if script.no_spill else 2 if script.ani_first else 1
            while sum(len(spills) for _gap, spills in pieces) < wanted:
                event = delivered.get(timeout=BYTES_S)
                if isinstance(event, Chunk):
                    # the quiet before the first piece is the scenario's pause, which is planned for already
                    gap = event.gap if pieces else 0.0
                    pieces.append((gap, [each for each in reader.feed(event) if isinstance(each, Spill)]))
    finally:
        feed.close()
    return found

"""Position and the telephones in memory agree, whatever comes between an order and its event (D081-D098).

As for the SIP line (`test_telephone_fuzz`): orders and events lie in queues and are taken on one by one, while keys are
pressed, numbers are typed, spills come, the line is lost and comes back, the set is worked by hand in its place and
time passes. Nothing is dialled but by a press, and no agency on its way is left but by two. Whenever all queues are
empty:

* an attempt that the telephone has is the live call's, and stands as there; one that the call has, the telephone has;
* one agency at most is being brought in;
* on hold, listening only and every leg of the journal are as they are.
"""

from collections import deque

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.call.attempt import Attempt, AttemptState, Purpose
from app.call.call import HowEnded
from app.ports import (
    Dial,
    DialTone,
    HeldOnLine,
    LineUp,
    Muted,
    PhoneEvent,
    PhoneOrder,
    Recall,
    Release,
    Resumed,
)
from app.position.conference import PositionCall
from app.position.decision import Decision, LetSleep, Tell, UsePhone, WakeAt
from app.position.events import DigitsTyped, KeyPressed, PhoneChanged, PositionEvent, Woke
from drivers.manual_phone import HandWorkedSet, ManualPhone
from drivers.phone_thread import Line
from drivers.system_clock import SystemClock
from drivers.virtual_phone import VirtualPhone
from drivers.virtual_switch import Fate, Lot, SwitchPlan, VirtualSwitch, _Stage
from tests.app.position.conftest import Desk

KEYS = ["F8", "F5", "F11", "F12", "F12", "Esc", "Esc", "F4", "Ctrl+M", "F2", "F3", "Ctrl+W", "Ctrl+N", "Alt+1", "Alt+H"]
HEARD = [f"Ctrl+{number}" for number in range(1, 8)]
NUMBERS = ["9053261224", "9055550142"]
TYPED = ["*23", "*99", "9055550199", "12"]
CODES = {"F8": "*23", "F5": "*21", "F3": "*99"}
BY_HAND = ManualPhone(SystemClock()).caps

_S = AttemptState
STANDS_AS = {
    _Stage.RECALLING: {_S.RECALLING},
    _Stage.DIAL_TONE: {_S.DIALLING},
    _Stage.DIALLING: {_S.DIALLING, _S.RINGING},
    _Stage.ANSWERED: {_S.ANSWERED, _S.CONTACT, _S.MONITORING},
}


class Desks(RuleBasedStateMachine):
    """The console, its telephone and the set worked by hand, with all that is on its way between them."""

    by_hand = False

    def __init__(self) -> None:
        super().__init__()
        clock = SystemClock()
        self.caps = (ManualPhone(clock) if self.by_hand else VirtualPhone("", clock)).caps
        self.desk = Desk(caps=self.caps, procedures=())
        self.now = 0.0
        self.switch = VirtualSwitch(SwitchPlan())
        self.set = HandWorkedSet()
        self.phone: Line = self.set if self.by_hand else self.switch
        self.orders: deque[tuple[Line, PhoneOrder]] = deque()
        self.events: deque[PhoneEvent] = deque([LineUp(self.desk.now)])
        self.wakes: dict[str, float] = {}
        self.held: int | None = None  # the call whose circuit the telephone told last that it holds
        self.muted = False
        self.pressed: set[int] = set()  # attempts that a press asked for
        self.warned_at: float | None = None
        self.empty()
        self.spill(NUMBERS[0])

    # --- what is on its way ---

    def decide(self, event: PositionEvent) -> None:
        live = self.desk.position._callers.open
        warning = live.release_warning() if live is not None else ""
        self.follow(self.desk.tell(event), event, warning)

    def follow(self, decision: Decision, event: PositionEvent, warning: str) -> None:
        pressed = isinstance(event, KeyPressed | DigitsTyped)
        for order in decision.orders:
            if isinstance(order, WakeAt):
                self.wakes[order.name] = self.now + (order.at - self.desk.now).total_seconds()
            elif isinstance(order, LetSleep):
                self.wakes.pop(order.name, None)
            elif isinstance(order, UsePhone):
                self.change_phone(order.by_hand)
            elif isinstance(order, PhoneOrder):
                self.orders.append((self.phone, order))
            if isinstance(order, Recall | Dial) and pressed:
                self.pressed.add(order.attempt)
            elif isinstance(order, Recall | Dial):
                assert isinstance(event, DialTone), event
                assert order.attempt in self.pressed
                assert next(each for each in self.attempts() if each.number == order.attempt).state is _S.DIALLING
            if isinstance(order, Release) and warning:
                assert self.warned_at is not None
                assert self.now - self.warned_at < 30.0
        if isinstance(event, KeyPressed) and event.key == "F12":
            self.warned_at = self.now if "again" in self.desk.face("F12").state else None
        for order in decision.orders:
            if isinstance(order, Tell):
                self.decide(order.event)

    def change_phone(self, by_hand: bool) -> None:
        self.phone = self.set if by_hand or self.by_hand else self.switch
        caps = BY_HAND if by_hand else self.caps
        self.decide(PhoneChanged(self.desk.now, "the other", caps, by_hand))

    def empty(self) -> None:
        while self.orders or self.events:
            if self.orders:
                self.order()
            else:
                self.event()

    @precondition(lambda self: self.orders)
    @rule()
    def order(self) -> None:
        line, order = self.orders.popleft()
        self.events.extend(line.take(order, self.now, self.desk.now))

    @precondition(lambda self: self.events)
    @rule()
    def event(self) -> None:
        event = self.events.popleft()
        match event:
            case HeldOnLine() | Resumed():
                live = self.desk.position._callers.open
                self.held = live.id if isinstance(event, HeldOnLine) and live is not None else None
            case Muted(on=on):
                self.muted = on
        self.decide(event)

    # --- what happens ---

    @rule(key=st.sampled_from(KEYS))
    def key(self, key: str) -> None:
        self.decide(KeyPressed(self.desk.now, key))

    @precondition(lambda self: self.desk.screen.dial_asked)
    @rule(digits=st.sampled_from(TYPED))
    def typed(self, digits: str) -> None:
        self.decide(DigitsTyped(self.desk.now, digits))

    @precondition(lambda self: self.desk.position._conference.caps.by_hand)
    @rule(key=st.sampled_from(HEARD))
    def heard(self, key: str) -> None:
        self.key(key)

    @rule(number=st.sampled_from(NUMBERS))
    def spill(self, number: str) -> None:
        decision = self.desk.spill(number=number)
        self.follow(decision, self.desk.events[-1], "")

    @precondition(lambda self: not self.by_hand)
    @rule(
        key=st.sampled_from(sorted(CODES)),
        fate=st.sampled_from(Fate),
        ring=st.integers(1, 7),
        seconds=st.sampled_from([0.3, 1.0, 3.0, 7.0]),
    )
    def agency_is_begun(self, key: str, fate: Fate, ring: int, seconds: float) -> None:
        self.switch.change_lots({CODES[key]: Lot(fate, ring)})
        self.key(key)
        self.empty()
        self.time(seconds)
        self.empty()

    @rule(key=st.sampled_from(["F8", "F5"]), contact=st.booleans())
    def agency_answers(self, key: str, contact: bool) -> None:
        self.switch.change_lots({CODES[key]: Lot(Fate.ANSWER)})
        self.key(key)
        self.empty()
        if self.desk.position._conference.caps.by_hand:
            self.key("Ctrl+3")
        for _ in range(4):
            self.time(3.0)
            self.empty()
        if contact:
            self.key("F11")

    @rule()
    def call_is_released(self) -> None:
        for _ in range(2):  # the first may only be warned
            self.key("F12")
            self.empty()

    @precondition(lambda self: not (self.by_hand or self.switch._line_lost))
    @rule(seconds=st.sampled_from([1.0, 30.0]))
    def line_is_lost(self, seconds: float) -> None:
        self.events.extend(self.switch.lose_line(seconds, self.now, self.desk.now))

    @rule(seconds=st.sampled_from([0.3, 1.0, 2.0, 6.0, 40.0]))
    def time(self, seconds: float) -> None:
        end = self.now + seconds
        while True:
            if self.switch._line_lost:
                self.empty()  # it is a second at least before the line is back
            due = self.switch.due()
            times = [each for each in (due, *self.wakes.values()) if each is not None and each <= end]
            if not times:
                break
            self.pass_until(min(times))
            if due is not None and due <= self.now:
                self.events.extend(self.switch.tick(self.now, self.desk.now))
            for name in [name for name, at in self.wakes.items() if at <= self.now]:
                if self.wakes.pop(name, None) is not None:
                    self.decide(Woke(self.desk.now, name))
            if seconds > 10:
                self.empty()
        self.pass_until(end)

    def pass_until(self, now: float) -> None:
        if now > self.now:
            self.desk.wait(now - self.now)
            self.now = now

    # --- what is so ---

    def teardown(self) -> None:
        self.agree()

    @rule()
    def quiet(self) -> None:
        """Whatever was begun has come to an end, but for what only the call-taker ends."""
        self.empty()
        self.time(200.0)
        self.empty()
        if not self.desk.position._conference.caps.by_hand:
            for attempt in self.attempts():
                assert attempt.state not in (_S.RECALLING, _S.RINGING, _S.ABORTING), attempt
                assert attempt.state is not _S.DIALLING or attempt.purpose is Purpose.BY_HAND, attempt

    def calls(self) -> list[PositionCall]:
        callers = self.desk.position._callers
        return [call for call in (callers.open, *callers.waiting) if call is not None]

    def attempts(self) -> list[Attempt]:
        return [
            attempt
            for call in self.calls()
            for attempt in (*call.attempts, *([call.dial_tone] if call.dial_tone is not None else []))
        ]

    @rule()
    def agree(self) -> None:
        self.empty()
        position = self.desk.position
        live, telephone = position._callers.open, position._telephone
        attempts = {each.number: each for each in self.attempts()}
        begun = [each for each in attempts.values() if each.being_brought_in]
        assert len(begun) <= 1
        assert live is None or live.held == (live.id == self.held)
        assert telephone.muted == self.muted
        for attempt in live.in_contact if live is not None else ():
            assert (attempt.state is _S.MONITORING) is self.muted
        for number, stage in self.switch._stages.items():
            if number in attempts:
                assert attempts[number].state in STANDS_AS[stage], (stage, attempts[number])
            else:
                assert stage is _Stage.ANSWERED
                assert self.left_unreleased(number)
        current = self.set._attempt
        if current is not None:
            assert attempts[current.number].being_brought_in
        for number in self.set._answered:
            if number in attempts:
                assert attempts[number].state in STANDS_AS[_Stage.ANSWERED]
            else:
                assert self.left_unreleased(number)
        there = {*self.switch._stages, *self.set._answered, *([current.number] if current is not None else [])}
        for attempt in attempts.values():
            if attempt.being_brought_in or attempt.in_contact:
                assert attempt.number in there, attempt
        self.journal_agrees()

    def left_unreleased(self, number: int) -> bool:
        """Tell whether an attempt is on the line of a call that the next one took the screen of (D201)."""
        for call in self.desk.position._today._calls.values():
            if any(each.number == number for each in call.attempts):
                return call.how_ended is not HowEnded.RELEASED
        return True  # dialled by her own fingers: hers to follow

    def journal_agrees(self) -> None:
        rows = self.desk.calls()
        for call in self.calls():
            legs = rows[call.id]["legs"]
            for attempt in call.attempts:
                assert legs[attempt.leg]["outcome"] == attempt.outcome


class HandWorkedDesks(Desks):
    """The same with the telephone that is worked by hand from the first."""

    by_hand = True


TestVirtualPhone = Desks.TestCase
TestManualPhone = HandWorkedDesks.TestCase
TestVirtualPhone.settings = TestManualPhone.settings = settings(stateful_step_count=30)

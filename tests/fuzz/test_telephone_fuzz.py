"""Position and SIP line agree on who is on the line, whatever comes between an order and its event (D013, D083-D085).

Orders, commands and events lie in queues, as between the threads and processes of a console, and are taken on one by
one while keys are pressed, spills come, callers ring and hang up, agencies ring, answer and hang up, transfers are
refused, time passes and the process with the SIP library dies. Whenever all queues are empty:

* who rings or is on the line is said to, on a call that is open; on the line is nobody but the call on the screen;
* an agency that is called, or is on the line, is on a key of the call on the screen; no other one is;
* on hold and listening only are what the line is.
"""

from collections import deque
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from app.call.attempt import Purpose
from app.ports import PhoneCaps, PhoneEvent, PhoneOrder
from app.position.decision import Decision, LetSleep, Tell, WakeAt
from app.position.events import PositionEvent, Woke
from drivers.sip.account import SipAccount
from drivers.sip.conversation import Stuck, What
from drivers.sip.line import SipLine
from drivers.sip.messages import (
    AccountTold,
    AnswerCall,
    Closed,
    Command,
    DialCall,
    Done,
    EndCall,
    Established,
    Fact,
    FarEndRings,
    HoldCall,
    Incoming,
    Mix,
    Started,
    SwitchTold,
    Transfer,
    TransferEnded,
)
from tests.app.position.conftest import Desk

NUMBERS = ["9053261224", "9055550142", ""]
KEYS = ["F8", "F5", "F11", "F12", "Esc", "F4", "Ctrl+M", "Alt+A", "Ctrl+W", "Ctrl+N", "F2", "F3"]
UP = (Started("library", "here"), AccountTold("off", "off"), SwitchTold(True, "it answers"))
MOST_CALLERS = 9
BUSY, BYE = "486 Busy Here", "Connection reset by peer"


class TwoMinds(RuleBasedStateMachine):
    """The console, the line of its driver, and the far ends, with all that is on its way between them."""

    bridge = "console"

    def __init__(self) -> None:
        super().__init__()
        by_switch = self.bridge == "switch"
        caps = PhoneCaps(flash=by_switch, bridge_in_switch=by_switch, can_mute=True, can_answer=True)
        self.desk = Desk(caps=caps, procedures=())
        self.line = SipLine(SipAccount(bridge=self.bridge))
        self.now = 0.0
        self.orders: deque[PhoneOrder] = deque()
        self.commands: deque[Command] = deque()
        self.events: deque[PhoneEvent] = deque()
        self.wakes: dict[str, float] = {}
        self.calls: dict[str, str] = {}  # what the library has: ringing, calling, up
        self.callers = 0
        self.down = True
        self.process_starts()

    # --- what is on its way ---

    def follow(self, decision: Decision) -> None:
        for order in decision.orders:
            if isinstance(order, WakeAt):
                self.wakes[order.name] = self.now + (order.at - self.desk.now).total_seconds()
            elif isinstance(order, LetSleep):
                self.wakes.pop(order.name, None)
            elif isinstance(order, PhoneOrder):
                self.orders.append(order)
        for order in decision.orders:
            if isinstance(order, Tell):
                self.decide(order.event)

    def decide(self, event: PositionEvent) -> None:
        self.follow(self.desk.tell(event))

    def take(self, what: list[What]) -> None:
        for each in what:
            if isinstance(each, Stuck):
                self.lose(each.why)
                return
            if isinstance(each, PhoneEvent):
                self.events.append(each)
            elif not isinstance(each, Mix):
                self.commands.append(each)

    def tell(self, *facts: Fact) -> None:
        for fact in facts:
            self.take(self.line.tell(fact, self.now, self.desk.now))

    def lose(self, why: str) -> None:
        self.down = True
        self.commands.clear()
        self.calls.clear()
        self.take(self.line.lost(why, self.now, self.desk.now))

    def empty(self) -> None:
        while self.orders or self.commands or self.events:
            if self.orders:
                self.order()
            elif self.commands:
                self.library(well=True)
            else:
                self.event()

    @precondition(lambda self: self.orders)
    @rule()
    def order(self) -> None:
        self.take(self.line.take(self.orders.popleft(), self.now, self.desk.now))

    @precondition(lambda self: self.events)
    @rule()
    def event(self) -> None:
        self.decide(self.events.popleft())

    @precondition(lambda self: self.commands)
    @rule(well=st.booleans())
    def library(self, well: bool) -> None:
        """Let the process with the library carry out its next command; a far end may refuse hold and transfer."""
        match self.commands.popleft():
            case DialCall(ask=ask, call=call):
                self.calls[call] = "calling"
                self.tell(Done(ask))
            case AnswerCall(ask=ask, call=call):
                rings = self.calls.get(call) == "ringing"
                self.tell(Done(ask, "" if rings else "the call is over"))
                if rings:
                    self.up(call)
            case EndCall(ask=ask, call=call):
                self.gone(call, "Rejected by user")
                self.tell(Done(ask))
            case HoldCall(ask=ask, call=call):
                self.tell(Done(ask, "" if well and call in self.calls else "refused"))
            case Transfer(ask=ask, call=call, to=to):
                done = well and call in self.calls and to in self.calls
                self.tell(TransferEnded(ask, done, True, "transferred" if done else "refused"))
                for each in (call, to) if done else ():
                    self.gone(each, "Call transferred")

    def up(self, call: str) -> None:
        self.calls[call] = "up"
        self.tell(Established(call, "200"))

    def gone(self, call: str, why: str) -> None:
        if self.calls.pop(call, None) is not None:
            self.tell(Closed(call, why))

    # --- what happens ---

    @rule(key=st.sampled_from(KEYS))
    def key(self, key: str) -> None:
        self.follow(self.desk.press(key))

    @rule(number=st.sampled_from(NUMBERS[:2]))
    def spill(self, number: str) -> None:
        self.follow(self.desk.spill(number=number))

    @precondition(lambda self: self.callers < MOST_CALLERS and not self.down)
    @rule(number=st.sampled_from(NUMBERS))
    def caller_rings(self, number: str) -> None:
        self.callers += 1
        self.calls[f"in:{self.callers}"] = "ringing"
        self.tell(Incoming(f"in:{self.callers}", number, "sip:x"))

    @precondition(lambda self: self.callers < MOST_CALLERS and not self.down)
    @rule(number=st.sampled_from(NUMBERS))
    def caller_is_answered(self, number: str) -> None:
        self.caller_rings(number)
        self.empty()
        self.key("Alt+A")
        self.empty()

    @precondition(lambda self: not self.down)
    @rule(key=st.sampled_from(["F8", "F5"]), contact=st.booleans())
    def agency_is_brought_in(self, key: str, contact: bool) -> None:
        self.key(key)
        self.empty()
        for call in [call for call, state in self.calls.items() if state == "calling"]:
            self.up(call)
        self.empty()
        if contact:
            self.key("F11")

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def far_end(self, data: Any) -> None:
        call = data.draw(st.sampled_from(sorted(self.calls)))
        calling = self.calls[call] == "calling"
        match data.draw(st.sampled_from(["rings", "answers", "is busy"])) if calling else "hangs up":
            case "rings":
                self.tell(FarEndRings(call, "180"))
            case "answers":
                self.up(call)
            case "is busy":
                self.gone(call, BUSY)
            case _:
                self.gone(call, BYE)

    @precondition(lambda self: not self.down)
    @rule()
    def process_dies(self) -> None:
        self.lose("the process ended")

    @precondition(lambda self: self.down)
    @rule()
    def process_starts(self) -> None:
        self.empty()  # it is a second later at the earliest
        self.down = False
        self.tell(*UP)

    @rule(seconds=st.sampled_from([0.3, 1.0, 3.0, 7.0, 20.0]))
    def time(self, seconds: float) -> None:
        end = self.now + seconds
        while True:
            due = self.line.due()
            times = [each for each in (due, *self.wakes.values()) if each is not None and each <= end]
            if not times:
                break
            self.pass_until(min(times))
            if due is not None and due <= self.now:
                self.take(self.line.tick(self.now, self.desk.now))
            for name in [name for name, at in self.wakes.items() if at <= self.now]:
                if self.wakes.pop(name, None) is not None:
                    self.decide(Woke(self.desk.now, name))
        self.pass_until(end)

    def pass_until(self, now: float) -> None:
        if now > self.now:
            self.desk.wait(now - self.now)
            self.now = now

    # --- what is so ---

    def teardown(self) -> None:
        self.agree()

    @rule()
    def agree(self) -> None:
        self.empty()
        if self.down:
            return
        callers, telephone = self.desk.position._callers, self.desk.position._telephone
        live = callers.open
        calls = [call for call in (live, *callers.waiting) if call is not None]
        attempts = {each.number: each for each in live.attempts} if live is not None else {}
        legs = list(self.line._legs)
        for leg in legs:
            if leg.is_caller and leg.up:
                assert live is not None
                assert live.on_line
                assert live.line == leg.line
            elif leg.is_caller and not leg.answering:
                assert any(call.line == leg.line and call.ringing for call in calls)
            elif leg.attempt and not leg.given_up:
                attempt = attempts[leg.attempt]
                assert attempt.being_brought_in or attempt.in_contact or attempt.caller_is_back
        for call in calls:
            rung_back = any(each.purpose is Purpose.RING_BACK for each in call.attempts)
            if call.line is not None and call.caller_gone_at is None and not rung_back:
                assert any(leg.line == call.line for leg in legs)
            for attempt in call.attempts:
                if attempt.being_brought_in or attempt.in_contact:
                    assert any(leg.attempt == attempt.number for leg in legs)
        assert (live is not None and live.held) == self.line._on.on_hold
        assert telephone.muted == self.line._on.mute


class TwoMindsBySwitch(TwoMinds):
    """The same where the switch joins caller and agency, and holds the caller while one is called."""

    bridge = "switch"


TestBridgeInConsole = TwoMinds.TestCase
TestBridgeInSwitch = TwoMindsBySwitch.TestCase
TestBridgeInConsole.settings = TestBridgeInSwitch.settings = settings(stateful_step_count=30)

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
from hypothesis.stateful import precondition, rule

from app.call.attempt import Purpose
from app.ports import PhoneCaps, PhoneEvent, PhoneOrder
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
from tests.fuzz.console import Console

NUMBERS = ["9053261224", "9055550142", ""]
KEYS = ["F8", "F5", "F11", "F12", "Esc", "F4", "Ctrl+M", "Alt+A", "Ctrl+W", "Ctrl+N", "F2", "F3"]
UP = (Started("library", "here"), AccountTold("off", "off"), SwitchTold(True, "it answers"))
TOGETHER = [("F12", "F12"), ("F8", "Esc"), ("Esc", "F8"), ("F4", "F4"), ("F2", "Esc"), ("F4", "F8"), ("F12", "Alt+A")]
FAR = ["rings", "answers", "answers", "is busy", "does nothing"]
MOST_CALLERS = 15
BUSY, BYE = "486 Busy Here", "Connection reset by peer"


class TwoMinds(Console):
    """The console, the line of its driver, and the far ends, with all that is on its way between them."""

    bridge = "console"

    def __init__(self) -> None:
        by_switch = self.bridge == "switch"
        super().__init__(PhoneCaps(flash=by_switch, bridge_in_switch=by_switch, can_mute=True, can_answer=True))
        self.line = SipLine(SipAccount(bridge=self.bridge))
        self.commands: deque[Command] = deque()
        self.calls: dict[str, str] = {}  # what the library has: ringing, calling, up
        self.callers = 0
        self.down = True
        self.process_starts()
        self.caller_rings(NUMBERS[0], answered=True, empty=True)

    # --- what is on its way ---

    def give(self, order: PhoneOrder) -> None:
        self.take(self.line.take(order, self.now, self.desk.now))

    def due(self) -> float | None:
        return self.line.due()

    def tick(self) -> None:
        self.take(self.line.tick(self.now, self.desk.now))

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

    def step(self, well: bool = True) -> bool:
        """Let the next thing on its way arrive; False if nothing is."""
        if self.orders:
            self.order()
        elif self.commands:
            self.library(well)
        elif self.events:
            self.event()
        else:
            return False
        return True

    def empty(self) -> None:
        while self.step():
            pass

    def library(self, well: bool) -> None:
        """Let the process with the library carry out its next command; a far end may refuse, or not hear of it."""
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
                if well or self.calls.get(call) != "calling":  # a far end may answer as it is told that we gave up
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

    @rule(steps=st.integers(1, 3), well=st.booleans())
    def goes_on(self, steps: int, well: bool) -> None:
        for _ in range(steps):
            self.step(well)

    @rule(key=st.sampled_from(KEYS), steps=st.integers(0, 3), well=st.booleans())
    def pressed(self, key: str, steps: int, well: bool) -> None:
        self.key(key)
        self.goes_on(steps, well)

    @rule(keys=st.sampled_from(TOGETHER), steps=st.integers(0, 3), well=st.booleans())
    def pressed_together(self, keys: tuple[str, str], steps: int, well: bool) -> None:
        """Press two keys, with little on its way arriving between them."""
        for key in keys:
            self.key(key)
            self.goes_on(steps, well)

    @rule(number=st.sampled_from(NUMBERS[:2]))
    def spill(self, number: str) -> None:
        self.follow(self.desk.spill(number=number))

    @precondition(lambda self: self.callers < MOST_CALLERS and not self.down)
    @rule(number=st.sampled_from(NUMBERS), answered=st.booleans(), empty=st.booleans())
    def caller_rings(self, number: str, answered: bool, empty: bool) -> None:
        self.callers += 1
        self.calls[f"in:{self.callers}"] = "ringing"
        self.tell(Incoming(f"in:{self.callers}", number, "sip:x"))
        if answered:
            self.empty()
            self.key("Alt+A")
        if empty:
            self.empty()

    def somebody_is_here(self) -> None:
        if "up" not in self.calls.values() and self.callers < MOST_CALLERS:
            self.caller_rings(NUMBERS[0], answered=True, empty=True)

    @precondition(lambda self: not self.down)
    @rule(key=st.sampled_from(["F8", "F5"]), far=st.sampled_from(FAR), contact=st.booleans())
    def agency_is_called(self, key: str, far: str, contact: bool) -> None:
        self.somebody_is_here()
        self.key(key)
        self.empty()
        for call in [call for call, state in self.calls.items() if state == "calling"]:
            self.far_end_of(call, far)
        self.empty()
        if contact:
            self.key("F11")

    @precondition(lambda self: not self.down)
    @rule(steps=st.integers(0, 3), well=st.booleans(), late=st.booleans(), far=st.sampled_from(FAR))
    def she_gives_up_as_the_far_end_does_something(self, steps: int, well: bool, late: bool, far: str) -> None:
        self.somebody_is_here()
        self.key("F8")
        self.empty()
        self.key("Esc")
        self.goes_on(steps, well)
        if late:
            self.time(3.0)
        for call in [call for call, state in self.calls.items() if state == "calling"]:
            self.far_end_of(call, far)

    @precondition(lambda self: not self.down)
    @rule(key=st.sampled_from(["F12", "F12", "F4"]), steps=st.integers(0, 4), well=st.booleans(), data=st.data())
    def somebody_hangs_up_as_she_leaves(self, key: str, steps: int, well: bool, data: Any) -> None:
        self.agency_is_called("F5", "answers", contact=True)
        self.key(key)
        self.goes_on(steps, well)
        if up := sorted(call for call, state in self.calls.items() if state == "up"):
            self.gone(data.draw(st.sampled_from(up)), BYE)
        self.goes_on(steps, well)

    @precondition(lambda self: self.calls)
    @rule(data=st.data())
    def far_end(self, data: Any) -> None:
        call = data.draw(st.sampled_from(sorted(self.calls)))
        self.far_end_of(call, data.draw(st.sampled_from(FAR)) if self.calls[call] == "calling" else "hangs up")

    def far_end_of(self, call: str, does: str) -> None:
        match does:
            case "rings":
                self.tell(FarEndRings(call, "180"))
            case "answers":
                self.up(call)
            case "is busy":
                self.gone(call, BUSY)
            case "hangs up":
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

    # --- what is so ---

    def teardown(self) -> None:
        self.agree()

    @rule()
    def agree(self) -> None:
        self.empty()
        if self.down:
            return
        known = {leg.call for leg in self.line._legs}
        assert known <= set(self.calls)
        assert all(state == "calling" for call, state in self.calls.items() if call not in known), "nobody knows of it"
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

"""A console at random: its position, and what lies in the queues between it and the driver of its telephone."""

from collections import deque

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from app.ports import PhoneCaps, PhoneEvent, PhoneOrder
from app.position.decision import Decision, LetSleep, Tell, WakeAt
from app.position.events import PositionEvent, Woke
from tests.app.position.conftest import Desk


class Console(RuleBasedStateMachine):
    """Orders and events are queued, as between threads; time passes for both ends, from due time to due time."""

    def __init__(self, caps: PhoneCaps) -> None:
        super().__init__()
        self.desk = Desk(caps=caps, procedures=())
        self.now = 0.0
        self.orders: deque[PhoneOrder] = deque()
        self.events: deque[PhoneEvent] = deque()
        self.wakes: dict[str, float] = {}

    # --- the driver's end, of each kind of line ---

    def give(self, order: PhoneOrder) -> None:
        raise NotImplementedError

    def due(self) -> float | None:
        raise NotImplementedError

    def tick(self) -> None:
        raise NotImplementedError

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

    def key(self, key: str) -> None:
        self.follow(self.desk.press(key))

    def order(self) -> None:
        self.give(self.orders.popleft())

    def event(self) -> None:
        self.decide(self.events.popleft())

    @rule(seconds=st.sampled_from([0.3, 1.0, 3.0, 7.0, 20.0]))
    def time(self, seconds: float) -> None:
        end = self.now + seconds
        while True:
            due = self.due()
            times = [each for each in (due, *self.wakes.values()) if each is not None and each <= end]
            if not times:
                break
            self.pass_until(min(times))
            if due is not None and due <= self.now:
                self.tick()
            for name in [name for name, at in self.wakes.items() if at <= self.now]:
                if self.wakes.pop(name, None) is not None:
                    self.decide(Woke(self.desk.now, name))
        self.pass_until(end)

    def pass_until(self, now: float) -> None:
        if now > self.now:
            self.desk.wait(now - self.now)
            self.now = now

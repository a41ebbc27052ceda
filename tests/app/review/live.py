"""A console of a test: the real position and journal, each Screen kept by the number of its event."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.console_journal import earlier_calls
from app.journal.store import Journal
from app.new_position import EARLIER_HOURS, new_position
from app.ports import PhoneCaps
from app.position.decision import Tell
from app.position.events import ConsoleStarted, ConsoleStopped, PositionEvent
from app.position.screen import Screen
from app.settings import Settings
from app.tables import TablesInForce, load_tables

TABLES = load_tables(Settings())
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class Live:
    """Runs of one console on one journal. `screens` are those the call-taker saw, by the number of the event."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.now = NOON
        self.screens: dict[int, Screen] = {}

    def run(
        self,
        *events: PositionEvent | float,
        caps: PhoneCaps | None = None,
        tables: TablesInForce = TABLES,
        second_feed: str = "",
    ) -> None:
        """Start, handle these (a number is seconds that pass; the time of an event is that of its turn), stop."""
        journal = Journal.open(self.path)
        try:
            _calls, rows, _unread = earlier_calls(journal, self.now - timedelta(hours=EARLIER_HOURS))
            position = new_position(tables, journal.next_call_id, rows)
            first = ConsoleStarted(
                self.now,
                "0.1.0",
                "",
                "serial:/dev/x",
                False,
                False,
                "virtual",
                caps or PhoneCaps(),
                dict(tables.digests),
                second_feed=second_feed,
            )
            self._handle(position.handle, journal, [first, *events, ConsoleStopped(self.now, "closed by SIGTERM")])
        finally:
            assert journal.close() == ""

    def _handle(self, handle: object, journal: Journal, events: Iterable[PositionEvent | float]) -> None:
        waiting = list(events)
        while waiting:
            event = waiting.pop(0)
            if isinstance(event, int | float):
                self.now += timedelta(seconds=event)
                continue
            event = type(event)(**{**{name: getattr(event, name) for name in event.__slots__}, "at": self.now})
            decision = handle(event)  # type: ignore[operator]
            journal.write([decision.record], lambda _written: None)
            self.screens[len(self.screens) + 1] = decision.screen
            waiting[:0] = [order.event for order in decision.orders if isinstance(order, Tell)]

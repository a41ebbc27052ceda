"""A desk that hears two links: real bytes through a reader for each, the real position, time that passes when told."""

from datetime import timedelta
from typing import Any

from app.ports import Chunk, FeedState, FeedStateChanged, Link, PhoneCaps
from app.position.decision import Decision, LetSleep, WakeAt
from app.position.events import ConsoleStarted, NoiseHeard, PositionEvent, SpillArrived, Woke
from app.position.minutes import event_from
from app.position.screen import Screen
from app.settings import Settings
from app.spill.events import Garbled
from app.spill.model import Spill
from app.spill.reader import SpillReader
from app.tables import load_tables
from tests.app.position.conftest import Desk

MAIN, SECOND = Link.MAIN, Link.SECOND
TABLES = load_tables(Settings())
SLIP = (
    "{number} (905) RES OSH 99/06/21 05:17:{second:02d} #{call:05d} Pos:{position}\r\n"
    "{name}\r\n{address}\r\nAPT 6\r\nOSHAWA, OSHAWA L1G-4B7\r\nESN#: 0047\r\nDUR REG POLICE\r\n905-579-1234\r\n\r\n"
)


def slip(
    call: int = 552,
    number: str = "326-1224",
    name: str = "PALMER, ROBERT",
    address: str = "324 FIRST ST N",
    position: str = "0218",
) -> bytes:
    """The manual's own slip (D211), or another caller's in its form; the time of sending goes with the call number."""
    return SLIP.format(
        call=call, number=number, name=name, address=address, position=position, second=call % 60
    ).encode()


class TwoLinked:
    """Drives a position by the bytes of its links; a wake that was asked for comes when its time does."""

    def __init__(self, position: str = "", second_feed: str = "serial:/dev/ttyUSB1") -> None:
        self.desk = Desk(position, procedures=())
        self.readers = {link: SpillReader(TABLES.formats, TABLES.classes, TABLES.localities) for link in Link}
        self._wakes: dict[str, Any] = {}
        caps = PhoneCaps(can_mute=True)
        feeds = "serial:/dev/ttyUSB0", False, False, "virtual", caps
        self.tell(ConsoleStarted(self.now, "0.1.0", position, *feeds, {}, second_feed=second_feed))
        for link in Link if second_feed else (MAIN,):
            self.goes(link, FeedState.UP)

    @property
    def now(self) -> Any:
        return self.desk.now

    def tell(self, event: PositionEvent) -> Decision:
        decision = self.desk.tell(event)
        for order in decision.orders:
            if isinstance(order, WakeAt):
                self._wakes[order.name] = order.at
            elif isinstance(order, LetSleep):
                self._wakes.pop(order.name, None)
        return decision

    def wait(self, seconds: float) -> None:
        """Let time pass, and what was asked for come."""
        until = self.now + timedelta(seconds=seconds)
        while due := min(((at, name) for name, at in self._wakes.items() if at <= until), default=None):
            self.desk.now = max(self.now, due[0])
            del self._wakes[due[1]]
            self.tell(Woke(self.now, due[1]))
        self.desk.now = until

    def goes(self, link: Link, state: FeedState, detail: str = "") -> Decision:
        return self.tell(FeedStateChanged(self.now, state, detail, link))

    def hear(self, link: Link, data: bytes, after: float = 0.005) -> None:
        """A link brings bytes, and is quiet afterwards."""
        self.wait(after)
        reader = self.readers[link]
        for each in (*reader.feed(Chunk(self.now, data)), *reader.idle(self.now)):
            if isinstance(each, Spill):
                self.tell(SpillArrived(self.now, each, link))
            elif isinstance(each, Garbled):
                self.tell(NoiseHeard(self.now, each.data, each.reason, link))

    # --- what came of it ---

    @property
    def screen(self) -> Screen:
        return self.desk.screen

    @property
    def notices(self) -> list[str]:
        """The notices without their time of day, newest first."""
        return [notice.text[9:] for notice in self.screen.notices]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The rows of `calls`, without their times and legs."""
        rows = self.desk.calls().values()
        return [
            {name: value for name, value in row.items() if name not in ("legs", "arrived_at", "released_at")}
            for row in rows
        ]

    def again(self) -> list[Screen]:
        """Run what was written down through a fresh position, as from a journal; return its screens."""
        fresh = Desk(procedures=()).position
        records = [decision.record for decision in self.desk.decisions]
        return [fresh.handle(event_from(each.kind, each.at, each.body, each.spill)).screen for each in records]

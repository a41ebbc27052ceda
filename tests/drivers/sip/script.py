"""A script for the line: orders and facts in, and what follows out; no SIP, no time but what the script says."""

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from app.ports import Answer, Dial, PhoneEvent, PhoneOrder
from drivers.sip.account import SipAccount
from drivers.sip.conversation import Stuck, What
from drivers.sip.line import SipLine
from drivers.sip.messages import (
    AccountTold,
    Alive,
    Command,
    Done,
    Established,
    Fact,
    FarEndRings,
    Incoming,
    Started,
    SwitchTold,
)

NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)

T = TypeVar("T")


class Script:
    """Plays the console and the process to a line. `events`, `commands` are what the last step gave."""

    def __init__(self, **account: Any) -> None:
        self.line = SipLine(SipAccount(**account))
        self.now = 100.0
        self.what: list[What] = []
        self._last_ask = 0

    @property
    def at(self) -> datetime:
        """The date of now."""
        return NOON + timedelta(seconds=self.now)

    @property
    def events(self) -> list[PhoneEvent]:
        """The events of the last step."""
        return [each for each in self.what if isinstance(each, PhoneEvent)]

    @property
    def commands(self) -> list[Command]:
        """The commands of the last step."""
        return [each for each in self.what if isinstance(each, Command)]

    @property
    def stuck(self) -> list[str]:
        """Why the process is to be ended, if so."""
        return [each.why for each in self.what if isinstance(each, Stuck)]

    def one(self, kind: type[T]) -> T:
        """Return the one event or command of this kind in the last step."""
        found = [each for each in self.what if isinstance(each, kind)]
        assert len(found) == 1, f"expected one {kind.__name__}, got {self.what}"
        return found[0]

    def kinds(self) -> list[str]:
        """Return the names of what the last step gave."""
        return [type(each).__name__ for each in self.what]

    def do(self, order: PhoneOrder) -> "Script":
        """Give an order."""
        self.what = self.line.take(order, self.now, self.at)
        return self

    def tell(self, *facts: Fact) -> "Script":
        """Tell facts; what they gave is gathered."""
        self.what = [each for fact in facts for each in self.line.tell(fact, self.now, self.at)]
        return self

    def wait(self, seconds: float) -> "Script":
        """Let time pass, asking whenever the line wants to be asked; what that gave is gathered."""
        end = self.now + seconds
        self.what = []
        for _ in range(1000):
            due = self.line.due()
            if due is None or due > end:
                break
            self.now = max(self.now, due)
            self.what += self.line.tick(self.now, self.at)
            if self.stuck:
                return self
        else:
            raise AssertionError("the line never stops asking to be asked")
        self.now = end
        self.what += self.line.tick(self.now, self.at)
        return self

    def done(self, error: str = "") -> "Script":
        """Answer every numbered command of the last step."""
        asks = [each.ask for each in self.commands if hasattr(each, "ask")]
        assert asks, f"expected a command to answer, got {self.what}"
        return self.tell(*(Done(ask, error) for ask in asks))

    # --- short ways to common places ---

    def up(self) -> "Script":
        """The line is up."""
        return self.tell(Started("test", "here"), AccountTold("off", "off"), SwitchTold(True, "it answers"))

    def caller(self, call: str = "in:1", number: str = "9055550123") -> "Script":
        """A caller is on the line."""
        self.tell(Incoming(call, number, "sip:x"))
        self.do(Answer(0)).done()
        return self.tell(Established(call))

    def agency(self, attempt: int = 1, digits: str = "*21") -> "Script":
        """An agency is on the line."""
        self.do(Dial(attempt, digits)).done()
        self.tell(FarEndRings(f"out:{attempt}"))
        return self.tell(Established(f"out:{attempt}"))

    def alive(self, **quiet: int) -> "Script":
        """A heartbeat; `in_1=20` is the ms since sound last came on in:1."""
        return self.tell(Alive({name.replace("_", ":"): ms for name, ms in quiet.items()}))

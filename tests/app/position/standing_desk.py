"""A desk at which agencies are marked down: what the position tells itself comes back to it, as from the runner."""

from pathlib import Path
from typing import Any

from app.position.decision import Decision, Tell
from app.position.events import MatterAgencyDown, MatterAgencyUp, MatterCallsDirected, MatterDirectionLifted

TABLE = (Path(__file__).parents[3] / "resources" / "agencies" / "durham.toml").read_text("utf-8")


class StandingDesk:
    """Wraps the desk of conftest."""

    table_text = TABLE

    def __init__(self, desk: Any) -> None:
        self.desk = desk

    def mark(self, key: str, cause: str = "Power failure", reason: str = "hydro out") -> None:
        """Mark the agency of a key down."""
        self.desk.begin("K")
        self.desk.press(key)
        self.desk.choose(cause)
        self.fill(reason)

    def decide(self, key: str, to: str, by: str, *words: str) -> None:
        """Take the supervisor's decision: another agency's key, or "" and a number or place."""
        self.desk.begin("K")
        self.desk.press(key)
        self.desk.choose("Supervisor decides")
        if to:
            self.desk.press(to)
        else:
            self.desk.choose("Number or place")
        self.fill(by, *words)

    def choose(self, label: str) -> None:
        """Press the key of the step with this label, and let the position hear what it tells."""
        self._back(self.desk.choose(label))

    def fill(self, *words: str) -> None:
        """Type what the form asks for, and let the position hear what it tells."""
        self._back(self.desk.fill(*words))

    def _back(self, decision: Decision) -> None:
        for order in decision.orders:
            if isinstance(order, Tell):
                self.desk.tell(order.event)

    def told(self, *kinds: type) -> list[Any]:
        """Every event of these kinds that came to the position."""
        wanted = kinds or (MatterAgencyDown, MatterAgencyUp, MatterCallsDirected, MatterDirectionLifted)
        return [each for each in self.desk.events if isinstance(each, wanted)]

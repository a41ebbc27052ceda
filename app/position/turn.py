"""One event's turn: what is to be done and what is to be written, gathered while the position decides."""

from datetime import datetime

from app.call.attempt import Attempt
from app.clock import as_text
from app.journal.records import CallChange
from app.position.decision import Order


class Turn:
    """Gathers orders, changes of `calls`, and refusals ("F8" -> why) while one event is handled.

    `call` is the call the event concerned, for its record.
    """

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.orders: list[Order] = []
        self.refused: dict[str, str] = {}
        self.call: int | None = None
        self._values: dict[int, dict[str, str | int | None]] = {}
        self._legs: dict[int, dict[int, dict[str, str | int | None]]] = {}

    def do(self, order: Order) -> None:
        """Add an order."""
        self.orders.append(order)

    def refuse(self, key: str, why: str) -> None:
        """Refuse a key in words, shown on the key itself."""
        self.refused[key] = why

    def row(self, call: int, **values: str | int | None) -> None:
        """Set columns of the call's row."""
        self.call = call
        self._values.setdefault(call, {}).update(values)

    def leg(self, call: int, attempt: Attempt) -> None:
        """Write the attempt as it stands into its leg of the call's row."""
        self.call = call
        self._legs.setdefault(call, {})[attempt.leg] = {
            "agency": attempt.label,
            "digits": attempt.digits,
            "outcome": str(attempt.outcome),
            "rings": attempt.rings,
            "dialled_at": as_text(attempt.dialled_at),
            "answered_at": as_text(attempt.answered_at) if attempt.answered_at else None,
            "contact_at": as_text(attempt.contact_at) if attempt.contact_at else None,
        }

    def changes(self) -> tuple[CallChange, ...]:
        """Return what this turn changed in `calls`."""
        touched = sorted({*self._values, *self._legs})
        return tuple(CallChange(call, self._values.get(call, {}), self._legs.get(call, {})) for call in touched)

    @property
    def touched(self) -> set[int]:
        """The calls whose rows this turn changed."""
        return {*self._values, *self._legs}

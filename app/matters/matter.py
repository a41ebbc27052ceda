"""One matter: what was reported, and everything that was done about it since."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from app.clock import as_text, from_text


class Register(StrEnum):
    """Which register a matter stands in."""

    TROUBLE = "trouble"
    COMPLAINT = "complaint"  # compliments and suggestions too


@dataclass(frozen=True, slots=True)
class Went:
    """One step a matter took: `values` as typed, `was` the values that this step changed, as they were before."""

    at: datetime
    step: str
    by: str
    values: dict[str, str]
    was: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Matter:
    """One matter. `values` are its details as they stand now; who opened it is in `by`, on which call in `call`.

    `state` is how feed and telephone stood when it was opened; `pieces` say what each part of `data`, the last bytes
    of the feed, was taken for. `drafts` is what was typed for a step and not given yet.
    """

    number: int
    register: Register
    opened_at: datetime
    by: str
    call: int
    values: dict[str, str]
    state: dict[str, str] = field(default_factory=dict)
    pieces: list[dict[str, Any]] = field(default_factory=list)
    data: bytes = b""
    history: list[Went] = field(default_factory=list)
    drafts: dict[str, dict[str, str]] = field(default_factory=dict)
    closed_at: datetime | None = None

    @property
    def name(self) -> str:
        """Its name in either register: T7, C8."""
        return f"{'T' if self.register is Register.TROUBLE else 'C'}{self.number}"

    @property
    def open(self) -> bool:
        """True until it is closed."""
        return self.closed_at is None

    def last(self, step: str) -> Went | None:
        """Return the last time this step was taken, None if it never was."""
        return next((each for each in reversed(self.history) if each.step == step), None)

    def value(self, step: str, name: str) -> str:
        """Return what was typed for a step the last time, "" if it was not taken."""
        went = self.last(step)
        return went.values.get(name, "") if went is not None else ""

    def plain(self) -> dict[str, Any]:
        """Return it as plain data, without the bytes: they stay with the event that opened it."""
        return {
            "number": self.number,
            "register": str(self.register),
            "opened_at": as_text(self.opened_at),
            "by": self.by,
            "call": self.call,
            "values": self.values,
            "state": self.state,
            "pieces": self.pieces,
            "history": [
                {"at": as_text(each.at), "step": each.step, "by": each.by, "values": each.values, "was": each.was}
                for each in self.history
            ],
            "drafts": self.drafts,
            "closed_at": as_text(self.closed_at) if self.closed_at is not None else None,
        }


def matter_from(plain: dict[str, Any]) -> Matter:
    """Make a matter again of what `Matter.plain` gave. Raises KeyError, TypeError or ValueError for anything else."""
    return Matter(
        plain["number"],
        Register(plain["register"]),
        from_text(plain["opened_at"]),
        plain["by"],
        plain["call"],
        dict(plain["values"]),
        dict(plain["state"]),
        list(plain["pieces"]),
        history=[
            Went(from_text(each["at"]), each["step"], each["by"], dict(each["values"]), dict(each["was"]))
            for each in plain["history"]
        ],
        drafts={step: dict(values) for step, values in plain["drafts"].items()},
        closed_at=from_text(plain["closed_at"]) if plain["closed_at"] is not None else None,
    )

"""What the journal is given to write, one record for each event the position handled; and what it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class CallChange:
    """What an event changed in one row of `calls`.

    `call` is the row's id. `values` are columns set by it: number, service_class, call_number, position, name,
    address, arrived_at, released_at, how_ended (times as text, `app.clock.as_text`), place and street (in the form in
    which places are compared, `app.position.alike`), linked_to (the id of the call that is the same incident). `legs`
    are legs added or changed, by their number from 1 in the call: columns agency, digits, outcome, rings, dialled_at,
    answered_at, contact_at.
    The first change of an id makes the row. `calls` is nothing but these changes applied in order, so that anybody can
    rebuild it from `events`.
    """

    call: int
    values: Mapping[str, str | int | None] = field(default_factory=dict)
    legs: Mapping[int, Mapping[str, str | int | None]] = field(default_factory=dict)


class Record(NamedTuple):
    """One event as it is written down.

    `kind` is the event's name (`spill_arrived`, `key_pressed` ...); `body` is plain data that makes the event again;
    `spill` is the raw bytes that came with it, if any (its own row in `spills`); `call` the call it concerned, if any;
    `position` and `call_taker` who and where ("" if not known).
    """

    at: datetime
    kind: str
    position: str
    call_taker: str
    body: Mapping[str, Any]
    call: int | None = None
    changes: tuple[CallChange, ...] = ()
    spill: bytes | None = None


HISTORY = 5  # calls of the same number, the newest, that are looked for however long ago they were


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for.

    `call` itself is not, and only calls `below` this id are: but for the number's history, the `last` so many of them,
    if they arrived at `since` (as the journal writes times) or later. `number`, `place` and `street` are
    columns of `calls`, "" for what the call does not tell.
    """

    call: int
    below: int
    last: int
    since: str
    number: str
    place: str
    street: str


@dataclass(frozen=True, slots=True)
class FoundCall:
    """A call as the journal has it; "" where a column is null. `legs` are agency and outcome of each leg."""

    call: int
    arrived_at: str
    number: str
    service_class: str
    address: str
    place: str
    street: str
    how_ended: str
    linked_to: int | None
    legs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PastCall:
    """A call of an earlier run; times are as the journal writes them, "" if there is none.

    `spills` are what its spills said, as plain data, the oldest first.
    `linked_to` is the call that is the same incident, None if none was named.
    """

    call: int
    arrived_at: str
    released_at: str
    how_ended: str
    spills: tuple[dict[str, Any], ...] = ()
    linked_to: int | None = None


@dataclass(frozen=True, slots=True)
class Stood:
    """How a call that was open when the console stopped stood.

    `away` is when its caller was last said to have hung up, `cut_off` when the line was lost with her on it, as the
    journal writes times; "" if she was there. `number` is the one that its row has, "" if none; `taken_up_from` the
    ended call that it goes on with, 0 if it is none. `marks` and `typed` are what its procedures had kept at their last
    step. `legs` are the columns of its attempts, in their order. `begun` is True if any procedure took a step on it, or
    anybody was brought in. `told` are the agencies, by id, that have its information without voice contact.
    `information_taken` is that the call-taker said so, `held` that the caller was on hold.
    """

    away: str = ""
    cut_off: str = ""
    taken_up_from: int = 0
    marks: tuple[str, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    begun: bool = False
    number: str = ""
    legs: tuple[Mapping[str, str | int | None], ...] = ()
    told: tuple[str, ...] = ()
    information_taken: bool = False
    held: bool = False


class JournalPort(Protocol):
    """What the console's runner asks of the journal: `app.console_journal`."""

    def write(self, records: Sequence[Record], done: Callable[[str, str], None]) -> None:
        """Write in one transaction; `done(state, detail)` comes from another thread, state "written" if durable."""

    def past_call(self, call: int) -> PastCall | None:
        """Read a call, None if there is no such call; called from a thread of its own. Raises JournalError."""

    def search(self, wanted: Wanted, done: Callable[[Wanted, tuple[FoundCall, ...], str], None]) -> None:
        """Look for related calls behind the next paint; `done(wanted, found, trouble)` comes from another thread."""

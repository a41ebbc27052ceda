"""What happens to a task: it is left, it is done, it is found again by the next run (`app.position.tasks`)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class MatterTaskLeft:
    """The caller's information must still reach an agency: `short` its name, `why` in words, `since` as text (D096)."""

    at: datetime
    call: int
    agency: str
    short: str
    why: str
    since: str


@dataclass(frozen=True, slots=True)
class MatterTaskDone:
    """The agency has it, `who` took it there; or it is in voice contact, and `who` is "" (D094, D096)."""

    at: datetime
    call: int
    agency: str
    who: str = ""


TaskMatter = MatterTaskLeft | MatterTaskDone


@dataclass(frozen=True, slots=True)
class TaskFound:
    """A task of an earlier run that was not done was read from the journal; its call is as in `PastCallFound`."""

    at: datetime
    call: int
    agency: str
    short: str
    why: str
    since: str
    arrived_at: str
    released_at: str
    how_ended: str
    spill: dict[str, Any] | None

"""What the position made of an event: a record to write, a screen to show, orders to do - in that order."""

from dataclasses import dataclass
from datetime import datetime

from app.journal.records import Record, Wanted
from app.ports import PhoneOrder
from app.position.caller_events import CallerMatter
from app.position.events import (
    AgencyMatter,
    CheckDone,
    MatterOpened,
    MatterWent,
    StepTaken,
)
from app.position.screen import Screen
from app.position.task_events import TaskMatter


@dataclass(frozen=True, slots=True)
class WakeAt:
    """Send `Woke(name)` at `at`; a later order of the same name takes the place of this one."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class LetSleep:
    """Forget the wake of this name."""

    name: str


@dataclass(frozen=True, slots=True)
class FindPastCall:
    """Read a call of an earlier run from the journal; `PastCallFound` follows if it is there."""

    call: int


@dataclass(frozen=True, slots=True)
class FindRelated:
    """Look in the journal for calls of earlier runs that may be related; `RelatedFound` follows if there are any."""

    wanted: Wanted


@dataclass(frozen=True, slots=True)
class Tell:
    """Handle this event next: something the position found out itself and that must stand in the journal."""

    event: CallerMatter | CheckDone | StepTaken | MatterOpened | MatterWent | TaskMatter | AgencyMatter


@dataclass(frozen=True, slots=True)
class UsePhone:
    """Work the telephone set by hand from now on, or go back to the telephone's own line; `PhoneChanged` follows."""

    by_hand: bool


Order = PhoneOrder | WakeAt | LetSleep | FindPastCall | FindRelated | Tell | UsePhone


@dataclass(frozen=True, slots=True)
class Decision:
    """One event's decision."""

    record: Record
    orders: tuple[Order, ...]
    screen: Screen

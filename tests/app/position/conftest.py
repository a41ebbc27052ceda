"""A desk to try the position at: time passes when told, every decision is kept."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.agencies.directory_table import load_directory
from app.agencies.table import load_agencies
from app.call.procedure import Procedure
from app.call.procedure_table import Known
from app.ports import (
    Answered,
    AttemptEnded,
    CallerGone,
    Dial,
    Dialled,
    DialTone,
    Outcome,
    PhoneCaps,
    Recall,
    Released,
    Ringing,
)
from app.position.decision import Decision, Order, Tell, WakeAt
from app.position.events import (
    ConsoleStarted,
    FormFilled,
    KeyPressed,
    PositionEvent,
    SpillArrived,
    StepTaken,
    Woke,
)
from app.position.position import Position
from app.position.screen import CallRow, KeyFace, Screen
from app.position.step_words import BaseSteps
from app.settings import Settings
from app.spill.model import AgencyNamed, NumberStatus, ServiceClass, ServiceKind, Spill, Trust
from app.tables import load_base_steps, load_procedures

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
RES = ServiceClass(
    "RES", "Residential", ServiceKind.WIRELINE, Trust.YES, Trust.YES, Trust.YES, "", "as listed", "003:616"
)
CEL = ServiceClass(
    "CEL", "Cellular", ServiceKind.WIRELESS, Trust.NOT_SURE, Trust.NO, Trust.NO, "no ring back", "switch?", "003:589"
)
VOI = ServiceClass(
    "VOI", "VoIP", ServiceKind.VOIP, Trust.NOT_SURE, Trust.NOT_SURE, Trust.NOT_SURE, "not tested", "where?", "003:669"
)
PUB = ServiceClass(
    "PUB", "Public pay phone", ServiceKind.PAY_PHONE, Trust.YES, Trust.YES, Trust.NO, "outgoing only", "", "003:612"
)
AGENCIES = Path(__file__).parents[3] / "resources" / "agencies" / "durham.toml"
DIRECTORY = AGENCIES.parents[1] / "directory" / "durham.toml"
TABLE = load_agencies(AGENCIES.read_text(), "durham.toml")
LISTED = load_directory(DIRECTORY.read_text(), "durham.toml", TABLE)
PROCEDURES = load_procedures(Settings(), Known())[0]
STEPS = load_base_steps(Settings())[0]


class Desk:
    """Drives a Position; `now` moves only by `wait`."""

    def __init__(
        self,
        position: str = "",
        caps: PhoneCaps | None = None,
        procedures: Sequence[Procedure] = PROCEDURES,
        steps: BaseSteps = STEPS,
        earlier: tuple[CallRow, ...] = (),
    ) -> None:
        self.table, self.directory = TABLE, LISTED
        self.position = Position(
            self.table, UTC, earlier=earlier, procedures=procedures, directory=self.directory, steps=steps
        )
        self.now = START
        self.decisions: list[Decision] = []
        self.events: list[PositionEvent] = []
        self._calls = 551
        self.tell(
            ConsoleStarted(
                self.now,
                "0.1.0",
                position,
                "emulated:default",
                True,
                False,
                "virtual",
                caps or PhoneCaps(can_mute=True),
                {},
            )
        )

    def tell(self, event: PositionEvent) -> Decision:
        decision = self.position.handle(event)
        self.events.append(event)
        self.decisions.append(decision)
        return decision

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def press(self, key: str) -> Decision:
        return self.tell(KeyPressed(self.now, key))

    def spill(self, **values: Any) -> Decision:
        """A caller of Oshawa, or what `values` say otherwise; a call number of its own unless one is given."""
        if "call_number" not in values:
            self._calls += 1
            values["call_number"] = f"{self._calls:05d}"
        given: dict[str, Any] = {
            "raw": b"326-1224 (905) RES OSH",
            "format": "bell-printer",
            "lines": ("326-1224 (905) RES OSH",),
            "number": "9053261224",
            "number_status": NumberStatus.COMPLETE,
            "service_class": "RES",
            "service": RES,
            "borough": "OSH",
            "name": "PALMER, ROBERT",
            "address": "324 FIRST ST N",
            "locality": "OSHAWA, OSHAWA",
            "municipality": "OSHAWA",
            "community": "OSHAWA",
            "postal_code": "L1G 4B7",
            "position": "0218",
            "agencies": (AgencyNamed("DUR REG POLICE", "9055791234"),),
            **values,
        }
        return self.tell(SpillArrived(self.now, Spill(**given)))

    def text(self, *lines: str) -> Decision:
        """Text that no table knows."""
        return self.tell(SpillArrived(self.now, Spill("\r\n".join(lines).encode(), None, lines)))

    # --- the telephone, as the last Recall's attempt ---

    @property
    def attempt(self) -> int:
        for decision in reversed(self.decisions):
            for order in decision.orders:
                if isinstance(order, Recall | Dial):
                    return order.attempt
        raise AssertionError("nothing was recalled")

    def dial_tone(self) -> Decision:
        return self.tell(DialTone(self.now, self.attempt))

    def dialled(self, digits: str = "*23") -> Decision:
        return self.tell(Dialled(self.now, self.attempt, digits))

    def rings(self, count: int) -> Decision:
        for ring in range(1, count + 1):
            decision = self.tell(Ringing(self.now, self.attempt, ring))
            self.wait(6)
        return decision

    def answers(self) -> Decision:
        return self.tell(Answered(self.now, self.attempt))

    def ends(self, outcome: Outcome, cause: str = "") -> Decision:
        return self.tell(AttemptEnded(self.now, self.attempt, outcome, cause=cause))

    def releases(self) -> Decision:
        return self.tell(Released(self.now))

    def bring_in(self, key: str = "F8", ring: int = 2) -> Decision:
        """Press an agency key and let it answer."""
        self.press(key)
        self.dial_tone()
        self.dialled()
        self.rings(ring)
        return self.answers()

    def fail(self, key: str = "F8", outcome: Outcome = Outcome.BUSY) -> Decision:
        """Press an agency key and let it fail."""
        self.press(key)
        self.dial_tone()
        self.dialled()
        return self.ends(outcome)

    def wake(self, decision: Decision) -> Decision:
        """Let the time limit that a decision asked for come."""
        wanted = next(order for order in decision.orders if isinstance(order, WakeAt))
        self.now = max(self.now, wanted.at)
        return self.tell(Woke(self.now, wanted.name))

    # --- procedures ---

    def caller_hangs_up(self) -> Decision:
        return self.tell(CallerGone(self.now, 0))

    def begin(self, letter: str) -> Decision:
        """Begin a procedure from the list."""
        self.press("Ctrl+G")
        return self.press(letter)

    def choose(self, label: str) -> Decision:
        """Press the key of the step with this label."""
        return self.press(next(face.key for face in self.screen.options if face.label.removesuffix(" ...") == label))

    def fill(self, *words: str) -> Decision:
        """Type what the form asks for."""
        form = self.screen.form
        assert form is not None, "nothing is asked for"
        return self.tell(FormFilled(self.now, form.id, dict(zip(form.fields, words, strict=True))))

    def deliver(self, who: str = "Ann") -> Decision:
        """Say who took the information of the task that is asked for first."""
        self.press("Alt+D")
        return self.fill(who)

    @property
    def step(self) -> str:
        return self.screen.next_step.text

    @property
    def options(self) -> list[str]:
        return [face.label for face in self.screen.options]

    def taken(self) -> list[tuple[str, str, str]]:
        """Every step taken so far, as it is journalled: procedure, step, result."""
        told = [order.event for each in self.decisions for order in each.orders if isinstance(order, Tell)]
        return [(each.procedure, each.step, each.result) for each in told if isinstance(each, StepTaken)]

    # --- what came of it ---

    @property
    def screen(self) -> Screen:
        return self.decisions[-1].screen

    @property
    def orders(self) -> list[Order]:
        return [order for order in self.decisions[-1].orders if type(order).__name__ not in ("WakeAt", "LetSleep")]

    @property
    def phoned(self) -> list[type]:
        """What kinds of orders the telephone was given last."""
        return [type(order) for order in self.orders if not isinstance(order, Tell)]

    def face(self, key: str) -> KeyFace:
        faces = (*self.screen.agency_keys, *self.screen.feature_keys, *self.screen.offers)
        return next(face for face in faces if face.key == key)

    def calls(self) -> dict[int, dict[str, Any]]:
        """The rows of `calls` as the records make them."""
        rows: dict[int, dict[str, Any]] = {}
        for decision in self.decisions:
            for change in decision.record.changes:
                row = rows.setdefault(change.call, {"legs": {}})
                row.update(change.values)
                for leg, values in change.legs.items():
                    row["legs"].setdefault(leg, {}).update(values)
        return rows


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def make_desk() -> Callable[..., Desk]:
    return Desk


@pytest.fixture
def cellular() -> ServiceClass:
    return CEL

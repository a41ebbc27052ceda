"""One procedure on its way: where it stands, for which call, and how that reads."""

from dataclasses import dataclass
from datetime import datetime

from app.call.procedure import Facts, Option, Procedure, Sign, Step, worded
from app.position.conference import PositionCall
from app.position.screen import KeyFace, NextStep

OPTION_KEYS = ("Alt+Z", "Alt+X", "Alt+C", "Alt+V")  # in the order in which they lie under the left hand
WAKE = "procedure"


@dataclass(slots=True)
class Running:
    """A procedure on its way: the step it stands at, the call it is for (None: for none), the attempt it began."""

    number: int
    procedure: Procedure
    step: Step
    call: PositionCall | None
    since: datetime
    attempt: int = 0
    said: Sign | None = None  # what that attempt last said
    aside: bool = False  # for no call, and waits while one is on the line

    @property
    def title(self) -> str:
        """Its title, with the call it is for."""
        return f"{self.procedure.title}{f' (call {self.call.id})' if self.call is not None else ''}"

    @property
    def wake(self) -> str:
        """The name of its time limit."""
        return f"{WAKE} {self.number}"

    def words(self, text: str, facts: Facts) -> str:
        """Fill the braces of its words."""
        return worded(text, facts)

    def options(self, facts: Facts) -> list[Option]:
        """Return the options of its step whose conditions hold, in the order of their keys."""
        places = self.procedure.places
        return [each for each in self.step.options if facts.holds(each.branch.conditions, places)][: len(OPTION_KEYS)]

    def next_step(self, facts: Facts, live: PositionCall | None) -> NextStep:
        """Return its step in words."""
        step = self.step
        title = self.procedure.title if self.call is live else self.title
        why = worded(step.why, facts)
        return NextStep(
            worded(step.text, facts),
            f"{title}: {why}" if why else title,
            f"manual p. {step.page}" if step.page else "",
            step.urgent,
            self.since + step.limit if step.limit is not None else None,
        )

    def faces(self, facts: Facts) -> tuple[KeyFace, ...]:
        """Return the keys of its step; one that asks for words first ends in dots."""
        return tuple(
            KeyFace(key, worded(option.label, facts) + (" ..." if option.asks else ""))
            for key, option in zip(OPTION_KEYS, self.options(facts), strict=False)
        )

"""One procedure on its way: where it stands, for which call, and how that reads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.call.procedure import Branch, Facts, Option, Procedure, Sign, Step, first_that_holds, worded
from app.position.conference import PositionCall
from app.position.events import StepTaken
from app.position.kept import Kept
from app.position.screen import KeyFace, NextStep
from app.words import joined, say

OPTION_KEYS = ("Alt+Z", "Alt+X", "Alt+C", "Alt+V")  # in the order in which they lie under the left hand
WAKE = "procedure"
LONGEST_TYPED = 200  # letters kept of what is typed for one field
TYPED_SHOWN = 40  # letters of it that stand in a step's words

# Signs that are of the attempt a procedure began itself, and of no other.
OWN = frozenset({Sign.RANG, Sign.ANSWERED, Sign.BUSY, Sign.NO_ANSWER, Sign.GIVEN_UP, Sign.FAILED})


@dataclass(slots=True)
class Running:
    """A procedure on its way: the step it stands at, the call it is for (None: for none), the attempt it began.

    `own_typed` is what was typed for it, field -> words, where it is for no call; else the call keeps it. `leaving` is
    the choice that releases its call, with its words, until the telephone has released it.
    """

    number: int
    procedure: Procedure
    step: Step
    call: PositionCall | None
    since: datetime
    attempt: int = 0
    said: Sign | None = None  # what that attempt last said
    aside: bool = False  # for no call, and waits while one is on the line
    own_typed: dict[str, str] = field(default_factory=dict)
    leaving: tuple[Branch, str] | None = None
    _known: Kept[Facts, str, tuple[tuple[str, str], ...], Facts] = field(
        default_factory=lambda: Kept(_known), repr=False, compare=False
    )
    _words: Kept[Step, str, datetime, Facts, NextStep] = field(
        default_factory=lambda: Kept(_words), repr=False, compare=False
    )
    _faces: Kept[Step, Procedure, Facts, tuple[KeyFace, ...]] = field(
        default_factory=lambda: Kept(_faces), repr=False, compare=False
    )

    @property
    def title(self) -> str:
        """Its title, with the call it is for."""
        if self.call is None:
            return self.procedure.title
        return say("{title} (call {call})", title=self.procedure.title, call=self.call.id)

    @property
    def wake(self) -> str:
        """The name of its time limit."""
        return f"{WAKE} {self.number}"

    @property
    def form(self) -> str:
        """The name of what an option of its step wants typed."""
        return f"option {self.number} {self.step.id}"

    def draft(self, option: Option) -> str:
        """The name under which what is typed for an option is kept, whichever of its steps offers it."""
        return self.drafts + joined(", ", (option.label, *option.asks))

    @property
    def drafts(self) -> str:
        """How the names of its drafts begin."""
        return f"{self.number} "

    @property
    def last_attempt(self) -> int:
        """The number of the last attempt of its call, 0 if there is none."""
        return self.call.attempts[-1].number if self.call is not None and self.call.attempts else 0

    @property
    def typed(self) -> dict[str, str]:
        """What was typed so far, field -> words."""
        return self.call.typed if self.call is not None else self.own_typed

    def keep(self, values: Mapping[str, str], asked: tuple[str, ...]) -> None:
        """Keep what was typed for the fields that were asked for."""
        typed = self.typed
        typed |= {name: values[name].strip()[:LONGEST_TYPED] for name in asked if name in values}

    def known(self, facts: Facts, since: str) -> Facts:
        """Return the facts of its call with what its own words need: {since}, and what was typed."""
        return self._known(facts, since, tuple(self.typed.items()))

    def with_typed(self, facts: Facts, longest: int) -> Facts:
        """Return the facts with what was typed among the values that fill braces."""
        return _with_values(facts, _shortened(self.typed.items(), longest)) if self.typed else facts

    def found_at(self, step: str, facts: Facts) -> Branch:
        """Return where to go on, found at this step after the console had stopped.

        A step that waited for an attempt waits in vain: on an open call the procedure begins anew then; on one that is
        over it goes on as it does when a call ends.
        """
        procedure = self.procedure
        at = procedure.steps.get(step)
        if at is None or (self.call is not None and self.call.open and OWN & set(at.on)):
            return Branch(procedure.first)
        ended = self.call is not None and not self.call.open
        on_end = first_that_holds(at.on.get(Sign.ENDED, ()), facts, procedure.places) if ended else None
        return on_end or Branch(step)

    @property
    def call_leaves(self) -> bool:
        """True while the telephone was told to release its call and has not said that it has."""
        return self.call is not None and self.call.open and self.call.releasing

    def forbids(self, facts: Facts) -> str:
        """Say why its step forbids releasing the call."""
        return joined(": ", (self.procedure.title, worded(self.step.no_release, facts)))

    def taken(self, at: datetime, step: str, by: str, result: str, facts: Facts) -> StepTaken:
        """Return the step it takes, to be journalled."""
        number = self.call.id if self.call is not None else 0
        reached = {each for each in facts.true if each.startswith("reached ")}
        marks = reached | (self.call.marks if self.call is not None else set())
        return StepTaken(at, number, self.procedure.id, step, by, result, tuple(sorted(marks)), dict(self.typed))

    def options(self, facts: Facts) -> list[Option]:
        """Return the options of its step whose conditions hold, in the order of their keys."""
        return _options(self.step, self.procedure, facts)

    def next_step(self, facts: Facts, live: PositionCall | None) -> NextStep:
        """Return its step in words."""
        return self._words(self.step, self.procedure.title if self.call is live else self.title, self.since, facts)

    def faces(self, facts: Facts) -> tuple[KeyFace, ...]:
        """Return the keys of its step; one that asks for words first ends in dots."""
        return self._faces(self.step, self.procedure, facts)


def _known(facts: Facts, since: str, typed: tuple[tuple[str, str], ...]) -> Facts:
    return _with_values(facts, {"since": since, **_shortened(typed, TYPED_SHOWN)})


def _shortened(typed: Iterable[tuple[str, str]], longest: int) -> dict[str, str]:
    return {name: words if len(words) <= longest else f"{words[: longest - 1]}…" for name, words in typed}


def _with_values(facts: Facts, values: Mapping[str, str]) -> Facts:
    return Facts(facts.true, facts.service_class, facts.kind, facts.municipality, {**facts.values, **values})


def _options(step: Step, procedure: Procedure, facts: Facts) -> list[Option]:
    places = procedure.places
    return [each for each in step.options if facts.holds(each.branch.conditions, places)][: len(OPTION_KEYS)]


def _words(step: Step, title: str, since: datetime, facts: Facts) -> NextStep:
    why = worded(step.why, facts)
    return NextStep(
        worded(step.text, facts),
        joined(": ", (title, why)) if why else title,
        say("manual p. {page}", page=step.page) if step.page else "",
        step.urgent,
        since + step.limit if step.limit is not None else None,
    )


def _faces(step: Step, procedure: Procedure, facts: Facts) -> tuple[KeyFace, ...]:
    return tuple(
        KeyFace(key, _with_dots(worded(option.label, facts)) if option.asks else worded(option.label, facts))
        for key, option in zip(OPTION_KEYS, _options(step, procedure, facts), strict=False)
    )


def _with_dots(label: str) -> str:
    return joined(" ", (label, "..."))


def waiting_line(one: Running, facts: Facts, way: str) -> str:
    """Say where one that waits stands, and how it comes to lead."""
    return say("{procedure}: {step} ({way})", procedure=one.title, step=worded(one.step.text, facts), way=way)

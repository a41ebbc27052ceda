"""Everything the position can be told. The feed's and the telephone's facts are the ports' own values."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.ports import FeedStateChanged, Link, PhoneCaps, PhoneEvent
from app.position.caller_events import CallerAway, CallerJoined, InformationTaken, ScreenTaken
from app.position.lesson_events import LessonStruck, LessonWent
from app.position.task_events import MatterTaskDone, MatterTaskLeft, TaskFound
from app.spill.model import Spill


@dataclass(frozen=True, slots=True)
class ConsoleStarted:
    """The console came up, with what decides how its screens look: so the journal can be run again.

    `position` is the answering position's id, "" if every spill is this position's. `tables` names the tables in force
    with a digest of each, so that a changed table is seen (U4). `related_minutes` is how far back related calls
    are looked for. `second_feed` names the second link, "" if there is none; `emulated` and `replayed` are True if
    either link is. `training` is True for a lesson.
    """

    at: datetime
    version: str
    position: str
    feed: str
    emulated: bool
    replayed: bool
    phone: str
    caps: PhoneCaps
    tables: dict[str, str]
    related_minutes: int = 60  # as in journals that do not say
    second_feed: str = ""
    training: bool = False


@dataclass(frozen=True, slots=True)
class ConsoleStopped:
    """The console was closed; `why` as in "closed by SIGTERM"."""

    at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class SpillArrived:
    """One record came, decoded or not (`spill.format` None: NOT DECODED)."""

    at: datetime
    spill: Spill
    link: Link = Link.MAIN


@dataclass(frozen=True, slots=True)
class NoiseHeard:
    """Bytes that are no text came, with the reason they are taken for noise."""

    at: datetime
    data: bytes
    reason: str
    link: Link = Link.MAIN


@dataclass(frozen=True, slots=True)
class KeyPressed:
    """A key of the keyboard or its button on the screen, as printed: "F8", "Ctrl+N"."""

    at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class DigitsTyped:
    """The call-taker typed what is to be dialled and confirmed it; any text, only 0-9, * and # is ever dialled."""

    at: datetime
    digits: str


@dataclass(frozen=True, slots=True)
class EntryChosen:
    """Enter was pressed on an entry of the directory, named by its key; "" takes back what was chosen so."""

    at: datetime
    entry: str


@dataclass(frozen=True, slots=True)
class TextTyped:
    """The call-taker typed a line for the TTY of this call's caller and sent it off."""

    at: datetime
    text: str
    call: int


@dataclass(frozen=True, slots=True)
class CheckDone:
    """One check of the commissioning list was judged: `verdict` is "yes", "no" or "skipped", `measured` in words."""

    at: datetime
    check: str
    verdict: str
    measured: str


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A procedure went to a step of its table, "end" if it is over; `call` 0 if it is for none.

    `by` is the key's label or the sign it went on; `result` what came of it, in words. `marks` are what it keeps of the
    call, `typed` what was typed for it, field -> words: with them it can be taken up again after the console stopped.
    """

    at: datetime
    call: int
    procedure: str
    step: str
    by: str
    result: str
    marks: tuple[str, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProcedureFound:
    """A procedure of an earlier run that was not over was read from the journal, with the last step it took.

    The call is as in `PastCallFound`, 0 if it is for none.
    """

    at: datetime
    procedure: str
    step: str
    marks: tuple[str, ...]
    typed: dict[str, str]
    call: int
    arrived_at: str
    released_at: str
    how_ended: str
    spill: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class MatterOpened:
    """A matter was opened in its register (`app.matters`): "trouble" or "complaint".

    `state` is how feed and telephone stood then; `pieces` say what each part of `data`, the last bytes of the feed,
    was taken for. `call` is the call on the screen then, 0 if there was none.
    """

    at: datetime
    matter: int
    register: str
    by: str
    call: int
    values: dict[str, str]
    state: dict[str, str]
    pieces: list[dict[str, Any]]
    data: bytes


@dataclass(frozen=True, slots=True)
class MatterWent:
    """A step was taken in a matter, with what was typed for it; changed details are such a step (U1)."""

    at: datetime
    matter: int
    step: str
    by: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class MatterDrafted:
    """Something was typed into a matter's form and not given yet; "" everywhere takes it back."""

    at: datetime
    form: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class MattersFound:
    """What earlier runs left open was read from the journal: `matters` as plain data, `last` the last number given."""

    at: datetime
    last: int
    matters: list[dict[str, Any]]
    drafts: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class MatterAgencyDown:
    """The call-taker marked an agency down; `cause` is "power" or "telephone", `reason` in her words."""

    at: datetime
    agency: str
    cause: str
    reason: str


@dataclass(frozen=True, slots=True)
class MatterAgencyUp:
    """The call-taker lifted the mark."""

    at: datetime
    agency: str


@dataclass(frozen=True, slots=True)
class MatterCallsDirected:
    """A supervisor, `by`, decided where the calls of an agency that is down go: to an agency, or what was typed.

    `to` is that agency's id, "" for a number or place, which is then in `words`.
    """

    at: datetime
    agency: str
    by: str
    to: str
    words: str


@dataclass(frozen=True, slots=True)
class MatterDirectionLifted:
    """That decision stands no longer."""

    at: datetime
    agency: str


AgencyMatter = MatterAgencyDown | MatterAgencyUp | MatterCallsDirected | MatterDirectionLifted


@dataclass(frozen=True, slots=True)
class StandingFound:
    """Marks and decisions that stood when the console started, from the journal: each event's `at`, `kind`, `body`."""

    at: datetime
    events: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class FormFilled:
    """The call-taker typed what a form asked for: field -> words."""

    at: datetime
    form: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class PhoneChanged:
    """Another telephone is in force: the set worked by hand in place of a lost line, or that line again."""

    at: datetime
    phone: str
    caps: PhoneCaps
    by_hand: bool


@dataclass(frozen=True, slots=True)
class InitialsGiven:
    """The call-taker gave her initials; "" takes them back."""

    at: datetime
    initials: str


@dataclass(frozen=True, slots=True)
class CallLookedAt:
    """The call-taker looks at an earlier call of today without touching the live one; 0 is back to the live call."""

    at: datetime
    call: int


@dataclass(frozen=True, slots=True)
class PastCallFound:
    """A call of an earlier run was read from the journal: asked for, or open when the console stopped.

    Times are as the journal writes them, "" if there is none; `spill` is plain data (`app.spill.plain`), None if none
    came. `goes_on` is True for a call that was open when the console stopped, and so may still be on the line; then
    `away` is when its caller was last said to have hung up and `cut_off` when the line was lost with her on it, "" if
    she was there; `number` is the one that its row has, `taken_up_from`, `marks` and `typed` are as the call had them,
    `begun`, `legs`, `told`, `information_taken` and `held` as in `app.journal.records.Stood`. `spill` is what its
    spills say together, `was` the values that an earlier one gave, by field.
    """

    at: datetime
    call: int
    arrived_at: str
    released_at: str
    how_ended: str
    spill: dict[str, Any] | None
    goes_on: bool
    linked_to: int | None = None
    away: str = ""
    cut_off: str = ""
    taken_up_from: int = 0
    marks: tuple[str, ...] = ()
    typed: dict[str, str] = field(default_factory=dict)
    begun: bool = False
    number: str = ""
    legs: list[dict[str, Any]] = field(default_factory=list)
    told: tuple[str, ...] = ()
    was: dict[str, str] = field(default_factory=dict)
    information_taken: bool = False
    held: bool = False


@dataclass(frozen=True, slots=True)
class RelatedFound:
    """Calls of earlier runs were read from the journal that have something in common with `call`; never none.

    Each of `calls` is plain data: `call`, `same` (`app.position.alike.Alike`), `arrived_at` as the journal writes it,
    `number`, `place`, `how_ended`, `linked_to` (None if to none) and `legs`, agency and outcome of each; "" where the
    journal has nothing.
    """

    at: datetime
    call: int
    calls: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class TroubleMet:
    """Something of ours beside feed and telephone does not work (a recording that cannot be written); in words."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class Woke:
    """The time asked for by `WakeAt` has come."""

    at: datetime
    name: str


PositionEvent = (
    ConsoleStarted
    | ConsoleStopped
    | SpillArrived
    | NoiseHeard
    | FeedStateChanged
    | PhoneEvent
    | KeyPressed
    | DigitsTyped
    | EntryChosen
    | TextTyped
    | CallerJoined
    | CallerAway
    | ScreenTaken
    | InformationTaken
    | CheckDone
    | StepTaken
    | MatterOpened
    | MatterWent
    | MatterDrafted
    | MattersFound
    | ProcedureFound
    | MatterTaskLeft
    | MatterTaskDone
    | TaskFound
    | MatterAgencyDown
    | MatterAgencyUp
    | MatterCallsDirected
    | MatterDirectionLifted
    | StandingFound
    | FormFilled
    | PhoneChanged
    | InitialsGiven
    | CallLookedAt
    | PastCallFound
    | RelatedFound
    | TroubleMet
    | LessonWent
    | LessonStruck
    | Woke
)

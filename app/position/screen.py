"""The screen as one frozen value: what the call-taker sees, in words, ready to draw.

Widgets keep the last `Screen` and redraw what differs; they know no spill, call or journal. Every doubt stands in words
beside the thing doubted; a datum that is absent keeps its place and says so (design: screen.md rules 2, 4, 5, 6).
Instants are given as instants where a running time is shown ("on line 00:41"): the window counts, not the position.
They are named tuples and not dataclasses: a screen's fifty values are made for each event, and a tuple is made and
compared in a third of the time.
"""

from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from app.words import say

if TYPE_CHECKING:  # before the first paint no matter is shown, and making the classes of its pane takes a while
    from app.position.matter_screen import MattersPane


TRAINING = say("TRAINING")  # the mark of a lesson: no caller is real, and no telephone
REPLAY = say("REPLAY")  # the word across a window that shows what was


class Datum(NamedTuple):
    """One value of the caller.

    `text` is what stands in its place, never empty: an absent value says so ("no apartment given") and has `absent`.
    `note` is the doubt in words ("area code not sent"). `was` is the value before a later spill of the same call
    changed it; "" if it did not change.
    """

    text: str
    absent: bool = False
    note: str = ""
    was: str = ""


class CardState(StrEnum):
    """Whose details the caller card holds."""

    NONE = "none"  # no call yet
    LIVE = "live"  # the caller on the line
    PREVIOUS = "previous"  # the details are an ended call's; the caller on the line, if any, sent none
    PAST = "past"  # an earlier call of today, looked at


class CallerCard(NamedTuple):
    """The caller's details.

    `heading` and `note` say whose they are ("PREVIOUS CALL'S DETAILS", "ended 13:29:04, released"). `text_lines` is the
    record as sent, for the raw view, and instead of the fields when `not_decoded`. `arrived_at` starts the running
    time; it stops at `ended_at`.
    """

    state: CardState
    heading: str
    note: str
    number: Datum
    call_number: Datum
    address: Datum
    location: Datum
    name: Datum
    locality: Datum
    service: Datum  # "RES  Residential"
    service_tell: str
    ring_back: Datum
    borough: Datum
    esn: Datum
    agencies: Datum
    sent: Datum
    position: Datum
    routing_number: Datum
    not_decoded: bool = False
    text_lines: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    arrived_at: datetime | None = None
    ended_at: datetime | None = None


class Look(StrEnum):
    """How a key looks; always doubled by its words."""

    IDLE = "idle"
    MARKED = "marked"  # the spill's municipality belongs to this agency: a suggestion, never pressed by itself
    ACTIVE = "active"  # dialling, ringing
    ATTENTION = "attention"  # answered: confirm voice contact; or release warned
    CONTACT = "contact"  # in voice contact
    FAILED = "failed"
    DOWN = "down"  # the agency is marked down: its key dials its back-up, or nothing


class KeyFace(NamedTuple):
    """A key as printed: `key` is the keyboard key that presses it ("F8"), `code` what it dials ("*23", "" if nothing).

    `state` is what it is doing or why it was refused, in words ("ring 3 of 6", "refused: Oshawa Fire is ringing").
    """

    key: str
    label: str
    code: str = ""
    state: str = ""
    look: Look = Look.IDLE
    note: str = ""  # a standing remark, as "confirm on site"


class NextStep(NamedTuple):
    """The step that applies now, why, and the manual's page ("manual p. 12"; "" if none).

    `until` is when its time is over, None if it has no limit; the window counts down.
    """

    text: str
    why: str = ""
    page: str = ""
    urgent: bool = False
    until: datetime | None = None


class Form(NamedTuple):
    """What is to be typed beside the step, a field each; `refused` is why what was typed is not taken.

    What is typed is kept as `draft` until it is given: a form of that name which stands `again` has it in its fields.
    """

    id: str
    title: str
    fields: tuple[str, ...]
    refused: str = ""
    draft: str = ""
    again: bool = False


class CallRow(NamedTuple):
    """One call in the list of today's, or one waiting beside the screen."""

    call: int
    time: str
    number: str
    service_class: str
    place: str
    agencies: str
    state: str
    linked_to: int | None = None
    incident: str = ""  # "same incident as call 12"


MOST_RELATED = 9  # related calls shown, the most alike and the newest; of more it is said that there are


class RelatedCall(NamedTuple):
    """A call that may be of one incident with the one on the screen; nothing says that it is.

    `time` is the time of day, with the date where it was another day; `same` what the two have in common ("same number,
    same address"), `likest` the first of it; `incident` what the call-taker said ("same incident as call 12"), "" if
    nothing.
    """

    call: int
    time: str
    same: str
    number: str
    place: str
    agencies: str
    state: str
    incident: str = ""
    likest: str = ""


class Health(StrEnum):
    """How loud a part of the status edge must be."""

    WELL = "well"
    NOTICE = "notice"
    FAULT = "fault"


class Edge(NamedTuple):
    """One statement of the status edge: `text` in words, with what to do where it is a fault."""

    text: str
    health: Health = Health.WELL


class TextLine(NamedTuple):
    """One line of a TTY conversation: who wrote it, when it was begun; `other` is the other reading, if asked for."""

    sent: bool
    at: datetime
    text: str
    other: str = ""


class TtyPane(NamedTuple):
    """The text conversation of the live call, `call`, 0 if there is none.

    `turn` says whose turn it is. `other_reading` is True while the caller's letters are shown in both shifts.
    `canned` are label and text of the lines that two keys send; `can_send` is False where this telephone can not.
    """

    call: int
    heard: bool
    lines: tuple[TextLine, ...]
    turn: str
    other_reading: bool
    canned: tuple[tuple[str, str], ...]
    can_send: bool


class DirectoryPane(NamedTuple):
    """What stands beside the search of the directory; the window has the entries, and searches them itself.

    `chosen` is the key of the entry that the next press dials, "" if none; `words` say so, or why a press was in vain.
    """

    chosen: str
    words: str


class Pane(StrEnum):
    """What stands in the lowest place on the left; the caller, the keys and the next step always stay."""

    TODAY = "today"
    LINE = "line"
    TTY = "tty"
    COMMISSIONING = "commissioning"
    PROCEDURES = "procedures"
    HELP = "help"  # the centre's manual; what is read of it is the window's own
    DIRECTORY = "directory"
    MATTERS = "matters"
    MONITOR = "monitor"  # of the ANI/ALI line; what is watched is the window's own


class Screen(NamedTuple):
    """Everything shown.

    `marks` cannot be switched off (EMULATED FEED, VIRTUAL TELEPHONE). `waiting` are callers who wait beside the
    screen, one key away. `today` is newest first. `last_byte_at`, `second_byte_at` and `journal` are filled in by the
    runner, which alone knows them. `pane` says which of today's calls, the telephone's line (`line_page`: label and
    words), the TTY conversation, the commissioning `checklist`, the list of `procedures`, the `directory` and the
    manual stands in the lowest place.
    `dial_asked` is True while a typed number is awaited.
    """

    marks: tuple[str, ...]
    position: str
    call_taker: str  # initials, "" while not given: the field then asks for them
    feed: Edge
    phone: Edge
    caller: CallerCard
    agency_keys: tuple[KeyFace, ...]
    feature_keys: tuple[KeyFace, ...]
    offers: tuple[KeyFace, ...]  # the next rungs after a failure; for a set worked by hand also what was heard
    line: str  # "two parties on line: caller, Oshawa Fire ringing"
    next_step: NextStep
    options: tuple[KeyFace, ...] = ()  # the keys of the step
    form: Form | None = None  # in their place while something is to be typed
    tasks: tuple[str, ...] = ()
    waiting: tuple[CallRow, ...] = ()
    today: tuple[CallRow, ...] = ()
    related: tuple[RelatedCall, ...] = ()  # of the call on the card while it is the last caller's; most alike first
    linked: str = ""  # "same incident as call 12": what the call-taker said of the live call
    notices: tuple[Edge, ...] = ()
    pane: Pane = Pane.TODAY
    line_page: tuple[tuple[str, str], ...] = ()
    tty: TtyPane | None = None
    checklist: tuple[str, ...] = ()
    matters: "MattersPane | None" = None
    reminders: tuple[str, ...] = ()  # below the tasks: open matters
    tasks_unlisted: int = 0  # of which one line of `tasks` says how many they are
    procedures: tuple[str, ...] = ()
    directory: DirectoryPane | None = None
    dial_asked: bool = False
    last_byte_at: datetime | None = None
    second_feed: Edge | None = None  # the second link, if the console hears one
    second_byte_at: datetime | None = None
    journal: Edge = Edge(say("journal not open yet"), Health.NOTICE)

    @property
    def tasks_open(self) -> int:
        """How many tasks are open, those unlisted with them."""
        return len(self.tasks) + max(0, self.tasks_unlisted - 1)

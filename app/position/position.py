"""The mind of one answering position: events in, decisions out. Pure; time comes with the events.

What a call is here (issue words: a caller being worked is never hidden):

* A spill begins a call, unless it belongs to the open call or one that waits: then it updates that.
* A caller who rings begins one too, unless a spill has told of her already (`arrivals`).
* While an agency is being brought in, or the caller is on the telephone's line (`Call.worked`), the next call waits
  beside the screen. Text that no table could decode waits whenever a call is open: it may be the rest of a broken
  record, and must neither hide a caller nor be hidden.
* A call without data (the telephone says so, or Ctrl+N) leaves the last caller's details, marked as the previous's.
* A call ends as released, caller_gone or replaced (`endings`).
"""

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from typing import assert_never

from app.agencies.agency import AgencyTable
from app.agencies.directory import Directory
from app.call.procedure import Procedure
from app.journal.records import Record
from app.ports import (
    Answered,
    AttemptEnded,
    AudioBack,
    AudioLost,
    CallerGone,
    CallerHere,
    CallerRinging,
    Conferenced,
    Dialled,
    DialTone,
    FeedStateChanged,
    HeldOnLine,
    Instruction,
    LineLost,
    LineTold,
    LineUp,
    Mute,
    Muted,
    NotDone,
    PhoneEvent,
    Progress,
    Released,
    ReleaseRefused,
    Resumed,
    Ringing,
    TimesKept,
    TimeTried,
    TtyHeard,
    TtyText,
)
from app.position.arrivals import Arrivals
from app.position.at_hand import AtHand
from app.position.caller_events import CallerAway, CallerJoined, InformationTaken, ScreenTaken
from app.position.callers import Callers
from app.position.canned import CannedLine
from app.position.commissioning import Commissioning
from app.position.conference import Conference
from app.position.decision import Decision, FindPastCall, Order
from app.position.deeds import Deeds
from app.position.edges import Edges
from app.position.endings import Endings
from app.position.events import (
    AgencyMatter,
    CallLookedAt,
    CheckDone,
    ConsoleStarted,
    ConsoleStopped,
    DigitsTyped,
    EntryChosen,
    FormFilled,
    InitialsGiven,
    KeyPressed,
    MatterDrafted,
    MatterOpened,
    MattersFound,
    MatterWent,
    NoiseHeard,
    PastCallFound,
    PhoneChanged,
    PositionEvent,
    ProcedureFound,
    RelatedFound,
    SpillArrived,
    StandingFound,
    StepTaken,
    TextTyped,
    TroubleMet,
    Woke,
)
from app.position.facts import CallFacts
from app.position.forms import Forms
from app.position.from_journal import FromJournal
from app.position.gestures import Gestures
from app.position.incoming import Incoming
from app.position.keys import RELEASE_WAKE, WARNING_WAKE, Keys
from app.position.lesson_events import LessonStruck, LessonWent
from app.position.lookup import LOOKUP_WAKE, Lookup
from app.position.marking import Marking
from app.position.matters import WAKE as MATTERS_WAKE
from app.position.matters import PositionMatters
from app.position.minutes import body_of, kind_of, spill_bytes
from app.position.next_step import keys_in_words
from app.position.panes import Panes
from app.position.procedures import Procedures
from app.position.refusals import Refusals
from app.position.related import Related
from app.position.screen import CallRow, Health, Pane, Screen
from app.position.standing import Standing
from app.position.step_words import NO_STEPS, BaseSteps
from app.position.task_events import MatterTaskDone, MatterTaskLeft, TaskFound
from app.position.telephone import Telephone
from app.position.today import Today
from app.position.turn import Turn
from app.position.view import Parts, View

INITIALS = 8  # characters kept of what is typed as initials
_ENTERED = (KeyPressed, DigitsTyped)


class Position:
    """One position. Give it every event through `handle`; it never raises for what the world sends.

    `zone` is the desk's time zone for times of day, None the machine's own (summer time and all); `first_call` the id
    of the next call; `earlier` the rows of today's calls of earlier runs, newest first; `canned` the lines that are
    sent to a TTY with two keys; `procedures` the centre's rules that are carried out step by step; `directory` the
    numbers that no key dials; `steps` words and limits of what every call has. `related`
    alone may be looked for behind the screen, since no caller must wait for it.
    """

    def __init__(
        self,
        agencies: AgencyTable,
        zone: tzinfo | None,
        first_call: int = 1,
        earlier: tuple[CallRow, ...] = (),
        canned: Sequence[CannedLine] = (),
        procedures: Sequence[Procedure] = (),
        directory: Directory | None = None,
        *,
        steps: BaseSteps = NO_STEPS,
    ) -> None:
        self._today = Today(zone, earlier)
        self._callers = Callers(zone, self._today, agencies.centre.by_hand)
        self._conference = Conference(steps.limits)
        self._telephone = Telephone(zone)
        self._edges = Edges(zone)
        self._standing = Standing(agencies, zone)
        self._keys = Keys(agencies, self._callers, self._conference, self._telephone, self._standing)
        self._endings = Endings(agencies, self._callers, self._conference, self._telephone, self._edges, self._today)
        at_hand = AtHand(first_call)
        self._arrivals = Arrivals(
            self._callers, self._today, self._endings, self._telephone, self._edges, at_hand, first_call
        )
        self._commissioning = Commissioning(self._conference.new_number, steps.limits.rings)
        self._panes = Panes(self._telephone, canned, self._commissioning, agencies.ring_back_code)
        self._lookup = Lookup(directory or Directory(), self._keys, self._panes, steps.limits.directory_choice)
        self._forms = Forms()
        self._marking = Marking(agencies, self._standing, self._forms, steps.limits.agency_down)
        self.related = Related(zone, self._callers, self._today, self._edges, at_hand)
        self._matters = PositionMatters(zone, self._panes, self._edges, self._telephone, steps.limits.terms)
        self._incoming = Incoming(self._arrivals, self._today, self._edges, self._matters.evidence)
        deeds = Deeds(
            self._callers, self._keys, self._conference, self._endings, self._arrivals, self._panes, self._forms
        )
        self._facts = CallFacts(agencies, self._callers, self._today, self._telephone)
        self._procedures = Procedures(procedures, agencies, self._callers, self._facts, self._forms, deeds)
        self._from_journal = FromJournal(
            agencies, self._callers, self._today, self._procedures, self._standing, self._conference, self._edges
        )
        self._gestures = Gestures(
            self._callers,
            self._arrivals,
            self._endings,
            self._telephone,
            self._keys,
            self._panes,
            self._commissioning,
            self._procedures,
            self._forms,
            self._matters,
            agencies,
            self._marking,
            self.related,
            self._conference,
        )
        self._id = ""
        self._call_taker = ""
        self._view = View(
            Parts(
                agencies,
                zone,
                self._today,
                self._callers,
                self._conference,
                self._telephone,
                self._edges,
                self._commissioning,
                self._panes,
                self._forms,
                self._procedures,
                self._standing,
                self._marking,
                self.related,
                self._lookup,
                self._matters,
                steps.with_keys(keys_in_words(agencies)),
            )
        )
        self._refusals = Refusals()
        self._now = datetime.min.replace(tzinfo=UTC)  # of the last event

    def handle(self, event: PositionEvent) -> Decision:
        """Decide what an event means: what to write, what to show, what to do."""
        decided = self.decide(event)
        self.related.look()
        return Decision(*decided, self.screen())

    def decide(self, event: PositionEvent) -> tuple[Record, tuple[Order, ...]]:
        """Decide what to write and what to do; `screen` is what to show, asked for before the next event."""
        turn = Turn(event.at)
        live = self._callers.live
        if isinstance(event, PhoneEvent):
            self._telephone.said(event.at, event.raw)
        self._take(event, turn)
        self._procedures.observe(self._callers.open, turn)
        if live is not self._callers.live:
            self._gestures.new_caller(turn)
        gone = live is not self._callers.live or self._panes.shown is not Pane.DIRECTORY
        if gone or isinstance(event, _ENTERED):
            self._lookup.forget()
        self._panes.looked(covered=self._forms.shown is not None or self._marking.open)
        for number in turn.touched:
            self._today.put(number, self._callers.is_waiting(number))
        self.related.turn_over(turn)
        record = Record(
            at=event.at,
            kind=kind_of(event),
            position=self._id,
            call_taker=self._call_taker,
            body=body_of(event),
            call=turn.call,
            changes=turn.changes(),
            spill=spill_bytes(event),
        )
        self._refusals.turn_over(event, turn.refused, live is not self._callers.live)
        self._now = event.at
        return record, tuple(turn.orders)

    def screen(self) -> Screen:
        """Return what is to be shown after the last event."""
        return self._view.screen(self._id, self._call_taker, self._refusals.shown, self._now)

    def _take(self, event: PositionEvent, turn: Turn) -> None:
        if isinstance(event, AgencyMatter):
            self._standing.take(event, turn.at)
            return
        match event:
            case SpillArrived():
                self._incoming.spill(event, turn)
            case KeyPressed():
                self._gestures.key(event.key, turn)
            case DigitsTyped():
                self._gestures.digits(event.digits, turn)
            case EntryChosen():
                self._lookup.choose(event.entry, self._callers.open, turn)
            case TextTyped():
                self._gestures.text(event.text, event.call, turn)
            case DialTone() | Dialled() | Progress() | Ringing() | Answered() | Conferenced() | AttemptEnded():
                if not self._commissioning.heard(event, turn) and self._conference.heard(event, turn):
                    self._telephone.instruction = ""
                if isinstance(event, AttemptEnded) and (live := self._callers.open) and not live.in_contact:
                    self._unmute(turn)
            case TimeTried():
                self._commissioning.time_tried(event, turn)
            case TimesKept():
                self._commissioning.times_kept(event, turn)
            case Woke():
                self._woke(event.name, turn)
            case Released():
                self._endings.released(turn)
            case ReleaseRefused():
                still_on = self._endings.release_refused(event.why, event.sure, turn)
                if still_on is not None:
                    self._arrivals.again(still_on, turn)
            case HeldOnLine() | Resumed():
                if (live := self._callers.open) is not None:
                    live.held = isinstance(event, HeldOnLine)
                    turn.call = live.id
            case Muted():
                self._mute(event.on, turn)
            case CallerRinging():
                self._arrivals.ringing(event, turn)
            case CallerHere():
                self._arrivals.here(event, turn)
            case CallerGone():
                self._arrivals.gone(event, turn)
            case CallerJoined():
                self._arrivals.joined(event, turn)
            case AudioLost() | AudioBack() | NotDone():
                turn.call = self._callers.open.id if self._callers.open is not None else None
                self._edges.told_by_phone(event)
                if isinstance(event, NotDone):
                    self._callers.not_answered()  # which it may be of
            case TtyHeard() | TtyText():
                self._panes.tty_heard(event, self._callers.open, turn)
            case LineUp():
                self._telephone.line_up()
                self._unmute(turn)
            case LineLost():
                self._telephone.line_lost(event.why)
                if not self._telephone.by_hand:  # else the attempts are the set's, and go on
                    self._endings.line_lost(turn)
                    self._commissioning.line_lost(turn)
                    self._unmute(turn)
                self._arrivals.line_lost(turn)
            case LineTold():
                self._telephone.told(event)
            case PhoneChanged():
                self._panes.phone_changed(turn)
                self._telephone.changed(event.caps, event.by_hand)
                self._arrivals.phone_changed(event.by_hand, turn)
                self._conference.caps = event.caps
                if event.by_hand:
                    self._mute(False, turn)  # on the set nobody is muted
                elif event.caps.can_mute:
                    turn.do(Mute(False))  # which the line may be still, since before the set was taken
            case Instruction():
                self._telephone.instruction = event.text
            case FeedStateChanged():
                self._edges.feed_went(event)
            case NoiseHeard():
                self._incoming.noise(event, turn)
            case InitialsGiven():
                self._call_taker = self._facts.call_taker = event.initials.strip()[:INITIALS]
                self._matters.initials(self._call_taker, turn)
            case FormFilled():
                self._gestures.filled(event.form, event.values, turn)
            case MatterOpened() | MatterWent() | MatterDrafted() | MattersFound():
                self._matters.take(event, turn)
            case StepTaken() | MatterTaskLeft() | MatterTaskDone() | CallerAway() | ScreenTaken() | InformationTaken():
                turn.call = event.call or None
            case TaskFound():
                self._from_journal.task(event, turn)
            case StandingFound():
                self._from_journal.standing(event, turn)
            case CallLookedAt():
                if not self._callers.look_at(event.call):
                    turn.do(FindPastCall(event.call))
            case ProcedureFound():
                self._from_journal.procedure(event, turn)
            case PastCallFound():
                self._from_journal.call(event, turn)
            case RelatedFound():
                self.related.found(event, turn)
            case TroubleMet():
                self._edges.notice(turn.at, event.words, Health.FAULT)
            case ConsoleStarted():
                self._started(event)
            case ConsoleStopped() | CheckDone() | LessonWent() | LessonStruck():
                pass
            case _:
                assert_never(event)

    def _started(self, event: ConsoleStarted) -> None:
        self._id = self._arrivals.position = self._matters.position = event.position
        self._conference.caps = event.caps
        self._telephone.started(event.phone, event.caps)
        self.related.minutes = event.related_minutes
        self._edges.started(event)
        self._incoming.started(event)

    def _mute(self, on: bool, turn: Turn) -> None:
        self._telephone.muted = on
        if self._callers.open is not None:
            self._conference.listening(self._callers.open, turn, on)

    def _unmute(self, turn: Turn) -> None:
        """Let her be heard again: listening only belonged to the line that is gone, or to the agency that has left."""
        if self._telephone.muted:
            turn.do(Mute(False))

    def _woke(self, name: str, turn: Turn) -> None:
        live = self._callers.open
        if name == WARNING_WAKE:
            if live is not None:
                live.release_warned_at = None
        elif name == LOOKUP_WAKE:
            self._lookup.forget()
        elif name == MATTERS_WAKE:
            self._matters.look(turn)
        elif self._incoming.woke(name, turn):
            pass
        elif name != RELEASE_WAKE:
            if not (self._marking.woke(name, turn) or self._procedures.woke(name, turn)):
                self._conference.woke(name, turn)
        else:
            self._endings.release_is_late(turn)

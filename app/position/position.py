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

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta, tzinfo
from typing import assert_never

from app.agencies.agency import AgencyTable
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
from app.position.callers import Callers
from app.position.canned import CannedLine
from app.position.commissioning import Commissioning
from app.position.conference import Conference, PositionCall
from app.position.decision import Decision, FindPastCall
from app.position.edges import Edges
from app.position.endings import Endings
from app.position.events import (
    CallerJoined,
    CallLookedAt,
    CheckDone,
    ConsoleStarted,
    ConsoleStopped,
    DigitsTyped,
    InitialsGiven,
    KeyPressed,
    NoiseHeard,
    PastCallFound,
    PhoneChanged,
    PositionEvent,
    RelatedFound,
    SpillArrived,
    TextTyped,
    TroubleMet,
    Woke,
)
from app.position.faces import (
    agency_faces,
    feature_faces,
    offer_faces,
)
from app.position.gestures import Gestures
from app.position.keys import RELEASE_WAKE, WARNING_WAKE, Keys
from app.position.minutes import body_of, kind_of, spill_bytes
from app.position.next_step import line_words, next_step
from app.position.panes import Panes
from app.position.related import Related
from app.position.screen import CallRow, Health, KeyFace, Screen
from app.position.telephone import Telephone
from app.position.today import Today, call_of_past, task_words
from app.position.turn import Turn

INITIALS = 8  # characters kept of what is typed as initials
REFUSAL_STANDS = timedelta(seconds=8)  # long enough to be read; older words may no longer be so
# After these a refusal still stands on its key: they change nothing of the reason.
_REFUSALS_STAND = (
    *(DialTone, Dialled, Progress, Ringing, Instruction, SpillArrived, NoiseHeard, FeedStateChanged),
    *(LineTold, TtyHeard, TtyText, CallerJoined, AudioLost, AudioBack),
)
_TASKS_SHOWN = 8


class Position:
    """One position. Give it every event through `handle`; it never raises for what the world sends.

    `zone` is the desk's time zone for times of day, None the machine's own (summer time and all); `first_call` the id
    of the next call; `earlier` the rows of today's calls of earlier runs, newest first; `canned` the lines that are
    sent to a TTY with two keys.
    """

    def __init__(
        self,
        agencies: AgencyTable,
        zone: tzinfo | None,
        first_call: int = 1,
        earlier: tuple[CallRow, ...] = (),
        canned: Sequence[CannedLine] = (),
    ) -> None:
        self._agencies = agencies
        self._zone = zone
        self._today = Today(zone, earlier)
        self._callers = Callers(zone, self._today)
        self._conference = Conference()
        self._telephone = Telephone(zone)
        self._edges = Edges(zone)
        self._keys = Keys(agencies, self._conference, self._telephone)
        self._endings = Endings(agencies, self._callers, self._conference, self._telephone, self._edges, self._today)
        at_hand = AtHand(first_call)
        self._arrivals = Arrivals(
            self._callers, self._today, self._endings, self._telephone, self._edges, at_hand, first_call
        )
        self._commissioning = Commissioning(self._conference.new_number)
        self._panes = Panes(self._telephone, canned, self._commissioning, agencies.ring_back_code)
        self._related = Related(zone, self._callers, self._today, self._edges, at_hand)
        self._gestures = Gestures(
            self._callers,
            self._arrivals,
            self._endings,
            self._telephone,
            self._keys,
            self._panes,
            self._commissioning,
            self._related,
        )
        self._id = ""
        self._call_taker = ""
        self._calm_faces: tuple[object, tuple[tuple[KeyFace, ...], ...]] = (None, ())
        self._refused: tuple[datetime | None, Mapping[str, str]] = (None, {})

    def handle(self, event: PositionEvent) -> Decision:
        """Decide what an event means: what to write, what to show, what to do."""
        turn = Turn(event.at)
        live = self._callers.live
        if isinstance(event, PhoneEvent):
            self._telephone.said(event.at, event.raw)
        self._take(event, turn)
        if live is not self._callers.live:
            self._panes.new_call(turn)
        for number in turn.touched:
            self._today.put(number, self._callers.is_waiting(number))
        self._related.turn_over(turn)
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
        if isinstance(event, KeyPressed | DigitsTyped | TextTyped):
            self._refused = (turn.at, turn.refused)
        elif live is not self._callers.live or not self._refusals_stand(event):
            self._refused = (None, {})
        return Decision(record, tuple(turn.orders), self._screen())

    def _refusals_stand(self, event: PositionEvent) -> bool:
        since, _refused = self._refused
        return since is not None and isinstance(event, _REFUSALS_STAND) and abs(event.at - since) < REFUSAL_STANDS

    def _take(self, event: PositionEvent, turn: Turn) -> None:
        match event:
            case SpillArrived():
                self._arrivals.spill(event.spill, turn)
            case KeyPressed():
                self._gestures.key(event.key, turn)
            case DigitsTyped():
                self._gestures.digits(event.digits, turn)
            case TextTyped():
                self._gestures.text(event.text, event.call, turn)
            case DialTone() | Dialled() | Progress() | Ringing() | Answered() | Conferenced() | AttemptEnded():
                if not self._commissioning.heard(event, turn) and self._conference.heard(event, turn):
                    self._telephone.instruction = ""
            case TimeTried():
                self._commissioning.time_tried(event, turn)
            case TimesKept():
                self._commissioning.times_kept(event, turn)
            case Woke():
                self._woke(event.name, turn)
            case Released():
                self._endings.released(turn)
            case ReleaseRefused():
                still_on = self._endings.release_refused(event.why, turn)
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
            case AudioLost() | AudioBack():
                self._audio(event, turn)
            case TtyHeard() | TtyText():
                self._panes.tty_heard(event, self._callers.open, turn)
            case LineUp():
                self._telephone.line_up()
            case LineLost():
                self._telephone.line_lost(event.why)
                if not self._telephone.by_hand:  # else the attempts are the set's, and go on
                    self._conference.line_lost(turn)
                    self._unmute(turn)
                self._arrivals.line_lost(turn)
            case LineTold():
                self._telephone.told(event)
            case PhoneChanged():
                self._telephone.changed(event.caps, event.by_hand)
                self._arrivals.phone_changed(event.by_hand)
                self._conference.caps = event.caps
                self._unmute(turn)
            case Instruction():
                self._telephone.instruction = event.text
            case FeedStateChanged():
                self._edges.feed_went(event)
            case NoiseHeard():
                self._edges.notice(turn.at, f"GARBLED: {len(event.data)} bytes on the feed, {event.reason}")
            case InitialsGiven():
                self._call_taker = event.initials.strip()[:INITIALS]
            case CallLookedAt():
                if not self._callers.look_at(event.call):
                    turn.do(FindPastCall(event.call))
            case PastCallFound():
                self._past_call(event, turn)
            case RelatedFound():
                self._related.found(event, turn)
            case TroubleMet():
                self._edges.notice(turn.at, event.words, Health.FAULT)
            case ConsoleStarted():
                self._started(event)
            case ConsoleStopped() | CheckDone():
                pass
            case _:
                assert_never(event)

    def _started(self, event: ConsoleStarted) -> None:
        self._id = self._arrivals.position = event.position
        self._conference.caps = event.caps
        self._telephone.started(event.phone, event.caps)
        self._related.minutes = event.related_minutes
        self._edges.started(event)

    def _past_call(self, event: PastCallFound, turn: Turn) -> None:
        call = call_of_past(event)
        self._today.keep(call)
        if call.linked_to is not None:
            self._today.links.join(call.id, call.linked_to)
        if not event.goes_on:
            self._callers.look_at(call.id)
        elif self._callers.open is None:
            self._callers.take_screen(call)
            turn.call = call.id
        else:
            self._callers.waiting.append(call)

    def _mute(self, on: bool, turn: Turn) -> None:
        self._telephone.muted = on
        if self._callers.open is not None:
            self._conference.listening(self._callers.open, turn, on)

    def _unmute(self, turn: Turn) -> None:
        """Let her be heard again: listening only belonged to the line, or the telephone, that is gone."""
        if self._telephone.muted:
            turn.do(Mute(False))
            self._mute(False, turn)

    def _audio(self, event: AudioLost | AudioBack, turn: Turn) -> None:
        live = self._callers.open
        turn.call = live.id if live is not None else None
        if isinstance(event, AudioLost):
            self._edges.notice(turn.at, f"NO VOICE: {event.why}", Health.FAULT)
        else:
            self._edges.notice(turn.at, "voice comes again", Health.WELL)

    def _woke(self, name: str, turn: Turn) -> None:
        live = self._callers.open
        if name == WARNING_WAKE:
            if live is not None:
                live.release_warned_at = None
        elif name != RELEASE_WAKE:
            self._conference.woke(name, turn)
        else:
            self._endings.release_is_late(turn)

    # --- the screen ---

    def _faces(
        self, live: PositionCall | None, municipality: str, refused: Mapping[str, str]
    ) -> tuple[tuple[KeyFace, ...], ...]:
        """Return agency keys, feature keys and offers; those of a call on which nothing was done are kept."""
        table, caps, tasks = self._agencies, self._conference.caps, self._conference.tasks
        calm = not (refused or tasks or self._telephone.muted or self._telephone.lost or self._telephone.by_hand) and (
            live is None or live.untouched
        )
        cut_off = live is not None and live.cut_off_at is not None
        key = (municipality, live is None, caps, self._callers.anyone_rings, cut_off)
        if calm and self._calm_faces[0] == key:
            return self._calm_faces[1]
        faces = (
            agency_faces(table, live, municipality, refused, caps),
            feature_faces(table, live, refused, self._telephone, self._callers.anyone_rings),
            offer_faces(table, live, tasks, refused, caps),
        )
        if calm:
            self._calm_faces = (key, faces)
        return faces

    def _screen(self) -> Screen:
        live = self._callers.open
        _since, refused = self._refused
        details = live.details if live is not None else None
        municipality = (details.spill.municipality or "") if details is not None else ""
        tasks = self._conference.tasks
        agency_keys, feature_keys, offers = self._faces(live, municipality, refused)
        return Screen(
            marks=self._edges.marks,
            position=self._id,
            call_taker=self._call_taker,
            feed=self._edges.feed,
            phone=self._telephone.edge,
            caller=self._callers.card(),
            agency_keys=agency_keys,
            feature_keys=feature_keys,
            offers=offers,
            line=line_words(live),
            next_step=self._commissioning.next_step()
            if self._commissioning.open and live is None
            else next_step(live, self._agencies, self._telephone),
            tasks=tuple(task_words(each, self._today.call(each.call), self._zone) for each in tasks[-_TASKS_SHOWN:]),
            waiting=self._callers.waiting_rows(),
            today=self._today.rows,
            related=self._related.shown(),
            linked=self._today.links.words(live.id) if live is not None and live.linked_to is not None else "",
            notices=self._edges.notices,
            pane=self._panes.shown,
            line_page=self._panes.line_page(),
            tty=self._panes.tty(live),
            checklist=self._panes.checklist(),
            dial_asked=live.dial_asked if live is not None else self._commissioning.wants_digits,
        )

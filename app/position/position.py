"""The mind of one answering position: events in, decisions out. Pure; time comes with the events.

What a call is here (issue words: a caller being worked is never hidden):

* A spill begins a call, unless it belongs to the open call or one that waits: then it updates that.
* While an agency is being brought in (`Call.worked`), the next call waits beside the screen. Text that no table could
  decode waits whenever a call is open: it may be the rest of a broken record, and must neither hide a caller nor be
  hidden.
* A call without data (the telephone says so, or Ctrl+N) leaves the last caller's details, marked as the previous's.
* A call ends as released, caller_gone or replaced.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta, tzinfo
from typing import assert_never

from app.agencies.agency import AgencyTable
from app.call.attempt import Cause
from app.call.call import HowEnded
from app.clock import as_text
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
    Progress,
    Released,
    ReleaseRefused,
    Resumed,
    Ringing,
    TtyHeard,
    TtyText,
)
from app.position.callers import WAITING, Callers
from app.position.card import grouped
from app.position.conference import Conference, PositionCall
from app.position.decision import Decision, FindPastCall, LetSleep
from app.position.details import Details, details_of, same_position, updated
from app.position.edges import Edges
from app.position.events import (
    CallLookedAt,
    ConsoleStarted,
    ConsoleStopped,
    InitialsGiven,
    KeyPressed,
    NoiseHeard,
    PastCallFound,
    PositionEvent,
    SpillArrived,
    TroubleMet,
    Woke,
)
from app.position.faces import GIVE_UP, NO_DATA, TAKE_WAITING, agency_faces, feature_faces, offer_faces
from app.position.keys import RELEASE_WAKE, WARNING_WAKE, Keys
from app.position.minutes import body_of, kind_of, spill_bytes
from app.position.next_step import line_words, next_step
from app.position.screen import CallRow, Health, KeyFace, Screen
from app.position.today import Today, call_of_past, task_words
from app.position.turn import Turn
from app.spill.model import Spill

INITIALS = 8  # characters kept of what is typed as initials
REFUSAL_STANDS = timedelta(seconds=8)  # long enough to be read; older words may no longer be so
# After these a refusal still stands on its key: they change nothing of the reason.
_REFUSALS_STAND = (DialTone, Dialled, Progress, Ringing, Instruction, SpillArrived, NoiseHeard, FeedStateChanged)
_TASKS_SHOWN = 8
_NUMBER_SHOWN = 20  # characters of a number that the telephone itself gives


class Position:
    """One position. Give it every event through `handle`; it never raises for what the world sends.

    `zone` is the desk's time zone for times of day, None the machine's own (summer time and all); `first_call` the id
    of the next call; `earlier` the rows of today's calls of earlier runs, newest first.
    """

    def __init__(
        self, agencies: AgencyTable, zone: tzinfo | None, first_call: int = 1, earlier: tuple[CallRow, ...] = ()
    ) -> None:
        self._agencies = agencies
        self._zone = zone
        self._next_call = first_call
        self._today = Today(zone, earlier)
        self._callers = Callers(zone, self._today)
        self._conference = Conference()
        self._keys = Keys(agencies, self._conference)
        self._id = ""
        self._call_taker = ""
        self._edges = Edges(zone)
        self._instruction = ""
        self._muted = False
        self._late_releases = 0  # calls closed on the call-taker's word whose release may still be confirmed
        self._calm_faces: tuple[object, tuple[tuple[KeyFace, ...], ...]] = (None, ())
        self._refused: tuple[datetime | None, Mapping[str, str]] = (None, {})

    def handle(self, event: PositionEvent) -> Decision:
        """Decide what an event means: what to write, what to show, what to do."""
        turn = Turn(event.at)
        live = self._callers.live
        self._take(event, turn)
        for number in turn.touched:
            self._today.put(number, self._callers.is_waiting(number))
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
        if isinstance(event, KeyPressed):
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
                self._spill(event.spill, turn)
            case KeyPressed():
                self._key(event.key, turn)
            case DialTone() | Dialled() | Progress() | Ringing() | Answered() | AttemptEnded():
                if self._conference.heard(event, turn):
                    self._instruction = ""
            case Woke():
                self._woke(event.name, turn)
            case Released():
                self._released(turn)
            case ReleaseRefused():
                self._release_refused(event.why, turn)
            case HeldOnLine() | Resumed():
                if (live := self._callers.open) is not None:
                    live.held = isinstance(event, HeldOnLine)
                    turn.call = live.id
            case Muted():
                self._mute(event.on, turn)
            case CallerHere():
                self._caller_here(event.number, turn)
            case CallerGone():
                if (live := self._callers.open) is not None:
                    live.caller_gone_at = live.caller_gone_at or turn.at
                    turn.call = live.id
            case CallerRinging() | LineTold() | Conferenced() | AudioLost() | AudioBack() | TtyHeard() | TtyText():
                pass
            case LineUp():
                self._edges.line_up()
            case LineLost():
                self._edges.line_lost(event.why)
                self._conference.line_lost(turn)
            case Instruction():
                self._instruction = event.text
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
            case TroubleMet():
                self._edges.notice(turn.at, event.words, Health.FAULT)
            case ConsoleStarted():
                self._id = event.position
                self._conference.caps = event.caps
                self._edges.started(event)
            case ConsoleStopped():
                pass
            case _:
                assert_never(event)

    # --- calls ---

    def _spill(self, spill: Spill, turn: Turn) -> None:
        if self._id and spill.position and not same_position(self._id, spill.position):
            self._edges.notice(turn.at, f"a spill for position {spill.position} came; not shown here", Health.WELL)
            return
        call = self._callers.of_spill(spill)
        if call is not None and call.details is not None:
            call.details = updated(call.details, spill)
            self._write_details(call, turn)
            return
        self._arrived(self._begin(turn, details_of(spill)), turn, waits=spill.format is None)

    def _past_call(self, event: PastCallFound, turn: Turn) -> None:
        call = call_of_past(event)
        self._today.keep(call)
        if not event.goes_on:
            self._callers.look_at(call.id)
        elif self._callers.open is None:
            self._callers.take_screen(call)
            turn.call = call.id
        else:
            self._callers.waiting.append(call)

    def _begin(self, turn: Turn, details: Details | None) -> PositionCall:
        call: PositionCall = PositionCall(self._next_call, turn.at, details)
        self._next_call += 1
        turn.row(call.id, arrived_at=as_text(turn.at), position=self._id or None)
        if details is not None:
            self._write_details(call, turn)
        self._today.keep(call)
        return call

    def _write_details(self, call: PositionCall, turn: Turn) -> None:
        details = call.details
        if details is None:
            return
        position = details.get("position") or self._id or None
        names = ("number", "service_class", "call_number", "name", "address")
        turn.row(call.id, position=position, **{name: details.get(name) or None for name in names})

    def _arrived(self, call: PositionCall, turn: Turn, waits: bool = False) -> None:
        """Give a new call the screen, or its place beside it; `waits` if it may hide no caller at all."""
        live = self._callers.open
        if live is None or not (live.worked or waits):
            self._to_screen(call, turn)
            return
        waiting = self._callers.waiting
        waiting.append(call)
        while len(waiting) > WAITING:
            oldest = waiting.pop(0)
            self._end(oldest, HowEnded.REPLACED, turn)
            self._edges.notice(turn.at, f"more than {WAITING} callers wait: call {oldest.id} left the list")

    def _to_screen(self, call: PositionCall, turn: Turn) -> None:
        live = self._callers.open
        if live is not None:
            self._end_live(live, HowEnded.REPLACED, turn)
        self._callers.take_screen(call)
        self._instruction = ""
        turn.call = call.id

    def _end(self, call: PositionCall, how: HowEnded, turn: Turn) -> None:
        self._conference.leave(call, turn, Cause.RELEASED)
        call.releasing = False
        call.release_warned_at = None
        call.ended_at = turn.at
        call.how_ended = HowEnded.CALLER_GONE if call.caller_gone_at is not None else how
        turn.row(call.id, released_at=as_text(turn.at), how_ended=str(call.how_ended))

    def _end_live(self, live: PositionCall, how: HowEnded, turn: Turn) -> None:
        self._end(live, how, turn)
        turn.do(LetSleep(RELEASE_WAKE))
        if self._muted:
            turn.do(Mute(False))  # the next caller must be able to hear her

    def _close(self, live: PositionCall, turn: Turn) -> None:
        """End the live call as released, and let the next who waits have the screen."""
        self._end_live(live, HowEnded.RELEASED, turn)
        waiting = self._callers.pop_next()
        if waiting is not None:
            instruction = self._instruction  # "press RELEASE on the set" is still to be done
            self._to_screen(waiting, turn)
            self._instruction = instruction
            turn.call = live.id
            self._today.put(waiting.id)

    def _released(self, turn: Turn) -> None:
        live = self._callers.open
        if live is not None and live.releasing:
            self._late_releases = 0
        elif self._late_releases:
            self._late_releases -= 1  # of a call that was closed without it; this caller has not been left
            return
        if live is not None:
            self._close(live, turn)

    def _release_refused(self, why: str, turn: Turn) -> None:
        live = self._callers.open
        if live is not None and live.releasing:
            live.releasing = False
            live.release_unconfirmed = False
            turn.call = live.id
            turn.do(LetSleep(RELEASE_WAKE))
        elif self._late_releases:
            self._late_releases -= 1
        self._edges.notice(turn.at, f"NOT RELEASED: {why}; you are still on the line", Health.FAULT)

    def _caller_here(self, number: str, turn: Turn) -> None:
        live = self._callers.open
        if live is not None and live.caller_gone_at is None:
            known = live.details.get("number") if live.details else ""
            if not number or number == known:
                return
        if number:
            self._edges.notice(turn.at, f"the telephone gives the caller's number as {grouped(number[:_NUMBER_SHOWN])}")
        self._arrived(self._begin(turn, None), turn)

    def _mute(self, on: bool, turn: Turn) -> None:
        self._muted = on
        if self._callers.open is not None:
            self._conference.listening(self._callers.open, turn, on)

    # --- keys ---

    def _key(self, key: str, turn: Turn) -> None:
        live = self._callers.open
        if live is None or not (live.being_brought_in or live.dial_tone):
            self._instruction = ""  # nothing waits to be heard: she has moved on
        if key == NO_DATA:
            if live is not None and live.worked:
                turn.refuse(key, self._keys.busy(live) or _CALLER_IS_BACK)
            else:
                self._arrived(self._begin(turn, None), turn)
        elif key == TAKE_WAITING:
            self._take_waiting(turn)
        elif key == GIVE_UP and self._callers.looking:
            self._callers.look_at(0)
        elif self._keys.press(key, live, turn, self._muted) and live is not None:
            self._late_releases += 1
            self._close(live, turn)

    def _take_waiting(self, turn: Turn) -> None:
        live = self._callers.open
        if not self._callers.waiting:
            turn.refuse(TAKE_WAITING, "nobody waits")
        elif live is not None and live.worked:
            self._callers.look_at_next_waiting()  # looked at; the live call stays as it is
        else:
            call = self._callers.pop_chosen()
            self._to_screen(call, turn)
            self._today.put(call.id)

    def _woke(self, name: str, turn: Turn) -> None:
        live = self._callers.open
        if name == WARNING_WAKE:
            if live is not None:
                live.release_warned_at = None
        elif name != RELEASE_WAKE:
            self._conference.woke(name, turn)
        elif live is not None and live.releasing:
            live.release_unconfirmed = True
            turn.call = live.id
            key = self._agencies.features.release
            words = f"RELEASE NOT CONFIRMED by the telephone: {key} again closes the call here"
            self._edges.notice(turn.at, words, Health.FAULT)

    # --- the screen ---

    def _faces(
        self, live: PositionCall | None, municipality: str, refused: Mapping[str, str]
    ) -> tuple[tuple[KeyFace, ...], ...]:
        """Return agency keys, feature keys and offers; those of a call on which nothing was done are kept."""
        table, caps, tasks = self._agencies, self._conference.caps, self._conference.tasks
        calm = not (refused or tasks or self._muted) and (live is None or live.untouched)
        key = (municipality, live is None, caps)
        if calm and self._calm_faces[0] == key:
            return self._calm_faces[1]
        faces = (
            agency_faces(table, live, municipality, refused, caps),
            feature_faces(table, live, refused, caps, self._muted),
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
            phone=self._edges.phone,
            caller=self._callers.card(),
            agency_keys=agency_keys,
            feature_keys=feature_keys,
            offers=offers,
            line=line_words(live),
            next_step=next_step(live, self._agencies, self._instruction),
            tasks=tuple(task_words(each, self._today.call(each.call), self._zone) for each in tasks[-_TASKS_SHOWN:]),
            waiting=self._callers.waiting_rows(),
            today=self._today.rows,
            notices=self._edges.notices,
        )


_CALLER_IS_BACK = "the caller who was rung back is on the line; release first"

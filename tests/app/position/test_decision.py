"""Any events in any order give decisions that keep the promises, and give them again when run from what was written.

The promises, checked after each event: nothing is raised; one agency at a time is being brought in; a caller being
worked is never hidden; every change of a leg stands in the record of its event; only 0-9, * and # are dialled, each
attempt once, and only because a key was pressed; every colour on a key is doubled by words.
"""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.agencies.agency import AgencyTable
from app.agencies.directory import Directory, Entry, EntryKind
from app.agencies.table import load_agencies
from app.journal.entry import entries_of
from app.journal.fold import CallRow, apply
from app.ports import (
    Answered,
    AttemptEnded,
    AudioBack,
    AudioLost,
    CallerGone,
    CallerHere,
    CallerRinging,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    FeedState,
    FeedStateChanged,
    HeldOnLine,
    Instruction,
    LineLost,
    LineTold,
    LineUp,
    Muted,
    NotDone,
    Outcome,
    PhoneCaps,
    Progress,
    Recall,
    Release,
    Released,
    ReleaseRefused,
    Resumed,
    Ringing,
    TimesKept,
    TimeTried,
    TtyHeard,
    TtyText,
)
from app.position.caller_events import CallerAway, InformationTaken, ScreenTaken
from app.position.card import grouped
from app.position.decision import Decision, Tell, WakeAt
from app.position.events import (
    CallLookedAt,
    ConsoleStarted,
    ConsoleStopped,
    DigitsTyped,
    EntryChosen,
    FormFilled,
    InitialsGiven,
    KeyPressed,
    MatterAgencyDown,
    MatterAgencyUp,
    MatterCallsDirected,
    MatterDirectionLifted,
    NoiseHeard,
    PastCallFound,
    PhoneChanged,
    PositionEvent,
    RelatedFound,
    SpillArrived,
    StandingFound,
    TextTyped,
    Woke,
)
from app.position.kept import Kept, KeptMany
from app.position.minutes import event_from
from app.position.position import Position
from app.position.running import OPTION_KEYS
from app.position.screen import CardState, KeyFace, Look, Screen
from app.position.task_events import MatterTaskDone, MatterTaskLeft, TaskFound
from app.spill.model import AgencyNamed, NumberStatus, ServiceClass, ServiceKind, Spill, Trust
from tests.app.position.conftest import PROCEDURES, STEPS

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
DURHAM = (Path(__file__).parents[3] / "resources" / "agencies" / "durham.toml").read_text("utf-8")
# A site that has set its numbers, so that every rung can dial.
SITE = (
    DURHAM.replace('speed_dial_number = ""', 'speed_dial_number = "579-1111"')
    .replace('backup_site = ""', 'backup_site = "Barrie"')
    .replace('backup_number = ""', 'backup_number = "683-2222"')
)
TABLES = {name: load_agencies(text, name) for name, text in {"durham": DURHAM, "site": SITE}.items()}
DIRECTORY = Directory(
    (
        Entry("Uxbridge Fire", EntryKind.ADMINISTRATION, number="905 852-3393"),
        Entry("Oshawa Fire", EntryKind.STAR_CODE, number="*23", agency="oshawa-fire"),
        Entry("Bell", EntryKind.BELL, number="1-800-263-7585"),
        Entry("Blank", EntryKind.BOARD),
    )
)
DIALABLE = frozenset("0123456789*#")
CEL = ServiceClass("CEL", "Cellular", ServiceKind.WIRELESS, Trust.NOT_SURE, Trust.NO, Trust.NO, "cell", "tower", "")

LETTERS = tuple(each.letter for each in PROCEDURES if each.letter)
AGENCY_KEYS = ("F5", "F6", "F7", "F8", "F9", "F10")
OTHER_KEYS = ("F2", "F3", "F4", "F11", "F11", "F12", "F12", "Esc", "Ctrl+N", "Ctrl+W", "Ctrl+M", "F1", "", "Ctrl+T")
NEW_KEYS = (
    "Alt+A",
    "Alt+A",
    "Alt+H",
    "Ctrl+P",
    "Alt+T",
    "Alt+O",
    "Ctrl+L",
    "Ctrl+K",
    "Ctrl+K",
    "Ctrl+D",
    "Ctrl+D",
    "Alt+Y",
    "Alt+Y",
    "Alt+N",
    "Alt+S",
    "Ctrl+E",
    "Alt+L",
    "Alt+L",
)
RUNGS = ("Alt+1", "Alt+2", "Alt+3", "Alt+4", "Alt+5", "Alt+I", "Alt+D", *(f"Ctrl+{n}" for n in range(1, 8)))
# What stands on the key of an agency whose attempt is over, and who may be on the line all the same.
PERHAPS = ("ANSWERED, then LINE LOST", "LINE LOST in voice", "given up, NOT CONFIRMED", "ANSWERED when it was over")

CAPS = st.sampled_from(
    [
        PhoneCaps(can_mute=True),
        PhoneCaps(by_hand=True, answer_seen="none", dial_tone_seen=False, ring_count="none"),
        PhoneCaps(flash=False, answer_seen="deduced", busy_vs_reorder=False),
        PhoneCaps(answer_seen="deduced", busy_vs_reorder=False, times=("flash", "dial_tone", "ring_cycle")),
        PhoneCaps(can_hold=False, answer_seen="none"),
        PhoneCaps(can_hold=False, answer_seen="none", ring_count="none", flash=False, dial_tone_seen=False),
        PhoneCaps(flash=False, can_answer=True, can_mute=True, bridge_in_switch=False, tty="text"),
    ]
)


# --- what can happen -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Wake:
    """One of the wakes that were asked for, counted from the last."""

    which: int


@dataclass(frozen=True)
class Filled:
    """The form that is shown, with these words in every field."""

    words: str


FIRST = 40  # the id of the run's first call: there were calls before
_past_calls = st.builds(
    lambda call, same, linked_to: {
        "call": call,
        "same": same,
        "arrived_at": "2026-02-28T05:17:39.000000Z",
        "number": "9053261224",
        "place": "@1 KING ST, WHITBY",
        "how_ended": "released",
        "linked_to": linked_to,
        "legs": [["Ambulance", "answered"], ["Nobody's", "a word of later"]],
    },
    st.integers(1, FIRST - 1),
    st.sampled_from([["same number"], ["same number", "same address"], ["same tower"], ["same street"]]),
    st.none() | st.integers(1, FIRST - 1),
)
LAST = 0  # stands for the attempt that was last recalled or dialled
_attempts = st.sampled_from([LAST, LAST, LAST, LAST, 1, 2, 6])
_texts = st.sampled_from(["", "A1", "CALLER", "Zoë \u00b2 \x1b\ud800", "9" * 40])
_spills = st.builds(
    lambda number, call_number, decoded, position, class_, extra, name, address: Spill(
        raw=f"{number}{call_number}{name}".encode(errors="surrogatepass"),
        format="bell-printer" if decoded else None,
        lines=("A LINE", name),
        number=number if decoded else None,
        number_status=(NumberStatus.COMPLETE if len(number or "") == 10 else NumberStatus.NO_AREA_CODE)
        if number and decoded
        else NumberStatus.ABSENT,
        service_class="CEL" if class_ and decoded else None,
        service=CEL if class_ and decoded else None,
        name=(name or None) if decoded else None,
        address=address if decoded else None,
        municipality=("WHITBY" if class_ else "OSHAWA" if address else None) if decoded else None,
        call_number=call_number if decoded else None,
        position=position if decoded else None,
        agencies=(AgencyNamed("OPP", None), AgencyNamed("", "911")) if extra and decoded else (),
        extra=extra if decoded else {},
    ),
    st.sampled_from([None, "9053261224", "3261224", "9055550142"]),
    st.sampled_from([None, "00552", "00553", "00554", "00555", "00556"]),
    st.integers(0, 7).map(bool),
    st.sampled_from([None, "0218", "218", "0219", "\u00b2"]),
    st.booleans(),
    st.sampled_from([{}, {"time": "13:30"}, {"ZONE": "1", "APT": "2"}]),
    _texts,
    st.sampled_from([None, None, "1 KING ST", "2 KING ST", "KING & QUEEN"]),
)


@dataclass(frozen=True)
class Happening:
    """An event without its time; `attempt` is None where it is of no attempt."""

    kind: Any
    attempt: int | None
    values: tuple[Any, ...]

    def at(self, instant: datetime, last: int) -> PositionEvent:
        attempt = () if self.attempt is None else (self.attempt if self.attempt != LAST else last,)
        event: PositionEvent = self.kind(instant, *attempt, *self.values)
        return event


def _at(kind: Any, *values: Any) -> st.SearchStrategy[Happening]:
    return st.builds(Happening, st.just(kind), st.none(), st.tuples(*values))


def _of_attempt(kind: Any, *values: Any) -> st.SearchStrategy[Happening]:
    return st.builds(Happening, st.just(kind), _attempts, st.tuples(*values))


def _pressed(*keys: str) -> st.SearchStrategy[Happening]:
    return _at(KeyPressed, st.sampled_from(keys))


_failures = st.sampled_from([each for each in Outcome if each not in ("dialling", "ringing", "answered")])
_tone = _of_attempt(DialTone, st.booleans())
_rang = _of_attempt(Ringing, st.integers(0, 8))
_answered = _of_attempt(Answered, st.sampled_from(["signalled", "heard"]))
_failed = _of_attempt(AttemptEnded, _failures)
_spill = _at(SpillArrived, _spills)
_lines = st.integers(0, 2)
_agency = _pressed(*AGENCY_KEYS)
_ids = st.sampled_from(["ajax-fire", "pickering-fire", "oshawa-fire", "clarington-fire", "gone"])
_typed = st.fixed_dictionaries(
    {name: st.sampled_from(["", "x", "9-1-1", "555-0142", "Zoë \ud800"]) for name in ("reason", "number or place")}
    | {"supervisor's name": st.sampled_from(["", "L"])}
)
_asked = (_pressed("Ctrl+G"), _pressed("K"), _agency)
_plain_events = st.lists(
    st.sampled_from(
        [
            {
                "at": "2026-03-01T07:00:00.000000Z",
                "kind": "matter_agency_down",
                "body": {"agency": "ajax-fire", "cause": "power", "reason": "x"},
            },
            {"at": "", "kind": "matter_agency_down", "body": {}},
            {"at": "2026-03-01T07:00:00.000000Z", "kind": "none"},
        ]
    ),
    max_size=3,
)
_entry = _at(
    EntryChosen,
    st.sampled_from(
        [*([each.key for each in DIRECTORY.entries[:2]] * 3), *(each.key for each in DIRECTORY.entries), "", "x"]
    ),
)
_oddments = st.one_of(
    _at(ReleaseRefused, _texts),
    _at(CallerHere, st.sampled_from(["", "9053261224", "7"])),
    _at(CallerRinging, st.sampled_from(["", "9053261224", "5550142"]), st.integers(0, 3)),
    _at(CallerHere, st.sampled_from(["", "9053261224"]), st.integers(0, 3)),
    _at(CallerGone, st.integers(0, 3)),
    _at(DigitsTyped, st.sampled_from(["", "*23", "713-8150", "5551234", "x", "1" * 40]) | _texts),
    _at(TextTyped, _texts, st.integers(0, 3)),
    _at(TtyHeard),
    _at(TtyText, st.text("ABC 123\r\n", max_size=9), st.text("DEF 456", max_size=9), st.booleans()),
    _at(LineTold, _texts, _texts),
    _at(AudioLost, _texts),
    _at(AudioBack),
    _at(NotDone, _texts),
    _at(TimeTried, st.just("flash"), st.just(0.3), _texts),
    _at(TimesKept, _texts, _texts),
    _of_attempt(Conferenced),
    _at(PhoneChanged, st.just("manual"), CAPS, st.booleans()),
    _at(HeldOnLine),
    _at(Resumed),
    _at(Muted, st.booleans()),
    _at(LineUp),
    _at(LineLost, _texts),
    _at(Instruction, _texts),
    _at(FeedStateChanged, st.sampled_from(list(FeedState)), _texts),
    _at(MatterAgencyDown, _ids, _texts, _texts),
    _at(MatterAgencyUp, _ids),
    _at(MatterCallsDirected, _ids, _texts, _ids | st.just(""), st.sampled_from(["", "555-0142", "the yard"])),
    _at(MatterDirectionLifted, _ids),
    _at(StandingFound, _plain_events),
    _at(CallerAway, st.integers(0, FIRST), st.booleans(), st.booleans(), st.integers(0, FIRST)),
    _at(ScreenTaken, st.integers(0, FIRST)),
    _at(InformationTaken, st.integers(0, FIRST), st.booleans()),
    _at(MatterTaskLeft, st.integers(0, FIRST), _ids, _texts, _texts, st.just("2026-03-01T05:17:39.000000Z")),
    _at(MatterTaskDone, st.integers(0, FIRST), _ids),
    _at(
        TaskFound,
        *(st.integers(FIRST - 3, FIRST - 1), _ids, _texts, _texts),
        *(st.just("2026-03-01T05:17:39.000000Z"), st.just("2026-03-01T05:17:39.000000Z")),
        *(st.just(""), st.just(""), st.none()),
    ),
    _at(FormFilled, st.sampled_from(["", "marking down", "marking decision", "option 1 x"]), _typed),
    _at(NoiseHeard, st.binary(max_size=4), _texts),
    _at(InitialsGiven, _texts),
    _at(CallLookedAt, st.integers(FIRST - 2, FIRST + 7) | st.just(0)),
    _at(RelatedFound, st.integers(FIRST, FIRST + 3), st.lists(_past_calls, min_size=1, max_size=3)),
    _at(
        PastCallFound,
        st.integers(FIRST - 3, FIRST - 1),
        *(st.just("2026-03-01T05:17:39.000000Z"), st.just(""), st.just(""), st.none()),
        *(st.just(False), st.none() | st.integers(1, FIRST - 1)),  # one that goes on has a row of the run before
    ),
    _at(Woke, st.sampled_from(["", "rings", "rings 1", "release", "x 1", "response 99999999999999999999"])),
    _at(ConsoleStopped, _texts),
)
# Most runs must come far, so whole ways stand beside single steps; anything may still come between them.
_moves: st.SearchStrategy[list[Happening | Wake | Filled]] = st.one_of(
    st.tuples(_spill),
    st.tuples(_spill, _agency, _tone),
    st.tuples(_agency, _tone, _rang),
    st.tuples(_agency, _tone, _rang, _answered),
    st.tuples(_agency, _tone, _answered, _pressed("F11")),
    st.tuples(_agency, _tone, _failed),
    st.tuples(_pressed("F2"), _tone),
    st.tuples(_pressed("Ctrl+G"), _pressed(*LETTERS), _pressed(*OPTION_KEYS)),
    st.tuples(_pressed("F3"), _pressed(*OPTION_KEYS), _tone, _rang),
    st.tuples(_pressed(*OPTION_KEYS), _pressed(*OPTION_KEYS)),
    st.tuples(_pressed(*OPTION_KEYS), st.builds(Filled, st.sampled_from(["", "words"]))),
    st.tuples(_at(CallerGone, st.just(0)), _pressed(*OPTION_KEYS)),
    st.tuples(_spill, _pressed("Ctrl+D"), _entry),
    st.tuples(_entry),
    st.tuples(_pressed("F3"), _tone, _rang, _answered),
    st.tuples(_pressed("F12"), _at(Released)),
    st.tuples(_pressed("F12"), _pressed("F12")),
    st.tuples(_pressed(*AGENCY_KEYS, *OTHER_KEYS, *RUNGS, *NEW_KEYS)),
    st.tuples(
        _at(CallerRinging, st.sampled_from(["", "9053261224"]), _lines),
        _pressed("Alt+A"),
        _at(CallerHere, st.just(""), _lines),
    ),
    st.tuples(_pressed(*RUNGS), _tone),
    st.tuples(st.one_of(_tone, _rang, _answered, _failed, _of_attempt(Progress), _of_attempt(Dialled, st.just("*23")))),
    st.tuples(*_asked, _pressed("Alt+Z"), _at(FormFilled, st.just("marking down"), _typed)),
    st.tuples(*_asked, _pressed("Alt+X"), _agency, _at(FormFilled, st.just("marking decision"), _typed)),
    st.tuples(*_asked, _pressed("Alt+X"), _pressed("Alt+Z"), _at(FormFilled, st.just("marking decision"), _typed)),
    st.tuples(*_asked, _pressed("Alt+Z")),
    st.tuples(_at(Released)),
    st.tuples(st.builds(Wake, st.integers(1, 3))),
    st.tuples(_oddments),
).map(list)
_later = st.sampled_from([0.0, 0.0, 0.3, 2.0, 7.0, 31.0, -3600.0])
_scripts = st.lists(st.tuples(_later, _moves), max_size=25)
_LOST_BEFORE_CONTACT: list[tuple[float, list[Happening | Wake | Filled]]] = [
    (
        1.0,
        [
            *(Happening(CallerHere, None, ("9053261224",)), Happening(KeyPressed, None, ("F5",))),
            *(Happening(DialTone, LAST, (False,)), Happening(Answered, LAST, ("heard",))),
            *(Happening(AttemptEnded, LAST, (Outcome.LINE_LOST,)), Happening(KeyPressed, None, ("F6",))),
        ],
    )
]


# --- running it ----------------------------------------------------------------------------------------------------


@dataclass
class Run:
    """A position that is told things, and a witness who checks every decision."""

    table: AgencyTable
    started: ConsoleStarted
    now: datetime = START
    events: list[PositionEvent] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    rows: dict[int, CallRow] = field(default_factory=dict)
    wakes: list[str] = field(default_factory=list)
    recalled: set[int] = field(default_factory=set)
    dialled: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.position = Position(self.table, UTC, FIRST, procedures=PROCEDURES, directory=DIRECTORY, steps=STEPS)
        self.tell(self.started)

    def play(self, script: list[tuple[float, list[Happening | Wake | Filled]]]) -> None:
        for seconds, happenings in script:
            self.now += timedelta(seconds=seconds)
            for happening in happenings:
                if isinstance(happening, Filled):
                    if (form := self.decisions[-1].screen.form) is not None:
                        self.tell(FormFilled(self.now, form.id, dict.fromkeys(form.fields, happening.words)))
                elif not isinstance(happening, Wake):
                    self.tell(happening.at(self.now, max(self.recalled | self.dialled, default=1)))
                elif len(self.wakes) >= happening.which:
                    self.tell(Woke(self.now, self.wakes[-happening.which]))

    def tell(self, event: PositionEvent) -> None:
        before = self.decisions[-1].screen if self.decisions else None
        decision = self.position.handle(event)
        self.events.append(event)
        self.decisions.append(decision)
        self.wakes += [order.name for order in decision.orders if isinstance(order, WakeAt)]
        assert decision.record.at == event.at
        entries_of([decision.record])  # the journal can take it
        for change in decision.record.changes:
            self.rows[change.call] = apply(self.rows.get(change.call), change)
        self._only_what_was_pressed_is_dialled(before, event, decision)
        self._one_agency_at_a_time(decision.screen)
        self._every_colour_has_words(decision.screen)
        self._the_rows_are_what_is_shown(decision.screen)
        self._no_worked_caller_is_hidden(before, event, decision)
        self._related_is_another_and_linked_only_by_a_press(event, decision)
        for order in decision.orders:
            if isinstance(order, Tell):
                self.tell(order.event)

    def _only_what_was_pressed_is_dialled(
        self, before: Screen | None, event: PositionEvent, decision: Decision
    ) -> None:
        for order in decision.orders:
            if isinstance(order, Recall):
                assert isinstance(event, KeyPressed | DigitsTyped | EntryChosen | FormFilled)
                assert order.attempt not in self.recalled
                assert set(order.digits) <= DIALABLE
                self.recalled.add(order.attempt)
            elif isinstance(order, Dial):
                assert isinstance(event, KeyPressed | DigitsTyped | EntryChosen | FormFilled | DialTone)
                assert not isinstance(event, DialTone) or order.attempt in self.recalled
                assert order.attempt not in self.dialled
                assert order.digits
                assert set(order.digits) <= DIALABLE
                self.dialled.add(order.attempt)
            elif isinstance(order, Release):
                assert isinstance(event, KeyPressed | FormFilled)
                assert not isinstance(event, KeyPressed) or event.key in ("F12", *OPTION_KEYS)
        if isinstance(event, EntryChosen) and any(isinstance(order, Recall | Dial) for order in decision.orders):
            chosen = before.directory if before is not None else None
            assert chosen is not None
            assert chosen.chosen == event.entry  # a press of its own said what this one would do
        pressed = sum(isinstance(each, KeyPressed | DigitsTyped | EntryChosen | FormFilled) for each in self.events)
        assert len(self.recalled | self.dialled) <= pressed

    def _related_is_another_and_linked_only_by_a_press(self, event: PositionEvent, decision: Decision) -> None:
        """D095: shown beside the call, never merged with it; a link is the call-taker's, and to no linked call."""
        screen = decision.screen
        calls = [each.call for each in screen.related]
        assert len(set(calls)) == len(calls)
        assert _open(screen) not in calls
        assert all(each.same for each in screen.related)
        linked = [change for change in decision.record.changes if "linked_to" in change.values]
        assert not linked or (isinstance(event, KeyPressed) and event.key == "Alt+L")
        for change in linked:
            first = change.values["linked_to"]
            assert change.call == _open(screen)
            assert first != change.call
            assert bool(screen.linked) == (first is not None)

    def _one_agency_at_a_time(self, screen: Screen) -> None:
        coming = [face.key for face in _attempt_faces(screen) if _is_brought_in(face)]
        assert len(coming) <= 1
        assert not coming or _open(screen)

    def _every_colour_has_words(self, screen: Screen) -> None:
        for face in (*screen.agency_keys, *screen.feature_keys, *screen.offers):
            assert face.state or face.look is Look.IDLE

    def _the_rows_are_what_is_shown(self, screen: Screen) -> None:
        """What stands on an agency's key of the live call is what the records made of its last leg."""
        opened = _open(screen)
        legs = list(self.rows[opened].legs.values()) if opened else []
        for face in screen.agency_keys:
            if face.state.startswith(("refused", *PERHAPS)) or face.look in (Look.IDLE, Look.MARKED, Look.DOWN):
                continue
            short = next(each.short for each in self.table.agencies if each.key == face.key)
            leg = [each for each in legs if str(each["agency"]).endswith((face.label, f"for {short})"))][-1]
            outcome = leg["outcome"]
            if face.look is Look.CONTACT:
                assert (outcome, leg["contact_at"] is None) == ("answered", False)
            elif face.look is Look.ATTENTION:
                assert (outcome, leg["contact_at"]) == ("answered", None)
            elif face.look is Look.FAILED:
                assert outcome not in ("dialling", "ringing")
                assert leg["contact_at"] is None
            elif face.state.startswith("ring "):
                assert outcome == "ringing"
                assert face.state.removeprefix("ring ").split()[0].rstrip(",") == str(leg["rings"])

    def _no_worked_caller_is_hidden(self, before: Screen | None, event: PositionEvent, decision: Decision) -> None:
        screen = decision.screen
        opened = _open(screen)
        if opened is None:
            assert screen.caller.state is not CardState.LIVE
        else:
            self._the_card_is_the_callers(screen, opened)
        worked = before is not None and any(_is_brought_in(face) for face in _attempt_faces(before))
        if before is None or not worked:
            return
        pressed = isinstance(event, KeyPressed) and event.key in ("F12", *OPTION_KEYS)
        left = isinstance(event, Released | FormFilled) or pressed
        assert left or opened == _open(before)
        if not isinstance(event, KeyPressed | CallLookedAt | PastCallFound | Released):  # the answer comes to who asked
            assert (screen.caller.state is CardState.PAST) == (before.caller.state is CardState.PAST)

    def _the_card_is_the_callers(self, screen: Screen, opened: int) -> None:
        row, card = self.rows[opened].values, screen.caller
        if card.state is CardState.LIVE:
            number, name = grouped(str(row["number"] or "")), row["name"]
            unread = card.not_decoded
            assert card.number.text == (number or ("number not known" if unread else "no number sent"))
            assert card.name.text == (name or ("name not known" if unread else "no name sent"))
        elif card.state is CardState.PREVIOUS:
            assert row["number"] is row["name"] is row["call_number"] is None
            assert card.heading == "PREVIOUS CALL'S DETAILS"
        else:
            assert card.state is CardState.PAST
            # the journal's answer comes only to who asked; here it may come unasked
            assert any(isinstance(each, CallLookedAt | KeyPressed | PastCallFound) for each in self.events)


def _attempt_faces(screen: Screen) -> list[KeyFace]:
    """The keys that an attempt is shown on."""
    keys = {"F2", "F3", "Alt+5"}
    return [
        face
        for face in (*screen.agency_keys, *screen.feature_keys, *screen.offers)
        if face.key in keys or face.key in AGENCY_KEYS
    ]


def _is_brought_in(face: KeyFace) -> bool:
    """Tell whether an attempt in hand is shown; what a refusal covers on an answered key cannot be told."""
    return face.look is Look.ACTIVE or (
        face.look is Look.ATTENTION and not face.state.startswith(("refused", *PERHAPS))
    )


def _open(screen: Screen) -> int | None:
    """The call on the line; there is never more than one."""
    opened = [row.call for row in screen.today if row.state == "open"]
    assert len(opened) <= 1
    return opened[0] if opened else None


@given(script=_scripts, caps=CAPS, position=st.sampled_from(["", "0218"]), table=st.sampled_from(sorted(TABLES)))
@example(script=_LOST_BEFORE_CONTACT, caps=PhoneCaps(), position="", table="durham")
@settings(max_examples=150)
def test_any_events_in_any_order_keep_every_promise_and_can_be_run_again(
    script: list[tuple[float, list[Happening | Wake | Filled]]], caps: PhoneCaps, position: str, table: str
) -> None:
    """D042, D084, D093, D201; the journal can be run again (architecture: write, show, do)."""
    started = ConsoleStarted(START, "0.1.0", position, "emulated:default", True, False, "virtual", caps, {"a": "b"})
    run = Run(TABLES[table], started)
    run.play(script)

    again = Position(TABLES[table], UTC, FIRST, procedures=PROCEDURES, directory=DIRECTORY, steps=STEPS)
    for event, decision in zip(run.events, run.decisions, strict=True):
        (entry,) = entries_of([decision.record])  # as the journal writes it
        written = event_from(entry.kind, event.at, json.loads(entry.body), entry.spill)
        assert again.handle(written) == decision
        assert written == event


@given(script=_scripts, caps=CAPS, table=st.sampled_from(sorted(TABLES)))
@settings(max_examples=60)
def test_what_is_kept_from_event_to_event_is_what_would_be_made_anew(
    script: list[tuple[float, list[Happening | Wake | Filled]]], caps: PhoneCaps, table: str
) -> None:
    """A kept value is keyed by all it is made from (`app.position.kept`): without any, every screen is the same."""
    run = Run(TABLES[table], ConsoleStarted(START, "0.1.0", "", "f", True, False, "virtual", caps, {}))
    run.play(script)

    anew = Position(TABLES[table], UTC, FIRST, procedures=PROCEDURES, directory=DIRECTORY, steps=STEPS)
    with pytest.MonkeyPatch.context() as patched:
        for kind in (Kept, KeptMany):
            patched.setattr(kind, "__call__", lambda kept, *of: kept._make(*of))
        for event, decision in zip(run.events, run.decisions, strict=True):
            assert anew.handle(event) == decision


def test_a_wake_names_what_it_is_for_and_replaces_the_one_before(desk: Any) -> None:
    """So that a ring that comes late does not end an attempt that rings on."""
    desk.spill()
    desk.press("F8")
    desk.dial_tone()
    first = next(order for order in desk.dialled().orders if isinstance(order, WakeAt))
    desk.rings(1)
    later = [order for order in desk.tell(Ringing(desk.now, 1, 2)).orders if isinstance(order, WakeAt)]
    assert first.name == "response 1"
    assert [order.name for order in later] == ["rings 1"]


def test_a_decision_is_a_value(desk: Any) -> None:
    desk.spill()
    assert hash(desk.decisions[-1].screen) is not None
    assert desk.decisions[-1].orders == ()

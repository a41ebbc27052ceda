"""What was done in a lesson, taken from the events of its journal and from nothing else.

An event is plain data, as `app.journal.read.events` yields it: `at`, `kind`, `position`, `call_taker`, `call`, `body`,
`changes`. What is not of the kind this program writes is passed over.

A deed on a call of the lesson is that call's. One that is on no call (initials, a page of the manual), or is about none
(a trouble report, a mark on an agency) while a caller of no lesson stands there, counts for every call of the lesson
that is open then, or where none is, for the one that came last. A call that comes twice, because the trainer went back
to it, is the one that came last.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.clock import from_text
from app.lessons.lesson import Deed, Lesson

Event = Mapping[str, Any]

FEED = "lesson:"  # how `ConsoleStarted.feed` begins in a lesson's journal
RING_CYCLE = timedelta(seconds=6)  # a caller's ring: 2 s of tone and 4 s of silence, as everywhere here

_OVER = frozenset({"dialling", "ringing", "answered"})  # outcomes that are none yet, or an answer
_NEXT_CALLER = frozenset({"Ctrl+N", "Ctrl+W"})  # keys by which a call is left for another one, and not released
_ABOUT_NO_CALL = frozenset({Deed.REPORT, Deed.MARK, Deed.INITIALS})  # on whosever call they are done
_RELEASING = frozenset({"released", "key_pressed", "woke"})


@dataclass(frozen=True, slots=True)
class Done:
    """One deed and its particulars: each with every word that names it."""

    at: datetime
    deed: Deed
    of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PutIn:
    """A fault that the trainer put in by hand, as it was asked for, and when it struck."""

    at: datetime
    fault: str


@dataclass(slots=True)
class PlayedCall:
    """One call of the lesson as it was played.

    `call` is its id in the journal, 0 if the console never had it. `arrival` is the instant times are counted from:
    that of its spill, or where none came, of its ringing. `rung_for` is how long it rang before it was answered.
    """

    number: int
    arrival: datetime
    call: int = 0
    open: bool = True
    moments: dict[str, datetime] = field(default_factory=dict)
    done: list[Done] = field(default_factory=list)
    replies: list[tuple[datetime, str]] = field(default_factory=list)  # what was typed to a TTY
    rung_for: timedelta | None = None
    put_in: list[PutIn] = field(default_factory=list)

    def as_it_stands(self) -> "PlayedCall":
        """Return a copy that nothing is added to."""
        return replace(
            self, moments={**self.moments}, done=[*self.done], replies=[*self.replies], put_in=[*self.put_in]
        )


@dataclass(slots=True)
class Play:
    """A lesson as it was played: which (`lesson`, "" if the journal is none of a lesson), by whom, where, when.

    `put_in` are faults that struck no call of the lesson.
    """

    lesson: str = ""
    trainee: str = ""
    position: str = ""
    began_at: datetime | None = None
    calls: dict[int, PlayedCall] = field(default_factory=dict)
    put_in: list[PutIn] = field(default_factory=list)

    def as_it_stands(self) -> "Play":
        """Return a copy that nothing is added to."""
        calls = {number: each.as_it_stands() for number, each in self.calls.items()}
        return replace(self, calls=calls, put_in=[*self.put_in])

    @property
    def all_put_in(self) -> list[PutIn]:
        """Return every fault that was put in, whatever it struck."""
        return [*self.put_in, *(each for played in self.calls.values() for each in played.put_in)]


def lesson_of(events: Iterable[Event]) -> str:
    """Return the name of the lesson whose journal this is, "" if it is none; reads no further than it must."""
    for event in events:
        if event.get("kind") == "console_started":
            feed = _body(event).get("feed")
            return feed.removeprefix(FEED) if isinstance(feed, str) and feed.startswith(FEED) else ""
    return ""


def play_of(lesson: Lesson, events: Iterable[Event]) -> Play:
    """Return what was done in this lesson."""
    playing = Playing(lesson)
    for event in events:
        playing.take(event)
    return playing.play


class Playing:
    """A lesson that is being played: takes each event of its journal in turn and keeps what was done, `play`.

    What comes of callers who are in no lesson, as those of a storm, leaves nothing behind.
    """

    def __init__(self, lesson: Lesson) -> None:
        self.play = Play()
        self._lesson = lesson
        self._waiting: list[PlayedCall] = []  # came, and have no row in `calls` yet
        self._by_id: dict[int, PlayedCall] = {}
        self._numbers: dict[str, PlayedCall] = {}  # by the caller's telephone number
        self._legs: dict[tuple[int, str], dict[str, Any]] = {}
        self._rings: datetime | None = None

    def take(self, event: Event) -> None:
        """Take the next event."""
        at = _instant(event.get("at"))
        if at is None:
            return
        play, body, kind = self.play, _body(event), event.get("kind")
        play.began_at = play.began_at or at
        play.trainee = _word(event.get("call_taker")) or play.trainee
        play.position = play.position or _word(event.get("position"))
        if kind == "console_started":
            play.lesson = play.lesson or lesson_of([event])
        elif kind == "lesson_went":
            self._went(at, body)
        elif kind == "lesson_struck":
            played = play.calls.get(number) if isinstance(number := body.get("call"), int) else None
            (play if played is None else played).put_in.append(PutIn(at, _word(body.get("fault"))))
        elif kind == "caller_ringing":
            self._rings = self._rings or at
        elif kind == "caller_here":
            self._answered(at)
        for change in _list(event.get("changes")):
            self._change(at, str(kind), body, change)
        deeds = _deeds(at, str(kind), body)
        replies = _replies(at, str(kind), body)
        if deeds or replies:
            of = self._of(event.get("call"))
            if not of and deeds and all(each.deed in _ABOUT_NO_CALL for each in deeds):
                of = self._of(None)
            for played in of:
                played.done += deeds
                played.replies += replies

    def _went(self, at: datetime, body: Mapping[str, Any]) -> None:
        number, moment = body.get("call"), _word(body.get("moment"))
        if not isinstance(number, int) or self._lesson.call(number) is None:
            return
        if moment:
            if number in self.play.calls:
                self.play.calls[number].moments[moment] = at
            return
        played = PlayedCall(number, at)
        before = self.play.calls.pop(number, None)  # so that the one that came last stands last
        self._waiting = [each for each in self._waiting if each is not before] + [played]
        self.play.calls[number] = played
        self._rings = None

    def _answered(self, at: datetime) -> None:
        if self._rings is not None and self.play.calls:
            last = next(reversed(self.play.calls.values()))
            last.rung_for = last.rung_for or at - self._rings
        self._rings = None

    def _of(self, call: Any) -> list[PlayedCall]:
        """Return whose deed it is that is done on this call, None if it is on none."""
        if call is not None:
            return [self._by_id[call]] if isinstance(call, int) and call in self._by_id else []
        calls = list(self.play.calls.values())
        return [each for each in calls if each.open] or calls[-1:]

    def _change(self, at: datetime, kind: str, body: Mapping[str, Any], change: Any) -> None:
        call = change.get("call") if isinstance(change, dict) else None
        if not isinstance(call, int):
            return
        values, legs = change.get("values"), change.get("legs")
        values = values if isinstance(values, dict) else {}
        if call not in self._by_id and values.get("arrived_at"):
            self._begins(at, kind, call, _word(values.get("number")))
        played = self._by_id.get(call)
        if played is None:
            return
        if number := _word(values.get("number")):
            self._numbers[number] = played
        for leg, columns in legs.items() if isinstance(legs, dict) else ():
            if isinstance(columns, dict):
                played.done += self._leg(at, (call, str(leg)), columns)
        if values.get("linked_to") is not None:
            played.done.append(Done(at, Deed.LINK))
        if values.get("how_ended"):
            played.open = False
            if kind in _RELEASING and not (kind == "key_pressed" and body.get("key") in _NEXT_CALLER):
                played.done.append(Done(at, Deed.RELEASE))

    def _begins(self, at: datetime, kind: str, call: int, number: str) -> None:
        """Find whose row this is: of the call that came last and has none yet, or of one taken up again."""
        again = self._numbers.get(number) if kind != "spill_arrived" else None
        if again is not None and not again.open:
            again.open = True
            self._by_id[call] = again
            return
        spilled = kind == "spill_arrived"
        fits = [each for each in self._waiting if not spilled or self._has_spill(each)]
        if fits:
            played = fits[-1]
            self._waiting.remove(played)
            played.call, self._by_id[call] = call, played
            if spilled:  # else its record was lost on the line: its time runs since it was sent
                played.arrival = at

    def _has_spill(self, played: PlayedCall) -> bool:
        call = self._lesson.call(played.number)
        return call is not None and call.has_spill

    def _leg(self, at: datetime, leg: tuple[int, str], columns: dict[str, Any]) -> list[Done]:
        before = self._legs.get(leg)
        now = self._legs[leg] = {**(before or {}), **columns}
        whom = {"to": tuple(each for each in (_word(now.get("agency")), _word(now.get("digits"))) if each)}
        outcome = _word(now.get("outcome"))
        deeds = [Done(at, Deed.DIAL, whom)] if before is None else []
        was = before or {}
        if now.get("answered_at") and not was.get("answered_at"):
            deeds.append(Done(at, Deed.ANSWERED, whom))
        if now.get("contact_at") and not was.get("contact_at"):
            deeds.append(Done(at, Deed.CONTACT, whom))
        if outcome not in _OVER and outcome != was.get("outcome"):
            deeds.append(Done(at, Deed.FAILED, {**whom, "outcome": (outcome,)}))
        return deeds


_PLAIN = {
    "held_on_line": Deed.HOLD,
    "resumed": Deed.RESUME,
    "initials_given": Deed.INITIALS,
    "call_looked_at": Deed.LOOK,
}


def _deeds(at: datetime, kind: str, body: Mapping[str, Any]) -> list[Done]:
    """Return the deeds that an event tells by itself; those of legs and of the end of a call stand in its changes."""
    if kind in _PLAIN:
        return [Done(at, _PLAIN[kind])]
    match kind:
        case "muted" if body.get("on") is True:
            return [Done(at, Deed.LISTEN)]
        case "key_pressed":
            return [Done(at, Deed.KEY, {"key": (_word(body.get("key")),)})]
        case "step_taken":
            names = {"procedure": "procedure", "step": "step", "option": "by", "result": "result"}
            of = {name: (_word(body.get(key)),) for name, key in names.items()}
            return [Done(at, Deed.PROCEDURE, of)]
        case "form_filled":
            values = body.get("values")
            filled = values.items() if isinstance(values, dict) else ()
            return [
                Done(at, Deed.FORM, {"field": (name,), "has": (words,)})
                for name, words in filled
                if isinstance(words, str) and words.strip()
            ]
        case "text_typed":
            return [Done(at, Deed.TYPE, {"has": (_word(body.get("text")),)})]
        case "matter_opened":
            return [Done(at, Deed.REPORT, {"register": (_word(body.get("register")),)})]
        case "matter_agency_down":
            return [Done(at, Deed.MARK, {"agency": (_word(body.get("agency")),)})]
    return []


def _replies(at: datetime, kind: str, body: Mapping[str, Any]) -> list[tuple[datetime, str]]:
    """Return what was typed to a TTY here, or kept here as typed on another machine."""
    words = ""
    if kind == "text_typed":
        words = _word(body.get("text"))
    elif kind == "form_filled" and isinstance(values := body.get("values"), dict):
        words = _word(values.get("we typed"))
    return [(at, words)] if words.strip() else []


def _body(event: Event) -> Mapping[str, Any]:
    body = event.get("body")
    return body if isinstance(body, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _instant(value: Any) -> datetime | None:
    try:
        return from_text(value) if isinstance(value, str) else None
    except ValueError:
        return None

"""What the feed brings, by one link or by two: to whom it goes, and what is kept of it as evidence.

Where a main and a second link bring the same spills:

* The same spill on both links is one spill, whichever came first: the copy changes nothing but the journal.
* A copy that differs is told, never taken silently: the other link's word stands beside the value (`details`).
* Of a spill that one link brought damaged the whole one is shown.
* A link that does not bring what the other brought is told, for its port may well be open.
"""

import re

from app.ports import Link
from app.position.arrivals import Arrivals
from app.position.conference import PositionCall
from app.position.copies import SAME_WITHIN, Copies, Copy, Heard, Likeness
from app.position.decision import LetSleep, WakeAt
from app.position.details import LINKS, details_of, differences, disagreed, in_words, updated
from app.position.edges import Edges
from app.position.events import ConsoleStarted, NoiseHeard, SpillArrived
from app.position.evidence import Evidence
from app.position.today import Today
from app.position.turn import Turn
from app.spill.model import Spill
from app.words import joined, say

_WAKE = "copy "
_PLAIN = re.compile(rb"[ -~\r\n\t\f\x02\x03\x04]+")  # what plain text is made of, and what frames it


class Incoming:
    """Takes every spill and all noise of a position."""

    def __init__(self, arrivals: Arrivals, today: Today, edges: Edges, evidence: Evidence) -> None:
        self._arrivals = arrivals
        self._today = today
        self._edges = edges
        self._evidence = evidence
        self._copies = Copies()
        self._two = False

    def started(self, event: ConsoleStarted) -> None:
        """Begin a run."""
        self._two = bool(event.second_feed)

    def noise(self, event: NoiseHeard, turn: Turn) -> None:
        """Noise came: it is told and kept."""
        if event.link is Link.MAIN:
            words = say("GARBLED: {n} bytes on the feed, {why}", n=len(event.data), why=event.reason)
        else:
            words = say("GARBLED: {n} bytes on the second link, {why}", n=len(event.data), why=event.reason)
        self._edges.notice(turn.at, words)
        self._evidence.keep(event.at, words, event.data)

    def spill(self, event: SpillArrived, turn: Turn) -> None:
        """A spill came; one that is the same as the other link's is evidence already."""
        spill = event.spill
        copy = self._copies.look(event.at, event.link, spill) if self._two else None
        if copy is None or copy.likeness is not Likeness.SAME:
            self._evidence.keep(event.at, _read_as(event), spill.raw)
        if copy is not None:
            self._copied(copy, event, turn)
        else:
            self._arrivals.spill(spill, turn)
            if self._two:
                self._await_copy(self._keep(event, turn), turn)
        if self._two and spill.format is not None:
            self._edges.brought(event.link, event.at)

    def _keep(self, event: SpillArrived, turn: Turn, *, variant: bool = False) -> Heard:
        return self._copies.keep(event.at, event.link, event.spill, turn.call, variant=variant)

    def _await_copy(self, heard: Heard, turn: Turn) -> None:
        # Text may be noise of one link alone; and that a link which is lost brings nothing is known.
        if heard.spill.format is not None and self._edges.alive(_other(heard.link)):
            turn.do(WakeAt(f"{_WAKE}{heard.number}", heard.at + SAME_WITHIN))

    def _copied(self, copy: Copy, event: SpillArrived, turn: Turn) -> None:
        first = copy.of
        if first.copied:
            turn.do(LetSleep(f"{_WAKE}{first.number}"))
        call = self._today.call(first.call) if first.call is not None else None
        turn.call = first.call
        match copy.likeness:
            case Likeness.SAME:
                if copy.apart > SAME_WITHIN.total_seconds():
                    values = {"link": LINKS[event.link], "s": round(copy.apart), "whose": _whose(first.call)}
                    self._edges.notice(turn.at, say("the {link} link brought {whose} {s} s late", **values))
                if call is not None and call.open and call.details is not None and call.details.said:
                    self._arrivals.spill(event.spill, turn)  # in this both agree
            case Likeness.PART:
                pass
            case Likeness.DIFFERS:
                self._differs(first, call, event, turn)
                self._keep(event, turn, variant=True)
            case Likeness.TEXT:
                self._half_read(first, call, event, turn)
        for piece in copy.pieces:  # nothing waits for their copies: only a spill's is awaited
            self._arrivals.withdraw(piece.call, turn)

    def _differs(self, first: Heard, call: PositionCall | None, event: SpillArrived, turn: Turn) -> None:
        """Take a copy with another value: of one that has faults the other is right, else nobody can tell."""
        spill, was = event.spill, first.spill
        more_faults = _faults(spill) - _faults(was)
        if more_faults:
            self._damaged(event.link if more_faults > 0 else first.link, first.call, turn)
        else:
            names = joined(", ", map(in_words, differences(details_of(was), spill)))
            words = say("THE LINKS DISAGREE, {whose}: {names}", whose=_whose(first.call), names=names)
            self._edges.notice(turn.at, words)
        if call is None:
            if more_faults <= 0:
                self._arrivals.spill(spill, turn)
        elif call.open and call.details is not None:
            if more_faults < 0:
                self._arrivals.retold(call, updated(call.details, spill), turn)
            elif not more_faults:
                told = disagreed(call.details, was, spill, event.link, first.link)
                self._arrivals.retold(call, told, turn)

    def _damaged(self, link: Link, call: int | None, turn: Turn) -> None:
        words = say("the {link} link brought {whose} damaged", link=LINKS[link], whose=_whose(call))
        self._edges.notice(turn.at, words)

    def _half_read(self, first: Heard, call: PositionCall | None, event: SpillArrived, turn: Turn) -> None:
        """Take a spill of which a copy, this one or the one before, was damaged beyond decoding."""
        spill = event.spill
        first_is_whole = first.spill.format is not None
        if first_is_whole:
            pass
        elif call is None or not call.open:
            self._arrivals.spill(spill, turn)
            first.call = turn.call
        elif spill.format is not None:
            self._arrivals.read_after_all(call, spill, turn)
            first.call = turn.call
        elif len(spill.raw) > len(first.spill.raw):
            self._arrivals.retold(call, details_of(spill), turn)
        self._damaged(event.link if first_is_whole else first.link, first.call, turn)

    def woke(self, name: str, turn: Turn) -> bool:
        """Tell of a spill that one link has not brought; False if the wake was for something else."""
        if not name.startswith(_WAKE):
            return False
        heard = self._copies.missed(int(name.removeprefix(_WAKE)))
        if heard is not None:
            turn.call = heard.call
            self._edges.missed(_other(heard.link), turn.at)
        return True


def _read_as(event: SpillArrived) -> str:
    """Say what is wrong with a spill as evidence, "" if nothing."""
    if event.spill.format is not None:
        return ""
    why = joined("; ", event.spill.problems) if event.spill.problems else say("fits no table")
    if event.link is Link.MAIN:
        return say("NOT DECODED: {why}", why=why)
    return say("NOT DECODED: {why} (second link)", why=why)


def _faults(spill: Spill) -> int:
    """Count what is wrong with a spill by itself: problems, and bytes that no plain text has."""
    return len(spill.problems) + len(_PLAIN.sub(b"", spill.raw))


def _whose(call: int | None) -> str:
    return say("call {call}", call=call) if call is not None else say("a spill that is not shown here")


def _other(link: Link) -> Link:
    return Link.SECOND if link is Link.MAIN else Link.MAIN

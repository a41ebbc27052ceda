"""The telephone as the position knows it: which it is, what it can tell, what it last told."""

from dataclasses import dataclass
from datetime import datetime, tzinfo

from app.ports import LineTold, PhoneCaps
from app.position.card import clock_text
from app.position.conference import PositionCall
from app.position.edges import named_short
from app.position.kept import Kept
from app.position.screen import Edge, Health
from app.words import joined, say

# A driver tells a handful of facts; one that never stops must not fill the memory or the page.
MOST_FACTS = 24
LONGEST_FACT = 300  # characters of one fact, or of a device's own words
SWITCH_KEY = "Alt+H"
_ANSWER_NOTES = {
    "deduced": say("answer deduced: confirm by ear"),
    "none": say("answer not signalled: confirm by ear"),
}


def answer_limit(caps: PhoneCaps) -> str:
    """Say what this line cannot know of an answer; "" if the switch signals it."""
    if caps.answer_seen == "deduced":
        return say("answer only deduced from silence: confirm by ear")
    if caps.answer_seen == "none" and not caps.by_hand:
        return say("answer not signalled on this line: confirm by ear")
    return ""


def answer_note(caps: PhoneCaps) -> str:
    """Say the same in the few words that a key has room for."""
    return "" if caps.by_hand else _ANSWER_NOTES.get(caps.answer_seen, "")


def limits(caps: PhoneCaps) -> tuple[str, ...]:
    """Return, one sentence each, what this line can not know or do."""
    words = [answer_limit(caps)]
    if caps.by_hand:
        words = [say("nothing is heard by the program: say what you hear")]
    elif caps.ring_count == "none":
        words.append(say("rings not counted on this line: count them by ear"))
    elif caps.ring_count == "clock":
        words.append(say("rings counted by the clock, not heard"))
    if caps.flash and not caps.dial_tone_seen and not caps.by_hand:
        words.append(say("dial tone waited for, not heard by the program"))
    if not caps.busy_vs_reorder:
        words.append(say("busy may be the agency or the circuits"))
    if not caps.bridge_in_switch:
        words.append(say("release hands caller and agency over to each other; the far end may refuse it"))
    if not caps.abort:
        words.append(say("an attempt that was begun cannot be given up"))
    if not caps.can_hold:
        words.append(say("cannot hold: use the set"))
    if not caps.can_mute:
        words.append(say("cannot mute: use the set"))
    return tuple(each for each in words if each)


@dataclass(frozen=True, slots=True)
class _Fact:
    at: datetime
    text: str
    fault: bool = False


class Telephone:
    """One position's telephone. `own` is the one it was started with; `by_hand` is True while the set worked by hand
    stands in for it. `instruction` is what is to be pressed on that set now.
    """

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self.own = say("telephone")
        self.caps = PhoneCaps()
        self.by_hand = False
        self.muted = False
        self.instruction = ""
        self.lost = ""  # why the line of `own` is lost, "" while it is not
        self._up = False
        self._facts: dict[str, _Fact] = {}
        self._last: _Fact | None = None
        self._edge = Kept(_edge_of)

    def started(self, name: str, caps: PhoneCaps) -> None:
        """Take the telephone of this run."""
        self.own = name
        self.caps = caps
        self.by_hand = False
        self._up = False
        self.lost = ""

    def changed(self, caps: PhoneCaps, by_hand: bool) -> None:
        """Take the set worked by hand in its place, or the line again."""
        self.caps = caps
        self.by_hand = by_hand
        self.instruction = ""

    def line_up(self) -> None:
        """The line of `own` can be used."""
        self._up = True
        self.lost = ""

    def line_lost(self, why: str) -> None:
        """The line of `own` is gone."""
        self._up = False
        self.lost = why[:LONGEST_FACT]

    def told(self, event: LineTold) -> None:
        """Keep a fact of the line for its page."""
        if event.what in self._facts or len(self._facts) < MOST_FACTS:
            self._facts[event.what] = _Fact(event.at, event.text[:LONGEST_FACT], event.fault)

    def said(self, at: datetime, raw: str) -> None:
        """Keep the device's own last words."""
        if raw:
            self._last = _Fact(at, raw[:LONGEST_FACT])

    def comes_first(self, live: PositionCall | None) -> bool:
        """Tell whether its own step stands whatever procedure runs: what is to be pressed on the set, or that the line
        is lost with the caller on it.
        """
        cut_off = live is not None and live.cut_off_at is not None
        return bool(self.instruction) or (cut_off and bool(self.lost) and not self.by_hand)

    @property
    def edge(self) -> Edge:
        """How the telephone stands, for the status edge."""
        faults = tuple((what, fact.text) for what, fact in self._facts.items() if fact.fault)
        return self._edge(self.own, self.by_hand, self.caps.by_hand, self.lost, self._up, faults)

    def _timed(self, fact: _Fact) -> str:
        return joined("", (fact.text, "  (", clock_text(fact.at, self._zone), ")"))

    def page(self) -> tuple[tuple[str, str], ...]:
        """Return label and words of everything known of the line, for its page."""
        lines = [(say("telephone"), self.own), (say("state"), self.edge.text)]
        lines += [(what, self._timed(fact)) for what, fact in self._facts.items()]
        if self._last is not None:
            lines.append((say("last words"), self._timed(self._last)))
        lines += [(say("this line"), words) for words in limits(self.caps)]
        return tuple(lines)


def _edge_of(
    own: str, by_hand: bool, works_by_hand: bool, lost: str, up: bool, faults: tuple[tuple[str, str], ...]
) -> Edge:
    if by_hand:
        if lost:
            return Edge(say("telephone set WORKED BY HAND; {phone} is lost", phone=named_short(own)), Health.NOTICE)
        ready = say(
            "telephone set WORKED BY HAND; {phone} is ready again, {key} goes back to it",
            phone=named_short(own),
            key=SWITCH_KEY,
        )
        return Edge(ready, Health.NOTICE)
    if lost:
        words = say("TELEPHONE LINE LOST: {why}", why=lost)
        if not works_by_hand:
            words = say("TELEPHONE LINE LOST, {key} works the set by hand: {why}", key=SWITCH_KEY, why=lost)
        return Edge(words, Health.FAULT)
    if not up:
        return Edge(say("telephone {phone}: opening", phone=named_short(own)), Health.NOTICE)
    if faults:
        told = joined("; ", [joined(": ", each) for each in faults])
        return Edge(say("telephone {phone}: in use, but {faults}", phone=named_short(own), faults=told), Health.NOTICE)
    return Edge(say("telephone {phone}: ready", phone=named_short(own)))

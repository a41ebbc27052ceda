"""The status edge: is the feed alive, what else must be known. All well is one quiet line. (The telephone's own word
stands in `telephone`.)"""

import re
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import assert_never

from app.ports import AudioBack, AudioLost, FeedState, FeedStateChanged, Link, NotDone
from app.position.card import clock_text
from app.position.events import ConsoleStarted
from app.position.screen import TRAINING, Edge, Health
from app.words import joined, say

NOTICES = 3  # statements kept on the edge, newest first
# Spills that only the other link brought, one after the other, until a link that is up is called failing: one may have
# been damaged on its way.
MISSED_LOUD = 2

# Letters of a device's name that the edge has room for beside what is to be known of it: of a well one, and of one
# that is gone, where a sentence stands beside it.
_LONGEST_NAME, _LONGEST_OF_GONE = 30, 24
_NAME_BESIDE_WHAT_TO_DO = 14  # of a lost one: /dev/ttyUSB0; a longer one is the technician's to look up
_KIND = re.compile(r"[a-z0-9]+:")  # serial:, replay:, rfc2217:

CAPTIONS = {Link.MAIN: say("MAIN"), Link.SECOND: say("SECOND")}
_GONE = (FeedState.LOST, FeedState.SILENT)


@dataclass(slots=True)
class _LinkState:
    """What is known of one of two links; `missed` counts the spills that only the other one brought."""

    name: str
    state: FeedState = FeedState.OPENING
    missed: int = 0

    @property
    def alive(self) -> bool:
        return self.state is FeedState.UP and self.missed < MISSED_LOUD


class Edges:
    """What the position knows of its feed, and the last notices. `marks` cannot be switched off.

    `feed` is of the main feed, `second` of the second link, None where the console has but one feed.
    """

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self._feed_name = say("feed")
        self._links: dict[Link, _LinkState] = {}  # where there are two
        self.marks: tuple[str, ...] = ()
        self.feed = Edge(say("feed not open yet"), Health.NOTICE)
        self.second: Edge | None = None
        self.notices: tuple[Edge, ...] = ()

    def started(self, event: ConsoleStarted) -> None:
        """Take the names and marks of this run."""
        self._feed_name = event.feed
        marks = [TRAINING] if event.training else []
        if event.emulated:
            # one mark: three would be cut at the window's least width
            marks.append(say("REPLAYED EMULATED FEED") if event.replayed else say("EMULATED FEED"))
        elif event.replayed:
            marks.append(say("REPLAYED RECORDING"))
        self.marks = (*marks, *([say("VIRTUAL TELEPHONE")] if event.phone == "virtual" else []))
        if event.second_feed:
            names = {Link.MAIN: event.feed, Link.SECOND: event.second_feed}
            self._links = {
                link: _LinkState(name.removeprefix("serial:").partition("?")[0]) for link, name in names.items()
            }
            self._show_links()
        else:
            self._links, self.second = {}, None
            self.feed = Edge(say("feed {name}: opening", name=named_short(event.feed)), Health.NOTICE)

    def feed_went(self, event: FeedStateChanged) -> None:
        """Take the feed's state; a silent or lost one is unmistakable."""
        if self._links:
            self._link_went(event)
            return
        name = self._feed_name
        target = name.partition(":")[2] or name
        detail = event.detail.removeprefix(f"{target}: ")
        health = Health.NOTICE
        match event.state:
            case FeedState.UP:
                words, health = say("feed {name}: up", name=named_short(name)), Health.WELL
                detail = "" if target in detail else detail
            case FeedState.OPENING:
                words = say("feed {name}: opening", name=named_short(name))
            case FeedState.CLOSED:
                words = say("feed {name}: closed", name=named_short(name))
            case FeedState.SILENT | FeedState.LOST:
                self.feed = Edge(_gone_words(event.state, name.removeprefix("serial:"), detail), Health.FAULT)
                return
            case _:
                assert_never(event.state)
        self.feed = Edge(joined(": ", (words, detail)) if detail else words, health)

    # --- two links ---

    @property
    def feeds(self) -> Edge:
        """The main feed and the second link as one statement, as loud as the louder."""
        if self.second is None:
            return self.feed
        loud = Health.FAULT if Health.FAULT in (self.feed.health, self.second.health) else self.feed.health
        return Edge(joined("; ", (self.feed.text, self.second.text)), loud)

    def alive(self, link: Link) -> bool:
        """Tell whether a link of two is open and brings what the other brings."""
        return link in self._links and self._links[link].alive

    def brought(self, link: Link, at: datetime) -> None:
        """Note that a link brought a spill."""
        state = self._links[link]
        if state.missed:
            if state.missed >= MISSED_LOUD:
                self._back(link, at, say("{link} LINK brings spills again", link=CAPTIONS[link]))
            state.missed = 0
            self._show_links()

    def missed(self, link: Link, at: datetime) -> None:
        """Note that a link did not bring a spill that the other one brought."""
        state = self._links[link]
        if state.state is not FeedState.UP:
            return
        state.missed += 1
        if state.missed == MISSED_LOUD:
            values = {"link": CAPTIONS[link], "n": MISSED_LOUD}
            self.notice(at, say("{link} LINK FAILS: it is open, but did not bring the last {n} spills", **values))
        self._show_links()

    def _link_went(self, event: FeedStateChanged) -> None:
        link, state = event.link, self._links[event.link]
        was, state.state = state.state, event.state
        state.missed = 0
        self._show_links()
        if event.state in _GONE and event.state is not was:
            why = event.detail.removeprefix(f"{state.name}: ").partition(";")[0]
            if event.state is FeedState.LOST:
                gone = say("{link} LINK LOST", link=CAPTIONS[link])
            else:
                gone = say("{link} LINK SILENT", link=CAPTIONS[link])
            self.notice(event.at, joined(": ", (gone, why)) if why else gone)
        elif event.state is FeedState.UP and was in _GONE:
            self._back(link, event.at, say("{link} LINK is back", link=CAPTIONS[link]))

    def _back(self, link: Link, at: datetime, words: str) -> None:
        """Say that a link is well again, in place of what was said of it before."""
        self.notices = tuple(each for each in self.notices if f" {CAPTIONS[link]} LINK " not in each.text)
        self.notice(at, words, Health.WELL)

    def _show_links(self) -> None:
        self.feed, self.second = self._link_edge(Link.MAIN), self._link_edge(Link.SECOND)

    def _link_edge(self, link: Link) -> Edge:
        state = self._links[link]
        words = {"link": CAPTIONS[link], "name": named_short(state.name)}
        alone = not self._links[_other(link)].alive
        match state.state:
            case FeedState.LOST:
                lost = say("{link} LOST, ask callers for number and place", **words)
                return Edge(lost if alone else say("{link} LOST {name}", **words), Health.FAULT)
            case FeedState.SILENT:
                dumb = say("{link} SILENT, data may not come", **words)
                return Edge(dumb if alone else say("{link} SILENT {name}", **words), Health.FAULT)
            case FeedState.OPENING:
                return Edge(say("{link} {name}: opening", **words), Health.NOTICE)
            case FeedState.CLOSED:
                return Edge(say("{link} {name}: closed", **words), Health.NOTICE)
            case FeedState.UP:
                if state.missed >= MISSED_LOUD:
                    return Edge(say("{link} BRINGS NO SPILLS", **words), Health.FAULT)
                if state.missed:
                    return Edge(say("{link} up, missed a spill", **words), Health.NOTICE)
                return Edge(say("{link} {name}: up", **words))
            case _:
                assert_never(state.state)

    # --- notices ---

    def told_by_phone(self, event: AudioLost | AudioBack | NotDone) -> None:
        """Say what the telephone tells of voice, and of an order that came to nothing."""
        if isinstance(event, AudioBack):
            self.notice(event.at, say("voice comes again"), Health.WELL)
        elif isinstance(event, NotDone):
            self.notice(event.at, say("NOT DONE: {why}", why=event.why), Health.FAULT)
        else:
            self.notice(event.at, say("NO VOICE: {why}", why=event.why), Health.FAULT)

    def take_back(self, text: str) -> None:
        """Take a statement away that is no longer so."""
        self.notices = tuple(each for each in self.notices if not each.text.endswith(f" {text}"))

    def notice(self, at: datetime, text: str, health: Health = Health.NOTICE) -> None:
        """Add a statement, with its time of day."""
        self.notices = (Edge(joined(" ", (clock_text(at, self._zone), text)), health), *self.notices[: NOTICES - 1])


def _other(link: Link) -> Link:
    return Link.SECOND if link is Link.MAIN else Link.MAIN


def named_short(name: str, longest: int = _LONGEST_NAME) -> str:
    """Return the name of a feed or a telephone for the edge: of a long one the end, which tells devices apart."""
    if len(name) <= longest:
        return name
    name = name.partition("?")[0]
    kind = _KIND.match(name)
    before = kind[0] if kind else ""
    return name if len(name) <= longest else f"{before}…{name[len(before) + 1 - longest :]}"


def _gone_words(state: FeedState, name: str, detail: str) -> str:
    """Say that the feed is gone, what to do first: of a long reason the end may be out of sight."""
    why = detail.partition(";")[0]  # that it is tried again is the technician's: nobody waits for it
    known = name in why
    why = why.replace(name, named_short(name, _LONGEST_OF_GONE))
    if state is FeedState.LOST:
        words = say("FEED LOST, ask callers for number and place")
        known = known or len(name) > _NAME_BESIDE_WHAT_TO_DO
    else:
        words = say("FEED SILENT, data may not come")
    return joined(": ", [part for part in (words, "" if known else named_short(name), why) if part])

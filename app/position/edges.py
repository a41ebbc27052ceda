"""The status edge: is the feed alive, what else must be known. All well is one quiet line. (The telephone's own word
stands in `telephone`.)"""

from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import assert_never

from app.ports import FeedState, FeedStateChanged, Link
from app.position.card import clock_text
from app.position.events import ConsoleStarted
from app.position.screen import TRAINING, Edge, Health

NOTICES = 3  # statements kept on the edge, newest first
# Spills that only the other link brought, one after the other, until a link that is up is called failing: one may have
# been damaged on its way.
MISSED_LOUD = 2

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
        self._feed_name = "feed"
        self._links: dict[Link, _LinkState] = {}  # where there are two
        self.marks: tuple[str, ...] = ()
        self.feed = Edge("feed not open yet", Health.NOTICE)
        self.second: Edge | None = None
        self.notices: tuple[Edge, ...] = ()

    def started(self, event: ConsoleStarted) -> None:
        """Take the names and marks of this run."""
        self._feed_name = event.feed
        marks = [TRAINING] if event.training else []
        marks += ["EMULATED FEED"] if event.emulated else []
        marks += ["REPLAYED RECORDING"] if event.replayed else []
        self.marks = (*marks, *(["VIRTUAL TELEPHONE"] if event.phone == "virtual" else []))
        if event.second_feed:
            names = {Link.MAIN: event.feed, Link.SECOND: event.second_feed}
            self._links = {
                link: _LinkState(name.removeprefix("serial:").partition("?")[0]) for link, name in names.items()
            }
            self._show_links()
        else:
            self._links, self.second = {}, None
            self.feed = Edge(f"feed {event.feed}: opening", Health.NOTICE)

    def feed_went(self, event: FeedStateChanged) -> None:
        """Take the feed's state; a silent or lost one is unmistakable."""
        if self._links:
            self._link_went(event)
            return
        name = self._feed_name
        target = name.partition(":")[2] or name
        detail = event.detail.removeprefix(f"{target}: ")
        said = f": {detail}" if detail else ""
        match event.state:
            case FeedState.UP:
                self.feed = Edge(f"feed {name}: up" + ("" if target in detail else said))
            case FeedState.OPENING:
                self.feed = Edge(f"feed {name}: opening{said}", Health.NOTICE)
            case FeedState.CLOSED:
                self.feed = Edge(f"feed {name}: closed{said}", Health.NOTICE)
            case FeedState.SILENT:
                self.feed = Edge(f"FEED SILENT {name}, callers may come without data{said}", Health.FAULT)
            case FeedState.LOST:
                self.feed = Edge(f"FEED LOST {name}, callers come without data{said}", Health.FAULT)
            case _:
                assert_never(event.state)

    # --- two links ---

    @property
    def feeds(self) -> Edge:
        """The main feed and the second link as one statement, as loud as the louder."""
        if self.second is None:
            return self.feed
        loud = Health.FAULT if Health.FAULT in (self.feed.health, self.second.health) else self.feed.health
        return Edge(f"{self.feed.text}; {self.second.text}", loud)

    def alive(self, link: Link) -> bool:
        """Tell whether a link of two is open and brings what the other brings."""
        return link in self._links and self._links[link].alive

    def brought(self, link: Link, at: datetime) -> None:
        """Note that a link brought a spill."""
        state = self._links[link]
        if state.missed:
            if state.missed >= MISSED_LOUD:
                self._back(link, at, "brings spills again")
            state.missed = 0
            self._show_links()

    def missed(self, link: Link, at: datetime) -> None:
        """Note that a link did not bring a spill that the other one brought."""
        state = self._links[link]
        if state.state is not FeedState.UP:
            return
        state.missed += 1
        if state.missed == MISSED_LOUD:
            words = f"{_named(link)} FAILS: it is open, but did not bring the last {MISSED_LOUD} spills"
            self.notice(at, words)
        self._show_links()

    def _link_went(self, event: FeedStateChanged) -> None:
        link, state = event.link, self._links[event.link]
        was, state.state = state.state, event.state
        state.missed = 0
        self._show_links()
        if event.state in _GONE and event.state is not was:
            said = event.detail.removeprefix(f"{state.name}: ").partition(";")[0]
            why = f": {said}" if said else ""
            self.notice(event.at, f"{_named(link)} {event.state.upper()}{why}")
        elif event.state is FeedState.UP and was in _GONE:
            self._back(link, event.at, "is back")

    def _back(self, link: Link, at: datetime, words: str) -> None:
        """Say that a link is well again, in place of what was said of it before."""
        self.notices = tuple(each for each in self.notices if f" {_named(link)} " not in each.text)
        self.notice(at, f"{_named(link)} {words}", Health.WELL)

    def _show_links(self) -> None:
        main, second = (self._link_edge(link) for link in (Link.MAIN, Link.SECOND))
        self.feed, self.second = main, second

    def _link_edge(self, link: Link) -> Edge:
        state = self._links[link]
        caption = f"{link.upper()} {state.name}"
        if state.state in _GONE:
            gone = f"{link.upper()} {state.state.upper()}"
            alive = self._links[_other(link)].alive
            return Edge(f"{gone} {state.name}" if alive else f"{gone}, NO DATA COMES", Health.FAULT)
        if state.state is not FeedState.UP:
            return Edge(f"{caption}: {state.state}", Health.NOTICE)
        if state.missed >= MISSED_LOUD:
            return Edge(f"{link.upper()} BRINGS NO SPILLS", Health.FAULT)
        if state.missed:
            return Edge(f"{link.upper()} up, missed a spill", Health.NOTICE)
        return Edge(f"{caption}: up")

    # --- notices ---

    def take_back(self, text: str) -> None:
        """Take a statement away that is no longer so."""
        self.notices = tuple(each for each in self.notices if not each.text.endswith(f" {text}"))

    def notice(self, at: datetime, text: str, health: Health = Health.NOTICE) -> None:
        """Add a statement, with its time of day."""
        self.notices = (Edge(f"{clock_text(at, self._zone)} {text}", health), *self.notices[: NOTICES - 1])


def _named(link: Link) -> str:
    return f"{link.upper()} LINK"


def _other(link: Link) -> Link:
    return Link.SECOND if link is Link.MAIN else Link.MAIN

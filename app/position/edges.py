"""The status edge: is the feed alive, what else must be known. All well is one quiet line. (The telephone's own word
stands in `telephone`.)"""

from datetime import datetime, tzinfo
from typing import assert_never

from app.ports import FeedState, FeedStateChanged
from app.position.card import clock_text
from app.position.events import ConsoleStarted
from app.position.screen import TRAINING, Edge, Health

NOTICES = 3  # statements kept on the edge, newest first


class Edges:
    """What the position knows of its feed, and the last notices. `marks` cannot be switched off."""

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self._feed_name = "feed"
        self.marks: tuple[str, ...] = ()
        self.feed = Edge("feed not open yet", Health.NOTICE)
        self.notices: tuple[Edge, ...] = ()

    def started(self, event: ConsoleStarted) -> None:
        """Take the names and marks of this run."""
        self._feed_name = event.feed
        marks = [TRAINING] if event.training else []
        marks += ["EMULATED FEED"] if event.emulated else []
        marks += ["REPLAYED RECORDING"] if event.replayed else []
        self.marks = (*marks, *(["VIRTUAL TELEPHONE"] if event.phone == "virtual" else []))
        self.feed = Edge(f"feed {event.feed}: opening", Health.NOTICE)

    def feed_went(self, event: FeedStateChanged) -> None:
        """Take the feed's state; a silent or lost one is unmistakable."""
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

    def take_back(self, text: str) -> None:
        """Take a statement away that is no longer so."""
        self.notices = tuple(each for each in self.notices if not each.text.endswith(f" {text}"))

    def notice(self, at: datetime, text: str, health: Health = Health.NOTICE) -> None:
        """Add a statement, with its time of day."""
        self.notices = (Edge(f"{clock_text(at, self._zone)} {text}", health), *self.notices[: NOTICES - 1])

"""The status edge: is the feed alive, what else must be known. All well is one quiet line. (The telephone's own word
stands in `telephone`.)"""

from datetime import datetime, tzinfo
from typing import assert_never

from app.ports import FeedState, FeedStateChanged
from app.position.card import clock_text
from app.position.events import ConsoleStarted
from app.position.screen import TRAINING, Edge, Health
from app.words import joined, say

NOTICES = 3  # statements kept on the edge, newest first


class Edges:
    """What the position knows of its feed, and the last notices. `marks` cannot be switched off."""

    def __init__(self, zone: tzinfo | None) -> None:
        self._zone = zone
        self._feed_name = say("feed")
        self.marks: tuple[str, ...] = ()
        self.feed = Edge(say("feed not open yet"), Health.NOTICE)
        self.notices: tuple[Edge, ...] = ()

    def started(self, event: ConsoleStarted) -> None:
        """Take the names and marks of this run."""
        self._feed_name = event.feed
        marks = [TRAINING] if event.training else []
        marks += [say("EMULATED FEED")] if event.emulated else []
        marks += [say("REPLAYED RECORDING")] if event.replayed else []
        self.marks = (*marks, *([say("VIRTUAL TELEPHONE")] if event.phone == "virtual" else []))
        self.feed = Edge(say("feed {name}: opening", name=event.feed), Health.NOTICE)

    def feed_went(self, event: FeedStateChanged) -> None:
        """Take the feed's state; a silent or lost one is unmistakable."""
        name = self._feed_name
        target = name.partition(":")[2] or name
        detail = event.detail.removeprefix(f"{target}: ")
        health = Health.NOTICE
        match event.state:
            case FeedState.UP:
                words, health = say("feed {name}: up", name=name), Health.WELL
                detail = "" if target in detail else detail
            case FeedState.OPENING:
                words = say("feed {name}: opening", name=name)
            case FeedState.CLOSED:
                words = say("feed {name}: closed", name=name)
            case FeedState.SILENT:
                words, health = say("FEED SILENT {name}, callers may come without data", name=name), Health.FAULT
            case FeedState.LOST:
                words, health = say("FEED LOST {name}, callers come without data", name=name), Health.FAULT
            case _:
                assert_never(event.state)
        self.feed = Edge(joined(": ", (words, detail)) if detail else words, health)

    def take_back(self, text: str) -> None:
        """Take a statement away that is no longer so."""
        self.notices = tuple(each for each in self.notices if not each.text.endswith(f" {text}"))

    def notice(self, at: datetime, text: str, health: Health = Health.NOTICE) -> None:
        """Add a statement, with its time of day."""
        self.notices = (Edge(joined(" ", (clock_text(at, self._zone), text)), health), *self.notices[: NOTICES - 1])

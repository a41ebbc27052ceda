"""What waits to be handled, one event at a time: a person and the telephone before what a feed brings.

In a storm of spills a key would else wait behind all of them, and it was pressed for the screen that stood there then.
Within each of the two the order is that in which events came.
"""

from collections import deque

from app.ports import FeedStateChanged
from app.position.events import ConsoleStopped, NoiseHeard, PositionEvent, SpillArrived

_BEHIND = (SpillArrived, NoiseHeard, FeedStateChanged, ConsoleStopped)  # the last event comes after all of a feed


class Inbox:
    """Events, and None for "all that a chunk brought has been handled"."""

    def __init__(self) -> None:
        self._first: deque[PositionEvent] = deque()
        self._behind: deque[PositionEvent | None] = deque()

    def __len__(self) -> int:
        return len(self._first) + len(self._behind)

    def put(self, event: PositionEvent | None) -> None:
        """Put an event in its place."""
        if event is None or isinstance(event, _BEHIND):
            self._behind.append(event)
        else:
            self._first.append(event)

    def put_next(self, event: PositionEvent) -> None:
        """Put an event before all that wait."""
        self._first.appendleft(event)

    def take(self) -> PositionEvent | None:
        """Return the next; there must be one."""
        return self._first.popleft() if self._first else self._behind.popleft()

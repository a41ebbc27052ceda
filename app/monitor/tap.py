"""Where the monitor listens in: between a feed and who takes its events, and behind the latter.

While nobody listens, an event costs one comparison. Events are delivered in threads of the drivers, one thread a link.
"""

from collections.abc import Callable

from app.ports import FeedEvent

Deliver = Callable[[FeedEvent], None]


class Tap:
    """Listens in on feeds. `listener` takes each event and the name of its link after it was delivered; None closes."""

    def __init__(self) -> None:
        self.listener: Callable[[FeedEvent, str], None] | None = None

    def behind(self, deliver: Deliver, link: str = "") -> Deliver:
        """Return what a feed is to deliver to in place of `deliver`, which still gets every event first."""

        def both(event: FeedEvent) -> None:
            deliver(event)
            listener = self.listener
            if listener is not None:
                listener(event, link)

        return both

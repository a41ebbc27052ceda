"""The thread of a feed: opens once, works until closed, delivers in order, and is silent afterwards.

A feed gives it `work`, a function that runs in the thread and returns when there is nothing more to do or `closing`
is set. What every feed owes the port (`app.ports`, "Rules for every driver") is kept here once.
"""

import logging
import threading
from collections.abc import Callable

from app.clock import Clock
from app.ports import Chunk, FeedEvent, FeedState, FeedStateChanged

CLOSE_SECONDS = 7.0
"""How long `close` waits for the thread: longer than the 5 s after which the serial library gives up a connection that
nobody answers, the longest thing that cannot be broken off. A thread still stuck then (a name server that hangs) is
left to die with the program, and can deliver nothing more."""

_log = logging.getLogger(__name__)


class FeedThread:
    """One thread that works for a feed. `name` is the feed's."""

    def __init__(self, name: str, clock: Clock, work: Callable[[], None]) -> None:
        self._name = name
        self._clock = clock
        self._work = work
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._silenced = False
        self._thread: threading.Thread | None = None
        self._deliver: Callable[[FeedEvent], None] = _nobody
        self._told: tuple[FeedState, str] = (FeedState.CLOSED, "")

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start the thread and return at once. A feed is opened once: a second time is a fault of ours."""
        with self._lock:
            if self._thread is not None or self._closing.is_set():
                raise RuntimeError(f"the feed {self._name} was opened before")
            self._deliver = deliver
            self._thread = threading.Thread(target=self._run, name=f"feed-{self._name}", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """End the thread, told by a last CLOSED, and wait for it.

        From within `deliver` it cannot be waited for: the thread then ends by itself and tells nothing more.
        """
        self._closing.set()
        with self._lock:
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join(CLOSE_SECONDS)
        self._silenced = True

    @property
    def closing(self) -> bool:
        """True once the feed is being closed: the work is to return."""
        return self._closing.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait in real seconds; return True, at once, when the feed is being closed."""
        return self._closing.wait(max(0.0, min(seconds, threading.TIMEOUT_MAX)))

    def tell(self, state: FeedState, detail: str = "") -> None:
        """Deliver a state, unless it was the last one told, in the same words."""
        if (state, detail) != self._told:
            self._told = (state, detail)
            self._give(FeedStateChanged(self._clock.now(), state, detail))

    def give(self, data: bytes, gap: float) -> None:
        """Deliver bytes that came now, after `gap` seconds of quiet."""
        self._give(Chunk(self._clock.now(), data, gap))

    def _run(self) -> None:
        try:
            self._work()
        except Exception:  # noqa: BLE001 (a feed must not stop without a word, whatever is wrong with it)
            _log.exception("the feed %s stopped through a fault of this program", self._name)
            self.tell(FeedState.CLOSED, "the feed stopped through a fault of this program, which the log tells")
        if self._told[0] is not FeedState.CLOSED:
            self.tell(FeedState.CLOSED)

    def _give(self, event: FeedEvent) -> None:
        if self._silenced:
            return
        try:
            self._deliver(event)
        except Exception:  # noqa: BLE001 (the receiver's fault must not stop the line: the next caller may get through)
            _log.exception("the receiver of the feed %s failed", self._name)


def _nobody(event: FeedEvent) -> None:
    raise RuntimeError(f"a feed that is not open delivered {type(event).__name__}")

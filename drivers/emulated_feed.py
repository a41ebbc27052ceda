"""The emulated feed: invented callers of Durham Region on a line as slow as a real one. The default of a new console.

It is the real path, not a test double: what it delivers are the bytes of a controller's records, in pieces, at the
line's speed, to be framed and decoded like any others. Scenarios (`drivers.scenario`) say who calls, when, and what
goes wrong; the package `drivers.emulator` makes it.
"""

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.clock import Clock
from app.errors import FeedError
from app.ports import FeedEvent, FeedState
from app.spill.formats import FormatTable
from drivers.emulator.emulation import Emulation, Piece, table_of
from drivers.emulator.fault import parse_faults
from drivers.emulator.line import What
from drivers.emulator.truth import Sent, Truth
from drivers.feed_thread import FeedThread
from drivers.scenario import DEFAULT, load_scenario

BREATH_S = 0.001
"""The least pause before a burst, also at pace 0: an emulator as fast as it is taken must not starve the console."""

SLICE_S = 0.1
"""How soon a wait for the next call notices that it is wanted now."""


class EmulatedFeed:
    """A `Feed` of invented callers.

    `scenario` is a shipped scenario's name, a path ending in `.toml`, or "" for `default`. `pace` multiplies every
    time: 1 is real, 0 as fast as it is taken; the gaps told with the bytes are the scenario's own at any pace. `faults`
    come on top of the scenario's; `tables` are formats besides the shipped ones. `sent` is told the truth of everything
    that was sent, from the feed's thread. Raises FeedError for a scenario that is not there or a fault that is none,
    TableError for a scenario with something wrong in it.
    """

    def __init__(
        self,
        scenario: str,
        clock: Clock,
        pace: float = 1.0,
        faults: tuple[str, ...] = (),
        tables: Mapping[str, FormatTable] | None = None,
        sent: Callable[[Sent], None] | None = None,
    ) -> None:
        self._name = f"emulated:{scenario or DEFAULT}"
        loaded = load_scenario(scenario)
        try:
            loaded = replace(loaded, faults=(*loaded.faults, *parse_faults(faults)))
        except ValueError as error:
            raise FeedError(f"feed emulated: fault: {error}") from error
        self._pace = pace
        self._sent = sent
        self._hurry = threading.Event()
        self._emulation = Emulation(loaded, table_of(loaded, tables), clock.now, goes_on=True)
        self._truth = Truth(self._emulation.table.framing)
        self._thread = FeedThread(self._name, clock, self._work)

    @property
    def name(self) -> str:
        """`emulated:` and the scenario."""
        return self._name

    @property
    def emulated(self) -> bool:
        """True: nobody who calls here exists."""
        return True

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start; the first caller comes as the scenario says."""
        self._thread.open(deliver)

    def close(self) -> None:
        """Stop, in the middle of a record if need be."""
        self._thread.close()

    def inject(self, fault: str) -> None:
        """Let a fault strike at its next chance, from any thread. Raises FeedError or TableError, as `Emulation`."""
        self._emulation.inject(fault)

    def call_now(self) -> None:
        """Let the next caller call now, from any thread."""
        self._hurry.set()

    def _work(self) -> None:
        emulation = self._emulation
        about = "; ".join(each for each in (emulation.scenario.about, emulation.remark) if each)
        self._thread.tell(FeedState.OPENING, f"opening {self._name}")
        self._thread.tell(FeedState.UP, about)
        quiet, given = 0.0, b""
        for piece in emulation.pieces():
            if self._waited(piece):
                return
            quiet += piece.gap
            if piece.data:
                self._thread.give(piece.data, quiet)
                quiet = 0.0
            given += piece.data
            if piece.last:
                self._tell(self._truth.sent(piece.burst, given))
                given = b""
            if piece.burst.what is What.GONE:
                self._thread.tell(FeedState.LOST, f"{self._name}: the far end is gone; it comes back")
                if self._thread.wait(piece.burst.away * self._pace):
                    return
                quiet += piece.burst.away
                self._thread.tell(FeedState.UP, about)
            elif piece.burst.what is What.DEAD:
                self._thread.tell(FeedState.LOST, f"{self._name}: the far end is gone")
        self._tell(self._truth.end())
        self._thread.wait(float("inf"))  # the last of the scenario has called; the line is there and quiet

    def _waited(self, piece: Piece) -> bool:
        """Wait for a piece; return True when the feed is being closed."""
        seconds = piece.gap * self._pace
        if piece.first:
            seconds = max(BREATH_S, seconds)
        if piece.burst.what is not What.QUIET:
            return self._thread.wait(seconds)
        while seconds > 0 and not self._hurry.is_set():
            if self._thread.wait(min(seconds, SLICE_S)):
                return True
            seconds -= SLICE_S
        self._hurry.clear()
        return self._thread.closing

    def _tell(self, told: list[Sent]) -> None:
        if self._sent is not None:
            for each in told:
                self._sent(each)

"""The emulated feed: invented callers of Durham Region on a line as slow as a real one. The default of a new console.

It is the real path, not a test double: what it delivers are the bytes of a controller's records, in pieces, at the
line's speed, to be framed and decoded like any others. Scenarios (`drivers.scenario`) say who calls, when, and what
goes wrong; the package `drivers.emulator` makes it.

Whoever stands in front of it may take a hand in it, from any thread: hold the callers, let the next one come, cut the
line, let faults strike. While callers are held or the line is cut the scenario stands still. A record that has begun is
sent to its end, unless the line is cut; then the rest of it is lost.
"""

from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.clock import Clock
from app.errors import FeedError
from app.ports import FeedEvent, FeedState
from app.spill.formats import FormatTable
from app.words import joined, say
from drivers.emulator.emulation import Emulation, Piece, table_of
from drivers.emulator.fault import parse_faults
from drivers.emulator.line import Burst, What
from drivers.emulator.truth import Sent, Truth
from drivers.feed_thread import FeedThread
from drivers.scenario import DEFAULT, load_scenario

BREATH_S = 0.001
"""The least pause before a burst, also at pace 0: an emulator as fast as it is taken must not starve the console."""

SLICE_S = 0.1
"""How soon a wait notices that something else is wanted now."""

MOST_WANTED = 50
"""Callers who are to come at once. A key that is held down must not make more than a console keeps waiting."""

CUT = "cut by hand"
"""Said of a record in whose middle the line was cut."""

_HELD = (What.QUIET, What.HEARTBEAT, What.NOISE)  # what does not come while callers are held


class Line(StrEnum):
    """How the line of an emulated feed is."""

    THERE = "there"
    CUT = "cut"  # by hand, until it is mended
    GONE = "gone"  # through a fault; it comes back by itself
    DEAD = "dead"  # through a fault, for ever


@dataclass(frozen=True, slots=True)
class Standing:
    """How an emulated feed stands.

    `next_caller` is in how many seconds the next one calls, None where that is not known; `over` is True when the last
    of the scenario has called.
    """

    held: bool
    line: Line
    over: bool
    next_caller: float | None


class EmulatedFeed:
    """A `Feed` of invented callers.

    `scenario` is a shipped scenario's name, a path ending in `.toml`, or "" for `default`. `pace` multiplies every
    time: 1 is real, 0 as fast as it is taken; the gaps told with the bytes are the scenario's own at any pace. `faults`
    come on top of the scenario's; `tables` are the formats in force where it is heard, which it may write besides the
    shipped ones. `sent` is told the truth of everything that was sent, from the feed's thread. `position` is the
    answering position that every spill names, "" for the scenario's; `silent_after` the seconds without a byte after
    which the feed is SILENT. Raises FeedError for a scenario that is not there or a fault that is none, TableError for
    a scenario with something wrong in it.
    """

    def __init__(
        self,
        scenario: str,
        clock: Clock,
        pace: float = 1.0,
        faults: tuple[str, ...] = (),
        tables: Mapping[str, FormatTable] | None = None,
        sent: Callable[[Sent], None] | None = None,
        position: str = "",
        silent_after: float | None = None,
    ) -> None:
        self._name = f"emulated:{scenario or DEFAULT}"
        loaded = load_scenario(scenario)
        try:
            loaded = replace(loaded, faults=(*loaded.faults, *parse_faults(faults)))
        except ValueError as error:
            raise FeedError(f"feed emulated: fault: {error}") from error
        if position:
            loaded = replace(loaded, position=position)
        self._clock = clock
        self._pace = pace
        self._sent = sent
        self._silent_after = silent_after
        self._wanted: deque[None] = deque(maxlen=MOST_WANTED)  # a caller each, who is to come at once
        self._emulation = Emulation(
            loaded, table_of(loaded, tables), clock.now, goes_on=True, hurried=lambda: bool(self._wanted)
        )
        self._truth = Truth(self._emulation.table.framing)
        unread = tables and loaded.format not in tables
        not_read = say("NOT DECODED: no table in force reads {format}", format=loaded.format) if unread else ""
        self._about = joined("; ", [each for each in (loaded.about, not_read, self._emulation.remark) if each])
        self._thread = FeedThread(self._name, clock, self._work)
        self._held = False
        self._line = Line.THERE
        self._over = False
        self._next_caller: float | None = None
        self._calling = -1  # the number of the call that was let through last
        self._stood = 0.0  # seconds for which what is due now was held back
        self._skipped = False  # a heartbeat that is not sent, as the next caller is to come at once
        self._broken = False  # the line was cut in the middle of this record
        self._quiet = 0.0  # seconds since the last byte, of the scenario
        self._given = b""  # what has gone over the line of this burst
        self._last_byte = 0.0

    @property
    def name(self) -> str:
        """`emulated:` and the scenario."""
        return self._name

    @property
    def emulated(self) -> bool:
        """True: nobody who calls here exists."""
        return True

    @property
    def emulation(self) -> Emulation:
        """What is played: its scenario, its format, its faults."""
        return self._emulation

    @property
    def standing(self) -> Standing:
        """How it stands, from any thread."""
        return Standing(self._held, self._line, self._over, self._next_caller)

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start; the first caller comes as the scenario says."""
        self._thread.open(deliver)

    def close(self) -> None:
        """Stop, in the middle of a record if need be."""
        self._thread.close()

    # --- orders, from any thread ---

    def inject(self, fault: str) -> None:
        """Let a fault strike at its next chance. Raises FeedError or TableError, as `Emulation`."""
        self._emulation.inject(fault)

    def call_now(self) -> None:
        """Let the next caller call now, also while callers are held."""
        self._wanted.append(None)

    def hold(self, held: bool) -> None:
        """Hold the callers, heartbeats and noise too, or let them go on."""
        self._held = held

    def cut(self) -> None:
        """Cut the line; a record that is being sent breaks off."""
        if self._line is Line.THERE:
            self._line = Line.CUT

    def mend(self) -> None:
        """Let the line be there again, whether it was cut or a fault has taken it away. A dead one stays dead."""
        if self._line is not Line.DEAD:
            self._line = Line.THERE

    # --- the feed's thread ---

    def _work(self) -> None:
        self._last_byte = self._clock.monotonic()
        self._thread.tell(FeedState.OPENING, f"opening {self._name}")
        self._tell_line()
        for piece in self._emulation.pieces():
            due = self._waited(piece)
            if due is None:
                return
            self._send(due)
            if due.burst.what is What.GONE:
                self._away(due.burst.away)
            elif due.burst.what is What.DEAD:
                self._line = Line.DEAD
        self._tell(self._truth.end())
        self._over = True
        self._next_caller = None
        while not self._thread.closing:  # the last of the scenario has called; the line is there and quiet
            self._tell_line()
            self._thread.wait(SLICE_S)

    def _waited(self, piece: Piece) -> Piece | None:
        """Wait until a piece is due and may come, and return what is left of it; None when the feed is being closed."""
        if not piece.first:
            self._broken = self._broken or self._line is Line.CUT
            if not self._broken and self._thread.wait(piece.gap * self._pace):
                return None
            return piece
        what = piece.burst.what
        before_a_call = self._may_be_held(piece.burst) and piece.burst.number > 0
        new_call = before_a_call and what is What.QUIET
        self._over = what is What.HEARTBEAT and not piece.burst.number  # they go on after the last call
        left = max(BREATH_S, piece.gap * self._pace)
        while not self._thread.closing:
            self._tell_line()
            hurried = before_a_call and bool(self._wanted)
            if self._is_there and what in _HELD and self._pace and (noise := self._emulation.noise_now()):
                piece = self._noisy(piece, noise, left)
            if what in _HELD and self._pace:
                self._tell(self._truth.quiet_for(piece.gap - left / self._pace + self._stood))
            if not self._is_there or (self._held and self._may_be_held(piece.burst) and not hurried):
                began = self._clock.monotonic()
                self._thread.wait(SLICE_S)
                self._stood += self._clock.monotonic() - began
                continue
            if left <= 0 or hurried:
                self._skipped = hurried and what is What.HEARTBEAT
                break
            self._next_caller = left if new_call else None
            self._thread.wait(min(left, SLICE_S))
            left -= SLICE_S
        if new_call:
            self._next_caller = None
            self._calling = piece.burst.number
            if self._wanted:
                self._wanted.popleft()
        return None if self._thread.closing else piece

    @property
    def _is_there(self) -> bool:
        return self._line is Line.THERE

    def _may_be_held(self, burst: Burst) -> bool:
        """True of what does not come while callers are held; the quiet in the middle of a call is part of it."""
        return burst.what in _HELD and burst.number != self._calling

    def _noisy(self, piece: Piece, noise: bytes, left: float) -> Piece:
        """Send noise in the middle of a wait, of which `left` seconds are left; return the piece that is waited for."""
        burst = piece.burst
        passed = min(burst.pause, max(0.0, piece.gap - left / self._pace))
        sound = Burst(passed, noise, What.NOISE, burst.number, burst.at, faults=("noise",))
        self._send(Piece(piece.at, piece.link, sound, noise, passed, first=True, last=True))
        return piece._replace(gap=piece.gap - passed, burst=replace(burst, pause=burst.pause - passed))

    def _send(self, piece: Piece) -> None:
        """Send a piece that is due, and tell what is known of its burst when that is over."""
        self._quiet += piece.gap + (self._stood if piece.first else 0.0)
        if piece.data and not self._broken and not self._skipped:
            self._last_byte = self._clock.monotonic()
            self._tell_line()
            self._thread.give(piece.data, self._quiet)
            self._quiet = 0.0
            self._given += piece.data
        if piece.last:
            burst = replace(piece.burst, away=piece.burst.away + self._stood) if self._stood else piece.burst
            if self._skipped:
                burst = replace(burst, what=What.QUIET)
            self._tell(self._truth.sent(burst, self._given, (CUT,) if self._broken else ()))
            self._given, self._stood = b"", 0.0
            self._broken = self._skipped = False

    def _away(self, seconds: float) -> None:
        """Let the line be gone for so long, or until it is mended."""
        self._line = Line.GONE
        left = seconds * self._pace
        self._tell_line()
        while left > 0 and not self._is_there and not self._thread.closing:
            self._thread.wait(min(left, SLICE_S))
            left -= SLICE_S
        self._line = Line.THERE
        self._quiet += seconds

    def _tell_line(self) -> None:
        """Tell how the line is, if that is news."""
        match self._line:
            case Line.CUT:
                self._thread.tell(FeedState.LOST, f"{self._name}: the line is cut by hand")
            case Line.GONE:
                self._thread.tell(FeedState.LOST, f"{self._name}: the far end is gone; it comes back")
            case Line.DEAD:
                self._thread.tell(FeedState.LOST, f"{self._name}: the far end is gone")
            case Line.THERE:
                limit = self._silent_after
                if limit is not None and self._clock.monotonic() - self._last_byte >= limit:
                    self._thread.tell(FeedState.SILENT, f"no byte came from {self._name} for {limit:g} s")
                else:
                    self._thread.tell(FeedState.UP, self._about)

    def _tell(self, told: list[Sent]) -> None:
        if self._sent is not None:
            for each in told:
                self._sent(each)

"""Plays an emulation to its far ends: waits, hands over, and keeps the truth of what was taken.

While nobody listens on any link, the emulation stands still: no caller calls into the void, and nothing is lost. Where
one link of two has a listener, it goes on for that one, and what the other would have carried is told as not taken. A
record in whose middle the listener goes is damaged. Bytes that the system took and nobody read are counted as sent: a
line tells no more than that.
"""

import threading
from collections.abc import Callable, Sequence

from app.clock import Clock
from drivers.emulator.emulation import Emulation, Piece
from drivers.emulator.far_end import FarEnd
from drivers.emulator.line import What
from drivers.emulator.truth import Sent, Truth

LOOK_S = 0.01
"""Between two looks at a far end that takes nothing, or where nobody listens."""

SLICE_S = 0.25
"""Between two looks at the far ends in a long wait: so soon it is told that somebody came or went."""

STALLED_S = 2.0
"""A listener who takes nothing for so long is told of; on one link of two, the other no longer waits for him."""

LEAST_AWAY_S = 1.0
"""A far end that vanishes is away for so long at any pace, so that whoever listens notices."""

DRAIN_S, DRAIN_STOPPED_S = 5.0, 0.5
"""How long the end waits for what was sent to be read: after the last call, and when the emulator is stopped."""

NOT_TAKEN = "nobody listened"
"""Said of a record that was not taken, or not all of it."""


class Player:
    """Plays `emulation` to `ends`, one for each link.

    `pace` multiplies every time: 1 is real, 0 as fast as it is taken. `sent` is told the truth, `tell` what people
    should know, in a sentence.
    """

    def __init__(
        self,
        emulation: Emulation,
        ends: Sequence[FarEnd],
        clock: Clock,
        pace: float,
        sent: Callable[[Sent], None],
        tell: Callable[[str], None],
    ) -> None:
        self._emulation = emulation
        self._ends = list(ends)
        self._clock = clock
        self._pace = pace
        self._sent = sent
        self._tell = tell
        self._stop = threading.Event()
        self._truths = [Truth(emulation.table.framing, link + 1, pace) for link in range(len(ends))]
        self._given = [b""] * len(ends)
        self._missed = [False] * len(ends)
        self._told: list[bool | None] = [None] * len(ends)  # whether somebody listens, as it was last told
        self._stalled = [False] * len(ends)
        self._back_at: list[float | None] = [None] * len(ends)
        self._dead = [False] * len(ends)
        self._began = 0.0

    def stop(self) -> None:
        """End soon; from any thread, or a signal handler."""
        self._stop.set()

    def play(self) -> None:
        """Play to the end, or until `stop`. Raises BrokenPipeError where the standard output has lost its reader."""
        try:
            self._wait_for_somebody()
            self._began = self._clock.monotonic()
            for piece in self._emulation.pieces():
                if self._stop.is_set() or not self._due(piece):
                    break
                self._play(piece)
                if all(self._dead):
                    break
            for truth in self._truths:
                self._all_told(truth.end())
            for end in self._ends:
                end.drain(DRAIN_STOPPED_S if self._stop.is_set() else DRAIN_S)
        finally:
            for end in self._ends:
                end.close()

    def _due(self, piece: Piece) -> bool:
        """Wait for the moment of a piece; return False if the emulation is to end."""
        due = self._began + piece.at * self._pace
        while (left := due - self._clock.monotonic()) > 0:
            if self._stop.wait(min(left, SLICE_S)):
                return False
            if left > SLICE_S:
                self._look()
        return True

    def _play(self, piece: Piece) -> None:
        link, what = piece.link, piece.burst.what
        if piece.data:
            if piece.first:
                self._wait_for_somebody()
            if not self._missed[link]:
                taken = self._hand_over(link, piece.data)
                self._given[link] += piece.data[:taken]
                self._missed[link] = taken < len(piece.data)
        if piece.last:
            faults = (NOT_TAKEN,) if self._missed[link] else ()
            self._all_told(self._truths[link].sent(piece.burst, self._given[link], faults))
            self._given[link], self._missed[link] = b"", False
        if what is What.GONE:
            self._ends[link].leave()
            away = max(LEAST_AWAY_S, piece.burst.away * self._pace)
            self._back_at[link] = self._clock.monotonic() + away
            self._told[link] = None
            self._tell(f"{self._ends[link].name}: goes away for {away:g} s")
        elif what is What.DEAD:
            self._ends[link].leave(forever=True)
            self._dead[link] = True
            self._tell(f"{self._ends[link].name}: the link is dead")

    def _hand_over(self, link: int, data: bytes) -> int:
        """Hand bytes over, waiting for room; return how many were taken before the listener went."""
        end = self._ends[link]
        done, waited = 0, 0.0
        while done < len(data) and not self._stop.is_set():
            taken = end.take(data[done:])
            done += taken
            if taken:
                waited = 0.0
                if self._stalled[link]:
                    self._stalled[link] = False
                    self._tell(f"{end.name}: bytes are taken again")
                continue
            if not self._there(link):
                break
            self._stop.wait(LOOK_S)
            waited += LOOK_S
            if waited >= STALLED_S and not self._stalled[link]:
                self._stalled[link] = True
                self._tell(f"{end.name}: takes no bytes since {STALLED_S:g} s; waiting")
            if self._stalled[link] and len(self._ends) > 1:
                break
        self._began += waited  # the schedule waits with the line
        return done

    def _wait_for_somebody(self) -> None:
        """Wait until somebody listens on some link, and until a far end that is away is back."""
        began = self._clock.monotonic()
        while not self._stop.is_set():
            there = self._look()
            if any(there) and not (self._pace == 0 and any(each is not None for each in self._back_at)):
                break
            if all(self._dead):
                break
            self._stop.wait(LOOK_S)
        self._began += self._clock.monotonic() - began

    def _look(self) -> list[bool]:
        """Return on which links somebody listens, and tell what has changed."""
        return [self._there(link) for link in range(len(self._ends))]

    def _there(self, link: int) -> bool:
        end, back_at = self._ends[link], self._back_at[link]
        if self._dead[link]:
            return False
        if back_at is not None:
            if self._clock.monotonic() < back_at:
                return False
            self._back_at[link] = None
            end.back()
            self._tell(f"{end.name}: is back")
        there = end.there()
        if there is not self._told[link]:
            before, self._told[link] = self._told[link], there
            listens, silent = end.words
            if not listens:
                return there
            self._tell(f"{end.name}: {listens if there else f'{silent} any more' if before else f'{silent} yet'}")
        return there

    def _all_told(self, told: Sequence[Sent]) -> None:
        for each in told:
            self._sent(each)

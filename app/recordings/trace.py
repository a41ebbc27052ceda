"""Where the bytes of each spill stand in the stream of a recording.

The reader tells what it found with its bytes, in their order, and leaves out only line ends that separate; a heartbeat
it tells at once, before the record into which it fell. So every event is found again by looking on from where the one
before ended. An event that is not found so has no places: whoever asks then takes its bytes for unknown ones.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from app.ports import Chunk
from app.spill.events import Garbled, Heartbeat
from app.spill.framer import MAX_HELD
from app.spill.reader import SpillEvent, SpillReader

_SEPARATORS = b"\r\n\x0c\x04"

# Bytes that are looked back on: as much as a framer holds, and as many line ends again, which no event ever names.
LOOKED_BACK = 2 * MAX_HELD


class Traced(NamedTuple):
    """An event, its bytes, and the places from and to (past the last) of each piece of them, in order."""

    event: SpillEvent
    data: bytes
    pieces: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """The place of its first byte."""
        return self.pieces[0][0]

    @property
    def end(self) -> int:
        """The place after its last byte."""
        return self.pieces[-1][1]


class Tracer:
    """Reads a recording as `reader` does and tells where each event stands; all that was told is below `settled`."""

    def __init__(self, reader: SpillReader) -> None:
        self._reader = reader
        self._held = bytearray()  # bytes from place `_base` on
        self._base = 0
        self._ahead: list[tuple[int, int]] = []  # heartbeats told before the record around them
        self.settled = 0
        self.taken = 0

    def feed(self, chunk: Chunk) -> list[Traced]:
        """Take a chunk; return what it completes."""
        self._held += chunk.data
        self.taken += len(chunk.data)
        return self._traced(self._reader.feed(chunk))

    def end(self, at: datetime) -> list[Traced]:
        """Return what is left when the recording has ended."""
        found = self._traced(self._reader.end(at))
        self.settled = self.taken
        return found

    def _traced(self, events: Sequence[SpillEvent]) -> list[Traced]:
        found = [self._trace(event) for event in events]
        self.settled = max(self.settled, self.taken - LOOKED_BACK)
        if self.settled - self._base > MAX_HELD:
            del self._held[: self.settled - self._base]
            self._base = self.settled
        self._ahead = [each for each in self._ahead if each[1] > self.settled]
        return found

    def _trace(self, event: SpillEvent) -> Traced:
        data = event.data if isinstance(event, Garbled | Heartbeat) else event.raw
        if isinstance(event, Heartbeat):
            pieces = self._heartbeat(data)
            self._ahead += pieces
        else:
            pieces = self._next(data) or self._anywhere(data)
            if pieces:
                self.settled = pieces[-1][1]
        return Traced(event, data, pieces)

    def _heartbeat(self, data: bytes) -> tuple[tuple[int, int], ...]:
        """Find a heartbeat: the first line from where we are that is these bytes."""
        at = max([self.settled, *(end for _, end in self._ahead)]) - self._base
        first = at
        while (at := self._held.find(data, at)) >= 0:
            if at == first or self._held[at - 1] in _SEPARATORS or data[:1] == b"\x02":
                return ((self._base + at, self._base + at + len(data)),)
            at += 1
        return ()

    def _next(self, data: bytes) -> tuple[tuple[int, int], ...]:
        """Find bytes from `settled` on, passing over line ends and heartbeats."""
        held, at = self._held, self.settled - self._base
        if not self._ahead:
            while at < len(held) and held[at] in _SEPARATORS and not held.startswith(data, at):
                at += 1
            if held.startswith(data, at):
                return ((self._base + at, self._base + at + len(data)),)
            at = self.settled - self._base
        pieces: list[list[int]] = []
        taken = 0
        while taken < len(data):
            place = self._base + at
            beat = next((end for start, end in self._ahead if start <= place < end), None)
            if beat is not None:
                at = beat - self._base
            elif at >= len(held):
                return ()
            elif held[at] == data[taken]:
                if pieces and pieces[-1][1] == place:
                    pieces[-1][1] += 1
                else:
                    pieces.append([place, place + 1])
                at += 1
                taken += 1
            elif held[at] in _SEPARATORS:
                at += 1
            else:
                return ()
        return tuple((start, end) for start, end in pieces)

    def _anywhere(self, data: bytes) -> tuple[tuple[int, int], ...]:
        at = self._held.find(data, self.settled - self._base)
        return ((self._base + at, self._base + at + len(data)),) if at >= 0 and data else ()

"""The chunks of one link as they came, the newest of them, to be saved as a recording."""

from collections import deque

from app.ports import Chunk

KEPT_BYTES = 512 * 1024
"""Bytes kept: some two thousand spills, a day of a busy position."""

KEPT_CHUNKS = 50_000
"""Chunks kept, some 10 MB: a line that delivers every byte alone fills it in a minute of never resting at 9600 baud."""


class Kept:
    """The newest chunks. `gone` are bytes that are no longer kept."""

    def __init__(self) -> None:
        self._chunks: deque[Chunk] = deque()
        self.bytes = 0
        self.gone = 0

    def keep(self, chunk: Chunk) -> None:
        """Keep a chunk; the oldest go where there are too many."""
        self._chunks.append(chunk)
        self.bytes += len(chunk.data)
        while len(self._chunks) > KEPT_CHUNKS or self.bytes > KEPT_BYTES:
            self._drop()

    def break_off(self, lost: int) -> None:
        """Begin anew, for so many bytes were lost: a recording with a hole would join what never stood together."""
        while self._chunks:
            self._drop()
        self.gone += lost

    def chunks(self) -> tuple[Chunk, ...]:
        """Return what is kept, oldest first."""
        return tuple(self._chunks)

    def _drop(self) -> None:
        size = len(self._chunks.popleft().data)
        self.bytes -= size
        self.gone += size

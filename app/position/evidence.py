"""The last bytes of the feed, kept so that a trouble report can bring them along (U1)."""

from collections import deque
from datetime import datetime
from typing import Any

from app.clock import as_text

MOST_BYTES = 8192  # of the last pieces together: two of the longest that a line gives
MOST_PIECES = 12


class Evidence:
    """The last pieces the feed brought, and what each was taken for; the oldest go first."""

    def __init__(self) -> None:
        self._pieces: deque[tuple[datetime, str, bytes]] = deque(maxlen=MOST_PIECES)

    def keep(self, at: datetime, words: str, data: bytes) -> None:
        """Keep a piece; of one that is longer than all may be, its end."""
        self._pieces.append((at, words, data[-MOST_BYTES:]))

    def last(self) -> tuple[datetime, str] | None:
        """Return when the last piece came and what it was taken for."""
        return self._pieces[-1][:2] if self._pieces else None

    def taken(self) -> tuple[list[dict[str, Any]], bytes]:
        """Return what each piece was, and the bytes of all of them, oldest first."""
        kept: list[tuple[datetime, str, bytes]] = []
        room = MOST_BYTES
        for at, words, data in reversed(self._pieces):
            if len(data) > room:
                break
            room -= len(data)
            kept.insert(0, (at, words, data))
        pieces = [{"at": as_text(at), "words": words, "size": len(data)} for at, words, data in kept]
        return pieces, b"".join(data for _at, _words, data in kept)

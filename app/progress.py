"""How far long work has come: one line on the error output where that is a terminal, nothing where it is not."""

import sys
from typing import TextIO

STEP = 1  # per cent between two tellings: a terminal is not kept busy


class Progress:
    """Tells how far `what` has come of `total` steps; a `with` wipes the line away at its end, however it ends."""

    def __init__(self, what: str, total: int, stream: TextIO | None = None) -> None:
        self._what = what
        self._total = max(1, total)
        self._stream = stream if stream is not None else sys.stderr
        self._shown = -STEP
        self._done = 0
        self._active = self._stream.isatty()
        self._width = 0

    def step(self, count: int = 1) -> None:
        """So much more is done."""
        self._done += count
        share = min(100, self._done * 100 // self._total)
        if self._active and share >= self._shown + STEP:
            self._shown = share
            line = f"{self._what}: {share} % (Ctrl+C stops)"
            self._width = max(self._width, len(line))
            self._stream.write(f"\r{line}")
            self._stream.flush()

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, *_: object) -> None:
        if self._width:
            self._stream.write(f"\r{' ' * self._width}\r")
            self._stream.flush()

"""The line monitor of a console, made of its parts: closed until a key opens it, saved beside the journal."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime

from app.errors import AnswerpointError
from app.monitor import Monitor, Watch
from app.ports import Chunk
from app.tables import TablesInForce
from app.words import say

SaveLine = Callable[[Mapping[str, tuple[Chunk, ...]]], str]
"""Writes what was kept of each link into recordings and tells in words where; raises AnswerpointError. May be slow."""


def line_watch(tables: TablesInForce, at_rest: Callable[[], bool], save_line: SaveLine | None) -> Watch:
    """Return the closed monitor of the console whose loop runs; `save_line` is called in a thread."""
    loop = asyncio.get_running_loop()

    def make(now: datetime) -> Monitor:
        return Monitor(tables.formats, tables.classes, tables.localities, now)

    def save(kept: Mapping[str, tuple[Chunk, ...]], told: Callable[[str], None]) -> None:
        assert save_line is not None

        def write() -> None:
            try:
                words = save_line(kept)
            except AnswerpointError as error:
                words = say("NOT SAVED: {why}", why=str(error))
            try:
                loop.call_soon_threadsafe(told, words)
            except RuntimeError:  # the loop is closed: the console is gone, the file is there
                pass

        loop.run_in_executor(None, write)

    return Watch(make, at_rest, save if save_line is not None else None)

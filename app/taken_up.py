"""What earlier runs left open, taken up again by a console that starts."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.console_journal import ConsoleJournal, left_open, open_calls, standing_found
from app.errors import JournalError
from app.journal.records import Stood
from app.journal.stood import how_it_stood
from app.left_unfinished import left_to_do, left_unfinished
from app.position.events import MattersFound, PositionEvent
from app.position.found import found_again


async def take_up(
    path: Path,
    writes: ConsoleJournal,
    calls: list[dict[str, Any]],
    clock: Clock,
    put: Callable[[PositionEvent], None],
    trouble: Callable[[str], None],
    *,
    of_now: bool,
) -> None:
    """Put an event for each: matters, marks on agencies, open `calls`, procedures and tasks that are not over.

    `of_now` is False for invented and replayed callers, whose calls, procedures and tasks ended with their run. What
    cannot be read is told: no caller waits for it.
    """
    try:
        matters = await asyncio.to_thread(left_open, path)
    except (JournalError, KeyError, TypeError, ValueError) as error:
        trouble(f"open trouble reports and complaints could not be read: {error}")
    else:
        if matters is not None:
            put(MattersFound(clock.now(), **matters))
    stands = await asyncio.to_thread(standing_found, path, clock.now())
    if stands is not None:
        put(stands)
    for number in open_calls(calls, clock.now()) if of_now else ():
        try:
            found = await asyncio.to_thread(writes.past_call, number)
        except JournalError as error:
            trouble(f"a call that was open is not taken up again: {error}")
            continue
        if found is not None:
            try:
                stood = await asyncio.to_thread(how_it_stood, path, number, found.arrived_at)
            except JournalError as error:
                stood = Stood()
                trouble(f"ask whether the caller is still there, it is not known: {error}")
            put(found_again(found, clock.now(), stood))
    if not of_now:
        return
    try:
        for rule in await asyncio.to_thread(left_unfinished, path, clock.now()):
            put(rule)
    except JournalError as error:
        trouble(f"procedures of before were not taken up again: {error}")
    try:
        for task in await asyncio.to_thread(left_to_do, path, clock.now()):
            put(task)
    except JournalError as error:
        trouble(f"open tasks of before were not taken up again: {error}")

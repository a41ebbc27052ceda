"""What earlier runs left open, taken up again by a console that starts."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.clock import Clock
from app.console_journal import ConsoleJournal, left_open, open_calls, standing_found
from app.errors import JournalError
from app.journal.records import Stood
from app.journal.stood import had_the_screen, how_it_stood
from app.left_unfinished import left_to_do, left_unfinished
from app.position.events import MattersFound, PastCallFound, PositionEvent
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
    if of_now:
        for call in await _open_calls(path, writes, open_calls(calls, clock.now()), clock, trouble):
            put(call)
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


async def _open_calls(
    path: Path, writes: ConsoleJournal, numbers: list[int], clock: Clock, trouble: Callable[[str], None]
) -> list[PastCallFound]:
    """Return the calls that were open, first the one that had the screen, which it takes again; then as they came.

    Text that no table knows comes last: nothing tells that it is a caller.
    """
    found = []
    for number in numbers:
        try:
            past = await asyncio.to_thread(writes.past_call, number)
        except JournalError as error:
            trouble(f"a call that was open is not taken up again: {error}")
            continue
        if past is None:
            continue
        try:
            stood = await asyncio.to_thread(how_it_stood, path, number, past.arrived_at)
        except JournalError as error:
            stood = Stood()
            trouble(f"ask whether the caller is still there, it is not known: {error}")
        try:
            found.append(found_again(past, clock.now(), stood))
        except JournalError as error:
            trouble(f"a call that was open is not taken up again: {error}")
    on_screen = 0
    if len(found) > 1:
        try:
            on_screen = await asyncio.to_thread(had_the_screen, path, found[0].arrived_at)
        except JournalError as error:
            trouble(f"which caller had the screen is not known: {error}")
    return sorted(found, key=lambda each: (each.call != on_screen, _is_text(each), each.call))


def _is_text(call: PastCallFound) -> bool:
    return call.spill is not None and not call.spill.get("format")

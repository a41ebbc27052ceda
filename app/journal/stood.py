"""How a call that was open when the console stopped stood: whether its caller was there, what its procedures kept."""

import json
from pathlib import Path
from typing import Any

from app.clock import from_text
from app.errors import JournalError
from app.journal.fold import legs_from_text
from app.journal.origin import first_since, moved
from app.journal.read import Snapshot
from app.journal.records import Stood
from app.ports import Outcome

EARLIER_HOURS = 24  # before its beginning, for a clock that was set back meanwhile

_LAST = "SELECT at, body FROM events WHERE id >= ? AND call = ? AND kind = ? ORDER BY id DESC LIMIT 1"
_TASKS = "SELECT kind, body FROM events WHERE id >= ? AND call = ? AND kind IN (?, ?) ORDER BY id"
_LEFT, _DONE = "matter_task_left", "matter_task_done"
_HELD = (
    "SELECT kind FROM events WHERE id >= ? AND call = ? AND kind IN ('held_on_line', 'resumed') "
    "ORDER BY id DESC LIMIT 1"
)
_SCREEN = "SELECT call FROM events WHERE id >= ? AND kind = 'screen_taken' ORDER BY id DESC LIMIT 1"
_ROW = "SELECT number, legs FROM calls WHERE id = ?"


def had_the_screen(path: Path, arrived_at: str) -> int:
    """Return the call that took the screen last while others waited, since a call that arrived then; 0 if none did.

    Raises JournalError.
    """
    while True:
        with Snapshot(path) as snapshot:
            rows = snapshot.all(_SCREEN, (first_since(snapshot, moved(arrived_at, -EARLIER_HOURS)),))
            if not snapshot.moved():
                break
    return rows[0][0] if rows and type(rows[0][0]) is int else 0


def how_it_stood(path: Path, call: int, arrived_at: str) -> Stood:
    """Return how a call that arrived then stood at the end of the journal. Raises JournalError."""
    while True:
        with Snapshot(path) as snapshot:
            first = first_since(snapshot, moved(arrived_at, -EARLIER_HOURS))
            away = snapshot.all(_LAST, (first, call, "caller_away"))
            step = snapshot.all(_LAST, (first, call, "step_taken"))
            taken = snapshot.all(_LAST, (first, call, "information_taken"))
            held = snapshot.all(_HELD, (first, call))
            tasks = snapshot.all(_TASKS, (first, call, _LEFT, _DONE))
            row = snapshot.all(_ROW, (call,))
            if not snapshot.moved():
                break
    try:
        said: dict[str, Any] = {
            "told": _told(tasks),
            "information_taken": bool(taken) and bool(json.loads(taken[0][1])["taken"]),
        }
        said["held"] = held == [("held_on_line",)]
        return Stood(**{**_brought_in(row), **_said(away, step), **said})
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise JournalError(f"{path}: how call {call} stood cannot be read; `answerpoint verify` tells more") from error


def _said(away: list[tuple[Any, ...]], step: list[tuple[Any, ...]]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if away:
        at, body = away[0][0], json.loads(away[0][1])
        from_text(at)
        said = {
            "away": at if body["hung_up"] else "",
            "cut_off": at if body["cut_off"] else "",
            "taken_up_from": int(body["taken_up_from"]),
        }
    if step:
        body = json.loads(step[0][1])
        said["begun"] = True
        said["marks"] = tuple(str(each) for each in body["marks"])
        said["typed"] = {str(name): str(words) for name, words in body["typed"].items()}
    return said


def _told(tasks: list[tuple[Any, ...]]) -> tuple[str, ...]:
    """Return the agencies that somebody took the information for, and for whom no task was left since (D094)."""
    told: dict[str, None] = {}
    for kind, text in tasks:
        body = json.loads(text)
        agency = str(body["agency"])
        told.pop(agency, None)
        if kind == _DONE and body.get("who"):
            told[agency] = None
    return tuple(told)


def _brought_in(row: list[tuple[Any, ...]]) -> dict[str, Any]:
    """Return its number, and who was brought in; that anybody was, shows that it had the screen.

    What the position could not take is found here, where it hides no call.
    """
    if not row:
        return {}
    number, text = row[0]
    legs = tuple(leg for _number, leg in sorted(legs_from_text(text).items()))
    for leg in legs:
        Outcome(str(leg["outcome"]))
        for time in (leg["dialled_at"], *filter(None, (leg["answered_at"], leg["contact_at"]))):
            from_text(str(time))
    return {"number": number or "", "legs": legs, "begun": bool(legs)}

"""The film of a call: its events run again through a fresh position, with the Screen that stood after each.

A Screen of the film equals the one of that moment in every part but two that the journal does not hold, since only the
runner knew them: how the journal itself stood (`Screen.journal`), and bytes of which nothing became (heartbeats), from
which `Screen.last_byte_at` is counted too. `Screen.related` stands there at once; it was shown behind the rest, or with
the next. The same tables must be in force as then; where they are not, the film says so.
"""

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app import __version__
from app.clock import from_text
from app.errors import JournalError
from app.journal.read import events
from app.journal.runs import Run, Span, calls_before
from app.new_position import EARLIER_HOURS, new_position
from app.ports import Link
from app.position.events import ConsoleStarted, NoiseHeard, PositionEvent, SpillArrived
from app.position.minutes import event_from
from app.position.position import Position
from app.position.screen import CallRow, Edge, Screen
from app.position.today import row_of_journal
from app.review.kinds import kind_words
from app.tables import TablesInForce
from app.words import joined, say

MOST_FRAMES = 20_000  # of one call: some hours in which something happens every second
TOLD_AT = 200  # events between two tellings of how far it has come
OTHER_TABLES = say("OTHER TABLES")
READ = Edge(say("read from the journal"))
WORDS = 70  # characters of an event in the list
_QUIET = frozenset({"raw", "attempt", "caps", "tables", "spill", "matters", "drafts", "calls", "events", "line"})


@dataclass(frozen=True, slots=True)
class Frame:
    """One event: its number in the journal, when it was, what it was in words, and the screen after it.

    `ours` is True for an event of the call itself.
    """

    event: int
    at: datetime
    words: str
    screen: Screen
    ours: bool


@dataclass(frozen=True, slots=True)
class Film:
    """The frames of a call, first to last, never none; `notes` are sentences on what is not as it was."""

    call: int
    frames: tuple[Frame, ...]
    notes: tuple[str, ...] = ()


def develop(path: Path, span: Span, tables: TablesInForce) -> Generator[int, None, Film]:
    """Run a call again; yields how many events have been done, returns the film. Raises JournalError.

    Whoever asks may stop between two: nothing is open then.
    """
    frames: list[Frame] = []
    notes: dict[str, None] = {}
    done = 0
    for run in span.runs:
        position: Position | None = None
        first_call = _first_call(path, run)
        last_bytes: dict[Link, datetime] = {}
        for each in events(path, run.first - 1):
            if each["id"] > run.last:
                break
            event = _event(each, notes.setdefault)
            if isinstance(event, SpillArrived | NoiseHeard):
                last_bytes[event.link] = event.at
            if isinstance(event, ConsoleStarted):
                position = new_position(tables, first_call, _earlier(path, run.first, event.at))
                for note in _differences(event, tables):
                    notes.setdefault(note)
            screen = _shown(position, event, each["id"], notes.setdefault)
            if screen is not None and event is not None and each["id"] >= span.first - 1:
                screen = screen._replace(
                    journal=READ,
                    last_byte_at=last_bytes.get(Link.MAIN),
                    second_byte_at=last_bytes.get(Link.SECOND),
                )
                frames.append(Frame(each["id"], event.at, _words(each), screen, each["call"] == span.call))
            done += 1
            if done % TOLD_AT == 0:
                yield done
            if len(frames) >= MOST_FRAMES:
                notes.setdefault(say("the film ends after {n} events", n=MOST_FRAMES))
                break
    if not frames:
        raise JournalError(f"{path}: call {span.call}: none of its events can be shown")
    return Film(span.call, tuple(frames), tuple(notes))


def _shown(
    position: Position | None, event: PositionEvent | None, number: int, note: Callable[[str], object]
) -> Screen | None:
    """Return the screen after an event, None where there is none."""
    if position is None or event is None:
        return None
    try:
        return position.handle(event).screen
    except Exception:  # noqa: BLE001 (the position failed on it then, too, and the console went on)
        note(say("event {number} could not be decided then either: the screen before it stayed", number=number))
        return None


def _event(each: Mapping[str, Any], note: Callable[[str], object]) -> PositionEvent | None:
    try:
        return event_from(each["kind"], from_text(each["at"]), each["body"], each["spill"])
    except (KeyError, TypeError, ValueError, AttributeError):
        note(
            say(
                "event {number} ({kind}) is of another version of this program: left out",
                number=each["id"],
                kind=each["kind"][:WORDS],
            )
        )
        return None


def _first_call(path: Path, run: Run) -> int:
    """Return the id that the run's first new call had; 1 where it had none, and then nothing depends on it."""
    for each in events(path, run.first - 1):
        if each["id"] > run.last:
            break
        try:
            began = [change["call"] for change in each["changes"] if "arrived_at" in change["values"]]
        except (KeyError, TypeError):
            continue
        if began:
            return int(min(began))
    return 1


def _earlier(path: Path, event: int, at: datetime) -> tuple[CallRow, ...]:
    """Return the rows of earlier runs as the console had them when it started."""
    rows: list[CallRow] = []
    for call in calls_before(path, event, at - timedelta(hours=EARLIER_HOURS)):
        try:
            rows.insert(0, row_of_journal(call, None))
        except (KeyError, TypeError, ValueError):
            continue  # the console did not show it either
    return tuple(rows)


def _differences(started: ConsoleStarted, tables: TablesInForce) -> list[str]:
    notes = []
    then = {name: digest for name, digest in started.tables.items() if not name.startswith("lesson/")}
    others = sorted(name for name in then.keys() | tables.digests.keys() if then.get(name) != tables.digests.get(name))
    if others:
        names = ", ".join(others)
        notes.append(say("OTHER TABLES than then, so the screens may differ: {tables}", tables=names))
    if started.version != __version__:
        notes.append(say("version {then} wrote this, version {now} shows it", then=started.version, now=__version__))
    return notes


def _words(each: Mapping[str, Any]) -> str:
    """Say an event in words: its kind, and its values as they stand in the journal, cut to WORDS characters."""
    body = each["body"] if isinstance(each["body"], dict) else {}
    values = [value for name, value in body.items() if name not in _QUIET]
    if isinstance(spill := body.get("spill"), dict):
        values += [spill.get("number"), spill.get("service_class")]
    said = [str(value) for value in values if isinstance(value, str | int) and not isinstance(value, bool) and value]
    kind = kind_words(each["kind"])
    values_said = " ".join(said)[: max(0, WORDS - len(kind) - 1)]
    return joined(" ", [kind, values_said]) if values_said else kind

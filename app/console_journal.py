"""The journal as the console uses it: what earlier runs left open, and the port its runner writes through."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from app.clock import as_text
from app.errors import JournalError
from app.journal.open_matters import events_of
from app.journal.origin import first_body
from app.journal.past import past_call
from app.journal.records import PastCall
from app.journal.searcher import Searcher
from app.journal.store import Journal
from app.matters.register import KINDS, Matters
from app.position.events import StandingFound, TroubleMet
from app.position.screen import CallRow
from app.position.still_standing import KINDS as STANDING
from app.position.still_standing import still_standing
from app.position.today import row_of_journal

GOES_ON_MINUTES = 60  # a call that was open when the console stopped may still be on the line for so long


def expect_of_its_kind(path: Path, training: bool) -> None:
    """Raise JournalError, in words, where a lesson is to write another's journal or a console a lesson's.

    A lesson's journal holds it alone: no calls of an earlier one, perhaps another trainee's, stand in its lists.
    Nothing of it is written, and a file that is no journal is left to whoever opens it.
    """
    if not path.exists():
        return
    try:
        began = first_body(path, "console_started")
    except JournalError:
        if training:
            raise
        return
    if began is None:
        return
    lesson = began.get("training")
    if training:
        whose = "an earlier lesson; without --journal each lesson has a new one" if lesson else "a console"
        raise JournalError(f"{path}: expected a new file, got the journal of {whose}")
    if lesson:
        raise JournalError(f"{path}: expected the journal of a console or a new file, got the journal of a lesson")


def earlier_calls(journal: Journal, since: datetime) -> tuple[list[dict[str, Any]], tuple[CallRow, ...], list[str]]:
    """Return the calls since then, oldest first, their rows, newest first, and in words what cannot be read of them.

    No caller must wait for a damaged row: the console opens without it.
    """
    calls: list[dict[str, Any]] = []
    rows: list[CallRow] = []
    unread: list[str] = []
    try:
        for call in journal.calls_since(since, unread=unread):
            try:
                rows.insert(0, row_of_journal(call, None))
                calls.append(call)
            except (KeyError, TypeError, ValueError):
                unread.append(f"{journal.path}: call {call['id']} cannot be read; `answerpoint verify` tells more")
    except JournalError as error:
        unread.append(f"earlier calls are not shown: {error}")
    return calls, tuple(rows), unread


def open_calls(calls: list[dict[str, Any]], now: datetime) -> list[int]:
    """Return the calls that may still be on the line: open when the console stopped, not long ago, oldest first."""
    since = as_text(now - timedelta(minutes=GOES_ON_MINUTES))
    return [call["id"] for call in calls if call["how_ended"] is None and call["arrived_at"] >= since]


def left_open(journal: Path) -> dict[str, Any] | None:
    """Return the matters that earlier runs left open, None if there never was one."""
    register = Matters(keeps_closed=False)
    for event in events_of(journal, KINDS):
        register.take(event.kind, event.at, event.body)
    return register.found() if register.last or register.drafts else None


def standing_found(journal: Path, at: datetime) -> StandingFound | TroubleMet | None:
    """Return the agencies that are down and what was decided, or why that is not known; None if nothing stands."""
    try:
        stands = still_standing((each.at, each.kind, each.body) for each in events_of(journal, STANDING))
    except (JournalError, KeyError, TypeError) as error:
        return TroubleMet(at, f"{error}; an agency that was marked down may not be shown as down")
    return StandingFound(at, stands) if stands else None


class ConsoleJournal:
    """The journal as the runner sees it."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._searcher = Searcher(journal.path)

    def write(self, records: Any, done: Callable[[str, str], None]) -> None:
        """Write records; see `app.journal.records.JournalPort`."""
        self._journal.write(records, lambda written: done(written.state, written.detail))

    def past_call(self, call: int) -> PastCall | None:
        """Read a call; see `app.journal.records.JournalPort`."""
        return past_call(self._journal.path, call)

    def search(self, wanted: Any, done: Callable[[Any, Any, str], None]) -> None:
        """Look for related calls; see `app.journal.records.JournalPort`."""
        self._searcher.search(wanted, done)

    def close(self) -> str:
        """End the searches, then the journal; see `app.journal.store.Journal.close`."""
        self._searcher.close()
        return self._journal.close()

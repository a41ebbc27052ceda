"""What earlier runs of the console left standing, read from the journal when it starts."""

from datetime import datetime
from pathlib import Path

from app.errors import JournalError
from app.journal.open_matters import events_of
from app.position.events import StandingFound, TroubleMet
from app.position.still_standing import KINDS, still_standing


def standing_found(journal: Path, at: datetime) -> StandingFound | TroubleMet | None:
    """Return the agencies that are down and what was decided, or why that is not known; None if nothing stands."""
    try:
        stands = still_standing((each.at, each.kind, each.body) for each in events_of(journal, KINDS))
    except (JournalError, KeyError, TypeError) as error:
        return TroubleMet(at, f"{error}; an agency that was marked down may not be shown as down")
    return StandingFound(at, stands) if stands else None

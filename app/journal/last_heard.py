"""What the journal last heard of a feed: its last spills, and the last word on the feed's state."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.clock import from_text
from app.errors import JournalError
from app.journal.read import Snapshot
from app.ports import Link

LOOKED_BACK = 5000
"""Events: more than a shift's, so that the question is short however long the journal is."""

_NEWEST = "SELECT id, at FROM events ORDER BY id DESC LIMIT 1"
_SPILLS = (
    "SELECT at, raw FROM events JOIN spills ON spills.id = events.spill"
    " WHERE events.id > ? AND kind = 'spill_arrived' ORDER BY events.id DESC LIMIT ?"
)
_STATES = "SELECT body FROM events WHERE id > ? AND kind = 'feed_state_changed' ORDER BY id DESC LIMIT 50"


@dataclass(frozen=True, slots=True)
class LastHeard:
    """`newest` is the time of the last event; `spills` are time and bytes, newest first.

    `state` and `detail` are the last words on the link that was asked for, "" if there were none.
    """

    version: int
    newest: datetime | None
    spills: tuple[tuple[datetime, bytes], ...]
    state: str
    detail: str


def last_heard(path: Path, spills: int, link: Link = Link.MAIN) -> LastHeard:
    """Return it, with at most so many spills and the state of `link`. Raises JournalError."""
    while True:
        with Snapshot(path) as snapshot:
            newest = snapshot.all(_NEWEST, ())
            after = newest[0][0] - LOOKED_BACK if newest and type(newest[0][0]) is int else 0
            found = snapshot.all(_SPILLS, (after, spills))
            states = snapshot.all(_STATES, (after,))
            version = snapshot.version
            if not snapshot.moved():
                break
    try:
        bodies = (json.loads(body) for (body,) in states)
        body: dict[str, object] = next((each for each in bodies if each.get("link", Link.MAIN) == link), {})
        return LastHeard(
            version,
            from_text(newest[0][1]) if newest else None,
            tuple((from_text(at), bytes(raw)) for at, raw in found),
            str(body.get("state", "")),
            str(body.get("detail", "")),
        )
    except (TypeError, ValueError, AttributeError, RecursionError) as error:
        raise JournalError(f"{path}: its last events cannot be read; `answerpoint verify` tells more") from error

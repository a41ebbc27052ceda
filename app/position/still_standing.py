"""Which marks and decisions still stand, of all that the journal holds: the last word on each agency."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.clock import as_text
from app.position.events import MatterAgencyDown, MatterAgencyUp, MatterCallsDirected, MatterDirectionLifted
from app.position.minutes import KINDS as EVERY_KIND

_OPENS = (MatterAgencyDown, MatterCallsDirected)
_CLOSES: Mapping[type, type] = {MatterAgencyUp: MatterAgencyDown, MatterDirectionLifted: MatterCallsDirected}
_KINDS: Mapping[str, type] = {kind: each for kind, each in EVERY_KIND.items() if each in (*_OPENS, *_CLOSES)}

KINDS = tuple(_KINDS)  # to be read from the journal (`app.journal.open_matters`)


def still_standing(events: Iterable[tuple[datetime, str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    """Return what stands, as `StandingFound` has it, in the order in which it was told; `events` come oldest first.

    Raises KeyError for a body without an agency.
    """
    standing: dict[tuple[type, str], dict[str, Any]] = {}
    for at, kind, body in events:
        made = _KINDS[kind]
        about = (_CLOSES.get(made, made), body["agency"])
        standing.pop(about, None)
        if made in _OPENS:
            standing[about] = {"at": as_text(at), "kind": kind, "body": dict(body)}
    return list(standing.values())

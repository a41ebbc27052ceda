"""What was read from the journal, as events: a call of an earlier run, and those related to one that came now."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.clock import from_text
from app.errors import JournalError
from app.journal.records import FoundCall, PastCall, Stood, Wanted
from app.position.alike import Traits, alike
from app.position.details import Details, details_of, updated
from app.position.events import PastCallFound, RelatedFound
from app.spill.plain import from_plain, to_plain


def found_again(past: PastCall, at: datetime, stood: Stood | None = None) -> PastCallFound:
    """Return the event of a call read from the journal; `stood` is given of one that goes on. Raises JournalError."""
    spill, was = together(past)
    found = (at, past.call, past.arrived_at, past.released_at, past.how_ended, spill)
    if stood is None:
        return PastCallFound(*found, False, past.linked_to, was=was)
    return PastCallFound(
        *found,
        True,
        past.linked_to,
        stood.away,
        stood.cut_off,
        stood.taken_up_from,
        stood.marks,
        stood.typed,
        stood.begun,
        stood.number,
        [dict(leg) for leg in stood.legs],
        stood.told,
        was,
        stood.information_taken,
        stood.held,
    )


def together(past: PastCall) -> tuple[dict[str, Any] | None, dict[str, str]]:
    """Return what the spills of a call say together, as plain data, and the other values that were sent before.

    As they stood on the screen: what a later one did not send stays (F9). None if none came. Raises JournalError.
    """
    if len(past.spills) < 2:
        return (past.spills[0] if past.spills else None), {}
    try:
        details = _together(past.spills)
        return to_plain(details.spill), dict(details.was)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise JournalError(f"the spills of call {past.call} cannot be read; `answerpoint verify` tells more") from error


def _together(spills: Sequence[dict[str, Any]]) -> Details:
    details = details_of(from_plain(spills[0], b""))
    for plain in spills[1:]:
        spill = from_plain(plain, b"")
        details = details_of(spill) if details.spill.format is None else updated(details, spill)
    return details


def related_found(wanted: Wanted, found: tuple[FoundCall, ...], at: datetime) -> RelatedFound | None:
    """Return the event of the calls that have something in common with the one searched for; None if none has.

    So no record is written where nothing is related. A row whose time somebody changed into none is left out.
    """
    ours = Traits(wanted.number, wanted.place, wanted.street)
    calls = []
    for each in found:
        same = alike(ours, Traits(each.number, each.place, each.street))
        if same and _is_time(each.arrived_at):
            calls.append(
                {
                    "call": each.call,
                    "same": [str(one) for one in same],
                    "arrived_at": each.arrived_at,
                    "number": each.number,
                    "place": each.place or each.address,
                    "how_ended": each.how_ended,
                    "linked_to": each.linked_to,
                    "legs": [list(leg) for leg in each.legs],
                }
            )
    return RelatedFound(at, wanted.call, calls) if calls else None


def _is_time(text: str) -> bool:
    try:
        from_text(text)
    except ValueError:
        return False
    return True

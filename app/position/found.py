"""What was read from the journal, as events: a call of an earlier run, and those related to one that came now."""

from datetime import datetime

from app.clock import from_text
from app.journal.records import FoundCall, PastCall, Stood, Wanted
from app.position.alike import Traits, alike
from app.position.events import PastCallFound, RelatedFound


def found_again(past: PastCall, at: datetime, stood: Stood | None = None) -> PastCallFound:
    """Return the event of a call read from the journal; `stood` is given of one that goes on."""
    found = (at, past.call, past.arrived_at, past.released_at, past.how_ended, past.spill)
    if stood is None:
        return PastCallFound(*found, False, past.linked_to)
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
    )


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

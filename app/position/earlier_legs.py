"""The legs of a call that was open when the console stopped, as attempts again.

They are over for this console, which did not hear what became of them: one that was still being brought in has an
unknown end, and of one in voice contact only that there was contact is known. What a row of the journal does not hold
(the key, the route, the rings that were allowed) is not made up.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from app.agencies.agency import Agency, AgencyTable
from app.call.attempt import Attempt, AttemptState, Purpose
from app.clock import from_text
from app.ports import Outcome
from app.position.attempt_words import CALL_BACK, RING_BACK_LABEL

_UNDER_WAY = (Outcome.DIALLING, Outcome.RINGING)


def earlier_attempts(legs: Sequence[Mapping[str, Any]], table: AgencyTable) -> list[Attempt]:
    """Return the attempts that these legs were, in their order; a leg is plain data as `answerpoint calls` gives it."""
    agencies = {agency.label: agency for agency in table.agencies}
    attempts = []
    for number, leg in enumerate(legs, 1):
        label = str(leg["agency"] or "")
        agency = agencies.get(label) or next((each for each in table.agencies if _stood_in(label, each)), None)
        if agency is not None:
            purpose = Purpose.AGENCY
        else:
            purpose = Purpose.RING_BACK if label in (RING_BACK_LABEL, CALL_BACK) else Purpose.TYPED
        outcome = Outcome(leg["outcome"])
        attempts.append(
            Attempt(
                number=0,  # no attempt of this run's telephone
                leg=number,
                purpose=purpose,
                agency=agency.id if agency is not None else "",
                label=label,
                short=agency.short if agency is not None and label == agency.label else label,
                digits=str(leg["digits"] or ""),
                key="",
                how="",
                dialled_at=from_text(leg["dialled_at"]),
                state=AttemptState.ENDED,
                outcome=Outcome.UNKNOWN if outcome in _UNDER_WAY else outcome,
                rings=leg["rings"],
                answered_at=_time(leg["answered_at"]),
                contact_at=_time(leg["contact_at"]),
                given_up=outcome is Outcome.ABORTED,
                earlier=True,
            )
        )
    return attempts


def _stood_in(label: str, agency: Agency) -> bool:
    """Tell whether a leg of this name was dialled in place of an agency that was down (`app.position.standing`)."""
    return label.endswith((f" (for {agency.short})", f" (back-up for {agency.short})"))


def _time(text: Any) -> datetime | None:
    return from_text(text) if text else None

"""What the end of a SIP call means for an attempt (telephone.md 8.2).

The library gives the end as one text: `486 Busy Here`, `503 Service Unavailable,Q.850;cause=34;text="..."`, or its own
words where no answer came: `Connection refused [111]`.
"""

import re
from dataclasses import dataclass

from app.ports import Outcome

_CODES: dict[int, Outcome] = {
    486: Outcome.BUSY,
    600: Outcome.BUSY,
    503: Outcome.CIRCUITS_BUSY,
    480: Outcome.NO_ANSWER,
    408: Outcome.NO_ANSWER,
    404: Outcome.BAD_CODE,
    484: Outcome.BAD_CODE,
    604: Outcome.BAD_CODE,
    403: Outcome.REFUSED,
    603: Outcome.REFUSED,
    401: Outcome.REFUSED,  # the switch asks again who we are: user or password is wrong
    407: Outcome.REFUSED,
    488: Outcome.UNKNOWN,
    415: Outcome.UNKNOWN,
}

# What only the number says to those who know SIP.
_WORDS: dict[int, str] = {
    401: "user or password is wrong",
    407: "user or password is wrong",
    488: "the far end has none of our codecs",
    415: "the far end has none of our codecs",
}

_SILENT = ("refused", "timed out", "unreachable", "no route", "protocol error", "connection aborted", "not connected")
"""Words of the library and the system where nobody answered at all."""

_STATUS = re.compile(r"([1-6][0-9]{2})\b *(.*)", re.DOTALL)
_Q850 = re.compile(r"Q\.850 *; *cause *= *([0-9]{1,3})(?: *; *text *= *\"?([^\";]*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class End:
    """How it ended: the outcome, the code as sent ("486"), and the cause in words."""

    outcome: Outcome
    code: str
    cause: str


def end_of_call(raw: str) -> End:
    """Return what the end `raw` of a call that was never answered means; any text has an answer."""
    status = _STATUS.match(raw)
    if status is None:
        lower = raw.lower()
        silent = any(word in lower for word in _SILENT)
        cause = f"the switch did not answer: {raw}" if silent else raw or "no reason given"
        if "reset by peer" in lower:
            cause = f"the switch or the far end broke the call off: {raw}"
        return End(Outcome.NO_RESPONSE if silent else Outcome.UNKNOWN, "", cause)
    code = int(status[1])
    words = _WORDS.get(code, "") or status[2].partition(",")[0].strip() or raw
    q850 = _Q850.search(raw)
    if q850 is not None:
        text = (q850[2] or "").strip()
        words += f" (Q.850 cause {q850[1]}{': ' + text if text else ''})"
    return End(_CODES.get(code, Outcome.UNKNOWN), status[1], words)

"""What a telephone tells: past-tense facts. `raw` is the device's own words where there are any."""

from dataclasses import dataclass
from datetime import datetime

from app.ports.outcome import Outcome


@dataclass(frozen=True, slots=True)
class LineUp:
    """The line can be used."""

    at: datetime
    raw: str = ""


@dataclass(frozen=True, slots=True)
class LineLost:
    """The line or the device is gone; `why` in words."""

    at: datetime
    why: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class LineTold:
    """Something about the line that a technician asks for: `what` ("registration", "device", "audio") is `text`.

    The latest of each `what` stands on the line's page. `fault` is True where it is not as it should be, though the
    line can be used: the status edge then says it too.
    """

    at: datetime
    what: str
    text: str
    raw: str = ""
    fault: bool = False


# `line` tells callers of one telephone apart: its driver numbers them from 1 in a run; 0 is the one line of a telephone
# that has no more.


@dataclass(frozen=True, slots=True)
class CallerRinging:
    """A caller rings and is not answered yet; `number` where the line tells it (digits only)."""

    at: datetime
    number: str = ""
    line: int = 0
    raw: str = ""


@dataclass(frozen=True, slots=True)
class CallerHere:
    """A caller is on the line, answered; `number` where the line tells it (digits only)."""

    at: datetime
    number: str = ""
    line: int = 0
    raw: str = ""


@dataclass(frozen=True, slots=True)
class CallerGone:
    """The caller hung up, or stopped ringing."""

    at: datetime
    line: int = 0
    raw: str = ""


@dataclass(frozen=True, slots=True)
class DialTone:
    """Dial tone stands. `seen` is False where it was only waited for, not heard by the device."""

    at: datetime
    attempt: int
    seen: bool = True
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Dialled:
    """The last digit has left."""

    at: datetime
    attempt: int
    digits: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """The switch is working on it (a SIP 183 or the like)."""

    at: datetime
    attempt: int
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Ringing:
    """Ring number `n` (1 is the first) has begun; `source` as in PhoneCaps.ring_count, or "call-taker"."""

    at: datetime
    attempt: int
    n: int
    source: str = "events"
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Answered:
    """The agency answered; `certainty` is "signalled", "deduced" or "heard". Not yet voice contact."""

    at: datetime
    attempt: int
    certainty: str = "signalled"
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Conferenced:
    """Caller, agency and call-taker now hear each other; not yet voice contact, which only an ear can tell."""

    at: datetime
    attempt: int
    raw: str = ""


@dataclass(frozen=True, slots=True)
class AttemptEnded:
    """The attempt is over without an answer, or the agency was dropped; `code` and `cause` as the switch gave them."""

    at: datetime
    attempt: int
    outcome: Outcome
    code: str = ""
    cause: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Released:
    """We have left; caller and agency are still together."""

    at: datetime
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseRefused:
    """We could not leave without cutting the others off, and are still on the line; `why` in words.

    `sure` is False where nobody knows: the telephone did not answer, or was lost at it, and may have left all the same.
    """

    at: datetime
    why: str
    raw: str = ""
    sure: bool = True


@dataclass(frozen=True, slots=True)
class NotDone:
    """An order came to nothing, and all is as it was: which, and why, in words. Release has an event of its own."""

    at: datetime
    why: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class HeldOnLine:
    """The circuit is held."""

    at: datetime
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Resumed:
    """The circuit is back from hold."""

    at: datetime
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Muted:
    """Our voice is off (or on again)."""

    at: datetime
    on: bool
    raw: str = ""


@dataclass(frozen=True, slots=True)
class AudioLost:
    """No voice comes (from the caller, an agency, or the call-taker's own sound device); `why` in words."""

    at: datetime
    why: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class AudioBack:
    """Voice comes again."""

    at: datetime
    raw: str = ""


@dataclass(frozen=True, slots=True)
class TtyHeard:
    """The tones of a TTY are on the line: the caller may be deaf, or unable to speak."""

    at: datetime
    raw: str = ""


@dataclass(frozen=True, slots=True)
class TtyText:
    """Letters from the caller's TTY, or (`sent`) letters that have left to it.

    `text` is as received, `alternate` the same letters read in the other shift: `TTY PQWE` for `555 0123`; both have
    the same length. A shift lost on the line makes the other reading the true one, so neither is dropped (D150-D153).
    """

    at: datetime
    text: str
    alternate: str = ""
    sent: bool = False
    raw: str = ""


@dataclass(frozen=True, slots=True)
class TimeTried:
    """The device takes another value for one of its times, or (`why`) does not."""

    at: datetime
    what: str
    seconds: float
    why: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class TimesKept:
    """Measured times are kept in `file`, or (`why`) could not be."""

    at: datetime
    file: str
    why: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Instruction:
    """What the call-taker is to press on the real set now (a telephone worked by hand)."""

    at: datetime
    text: str
    attempt: int = 0
    raw: str = ""


PhoneEvent = (
    LineUp
    | LineLost
    | LineTold
    | CallerRinging
    | CallerHere
    | CallerGone
    | DialTone
    | Dialled
    | Progress
    | Ringing
    | Answered
    | Conferenced
    | AttemptEnded
    | Released
    | ReleaseRefused
    | NotDone
    | HeldOnLine
    | Resumed
    | Muted
    | AudioLost
    | AudioBack
    | TtyHeard
    | TtyText
    | TimeTried
    | TimesKept
    | Instruction
)

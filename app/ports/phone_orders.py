"""What a telephone is told to do: imperatives.

`attempt` is the position's number of the conference attempt, unique in a run. Digits are only 0-9, * and #.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Answer:
    """Answer the caller who rings on `line`, as `CallerRinging` named it."""

    line: int = 0


@dataclass(frozen=True, slots=True)
class Recall:
    """Get dial tone for conferencing (9-1-1 FEATURE). `digits` is what will be dialled next, "" if not yet known."""

    attempt: int
    digits: str = ""


@dataclass(frozen=True, slots=True)
class Dial:
    """Dial `digits` (only 0-9, * and #) for this attempt."""

    attempt: int
    digits: str


@dataclass(frozen=True, slots=True)
class Abort:
    """Give up an attempt that is dialling or ringing; the caller stays."""

    attempt: int


@dataclass(frozen=True, slots=True)
class DropAgency:
    """Take an agency that answered off the line; the caller stays."""

    attempt: int


@dataclass(frozen=True, slots=True)
class Release:
    """Leave the call; caller and agency stay together."""


@dataclass(frozen=True, slots=True)
class HangUp:
    """End our call for everyone: the caller is cut off."""


@dataclass(frozen=True, slots=True)
class Hold:
    """Hold the circuit."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Take the held circuit back."""


@dataclass(frozen=True, slots=True)
class Mute:
    """Stop (or let again) our voice; we still hear."""

    on: bool


@dataclass(frozen=True, slots=True)
class SendText:
    """Send TTY text to the caller; each letter is told as it leaves (`TtyText` with `sent`)."""

    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the call-taker heard on a set worked by hand.

    `what` is one of "dial_tone", "ringing", "answered", "busy", "circuits_busy", "nothing", "caller_gone".
    """

    what: str


@dataclass(frozen=True, slots=True)
class TryTime:
    """Use another value for one of the device's times from now on, without keeping it; `TimeTried` follows.

    0.0 seconds goes back to the profile's own value, as soon as the device is free for it, and is never refused for
    being busy; `TimeTried` then tells that value. A value that is refused leaves the one before it in force.
    """

    what: str
    seconds: float


@dataclass(frozen=True, slots=True)
class KeepTimes:
    """Keep measured times for this device, as a profile of the site's own; `TimesKept` follows."""

    times: tuple[tuple[str, float], ...]


PhoneOrder = (
    Answer
    | Recall
    | Dial
    | Abort
    | DropAgency
    | Release
    | HangUp
    | Hold
    | Resume
    | Mute
    | SendText
    | Heard
    | TryTime
    | KeepTimes
)

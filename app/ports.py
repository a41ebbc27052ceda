"""The ports: what the console asks of the world, and the values that cross.

A driver (package `drivers`) implements a port. Drivers are picked by name and loaded only then. Rules for every driver:

Thread    `open` returns at once; the driver works in threads of its own and calls `deliver` from any of them, one value
          at a time. The receiver must be thread-safe; the runner's is.
Error     only `open` and construction may raise (FeedError, PhoneError). Whatever the world does later is an event.
Closing   `close` may be called from any thread, more than once; after it returns nothing more is delivered and no
          thread of the driver is left. Closing a phone never drops a live caller.
Time      every event carries `at` (aware UTC) from the clock the driver was given.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

# --- feeds ---------------------------------------------------------------------------------------------------------


class FeedState(StrEnum):
    """How a feed is."""

    CLOSED = "closed"  # not opened, or closed by us, or a recording played to its end
    OPENING = "opening"  # being opened, for the first time or again
    UP = "up"  # open and, so far as can be told, alive
    SILENT = "silent"  # open, but no byte for longer than the site says is normal
    LOST = "lost"  # the device or the far end is gone; it is being re-opened for ever


@dataclass(frozen=True, slots=True)
class Chunk:
    """Bytes as they came, split anywhere.

    `gap` is the seconds of quiet before this chunk on the feed's own clock: real for a line, as recorded for a replay
    at whatever speed, so that a record ended only by quiet time ends at the same byte every time.
    """

    at: datetime
    data: bytes
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class FeedStateChanged:
    """The feed went into `state`; `detail` says why in words ("" if nothing is to be said)."""

    at: datetime
    state: FeedState
    detail: str = ""


FeedEvent = Chunk | FeedStateChanged


class Feed(Protocol):
    """A source of ANI/ALI bytes."""

    @property
    def name(self) -> str:
        """Short name for the status line, as in `serial:/dev/ttyUSB0`."""

    @property
    def emulated(self) -> bool:
        """True if its callers are invented: EMULATED FEED then stands on the screen and cannot be switched off."""

    def open(self, deliver: Callable[[FeedEvent], None]) -> None:
        """Start; a device that is missing is no error, it is waited for."""

    def close(self) -> None:
        """Stop, as this module's rules say."""


class RecordingSink(Protocol):
    """Where every chunk of a feed is written while it runs (`--record FILE`)."""

    def record(self, chunk: Chunk) -> None:
        """Take one chunk. Never raises; a sink that can no longer write tells it once, in its own way."""

    def close(self) -> None:
        """Finish the recording."""


# --- telephones ----------------------------------------------------------------------------------------------------


class Outcome(StrEnum):
    """How a conference attempt stands or ended. The last twelve words of `answerpoint calls --json`."""

    DIALLING = "dialling"
    RINGING = "ringing"
    ANSWERED = "answered"
    BUSY = "busy"
    CIRCUITS_BUSY = "circuits_busy"
    NO_ANSWER = "no_answer"
    NO_DIAL_TONE = "no_dial_tone"
    BAD_CODE = "bad_code"
    REFUSED = "refused"
    NO_RESPONSE = "no_response"
    ABORTED = "aborted"
    LINE_LOST = "line_lost"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PhoneCaps:
    """What a telephone driver can do and know, told once it is made; the screen says what it cannot.

    answer_seen     "signalled" (the switch says so) | "deduced" (from silence) | "none" (the call-taker must listen)
    ring_count      "events" | "audio" | "clock" | "none": where the ring number comes from
    bridge_in_switch  caller and agency stay together when we hang up; else release must transfer
    tty             "none" | "detect" | "text"
    """

    flash: bool = True
    dial_tone_seen: bool = True
    ring_count: str = "events"
    answer_seen: str = "signalled"
    busy_vs_reorder: bool = True
    bridge_in_switch: bool = True
    can_hold: bool = True
    can_mute: bool = False
    can_monitor: bool = True
    pcm: bool = False
    abort: bool = True
    tty: str = "none"
    by_hand: bool = False  # the call-taker works the real set and tells the console what she hears


# Orders: imperatives. `attempt` is the position's number of the conference attempt, unique in a run.


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
    """End our call for everyone."""


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
    """Send TTY text."""

    text: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What the call-taker heard on a set worked by hand.

    `what` is one of "dial_tone", "ringing", "answered", "busy", "circuits_busy", "nothing", "caller_gone".
    """

    what: str


PhoneOrder = Recall | Dial | Abort | DropAgency | Release | HangUp | Hold | Resume | Mute | SendText | Heard

# Events: past tense. `raw` is the device's own words where there are any.


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
class CallerHere:
    """A caller is on the line; `number` where the line tells it."""

    at: datetime
    number: str = ""
    raw: str = ""


@dataclass(frozen=True, slots=True)
class CallerGone:
    """The caller hung up."""

    at: datetime
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
    """We could not leave without cutting the others off, and are still on the line; `why` in words."""

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
class Instruction:
    """What the call-taker is to press on the real set now (a telephone worked by hand)."""

    at: datetime
    text: str
    attempt: int = 0
    raw: str = ""


PhoneEvent = (
    LineUp
    | LineLost
    | CallerHere
    | CallerGone
    | DialTone
    | Dialled
    | Progress
    | Ringing
    | Answered
    | AttemptEnded
    | Released
    | ReleaseRefused
    | HeldOnLine
    | Resumed
    | Muted
    | Instruction
)


class PhoneLine(Protocol):
    """The telephone of the position."""

    @property
    def name(self) -> str:
        """Short name for the status line, as in `virtual`."""

    @property
    def caps(self) -> PhoneCaps:
        """What this telephone can do and know."""

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        """Start; raises PhoneError where it can never work. `LineUp` follows when it can be used."""

    def do(self, order: PhoneOrder) -> None:
        """Queue an order and return at once. Its result is an event; an order that makes no sense now is ignored."""

    def close(self) -> None:
        """Stop, as this module's rules say."""

"""The ports: what the console asks of the world, and the values that cross.

A driver (package `drivers`) implements a port. Drivers are picked by name and loaded only then. Rules for every driver:

Thread    `open` returns at once; the driver works in threads of its own and calls `deliver` from any of them, one value
          at a time. The receiver must be thread-safe; the runner's is.
Error     only `open` and construction may raise (FeedError, PhoneError). Whatever the world does later is an event.
Closing   `close` may be called from any thread, more than once; after it returns nothing more is delivered and no
          thread of the driver is left. Closing a phone never drops a live caller.
Time      every event carries `at` (aware UTC) from the clock the driver was given.
"""

from app.ports.feed import Chunk, Feed, FeedEvent, FeedState, FeedStateChanged, Link, RecordingSink
from app.ports.outcome import Outcome
from app.ports.phone import PhoneCaps, PhoneLine
from app.ports.phone_events import (
    Answered,
    AttemptEnded,
    AudioBack,
    AudioLost,
    CallerGone,
    CallerHere,
    CallerRinging,
    Conferenced,
    Dialled,
    DialTone,
    HeldOnLine,
    Instruction,
    LineLost,
    LineTold,
    LineUp,
    Muted,
    PhoneEvent,
    Progress,
    Released,
    ReleaseRefused,
    Resumed,
    Ringing,
    TimesKept,
    TimeTried,
    TtyHeard,
    TtyText,
)
from app.ports.phone_orders import (
    Abort,
    Answer,
    Dial,
    DropAgency,
    HangUp,
    Heard,
    Hold,
    KeepTimes,
    Mute,
    PhoneOrder,
    Recall,
    Release,
    Resume,
    SendText,
    TryTime,
)

__all__ = [
    "Abort",
    "Answer",
    "Answered",
    "AttemptEnded",
    "AudioBack",
    "AudioLost",
    "CallerGone",
    "CallerHere",
    "CallerRinging",
    "Chunk",
    "Conferenced",
    "Dial",
    "DialTone",
    "Dialled",
    "DropAgency",
    "Feed",
    "FeedEvent",
    "FeedState",
    "FeedStateChanged",
    "HangUp",
    "Heard",
    "HeldOnLine",
    "Hold",
    "Instruction",
    "KeepTimes",
    "LineLost",
    "LineTold",
    "LineUp",
    "Link",
    "Mute",
    "Muted",
    "Outcome",
    "PhoneCaps",
    "PhoneEvent",
    "PhoneLine",
    "PhoneOrder",
    "Progress",
    "Recall",
    "RecordingSink",
    "Release",
    "ReleaseRefused",
    "Released",
    "Resume",
    "Resumed",
    "Ringing",
    "SendText",
    "TimeTried",
    "TimesKept",
    "TryTime",
    "TtyHeard",
    "TtyText",
]

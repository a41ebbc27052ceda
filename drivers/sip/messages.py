"""What crosses the pipe between the console and the process that holds the SIP library: one JSON object a line.

The console sends commands, the process sends facts. `call` names one call: `in:3` for the third caller that came,
`out:7` for the call of attempt 7. `ask` numbers commands; `Done` with that number is the answer to each that has one.

Nothing here raises for what comes over the pipe: a line that is no message is left out (`read_message` returns None).
"""

import json
from dataclasses import asdict, dataclass, field, fields
from typing import Any, get_type_hints

LONGEST_LINE = 16_384
"""Bytes of one message. The longest is `Alive` with every call there can be, some 300; the rest is room for words."""

LONGEST_WORDS = 500
"""Characters of anything a far end said; a reason phrase has 40."""

# --- commands: console to process ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Start:
    """The first message: how the line is set (`drivers.sip.account.SipAccount`, field by field), password and all."""

    account: dict[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True)
class AnswerCall:
    """Answer a caller who rings."""

    ask: int
    call: str


@dataclass(frozen=True, slots=True)
class DialCall:
    """Call `digits` at the switch; the new call is named `call`."""

    ask: int
    call: str
    digits: str


@dataclass(frozen=True, slots=True)
class EndCall:
    """CANCEL, BYE or refuse, as the call stands."""

    ask: int
    call: str


@dataclass(frozen=True, slots=True)
class HoldCall:
    """Put a call on hold, or take it back."""

    ask: int
    call: str
    on: bool


@dataclass(frozen=True, slots=True)
class Transfer:
    """Join the far end of `call` to the far end of `to` and leave (REFER with Replaces); `limit` in seconds."""

    ask: int
    call: str
    to: str
    limit: float


@dataclass(frozen=True, slots=True)
class Mix:
    """Who hears whom. `joined` hear each other; `heard` are heard by the call-taker alone.

    `handset` is whether the call-taker hears and speaks at all, `mute` leaves the microphone out, and `apart` tells
    that the switch joins the others: they are not mixed here, each only with the call-taker.
    """

    joined: tuple[str, ...]
    heard: tuple[str, ...] = ()
    handset: bool = True
    mute: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class SendLetters:
    """Send TTY text to a caller."""

    call: str
    text: str


@dataclass(frozen=True, slots=True)
class Linger:
    """The console goes; stay until the callers hang up, then end."""


@dataclass(frozen=True, slots=True)
class Finish:
    """End every call and the process."""


Command = AnswerCall | DialCall | EndCall | HoldCall | Transfer | Mix | SendLetters | Linger | Finish | Start

# --- facts: process to console ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The library runs and listens."""

    version: str
    listens: str


@dataclass(frozen=True, slots=True)
class Alive:
    """The heartbeat: library, sound and loop have answered. `quiet` is the ms since sound last came, by call."""

    quiet: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A caller rings; `number` is digits or "", `raw` the address as sent."""

    call: str
    number: str
    raw: str


@dataclass(frozen=True, slots=True)
class CallFound:
    """A call that an earlier console left: a caller (`in:`) or an agency, answered; `number` is digits or ""."""

    call: str
    number: str


@dataclass(frozen=True, slots=True)
class FarEndRings:
    """180 Ringing."""

    call: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class FarEndWorks:
    """183 Session Progress, or another word that it is being worked on."""

    call: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class RingTone:
    """Ring number `n` was heard in the sound that came before the answer."""

    call: str
    n: int


@dataclass(frozen=True, slots=True)
class BusyTone:
    """A busy tone was heard instead of an answer; `fast`: no circuit is free."""

    call: str
    fast: bool


@dataclass(frozen=True, slots=True)
class Established:
    """The call was answered; sound flows."""

    call: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class Closed:
    """The call is over; `raw` is the code and reason, or the library's own words."""

    call: str
    raw: str


@dataclass(frozen=True, slots=True)
class Done:
    """The command `ask` was carried out, or `error` says why not."""

    ask: int
    error: str = ""


@dataclass(frozen=True, slots=True)
class TransferEnded:
    """How the transfer `ask` ended; `sure` False where it may have happened after all."""

    ask: int
    ok: bool
    sure: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class AccountTold:
    """The registration is `state`: "ok", "refused" (401, 403), "failed" or "off"."""

    state: str
    text: str


@dataclass(frozen=True, slots=True)
class SwitchTold:
    """Whether the switch can be reached."""

    reachable: bool
    text: str


@dataclass(frozen=True, slots=True)
class SoundTold:
    """Whether the call-taker's microphone and earpiece work."""

    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class TtyTones:
    """A TTY is heard on this call."""

    call: str


@dataclass(frozen=True, slots=True)
class Letters:
    """TTY letters received, or (`sent`) letters that have left; `alternate` is the other shift's reading."""

    call: str
    text: str
    alternate: str
    sent: bool


@dataclass(frozen=True, slots=True)
class LettersLeftOut:
    """TTY letters that cannot be sent: they have no code, or too many wait."""

    call: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Why the process cannot go on, in words."""

    text: str


Fact = (
    Started
    | Alive
    | Incoming
    | CallFound
    | FarEndRings
    | FarEndWorks
    | RingTone
    | BusyTone
    | Established
    | Closed
    | Done
    | TransferEnded
    | AccountTold
    | SwitchTold
    | SoundTold
    | TtyTones
    | Letters
    | LettersLeftOut
    | Fault
)

Message = Command | Fact

_KINDS: dict[str, type] = {kind.__name__: kind for kind in (*Command.__args__, *Fact.__args__)}
_HINTS: dict[str, dict[str, Any]] = {name: get_type_hints(kind) for name, kind in _KINDS.items()}


def write_message(message: Message) -> bytes:
    """Return the message as a line."""
    told = {"kind": type(message).__name__} | {
        name: value[:LONGEST_WORDS] if isinstance(value, str) else value for name, value in asdict(message).items()
    }
    return json.dumps(told, separators=(",", ":")).encode() + b"\n"


def read_message(line: bytes) -> Message | None:
    """Read a line; None for one that is no message, whatever its bytes."""
    if len(line) > LONGEST_LINE:
        return None
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict):
        return None
    kind = _KINDS.get(str(told.pop("kind", "")))
    if kind is None:
        return None
    hints = _HINTS[kind.__name__]
    if set(told) != {each.name for each in fields(kind)}:
        return None
    try:
        message: Message = kind(**{name: _value(hints[name], value) for name, value in told.items()})
    except ValueError:
        return None
    return message


def _value(hint: Any, value: Any) -> Any:
    """Return `value` as the field has it. Raises ValueError where it is of another type."""
    if hint is float and type(value) is int:
        return float(value)
    if hint in (str, int, bool, float):
        if type(value) is not hint or value != value:  # bool is no int here, and NaN no number
            raise ValueError(f"expected {hint.__name__}")
        return value
    if hint == tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
            raise ValueError("expected a list of words")
        return tuple(value)
    if not isinstance(value, dict):
        raise ValueError("expected a table")
    if hint == dict[str, int] and not all(type(each) is int for each in value.values()):
        raise ValueError("expected a table of numbers")
    return value


class LineBuffer:
    """Takes bytes off a pipe and gives whole lines; holds LONGEST_LINE at most, a longer line is left out."""

    def __init__(self) -> None:
        self._held = bytearray()
        self._skipping = False

    def feed(self, data: bytes) -> list[bytes]:
        """Return the lines that `data` completes, without their ends."""
        lines = []
        for part in data.splitlines(keepends=True):
            whole = part.endswith(b"\n")
            if not self._skipping:
                self._held += part
            if whole:
                if not self._skipping and len(self._held) <= LONGEST_LINE:
                    lines.append(bytes(self._held).rstrip(b"\r\n"))
                self._held.clear()
                self._skipping = False
            elif len(self._held) > LONGEST_LINE:
                self._held.clear()
                self._skipping = True
        return lines

"""The truth of what was sent: which records a console must show, and which the line has damaged.

A record is *whole* if its bytes went over the line unbroken and delimited: it begins at the beginning of a line (or
behind enough quiet), and its own end came too. A console must then show and journal it, once, whatever came before and
after. Any other is *damaged*: a console may show what it can of it, and keeps its bytes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.spill.envelope import EOT, ETX, FORM_FEED
from app.spill.framing import Check, Framing, FramingKind
from drivers.emulator.line import Burst, What

LEAST_QUIET_S = 1.0
"""What counts as quiet here, and twice what the table calls so: a busy console may measure less than there was."""

NOT_DELIMITED = "not delimited"
"""Said of a record whose bytes came unbroken, but in the middle of something else."""

_SENT = (What.RECORD, What.HEARTBEAT, What.NOISE)


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent on one link: a record, a heartbeat, noise, or a call of which nothing was sent.

    `data` are the bytes as they went over the line, `meant` those of the controller; all `data` of a link, in order,
    are its bytes. `whole` is told above; noise never is, nor is a call without data. `faults` are the names of those
    that struck, also of those that leave a record whole.
    """

    link: int
    number: int
    what: What
    data: bytes
    meant: bytes
    whole: bool
    faults: tuple[str, ...]


class Truth:
    """Judges what is sent on one link, burst by burst; `link` is its number from 1.

    `pace` multiplies the pauses as they are for whoever listens: a line emulated ten times as fast has a tenth of the
    quiet.
    """

    def __init__(self, framing: Framing, link: int = 1, pace: float = 1.0) -> None:
        self._framing = framing
        self._link = link
        self._pace = pace
        self._quiet = 0.0
        self._quiet_ends = "quiet" in framing.ends
        self._enough = max(LEAST_QUIET_S, 2 * framing.quiet_seconds)
        self._at_line_start = True
        self._nothing_open = True
        self._waiting: Sent | None = None  # a record that only quiet or the next record can end

    def sent(self, burst: Burst, data: bytes, faults: tuple[str, ...] = ()) -> list[Sent]:
        """Take a burst of which `data` went over the line; return what is certain now.

        `faults` are those that are not the emulation's: that nobody took the bytes.
        """
        self._quiet += burst.pause * self._pace + burst.away
        if burst.what not in _SENT:
            return [self._told(burst, b"", False, faults)] if burst.what is What.NOTHING else []
        if not data:
            return [self._told(burst, data, False, faults)]
        if self._quiet_ends and self._quiet >= self._enough:
            self._at_line_start = self._nothing_open = True
            told = list(self._settled(True))
        else:
            told = list(self._settled(self._opens(data)))
        self._quiet = 0.0
        unbroken = data == burst.meant and burst.what is not What.NOISE
        opens = self._opens(data)
        whole = unbroken and self._at_line_start and (opens or self._nothing_open)
        if burst.what is What.HEARTBEAT:
            whole = unbroken and self._at_line_start
        one = self._told(burst, data, whole, (*faults, NOT_DELIMITED) if unbroken and not whole else faults)
        if whole and burst.what is What.RECORD and not self._ended(data, opens):
            self._waiting = one
        else:
            told.append(one)
        self._after(burst, data, whole, opens)
        return told

    def quiet_for(self, seconds: float) -> list[Sent]:
        """Return what so much quiet since the last burst makes certain; `sent` is told of that quiet all the same."""
        enough = self._quiet_ends and self._quiet + seconds >= self._enough
        return list(self._settled(True)) if enough else []

    def end(self) -> list[Sent]:
        """Nothing more will be sent: return what is certain now."""
        return list(self._settled(True))

    def _told(self, burst: Burst, data: bytes, whole: bool, faults: tuple[str, ...]) -> Sent:
        return Sent(self._link, burst.number, burst.what, data, burst.meant, whole, (*burst.faults, *faults))

    def _settled(self, well: bool) -> Iterator[Sent]:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            yield waiting if well else replace(waiting, whole=False, faults=(*waiting.faults, NOT_DELIMITED))

    def _opens(self, data: bytes) -> bool:
        """True if the bytes begin a record of the table, so that they end what was open before."""
        if self._framing.kind is FramingKind.STX_ETX:
            return data.startswith(b"\x02")
        first = data.replace(b"\r", b"\n").partition(b"\n")[0]
        return self._framing.first is not None and self._framing.first.fullmatch(first) is not None

    def _ended(self, data: bytes, opens: bool) -> bool:
        """True if a whole record's own bytes end it."""
        if self._framing.kind is FramingKind.LINES or not opens:
            return data.endswith((b"\r\n\r\n", b"\n\n", b"\r\r", FORM_FEED))
        return True

    def _after(self, burst: Burst, data: bytes, whole: bool, opens: bool) -> None:
        """Note how the line stands after these bytes."""
        if burst.what is What.HEARTBEAT and whole:
            return  # it neither ends nor enters what is open
        match self._framing.kind:
            case FramingKind.STX_ETX if self._framing.check is Check.XOR:
                # behind a lone ETX the next byte would be taken for the check; the check itself may be a 3 too
                self._at_line_start = whole or not data.endswith(ETX)
            case FramingKind.STX_ETX:
                self._at_line_start = True
            case FramingKind.EOT:
                self._at_line_start = data.endswith((b"\r", b"\n", EOT))
            case _:
                self._at_line_start = data.endswith((b"\r", b"\n", FORM_FEED))
        self._nothing_open = whole and self._ended(data, opens)

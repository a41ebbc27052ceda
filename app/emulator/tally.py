"""What an emulated feed has sent: counted, and the newest of it.

A tally is a frozen value: the feed's thread makes a new one of the last, and whoever draws takes the one that is there.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.words import joined, say

NEWEST = 12
"""So many lines are kept, as many as the window has room for; what was before stands in the journal."""

LONGEST = 52
"""Characters of what was sent that a line shows: number, class and time, by which a technician finds it again."""


class SentKind(StrEnum):
    """What was sent, by the words of the emulator's log."""

    RECORD = "record"
    HEARTBEAT = "heartbeat"
    NOISE = "noise"
    NOTHING = "nothing"  # a call of which nothing is sent


@dataclass(frozen=True, slots=True)
class SentLine:
    """One thing that was sent: the time of day, the number of its call (0 for none), and its first characters.

    `whole` is True where a console must show and journal it; `faults` are the names of those that struck.
    """

    at: str
    kind: SentKind
    call: int
    whole: bool
    faults: tuple[str, ...]
    size: int
    text: str

    @property
    def words(self) -> str:
        """Return it in words."""
        heading = joined("  ", filter(None, (self.at, self._what(), ", ".join(self.faults))))
        return joined("\n", filter(None, (heading, self.text)))

    def _what(self) -> str:
        match self.kind:
            case SentKind.RECORD if self.whole:
                return say("call {n}: WHOLE", n=self.call)
            case SentKind.RECORD:
                return say("call {n}: DAMAGED", n=self.call)
            case SentKind.NOTHING:
                return say("call {n}: nothing is sent of it", n=self.call)
            case SentKind.NOISE:
                return say("noise, {n} bytes", n=self.size)
            case SentKind.HEARTBEAT if self.whole:
                return say("heartbeat")
            case SentKind.HEARTBEAT:
                return say("heartbeat: DAMAGED")


@dataclass(frozen=True, slots=True)
class Tally:
    """So many records whole and damaged, calls without data, heartbeats, bursts of noise, bytes; and the newest lines.

    Heartbeats that are whole are counted alone: they would push everything else off the lines.
    """

    whole: int = 0
    damaged: int = 0
    without_data: int = 0
    heartbeats: int = 0
    noise: int = 0
    sent_bytes: int = 0
    last_whole: SentLine | None = None
    last_damaged: SentLine | None = None
    newest: tuple[SentLine, ...] = ()  # the newest first

    def with_line(self, line: SentLine) -> "Tally":
        """Return the tally with one more thing sent."""
        changed = replace(self, sent_bytes=self.sent_bytes + line.size)
        match line.kind:
            case SentKind.RECORD if line.whole:
                changed = replace(changed, whole=self.whole + 1, last_whole=line)
            case SentKind.RECORD:
                changed = replace(changed, damaged=self.damaged + 1, last_damaged=line)
            case SentKind.NOTHING:
                changed = replace(changed, without_data=self.without_data + 1)
            case SentKind.NOISE:
                changed = replace(changed, noise=self.noise + 1)
            case SentKind.HEARTBEAT:
                changed = replace(changed, heartbeats=self.heartbeats + 1)
        if line.kind is SentKind.HEARTBEAT and line.whole:
            return changed
        return replace(changed, newest=(line, *self.newest[: NEWEST - 1]))

    @property
    def counted(self) -> tuple[tuple[str, str], ...]:
        """Return what is counted, label and number."""
        return (
            (say("records whole"), f"{self.whole:,}"),
            (say("damaged"), f"{self.damaged:,}"),
            (say("calls without data"), f"{self.without_data:,}"),
            (say("heartbeats"), f"{self.heartbeats:,}"),
            (say("noise"), f"{self.noise:,}"),
            (say("bytes"), f"{self.sent_bytes:,}"),
        )

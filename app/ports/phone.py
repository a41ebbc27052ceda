"""The telephone of the position: what it can do and know, and the port its drivers implement."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from app.ports.phone_events import PhoneEvent
from app.ports.phone_orders import PhoneOrder

LINE_RINGS = 6
"""How often an agency's line rings before its switch ends the call, where no table says otherwise (D096, 003:734)."""

MOST_RINGS = 20
"""Two minutes of ringing: longer nobody lets a caller in distress wait for one agency."""


@dataclass(frozen=True, slots=True)
class PhoneCaps:
    """What a telephone driver can do and know, told once it is made; the screen says what it cannot.

    answer_seen     "signalled" (the switch says so) | "deduced" (from silence) | "none" (the call-taker must listen)
    ring_count      "events" | "audio" | "clock" | "none": where the ring number comes from; "audio" falls back to the
                    clock where the far end sends no ringing tone, and each `Ringing` says which it was
    bridge_in_switch  caller and agency stay together when we hang up; else release must transfer
    can_answer      callers ring here and are answered by the order `Answer`; else they are on the line when they come
    tty             "none" | "detect" (it is told that one is heard) | "text" (read and written)
    dial_tone_s, response_s  seconds that dial tone, and any word after the last digit, may take on this line before
                    the attempt is called failed (telephone.md 8.2)
    times           names of times of the device that can be tried and kept (`TryTime`, `KeepTimes`): "flash" ...
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
    can_answer: bool = False
    tty: str = "none"
    dial_tone_s: float = 3.0
    response_s: float = 5.0
    times: tuple[str, ...] = ()
    by_hand: bool = False  # the call-taker works the real set and tells the console what she hears


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

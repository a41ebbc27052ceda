"""The telephone of a lesson: the virtual switch on the lesson's clock, with a caller who can be played.

Nothing outside this program is behind it. What the agencies' lines do may change from call to call, as the lesson's
table says, and the trainer plays the caller: is on the line, hangs up, has a TTY. It has no thread: orders and time
both come on the event loop; only closing may come from elsewhere.
"""

import threading
from collections.abc import Callable

from app.clock import Clock, Timer, Timers
from app.ports import (
    LINE_RINGS,
    CallerGone,
    CallerHere,
    LineUp,
    PhoneCaps,
    PhoneEvent,
    PhoneOrder,
    SendText,
    TtyHeard,
    TtyText,
)
from drivers.sound.baudot import decode, encode
from drivers.virtual_phone import read_plan
from drivers.virtual_switch import VirtualSwitch


class LessonPhone:
    """A `PhoneLine` on a virtual switch, which lets a line ring `rings` times.

    `options` is what stands after `virtual?`; `tty` lets text be written. Raises PhoneError for options that cannot be
    read.
    """

    def __init__(
        self, options: str, clock: Clock, timers: Timers, *, tty: bool = False, rings: int = LINE_RINGS
    ) -> None:
        self._switch = VirtualSwitch(read_plan(options), rings)
        self._clock = clock
        self._timers = timers
        self._tty = tty
        self._gate = threading.RLock()  # whoever closes it does so from another thread
        self._deliver: Callable[[PhoneEvent], None] | None = None
        self._timer: Timer | None = None

    @property
    def name(self) -> str:
        """`virtual`."""
        return "virtual"

    @property
    def caps(self) -> PhoneCaps:
        """As the virtual telephone's; a TTY where the lesson has one."""
        return PhoneCaps(can_mute=True, tty="text" if self._tty else "none")

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        """Start the switch; `LineUp` follows."""
        self._deliver = deliver
        self._tell(LineUp(self._clock.now()))

    def do(self, order: PhoneOrder) -> None:
        """Give the switch an order; what follows comes as events."""
        if self._deliver is None:
            return
        at = self._clock.now()
        if isinstance(order, SendText):
            sent = encode(order.text)
            if self._tty and sent.text:
                self._tell(TtyText(at, sent.text, decode(sent.codes)[1], sent=True))
            return
        self._tick()  # what was due before the order came goes first: the switch did not know of the order yet
        for event in self._switch.take(order, self._clock.monotonic(), at):
            self._tell(event)
        self._wait()

    def close(self) -> None:
        """Switch off; from any thread, as ports are closed."""
        with self._gate:
            self._deliver = None
        if self._timer is not None:
            self._timer.cancel()

    # --- what the trainer plays ---

    def use_lines(self, options: str) -> None:
        """Let lines do from now on what stands in `options`, as after `virtual?`. Raises PhoneError."""
        self._switch.change_lots(read_plan(options).lots)

    def caller_here(self, number: str = "") -> None:
        """Put a caller on the line."""
        self._tell(CallerHere(self._clock.now(), number))

    def caller_gone(self) -> None:
        """Let the caller hang up."""
        self._tell(CallerGone(self._clock.now()))

    def tty_heard(self) -> None:
        """Let the tones of a TTY be heard."""
        self._tell(TtyHeard(self._clock.now()))

    def tty_types(self, text: str) -> None:
        """Let the caller's TTY write."""
        sent = encode(text)
        text, alternate = decode(sent.codes)
        self._tell(TtyText(self._clock.now(), text, alternate))

    def lose_line(self, seconds: float) -> None:
        """Take the line away for so many seconds."""
        for event in self._switch.lose_line(seconds, self._clock.monotonic(), self._clock.now()):
            self._tell(event)
        self._wait()

    # ---

    def _tell(self, event: PhoneEvent) -> None:
        with self._gate:
            if self._deliver is not None:
                self._deliver(event)

    def _tick(self) -> None:
        for event in self._switch.tick(self._clock.monotonic(), self._clock.now()):
            self._tell(event)

    def _wait(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        due = self._switch.due()
        if due is not None:
            self._timer = self._timers.call_later(due - self._clock.monotonic(), self._due)

    def _due(self) -> None:
        self._timer = None
        self._tick()
        if self._deliver is not None:
            self._wait()

"""The telephone driven through a serial device: a voice modem, a phone hybrid, a P-phone adapter, a tone dialler.

    serial:voice-modem-v253:/dev/ttyUSB1
    serial:gentner:socket://127.0.0.1:4001
    serial:./north-desk.toml:COM3

The first part names a profile (`drivers.phone_profile`), the second the device or URL (`drivers.serial_port`). What is
said to the device and what its words mean is decided in `drivers.serial_dialogue`; here are the threads around it: one
that takes orders, bytes and time one after the other and delivers the events, and that of the port (`SerialLink`).
"""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from app.clock import Clock
from app.errors import FeedError, PhoneError, TableError
from app.ports import KeepTimes, LineLost, LineTold, PhoneCaps, PhoneEvent, PhoneOrder, TimesKept
from drivers.phone_profile import Profile, keep_times, load_profile
from drivers.serial_dialogue import SerialDialogue
from drivers.serial_link import LinkBytes, LinkDown, LinkEvent, LinkUp, SerialLink
from drivers.serial_port import check
from drivers.serial_turn import Output, Reopen, Send

OPEN_S = 5.0
"""How long opening may take before the line is told as lost (telephone.md 8.2); it goes on being tried."""

MOST_WAITING = 64
"""Runs of bytes that the port may be ahead of the dialogue; beyond it the port is not read and the device waits."""

MOST_ORDERS = 1000
"""Orders waiting; keys are pressed by a person, and one who leans on a key is not to fill the memory."""

TRIED_AGAIN = "; it is tried again at least every 10 s"
"""Said of a line that is lost, after why."""

_log = logging.getLogger(__name__)


def split_spec(text: str) -> tuple[str, str]:
    """Split what stands after `serial:` into profile and device. Raises PhoneError where either is missing.

    A profile's path may have a drive letter before it (`C:\\\\phones\\\\mine.toml:COM3`).
    """
    end = text.find(".toml:")
    profile, colon, device = (text[: end + 5], ":", text[end + 6 :]) if end >= 0 else text.partition(":")
    if not profile or not colon or not device or not device.isprintable():
        raise PhoneError(
            "phone serial: expected a profile and a device, as in serial:voice-modem-v253:/dev/ttyUSB1, "
            f"got {('serial:' + text)[:60]!r}"
        )
    return profile, device


class SerialPhone:
    """A `PhoneLine` on the device `url`, spoken to as `profile` says.

    Measured times are kept in `profiles_folder`. Raises PhoneError for a URL that can never be opened and for a profile
    whose commands are not all known.
    """

    def __init__(self, profile: Profile, url: str, clock: Clock, profiles_folder: Path | None = None) -> None:
        if profile.unknown:
            raise PhoneError(
                f"phone serial: profile {profile.name} ({profile.source}): expected every command to be known, got ? "
                f"for {', '.join(profile.unknown)}; write a profile that says them, from the device's manual"
            )
        try:
            check(url)
        except FeedError as error:
            raise PhoneError(f"phone {error}") from error
        self._profile = profile
        self._folder = profiles_folder
        self._url = url
        self._clock = clock
        self._dialogue = SerialDialogue(profile)
        self._link = SerialLink(url, profile.line, clock, self._from_link)
        self._changed = threading.Condition()
        self._orders: deque[PhoneOrder] = deque()
        self._happened: deque[LinkEvent] = deque()
        self._thread: threading.Thread | None = None
        self._closed = False
        self._deliver: Callable[[PhoneEvent], None] = _nobody
        self._lost_told = ""
        self._told: dict[str, str] = {}  # by what it is about, of which a profile has a few dozen
        self._open_by: float | None = None

    @classmethod
    def from_spec(cls, text: str, profiles_folder: Path | None, clock: Clock) -> "SerialPhone":
        """Make the telephone of `PROFILE:DEVICE-OR-URL`. Raises PhoneError, and TableError for a faulty profile."""
        name, url = split_spec(text)
        return cls(load_profile(name, profiles_folder), url, clock, profiles_folder)

    @property
    def name(self) -> str:
        """`serial:` and the profile."""
        return f"serial:{self._profile.name}"

    @property
    def caps(self) -> PhoneCaps:
        """What the profile says that the device can do and know."""
        return self._profile.caps

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        """Start; `LineUp` follows once the device has passed its self-test, `LineLost` where it cannot be used."""
        with self._changed:
            if self._thread is not None or self._closed:
                raise RuntimeError(f"the telephone {self.name} was opened before")
            self._thread = threading.Thread(target=self._run, args=(deliver,), name=f"phone-{self.name}", daemon=True)
            self._open_by = time.monotonic() + OPEN_S
            self._thread.start()

    def do(self, order: PhoneOrder) -> None:
        """Put an order in the queue."""
        with self._changed:
            if self._thread is not None and not self._closed and len(self._orders) < MOST_ORDERS:
                self._orders.append(order)
                self._changed.notify_all()

    def close(self) -> None:
        """End the threads and let go of the port; with a caller on the line nothing is sent to the device."""
        with self._changed:
            self._closed = True
            self._orders.clear()
            self._changed.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    # --- the link's thread ---

    def _from_link(self, event: LinkEvent) -> None:
        with self._changed:
            while len(self._happened) >= MOST_WAITING and not self._closed:
                self._changed.wait()
            if not self._closed:
                self._happened.append(event)
                self._changed.notify_all()

    # --- the telephone's own thread ---

    def _run(self, deliver: Callable[[PhoneEvent], None]) -> None:
        profile = self._profile
        self._deliver = deliver
        self._give(
            LineTold(
                self._clock.now(), "profile", f"{profile.name} {profile.digest}, {profile.source}: {profile.title}"
            )
        )
        self._link.open()
        try:
            while (work := self._next()) is not None:
                orders, happened = work
                self._carry_out(self._dialogue.tick(time.monotonic(), self._clock.now()))
                for event in happened:
                    self._take_link(event)
                for order in orders:
                    if isinstance(order, KeepTimes):
                        self._keep(order)
                    else:
                        self._carry_out(self._dialogue.take(order, time.monotonic(), self._clock.now()))
                self._watch_opening()
        except Exception:  # noqa: BLE001 (a telephone must not stop without a word, whatever is wrong with it)
            _log.exception("the telephone %s stopped through a fault of this program", self.name)
            self._tell_lost("the telephone stopped through a fault of this program, which the log tells", again="")
        finally:
            if farewell := self._dialogue.farewell():
                self._link.write(farewell)
            self._link.close()

    def _next(self) -> tuple[list[PhoneOrder], list[LinkEvent]] | None:
        """Wait for an order, for what happened at the port, or for what is due; None once closed."""
        with self._changed:
            while not self._closed and not self._orders and not self._happened:
                wait = self._time_to_wait()
                if wait is not None and wait <= 0:
                    break
                self._changed.wait(wait)
            if self._closed:
                return None
            work = list(self._orders), list(self._happened)
            self._orders.clear()
            self._happened.clear()
            self._changed.notify_all()
            return work

    def _time_to_wait(self) -> float | None:
        times = [each for each in (self._dialogue.due(), self._open_by) if each is not None]
        return min(times) - time.monotonic() if times else None

    def _take_link(self, event: LinkEvent) -> None:
        now, at = time.monotonic(), self._clock.now()
        match event:
            case LinkUp():
                self._open_by = None
                self._give(LineTold(at, "port", f"{self._url} is open at {self._profile.line}"))
                self._carry_out(self._dialogue.opened(now, at))
            case LinkBytes(data=data):
                self._carry_out(self._dialogue.receive(data, now, at))
            case LinkDown(why=why):
                self._open_by = None
                held = self._dialogue.lost(now, at)
                self._tell_lost(why)
                self._carry_out(held)

    def _keep(self, order: KeepTimes) -> None:
        """Write the measured times as a profile of the site's own."""
        try:
            file, why = keep_times(self._dialogue.profile, dict(order.times), self._folder), ""
        except TableError as error:
            file, why = "", str(error).splitlines()[0]
        self._give(TimesKept(self._clock.now(), file, why))

    def _watch_opening(self) -> None:
        if self._open_by is not None and self._open_by <= time.monotonic():
            self._open_by = None
            self._tell_lost(f"opening takes longer than {OPEN_S:g} s")

    def _carry_out(self, outputs: list[Output]) -> None:
        for output in outputs:
            if isinstance(output, Send):
                if failed := self._link.write(output.data):
                    held = self._dialogue.lost(time.monotonic(), self._clock.now())
                    self._link.drop()
                    self._tell_lost(failed)
                    self._carry_out(held)
                    return
            elif isinstance(output, Reopen):
                self._link.drop()
                self._tell_lost(output.why)
            else:
                self._give(output)

    def _tell_lost(self, why: str, again: str = TRIED_AGAIN) -> None:
        """Tell that the line is lost, once for each reason: it is tried again for ever."""
        words = f"{self._url}: {why}{again}"
        if words != self._lost_told:
            self._lost_told = words
            self._give(LineLost(self._clock.now(), words))

    def _give(self, event: PhoneEvent) -> None:
        if self._dialogue.is_up:
            self._lost_told = ""
        if isinstance(event, LineTold):
            # a device that is refused is tested again for ever, and says the same each time
            if self._told.get(event.what) == event.text:
                return
            self._told[event.what] = event.text
        if self._closed:
            return
        try:
            self._deliver(event)
        except Exception:  # noqa: BLE001 (the receiver's fault must not stop the line)
            _log.exception("the receiver of the telephone %s failed", self.name)


def _nobody(event: PhoneEvent) -> None:
    raise RuntimeError(f"a telephone that is not open delivered {type(event).__name__}")

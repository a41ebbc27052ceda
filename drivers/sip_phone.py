"""The phone sip: callers and agencies over SIP, with the call-taker's handset at this computer.

    --phone sip            the line is set in the section [sip] of the settings file (`drivers.sip.account`)

The SIP library works in a process of its own (`drivers.sip.worker`). This driver starts it, watches its heartbeat, and
starts it again when it ended or stalls; `drivers.sip.line` decides what follows from what it tells. Closing never drops
a live caller: caller and agency are joined by a transfer, and where that cannot be, the process stays with them, and a
console that is started meanwhile finds it and goes on with the call.
"""

import importlib.util
import logging
import os
import threading
import time
from collections import deque
from collections.abc import Callable

from app.clock import Clock
from app.errors import PhoneError
from app.ports import LineLost, PhoneCaps, PhoneEvent, PhoneOrder
from drivers.sip.account import SipAccount
from drivers.sip.conversation import Stuck, What
from drivers.sip.line import SipLine
from drivers.sip.messages import Alive, Fact, Finish, Linger, Started
from drivers.sip.process import FoundProcess, SipProcess, find_process
from drivers.sip.sound_device import device_fault

HEARTBEAT_LIMIT_S = 3.0
"""It beats every 0.5 s; without a beat for so long it is stalled, and ended."""

START_LIMIT_S = 15.0
"""From its start to its first word: a second on an idle computer."""

RESTARTS_S = (1.0, 2.0, 5.0, 10.0)
"""Pauses before it is started again (telephone.md 8.2); the last one is repeated."""

STEADY_S = 30.0
"""A process that lived so long was well: the pauses begin anew."""

CLOSING_S = 8.0
"""The calls are left in so long: a transfer (3 s), and taking back from hold where it failed (3 s)."""

HOLD_TOLD_S = 0.5
"""By so much the position waits longer for dial tone than a far end may take to be held for it."""

FINISHING_S = 4.0
"""For the farewells on the wire and the registration taken back."""

MOST_HEARD = 10_000
"""Facts that may wait for us; a process that tells more is stopped until we catch up."""

INSTALL = "install it with: .venv/bin/python -m pip install -c packaging/constraints.txt -e '.[sip]'"

_log = logging.getLogger(__name__)


class SipPhone:
    """A `PhoneLine` on a SIP switch. Raises PhoneError where the account can never work or the library is missing."""

    def __init__(self, account: SipAccount, clock: Clock, program: tuple[str, ...] = ()) -> None:
        if importlib.util.find_spec("baresip") is None:
            raise PhoneError(f"phone sip: its part 'baresip-python' is not installed; {INSTALL}")
        for part, spec in (("microphone", account.microphone), ("earpiece", account.earpiece)):
            if fault := device_fault(spec, part):
                raise PhoneError(f"phone sip: {fault}")
        self._account = account
        self._clock = clock
        self._program = program
        self._line = SipLine(account, run=f"{os.getpid()}-")
        self._wake = threading.Condition()
        self._orders: deque[PhoneOrder] = deque()  # keys pressed by a person: never many
        self._heard: deque[tuple[int, Fact | None]] = deque()  # with the number of the process that told it
        self._thread: threading.Thread | None = None
        self._closed = False
        self._process: SipProcess | FoundProcess | None = None
        self._number = 0
        self._ready = False
        self._calls_known = False
        self._beat_at = 0.0
        self._started_at = 0.0
        self._start_at: float | None = 0.0
        self._failures = 0

    @property
    def name(self) -> str:
        """`sip`."""
        return "sip"

    @property
    def caps(self) -> PhoneCaps:
        """What SIP signals, and whether the switch or this console joins the parties."""
        by_switch = self._account.bridge == "switch"
        return PhoneCaps(
            flash=by_switch,
            dial_tone_seen=False,
            ring_count="audio",
            answer_seen="signalled",
            busy_vs_reorder=True,
            bridge_in_switch=by_switch,
            can_hold=True,
            can_mute=True,
            can_monitor=True,
            pcm=True,
            abort=True,
            can_answer=True,
            tty="text",
            dial_tone_s=max(PhoneCaps().dial_tone_s, self._account.hold_limit + HOLD_TOLD_S),
        )

    @property
    def worker(self) -> int:
        """The id of the process that holds the library, 0 if there is none now."""
        process = self._process
        return 0 if process is None else process.pid

    def open(self, deliver: Callable[[PhoneEvent], None]) -> None:
        """Start; `LineUp` follows when the switch can be used."""
        with self._wake:
            if self._thread is not None or self._closed:
                raise RuntimeError("the sip telephone was opened before")
            self._thread = threading.Thread(target=self._run, args=(deliver,), name="phone-sip", daemon=True)
            self._thread.start()

    def do(self, order: PhoneOrder) -> None:
        """Queue an order; what follows comes as events."""
        with self._wake:
            if self._thread is not None and not self._closed:
                self._orders.append(order)
                self._wake.notify_all()

    def close(self) -> None:
        """Stop, but leave a live caller on the line.

        Up to CLOSING_S where caller and agency are to be joined, then up to FINISHING_S where nobody is left on it.
        """
        with self._wake:
            self._closed = True
            self._orders.clear()
            self._wake.notify_all()
            thread = self._thread
        if thread is not None and thread is not threading.current_thread():
            thread.join()

    # --- the thread -----------------------------------------------------------------------------------------------

    def _run(self, deliver: Callable[[PhoneEvent], None]) -> None:
        while not self._is_closed():
            for event in self._guarded_turn():
                if self._is_closed():
                    break
                deliver(event)
            with self._wake:
                while not self._is_closed() and not self._orders and not self._heard and self._time_to_wait() > 0:
                    self._wake.wait(self._time_to_wait())
        try:
            self._leave()
        except Exception:  # noqa: BLE001 (whatever it is, whoever is on the line stays on it)
            _log.exception("the sip telephone did not close well, through a fault of this program")
            if self._process is not None:
                self._leave_to_itself(self._process)

    def _leave_to_itself(self, process: SipProcess | FoundProcess) -> None:
        """Let the process keep whoever is on the line."""
        process.tell(Linger())
        process.leave()
        self._process = None

    def _is_closed(self) -> bool:
        return self._closed  # set by another thread

    def _guarded_turn(self) -> list[PhoneEvent]:
        """Take a turn; a fault of ours is a lost line, and the process keeps who is on it until it is found again."""
        try:
            return self._turn()
        except Exception as error:  # noqa: BLE001 (a telephone must not stop without a word, whatever is wrong with it)
            _log.exception("the sip telephone lost its line through a fault of this program")
            now, at = time.monotonic(), self._clock.now()
            why = f"a fault of this program: {type(error).__name__}: {error}"
            if self._process is not None:
                self._drop_what_is_still_told()
                self._leave_to_itself(self._process)
                self._plan_restart(now)
            try:
                return [each for each in self._line.lost(why, now, at) if isinstance(each, PhoneEvent)]
            except Exception:  # noqa: BLE001 (as above: what the line knows is of no more use)
                _log.exception("the line of the sip telephone is begun anew")
                self._line = SipLine(self._account, run=f"{os.getpid()}-{self._number}-")
                return [LineLost(at, why)]

    def _turn(self) -> list[PhoneEvent]:
        """Do all that is to be done now, and return what is to be delivered."""
        now, at = time.monotonic(), self._clock.now()
        if self._process is None and self._start_at is not None and self._start_at <= now:
            what = self._start(now)
        else:
            what = []
        what += self._line.tick(now, at)  # what was due before an order came goes first
        with self._wake:
            heard, orders = list(self._heard), list(self._orders)
            self._heard.clear()
            self._orders.clear()
            self._wake.notify_all()
        for number, fact in heard:
            if number == self._number and self._process is not None:
                what += self._hear(fact, now)
        for order in orders:
            what += self._line.take(order, now, at)
        if self._process is not None and now > self._beat_limit():
            limit = HEARTBEAT_LIMIT_S if self._ready else START_LIMIT_S
            what.append(Stuck(f"the SIP process has said nothing for {limit:.0f} s"))
        return self._carry_out(what, now)

    def _hear(self, fact: Fact | None, now: float) -> list[What]:
        if fact is None:
            assert self._process is not None
            self._process.wait(HEARTBEAT_LIMIT_S)
            return [Stuck(f"the SIP process {self._process.how_it_ended() or 'closed its pipe'}", speaks=True)]
        if isinstance(fact, Started | Alive):
            self._beat_at = now
            self._ready = True
        if isinstance(fact, Alive):
            self._calls_known = True  # a process that was found tells its calls before its first beat
        return self._line.tell(fact, now, self._clock.now())

    def _carry_out(self, what: list[What], now: float) -> list[PhoneEvent]:
        """Send the commands of `what`, end a process that is stuck, and return the events."""
        events: list[PhoneEvent] = []
        queue = deque(what)
        while queue:
            each = queue.popleft()
            if isinstance(each, Stuck):
                if self._process is not None:
                    self._end(now, each.speaks)
                queue.extend(self._line.lost(each.why, now, self._clock.now()))
            elif isinstance(each, PhoneEvent):
                events.append(each)
            elif self._process is not None:
                self._process.tell(each)
        return events

    def _start(self, now: float) -> list[What]:
        self._number += 1
        number = self._number
        self._ready, self._calls_known, self._start_at = False, False, None
        self._started_at = self._beat_at = now

        def heard(fact: Fact | None) -> None:
            with self._wake:
                while len(self._heard) >= MOST_HEARD and number == self._number:
                    self._wake.wait()
                self._heard.append((number, fact))
                self._wake.notify_all()

        try:
            found = None if self._program else find_process(self._account, heard)
            self._process = found or SipProcess(self._account, heard, self._program)
        except OSError as error:
            self._plan_restart(now)
            return [Stuck(f"the SIP process cannot be started: {error}")]
        return []

    def _end(self, now: float, speaks: bool) -> None:
        """End the process, and plan its next start.

        One that was found and still speaks is left alone: it turned us away, and has a live caller or another console.
        """
        assert self._process is not None
        self._drop_what_is_still_told()
        if speaks and isinstance(self._process, FoundProcess):
            self._process.leave()
        else:
            self._process.kill()
        self._process = None
        if now - self._started_at > STEADY_S:
            self._failures = 0
        self._plan_restart(now)

    def _drop_what_is_still_told(self) -> None:
        with self._wake:
            self._number += 1  # a reader that waits for us to catch up ends
            self._wake.notify_all()

    def _plan_restart(self, now: float) -> None:
        self._start_at = now + RESTARTS_S[min(self._failures, len(RESTARTS_S) - 1)]
        self._failures += 1

    def _beat_limit(self) -> float:
        return self._beat_at + (HEARTBEAT_LIMIT_S if self._ready else START_LIMIT_S)

    def _time_to_wait(self) -> float:
        due = self._line.due()
        times = [] if due is None else [due]
        if self._process is not None:
            times.append(self._beat_limit())
        elif self._start_at is not None:
            times.append(self._start_at)
        return max(0.0, min(times, default=time.monotonic() + 1.0) - time.monotonic())

    # --- the end --------------------------------------------------------------------------------------------------

    def _leave(self) -> None:
        """Part with the process: it finishes, or stays with whoever is on the line. Nothing is delivered any more."""
        if self._process is None:
            return
        end = time.monotonic() + CLOSING_S
        last: Finish | Linger | None = None
        what = self._farewell()
        while True:
            for each in what:
                if isinstance(each, Stuck):
                    last = last or Linger()
                elif not isinstance(each, PhoneEvent):
                    self._process.tell(each)
                    last = each if isinstance(each, Finish | Linger) else last
            if last is not None or time.monotonic() > end:
                break
            what = self._next_when_closing(end)
        if last is None:
            self._process.tell(Linger())
        if isinstance(last, Finish):
            if not self._process.wait(FINISHING_S):
                self._process.kill()
        else:
            self._process.leave()
        self._process = None

    def _farewell(self) -> list[What]:
        """Hear what was told already, and begin to part; what is not known to be nobody's is left to linger."""
        assert self._process is not None
        what = self._hear_when_closing()
        if isinstance(self._process, FoundProcess) and not self._calls_known:
            return [*what, Linger()]
        return what + (self._line.close(time.monotonic(), self._clock.now()) if self._ready else [Finish()])

    def _next_when_closing(self, end: float) -> list[What]:
        with self._wake:
            due = self._line.due()
            limit = min(end, end if due is None else due)
            while not self._heard and (left := limit - time.monotonic()) > 0:
                self._wake.wait(left)
        return self._line.tick(time.monotonic(), self._clock.now()) + self._hear_when_closing()

    def _hear_when_closing(self) -> list[What]:
        with self._wake:
            heard = [fact for number, fact in self._heard if number == self._number]
            self._heard.clear()
            self._wake.notify_all()
        return [each for fact in heard for each in self._hear(fact, time.monotonic())]

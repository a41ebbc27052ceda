"""A voice modem on a pseudo-terminal whose line is real: what it says of a call is what the far end did.

Its commands are ours (tests/partners/at_commands.py), as no modem is at hand; its line is Debian's baresip, which
calls a switch. Of the ringing, the first ring, and its end, are the far end's; the rings between come by the clock, as
RINGING does on a line that rings in the cadence of the network (telephone.md 2.2).

    far end                     the modem says (zyxel)          (v253, in voice mode)
    180 or 183, then a clock    RINGING                         <DLE>r
    200                         VCON                            OK
    486, 600, 503               BUSY: it cannot tell which      <DLE>b, BUSY
    480, 408, or S7 is over     NO ANSWER                       NO ANSWER
    no switch, or no dial tone  NO DIALTONE                     NO DIALTONE
    any other refusal           NO CARRIER                      NO CARRIER
    it hangs up later           <DLE>b                          <DLE>b

In data mode (class 0) it waits for a carrier, so that an answered call ends with NO CARRIER after S7; with `;` it says
OK at once and no more. Any character ends a dialling: NO CARRIER.
"""

import math
import os
import select
import threading
import time
import tty
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from tests.partners.at_commands import CODES, AnswerCall, AtCommands, Dial, HangUp, OnTheLine, Tones
from tests.partners.bad_line import BadLine
from tests.partners.baresip import Baresip
from tests.partners.program import Partner, until
from tests.partners.sipp import Transport
from tests.partners.telephone import Told

Dialect = Literal["zyxel", "v253"]

DLE = b"\x10"

TICK_S = 0.01
LONGEST_LINE = 256
MOST_CALLS = 8

SILENCE_S = 5.0
"""What `@` waits for."""

DIALLED = "0123456789*#ABCD!W,@"
"""What counts in a dial string; T, P and the marks that make a number readable do not."""


class VoiceModem(Partner):
    """A modem at `device`; `uri_of` says which SIP URI a dialled number is (`SippSwitch.uri`).

    dialect        how it tells the progress of a call
    ring_s         seconds from one RINGING to the next
    answer_lag_s   seconds from the answer to VCON, which a modem deduces from silence; None: as +VRA says
    dial_tone      False: the line is dead
    lying          it says OK to all and changes nothing
    slow_s         seconds before each answer
    answers        False: it says nothing at all
    bad_line       what the serial line does to the bytes, both ways
    dies_at_ring   it loses power at this RINGING; 0: as soon as it dials
    """

    kind = "voice-modem"

    def __init__(
        self,
        folder: Path,
        uri_of: Callable[[str], str],
        *,
        transport: Transport = "tcp",
        dialect: Dialect = "zyxel",
        ring_s: float = 6.0,
        answer_lag_s: float | None = 0.0,
        dial_tone: bool = True,
        lying: bool = False,
        slow_s: float = 0.0,
        answers: bool = True,
        bad_line: BadLine | None = None,
        dies_at_ring: int | None = None,
    ) -> None:
        super().__init__(folder)
        self.line = Baresip(self.folder, "modem", transport=transport)
        self.commands = AtCommands(lying)
        self.did: list[str] = []
        """What it did on its line: "dial tone", "flash 700 ms", "*21", "hang up", "answer", "tones 5"."""
        self._uri_of = uri_of
        self._dialect = dialect
        self._ring_s = ring_s
        self._answer_lag_s = answer_lag_s
        self._dial_tone = dial_tone
        self._slow_s = slow_s
        self._answers = answers
        self._bad_line = bad_line or BadLine()
        self._dies_at_ring = dies_at_ring
        self._master = self._slave = -1
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="voice-modem", daemon=True)
        self._typed = bytearray()
        self._seen = 0
        self._reset()

    def _reset(self) -> None:
        """Forget the last dialling."""
        self._dialling = False
        self._steps: list[str] = []
        self._digits = ""
        self._waits = False
        self._placed = False
        self._until = 0.0
        self._rings = 0
        self._incoming = False
        self._next_ring: float | None = None
        self._tell_answer: float | None = None

    def start(self) -> None:
        """Start its line, and open the pseudo-terminal."""
        self.line.__enter__()
        self._master, self._slave = os.openpty()
        tty.setraw(self._slave)
        os.set_blocking(self._master, False)
        self.device = os.ttyname(self._slave)
        self._thread.start()

    def close(self) -> None:
        """Switch it off."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._lose_power()
        self.line.close()
        super().close()

    def until_did(self, what: str) -> None:
        """Wait until it did this on its line."""
        until(lambda: what in self.did, f"the modem to do {what!r}")

    @property
    def alive_on_the_wire(self) -> bool:
        """Whether it has power."""
        return self._master >= 0

    def _lose_power(self) -> None:
        """Close the pseudo-terminal; the line opens, as the relay of a modem does without power."""
        master, slave, self._master, self._slave = self._master, self._slave, -1, -1
        for end in (master, slave):
            if end >= 0:
                os.close(end)
        if master >= 0 and not self._stop.is_set():
            self._hang_up()

    # --- its thread ---

    def _work(self) -> None:
        ready = select.poll()
        ready.register(self._master, select.POLLIN)
        while not self._stop.is_set() and self._master >= 0:
            if ready.poll(TICK_S * 1000):
                for byte in self._bad_line.carry(os.read(self._master, 4096)):
                    self._type(byte)
            for event in self.line.events()[self._seen :]:
                self._seen += 1
                self._hear(event)
            self._tick(time.monotonic())

    def _write(self, data: bytes) -> None:
        if self._answers and self._master >= 0:
            try:
                os.write(self._master, self._bad_line.carry(data))
            except BlockingIOError:
                pass  # nobody reads: a modem does not wait for that either

    def _say(self, text: str) -> None:
        if self._slow_s:
            self._stop.wait(self._slow_s)
        if self.commands.verbose or text not in CODES:
            self._write(f"\r\n{text}\r\n".encode())
        else:
            self._write(f"{CODES[text]}\r".encode())

    def _type(self, byte: int) -> None:
        if self._dialling:
            self._end_dialling("NO CARRIER")
            return
        if self.commands.echo:
            self._write(bytes((byte,)))
        if byte != 0x0D:
            if byte in b"\b\x7f":
                del self._typed[-1:]
            elif byte != 0x0A and len(self._typed) < LONGEST_LINE:
                self._typed.append(byte)
            return
        line = self._typed.decode(errors="replace").upper()
        self._typed.clear()
        _noise, at, rest = line.partition("AT")
        if at:
            self._execute(rest)

    def _execute(self, line: str) -> None:
        answer = self.commands.execute(line)
        for text in answer.texts:
            self._say(text)
        for order in answer.orders:
            self._do(order)
        if answer.result:
            self._say(answer.result)

    def _do(self, order: OnTheLine) -> None:
        match order:
            case Dial(text):
                self._dial(text)
            case HangUp():
                self._hang_up()
            case AnswerCall():
                self._answer()
            case Tones(text):
                for tone in text:
                    self._flash() if tone == "!" else self.did.append(f"tones {tone}")
                if "ESTABLISHED" in self.line.calls():
                    self.line.digits(text.replace("!", ""))

    # --- its line ---

    def _dial(self, text: str) -> None:
        self._reset()
        self._dialling = True
        self._waits = not text.endswith(";")
        self._steps = [step for step in text if step in DIALLED]
        self._until = time.monotonic()

    def _step(self, now: float) -> None:
        """Dial one more character, and say from when on the next."""
        if not self._steps:
            self._place(now)
            return
        match self._steps.pop(0):
            case "W" if not self._dial_tone:
                self._end_dialling("NO DIALTONE")
            case "W":
                self.did.append("dial tone")
            case "!":
                self._flash()
                self._until = now + self.commands.registers[29] / 100
            case ",":
                self._until = now + self.commands.registers[8]
            case "@":
                self._until = now + SILENCE_S
            case digit:
                self._digits += digit

    def _flash(self) -> None:
        self.did.append(f"flash {self.commands.registers[29] * 10} ms")

    def _place(self, now: float) -> None:
        """Give the digits to the line."""
        if not self._dial_tone:
            self._end_dialling("NO DIALTONE")
            return
        self._placed = True
        self._until = now + self.commands.registers[7]
        if self._digits:
            self.did.append(self._digits)
            self.line.dial(self._uri_of(self._digits))
        if self._dies_at_ring == 0:
            self._lose_power()
        elif not self._digits or not self._waits:
            self._dialling = False
            self._say("OK")

    def _hang_up(self) -> None:
        self._reset()
        self.did.append("hang up")
        for _ in range(MOST_CALLS):
            if "calls (0)" in self.line.calls():
                break
            self.line.hang_up()

    def _answer(self) -> None:
        if not self._incoming:
            self._say("NO CARRIER")
            return
        self._reset()
        self.line.accept()
        self.did.append("answer")
        self._say("VCON" if self.commands.fclass == "8" else "CONNECT")

    def _end_dialling(self, result: str, over: bool = False) -> None:
        """Say what came of it; unless the call is `over` anyway, end that one and leave others be."""
        placed = self._placed and self._digits
        self._reset()
        if placed and not over:
            self.line.hang_up()
            self.did.append("give up")
        self._say(result)

    def _hear(self, event: Told) -> None:
        now = time.monotonic()
        by_voice = self.commands.fclass == "8"
        match event.type:
            case "CALL_INCOMING":
                self._incoming, self._rings, self._next_ring = True, 0, now
            case "CALL_RINGING" | "CALL_PROGRESS" if self._dialling and by_voice and self._next_ring is None:
                self._next_ring = now
            case "CALL_ESTABLISHED" if self._dialling and by_voice and event.direction == "outgoing":
                lag = self._answer_lag_s
                self._next_ring, self._until = None, math.inf
                self._tell_answer = now + (int(self.commands.values["VRA"]) / 10 if lag is None else lag)
            case "CALL_CLOSED" if event.param == "Connection reset by user":
                pass  # that was ourselves
            case "CALL_CLOSED" if self._dialling and event.direction == "outgoing":
                self._end_dialling(self._result_of(event.param), over=True)
            case "CALL_CLOSED" if self._incoming:
                self._reset()
            case "CALL_CLOSED" if by_voice:
                self._write(DLE + b"b")

    def _result_of(self, why: str) -> str:
        code = why[:3]
        if code in ("486", "600", "503"):
            if self._dialect == "v253" and self.commands.fclass == "8":
                self._write(DLE + b"b")
            return "BUSY"
        if code in ("480", "408"):
            return "NO ANSWER"
        return "NO DIALTONE" if "refused" in why or "timed out" in why else "NO CARRIER"

    def _tick(self, now: float) -> None:
        if self._dialling and now >= self._until:
            if self._placed:
                self._end_dialling("NO ANSWER" if self.commands.fclass == "8" else "NO CARRIER")
            else:
                self._step(now)
        if self._next_ring is not None and now >= self._next_ring:
            self._next_ring += self._ring_s
            self._ring()
        if self._tell_answer is not None and now >= self._tell_answer:
            self._reset()
            self._say("OK" if self._dialect == "v253" else "VCON")

    def _ring(self) -> None:
        self._rings += 1
        if self._incoming:
            self._say("RING")
            if self._rings == 1 and self.commands.values["VCID"] == "1":
                number = self.line.events("CALL_INCOMING")[-1].peer.removeprefix("sip:").partition("@")[0]
                self._say(f"NMBR = {number}")
        elif self._rings == self._dies_at_ring:
            self._lose_power()
        elif self._dialect == "v253":
            self._write(DLE + b"r")
        else:
            self._say("RINGING")

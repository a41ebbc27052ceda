"""A far end that takes an attended transfer (REFER with Replaces): baresip-python in a process of its own."""

import json
import sys
import threading
from pathlib import Path
from typing import IO

from tests.partners.program import LIMIT_S
from tests.partners.sipp import Transport
from tests.partners.telephone import Telephone, Told

PROGRAM = Path(__file__).with_name("replaces_end_program.py")


class ReplacesEnd(Telephone):
    """A caller or an agency that can be brought together with another by whoever is on the line with both.

    Its newest call is the one commands act on, that hears its tone and that it records, all in one file.
    It needs the package baresip-python (extra `sip`).

    user          its number, in its URI
    tone_hz       its voice
    answer_after  seconds after which it answers a call by itself; None: only `accept` does
    """

    kind = "replaces-end"

    def __init__(
        self,
        folder: Path,
        user: str = "agency",
        *,
        tone_hz: int = 440,
        answer_after: float | None = None,
        transport: Transport = "udp",
    ) -> None:
        super().__init__(folder, user, tone_hz, transport)
        self._answer_after = answer_after
        self._orders: IO[bytes] | None = None
        self._reader: threading.Thread | None = None

    def start(self) -> None:
        """Start it, and return once it takes commands and calls."""
        settings = {
            "user": self.user,
            "port": self.port,
            "rtp": f"{self.port + 4}-{self.port + self.PORTS - 1}",
            "tone_hz": self.tone_hz,
            "answer_after": self._answer_after,
            "transport": self.transport,
        }
        # -P: the folder of the program has a `baresip` of its own
        program = self.run(sys.executable, "-P", str(PROGRAM), json.dumps(settings), pipes=True)
        assert program.stdin is not None
        assert program.stdout is not None
        self._orders = program.stdin
        self._reader = threading.Thread(target=self._read, args=(program.stdout,), name="replaces-end", daemon=True)
        self._reader.start()
        self.until_event("READY")

    def close(self) -> None:
        """End it. A call it is on is ended with BYE, if it is quick; a dead process says nothing."""
        self._order("quit")
        for program in list(self._running):
            self.end(program)
        if self._reader is not None:
            self._reader.join(LIMIT_S)
        super().close()

    def dial(self, uri: str) -> None:
        """Call; what becomes of it is an event (`CALL_RINGING`, `CALL_ESTABLISHED`, `CALL_CLOSED`)."""
        self._order("dial", uri=uri)

    def accept(self) -> None:
        """Answer the call that rings."""
        self._order("accept")

    def hang_up(self) -> None:
        """End the newest call."""
        self._order("hang_up")

    def hold(self) -> None:
        """Put the newest call on hold."""
        self._order("hold")

    def resume(self) -> None:
        """Take the newest call off hold."""
        self._order("resume")

    def join(self) -> None:
        """Bring its last two calls together and leave (REFER with Replaces to the older); `FAILED` if it cannot."""
        self._order("join")

    def recordings(self) -> list[Path]:
        """Return the one file of all it heard, one call after the other."""
        return [self.folder / "heard.wav"]

    def _order(self, do: str, **more: str) -> None:
        if self._orders is None:
            return
        try:
            self._orders.write(json.dumps({"do": do, **more}).encode() + b"\n")
            self._orders.flush()
        except (BrokenPipeError, ValueError):
            pass  # it has ended, which `alive` tells

    def _read(self, said: IO[bytes]) -> None:
        for line in said:
            told = json.loads(line)
            if "failed" in told:
                self.tell(Told("FAILED", "", "", told["failed"], ""))
            else:
                words = (told.get(key, "") for key in ("peer", "text", "call"))
                peer, text, call = words
                self.tell(Told(told["event"], "", peer, text, call))

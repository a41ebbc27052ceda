"""The far end of a position's line: SIPp answering, ringing, refusing or staying silent as the dialled number says."""

import subprocess
from pathlib import Path

from tests.partners.program import until
from tests.partners.sipp import Sipp, Transport

RING_ON_S, RING_OFF_S = 2.0, 4.0
"""The ringing tone of North America: 440 and 480 Hz together."""


class SippSwitch(Sipp):
    """A switch; the numbers and what they do stand on top of tests/partners/switch.xml.

    ring_s       how long *23 rings before it answers
    no_answer_s  how long *25 rings before 480
    hang_up_s    how long *32 talks before it hangs up
    early_rings  how many rings *31 plays as early media; it answers `ANSWER_AFTER_S` after the last has begun its pause
    """

    kind = "switch"

    ANSWER_AFTER_S = 0.3

    def __init__(
        self,
        folder: Path,
        transport: Transport = "tcp",
        *,
        ring_s: float = 1.0,
        no_answer_s: float = 1.0,
        hang_up_s: float = 1.0,
        early_rings: int = 2,
    ) -> None:
        early_s = early_rings * (RING_ON_S + RING_OFF_S) - RING_OFF_S + self.ANSWER_AFTER_S
        self._early_rings = early_rings
        fill = {
            "ring_ms": f"{ring_s * 1000:.0f}",
            "no_answer_ms": f"{no_answer_s * 1000:.0f}",
            "hang_up_ms": f"{hang_up_s * 1000:.0f}",
            "early_ms": f"{early_s * 1000:.0f}",
            "ringback": "ringback.ul",
        }
        super().__init__(folder, "switch.xml", transport, fill)

    def start(self) -> None:
        """Start, and return once it takes calls."""
        ringback(self.folder / "ringback.ul", self._early_rings)
        self.play()
        until(self._listens, "the switch to listen")

    def _listens(self) -> bool:
        self.alive("before it listened")
        return is_bound(self.port, self.transport)

    def uri(self, number: str) -> str:
        """Return the URI that dials `number` here."""
        return f"sip:{number}@{self.address};transport={self.transport}"


def ringback(file: Path, rings: int) -> None:
    """Write `rings` rings of ringback as 8000 Hz mu-law, with nothing around the bytes, as SIPp plays it."""
    tone = ("synth", str(RING_ON_S), "sine", "440", "synth", str(RING_ON_S), "sine", "mix", "480")
    words = ("sox", "-n", "-r", "8000", "-c", "1", "-e", "mu-law", "-t", "ul", str(file), *tone, "gain", "-6")
    subprocess.run([*words, "pad", "0", str(RING_OFF_S), "repeat", str(rings - 1)], check=True, timeout=20)


def is_bound(port: int, transport: Transport) -> bool:
    """Tell whether a program listens on this port of 127.0.0.1, without a word to it."""
    wanted = f"0100007F:{port:04X}"
    for line in Path(f"/proc/net/{transport}").read_text().splitlines()[1:]:
        _number, local, _remote, state, *_ = line.split()
        if local == wanted and state == ("0A" if transport == "tcp" else "07"):
            return True
    return False

"""A caller: SIPp ringing the console, with a number or without, and with a voice."""

import subprocess
from pathlib import Path

from tests.partners.program import LIFETIME_S, LIMIT_S, LOCALHOST, until
from tests.partners.sipp import Sipp, Transport, method_of

NO_SUCH_TIME_S = 10 * LIFETIME_S
"""Longer than SIPp lives."""

CODECS = {"PCMU": 0, "PCMA": 8, "G729": 18}


class SippCaller(Sipp):
    """One call to `to` (a SIP URI); for several callers make several. One that hangs up when told is a `Baresip`.

    number         in From and P-Asserted-Identity
    anonymous      From is anonymous, and the number stands in P-Asserted-Identity alone
    asserted       False: no P-Asserted-Identity either
    give_up_after  seconds of ringing after which it gives up (CANCEL); None: never
    hang_up_after  seconds after the answer at which it hangs up (BYE); None: never
    codec          the only one it offers: "PCMU", "PCMA", or "G729", which no console takes
    voice          8000 Hz mu-law without a header, played once when it is answered; None: `tone_hz` without end
    """

    kind = "caller"

    def __init__(
        self,
        folder: Path,
        to: str,
        number: str = "9055551234",
        transport: Transport = "udp",
        *,
        anonymous: bool = False,
        asserted: bool = True,
        give_up_after: float | None = None,
        hang_up_after: float | None = None,
        codec: str = "PCMU",
        voice: Path | None = None,
        tone_hz: int = 440,
    ) -> None:
        self.number = number
        self._voice = voice
        self._tone_hz = tone_hz
        address, _, _parameters = to.removeprefix("sip:").partition(";")
        self._console = address.rpartition("@")[2]
        fill = {
            "to": f"sip:{address}",
            "from": f"<sip:{number}@{LOCALHOST}>",
            "asserted": f"P-Asserted-Identity: <sip:{number}@{LOCALHOST}>" if asserted else "User-Agent: SIPp",
            "give_up_ms": _milliseconds(give_up_after),
            "hang_up_ms": _milliseconds(hang_up_after),
            "codec": codec,
            "payload": str(CODECS[codec]),
            "voice": "voice.ul",
            "loops": "-1" if voice is None else "1",
        }
        if anonymous:
            fill["from"] = '"Anonymous" <sip:anonymous@anonymous.invalid>'
            fill["asserted"] += "\n      Privacy: id"
        super().__init__(folder, "caller.xml", transport, fill)

    def start(self) -> None:
        """Place the call; what becomes of it is told by `until_outcome`."""
        file = self.folder / "voice.ul"
        if self._voice is not None:
            file.write_bytes(self._voice.read_bytes())
        else:
            tone = ("synth", "1", "sine", str(self._tone_hz), "gain", "-6")
            words = ("sox", "-n", "-r", "8000", "-c", "1", "-e", "mu-law", "-t", "ul", str(file), *tone)
            subprocess.run(words, check=True, timeout=20)
        self.play(self._console, "-m", "1")
        self.until_sent("INVITE")

    def until_outcome(self, limit: float = LIMIT_S) -> str:
        """Wait for the final answer to the call, and return its code: "200", "486", "487" ..."""
        return until(self._outcome, f"a final answer to the call of {self.number}", limit)

    def _outcome(self) -> str:
        for way, text in self.messages():
            code = method_of(text)
            if way == "received" and code >= "200" and code.isdigit() and " INVITE" in _header(text, "CSeq"):
                return code
        return ""


def _milliseconds(seconds: float | None) -> str:
    return f"{(NO_SUCH_TIME_S if seconds is None else seconds) * 1000:.0f}"


def _header(message: str, name: str) -> str:
    for line in message.splitlines():
        if line.lower().startswith(f"{name.lower()}:"):
            return line
    return ""

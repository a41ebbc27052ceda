"""SIPp, the traffic generator for SIP, playing one scenario; its message file tells what came over the wire."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from tests.partners.program import LIFETIME_S, LIMIT_S, LOCALHOST, Partner, free_ports, until

Transport = Literal["udp", "tcp"]

HERE = Path(__file__).parent

PORTS = 10
"""SIP, SIPp's own control port, and a few pairs of RTP and RTCP."""

# What a scenario leaves open: {{ring_ms}}.
_BLANK = re.compile(r"\{\{(\w+)\}\}")

# SIPp writes a line of dashes with the date before each message, then one line about it and an empty one.
_RULE = re.compile(rb"^-{20,}.*$", re.MULTILINE)
_HEAD = re.compile(rb"\A\s*(?:UDP|TCP) message (sent|received) ?[^\n]*:\s*\n\n")


def messages(file: bytes) -> list[tuple[str, str]]:
    """Return ("sent" or "received", message) of a SIPp message file, in the order of the wire."""
    found = []
    for part in _RULE.split(file):
        head = _HEAD.match(part)
        if head:
            found.append((head[1].decode(), part[head.end() :].decode(errors="replace").strip("\r\n")))
    return found


def method_of(message: str) -> str:
    """Return the method of a request, or the code of a response: "CANCEL", "487"."""
    first, _, rest = message.partition(" ")
    return rest[:3] if first == "SIP/2.0" else first


def fill_blanks(template: str, fill: Mapping[str, str]) -> str:
    """Return a scenario or settings with what stands in double braces filled in; KeyError for a word without value."""
    return _BLANK.sub(lambda blank: fill[blank[1]], template)


class Sipp(Partner):
    """One SIPp process. `port` is its SIP port; what the scenario leaves open is filled in from `fill`."""

    kind = "sipp"

    def __init__(self, folder: Path, scenario: str, transport: Transport, fill: dict[str, str]) -> None:
        super().__init__(folder)
        self.transport: Transport = transport
        self.port = free_ports(PORTS)
        self._file = self.folder / "messages.log"
        self._scenario = self.folder / scenario
        template = (HERE / scenario).read_text(encoding="utf-8")
        self._scenario.write_text(fill_blanks(template, fill), encoding="utf-8")

    @property
    def address(self) -> str:
        """Host and port, as a URI has them."""
        return f"{LOCALHOST}:{self.port}"

    def play(self, *words: str) -> None:
        """Start SIPp on our scenario."""
        self.run(
            *("sipp", *words, "-sf", str(self._scenario), "-t", "u1" if self.transport == "udp" else "t1"),
            *("-i", LOCALHOST, "-p", str(self.port), "-mi", LOCALHOST, "-mp", str(self.port + 4)),
            *("-ci", LOCALHOST, "-cp", str(self.port + 1), "-nostdin", "-timeout", str(LIFETIME_S)),
            *("-trace_msg", "-message_file", str(self._file), "-message_overwrite", "true"),
            *("-trace_err", "-error_file", str(self.folder / "errors.log")),
        )

    def complaints(self) -> str:
        """Return what it has against the other side: messages out of turn, after which it aborts the call."""
        file = self.folder / "errors.log"
        told = file.read_text(errors="replace") if file.exists() else ""
        return told if "unexpected" in told else ""

    def messages(self) -> list[tuple[str, str]]:
        """Return ("sent" or "received", message) of all that went over the wire."""
        return messages(self._file.read_bytes()) if self._file.exists() else []

    def received(self, method: str) -> list[str]:
        """Return each message that came with this method ("CANCEL") or code ("200"), whole, repeats included."""
        return [text for way, text in self.messages() if way == "received" and method_of(text) == method]

    def sent(self, method: str) -> list[str]:
        """Return each message that left with this method or code."""
        return [text for way, text in self.messages() if way == "sent" and method_of(text) == method]

    def until_received(self, method: str, count: int = 1, limit: float = LIMIT_S) -> list[str]:
        """Wait until `count` of them have come, and return them."""
        until(lambda: len(self.received(method)) >= count, f"{self.kind} to receive {count} {method}", limit)
        return self.received(method)

    def until_sent(self, method: str, count: int = 1, limit: float = LIMIT_S) -> list[str]:
        """Wait until `count` of them have left, and return them."""
        until(lambda: len(self.sent(method)) >= count, f"{self.kind} to send {count} {method}", limit)
        return self.sent(method)

"""Counts the connections to the outside that this process attempts, as Python tells them to its audit hooks.

A hook can never be taken away again, so there is one, which counts while a count runs. It sees `socket.connect`,
`socket.sendto`, `socket.sendmsg` and the look-up of names, not what a library does in its own code.
"""

import ipaddress
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from app.health.judge.network import Connection

_CONNECTS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_LOOK_UP = "socket.getaddrinfo"


class Count:
    """One count: what was attempted to other places than the `configured` hosts, names and addresses."""

    def __init__(self, configured: set[str]) -> None:
        self.configured = configured
        self.attempts: list[Connection] = []

    def take(self, event: str, args: tuple[object, ...]) -> None:
        """Take one event of an audit hook."""
        if event == _LOOK_UP:
            host = args[0]
            if isinstance(host, bytes):
                host = host.decode("ascii", "replace")
            if isinstance(host, str) and self._outside(host):
                self.attempts.append(Connection(f"a look-up of {host[:80]}", "dns"))
            return
        address = args[1] if len(args) > 1 else None
        if isinstance(address, tuple) and len(address) >= 2 and self._outside(str(address[0])):
            self.attempts.append(Connection(f"{str(address[0])[:80]}:{address[1]}", event.removeprefix("socket.")))

    def _outside(self, host: str) -> bool:
        if host in self.configured or host in ("", "localhost"):
            return False
        try:
            return not ipaddress.ip_address(host.partition("%")[0]).is_loopback
        except ValueError:
            return True


_running: list[Count] = []
_hooked: list[bool] = []


def _hook(event: str, args: tuple[object, ...]) -> None:
    if _running and (event in _CONNECTS or event == _LOOK_UP):
        for each in _running:
            each.take(event, args)


@contextmanager
def counting(configured: set[str]) -> Iterator[Count]:
    """Count for the length of a `with`."""
    if not _hooked:
        sys.addaudithook(_hook)
        _hooked.append(True)
    count = Count(configured)
    _running.append(count)
    try:
        yield count
    finally:
        _running.remove(count)

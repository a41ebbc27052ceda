"""Who has a device or a connection open, as Linux tells it under /proc; elsewhere, and of other users, nothing.

Everything here only reads.
"""

import ipaddress
import os
import socket
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.journal.file import beside

PROC = Path("/proc")
_PROTOCOLS = ("tcp", "tcp6", "udp", "udp6")
_LISTENS, _NOBODY = "0A", 0  # a socket that listens; a port that is none
_PID_BYTES = 20
_PSEUDO, _MAKERS = "/dev/pts/", {"/dev/ptmx", "/dev/pts/ptmx"}


@dataclass(frozen=True, slots=True)
class Process:
    """A running program; `console` tells that it is a console of this program."""

    pid: int
    name: str
    console: bool

    def __str__(self) -> str:
        return f"{'the console' if self.console else self.name} (process {self.pid})"


@dataclass(frozen=True, slots=True)
class Remote:
    """The far end of a socket."""

    address: str
    port: int
    protocol: str

    @property
    def outside(self) -> bool:
        """True unless it is this computer itself."""
        return not ipaddress.ip_address(self.address).is_loopback

    def __str__(self) -> str:
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"


def holders(device: str) -> list[Process]:
    """Return the programs, but for this one, that have a device or file open under any of its names.

    A program that made a pseudo-terminal is its far end, and keeps it open only so that it stays.
    """
    wanted = os.path.realpath(device)
    found = []
    for pid in _pids():
        files = _open_files(pid).values()
        if wanted in files and not (wanted.startswith(_PSEUDO) and _MAKERS & set(files)):
            found.append(_process(pid))
    return found


def connected(host: str, port: int) -> list[Process]:
    """Return the programs, but for this one, that have a connection to a host and port."""
    addresses = addresses_of(host)
    return [
        _process(pid)
        for pid in _pids()
        if any(each.port == port and each.address in addresses for each in remotes(pid) or ())
    ]


def remotes(pid: int) -> list[Remote] | None:
    """Return the far ends of a program's sockets, None if they may not be seen."""
    try:
        os.listdir(PROC / str(pid) / "fd")
    except OSError:
        return None
    inodes = {
        target.removeprefix("socket:[").removesuffix("]")
        for target in _open_files(pid).values()
        if target.startswith("socket:[")
    }
    found: list[Remote] = []
    for protocol in _PROTOCOLS if inodes else ():
        for line in _lines(PROC / str(pid) / "net" / protocol):
            words = line.split()
            if len(words) > 9 and words[9] in inodes and words[3] != _LISTENS:
                remote = _remote(words[2], protocol.removesuffix("6"))
                if remote is not None:
                    found.append(remote)
    return found


def console_of(journal: Path) -> Process | None:
    """Return the console that holds a journal's lock; its lock is not touched, so that none is ever turned away."""
    lock = beside(journal, ".lock")
    try:
        with lock.open("rb") as file:
            digits = file.read(_PID_BYTES)
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    if not digits.isdigit() or int(digits) == os.getpid():
        return None
    pid = int(digits)
    if PROC.is_dir():
        mine = os.path.realpath(lock)
        files = _open_files(pid)
        if files and mine not in files.values():
            return None
    return Process(pid, "the console", True) if alive(pid) else None


def alive(pid: int) -> bool:
    """Tell whether a program runs; on Windows, where asking would interrupt it, it is believed."""
    if sys.platform == "win32":
        return True
    try:
        os.kill(pid, 0)
    except PermissionError:
        return True  # another user's
    except (OSError, OverflowError):
        return False
    return True


def addresses_of(host: str) -> set[str]:
    """Return the addresses of a host's name; of an address itself, that."""
    try:
        return {str(ipaddress.ip_address(host))}
    except ValueError:
        pass
    try:
        return {str(each[4][0]) for each in socket.getaddrinfo(host, None)}
    except (OSError, UnicodeError):
        return set()


def _pids() -> Iterator[int]:
    try:
        names = os.listdir(PROC)
    except OSError:
        return
    yield from (int(name) for name in names if name.isdigit() and int(name) != os.getpid())


def _open_files(pid: int) -> dict[str, str]:
    """Return what each descriptor of a program is; nothing for a program that is gone or another user's."""
    folder = PROC / str(pid) / "fd"
    found: dict[str, str] = {}
    try:
        for name in os.listdir(folder):
            try:
                found[name] = os.readlink(folder / name)
            except OSError:
                continue  # closed meanwhile
    except OSError:
        pass
    return found


def _process(pid: int) -> Process:
    try:
        words = (PROC / str(pid) / "cmdline").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        words = []
    names = [os.path.basename(word) for word in words[:4]]
    ours = "answerpoint" in names or ("-m" in words[:4] and "app" in names)
    return Process(pid, next((name for name in names if name), "a program"), ours and "run" in words)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text("ascii", "replace").splitlines()[1:]
    except OSError:
        return []


def _remote(text: str, protocol: str) -> Remote | None:
    """Read `0100007F:1F90`: the address in words of the machine's own byte order, the port in hex; None for no peer."""
    address, _, port = text.partition(":")
    try:
        words = [bytes.fromhex(address[at : at + 8])[::-1] for at in range(0, len(address), 8)]
        ip = ipaddress.ip_address(b"".join(words))
        number = int(port, 16)
    except ValueError:
        return None
    if isinstance(ip, ipaddress.IPv6Address) and ip.ipv4_mapped is not None:
        ip = ip.ipv4_mapped
    return None if number == _NOBODY else Remote(str(ip), number, protocol)

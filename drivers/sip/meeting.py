"""Where a new console meets the process that an earlier one left with a caller: a socket of this computer alone.

Its name is abstract (no file is left behind) and made of the user and the address of the line. Anybody on this computer
may try the name, so each end looks who the other is, and speaks with nobody but its own user.
"""

import os
import socket
import struct
from typing import Protocol

from drivers.sip.account import SipAccount

CONNECT_S = 1.0
"""The other end accepts at once, or hangs."""


class SocketLike(Protocol):
    """A socket, or what asyncio shows of one."""

    def getsockopt(self, level: int, option: int, length: int, /) -> bytes:
        """Return an option of the socket."""


def meeting_place(account: SipAccount) -> str:
    """Return the name of the socket."""
    return f"\0answerpoint-sip-{os.getuid()}-{account.address}:{account.port}"


def peer_of(met: SocketLike) -> tuple[int, int]:
    """Return process and user at the other end."""
    told = met.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    process, user, _group = struct.unpack("3i", told)
    return process, user


def meet(account: SipAccount) -> tuple[socket.socket, int] | None:
    """Return a connection to the process that holds this line, and its id; None where none of ours waits there."""
    if not hasattr(socket, "SO_PEERCRED"):  # Linux alone
        return None
    met = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    met.settimeout(CONNECT_S)
    try:
        met.connect(meeting_place(account))
        process, user = peer_of(met)
    except OSError:
        met.close()
        return None
    if user != os.getuid():
        met.close()
        return None
    met.settimeout(None)
    return met, process

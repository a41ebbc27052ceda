"""Keeps sockets that listen on every address of this computer to the one address that was set.

The SIP library takes the sound of a call, and the answers of its resolver, on every address. A filter on the socket
itself (classic BPF, which needs no rights) drops what was sent to another, before anybody reads it. Linux only; where
it cannot be set, nothing is.
"""

import ctypes
import os
import socket
import stat
import struct
import sys
from pathlib import Path

_SO_ATTACH_FILTER = 26  # asm-generic/socket.h
_NET_OFFSET = 0xFFF00000  # linux/filter.h, SKF_NET_OFF: from the start of the IP header
_DESTINATION = 16  # of an IPv4 packet (RFC 791)

_LOAD_WORD, _JUMP_IF_EQUAL, _RETURN = 0x20, 0x15, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K
_WHOLE, _NOTHING = 0xFFFFFFFF, 0

_OPEN_FILES = Path("/proc/self/fd")


def filter_for(address: str) -> list[tuple[int, int, int, int]]:
    """Return the filter (code, jump if true, jump if false, operand) that lets through what is sent to `address`."""
    wanted = struct.unpack("!I", socket.inet_aton(address))[0]
    return [
        (_LOAD_WORD, 0, 0, _NET_OFFSET + _DESTINATION),
        (_JUMP_IF_EQUAL, 0, 1, wanted),
        (_RETURN, 0, 0, _WHOLE),
        (_RETURN, 0, 0, _NOTHING),
    ]


def confine_sockets(address: str) -> int:
    """Confine every socket of this process that takes datagrams on all addresses; return how many there are.

    One of IPv6 takes nothing any more: nothing here is called over it. May be called again; a filter is replaced.
    """
    if sys.platform != "linux":
        return 0
    confined = 0
    for name in os.listdir(_OPEN_FILES):
        try:
            if not stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                continue
            with socket.socket(fileno=os.dup(int(name))) as each:
                if each.type != socket.SOCK_DGRAM or each.family not in (socket.AF_INET, socket.AF_INET6):
                    continue
                if each.getsockname()[0] not in ("0.0.0.0", "::"):
                    continue
                _attach(each, filter_for(address) if each.family == socket.AF_INET else [(_RETURN, 0, 0, _NOTHING)])
                confined += 1
        except OSError:
            continue  # closed meanwhile
    return confined


def _attach(each: socket.socket, instructions: list[tuple[int, int, int, int]]) -> None:
    packed = b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)
    kept = ctypes.create_string_buffer(packed, len(packed))
    each.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, struct.pack("@HP", len(instructions), ctypes.addressof(kept)))

"""Sockets on all addresses are confined to one."""

import socket

import pytest

from drivers.sip.confine import confine_sockets
from tests.partners.program import until

OURS, ANOTHER = "127.0.0.1", "127.0.0.2"


def test_what_was_sent_to_another_address_is_dropped_and_what_is_ours_comes() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as wide,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far,
    ):
        wide.bind(("0.0.0.0", 0))
        wide.settimeout(5)
        port = wide.getsockname()[1]
        far.sendto(b"before", (ANOTHER, port))
        assert wide.recv(100) == b"before"
        assert confine_sockets(OURS) >= 1
        far.sendto(b"stranger", (ANOTHER, port))
        far.sendto(b"ours", (OURS, port))
        assert wide.recv(100) == b"ours"


def test_one_of_ipv6_takes_nothing_any_more() -> None:
    if not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with (
        socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as wide,
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as far,
    ):
        wide.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        wide.bind(("::", 0))
        confine_sockets(OURS)
        far.sendto(b"x", (OURS, wide.getsockname()[1]))
        wide.settimeout(0.2)
        with pytest.raises(TimeoutError):
            wide.recv(100)


def test_sockets_bound_to_one_address_are_left_alone() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as narrow:
        narrow.bind((ANOTHER, 0))
        confine_sockets(OURS)
        narrow.sendto(b"x", narrow.getsockname())
        narrow.settimeout(5)
        assert until(lambda: narrow.recv(100), "the datagram") == b"x"

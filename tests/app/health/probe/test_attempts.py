"""F22: attempts to reach the outside are counted. Nothing is sent: connecting a UDP socket sends nothing."""

import socket
import sys

from app.health.probe.attempts import counting


def reach(host: str, port: int = 9) -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as one:
        one.connect((host, port))


def test_an_attempt_to_the_outside_is_counted_once_and_this_computer_is_not() -> None:
    with counting(set()) as count:
        reach("127.0.0.1")
        reach("192.0.2.7")
        reach("localhost")
    reach("192.0.2.8")  # nobody counts any more
    assert [each.where for each in count.attempts] == ["192.0.2.7:9"]


def test_what_the_settings_name_is_no_attempt_to_the_outside() -> None:
    with counting({"192.0.2.7", "line.example"}) as count:
        reach("192.0.2.7")
        sys.audit("socket.getaddrinfo", "line.example", 4000, 0, 0, 0)
        sys.audit("socket.getaddrinfo", b"elsewhere.example", 4000, 0, 0, 0)
        sys.audit("socket.connect", None, "/run/a/unix/socket")
    assert [each.where for each in count.attempts] == ["a look-up of elsewhere.example"]


def test_counts_may_run_within_one_another() -> None:
    with counting(set()) as outer:
        with counting({"192.0.2.7"}) as inner:
            reach("192.0.2.7")
        reach("192.0.2.9")
    assert ([each.where for each in outer.attempts], inner.attempts) == (["192.0.2.7:9", "192.0.2.9:9"], [])

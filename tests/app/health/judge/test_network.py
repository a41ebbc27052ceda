"""F22: connections to the outside, as they are counted."""

from app.health.finding import Verdict
from app.health.judge.network import Connection, NetworkSeen, attempts, console


def test_none_attempted_is_told_with_how_it_is_counted() -> None:
    found = attempts(NetworkSeen((), configured=("10.1.2.3",)))
    assert found.verdict is Verdict.OK
    assert found.sentence == "0 by this check, as Python counts them (besides 10.1.2.3, which the settings name)"


def test_each_attempt_is_named() -> None:
    found = attempts(NetworkSeen((Connection("192.0.2.1:80"),)))
    assert (found.verdict, "192.0.2.1:80" in found.sentence) == (Verdict.AMISS, True)


def test_a_console_s_connections_are_named_or_not_to_be_seen() -> None:
    assert console(NetworkSeen(())).verdict is Verdict.CANNOT
    assert console(NetworkSeen((), 7)).verdict is Verdict.CANNOT
    assert console(NetworkSeen((), 7, ())).verdict is Verdict.OK
    found = console(NetworkSeen((), 7, (Connection("192.0.2.1:80", "tcp"),)))
    assert (found.verdict, "192.0.2.1:80 (tcp)" in found.sentence) == (Verdict.AMISS, True)

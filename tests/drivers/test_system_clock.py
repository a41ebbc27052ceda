"""The real clock."""

from datetime import timedelta

from app.clock import as_text, from_text
from drivers.system_clock import SystemClock


def test_an_instant_is_aware_utc_and_can_be_written() -> None:
    now = SystemClock().now()

    assert now.utcoffset() == timedelta(0)
    assert from_text(as_text(now)) == now


def test_seconds_never_run_backwards() -> None:
    clock = SystemClock()
    seconds = [clock.monotonic() for _ in range(1000)]

    assert seconds == sorted(seconds)

"""The clock as the system tells it."""

import sys
from datetime import UTC, datetime

import pytest

from app.health.probe import clock


def test_the_zone_is_the_system_s() -> None:
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    seen = clock.look(now, None)
    offset = now.astimezone().utcoffset()
    assert offset is not None
    assert (seen.now, seen.offset, seen.newest) == (now, offset.total_seconds(), None)


def test_the_kernel_is_asked_and_tells_or_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = clock.synchronised()
    assert seen.synchronised in (True, False, None)
    assert 0 <= seen.error < 1000
    monkeypatch.setattr(sys, "platform", "darwin")
    assert clock.synchronised().synchronised is None

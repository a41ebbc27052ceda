"""What is to be said of the clock."""

from datetime import UTC, datetime, timedelta

import pytest

from app.health.finding import Verdict
from app.health.judge.clock import LATEST, MADE, ClockSeen, SyncSeen, clock, synchronised

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def test_a_time_that_can_be_is_told_with_its_zone() -> None:
    found = clock(ClockSeen(NOW, "EST", -5 * 3600, NOW))
    assert found.verdict is Verdict.OK
    assert "zone EST (-5 h)" in found.sentence


@pytest.mark.parametrize("now", [datetime(1970, 1, 1, tzinfo=UTC), MADE - timedelta(days=1), MADE + LATEST * 2])
def test_a_clock_without_a_battery_is_amiss(now: datetime) -> None:
    assert clock(ClockSeen(now, "UTC", 0, None)).verdict is Verdict.AMISS


def test_a_clock_behind_the_journal_was_set_back() -> None:
    """F11: a clock jump."""
    found = clock(ClockSeen(NOW, "UTC", 0, NOW + timedelta(hours=1)))
    assert found.verdict is Verdict.AMISS
    assert "set back" in found.sentence
    assert clock(ClockSeen(NOW, "UTC", 0, NOW + timedelta(seconds=2))).verdict is Verdict.OK


def test_synchronised_not_or_not_to_be_told() -> None:
    assert synchronised(SyncSeen(None)).verdict is Verdict.CANNOT
    assert synchronised(SyncSeen(False)).verdict is Verdict.AMISS
    assert synchronised(SyncSeen(True, 0.02)).verdict is Verdict.OK
    assert "wrong by 3.000 s" in synchronised(SyncSeen(True, 3.0)).sentence

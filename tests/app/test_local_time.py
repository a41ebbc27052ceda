"""A time zone that is none is told before anything is begun."""

import time
from collections.abc import Iterator

import pytest

from app.errors import AnswerpointError
from app.local_time import expect_local_time


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize("zone", ["UTC+99", "UTC-24"], indirect=True)
@pytest.mark.usefixtures("zone")
def test_a_zone_a_day_or_more_away_is_one_sentence() -> None:
    with pytest.raises(AnswerpointError, match=r"^TZ: expected a time zone less than 24 hours from UTC, got 'UTC"):
        expect_local_time()


@pytest.mark.parametrize("zone", ["EST5EDT", "America/Toronto", "", ":/etc/passwd", "UTC-14"], indirect=True)
@pytest.mark.usefixtures("zone")
def test_any_other_is_one_that_the_system_knows_or_takes_for_utc() -> None:
    expect_local_time()

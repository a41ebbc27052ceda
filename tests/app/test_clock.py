from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import as_text, from_text


def test_an_instant_is_written_with_microseconds_and_z() -> None:
    assert as_text(datetime(2026, 11, 22, 13, 31, 7, tzinfo=UTC)) == "2026-11-22T13:31:07.000000Z"


INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(9899, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@given(INSTANTS, INSTANTS)
def test_text_sorts_as_time_and_reads_back(one: datetime, other: datetime) -> None:
    assert from_text(as_text(one)) == one
    assert (as_text(one) < as_text(other)) == (one < other)
    assert len(as_text(one)) == 27


def test_an_instant_of_another_zone_is_read_as_utc() -> None:
    read = from_text("2026-11-22T08:31:07-05:00")
    assert (read.utcoffset(), read) == (
        timedelta(0),
        datetime(2026, 11, 22, 8, 31, 7, tzinfo=timezone(-timedelta(hours=5))),
    )


@pytest.mark.parametrize("text", ["2026-11-22T13:31:07", "13:31", ""])
def test_what_has_no_zone_or_is_no_instant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"instant without a zone|Invalid isoformat"):
        from_text(text)


@pytest.mark.parametrize(
    "text", ["0001-01-01T00:00:00.000000Z", "0001-01-01T00:00:00+14:00", "1899-12-31T23:59:59Z", "9999-12-31T23:59:59Z"]
)
def test_an_instant_of_a_year_that_no_clock_shows_is_refused(text: str) -> None:
    """Such a one may have no local time, and a day more or a line's long quiet less would be none at all."""
    with pytest.raises(ValueError, match="a year that no clock shows"):
        from_text(text)

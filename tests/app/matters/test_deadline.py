"""The 30 days and Bell's promises, by the desk's calendar: months, leap years and summer time included (D192, D194)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.matters.deadline import (
    Deadline,
    Standing,
    Terms,
    after_hours,
    end_of,
    instant_of,
    local_day,
    read_moment,
    until,
    within,
)

TORONTO = ZoneInfo("America/Toronto")
ZONES = [UTC, TORONTO, ZoneInfo("America/St_Johns"), ZoneInfo("Pacific/Kiritimati"), ZoneInfo("America/Santiago")]
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
zones = st.sampled_from(ZONES)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TORONTO).astimezone(UTC)


@given(days, zones)
def test_an_answer_is_due_until_the_thirtieth_day_after_is_over(begin: date, zone: ZoneInfo) -> None:
    """D192: on its last moment it is in time, a moment later it is not; 30 midnights lie between."""
    due = within(begin, "written answer", zone, 30, 7)
    assert due.day == begin + timedelta(days=30)
    last = due.end - timedelta(microseconds=1)
    assert local_day(last, zone) == due.day
    assert local_day(due.end, zone) == due.day + timedelta(days=1)
    assert due.standing(last) is not Standing.OVER
    assert due.standing(due.end) is Standing.OVER


@given(days, zones, st.integers(0, 60 * 24 * 60))
def test_a_clock_only_ever_goes_from_calm_to_soon_to_over(begin: date, zone: ZoneInfo, minutes: int) -> None:
    due = within(begin, "x", zone, 30, 7)
    now = end_of(begin, zone) + timedelta(minutes=minutes)
    later = now + timedelta(hours=5)
    assert due.standing(now) <= due.standing(later)
    assert due.words(now, zone).startswith("OVERDUE") is (due.standing(now) is Standing.OVER)
    assert ("left" in due.words(now, zone) or "today" in due.words(now, zone)) is (now < due.end)


@pytest.mark.parametrize(
    ("begin", "last"),
    [
        ("2026-01-30", "2026-03-01"),
        ("2028-01-30", "2028-02-29"),
        ("2026-12-05", "2027-01-04"),
        ("2026-03-01", "2026-03-31"),
    ],
)
def test_months_and_leap_years_are_counted_by_the_calendar(begin: str, last: str) -> None:
    """D192."""
    assert str(within(date.fromisoformat(begin), "x", TORONTO, 30, 7).day) == last


def test_a_day_of_summer_time_has_its_own_length() -> None:
    """D192: 8 March 2026 has 23 hours in Toronto, 1 November 25."""
    spring = end_of(date(2026, 3, 8), TORONTO) - end_of(date(2026, 3, 7), TORONTO)
    autumn = end_of(date(2026, 11, 1), TORONTO) - end_of(date(2026, 10, 31), TORONTO)
    assert (spring, autumn) == (timedelta(hours=23), timedelta(hours=25))


def test_it_is_warned_seven_days_before_and_told_in_days_over() -> None:
    """D192: clock and warning."""
    due = until(date(2026, 3, 31), "written answer", TORONTO, Terms().warning)
    assert due.standing(at("2026-03-24 23:59")) is Standing.CALM
    assert due.standing(at("2026-03-25 00:01")) is Standing.SOON
    assert due.words(at("2026-03-25 00:01"), TORONTO) == "written answer due 2026-03-31, 6 days left"
    assert due.words(at("2026-03-30 12:00"), TORONTO) == "written answer due 2026-03-31, 1 day left"
    assert due.words(at("2026-03-31 23:59"), TORONTO) == "written answer due 2026-03-31, today"
    assert due.words(at("2026-04-01 00:00"), TORONTO) == "OVERDUE by 1 day: written answer was due 2026-03-31"


def test_a_promise_is_a_time_of_day() -> None:
    """D183, D186."""
    promised = Deadline("Bell promised it for", at("2026-03-10 14:30"))
    assert promised.standing(at("2026-03-10 14:29")) is Standing.CALM
    assert promised.words(at("2026-03-10 14:29"), TORONTO) == "Bell promised it for 14:30"
    assert promised.words(at("2026-03-11 08:00"), TORONTO) == "OVERDUE: Bell promised it for 2026-03-10 14:30"


@given(st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1)), zones)  # noqa: DTZ001  a clock on the wall
def test_a_time_of_day_is_the_next_one_to_come(now: datetime, zone: ZoneInfo) -> None:
    instant = instant_of(now.replace(second=0, microsecond=0), zone)
    found = read_moment("14:30", instant, zone)
    assert found is not None
    assert timedelta(0) <= found - instant <= timedelta(hours=26)


def test_a_moment_is_read_in_two_ways_and_in_no_other() -> None:
    now = at("2026-03-10 16:00")
    assert read_moment("14:30", now, TORONTO) == at("2026-03-11 14:30")
    assert read_moment("16:30", now, TORONTO) == at("2026-03-10 16:30")
    assert read_moment("2026-03-20 9:05", now, TORONTO) == at("2026-03-20 09:05")
    for text in ("", "soon", "25:00", "2026-02-30 10:00", "2026-03-10", "1430", "14:30:00"):
        assert read_moment(text, now, TORONTO) is None


@pytest.mark.parametrize(
    ("moment", "after"),
    [
        *[("2026-03-10 08:00", False), ("2026-03-10 16:59", False), ("2026-03-10 17:00", True)],
        *[("2026-03-10 07:59", True), ("2026-03-14 12:00", True), ("2026-03-15 12:00", True)],
    ],
)
def test_after_hours_is_outside_office_hours_and_at_the_week_end(moment: str, after: bool) -> None:
    """D186: the manual does not tell the hours."""
    assert after_hours(at(moment), TORONTO, Terms()) is after


def test_an_office_has_hours_of_its_own() -> None:
    """D186."""
    theirs = Terms(office=(time(6, 30), time(22)))
    assert not after_hours(at("2026-03-10 06:30"), TORONTO, theirs)
    assert not after_hours(at("2026-03-10 21:59"), TORONTO, theirs)
    assert after_hours(at("2026-03-10 22:00"), TORONTO, theirs)


def test_the_machines_own_zone_is_used_where_none_is_given() -> None:
    here = datetime.combine(date(2026, 3, 11), time()).astimezone()
    assert end_of(date(2026, 3, 10), None) == here

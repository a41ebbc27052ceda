"""Days and times by which something is due, by the desk's own calendar: a day is over at its midnight there."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import IntEnum

from app.words import say, say_count

_SATURDAY = 5

_TIME = re.compile(r"(?:(\d{4}-\d{2}-\d{2}) )?(\d{1,2}:\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a centre gives itself: days for the written answer (D192) and for the Board's decision (D194).

    It is warned `warning` days before their end. `office` is when it opens and closes. The manual names neither.
    `centre` stands at the head of reports; `smc` is Bell's number for 9-1-1 trouble (D179), `supervisors` the numbers
    that agencies report trouble on (D176). "" where the site has not set one.
    """

    answer: int = 30
    decision: int = 30
    warning: int = 7
    office: tuple[time, time] = (time(8), time(17))
    centre: str = ""
    smc: str = ""
    supervisors: str = ""


class Standing(IntEnum):
    """How a deadline stands."""

    CALM = 0
    SOON = 1
    OVER = 2


@dataclass(frozen=True, slots=True)
class Deadline:
    """`what` is due, as "written answer", until `end`; `day` is the last day, None where it is a time of day.

    Of a day it is warned `warning` days before.
    """

    what: str
    end: datetime
    day: date | None = None
    warning: int = 0

    def standing(self, now: datetime) -> Standing:
        """Say how it stands at this instant."""
        if now >= self.end:
            return Standing.OVER
        soon = self.day is not None and now >= self.end - timedelta(days=self.warning)
        return Standing.SOON if soon else Standing.CALM

    def words(self, now: datetime, zone: tzinfo | None) -> str:
        """Say what is due, and how long there is left or it has been over."""
        if self.day is None:
            here = self.end.astimezone(zone)
            today = here.date() == local_day(now, zone)
            moment = f"{here:%H:%M}" if today else f"{here:%Y-%m-%d %H:%M}"
            if now >= self.end:
                return say("OVERDUE: {what} {moment}", what=self.what, moment=moment)
            return say("{what} {moment}", what=self.what, moment=moment)
        left = (self.day - local_day(now, zone)).days
        if left < 0:
            return say("OVERDUE by {days}: {what} was due {day}", days=_days(-left), what=self.what, day=self.day)
        if left == 0:
            return say("{what} due {day}, today", what=self.what, day=self.day)
        return say("{what} due {day}, {days} left", what=self.what, day=self.day, days=_days(left))


def _days(count: int) -> str:
    return say_count("{n} day", "{n} days", count)


def local_day(instant: datetime, zone: tzinfo | None) -> date:
    """Return the day on which an instant lies at this desk; `zone` None is the machine's own."""
    return instant.astimezone(zone).date()


def end_of(day: date, zone: tzinfo | None) -> datetime:
    """Return the instant at which a day is over at this desk: on days of summer time it is no 24 hours long."""
    return instant_of(datetime.combine(day + timedelta(days=1), time()), zone)


def instant_of(local: datetime, zone: tzinfo | None) -> datetime:
    """Return the instant of a date and a time of day as a clock on the wall shows them."""
    return (local.replace(tzinfo=zone) if zone is not None else local).astimezone(UTC)


def within(begin: date, what: str, zone: tzinfo | None, days: int, warning: int) -> Deadline:
    """Return the deadline of so many days after a day."""
    return until(begin + timedelta(days=days), what, zone, warning)


def until(day: date, what: str, zone: tzinfo | None, warning: int) -> Deadline:
    """Return the deadline whose last day this is."""
    return Deadline(what, end_of(day, zone), day, warning)


def read_moment(text: str, now: datetime, zone: tzinfo | None) -> datetime | None:
    """Read "14:30", which is the next one to come, or "2026-11-22 14:30"; None for anything else."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    try:
        hour, minute = (int(each) for each in match[2].split(":"))
        clock = time(hour, minute)
        here = now.astimezone(zone)
        if match[1]:
            return instant_of(datetime.combine(date.fromisoformat(match[1]), clock), zone)
        day = here.date() + timedelta(days=0 if clock > here.time() else 1)
        return instant_of(datetime.combine(day, clock), zone)
    except (ValueError, OverflowError):
        return None


def after_hours(now: datetime, zone: tzinfo | None, terms: Terms) -> bool:
    """Tell whether nobody is expected in the office now: outside its hours, on Saturday and on Sunday (D186)."""
    here = now.astimezone(zone)
    opens, closes = terms.office
    return here.weekday() >= _SATURDAY or not opens <= here.time() < closes

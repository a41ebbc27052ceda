"""The clock: is the time one that can be, and is it kept right by the network?"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.clock import as_text
from app.health.finding import Finding, amiss, cannot, ok

MADE = datetime(2026, 11, 1, tzinfo=UTC)
"""No earlier time can be: this program was not there."""

LATEST = timedelta(days=20 * 366)
"""Nor one so much later: a clock of a computer whose battery is empty begins at either end."""

AHEAD = timedelta(minutes=1)
"""How far the journal's last event may be ahead of the clock: it was read a moment later."""

MOST_ERROR = 0.5  # seconds; a call's times are told in seconds


@dataclass(frozen=True, slots=True)
class ClockSeen:
    """`offset` is the zone's, in seconds east; `newest` the time of the journal's last event, None if there is none."""

    now: datetime
    zone: str
    offset: float
    newest: datetime | None


@dataclass(frozen=True, slots=True)
class SyncSeen:
    """What the system tells: None where it cannot be asked. `error` is the most it may be wrong by, in seconds."""

    synchronised: bool | None
    error: float = 0.0


def clock(seen: ClockSeen) -> Finding:
    """Say whether the time can be right."""
    hours = seen.offset / 3600
    told = f"{as_text(seen.now)}, zone {seen.zone} ({hours:+g} h)"
    facts = {"now": as_text(seen.now), "zone": seen.zone, "offset_hours": hours}
    if not MADE <= seen.now <= MADE + LATEST:
        return amiss("clock", f"{told}: expected a time from {MADE:%Y} to {(MADE + LATEST):%Y}", **facts)
    if seen.newest is not None and seen.newest > seen.now + AHEAD:
        words = f"{told}: the journal's last event is of {as_text(seen.newest)}; the clock was set back"
        return amiss("clock", words, **facts)
    return ok("clock", told, **facts)


def synchronised(seen: SyncSeen) -> Finding:
    """Say whether the network keeps the clock right."""
    item = "clock synchronised"
    if seen.synchronised is None:
        return cannot(item, "this system does not tell")
    if not seen.synchronised:
        return amiss(item, "no: nothing keeps the clock right; expected NTP (as by systemd-timesyncd or chrony)")
    if seen.error > MOST_ERROR:
        sentence = f"yes, but it may be wrong by {seen.error:.3f} s; expected at most {MOST_ERROR:g} s"
        return amiss(item, sentence, error_seconds=seen.error)
    return ok(item, f"yes, right to {seen.error:.3f} s", error_seconds=seen.error)

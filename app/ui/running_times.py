"""Running times in words; pure. The window counts them from the instants in the Screen and the time passed in."""

from datetime import datetime

from app.position.screen import CallerCard, CardState
from app.words import say

_MINUTE = 60
_HOUR = 3600


def span_text(seconds: float) -> str:
    """Write a span as 00:41, or 1:02:03 from an hour on; a clock set back gives 00:00, never a minus."""
    whole = max(0, int(seconds))
    minutes, rest = divmod(whole, _MINUTE)
    if whole < _HOUR:
        return f"{minutes:02d}:{rest:02d}"
    hours, minutes = divmod(minutes, _MINUTE)
    return f"{hours}:{minutes:02d}:{rest:02d}"


def on_line_text(card: CallerCard, now: datetime) -> str:
    """Say how long the call has lasted, did last, or has waited; "" where no call is on the card."""
    if card.arrived_at is None or card.state is CardState.NONE:
        return ""
    if card.ended_at is not None:
        return say("lasted {span}", span=span_text((card.ended_at - card.arrived_at).total_seconds()))
    span = span_text((now - card.arrived_at).total_seconds())
    live = card.state is CardState.LIVE
    return say("on line {span}", span=span) if live else say("came {span} ago", span=span)


def last_byte_text(last_byte_at: datetime | None, now: datetime) -> str:
    """Say how long ago the feed's last byte came."""
    if last_byte_at is None:
        return say("no byte yet")
    seconds = max(0, int((now - last_byte_at).total_seconds()))
    if seconds < _MINUTE:
        return say("last byte {seconds} s ago", seconds=seconds)
    return say("last byte {span} ago", span=span_text(seconds))


def clock_text(now: datetime) -> str:
    """Write the time of day of this desk."""
    return now.astimezone().time().isoformat("seconds")

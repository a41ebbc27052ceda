from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from app.position.screen import CardState, Screen
from app.ui.running_times import clock_text, last_byte_text, on_line_text, span_text

NOW = datetime(2026, 11, 22, 18, 31, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "00:00"), (41.9, "00:41"), (3599, "59:59"), (3600, "1:00:00"), (90_061, "25:01:01"), (-5, "00:00")],
)
def test_a_span_is_written_in_minutes_and_from_an_hour_on_in_hours(seconds: float, text: str) -> None:
    assert span_text(seconds) == text


def test_a_live_call_runs_and_an_ended_one_stands_still(gallery: Mapping[str, Screen]) -> None:
    card = gallery["caller"].caller
    assert on_line_text(card, NOW) == "on line 00:41"
    assert on_line_text(card, NOW + timedelta(seconds=20)) == "on line 01:01"
    ended = card._replace(ended_at=NOW)
    assert on_line_text(ended, NOW + timedelta(hours=1)) == "lasted 00:41"


def test_a_waiting_caller_looked_at_is_not_said_to_be_on_line(gallery: Mapping[str, Screen]) -> None:
    card = gallery["caller"].caller._replace(state=CardState.PAST)
    assert on_line_text(card, NOW) == "came 00:41 ago"


def test_without_a_call_there_is_no_running_time(gallery: Mapping[str, Screen]) -> None:
    assert on_line_text(gallery["no-call"].caller, NOW) == ""


def test_the_last_byte_is_told_in_seconds_then_minutes() -> None:
    assert last_byte_text(None, NOW) == "no byte yet"
    assert last_byte_text(NOW - timedelta(seconds=9), NOW) == "last byte 9 s ago"
    assert last_byte_text(NOW - timedelta(seconds=754), NOW) == "last byte 12:34 ago"
    assert last_byte_text(NOW + timedelta(seconds=3), NOW) == "last byte 0 s ago"


def test_the_clock_shows_this_desks_time_of_day() -> None:
    assert clock_text(NOW) == NOW.astimezone().strftime("%H:%M:%S")

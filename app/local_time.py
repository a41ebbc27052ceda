"""The computer's local time, in which every time of day is shown."""

import os
from datetime import UTC, datetime

from app.errors import AnswerpointError


def expect_local_time() -> None:
    """Raise AnswerpointError where the time zone is none: every time of day that is shown would fail."""
    try:
        datetime(2026, 1, 1, tzinfo=UTC).astimezone()
    except ValueError as error:
        got = os.environ.get("TZ", "")[:60]
        raise AnswerpointError(f"TZ: expected a time zone less than 24 hours from UTC, got {got!r}") from error

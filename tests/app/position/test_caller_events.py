"""What the position finds out about a caller can be made again from its record."""

import json
from datetime import UTC, datetime

import pytest

from app.position.caller_events import CallerAway, CallerJoined, CallerMatter, InformationTaken, ScreenTaken
from app.position.minutes import body_of, event_from, kind_of

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "event",
    [
        CallerJoined(AT, 7, 1, "number", 3.0),
        CallerAway(AT, 7, True, False, 3),
        ScreenTaken(AT, 7),
        InformationTaken(AT, 7, True),
    ],
)
def test_each_is_the_same_after_the_journal(event: CallerMatter) -> None:
    body = json.loads(json.dumps(body_of(event)))
    assert event_from(kind_of(event), AT, body, None) == event

"""What happens in a lesson can be made again from its record, and the position does nothing with it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from app.position.lesson_events import LessonStruck, LessonWent
from app.position.minutes import body_of, event_from, kind_of

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize("event", [LessonWent(AT, 2, "fire"), LessonStruck(AT, 2, "vanishx20")])
def test_each_is_the_same_after_the_journal_and_changes_nothing_on_the_screen(desk: Any, event: Any) -> None:
    body = json.loads(json.dumps(body_of(event)))
    assert event_from(kind_of(event), AT, body, None) == event
    before = desk.spill().screen
    decision = desk.tell(event)
    assert (decision.screen, decision.orders, decision.record.changes) == (before, (), ())

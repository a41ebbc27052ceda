"""What happens to a task is written down and made again as it was."""

from datetime import UTC, datetime

import pytest

from app.position.minutes import body_of, event_from, kind_of
from app.position.task_events import MatterTaskDone, MatterTaskLeft, TaskFound

AT = datetime(2026, 3, 1, 8, tzinfo=UTC)
SINCE = "2026-03-01T07:00:00.000000Z"


@pytest.mark.parametrize(
    "event",
    [
        MatterTaskLeft(AT, 7, "oshawa-fire", "Oshawa Fire", "busy", SINCE),
        MatterTaskDone(AT, 7, "oshawa-fire"),
        TaskFound(AT, 7, "oshawa-fire", "Oshawa Fire", "busy", SINCE, SINCE, "", "", {"a": "b"}),
    ],
)
def test_each_is_the_same_after_the_journal(event: MatterTaskLeft | MatterTaskDone | TaskFound) -> None:
    assert event_from(kind_of(event), AT, body_of(event), None) == event

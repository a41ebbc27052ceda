"""A task stands until the agency has the information, however often the call or the console ends meanwhile."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.clock import as_text
from app.journal.open_matters import events_of
from app.journal.records import Record
from app.journal.store import Journal
from app.position.decision import Tell
from app.position.events import PastCallFound
from app.position.minutes import body_of, kind_of
from app.position.task_events import MatterTaskDone, MatterTaskLeft, TaskFound
from app.position.tasks import KINDS, still_open

FIRE = "oshawa-fire"


def matters(desk: Any) -> list[MatterTaskLeft | MatterTaskDone]:
    events = [order.event for each in desk.decisions for order in each.orders if isinstance(order, Tell)]
    return [each for each in events if isinstance(each, MatterTaskLeft | MatterTaskDone)]


def told(desk: Any) -> list[tuple[str, int, str]]:
    return [(kind_of(each), each.call, each.agency) for each in matters(desk)]


def found(desk: Any, **values: Any) -> TaskFound:
    since, arrived = as_text(desk.now - timedelta(hours=1)), as_text(desk.now - timedelta(hours=2))
    usual = {"call": 7, "agency": FIRE, "short": "Oshawa Fire", "why": "busy", "since": since}
    of_call = {"arrived_at": arrived, "released_at": arrived, "how_ended": "released", "spill": None}
    return TaskFound(desk.now, **{**usual, **of_call, **values})


def test_a_task_is_journalled_when_it_is_left_and_when_the_agency_has_the_information(desk: Any) -> None:
    """D096: relay stays open as a task until the call-taker says that they have it."""
    desk.spill()
    desk.fail()
    assert told(desk) == [("matter_task_left", 1, FIRE)]
    desk.deliver()
    assert told(desk) == [("matter_task_left", 1, FIRE), ("matter_task_done", 1, FIRE)]
    assert desk.screen.tasks == ()


def test_voice_contact_closes_the_task_of_that_agency_alone(desk: Any) -> None:
    desk.spill()
    desk.fail("F9")
    desk.fail("F8")
    desk.bring_in()
    desk.press("F11")
    assert told(desk)[2:] == [("matter_task_done", 1, FIRE)]
    assert len(desk.screen.tasks) == 1


def test_a_second_failure_leaves_one_task(desk: Any) -> None:
    desk.spill()
    desk.fail()
    desk.fail()
    assert len(desk.screen.tasks) == 1
    assert [kind for kind, *_ in told(desk)] == ["matter_task_left"] * 2


def test_a_task_of_an_earlier_run_stands_with_what_is_known_of_its_call_and_can_be_closed(desk: Any) -> None:
    desk.tell(found(desk))
    assert desk.screen.tasks == ("07:00:00 Oshawa Fire (busy) does not have call 7 yet",)
    assert desk.decisions[-1].record.call == 7
    desk.deliver()
    assert desk.screen.tasks == ()
    assert told(desk) == [("matter_task_done", 7, FIRE)]


def test_the_call_a_console_goes_on_with_is_not_released_before_the_information_is_taken(desk: Any) -> None:
    """D094: what was not reached before the restart is not reached after it."""
    arrived = as_text(desk.now - timedelta(hours=2))
    desk.tell(PastCallFound(desk.now, 7, arrived, "", "", None, True))
    desk.tell(found(desk, released_at="", how_ended=""))
    desk.press("F12")
    assert "Oshawa Fire was not reached" in desk.face("F12").state


# --- which are still open ------------------------------------------------------------------------------------------

SINCE = datetime.fromisoformat("2026-03-01T06:00:00+00:00")


def left(call: int, agency: str = FIRE, since: str = "2026-03-01T07:00:00.000000Z") -> tuple[str, dict[str, Any]]:
    return KINDS[0], {"call": call, "agency": agency, "short": "x", "why": "busy", "since": since}


def done(call: int, agency: str = FIRE) -> tuple[str, dict[str, Any]]:
    return KINDS[1], {"call": call, "agency": agency}


def test_the_last_word_on_each_call_and_agency_counts() -> None:
    events = [left(1), left(2), done(1), left(1, "ajax-fire"), left(2)]
    assert [(each["call"], each["agency"]) for each in still_open(events, SINCE)] == [(1, "ajax-fire"), (2, FIRE)]


def test_what_was_left_too_long_ago_nobody_waits_for() -> None:
    assert still_open([left(1, since="2026-02-28T07:00:00.000000Z")], SINCE) == []


@pytest.mark.parametrize("body", [{}, {"call": 1}, {"call": 1, "agency": "x"}, {"call": 1, "agency": "x", "since": 3}])
def test_a_body_that_is_no_task_is_an_error(body: dict[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        still_open([(KINDS[0], body)], SINCE)


def test_what_the_position_tells_is_what_is_read(desk: Any, tmp_path: Path) -> None:
    desk.spill()
    desk.fail("F9")
    desk.fail("F8")
    desk.deliver()
    path = tmp_path / "journal.sqlite"
    journal = Journal.open(path)
    for each in matters(desk):
        journal.write([Record(each.at, kind_of(each), "", "", body_of(each), each.call)], lambda _written: None)
    assert journal.close() == ""
    tasks = still_open(((each.kind, each.body) for each in events_of(path, KINDS)), SINCE)
    assert [(each["call"], each["agency"], each["why"]) for each in tasks] == [(1, FIRE, "busy")]

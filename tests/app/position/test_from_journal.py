"""What is read from the journal comes back to its place."""

from dataclasses import replace
from typing import Any

import pytest

from app.ports import Release
from app.position.events import PastCallFound, ProcedureFound, StandingFound
from app.position.from_journal import NOT_READ
from app.position.task_events import TaskFound


def past(desk: Any, call: int, *, goes_on: bool) -> PastCallFound:
    ended = "" if goes_on else "2026-03-01T07:30:00.000000Z"
    how = "" if goes_on else "released"
    return PastCallFound(desk.now, call, "2026-03-01T07:20:00.000000Z", ended, how, None, goes_on)


def test_a_call_that_was_asked_for_is_looked_at(desk: Any) -> None:
    desk.tell(past(desk, 7, goes_on=False))
    assert desk.screen.caller.heading == "EARLIER CALL, looked at"


def test_a_call_that_was_open_takes_the_screen_and_the_next_one_waits(desk: Any) -> None:
    desk.tell(past(desk, 7, goes_on=True))
    desk.tell(past(desk, 8, goes_on=True))
    assert desk.screen.line == "one party on line: caller"
    assert desk.decisions[-2].record.call == 7


@pytest.mark.parametrize("live", [False, True])
def test_a_procedure_comes_back_and_stands_before_no_caller(desk: Any, live: bool) -> None:
    """D125: of an evacuation a restart goes on with, a caller who may still be on the line comes first."""
    if live:
        desk.tell(past(desk, 7, goes_on=True))
    values: dict[str, Any] = {
        "procedure": "evacuation",
        "step": "staff",
        "marks": (),
        "typed": {},
        "call": 0,
        "arrived_at": "",
        "released_at": "",
        "how_ended": "",
        "spill": None,
    }
    desk.tell(ProcedureFound(desk.now, **values))
    assert desk.step.startswith("2 of 6") is not live
    assert any("2 of 6" in each for each in desk.screen.tasks) is live


def test_what_stood_and_cannot_be_read_is_told(desk: Any) -> None:
    desk.tell(StandingFound(desk.now, [{"kind": "x"}]))
    assert NOT_READ in desk.screen.notices[0].text


def test_a_task_comes_back_with_the_call_that_is_known_of_it(desk: Any) -> None:
    """D096: which caller it is about is told, and where she was."""
    desk.tell(past(desk, 7, goes_on=True))
    arrived = "2026-03-01T07:20:00.000000Z"
    desk.tell(TaskFound(desk.now, 7, "oshawa-fire", "Oshawa Fire", "busy", arrived, arrived, "", "", None))
    assert desk.screen.tasks == ("07:20:00 Oshawa Fire (busy) does not have call 7 yet",)
    assert desk.screen.line == "one party on line: caller"


def test_d094_an_agency_that_has_the_information_is_not_said_to_be_unreached_after_a_restart(desk: Any) -> None:
    """D094, D096: it was relayed before the console stopped."""
    label = "Oshawa/Whitby/Scugog/Uxbridge Fire"
    leg = {"agency": label, "digits": "*23", "outcome": "busy", "rings": 0, "answered_at": None}
    times = {"dialled_at": "2026-03-01T07:21:00.000000Z", "contact_at": None}
    desk.tell(replace(past(desk, 7, goes_on=True), legs=[{**leg, **times}], told=("oshawa-fire",)))
    assert desk.step == "Oshawa Fire has the information. Anything new still goes there; F12 leaves."
    desk.press("F12")
    assert Release() in desk.orders


def test_one_who_waited_and_had_hung_up_is_marked_so_again(desk: Any, make_desk: Any) -> None:
    """The row of the run before says only that the call was open."""
    desk.spill()
    rows = tuple(row._replace(call=8, state="open when the console stopped") for row in desk.screen.today)
    again = make_desk(earlier=rows)
    again.tell(past(again, 7, goes_on=True))
    again.tell(replace(past(again, 8, goes_on=True), away="2026-03-01T07:25:00.000000Z"))
    assert [(row.call, row.state) for row in again.screen.waiting] == [(8, "HUNG UP")]

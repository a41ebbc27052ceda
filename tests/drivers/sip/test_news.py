"""What follows whenever the line has changed."""

import pytest

from app.ports import CallerHere, CallerRinging, LineLost, LineTold
from drivers.sip.messages import CallFound, Closed, Incoming, SwitchTold
from tests.drivers.sip.script import Script


@pytest.fixture
def line() -> Script:
    """A line that is up."""
    return Script().up()


def test_callers_of_a_line_that_was_lost_are_told_again_when_it_is_up(line: Script) -> None:
    """The position takes callers off the screen with their line."""
    line.tell(SwitchTold(False, "no answer"))
    assert line.one(LineLost)
    line.tell(Incoming("in:1", "9055550123", "x"))
    again = line.tell(SwitchTold(True, "it answers")).one(CallerRinging)
    assert (again.number, again.line) == ("9055550123", 1)
    assert line.tell(SwitchTold(True, "it answers")).kinds() == ["LineTold"]


def test_a_caller_who_was_answered_on_a_lost_line_is_told_again_as_one_who_is_on_it(line: Script) -> None:
    line.tell(SwitchTold(False, "no answer"))
    line.caller()
    assert line.tell(SwitchTold(True, "it answers")).one(CallerHere).line == 1


def test_a_found_agency_is_a_fault_until_it_is_gone(line: Script) -> None:
    line.tell(CallFound("in:1", "9055550123"), CallFound("out:9-1", "*21"))
    told = [event for event in line.events if isinstance(event, LineTold) and event.what == "agency"]
    assert [(event.text, event.fault) for event in told] == [
        ("an agency is still on the line from before this console was started", True)
    ]
    line.tell(Closed("out:9-1", "bye"))
    told = [event for event in line.events if isinstance(event, LineTold) and event.what == "agency"]
    assert [event.fault for event in told] == [False]


def test_a_found_agency_that_is_lost_with_the_process_is_no_fault_any_more(line: Script) -> None:
    line.tell(CallFound("in:1", ""), CallFound("out:9-1", "*21"))
    line.what = line.line.lost("it ended", line.now, line.at)
    assert [event.fault for event in line.events if isinstance(event, LineTold) and event.what == "agency"] == [False]

"""Hold and resume."""

import pytest

from app.ports import Conferenced, Dial, HeldOnLine, Hold, LineTold, NotDone, Recall, Release, Resume, Resumed
from drivers.sip.messages import Closed, Done, Established, HoldCall, Incoming, Mix
from tests.drivers.sip.script import Script


@pytest.fixture
def line() -> Script:
    """A line that is up."""
    return Script().up()


def test_the_caller_alone_is_held_on_the_wire(line: Script) -> None:
    assert line.caller().do(Hold()).one(HoldCall) == HoldCall(line.one(HoldCall).ask, "in:1", True)
    assert line.done().kinds() == ["HeldOnLine"]
    assert line.do(Resume()).one(HoldCall).on is False
    assert line.done().kinds() == ["Resumed"]


def test_holding_a_conference_parts_nobody(line: Script) -> None:
    line.caller().agency().do(Hold())
    assert line.kinds() == ["Mix", "HeldOnLine"]
    assert line.one(Mix) == Mix(("in:1", "out:1"), handset=False)
    assert line.do(Resume()).kinds() == ["Mix", "Resumed"]
    assert line.one(Mix).handset


@pytest.mark.parametrize("bridge", ["console", "switch"])
def test_a_hold_is_over_with_the_last_one_who_was_held(bridge: str) -> None:
    """Else ON HOLD stands on the next caller's screen, and the key takes back a line that nobody holds."""
    line = Script(bridge=bridge).up().caller().do(Hold()).done()
    assert line.one(HeldOnLine)
    assert line.tell(Closed("in:1", "bye")).kinds()[-1] == "Resumed"
    line.caller("in:2").do(Hold()).done()
    line.do(Release()).done()
    assert not [event for event in line.events if isinstance(event, Resumed)]


def test_an_empty_line_is_not_said_to_be_held(line: Script) -> None:
    """A caller who rings is not on it yet."""
    assert line.do(Hold()).one(NotDone).why == "not held: nobody is on the line"
    line.tell(Incoming("in:1", "9055550123", "x"))
    assert line.do(Hold()).kinds() == ["NotDone"]
    assert line.do(Resume()).one(Resumed)


def test_a_hold_that_fails_is_told(line: Script) -> None:
    line.caller().do(Hold()).done("no answer in time")
    assert line.one(LineTold).text == "not held: the caller on line 1: no answer in time"
    assert line.one(NotDone).why == line.one(LineTold).text


def test_one_of_two_who_cannot_be_taken_back_after_a_hold_that_failed_is_said_to_be_held_still() -> None:
    line = Script(bridge="switch").up().caller().agency().do(Hold())
    caller, agency = line.commands
    assert isinstance(caller, HoldCall)
    assert isinstance(agency, HoldCall)
    line.tell(Done(caller.ask), Done(agency.ask, "refused")).done("no answer in time")
    assert line.one(NotDone).why == "still on hold: the caller on line 1: no answer in time"


def test_who_hung_up_as_she_was_taken_back_is_not_said_to_be_held_still() -> None:
    line = Script(bridge="switch").up().caller().do(Recall(1)).done().do(Dial(1, "*21")).done()
    back = line.tell(Established("out:1")).one(HoldCall)
    line.tell(Closed("in:1", "bye"), Done(back.ask, "the call is over"))
    assert not [event for event in line.events if isinstance(event, NotDone | Conferenced)]


def test_who_could_not_be_taken_back_is_held_until_it_is_told_otherwise() -> None:
    """The screen said ON HOLD of a caller whom the answer of an agency had taken back."""
    line = Script(bridge="switch").up().caller().do(Hold()).done().do(Resume()).done("refused")
    assert line.one(NotDone).why == "still on hold: the caller on line 1: refused"
    line.do(Dial(1, "*21")).done().tell(Established("out:1"))
    assert "Resumed" in line.done().kinds()


@pytest.mark.parametrize("held", [["in:1"], ["in:1", "out:1"]])
def test_the_next_caller_is_heard_though_the_last_was_on_hold(line: Script, held: list[str]) -> None:
    line.caller()
    if len(held) > 1:
        line.agency().do(Hold())
    else:
        line.do(Hold()).done()
    line.tell(*(Closed(call, "bye") for call in held)).caller("in:2")
    assert line.one(Mix) == Mix(("in:2",))


def test_a_hold_of_nobody_is_not_the_next_callers() -> None:
    line = Script(bridge="switch").up().do(Hold()).caller().do(Recall(1)).done()
    line.do(Dial(1, "*22")).done().tell(Closed("out:1", "486 Busy Here"))
    assert line.one(HoldCall).on is False


def test_a_hold_that_failed_is_not_taken_for_one() -> None:
    line = Script(bridge="switch").up().caller().do(Hold()).done("488 Not Acceptable Here")
    line.do(Recall(1)).done().do(Dial(1, "*22")).done().tell(Closed("out:1", "486 Busy Here"))
    assert line.one(HoldCall).on is False, "the caller is taken back"


def test_where_one_of_two_is_not_held_neither_is() -> None:
    line = Script(bridge="switch").up().caller().agency().do(Hold())
    asks = [each.ask for each in line.commands if isinstance(each, HoldCall)]
    line.tell(Done(asks[0]), Done(asks[1], "no answer in time"))
    back = line.one(HoldCall)
    assert (back.call, back.on) == ("in:1", False)
    assert line.one(LineTold).text == "not held: the agency at *21: no answer in time"


def test_a_hold_is_taken_back_while_it_is_on_its_way(line: Script) -> None:
    hold = line.caller().do(Hold()).one(HoldCall)
    back = line.do(Resume()).one(HoldCall)
    assert (back.call, back.on) == ("in:1", False)
    assert line.tell(Done(hold.ask)).kinds() == ["HeldOnLine"]
    assert line.tell(Done(back.ask)).kinds() == ["Resumed"]
    line.agency(1)
    assert not [event for event in line.events if isinstance(event, Resumed)], "nobody is on hold any more"

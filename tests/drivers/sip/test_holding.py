"""Hold and resume."""

import pytest

from app.ports import HeldOnLine, Hold, LineTold, Resume, Resumed
from drivers.sip.messages import HoldCall, Mix
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


def test_holding_an_empty_line_is_done_at_once(line: Script) -> None:
    assert line.do(Hold()).one(HeldOnLine)
    assert line.do(Resume()).one(Resumed)


def test_a_hold_that_fails_is_told(line: Script) -> None:
    line.caller().do(Hold()).done("no answer in time")
    assert line.one(LineTold).text == "not held: the caller on line 1: no answer in time"

"""The text telephone on the line."""

import pytest

from app.ports import Hold, LineTold, NotDone, SendText, TtyHeard, TtyText
from drivers.sip.messages import Letters, LettersLeftOut, SendLetters, TtyTones
from tests.drivers.sip.script import Script


@pytest.fixture
def line() -> Script:
    """A line that is up."""
    return Script().up()


def test_text_goes_to_the_caller_in_pieces_that_fit(line: Script) -> None:
    line.caller().do(SendText("A" * 1000))
    assert [len(each.text) for each in line.commands if isinstance(each, SendLetters)] == [400, 400, 200]
    assert {each.call for each in line.commands if isinstance(each, SendLetters)} == {"in:1"}


def test_text_that_nobody_can_read_is_said_not_to_be_sent(line: Script) -> None:
    """D150: it was gone from the field where it was typed, and no letter of it was ever seen to leave."""
    assert line.do(SendText("GA")).what == [NotDone(line.at, "text not sent: no caller is on the line")]
    line.caller().do(Hold()).done()
    assert line.do(SendText("GA")).what == [NotDone(line.at, "text not sent: the caller is on hold")]


def test_letters_that_have_no_code_are_said_to_be_left_out(line: Script) -> None:
    line.caller().tell(LettersLeftOut("in:1", "@%"))
    assert line.one(LineTold).text == "these letters cannot be sent by TTY: @%"
    assert line.one(NotDone).why == "these letters cannot be sent by TTY: @%"


def test_a_tty_is_told(line: Script) -> None:
    line.caller().tell(TtyTones("in:1"), Letters("in:1", "TTY", "555", False))
    assert line.one(TtyHeard)
    assert (line.one(TtyText).text, line.one(TtyText).alternate, line.one(TtyText).sent) == ("TTY", "555", False)

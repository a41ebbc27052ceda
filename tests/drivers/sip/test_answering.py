"""Callers who ring here."""

import pytest

from app.ports import (
    Answer,
    AttemptEnded,
    CallerGone,
    CallerHere,
    CallerRinging,
    Dial,
    LineTold,
    NotDone,
    Outcome,
    Release,
)
from drivers.sip.messages import AnswerCall, CallFound, Closed, DialCall, Established, Incoming, Mix, Transfer
from tests.drivers.sip.script import Script


@pytest.fixture
def line() -> Script:
    """A line that is up."""
    return Script().up()


def test_a_caller_rings_is_answered_and_hangs_up(line: Script) -> None:
    ringing = line.tell(Incoming("in:1", "9055550123", "sip:9055550123@switch")).one(CallerRinging)
    assert (ringing.number, ringing.line, ringing.raw) == ("9055550123", 1, "sip:9055550123@switch")
    assert line.do(Answer(1)).one(AnswerCall).call == "in:1"
    assert line.done().what == []
    here = line.tell(Established("in:1", "sip:x")).one(CallerHere)
    assert (here.number, here.line) == ("9055550123", 1)
    assert line.one(Mix) == Mix(("in:1",))
    assert line.tell(Closed("in:1", "Connection reset by peer [104]")).one(CallerGone).line == 1
    assert line.one(Mix) == Mix(())


def test_a_caller_who_stops_ringing_is_gone(line: Script) -> None:
    line.tell(Incoming("in:1", "", "sip:x"))
    assert line.tell(Closed("in:1", "487")).one(CallerGone).line == 1


def test_lines_are_numbered_on_after_the_process_was_started_again(line: Script) -> None:
    line.tell(Incoming("in:1", "", "sip:x"))
    line.line.lost("gone", line.now, line.at)
    assert line.up().tell(Incoming("in:1", "", "sip:x")).one(CallerRinging).line == 2


def test_the_caller_who_rings_longest_is_answered_where_no_line_is_named(line: Script) -> None:
    line.tell(Incoming("in:1", "", "sip:x"), Incoming("in:2", "", "sip:y"))
    assert line.do(Answer(0)).one(AnswerCall).call == "in:1"


def test_one_caller_is_on_the_line_at_a_time(line: Script) -> None:
    line.caller().tell(Incoming("in:2", "", "sip:y"))
    told = line.do(Answer(2)).one(LineTold)
    assert told.text == "line 2 was not answered: the caller on line 1 must be released first"
    assert not line.commands


def test_a_caller_who_cannot_be_answered_is_told_and_rings_on(line: Script) -> None:
    line.tell(Incoming("in:1", "", "sip:x")).do(Answer(1)).done("answer failed: out of sound")
    assert line.one(LineTold).text == "line 1 could not be answered: answer failed: out of sound"
    assert line.one(NotDone).why == line.one(LineTold).text
    assert line.do(Answer(1)).one(AnswerCall)


@pytest.mark.parametrize("wanted", [2, 7, -1])
def test_a_line_on_which_nobody_rings_is_not_answered(line: Script, wanted: int) -> None:
    assert line.tell(Incoming("in:1", "", "sip:x")).do(Answer(wanted)).what == []


def test_callers_are_answered_by_themselves_only_when_nobody_is_on() -> None:
    line = Script(answer="auto").up()
    assert line.tell(Incoming("in:1", "", "sip:x")).one(AnswerCall).call == "in:1"
    line.done().tell(Established("in:1"))
    assert line.tell(Incoming("in:2", "", "sip:y")).kinds() == ["CallerRinging"]
    assert line.tell(Closed("in:1", "bye")).one(AnswerCall).call == "in:2"


def test_no_agency_is_called_for_one_caller_while_the_next_is_being_answered_by_itself() -> None:
    """She had not seen yet that the first hung up: the agency would have been joined with the second."""
    line = Script(answer="auto").up()
    line.tell(Incoming("in:1", "", "sip:x")).done().tell(Established("in:1"))
    line.tell(Incoming("in:2", "", "sip:y"), Closed("in:1", "bye"))
    ended = line.do(Dial(1, "*21")).one(AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.REFUSED, "the caller on line 2 is being answered")
    assert not line.commands


def test_calls_of_an_earlier_console_are_found_and_can_be_released(line: Script) -> None:
    here = line.tell(CallFound("in:7", "9055550123")).one(CallerHere)
    assert (here.number, here.line) == ("9055550123", 1)
    line.tell(CallFound("out:99-1", "*21"))
    told = next(event for event in line.events if isinstance(event, LineTold) and event.what == "last result")
    assert told.text == "the agency at *21 is still on the line since an earlier run of this console"
    assert line.one(Mix) == Mix(("in:7", "out:99-1"))
    assert line.do(Dial(1, "*22")).one(DialCall).call == "out:1"
    line.done().tell(Closed("out:1", "486 Busy Here"))
    transfer = line.do(Release()).one(Transfer)
    assert (transfer.call, transfer.to) == ("in:7", "out:99-1")


def test_an_agency_of_an_earlier_console_that_hangs_up_ends_no_attempt_of_ours(line: Script) -> None:
    line.tell(CallFound("out:99-1", "*21"), Closed("out:99-1", "bye"))
    assert line.one(AttemptEnded).attempt < 0
    assert line.do(Dial(1, "*21")).one(DialCall)

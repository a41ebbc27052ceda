"""The telephone of a lesson."""

import pytest

from app.errors import PhoneError
from app.ports import (
    AttemptEnded,
    CallerGone,
    CallerHere,
    Dial,
    LineUp,
    Outcome,
    PhoneEvent,
    Ringing,
    SendText,
    TtyHeard,
    TtyText,
)
from drivers.lesson_phone import LessonPhone
from tests.lesson_time import HandTimers


def opened(timers: HandTimers, *, tty: bool = False) -> tuple[LessonPhone, list[PhoneEvent]]:
    told: list[PhoneEvent] = []
    phone = LessonPhone("", timers.clock, timers, tty=tty)
    phone.open(told.append)
    return phone, told


def test_an_agency_rings_and_answers_on_the_lessons_clock_and_not_while_it_stands() -> None:
    timers = HandTimers()
    phone, told = opened(timers)
    assert (phone.name, type(told[0])) == ("virtual", LineUp)
    phone.do(Dial(1, "*23"))
    timers.go(1)
    timers.pause()
    timers.go(600)
    assert [type(each).__name__ for each in told] == ["LineUp", "Dialled", "Ringing"]
    timers.resume()
    timers.go(8)
    assert [type(each).__name__ for each in told][2:] == ["Ringing", "Ringing", "Answered"]


def test_lines_do_something_else_from_a_call_on() -> None:
    timers = HandTimers()
    phone, told = opened(timers)
    phone.use_lines("*23=busy")
    phone.use_lines("*21=no_answer")
    phone.do(Dial(1, "*23"))
    timers.go(3)
    assert isinstance(told[-1], AttemptEnded)
    assert told[-1].outcome is Outcome.BUSY
    with pytest.raises(PhoneError):
        phone.use_lines("*23=nonsense")


def test_the_caller_is_played() -> None:
    timers = HandTimers()
    phone, told = opened(timers, tty=True)
    phone.caller_here("9055550143")
    phone.tty_heard()
    phone.tty_types("HELP 911")
    phone.do(SendText("911 what is your emergency q ga"))
    phone.caller_gone()
    assert phone.caps.tty == "text"
    assert [type(each) for each in told[1:]] == [CallerHere, TtyHeard, TtyText, TtyText, CallerGone]
    typed, sent = (each for each in told if isinstance(each, TtyText))
    assert (typed.text, typed.sent, len(typed.alternate)) == ("HELP 911", False, 8)
    assert (sent.text, sent.sent) == ("911 WHAT IS YOUR EMERGENCY Q GA", True)


def test_without_a_tty_in_the_lesson_nothing_is_written() -> None:
    phone, told = opened(HandTimers())
    phone.do(SendText("hello"))
    assert (phone.caps.tty, len(told)) == ("none", 1)


def test_a_line_that_is_taken_away_comes_back() -> None:
    timers = HandTimers()
    phone, told = opened(timers)
    phone.do(Dial(1, "*23"))
    timers.go(2)
    phone.lose_line(20)
    timers.go(19)
    assert type(told[-1]).__name__ == "LineLost"
    timers.go(1.1)
    assert type(told[-1]).__name__ == "LineUp"
    assert sum(isinstance(each, Ringing) for each in told) == 1


def test_after_closing_it_is_silent() -> None:
    timers = HandTimers()
    phone, told = opened(timers)
    phone.do(Dial(1, "*23"))
    phone.close()
    phone.close()
    phone.caller_gone()
    phone.do(Dial(2, "*21"))
    timers.go(60)
    assert len(told) == 1

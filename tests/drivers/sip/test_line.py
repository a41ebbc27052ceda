"""The line of a SIP telephone, as scripts of orders and facts."""

import pytest

from app.ports import (
    Abort,
    Answer,
    Answered,
    AttemptEnded,
    CallerGone,
    Conferenced,
    Dial,
    Dialled,
    DialTone,
    DropAgency,
    HangUp,
    Heard,
    Hold,
    LineLost,
    LineTold,
    Mute,
    Muted,
    NotDone,
    Outcome,
    Progress,
    Recall,
    Release,
    Released,
    Resume,
    Ringing,
)
from drivers.sip.messages import (
    AnswerCall,
    BusyTone,
    Closed,
    DialCall,
    Done,
    EndCall,
    Established,
    FarEndRings,
    FarEndWorks,
    Fault,
    HoldCall,
    Incoming,
    Mix,
    RingTone,
    Transfer,
    TransferEnded,
)
from tests.drivers.sip.script import Script


@pytest.fixture
def line() -> Script:
    """A line that is up."""
    return Script().up()


# --- agencies ---------------------------------------------------------------------------------------------------------


def test_an_agency_is_dialled_rings_and_answers(line: Script) -> None:
    line.caller().do(Dial(7, "*21"))
    assert line.one(DialCall).call == "out:7"
    assert line.one(DialCall).digits == "*21"
    assert line.one(Mix) == Mix(("in:1",), heard=("out:7",))
    assert line.done().one(Dialled).digits == "*21"
    ringing = line.tell(FarEndRings("out:7", "180")).one(Ringing)
    assert (ringing.n, ringing.source) == (1, "clock")
    assert line.tell(Established("out:7", "200")).kinds() == ["Answered", "Mix", "Conferenced"]
    assert line.one(Answered).certainty == "signalled"
    assert line.one(Mix) == Mix(("in:1", "out:7"))
    assert line.one(Conferenced).attempt == 7


@pytest.mark.parametrize("quick", [FarEndRings("out:1"), FarEndWorks("out:1"), Established("out:1")])
def test_a_far_end_quicker_than_the_librarys_word_is_dialled_first(line: Script, quick: FarEndRings) -> None:
    asked = line.do(Dial(1, "*21")).one(DialCall).ask
    line.tell(quick)
    assert isinstance(line.events[0], Dialled)
    assert line.tell(Done(asked)).what == []


def test_rings_are_counted_by_clock_where_none_is_heard(line: Script) -> None:
    """D096, D132: how often it may ring is not the line's to know: a caller who is rung back has no limit."""
    line.do(Dial(1, "*21")).done()
    line.tell(FarEndRings("out:1"))
    line.wait(5.9)
    assert line.what == []
    line.wait(36.1)
    assert [(event.n, event.source) for event in line.events if isinstance(event, Ringing)] == [
        (n, "clock") for n in range(2, 9)
    ]


def test_a_repeated_180_does_not_begin_to_count_anew(line: Script) -> None:
    line.do(Dial(1, "*21")).done().tell(FarEndRings("out:1"))
    assert line.tell(FarEndRings("out:1")).what == []


def test_the_ear_takes_over_from_the_clock(line: Script) -> None:
    line.do(Dial(1, "*21")).done()
    line.tell(FarEndRings("out:1"), RingTone("out:1", 1))
    assert [event.source for event in line.events if isinstance(event, Ringing)] == ["clock"]
    assert line.wait(60).what == []
    assert line.tell(RingTone("out:1", 2)).one(Ringing).source == "audio"
    assert line.tell(RingTone("out:1", 2)).what == []
    assert line.tell(RingTone("out:1", 7)).one(Ringing).n == 7


def test_progress_without_a_ring_is_told(line: Script) -> None:
    assert line.do(Dial(1, "*21")).done().tell(FarEndWorks("out:1", "183")).one(Progress).raw == "183"


@pytest.mark.parametrize(("fast", "outcome"), [(False, Outcome.BUSY), (True, Outcome.CIRCUITS_BUSY)])
def test_a_busy_tone_that_is_heard_ends_the_attempt(line: Script, fast: bool, outcome: Outcome) -> None:
    line.do(Dial(1, "*21")).done()
    line.tell(FarEndWorks("out:1"), BusyTone("out:1", fast))
    assert line.one(AttemptEnded).outcome is outcome
    assert line.one(EndCall).call == "out:1"
    assert line.tell(Closed("out:1", "487")).what == []


@pytest.mark.parametrize("goes_on", [FarEndRings("out:1"), FarEndWorks("out:1"), Established("out:1")])
def test_an_agency_that_rings_or_answers_after_its_attempt_was_called_over_is_ended(
    line: Script, goes_on: Established
) -> None:
    """D083: nobody would be there for it, and it would stay on the line until it hung up itself."""
    line.do(Dial(1, "*21")).done()
    line.do(Abort(1))
    assert line.wait(2).one(AttemptEnded).cause == "the switch did not confirm it"
    assert line.tell(goes_on).kinds() == ["EndCall"]
    assert line.one(EndCall).call == "out:1"
    assert line.tell(Closed("out:1", "")).what == []


def test_a_refusal_ends_the_attempt_with_the_words_of_the_switch(line: Script) -> None:
    ended = line.do(Dial(1, "*22")).done().tell(Closed("out:1", "486 Busy Here")).one(AttemptEnded)
    assert (ended.outcome, ended.code, ended.cause, ended.raw) == (Outcome.BUSY, "486", "Busy Here", "486 Busy Here")
    assert line.one(LineTold).text == "*22: 486 Busy Here"


def test_a_call_that_the_library_refuses_ends_the_attempt(line: Script) -> None:
    ended = line.do(Dial(1, "*22")).done("dial failed: Network is unreachable").one(AttemptEnded)
    assert ended.outcome is Outcome.NO_RESPONSE


def test_an_end_before_the_librarys_word_is_told_once(line: Script) -> None:
    asked = line.do(Dial(1, "*22")).one(DialCall).ask
    line.tell(Closed("out:1", "Connection refused [111]"))
    assert line.one(AttemptEnded).outcome is Outcome.NO_RESPONSE
    assert line.tell(Done(asked)).what == []


def test_an_attempt_that_is_given_up_is_aborted_when_the_switch_says_so(line: Script) -> None:
    line.do(Dial(1, "*24")).done().tell(FarEndRings("out:1"))
    assert line.do(Abort(1)).one(EndCall).call == "out:1"
    line.done()
    assert line.do(Abort(1)).what == []
    assert line.tell(FarEndRings("out:1")).what == []
    assert line.tell(Closed("out:1", "Rejected by user")).one(AttemptEnded).outcome is Outcome.ABORTED
    assert line.wait(60).what == []


def test_an_attempt_whose_end_is_not_confirmed_is_over_after_two_seconds(line: Script) -> None:
    line.do(Dial(1, "*24")).done().do(Abort(1)).done()
    assert line.wait(1.9).what == []
    ended = line.wait(0.2).one(AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.ABORTED, "the switch did not confirm it")
    assert line.tell(Closed("out:1", "late")).what == []


def test_an_agency_that_answers_as_it_is_given_up_is_hung_up(line: Script) -> None:
    line.do(Dial(1, "*24")).done().do(Abort(1)).done()
    assert line.tell(Established("out:1")).kinds() == ["EndCall"]


def test_an_agency_that_answered_is_dropped_and_the_caller_stays(line: Script) -> None:
    line.caller().agency().do(DropAgency(1))
    assert line.one(EndCall).call == "out:1"
    assert line.one(Mix) == Mix(("in:1",))
    assert line.done().tell(Closed("out:1", "bye")).one(AttemptEnded).outcome is Outcome.ABORTED


def test_an_agency_that_hangs_up_was_answered(line: Script) -> None:
    ended = line.caller().agency().tell(Closed("out:1", "Connection reset by peer")).one(AttemptEnded)
    assert (ended.outcome, ended.cause) == (Outcome.ANSWERED, "the agency hung up")
    assert line.one(Mix) == Mix(("in:1",))


def test_a_caller_who_hangs_up_leaves_the_agency_with_the_call_taker(line: Script) -> None:
    line.caller().agency().tell(Closed("in:1", "bye"))
    assert line.kinds() == ["CallerGone", "Mix"]
    assert line.one(Mix) == Mix(("out:1",))


@pytest.mark.parametrize("digits", ["", "12a", "*22;x", "1" * 33, "٣"])
def test_what_is_no_number_is_not_dialled(line: Script, digits: str) -> None:
    assert line.do(Dial(1, digits)).one(AttemptEnded).outcome is Outcome.BAD_CODE
    assert not line.commands


def test_a_second_attempt_waits_for_the_first(line: Script) -> None:
    line.do(Dial(1, "*24")).done()
    for order in (Dial(2, "*21"), Recall(3, "*21")):
        ended = line.do(order).one(AttemptEnded)
        assert (ended.outcome, ended.cause) == (Outcome.REFUSED, "another agency is being called on this line")
    assert line.do(Abort(1)).done().tell(Closed("out:1", "487")).do(Dial(4, "*21")).one(DialCall)


def test_an_attempt_is_dialled_once(line: Script) -> None:
    line.do(Dial(1, "*24")).done()
    assert line.do(Dial(1, "*24")).what == []
    line.tell(Closed("out:1", "486 Busy"))
    assert line.do(Dial(1, "*24")).what == []
    assert line.do(Recall(1, "*24")).what == []


# --- dial tone, where there is such a thing ---------------------------------------------------------------------------


def test_there_is_no_dial_tone_to_wait_for(line: Script) -> None:
    assert line.do(Recall(1)).one(DialTone).seen is False
    assert line.do(Recall(1)).what == []
    assert line.do(Abort(1)).one(AttemptEnded).outcome is Outcome.ABORTED


def test_where_the_switch_joins_the_caller_is_held_first_and_taken_back_on_the_answer() -> None:
    line = Script(bridge="switch").up().caller()
    assert line.do(Recall(1)).one(HoldCall).on is True
    assert line.done().one(DialTone).seen is False
    line.do(Dial(1, "*21")).done()
    assert line.tell(Established("out:1")).kinds() == ["Answered", "HoldCall"]
    assert line.done().kinds() == ["Mix", "Conferenced"]
    assert line.one(Mix).apart


@pytest.mark.parametrize("ends", [Abort(1), Closed("out:1", "486 Busy Here")])
def test_where_the_switch_joins_a_failure_gives_the_caller_back(ends: Abort | Closed) -> None:
    line = Script(bridge="switch").up().caller().do(Recall(1)).done()
    if isinstance(ends, Abort):
        line.do(ends)
    else:
        line.do(Dial(1, "*22")).done().tell(ends)
    assert line.one(AttemptEnded)
    assert line.one(HoldCall).on is False


def test_a_caller_who_cannot_be_held_is_no_dial_tone() -> None:
    line = Script(bridge="switch").up().caller().do(Recall(1)).done("no answer in time")
    ended = line.one(AttemptEnded)
    assert (ended.outcome, ended.cause) == (
        Outcome.NO_DIAL_TONE,
        "the caller cannot be held: the caller on line 1: no answer in time",
    )


def test_a_caller_who_cannot_be_taken_back_is_not_called_conferenced() -> None:
    line = Script(bridge="switch").up().caller().do(Recall(1)).done().do(Dial(1, "*21")).done()
    line.tell(Established("out:1")).done("no answer in time")
    assert line.one(NotDone).why.startswith("the caller is still on hold")
    assert not [event for event in line.events if isinstance(event, Conferenced)]


def test_a_caller_who_cannot_be_taken_back_after_a_failed_call_is_said_to_be_held_still() -> None:
    """She speaks to a caller who hears music, and nothing on the screen says why nobody answers."""
    line = Script(bridge="switch").up().caller().do(Recall(1)).done().do(Dial(1, "*22")).done()
    line.tell(Closed("out:1", "486 Busy Here")).done("no answer in time")
    assert line.one(NotDone).why == "the caller is still on hold: the caller on line 1: no answer in time"


def test_a_caller_whom_the_call_taker_held_is_back_when_the_agency_answers(line: Script) -> None:
    line.caller().do(Hold()).done()
    line.do(Dial(1, "*21")).done().tell(Established("out:1"))
    assert line.one(HoldCall).on is False
    assert line.done().kinds() == ["Mix", "Resumed", "Conferenced"]
    assert line.tell(Closed("out:1", "bye")).kinds() == ["AttemptEnded", "Mix"]


# --- mute, text -------------------------------------------------------------------------------------------------------


def test_mute_leaves_the_microphone_out_of_every_mix(line: Script) -> None:
    line.do(Mute(on=True))
    assert line.one(Muted).on
    line.caller()
    assert line.one(Mix).mute
    line.do(Mute(on=False))
    assert not line.one(Mix).mute
    assert not line.one(Muted).on


def test_orders_that_make_no_sense_now_are_ignored(line: Script) -> None:
    for order in (Abort(9), DropAgency(9), Answer(3), Heard("ringing")):
        assert line.do(order).what == []


# --- the process ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [Hold(), Resume(), Answer(1)])
def test_without_a_process_there_is_nobody_to_order(order: Hold) -> None:
    assert Script().do(order).what == []


def test_without_a_process_an_attempt_ends_at_once() -> None:
    assert Script().do(Dial(1, "*21")).one(AttemptEnded).outcome is Outcome.LINE_LOST


def test_a_command_without_an_answer_ends_the_process(line: Script) -> None:
    line.do(Dial(1, "*21"))
    assert line.wait(7.9).what == []
    assert line.wait(0.2).stuck == ["the SIP library did not answer in time: dial *21"]


def test_a_fault_of_the_process_is_its_end(line: Script) -> None:
    assert line.tell(Fault("the SIP library's own thread ended")).stuck == ["the SIP library's own thread ended"]


def test_when_the_process_is_lost_every_call_is(line: Script) -> None:
    line.caller().agency().do(Dial(2, "*22"))
    line.what = line.line.lost("it ended", line.now, line.at)
    assert [type(event) for event in line.events] == [AttemptEnded, AttemptEnded, LineTold, LineLost, CallerGone]
    assert {event.outcome for event in line.events if isinstance(event, AttemptEnded)} == {Outcome.LINE_LOST}
    assert line.wait(100).what == []
    assert line.up().do(Dial(1, "*21")).what == [], "an attempt that is over stays over"


def test_facts_of_calls_that_are_over_change_nothing(line: Script) -> None:
    for fact in (Established("in:9"), Closed("out:9", "x"), Closed("in:9", "x"), RingTone("out:9", 1), Done(99)):
        assert line.tell(fact).what == []


# --- what one call leaves to the next ---------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", [Release(), HangUp(), Closed("in:1", "bye")])
def test_a_recall_ends_with_its_call_and_hinders_no_later_one(ends: Release | HangUp | Closed) -> None:
    line = Script(bridge="switch").up().caller().do(Recall(1)).done()
    if isinstance(ends, Closed):
        line.tell(ends)
        assert line.one(AttemptEnded).cause == "the caller hung up"
    else:
        line.do(ends)
        assert line.one(AttemptEnded).cause == "the call was left"
        line.done()
    line.caller("in:2")
    assert line.do(Recall(2)).one(HoldCall)
    line.done()
    assert line.do(Dial(2, "*21")).one(DialCall)


def test_a_recall_that_holds_nothing_hinders_nobody(line: Script) -> None:
    line.caller().do(Recall(1))
    assert line.do(Dial(2, "*21")).one(DialCall)


def test_a_caller_whose_hold_comes_after_the_attempt_was_given_up_is_taken_back() -> None:
    line = Script(bridge="switch").up().caller()
    hold = line.do(Recall(1)).one(HoldCall)
    line.do(Abort(1))
    assert line.one(AttemptEnded).outcome is Outcome.ABORTED
    assert line.tell(Done(hold.ask)).one(HoldCall).on is False


@pytest.mark.parametrize("order", [Release(), HangUp()])
def test_the_next_caller_is_answered_by_itself_after_a_release(order: Release | HangUp) -> None:
    line = Script(answer="auto").up()
    line.tell(Incoming("in:1", "", "x")).done()
    line.tell(Established("in:1")).tell(Incoming("in:2", "", "x"))
    assert not line.commands
    line.do(order).done()
    assert line.one(Released)
    assert line.one(AnswerCall).call == "in:2"


def test_the_next_caller_is_answered_by_itself_after_a_transfer() -> None:
    line = Script(answer="auto").up()
    line.tell(Incoming("in:1", "", "x")).done()
    line.tell(Established("in:1"), Incoming("in:2", "", "x"))
    line.agency()
    transfer = line.do(Release()).one(Transfer)
    line.tell(TransferEnded(transfer.ask, True, True))
    assert line.kinds() == ["Mix", "Released", "AnswerCall"]

"""Leaving the line: scripts of facts and orders, and real telephones that stay together, or refuse to."""

from pathlib import Path

import pytest

from app.ports import (
    Abort,
    Answer,
    AttemptEnded,
    AudioLost,
    CallerGone,
    CallerHere,
    Dial,
    DropAgency,
    HangUp,
    Hold,
    LineLost,
    Outcome,
    Release,
    Released,
    ReleaseRefused,
    Resume,
)
from drivers.sip.messages import (
    AnswerCall,
    CallFound,
    Closed,
    Done,
    EndCall,
    Established,
    Finish,
    HoldCall,
    Incoming,
    Linger,
    Transfer,
    TransferEnded,
)
from drivers.sip.process import lingering
from tests.drivers.sip.conftest import OpenDesk
from tests.drivers.sip.desk import Desk
from tests.drivers.sip.script import Script
from tests.partners.baresip import Baresip
from tests.partners.fixtures import Partners
from tests.partners.program import LOCALHOST, until
from tests.partners.replaces_end import ReplacesEnd
from tests.partners.tone import length_of, tone_in

CALLER_HZ, AGENCY_HZ, VOICE_HZ = 440, 1000, 1600


@pytest.fixture
def both() -> Script:
    """A caller and an agency are on."""
    return Script().up().caller().agency()


def refused(script: Script, why: str) -> TransferEnded:
    return TransferEnded(script.one(Transfer).ask, ok=False, sure=True, why=why)


# --- scripts ----------------------------------------------------------------------------------------------------------


def test_release_with_nobody_on_is_at_once() -> None:
    assert Script().up().do(Release()).kinds() == ["Released"]


def test_release_with_the_caller_alone_ends_that_call() -> None:
    script = Script().up().caller().do(Release())
    assert script.one(EndCall).call == "in:1"
    assert script.done().kinds() == ["Mix", "Released"]
    assert script.tell(Closed("in:1", "Rejected by user")).what == []


def test_release_with_an_agency_on_asks_the_callers_far_end_first(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    assert (transfer.call, transfer.to, transfer.limit) == ("in:1", "out:1", 10.0)
    assert not any(isinstance(each, EndCall) for each in both.what)


def test_a_transfer_that_was_done_is_a_release_and_nobody_is_hung_up(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    both.tell(Closed("in:1", "Call transfered"), TransferEnded(transfer.ask, True, True))
    assert both.kinds() == ["Mix", "Released"]
    assert both.tell(Closed("out:1", "Connection reset by peer")).what == []
    assert both.wait(60).what == []


def test_a_call_left_over_after_a_transfer_is_ended_five_seconds_later(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    both.tell(Closed("in:1", "Call transfered"), TransferEnded(transfer.ask, True, True))
    assert both.wait(4.9).what == []
    assert both.wait(0.2).one(EndCall).call == "out:1"


def test_where_the_caller_refuses_the_agency_is_asked(both: Script) -> None:
    both.do(Release())
    both.tell(refused(both, "405 Method Not Allowed"))
    assert (both.one(Transfer).call, both.one(Transfer).to) == ("out:1", "in:1")


def test_where_both_refuse_both_are_taken_back_and_it_is_said(both: Script) -> None:
    both.do(Release())
    both.tell(refused(both, "no from the caller"))
    both.tell(refused(both, "no from the agency"))
    assert [(each.call, each.on) for each in both.commands if isinstance(each, HoldCall)] == [
        ("in:1", False),
        ("out:1", False),
    ]
    assert both.done().one(ReleaseRefused).why == "no from the caller; no from the agency"
    assert not both.wait(60).what


def test_a_transfer_without_an_outcome_is_never_followed_by_a_bye(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    both.tell(TransferEnded(transfer.ask, ok=False, sure=False, why="no transfer outcome within 10 s"))
    assert both.kinds() == ["HoldCall", "HoldCall"]
    both.done()
    assert both.one(ReleaseRefused).why == "no transfer outcome within 10 s"
    assert not any(isinstance(each, EndCall) for each in both.wait(60).what)


def test_one_that_cannot_be_taken_back_is_told(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    both.tell(TransferEnded(transfer.ask, ok=False, sure=False, why="no outcome"))
    holds = [each for each in both.commands if isinstance(each, HoldCall)]
    both.tell(Done(holds[0].ask), Done(holds[1].ask, "no answer in time"))
    assert both.one(ReleaseRefused).why == "no outcome; still on hold: the agency at *21: no answer in time"


def test_both_leaving_during_a_transfer_are_together(both: Script) -> None:
    """A far end may end our call before it says that the transfer is done."""
    transfer = both.do(Release()).one(Transfer)
    both.tell(Closed("out:1", "reset by peer"), Closed("in:1", "reset by peer"))
    assert both.what == []
    assert both.tell(TransferEnded(transfer.ask, False, False, "call closed")).kinds() == ["Mix", "Released"]


def test_the_second_of_two_ends_may_come_a_moment_later(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    both.tell(Closed("in:1", "reset by peer"), TransferEnded(transfer.ask, False, False, "call closed"))
    assert both.what == []
    both.wait(1.0).tell(Closed("out:1", "reset by peer"))
    assert both.wait(1.1).one(Released).raw == "both left while the transfer was under way"


def test_a_caller_who_hangs_up_during_a_transfer_leaves_the_agency_with_us(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    both.tell(Closed("in:1", "reset by peer"), TransferEnded(transfer.ask, False, False, "call closed"))
    both.wait(2.0)
    assert both.one(CallerGone).line == 1
    assert both.one(HoldCall).call == "out:1"
    assert both.done().one(ReleaseRefused)


def test_an_agency_that_hangs_up_during_a_transfer_leaves_the_caller_with_us(both: Script) -> None:
    both.do(Release())
    asked = refused(both, "refused")
    both.tell(Closed("out:1", "reset by peer"), asked)
    assert both.one(AttemptEnded).outcome is Outcome.ANSWERED
    assert both.one(HoldCall).call == "in:1"
    assert both.done().one(ReleaseRefused)


def test_the_silence_of_a_transfer_is_no_lost_voice(both: Script) -> None:
    both.do(Release())
    both.wait(8).alive(in_1=8000, out_1=8000)
    assert not [event for event in both.events if isinstance(event, AudioLost)]


def test_nobody_is_taken_back_by_hand_while_a_transfer_is_under_way(both: Script) -> None:
    both.do(Release())
    for order in (Resume(), Hold(), Release()):
        assert both.do(order).what == []


def test_release_while_an_agency_rings_would_leave_the_caller_alone_and_is_refused() -> None:
    script = Script().up().caller().do(Dial(1, "*21")).done().do(Release())
    assert script.one(ReleaseRefused).why.startswith("an agency is still being called")
    assert not script.commands


def test_two_agencies_cannot_both_be_kept_with_the_caller(both: Script) -> None:
    both.agency(2, "*22").do(Release())
    assert both.one(ReleaseRefused).why.startswith("two agencies are on")
    assert not both.commands


def test_an_agency_that_is_silent_does_not_keep_the_caller_from_one_that_is_heard(both: Script) -> None:
    """Its telephone died without a word: with it on, no release was ever possible again."""
    both.agency(2, "*22").wait(4).alive(in_1=10, out_1=4000, out_2=10)
    transfer = both.do(Release()).one(Transfer)
    assert (transfer.call, transfer.to) == ("in:1", "out:2")
    both.tell(Closed("in:1", "x"), Closed("out:2", "x"), TransferEnded(transfer.ask, True, True, "transferred"))
    assert both.one(Released).raw == "transferred to the agency at *22; hung up: the agency at *21"
    assert both.one(EndCall).call == "out:1"


def test_two_agencies_of_whom_none_is_heard_are_not_chosen_from(both: Script) -> None:
    both.agency(2, "*22").wait(4).alive(in_1=10, out_1=4000, out_2=4000)
    assert both.do(Release()).one(ReleaseRefused).why.startswith("two agencies are on")


def test_who_is_silent_is_named_where_a_release_fails_and_nothing_is_said_twice(both: Script) -> None:
    both.wait(4).alive(in_1=10, out_1=4000)
    both.do(Release())
    both.tell(refused(both, "the far end did not answer in time"))
    both.tell(refused(both, "the far end did not answer in time")).done()
    words = "the far end did not answer in time; no sound comes from the agency at *21"
    assert both.one(ReleaseRefused).why == words


def test_where_the_switch_joins_release_ends_our_calls() -> None:
    script = Script(bridge="switch").up().caller().agency()
    script.do(Release())
    assert {each.call for each in script.commands if isinstance(each, EndCall)} == {"in:1", "out:1"}
    assert script.done().kinds() == ["Mix", "Released"]


def test_hanging_up_ends_all_but_those_who_ring_here(both: Script) -> None:
    both.tell(Incoming("in:2", "", "sip:y"))
    both.do(Dial(2, "*22")).done().do(HangUp())
    assert {each.call for each in both.commands if isinstance(each, EndCall)} == {"in:1", "out:1", "out:2"}
    assert [(end.attempt, end.outcome) for end in both.events if isinstance(end, AttemptEnded)] == [
        (2, Outcome.ABORTED)
    ]
    assert both.done().one(Released).raw == "hung up for everyone"
    assert both.tell(Closed("out:2", "487 Request Terminated")).what == []


def test_a_transfer_that_the_process_does_not_answer_ends_the_process_and_says_what_is_not_known(both: Script) -> None:
    both.do(Release()).wait(60)
    assert both.stuck == ["the SIP library did not answer in time: transfer the caller on line 1"]
    both.what = both.line.lost(both.stuck[0], both.now, both.at)
    assert "may be together all the same" in both.one(ReleaseRefused).why
    assert not both.one(ReleaseRefused).sure
    assert both.one(LineLost)
    assert not both.commands


def test_without_a_process_nothing_can_be_released() -> None:
    for order in (Release(), HangUp()):
        assert Script().do(order).one(ReleaseRefused).why.startswith("the line is lost")


@pytest.mark.parametrize("order", [Release(), HangUp()])
def test_a_caller_who_is_just_being_answered_is_not_cut_off(order: Release | HangUp) -> None:
    script = Script(answer="auto").up()
    script.tell(Incoming("in:1", "", "x")).done()
    script.tell(Established("in:1"), Incoming("in:2", "", "x"), Closed("in:1", "bye"))
    assert script.one(AnswerCall).call == "in:2"
    assert script.do(order).kinds() == ["Released"]
    assert script.tell(Established("in:2")).one(CallerHere)


def test_a_release_that_was_on_its_way_when_the_agency_hung_up_does_not_cut_the_caller_off(both: Script) -> None:
    both.tell(Closed("out:1", "bye"))
    assert both.do(Release()).one(ReleaseRefused).why.startswith("the agency has just hung up")
    assert not both.commands
    both.wait(2.0).do(Release())
    assert both.one(EndCall).call == "in:1"


def test_an_agency_that_was_dropped_here_hinders_no_release(both: Script) -> None:
    both.do(DropAgency(1)).done().tell(Closed("out:1", "bye"))
    assert both.do(Release()).one(EndCall).call == "in:1"


def test_a_call_that_could_not_be_ended_is_not_called_released() -> None:
    script = Script().up().caller().do(Release()).done("the library did not take it")
    assert script.one(ReleaseRefused).why == "the caller on line 1 is still on the line: the library did not take it"
    assert script.tell(Closed("in:1", "bye")).one(CallerGone)


def test_an_end_that_comes_before_its_answer_is_told_once() -> None:
    script = Script().up().caller()
    end = script.do(Release()).one(EndCall)
    assert script.tell(Closed("in:1", "bye")).one(Released)
    assert script.tell(Done(end.ask)).what == []


def test_an_agency_is_not_dropped_out_of_a_transfer(both: Script) -> None:
    both.do(Release())
    assert both.do(DropAgency(1)).what == []
    assert both.do(Abort(1)).what == []


def test_both_far_ends_are_asked_within_one_limit(both: Script) -> None:
    begun = both.now
    first = both.do(Release()).one(Transfer)
    assert both.wait(6.0).what == []
    second = both.tell(TransferEnded(first.ask, False, True, "no")).one(Transfer)
    assert second.limit == pytest.approx(4.0)
    both.wait(4.0).tell(TransferEnded(second.ask, False, False, "no outcome"))
    assert both.kinds() == ["HoldCall", "HoldCall"]
    both.wait(3.0)
    assert both.one(ReleaseRefused).why == "no; no outcome; still on hold: no answer yet"
    assert both.now - begun == pytest.approx(13.0)


def test_the_other_far_end_is_not_asked_when_the_limit_is_over(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    both.wait(9.5).tell(TransferEnded(transfer.ask, False, True, "603 Decline"))
    assert both.kinds() == ["HoldCall", "HoldCall"]


def test_who_is_back_after_the_release_was_refused_is_heard_again(both: Script) -> None:
    transfer = both.do(Release()).one(Transfer)
    holds = both.tell(TransferEnded(transfer.ask, False, False, "no outcome")).commands
    both.wait(3.0)
    assert both.one(ReleaseRefused).why == "no outcome; still on hold: no answer yet"
    assert both.tell(*(Done(each.ask) for each in holds if isinstance(each, HoldCall))).what == []
    assert both.do(Release()).one(Transfer)


def test_of_two_found_agencies_the_last_has_the_caller_and_the_other_is_hung_up() -> None:
    script = Script().up().tell(CallFound("in:1", "1"), CallFound("out:9-1", "*21"), CallFound("out:9-2", "*22"))
    transfer = script.do(Release()).one(Transfer)
    assert (transfer.call, transfer.to) == ("in:1", "out:9-2")
    script.tell(Closed("in:1", "x"), Closed("out:9-2", "x"), TransferEnded(transfer.ask, True, True, "transferred"))
    released = script.one(Released)
    assert released.raw == "transferred to the agency at *22; hung up: the agency at *21"
    assert script.one(EndCall).call == "out:9-1"


# --- closing ----------------------------------------------------------------------------------------------------------


def close(script: Script) -> Script:
    script.what = script.line.close(script.now, script.at)
    return script


def test_closing_with_nobody_on_finishes() -> None:
    script = close(Script().up())
    assert script.kinds() == ["Finish"]
    assert script.line.parted


def test_closing_with_a_caller_lingers() -> None:
    assert close(Script().up().caller()).kinds() == ["Linger"]


def test_closing_with_a_caller_just_being_answered_lingers() -> None:
    script = Script().up().tell(Incoming("in:1", "", "sip:x"))
    script.do(Answer(1))
    assert close(script).kinds() == ["Linger"]


def test_closing_with_an_agency_alone_finishes() -> None:
    assert close(Script().up().agency()).kinds() == ["Finish"]


def test_closing_gives_up_what_rings() -> None:
    script = Script().up().caller().do(Dial(1, "*21")).done()
    assert close(script).kinds() == ["EndCall", "Linger"]


def test_closing_with_caller_and_agency_transfers_and_finishes(both: Script) -> None:
    transfer = close(both).one(Transfer)
    assert transfer.limit == 3.0
    assert not both.line.parted
    assert both.tell(TransferEnded(transfer.ask, True, True)).one(Finish)


def test_closing_where_the_transfer_is_refused_takes_back_and_lingers(both: Script) -> None:
    close(both)
    both.tell(refused(both, "no")).tell(refused(both, "no"))
    assert both.done().one(Linger)


def test_closing_with_two_agencies_lingers_with_all(both: Script) -> None:
    assert close(both.agency(2, "*22")).kinds() == ["Linger"]


def test_closing_where_the_switch_joins_leaves_them_to_it() -> None:
    assert close(Script(bridge="switch").up().caller().agency()).kinds() == ["Finish"]


# --- real telephones --------------------------------------------------------------------------------------------------


def conference(open_desk: OpenDesk, caller: Baresip | ReplacesEnd, agency: Baresip | ReplacesEnd) -> Desk:
    """Bring caller, agency and call-taker together."""
    desk = open_desk(f"{LOCALHOST}:{agency.port}", transfer_limit=3.0).up()
    caller.dial(f"{desk.uri};transport={caller.transport}")
    desk.take_call()
    desk.bring_in(agency.user)
    return desk


def hear_each_other(caller: Baresip | ReplacesEnd, agency: Baresip | ReplacesEnd) -> None:
    """Wait until a second was heard at both ends, and look who speaks in it."""
    for end, hears in ((caller, AGENCY_HZ), (agency, CALLER_HZ)):
        begin = end.heard_s()
        end.until_heard(begin + 1.2)
        assert end.tone_heard(hears, begin + 0.1, begin + 1.1) > 2000, f"{end.user} does not hear the other"


def both_speak_to(desk: Desk) -> None:
    """Wait until the handset has heard another second, with both voices in it.

    The recordings of Debian's baresip end with the first hold, so what they hear is not asked of them.
    """
    begin = length_of(desk.heard) + 0.3
    until(lambda: length_of(desk.heard) > begin + 1.0, "a second of sound at the handset")
    for hertz in (CALLER_HZ, AGENCY_HZ):
        assert tone_in(desk.heard, hertz, begin, begin + 1.0) > 2000, f"{hertz} Hz is not heard"


def ended(process: int) -> bool:
    """Tell whether a process is gone."""
    return not Path(f"/proc/{process}").exists()


def test_after_a_release_caller_and_agency_stay_together_without_console_and_process(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(ReplacesEnd(tmp_path, "7138016", tone_hz=AGENCY_HZ, answer_after=0.2, transport="tcp"))
    caller = partner(ReplacesEnd(tmp_path, "9055550123", tone_hz=CALLER_HZ, transport="tcp"))
    desk = conference(open_desk, caller, agency)
    desk.do(Release())
    assert desk.until(Released).raw == "transferred"
    worker = desk.phone.worker
    desk.phone.close()
    assert ended(worker)
    hear_each_other(caller, agency)
    begin = caller.heard_s()
    caller.until_heard(begin + 1.0)
    assert caller.tone_heard(VOICE_HZ, begin, begin + 1.0) < 100, "the call-taker is off the line"


def test_closing_the_console_brings_caller_and_agency_together(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(ReplacesEnd(tmp_path, "7138016", tone_hz=AGENCY_HZ, answer_after=0.2, transport="tcp"))
    caller = partner(ReplacesEnd(tmp_path, "9055550123", tone_hz=CALLER_HZ, transport="tcp"))
    desk = conference(open_desk, caller, agency)
    worker = desk.phone.worker
    desk.phone.close()
    assert ended(worker)
    hear_each_other(caller, agency)


@pytest.mark.needs("baresip")
def test_telephones_that_refuse_a_transfer_are_both_taken_back_and_heard_again(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(Baresip(tmp_path, "7138016", tone_hz=AGENCY_HZ, answer_after=0.2, transport="tcp"))
    caller = partner(Baresip(tmp_path, "9055550123", tone_hz=CALLER_HZ))
    desk = conference(open_desk, caller, agency)
    desk.do(Release())
    refused = desk.until(ReleaseRefused)
    assert refused.why == "peer does not support the Replaces header"
    both_speak_to(desk)
    assert not caller.events("CALL_CLOSED")
    assert not agency.events("CALL_CLOSED")


@pytest.mark.needs("baresip")
def test_a_console_that_closes_on_telephones_that_refuse_leaves_them_together_until_the_caller_hangs_up(
    open_desk: OpenDesk, partner: Partners, tmp_path: Path
) -> None:
    agency = partner(Baresip(tmp_path, "7138016", tone_hz=AGENCY_HZ, answer_after=0.2, transport="tcp"))
    caller = partner(Baresip(tmp_path, "9055550123", tone_hz=CALLER_HZ))
    desk = conference(open_desk, caller, agency)
    desk.phone.close()
    both_speak_to(desk)
    caller.hang_up()
    agency.until_closed()
    until(lambda: not lingering(), "the process to end with the call")

"""Whether the line can be used, and whether voice comes."""

from app.ports import Answer, AudioBack, AudioLost, CallerHere, Dial, Hold, LineLost, LineTold, LineUp, Release, Resume
from drivers.sip.messages import (
    AccountTold,
    Closed,
    Established,
    Incoming,
    SoundTold,
    Started,
    SwitchTold,
    Transfer,
    TransferEnded,
)
from tests.drivers.sip.script import Script

REACHED, UNREACHED = SwitchTold(True, "it answers"), SwitchTold(False, "Connection refused")


def test_the_line_is_up_once_the_process_runs_and_the_switch_answers() -> None:
    script = Script()
    assert script.tell(Started("library 1", "127.0.0.1:5060")).kinds() == ["LineTold", "LineTold"]
    assert [event.text for event in script.events if isinstance(event, LineTold)] == [
        "library 1, listens on 127.0.0.1:5060",
        "answerpoint at 127.0.0.1:5080 over tcp, no password",
    ]
    assert script.tell(REACHED).one(LineUp)
    assert script.tell(REACHED).kinds() == ["LineTold"], "it is told once"


def test_a_switch_that_does_not_answer_is_a_lost_line() -> None:
    script = Script(switch="10.0.0.1:5060").tell(Started("x", "y"), UNREACHED)
    assert script.one(LineLost).why == "the switch at 10.0.0.1:5060 does not answer: Connection refused"
    assert script.tell(REACHED).one(LineUp)


def test_a_line_with_somebody_on_it_is_not_called_lost_though_it_is_silent() -> None:
    """The position gives a caller up with her line, and she may be heard again when the network is back."""
    script = Script().up().caller()
    assert script.tell(UNREACHED).one(LineTold).fault
    script.wait(4).alive(in_1=4000)
    assert script.kinds() == ["AudioLost"]
    assert script.tell(UNREACHED).kinds() == ["LineTold"]
    assert script.tell(REACHED).kinds() == ["LineTold"]
    assert script.alive(in_1=10).kinds() == ["AudioBack"]


def test_a_line_on_which_a_caller_rings_is_not_called_lost() -> None:
    """D013, D085: the position takes callers off a line that is lost, and she could not be answered while she rings."""
    script = Script().up().tell(Incoming("in:1", "9055550123", "x"))
    assert script.tell(UNREACHED).kinds() == ["LineTold"]
    assert script.one(LineTold).fault
    script.do(Answer(1)).done()
    assert script.tell(Established("in:1")).one(CallerHere)


def test_a_line_on_which_an_agency_is_called_is_not_called_lost() -> None:
    """D083: its attempt would be over on the screen, and the agency on the line that then answers unseen."""
    script = Script().up().do(Dial(1, "*21")).done()
    assert script.tell(UNREACHED).kinds() == ["LineTold"]
    assert script.tell(Closed("out:1", "Connection timed out")).kinds()[-1] == "LineLost"


def test_a_line_that_is_lost_with_nobody_on_it_is_not_lost_again_while_somebody_is() -> None:
    script = Script(register=True).up().tell(UNREACHED)
    assert script.one(LineLost)
    script.caller()
    assert script.tell(REACHED, AccountTold("failed", "408 Request Timeout")).kinds() == ["LineTold", "LineTold"]
    assert script.tell(Closed("in:1", "bye")).one(LineLost).why.endswith("408 Request Timeout")


def test_a_registration_that_fails_while_the_caller_is_heard_waits_until_the_call_is_over() -> None:
    script = Script(register=True).up().tell(AccountTold("ok", "registered")).caller()
    assert script.tell(AccountTold("failed", "408 Request Timeout")).one(LineTold).fault
    assert script.tell(Closed("in:1", "bye")).one(LineLost).why.endswith("408 Request Timeout")


def test_a_switch_that_vanishes_with_its_calls_is_a_lost_line() -> None:
    script = Script().up().caller()
    script.tell(UNREACHED)
    assert script.tell(Closed("in:1", "Connection reset")).one(LineLost)


def test_a_line_that_must_be_registered_is_up_only_then() -> None:
    script = Script(register=True, switch="s:5060")
    script.tell(Started("x", "y"), REACHED)
    assert set(script.kinds()) == {"LineTold"}
    assert script.tell(AccountTold("ok", "position1 is registered")).one(LineUp)


def test_a_registration_that_is_refused_is_a_lost_line_in_words() -> None:
    script = Script(register=True, switch="s:5060").tell(Started("x", "y"), REACHED)
    lost = script.tell(AccountTold("refused", "403 Forbidden: user or password is wrong")).one(LineLost)
    assert lost.why == (
        "the switch at s:5060 does not register this telephone: 403 Forbidden: user or password is wrong"
    )


def test_a_registration_that_fails_again_and_again_is_told_once() -> None:
    """Two events a minute were journalled for as long as the switch was away."""
    script = Script(register=True).tell(Started("x", "y"), REACHED)
    assert script.tell(AccountTold("failed", "Connection refused [111]")).one(LineTold)
    assert script.tell(AccountTold("failed", "Connection refused [111]")).what == []
    assert script.tell(AccountTold("ok", "registered")).one(LineUp)


def test_a_process_that_cannot_be_started_is_told_once() -> None:
    script = Script()
    for _ in range(3):
        script.what = script.line.lost("the port is taken", script.now, script.at)
    assert script.what == []
    script.what = script.line.lost("another reason", script.now, script.at)
    assert script.one(LineLost).why == "another reason"


def test_three_seconds_without_sound_are_lost_voice() -> None:
    script = Script().up().caller()
    assert script.wait(2.9).alive().what == []
    assert script.wait(0.2).alive().one(AudioLost).why == "no sound from the caller on line 1 for 3 s"
    assert script.wait(0.5).alive().what == [], "it is told once"
    assert script.alive(in_1=10).one(AudioBack)


def test_voice_is_back_when_it_is_back_from_all() -> None:
    script = Script().up().caller().agency()
    script.wait(4).alive(in_1=4000, out_1=4000)
    assert script.kinds() == ["AudioLost", "AudioLost"]
    assert script.alive(in_1=10, out_1=4500).what == []
    assert script.alive(in_1=10, out_1=10).one(AudioBack)


def test_a_silent_call_that_ends_gives_the_voice_back() -> None:
    script = Script().up().caller().agency()
    script.wait(4).alive(in_1=10, out_1=4000)
    assert script.tell(Closed("out:1", "bye")).one(AudioBack)


def test_the_silence_of_a_hold_is_no_lost_voice() -> None:
    script = Script().up().caller().do(Hold()).done()
    assert script.wait(9).alive(in_1=9000).what == []
    script.do(Resume()).done()
    assert script.wait(1).alive(in_1=10_000).what == [], "it has had no time to come back"


def test_a_hold_or_a_release_brings_no_voice_back_that_was_lost_before() -> None:
    """ "Voice comes again" was said of an agency whose telephone was dead, as soon as it was asked to be held."""
    script = Script().up().caller().agency()
    assert script.wait(4).alive(in_1=10, out_1=4000).one(AudioLost)
    ask = script.do(Release()).one(Transfer).ask
    assert script.wait(4).alive(in_1=4000, out_1=8000).what == []
    script.tell(TransferEnded(ask, False, True, "no answer")).tell(
        TransferEnded(script.one(Transfer).ask, False, True, "no answer")
    ).done()
    assert script.wait(1).alive(in_1=10, out_1=9000).what == []
    assert script.wait(5).alive(in_1=10, out_1=14_000).what == [], "it is told once"
    assert script.alive(in_1=10, out_1=10).one(AudioBack)


def test_a_handset_that_is_gone_is_lost_voice_until_it_is_back() -> None:
    script = Script().up().tell(SoundTold(False, "microphone default: arecord ended: no such device"))
    assert script.one(AudioLost).why == "microphone default: arecord ended: no such device"
    told = script.one(LineTold)
    assert (told.what, told.fault) == ("sound", True), "the line is not simply ready without it"
    assert script.tell(SoundTold(True, "microphone and earpiece work")).one(AudioBack)
    assert not script.one(LineTold).fault
